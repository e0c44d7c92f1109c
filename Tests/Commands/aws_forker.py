"""The AWS CLI, loaded once and forked for each call: to load it takes longer than a call.

    python3 aws_forker.py SOCKET

Prints a line once it listens, and ends when its standard input does.
"""

from __future__ import annotations

import ast
import os
import select
import signal
import socket
import sys

import awscli.clidriver


def main(path: str) -> None:
    awscli.clidriver.create_clidriver()  # Loads all that a call needs; each call makes its own.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(path)
    listener.listen(64)
    print("ready", flush=True)
    while True:
        ready, _, _ = select.select([listener, sys.stdin], [], [])
        if sys.stdin in ready:
            return
        connection, _ = listener.accept()
        if os.fork() == 0:
            listener.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os._exit(serve(connection))
        connection.close()


def serve(connection: socket.socket) -> int:
    """Runs the CLI with the words, the variables and the files of the one who asks."""
    size, files, _, _ = socket.recv_fds(connection, 4, 3)
    asked = b""
    while len(asked) < int.from_bytes(size, "big"):
        asked += connection.recv(65536)
    words, variables = ast.literal_eval(asked.decode())
    data = os.environ["AWS_DATA_PATH"]  # The package's own, set when it was loaded.
    os.environ.clear()
    os.environ.update(variables, AWS_DATA_PATH=data)
    for number, file in enumerate(files):
        os.dup2(file, number)
    sys.argv = ["aws", *words]
    try:
        status = awscli.clidriver.main()
    except SystemExit as end:
        status = end.code
    sys.stdout.flush()
    sys.stderr.flush()
    connection.send(bytes([status or 0]))
    return 0


if __name__ == "__main__":
    main(sys.argv[1])
