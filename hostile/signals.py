"""Signals at random times: silent, the status of the signal, and never something else than the beginning of the answer."""

import random
import signal
import subprocess
import time
from collections import Counter

import world
from world import Ended, Found

COMMANDS = (
    ("info", "--clinical"),
    ("interactions", "alcohol", "zzzz", "--json"),
    ("search", "can I drive"),
    ("interactions", "-", "-f", "jsonl"),
    ("interactions", "-", "-f", "csv"),
    ("export", "names"),
    ("help", "interactions"),
)
DEADLY = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGPIPE, signal.SIGQUIT, signal.SIGUSR1)
PASSING = (signal.SIGTSTP, signal.SIGWINCH, signal.SIGURG, signal.SIGCHLD)
NAMES = b"alcohol\nzzzz\nibuprofen 400 mg\n" * 400
# Python's own message, where the interrupt comes before our first line
_PYTHONS = b"KeyboardInterrupt"


def count(most: int, seed: int) -> Found:
    """Send each signal to each command, so many times in all, at a random moment of its usual time."""
    found = Found(
        "signals",
        "A signal at a random moment of a command. What it ends is silent, ends with its status, and has written nothing or the "
        " beginning of its answer; of a stream that is cut the last line may lack its end. What only stops it, or is no "
        "matter of ours, changes nothing. `Python` is the interrupt that comes before our first line and is told by Python.",
        ("signal", "runs", "had ended before", "ended by it", "in the middle of a line", "Python", "the same answer"),
    )
    chance = random.Random(seed)
    right: dict[tuple[str, ...], tuple[Ended, float]] = {}
    for command in COMMANDS:
        start = time.monotonic()
        right[command] = (world.run(*command, data=NAMES), time.monotonic() - start)
    for number in (*DEADLY, *PASSING):
        ends: Counter[str] = Counter()
        for run in range(most // len((*DEADLY, *PASSING))):
            command = COMMANDS[run % len(COMMANDS)]
            good, took = right[command]
            done = _signalled(command, number, chance.uniform(0, took * 1.2))
            end, why = _end(done, good, number)
            ends[end] += 1
            ends["half"] += end == "ended" and bool(done.out) and not done.out.endswith(b"\n")
            if why:
                found.wrong.append(
                    f"{' '.join(command)}: {number.name}: {why}: {done.code} {done.out[-60:]!r} {done.err[-300:]!r}"
                )
        runs = sum(ends[end] for end in ("before", "ended", "python", "same", "wrong"))
        found.rows.append((number.name, runs, ends["before"], ends["ended"], ends["half"], ends["python"], ends["same"]))
    return found


def _signalled(command: tuple[str, ...], number: signal.Signals, delay: float) -> Ended:
    """A run that gets a signal; one that was stopped goes on."""
    child = subprocess.Popen(
        [str(world.PROGRAM), *command], env=world.environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    timer = world.later(delay, lambda: child.send_signal(number))
    if number == signal.SIGTSTP:
        world.later(delay + 0.05, lambda: child.send_signal(signal.SIGCONT))
    try:
        out, err = child.communicate(NAMES, timeout=world.LONGEST)
    finally:
        timer.join()
        child.kill()
    return Ended(child.returncode, out, err)


def _end(done: Ended, good: Ended, number: signal.Signals) -> tuple[str, str]:
    """How a run ended, and what is wrong with that."""
    if done == good:
        return ("before" if number in DEADLY else "same"), ""
    if number not in DEADLY:
        return "wrong", "another answer"
    if number == signal.SIGINT and not done.out and _PYTHONS in done.err and done.code in (1, -number, 130):
        return "python", "" if b"valcli/cli" not in done.err else "told by Python, in our own code"
    if done.code not in (-number, 128 + number):
        return "wrong", "another status"
    if not good.out.startswith(done.out):
        return "wrong", "not the beginning of the answer"
    # the line about a whole stream may be written already
    return "ended", "" if good.err.startswith(done.err) else "not silent"
