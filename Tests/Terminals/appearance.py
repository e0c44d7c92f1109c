"""Types of terminals, locales, colours, sizes: what is shown is what the golden frames say."""

from __future__ import annotations

import re

from emulated import Fault
from lab import FACTS, SCENES, TERMS, Lab, check, expect, report_in, together


@check
def frames(lab: Lab) -> None:
    """Every terminal shows every scene as it is meant, its keys being its own."""
    def job(term: str, name: str) -> None:
        with lab.run(f"frames-{term}-{name}", term=term) as terminal:
            expect(terminal, lab.golden("fact"), f"{term}, first frame",
                   has_color=terminal.keys.colors >= 8, marks_cursor=terminal.keys.hides_cursor)
            terminal.press(SCENES[name])
            expect(terminal, lab.golden(name), f"{term}, {name}",
                   has_color=terminal.keys.colors >= 8, marks_cursor=terminal.keys.hides_cursor)
    together([lambda term=term, name=name: job(term, name) for term in TERMS for name in SCENES])


@check
def keys(lab: Lab) -> None:
    """Cursor keys and editing keys do their work in a field; a function key types nothing."""
    def job(term: str) -> None:
        with lab.run(f"keys-{term}", term=term) as terminal:
            terminal.press(FACTS + "p]f]a]p<backtab>")
            expect(terminal, lab.golden("outline"), f"{term}, back tab",
                   has_color=terminal.keys.colors >= 8, marks_cursor=terminal.keys.hides_cursor)
            terminal.press("<backtab>conex two<home>X<right><del><end>Y<left><bs>Z")
            terminal.expect("Xoex twZY")
            for number, sequence in terminal.keys.function.items():
                # On a VT100 they are the number block, which types what is printed on it.
                if not re.fullmatch(rb"\033O[j-yM]", sequence):
                    terminal.press(f"<f{number}>")
            terminal.press("!")
            terminal.expect(" Xoex twZ!Y ")
            terminal.press("<esc>")
            terminal.expect("The draft is kept.")
            terminal.press("q")
            if terminal.end() != 0 or not terminal.is_restored:
                raise Fault(f"{term}: not left as it was found")
    together([lambda term=term: job(term) for term in TERMS])


COLOR = re.compile(rb"\x1b\[(?:[0-9]+;)*(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[0-9]+)*m")


@check
def colors(lab: Lab) -> None:
    """The option wins over NO_COLOR, and that over what the terminal can do."""
    cases = [
        ((), None, True), ((), "", True), ((), "1", False), (("--color", "auto"), "1", False),
        (("--color", "never"), None, False), (("--color", "never"), "", False),
        (("--color", "always"), "1", True), (("--color", "always"), None, True),
    ]

    def job(index: int, options: tuple[str, ...], variable: str | None, wanted: bool) -> None:
        name = f"colors-{index}"
        with lab.run(name, *options, NO_COLOR=variable) as terminal:
            terminal.press(SCENES["outline"])
            expect(terminal, lab.golden("outline"), f"run {options} {variable}", has_color=wanted)
            terminal.press("q")
            terminal.end()
            outputs = {"run": terminal.output}
        home = lab.folder / name
        report = report_in(home)
        (home / "foreign.report.jsonl").write_text("{}\n")
        for words, wait in ((["resume", report], "1 FAIL"), ([], "DAMAGED")):
            with lab.start(home, *words, *options, NO_COLOR=variable) as terminal:
                terminal.expect(wait)
                terminal.press("q")
                terminal.end()
                outputs[words[0] if words else "start"] = terminal.output
        for command, output in outputs.items():
            if bool(COLOR.search(output)) != wanted:
                raise Fault(f"{command} {options} NO_COLOR={variable}: {COLOR.search(output)}")
    together([lambda index=index, case=case: job(index, *case) for index, case in enumerate(cases)])
    for command in (["run"], ["resume", "r.report.jsonl"], []):
        errors = lab.home("colors-wrong") / "errors"
        with lab.start(errors.parent, *command, "--color", "blue", errors=errors) as terminal:
            code, said = terminal.end(), errors.read_text()
            if code != 64 or not all(word in said for word in ("'auto'", "'always'", "'never'")):
                raise Fault(f"{command} --color blue: {code}, {said}")


