"""The commands of the shipped checklists as a reader gets them, and the list of checks on them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import shell

CHECKS = {}


def check(function: object) -> object:
    """Makes a function a check: it gets the lab and gives a line for each fault."""
    CHECKS[function.__name__] = function
    return function


@dataclass(frozen=True)
class Command:
    """A command that a step shows, with the facts filled in."""

    file: str
    step: str
    action: str
    expect: str
    text: str
    when: str = ""

    @cached_property
    def calls(self) -> list[shell.Call]:
        """The programs that it calls; none where it cannot be read, which the check `bash` tells."""
        try:
            return shell.read(self.text).calls
        except shell.NotUnderstood:
            return []

    def calls_of(self, *programs: str) -> list[shell.Call]:
        return [call for call in self.calls if call.program in programs]

    def fault(self, what: object) -> str:
        return f"{self.file}, {self.step}: {what}\n    {self.text}"


@dataclass
class Lab:
    """What every check needs: the commands, a folder to work in, the document with the tables."""

    commands: list[Command]
    folder: Path
    document: Path
    # (step, program): why it was left out.
    unchecked: dict[tuple[str, str], str] = field(default_factory=dict)

    @classmethod
    def read(cls, commands: str, folder: str, document: str) -> Lab:
        listed = json.loads(Path(commands).read_text())
        Path(folder).mkdir(parents=True, exist_ok=True)
        return cls([Command(**entry) for entry in listed], Path(folder).absolute(), Path(document))

    def steps(self) -> dict[str, list[Command]]:
        steps = {}
        for command in self.commands:
            steps.setdefault(command.step, []).append(command)
        return steps
