"""What every check needs: the program in terminals, scenes with their keys, and waiting for frames."""

from __future__ import annotations

import concurrent.futures
import os
import shutil
from pathlib import Path

from emulated import Fault, Golden, Keys, Terminal

CHECKS = {}


def check(function: object) -> object:
    CHECKS[function.__name__] = function
    return function


class Lab:
    """Makes terminals with the program in them, each with folders of its own."""

    def __init__(self, binary: str, folder: str, checklist: str, screens: str) -> None:
        self.binary = os.path.abspath(binary)
        self.folder = Path(folder).absolute()
        self.checklist = Path(checklist).absolute()
        self.screens = Path(screens).absolute()
        self.count = 0

    def environment(self, home: Path, more: dict[str, str | None]) -> dict[str, str]:
        usual = {
            "HOME": str(home), "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_DATA_HOME": str(home / "data"), "XDG_STATE_HOME": str(home / "state"),
            "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TERM": "xterm-256color",
            "POSTFLIGHT_NOW": "2026-11-24T10:00:00Z", "POSTFLIGHT_SIGNER": "ann@example.com",
            "SWIFT_BACKTRACE": "enable=no",
        }
        return {name: value for name, value in {**usual, **more}.items() if value is not None}

    def home(self, name: str) -> Path:
        home = self.folder / name
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir(parents=True)
        shutil.copy(self.checklist, home / "sample.yaml")
        return home

    def run(self, name: str, *options: str, term: str = "xterm-256color", columns: int = 80,
            rows: int = 24, **more: str | None) -> Terminal:
        """A new review of the sample, in full screen; `name` is that of its folder."""
        terminal = self.start(
            self.home(name), "run", "./sample.yaml", "--environment", "prod", *options, term=term,
            columns=columns, rows=rows, **more)
        try:  # What is typed before is for the shell's modes, where Ctrl-S stops the output.
            terminal.expect("Fact 1 of 3")
        except Fault:
            terminal.__exit__()
            raise
        return terminal

    def start(self, home: Path, *arguments: str, term: str | None = "xterm-256color",
              columns: int = 80, rows: int = 24, errors: Path | None = None,
              **more: str | None) -> Terminal:
        environment = self.environment(home, {"TERM": term, **more})
        try:
            keys = Keys(term or "dumb")
        except Exception:  # It has no description.
            keys = None
        return Terminal([self.binary, *arguments], environment, home, columns, rows, errors, keys)

    def golden(self, name: str, signs: str = "utf-8", size: str = "80x24") -> Golden:
        golden = Golden(self.screens / f"{name}-{size}-{signs}.txt")
        if signs == "ascii":  # Roles are recorded once.
            golden.looks = Golden(self.screens / f"{name}-{size}-utf-8.txt").looks
        return golden


def expect(terminal: Terminal, golden: Golden, name: str, **how: bool) -> None:
    """Waits until the emulated screen is the golden one."""
    def is_same() -> bool:
        return not golden.differences(terminal, **how)
    try:
        terminal.wait(name, is_same)
    except Fault:
        raise Fault(f"{name}: " + "\n".join(golden.differences(terminal, **how)[:4])) from None


def together(jobs: list) -> None:
    """Runs jobs beside each other; tells all that is wrong."""
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        faults = [str(fault) for fault in pool.map(attempt, jobs) if fault]
    if faults:
        raise Fault("\n".join(faults))


def attempt(job: object) -> Fault | None:
    try:
        return job()
    except Fault as fault:
        return fault


TERMS = ["xterm-256color", "xterm", "tmux-256color", "screen", "linux", "vt100", "rxvt"]

FACTS = "1<enter>prod-1<enter>1"
# Scenes of the tests of ReviewUI, with their keys.
SCENES = {
    "fact": "",
    "fact-typing": "1<enter>prod",
    "step": FACTS,
    "step-fail": FACTS + "fcNever done.<enter>Not once.<c-s>",
    "outline": FACTS + "p]f]a]p<tab>",
    "comment": FACTS + "cOne line.<enter>日本語 and e\u0301.",
    "comment-long": FACTS
    + "cThe restore of db-primary took four hours, which is more than the two that the owners "
    "accepted; see https://wiki.example.com/ops/restore-protocols/2026-11-23/db-primary.html and "
    "日本語のとても長い行もここで折り返されます. e\u0301e\u0301 👩🏾‍🔧🇫🇷<enter>Second line.<up><up><home>",
    "comment-scrolled": FACTS + "c" + "<enter>".join(f"Line {n}" for n in range(1, 61))
    + "<pgup><pgup>",
    "plan": FACTS + "fPfix<enter>m.ito",
    "help": FACTS + "?",
    "status": FACTS + "p]fi",
    "seal-open": FACTS + "pS",
    "end": FACTS + "p]f]]]]]",
}


def report_in(home: Path) -> str:
    return next(home.glob("*.report.jsonl")).name
