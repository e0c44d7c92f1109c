#!/usr/bin/env python3
"""Checks the real program's full screen in pseudo-terminals of many types.

    python3 check.py BINARY FOLDER CHECKLIST SCREENS CHECK...

FOLDER is one to work in, CHECKLIST the sample of the tests of ReviewUI, SCREENS their golden frames.
Prints what is wrong; exit 1 when something is.
"""

from __future__ import annotations

import sys
import traceback

import appearance  # noqa: F401
import hardship  # noqa: F401
from emulated import Fault
from lab import CHECKS, Lab


def main() -> int:
    binary, folder, checklist, screens, *names = sys.argv[1:]
    lab = Lab(binary, folder, checklist, screens)
    failed = False
    for name in names or CHECKS:
        try:
            CHECKS[name](lab)
            print(f"{name}: as it should be")
        except Fault as fault:
            failed = True
            print(f"{name}: {fault}")
        except Exception:
            failed = True
            print(f"{name}: {traceback.format_exc()}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
