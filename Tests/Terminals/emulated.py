"""The real program in a pseudo-terminal, and what an emulator that is not ours makes of its output."""

from __future__ import annotations

import ast
import fcntl
import functools
import os
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
import unicodedata
from pathlib import Path

import pyte
from wcwidth import wcwidth

# How long anything may take before a check gives up: far more than any machine needs.
PATIENCE = float(os.environ.get("PATIENCE", 90))

# What curses may send beyond what pyte knows, and what real terminals do with it.
BEYOND_PYTE = {"b": "repeat", "S": "scroll_up", "T": "scroll_down", "Z": "back_tab", "t": "window"}


class Stream(pyte.ByteStream):
    csi = dict(pyte.ByteStream.csi, **BEYOND_PYTE)
    escape = dict(pyte.ByteStream.escape, **{"=": "keypad", ">": "keypad"})


class Screen(pyte.Screen):
    """pyte's screen; what it does not understand is kept, for it is garbage on other screens too."""

    def __init__(self, columns: int, rows: int) -> None:
        self.garbage: list[str] = []
        self.last = " "
        super().__init__(columns, rows)

    def draw(self, data: str) -> None:
        # pyte drops the rest of a piece after a joiner or a variation selector.
        for character in data:
            if ord(character) < 32 or 0x7F <= ord(character) < 0xA0 or character == "\ufffd":
                self.garbage.append(f"U+{ord(character):04X}")
            self.last = character
            super().draw(character)

    def repeat(self, count: int = 1, **_: object) -> None:
        for _ in range(count or 1):
            super().draw(self.last)

    def scroll_up(self, count: int = 1, **_: object) -> None:
        self._scroll(count, self.delete_lines)

    def scroll_down(self, count: int = 1, **_: object) -> None:
        self._scroll(count, self.insert_lines)

    def _scroll(self, count: int, act: object) -> None:
        place = (self.cursor.x, self.cursor.y)
        self.cursor.y = self.margins.top if self.margins else 0
        act(count or 1)
        self.cursor.x, self.cursor.y = place

    def back_tab(self, count: int = 1, **_: object) -> None:
        for _ in range(count or 1):
            self.cursor.x = max((stop for stop in self.tabstops if stop < self.cursor.x), default=0)

    def window(self, *_: int, **__: object) -> None:
        """xterm keeps and gives back the title of its window."""

    def keypad(self) -> None:
        """The number block sends other sequences."""

    def ensure_vbounds(self, use_margins: bool | None = None) -> None:
        # pyte puts a restored cursor into the scrolling region; terminals put it where it was.
        super().ensure_vbounds(None)

    def debug(self, *arguments: object, **_: object) -> None:
        self.garbage.append(f"an unknown sequence with {arguments}")


class Keys:
    """What the keys of a type of terminal send, by its own description."""

    # Beside the capability: what terminals send whose description does not say it.
    NAMES = {
        "up": ("kcuu1", "\033[A"), "down": ("kcud1", "\033[B"), "left": ("kcub1", "\033[D"),
        "right": ("kcuf1", "\033[C"), "home": ("khome", "\033[H"), "end": ("kend", "\033[F"),
        "pgup": ("kpp", "\033[5~"), "pgdn": ("knp", "\033[6~"), "del": ("kdch1", "\033[3~"),
        "bs": ("kbs", "\x7f"), "backtab": ("kcbt", "\033[Z"),
    }
    PLAIN = {"enter": b"\r", "tab": b"\t", "esc": b"\033", "c-left": b"\033[1;5D",
             "c-right": b"\033[1;5C", "a-bs": b"\033\x7f"}

    def __init__(self, term: str) -> None:
        described = description(term)
        self.sent = {
            name: described[capability] or usual.encode()
            for name, (capability, usual) in self.NAMES.items()
        }
        self.function = {n: described[f"kf{n}"] for n in range(1, 13)}
        self.colors = described["colors"]
        self.hides_cursor = bool(described["civis"])

    def bytes(self, keys: str) -> bytes:
        """The bytes of characters and of names in angle brackets such as `<enter>`."""
        result = b""
        for name, character in re.findall(r"<([a-z0-9-]+)>|(.)", keys, re.DOTALL):
            if character:
                result += character.encode()
            elif name in self.sent:
                result += self.sent[name]
            elif name in self.PLAIN:
                result += self.PLAIN[name]
            elif re.fullmatch(r"f\d+", name):
                result += self.function[int(name[1:])] or b""
            else:  # With control, and one letter.
                result += bytes([ord(name[-1].upper()) & 0x1F])
        return result


