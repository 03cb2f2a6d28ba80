"""Compiles a fact base that is so many times as large as the shipped one, to measure growth.

Every record, interactant, product, known name and question of the bank is copied with a new
id and new names, which are made of the old ones and random syllables; texts stay as they
are. What is kept ready is copied with them. The same seed gives the same store.
"""

import argparse
import random
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from valcli.compiled import checksum_file
from valcli.kept import line_blocks

from valcli import shelf
from valcli.editing.load import load_facts
from valcli.fast.build import write_store
from valcli.model.facts import Facts
from valcli.model.frozen import replaced
from valcli.model.interactions import Interactant
from valcli.model.leaflet import Record
from valcli.store.write import fill

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
    return replaced(item, brands=brands, **lists)


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


def copy_ready(small: sqlite3.Connection, store: sqlite3.Connection, marks: Sequence[str]) -> None:
    """Copy what is kept ready, so that each copied name leads to a page of the same size."""
    tables = "SELECT sql FROM sqlite_master WHERE tbl_name IN ('ready', 'common', 'line', 'rest') AND sql IS NOT NULL"
    for (sql,) in small.execute(tables):
        store.execute(sql)
    for table in ("common", "rest"):
        _insert(store, table, small.execute(f"SELECT * FROM {table}"))
    _insert(store, "ready", _ready(small, marks))
    _insert(store, "line", (row for _, row in line_blocks(_lines(small, marks))))
    _insert(store, "meta", small.execute("SELECT * FROM meta WHERE key LIKE 'line_%'"))


def _ready(small: sqlite3.Connection, marks: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    commons = {number: zlib.decompress(packed) for number, packed in small.execute("SELECT * FROM common")}
    for key, common, packed, code, crc in small.execute("SELECT * FROM ready"):
        yield key, common, packed, code, crc
        if key.startswith("name "):
            page = zlib.decompressobj(zdict=commons[common]).decompress(packed)
            for mark in marks:
                copied = _name(key, mark)
                yield copied, common, packed, code, zlib.crc32(page, zlib.crc32(f"{copied} {code}".encode()))


def _lines(small: sqlite3.Connection, marks: Sequence[str]) -> Iterator[tuple[bytes, bytes]]:
    for keys, entries in small.execute("SELECT keys, entries FROM line"):
        for key, entry in zip(keys.split(b"\n"), entries.split(b"\n"), strict=True):
            yield key, entry
            yield from ((_name(key.decode(), mark).encode(), entry) for mark in marks)


def _insert(store: sqlite3.Connection, table: str, rows: Any) -> None:
    columns = len(store.execute(f"PRAGMA table_info({table})").fetchall())
    store.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * columns)})", rows)


def write(facts: Facts, factor: int, seed: int, path: Path) -> None:
    """Write the grown store, and its checksum beside it."""
    first = path.with_suffix(".small")
    write_store(first, facts)
    path.unlink(missing_ok=True)
    more, marks = grown(facts, factor, seed)
    store = sqlite3.connect(path)
    store.execute("PRAGMA page_size = 4096")
    store.execute(f"PRAGMA user_version = {shelf.VERSION}")
    fill(store, more, shipped=True)
    small = sqlite3.connect(first)
    copy_ready(small, store, marks)
    store.commit()
    small.close()
    store.close()
    first.unlink()
    checksum_file(first).unlink()
    checksum_file(path).write_text(f"{shelf.checksum(str(path)):08x}\n")


def main() -> None:
    """Write the store to a file."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("factor", type=int)
    parser.add_argument("file", type=Path)
    parser.add_argument("--facts", type=Path, default=Path(__file__).parents[1] / "facts")
    parser.add_argument("--seed", type=int, default=2026)
    asked = parser.parse_args()
    write(load_facts(asked.facts), asked.factor, asked.seed, asked.file)


if __name__ == "__main__":
    main()
