"""Every command of AWS runs with the real CLI, in a world where its step passes and one where it fails."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

from botocore import xform_name

import aws_expect
from aws_worlds import NOT_IN_MOTO, PARTS
from cloud import Cloud, Seen, World
from shipped import Command, Lab, check


def holds(expected: Callable[[Seen], bool], seen: Seen) -> bool:
    """Whether what was seen is what the step expects; output that is of another form is not."""
    try:
        return bool(expected(seen))
    except (ValueError, LookupError, TypeError, AttributeError, StopIteration):
        return False


@check
def aws(lab: Lab) -> Iterator[str]:
    """What a command prints tells the good world from the bad one, and from one with nothing in it."""
    commands = [command for command in lab.commands if command.calls_of("aws")]
    entries = {}
    for command in commands:
        found = aws_expect.entries_for(command)
        if len(found) == 1:
            entries[command] = found[0]
        else:
            yield command.fault(f"{len(found)} entries in aws_expect.py, not one")
    for entry in aws_expect.ENTRIES:
        if entry not in entries.values():
            yield f"aws_expect.py has an entry for no command: {entry.step}, {entry.part}"

    def run(cloud: Cloud, world: World) -> dict[Command, Seen]:
        cloud.become(world, PARTS if world is not nothing else [])
        with ThreadPoolExecutor((os.cpu_count() or 1) + 1) as pool:
            seen = dict(zip(entries, pool.map(lambda each: cloud.run(each.text, each.step), entries)))
        for command, each in seen.items():
            each.before = [other for earlier, other in seen.items() if earlier.step == command.step]
            del each.before[each.before.index(each):]
        return seen

    with Cloud(lab.folder) as cloud:
        nothing = World(cloud.endpoint, variables=dict(aws_expect.NOTHING))
        empty = run(cloud, nothing)
        good = World(cloud.endpoint)
        passing = run(cloud, good)
        failing = run(cloud, World(cloud.endpoint, is_good=False))
    for command, entry in entries.items():
        for world, seen, wanted in [("good", passing[command], True), ("bad", failing[command], False),
                                    ("empty", empty[command], entry.nothing_passes)]:
            if world == "bad" and entry.only_lists:
                continue
            if holds(entry.expected, seen) != wanted:
                yield command.fault(
                    f"in the {world} world it should {'pass' if wanted else 'fail'}: {seen}")
    replied = {f"{service} {xform_name(operation, '-')}" for service, operation in good.replies}
    for each in sorted(replied ^ NOT_IN_MOTO):
        yield f"NOT_IN_MOTO and the replies of the worlds do not agree on {each}"
    for service, operation in sorted(good.replies.keys() - cloud.unknown):
        yield f"moto knows {service} {operation}, or no command asks for it: no reply is needed"
