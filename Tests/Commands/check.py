#!/usr/bin/env python3
"""Checks the commands of the shipped checklists with the programs that they are for.

    python3 check.py COMMANDS FOLDER DOCUMENT CHECK...

COMMANDS is a JSON file with every command, the facts filled in; FOLDER one to work in; DOCUMENT the
one with the table of what is not checked. Prints what is wrong; exit 1 when something is. Without
arguments it lists the checks. With RECORD_SNAPSHOTS=1 in the environment the table is written anew.
"""

from __future__ import annotations

import sys
import time
import traceback

import aws_check  # noqa: F401
import aws_fields  # noqa: F401
import clients  # noqa: F401
import languages  # noqa: F401
import readonly  # noqa: F401
import shell_check  # noqa: F401
import unchecked  # noqa: F401
from shipped import CHECKS, Lab


def main() -> int:
    if not sys.argv[1:]:
        print(*CHECKS, sep="\n")
        return 0
    commands, folder, document, *names = sys.argv[1:]
    lab = Lab.read(commands, folder, document)
    failed = False
    for name in names or CHECKS:
        start = time.monotonic()
        try:
            faults = list(CHECKS[name](lab))
        except Exception:
            faults = [traceback.format_exc()]
        failed = failed or bool(faults)
        for fault in faults:
            print(f"{name}: {fault}")
        print(f"{name}: {len(faults)} faults, {time.monotonic() - start:.1f} s")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
