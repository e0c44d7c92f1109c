"""What is run while something fails, and which files it touches."""

import os
import re
import select
import signal
import subprocess
import time
from pathlib import Path
from typing import Callable, NamedTuple

from place import STEPS, Place, Wrong

PATIENCE = 120
SAVED = r"\bSaved\.$|^Sealed: "


class Story(NamedTuple):
    """A command, what is typed into it, and the calls that are made to fail on its files."""

    name: str
    template: str
    words: Callable[[Place], list[str]]
    lines: Callable[[Place], list[str]] | None
    targets: dict[str, tuple[Callable[[Place], list[Path]], list[str]]]


class Told:
    """What a run said and how it ended."""

    def __init__(self):
        self.output = ""
        self.errors = ""
        self.code = 0
        # How many acts were shown as saved, and how many of them before the first error.
        self.saved = 0
        self.saved_before_error: int | None = None
        self.went_elsewhere = False
        # Lines of input that were refused for good.
        self.skipped: list[int] = []


def walk_lines(place: Place) -> list[str]:
    """Twenty answers with all that belongs to them."""
    lines = ["fact cloud own"]
    for number, step in enumerate(STEPS):
        lines.append(f"jump {step}")
        if number == 1:
            lines += [f"fail Bad at {step}.", "plan accept m.ito 2099-12-31 Booked."]
        elif number == 2:
            lines += ["comment", "Line one.", "Line two.", ".", "pass"]
        elif number == 4:
            lines += [f"evidence {place.root}/one.log", f"pass Seen at {step}."]
        elif number == 5:
            lines += ["evidence text", "Seen.", ".", f"na None at {step}."]
        elif number == 6:
            lines += [f"pass Wrong at {step}.", "undo", "redo"]
        else:
            lines += [f"pass Seen at {step}."]
    return lines + ["seal", "sign Ann Example", "prod", "quit"]


REPORT_CALLS = ["openat", "flock", "write", "fsync"]
STATE_CALLS = ["openat", "mkdir", "renameat"]
FOLDER_CALLS = ["openat", "mkdirat", "write", "fsync", "renameat", "unlinkat"]


def report_files(place: Place) -> list[Path]:
    return [place.report, place.copy]


def evidence_files(place: Place) -> list[Path]:
    return [place.work, place.evidence, place.evidence / ".partial"]


def draft_files(place: Place) -> list[Path]:
    drafts = place.state / "drafts"
    return [drafts, drafts / place.uuid, drafts / ("." + place.uuid)]


def state_files(place: Place) -> list[Path]:
    return [place.state, place.state / place.uuid]


STORIES = [
    Story(
        "walk", "fresh", lambda place: ["resume", str(place.report), "--plain"], walk_lines, {
            "report": (report_files, REPORT_CALLS),
            "evidence": (evidence_files, FOLDER_CALLS),
            "drafts": (draft_files, ["openat", "mkdir", "write", "renameat", "unlinkat"]),
            "state": (state_files, STATE_CALLS),
        }),
    Story(
        "answer --from", "fresh",
        lambda place: ["answer", str(place.report), "--from", str(place.root / "answers.yaml")],
        None, {"report": (report_files, REPORT_CALLS), "state": (state_files, STATE_CALLS)}),
    Story(
        "evidence", "answered",
        lambda place: ["evidence", str(place.report), "s.01", str(place.root / "one.log"),
                       str(place.root / "two.log")],
        None, {"report": (report_files, REPORT_CALLS), "evidence": (evidence_files, FOLDER_CALLS)}),
    Story(
        "seal", "answered", lambda place: ["seal", str(place.report)], None,
        {"report": (report_files, REPORT_CALLS)}),
    Story(
        "sign", "sealed",
        lambda place: ["sign", str(place.report), "--role", "review", "--name", "Ann"], None,
        {"report": (report_files, REPORT_CALLS)}),
    Story(
        "new", "bare",
        lambda place: ["new", str(place.root / "twenty.yaml"), "--environment", "prod", "-o",
                       str(place.report)],
        None, {"report": (lambda place: [place.work, place.report], REPORT_CALLS)}),
    Story(
        "recovery", "torn", lambda place: ["resume", str(place.report), "--plain"],
        lambda place: ["jump s.01", "pass Again.", "quit"], {
            "report": (report_files, [*REPORT_CALLS, "ftruncate"]),
            "kept tail": (lambda place: [place.work, place.torn], ["openat", "write", "fsync"]),
        }),
]


def perform(story: Story, place: Place, prefix: list[str], env: dict[str, str]) -> Told:
    """Runs a story to its end behind a command that makes calls fail."""
    told = Told()
    errors = place.root / "errors"
    with open(errors, "w", encoding="utf-8") as error_file:
        process = subprocess.Popen(
            [*prefix, place.binary, *story.words(place)], env={**place.env, **env}, cwd=place.root,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=error_file,
            start_new_session=True)
        try:
            talk(process, story.lines(place) if story.lines else [], place, told)
            told.code = process.wait(timeout=PATIENCE)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
            process.stdin.close()
            process.stdout.close()
    told.errors = errors.read_text(encoding="utf-8")
    return told


def talk(process: subprocess.Popen, lines: list[str], place: Place, told: Told) -> None:
    """Types line after line, each once the answer to the one before is there."""
    if not lines:
        process.stdin.close()
        told.output = process.stdout.read().decode()
        return
    if reply(process, told) is None:
        return
    at, tries = 0, 0
    while at < len(lines):
        said = type_line(process, told, lines[at])
        if said is None:
            return
        if "NOT SAVED" in said and told.saved_before_error is None:
            told.saved_before_error = told.saved
            said = type_line(process, told, f"save {place.copy}")
            if said is None:
                return
            if "All is saved in" in said:
                told.went_elsewhere = True
                told.saved += 1
            else:
                # No other place either: leave, which asks once.
                for word in ("quit", "quit"):
                    if type_line(process, told, word) is None:
                        return
        elif "Not done:" in said and tries == 0:
            tries = 1
            continue
        elif "Not done:" in said:
            told.skipped.append(at)
        elif re.search(SAVED, said, re.MULTILINE):
            told.saved += 1
        at, tries = at + 1, 0


def type_line(process: subprocess.Popen, told: Told, line: str) -> str | None:
    try:
        process.stdin.write((line + "\n").encode())
        process.stdin.flush()
    except BrokenPipeError:
        pass
    return reply(process, told)


def reply(process: subprocess.Popen, told: Told) -> str | None:
    """All up to the next prompt; None at the end of the output, which is taken in too."""
    start = len(told.output)
    deadline = time.monotonic() + PATIENCE
    while not told.output.endswith("> ") or len(told.output) == start:
        ready, _, _ = select.select([process.stdout], [], [], deadline - time.monotonic())
        if not ready:
            raise Wrong(f"silence after: {told.output[-300:]}")
        chunk = os.read(process.stdout.fileno(), 65536)
        if not chunk:
            last = told.output[start:]
            if re.search(SAVED, last, re.MULTILINE):
                told.saved += 1
            return None
        told.output += chunk.decode()
    return told.output[start:]
