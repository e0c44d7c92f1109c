"""Judges OSCAL assessment results on standard input with compliance-trestle; prints each fault."""

import contextlib
import io
import json
import os
import sys
import tempfile
from collections import Counter
from pathlib import Path

from trestle.cli import Trestle

text = sys.stdin.read()
root = json.loads(text)["assessment-results"]
faults = []


def trestle(*arguments):
    """Runs trestle's own command line here, which saves starting it three times."""
    sys.argv = ["trestle", *arguments]
    told = io.StringIO()
    with contextlib.redirect_stdout(told), contextlib.redirect_stderr(told):
        status = Trestle().run()
    # It looks for links to resources by version 4 alone; the links are followed below.
    lines = [line for line in told.getvalue().splitlines() if "links_validator" not in line]
    if status or any("WARNING" in line or "INVALID" in line for line in lines):
        faults.append(f"trestle {arguments[0]}: {status} {lines}")
    return "\n".join(lines)


with tempfile.TemporaryDirectory() as outside, tempfile.TemporaryDirectory() as project:
    export = Path(outside) / "export.json"
    export.write_text(text)
    os.chdir(project)
    trestle("init")
    trestle("import", "-f", str(export), "-o", "review")
    if "VALID: Model" not in trestle("validate", "-a"):
        faults.append("trestle validated nothing")
    imported = Path("assessment-results/review/assessment-results.json")
    if not imported.exists():
        faults.append("trestle imported nothing")
    elif json.loads(imported.read_text())["assessment-results"].keys() != root.keys():
        faults.append("trestle kept something else than it was given")
    os.chdir(outside)


def members(value):
    """Every key with its value, at any depth."""
    if isinstance(value, dict):
        for key, member in value.items():
            yield key, member
            yield from members(member)
    elif isinstance(value, list):
        for member in value:
            yield from members(member)


everything = list(members(root))
uuids = Counter(value for key, value in everything if key == "uuid")
faults += [f"{uuid} twice" for uuid, count in uuids.items() if count > 1]
resources = {resource["uuid"] for resource in root.get("back-matter", {}).get("resources", [])}
roles = {role["id"] for role in root["metadata"].get("roles", [])}
objectives = root.get("local-definitions", {}).get("objectives-and-methods", [])
controls = {objective["control-id"] for objective in objectives}
parts = {part["id"] for objective in objectives for part in objective["parts"] if "id" in part}
used = set()
for key, value in everything:
    if key.endswith("-uuid") and value not in uuids:
        faults.append(f"{key} {value} leads nowhere")
    if key.endswith("-uuids"):
        faults += [f"{key} {uuid} leads nowhere" for uuid in value if uuid not in uuids]
    if key == "href" and value.startswith("#"):
        used.add(value[1:])
        if value[1:] not in resources:
            faults.append(f"{value} is no resource")
    if key == "role-id" and value not in roles:
        faults.append(f"{value} is no role")
    if key == "control-id" and value not in controls:
        faults.append(f"{value} is no control")
    if key in ("target-id", "objective-id") and value not in parts:
        faults.append(f"{value} is no objective")
faults += [f"nothing leads to resource {uuid}" for uuid in resources - used]

print("\n".join(faults[:20]))
sys.exit(1 if faults else 0)
