"""Compiles a fact base that is so many times as large as the shipped one, to measure growth.

Every record, interactant, product, known name and question of the bank is copied with a new
id and new names, which are made of the old ones and random syllables; texts stay as they
are, and so do the pages that are kept ready. The same seed gives the same store.
"""

import argparse
import random
import shutil
import tempfile
from pathlib import Path
from typing import Any

from valcli.editing.load import load_facts
from valcli.fast.pages_build import add_pages
from valcli.model.facts import Facts
from valcli.model.frozen import replaced
from valcli.model.interactions import Interactant
from valcli.model.leaflet import Record
from valcli.store.build import build_package
from valcli.store.opening import in_memory

SYLLABLES = ("ba", "ce", "di", "fo", "gu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "xy", "zu")


def grown(facts: Facts, factor: int, seed: int) -> tuple[Facts, list[str]]:
    """The facts and `factor - 1` copies of them, with the syllables that mark each copy."""
    chance = random.Random(seed)
    marks: list[str] = []
    while len(marks) < factor - 1:
        mark = "".join(chance.choices(SYLLABLES, k=4))
        if mark not in marks:
            marks.append(mark)
    sections = [
        replaced(item, records=(*item.records, *(_record(record, mark) for mark in marks for record in item.records)))
        for item in facts.sections
    ]
    return Facts(
        meta=facts.meta,
        vocabulary=facts.vocabulary,
        sources=facts.sources,
        signs=facts.signs,
        sections=sections,
        interactants=[*facts.interactants, *(_interactant(item, mark) for mark in marks for item in facts.interactants)],
        products=[*facts.products, *(_product(item, mark) for mark in marks for item in facts.products)],
        ambiguous=facts.ambiguous,
        known=[
            *facts.known,
            *(replaced(_named(item, mark), name=_name(item.name, mark)) for mark in marks for item in facts.known),
        ],
        claims=facts.claims,
        glossary=facts.glossary,
        search=facts.search,
        words=facts.words,
        outside=facts.outside,
        asked=[
            *facts.asked,
            *(replaced(item, find=tuple(f"{one}-{mark}" for one in item.find)) for mark in marks for item in facts.asked),
        ],
    ), marks


def _name(name: str, mark: str) -> str:
    return f"{name} {mark}"


def _record(record: Record, mark: str) -> Record:
    return replaced(record, id=f"{record.id}-{mark}", formerly=(), aliases=tuple(_name(name, mark) for name in record.aliases))


def _named(item: Any, mark: str) -> Any:
    lists = {
        field: tuple(_name(name, mark) for name in getattr(item, field)) for field in ("also", "words", "slang", "old", "unread")
    }
    brands = {country: tuple(_name(name, mark) for name in some) for country, some in item.brands.items()}
    return replaced(item, brands=brands, rxcui="", **lists)  # a code stands for one thing


def _interactant(item: Interactant, mark: str) -> Interactant:
    members = tuple(replaced(_named(one, mark), substance=_name(one.substance, mark)) for one in item.members)
    named: Interactant = _named(item, mark)
    return replaced(
        named,
        id=f"{item.id}-{mark}",
        name=_name(item.name, mark),
        formerly=(),
        about=tuple(f"{one}-{mark}" for one in item.about),
        members=members,
    )


def _product(item: Any, mark: str) -> Any:
    parts = tuple(replaced(one, substance=_name(one.substance, mark)) for one in item.ingredients)
    return replaced(item, name=_name(item.name, mark), also=tuple(_name(one, mark) for one in item.also), ingredients=parts)


def write(facts: Facts, factor: int, seed: int, folder: Path) -> dict[str, Path]:
    """Write the grown store and its module into a folder, with the pages of the facts as they are."""
    small = in_memory(facts, shipped=True)
    more, _ = grown(facts, factor, seed)
    return build_package(folder, more, lambda connection, _, build: add_pages(connection, small, build))


def main() -> None:
    """Put a grown store into the place of the one in a built package."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("factor", type=int)
    parser.add_argument("package", type=Path, help="the folder of an installed valcli")
    parser.add_argument("--facts", type=Path, default=Path(__file__).parents[1] / "facts")
    parser.add_argument("--seed", type=int, default=2026)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for inside, path in write(load_facts(asked.facts), asked.factor, asked.seed, Path(folder)).items():
            shutil.copy(path, asked.package / inside)


if __name__ == "__main__":
    main()
