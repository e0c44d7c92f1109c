"""What stands inside the words of a command: jq, JMESPath, SQL, Ruby, regular expressions."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator

import jmespath
import pglast

import shell
from shipped import Command, Lab, check

# Ruby that only reads: every method that a snippet may name. The others are refused.
READING_METHODS = set("""
    ago all and any? as_json average blank? code collect compact config connection count
    current days dig distinct do each each_with_object else empty? enable_ssl_verification
    end end_with? exists? false fetch find find_by find_each first flatten group group_by
    group_id hours id if in inspect join keys last length limit map max maximum min minimum
    months nil nil? none? not now or order p pluck pp present? print project_id puts reject
    repositories round select select_all select_value select_values size slice sort sort_by
    start_with? storages sum tally then to_a to_f to_h to_i to_json to_s today true try type
    uniq unless url values where years yield_self zip
""".split())


@check
def jq(lab: Lab) -> Iterator[str]:
    """Each jq filter compiles, and takes an empty input."""
    for command in lab.commands:
        for call in command.calls_of("jq"):
            if any(word.startswith("-n") for word in call.words):
                yield command.fault("jq -n reads nothing")
            options = [word for word in call.words if re.match("-[a-zA-Z]+$", word)]
            run = execute("jq", *options, call.operands()[0], "/dev/null")
            if run.returncode:
                yield command.fault(run.stderr)


@check
def regular_expressions(lab: Lab) -> Iterator[str]:
    """Each grep, sed, awk takes its options and its expression."""
    for command in lab.commands:
        for call in command.calls_of("grep", "zgrep"):
            listed = call.operands("eABCmf")
            given = any(re.match(r"-[a-zA-Z]*e$", word) for word in call.words)
            words = list(call.words)
            for file in listed if given else listed[1:]:
                words.remove(file)
            run = execute("grep", *[word for word in words if word not in ("-r", "-R")], "/dev/null")
            if run.returncode > 1:
                yield command.fault(run.stderr)
        for call in command.calls_of("sed", "awk", "cut", "sort", "tr", "uniq", "head", "tail", "base64", "wc"):
            if not call.is_fed:
                continue
            run = execute(call.program, *call.words)
            if run.returncode:
                yield command.fault(run.stderr)


@check
def jmespath_queries(lab: Lab) -> Iterator[str]:
    for command in lab.commands:
        for call in command.calls_of("aws", "az"):
            for option, query in zip(call.words, call.words[1:]):
                if option == "--query":
                    try:
                        jmespath.compile(query)
                    except jmespath.exceptions.ParseError as error:
                        yield command.fault(error)


@check
def sql(lab: Lab) -> Iterator[str]:
    """Each statement is PostgreSQL's, and reads only."""
    for command in lab.commands:
        for text in statements(command):
            try:
                if not only_reads(text):
                    yield command.fault(f"not a statement that reads: {text}")
            except pglast.parser.ParseError as error:
                yield command.fault(f"{error}: {text}")


@check
def ruby(lab: Lab) -> Iterator[str]:
    """Each snippet for the Rails runner is Ruby, and names only methods that read."""
    for command in lab.commands:
        for call in command.calls_of("gitlab-rails"):
            snippet = call.words[-1]
            run = execute("ruby", "-c", "-e", snippet)
            if run.returncode:
                yield command.fault(run.stderr)
            if found := writers(snippet):
                yield command.fault(f"not in READING_METHODS: {', '.join(found)}")


def execute(*words: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        words, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
        env={"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8"})


def statements(command: Command) -> list[str]:
    found = [text for call in command.calls_of("psql", "gitlab-psql", "gitlab-geo-psql")
             for text in sql_of(call)]
    for call in command.calls_of("gitlab-rails"):
        for match in re.finditer(
                r"\b(?:select_\w+|execute|exec_query)\(\s*(?:\"([^\"]*)\"|'([^']*)')", call.words[-1]):
            found.append(match[1] or match[2])
    return found


def sql_of(call: shell.Call) -> list[str]:
    """The statements that stand behind -c in a call of psql."""
    return [after for word, after in zip(call.words, call.words[1:])
            if re.fullmatch(r"-[a-zA-Z]*c|--command", word)]


def only_reads(text: str) -> bool:
    if text.startswith("\\"):
        return re.fullmatch(r"\\(d[a-z+]*|l\+?|conninfo)( [\w.*]+)?", text) is not None
    return all(type(statement.stmt).__name__ in ("SelectStmt", "VariableShowStmt")
               for statement in pglast.parse_sql(text))


def writers(snippet: str) -> list[str]:
    """The methods that a Ruby snippet names and that are not known to read."""
    code = re.sub(r'"(?:\\.|[^"\\])*"' + r"|'(?:\\.|[^'\\])*'", '""', snippet)
    # Inside double quotes Ruby runs what stands in #{}.
    code += " ".join(re.findall(r"#\{([^}]*)\}", snippet))
    own = set(re.findall(r"\|([\w, ]+)\|", code)) | set(re.findall(r"\b([a-z_]\w*)\s*=[^=~>]", code))
    own = {name for group in own for name in re.split(r"[, ]+", group)}
    code = re.sub(r":[a-z_]\w*\b(?!:)|\b[a-z_]\w*:(?!:)", "", code)  # Symbols and keys.
    named = set(re.findall(r"(?<![\w@:])[a-z_]\w*[?!]?", code))
    named |= set(re.findall(r"[\w)]\.([a-z_]\w*[?!]?)", code))
    return sorted(name for name in named - own - READING_METHODS)
