#!/usr/bin/env python3
"""Makes signed reports of many environments with the real binary, for what reads them all.

    Benchmarks/fleet.py BINARY FOLDER COUNT

Four reports an environment, of the shipped checklists, in FOLDER/ENVIRONMENT/. Most are complete;
some have steps open, FAIL without a plan, or are accepted until some day. Makes as many at a time
as there are processors, about a thousand a minute on two.
"""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import samples

EACH = 4


def call(binary: str, *arguments: str, stdin: str = "", code: int = 0) -> str:
    done = subprocess.run(
        [binary, *arguments], input=stdin, text=True, capture_output=True, check=False)
    if done.returncode != code:
        raise SystemExit(f"{arguments}: {done.returncode}: {done.stderr}")
    return done.stdout


def words(output: str, first: str) -> list[str]:
    """The second word of each line that begins with a word."""
    lines = [line.split() for line in output.splitlines()]
    return [line[1].rstrip(":") for line in lines if line and line[0] == first]


def steps(binary: str, folder: Path) -> tuple[list[str], set[str]]:
    """The steps that apply, and those of them that cannot pass without evidence."""
    report = str(folder / "first.report.jsonl")
    call(binary, "new", "--environment", "first", "-o", report)
    call(binary, "answer", report, "--from", "-", stdin=samples.FACTS)
    ids = words(call(binary, "status", report), "open")
    passes = "answers:\n" + "".join(f"  {id}: {{outcome: pass}}\n" for id in ids)
    call(binary, "answer", report, "--from", "-", stdin=passes)
    needy = set(words(call(binary, "status", report), "lacks"))
    Path(report).unlink()
    return ids, needy


def answers(number: int, ids: list[str], needy: set[str]) -> str:
    """About one FAIL in fifteen steps; every tenth report has steps open."""
    until = date.today() + timedelta(days=number % 300 + 1)
    lines = []
    for place, id in enumerate(ids):
        if number % 10 == 0 and place % 20 == 3:
            continue
        if (number + place) % 15 == 0:
            kind = ("accept", "fix", "")[number % 3]
            plan = f', plan: {{kind: {kind}, owner: ann, until: "{until}", reason: Booked.}}'
            lines.append(
                f"  {id}: {{outcome: fail, comment: Seen on host {number}.{plan if kind else ''}}}")
        elif id in needy:
            lines.append(f"  {id}: {{outcome: not_applicable, comment: Not on host {number}.}}")
        else:
            lines.append(f"  {id}: {{outcome: pass, comment: Seen on host {number}.}}")
    return "answers:\n" + "\n".join(lines) + "\n"


def make(binary: str, folder: Path, count: int) -> list[Path]:
    """So many reports; gives their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    ids, needy = steps(binary, folder)

    def one(number: int) -> Path:
        environment = f"env-{number // EACH:04}"
        path = folder / environment / f"{number % EACH}.report.jsonl"
        path.parent.mkdir(exist_ok=True)
        report = str(path)
        call(binary, "new", "--environment", environment, "-o", report)
        text = samples.FACTS.replace("answers: {}\n", answers(number, ids, needy))
        call(binary, "answer", report, "--from", "-", stdin=text)
        call(binary, "seal", report)
        call(binary, "sign", report, "--role", "review", "--name", "Ann Example")
        return path

    with ThreadPoolExecutor(os.cpu_count()) as workers:
        return list(workers.map(one, range(count)))


if __name__ == "__main__":
    if len(sys.argv) != 4:
        raise SystemExit(__doc__)
    made = make(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
    print(f"{len(made)} reports, {sum(path.stat().st_size for path in made):,} bytes")