@functools.cache
def description(term: str) -> dict[str, bytes | int]:
    """What terminfo says of a type, asked in a process of its own: curses takes one for ever."""
    names = [name for name, _ in Keys.NAMES.values()] + [f"kf{n}" for n in range(1, 13)] + ["civis"]
    script = f"""if True:
        import curses, os
        curses.setupterm({term!r}, os.open(os.devnull, os.O_WRONLY))
        found = {{name: curses.tigetstr(name) or b"" for name in {names!r}}}
        print({{**found, "colors": curses.tigetnum("colors")}})"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    return ast.literal_eval(done.stdout.decode())


class Terminal:
    """The program with a terminal of its own, until it ends or this is left."""

    def __init__(self, command: list[str], environment: dict[str, str], folder: Path,
                 columns: int = 80, rows: int = 24, errors: Path | None = None,
                 keys: Keys | None = None) -> None:
        self.screen = Screen(columns or 80, rows or 24)
        self.stream = Stream(self.screen)
        self.keys = keys or Keys("xterm-256color")
        self.output = b""
        self.code: int | None = None
        self.near, self.far = os.openpty()
        os.set_blocking(self.near, False)
        self._set_size(columns, rows)
        self.modes = termios.tcgetattr(self.far)
        path = os.ttyname(self.far)
        actions = [(os.POSIX_SPAWN_OPEN, 0, path, os.O_RDWR, 0), (os.POSIX_SPAWN_DUP2, 0, 1)]
        if errors:
            actions.append((os.POSIX_SPAWN_OPEN, 2, str(errors), os.O_WRONLY | os.O_CREAT, 0o600))
        else:
            actions.append((os.POSIX_SPAWN_DUP2, 0, 2))
        # No other way to choose the folder without a fork.
        starter = ["/bin/sh", "-c", 'cd "$0" && exec "$@"', str(folder)]
        self.pid = os.posix_spawn("/bin/sh", starter + command, environment, file_actions=actions,
                                  setsid=True)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        if self.code is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        for end in (self.near, self.far):
            if end >= 0:
                os.close(end)

    def press(self, keys: str) -> None:
        self.send(self.keys.bytes(keys))

    def send(self, data: bytes) -> None:
        while data:
            try:
                data = data[os.write(self.near, data[:1000]):]
            except BlockingIOError:
                pass
            self.read(0)

    def resize(self, columns: int, rows: int) -> None:
        """Another size, as a window has it: what is on the way was meant for the old one."""
        self.read(0)
        self.screen.resize(rows, columns)
        self._set_size(columns, rows)

    def _set_size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self.far, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def hang_up(self) -> None:
        os.close(self.near)
        os.close(self.far)
        self.near = self.far = -1

    def read(self, seconds: float) -> bytes:
        if self.near < 0:
            return b""
        ready, _, _ = select.select([self.near], [], [], seconds)
        if not ready:
            return b""
        try:
            data = os.read(self.near, 65536)
        except OSError:
            return b""
        self.output += data
        self.stream.feed(data)
        return data

    def wait(self, what: str, holds: object) -> None:
        end = time.monotonic() + PATIENCE
        while not holds():
            if time.monotonic() > end:
                raise Fault(f"no {what} on:\n" + "\n".join(self.rows))
            self.read(0.05)

    def expect(self, text: str) -> None:
        self.wait(repr(text), lambda: any(text in row for row in self.rows))

    def answer(self, keys: str) -> bytes:
        """What is sent for keys, once they are taken and the program is at rest again."""
        self.settle()
        before, length = self._work_done(), len(self.output)
        self.press(keys)
        # A pseudo-terminal hands over what is typed in its own time.
        self.wait("notice of a key", lambda: self._work_done() not in ("", before))
        self.settle()
        return self.output[length:]

    def settle(self) -> None:
        """Waits until the program is at rest: its input empty, asleep from one look to the next."""
        calm, before = 0, ""
        end = time.monotonic() + PATIENCE
        while calm < 3 and time.monotonic() < end:
            chunk = self.read(0.01)
            waiting = struct.unpack("i", fcntl.ioctl(self.far, termios.FIONREAD, b"\0" * 4))[0]
            now = self._work_done()
            calm = calm + 1 if not chunk and not waiting and now and now == before else 0
            before = now

    def _work_done(self) -> str:
        """What the kernel counts of its threads' work; empty when one of them works."""
        done = ""
        for status in Path(f"/proc/{self.pid}/task").glob("*/status"):
            fields = dict(line.split(":\t", 1) for line in status.read_text().splitlines()
                          if ":\t" in line)
            if fields["State"][0] != "S":
                return ""
            done += fields["voluntary_ctxt_switches"] + "," + fields["nonvoluntary_ctxt_switches"] + ";"
        return done

    def end(self) -> int:
        """Its exit code, below 0 the signal that it died of."""
        deadline = time.monotonic() + PATIENCE
        while self.code is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.code = os.waitstatus_to_exitcode(status)
            elif time.monotonic() > deadline:
                raise Fault("no end; the screen is:\n" + "\n".join(self.rows))
            self.read(0.02)
        while self.read(0.02):
            pass
        return self.code

    @property
    def rows(self) -> list[str]:
        return ["".join(self.screen.buffer[y][x].data for x in range(self.screen.columns))
                for y in range(self.screen.lines)]

    @property
    def is_restored(self) -> bool:
        """Whether the line has the modes that it had before the program came."""
        return termios.tcgetattr(self.far) == self.modes


