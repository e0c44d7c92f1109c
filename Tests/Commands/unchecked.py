"""What no check reads, and the table that says so."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from aws_worlds import NOT_IN_MOTO
from clients import HELP
from readonly import WRAPPERS
from shipped import Lab, check

# Programs whose words some check reads.
CHECKED = {
    *HELP, *WRAPPERS, "awk", "aws", "az", "base64", "command", "cut", "echo", "find", "git", "gitlab-rails", "grep",
    "gsutil", "jq", "kubectl", "openssl", "printf", "sed", "sort", "tr", "uniq", "wc", "zgrep",
}

# Those whose words none reads, and why not.
WHY = {
    "gcloud": "no client in pip or apt",
    "helm": "no client in pip or apt",
    "terraform": "no client in pip or apt",
    "gitlabcis": "large, for one step",
    "nmap": "large, for one step",
    "docker": "no client in pip, large in apt",
    "sshd": "reads the configuration of the machine that it runs on",
}
# Those of the nodes that are reviewed.
NODE = "part of the reviewed system"

# Those that are only half checked.
REPLIED = "not in moto: the CLI takes the words, the answer is made up"

TITLE = "## Commands not checked"


@check
def unchecked(lab: Lab) -> Iterator[str]:
    """The table in the document lists what the checks leave out, and nothing else."""
    wanted = {(command.step, call.program): WHY.get(call.program, NODE)
              for command in lab.commands for call in command.calls if call.program not in CHECKED}
    for command in lab.commands:
        for call in command.calls_of("aws"):
            if " ".join(call.words[:2]) in NOT_IN_MOTO:
                wanted[command.step, " ".join(["aws", *call.words[:2]])] = REPLIED
    rows = [f"| `{step}` | `{program}` | {why} |" for (step, program), why in sorted(wanted.items())]
    before, title, after = lab.document.read_text().partition(TITLE)
    table, *rest = re.split(r"^(?=## )", after, maxsplit=1, flags=re.MULTILINE)
    lines = table.splitlines()
    listed = [line for line in lines if line.startswith("| `")]
    if listed == rows:
        return
    if os.environ.get("RECORD_SNAPSHOTS") == "1":
        others = [line for line in lines if not line.startswith("| `")]
        at = others.index("|---|---|---|") + 1
        table = "\n".join(others[:at] + rows + others[at:]) + "\n"
        lab.document.write_text("".join([before, title, table, *rest]))
    for row in rows:
        if row not in listed:
            yield f"{lab.document.name} lacks the row: {row}"
    for row in listed:
        if row not in rows:
            yield f"{lab.document.name} has a row of what is checked: {row}"
    if sorted(listed) == sorted(rows):
        yield f"{lab.document.name}: the rows are to be in the order of steps and programs"
