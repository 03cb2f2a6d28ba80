"""Writes a list of names, one a line, for the benchmark of `valcli interactions - --format jsonl`.

The names are those of the facts, each as likely as the others. A third of the lines has a
strength and a form behind the name, always the same for one name. A tenth is a word that no
fact names, another one each time. The same seed gives the same list.
"""

import argparse
import random
import string
from collections.abc import Iterator
from pathlib import Path

from valcli.editing.load import load_facts

STRENGTHS = ("2.5 mg", "5 mg", "10 mg", "20 mg", "50 mg", "100 mg", "250 mg", "500 mg")
FORMS = ("tablets", "tabs PRN", "caps", "capsules BD")


def lines(names: list[str], count: int, seed: int) -> Iterator[str]:
    """So many lines."""
    chance = random.Random(seed)
    packs = {name: f"{name} {chance.choice(STRENGTHS)} {chance.choice(FORMS)}" for name in names}
    for _ in range(count):
        kind = chance.random()
        if kind < 0.1:
            yield "".join(chance.choices(string.ascii_lowercase, k=chance.randint(7, 12)))
            continue
        name = chance.choice(names)
        yield packs[name] if kind < 0.1 + 1 / 3 else name


def main() -> None:
    """Write the list to a file."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("count", type=int)
    parser.add_argument("file", type=Path)
    parser.add_argument("--facts", type=Path, default=Path(__file__).parents[1] / "facts")
    parser.add_argument("--seed", type=int, default=2026)
    asked = parser.parse_args()
    names = sorted({entry.name for entry in load_facts(asked.facts).names()})
    with asked.file.open("w", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines(names, asked.count, asked.seed))


if __name__ == "__main__":
    main()