class Fault(Exception):
    """What a check found."""


TIME = re.compile(r"\d\d:\d\d:\d\dZ")
# Letters of roles in golden frames: bold, reversed, underlined, colour.
LOOKS = {
    "T": (True, False, False, "default"), "H": (True, False, False, "default"),
    "K": (True, False, False, "default"), "C": (True, False, False, "default"),
    "F": (False, True, False, "default"), "P": (False, False, False, "green"),
    "X": (True, False, False, "red"), "W": (False, False, False, "magenta"),
    "I": (False, False, True, "default"),
}
PLAIN_LOOK = (False, False, False, "default")


class Golden:
    """A frame as the tests of ReviewUI have recorded it."""

    def __init__(self, path: Path, skipped_rows: int = 0) -> None:
        self.skipped_rows = skipped_rows
        lines = path.read_text().splitlines()
        self.rows = [line[1:-1] for line in lines if line.startswith("|")]
        self.looks = [line[1:-1] for line in lines if line.startswith(":")]
        cursor = [line.split()[1:] for line in lines if line.startswith("cursor ")]
        self.cursor = (int(cursor[0][0]), int(cursor[0][1])) if cursor else None

    def differences(self, terminal: Terminal, has_color: bool = True, is_ascii: bool = False,
                    marks_cursor: bool = True) -> list[str]:
        screen = terminal.screen
        found = [f"garbage: {item}" for item in screen.garbage[:5]]
        if (screen.lines, screen.columns) != (len(self.rows), len(cells(self.rows[0]))):
            return found + [f"{screen.columns}x{screen.lines} is not the size of the frame"]
        for y, row in enumerate(self.rows):
            if y < self.skipped_rows:
                continue
            line = screen.buffer[y]
            shown = "".join(line[x].data for x in range(screen.columns))
            for x, (text, is_sure) in enumerate(cells(row)):
                if is_ascii and not (text and text.isascii()):
                    text = "?"
                if text is None:
                    continue
                data = line[x].data
                if not same(text, data, is_sure):
                    found.append(f"row {y}, column {x}: {data!r} for {text!r}\n  {shown}\n  {row}")
                    break
                look = LOOKS.get(self.looks[y][x], PLAIN_LOOK) if self.looks else None
                if look and (fault := wrong_look(line[x], look, has_color)):
                    found.append(f"row {y}, column {x}: {fault}\n  {shown}\n  {self.looks[y]}")
                    break
        if self.cursor and (screen.cursor.y, screen.cursor.x) != self.cursor:
            found.append(f"cursor at {(screen.cursor.y, screen.cursor.x)}, not {self.cursor}")
        if marks_cursor and screen.cursor.hidden != (self.cursor is None):
            found.append("the cursor is hidden" if screen.cursor.hidden else "the cursor is shown")
        return found


def wrong_look(cell: object, look: tuple, has_color: bool) -> str:
    bold, reverse, underline, color = look
    if cell.reverse != reverse or cell.underscore != underline:
        return f"reverse {cell.reverse}, underline {cell.underscore}"
    if cell.bg != "default":
        return f"background {cell.bg}"
    if cell.data == " ":  # Neither weight nor colour is seen.
        return ""
    if cell.bold != bold or cell.fg != (color if has_color else "default"):
        return f"bold {cell.bold}, colour {cell.fg}"
    return ""


def same(text: str, data: str, is_sure: bool) -> bool:
    if not is_sure:  # Terminals differ about what belongs to it; it begins here.
        return data[:1] == text[:1]
    return unicodedata.normalize("NFC", data) == unicodedata.normalize("NFC", text)


def cells(row: str) -> list[tuple[str | None, bool]]:
    """A golden row by columns: text and whether all terminals draw it so; None where they differ."""
    result: list[tuple[str | None, bool]] = []
    row = TIME.sub("10:00:00Z", row)
    cluster = re.compile(
        "[\U0001F1E6-\U0001F1FF]{2}"
        "|.(?:[\U0001F3FB-\U0001F3FF\ufe0f\u20e3]|\u200d.|[\u0300-\u036f])*", re.DOTALL)
    for match in cluster.finditer(row):
        text = match.group()
        is_sure = all("\u0300" <= mark <= "\u036f" for mark in text[1:])
        width = wcwidth(text[0]) if is_sure else 2
        result.append((text, is_sure))
        result += [("" if is_sure else None, is_sure)] * (width - 1)
    return result
