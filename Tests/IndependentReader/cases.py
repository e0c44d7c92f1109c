#!/usr/bin/env python3
"""Small signed reports with the verdict that Documentation/report-format.md gives them.

    python3 cases.py OUTDIR

Each case becomes a folder OUTDIR/NNN-name/ (the report, its evidence folder, the lists) and one line of
OUTDIR/cases.jsonl.  The expected codes are written down here by hand from the text of the format; nothing is
asked of reader.py or of the product.  All is made from fixed seeds and times: two runs give the same bytes.
Cases where the text leaves more than one reading are in ambiguous.jsonl, with the reading that is safer.
"""
from __future__ import annotations

import base64
import hashlib
import json
import os
import random
import shutil
import struct
import sys
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Callable, Optional, Union

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CP, RV, AP = "postflight-checkpoint", "postflight-review", "postflight-approve"
START = datetime(2026, 11, 20, 10, 0, 0)
AT = "2026-11-21T10:00:00Z"
UUID = "0b5e7c1a-64a2-4f0e-9a53-2f6f1c0d9e11"
LIST = ["--allowed-signers", "allowed_signers", "--at", AT]
L25519 = 2**252 + 27742317777372353535851937790883648493
P25519 = 2**255 - 19


# ---------------------------------------------------------------- keys

def ws(data: Union[bytes, str]) -> bytes:
    data = data.encode() if isinstance(data, str) else data
    return struct.pack(">I", len(data)) + data


