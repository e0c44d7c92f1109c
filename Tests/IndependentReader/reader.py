#!/usr/bin/env python3
"""An independent reading of Documentation/report-format.md, for the tests.

It gives the verdict of `postflight verify` on one report, written from the text of the format alone
(and Documentation/checklist-format.md for the embedded checklists).  It exists to be compared with the
product and must never share code with it: where the two differ, one of them has misread the text.

Left out: certificates.  A signature made with one, and a `cert-authority` line's certificates, are not
judged here (a certificate as the key of a signature is reported as 20).

    python3 reader.py R [--allowed-signers F] [--revoked F] [--environment E] [--checklist-sha256 H]...
                        [--report UUID] [--evidence DIR] [--at TIME] [--fail-on SEV]
                        [--require-approvals N] [--require-profile P]

Python 3.11, PyYAML (its events only) and cryptography (the primitives only).
"""
from __future__ import annotations

import base64
import binascii
import datetime
import hashlib
import json
import os
import re
import stat
import struct
import sys
from dataclasses import dataclass, field
from typing import Any, Callable, Iterator, Optional

import yaml
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

MIB = 1 << 20
MAX_FILE, MAX_HEADER, MAX_LINE, MAX_LINES, MAX_NESTING, MAX_INT = 64 * MIB, 16 * MIB, MIB, 200_000, 4, 2**53 - 1
PROFILES = ("essential", "standard", "thorough")
SEVERITIES = ("low", "medium", "high")
OUTCOMES = ("pass", "fail", "not_applicable", "not_checked")
CHECKPOINT, REVIEW, APPROVE = "postflight-checkpoint", "postflight-review", "postflight-approve"
JUDGEMENT_ORDER = (22, 23, 24, 25, 26, 12, 11, 10, 13)
EVENTS = ("fact", "answer", "evidence", "retract", "seal", "reopen")


@dataclass
class Fault:
    code: int
    line: Optional[int]
    message: str


class Stop(Exception):
    """A layer that found something: nothing after it is read."""

    def __init__(self, faults: list[Fault]):
        super().__init__()
        self.faults = faults


class Bad(Exception):
    """One thing that is not as the format says; the caller knows the code and the line."""


@dataclass
class Arguments:
    allowed_signers: Optional[str] = None
    revoked: Optional[str] = None
    environment: Optional[str] = None
    checklist_sha256: list[str] = field(default_factory=list)
    report: Optional[str] = None
    evidence: Optional[str] = None
    at: Optional[str] = None
    fail_on: Optional[str] = None
    require_approvals: Optional[int] = None
    require_profile: Optional[str] = None


# ---------------------------------------------------------------- small things

def full(pattern: str, text: Any) -> bool:
    return isinstance(text, str) and re.fullmatch(pattern, text, re.ASCII) is not None


