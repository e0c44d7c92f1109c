"""Each name in a --query of the AWS CLI stands in the model of the answer that it looks through."""

from __future__ import annotations

from collections.abc import Iterator

import botocore.session
import jmespath
from botocore import xform_name
from botocore.model import ListShape, MapShape, Shape, StructureShape

from shipped import Lab, check

# What a part of a query gives: a shape of the model, a list of such, or nothing known.
Kind = Shape | list | None


@check
def aws_fields(lab: Lab) -> Iterator[str]:
    session = botocore.session.get_session()
    for command in lab.commands:
        for call in command.calls_of("aws"):
            if "--query" not in call.words:
                continue
            service = call.words[0].removesuffix("api")  # s3api is the CLI's own name.
            model = session.get_service_model(service)
            operation = next(
                name for name in model.operation_names if xform_name(name, "-") == call.words[1])
            query = jmespath.compile(call.words[call.words.index("--query") + 1]).parsed
            unknown = []
            kind_of(query, model.operation_model(operation).output_shape, unknown)
            for name in unknown:
                yield command.fault(f"{operation} answers with no {name}")


def kind_of(node: dict, kind: Kind, unknown: list[str]) -> Kind:
    """What a query gives when it looks at something; names that are not there go into `unknown`."""
    parts = node["children"]

    def of(part: dict, looked_at: Kind = kind) -> Kind:
        return kind_of(part, looked_at, unknown)

    if node["type"] == "field":
        if isinstance(kind, StructureShape) and node["value"] in kind.members:
            return kind.members[node["value"]]
        if isinstance(kind, MapShape):
            return kind.value
        if kind is not None:
            unknown.append(f"{node['value']} in {kind if isinstance(kind, list) else kind.name}")
        return None
    if node["type"] in ("subexpression", "index_expression", "pipe"):
        for part in parts:
            kind = of(part, kind)
        return kind
    if node["type"] in ("projection", "filter_projection", "value_projection"):
        inner = element(of(parts[0]))
        for condition in parts[2:]:
            of(condition, inner)
        return [of(parts[1], inner)]
    if node["type"] == "flatten":
        inner = element(of(parts[0]))
        return [element(inner) if isinstance(inner, (list, ListShape)) else inner]
    if node["type"] == "index":
        return element(kind)
    if node["type"] == "function_expression":
        first = of(parts[0])
        for part in parts[1:]:
            of(part["children"][0], element(first)) if part["type"] == "expref" else of(part)
        return first if node["value"] in ("reverse", "sort", "sort_by") else None
    if node["type"] in ("slice", "identity", "current"):
        return kind
    for part in parts:  # Lists of columns, comparisons, and, or, not.
        of(part)
    return None


def element(kind: Kind) -> Kind:
    if isinstance(kind, list):
        return kind[0]
    return kind.member if isinstance(kind, ListShape) else None
