"""A cloud on this machine: moto behind a port of its own, and the AWS CLI that talks to nothing else.

What moto does not implement is answered with replies that the world at hand has ready; they are of
the shape that botocore's model of the service gives, and go through the same CLI.
"""

from __future__ import annotations

import io
import json
import logging
import re
import subprocess
import sys
import threading
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import boto3
import botocore.validate
from moto.core.serialize import get_serializer_class
from moto.core.utils import get_service_model
from moto.moto_server.werkzeug_app import (
    DomainDispatcherApplication,
    MotoRequestHandler,
    create_backend_app,
)
from werkzeug.serving import make_server

REGION = "eu-west-1"
KEYS = {"AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing"}

# What is called `aws` here: it hands its words and its files to a fork of the CLI.
SHIM = """#!{python} -SE
import os, socket, sys
with socket.socket(socket.AF_UNIX) as forker:
    forker.connect({path!r})
    asked = repr((sys.argv[1:], dict(os.environ))).encode()
    socket.send_fds(forker, [len(asked).to_bytes(4, "big")], [0, 1, 2])
    forker.sendall(asked)
    sys.exit(forker.recv(1)[0])
"""


@dataclass
class Seen:
    """What a command printed, and how it ended."""

    status: int
    text: str
    errors: str
    # What the commands of the same step before it printed in the same world.
    before: list[Seen] = field(default_factory=list, repr=False)

    @property
    def json(self) -> object:
        return json.loads(self.text)

    @property
    def lines(self) -> list[str]:
        return self.text.splitlines()

    @property
    def rows(self) -> list[list[str]]:
        """The cells of a table, or of lines with tabs; the title of a table is no row."""
        rows = [re.split(r"\s*[|\t]\s*", line.strip("|").strip()) for line in self.lines]
        return [row for row in rows if len(row) > 1]


@dataclass
class World:
    """What there is in the cloud, besides what moto keeps."""

    endpoint: str
    is_good: bool = True
    # (service, operation): what is replied where moto knows nothing, for the values of a query.
    replies: dict[tuple[str, str], Callable[[dict], dict]] = field(default_factory=dict)
    # The variables that `do` tells the operator to set, and those for one step alone.
    variables: dict[str, str] = field(default_factory=dict)
    of_step: dict[str, dict[str, str]] = field(default_factory=dict)

    def client(self, service: str, region: str = REGION) -> object:
        return boto3.client(
            service, region_name=region, endpoint_url=self.endpoint,
            aws_access_key_id="testing", aws_secret_access_key="testing")

    def reply(
        self, service: str, operation: str, key: str, values: list[dict], **asked: str
    ) -> None:
        """Replies with a list; `asked` names the members that a query may ask for, by its words."""
        def listed(query: dict) -> dict:
            return {key: [value for value in values if all(
                value[member] in query.get(word, [value[member]]) for word, member in asked.items())]}
        self.replies[service, operation] = listed


