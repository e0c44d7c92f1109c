"""What is measured on: checklists of a size, their answers, and something for the peers to show."""

import os
import subprocess
from pathlib import Path

HEAD = """\
format: postflight-checklist/1
id: bench
version: 1.0.0
title: Bench
sections:
"""
SECTION = """\
  - id: part-{n}
    title: Part {n}
    steps:
"""
STEP = """\
      - id: step.{n}
        title: Claim {n} holds
        ask: Does claim {n} hold?
        why: Something is lost otherwise.
        check:
          - do: Look at it.
        expect: A line.
        fix: Mend it.
        severity: medium
        level: essential
"""
FACTS = "facts: {provider: aws, platform: omnibus, terraform: 'yes', prefix: prod}\nanswers: {}\n"
ENTRIES = 60


def checklist(steps: int) -> str:
    """So many steps in sections of fifty, about a third of a KiB each."""
    return HEAD + "".join(
        (SECTION.format(n=n // 50) if n % 50 == 0 else "") + STEP.format(n=n)
        for n in range(steps))


def answers(steps: int) -> str:
    return "answers:\n" + "".join(
        f"  step.{n}: {{outcome: pass, comment: Seen on host {n}.}}\n" for n in range(steps))


def history(folder: Path) -> None:
    """A git repository for tig."""
    commits = "".join(
        f"commit refs/heads/main\ncommitter A <a@example.com> {1_700_000_000 + n} +0000\n"
        f"data <<END\nclaim {n} holds\nEND\n" for n in range(ENTRIES))
    subprocess.run(["git", "init", "-q", "-b", "main", str(folder)], check=True)
    subprocess.run(
        ["git", "-C", str(folder), "fast-import", "--quiet"], input=commits.encode(), check=True)


def files(folder: Path) -> None:
    """A folder for ncdu."""
    for n in range(ENTRIES):
        (folder / f"claim-{n}").mkdir(parents=True)
        (folder / f"claim-{n}" / "file").write_bytes(os.urandom(n))


def entries() -> list[str]:
    """The entries of a checklist for dialog and whiptail."""
    return [word for n in range(ENTRIES) for word in (f"claim-{n}", f"Claim {n} holds", "off")]
