"""A long stream of names: memory and open files are at its end what they were after its first part."""

import random
import subprocess
import threading
import time
from pathlib import Path

import world
from world import Found

_STEPS, _HALF = 10, 4
_GROWTH = 1.10  # by so much memory may grow in the second half: what was met once is kept, up to a bound


def count(most: int, seed: int) -> Found:
    """Send so many names through one process."""
    found = Found(
        "soak",
        "One process, one stream; memory and open files are looked at after each tenth.",
        ("names", "lines answered", "MB after a half", "MB at the end", "open files", "names a second"),
    )
    chance = random.Random(seed)
    known = [line.split(b",")[0].strip(b'"') for line in world.run("export", "names").out.splitlines()[1:]]
    start = time.perf_counter()
    child = subprocess.Popen(
        [str(world.PROGRAM), "interactions", "-", "-f", "jsonl"],
        env=world.environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    assert child.stdin
    assert child.stdout
    lines = [0]
    reader = threading.Thread(target=_read, args=(child.stdout, lines))
    reader.start()
    sizes, files = [], []
    for _ in range(_STEPS):
        for _ in range(most // _STEPS):
            name = chance.choice(known)
            child.stdin.write((name if chance.random() < 0.9 else b"%d %s zzq" % (chance.randrange(10**6), name)) + b"\n")
        child.stdin.flush()
        process = Path("/proc") / str(child.pid)
        sizes.append(_megabytes(process))
        files.append(len(list((process / "fd").iterdir())))
    child.stdin.close()
    reader.join()
    code = child.wait(timeout=60)
    took = time.perf_counter() - start
    sent = most // _STEPS * _STEPS
    if code not in (0, 1) or lines[0] != sent:
        found.wrong.append(f"ended with {code}, {lines[0]} lines for {sent} names")
    if sizes[-1] > sizes[_HALF] * _GROWTH or files[-1] != files[_HALF]:
        found.wrong.append(f"it grows: {sizes} MB, {files} files")
    found.rows.append((sent, lines[0], f"{sizes[_HALF]:.1f}", f"{sizes[-1]:.1f}", files[-1], int(sent / took)))
    return found


def _read(stream: object, lines: list[int]) -> None:
    for _ in stream:  # type: ignore[attr-defined]
        lines[0] += 1


def _megabytes(process: Path) -> float:
    (line,) = (line for line in (process / "status").read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024