class Cloud:
    """The server, the CLI, and the world that is there at the moment."""

    def __init__(self, folder: Path) -> None:
        logging.disable(logging.CRITICAL)
        self.folder = folder / "aws"
        self.folder.mkdir()
        # (service, operation) that moto was asked for and knows nothing of.
        self.unknown: set[tuple[str, str]] = set()
        self.moto = DomainDispatcherApplication(create_backend_app)
        self.server = make_server(
            "127.0.0.1", 0, self.answer, threaded=True, request_handler=MotoRequestHandler)
        self.endpoint = "http://%s:%d" % self.server.server_address[:2]
        self.world = World(self.endpoint)

    def __enter__(self) -> Cloud:
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        path = str(self.folder / "forker")
        (self.folder / "aws").write_text(SHIM.format(python=sys.executable, path=path))
        (self.folder / "aws").chmod(0o755)
        # The CLI's second version, which most have, prints times so; the first one does when told.
        (self.folder / "config").write_text("[default]\ncli_timestamp_format = iso8601\n")
        self.forker = subprocess.Popen(
            [sys.executable, Path(__file__).parent / "aws_forker.py", path],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.forker.stdout.readline()
        return self

    def __exit__(self, *_: object) -> None:
        self.forker.stdin.close()
        self.forker.wait()
        self.server.shutdown()

    def become(self, world: World, make: Iterable[Callable[[World], None]]) -> None:
        """Forgets the world that was, and makes another."""
        urllib.request.urlopen(f"{self.endpoint}/moto-api/reset", data=b"")
        self.world = world
        for part in make:
            part(world)
        for (service, operation), reply in world.replies.items():
            shape = get_service_model(service).operation_model(operation).output_shape
            report = botocore.validate.ParamValidator().validate(reply({}), shape)
            if report.has_errors():
                raise ValueError(f"{service} {operation}: {report.generate_report()}")

    def run(self, text: str, step: str) -> Seen:
        """What an operator sees who runs the command in this world."""
        ran = subprocess.run(
            ["bash", "-c", text], stdin=subprocess.DEVNULL, capture_output=True, text=True,
            check=False, timeout=300, cwd=self.folder,
            env={"PATH": f"{self.folder}:/usr/bin:/bin", "HOME": str(self.folder), **KEYS,
                 "AWS_ENDPOINT_URL": self.endpoint, "AWS_DEFAULT_REGION": REGION,
                 "AWS_CONFIG_FILE": str(self.folder / "config"), "AWS_MAX_ATTEMPTS": "1", "LC_ALL": "C.UTF-8", "COLUMNS": "300",
                 **self.world.variables, **self.world.of_step.get(step, {})})
        return Seen(ran.returncode, ran.stdout, ran.stderr)

    def answer(self, environ: dict, start: Callable) -> Iterable[bytes]:
        """Answers a request: from the world's own replies, else by moto."""
        scope = re.search(r"Credential=[^/]+/\d+/[^/]+/([^/]+)/", environ.get("HTTP_AUTHORIZATION", ""))
        asked = self.asked(scope[1], environ) if scope else None
        if asked in self.world.replies:
            model = get_service_model(asked[0])
            operation = model.operation_model(asked[1])
            serializer = get_serializer_class(asked[0], model.metadata["protocol"])(operation)
            query = urllib.parse.parse_qs(environ["QUERY_STRING"])
            made = serializer.serialize(self.world.replies[asked](query))
            start(f"{made['status_code']} OK", list(made["headers"].items()))
            return [made["body"] if isinstance(made["body"], bytes) else made["body"].encode()]

        def noting(status: str, headers: list, *rest: object) -> object:
            # moto answers so for what it has no code for; AWS never sends a page.
            if asked and status[:3] in ("404", "500", "501") and any(
                    "text/html" in value for _, value in headers):
                self.unknown.add(asked)
            return start(status, headers, *rest)

        try:
            return list(self.moto(environ, noting))
        except Exception:
            if asked:
                self.unknown.add(asked)
            start("501 Not Implemented", [])
            return [b""]

    def asked(self, signing_name: str, environ: dict) -> tuple[str, str] | None:
        """The service and the operation that a request is for."""
        model = get_service_model(signing_name)
        protocol = model.metadata["protocol"]
        if protocol == "query" or protocol == "ec2":
            body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
            environ["wsgi.input"] = io.BytesIO(body)
            return signing_name, urllib.parse.parse_qs(body.decode())["Action"][0]
        if protocol == "json":
            return signing_name, environ["HTTP_X_AMZ_TARGET"].split(".")[-1]
        for name in model.operation_names:
            http = model.operation_model(name).http
            path = re.sub(r"\\\{[^}]*\\\}", "[^/]+", re.escape(http["requestUri"].split("?")[0].rstrip("/")))
            if http["method"] == environ["REQUEST_METHOD"] and re.fullmatch(
                    path, environ["PATH_INFO"].rstrip("/")):
                return signing_name, name
        return None
