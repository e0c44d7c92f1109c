"""Bash's own reading of each command, shellcheck's, and the variables that an operator has to set."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator

import shell
from shipped import Command, Lab, check

# What shellcheck says without knowing who sets what, with the reason why it may stand.
EXCLUDED = {
    "SC2154": "a variable that `do` tells the operator to set; `variables` below looks for its name",
}


@check
def bash(lab: Lab) -> Iterator[str]:
    """Bash reads it, and so does the parser that the other checks rest on."""
    for command in lab.commands:
        run = subprocess.run(
            ["bash", "-n", "-c", command.text], capture_output=True, text=True, check=False)
        if run.returncode or run.stderr:
            yield command.fault(run.stderr)
            continue
        try:
            if not shell.read(command.text).calls:
                yield command.fault("no program is called")
        except shell.NotUnderstood as error:
            yield command.fault(error)


@check
def shellcheck(lab: Lab) -> Iterator[str]:
    """Shellcheck has no warning, and no error."""
    folder = lab.folder / "shellcheck"
    folder.mkdir()
    for index, command in enumerate(lab.commands):
        (folder / str(index)).write_text(f"#!/bin/bash\n{command.text}\n")
    run = subprocess.run(
        ["shellcheck", "-S", "warning", "-e", ",".join(EXCLUDED), "-f", "json",
         *sorted(path.name for path in folder.iterdir())],
        capture_output=True, text=True, check=False, cwd=folder)
    if run.returncode not in (0, 1):
        yield run.stderr
        return
    for finding in json.loads(run.stdout):
        command = lab.commands[int(finding["file"])]
        yield command.fault(f"SC{finding['code']}: {finding['message']}")


@check
def variables(lab: Lab) -> Iterator[str]:
    """Each variable is set by the command, or its action or an earlier one of the step names it."""
    for commands in lab.steps().values():
        for index, command in enumerate(commands):
            if not command.calls:
                continue  # `bash` tells it.
            reading = shell.read(command.text)
            for name in sorted(reading.used - reading.assigned):
                if not re.fullmatch(r"[A-Za-z_]\w*", name) or name == "HOME":
                    continue  # $? and its like are the shell's.
                if not any(names(before, name) for before in commands[: index + 1]
                           if before.when in ("", command.when) or before is command):
                    yield command.fault(f"nothing tells the operator to set {name}")


def names(command: Command, variable: str) -> bool:
    return re.search(rf"(?<!\w){variable}(?!\w)", command.action) is not None
