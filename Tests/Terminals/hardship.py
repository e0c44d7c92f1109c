"""What goes wrong around a person who types: nothing of it may cost a word."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from emulated import Fault, Keys
from lab import FACTS, Lab, check, expect, report_in, together


@check
def storm(lab: Lab) -> None:
    """Hundreds of sizes while keys come in: no key is lost, and the last frame fits."""
    sizes = random.Random(20261124)
    with lab.run("storm") as terminal:
        terminal.press(FACTS + "fc")
        terminal.expect("Comment of 1.1")
        for key in ["N", "e", "v", "e", "r", " ", "d", "o", "n", "e", ".", "<enter>", "N", "o", "t",
                    " ", "o", "n", "c", "e", "."]:
            for _ in range(20):
                terminal.resize(sizes.randint(1, 300), sizes.randint(1, 100))
            terminal.press(key)
        terminal.resize(80, 24)
        terminal.press("<c-s>")
        expect(terminal, lab.golden("step-fail"), "after the storm")
        for columns, rows in [(1, 1), (300, 100), (40, 10), (80, 24)]:
            terminal.resize(columns, rows)
            terminal.settle()
        expect(terminal, lab.golden("step-fail"), "after four more")


def verify(lab: Lab, home: Path) -> None:
    """The report is authentic, whoever signed it, and open to whoever goes on."""
    command = [lab.binary, "verify", "--json", report_in(home)]
    done = subprocess.run(command, cwd=home, env=lab.environment(home, {}), capture_output=True,
                          check=False)
    if done.returncode != 22:  # Nobody is trusted here; nothing else is wrong.
        raise Fault(f"{home.name}: verify says {done.returncode}: {done.stdout.decode()}")


def draft_is_kept(lab: Lab, home: Path, keys: str, text: str) -> None:
    with lab.start(home, "resume", report_in(home)) as terminal:
        terminal.expect("A draft of 1.1 was kept.")
        terminal.press(keys)
        terminal.expect(text)


@check
def lost(lab: Lab) -> None:
    """The terminal goes away: the program ends with 129, the draft is there afterwards."""
    def job(name: str, last: bytes) -> None:
        with lab.run(f"lost-{name}") as terminal:
            terminal.press(FACTS + "cHalf a thought")
            terminal.expect("Half a thought")
            terminal.send(last)
            terminal.hang_up()
            if (code := terminal.end()) != 129:
                raise Fault(f"{name}: ended with {code}")
        verify(lab, lab.folder / f"lost-{name}")
        draft_is_kept(lab, lab.folder / f"lost-{name}", "c", "Half a thought")

    def start_screen() -> None:
        home = lab.home("lost-start")
        with lab.start(home) as terminal:
            terminal.expect("No report here yet")
            terminal.hang_up()
            if (code := terminal.end()) != 129:
                raise Fault(f"the start screen: ended with {code}")

    together([lambda: job("field", b""), lambda: job("paste", b"\033[200~of a past"),
              lambda: job("character", b"\xe6\x97"), start_screen])


# What opens a field, what is typed, what opens it again.
FIELDS = {
    "comment": ("c", "Half a thought", "c"),
    "evidence": ("e", "/var/log/half", "e"),
    "note": ("etext<enter>", "Half a note", "e<enter>"),
    "value": ("w", "Half a title", "w"),
    "plan": ("fPfix<enter>", "m.it", "P"),
    "retraction": ("etext<enter>A note.<c-s>x", "12 half a reason", "x"),
    "reopening": ("pSyR", "half a reason", "R"),
    "name": ("pSyS", "Ann Hal", "S"),
    "secret": ("c", "glpat-aaaaaaaaaaaaaaaaaaaaaaaa", "c"),
}


@check
def interrupts(lab: Lab) -> None:
    """Ctrl-C leaves a field and keeps what was typed; a second one leaves the program."""
    def job(name: str, keys: str, text: str, again: str) -> None:
        home = f"interrupts-{name}"
        with lab.run(home) as terminal:
            terminal.press(FACTS + keys)
            terminal.press(text)
            terminal.expect(text)
            if name == "secret":  # One question further.
                terminal.press("<c-s>")
                terminal.expect("Record it?")
            terminal.press("<c-c>")
            terminal.expect("? keys  q leave")
            terminal.press(again)
            terminal.expect(text)
            # From outside it is the same.
            os.kill(terminal.pid, signal.SIGINT)
            terminal.expect("? keys  q leave")
            terminal.press(again)
            terminal.expect(text)
            terminal.press("<c-c><c-c>")
            if (code := terminal.end()) != 0:
                raise Fault(f"{name}: left with {code}")
        verify(lab, lab.folder / home)
        with lab.start(lab.folder / home, "resume", report_in(lab.folder / home)) as terminal:
            terminal.expect("sample 1.2.0 > prod")
            # On from the step that was answered, where nothing else is begun.
            terminal.press("[" + again if name == "plan" else again)
            terminal.expect(text)
    together([lambda name=name, field=field: job(name, *field) for name, field in FIELDS.items()])


@check
def back_in_size(lab: Lab) -> None:
    """A window that was small for a moment that nobody saw is drawn again."""
    with lab.run("back-in-size") as terminal:
        terminal.press(FACTS)
        expect(terminal, lab.golden("step"), "before")
        os.kill(terminal.pid, signal.SIGSTOP)
        for columns, rows in [(10, 3), (80, 24)]:
            terminal.resize(columns, rows)
        os.kill(terminal.pid, signal.SIGWINCH)
        os.kill(terminal.pid, signal.SIGCONT)
        expect(terminal, lab.golden("step"), "after SIGCONT")
        # Without having been stopped.
        terminal.screen.resize(3, 10)
        terminal.screen.resize(24, 80)
        os.kill(terminal.pid, signal.SIGWINCH)
        expect(terminal, lab.golden("step"), "after SIGWINCH")


@check
def escape(lab: Lab) -> None:
    """The key alone acts without another one; its time is told, not judged."""
    with lab.run("escape") as terminal:
        terminal.press(FACTS + "cHalf")
        terminal.expect("Half")
        terminal.settle()
        start = time.monotonic()
        terminal.press("<esc>")
        terminal.expect("The draft is kept.")
        print(f"escape: acted on after {(time.monotonic() - start) * 1000:.0f} ms")


@check
def pastes(lab: Lab) -> None:
    """A paste is text in a field, whatever is in it, and nothing elsewhere."""
    with lab.run("pastes") as terminal:
        terminal.press(FACTS)
        terminal.expect("1.1  A plan is written down")
        terminal.send(b"\033[200~p f\rq y\x03\x1a\033[201~")
        terminal.expect("Pasted text is taken in a field only")
        terminal.expect("0 of 6")
        terminal.press("c")
        terminal.expect("Comment of 1.1")
        terminal.send(b"\033[200~one q\rtwo \033[A\x13\x03\033[20x \033]52;c;eA==\007 three\033[201~")
        terminal.expect("two ")
        terminal.expect("three")
        terminal.press("!<c-s>")
        terminal.expect("Comment written. Saved.")
        terminal.press("q")
        if terminal.end() != 0:
            raise Fault("not left")
        home = lab.folder / "pastes"
        command = [lab.binary, "export", report_in(home), "--format", "json", "--force"]
        done = subprocess.run(command, cwd=home, env=lab.environment(home, {}),
                              capture_output=True, check=False)
        if "one q\\ntwo [A[20x ]52;c;eA== three!" not in done.stdout.decode():
            raise Fault(f"pasted: {done.stdout.decode()}")


@check
def crashes(lab: Lab) -> None:
    """A fault in the program itself leaves the terminal as it was before."""
    def job(number: int) -> None:
        with lab.run(f"crashes-{number}") as terminal:
            terminal.press(FACTS + "cHalf")
            terminal.expect("Half")
            os.kill(terminal.pid, number)
            if (code := terminal.end()) != -number or not terminal.is_restored:
                raise Fault(f"signal {number}: {code}, {terminal.is_restored}")
            if terminal.output.rfind(b"\033[?1049l") < terminal.output.rfind(b"\033[?1049h"):
                raise Fault(f"signal {number}: the other screen is still shown")
    together([lambda number=number: job(number) for number in (
        signal.SIGSEGV, signal.SIGILL, signal.SIGTRAP, signal.SIGABRT)])


@check
def traffic(lab: Lab) -> None:
    """A line up or down costs few bytes on a slow line, and a key that changes nothing none."""
    if not sys.platform.startswith("linux"):  # Elsewhere nobody tells when a program is at rest.
        return
    home = lab.home("traffic")
    with lab.start(home, "run", "--environment", "prod") as terminal:
        terminal.expect("Fact 1 of ")
        terminal.press("}")
        terminal.expect("1.1  A written backup strategy")
        most = {}
        for pane, count in (("step", 3), ("outline", 30)):
            for key in "j" * count + "k" * count:
                sent = terminal.answer(key)
                most[pane, key] = max(most.get((pane, key), 0), len(sent))
                if len(sent) > 400:
                    raise Fault(f"{pane} pane, {key}: {len(sent)} bytes: {sent!r}")
            terminal.press("<tab>")
        print("traffic:", ", ".join(f"{pane} {key} {size}" for (pane, key), size in most.items()))
        terminal.press("<tab>g")
        for key in ["k", "g", "<up>", "<home>", "<pgup>", "<f5>", "<left>", "<c-t>", "<esc>", "z"]:
            terminal.answer(key)
            if sent := terminal.answer(key):  # What the one before had to say is said.
                raise Fault(f"{key} changes nothing and sends {sent!r}")
