"""A machine of its own for one run, and the reports that runs begin with."""

import hashlib
import json
import os
import shutil
import subprocess
from pathlib import Path

STEPS = [f"s.{number:02}" for number in range(1, 21)]
REPORT, COPY = "r.report.jsonl", "copy.report.jsonl"
CONTENT = {"fact", "answer", "evidence", "retract", "seal", "reopen", "intent"}


def checklist() -> str:
    steps = "\n".join(
        f"  - {{id: {step}, title: T, ask: Q?, why: W, check: [{{do: L}}], expect: E, fix: F, "
        "severity: low, level: essential, references: [{title: R, url: 'https://a.example/'}]}"
        for step in STEPS)
    return f"""format: postflight-checklist/1
id: twenty
version: 1.0.0
title: Twenty
facts:
- {{id: cloud, ask: Q?, choices: {{aws: A, own: O}}}}
sections:
- id: s
  title: S
  steps:
{steps}
"""


def answers() -> str:
    lines = [f"  {step}: {{outcome: pass, comment: Seen at {step}.}}" for step in STEPS]
    return "facts: {cloud: own}\nanswers:\n" + "\n".join(lines) + "\n"


class Place:
    """A folder with a home, a state folder, a key and a working folder with a report."""

    def __init__(self, root: Path, binary: str):
        self.root, self.binary = root, binary
        self.work, self.state = root / "work", root / "state/postflight"
        self.report, self.copy = self.work / REPORT, self.work / COPY
        self.evidence = self.work / "r.evidence"
        self.env = {
            "HOME": str(root), "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
            "XDG_STATE_HOME": str(root / "state"), "XDG_DATA_HOME": str(root / "data"),
            "XDG_CONFIG_HOME": str(root / "config"), "POSTFLIGHT_KEY": str(root / "ann"),
            "POSTFLIGHT_SIGNER": "ann@example.com", "SWIFT_BACKTRACE": "enable=no",
        }

    def run(self, *words: str, text: str = "") -> str:
        """Runs postflight without any fault; gives its output."""
        done = self.execute(*words, text=text)
        if done.returncode != 0:
            raise Wrong(f"{words[0]} ended with {done.returncode}: {done.stderr}")
        return done.stdout

    def execute(self, *words: str, text: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self.binary, *words], env=self.env, cwd=self.root, input=text, text=True,
            capture_output=True, timeout=120)

    def verify(self, report: Path) -> tuple[int, str]:
        """The code that `verify` gives a report, and its messages."""
        done = self.execute(
            "verify", "--json", str(report), "--allowed-signers", str(self.root / "trusted"))
        return json.loads(done.stdout)["code"], done.stderr

    @property
    def uuid(self) -> str:
        return json.loads(self.report.read_bytes().split(b"\n")[0])["report"]

    @property
    def torn(self) -> Path:
        """Where a recovery keeps a half line at the end."""
        return self.work / f"{REPORT}.torn-{self.report.read_bytes().count(10)}"

    def clone(self, root: Path) -> "Place":
        shutil.copytree(self.root, root, symlinks=True)
        return Place(root, self.binary)


class Wrong(Exception):
    """What a run must not do."""


def contents(report: Path) -> list[dict]:
    """What the whole lines of a report record, without what differs from run to run."""
    if not report.exists():
        return []
    records = []
    for line in report.read_bytes().split(b"\n")[:-1]:
        if b"\0" in line:
            break
        record = json.loads(line)
        if record["type"] in CONTENT:
            records.append({key: value for key, value in record.items()
                            if key not in ("seq", "prev", "time")})
    return records


def chain_holds(report: Path) -> bool:
    """Whether each whole line names the digest of all before it."""
    digest = hashlib.sha256()
    for number, line in enumerate(report.read_bytes().split(b"\n")[:-1]):
        if b"\0" in line:
            break
        record = json.loads(line)
        before = digest.hexdigest()
        if record["seq"] != number or record["prev"] != before:
            return False
        digest.update(line + b"\n")
    return True


def templates(root: Path, binary: str) -> dict[str, Place]:
    """One place for each state that a run may begin with."""
    bare = Place(root / "bare", binary)
    for folder in (bare.work, bare.state):
        folder.mkdir(parents=True, mode=0o700)
    subprocess.run(
        ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(bare.root / "ann")],
        check=True)
    (bare.root / "trusted").write_text(bare.run("keys", "--allowed-signers"))
    (bare.root / "twenty.yaml").write_text(checklist())
    (bare.root / "answers.yaml").write_text(answers())
    for name in ("one", "two"):
        (bare.root / f"{name}.log").write_text(f"{name}\n")
    fresh = bare.clone(root / "fresh")
    fresh.run("new", str(fresh.root / "twenty.yaml"), "--environment", "prod",
              "-o", str(fresh.report))
    answered = fresh.clone(root / "answered")
    answered.run("answer", str(answered.report), "--from", str(answered.root / "answers.yaml"))
    sealed = answered.clone(root / "sealed")
    sealed.run("seal", str(sealed.report))
    # Its last answer is there, but not all of its signature.
    torn = answered.clone(root / "torn")
    torn.report.write_bytes(torn.report.read_bytes()[:-100])
    return {"bare": bare, "fresh": fresh, "answered": answered, "sealed": sealed, "torn": torn}
