"""Each fallible system call of six commands fails once: the end is a documented one, and nothing half is told as whole."""

import os
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import world
from world import Ended, Found

from tiny import copy_tiny

# the error that a call gives: what a broken disk, a full table or a lack of memory would give
CALLS = {
    "openat": "EIO",
    "read": "EIO",
    "pread64": "EIO",
    "write": "EIO",
    "close": "EIO",
    "newfstatat": "EIO",
    "lseek": "EIO",
    "getdents64": "EIO",
    "ioctl": "EIO",
    "mmap": "ENOMEM",
    "rt_sigaction": "EINVAL",
}
COMMANDS = (
    ("info", "danger"),
    ("interactions", "alcohol"),
    ("interactions", "-", "-f", "jsonl"),
    ("search", "can I drive"),
    ("why", "ix.alcohol"),
    ("check", "--facts", "tiny"),
)
NAMES = b"alcohol\nzzzz\nibuprofen\n"
_CALL = re.compile(r"^\d+ +(\w+)\((.*)")
_OURS = "valcli/__pycache__/__main__."  # behind this file our first line runs; what comes before is Python's own


def count(most: int, seed: int) -> Found:
    """Let each call fail, or `most` of each kind in each command, spread evenly."""
    strace = world.needs("strace")
    found = Found(
        "faults",
        "Each call is made to fail once, in a process of its own, from our first line on. "
        "`same` ends as if nothing had happened; the others end with this code, at most one line on stderr, "
        "and no answer, or with 74 the beginning of one.",
        ("command", "call", "calls", "made to fail", "ended"),
    )
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        copy_tiny(here / "tiny")
        for command in COMMANDS:
            right = world.run(*command, data=NAMES, cwd=here)
            for call, (first, last) in _calls(strace, command, here).items():
                numbers = list(_spread(first, last, most, seed))
                ends = Counter(_tried(found, strace, (command, call, number), right, here) for number in numbers)
                told = ", ".join(f"{end} {times:,}" for end, times in sorted(ends.items()))
                found.rows.append((f"`{' '.join(command)}`", call, last - first, len(numbers), told))
    return found


def _for_people(err: bytes) -> list[bytes]:
    """The lines on stderr without the one for programs."""
    return [line for line in err.splitlines() if not line.startswith(b'{"')]


def _calls(strace: str, command: tuple[str, ...], here: Path) -> dict[str, tuple[int, int]]:
    """Of each call how often it was made before our first line, and in all."""
    log = here / "calls"
    world.run(*command, before=(strace, "-f", "-o", str(log), "-e", f"trace={','.join(CALLS)}"), data=NAMES, cwd=here)
    before: dict[str, int] = defaultdict(int)
    whole: dict[str, int] = defaultdict(int)
    opened = ours = False
    for line in log.read_text(errors="replace").splitlines():
        made = _CALL.match(line)
        if not made:
            continue
        whole[made[1]] += 1
        if not ours:
            before[made[1]] += 1
            opened = opened or (made[1] == "openat" and _OURS in made[2])
            ours = opened and made[1] == "close"
    log.unlink()
    return {call: (before[call], whole[call]) for call in CALLS if whole[call] > before[call]}


def _spread(first: int, last: int, most: int, seed: int) -> Iterator[int]:
    """The numbers after first up to last, or so many of them, evenly."""
    step = max(1.0, (last - first) / most)
    place = (seed % 100) / 100 * (step - 1)
    while place < last - first:
        yield first + 1 + int(place)
        place += step


def _tried(found: Found, strace: str, case: tuple[tuple[str, ...], str, int], right: Ended, here: Path) -> str:
    """How a run with this fault ended; what must not be is noted."""
    command, call, number = case
    inject = f"inject={call}:error={CALLS[call]}:when={number}"
    before = (strace, "-f", "--seccomp-bpf", "-o", os.devnull, "-e", f"trace={call}", "-e", inject)
    done = world.run(*command, before=before, data=NAMES, cwd=here)
    if why := wrong(done, right, stream="-" in command):
        found.wrong.append(f"{' '.join(command)}: {inject}: {why}: {done.code} {done.out[:60]!r} {done.err[-400:]!r}")
    return "same" if (done.code, done.out) == (right.code, right.out) else str(done.code)


def wrong(done: Ended, right: Ended, *, stream: bool) -> str:
    """What is wrong with the end of a run, or ''; a stream may have told its first lines before the fault."""
    if b"Traceback" in done.err:
        return "traceback"
    if len(_for_people(done.err)) > max(1, len(_for_people(right.err))):
        return "more than one line"
    if (done.code, done.out) == (right.code, right.out):
        return ""
    if done.code not in {2, 65, 70, 74}:
        return "not a documented end"
    if done.code == right.code == 65:  # a report of `check`, which tells of faults on stdout
        return "" if re.search(rb"can't be read: ", done.out) else "another cause is told"
    if not done.err:
        return "silent"
    if done.out and not ((done.code == 74 or stream) and right.out.startswith(done.out)):
        return "half an answer"
    return ""
