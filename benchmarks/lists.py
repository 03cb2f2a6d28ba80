"""Measures lists: how long texts that the world writes take, from a file of yours, one text a line.

    .venv/bin/python benchmarks/lists.py TEXTS
    .venv/bin/python benchmarks/lists.py TEXTS --installed VENV --peer VENV   where both are installed already

Builds and installs the wheel as run.py does, and beside it drug-named-entity-recognition, a small library
that only looks known words up. Processor time counts, of the process and its children, each the least of some
runs in turns with bare Python. What a hundred thousand distinct texts take is reckoned from those of the file:
the whole of it, and for each text beyond that what the second half of it took more than the first.
Writes the table of lists in docs/performance.md.
"""

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from run import PAGE, PEAK, installed

START, END = "<!-- lists -->\n", "<!-- /lists -->\n"
PEER = "drug-named-entity-recognition"
RUNS = 5
DISTINCT, ROWS, FEW = 100_000, 1_000_000, 600
# each prints microseconds of processor time a text
LIBRARY = """
import sys, time, valcli
from valcli.answers.names import Names
from valcli.reading.read import read
from valcli.text.fold import fold
from valcli.text.tokens import cut
texts = open(sys.argv[1], encoding="utf-8", errors="surrogateescape").read().splitlines()
facts = valcli.open_facts()
start = time.process_time()
names = Names(facts, "all", suggest=False)
lexicon = names._resolver.lexicon
loaded = time.process_time() - start
start = time.process_time()
for text in texts:
    read(lexicon, cut(fold(text)))
told = time.process_time() - start
list(valcli.answer_many(facts, texts))
start = time.process_time()
for answer in valcli.answer_many(facts, texts):
    pass
print(loaded * 1e6, told / len(texts) * 1e6, (time.process_time() - start) / len(texts) * 1e6)
"""
PEERS = """
import sys, time
from drug_named_entity_recognition import find_drugs
texts = open(sys.argv[1], encoding="utf-8", errors="surrogateescape").read().splitlines()
find_drugs(["codeine"], is_ignore_case=True)
start = time.process_time()
for text in texts:
    find_drugs(text.split(" "), is_ignore_case=True)
print((time.process_time() - start) / len(texts) * 1e6)
"""


class Machine:
    """Bare Python here, and what a command takes beside it."""

    def __init__(self, bin_: Path, peer: Path) -> None:
        self.bin, self.peer = bin_, peer
        self.env = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VALCLI_"))}

    def ratio(self, *command: str | Path) -> tuple[float, float]:
        """Processor seconds of a command, and of bare Python, each the least of some runs in turns."""
        times = [(self._seconds(*command), self._seconds(self.bin / "python", "-c", "pass")) for _ in range(RUNS)]
        return min(one for one, _ in times), min(bare for _, bare in times)

    def _seconds(self, *command: str | Path) -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, env=self.env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    def peak(self, *command: str | Path) -> float:
        """The most memory that a command takes, in MB."""
        small = [self.bin / "python", "-I", "-S", "-c", PEAK, *command]
        done = subprocess.run(small, env=self.env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=True)
        return int(done.stderr.split()[-1]) * 1024 / 1e6

    def told(self, python: Path, program: str, texts: Path) -> list[float]:
        """The figures that a program prints."""
        done = subprocess.run([python, "-c", program, texts], env=self.env, capture_output=True, text=True, check=True)
        return [float(figure) for figure in done.stdout.split()]


def rows(machine: Machine, texts: list[str], folder: Path) -> Iterator[str]:
    """The rows of the table."""
    every, half, many = folder / "every", folder / "half", folder / "many"
    chance = random.Random(2026)
    texts = chance.sample(texts, len(texts))
    every.write_text("".join(f"{text}\n" for text in texts), encoding="utf-8", errors="surrogateescape")
    first = texts[: len(texts) // 2]
    half.write_text("".join(f"{text}\n" for text in first), encoding="utf-8", errors="surrogateescape")
    few = chance.sample(texts, min(FEW, len(texts)))
    many.write_text("".join(f"{chance.choice(few)}\n" for _ in range(ROWS)), encoding="utf-8", errors="surrogateescape")
    ours, theirs = (machine.bin / "python", LIBRARY, every), (machine.peer / "python", PEERS, every)
    figures = [machine.told(*ours) + machine.told(*theirs) for _ in range(RUNS)]
    loaded, read, answered, peer = map(min, zip(*figures, strict=True))
    yield "| what | takes | target |"
    yield "|---|---|---|"
    yield f"| names and words in memory | {loaded / 1000:.1f} ms | about 1 ms |"
    yield f"| reading a text | {read:.0f} microseconds, {read / peer:.1f} x {PEER} ({peer:.0f}) | 5 x |"
    yield f"| answering a text, the library | {answered:.0f} microseconds, {answered / peer:.1f} x {PEER} | |"
    for form, most in (("csv", 1000), ("jsonl", 1500)):
        command = (machine.bin / "valcli", "interactions", "-f", form, "--from")
        (whole, bare), (begun, _) = machine.ratio(*command, every), machine.ratio(*command, half)
        ratio = (whole + (whole - begun) / (len(texts) - len(first)) * (DISTINCT - len(texts))) / bare
        yield f"| {DISTINCT:,} distinct texts to {form} | {ratio:,.0f} x bare Python | {most:,} x |"
        (whole, bare), peak = machine.ratio(*command, many), machine.peak(*command, many)
        yield f"| {ROWS:,} rows of {len(few)} texts to {form} | {whole / bare:,.0f} x bare Python, {peak:.0f} MB | 600 x, 60 MB |"
        yield f"| memory for {len(texts):,} distinct texts to {form} | {machine.peak(*command, every):.0f} MB | 60 MB |"


def main() -> None:
    """Measure, print, and put the table into docs/performance.md."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--installed", type=Path)
    parser.add_argument("--peer", type=Path)
    asked = parser.parse_args()
    lines = asked.texts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    texts = [text for text in dict.fromkeys(lines) if text.strip()]
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        ours = asked.installed / "bin" if asked.installed else installed(folder).bin
        peer = asked.peer / "bin" if asked.peer else _with_peer(folder)
        told = [f"Measured with a list of {len(texts):,} distinct texts, which is none of this project.", ""]
        told += [*rows(Machine(ours, peer), texts, folder), ""]
    before, _, rest = PAGE.read_text().partition(START)
    PAGE.write_text(before + START + "\n".join(told) + END + rest.partition(END)[2])
    print("\n".join(told))  # noqa: T201  a script for people


def _with_peer(folder: Path) -> Path:
    subprocess.run([sys.executable, "-m", "venv", folder / "peer"], check=True)
    subprocess.run([folder / "peer" / "bin" / "python", "-m", "pip", "install", "-q", PEER], check=True)
    return folder / "peer" / "bin"


if __name__ == "__main__":
    main()