@check
def codesets(lab: Lab) -> None:
    """Without a locale of UTF-8 rules and signs are ASCII; with --ascii everything is."""
    cases = [
        ("C", {"LC_ALL": "C"}, []), ("POSIX", {"LC_ALL": "POSIX"}, []),
        ("none", {"LC_ALL": None}, []), ("not installed", {"LC_ALL": "xx_XX.ISO-8859-1"}, []),
        ("empty, LANG", {"LC_ALL": "", "LANG": "C.UTF-8"}, []),
        ("--ascii", {"LC_ALL": "C.UTF-8"}, ["--ascii"]),
    ]

    def job(name: str, locale: dict[str, str | None], options: list[str], term: str,
            scene: str) -> None:
        is_ascii, signs = bool(options), "utf-8" if "LANG" in locale else "ascii"
        with lab.run(f"codeset-{name}-{term}-{scene}", *options, term=term, **locale) as terminal:
            terminal.press(SCENES[scene])
            expect(terminal, lab.golden(scene, signs), f"{name}, {term}, {scene}",
                   has_color=terminal.keys.colors >= 8, marks_cursor=terminal.keys.hides_cursor,
                   is_ascii=is_ascii)
            if is_ascii and not terminal.output.isascii():
                raise Fault(f"{name}, {term}: bytes beyond ASCII were sent")
    together([
        lambda case=case, term=term, scene=scene: job(*case, term, scene)
        for case in cases for term in ("xterm-256color", "linux", "vt100")
        for scene in ("step-fail", "outline", "comment-long")])


@check
def no_screen(lab: Lab) -> None:
    """Where there can be no screen, line mode says why and what to do, and sends no sequence."""
    cases = [
        ("dumb", {}, 'type "dumb" cannot show a full screen: set TERM'),
        ("nonsense", {}, '"nonsense" is not known here: set TERM'),
        (None, {}, "the terminal type is not known: set TERM"),
        ("", {}, "the terminal type is not known: set TERM"), ("xterm", {"ACCESSIBLE": "1"}, ""),
    ]
    for number, (term, more, message) in enumerate(cases):
        home = lab.home(f"no-screen-{number}")
        errors = home / "errors"
        run = ["run", "./sample.yaml", "--environment", "prod"]
        with lab.start(home, *run, term=term, errors=errors, **more) as terminal:
            terminal.wait("the first question", lambda: b"Fact 1 of 3" in terminal.output)
            terminal.send(b"quit\r")
            code, said = terminal.end(), errors.read_text()
            if code or message not in said or ("going on line by line" in said) != bool(message):
                raise Fault(f"run, TERM={term}: {code}, {said}")
            if b"\033" in terminal.output:
                raise Fault(f"run, TERM={term}: sequences were sent: {terminal.output}")
        errors.unlink()
        with lab.start(home, term=term, errors=errors, **more) as terminal:
            code, said = terminal.end(), errors.read_text()
            if code or message not in said or b"USAGE" not in terminal.output:
                raise Fault(f"alone, TERM={term}: {code}, {said}, {terminal.output}")


@check
def sizes(lab: Lab) -> None:
    """Without a size the description's is taken; LINES and COLUMNS of elsewhere are not."""
    for name, columns, rows, more in [
        ("unknown", 0, 0, {}), ("other", 80, 24, {"LINES": "60", "COLUMNS": "200"}),
    ]:
        with lab.run(f"sizes-{name}", columns=columns, rows=rows, **more) as terminal:
            terminal.press(FACTS)
            expect(terminal, lab.golden("step"), name)
    for columns, rows in [(40, 10), (140, 40), (200, 60)]:
        with lab.run(f"sizes-{columns}", columns=columns, rows=rows) as terminal:
            terminal.press(SCENES["comment-long"])
            size = f"{columns}x{rows}"
            golden = lab.golden("comment-long", size=size)
            # Wide ones name the key, which is new each time.
            golden.skipped_rows = 1 if columns >= 140 else 0
            expect(terminal, golden, size)
