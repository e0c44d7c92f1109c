"""A program in a pseudo-terminal of its own: what it sends, and when."""

import fcntl
import os
import select
import signal
import struct
import termios
import time


class Terminal:
    """Starts a program and keeps count of its time and bytes, from exec on."""

    def __init__(self, command: list[str], env: dict[str, str], columns: int = 80, rows: int = 24):
        self.output = b""
        self.master, slave = os.openpty()
        os.set_blocking(self.master, False)
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        path = os.ttyname(slave)
        self.poll = select.poll()
        self.poll.register(self.master, select.POLLIN)
        actions = [(os.POSIX_SPAWN_OPEN, 0, path, os.O_RDWR, 0), (os.POSIX_SPAWN_DUP2, 0, 1),
                   (os.POSIX_SPAWN_DUP2, 0, 2)]
        self.start = time.perf_counter()
        # No fork of this process, which would be the larger part of what is measured.
        self.pid = os.posix_spawn(command[0], command, env, file_actions=actions, setsid=True)
        os.close(slave)

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_: object) -> None:
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.master)

    def _read(self, wait: float) -> bytes:
        if not self.poll.poll(wait * 1000):
            return b""
        try:
            return os.read(self.master, 65536)
        except OSError:  # The program has ended.
            return b""

    def first_frame(self, wanted: bytes, quiet: float = 0.1) -> float:
        """Seconds from exec to the last byte, once what is wanted stands there and all is quiet."""
        last = self.start
        while True:
            chunk = self._read(quiet if wanted in self.output else 10)
            if chunk:
                last = time.perf_counter()
                self.output += chunk
            elif wanted in self.output:
                return last - self.start
            else:
                raise SystemExit(f"no {wanted!r} in the first frame, but {self.output[-2000:]!r}")

    def press(self, key: bytes, quiet: float = 0.004) -> tuple[float, int]:
        """Seconds from a key to the last byte of the answer, and its bytes."""
        start = last = time.perf_counter()
        os.write(self.master, key)
        count = 0
        while chunk := self._read(quiet if count else 1):
            last = time.perf_counter()
            count += len(chunk)
            self.output += chunk
        return last - start, count

    def type(self, keys: str) -> None:
        """Presses keys that are not measured."""
        for key in keys:
            self.press(key.encode(), quiet=0.02)

    def memory(self) -> float:
        """The most MiB that the program has held so far."""
        with open(f"/proc/{self.pid}/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024
