"""Each client program reads its own words: it is run where it can reach nothing, or shows its help.

A program that reads its words before it looks for a server says which of them it does not know, and
otherwise that nobody answers. Which one it says is the check.
"""

from __future__ import annotations

import functools
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import shell
from shipped import Lab, check

# Nothing listens there.
NOWHERE = "127.0.0.1:1"
BIN = Path(sys.prefix) / "bin"


def run(lab: Lab, *words: object, **more: str) -> subprocess.CompletedProcess:
    """Runs a client with nothing of the user's, and no way out."""
    proxy = f"http://{NOWHERE}"
    return subprocess.run(
        [str(word) for word in words], stdin=subprocess.DEVNULL, capture_output=True, text=True,
        check=False, timeout=300, cwd=lab.folder,
        env={"PATH": "/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin",
             "HOME": str(lab.folder), "LC_ALL": "C.UTF-8", "COLUMNS": "200",
             "HTTP_PROXY": proxy, "HTTPS_PROXY": proxy, **more})


def faults(lab: Lab, program: str, one: Callable[[shell.Call], str | None]) -> Iterator[str]:
    """Runs `one` for each call of a program, two at once and no call twice."""
    found = [(command, call) for command in lab.commands for call in command.calls_of(program)]
    distinct = list(dict.fromkeys(call for _, call in found))
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        told = dict(zip(distinct, pool.map(one, distinct)))
    for command, call in found:
        if told[call]:
            yield command.fault(told[call])


@check
def az(lab: Lab) -> Iterator[str]:
    """The Azure CLI takes its words, then asks for a login."""
    # What another call is asked for is the name of a resource.
    name = "/subscriptions/a/resourceGroups/b/providers/c/d/e"

    def one(call: shell.Call) -> str | None:
        words = [name if word.startswith("$(") else word for word in call.words]
        ran = run(lab, BIN.parent / "azure/bin/python3", "-m", "azure.cli", *words,
                  AZURE_CONFIG_DIR=str(lab.folder / "azure"), AZURE_CORE_COLLECT_TELEMETRY="no")
        return None if "Please run 'az login'" in ran.stderr else ran.stderr
    return faults(lab, "az", one)


@check
def gsutil(lab: Lab) -> Iterator[str]:
    """gsutil takes its words, then finds nobody to talk to."""
    host, port = NOWHERE.split(":")
    config = lab.folder / "boto"
    config.write_text(
        f"[Credentials]\ngs_json_host = {host}\ngs_json_port = {port}\n"
        "[Boto]\nis_secure = False\nnum_retries = 0\n"
        f"[GSUtil]\nstate_dir = {lab.folder}/gsutil\nsoftware_update_check_period = 0\n"
        "default_project_id = none\n")

    def one(call: shell.Call) -> str | None:
        ran = run(lab, BIN / "gsutil", *call.words, BOTO_CONFIG=str(config), NO_GCE_CHECK="true")
        return None if "Connection refused" in ran.stderr else ran.stderr
    return faults(lab, "gsutil", one)


@check
def kubectl(lab: Lab) -> Iterator[str]:
    """kubectl takes its words, then finds nobody to talk to; its templates print something."""
    config = lab.folder / "kubeconfig"
    config.write_text(json.dumps({
        "apiVersion": "v1", "kind": "Config", "current-context": "none",
        "clusters": [{"name": "none", "cluster": {"server": f"http://{NOWHERE}"}}],
        "contexts": [{"name": "none", "context": {"cluster": "none", "user": ""}}]}))

    def one(call: shell.Call) -> str | None:
        ran = run(lab, "kubectl", *call.words, KUBECONFIG=str(config))
        if f"{NOWHERE} was refused" not in ran.stderr:
            return ran.stderr
        for word, after in zip(call.words, (*call.words[1:], "")):
            template = word.removeprefix("-o").removeprefix("--output=") or after
            if word.startswith(("-o", "--output")) and re.match("jsonpath|go-template|custom-col", template):
                made = run(lab, "kubectl", "create", "configmap", "none", "--dry-run=client",
                           "-o", template, KUBECONFIG=str(config))
                if made.returncode:
                    return made.stderr
        return None
    return faults(lab, "kubectl", one)


# How a program lists its options; it gets those of the words that it has to know.
HELP = {
    "curl": ["curl", "--help", "all"],
    "findmnt": ["findmnt", "--help"],
    "lsblk": ["lsblk", "--help"],
    "ping": ["ping", "-h"],
    "sysctl": ["sysctl", "--help"],
    "systemctl": ["systemctl", "--help"],
    "nc": ["nc", "-h"],
    "ls": ["ls", "--help"],
    "df": ["df", "--help"],
    "ssh": ["ssh"],
    "ssh-keygen": ["ssh-keygen", "-?"],
    "ssh-keyscan": ["ssh-keyscan"],
    "stat": ["stat", "--help"],
    "head": ["head", "--help"],
    "tail": ["tail", "--help"],
    "tar": ["tar", "--help"],
    "sha256sum": ["sha256sum", "--help"],
    "psql": ["psql", "--help"],
    "gitlab-psql": ["psql", "--help"],
    "gitlab-geo-psql": ["psql", "--help"],
}


@check
def options(lab: Lab) -> Iterator[str]:
    """Every option of the stock programs stands in their help."""
    @functools.cache
    def known(*words: str) -> str:
        ran = run(lab, *words)
        return ran.stdout + ran.stderr

    for command in lab.commands:
        for call in command.calls:
            if call.program == "openssl":
                listed = known("openssl", call.words[0], "-help")
                asked = [word for word in call.words[1:] if re.match(r"-[a-z]", word)]
            elif call.program in HELP:
                listed = known(*HELP[call.program])
                asked = separate(call.words)
                if call.program == "systemctl":
                    asked += call.operands()[:1]
            else:
                continue
            for option in asked:
                if not re.search(rf"(?<![\w-]){re.escape(option)}(?![\w-])", listed):
                    yield command.fault(f"{call.program}: no {option} in its help")


def separate(words: tuple[str, ...]) -> list[str]:
    """Each option by itself; what follows one with a value in the same word is left out."""
    found = []
    for word in words:
        if word.startswith("--"):
            found.append(word.split("=")[0])
        elif re.match(r"-[A-Za-z]", word):
            # -w3 and -m5 hold a number; letters are a bundle.
            found += [f"-{letter}" for letter in re.match(r"-([A-Za-z]+)", word)[1]]
    return found


@check
def find(lab: Lab) -> Iterator[str]:
    """find takes its expression, on a place where nothing is to be found."""
    def one(call: shell.Call) -> str | None:
        at = next((i for i, word in enumerate(call.words) if word.startswith(("-", "(", "!"))), 0)
        return run(lab, "find", "/dev/null", *call.words[at:]).stderr
    return faults(lab, "find", one)


@check
def git(lab: Lab) -> Iterator[str]:
    """git takes its words in a repository with one commit."""
    folder = lab.folder / "repository"
    run(lab, "git", "init", "-q", str(folder))
    run(lab, "git", "-C", folder, "-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-q",
        "--allow-empty", "-m", "first")
    run(lab, "git", "-C", folder, "tag", "first")

    def one(call: shell.Call) -> str | None:
        ran = run(lab, "git", "-C", folder, *call.words)
        return ran.stderr if ran.returncode > 1 else None
    return faults(lab, "git", one)
