"""No command changes anything: for each program, what is known to only read. All else is refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import languages
import shell
from shipped import Lab, check

RULES: dict[str, Callable[[shell.Call], bool]] = {}

# Programs that print and change nothing, whatever their options are.
READERS = """
    base64 cat command cut date df diff echo file getent grep groups head hostname id jq last lastlog ls
    lsblk lscpu lsmod lsof md5sum namei nc nmap nproc printf ps pwd readlink realpath sha256sum ss
    ssh-keyscan     stat tail test timedatectl tr tree true uname uniq uptime vmstat wc which who whoami zgrep
    needs-restarting getenforce
""".split()
# Programs that run another one, which is judged by itself.
WRAPPERS = "bash env nice sh sudo time timeout xargs".split()
# Where output may go.
SINKS = ("/dev/null", "1", "2")


def rule(*programs: str) -> Callable:
    def register(function: Callable[[shell.Call], bool]) -> Callable:
        RULES.update(dict.fromkeys(programs, function))
        return function
    return register


@check
def read_only(lab: Lab) -> Iterator[str]:
    for command in lab.commands:
        try:
            reading = shell.read(command.text)
        except shell.NotUnderstood:
            continue  # `bash` tells it.
        for call in reading.calls:
            known = RULES.get(call.program.rsplit("/", 1)[-1])
            if known is None:
                yield command.fault(f"{call.program}: readonly.py has no rule for it")
            elif not known(call):
                yield command.fault(f"not known to only read: {call}")
        for target in reading.written:
            if target not in SINKS:
                yield command.fault(f"writes to {target}")


for _name in READERS + WRAPPERS:
    RULES[_name] = lambda call: True


def has(call: shell.Call, *options: str) -> bool:
    """Whether one of the options is there; short ones in a bundle too, long ones with a value."""
    for word in call.words:
        for option in options:
            if word == option or option.startswith("--") and word.startswith(option + "="):
                return True
            if len(option) == 2 and re.match(rf"-[A-Za-z]*{option[1]}", word):
                return True
    return False


def verb(call: shell.Call, pattern: str) -> bool:
    """Whether the words before the first option are of this form."""
    words = []
    for word in call.words:
        if word.startswith("-"):
            break
        words.append(word)
    return re.fullmatch(pattern, " ".join(words)) is not None


@rule("aws")
def _aws(call: shell.Call) -> bool:
    operation = call.operands()
    return operation[:2] == ["s3", "ls"] or verb(
        call, r"[a-z0-9-]+ ((describe|get|head|list|lookup|simulate)-[a-z0-9-]+)")


@rule("az")
def _az(call: shell.Call) -> bool:
    return verb(call, r"([a-z-]+ )+(list|show|exists|list-[a-z-]+|show-[a-z-]+)")


@rule("gcloud")
def _gcloud(call: shell.Call) -> bool:
    return verb(call, r"([a-z-]+ )+(list|describe|get-iam-policy|get-value|search-all-[a-z-]+)( [^ ]+)?")


@rule("gsutil")
def _gsutil(call: shell.Call) -> bool:
    kinds = "autoclass|bucketpolicyonly|cors|defacl|defstorageclass|iam|lifecycle|logging|notification"
    kinds += "|pap|retention|rpo|soft|ubla|versioning|acl|label|web"
    operands = [word for word in call.operands("oh") if word]
    return operands[:1] in (["ls"], ["du"], ["stat"], ["version"]) or (
        len(operands) > 1 and re.fullmatch(kinds, operands[0]) is not None
        and operands[1] in ("get", "list")) or (
        operands[:2] == ["kms", "encryption"] and not has(call, "-k", "-d"))


@rule("kubectl")
def _kubectl(call: shell.Call) -> bool:
    operands = call.operands("nocl")
    return not has(call, "--overwrite") and (
        operands[:1] in [["get"], ["describe"], ["logs"], ["top"], ["version"], ["explain"],
                         ["api-resources"], ["cluster-info"], ["events"]]
        or operands[:1] == ["exec"] and "--" in call.words
        or operands[:2] in [["auth", "can-i"], ["config", "view"], ["config", "current-context"],
                            ["rollout", "status"], ["rollout", "history"]])


@rule("helm")
def _helm(call: shell.Call) -> bool:
    return verb(call, r"(list|status|history|version|get (values|manifest|notes|metadata)|show \w+)( .*)?")


@rule("terraform")
def _terraform(call: shell.Call) -> bool:
    words = [word for word in call.words if not word.startswith("-chdir=")]
    return words[:1] in [["output"], ["plan"], ["providers"], ["show"], ["validate"], ["version"]] or (
        words[:2] in [["state", "list"], ["state", "show"], ["workspace", "list"], ["workspace", "show"]]
    ) and not has(call, "-out")


@rule("docker")
def _docker(call: shell.Call) -> bool:
    return verb(call, r"(exec|images|info|inspect|logs|ps|version|container (ls|inspect)|image (ls|inspect))( .*)?")


@rule("systemctl")
def _systemctl(call: shell.Call) -> bool:
    first = call.operands()[:1]
    return bool(first) and re.fullmatch(
        r"list-[a-z-]+|is-(active|enabled|failed)|status|show|cat|get-default", first[0]) is not None


@rule("git")
def _git(call: shell.Call) -> bool:
    words = list(call.words)
    while words[:1] == ["-C"]:
        del words[:2]
    return words == ["remote", "-v"] or words[0] in ("check-ignore", "describe", "grep", "log", "ls-files", "rev-parse", "shortlog", "show", "status")


@rule("curl")
def _curl(call: shell.Call) -> bool:
    if has(call, "-X", "--request"):
        at = next(i for i, word in enumerate(call.words) if re.match(r"-[a-zA-Z]*X|--request", word))
        if call.words[at + 1 : at + 2] not in [("GET",), ("HEAD",), ("OPTIONS",)]:
            return False
    out = [after for word, after in zip(call.words, call.words[1:]) if re.fullmatch(r"-[a-zA-Z]*o|--output", word)]
    return all(target in ("/dev/null", "-") for target in out) and not has(
        call, "-d", "-F", "-O", "-T", "--data", "--form", "--json", "--upload-file", "--remote-name",
        "--data-raw", "--data-binary", "--data-urlencode")


@rule("openssl")
def _openssl(call: shell.Call) -> bool:
    return call.words[0] in ("s_client", "x509", "crl", "ciphers", "version", "dgst") and not has(
        call, "-out", "-writerand")


@rule("sed")
def _sed(call: shell.Call) -> bool:
    script = " ".join(call.operands())
    return not has(call, "-i", "--in-place") and not re.search(r"(^|[;}/\d$])\s*[wW] |/[gpI\d]*[we]\b", script)


@rule("awk")
def _awk(call: shell.Call) -> bool:
    program = re.sub(r'"(\\.|[^"\\])*"|/(\\.|[^/\\])*/', "", call.operands("Fv")[0])
    return not re.search(r"system|getline|>|\|(?!\|)", program)


@rule("sort")
def _sort(call: shell.Call) -> bool:
    return not has(call, "-o", "--output")


@rule("find")
def _find(call: shell.Call) -> bool:
    """What -exec runs is judged by itself."""
    return not has(call, "-delete", "-execdir", "-ok", "-okdir", "-fls", "-fprint", "-fprintf", "-fprint0")


@rule("tar")
def _tar(call: shell.Call) -> bool:
    flags = call.words[0].lstrip("-")
    return "t" in flags or "x" in flags and "O" in flags


@rule("sshd")
def _sshd(call: shell.Call) -> bool:
    return has(call, "-T", "-t", "-G")


@rule("gitlabcis")
def _gitlabcis(call: shell.Call) -> bool:
    """It asks GitLab, and writes down what it found."""
    return has(call, "--output")


@rule("ping")
def _ping(call: shell.Call) -> bool:
    return has(call, "-c")


@rule("ssh-keygen")
def _ssh_keygen(call: shell.Call) -> bool:
    return has(call, "-l")


@rule("ssh")
def _ssh(call: shell.Call) -> bool:
    """It reaches through to another address, or shows its settings."""
    return has(call, "-W", "-G")


@rule("apt-config")
def _apt_config(call: shell.Call) -> bool:
    return call.words[:1] == ("dump",)


@rule("sysctl")
def _sysctl(call: shell.Call) -> bool:
    return not has(call, "-w", "-p", "--write", "--load", "--system") and "=" not in "".join(call.words)


@rule("apt", "apt-get", "dnf", "yum", "dpkg", "dpkg-query", "rpm", "apt-cache", "snap")
def _packages(call: shell.Call) -> bool:
    if call.program in ("apt-get",):
        return has(call, "-s", "--simulate", "--dry-run")
    if call.program in ("dpkg", "rpm"):
        return has(call, "-l", "-s", "-q", "-L", "-W", "--list", "--status", "--verify", "-V")
    return call.program == "dpkg-query" or call.operands()[:1] in [
        ["check-update"], ["info"], ["list"], ["updateinfo"], ["policy"], ["show"]]


@rule("ufw", "firewall-cmd", "nft", "iptables", "ip6tables", "iptables-save", "ip", "aa-status", "auditctl", "chage", "mount", "findmnt",
      "swapon", "journalctl", "passwd", "loginctl", "crontab", "chronyc", "resolvectl", "hostnamectl", "mokutil", "update-crypto-policies", "fail2ban-client", "sestatus")
def _system(call: shell.Call) -> bool:
    """What an operating system tells of itself."""
    forms = {
        "aa-status": r".*", "auditctl": r"-[ls]", "chage": r"-l .*|--list .*", "chronyc": r"(-n )?(tracking|sources.*)", "crontab": r"(-u \S+ )?-l.*|-l",
        "fail2ban-client": r"status.*", "findmnt": r".*", "firewall-cmd": r"--(list-\S+|state|get-\S+)( .*)?",
        "hostnamectl": r"(status)?", "ip": r"(-\S+ )*(a|addr|address|route|link|r)( show.*| list.*)?",
        "ip6tables": r"-[LS].*", "iptables": r"-[LS].*", "iptables-save": r".*", "sestatus": r".*",
        "journalctl": r"(?!.*--(vacuum|rotate|flush|sync|update)).*", "loginctl": r"list-.*",
        "mokutil": r"--sb-state", "mount": r"", "nft": r"(-\S+ )*list .*", "passwd": r"-S.*|--status.*",
        "resolvectl": r"status.*", "swapon": r"--show.*|-s", "ufw": r"status.*", "update-crypto-policies": r"--show",
    }
    return re.fullmatch(forms[call.program], " ".join(call.words)) is not None


@rule("gitlab-ctl")
def _gitlab_ctl(call: shell.Call) -> bool:
    return verb(call, r"status.*|service-list|get-[a-z-]+|patroni (members|check-\w+)|repmgr cluster show|geo-.*status|pg-.*(list|show)")


@rule("gitlab-rake", "rake")
def _rake(call: shell.Call) -> bool:
    return re.fullmatch(
        r"gitlab:(env:info|check|gitaly:check|doctor:secrets|artifacts:check|lfs:check|uploads:check|ci_secure_files:check"
        r"|db:schema_checker:run|license:info|geo:check|elastic:estimate_cluster_size|git:fsck|security:[a-z_]+|password:check\w*)|geo:status|db:migrate:status|cache:list",
        call.operands()[0]) is not None


@rule("psql", "gitlab-psql", "gitlab-geo-psql")
def _psql(call: shell.Call) -> bool:
    return all(languages.only_reads(text) for text in languages.sql_of(call)) and bool(languages.sql_of(call))


@rule("gitlab-rails")
def _rails(call: shell.Call) -> bool:
    return call.words[:1] == ("runner",) and not languages.writers(call.words[-1])


@rule("praefect")
def _praefect(call: shell.Call) -> bool:
    return re.search(r"(check|dataloss|metadata|list-storages|list-untracked-repositories|verify --?\w*)( .*)?$", " ".join(call.words)) is not None


@rule("gitaly", "gitaly-backup", "gitlab-runner", "haproxy", "registry", "postgres", "redis-cli", "gitlab-redis-cli")
def _servers(call: shell.Call) -> bool:
    forms = {"gitlab-runner": r"list|verify|status|--version", "haproxy": r"-v+|-c -f .*",
             "gitaly": r"(-version|--version|check .*)", "redis-cli": r".*\b(ping|PING|info|INFO|config get \S+|CONFIG GET \S+)( \w+)?",
             "gitlab-redis-cli": r".*\b(ping|info|INFO|config get \S+|CONFIG GET \S+)( \w+)?"}
    return re.fullmatch(forms.get(call.program, r"--version"), " ".join(call.words)) is not None