def parse_day(text: Any) -> Optional[datetime.date]:
    if not full(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return None
    try:
        return datetime.date(int(text[:4]), int(text[5:7]), int(text[8:]))
    except ValueError:
        return None


def parse_time(text: Any) -> Optional[datetime.datetime]:
    if not full(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z", text):
        return None
    day = parse_day(text[:10])
    try:
        clock = datetime.time(int(text[11:13]), int(text[14:16]), int(text[17:19]))
    except ValueError:
        return None
    return None if day is None else datetime.datetime.combine(day, clock)


def fingerprint(blob: bytes) -> str:
    return "SHA256:" + base64.b64encode(hashlib.sha256(blob).digest()).decode().rstrip("=")


def canonical_base64(text: str) -> bytes:
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise Bad("not base64") from None
    if base64.b64encode(raw).decode() != text:
        raise Bad("base64 with a second spelling")
    return raw


class Wire:
    """The strings and numbers of RFC 4251, taken from the front of some bytes."""

    def __init__(self, data: bytes):
        self.data, self.at = data, 0

    def take(self, count: int) -> bytes:
        if count > len(self.data) - self.at:
            raise Bad("ends too early")
        self.at += count
        return self.data[self.at - count:self.at]

    def byte(self) -> int:
        return self.take(1)[0]

    def uint32(self) -> int:
        return struct.unpack(">I", self.take(4))[0]

    def uint64(self) -> int:
        return struct.unpack(">Q", self.take(8))[0]

    def string(self) -> bytes:
        return self.take(self.uint32())

    def positive(self) -> int:
        raw = self.string()
        if not raw or raw[0] & 0x80 or (raw[0] == 0 and (len(raw) == 1 or not raw[1] & 0x80)):
            raise Bad("an integer that is not positive or not minimal")
        return int.from_bytes(raw, "big")

    def more(self) -> bool:
        return self.at < len(self.data)

    def end(self) -> None:
        if self.more():
            raise Bad("bytes after the last field")


def wire_string(data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + data


# ---------------------------------------------------------------- layer 1: use, lists

def read_file(path: str) -> bytes:
    try:
        with open(path, "rb") as handle:
            return handle.read()
    except (FileNotFoundError, PermissionError, IsADirectoryError, NotADirectoryError) as error:
        raise Stop([Fault(66, None, f"{path}: {error.strerror}")]) from None
    except OSError as error:
        raise Stop([Fault(74, None, f"{path}: {error.strerror}")]) from None


def match_pattern(text: str, pattern: str) -> bool:
    parts = {"*": ".*", "?": "."}
    return re.fullmatch("".join(parts.get(c, re.escape(c)) for c in pattern), text, re.DOTALL) is not None


def match_list(text: str, patterns: str) -> bool:
    found = False
    for pattern in patterns.split(","):
        if pattern.startswith("!"):
            if match_pattern(text, pattern[1:]):
                return False
        elif match_pattern(text, pattern):
            found = True
    return found


@dataclass
class TrustLine:
    principals: list[str]
    blob: bytes
    authority: bool = False
    namespaces: Optional[str] = None
    after: Optional[datetime.datetime] = None
    before: Optional[datetime.datetime] = None

    def fits(self, principal: str, namespace: str, time: datetime.datetime) -> bool:
        return (principal in self.principals
                and (self.namespaces is None or match_list(namespace, self.namespaces))
                and (self.after is None or self.after <= time)
                and (self.before is None or time <= self.before))


def list_time(text: str) -> datetime.datetime:
    if not full(r"[0-9]{8}([0-9]{4}([0-9]{2})?)?Z", text):
        raise Bad(f"a time that is not YYYYMMDD[HHMM[SS]]Z: {text}")
    digits = text[:-1].ljust(14, "0")
    numbers = [int(digits[:4])] + [int(digits[at:at + 2]) for at in range(4, 14, 2)]
    try:
        return datetime.datetime(*numbers)
    except ValueError:
        raise Bad(f"a time that does not exist: {text}") from None


def public_key_fields(kind: str, encoded: str) -> bytes:
    """The blob of a `type base64` pair; a key of a kind or size we refuse is fine here, it signs nothing."""
    blob = canonical_base64(encoded)
    wire = Wire(blob)
    if wire.string() != kind.encode():
        raise Bad("the key is of another type than its line says")
    if not wire.more():
        raise Bad("a key without a body")
    if kind in ("ssh-ed25519", "ssh-rsa") or kind.startswith("ecdsa-sha2-nistp"):
        wire.string()
        if kind != "ssh-ed25519":
            wire.string()
        wire.end()
    return blob


def split_words(text: str) -> Iterator[str]:
    """Words at blanks; inside double quotes (\\" stands for one) blanks belong to the word."""
    word, quoted, at = "", False, 0
    while at < len(text):
        c = text[at]
        if c == "\\" and text[at + 1:at + 2] == '"':
            word += '\\"'
            at += 2
            continue
        if c == '"':
            quoted = not quoted
        if c in " \t" and not quoted:
            if word:
                yield word
            word = ""
        else:
            word += c
        at += 1
    if quoted:
        raise Bad("a quote that is not closed")
    if word:
        yield word


def looks_like_key(kind: str, encoded: str) -> bool:
    try:
        return Wire(base64.b64decode(encoded)).string() == kind.encode()
    except (Bad, ValueError):
        return False


KNOWN_KINDS = re.compile(r"(ssh-(rsa|dss|ed25519|ed448)|ecdsa-sha2-nistp(256|384|521)|sk-(ssh-ed25519|ecdsa-sha2-nistp256))"
                         r"(-cert-v01)?(@openssh\.com)?")


def trust_line(text: str) -> TrustLine:
    words = list(split_words(text))
    if len(words) < 3:
        raise Bad("not `principals [options] type key`")
    principals = words[0].strip('"').split(",")
    if any(not p for p in principals):
        raise Bad("an empty principal")
    line = TrustLine(principals, b"")
    rest = words[1:]
    if not KNOWN_KINDS.fullmatch(rest[0]) and not looks_like_key(rest[0], rest[1]):
        trust_options(line, rest[0])
        rest = rest[1:]
    if len(rest) < 2:
        raise Bad("no key")
    line.blob = public_key_fields(rest[0], rest[1])
    if not line.authority and any(c in p for p in principals for c in "*?!"):
        raise Bad("a pattern as the principal of a plain key")
    return line


def trust_options(line: TrustLine, text: str) -> None:
    seen: set[str] = set()
    while True:
        found = re.match(r'([A-Za-z-]+)(="((?:[^"\\]|\\"|\\)*)")?', text)
        if found is None:
            raise Bad(f"not an option: {text}")
        name, value = found.group(1).lower(), found.group(3)
        if name in seen:
            raise Bad(f"the option {name} twice")
        seen.add(name)
        if name == "cert-authority" and value is None:
            line.authority = True
        elif name == "namespaces" and value:
            line.namespaces = value
        elif name == "valid-after" and value is not None:
            line.after = list_time(value)
        elif name == "valid-before" and value is not None:
            line.before = list_time(value)
        else:
            raise Bad(f"an unknown option, or one without its value: {name}")
        text = text[found.end():]
        if not text:
            break
        if not text.startswith(","):
            raise Bad("an option that does not end")
        text = text[1:]
    if line.after and line.before and line.before < line.after:
        raise Bad("a period that ends before it begins")


def text_lines(path: str, data: bytes) -> Iterator[tuple[int, str]]:
    for number, raw in enumerate(data.split(b"\n"), 1):
        try:
            text = raw.decode("utf-8").strip(" \t\r")
        except UnicodeDecodeError:
            raise Stop([Fault(64, None, f"{path}:{number}: not UTF-8")]) from None
        if text and not text.startswith("#"):
            yield number, text


def read_trust(path: str) -> list[TrustLine]:
    lines, faults = [], []
    for number, text in text_lines(path, read_file(path)):
        try:
            lines.append(trust_line(text))
        except Bad as bad:
            faults.append(Fault(64, None, f"{path}:{number}: {bad}"))
    if faults:
        raise Stop(faults)
    return lines


@dataclass
class Revoked:
    blobs: set[bytes] = field(default_factory=set)
    sha1: set[bytes] = field(default_factory=set)
    sha256: set[bytes] = field(default_factory=set)

    def holds(self, blob: bytes) -> bool:
        return (blob in self.blobs or hashlib.sha1(blob).digest() in self.sha1
                or hashlib.sha256(blob).digest() in self.sha256)


def read_revoked(path: str) -> Revoked:
    data, revoked = read_file(path), Revoked()
    if data.startswith(b"SSHKRL\n\0"):
        try:
            read_krl(Wire(data[8:]), revoked)
        except Bad as bad:
            raise Stop([Fault(64, None, f"{path}: {bad}")]) from None
        return revoked
    for number, text in text_lines(path, data):
        words = text.split()
        try:
            if len(words) < 2:
                raise Bad("not `type key`")
            revoked.blobs.add(public_key_fields(words[0], words[1]))
        except Bad as bad:
            raise Stop([Fault(64, None, f"{path}:{number}: {bad}")]) from None
    return revoked


def read_krl(wire: Wire, revoked: Revoked) -> None:
    if wire.uint32() != 1:
        raise Bad("a KRL of another version")
    for _ in range(3):
        wire.uint64()                                   # version, date, flags
    wire.string(), wire.string()                        # reserved, comment
    while wire.more():
        kind, body = wire.byte(), Wire(wire.string())
        if kind in (2, 3, 5):
            into = {2: revoked.blobs, 3: revoked.sha1, 5: revoked.sha256}[kind]
            while body.more():
                into.add(body.string())
        elif kind != 1:
            raise Bad("a KRL section of an unknown kind")


# ---------------------------------------------------------------- layer 2: form

def split_torn(data: bytes) -> tuple[list[bytes], int]:
    """The complete lines (without LF) and the offset at which a torn tail begins (the length if none)."""
    pieces = data.split(b"\n")
    complete = [True] * (len(pieces) - 1) + [False]
    if pieces[-1] == b"":
        pieces.pop(), complete.pop()
    starts, at = [], 0
    for piece in pieces:
        starts.append(at)
        at += len(piece) + 1
    for index in range(max(0, len(pieces) - 2), len(pieces)):
        if b"\0" in pieces[index]:
            return pieces[:index], starts[index]
    if pieces and not complete[-1]:
        return pieces[:-1], starts[-1]
    return pieces, len(data)


def decode_line(raw: bytes) -> dict[str, Any]:
    if not raw:
        raise Bad("a blank line")
    if re.search(rb"[^\x20-\x7e]", raw):
        raise Bad("a byte that is not printable ASCII")
    depth = deepest = 0
    for token in re.finditer(rb'"(?:[^"\\]|\\.)*"|[\[{]|[\]}]', raw):
        first = token.group()[:1]
        depth += (first in b"[{") - (first in b"]}")
        deepest = max(deepest, depth)
    if deepest > MAX_NESTING:
        raise Bad("nested too deeply")

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        if len({key for key, _ in items}) != len(items):
            raise Bad("a key twice")
        return dict(items)

    def no_number(text: str) -> Any:
        raise Bad(f"not an integer: {text}")

    def integer(text: str) -> int:
        if len(text) > 16 or not 0 <= int(text) <= MAX_INT:
            raise Bad("an integer out of range")
        return int(text)

    try:
        value = json.loads(raw, object_pairs_hook=pairs, parse_float=no_number, parse_constant=no_number, parse_int=integer)
    except (ValueError, RecursionError) as error:
        raise Bad(f"not JSON: {error}") from None
    if not isinstance(value, dict):
        raise Bad("not an object")
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    if text.encode() != raw:
        raise Bad("not in canonical form")
    try:
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        raise Bad("an unpaired surrogate") from None
    return value


Check = Callable[[Any], bool]
Shape = dict[str, Check]


def is_text(value: Any) -> bool:
    return isinstance(value, str)


def is_filled(value: Any) -> bool:
    return isinstance(value, str) and value != ""


def is_name(value: Any) -> bool:
    return is_filled(value) and "/" not in value


def is_int(value: Any, low: int = 0, high: int = MAX_INT) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high


def matching(pattern: str) -> Check:
    return lambda value: full(pattern, value)


def among(*values: str) -> Check:
    return lambda value: isinstance(value, str) and value in values


def shaped(value: Any, shape: Shape) -> None:
    if not isinstance(value, dict):
        raise Bad("not an object")
    for key in value:
        if key not in shape:
            raise Bad(f"an unknown field: {key}")
    for key, check in shape.items():
        if key not in value:
            raise Bad(f"no field {key}")
        if not check(value[key]):
            raise Bad(f"a wrong value of {key}")


def has_shape(shape: Shape) -> Check:
    def check(value: Any) -> bool:
        try:
            shaped(value, shape)
        except Bad:
            return False
        return True
    return check


is_id = matching(r"[a-z0-9][a-z0-9._-]{0,99}")
is_principal = matching(r"[A-Za-z0-9_][A-Za-z0-9._%+@:/=~-]{0,254}")
is_hash = matching(r"[0-9a-f]{64}")
PLAN: Shape = {"kind": among("fix", "accept"), "owner": is_text, "until": lambda v: parse_day(v) is not None, "reason": is_text}
FILE: Shape = {"name": is_name, "sha256": is_hash, "text": is_text}
REQUIRES: Shape = {"review": lambda v: is_int(v, 1, 99), "approve": lambda v: is_int(v, 0, 99)}
COUNTS: Shape = {outcome: is_int for outcome in OUTCOMES}
COMMON: Shape = {"type": is_text, "seq": is_int, "prev": is_hash}
TYPES: dict[str, Shape] = {
    "header": {
        "format": among("postflight-report/1"), "environment": is_filled, "profile": among(*PROFILES),
        "report": matching(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"),
        "checklists": lambda v: isinstance(v, list) and len(v) > 0 and all(map(has_shape(FILE), v)),
        "requires": has_shape(REQUIRES), "tool": matching(r"postflight/[\x20-\x7e]{1,100}")},
    "session": {"signer": is_principal, "key": matching(r"SHA256:[A-Za-z0-9+/]{43}"), "host": is_text},
    "fact": {"fact": is_id, "value": matching(r"[A-Za-z0-9._:/@%+,=-]{0,200}")},
    "answer": {
        "step": is_id, "outcome": among(*OUTCOMES), "comment": is_text, "record": is_text,
        "plan": lambda v: v is None or has_shape(PLAN)(v)},
    "evidence": {
        "step": is_id, "name": is_name, "sha256": is_hash, "size": is_int,
        "media_type": matching(r"[a-z0-9][a-z0-9!#$&^_.+-]*/[a-z0-9][a-z0-9!#$&^_.+-]*"),
        "source": among("file", "text", "command"), "text": lambda v: v is None or is_text(v),
        "command": lambda v: v is None or is_text(v), "exit": lambda v: v is None or is_int(v, 0, 255)},
    "retract": {"of": is_int, "reason": is_text},
    "recovered": {"bytes": is_int, "sha256": is_hash},
    "seal": {
        "counts": has_shape(COUNTS), "steps": is_int, "open": lambda v: isinstance(v, list) and all(map(is_id, v))},
    "reopen": {"reason": is_text},
    "intent": {
        "signer": is_principal, "name": is_filled, "role": among("review", "approve"),
        "decision": among("performed", "approved", "rejected"), "meaning": is_filled},
    "sig": {"ns": among(CHECKPOINT, REVIEW, APPROVE), "sshsig": is_text},
}
for _name, _shape in TYPES.items():
    _shape.update(COMMON)
    if _name != "sig":
        _shape["time"] = lambda v: parse_time(v) is not None


def check_fields(line: dict[str, Any]) -> None:
    kind = line.get("type")
    if not isinstance(kind, str) or kind not in TYPES:
        raise Bad("no such type of line")
    shaped(line, TYPES[kind])
    if kind == "header":
        names = [item["name"] for item in line["checklists"]]
        if len(set(names)) != len(names):
            raise Bad("two checklists of one name")
    if kind == "answer" and line["plan"] is not None and line["outcome"] != "fail":
        raise Bad("a plan without a fail")
    if kind == "evidence":
        given = tuple(line[key] is not None for key in ("text", "command", "exit"))
        if given != {"file": (False, False, False), "text": (True, False, False), "command": (True, True, True)}[line["source"]]:
            raise Bad("text, command and exit do not fit the source")
    if kind == "intent" and line["decision"] not in {"review": ("performed",), "approve": ("approved", "rejected")}[line["role"]]:
        raise Bad("a decision that does not fit the role")
    if kind == "sig":
        canonical_base64(line["sshsig"])


class Places:
    """Which line may come now."""

    OPEN = {"session", "fact", "answer", "evidence", "retract", "recovered", "seal", "sig"}
    SEALED = {"session", "intent", "sig", "recovered", "reopen"}

    def __init__(self) -> None:
        self.count = 0
        self.sealed = False
        self.before: dict[str, Any] = {}
        self.evidence: set[int] = set()

    def next(self, line: dict[str, Any]) -> None:
        kind, number = line["type"], self.count
        before, self.before = self.before, line
        self.count += 1
        if number == 0:
            if kind != "header":
                raise Bad("the first line is not a header")
            return
        if number == 1:
            if kind != "session":
                raise Bad("the second line is not a session")
            return
        if kind not in (self.SEALED if self.sealed else self.OPEN):
            raise Bad(f"{kind} while {'sealed' if self.sealed else 'open'}")
        if before["type"] == "intent" and kind != "sig":
            raise Bad("an intent without its signature")
        if kind == "sig":
            if line["ns"] == CHECKPOINT:
                if before["type"] not in EVENTS + ("session",):
                    raise Bad(f"a checkpoint after {before['type']}")
            elif before["type"] != "intent" or line["ns"] != "postflight-" + before["role"]:
                raise Bad("a role signature without its intent")
        if kind == "seal":
            self.sealed = True
        if kind == "reopen":
            self.sealed = False
        if kind == "evidence":
            self.evidence.add(number)
        if kind == "retract":
            if line["of"] not in self.evidence:
                raise Bad("retracts what is no evidence, or was retracted before")
            self.evidence.discard(line["of"])


def check_form(data: bytes) -> tuple[list[dict[str, Any]], list[bytes], bool]:
    if len(data) > MAX_FILE:
        raise Stop([Fault(21, None, "the file is over 64 MiB")])
    raws, torn_at = split_torn(data)
    if not raws:
        raise Stop([Fault(21, None, "no header")])
    if len(raws) > MAX_LINES:
        raise Stop([Fault(21, None, "over 200,000 lines")])
    lines, faults, places, last = [], [], Places(), None
    for number, raw in enumerate(raws, 1):
        try:
            if len(raw) + 1 > (MAX_HEADER if number == 1 else MAX_LINE):
                raise Bad("the line is too long")
            line = decode_line(raw)
            check_fields(line)
            time = parse_time(line.get("time"))
            if time is not None:
                if last is not None and time < last:
                    raise Bad("a time before that of an earlier line")
                last = time
            places.next(line)
        except Bad as bad:
            faults.append(Fault(21, number, str(bad)))
            break                                      # what follows depends on it
        lines.append(line)
    if faults:
        raise Stop(faults)
    return lines, raws, torn_at < len(data)


# ---------------------------------------------------------------- layer 3: proof

P25519 = 2**255 - 19
L25519 = 2**252 + 27742317777372353535851937790883648493
SMALL_ORDER_Y = {0, 1, P25519 - 1} | {int.from_bytes(bytes.fromhex(text), "little") for text in (
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a")}
CURVES: dict[bytes, tuple[ec.EllipticCurve, hashes.HashAlgorithm, int]] = {
    b"nistp256": (ec.SECP256R1(), hashes.SHA256(), 32),
    b"nistp384": (ec.SECP384R1(), hashes.SHA384(), 48),
    b"nistp521": (ec.SECP521R1(), hashes.SHA512(), 66),
}


@dataclass
class Signature:
    blob: bytes
    touched: bool


def verify_ed25519(point: bytes, signature: bytes, data: bytes) -> None:
    if len(point) != 32 or len(signature) != 64:
        raise Bad("an Ed25519 key or signature of a wrong length")
    y = int.from_bytes(point, "little") & ((1 << 255) - 1)
    if y >= P25519 or y in SMALL_ORDER_Y:
        raise Bad("an Ed25519 key that is not canonical or of small order")
    if int.from_bytes(signature[32:], "little") >= L25519:
        raise Bad("an Ed25519 signature with S not below L")
    Ed25519PublicKey.from_public_bytes(point).verify(signature, data)


def verify_ecdsa(curve_name: bytes, point: bytes, signature: bytes, data: bytes) -> None:
    if curve_name not in CURVES:
        raise Bad("an unknown curve")
    curve, digest, width = CURVES[curve_name]
    if len(point) != 1 + 2 * width or point[0] != 4:
        raise Bad("an ECDSA point of a wrong form")
    wire = Wire(signature)
    r, s = wire.positive(), wire.positive()
    wire.end()
    key = ec.EllipticCurvePublicKey.from_encoded_point(curve, point)
    key.verify(utils.encode_dss_signature(r, s), data, ec.ECDSA(digest))


def verify_key(blob: bytes, signature: bytes, data: bytes) -> bool:
    """The signature is right for the key; the answer is whether somebody touched the key."""
    key, sig = Wire(blob), Wire(signature)
    kind, algorithm = key.string(), sig.string()
    touched = True
    if kind == b"ssh-ed25519":
        point, value = key.string(), sig.string()
        key.end(), sig.end()
        if algorithm != kind:
            raise Bad("a signature of another algorithm than its key")
        verify_ed25519(point, value, data)
    elif kind.startswith(b"ecdsa-sha2-nistp"):
        curve, point, value = key.string(), key.string(), sig.string()
        key.end(), sig.end()
        if algorithm != kind or kind != b"ecdsa-sha2-" + curve:
            raise Bad("a signature of another algorithm than its key")
        verify_ecdsa(curve, point, value, data)
    elif kind == b"ssh-rsa":
        exponent, modulus, value = key.positive(), key.positive(), sig.string()
        key.end(), sig.end()
        if not 3072 <= modulus.bit_length() <= 16384:
            raise Bad("an RSA key of a size that is refused")
        digests = {b"rsa-sha2-256": hashes.SHA256(), b"rsa-sha2-512": hashes.SHA512()}
        if algorithm not in digests:
            raise Bad("an RSA signature that is not rsa-sha2-256 or rsa-sha2-512")
        if len(value) != (modulus.bit_length() + 7) // 8:
            raise Bad("an RSA signature not as long as its modulus")
        rsa.RSAPublicNumbers(exponent, modulus).public_key().verify(value, data, padding.PKCS1v15(), digests[algorithm])
    elif kind in (b"sk-ssh-ed25519@openssh.com", b"sk-ecdsa-sha2-nistp256@openssh.com"):
        curve = key.string() if b"ecdsa" in kind else b""
        point, application = key.string(), key.string()
        value, flags, counter = sig.string(), sig.byte(), sig.uint32()
        key.end(), sig.end()
        if algorithm != kind:
            raise Bad("a signature of another algorithm than its key")
        inner = hashlib.sha256(application).digest() + struct.pack(">BI", flags, counter) + hashlib.sha256(data).digest()
        if b"ecdsa" in kind:
            if curve != b"nistp256":
                raise Bad("a security key on another curve")
            verify_ecdsa(curve, point, value, inner)
        else:
            verify_ed25519(point, value, inner)
        touched = bool(flags & 1)
    elif b"-cert-v01" in kind:
        raise Bad("a certificate: left out of this reader")
    else:
        raise Bad("a kind of key that is refused")
    return touched


def verify_sshsig(raw: bytes, namespace: str, digests: dict[bytes, bytes]) -> Signature:
    wire = Wire(raw)
    if wire.take(6) != b"SSHSIG":
        raise Bad("not an SSHSIG blob")
    if wire.uint32() != 1:
        raise Bad("an SSHSIG of another version")
    blob, inner, reserved, algorithm, signature = (wire.string() for _ in range(5))
    wire.end()
    if inner != namespace.encode():
        raise Bad("a signature for another namespace")
    if reserved:
        raise Bad("the reserved field is not empty")
    if algorithm not in digests:
        raise Bad("a hash that is not sha256 or sha512")
    data = b"SSHSIG" + b"".join(map(wire_string, (inner, b"", algorithm, digests[algorithm])))
    try:
        touched = verify_key(blob, signature, data)
    except Bad:
        raise
    except Exception:                                  # the primitive says no in more than one way
        raise Bad("the signature is wrong") from None
    return Signature(blob, touched)


def check_proof(lines: list[dict[str, Any]], raws: list[bytes]) -> dict[int, Signature]:
    faults: list[Fault] = []
    signatures: dict[int, Signature] = {}
    sha256, sha512 = hashlib.sha256(), hashlib.sha512()
    session: dict[str, Any] = {}

    def embedded(index: int, item: dict[str, Any]) -> None:
        data = item["text"].encode("utf-8")
        if hashlib.sha256(data).hexdigest() != item["sha256"]:
            faults.append(Fault(20, index + 1, f"the digest of {item['name']} is wrong"))
        elif "size" in item and item["size"] != len(data):
            faults.append(Fault(20, index + 1, f"the size of {item['name']} is wrong"))

    for index, (line, raw) in enumerate(zip(lines, raws)):
        if line["seq"] != index:
            faults.append(Fault(20, index + 1, "seq is wrong"))
        if line["prev"] != sha256.hexdigest():
            faults.append(Fault(20, index + 1, "prev is wrong"))
        if line["type"] == "header":
            for item in line["checklists"]:
                embedded(index, item)
        elif line["type"] == "evidence" and line["text"] is not None:
            embedded(index, line)
        elif line["type"] == "session":
            session = line
        elif line["type"] == "sig":
            digests = {b"sha256": sha256.digest(), b"sha512": sha512.digest()}
            try:
                signatures[index] = verify_sshsig(canonical_base64(line["sshsig"]), line["ns"], digests)
                if line["ns"] == CHECKPOINT and fingerprint(signatures[index].blob) != session["key"]:
                    raise Bad("a checkpoint by another key than its session names")
            except Bad as bad:
                faults.append(Fault(20, index + 1, str(bad)))
        for digest in (sha256, sha512):
            digest.update(raw + b"\n")
    if faults:
        raise Stop(faults)
    return signatures


# ---------------------------------------------------------------- layer 4: meaning

@dataclass
class Node:
    """A YAML node: text, or items, or pairs (in the order of the file)."""
    line: int
    text: Optional[str] = None
    items: Optional[list["Node"]] = None
    pairs: Optional[list[tuple[str, "Node"]]] = None

    def get(self, key: str) -> Optional["Node"]:
        return next((node for name, node in self.pairs or [] if name == key), None)

    def word(self, key: str) -> str:
        node = self.get(key)
        return "" if node is None or node.text is None else node.text


def yaml_tree(text: str) -> Node:
    if text.startswith("\ufeff"):
        raise Bad("a byte order mark")
    try:
        events = list(yaml.parse(text, Loader=yaml.SafeLoader))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise Bad("YAML: " + " ".join(str(error).split())) from None
    if sum(isinstance(event, yaml.DocumentStartEvent) for event in events) != 1:
        raise Bad("not one document")
    open_nodes: list[tuple[Node, Optional[str]]] = []
    root: Optional[Node] = None

    def place(node: Node) -> None:
        nonlocal root
        if not open_nodes:
            root = node
            return
        parent, key = open_nodes[-1]
        if parent.items is not None:
            parent.items.append(node)
        elif key is None:
            if node.text is None:
                raise Bad(f"line {node.line}: a key that is not text")
            if any(name == node.text for name, _ in parent.pairs or []):
                raise Bad(f"line {node.line}: the key {node.text} twice")
            open_nodes[-1] = (parent, node.text)
        else:
            assert parent.pairs is not None
            parent.pairs.append((key, node))
            open_nodes[-1] = (parent, None)

    for event in events:
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent):
            raise Bad(f"line {line}: an alias")
        if isinstance(event, yaml.NodeEvent):
            if event.anchor is not None:
                raise Bad(f"line {line}: an anchor")
            if getattr(event, "tag", None) is not None:
                raise Bad(f"line {line}: a tag")
        if isinstance(event, yaml.ScalarEvent):
            place(Node(line, text=event.value))
        elif isinstance(event, yaml.SequenceStartEvent):
            open_nodes.append((Node(line, items=[]), None))
        elif isinstance(event, yaml.MappingStartEvent):
            open_nodes.append((Node(line, pairs=[]), None))
        elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            place(open_nodes.pop()[0])
    if root is None:
        raise Bad("an empty document")
    return root


YamlCheck = Callable[[Node], None]


def y_text(node: Node) -> None:
    if node.text is None:
        raise Bad(f"line {node.line}: not a text")


def y_match(pattern: str) -> YamlCheck:
    def check(node: Node) -> None:
        if not full(pattern, node.text):
            raise Bad(f"line {node.line}: a wrong value: {node.text!r}")
    return check


def y_list(check: YamlCheck, least: int = 0) -> YamlCheck:
    def run(node: Node) -> None:
        if node.items is None or len(node.items) < least:
            raise Bad(f"line {node.line}: not a list, or too short")
        for item in node.items:
            check(item)
    return run


def y_map(required: dict[str, YamlCheck], optional: dict[str, YamlCheck]) -> YamlCheck:
    def run(node: Node) -> None:
        if node.pairs is None:
            raise Bad(f"line {node.line}: not a mapping")
        for key, value in node.pairs:
            check = required.get(key) or optional.get(key)
            if check is None:
                raise Bad(f"line {value.line}: an unknown key: {key}")
            check(value)
        for key in required:
            if node.get(key) is None:
                raise Bad(f"line {node.line}: no key {key}")
    return run


def y_when(node: Node) -> None:
    if node.pairs is None:
        raise Bad(f"line {node.line}: not a mapping")
    for _, value in node.pairs:
        if value.text is None:
            y_list(y_text, 1)(value)


def y_choices(node: Node) -> None:
    if not node.pairs:
        raise Bad(f"line {node.line}: no choices")
    for key, value in node.pairs:
        if not full(r"[A-Za-z0-9][A-Za-z0-9._:/@-]{0,199}", key):
            raise Bad(f"line {value.line}: a wrong choice: {key!r}")
        y_text(value)


def y_file_name(node: Node) -> None:
    if not is_name(node.text):
        raise Bad(f"line {node.line}: not the name of a file in this folder")


y_id = y_match(r"[a-z0-9][a-z0-9._-]{0,99}")
y_reference = y_map({"title": y_text, "url": y_text}, {})
y_check = y_map({"do": y_text}, {"run": y_text, "when": y_when})
y_step = y_map(
    {"id": y_id, "title": y_text, "ask": y_text, "why": y_text, "check": y_list(y_check, 1), "expect": y_text, "fix": y_text,
     "severity": y_match("high|medium|low"), "level": y_match("essential|standard|thorough")},
    {"when": y_when, "record": y_map({"label": y_text, "type": y_match("text|number|date")}, {}),
     "evidence": y_match("none|recommended|required"), "valid_for": y_match("[1-9][0-9]{0,4}d"),
     "references": y_list(y_reference), "covers": y_list(y_text)})
y_section = y_map({"id": y_id, "title": y_text, "steps": y_list(y_step, 1)}, {"summary": y_text, "when": y_when})
y_fact = y_map({"id": y_id, "ask": y_text}, {"help": y_text, "choices": y_choices, "pattern": y_text, "when": y_when})
y_checklist = y_map(
    {"format": y_match(re.escape("postflight-checklist/1")), "id": y_id, "version": y_text, "title": y_text},
    {"summary": y_text, "source": y_map({}, {"title": y_text, "url": y_text}), "uses": y_list(y_file_name),
     "facts": y_list(y_fact), "sections": y_list(y_section)})

When = dict[str, list[str]]


@dataclass
class FactRule:
    when: When
    choices: Optional[list[str]]


@dataclass
class StepRule:
    id: str
    level: str
    severity: str
    evidence: str
    valid_for: Optional[int]
    whens: list[When]


def read_when(node: Optional[Node], known: dict[str, FactRule]) -> When:
    when: When = {}
    for name, value in (node.pairs or []) if node else []:
        if name not in known:
            raise Bad(f"line {value.line}: an unknown fact in when: {name}")
        words = [value.text] if value.text is not None else [item.text for item in value.items or []]
        when[name] = [word or "" for word in words]
        choices = known[name].choices
        for word in when[name]:
            if choices is not None and word not in choices:
                raise Bad(f"line {value.line}: an unknown choice in when: {word}")
    return when


class Checklists:
    """The embedded checklists, read for their form and for what the verdict needs."""

    def __init__(self, files: list[dict[str, Any]]):
        self.facts: dict[str, FactRule] = {}
        self.steps: dict[str, StepRule] = {}
        trees = {item["name"]: self.within(item["name"], lambda: self.tree(item["text"])) for item in files}
        uses = {name: [item.text or "" for item in node.items or []] if (node := tree.get("uses")) else []
                for name, tree in trees.items()}
        own: dict[str, dict[str, FactRule]] = {}
        ids: set[str] = set()
        # Used files first: what they know, their users know.
        for name in sorted(trees, key=lambda name: bool(uses[name])):
            self.within(name, lambda: self.read_facts(name, trees, uses, own, ids))
        for name, tree in trees.items():
            self.within(name, lambda: self.read_sections(name, tree, uses, own))

    @staticmethod
    def within(name: str, run: Callable[[], Any]) -> Any:
        try:
            return run()
        except Bad as bad:
            raise Bad(f"{name}: {bad}") from None

    @staticmethod
    def tree(text: str) -> Node:
        tree = yaml_tree(text)
        y_checklist(tree)
        if tree.get("facts") is None and tree.get("sections") is None:
            raise Bad("neither facts nor sections")
        return tree

    def read_facts(self, name: str, trees: dict[str, Node], uses: dict[str, list[str]],
                   own: dict[str, dict[str, FactRule]], ids: set[str]) -> None:
        tree = trees[name]
        if tree.word("id") in ids:
            raise Bad("two checklists of one id")
        ids.add(tree.word("id"))
        known: dict[str, FactRule] = {}
        for used in uses[name]:
            if used not in trees:
                raise Bad(f"uses {used}, which is not here")
            if uses[used]:
                raise Bad(f"uses {used}, which itself uses others")
            known.update(own[used])
        own[name] = {}
        facts = tree.get("facts")
        for node in (facts.items or []) if facts else []:
            fact = node.word("id")
            if fact in self.facts:
                raise Bad(f"line {node.line}: the fact {fact} twice")
            choices = node.get("choices")
            if (choices is None) == (node.get("pattern") is None):
                raise Bad(f"line {node.line}: not one of choices and pattern")
            rule = FactRule(read_when(node.get("when"), known), None if choices is None else [key for key, _ in choices.pairs or []])
            known[fact] = own[name][fact] = self.facts[fact] = rule

    def read_sections(self, name: str, tree: Node, uses: dict[str, list[str]], own: dict[str, dict[str, FactRule]]) -> None:
        keys = [key for key, _ in tree.pairs or []]
        known: dict[str, FactRule] = {}
        for used in uses[name]:
            known.update(own[used])
        if "facts" in keys and "sections" in keys and keys.index("facts") < keys.index("sections"):
            known.update(own[name])
        sections = tree.get("sections")
        seen: set[str] = set()
        for section in (sections.items or []) if sections else []:
            if section.word("id") in seen:
                raise Bad(f"line {section.line}: the section {section.word('id')} twice")
            seen.add(section.word("id"))
            outer = read_when(section.get("when"), known)
            steps = section.get("steps")
            assert steps is not None and steps.items is not None
            for node in steps.items:
                step = node.word("id")
                if step in self.steps:
                    raise Bad(f"line {node.line}: the step {step} twice")
                checks = node.get("check")
                assert checks is not None and checks.items is not None
                for check in checks.items:
                    read_when(check.get("when"), known)
                days = node.word("valid_for")
                self.steps[step] = StepRule(
                    step, node.word("level"), node.word("severity"), node.word("evidence") or "none",
                    int(days[:-1]) if days else None, [outer, read_when(node.get("when"), known)])

    def holds(self, when: When, values: dict[str, str]) -> bool:
        for name, wanted in when.items():
            value = values.get(name, "")
            if value == "" or not self.holds(self.facts[name].when, values):
                continue                               # rules nothing out
            if value not in wanted:
                return False
        return True

    def applying(self, profile: str, values: dict[str, str]) -> list[StepRule]:
        reach = PROFILES.index(profile)
        return [step for step in self.steps.values()
                if PROFILES.index(step.level) <= reach and all(self.holds(when, values) for when in step.whens)]


def check_meaning(lines: list[dict[str, Any]]) -> Checklists:
    header = lines[0]
    try:
        checklists = Checklists(header["checklists"])
    except Bad as bad:
        raise Stop([Fault(21, 1, str(bad))]) from None
    faults: list[Fault] = []
    values: dict[str, str] = {}
    outcomes: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        kind = line["type"]
        if kind in ("answer", "evidence") and line["step"] not in checklists.steps:
            faults.append(Fault(21, number, f"there is no step {line['step']}"))
        elif kind == "fact":
            rule = checklists.facts.get(line["fact"])
            if rule is None:
                faults.append(Fault(21, number, f"there is no fact {line['fact']}"))
            elif rule.choices is not None and line["value"] not in rule.choices + [""]:
                faults.append(Fault(21, number, f"{line['fact']} has no choice {line['value']}"))
            else:
                values[line["fact"]] = line["value"]
        elif kind == "answer":
            outcomes[line["step"]] = line["outcome"]
        elif kind == "seal" and not faults:
            counts = dict.fromkeys(OUTCOMES, 0)
            steps = checklists.applying(header["profile"], values)
            for step in steps:
                counts[outcomes.get(step.id, "not_checked")] += 1
            open_steps = [step.id for step in steps if outcomes.get(step.id, "not_checked") == "not_checked"]
            if (line["counts"], line["steps"], line["open"]) != (counts, len(steps), open_steps):
                faults.append(Fault(21, number, f"the seal's figures are wrong: {counts}, {len(steps)}, {open_steps}"))
    if faults:
        raise Stop(faults)
    return checklists


# ---------------------------------------------------------------- layer 5: judgement

class Judge:
    def __init__(self, path: str, args: Arguments, lines: list[dict[str, Any]], signatures: dict[int, Signature],
                 checklists: Checklists, trust: Optional[list[TrustLine]], revoked: Revoked):
        self.path, self.args, self.lines, self.signatures = path, args, lines, signatures
        self.checklists, self.trust, self.revoked = checklists, trust, revoked
        self.header = lines[0]
        self.faults: list[Fault] = []
        now = datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None, microsecond=0)
        self.at = parse_time(args.at) or now
        self.values: dict[str, str] = {}
        self.answers: dict[str, tuple[int, dict[str, Any]]] = {}
        self.evidence: dict[int, dict[str, Any]] = {}
        self.sealed_by: Optional[int] = None
        last_reopen = 0
        for index, line in enumerate(lines):
            match line["type"]:
                case "fact":
                    self.values[line["fact"]] = line["value"]
                case "answer":
                    self.answers[line["step"]] = (index, line)
                case "evidence":
                    self.evidence[index] = line
                case "retract":
                    del self.evidence[line["of"]]
                case "seal":
                    self.sealed_by = index
                case "reopen":
                    self.sealed_by, last_reopen = None, index
        # The intents that have their signature and that no reopen made void: (index of the sig, intent).
        self.standing = [(index, lines[index - 1]) for index in signatures
                         if lines[index]["ns"] != CHECKPOINT and index > last_reopen]
        self.applying = checklists.applying(self.header["profile"], self.values)

    def fault(self, code: int, index: Optional[int], message: str) -> None:
        self.faults.append(Fault(code, None if index is None else index + 1, message))

    def run(self, torn: bool) -> list[Fault]:
        if self.trust is None:
            self.fault(22, None, "no list of allowed signers was given")
        self.signers()
        self.roles()
        self.asked_for()
        self.ages()
        self.copies()
        if torn:
            self.fault(12, None, "the last write was cut off")
        if not self.signatures or max(self.signatures) != len(self.lines) - 1:
            self.fault(11, len(self.lines) - 1, "lines after the last signature")
        self.completeness()
        self.failures()
        return sorted(self.faults, key=lambda fault: JUDGEMENT_ORDER.index(fault.code))

    def trusted(self, index: int, principal: str, time: datetime.datetime) -> None:
        signature, namespace = self.signatures[index], self.lines[index]["ns"]
        if self.trust is not None:
            lines = [line for line in self.trust if line.blob == signature.blob and not line.authority]
            if not lines:
                self.fault(22, index, "the signer's key is not in the list")
            elif not any(line.fits(principal, namespace, time) for line in lines):
                self.fault(23, index, f"the key may not sign as {principal} for {namespace} at {time}")
        if self.revoked.holds(signature.blob):
            self.fault(23, index, "the key is revoked")
        if not signature.touched:
            self.fault(23, index, "nobody touched the key")

    def signers(self) -> None:
        """Trust of each signature, and who first covers an event."""
        standing = {index for index, _ in self.standing}
        session: dict[str, Any] = {}
        uncovered: list[tuple[int, str]] = []
        time = datetime.datetime.min
        for index, line in enumerate(self.lines):
            time = parse_time(line.get("time")) or time
            if line["type"] == "session":
                session = line
            elif line["type"] in EVENTS:
                uncovered.append((index, session["signer"]))
            elif line["type"] == "sig":
                checkpoint = line["ns"] == CHECKPOINT
                principal = session["signer"] if checkpoint else self.lines[index - 1]["signer"]
                # A void role signature is not judged, unless it is the only thing that covers a line first.
                if checkpoint or index in standing or uncovered:
                    self.trusted(index, principal, time)
                for event, writer in uncovered:
                    if writer != principal:
                        self.fault(23, event, f"first signed by {principal}, though it is {writer}'s")
                uncovered = []

    def roles(self) -> None:
        principals: dict[str, set[str]] = {"write": set(), "review": set(), "approve": set()}
        keys: dict[str, set[str]] = {"write": set(), "review": set(), "approve": set()}
        session: dict[str, Any] = {}
        for line in self.lines:
            if line["type"] == "session":
                session = line
            elif line["type"] in ("fact", "answer", "evidence", "retract"):
                principals["write"].add(session["signer"])
                keys["write"].add(session["key"])
        for index, intent in self.standing:
            principals[intent["role"]].add(intent["signer"])
            keys[intent["role"]].add(fingerprint(self.signatures[index].blob))
        for index, intent in self.standing:
            if intent["role"] != "approve":
                continue
            key = fingerprint(self.signatures[index].blob)
            for other, what in (("write", "wrote in it"), ("review", "reviewed it")):
                if intent["signer"] in principals[other] or key in keys[other]:
                    self.fault(23, index, f"{intent['signer']} or the key approves, and {what}")

    def asked_for(self) -> None:
        args, header = self.args, self.header
        if args.environment is not None and args.environment != header["environment"]:
            self.fault(24, 0, "another environment")
        if args.report is not None and args.report != header["report"]:
            self.fault(24, 0, "another report")
        digests = {item["sha256"] for item in header["checklists"]}
        for digest in args.checklist_sha256:
            if digest not in digests:
                self.fault(24, 0, f"no checklist {digest}")
        if args.require_profile and PROFILES.index(header["profile"]) < PROFILES.index(args.require_profile):
            self.fault(24, 0, f"the profile is only {header['profile']}")

    def ages(self) -> None:
        for step in self.applying:
            index, answer = self.answers.get(step.id, (0, None))
            if step.valid_for is None or answer is None or answer["outcome"] == "not_checked":
                continue
            time = parse_time(answer["time"])
            if time is not None and (self.at - time).total_seconds() > step.valid_for * 86400:
                self.fault(25, index, f"the answer to {step.id} is older than {step.valid_for} days")

    def copies(self) -> None:
        folder = self.args.evidence
        if folder is None:
            folder = re.sub(r"\.report\.jsonl$", "", self.path) + ".evidence"
        for index, line in self.evidence.items():
            if line["source"] != "file":
                continue
            path = os.path.join(folder, line["sha256"])
            try:
                handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
                with os.fdopen(handle, "rb") as opened:
                    data = opened.read() if stat.S_ISREG(os.fstat(handle).st_mode) else None
            except OSError:
                data = None
            if data is None:
                self.fault(26, index, f"the copy of {line['name']} is missing")
            elif len(data) != line["size"] or hashlib.sha256(data).hexdigest() != line["sha256"]:
                self.fault(26, index, f"the copy of {line['name']} is different")
        if self.sealed_by is not None:
            having = {line["step"] for line in self.evidence.values()}
            for step in self.applying:
                index, answer = self.answers.get(step.id, (0, None))
                if step.evidence == "required" and answer and answer["outcome"] == "pass" and step.id not in having:
                    self.fault(26, index, f"{step.id} has no evidence")

    def completeness(self) -> None:
        if self.sealed_by is None:
            self.fault(10, None, "not sealed")
        elif self.lines[self.sealed_by]["open"]:
            self.fault(10, self.sealed_by, "steps are open")
        need_review = self.header["requires"]["review"]
        need_approve = max(self.header["requires"]["approve"], self.args.require_approvals or 0)
        reviewers: list[tuple[str, str]] = []
        decisions: dict[str, tuple[int, str, str, bool]] = {}
        for index, intent in self.standing:
            signer, key = intent["signer"], fingerprint(self.signatures[index].blob)
            if intent["role"] == "review":
                add_different(reviewers, signer, key)
            else:
                decisions.pop(signer, None)            # the last counts, at its place
                decisions[signer] = (index, key, intent["decision"], len(reviewers) >= need_review)
        if len(reviewers) < need_review:
            self.fault(10, None, f"{len(reviewers)} of {need_review} reviews")
        approvers: list[tuple[str, str]] = []
        for signer, (index, key, decision, in_order) in decisions.items():
            if decision == "rejected":
                self.fault(10, index, f"rejected by {signer}")
            elif in_order:
                add_different(approvers, signer, key)
        if len(approvers) < need_approve:
            self.fault(10, None, f"{len(approvers)} of {need_approve} approvals")

    def failures(self) -> None:
        if self.args.fail_on is None:
            return
        least = SEVERITIES.index(self.args.fail_on)
        for step in self.applying:
            index, answer = self.answers.get(step.id, (0, None))
            if answer is None or answer["outcome"] != "fail" or SEVERITIES.index(step.severity) < least:
                continue
            plan = answer["plan"]
            until = parse_day(plan["until"]) if plan and plan["kind"] == "accept" else None
            if until is None or until < self.at.date():
                self.fault(13, index, f"{step.id} failed ({step.severity})")


def add_different(people: list[tuple[str, str]], signer: str, key: str) -> None:
    if all(signer != other and key != other_key for other, other_key in people):
        people.append((signer, key))


# ---------------------------------------------------------------- the whole

def verify(path: str, args: Arguments) -> tuple[int, list[Fault]]:
    try:
        trust = None if args.allowed_signers is None else read_trust(args.allowed_signers)
        revoked = Revoked() if args.revoked is None else read_revoked(args.revoked)
        if args.evidence is not None and not os.path.isdir(args.evidence):
            raise Stop([Fault(66, None, f"{args.evidence}: no such folder")])
        data = read_file(path)
        lines, raws, torn = check_form(data)
        signatures = check_proof(lines, raws)
        checklists = check_meaning(lines)
        faults = Judge(path, args, lines, signatures, checklists, trust, revoked).run(torn)
    except Stop as stop:
        faults = stop.faults
    return (faults[0].code if faults else 0), faults


def parse_arguments(words: list[str]) -> tuple[str, Arguments]:
    def usage(message: str) -> Stop:
        return Stop([Fault(64, None, message)])

    rules: dict[str, Check] = {
        "allowed_signers": is_filled, "revoked": is_filled, "environment": is_text, "evidence": is_filled,
        "checklist_sha256": is_hash, "report": TYPES["header"]["report"], "at": lambda v: parse_time(v) is not None,
        "fail_on": among(*SEVERITIES), "require_approvals": matching("[0-9]{1,2}"), "require_profile": among(*PROFILES)}
    args, paths, at = Arguments(), [], 0
    while at < len(words):
        word = words[at]
        at += 1
        if word == "--json":
            continue
        if not word.startswith("-"):
            paths.append(word)
            continue
        name = word[2:].replace("-", "_")
        if not word.startswith("--") or name not in rules:
            raise usage(f"unknown option {word}")
        if at == len(words):
            raise usage(f"{word} needs a value")
        value = words[at]
        at += 1
        if not rules[name](value):
            raise usage(f"a wrong value of {word}: {value}")
        if name == "checklist_sha256":
            args.checklist_sha256.append(value)
        else:
            setattr(args, name, int(value) if name == "require_approvals" else value)
    if len(paths) != 1:
        raise usage("one report, please")
    if args.allowed_signers is None:
        args.allowed_signers = os.environ.get("POSTFLIGHT_ALLOWED_SIGNERS") or None
    return paths[0], args


def main(words: list[str]) -> int:
    try:
        path, args = parse_arguments(words)
        code, faults = verify(path, args)
    except Stop as stop:
        code, faults = stop.faults[0].code, stop.faults
    print(json.dumps({"code": code, "faults": [vars(fault) for fault in faults]}))
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