def mpint(number: int) -> bytes:
    return ws(number.to_bytes(number.bit_length() // 8 + 1, "big") if number else b"")


def fp(blob: bytes) -> str:
    return "SHA256:" + base64.b64encode(hashlib.sha256(blob).digest()).decode().rstrip("=")


class Key:
    kind: str
    blob: bytes

    def sign(self, data: bytes) -> bytes:
        raise NotImplementedError

    def text(self) -> str:
        return f"{self.kind} {base64.b64encode(self.blob).decode()}"


class Ed(Key):
    kind = "ssh-ed25519"

    def __init__(self, seed: str):
        self.key = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(seed.encode()).digest())
        self.point = self.key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        self.blob = ws(self.kind) + ws(self.point)

    def sign(self, data: bytes) -> bytes:
        return ws(self.kind) + ws(self.key.sign(data))


class Neutral(Key):
    """A key of small order: one signature fits every message."""
    kind = "ssh-ed25519"

    def __init__(self, y: int):
        self.blob = ws(self.kind) + ws(y.to_bytes(32, "little"))

    def sign(self, data: bytes) -> bytes:
        return ws(self.kind) + ws((1).to_bytes(32, "little") + bytes(32))


class Ec(Key):
    CURVES = {256: (ec.SECP256R1(), hashes.SHA256()), 384: (ec.SECP384R1(), hashes.SHA384()), 521: (ec.SECP521R1(), hashes.SHA512())}

    def __init__(self, bits: int, seed: str):
        self.bits, (self.curve, self.hash) = bits, self.CURVES[bits]
        self.kind = f"ecdsa-sha2-nistp{bits}"
        self.key = ec.derive_private_key(int.from_bytes(hashlib.sha256(seed.encode()).digest(), "big") >> 8, self.curve)
        self.point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        self.blob = ws(self.kind) + ws(f"nistp{bits}") + ws(self.point)

    def rs(self, data: bytes) -> tuple[int, int]:
        return utils.decode_dss_signature(self.key.sign(data, ec.ECDSA(self.hash, deterministic_signing=True)))

    def sign(self, data: bytes) -> bytes:
        r, s = self.rs(data)
        return ws(self.kind) + ws(mpint(r) + mpint(s))


class Rsa(Key):
    kind = "ssh-rsa"

    def __init__(self, bits: int, seed: str, algorithm: str = "rsa-sha2-512"):
        dice = random.Random(seed)
        p, q = (seeded_prime(bits // 2, dice) for _ in range(2))
        self.numbers = (p, q)
        d = pow(65537, -1, (p - 1) * (q - 1))
        public = rsa.RSAPublicNumbers(65537, p * q)
        self.key = rsa.RSAPrivateNumbers(p, q, d, d % (p - 1), d % (q - 1), pow(q, -1, p), public).private_key()
        self.blob = ws("ssh-rsa") + mpint(65537) + mpint(p * q)
        self.algorithm = algorithm

    def sign(self, data: bytes) -> bytes:
        digest = {"rsa-sha2-256": hashes.SHA256(), "rsa-sha2-512": hashes.SHA512(), "ssh-rsa": hashes.SHA1()}[self.algorithm]
        return ws(self.algorithm) + ws(self.key.sign(data, padding.PKCS1v15(), digest))

    def using(self, algorithm: str) -> "Rsa":
        other = object.__new__(Rsa)
        other.__dict__ = dict(self.__dict__, algorithm=algorithm)
        return other


def seeded_prime(bits: int, dice: random.Random) -> int:
    small = [p for p in range(3, 2000, 2) if all(p % d for d in range(3, int(p**0.5) + 1, 2))]
    while True:
        n = dice.getrandbits(bits) | (3 << (bits - 2)) | 1
        if all(n % p for p in small) and n % 65537 != 1 and all(strong_probable(n, dice) for _ in range(12)):
            return n


def strong_probable(n: int, dice: random.Random) -> bool:
    d, twos = n - 1, 0
    while d % 2 == 0:
        d, twos = d // 2, twos + 1
    x = pow(dice.randrange(2, n - 1), d, n)
    if x in (1, n - 1):
        return True
    for _ in range(twos - 1):
        x = x * x % n
        if x == n - 1:
            return True
    return False


class Sk(Key):
    """A security key: the inner key signs the digest together with the flags and a counter."""

    def __init__(self, inner: Union[Ed, Ec], flags: int = 1):
        self.inner, self.flags = inner, flags
        if isinstance(inner, Ed):
            self.kind = "sk-ssh-ed25519@openssh.com"
            self.blob = ws(self.kind) + ws(inner.point) + ws("ssh:")
        else:
            self.kind = "sk-ecdsa-sha2-nistp256@openssh.com"
            self.blob = ws(self.kind) + ws("nistp256") + ws(inner.point) + ws("ssh:")

    def sign(self, data: bytes) -> bytes:
        tail = struct.pack(">BI", self.flags, 7)
        signed = hashlib.sha256(b"ssh:").digest() + tail + hashlib.sha256(data).digest()
        if isinstance(self.inner, Ed):
            value = self.inner.key.sign(signed)
        else:
            value = b"".join(map(mpint, self.inner.rs(signed)))
        return ws(self.kind) + ws(value) + tail


@dataclass
class Person:
    principal: str
    key: Key

    def line(self, options: str = "", principals: Optional[str] = None) -> str:
        return " ".join(filter(None, (principals or self.principal, options, self.key.text()))) + "\n"


ALICE, BOB, CAROL = (Person(f"{n}@example.test", Ed(n)) for n in ("alice", "bob", "carol"))
MALLORY = Person("mallory@example.test", Ed("mallory"))
EC256, EC384, EC521 = (Person(f"ec{bits}@example.test", Ec(bits, f"ec{bits}")) for bits in (256, 384, 521))
RSA3072 = Person("rsa@example.test", Rsa(3072, "rsa3072"))
RSA2048 = Person("rsa2048@example.test", Rsa(2048, "rsa2048"))
SKED = Person("sked@example.test", Sk(Ed("sked")))
SKEC = Person("skec@example.test", Sk(Ec(256, "skec")))
LISTED = (ALICE, BOB, CAROL, EC256, EC384, EC521, RSA3072, SKED, SKEC)
TRUST = "".join(person.line() for person in LISTED)


def sshsig(key: Key, ns: str, message: bytes, *, version: int = 1, reserved: bytes = b"", hash_name: str = "sha512",
           labelled: Optional[str] = None, inner: Optional[str] = None, blob: Optional[bytes] = None, tail: bytes = b"",
           magic: bytes = b"SSHSIG", mend: Callable[[bytes], bytes] = lambda sig: sig) -> bytes:
    inner = ns if inner is None else inner
    digest = ws(hashlib.new(hash_name, message).digest())
    data = b"SSHSIG" + ws(inner) + ws(b"") + ws(labelled or hash_name) + digest
    return (magic + struct.pack(">I", version) + ws(key.blob if blob is None else blob) + ws(inner) + ws(reserved)
            + ws(labelled or hash_name) + ws(mend(key.sign(data))) + tail)


# ---------------------------------------------------------------- checklists

def step_text(name: str, severity: str, level: str, extra: str = "") -> str:
    return f"""\
      - id: {name}
        title: It holds
        ask: Does it hold?
        why: Because.
        check:
          - do: Look.
            run: aws s3 ls {{{{prefix}}}}
            when: {{provider: aws}}
        expect: Yes.
        fix: Mend it.
        severity: {severity}
        level: {level}
{extra}"""


ENVIRONMENT = """\
format: postflight-checklist/1
id: environment
version: 1.0.0
title: Environment
facts:
  - id: provider
    ask: Where does it run?
    choices: {aws: Amazon, gcp: Google, own: Own servers}
"""
DEMO = ("""\
format: postflight-checklist/1
id: demo
version: 1.0.0
title: Demo
uses: [environment.yaml]
facts:
  - id: prefix
    ask: What is the prefix?
    pattern: "[a-z0-9-]+"
    when: {provider: [aws, gcp]}
sections:
  - id: storage
    title: Storage
    steps:
""" + step_text("s.one", "high", "essential") + step_text("s.two", "medium", "essential", "        when: {provider: aws}\n") + """\
  - id: network
    title: Network
    when: {provider: [aws, gcp]}
    steps:
""" + step_text("s.three", "low", "standard") + step_text("s.four", "high", "essential"))
STEPS = ("s.one", "s.two", "s.three", "s.four")
BOTH = [("demo.yaml", DEMO), ("environment.yaml", ENVIRONMENT)]


def demo(old: str = "", new: str = "", count: int = 1) -> list[tuple[str, str]]:
    """The two checklists with a change in the first."""
    assert old in DEMO, old
    return [("demo.yaml", DEMO.replace(old, new, count)), BOTH[1]]


def with_extra(step: str, extra: str) -> list[tuple[str, str]]:
    """The two checklists with more keys at one step."""
    head, rest = DEMO.split(f"id: {step}\n")
    return [("demo.yaml", f"{head}id: {step}\n        {extra}\n{rest}"), BOTH[1]]


# ---------------------------------------------------------------- the report builder

Mend = Callable[[dict[str, Any]], Any]


def canonical(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def clock(minutes: float) -> str:
    return (START + timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%SZ")


class Report:
    """Appends canonical lines with the right `seq` and `prev`, and signs; a mend changes the n-th line of a type
    just before it is written, so that all that follows is right for the changed bytes."""

    def __init__(self, *mends: tuple[str, int, Mend]):
        self.data = b""
        self.seq = 0
        self.minutes = 0.0
        self.mends = list(mends)
        self.count: dict[str, int] = {}
        self.who = ALICE

    def add(self, type_: str, **fields: Any) -> int:
        line = {"type": type_, "seq": self.seq, "prev": hashlib.sha256(self.data).hexdigest()}
        if type_ != "sig":
            line["time"] = clock(self.minutes)
            self.minutes += 1
        line.update(fields)
        number = self.count[type_] = self.count.get(type_, -1) + 1
        result: Any = line
        for of, which, mend in self.mends:
            if (of, which) == (type_, number):
                result = mend(result)
        self.raw(result if isinstance(result, bytes) else canonical(result) + b"\n")
        return self.seq - 1

    def raw(self, data: bytes) -> None:
        self.data += data
        self.seq += 1

    def sig(self, who: Person, ns: str, **sabotage: Any) -> None:
        message = sabotage.pop("message", self.data)
        self.add("sig", ns=ns, sshsig=base64.b64encode(sshsig(who.key, ns, message, **sabotage)).decode())

    def checkpoint(self, **sabotage: Any) -> None:
        self.sig(sabotage.pop("who", self.who), CP, **sabotage)

    def header(self, checklists: Optional[list[tuple[str, str]]] = None, requires: tuple[int, int] = (1, 0), **fields: Any) -> None:
        files = [{"name": name, "sha256": hashlib.sha256(text.encode()).hexdigest(), "text": text}
                 for name, text in (BOTH if checklists is None else checklists)]
        self.add("header", **{
            "format": "postflight-report/1", "report": UUID, "environment": "prod.example.test", "profile": "standard",
            "checklists": files, "requires": {"review": requires[0], "approve": requires[1]}, "tool": "postflight/1.0.0", **fields})

    def session(self, who: Person, signed: bool = True, **fields: Any) -> None:
        self.who = who
        self.add("session", **{"signer": who.principal, "key": fp(who.key.blob), "host": "", **fields})
        if signed:
            self.checkpoint()

    def event(self, type_: str, signed: bool = True, **fields: Any) -> int:
        seq = self.add(type_, **fields)
        if signed:
            self.checkpoint()
        return seq

    def fact(self, name: str = "provider", value: str = "aws", signed: bool = True) -> None:
        self.event("fact", signed, fact=name, value=value)

    def answer(self, step: str, outcome: str = "pass", plan: Any = None, signed: bool = True, **fields: Any) -> None:
        self.event("answer", signed, **{"step": step, "outcome": outcome, "comment": "", "record": "", "plan": plan, **fields})

    def evidence(self, step: str = "s.one", source: str = "text", data: bytes = b"It is on.\n", signed: bool = True, **fields: Any) -> int:
        text, command = (None if source == "file" else data.decode()), ("uptime" if source == "command" else None)
        return self.event("evidence", signed, **{
            "step": step, "name": "note.txt", "sha256": hashlib.sha256(data).hexdigest(), "size": len(data),
            "media_type": "text/plain", "source": source, "text": text, "command": command,
            "exit": 0 if source == "command" else None, **fields})

    def seal(self, passed: int = 4, failed: int = 0, na: int = 0, nc: int = 0, open_: tuple[str, ...] = (),
             signed: bool = True, **fields: Any) -> None:
        self.event("seal", signed, **{
            "counts": {"pass": passed, "fail": failed, "not_applicable": na, "not_checked": nc},
            "steps": passed + failed + na + nc, "open": list(open_), **fields})

    def intent(self, who: Person, role: str = "review", decision: str = "", **fields: Any) -> None:
        decision = decision or {"review": "performed", "approve": "approved"}[role]
        self.add("intent", **{"signer": who.principal, "name": who.principal.split("@")[0].title(), "role": role,
                              "decision": decision, "meaning": "I looked at it all.", **fields})

    def sign(self, who: Person, role: str = "review", decision: str = "", key: Optional[Key] = None,
             fields: Optional[dict[str, Any]] = None, **sabotage: Any) -> None:
        self.intent(who, role, decision, **(fields or {}))
        self.sig(Person(who.principal, key or who.key), f"postflight-{role}", **sabotage)

    def begin(self, who: Person = ALICE, **header: Any) -> "Report":
        self.header(**header)
        self.session(who)
        return self

    def answers(self, **outcomes: str) -> "Report":
        """The fact and all four answers; s.one is `one=` and so on."""
        self.fact()
        for step in STEPS:
            outcome = outcomes.get(step[2:], "pass")
            if outcome != "none":
                self.answer(step, outcome)
        return self


def complete(*mends: tuple[str, int, Mend], reviewers: tuple[Person, ...] = (ALICE,), approvers: tuple[Person, ...] = (),
             who: Person = ALICE, **header: Any) -> Report:
    r = sealed(*mends, who=who, **header)
    for person in reviewers:
        r.sign(person)
    for person in approvers:
        r.sign(person, "approve")
    return r


def sealed(*mends: tuple[str, int, Mend], who: Person = ALICE, **header: Any) -> Report:
    r = Report(*mends).begin(who, **header).answers()
    r.seal()
    return r


def everything(*mends: tuple[str, int, Mend]) -> Report:
    """Every type of line, twice sealed, complete with one approval."""
    r = Report(*mends).begin(requires=(1, 1)).answers()
    r.answer("s.two", "fail", {"kind": "fix", "owner": "b.ito", "until": "2027-01-31", "reason": "Booked."}, comment="No \u00e9\U0001f600 \"\\\n\x00")
    first = r.evidence()
    r.evidence(source="command")
    r.evidence(source="file", data=FILE_DATA)
    r.event("retract", of=first, reason="Wrong one.")
    r.add("recovered", bytes=17, sha256="a" * 64)
    r.session(ALICE)
    r.seal(3, 1)
    r.event("reopen", reason="Once more.")
    r.answer("s.two")
    r.seal()
    r.sign(ALICE)
    r.sign(BOB, "approve")
    return r


FILE_DATA = b"the bytes of a file\x00\xff"
FILE_NAME = hashlib.sha256(FILE_DATA).hexdigest()
COPY = {FILE_NAME: FILE_DATA}


# ---------------------------------------------------------------- the list of cases

@dataclass
class Case:
    name: str
    args: list[str]
    code: int
    files: dict[str, Union[bytes, str]]                # a text is the target of a symbolic link
    env: dict[str, str]
    note: str


CASES: list[Case] = []
# Where the text has more than one reading: the safer one, and why it is not clear.  Not part of the verdict.
AMBIGUOUS: list[Case] = []


def case(name: str, code: int, report: Union[Report, bytes, None], args: Optional[list[str]] = None, *, trust: Union[str, bytes, None] = TRUST,
         copies: Optional[dict[str, bytes]] = None, files: Optional[dict[str, Union[bytes, str]]] = None, env: Optional[dict[str, str]] = None,
         more: tuple[str, ...] = (), note: str = "") -> None:
    """`args` replaces the usual arguments (list and time), `more` is put after them; a `note` makes it an ambiguous case."""
    all_files: dict[str, Union[bytes, str]] = dict(files or {})
    if trust is not None:
        all_files["allowed_signers"] = trust.encode() if isinstance(trust, str) else trust
    for file_name, data in (copies or {}).items():
        all_files[f"x.evidence/{file_name}"] = data
    if report is not None:
        all_files["x.report.jsonl"] = report.data if isinstance(report, Report) else report
    words = (LIST if args is None else args) + list(more)
    (AMBIGUOUS if note else CASES).append(Case(name, words + ["x.report.jsonl"], code, all_files, env or {}, note))


def put(type_: str, which: int = 0, **fields: Any) -> tuple[str, int, Mend]:
    """Sets fields of the n-th line of a type."""
    return type_, which, lambda line: {**line, **fields}


def drop(type_: str, name: str, which: int = 0) -> tuple[str, int, Mend]:
    return type_, which, lambda line: {key: value for key, value in line.items() if key != name}


def deep(type_: str, change: Callable[[dict[str, Any]], Any], which: int = 0) -> tuple[str, int, Mend]:
    """Changes a copy of the line in place."""
    def mend(line: dict[str, Any]) -> dict[str, Any]:
        line = json.loads(json.dumps(line))
        change(line)
        return line
    return type_, which, mend


def spell(type_: str, change: Callable[[bytes], bytes], which: int = 0) -> tuple[str, int, Mend]:
    """Changes the bytes of the n-th line of a type (its LF is the last of them)."""
    def mend(line: dict[str, Any]) -> bytes:
        before = canonical(line) + b"\n"
        after = change(before)
        assert after != before, type_
        return after
    return type_, which, mend


def whole(name: str, code: int, *mends: tuple[str, int, Mend], note: str = "") -> None:
    """A case of the report with every type of line, changed."""
    case(name, code, everything(*mends), copies=COPY, note=note)


def complete_cases() -> None:
    case("complete", 0, complete())
    case("complete-one-reviewer-without-at", 0, complete(), ["--allowed-signers", "allowed_signers"])
    case("complete-list-from-environment", 0, complete(), ["--at", AT], env={"POSTFLIGHT_ALLOWED_SIGNERS": "allowed_signers"})
    case("complete-argument-before-environment", 22, complete(), trust=BOB.line(),
         files={"other": TRUST.encode()}, env={"POSTFLIGHT_ALLOWED_SIGNERS": "other"})
    case("complete-approve-1", 0, complete(requires=(1, 1), approvers=(BOB,)))
    case("complete-approve-2", 0, complete(requires=(1, 2), approvers=(BOB, CAROL)))
    case("complete-approve-0-but-one-came", 0, complete(approvers=(BOB,)))
    case("complete-review-2", 0, complete(requires=(2, 0), reviewers=(ALICE, BOB)))
    case("complete-review-3-approve-1", 0, complete(requires=(3, 1), reviewers=(ALICE, BOB, EC256), approvers=(CAROL,)))
    case("complete-review-by-other", 0, complete(reviewers=(BOB,)))
    whole("complete-everything", 0)
    for person in (EC256, EC384, EC521, RSA3072, SKED, SKEC):
        kind = person.principal.split("@")[0]
        case(f"complete-{kind}-all", 0, complete(who=person, reviewers=(person,)))
        case(f"complete-{kind}-approves", 0, complete(requires=(1, 1), approvers=(person,)))
    r = sealed()
    r.sign(RSA3072, key=RSA3072.key.using("rsa-sha2-256"))  # type: ignore[attr-defined]
    case("complete-rsa-sha2-256", 0, r)
    r = sealed()
    r.sign(BOB, hash_name="sha256")
    case("complete-sha256", 0, r)
    case("complete-essential", 0, essential_report())
    for value, steps in (("gcp", ("s.one", "s.three", "s.four")), ("own", ("s.one",))):
        r = Report().begin()
        r.fact(value=value)
        for step in steps:
            r.answer(step)
        r.seal(len(steps))
        r.sign(ALICE)
        case(f"complete-provider-{value}", 0, r)
    r = Report().begin()
    for step in STEPS:
        r.answer(step)
    r.seal()
    r.sign(ALICE)
    case("complete-no-fact-all-steps-apply", 0, r)
    r = Report().begin()
    r.fact(value="own")
    r.fact(value="")
    for step in STEPS:
        r.answer(step)
    r.seal()
    r.sign(ALICE)
    case("complete-fact-emptied-again", 0, r)
    r = Report().begin().answers()
    r.fact(value="own")
    r.seal(1)
    r.sign(ALICE)
    case("complete-answers-that-no-longer-apply", 0, r)
    # prefix has a `when` of its own that does not hold with own servers: it rules nothing out.
    r = Report().begin(checklists=with_extra("s.one", "when: {prefix: other}"))
    r.fact(value="own")
    r.fact("prefix", "prod")
    r.answer("s.one")
    r.seal(1)
    r.sign(ALICE)
    case("complete-fact-whose-own-when-does-not-hold", 0, r)
    r = Report().begin(checklists=with_extra("s.one", "when: {prefix: other}"))
    r.fact()
    r.fact("prefix", "prod")
    for step in STEPS[1:]:
        r.answer(step)
    r.seal(3)
    r.sign(ALICE)
    case("complete-fact-whose-own-when-holds", 0, r)
    r = Report().begin().answers(two="not_applicable", three="fail")
    r.seal(2, 1, 1)
    r.sign(ALICE)
    case("complete-with-fail-and-not-applicable", 0, r)
    r = Report().begin()
    r.answers()
    r.answer("s.one", "fail")
    r.answer("s.one")
    r.answer("s.two", "not_checked")
    r.answer("s.two")
    r.seal()
    r.sign(ALICE)
    case("complete-latest-answer-wins", 0, r)
    r = Report().begin()
    r.fact(signed=False)
    for step in STEPS:
        r.answer(step, signed=False)
    r.seal()
    r.sign(ALICE)
    case("complete-one-checkpoint-at-the-seal", 0, r)
    r = Report().begin()
    r.answers()
    r.seal(signed=False)
    r.sign(ALICE)
    case("complete-seal-covered-by-own-intent", 0, r)
    r = Report()
    r.header()
    r.session(ALICE, signed=False)
    r.answers()
    r.seal()
    r.sign(ALICE)
    case("complete-session-without-checkpoint", 0, r)
    r = Report().begin()
    r.session(BOB)
    r.answers()
    r.seal()
    r.session(ALICE)
    r.sign(ALICE)
    case("complete-second-session-by-other", 0, r)
    r = Report().begin()
    r.add("recovered", bytes=5, sha256="b" * 64)
    r.session(ALICE)
    r.answers().seal()
    r.add("recovered", bytes=5, sha256="b" * 64)
    r.sign(ALICE)
    case("complete-recovered-open-and-sealed", 0, r)
    r = Report()
    r.begin()
    for step in STEPS:
        r.minutes = 5
        r.answer(step)
    r.minutes = 5
    r.seal()
    r.minutes = 5
    r.sign(ALICE)
    case("complete-equal-times", 0, r)
    case("complete-leap-day", 0, complete(put("header", time="2024-02-29T23:59:59Z")))
    for name, text in (("escapes", "\"\\\b\f\n\r\t\x00\x1b\x7f\x1f"), ("unicode", "\u00e9\u2028\ufffe\ud7ff\ue000"), ("pair", "\U0001f600\U0010ffff"),
                       ("bidi", "\u202eabc\u200b"), ("slash", "a/b"), ("empty-looking", " ")):
        case(f"complete-comment-{name}", 0, complete(put("answer", comment=text)))
    case("complete-other-checklist-name", 0, complete(checklists=[("demo-\u00e9 x.yaml", DEMO), BOTH[1]]))
    case("complete-host", 0, complete(put("session", host="server.example.test")))
    case("complete-plan-empty-texts", 0, plan_report({"kind": "fix", "owner": "", "until": "2027-01-31", "reason": ""}))


def essential_report() -> Report:
    r = Report().begin(profile="essential")
    r.fact()
    for step in ("s.one", "s.two", "s.four"):
        r.answer(step)
    r.seal(3)
    r.sign(ALICE)
    return r


def plan_report(plan: Any, step: str = "s.one") -> Report:
    r = Report().begin().answers()
    r.answer(step, "fail", plan)
    r.seal(3, 1)
    r.sign(ALICE)
    return r


def unfinished_cases() -> None:
    r = Report()
    r.header()
    case("header-only", 11, r)
    header = r.data
    r.session(ALICE, signed=False)
    case("session-only-unsigned", 11, r)
    r.checkpoint()
    case("session-signed", 10, r)
    case("answers-not-sealed", 10, Report().begin().answers())
    case("sealed-no-review", 10, sealed())
    r = sealed()
    r.intent(ALICE)
    case("last-line-intent", 11, r)
    r = complete()
    r.session(BOB, signed=False)
    case("unsigned-session-at-end", 11, r)
    r = complete()
    r.add("recovered", bytes=3, sha256="c" * 64)
    case("unsigned-recovered-at-end", 11, r)
    r = complete()
    r.event("reopen", signed=False, reason="")
    case("unsigned-reopen-at-end", 11, r)
    r = Report().begin().answers()
    r.answer("s.one", "fail", signed=False)
    case("unsigned-answer-at-end", 11, r)
    r = Report().begin().answers()
    r.seal(signed=False)
    case("unsigned-seal-at-end", 11, r)
    r = complete()
    r.event("reopen", reason="")
    case("reopened", 10, r)

    done = complete().data
    last = done[:-1].rfind(b"\n") + 1
    for cut in (1, 2, (len(done) - last) // 2, len(done) - last - 2, len(done) - last - 1):
        case(f"torn-last-sig-at-{cut}", 12, done[:last + cut])
    case("torn-whole-sig-gone", 11, done[:last])
    intent = done[:last - 1].rfind(b"\n") + 1
    case("torn-intent", 12, done[:intent + 40])
    case("torn-intent-gone-review-missing", 10, done[:intent])
    case("torn-one-byte-more", 12, done + b"{")
    case("torn-spaces", 12, done + b"   ")
    case("torn-rubbish-utf8", 12, done + b"\xc3\xa9\r\x01")
    case("torn-like-a-line-without-lf", 12, done + b'{"type":"reopen"}')
    case("torn-nul-tail", 12, done + bytes(512))
    case("torn-nul-tail-with-lf", 12, done + bytes(20) + b"\n")
    case("torn-nul-in-second-last", 12, done + b'{"a":\0}\n' + b'{"b":1}\n')
    case("torn-nul-in-second-last-then-cut", 12, done + b'{"a":\0}\n' + b'{"b"')
    case("torn-nul-in-both", 12, done + b"\0\n\0\n")
    case("torn-nul-in-last-after-good", 12, done[:last] + b"\0" + done[last:])
    case("torn-nul-in-third-last", 21, done + b'{"a":\0}\n' + b'{"b":1}\n' + b'{"c":1}\n')
    case("torn-nul-in-third-last-then-cut", 21, done + b'{"a":\0}\n' + b'{"b":1}\n' + b'{"c"')
    case("torn-header", 21, header[:-1])
    case("torn-header-nul", 21, b"\0" + header)
    case("torn-header-and-session-nul", 21, b"\0" + header + b"\0\n")
    case("torn-session", 12, header + b'{"host":""')
    case("torn-and-bad-form-before", 21, complete(put("answer", outcome="maybe")).data + b"{")
    case("torn-and-bad-chain-before", 20, complete(put("answer", seq=99)).data + b"{")
    case("torn-and-stranger", 22, complete().data + b"{", trust=BOB.line())
    case("empty-file", 21, b"")
    case("only-lf", 21, b"\n")
    case("only-nul", 21, bytes(100))
    case("complete-last-line-that-is-no-json", 21, done + b"{\n")
    case("complete-last-line-that-is-no-chain", 20, Report_after(done))
    case("blank-line-at-end", 21, done + b"\n")
    case("blank-line-in-the-middle", 21, done[:intent] + b"\n" + done[intent:])
    # Lines cut off the end in one piece are a genuine older state.
    middle = sealed().data
    for count in (2, 4, 6):
        case(f"rolled-back-to-line-{count}", 11 if count % 2 == 0 else 10, b"".join(middle.splitlines(True)[:count]))
    for count in (3, 5, 7):
        case(f"rolled-back-to-line-{count}", 10, b"".join(middle.splitlines(True)[:count]))


def Report_after(data: bytes) -> bytes:
    lines = data.splitlines(True)
    line = json.loads(lines[-1])
    return data + canonical({"type": "reopen", "seq": line["seq"] + 1, "prev": line["prev"], "time": "2026-11-20T12:00:00Z", "reason": ""}) + b"\n"


# ---------------------------------------------------------------- form

FIELDS = {
    "header": ("format", "report", "environment", "profile", "checklists", "requires", "tool"),
    "session": ("signer", "key", "host"),
    "fact": ("fact", "value"),
    "answer": ("step", "outcome", "comment", "record", "plan"),
    "evidence": ("step", "name", "sha256", "size", "media_type", "source", "text", "command", "exit"),
    "retract": ("of", "reason"),
    "recovered": ("bytes", "sha256"),
    "seal": ("counts", "steps", "open"),
    "reopen": ("reason",),
    "intent": ("signer", "name", "role", "decision", "meaning"),
    "sig": ("ns", "sshsig"),
}
NUMBERS = ("size", "of", "bytes", "steps", "exit", "seq")


def field_cases() -> None:
    for type_, names in FIELDS.items():
        common = ("type", "seq", "prev") + (() if type_ == "sig" else ("time",))
        for name in names + common:
            whole(f"form-{type_}-no-{name}", 21, drop(type_, name))
        for name in names + common[1:]:
            wrong: Any = "1" if name in NUMBERS else 1
            whole(f"form-{type_}-{name}-wrong-kind", 21, put(type_, **{name: wrong}))
            if name not in ("plan", "text", "command", "exit"):
                whole(f"form-{type_}-{name}-null", 21, put(type_, **{name: None}))
        whole(f"form-{type_}-unknown-field", 21, put(type_, note=""))
    whole("form-sig-with-time", 21, put("sig", time=clock(3)))
    whole("form-unknown-type", 21, put("answer", type="comment"))
    whole("form-boolean-for-number", 21, put("retract", of=True))
    whole("form-key-upper-case", 21, put("answer", Zeta=""))

    bad: list[tuple[str, tuple[str, int, Mend]]] = [
        ("header-format-2", put("header", format="postflight-report/2")),
        ("header-uuid-upper", put("header", report=UUID.upper())),
        ("header-uuid-braces", put("header", report="{" + UUID + "}")),
        ("header-uuid-no-hyphens", put("header", report=UUID.replace("-", ""))),
        ("header-uuid-short", put("header", report=UUID[:-1])),
        ("header-uuid-not-hex", put("header", report=UUID[:-1] + "g")),
        ("header-environment-empty", put("header", environment="")),
        ("header-profile-unknown", put("header", profile="full")),
        ("header-profile-case", put("header", profile="Standard")),
        ("header-checklists-empty", put("header", checklists=[])),
        ("header-checklists-object", put("header", checklists={})),
        ("header-checklist-string", put("header", checklists=["demo.yaml"])),
        ("header-checklist-no-text", deep("header", lambda o: o["checklists"][0].pop("text"))),
        ("header-checklist-no-name", deep("header", lambda o: o["checklists"][0].pop("name"))),
        ("header-checklist-no-sha256", deep("header", lambda o: o["checklists"][1].pop("sha256"))),
        ("header-checklist-extra", deep("header", lambda o: o["checklists"][1].update(size=3))),
        ("header-checklist-name-empty", deep("header", lambda o: o["checklists"][0].update(name=""))),
        ("header-checklist-name-slash", deep("header", lambda o: o["checklists"][0].update(name="a/demo.yaml"))),
        ("header-checklist-name-twice", deep("header", lambda o: o["checklists"][0].update(name="environment.yaml"))),
        ("header-checklist-sha256-upper", deep("header", lambda o: o["checklists"][0].update(sha256=o["checklists"][0]["sha256"].upper()))),
        ("header-checklist-sha256-short", deep("header", lambda o: o["checklists"][0].update(sha256="ab" * 31))),
        ("header-checklist-text-null", deep("header", lambda o: o["checklists"][0].update(text=None))),
        ("header-requires-review-0", put("header", requires={"review": 0, "approve": 0})),
        ("header-requires-review-100", put("header", requires={"review": 100, "approve": 0})),
        ("header-requires-approve-100", put("header", requires={"review": 1, "approve": 100})),
        ("header-requires-no-approve", put("header", requires={"review": 1})),
        ("header-requires-no-review", put("header", requires={"approve": 1})),
        ("header-requires-extra", put("header", requires={"review": 1, "approve": 1, "audit": 1})),
        ("header-requires-string", put("header", requires={"review": "1", "approve": 0})),
        ("header-requires-list", put("header", requires=[1, 0])),
        ("header-tool-other", put("header", tool="preflight/1.0")),
        ("header-tool-empty-version", put("header", tool="postflight/")),
        ("header-tool-long", put("header", tool="postflight/" + "1" * 101)),
        ("header-tool-control", put("header", tool="postflight/1\n")),
        ("session-signer-empty", put("session", signer="")),
        ("session-signer-space", put("session", signer="alice example")),
        ("session-signer-star", put("session", signer="alice*")),
        ("session-signer-comma", put("session", signer="alice,bob")),
        ("session-signer-hyphen-first", put("session", signer="-alice")),
        ("session-signer-dot-first", put("session", signer=".alice")),
        ("session-signer-accent", put("session", signer="alic\u00e9")),
        ("session-signer-lf", put("session", signer="alice@example.test\n")),
        ("session-signer-256", put("session", signer="a" * 256)),
        ("session-key-short", put("session", key="SHA256:" + "A" * 42)),
        ("session-key-long", put("session", key="SHA256:" + "A" * 44)),
        ("session-key-padded", put("session", key=fp(ALICE.key.blob) + "=")),
        ("session-key-md5", put("session", key="MD5:" + "A" * 43)),
        ("session-key-lower", put("session", key="sha256:" + "A" * 43)),
        ("fact-id-upper", put("fact", fact="Provider")),
        ("fact-id-empty", put("fact", fact="")),
        ("fact-id-101", put("fact", fact="a" * 101)),
        ("fact-id-hyphen-first", put("fact", fact="-a")),
        ("fact-id-lf", put("fact", fact="provider\n")),
        ("fact-value-space", put("fact", value="a w s")),
        ("fact-value-shell", put("fact", value="aws;id")),
        ("fact-value-dollar", put("fact", value="$HOME")),
        ("fact-value-201", put("fact", value="a" * 201)),
        ("fact-value-accent", put("fact", value="\u00e9")),
        ("answer-step-slash", put("answer", step="s/one")),
        ("answer-step-dot-first", put("answer", step=".one")),
        ("answer-step-kelvin", put("answer", step="\u212a")),
        ("answer-outcome-unknown", put("answer", outcome="maybe")),
        ("answer-outcome-upper", put("answer", outcome="PASS")),
        ("answer-outcome-empty", put("answer", outcome="")),
        ("answer-plan-on-pass", put("answer", plan={"kind": "fix", "owner": "o", "until": "2027-01-31", "reason": "r"})),
        ("answer-plan-empty", put("answer", 4, plan={})),
        ("answer-plan-text", put("answer", 4, plan="fix")),
        ("answer-plan-list", put("answer", 4, plan=[])),
        ("answer-plan-kind", put("answer", 4, plan={"kind": "ignore", "owner": "o", "until": "2027-01-31", "reason": "r"})),
        ("answer-plan-no-owner", put("answer", 4, plan={"kind": "fix", "until": "2027-01-31", "reason": "r"})),
        ("answer-plan-no-reason", put("answer", 4, plan={"kind": "fix", "owner": "o", "until": "2027-01-31"})),
        ("answer-plan-no-until", put("answer", 4, plan={"kind": "fix", "owner": "o", "reason": "r"})),
        ("answer-plan-no-kind", put("answer", 4, plan={"owner": "o", "until": "2027-01-31", "reason": "r"})),
        ("answer-plan-extra", put("answer", 4, plan={"kind": "fix", "owner": "o", "until": "2027-01-31", "reason": "r", "x": 1})),
        ("answer-plan-until-time", put("answer", 4, plan={"kind": "fix", "owner": "o", "until": "2027-01-31T00:00:00Z", "reason": "r"})),
        ("answer-plan-until-short", put("answer", 4, plan={"kind": "fix", "owner": "o", "until": "2027-1-31", "reason": "r"})),
        ("answer-plan-until-empty", put("answer", 4, plan={"kind": "fix", "owner": "o", "until": "", "reason": "r"})),
        ("answer-plan-owner-null", put("answer", 4, plan={"kind": "fix", "owner": None, "until": "2027-01-31", "reason": "r"})),
        ("answer-plan-on-not-checked", put("answer", 4, outcome="not_checked")),
        ("evidence-name-empty", put("evidence", name="")),
        ("evidence-name-slash", put("evidence", name="a/b")),
        ("evidence-name-only-slash", put("evidence", name="/")),
        ("evidence-sha256-upper", deep("evidence", lambda o: o.update(sha256=o["sha256"].upper()))),
        ("evidence-sha256-63", put("evidence", sha256="a" * 63)),
        ("evidence-sha256-65", put("evidence", sha256="a" * 65)),
        ("evidence-media-none", put("evidence", media_type="text")),
        ("evidence-media-empty", put("evidence", media_type="")),
        ("evidence-media-upper", put("evidence", media_type="Text/plain")),
        ("evidence-media-parameter", put("evidence", media_type="text/plain; charset=utf-8")),
        ("evidence-media-two-slashes", put("evidence", media_type="text/plain/x")),
        ("evidence-media-plus-first", put("evidence", media_type="text/+xml")),
        ("evidence-source-unknown", put("evidence", source="url")),
        ("evidence-text-without-text", put("evidence", text=None)),
        ("evidence-text-with-command", put("evidence", command="uptime")),
        ("evidence-text-with-exit", put("evidence", exit=0)),
        ("evidence-command-without-text", put("evidence", 1, text=None)),
        ("evidence-command-without-command", put("evidence", 1, command=None)),
        ("evidence-command-without-exit", put("evidence", 1, exit=None)),
        ("evidence-command-exit-256", put("evidence", 1, exit=256)),
        ("evidence-command-exit-negative", put("evidence", 1, exit=-1)),
        ("evidence-file-with-text", put("evidence", 2, text="")),
        ("evidence-file-with-command", put("evidence", 2, command="")),
        ("evidence-file-with-exit", put("evidence", 2, exit=0)),
        ("retract-of-answer", put("retract", of=5)),
        ("retract-of-itself", deep("retract", lambda o: o.update(of=o["seq"]))),
        ("retract-of-later", put("retract", of=900)),
        ("retract-of-header", put("retract", of=0)),
        ("retract-of-negative", put("retract", of=-1)),
        ("recovered-bytes-negative", put("recovered", bytes=-1)),
        ("recovered-sha256-upper", put("recovered", sha256="A" * 64)),
        ("seal-counts-no-fail", put("seal", counts={"pass": 3, "not_applicable": 0, "not_checked": 0})),
        ("seal-counts-extra", put("seal", counts={"pass": 3, "fail": 1, "not_applicable": 0, "not_checked": 0, "open": 0})),
        ("seal-counts-negative", put("seal", counts={"pass": 5, "fail": -1, "not_applicable": 0, "not_checked": 0})),
        ("seal-counts-text", put("seal", counts={"pass": "3", "fail": 1, "not_applicable": 0, "not_checked": 0})),
        ("seal-counts-list", put("seal", counts=[3, 1, 0, 0])),
        ("seal-open-number", put("seal", open=[1])),
        ("seal-open-bad-id", put("seal", open=["S.ONE"])),
        ("intent-name-empty", put("intent", name="")),
        ("intent-meaning-empty", put("intent", meaning="")),
        ("intent-signer-empty", put("intent", signer="")),
        ("intent-signer-star", put("intent", signer="*")),
        ("intent-role-unknown", put("intent", role="audit")),
        ("intent-review-approved", put("intent", decision="approved")),
        ("intent-review-rejected", put("intent", decision="rejected")),
        ("intent-approve-performed", put("intent", 1, decision="performed")),
        ("intent-decision-unknown", put("intent", 1, decision="ok")),
        ("sig-ns-unknown", put("sig", ns="postflight-other")),
        ("sig-ns-file", put("sig", ns="file")),
        ("sig-ns-empty", put("sig", ns="")),
        ("sig-base64-blank", deep("sig", lambda o: o.update(sshsig=o["sshsig"][:8] + " " + o["sshsig"][8:]))),
        ("sig-base64-lf", deep("sig", lambda o: o.update(sshsig=o["sshsig"] + "\n"))),
        ("sig-base64-no-padding", deep("sig", lambda o: o.update(sshsig=padded(o["sshsig"]).rstrip("=")))),
        ("sig-base64-second-spelling", deep("sig", lambda o: o.update(sshsig=base64.b64encode(base64.b64decode(o["sshsig"]) + b"\0").decode().rstrip("=") + "=B"))),
        ("sig-base64-url", deep("sig", lambda o: o.update(sshsig=o["sshsig"][:4] + "-_" + o["sshsig"][6:]))),
        ("sig-armour", deep("sig", lambda o: o.update(sshsig="-----BEGIN SSH SIGNATURE-----\n" + o["sshsig"]))),
        ("prev-upper", deep("answer", lambda o: o.update(prev=o["prev"].upper()))),
        ("prev-short", put("answer", prev="ab")),
        ("seq-negative", put("answer", seq=-4)),
    ]
    for name, mend in bad:
        whole(f"form-{name}", 21, mend)
    whole("form-sig-base64-spare-bits", 21, ("sig", 0, spare_bits))

    fine: list[tuple[str, tuple[str, int, Mend]]] = [
        ("tool-100", put("header", tool="postflight/" + "1" * 100)),
        ("tool-hyphen-plus", put("header", tool="postflight/1.0.0-rc.1+7~(linux)")),
        ("requires-review-1-approve-0", put("header", requires={"review": 1, "approve": 0})),
        ("environment-any-text", put("header", environment="Pr\u00f6d / \x1b[31m")),
        ("fact-value-empty", put("fact", value="")),
        ("answer-comment-empty-record-set", put("answer", record="2026-11-20")),
        ("evidence-media-odd", put("evidence", media_type="x!#$&^_.+-/0!#$&^_.+-")),
        ("evidence-exit-255", put("evidence", 1, exit=255)),
        ("evidence-command-empty", put("evidence", 1, command="")),
        ("evidence-name-odd", put("evidence", name="a b\\c\u202e.txt")),
        ("retract-reason-empty", put("retract", reason="")),
        ("recovered-bytes-largest", put("recovered", bytes=2**53 - 1)),
        ("reopen-reason-empty", put("reopen", reason="")),
        ("intent-name-unicode", put("intent", name="M. It\u014d")),
        ("intent-meaning-blank", put("intent", meaning=" ")),
        ("exit-42", put("evidence", 1, exit=42)),
    ]
    for name, mend in fine:
        whole(f"form-fine-{name}", 0, mend)
    odd = Person("A_b.c%d+e@f:g/h=i~j-k", Ed("odd"))
    case("form-fine-principal-all-characters", 0, complete(who=odd, reviewers=(odd,)), trust=odd.line())
    long = Person("p" * 255, Ed("long"))
    case("form-fine-principal-255", 0, complete(who=long, reviewers=(long,)), trust=long.line())
    name = "a" * 100
    changed = [("demo.yaml", DEMO.replace("s.one", name)), BOTH[1]]
    r = Report().begin(checklists=changed)
    for step in (name,) + STEPS[1:]:
        r.answer(step)
    r.seal()
    r.sign(ALICE)
    case("form-fine-id-100", 0, r)
    r = Report().begin()
    r.fact("prefix", "A._:/@%+,=-" + "9" * 189)
    for step in STEPS:
        r.answer(step)
    r.seal()
    r.sign(ALICE)
    case("form-fine-fact-value-200", 0, r)


def padded(text: str) -> str:
    """The base64 of the same bytes, with zero bytes after them until it needs its padding."""
    raw = base64.b64decode(text)
    return base64.b64encode(raw + b"\0" * (1 if len(raw) % 3 == 0 else 0)).decode()


def spare_bits(line: dict[str, Any]) -> dict[str, Any]:
    """The same bytes with a bit set that base64 throws away."""
    text = padded(line["sshsig"])
    at = len(text.rstrip("=")) - 1
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    return {**line, "sshsig": text[:at] + alphabet[alphabet.index(text[at]) | 1] + text[at + 1:]}


def spelling_cases() -> None:
    times = {
        "month-13": "2026-13-01T10:00:00Z", "day-31": "2026-11-31T10:00:00Z", "day-0": "2026-11-00T10:00:00Z",
        "feb-29": "2026-02-29T10:00:00Z", "feb-29-1900": "1900-02-29T10:00:00Z", "hour-24": "2026-11-20T24:00:00Z",
        "minute-60": "2026-11-20T10:60:00Z", "second-60": "2026-11-20T10:00:60Z", "no-z": "2026-11-20T10:00:00",
        "lower-z": "2026-11-20T10:00:00z", "lower-t": "2026-11-20t10:00:00Z", "space": "2026-11-20 10:00:00Z",
        "offset": "2026-11-20T10:00:00+00:00", "fraction": "2026-11-20T10:00:00.0Z", "short": "2026-11-20T10:00Z",
        "day-only": "2026-11-20", "arabic-digits": "\u0662\u0660\u0662\u0666-11-20T10:00:00Z", "sign": "+026-11-20T10:00:00Z",
        "lf": "2026-11-20T10:00:00Z\n", "empty": "", "inner-space": "2026-11- 1T10:00:00Z"}
    for name, text in times.items():
        case(f"form-time-{name}", 21, complete(put("header", time=text)))
    case("form-time-back-by-a-second", 21, complete(put("seal", time=clock(-1))))
    case("form-time-back-after-sig", 21, complete(put("answer", 1, time=clock(2.5))))
    case("form-time-far-future-then-back", 21, complete(put("session", time="2027-01-01T00:00:00Z")))
    case("form-time-9999", 0, forward_report())

    def line(name: str, change: Callable[[bytes], bytes], type_: str = "answer", code: int = 21) -> None:
        case(f"spelling-{name}", code, complete(spell(type_, change)))

    line("space-after-colon", lambda b: b.replace(b'"comment":', b'"comment": '))
    line("space-at-end", lambda b: b[:-1] + b" \n")
    line("space-first", lambda b: b" " + b)
    line("tab", lambda b: b.replace(b',"outcome"', b',\t"outcome"'))
    line("cr-lf", lambda b: b[:-1] + b"\r\n")
    line("cr-inside", lambda b: b.replace(b',"outcome"', b',\r"outcome"'))
    line("keys-not-sorted", lambda b: b.replace(b'"comment":"",', b"").replace(b'{"', b'{"plan":null,"comment":"","', 1).replace(b',"plan":null,"prev"', b',"prev"'))
    line("duplicate-key-same", lambda b: b.replace(b'"outcome":"pass"', b'"outcome":"pass","outcome":"pass"'))
    line("duplicate-key-other", lambda b: b.replace(b'"outcome":"pass"', b'"outcome":"fail","outcome":"pass"'))
    line("duplicate-key-escaped", lambda b: b.replace(b'"outcome":"pass"', b'"outcome":"pass","outc\\u006fme":"fail"'))
    line("key-escaped", lambda b: b.replace(b'"outcome":', b'"outc\\u006fme":'))
    line("trailing-comma", lambda b: b[:-2] + b",}\n")
    line("letter-escaped", lambda b: b.replace(b'"comment":""', b'"comment":"\\u0041"'))
    line("slash-escaped", lambda b: b.replace(b'"comment":""', b'"comment":"a\\/b"'))
    line("upper-hex-escape", lambda b: b.replace(b'"comment":""', b'"comment":"\\u00E9"'))
    line("lower-hex-escape", lambda b: b.replace(b'"comment":""', b'"comment":"\\u00e9"'), code=0)
    line("newline-as-u000a", lambda b: b.replace(b'"comment":""', b'"comment":"\\u000a"'))
    line("newline-as-n", lambda b: b.replace(b'"comment":""', b'"comment":"\\n"'), code=0)
    line("tab-as-u0009", lambda b: b.replace(b'"comment":""', b'"comment":"\\u0009"'))
    line("quote-as-u0022", lambda b: b.replace(b'"comment":""', b'"comment":"\\u0022"'))
    line("backslash-as-u005c", lambda b: b.replace(b'"comment":""', b'"comment":"\\u005c"'))
    line("vertical-tab-as-u000b", lambda b: b.replace(b'"comment":""', b'"comment":"\\u000b"'), code=0)
    line("del-as-u007f", lambda b: b.replace(b'"comment":""', b'"comment":"\\u007f"'), code=0)
    line("del-raw", lambda b: b.replace(b'"comment":""', b'"comment":"\x7f"'))
    line("utf8-raw", lambda b: b.replace(b'"comment":""', b'"comment":"\xc3\xa9"'))
    line("utf8-broken", lambda b: b.replace(b'"comment":""', b'"comment":"\xff"'))
    line("esc-raw", lambda b: b.replace(b'"comment":""', b'"comment":"\x1b"'))
    line("nul-raw-in-the-middle", lambda b: b.replace(b'"comment":""', b'"comment":"\0"'))
    line("escape-of-x", lambda b: b.replace(b'"comment":""', b'"comment":"\\x41"'))
    line("escape-of-a", lambda b: b.replace(b'"comment":""', b'"comment":"\\a"'))
    line("escape-short", lambda b: b.replace(b'"comment":""', b'"comment":"\\u00e"'))
    line("surrogate-lone-high", lambda b: b.replace(b'"comment":""', b'"comment":"\\ud83d"'))
    line("surrogate-lone-low", lambda b: b.replace(b'"comment":""', b'"comment":"\\ude00"'))
    line("surrogates-swapped", lambda b: b.replace(b'"comment":""', b'"comment":"\\ude00\\ud83d"'))
    line("surrogate-high-then-letter", lambda b: b.replace(b'"comment":""', b'"comment":"\\ud83da"'))
    line("surrogate-two-highs-one-low", lambda b: b.replace(b'"comment":""', b'"comment":"\\ud83d\\ud83d\\ude00"'))
    line("surrogate-pair", lambda b: b.replace(b'"comment":""', b'"comment":"\\ud83d\\ude00"'), code=0)
    line("surrogate-pair-upper", lambda b: b.replace(b'"comment":""', b'"comment":"\\uD83D\\uDE00"'))
    for name, text in (("float", b"5.0"), ("exponent", b"5e0"), ("negative", b"-5"), ("minus-zero", b"-0"), ("leading-zero", b"05"), ("plus", b"+5"),
                       ("two-to-53", b"9007199254740992"), ("huge", b"9" * 400), ("nan", b"NaN"), ("infinity", b"Infinity"), ("hex", b"0x5"), ("true", b"true")):
        line(f"seq-{name}", lambda b, text=text: b.replace(b'"seq":5,', b'"seq":' + text + b","))
    whole("spelling-of-size-2-53", 21, put("evidence", size=2**53))
    whole("spelling-of-size-float", 21, spell("evidence", lambda b: b.replace(b'"size":10,', b'"size":10.0,')))
    whole("spelling-of-steps-exponent", 21, spell("seal", lambda b: b.replace(b'"steps":4', b'"steps":4e0')))
    line("single-quotes", lambda b: b.replace(b'"', b"'"))
    line("comment", lambda b: b[:-2] + b"/**/}\n")
    line("two-values", lambda b: b[:-1] + b"{}\n")
    line("array-line", lambda b: b"[" + b[:-1] + b"]\n")
    line("string-line", lambda b: b'"answer"\n')
    line("number-line", lambda b: b"5\n")
    line("null-line", lambda b: b"null\n")
    line("empty-object", lambda b: b"{}\n")
    line("half-object", lambda b: b[:len(b) // 2] + b"\n")
    line("nested-deep", lambda b: b.replace(b'"plan":null', b'"plan":' + b"[" * 60 + b"]" * 60))
    line("nested-100000", lambda b: b.replace(b'"plan":null', b'"plan":' + b"[" * 100000 + b"]" * 100000))
    line("nested-5-in-plan", lambda b: b.replace(b'"plan":null', b'"plan":{"a":{"b":{"c":{}}}}'))
    line("brackets-in-text-do-not-nest", lambda b: b.replace(b'"comment":""', b'"comment":"' + b"{[" * 50 + b'\\"' + b"{[" * 50 + b'"'), code=0)
    line("bom", lambda b: b"\xef\xbb\xbf" + b, "header")
    line("utf16", lambda b: b[:-1].decode().encode("utf-16-le") + b"\n", "header")
    line("header-cr-lf", lambda b: b[:-1] + b"\r\n", "header")
    line("header-blank-first", lambda b: b"\n" + b, "header")
    line("vertical-tab-first", lambda b: b"\x0b" + b)

    room = 1 << 20
    for name, extra, code in (("at-limit", 0, 0), ("over-limit", 1, 21)):
        def grow(o: dict[str, Any], extra: int = extra) -> dict[str, Any]:
            return {**o, "comment": "x" * (room - len(canonical({**o, "comment": ""})) - 1 + extra)}
        case(f"limit-line-{name}", code, complete(("answer", 0, grow)))
    for name, size, code in (("just-over-1-mib", room + 1, 0), ("at-16-mib", 16 * room, 0), ("over-16-mib", 16 * room + 1, 21)):
        def widen(o: dict[str, Any], size: int = size) -> dict[str, Any]:
            return {**o, "environment": "e" * (size - len(canonical({**o, "environment": ""})) - 1)}
        r = Report(("header", 0, widen))
        r.header()
        case(f"limit-header-{name}", 11 if code == 0 else code, r)
    big = "# " + "y" * (room + 100) + "\n"
    case("limit-header-with-a-checklist-over-1-mib", 0, complete(checklists=[("demo.yaml", big + DEMO), BOTH[1]]))


def forward_report() -> Report:
    r = Report()
    r.begin()
    r.answers()
    r.seal()
    r.intent(ALICE, time="9999-12-31T23:59:59Z")
    r.sig(ALICE, RV)
    return r


# ---------------------------------------------------------------- each line in its place

def place_cases() -> None:
    def bad(name: str, build: Callable[[Report], Any], base: Optional[Report] = None, code: int = 21) -> None:
        r = base or Report().begin().answers()
        build(r)
        case(f"place-{name}", code, r)

    plain: dict[str, Callable[[Report], Any]] = {
        "fact": lambda r: r.fact(), "answer": lambda r: r.answer("s.one"), "evidence": lambda r: r.evidence(),
        "seal": lambda r: r.seal(), "retract": lambda r: r.event("retract", of=3, reason=""),
        "header": lambda r: r.header(), "intent": lambda r: r.sign(ALICE), "reopen": lambda r: r.event("reopen", reason="")}
    for name in ("fact", "answer", "evidence", "seal", "retract", "header"):
        bad(f"{name}-while-sealed", plain[name], sealed())
    for name in ("fact", "answer", "evidence"):
        bad(f"{name}-after-review", plain[name], complete())
    for name in ("intent", "reopen", "header"):
        bad(f"{name}-while-open", plain[name])
    bad("reopen-twice", lambda r: (plain["reopen"](r), plain["reopen"](r)), sealed())
    bad("intent-after-reopen", lambda r: (plain["reopen"](r), plain["intent"](r)), sealed())
    bad("seal-twice", lambda r: r.seal(), sealed())
    for name in ("fact", "answer", "seal"):
        r = Report()
        r.header()
        plain[name](r)
        bad(f"second-line-{name}", lambda r: None, r)
    r = Report()
    r.header()
    r.header()
    bad("header-twice", lambda r: None, r)
    r = Report()
    r.header()
    r.add("recovered", bytes=1, sha256="a" * 64)
    r.session(ALICE)
    bad("second-line-recovered", lambda r: None, r)
    r = Report()
    r.header()
    r.checkpoint()
    bad("second-line-sig", lambda r: None, r)
    r = Report()
    r.session(ALICE)
    r.header()
    bad("first-line-session", lambda r: None, r)
    bad("two-sigs", lambda r: r.checkpoint())
    bad("two-review-sigs", lambda r: r.sig(ALICE, RV), complete())
    bad("checkpoint-after-review-sig", lambda r: r.checkpoint(), complete())
    bad("checkpoint-after-recovered", lambda r: (r.add("recovered", bytes=1, sha256="a" * 64), r.checkpoint()))
    bad("checkpoint-after-recovered-sealed", lambda r: (r.add("recovered", bytes=1, sha256="a" * 64), r.checkpoint()), sealed())
    bad("checkpoint-after-intent", lambda r: (r.intent(ALICE), r.checkpoint()), sealed())
    bad("approve-sig-for-review-intent", lambda r: (r.intent(ALICE), r.sig(ALICE, AP)), sealed())
    bad("review-sig-for-approve-intent", lambda r: (r.intent(BOB, "approve"), r.sig(BOB, RV)), sealed())
    bad("review-sig-without-intent", lambda r: r.sig(ALICE, RV), sealed())
    bad("review-sig-after-answer", lambda r: (r.answer("s.one", signed=False), r.sig(ALICE, RV)))
    bad("two-intents", lambda r: (r.intent(ALICE), r.sign(ALICE)), sealed())
    bad("intent-then-session", lambda r: (r.intent(ALICE), r.session(ALICE)), sealed())
    bad("intent-then-reopen", lambda r: (r.intent(ALICE), plain["reopen"](r)), sealed())
    bad("intent-then-recovered", lambda r: (r.intent(ALICE), r.add("recovered", bytes=1, sha256="a" * 64), r.sign(ALICE)), sealed())
    bad("retract-twice", lambda r: [r.event("retract", of=r.seq - 2 if i == 0 else r.seq - 4, reason="") for i in range(2)], with_evidence())
    # Fine: these look odd and are allowed.
    bad("fine-two-sessions-in-a-row", lambda r: (r.session(ALICE), r.session(ALICE), r.seal(), r.sign(ALICE)), code=0)
    bad("fine-session-while-sealed", lambda r: (r.session(BOB), r.sign(ALICE)), sealed(), code=0)
    bad("fine-recovered-twice", lambda r: (r.add("recovered", bytes=1, sha256="a" * 64), r.add("recovered", bytes=1, sha256="a" * 64),
                                           r.seal(), r.sign(ALICE)), code=0)
    bad("fine-checkpoint-after-reopen", lambda r: (plain["reopen"](r), r.seal(), r.sign(ALICE)), complete(), code=0)
    bad("fine-two-retracts", lambda r: (r.event("retract", of=r.seq - 2, reason=""), r.event("retract", of=r.evidence(), reason=""),
                                        r.seal(), r.sign(ALICE)), with_evidence(), code=0)
    # Whole lines moved about: the form is seen first, then the chain.
    lines = complete().data.splitlines(True)
    case("place-line-deleted-event-with-checkpoint", 20, b"".join(lines[:5] + lines[7:]))
    case("place-line-deleted-event-only", 21, b"".join(lines[:5] + lines[6:]))
    case("place-line-deleted-checkpoint-only", 20, b"".join(lines[:6] + lines[7:]))
    case("place-pairs-swapped-times-run-back", 21, b"".join(lines[:5] + lines[7:9] + lines[5:7] + lines[9:]))
    case("place-pair-doubled", 20, b"".join(lines[:7] + lines[5:7] + lines[7:]))


def with_evidence() -> Report:
    r = Report().begin().answers()
    r.evidence()
    return r


# ---------------------------------------------------------------- proof

def proof_cases() -> None:
    case("proof-prev-wrong", 20, complete(put("answer", prev="0" * 64)))
    case("proof-prev-of-header-wrong", 20, complete(put("header", prev="0" * 64)))
    case("proof-prev-of-sig-wrong", 20, complete(put("sig", 3, prev="1" * 64)))
    case("proof-seq-skips", 20, complete(put("answer", seq=6)))
    case("proof-seq-of-header-1", 20, complete(put("header", seq=1)))
    case("proof-seq-of-last-wrong", 20, complete(put("intent", seq=0)))
    case("proof-embedded-sha256-wrong", 20, complete(deep("header", lambda o: o["checklists"][0].update(sha256="0" * 64))))
    case("proof-embedded-text-changed", 20, complete(deep("header", lambda o: o["checklists"][1].update(text=o["checklists"][1]["text"] + "\n"))))
    case("proof-embedded-broken-yaml-and-wrong-digest", 20, complete(deep("header", lambda o: o["checklists"][1].update(text="{"))))
    whole("proof-evidence-text-sha256-wrong", 20, put("evidence", 1, sha256="0" * 64))
    whole("proof-retracted-evidence-text-sha256-wrong", 20, put("evidence", sha256="0" * 64))

    def signed(name: str, code: int = 20, who: Person = ALICE, trust: str = TRUST, **sabotage: Any) -> None:
        """The review signature is the one that is sabotaged, then a checkpoint."""
        r = sealed()
        r.sign(who, **sabotage)
        case(f"proof-review-{name}", code, r, trust=trust)
        if who is ALICE and code == 20:
            r = Report().begin()
            r.fact(signed=False)
            r.checkpoint(**sabotage)
            r.answers().seal()
            r.sign(ALICE)
            case(f"proof-checkpoint-{name}", code, r, trust=trust)

    signed("over-other-bytes", message=b"other")
    signed("over-nothing", message=b"")
    signed("version-0", version=0)
    signed("version-2", version=2)
    signed("reserved-filled", reserved=b"x")
    signed("trailing-byte", tail=b"\0")
    signed("trailing-text", tail=b"hello")
    signed("magic", magic=b"SSHSIH")
    signed("magic-lower", magic=b"sshsig")
    signed("namespace-inside-other", inner="file")
    signed("namespace-inside-empty", inner="")
    signed("namespace-inside-of-approve", inner=AP)
    signed("sha1", hash_name="sha1")
    signed("sha384", hash_name="sha384")
    signed("hash-relabelled", hash_name="sha256", labelled="sha512")
    signed("hash-upper", labelled="SHA512")
    signed("hash-md5-label", labelled="md5")
    signed("other-key-in-blob", blob=BOB.key.blob)
    signed("key-trailing", blob=ALICE.key.blob + b"\0")
    signed("key-31-bytes", blob=ws("ssh-ed25519") + ws(ALICE.key.point[:31]))  # type: ignore[attr-defined]
    signed("key-33-bytes", blob=ws("ssh-ed25519") + ws(ALICE.key.point + b"\0"))  # type: ignore[attr-defined]
    signed("key-empty", blob=b"")
    signed("key-sign-bit", blob=ws("ssh-ed25519") + ws(bytes([*ALICE.key.point[:31], ALICE.key.point[31] ^ 0x80])))  # type: ignore[attr-defined]
    signed("key-not-on-curve", blob=ws("ssh-ed25519") + ws((2).to_bytes(32, "little")))
    head = len(ws("ssh-ed25519"))

    def ed(change: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
        return lambda sig: sig[:head] + ws(change(sig[head + 4:]))

    def plus_l(sig: bytes) -> bytes:
        return sig[:32] + (int.from_bytes(sig[32:], "little") + L25519).to_bytes(32, "little")

    signed("s-plus-l", mend=ed(plus_l))
    signed("63-bytes", mend=ed(lambda s: s[:63]))
    signed("65-bytes", mend=ed(lambda s: s + b"\0"))
    signed("zeros", mend=ed(lambda s: bytes(64)))
    signed("bit-in-r", mend=ed(lambda s: bytes([s[0] ^ 1]) + s[1:]))
    signed("bit-in-s", mend=ed(lambda s: s[:40] + bytes([s[40] ^ 1]) + s[41:]))
    signed("top-bit-of-s", mend=ed(lambda s: s[:63] + bytes([s[63] | 0x80])))
    signed("trailing-in-signature", mend=lambda s: s + b"\0")
    signed("algorithm-other", mend=lambda s: ws("ssh-rsa") + s[head:])
    signed("algorithm-sk", mend=lambda s: ws("sk-ssh-ed25519@openssh.com") + s[head:])
    signed("signature-empty", mend=lambda s: b"")
    signed("length-too-long", mend=lambda s: s[:head] + b"\xff\xff\xff\xff" + s[head + 4:])
    # A valid blob cut at each of some places.
    for cut in (0, 5, 6, 9, 10, 30, 65, 90, 120, 150):
        r = sealed(("sig", 6, lambda o, cut=cut: {**o, "sshsig": base64.b64encode(base64.b64decode(o["sshsig"])[:cut]).decode()}))
        r.sign(ALICE)
        if cut:
            case(f"proof-blob-cut-at-{cut}", 20, r)
        else:
            case("proof-blob-empty", 20, r, note="empty base64 is canonical and texts may be empty, so not 21")

    for name, y in (("1", 1), ("p-minus-1", P25519 - 1), ("0", 0), ("1-other-sign", 1 | 1 << 255), ("p", P25519), ("p-plus-1", P25519 + 1),
                    ("order-8", int.from_bytes(bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"), "little")),
                    ("order-8-other", int.from_bytes(bytes.fromhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"), "little"))):
        weak = Person("weak@example.test", Neutral(y))
        case(f"proof-small-order-{name}", 20, complete(who=weak, reviewers=(weak,)), trust=TRUST + weak.line())

    case("proof-checkpoint-by-other-key-than-session", 20, other_checkpoint(BOB))
    case("proof-checkpoint-by-stranger", 20, other_checkpoint(MALLORY))
    case("proof-session-names-other-key", 20, complete(put("session", key=fp(BOB.key.blob))))
    r = Report().begin()
    r.session(BOB, signed=False)
    r.checkpoint(who=ALICE)
    case("proof-checkpoint-by-key-of-session-before", 20, r)
    r = Report().begin()
    r.session(BOB)
    r.fact(signed=False)
    r.checkpoint(who=ALICE)
    case("proof-checkpoint-by-key-of-first-session", 20, r)

    r256 = EC256
    def ecdsa(name: str, pair: Callable[[int, int], bytes], code: int = 20) -> None:
        def mend(sig: bytes) -> bytes:
            inner = sig[len(ws(r256.key.kind)) + 4:]
            n = int.from_bytes(inner[:4], "big")
            r, s = int.from_bytes(inner[4:4 + n], "big"), int.from_bytes(inner[8 + n:], "big")
            return ws(r256.key.kind) + ws(pair(r, s))
        signed(f"ecdsa-{name}", code, r256, mend=mend)

    order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551
    ecdsa("r-padded", lambda r, s: ws(b"\0\0" + r.to_bytes(32, "big")) + mpint(s))
    ecdsa("s-padded", lambda r, s: mpint(r) + ws(b"\0\0" + s.to_bytes(32, "big")))
    ecdsa("r-negative", lambda r, s: ws(b"\xff" + r.to_bytes(32, "big")) + mpint(s))
    ecdsa("r-zero", lambda r, s: mpint(0) + mpint(s))
    ecdsa("r-one-zero-byte", lambda r, s: ws(b"\0") + mpint(s))
    ecdsa("s-zero", lambda r, s: mpint(r) + mpint(0))
    ecdsa("r-plus-order", lambda r, s: mpint(r + order) + mpint(s))
    ecdsa("s-plus-order", lambda r, s: mpint(r) + mpint(s + order))
    ecdsa("swapped", lambda r, s: mpint(s) + mpint(r))
    ecdsa("trailing", lambda r, s: mpint(r) + mpint(s) + b"\0")
    ecdsa("no-s", lambda r, s: mpint(r))
    ecdsa("other-s-is-fine", lambda r, s: mpint(r) + mpint(order - s), 0)
    signed("ecdsa-wrong-curve-name", who=EC256, blob=ws("ecdsa-sha2-nistp256") + ws("nistp384") + ws(EC256.key.point))  # type: ignore[attr-defined]
    compressed = EC256.key.key.public_key().public_bytes(Encoding.X962, PublicFormat.CompressedPoint)  # type: ignore[attr-defined]
    signed("ecdsa-compressed-point", who=EC256, blob=ws("ecdsa-sha2-nistp256") + ws("nistp256") + ws(compressed))
    signed("ecdsa-point-at-infinity", who=EC256, blob=ws("ecdsa-sha2-nistp256") + ws("nistp256") + ws(b"\0"))
    signed("ecdsa-point-not-on-curve", who=EC256, blob=ws("ecdsa-sha2-nistp256") + ws("nistp256") + ws(b"\x04" + b"\1" * 64))
    signed("ecdsa-384-other-message", who=EC384, message=b"x")
    signed("ecdsa-521-other-message", who=EC521, message=b"x")

    big: Rsa = RSA3072.key  # type: ignore[assignment]
    signed("rsa-2048", who=RSA2048, trust=TRUST + RSA2048.line())
    signed("rsa-ssh-rsa", who=Person(RSA3072.principal, big.using("ssh-rsa")))
    signed("rsa-relabelled", who=RSA3072, mend=lambda s: ws("rsa-sha2-256") + s[len(ws("rsa-sha2-512")):])
    signed("rsa-other-message", who=RSA3072, message=b"x")
    signed("rsa-unknown-algorithm", who=RSA3072, mend=lambda s: ws("rsa-sha2-384") + s[len(ws("rsa-sha2-512")):])
    start = len(ws("rsa-sha2-512"))
    signed("rsa-zero-in-front", who=RSA3072, mend=lambda s: s[:start] + ws(b"\0" + s[start + 4:]))
    signed("rsa-shorter", who=RSA3072, mend=lambda s: s[:start] + ws(s[start + 5:]))
    p, q = big.numbers
    signed("rsa-plus-modulus", who=RSA3072, mend=lambda s: s[:start] + ws((int.from_bytes(s[start + 4:], "big") + p * q).to_bytes(385, "big")))
    signed("rsa-key-modulus-padded", who=RSA3072, blob=ws("ssh-rsa") + mpint(65537) + ws(b"\0\0" + (p * q).to_bytes(384, "big")))
    signed("rsa-key-modulus-negative", who=RSA3072, blob=ws("ssh-rsa") + mpint(65537) + ws((p * q).to_bytes(384, "big")))
    for number in range(2000):                         # one whose first byte is zero, with that byte left out
        r = sealed()
        r.intent(RSA3072, meaning=f"Try {number}.")
        if sshsig(big, RV, r.data)[-384] == 0:
            short = Report(("sig", 7, lambda o: o))
            short.__dict__.update({key: value for key, value in r.__dict__.items() if key != "mends"})
            short.sig(RSA3072, RV, mend=lambda s: s[:start] + ws(s[start + 5:]))
            case("proof-review-rsa-leading-zero-left-out", 20, short)
            r.sig(RSA3072, RV)
            case("proof-review-rsa-leading-zero-kept", 0, r)
            break

    signed("sk-no-touch", 23, Person(SKED.principal, Sk(SKED.key.inner, 0)))  # type: ignore[attr-defined]
    signed("sk-ecdsa-no-touch", 23, Person(SKEC.principal, Sk(SKEC.key.inner, 0)))  # type: ignore[attr-defined]
    signed("sk-verified-but-no-touch", 23, Person(SKED.principal, Sk(SKED.key.inner, 4)))  # type: ignore[attr-defined]
    signed("sk-touched-and-verified", 0, Person(SKED.principal, Sk(SKED.key.inner, 5)))  # type: ignore[attr-defined]
    signed("sk-flag-set-afterwards", 20, Person(SKED.principal, Sk(SKED.key.inner, 0)), mend=lambda s: s[:-5] + b"\1" + s[-4:])  # type: ignore[attr-defined]
    signed("sk-counter-changed", 20, SKED, mend=lambda s: s[:-1] + b"\x08")
    signed("sk-trailing", 20, SKED, mend=lambda s: s + b"\0")
    signed("sk-without-flags", 20, SKED, mend=lambda s: s[:-5])
    signed("sk-plain-signature", 20, SKED, mend=lambda s: ws("ssh-ed25519") + s[len(ws(SKED.key.kind)):-5])
    signed("sk-other-application", 20, SKED, blob=ws(SKED.key.kind) + ws(SKED.key.inner.point) + ws("ssh:other"))  # type: ignore[attr-defined]
    no_touch = Person(SKED.principal, Sk(SKED.key.inner, 0))  # type: ignore[attr-defined]
    case("proof-checkpoint-sk-no-touch", 23, complete(who=no_touch, reviewers=(SKED,)))
    case("proof-sk-no-touch-of-stranger", 22, complete(who=no_touch, reviewers=(SKED,)), trust=ALICE.line())
    case("proof-before-meaning", 20, complete(put("answer", seq=99, step="nowhere")))
    case("proof-form-before-proof", 21, complete(put("answer", seq=99, outcome="maybe")))
    case("proof-before-trust", 20, complete(put("answer", seq=99)), [])
    # A byte changed in signed lines.
    data = complete().data
    for old, new in ((b'"outcome":"pass"', b'"outcome":"fail"'), (b'"value":"aws"', b'"value":"gcp"'), (b"prod.example.test", b"prob.example.test"),
                     (b"I looked at it all.", b"I looked at it ill.")):
        case(f"proof-edited-{new.decode().strip(chr(34)).replace(chr(34), '').replace(':', '-').replace(' ', '-').rstrip('.')}", 20, data.replace(old, new, 1))


def other_checkpoint(who: Person) -> Report:
    r = Report().begin()
    r.fact(signed=False)
    r.checkpoint(who=who)
    return r


# ---------------------------------------------------------------- meaning

def meaning_cases() -> None:
    def lists(name: str, checklists: list[tuple[str, str]], code: int = 21, note: str = "") -> None:
        case(f"meaning-{name}", code, complete(checklists=checklists), note=note)

    bad = {
        "yaml-broken": ("title: Demo\n", "title: [Demo\n"),
        "yaml-bad-indent": ("    title: Storage\n", "   title: Storage\n"),
        "yaml-tab": ("    title: Storage\n", "\t title: Storage\n"),
        "alias": ("title: Demo\n", "title: &a Demo\nsummary: *a\n"),
        "anchor": ("title: Demo\n", "title: &a Demo\n"),
        "unknown-alias": ("title: Demo\n", "title: *a\n"),
        "tag-str": ("title: Demo\n", "title: !!str Demo\n"),
        "tag-local": ("title: Demo\n", "title: !demo Demo\n"),
        "tag-python": ("title: Demo\n", "title: !!python/object/apply:os.system [id]\n"),
        "merge-key": ("title: Demo\n", "title: Demo\n<<: {summary: x}\n"),
        "duplicate-key": ("title: Demo\n", "title: Demo\ntitle: Demo\n"),
        "duplicate-key-quoted": ("title: Demo\n", "title: Demo\n\"title\": Other\n"),
        "duplicate-key-in-step": ("        severity: high\n", "        severity: high\n        severity: low\n"),
        "two-documents": ("title: Demo\n", "title: Demo\n---\ntitle: Demo\n"),
        "unknown-key": ("title: Demo\n", "title: Demo\ncolour: red\n"),
        "unknown-key-case": ("title: Demo\n", "title: Demo\nSummary: x\n"),
        "unknown-key-in-step": ("        why: Because.\n", "        why: Because.\n        how: So.\n"),
        "unknown-key-in-check": ("          - do: Look.\n", "          - do: Look.\n            then: Go.\n"),
        "unknown-key-in-fact": ("    ask: What is the prefix?\n", "    ask: What is the prefix?\n    default: x\n"),
        "unknown-key-in-section": ("    title: Storage\n", "    title: Storage\n    owner: x\n"),
        "no-format": ("format: postflight-checklist/1\n", ""),
        "format-2": ("checklist/1", "checklist/2"),
        "no-id": ("id: demo\n", ""),
        "no-version": ("version: 1.0.0\n", ""),
        "no-title": ("title: Demo\n", ""),
        "no-section-title": ("    title: Storage\n", ""),
        "no-fact-ask": ("    ask: What is the prefix?\n", ""),
        "fact-neither": ("    pattern: \"[a-z0-9-]+\"\n", ""),
        "fact-both": ("    pattern: \"[a-z0-9-]+\"\n", "    pattern: \"[a-z0-9-]+\"\n    choices: {a: b}\n"),
        "step-title-list": ("        title: It holds\n", "        title: [It holds]\n"),
        "steps-mapping": ("    title: Network\n", "    title: Network\n    summary: {a: b}\n"),
        "id-upper": ("id: demo\n", "id: Demo\n"),
        "id-space": ("id: demo\n", "id: de mo\n"),
        "id-empty": ("id: demo\n", "id:\n"),
        "section-id-bad": ("  - id: storage\n", "  - id: _storage\n"),
        "fact-id-bad": ("  - id: prefix\n", "  - id: Prefix\n"),
        "id-101": ("id: demo\n", "id: " + "d" * 101 + "\n"),
        "severity": ("severity: high", "severity: critical"),
        "severity-case": ("severity: high", "severity: High"),
        "level": ("level: standard", "level: full"),
        "check-empty": ("        check:\n          - do: Look.\n            run: aws s3 ls {{prefix}}\n            when: {provider: aws}\n", "        check: []\n"),
        "check-text": ("        check:\n          - do: Look.\n            run: aws s3 ls {{prefix}}\n            when: {provider: aws}\n", "        check: Look.\n"),
        "check-no-do": ("          - do: Look.\n            run: aws", "          - run: aws"),
        "when-unknown-fact": ("when: {provider: [aws, gcp]}\nsections", "when: {provide: [aws, gcp]}\nsections"),
        "when-unknown-choice": ("when: {provider: [aws, gcp]}\nsections", "when: {provider: [aws, azure]}\nsections"),
        "step-when-unknown-fact": ("        when: {provider: aws}\n", "        when: {region: aws}\n"),
        "step-when-unknown-choice": ("        when: {provider: aws}\n", "        when: {provider: AWS}\n"),
        "check-when-unknown-fact": ("            when: {provider: aws}\n", "            when: {region: aws}\n"),
        "check-when-unknown-choice": ("            when: {provider: aws}\n", "            when: {provider: oracle}\n"),
        "section-when-unknown-choice": ("    when: {provider: [aws, gcp]}\n    steps", "    when: {provider: [aws, none]}\n    steps"),
        "when-text": ("        when: {provider: aws}\n", "        when: aws\n"),
        "when-nested": ("        when: {provider: aws}\n", "        when: {provider: {is: aws}}\n"),
        "step-id-twice": ("id: s.two", "id: s.one"),
        "step-id-twice-over-sections": ("id: s.three", "id: s.one"),
        "section-id-twice": ("  - id: network\n", "  - id: storage\n"),
        "fact-id-twice-over-files": ("  - id: prefix\n", "  - id: provider\n"),
        "checklist-id-twice-over-files": ("id: demo\n", "id: environment\n"),
        "uses-with-slash": ("uses: [environment.yaml]", "uses: [environment.yaml, ../other.yaml]"),
        "uses-text": ("uses: [environment.yaml]", "uses: environment.yaml"),
        "sections-text": ("    when: {provider: [aws, gcp]}\nsections:\n", "    when: {provider: [aws, gcp]}\nsections: x\nsummary:\n"),
        "facts-mapping": ("  - id: prefix\n    ask: What is the prefix?\n    pattern: \"[a-z0-9-]+\"\n    when: {provider: [aws, gcp]}\n", "  prefix: x\n"),
    }
    for name, (old, new) in bad.items():
        lists(name, demo(old, new))
    for key in ("title: It holds", "ask: Does it hold?", "why: Because.", "expect: Yes.", "fix: Mend it.", "severity: high", "level: essential"):
        lists(f"step-no-{key.split(':')[0]}", demo(f"        {key}\n", ""))
    lists("step-no-check", demo("        check:\n          - do: Look.\n            run: aws s3 ls {{prefix}}\n            when: {provider: aws}\n", ""))
    for name, extra in (("valid-for-number", "valid_for: 90"), ("valid-for-zero", "valid_for: 0d"), ("valid-for-leading-zero", "valid_for: 090d"),
                        ("valid-for-hours", "valid_for: 90h"), ("valid-for-long", "valid_for: 100000d"), ("valid-for-upper", "valid_for: 9D"),
                        ("evidence-kind", "evidence: always"), ("record-type", "record: {label: x, type: file}"), ("record-no-label", "record: {type: text}"),
                        ("record-no-type", "record: {label: x}"), ("record-text", "record: x"), ("record-extra", "record: {label: x, type: text, unit: s}"),
                        ("reference-no-url", "references: [{title: x}]"), ("reference-no-title", "references: [{url: x}]"),
                        ("reference-extra", "references: [{title: x, url: y, z: w}]"), ("references-text", "references: x"), ("covers-nested", "covers: [[S1]]"),
                        ("covers-text", "covers: S1")):
        lists(name, with_extra("s.one", extra))
    fine = {
        "no-question-mark": ("ask: Does it hold?", "ask: Does it hold"),
        "two-questions": ("ask: Does it hold?", "ask: Does it hold? Does it?"),
        "unknown-placeholder": ("{{prefix}}", "{{nothing}}"),
        "dangerous-command": ("aws s3 ls {{prefix}}", "rm -rf / > x"),
        "pattern-look-around": ("\"[a-z0-9-]+\"", "\"(?=a)(a+)+$\""),
        "pattern-broken": ("\"[a-z0-9-]+\"", "\"[\""),
        "title-no": ("title: Demo\n", "title: no\n"),
        "version-float": ("version: 1.0.0", "version: 1.10"),
        "comment": ("title: Demo\n", "title: Demo # a comment\n"),
        "document-marks": ("format:", "---\nformat:"),
        "block-text": ("        why: Because.\n", "        why: |\n          Because\n          of it.\n"),
        "folded-text": ("        why: Because.\n", "        why: >-\n          Because\n          of it.\n"),
        "quoted-keys": ("title: Demo\n", "\"title\": 'Demo'\n"),
        "source": ("title: Demo\n", "title: Demo\nsource: {title: Guide, url: \"https://docs.example.test/\"}\n"),
        "summary": ("title: Demo\n", "title: Demo\nsummary: All of it.\n"),
        "section-summary": ("    title: Storage\n", "    title: Storage\n    summary: x\n"),
        "fact-help": ("    ask: What is the prefix?\n", "    ask: What is the prefix?\n    help: x\n"),
        "other-question": ("title: It holds\n        ask: Does it hold?", "title: It holds\n        ask: Is it so?"),
    }
    for name, (old, new) in fine.items():
        lists(f"fine-{name}", demo(old, new), 0)
    for name, extra in (("valid-for", "valid_for: 90d"), ("valid-for-99999", "valid_for: 99999d"), ("evidence-recommended", "evidence: recommended"), ("record", "record: {label: x, type: date}"),
                        ("references", "references: [{title: x, url: y}]"), ("covers", "covers: [S1, S2]"), ("when-list", "when: {provider: [aws]}"),
                        ("when-free-fact", "when: {prefix: anything}"), ("evidence-none", "evidence: none"), ("when-in-flow-with-quotes", "when: {'provider': \"aws\"}")):
        lists(f"fine-{name}", with_extra("s.one", extra), 0)
    lists("empty-text", [("demo.yaml", ""), BOTH[1]])
    lists("only-comment", [("demo.yaml", "# nothing\n"), BOTH[1]])
    lists("scalar-document", [("demo.yaml", "demo\n"), BOTH[1]])
    lists("list-document", [("demo.yaml", "- demo\n"), BOTH[1]])
    lists("json-document-broken", [("demo.yaml", "{"), BOTH[1]])
    lists("neither-facts-nor-sections", BOTH + [("third.yaml", "format: postflight-checklist/1\nid: third\nversion: 1\ntitle: Third\n")])
    third = "format: postflight-checklist/1\nid: third\nversion: 1\ntitle: Third\nfacts: [{id: region, ask: Which, choices: {eu: Europe, us: America}}]\n"
    lists("fine-third-file-of-facts", BOTH + [("third.yaml", third)], 0)
    lists("choice-key-bad", [BOTH[0], ("environment.yaml", ENVIRONMENT.replace("{aws:", "{'a ws': x, aws:"))])
    lists("choice-key-twice", [BOTH[0], ("environment.yaml", ENVIRONMENT.replace("{aws:", "{aws: x, aws:"))])
    lists("choice-text-list", [BOTH[0], ("environment.yaml", ENVIRONMENT.replace("aws: Amazon", "aws: [Amazon]"))])
    lists("used-file-broken", [BOTH[0], ("environment.yaml", "{")])
    lists("step-id-twice-over-files", BOTH + [("third.yaml", "format: postflight-checklist/1\nid: third\nversion: 1\ntitle: Third\nsections:\n  - id: a\n    title: A\n    steps:\n"
                                               + step_text("s.one", "low", "essential").replace("            when: {provider: aws}\n", ""))])
    sections = "format: postflight-checklist/1\nid: third\nversion: 1\ntitle: Third\nsections:\n  - id: storage\n    title: A\n    steps:\n"
    other = sections + step_text("t.one", "low", "essential").replace("            when: {provider: aws}\n", "")
    r = Report().begin(checklists=BOTH + [("third.yaml", other)]).answers()
    r.answer("t.one")
    r.seal(5)
    r.sign(ALICE)
    case("meaning-fine-same-section-id-in-two-files", 0, r)
    for name, files, order in (("files", BOTH + [("third.yaml", other)], STEPS + ("t.one",)), ("files-turned", [("third.yaml", other)] + BOTH, ("t.one",) + STEPS)):
        r = Report().begin(checklists=files)
        r.fact()
        r.seal(0, 0, 0, 5, order)
        case(f"meaning-open-in-order-of-{name}", 10, r)
        r = Report().begin(checklists=files)
        r.fact()
        r.seal(0, 0, 0, 5, order[1:] + order[:1])
        case(f"meaning-open-not-in-order-of-{name}", 21, r)
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(f"{chr(98 + i)}: &{chr(98 + i)} [{','.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(8))
    lists("alias-bomb", [("demo.yaml", bomb), BOTH[1]])
    lists("nested-1000", [("demo.yaml", DEMO.replace("title: Demo\n", "title: " + "[" * 1000 + "]" * 1000 + "\n")), BOTH[1]])

    for name, mend in (("answer-unknown-step", put("answer", step="s.five")), ("answer-step-is-a-section", put("answer", step="storage")),
                       ("evidence-unknown-step", put("evidence", step="s.five")), ("fact-unknown", put("fact", fact="region")),
                       ("fact-is-a-step", put("fact", fact="s.one")), ("fact-unknown-choice", put("fact", value="azure")),
                       ("fact-choice-case", put("fact", value="AWS")), ("fact-choice-prefix", put("fact", value="aw"))):
        whole(f"meaning-{name}", 21, mend)
    r = Report().begin()
    r.fact(value="own")
    r.answer("s.two")
    r.evidence("s.two")
    r.fact("prefix", "prod")
    r.answer("s.one")
    r.seal(1)
    r.sign(ALICE)
    case("meaning-fine-answers-of-steps-that-do-not-apply", 0, r)
    r = Report().begin(profile="essential")
    r.answer("s.three")
    r.seal(0, 0, 0, 3, ("s.one", "s.two", "s.four"))
    case("meaning-fine-answer-outside-the-profile", 10, r)
    r = Report().begin()
    r.fact("prefix", "Not*of+the=pattern".replace("*", "-"))
    case("meaning-fine-value-outside-its-pattern", 10, r)

    counts = lambda p, f, na, nc: {"pass": p, "fail": f, "not_applicable": na, "not_checked": nc}  # noqa: E731
    for name, fields in (("pass-too-many", dict(counts=counts(5, 0, 0, 0))), ("pass-too-few", dict(counts=counts(3, 0, 0, 0))), ("steps-wrong", dict(steps=5)),
                         ("both-too-many", dict(counts=counts(5, 0, 0, 0), steps=5)), ("both-zero", dict(counts=counts(0, 0, 0, 0), steps=0)),
                         ("fail-for-pass", dict(counts=counts(3, 1, 0, 0))), ("open-extra", dict(open=["s.one"])), ("open-unknown", dict(open=["s.nine"])),
                         ("not-checked-hidden", dict(counts=counts(3, 0, 0, 1)))):
        case(f"meaning-seal-{name}", 21, complete(put("seal", **fields)))
    whole("meaning-first-seal-wrong-later-right", 21, put("seal", counts=counts(4, 0, 0, 0)))
    r = Report().begin().answers(two="none", four="not_checked")
    r.seal(2, 0, 0, 2, ("s.two", "s.four"))
    r.sign(ALICE)
    case("meaning-seal-open-right", 10, r)
    for name, open_ in (("order", ("s.four", "s.two")), ("missing", ("s.two",)), ("none", ()), ("twice", ("s.two", "s.two", "s.four"))):
        r = Report().begin().answers(two="none", four="not_checked")
        r.seal(2, 0, 0, 2, open_)
        r.sign(ALICE)
        case(f"meaning-seal-open-{name}", 21, r)
    r = Report().begin().answers(two="none")
    r.seal(4)
    r.sign(ALICE)
    case("meaning-seal-hides-an-open-step", 21, r)
    r = Report().begin().answers()
    r.fact(value="own")
    r.seal(4)
    case("meaning-seal-counts-steps-that-do-not-apply", 21, r)
    r = Report().begin(profile="essential").answers()
    r.seal(4)
    case("meaning-seal-counts-steps-outside-the-profile", 21, r)


# ---------------------------------------------------------------- judgement

def trust_cases() -> None:
    done = complete()
    case("trust-no-list", 22, done, ["--at", AT])
    case("trust-empty-list", 22, done, trust="")
    case("trust-only-comments", 22, done, trust="# nobody\n\n")
    case("trust-stranger", 22, complete(who=MALLORY, reviewers=(MALLORY,)))
    case("trust-stranger-under-known-name", 22, complete(who=Person(ALICE.principal, MALLORY.key), reviewers=(Person(ALICE.principal, MALLORY.key),)))
    case("trust-stranger-reviews", 22, complete(reviewers=(MALLORY,)))
    case("trust-stranger-approves-though-not-needed", 22, complete(approvers=(MALLORY,)))
    case("trust-stranger-in-one-session", 22, stranger_session())

    def listed(name: str, code: int, trust: str, report: Report = done, **more: Any) -> None:
        case(f"trust-{name}", code, report, trust=trust, **more)

    two = complete(requires=(1, 1), approvers=(BOB,))
    bob = BOB.line()
    listed("namespaces-all-three", 0, ALICE.line(f'namespaces="{CP},{RV}"') + BOB.line(f'namespaces="{AP}"'), two)
    listed("namespaces-star", 0, ALICE.line('namespaces="postflight-*"'))
    listed("namespaces-question", 0, ALICE.line('namespaces="postflight-revie?,postflight-checkpoin?"'))
    listed("namespaces-only-star", 0, ALICE.line('namespaces="*"'))
    listed("namespaces-no-review", 23, ALICE.line(f'namespaces="{CP}"'))
    listed("namespaces-no-checkpoint", 23, ALICE.line(f'namespaces="{RV}"'))
    listed("namespaces-approver-may-not-approve", 23, ALICE.line() + BOB.line(f'namespaces="{RV},{CP}"'), two)
    listed("namespaces-negated", 23, ALICE.line(f'namespaces="!{RV},postflight-*"'))
    listed("namespaces-negated-last", 23, ALICE.line(f'namespaces="postflight-*,!{RV}"'))
    listed("namespaces-negated-other", 0, ALICE.line(f'namespaces="!{AP},postflight-*"'))
    listed("namespaces-other-tool", 23, ALICE.line('namespaces="git,file"'))
    listed("namespaces-prefix-only", 23, ALICE.line('namespaces="postflight"'))
    listed("namespaces-case", 23, ALICE.line('namespaces="Postflight-*"'))
    listed("namespaces-two-lines-together", 0, ALICE.line(f'namespaces="{CP}"') + ALICE.line(f'namespaces="{RV}"'))
    listed("principal-other", 23, ALICE.line(principals="alice@other.test"))
    listed("principal-case", 23, ALICE.line(principals="Alice@example.test"))
    listed("principal-prefix", 23, ALICE.line(principals="alice@example.tes"))
    listed("principals-several", 0, ALICE.line(principals="root,alice@example.test,x"))
    listed("principal-on-second-line", 0, ALICE.line(principals="x") + ALICE.line())
    listed("principal-and-namespace-on-different-lines", 23, ALICE.line(f'namespaces="{CP}"') + ALICE.line('namespaces="postflight-*"', principals="other"))
    # complete(): header 10:00, session 10:01, fact 10:02, answers 10:03 to 10:06, seal 10:07, intent 10:08.
    for name, options, code in (
            ("after-before-first-checkpoint", 'valid-after="20261120100100Z"', 0), ("after-one-second-late", 'valid-after="20261120100101Z"', 23),
            ("after-minutes", 'valid-after="202611201001Z"', 0), ("after-minutes-late", 'valid-after="202611201002Z"', 23),
            ("after-day", 'valid-after="20261120Z"', 0), ("after-next-day", 'valid-after="20261121Z"', 23),
            ("before-intent-second", 'valid-before="20261120100800Z"', 0), ("before-one-second-early", 'valid-before="20261120100759Z"', 23),
            ("before-minutes", 'valid-before="202611201008Z"', 0), ("before-minutes-early", 'valid-before="202611201007Z"', 23),
            ("before-day-is-midnight", 'valid-before="20261120Z"', 23), ("before-next-day", 'valid-before="20261121Z"', 0),
            ("before-long-ago", 'valid-before="20200101Z"', 23),
            ("both", 'valid-after="20261120Z",valid-before="20261121Z"', 0), ("both-and-namespaces", 'valid-after="20261120Z",namespaces="*",valid-before="20261121Z"', 0)):
        listed(f"period-{name}", code, ALICE.line(options))
    listed("period-two-periods-one-key", 0, ALICE.line('valid-before="202611201004Z"') + ALICE.line('valid-after="202611201005Z"'))
    listed("period-gap-between", 23, ALICE.line('valid-before="202611201004Z"') + ALICE.line('valid-after="202611201006Z"'))
    listed("period-at-does-not-matter", 0, ALICE.line('valid-before="20261121Z"'), args=["--allowed-signers", "allowed_signers", "--at", "2030-01-01T00:00:00Z"])

    revoked = (BOB.key.text() + "\n").encode()
    def revoke(name: str, code: int, data: bytes, report: Report = done) -> None:
        case(f"revoked-{name}", code, report, more=("--revoked", "revoked"), files={"revoked": data})
    revoke("nobody", 0, b"")
    revoke("comments", 0, b"# none\n\n")
    revoke("other", 0, revoked)
    revoke("reviewer", 23, (ALICE.key.text() + " lost\n").encode())
    revoke("approver", 23, revoked, two)
    revoke("approver-not-needed", 23, revoked, complete(approvers=(BOB,)))
    revoke("second-line", 23, b"# lost\n" + (CAROL.key.text() + "\n" + ALICE.key.text() + "\n").encode())
    revoke("rsa", 23, (RSA3072.key.text() + "\n").encode(), complete(reviewers=(RSA3072,)))
    revoke("refused-kind-in-list", 0, (RSA2048.key.text() + "\n").encode())
    revoke("krl-blob", 23, krl(section(2, ALICE.key.blob)))
    revoke("krl-sha256", 23, krl(section(5, hashlib.sha256(ALICE.key.blob).digest())))
    revoke("krl-sha1", 23, krl(section(3, hashlib.sha1(ALICE.key.blob).digest())))
    revoke("krl-other", 0, krl(section(2, BOB.key.blob, CAROL.key.blob)))
    revoke("krl-second-section", 23, krl(section(2, BOB.key.blob) + section(5, hashlib.sha256(ALICE.key.blob).digest())))
    revoke("krl-empty", 0, krl(b""))
    revoke("krl-cut", 64, krl(section(2, ALICE.key.blob))[:-3])
    revoke("krl-cut-header", 64, krl(b"")[:20])
    revoke("krl-version-2", 64, krl(b"", 2))
    revoke("list-bad-base64", 64, b"ssh-ed25519 AAAA*\n")
    revoke("list-no-key", 64, b"ssh-ed25519\n")
    revoke("list-rubbish", 64, b"hello\n")
    revoke("list-second-line-bad", 64, revoked + b"rubbish here\n")
    case("revoked-missing-file", 66, done, more=("--revoked", "revoked"))
    case("revoked-without-trust", 22, done, ["--revoked", "revoked"], files={"revoked": revoked})
    case("revoked-stranger", 22, complete(who=MALLORY, reviewers=(MALLORY,)), more=("--revoked", "revoked"), files={"revoked": (MALLORY.key.text() + "\n").encode()})

    # Who may do what.
    case("role-writer-approves", 23, complete(requires=(1, 1), reviewers=(BOB,), approvers=(ALICE,)))
    case("role-writer-approves-not-needed", 23, complete(reviewers=(BOB,), approvers=(ALICE,)))
    case("role-reviewer-approves", 23, complete(requires=(1, 1), reviewers=(BOB,), approvers=(BOB,)))
    same_key = Person("other@example.test", ALICE.key)
    case("role-writers-key-approves-under-other-name", 23, complete(requires=(1, 1), reviewers=(BOB,), approvers=(same_key,)), trust=TRUST + same_key.line())
    other_key = Person(ALICE.principal, Ed("alice-2"))
    case("role-writer-approves-with-other-key", 23, complete(requires=(1, 1), reviewers=(BOB,), approvers=(other_key,)), trust=TRUST + other_key.line())
    bob_key = Person("other@example.test", BOB.key)
    case("role-reviewers-key-approves-under-other-name", 23, complete(requires=(1, 1), reviewers=(BOB,), approvers=(bob_key,)), trust=TRUST + bob_key.line())
    bob_two = Person(BOB.principal, Ed("bob-2"))
    case("role-reviewer-approves-with-other-key", 23, complete(requires=(1, 1), reviewers=(BOB,), approvers=(bob_two,)), trust=TRUST + bob_two.line())
    case("role-approver-reviews-later", 23, roles_in_order(("bob", "review"), ("carol", "approve"), ("carol", "review")))
    for what, build in (("fact", lambda r: r.fact()), ("answer", lambda r: r.answer("s.one")), ("evidence", lambda r: r.evidence()),
                        ("retract", lambda r: r.event("retract", of=r.evidence_seq, reason=""))):
        r = Report().begin()
        r.evidence_seq = r.evidence()  # type: ignore[attr-defined]
        r.answers()
        r.session(BOB)
        build(r)
        r.session(ALICE)
        r.seal()
        r.sign(ALICE)
        r.sign(BOB, "approve")
        case(f"role-one-{what}-long-ago-by-the-approver", 23, r)
    r = Report().begin()
    r.session(BOB)
    r.session(ALICE)
    r.answers().seal()
    r.sign(ALICE)
    r.sign(BOB, "approve")
    case("role-approver-had-an-empty-session", 0, r)
    r = Report().begin().answers()
    r.session(BOB)
    r.seal()
    r.session(ALICE)
    r.sign(ALICE)
    r.sign(BOB, "approve")
    case("role-approver-sealed-only", 0, r)
    r = sealed()
    r.session(BOB)
    r.event("reopen", reason="")
    r.seal()
    r.sign(ALICE)
    r.sign(BOB, "approve")
    case("role-approver-reopened-and-sealed", 0, r)

    # First covering signature.
    r = Report().begin()
    r.fact(signed=False)
    r.session(BOB)
    r.answers().seal()
    r.sign(ALICE)
    case("cover-fact-first-signed-by-another", 23, r)
    r = Report().begin()
    r.answer("s.one", signed=False)
    second = Person(ALICE.principal, Ed("alice-2"))
    r.session(second)
    r.answers().seal()
    r.sign(ALICE)
    case("cover-adopted-by-same-principal-other-key", 0, r, trust=TRUST + second.line())
    r = Report().begin().answers()
    r.seal(signed=False)
    r.sign(BOB)
    case("cover-seal-first-signed-by-other-reviewer", 23, r)
    r = Report().begin().answers()
    r.seal(signed=False)
    r.sign(ALICE)
    r.sign(BOB, "approve")
    case("cover-seal-by-own-review-then-approved", 0, r)
    r = complete()
    r.event("reopen", signed=False, reason="")
    r.session(BOB)
    r.seal()
    r.sign(ALICE)
    case("cover-reopen-first-signed-by-another", 23, r)
    r = Report().begin()
    r.evidence(signed=False)
    r.session(BOB)
    case("cover-evidence-first-signed-by-another", 23, r)
    r = Report().begin()
    r.event("retract", signed=False, of=r.evidence(), reason="")
    r.session(BOB)
    case("cover-retract-first-signed-by-another", 23, r)
    r = Report().begin()
    r.answer("s.one", signed=False)
    r.session(BOB, signed=False)
    r.session(ALICE)
    case("cover-session-of-another-between", 10, r)

    # Signatures that a reopen made void are not judged.
    def void(*signers: tuple[Person, str]) -> Report:
        r = sealed()
        for person, role in signers:
            r.sign(person, role)
        r.event("reopen", reason="")
        r.seal()
        r.sign(ALICE)
        return r
    case("void-stranger", 0, void((MALLORY, "review")))
    case("void-self-approval", 0, void((ALICE, "review"), (ALICE, "approve")))
    case("void-no-longer-counts", 10, void_needs_approval())
    case("void-revoked", 0, void((BOB, "review")), more=("--revoked", "revoked"), files={"revoked": revoked})
    case("void-namespace", 0, void((BOB, "review")), trust=ALICE.line() + BOB.line(f'namespaces="{AP}"'))
    r = sealed()
    r.sign(BOB, message=b"x")
    r.event("reopen", reason="")
    r.seal()
    r.sign(ALICE)
    case("void-but-wrong", 20, r)
    r = Report().begin()
    r.session(MALLORY)
    r.session(ALICE)
    r.answers().seal()
    r.event("reopen", reason="")
    r.seal()
    r.sign(ALICE)
    case("void-does-not-cover-checkpoints", 22, r)


def void_needs_approval() -> Report:
    r = complete(requires=(1, 1), approvers=(BOB,))
    r.event("reopen", reason="")
    r.seal()
    r.sign(ALICE)
    return r


def stranger_session() -> Report:
    r = Report().begin()
    r.session(MALLORY)
    r.session(ALICE)
    r.answers().seal()
    r.sign(ALICE)
    return r


def roles_in_order(*acts: tuple[str, ...], requires: tuple[int, int] = (1, 1)) -> Report:
    people = {"alice": ALICE, "bob": BOB, "carol": CAROL, "ec": EC256}
    r = sealed(requires=requires)
    for name, role, *decision in acts:
        r.sign(people[name], role, decision[0] if decision else "")
    return r


def section(kind: int, *items: bytes) -> bytes:
    return bytes([kind]) + ws(b"".join(map(ws, items)))


def krl(sections: bytes, version: int = 1) -> bytes:
    return b"SSHKRL\n\0" + struct.pack(">IQQQ", version, 1, 1795168800, 0) + ws(b"") + ws(b"") + sections


def list_cases() -> None:
    done = complete()
    good = ALICE.line()
    fields = ALICE.key.text().split()

    def broken(name: str, trust: Union[str, bytes]) -> None:
        case(f"list-{name}", 64, done, trust=trust)

    def fine(name: str, trust: Union[str, bytes], code: int = 0) -> None:
        case(f"list-fine-{name}", code, done, trust=trust)

    broken("unknown-option", ALICE.line('touch="yes"'))
    broken("unknown-option-bare", ALICE.line("no-touch-required"))
    broken("unknown-option-on-other-line", good + BOB.line("restrict"))
    broken("option-twice", ALICE.line('namespaces="*",namespaces="*"'))
    broken("option-twice-period", ALICE.line('valid-after="20200101Z",namespaces="*",valid-after="20200101Z"'))
    broken("wildcard-star", ALICE.line(principals="*"))
    broken("wildcard-star-inside", ALICE.line(principals="*@example.test"))
    broken("wildcard-question", ALICE.line(principals="alic?@example.test"))
    broken("wildcard-second-principal", ALICE.line(principals="alice@example.test,bob*"))
    broken("wildcard-on-other-line", good + BOB.line(principals="*"))
    for option in ("valid-after", "valid-before"):
        broken(f"{option}-without-z", ALICE.line(f'{option}="20261101"'))
        broken(f"{option}-local-minutes", ALICE.line(f'{option}="202611010000"'))
        broken(f"{option}-iso", ALICE.line(f'{option}="2026-11-01Z"'))
        broken(f"{option}-month-13", ALICE.line(f'{option}="20261301Z"'))
        broken(f"{option}-day-31", ALICE.line(f'{option}="20261131Z"'))
        broken(f"{option}-hour-24", ALICE.line(f'{option}="202611012400Z"'))
        broken(f"{option}-hours-only", ALICE.line(f'{option}="2026110110Z"'))
        broken(f"{option}-empty", ALICE.line(f'{option}=""'))
        broken(f"{option}-no-value", ALICE.line(option))
    broken("bad-base64", f"alice@example.test ssh-ed25519 {fields[1][:-4]}*AAA\n")
    broken("cut-base64", f"alice@example.test ssh-ed25519 {fields[1][:40]}\n")
    broken("no-key", "alice@example.test ssh-ed25519\n")
    broken("only-principal", "alice@example.test\n")
    broken("raw-keys-file", ALICE.key.text() + "\n")
    broken("options-but-no-key", 'alice@example.test namespaces="*"\n')
    broken("type-of-another-key", f"alice@example.test ssh-rsa {fields[1]}\n")
    broken("quote-not-closed", f'alice@example.test namespaces="* {ALICE.key.text()}\n')
    broken("rubbish-line", good + "hello world\n")
    broken("namespaces-no-value", ALICE.line("namespaces"))
    broken("bad-and-report-malformed", "rubbish\n")
    CASES[-1].files["x.report.jsonl"] = b"{\n"
    fine("comment-line", "# people\n" + good)
    fine("comment-indented", "   # people\n" + good)
    fine("blank-lines", "\n\n" + good + "\n   \n")
    fine("comment-after-key", good[:-1] + " alice at work\n")
    fine("no-last-lf", good[:-1])
    fine("leading-blanks", "  " + good)
    fine("several-blanks-between", good.replace(" ", "   "))
    fine("tabs-between", good.replace(" ", "\t"))
    fine("two-lines-same-key", good + good)
    fine("refused-rsa-2048", good + RSA2048.line())
    fine("refused-dss", good + "old@example.test ssh-dss " + base64.b64encode(ws("ssh-dss") + mpint(7) * 4).decode() + "\n")
    fine("namespaces-quoted-with-comma", ALICE.line(f'namespaces="{CP},{RV}"'))
    fine("cert-authority-with-wildcard", good + MALLORY.line("cert-authority", "*@example.test"))
    fine("cert-authority-with-options", good + MALLORY.line('cert-authority,namespaces="postflight-*",valid-after="20260101Z"', "*"))
    fine("security-keys", good + SKED.line() + SKEC.line())
    fine("ecdsa-and-rsa", good + EC384.line() + RSA3072.line())


def asked_cases() -> None:
    done = complete()
    demo_hash, env_hash = (hashlib.sha256(text.encode()).hexdigest() for _, text in BOTH)
    nothing = hashlib.sha256(b"").hexdigest()
    other = "0b5e7c1a-64a2-4f0e-9a53-2f6f1c0d9e12"
    for name, code, *more in (
            ("environment-same", 0, "--environment", "prod.example.test"), ("environment-other", 24, "--environment", "test.example.test"),
            ("environment-case", 24, "--environment", "Prod.example.test"), ("environment-prefix", 24, "--environment", "prod.example"),
            ("checklists-both", 0, "--checklist-sha256", demo_hash, "--checklist-sha256", env_hash),
            ("checklists-both-turned", 0, "--checklist-sha256", env_hash, "--checklist-sha256", demo_hash),
            ("checklist-other", 24, "--checklist-sha256", nothing),
            ("checklist-one-right-one-wrong", 24, "--checklist-sha256", demo_hash, "--checklist-sha256", nothing),
            ("checklists-both-and-a-third", 24, "--checklist-sha256", demo_hash, "--checklist-sha256", env_hash, "--checklist-sha256", nothing),
            ("report-same", 0, "--report", UUID), ("report-other", 24, "--report", other),
            ("profile-same", 0, "--require-profile", "standard"), ("profile-smaller-asked", 0, "--require-profile", "essential"),
            ("profile-larger-asked", 24, "--require-profile", "thorough"),
            ("all-right", 0, "--environment", "prod.example.test", "--report", UUID, "--require-profile", "standard")):
        case(f"asked-{name}", code, done, more=tuple(more))
    case("asked-environment-accent-composed", 24, complete(environment="caf\u00e9"), more=("--environment", "cafe\u0301"))
    case("asked-environment-accent-same", 0, complete(environment="caf\u00e9"), more=("--environment", "caf\u00e9"))
    case("asked-profile-essential-too-small", 24, essential_report(), more=("--require-profile", "standard"))
    case("asked-profile-thorough-is-enough", 0, complete(profile="thorough"), more=("--require-profile", "thorough"))
    single = [("demo.yaml", DEMO.replace("uses: [environment.yaml]\n", "").replace("facts:\n", "facts:\n" + ENVIRONMENT.split("facts:\n")[1]))]
    digest = hashlib.sha256(single[0][1].encode()).hexdigest()
    case("asked-checklist-the-only-one", 0, complete(checklists=single), more=("--checklist-sha256", digest))
    case("asked-checklist-the-only-one-is-other", 24, complete(checklists=single), more=("--checklist-sha256", demo_hash))

    # valid_for: s.one is answered at 10:03:00 on 2026-11-20.
    aged = complete(checklists=with_extra("s.one", "valid_for: 2d"))
    def at(name: str, code: int, time: str, report: Report = aged, more: tuple[str, ...] = ()) -> None:
        case(f"age-{name}", code, report, ["--allowed-signers", "allowed_signers", "--at", time], more=more)
    at("exact-second", 0, "2026-11-22T10:03:00Z")
    at("one-second-later", 25, "2026-11-22T10:03:01Z")
    at("one-second-earlier", 0, "2026-11-22T10:02:59Z")
    at("years-later", 25, "2036-11-22T10:03:01Z")
    at("before-the-answer", 0, "2026-11-01T00:00:00Z")
    def answered(outcome: str, *figures: Any) -> Report:
        r = Report().begin(checklists=with_extra("s.one", "valid_for: 2d")).answers(one=outcome)
        r.seal(*figures)
        r.sign(ALICE)
        return r
    at("fail-ages-too", 25, "2026-11-22T10:03:01Z", answered("fail", 3, 1))
    at("not-applicable-ages-too", 25, "2026-11-22T10:03:01Z", answered("not_applicable", 3, 0, 1))
    at("not-checked-has-no-age", 10, "2036-01-01T00:00:00Z", answered("not_checked", 3, 0, 0, 1, ("s.one",)))
    at("no-answer-has-no-age", 10, "2036-01-01T00:00:00Z", answered("none", 3, 0, 0, 1, ("s.one",)))
    r = Report().begin(checklists=with_extra("s.one", "valid_for: 2d")).answers()
    r.answer("s.one")                                  # again, at 10:07
    r.seal()
    r.sign(ALICE)
    at("latest-answer-counts", 0, "2026-11-22T10:07:00Z", r)
    at("latest-answer-counts-too-late", 25, "2026-11-22T10:07:01Z", r)
    r = Report().begin(checklists=with_extra("s.one", "valid_for: 2d\n        when: {provider: gcp}")).answers()
    r.seal(3)
    r.sign(ALICE)
    at("step-that-does-not-apply", 0, "2036-01-01T00:00:00Z", r)
    at("not-sealed-but-expired", 25, "2036-01-01T00:00:00Z", Report().begin(checklists=with_extra("s.one", "valid_for: 2d")).answers())
    old = complete(checklists=with_extra("s.one", "valid_for: 1d"))
    case("age-now-without-at", 25, old_years_ago(), ["--allowed-signers", "allowed_signers"])
    at("one-day", 0, "2026-11-21T10:03:00Z", old)
    at("one-day-later", 25, "2026-11-21T10:03:01Z", old)

    # --fail-on
    accept = {"kind": "accept", "owner": "o", "until": "2026-11-25", "reason": "Known."}
    fix = {**accept, "kind": "fix"}
    for severity, step in (("high", "s.one"), ("medium", "s.two"), ("low", "s.three")):
        failed = plan_report(None, step)
        for asked in ("high", "medium", "low"):
            order = ("low", "medium", "high")
            at(f"fail-{severity}-asked-{asked}", 13 if order.index(severity) >= order.index(asked) else 0, AT, failed, ("--fail-on", asked))
    at("fail-but-not-asked", 0, AT, plan_report(None))
    at("fail-accepted", 0, AT, plan_report(accept), ("--fail-on", "low"))
    at("fail-accepted-last-second", 0, "2026-11-25T23:59:59Z", plan_report(accept), ("--fail-on", "low"))
    at("fail-accepted-day-after", 13, "2026-11-26T00:00:00Z", plan_report(accept), ("--fail-on", "low"))
    at("fail-accepted-now-long-past", 13, "2026-12-26T00:00:00Z", plan_report({**accept, "until": "2019-01-01"}), ("--fail-on", "low"))
    at("fail-fix-plan-does-not-help", 13, AT, plan_report(fix), ("--fail-on", "low"))
    r = Report().begin().answers()
    r.answer("s.one", "fail")
    r.answer("s.one")
    r.seal()
    r.sign(ALICE)
    at("fail-mended-later", 0, AT, r, ("--fail-on", "low"))
    r = Report().begin().answers()
    r.answer("s.one", "fail", accept)
    r.answer("s.one", "fail")
    r.seal(3, 1)
    r.sign(ALICE)
    at("fail-plan-dropped-later", 13, AT, r, ("--fail-on", "high"))
    r = Report().begin().answers(two="fail")
    r.fact(value="gcp")
    r.seal(3)
    r.sign(ALICE)
    at("fail-that-does-not-apply", 0, AT, r, ("--fail-on", "low"))
    at("fail-and-not-sealed", 10, AT, Report().begin().answers(one="fail"), ("--fail-on", "low"))


def old_years_ago() -> Report:
    r = Report()
    r.minutes = -60.0 * 24 * 365 * 4
    r.begin(checklists=with_extra("s.one", "valid_for: 30d")).answers().seal()
    r.sign(ALICE)
    return r


def evidence_cases() -> None:
    def kept(required: bool = False, **fields: Any) -> Report:
        r = Report().begin(checklists=with_extra("s.one", "evidence: required") if required else None).answers()
        r.evidence(**{"source": "file", "data": FILE_DATA, **fields})
        return r

    def end(r: Report) -> Report:
        r.seal()
        r.sign(ALICE)
        return r

    done = end(kept())
    case("evidence-there", 0, done, copies=COPY)
    case("evidence-folder-missing", 26, done)
    case("evidence-copy-missing", 26, done, copies={"readme": b""})
    case("evidence-changed", 26, done, copies={FILE_NAME: FILE_DATA[:-1] + b"\0"})
    case("evidence-longer", 26, done, copies={FILE_NAME: FILE_DATA + b"\0"})
    case("evidence-shorter", 26, done, copies={FILE_NAME: FILE_DATA[:-1]})
    case("evidence-empty", 26, done, copies={FILE_NAME: b""})
    case("evidence-a-folder", 26, done, files={f"x.evidence/{FILE_NAME}/readme": FILE_DATA})
    case("evidence-a-dangling-link", 26, done, files={f"x.evidence/{FILE_NAME}": "nowhere"})
    case("evidence-a-link-to-itself", 26, done, files={f"x.evidence/{FILE_NAME}": FILE_NAME})
    case("evidence-a-link-to-the-right-bytes", 26, done, files={f"x.evidence/{FILE_NAME}": "kept", "x.evidence/kept": FILE_DATA},
         note="said of writing only: links are not followed; read the same here")
    case("evidence-under-its-name", 26, done, copies={"note.txt": FILE_DATA})
    case("evidence-size-in-line-wrong", 26, end(kept(size=99)), copies=COPY)
    case("evidence-extra-files-are-fine", 0, done, copies={**COPY, "other": b"x", "0" * 64: b"y"})
    case("evidence-elsewhere", 0, done, more=("--evidence", "kept"), files={f"kept/{FILE_NAME}": FILE_DATA})
    case("evidence-elsewhere-missing", 26, done, more=("--evidence", "kept"), copies=COPY, files={"kept/readme": b""})
    case("evidence-not-sealed-missing", 26, kept())
    case("evidence-not-sealed-there", 10, kept(), copies=COPY)
    r = kept()
    r.event("retract", of=r.seq - 2, reason="")
    case("evidence-retracted-missing", 0, end(r))
    r = kept()
    r.event("retract", of=r.seq - 2, reason="")
    case("evidence-retracted-different", 0, end(r), copies={FILE_NAME: b"?"})
    r = kept()
    r.evidence(source="file", data=FILE_DATA)
    r.event("retract", of=r.seq - 2, reason="")
    case("evidence-same-file-twice-one-retracted", 26, end(r))
    r = kept()
    r.answer("s.one")
    case("evidence-of-earlier-answer-still-counts", 26, end(r))
    empty = Report().begin().answers()
    empty.evidence(source="file", data=b"")
    case("evidence-empty-file-there", 0, end(empty), copies={hashlib.sha256(b"").hexdigest(): b""})
    text = Report().begin().answers()
    text.evidence(data="\u00e9\U0001f600\r\n\0".encode())
    text.evidence(data=b"")
    text.evidence(source="command", data=b"")
    case("evidence-texts-need-no-folder", 0, end(text))

    def required(name: str, code: int, build: Callable[[Report], Any], *figures: Any, sealed_: bool = True, **first: str) -> None:
        r = Report().begin(checklists=with_extra("s.one", "evidence: required")).answers(**first)
        build(r)
        if sealed_:
            r.seal(*figures)
            r.sign(ALICE)
        case(f"evidence-required-{name}", code, r, copies=COPY)

    required("there", 0, lambda r: r.evidence())
    required("file-there", 0, lambda r: r.evidence(source="file", data=FILE_DATA))
    required("absent", 26, lambda r: None)
    required("on-another-step", 26, lambda r: r.evidence("s.two"))
    required("retracted", 26, lambda r: r.event("retract", of=r.evidence(), reason=""))
    required("one-of-two-retracted", 0, lambda r: (r.evidence(), r.event("retract", of=r.evidence(), reason="")))
    required("fail-needs-none", 0, lambda r: None, 3, 1, one="fail")
    required("not-applicable-needs-none", 0, lambda r: None, 3, 0, 1, one="not_applicable")
    required("not-sealed-needs-none-yet", 10, lambda r: None, sealed_=False)
    required("before-the-pass", 0, lambda r: (r.evidence(), r.answer("s.one")))
    r = Report().begin(checklists=with_extra("s.one", "evidence: required")).answers()
    r.seal()
    r.event("reopen", reason="")
    case("evidence-required-reopened-needs-none-yet", 10, r)
    r.evidence()
    r.seal()
    r.sign(ALICE)
    case("evidence-required-brought-after-reopen", 0, r)
    case("evidence-recommended-absent", 0, complete(checklists=with_extra("s.one", "evidence: recommended")))


def counting_cases() -> None:
    def acts(name: str, code: int, *order: tuple[str, ...], requires: tuple[int, int] = (1, 1), more: tuple[str, ...] = (), trust: str = TRUST) -> None:
        case(f"count-{name}", code, roles_in_order(*order, requires=requires), more=more, trust=trust)

    review, approve, rejected = ("alice", "review"), ("bob", "approve"), ("bob", "approve", "rejected")
    acts("no-approval", 10, review)
    acts("no-review", 10, ("bob", "approve"))
    acts("one-approval-of-two", 10, review, approve, requires=(1, 2))
    acts("one-review-of-two", 10, review, requires=(2, 0))
    acts("approval-before-review", 10, approve, review)
    acts("approval-between-two-reviews", 10, review, ("bob", "approve"), ("carol", "review"), requires=(2, 1))
    acts("approval-after-two-reviews", 0, review, ("carol", "review"), approve, requires=(2, 1))
    acts("approval-early-and-again", 0, approve, review, approve)
    acts("same-reviewer-twice", 10, review, review, requires=(2, 0))
    acts("same-approver-twice", 10, review, approve, approve, requires=(1, 2))
    acts("more-than-needed", 0, review, ("carol", "review"), approve, ("ec", "approve"))
    acts("review-after-approval-is-fine", 0, review, approve, ("carol", "review"))
    acts("rejected", 10, review, rejected)
    acts("rejected-not-needed", 10, review, rejected, requires=(1, 0))
    acts("rejected-then-approved", 0, review, rejected, approve)
    acts("approved-then-rejected", 10, review, approve, rejected)
    acts("rejected-by-one-approved-by-another", 10, review, rejected, ("carol", "approve"))
    acts("rejected-approved-rejected", 10, review, rejected, approve, rejected)
    acts("rejected-before-review", 10, rejected, review, ("carol", "approve"))
    acts("required-approvals-larger", 10, review, requires=(1, 0), more=("--require-approvals", "1"))
    acts("required-approvals-met", 0, review, approve, requires=(1, 0), more=("--require-approvals", "1"))
    acts("required-approvals-smaller", 10, review, approve, requires=(1, 2), more=("--require-approvals", "1"))
    acts("required-approvals-zero", 10, review, more=("--require-approvals", "0"))
    acts("required-approvals-zero-met", 0, review, requires=(1, 0), more=("--require-approvals", "0"))
    acts("required-approvals-two-of-two", 0, review, approve, ("carol", "approve"), more=("--require-approvals", "2"))
    r = roles_in_order(review, rejected)
    r.event("reopen", reason="Mended.")
    r.seal()
    r.sign(ALICE)
    r.sign(BOB, "approve")
    case("count-rejected-then-reopened-and-approved", 0, r)
    r = roles_in_order(review, rejected)
    r.event("reopen", reason="Mended.")
    r.seal()
    r.sign(ALICE)
    r.sign(CAROL, "approve")
    case("count-rejected-is-void-after-reopen", 0, r)
    twin = Person("twin@example.test", ALICE.key)
    case("count-one-key-two-names-reviews", 10, complete(requires=(2, 0), reviewers=(ALICE, twin)), trust=TRUST + twin.line())
    second = Person(ALICE.principal, Ed("alice-2"))
    case("count-one-name-two-keys-reviews", 10, complete(requires=(2, 0), reviewers=(ALICE, second)), trust=TRUST + second.line())
    twin = Person("twin@example.test", BOB.key)
    case("count-one-key-two-names-approve", 10, complete(requires=(1, 2), approvers=(BOB, twin)), trust=TRUST + twin.line())
    second = Person(BOB.principal, Ed("bob-2"))
    case("count-one-name-two-keys-approve", 10, complete(requires=(1, 2), approvers=(BOB, second)), trust=TRUST + second.line())
    r = Report().begin().answers(one="not_checked")
    r.seal(3, 0, 0, 1, ("s.one",))
    r.sign(ALICE)
    case("count-open-steps", 10, r)
    r = Report().begin()
    r.seal(0, 0, 0, 4, STEPS)
    r.sign(ALICE)
    case("count-nothing-answered", 10, r)
    r = complete()
    r.event("reopen", reason="")
    r.answer("s.one", "fail")
    r.seal(3, 1)
    case("count-review-missing-after-reopen", 10, r)


def order_cases() -> None:
    """Several faults at once: 22, 23, 24, 25, 26, 12, 11, 10, 13."""
    wrong_environment = ("--environment", "other")

    def many(sign: tuple[Person, ...] = (), torn: bool = True, unsigned: bool = True, file: bool = True) -> bytes:
        r = Report().begin(checklists=with_extra("s.one", "valid_for: 1d"))
        r.answers(two="fail")
        if file:
            r.evidence(source="file", data=FILE_DATA)
        for person in sign:
            r.session(person)
            r.session(ALICE)
        if unsigned:
            r.fact(signed=False)
        return r.data + (b"{" if torn else b"")

    late = ["--allowed-signers", "allowed_signers", "--at", "2026-12-20T10:00:00Z", "--fail-on", "low"]
    soon = ["--allowed-signers", "allowed_signers", "--at", AT[:11] + "10:00:00Z", "--fail-on", "low"]
    limited = "".join(person.line() for person in (ALICE, CAROL)) + BOB.line('namespaces="git"')
    case("order-all-22", 22, many((MALLORY, BOB)), late + list(wrong_environment), trust=limited)
    case("order-23", 23, many((BOB,)), late + list(wrong_environment), trust=limited)
    case("order-24", 24, many(), late + list(wrong_environment))
    case("order-25", 25, many(), late)
    case("order-26", 26, many(), soon)
    case("order-12", 12, many(), soon, copies=COPY)
    case("order-11", 11, many(torn=False), soon, copies=COPY)
    case("order-10", 10, many(torn=False, unsigned=False), soon, copies=COPY)
    case("order-13", 13, plan_report(None), soon)
    case("order-22-before-24", 22, complete(), ["--at", AT, *wrong_environment])
    case("order-24-before-10", 24, sealed(), more=wrong_environment)
    case("order-25-before-12", 25, many(file=False), late)
    case("order-26-before-10", 26, many(torn=False, unsigned=False), soon)
    case("order-10-before-13", 10, Report().begin().answers(one="fail"), soon)
    case("order-21-before-22", 21, complete(put("answer", step="nowhere")), [])
    case("order-20-before-24", 20, complete(put("answer", seq=1)), more=wrong_environment)
    case("order-66-before-21", 66, b"{\n", ["--allowed-signers", "nowhere"])
    case("order-64-before-20", 64, complete(put("answer", seq=1)), more=("--fail-on", "urgent"))


def use_cases() -> None:
    done = complete()
    for name, more in (("unknown-option", ("--frobnicate",)), ("fail-on-urgent", ("--fail-on", "urgent")), ("fail-on-upper", ("--fail-on", "HIGH")),
                       ("approvals-word", ("--require-approvals", "two")), ("approvals-negative", ("--require-approvals", "-1")),
                       ("profile-unknown", ("--require-profile", "full")), ("at-word", ("--at", "yesterday")), ("at-not-a-day", ("--at", "2026-02-30T00:00:00Z")),
                       ("at-no-zone", ("--at", "2026-11-20T00:00:00"))):
        args = ["--allowed-signers", "allowed_signers"]
        case(f"use-{name}", 64, done, args + list(more))
    case("use-no-value", 64, done, ["--allowed-signers", "allowed_signers", "--at", AT])
    CASES[-1].args.append("--environment")
    case("use-report-missing", 66, None)
    case("use-list-missing", 66, done, trust=None)
    case("use-list-is-a-folder", 66, done, trust=None, files={"allowed_signers/readme": b""}, note="a folder for a list: not readable, so 66 and not 74")
    case("use-report-is-a-folder", 66, None, files={"x.report.jsonl/readme": b""}, note="a folder for a report: not readable, so 66 and not 74")


# ---------------------------------------------------------------- more than one reading

def ambiguous_cases() -> None:
    done = complete()

    def unclear(name: str, code: int, report: Union[Report, bytes], note: str, **more: Any) -> None:
        case(name, code, report, note=note, **more)

    r = Report()
    r.header()
    unclear("header-only-without-list", 22, r, "a header alone is 11, but without a list 22 comes first though nobody signed", args=[])
    unclear("tool-not-ascii", 21, complete(put("header", tool="postflight/\u00e9")), "printable is read as U+0020..U+007E")
    unclear("tool-only-space", 0, complete(put("header", tool="postflight/ ")), "a space is printable")
    unclear("session-key-not-base64", 21, session_key("SHA256:" + "!" * 43), "the 43 characters are read as base64 ones")
    unclear("session-key-spare-bits", 11, session_key("SHA256:" + "B" * 43), "the spare bits of the last of the 43 characters are not judged by the form")
    unclear("checklist-name-dot-dot", 0, complete(checklists=BOTH + [("..", "format: postflight-checklist/1\nid: third\nversion: 1\ntitle: T\nfacts: []\n")]),
            "`..` has no slash and is not empty; and an empty list of facts is a list")
    unclear("uuid-nil", 0, complete(report="00000000-0000-0000-0000-000000000000"), "any 8-4-4-4-12 hex digits are a UUID")
    for day in ("2027-02-30", "2027-13-01"):
        unclear(f"plan-until-{day}", 21, plan_report({"kind": "fix", "owner": "", "until": day, "reason": ""}), "a real day is asked of `time`; read the same for `until`")
    unclear("year-0000", 21, complete(put("header", time="0000-01-01T00:00:00Z")), "year 0 is not a real day")
    unclear("recovered-0-bytes", 0, recovered_nothing(), "0 is in the range of integers", copies=COPY)
    unclear("evidence-text-size-wrong", 20, everything(put("evidence", 1, size=11)), "size of an embedded text: with its digest (20), not 21 or 26", copies=COPY)
    unclear("unknown-key-kind", 20, foreign_kind(), "a kind of key outside the profile: 20, not 22")
    unclear("long-torn-tail", 12, done.data + b"x" * (1 << 20) + b"xx", "the torn tail is set aside before the limits")
    unclear("nul-in-last-two-of-a-two-line-file", 21, done.data.splitlines(True)[0].replace(b"{", b"{\0", 1) + b"{}\n", "no header is left")
    unclear("writer-rejects", 23, roles_in_order(("bob", "review"), ("alice", "approve", "rejected"), requires=(1, 0)),
            "a rejection is of the approve role too, so a writer's is 23 (and 10)")
    r = sealed(requires=(1, 1))
    r.sign(CAROL)
    r.event("reopen", reason="")
    r.seal()
    r.sign(BOB)
    r.sign(CAROL, "approve")
    unclear("void-reviewer-approves", 0, r, "a void review does not count for one person in both roles")
    r = Report().begin().answers()
    r.seal(signed=False)
    r.sign(Person(ALICE.principal, MALLORY.key))
    r.event("reopen", reason="")
    r.seal()
    r.sign(ALICE)
    unclear("void-role-signature-of-stranger-first-covers-a-seal", 22, r, "void, but the only first cover of a line: judged all the same")
    unclear("void-sk-without-touch", 0, void_no_touch(), "no touch is a matter of trust, so not judged on a void signature")
    twin = Person("twin@example.test", Ed("alice-2"))
    pair = (ALICE, Person("bob2@example.test", ALICE.key), Person(ALICE.principal, twin.key))
    unclear("reviews-in-an-unlucky-order", 10, complete(requires=(2, 0), reviewers=pair),
            "counted one by one: a second by the same name or key is not counted, though another choice would give two",
            trust=TRUST + pair[1].line() + pair[2].line())
    demo_hash = hashlib.sha256(DEMO.encode()).hexdigest()
    unclear("checklist-sha256-one-of-two", 0, done, "each digest named must be there; others may be", more=("--checklist-sha256", demo_hash))
    unclear("checklist-sha256-not-hex", 64, done, "a digest that is none is wrong usage, not 24", more=("--checklist-sha256", "zz"))
    unclear("checklist-sha256-upper", 64, done, "digests are lower case here as everywhere", more=("--checklist-sha256", demo_hash.upper()))
    unclear("report-not-a-uuid", 64, done, "wrong usage, not 24", more=("--report", "x"))
    unclear("report-upper", 64, done, "as the header's: lower case", more=("--report", UUID.upper()))
    unclear("approvals-100", 64, done, "the range of `requires.approve`", more=("--require-approvals", "100"))
    unclear("evidence-folder-named-but-missing", 66, done, "named by the verifier and not there: 66, even if no evidence needs it", more=("--evidence", "nowhere"))
    fields = ALICE.key.text()
    for name, code, trust, note in (
            ("option-unquoted", 64, ALICE.line("valid-after=20200101Z"), "OpenSSH wants the quotes"),
            ("option-upper-case", 0, ALICE.line('Valid-After="20200101Z"'), "OpenSSH compares option names without case"),
            ("period-turned", 64, ALICE.line('valid-after="20270101Z",valid-before="20260101Z"'), "OpenSSH refuses a period that ends before it begins"),
            ("namespaces-empty", 64, ALICE.line('namespaces=""'), "an empty list of patterns is an option without its value"),
            ("principal-negated", 64, ALICE.line(principals="!bob,alice@example.test"), "a negation is a pattern, so not for a plain key"),
            ("principal-empty", 64, ALICE.line(principals="alice@example.test,"), "an empty principal is unreadable"),
            ("crlf", 0, ALICE.line().replace("\n", "\r\n"), "OpenSSH reads it"),
            ("key-only-as-authority", 22, ALICE.line("cert-authority"), "an authority's line is no line of the plain key: 22, not 23"),
            ("quoted-principals", 0, '"alice@example.test" ' + fields + "\n", "OpenSSH allows quotes around the principals"),
            ("unknown-ssh-kind", 0, ALICE.line() + "old@example.test ssh-ed448 " + base64.b64encode(ws("ssh-ed448") + ws(bytes(range(57)))).decode() + "\n",
             "a key of an unknown kind is one we refuse, not an unknown option"),
            ("unknown-kind", 0, ALICE.line() + "new@example.test mldsa44-ed25519@openssh.com " + base64.b64encode(ws("mldsa44-ed25519@openssh.com") + ws(b"k" * 40)).decode() + "\n",
             "a key of an unknown kind is one we refuse, not an unknown option"),
            ("key-trailing-bytes", 64, f"alice@example.test ssh-ed25519 {base64.b64encode(ALICE.key.blob + b'x').decode()}\n", "unreadable"),
            ("escaped-quote", 23, 'alice@example.test namespaces="a\\"b" ' + fields + "\n", "OpenSSH allows \\\" inside the quotes"),
            ("option-comma-at-end", 64, 'alice@example.test namespaces="*", ' + fields + "\n", "an option is missing after the comma")):
        unclear(f"list-{name}", code, done, note, trust=trust)
    unclear("uses-a-file-that-is-not-there", 21, complete(checklists=demo("uses: [environment.yaml]", "uses: [environment.yaml, third.yaml]")),
            "not in the list of form rules, but it contradicts itself")
    chain = [("demo.yaml", DEMO), ("environment.yaml", ENVIRONMENT + "uses: [third.yaml]\n"),
             ("third.yaml", "format: postflight-checklist/1\nid: third\nversion: 1\ntitle: T\nfacts: [{id: zone, ask: Which, pattern: x}]\n")]
    unclear("used-file-uses", 21, complete(checklists=chain), "`a used file uses none` is read as form")
    unclear("when-of-a-file-not-used", 21, complete(checklists=demo("uses: [environment.yaml]\n", "")), "known facts are those before it and those of used files")
    later = "  - id: early\n    ask: Is it?\n    pattern: x\n    when: {prefix: a}\n"
    unclear("when-of-a-later-fact", 21, complete(checklists=demo("facts:\n", "facts:\n" + later)), "known facts are those before it")
    unclear("when-of-itself", 21, complete(checklists=demo("when: {provider: [aws, gcp]}\nsections", "when: {prefix: x}\nsections")), "known facts are those before it")
    unclear("when-empty-list", 21, complete(checklists=demo("        when: {provider: aws}\n", "        when: {provider: []}\n")), "a value or a list of values: at least one")
    unclear("choices-empty", 21, complete(checklists=demo("    pattern: \"[a-z0-9-]+\"\n", "    choices: {}\n")), "choices without a choice")
    unclear("title-empty", 0, complete(checklists=demo("title: Demo\n", "title: \"\"\n")), "an empty text is style, the key is there")
    unclear("embedded-bom", 21, complete(checklists=[("demo.yaml", "\ufeff" + DEMO), BOTH[1]]), "a byte order mark is an error of a checklist; read as form")
    unclear("bidi-in-quoted", 0, complete(checklists=demo("title: Demo\n", "title: \"De\\u202emo\"\n")), "bidirectional characters are not in the list of form rules")
    unclear("control-in-quoted", 0, complete(checklists=demo("title: Demo\n", "title: \"De\\emo\"\n")), "control characters are style when YAML allows their escape")
    unclear("source-without-url", 0, complete(checklists=demo("title: Demo\n", "title: Demo\nsource: {title: x}\n")), "title and url are required of references only")


def session_key(text: str) -> Report:
    r = Report()
    r.header()
    r.session(ALICE, signed=False, key=text)
    return r


def recovered_nothing() -> Report:
    return everything(put("recovered", bytes=0))


def foreign_kind() -> Report:
    r = sealed()
    r.sign(ALICE, blob=ws("mldsa44-ed25519@openssh.com") + ws(b"k" * 40), mend=lambda s: ws("mldsa44-ed25519@openssh.com") + ws(b"s" * 64))
    return r


def void_no_touch() -> Report:
    r = sealed()
    r.sign(Person(SKED.principal, Sk(SKED.key.inner, 0)))  # type: ignore[attr-defined]
    r.event("reopen", reason="")
    r.seal()
    r.sign(ALICE)
    return r


# ---------------------------------------------------------------- writing

def write(folder: str, listing: str, cases: list[Case], start: int) -> None:
    with open(os.path.join(folder, listing), "w", encoding="utf-8") as out:
        for number, item in enumerate(cases, start):
            name = f"{number:03}-{item.name}"
            for path, data in item.files.items():
                target = os.path.join(folder, name, path)
                os.makedirs(os.path.dirname(target), exist_ok=True)
                if isinstance(data, str):
                    os.symlink(data, target)
                    continue
                with open(target, "wb") as handle:
                    handle.write(data)
            os.makedirs(os.path.join(folder, name), exist_ok=True)
            line: dict[str, Any] = {"name": name, "args": item.args, "code": item.code}
            if item.env:
                line["env"] = item.env
            if item.note:
                line["note"] = item.note
            out.write(json.dumps(line) + "\n")


def main(folder: str) -> int:
    for make in (complete_cases, unfinished_cases, field_cases, spelling_cases, place_cases, proof_cases, meaning_cases, trust_cases,
                 list_cases, asked_cases, evidence_cases, counting_cases, order_cases, use_cases, ambiguous_cases):
        make()
    names = [item.name for item in CASES + AMBIGUOUS]
    assert len(set(names)) == len(names), sorted(name for name in names if names.count(name) > 1)
    if os.path.exists(os.path.join(folder, "cases.jsonl")):
        shutil.rmtree(folder)                          # what an earlier run made
    os.makedirs(folder, exist_ok=True)
    write(folder, "cases.jsonl", CASES, 1)
    write(folder, "ambiguous.jsonl", AMBIGUOUS, len(CASES) + 1)
    print(f"{len(CASES)} cases, {len(AMBIGUOUS)} with more than one reading")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]) if len(sys.argv) == 2 else "usage: cases.py OUTDIR")
