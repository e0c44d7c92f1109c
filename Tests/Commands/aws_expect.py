"""What each step expects to be seen of its commands of AWS, as a test of what they print."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from aws_worlds import (
    ACCOUNT,
    BUCKETS,
    EVERYONE,
    LONG_AGO,
    NOW,
    OTHER_ACCOUNT,
    OWN_RANGE,
    PREFIX,
    REGION,
)
from cloud import Seen
from shipped import Command

# What the variables hold where nothing has been made.
NOTHING = dict.fromkeys(["COPY", "IAM_USER", "PLAN", "ROLE", "TMP_BUCKET", "TRAIL"], "none-such") | {
    "KEY": "00000000-0000-0000-0000-000000000000", "ROLE_ARN": "arn:aws:iam::123456789012:role/none"}
DATA = [bucket for bucket in BUCKETS if bucket != "eu-store-backups"]


@dataclass(frozen=True)
class Entry:
    """A command, found by its step and a part of its text, and what tells that it passes."""

    step: str
    part: str
    expected: Callable[[Seen], bool]
    # Whether an empty answer, or an error, is good news.
    nothing_passes: bool = False
    # Whether it only lists what another command of the step judges.
    only_lists: bool = False


ENTRIES: list[Entry] = []


def expect(step: str, part: str, **more: bool) -> Callable:
    def register(expected: Callable[[Seen], bool]) -> Callable:
        ENTRIES.append(Entry(step, part, expected, **more))
        return expected
    return register


def entries_for(command: Command) -> list[Entry]:
    return [entry for entry in ENTRIES if entry.step == command.step and entry.part in command.text]


def young(time: str, days: int = 1) -> bool:
    return NOW - datetime.fromisoformat(time.replace("Z", "+00:00")) < timedelta(days=days)


# Backups.


@expect("backup.consistency-order", "list-backup-jobs")
def _(seen: Seen) -> bool:
    database = next(row for row in seen.json if row[0] == "RDS")
    copies = [row for row in seen.json if row[0] == "S3"]
    return len(copies) == len(DATA) and all(row[2] >= database[2] for row in copies)


@expect("backup.last-success", "list-objects-v2")
def _(seen: Seen) -> bool:
    time, size, name = seen.json[-1]
    return young(time) and size > 500 and name.endswith("_gitlab_backup.tar")


@expect("backup.remote-retention", "lifecycle")
def _(seen: Seen) -> bool:
    [rule] = [rule for rule in seen.json["Rules"] if rule["Status"] == "Enabled"]
    return rule["Expiration"]["Days"] == 30 == rule["NoncurrentVersionExpiration"]["NoncurrentDays"]


@expect("backup.secrets-separate", "list-objects-v2")
def _(seen: Seen) -> bool:
    return seen.status == 0 and not seen.json


@expect("backup.encryption-keys", "get-bucket-encryption")
@expect("backup.backup-encryption", "get-bucket-encryption")
def _(seen: Seen) -> bool:
    return seen.json == [["aws:kms", None]]


@expect("backup.encryption-keys", "describe-db-instances")
def _(seen: Seen) -> bool:
    return len(seen.json) == 2 and all(key for _, key in seen.json)


@expect("backup.encryption-keys", "describe-key")
def _(seen: Seen) -> bool:
    return seen.json == ["CUSTOMER", "Enabled", None]


@expect("backup.encryption-keys", "get-key-policy")
def _(seen: Seen) -> bool:
    holders = [each["Principal"] for each in json.loads(seen.text)["Statement"]]
    return holders == [{"AWS": f"arn:aws:iam::{ACCOUNT}:role/key-holders"}]


@expect("backup.buckets-inventory", "list-buckets")
def _(seen: Seen) -> bool:
    return sorted(seen.json) == BUCKETS


@expect("backup.buckets-provider-backup", "list-backup-jobs")
def _(seen: Seen) -> bool:
    done = {name for name, time, size in seen.json if young(time) and size > 10**8}
    return {f"arn:aws:s3:::{bucket}" for bucket in DATA} <= done


@expect("backup.s3-versioning", "get-bucket-versioning")
def _(seen: Seen) -> bool:
    return seen.lines == [f"{bucket} Enabled" for bucket in BUCKETS]


@expect("backup.s3-backup-plan", "list-protected-resources")
def _(seen: Seen) -> bool:
    kept = {name for _, name, time in seen.json if young(time)}
    return {f"arn:aws:s3:::{bucket}" for bucket in DATA} <= kept and any(":rds:" in name for name in kept)


@expect("backup.s3-backup-plan", "get-backup-plan")
def _(seen: Seen) -> bool:
    rules = seen.json
    return (any(rule[2] for rule in rules) and any(not rule[2] for rule in rules)
            and all(rule[3] == 30 for rule in rules)
            and any(REGION not in vault for rule in rules for vault in rule[4] or []))


@expect("backup.s3-replication-limits", "get-bucket-replication")
def _(seen: Seen) -> bool:
    rules = [line for line in seen.text.split("]\n") if "Enabled" in line]
    return len(rules) == 2 and all(rule.count("Enabled") == 1 and '"Prefix"' in rule for rule in rules)


@expect("backup.immutable-copy", "get-object-lock-configuration")
def _(seen: Seen) -> bool:
    lock = seen.json["ObjectLockConfiguration"]
    rule = lock["Rule"]["DefaultRetention"]
    return lock["ObjectLockEnabled"] == "Enabled" and (rule["Mode"], rule["Days"]) == ("COMPLIANCE", 30)


@expect("backup.immutable-copy", "list-backup-vaults")
def _(seen: Seen) -> bool:
    return all(locked and days == 30 and until for _, locked, days, until in seen.json) and bool(seen.json)


@expect("backup.offsite-account", "get-bucket-location")
def _(seen: Seen) -> bool:
    return seen.json["LocationConstraint"] != REGION


@expect("backup.offsite-account", "get-caller-identity")
def _(seen: Seen) -> bool:
    return seen.text.strip() == OTHER_ACCOUNT


@expect("backup.rds-retention", "describe-db-instances")
def _(seen: Seen) -> bool:
    main = [row for row in seen.json if not row[2]]
    return [row[0] for row in main] == [f"{PREFIX}-rds"] and main[0][1] == 7


@expect("backup.no-cluster-snapshots", "dlm")
@expect("backup.snapshot-consistency", "dlm")
def _(seen: Seen) -> bool:
    return seen.json == []


@expect("backup.redis-loss", "elasticache")
def _(seen: Seen) -> bool:
    return bool(seen.json) and all(days for _, days, _ in seen.json)


@expect("backup.toolbox-tmp-bucket", "list-buckets")
def _(seen: Seen) -> bool:
    return seen.json == ["eu-tmp"]


@expect("backup.toolbox-tmp-bucket", "list-attached-role-policies")
def _(seen: Seen) -> bool:
    return f"{PREFIX}-s3-tmp-policy" in seen.json


@expect("backup.archive-rename", "list-objects-v2")
def _(seen: Seen) -> bool:
    return len(seen.lines) > 0 and all(line.startswith("original") for line in seen.lines)


@expect("backup.provider-job-status", "list-backup-jobs")
def _(seen: Seen) -> bool:
    return seen.json == []


@expect("backup.provider-job-status", "list-copy-jobs")
def _(seen: Seen) -> bool:
    return seen.json == []


@expect("backup.provider-job-status", "events")
def _(seen: Seen) -> bool:
    return any(state == "ENABLED" for _, state in seen.json)


@expect("backup.tf-destroy-access", "simulate-principal-policy")
def _(seen: Seen) -> bool:
    return len(seen.json) == 3 and all(decision != "allowed" for _, decision in seen.json)


@expect("backup.tf-rds-final", "describe-db-instances")
def _(seen: Seen) -> bool:
    return len(seen.json) == 2 and all(protected for _, protected in seen.json)


@expect("backup.tf-rds-final", "--snapshot-type awsbackup")
@expect("backup.tf-rds-final", "--snapshot-type manual")
def _(seen: Seen) -> bool:
    return any(name == f"{PREFIX}-rds" and young(time) and state == "available"
               for name, time, state in seen.json)


@expect("backup.tf-disk-termination", "describe-instances")
def _(seen: Seen) -> bool:
    return bool(seen.json) and all(
        not deleted for _, root, disks in seen.json for name, deleted in disks if name == "/dev/sdf")


@expect("backup.tf-state-protected", "get-bucket-versioning")
def _(seen: Seen) -> bool:
    return seen.text == "Enabled\n"


@expect("backup.copy-outside-terraform", "list-copy-jobs")
def _(seen: Seen) -> bool:
    return bool(seen.json) and all(
        young(time) and f":{ACCOUNT}:" not in vault and f":{REGION}:" not in vault
        for _, vault, time in seen.json)


@expect("backup.s3-restore-rights", "list-attached-role-policies")
def _(seen: Seen) -> bool:
    return sorted(seen.json) == [f"AWSBackupServiceRolePolicyFor{kind}" for kind in (
        "Backup", "Restores", "S3Backup", "S3Restore")]


@expect("backup.s3-restore-rights", "get-bucket-ownership-controls")
def _(seen: Seen) -> bool:
    return seen.status == 0 and seen.text.strip() != "BucketOwnerEnforced"


@expect("backup.s3-backup-plan", "list-backup-plans", only_lists=True)
def _(seen: Seen) -> bool:
    return [name for _, name, _ in seen.json] == ["all"]


# Security.


@expect("security.network-exposure-map", "describe-security-groups")
def _(seen: Seen) -> bool:
    opened = [rule for _, _, rules in seen.json for rule in rules]
    return bool(opened) and all(low == high and low in (80, 443, 2222) for _, low, high in opened)


@expect("security.ingress-web", "describe-security-groups")
@expect("security.ingress-git-ssh", "describe-security-groups")
def _(seen: Seen) -> bool:
    return bool(seen.json) and all(
        ranges == [OWN_RANGE] and not wide for _, _, ranges, wide in seen.json)


@expect("security.ingress-vm-ssh", "describe-security-groups")
def _(seen: Seen) -> bool:
    return bool(seen.json) and all(
        EVERYONE not in ranges and "::/0" not in wide
        for _, rules in seen.json for low, high, ranges, wide in rules if low <= 22 <= high)


@expect("security.public-ips", "describe-instances")
def _(seen: Seen) -> bool:
    machines = {name: address for name, state, address in seen.rows}
    return len(machines) == 2 and all(
        address == "None" or "haproxy-external" in name for name, address in machines.items())


@expect("security.default-network", "describe-instances", only_lists=True)
def _(seen: Seen) -> bool:
    return len(seen.rows) == 2


@expect("security.default-network", "describe-vpcs")
def _(seen: Seen) -> bool:
    own = {network for _, network in seen.before[-1].rows}
    return bool(own) and all(usual == "False" for network, usual, _ in seen.rows if network in own)


@expect("security.eks-endpoint", "describe-cluster")
def _(seen: Seen) -> bool:
    public, _, ranges = seen.json
    return not public or EVERYONE not in ranges


@expect("security.eks-hardening", "describe-cluster")
def _(seen: Seen) -> bool:
    return {"api", "audit", "authenticator"} <= set(seen.json["logs"])


@expect("security.eks-hardening", "list-access-entries")
def _(seen: Seen) -> bool:
    return [row[-1].rsplit("/")[-1] for row in seen.rows] == ["operators"]


@expect("security.imdsv2", "describe-instances")
def _(seen: Seen) -> bool:
    return len(seen.rows) == 2 and all(tokens == "required" for _, tokens in seen.rows)


@expect("security.internal-segmentation", "describe-security-groups")
def _(seen: Seen) -> bool:
    return bool(seen.json) and all(
        protocol != "-1" for _, inward, outward in seen.json for protocol, *_ in inward + outward)


@expect("security.tls-cloud-services", "elasticache")
def _(seen: Seen) -> bool:
    return bool(seen.rows) and all(encrypted == "True" for _, encrypted, _ in seen.rows)


@expect("security.toolkit-credentials", "list-access-keys")
def _(seen: Seen) -> bool:
    return bool(seen.rows) and all(young(time, days=90) for _, time in seen.rows)


@expect("security.state-access", "get-public-access-block")
def _(seen: Seen) -> bool:
    return list(seen.json["PublicAccessBlockConfiguration"].values()) == [True] * 4


@expect("security.state-access", "get-bucket-policy")
def _(seen: Seen) -> bool:
    return all(each["Principal"] != "*" for each in json.loads(seen.text)["Statement"])


@expect("security.bucket-public", "get-public-access-block")
def _(seen: Seen) -> bool:
    return len(seen.lines) == 2 * len(BUCKETS) and all(
        line == "\t".join(["True"] * 4) for line in seen.lines[1::2])


@expect("security.bucket-rights", "for r in gitlab-rails")
@expect("security.bucket-rights", "for r in node")
def _(seen: Seen) -> bool:
    named = {name for line in seen.lines for name in line.split("\t") if "olicy" in name or "Access" in name}
    return bool(named) and all(
        name.startswith(PREFIX) or name in ("AmazonEKSWorkerNodePolicy", "AmazonEKS_CNI_Policy")
        for name in named)


@expect("security.at-rest", "Name=tag:Name")
def _(seen: Seen) -> bool:
    return len(seen.rows) == 2 and all(encrypted == "True" for _, encrypted, _ in seen.rows)


@expect("security.at-rest", "Name=encrypted", nothing_passes=True)
def _(seen: Seen) -> bool:
    return seen.status == 0 and PREFIX not in seen.text


@expect("security.at-rest", "describe-db-instances")
@expect("security.at-rest", "elasticache")
def _(seen: Seen) -> bool:
    return bool(seen.rows) and all(encrypted == "True" for _, encrypted, _ in seen.rows)


@expect("security.at-rest", "eks describe-cluster")
def _(seen: Seen) -> bool:
    return bool(seen.json[1])


@expect("security.cloud-audit", "describe-trails")
def _(seen: Seen) -> bool:
    return any(everywhere == "True" for _, everywhere, _, _ in seen.rows)


@expect("security.cloud-audit", "get-trail-status")
def _(seen: Seen) -> bool:
    return seen.json[0] is True


@expect("security.cloud-audit", "get-event-selectors")
def _(seen: Seen) -> bool:
    return "AWS::S3::Object" in seen.text


@expect("security.cloud-audit", "get-bucket-logging")
def _(seen: Seen) -> bool:
    return seen.text.count("TargetBucket") == 3
