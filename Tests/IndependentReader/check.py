#!/usr/bin/env python3
"""Runs the cases that cases.py made against the product and against reader.py.

    python3 check.py BINARY OUTDIR [--jobs N]

BINARY is run as `BINARY verify --json ARGS... R` in the folder of each case; `-` runs reader.py alone.  A line for
each difference from the expected code (exit code and the `code` field both), then the sums.  The cases with more
than one reading are shown as notes and fail nothing.  Exits with 1 on a failure.
"""
from __future__ import annotations

import argparse
import concurrent.futures
import contextlib
import io
import json
import os
import subprocess
import sys
from typing import Any

import reader


def run(command: list[str], folder: str, more: dict[str, str]) -> str:
    """The code a program gives, as text: `10`, or what is odd about it."""
    environment = {key: value for key, value in os.environ.items() if key != "POSTFLIGHT_ALLOWED_SIGNERS"}
    environment.update(more)
    try:
        done = subprocess.run(command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=120)
    except subprocess.TimeoutExpired:
        return "no end after 120 s"
    if done.returncode < 0:
        return f"killed by signal {-done.returncode}"
    if done.returncode == 64 and not done.stdout.strip():
        return "64"                                    # wrong usage may be told before there is a report to tell about
    try:
        value: Any = json.loads(done.stdout.decode("utf-8").splitlines()[0])
        told, faults = value["code"], value["faults"]
    except (ValueError, IndexError, KeyError, TypeError):
        return f"{done.returncode} without its JSON line"
    if told != done.returncode:
        return f"{done.returncode} but code {told}"
    if (told == 0) != (faults == []):
        return f"{told} with {len(faults)} faults"
    return str(told)


def read(words: list[str], folder: str, more: dict[str, str]) -> str:
    """The same from reader.py, in this process: it is asked over a thousand times."""
    before = os.getcwd()
    os.environ.pop("POSTFLIGHT_ALLOWED_SIGNERS", None)
    os.environ.update(more)
    os.chdir(folder)
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            return str(reader.main(words))
    except Exception as error:                         # a crash is a difference, not the end
        return f"a crash: {error!r}"
    finally:
        os.chdir(before)
        os.environ.pop("POSTFLIGHT_ALLOWED_SIGNERS", None)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("folder")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    product = None if options.binary == "-" else [os.path.abspath(options.binary), "verify", "--json"]
    options.folder = os.path.abspath(options.folder)
    cases = []
    for listing in ("cases.jsonl", "ambiguous.jsonl"):
        with open(os.path.join(options.folder, listing), encoding="utf-8") as handle:
            cases += [json.loads(line) for line in handle]

    def one(case: dict[str, Any]) -> str:
        return run(product + case["args"], os.path.join(options.folder, case["name"]), case.get("env", {})) if product else ""

    readings = [read(case["args"], os.path.join(options.folder, case["name"]), case.get("env", {})) for case in cases]
    passed = failed = 0
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for case, reading, verdict in zip(cases, readings, pool.map(one, cases)):
            codes = [("reader", reading)] + ([("product", verdict)] if product else [])
            wrong = [f"{case['name']}: expected {case['code']}, {who} gives {code}" for who, code in codes if code != str(case["code"])]
            for text in wrong:
                print(f"note: {text} ({case['note']})" if "note" in case else text)
            if "note" not in case:
                passed, failed = passed + (not wrong), failed + bool(wrong)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
