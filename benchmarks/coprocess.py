"""How long one answer takes from a process that is asked name by name: the recipe of docs/library.md, timed.

python benchmarks/coprocess.py [NAME]...
"""

import statistics
import subprocess
import sys
import time
from typing import IO, cast

USUAL = ["wine", "omeprazole 20 mg", "zzzz", "percocet", "sleeping pill"]
ROUNDS = 40


def main(names: list[str]) -> None:
    """Print the time of the first answer, and of those after it."""
    command = [sys.executable, "-m", "valcli", "interactions", "-", "--format", "jsonl"]
    start = time.perf_counter()
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        write, read = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
        times = []
        # a different text each time: one that comes again is not read again
        for name in [f"{name} {number} mg" for number in range(1, ROUNDS + 1) for name in names]:
            write.write(f"{name}\n".encode())
            write.flush()
            read.readline()
            now = time.perf_counter()
            times.append((now - start) * 1000)
            start = now
        write.close()
    first, *rest = times
    sys.stdout.write(f"first answer {first:.1f} ms, the others {statistics.median(rest):.2f} ms (median of {len(rest)})\n")


if __name__ == "__main__":
    main(sys.argv[1:] or USUAL)
