"""Shell text taken apart by shfmt: which programs it calls, with which words, what it needs and writes."""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import dataclass, field


class NotUnderstood(Exception):
    """A text that is not shell, or shell that no command of a checklist needs."""


@dataclass(frozen=True)
class Call:
    """A program with its words, as the shell hands them over; `$name` stays where it is unknown."""

    program: str
    words: tuple[str, ...]
    # Whether it reads what another one prints.
    is_fed: bool = False

    def operands(self, with_value: str = "") -> list[str]:
        """The words that are no options; `with_value` are short options that take the next word."""
        found, words = [], iter(self.words)
        for word in words:
            if word == "--":
                return found + list(words)
            if not word.startswith("-") or word == "-":
                found.append(word)
            elif not word.startswith("--") and word[-1] in with_value:
                next(words, None)
        return found

    def __str__(self) -> str:
        return " ".join([self.program, *self.words])


@dataclass
class Reading:
    """All that stands in a text."""

    calls: list[Call] = field(default_factory=list)
    assigned: set[str] = field(default_factory=set)
    used: set[str] = field(default_factory=set)
    # Where output goes, apart from the terminal and pipes.
    written: list[str] = field(default_factory=list)


def read(text: str) -> Reading:
    ran = subprocess.run(
        ["shfmt", "-ln", "bash", "--to-json"], input=text, capture_output=True, text=True, check=False)
    if ran.returncode:
        raise NotUnderstood(ran.stderr.strip())
    reading = Reading()
    _Walk(text, reading).visit(json.loads(ran.stdout), {}, False)
    return reading


class _Walk:
    def __init__(self, text: str, reading: Reading) -> None:
        self.source = text.encode()
        self.reading = reading

    def visit(self, node: object, loops: dict[str, str], is_fed: bool) -> None:
        if isinstance(node, list):
            for part in node:
                self.visit(part, loops, is_fed)
        if not isinstance(node, dict):
            return
        if "Redirs" in node:
            self.redirects(node["Redirs"], loops)
        kind = node.get("Type")
        if kind == "BinaryCmd":
            self.visit(node["X"], loops, is_fed)
            pipe = re.fullmatch(r"\|&?", self.operator(node))
            self.visit(node["Y"], loops, is_fed or pipe is not None)
        elif kind == "ForClause":
            self.loop(node, loops)
        elif kind == "CallExpr":
            self.call_of(node, loops, is_fed)
        elif kind == "ParamExp":
            self.reading.used.add(node["Param"]["Value"])
        else:
            if kind == "DeclClause":
                self.reading.assigned |= {each["Name"]["Value"] for each in node["Args"]}
            inside = kind in ("CmdSubst", "ProcSubst")
            for part in node.values():
                self.visit(part, loops, is_fed and not inside)

    def operator(self, node: dict) -> str:
        """The operator of a node as it stands in the text; its number is shfmt's own matter."""
        at = node["OpPos"]["Offset"]
        return re.match(rb"[<>&|]+", self.source[at:])[0].decode()

    def redirects(self, redirects: list[dict], loops: dict[str, str]) -> None:
        for redirect in redirects:
            self.visit(redirect, loops, False)
            if ">" in self.operator(redirect):
                self.reading.written.append(self.word(redirect["Word"], loops))

    def loop(self, node: dict, loops: dict[str, str]) -> None:
        """A loop over few words is gone through word by word, one over many only once."""
        name = node["Loop"]["Name"]["Value"]
        items = node["Loop"].get("Items", [])
        self.visit(items, loops, False)
        self.reading.assigned.add(name)
        values = [self.word(item, loops) for item in items]
        for value in values if len(values) < 4 else values[:1]:
            self.visit(node["Do"], {**loops, name: f"${name}" if "$" in value else value}, False)

    def call_of(self, node: dict, loops: dict[str, str], is_fed: bool) -> None:
        for assign in node.get("Assigns", []):
            self.reading.assigned.add(assign["Name"]["Value"])
            self.visit(assign.get("Value"), loops, False)
        self.visit(node.get("Args"), loops, False)
        words = [self.word(word, loops) for word in node.get("Args", [])]
        if words:
            self.call(words, is_fed)

    def call(self, words: list[str], is_fed: bool) -> None:
        if found := re.match(r"\$\(command -v (\w+)", words[0]):
            words = [found[1], *words[1:]]
        call = Call(words[0], tuple(words[1:]), is_fed)
        self.reading.calls.append(call)
        if call.program == "read":
            self.reading.assigned |= set(call.operands("dnptu"))
        inner = wrapped(call)
        if isinstance(inner, str):
            reading = read(inner)
            self.reading.calls += reading.calls
            self.reading.written += reading.written
        elif inner:
            self.call(inner, is_fed)

    def word(self, word: dict, loops: dict[str, str]) -> str:
        return "".join(self.part(part, loops, r"\\(.)") for part in word.get("Parts", []))

    def part(self, part: dict, loops: dict[str, str], escape: str) -> str:
        """A piece of a word without its quotes."""
        kind = part["Type"]
        if kind == "Lit":
            return re.sub(escape, r"\1", part["Value"].replace("\\\n", ""))
        if kind == "SglQuoted":
            value = part.get("Value", "")
            return value.encode().decode("unicode_escape") if part.get("Dollar") else value
        if kind == "DblQuoted":
            return "".join(self.part(each, loops, r'\\([$`"\\])') for each in part.get("Parts", []))
        if kind == "ParamExp" and part["Param"]["Value"] in loops:
            return loops[part["Param"]["Value"]]
        return self.source[part["Pos"]["Offset"] : part["End"]["Offset"]].decode()


def wrapped(call: Call) -> list[str] | str | None:
    """What a program that runs another one runs: its words, or a text for a shell."""
    words = list(call.words)
    # The short options that take the next word.
    takers = {"env": "u", "nice": "n", "sudo": "ug", "time": "", "timeout": "ks", "xargs": "nPILd"}
    if call.program in takers:
        while words and (words[0].startswith("-") or call.program == "env" and "=" in words[0]):
            if words.pop(0)[-1] in takers[call.program]:
                words.pop(0)
        return words[1:] if call.program == "timeout" else words
    if call.program in ("sh", "bash") and "-c" in words:
        return words[words.index("-c") + 1]
    if call.program == "find" and "-exec" in words:
        return [word for word in words[words.index("-exec") + 1 :] if word not in (";", "+")]
    if call.program == "kubectl" and words[:1] == ["exec"] and "--" in words:
        return words[words.index("--") + 1 :]
    if call.program == "docker" and words[:1] == ["exec"]:
        return Call("docker", tuple(words[1:])).operands("ue")[1:]
    return None
