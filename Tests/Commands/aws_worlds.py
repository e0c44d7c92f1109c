"""Two worlds for the commands of AWS: in the good one every step passes, in the bad one every one fails.

Each function makes one part, for both worlds, so that what tells them apart stands side by side.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone

from moto.core import DEFAULT_ACCOUNT_ID as ACCOUNT
from moto.iam.models import iam_backends
from moto.rds.models import rds_backends

from cloud import REGION, World

PREFIX = "gitlab-eu"
BUCKETS = [f"eu-store-{name}" for name in (
    "artifacts", "backups", "ci-secure-files", "dependency-proxy", "lfs", "mr-diffs", "packages",
    "registry", "terraform-state", "uploads")]
STATE_BUCKET = "eu-get-terraform-state"
OTHER_ACCOUNT = "999999999999"
# The addresses of those who run it, and all others.
OWN_RANGE, EVERYONE = "203.0.113.0/24", "0.0.0.0/0"
NOW = datetime.now(timezone.utc).replace(microsecond=0)
LONG_AGO = NOW - timedelta(days=400)

# What moto has no code for; the worlds hold replies for these.
NOT_IN_MOTO = {
    "backup list-backup-jobs", "backup list-copy-jobs", "backup list-protected-resources",
    "dlm get-lifecycle-policies", "eks list-access-entries", "iam simulate-principal-policy",
}

PARTS = []


def part(function: object) -> object:
    PARTS.append(function)
    return function


def arn(service: str, resource: str, account: str = ACCOUNT) -> str:
    return f"arn:aws:{service}:{REGION}:{account}:{resource}"


@part
def buckets(world: World) -> None:
    s3 = world.client("s3")
    place = {"LocationConstraint": REGION}
    for bucket in [*BUCKETS, STATE_BUCKET, "eu-logs", "eu-tmp"]:
        if world.is_good or bucket not in ("eu-store-packages", "eu-tmp"):
            s3.create_bucket(Bucket=bucket, CreateBucketConfiguration=place)
    for bucket in [*BUCKETS, STATE_BUCKET]:
        if not world.is_good and bucket in ("eu-store-lfs", "eu-store-packages", STATE_BUCKET):
            continue
        s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
        s3.put_public_access_block(Bucket=bucket, PublicAccessBlockConfiguration={
            "BlockPublicAcls": True, "IgnorePublicAcls": True, "BlockPublicPolicy": True,
            "RestrictPublicBuckets": True})
    world.variables["TMP_BUCKET"] = "eu-tmp"


@part
def objects(world: World) -> None:
    s3 = world.client("s3")
    names = [f"17327520{day}_2026_11_{day}_17.5.1-ee_gitlab_backup.tar" for day in (26, 27, 28)]
    if not world.is_good:
        names = ["before-upgrade.tar", "gitlab_config_1732752026_2026_11_26.tar", "gitlab-secrets.json"]
    for name in names:
        s3.put_object(Bucket="eu-store-backups", Key=name, Body=b"x" * 1000)


@part
def bucket_settings(world: World) -> None:
    s3 = world.client("s3")
    s3.put_bucket_lifecycle_configuration(Bucket="eu-store-backups", LifecycleConfiguration={"Rules": [{
        "ID": "archives", "Status": "Enabled" if world.is_good else "Disabled", "Filter": {"Prefix": ""},
        "Expiration": {"Days": 30}, "NoncurrentVersionExpiration": {"NoncurrentDays": 30}}]})
    rule = {"SSEAlgorithm": "aws:kms"} if world.is_good else {"SSEAlgorithm": "AES256"}
    s3.put_bucket_encryption(Bucket="eu-store-backups", ServerSideEncryptionConfiguration={
        "Rules": [{"ApplyServerSideEncryptionByDefault": rule}]})
    s3.put_bucket_ownership_controls(Bucket="eu-store-uploads", OwnershipControls={"Rules": [
        {"ObjectOwnership": "BucketOwnerPreferred" if world.is_good else "BucketOwnerEnforced"}]})
    for bucket in ("eu-store-artifacts", "eu-store-uploads"):
        s3.put_bucket_replication(Bucket=bucket, ReplicationConfiguration={
            "Role": f"arn:aws:iam::{ACCOUNT}:role/replication", "Rules": [{
                # moto keeps neither the filter nor what becomes of delete markers.
                "ID": "all", "Status": "Enabled" if world.is_good else "Disabled", "Priority": 1,
                "Filter": {"Prefix": ""}, "DeleteMarkerReplication": {"Status": "Disabled"},
                "Destination": {"Bucket": "arn:aws:s3:::copy-of-" + bucket}}]})
    principal = {"AWS": f"arn:aws:iam::{ACCOUNT}:role/terraform"} if world.is_good else "*"
    s3.put_bucket_policy(Bucket=STATE_BUCKET, Policy=policy(principal, "s3:GetObject"))


@part
def access_logs(world: World) -> None:
    s3 = world.client("s3")
    s3.put_bucket_acl(Bucket="eu-logs", AccessControlPolicy={"Owner": {"ID": "x"}, "Grants": [
        {"Grantee": {"Type": "Group", "URI": "http://acs.amazonaws.com/groups/s3/LogDelivery"},
         "Permission": right} for right in ("WRITE", "READ_ACP")]})
    for name in ("backups", "uploads", "registry")[: 3 if world.is_good else 1]:
        s3.put_bucket_logging(Bucket=f"eu-store-{name}", BucketLoggingStatus={
            "LoggingEnabled": {"TargetBucket": "eu-logs", "TargetPrefix": name}})


@part
def copies(world: World) -> None:
    """A locked copy, and one far away in another account."""
    s3 = world.client("s3")
    place = {"LocationConstraint": REGION}
    s3.create_bucket(Bucket="locked-copy", CreateBucketConfiguration=place,
                     ObjectLockEnabledForBucket=world.is_good)
    if world.is_good:
        s3.put_object_lock_configuration(Bucket="locked-copy", ObjectLockConfiguration={
            "ObjectLockEnabled": "Enabled",
            "Rule": {"DefaultRetention": {"Mode": "COMPLIANCE", "Days": 30}}})
    world.variables["COPY"] = "locked-copy"
    region = "eu-central-1" if world.is_good else REGION
    world.client("s3", region).create_bucket(
        Bucket="far-copy", CreateBucketConfiguration={"LocationConstraint": region})
    far = world.of_step["backup.offsite-account"] = {"COPY": "far-copy"}
    if world.is_good:
        lent = world.client("sts").assume_role(
            RoleArn=f"arn:aws:iam::{OTHER_ACCOUNT}:role/reader", RoleSessionName="review")["Credentials"]
        far |= {"AWS_ACCESS_KEY_ID": lent["AccessKeyId"], "AWS_SESSION_TOKEN": lent["SessionToken"],
                "AWS_SECRET_ACCESS_KEY": lent["SecretAccessKey"]}


def policy(principal: object, action: str) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": principal, "Action": action, "Resource": "*"}]})


@part
def keys(world: World) -> None:
    kms = world.client("kms")
    holder = {"AWS": f"arn:aws:iam::{ACCOUNT}:role/key-holders"} if world.is_good else "*"
    key = kms.create_key(Policy=policy(holder, "kms:*"))["KeyMetadata"]["KeyId"]
    if not world.is_good:
        kms.schedule_key_deletion(KeyId=key, PendingWindowInDays=7)
    world.variables["KEY"] = key


@part
def databases(world: World) -> None:
    rds = world.client("rds")
    name = f"{PREFIX}-rds"
    key = {"KmsKeyId": world.variables["KEY"]} if world.is_good else {}
    rds.create_db_instance(
        DBInstanceIdentifier=name, DBInstanceClass="db.m5.large", Engine="postgres",
        MasterUsername="gitlab", MasterUserPassword="not-a-secret", AllocatedStorage=10,
        BackupRetentionPeriod=7 if world.is_good else 0, DeletionProtection=world.is_good,
        StorageEncrypted=world.is_good, **key)
    rds.create_db_instance_read_replica(
        DBInstanceIdentifier=f"{PREFIX}-rds-replica", SourceDBInstanceIdentifier=name,
        DBInstanceClass="db.m5.large", DeletionProtection=world.is_good)
    if world.is_good:
        for kind in ("manual", "awsbackup"):
            rds.create_db_snapshot(DBInstanceIdentifier=name, DBSnapshotIdentifier=f"copy-{kind}")
            # Only AWS Backup itself can make the other kind.
            rds_backends[ACCOUNT][REGION].database_snapshots[f"copy-{kind}"].snapshot_type = kind


@part
def redis(world: World) -> None:
    settings = {
        "SnapshotRetentionLimit": 7, "SnapshotWindow": "02:00-03:00", "TransitEncryptionEnabled": True,
        "AtRestEncryptionEnabled": True, "KmsKeyId": world.variables["KEY"]} if world.is_good else {}
    world.client("elasticache").create_replication_group(
        ReplicationGroupId=f"{PREFIX}-redis", ReplicationGroupDescription="all", Engine="redis",
        CacheNodeType="cache.m5.large", **settings)


@part
def roles(world: World) -> None:
    iam = world.client("iam")
    trust = policy({"Service": "ec2.amazonaws.com"}, "sts:AssumeRole")
    made = {}

    def role(name: str, *policies: str) -> None:
        iam.create_role(RoleName=name, AssumeRolePolicyDocument=trust)
        for each in policies:
            if each not in made:
                made[each] = iam.create_policy(
                    PolicyName=each, PolicyDocument=policy("*", "s3:GetObject"))["Policy"]["Arn"]
            iam.attach_role_policy(RoleName=name, PolicyArn=made[each])

    wide = [] if world.is_good else ["AdministratorAccess"]
    own = [f"{PREFIX}-s3-policy", f"{PREFIX}-s3-backups-policy", f"{PREFIX}-s3-kms-policy"]
    for name in ("gitlab-rails", "sidekiq", "eks-webservice", "eks-sidekiq", "eks-registry"):
        role(f"{PREFIX}-{name}-role", *own, *wide)
    role(f"{PREFIX}-eks-node-role", "AmazonEKSWorkerNodePolicy", "AmazonEKS_CNI_Policy", *wide)
    tmp = [f"{PREFIX}-s3-tmp-policy"] if world.is_good else []
    role(f"{PREFIX}-eks-toolbox-role", *own, *tmp, *wide)
    kinds = ["Backup", "Restores", "S3Backup", "S3Restore"][: 4 if world.is_good else 1]
    role("restore", *[f"AWSBackupServiceRolePolicyFor{kind}" for kind in kinds])
    world.variables |= {"ROLE": "restore", "ROLE_ARN": f"arn:aws:iam::{ACCOUNT}:role/terraform"}
    decision = "implicitDeny" if world.is_good else "allowed"
    world.reply("iam", "SimulatePrincipalPolicy", "EvaluationResults", [
        {"EvalActionName": action, "EvalDecision": decision}
        for action in ("s3:DeleteBucket", "rds:DeleteDBInstance", "ec2:TerminateInstances")])


@part
def toolkit_user(world: World) -> None:
    iam = world.client("iam")
    iam.create_user(UserName="toolkit")
    iam.create_access_key(UserName="toolkit")
    if not world.is_good:
        iam_backends[ACCOUNT]["aws"].users["toolkit"].access_keys[0].create_date = LONG_AGO
    world.variables["IAM_USER"] = "toolkit"


@part
def groups(world: World) -> None:
    ec2 = world.client("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    admitted = OWN_RANGE if world.is_good else EVERYONE
    for name, ports, source in [
            ("external-http-https-2026", (80, 443), admitted), ("external-ssh-2026", (22,), admitted),
            ("external-git-ssh-2026", (2222,), admitted), ("front", (443,), EVERYONE)]:
        group = ec2.create_security_group(
            GroupName=f"{PREFIX}-{name}", Description=name, VpcId=vpc)["GroupId"]
        ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[
            {"IpProtocol": "tcp", "FromPort": port, "ToPort": port, "IpRanges": [{"CidrIp": source}]}
            for port in ports])
    inner = ec2.create_security_group(
        GroupName=f"{PREFIX}-internal-networking", Description="all", VpcId=vpc)["GroupId"]
    everything = {"IpProtocol": "-1", "UserIdGroupPairs": [{"GroupId": inner}]}
    narrow = {"IpProtocol": "tcp", "FromPort": 5432, "ToPort": 5432,
              "UserIdGroupPairs": [{"GroupId": inner}]}
    ec2.authorize_security_group_ingress(
        GroupId=inner, IpPermissions=[narrow if world.is_good else everything])
    if world.is_good:
        ec2.revoke_security_group_egress(GroupId=inner, IpPermissions=[
            {"IpProtocol": "-1", "IpRanges": [{"CidrIp": EVERYONE}]}])


@part
def machines(world: World) -> None:
    ec2 = world.client("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.1.0.0/16")["Vpc"]["VpcId"]
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.1.0.0/24")["Subnet"]["SubnetId"]
    if not world.is_good:
        usual = ec2.describe_vpcs(Filters=[{"Name": "isDefault", "Values": ["true"]}])["Vpcs"][0]["VpcId"]
        subnet = ec2.describe_subnets(
            Filters=[{"Name": "vpc-id", "Values": [usual]}])["Subnets"][0]["SubnetId"]
    for name in ("haproxy-external", "gitaly"):
        tags = [{"Key": "Name", "Value": f"{PREFIX}-{name}-1"}, {"Key": "gitlab_node_type", "Value": name},
                {"Key": "gitlab_node_prefix", "Value": PREFIX}]
        ec2.run_instances(
            ImageId="ami-12345678", MinCount=1, MaxCount=1,
            NetworkInterfaces=[{
                "DeviceIndex": 0, "SubnetId": subnet,
                "AssociatePublicIpAddress": name == "haproxy-external" or not world.is_good}],
            MetadataOptions={"HttpTokens": "required" if world.is_good else "optional"},
            BlockDeviceMappings=[{"DeviceName": "/dev/sdf", "Ebs": {
                "VolumeSize": 10, "Encrypted": world.is_good, "DeleteOnTermination": not world.is_good}}],
            TagSpecifications=[{"ResourceType": kind, "Tags": tags} for kind in ("instance", "volume")])


@part
def cluster(world: World) -> None:
    key = [{"resources": ["secrets"], "provider": {"keyArn": arn("kms", "key/x")}}] if world.is_good else []
    world.client("eks").create_cluster(
        name=PREFIX, version="1.27", roleArn=f"arn:aws:iam::{ACCOUNT}:role/eks",
        resourcesVpcConfig={"subnetIds": [], "endpointPublicAccess": not world.is_good,
                            "endpointPrivateAccess": True, "publicAccessCidrs": [EVERYONE]},
        logging={"clusterLogging": [{
            "types": ["api", "audit", "authenticator"], "enabled": world.is_good}]},
        encryptionConfig=key)
    people = ["operators"] if world.is_good else ["operators", "somebody"]
    world.reply("eks", "ListAccessEntries", "accessEntries", [
        f"arn:aws:iam::{ACCOUNT}:role/{name}" for name in people])


@part
def backups(world: World) -> None:
    backup = world.client("backup")
    backup.create_backup_vault(BackupVaultName="copies")
    if world.is_good:
        backup.put_backup_vault_lock_configuration(
            BackupVaultName="copies", MinRetentionDays=30, ChangeableForDays=3)
    copy = {"DestinationBackupVaultArn": "arn:aws:backup:eu-central-1:123456789012:backup-vault:far"}
    rules = [{"RuleName": "daily", "TargetBackupVaultName": "copies", "Lifecycle": {"DeleteAfterDays": 30},
              "ScheduleExpression": "cron(0 1 * * ? *)", "CopyActions": [copy] if world.is_good else []}]
    if world.is_good:
        rules.append({"RuleName": "always", "TargetBackupVaultName": "copies",
                      "EnableContinuousBackup": True, "Lifecycle": {"DeleteAfterDays": 30}})
    plan = backup.create_backup_plan(BackupPlan={"BackupPlanName": "all", "Rules": rules})
    world.variables["PLAN"] = plan["BackupPlanId"]


@part
def backup_jobs(world: World) -> None:
    """What moto has no code for: jobs that ran."""
    database = arn("rds", f"db:{PREFIX}-rds")
    data = [f"arn:aws:s3:::{bucket}" for bucket in BUCKETS if bucket != "eu-store-backups"]
    started = NOW - timedelta(hours=6)
    times = {each: started + timedelta(minutes=10) for each in data} | {database: started}
    if not world.is_good:
        times = {each: started - timedelta(hours=20) for each in data[:1]} | {database: started}
    world.reply("backup", "ListBackupJobs", "BackupJobs", [{
        "BackupJobId": each, "ResourceArn": each, "CreationDate": time,
        "ResourceType": "RDS" if each == database else "S3", "BackupSizeInBytes": 10**9,
        "CompletionDate": time + timedelta(minutes=30),
        "State": "COMPLETED" if world.is_good or each == database else "FAILED",
        **({} if world.is_good else {"StatusMessage": "no right to use the key"}),
    } for each, time in times.items()], state="State", resourceType="ResourceType")
    world.reply("backup", "ListProtectedResources", "Results", [{
        "ResourceArn": each, "ResourceType": "RDS" if each == database else "S3", "LastBackupTime": time,
    } for each, time in times.items()])
    account = OTHER_ACCOUNT if world.is_good else ACCOUNT
    world.reply("backup", "ListCopyJobs", "CopyJobs", [{
        "CopyJobId": each, "ResourceArn": each, "CreationDate": time, "CompletionDate": time,
        "DestinationBackupVaultArn": f"arn:aws:backup:eu-central-1:{account}:backup-vault:far",
        "State": "COMPLETED" if world.is_good or each == database else "FAILED",
        } for each, time in times.items()], state="State")


@part
def snapshot_policies(world: World) -> None:
    world.reply("dlm", "GetLifecyclePolicies", "Policies", [] if world.is_good else [
        {"PolicyId": "policy-1", "State": "ENABLED", "Description": "Gitaly disks"}])


@part
def alerts(world: World) -> None:
    world.client("events").put_rule(
        Name="backup-failed", EventPattern=json.dumps({"source": ["aws.backup"]}),
        State="ENABLED" if world.is_good else "DISABLED")


@part
def trails(world: World) -> None:
    trail = world.client("cloudtrail")
    trail.create_trail(Name="all", S3BucketName="eu-logs", IsMultiRegionTrail=world.is_good,
                       EnableLogFileValidation=world.is_good)
    if world.is_good:
        trail.start_logging(Name="all")
        trail.put_event_selectors(TrailName="all", EventSelectors=[{
            "ReadWriteType": "All", "IncludeManagementEvents": True,
            "DataResources": [{"Type": "AWS::S3::Object", "Values": ["arn:aws:s3"]}]}])
    world.variables["TRAIL"] = "all"
