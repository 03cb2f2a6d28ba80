"""The grown fact bases that are measured answer like the shipped one, for the old names and for the copies."""

import io
import sqlite3
from pathlib import Path

import pytest
from valcli.compiled import is_whole

import grow
from conftest import copy_tiny
from valcli import stdout
from valcli.editing.load import load_facts
from valcli.fast import entry as gate
from valcli.store import file as shelf
from valcli.store.fact_base import FactBase

FACTOR, SEED = 3, 7


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up facts, three times as large."""
    folder = tmp_path_factory.mktemp("grown")
    grow.write(load_facts(copy_tiny(folder / "facts")), FACTOR, SEED, folder / "facts.sqlite")
    return folder / "facts.sqlite"


def marks(store: Path) -> list[str]:
    """What stands behind the names of each copy."""
    rows = sqlite3.connect(store).execute("SELECT key FROM ready WHERE key LIKE 'name wine %'").fetchall()
    return [key.removeprefix("name wine ") for (key,) in rows]


def test_whole_and_larger(grown: Path) -> None:
    """As many copies as were asked for, in a store with its checksum."""
    assert is_whole(grown)
    assert len(marks(grown)) == FACTOR - 1
    names = FactBase(sqlite3.connect(grown)).all_names()
    assert all(any(name.endswith(mark) for name in names) for mark in marks(grown))


def test_copies_have_a_page_and_a_line(grown: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copied name leads to what its first leads to, alone and in a stream."""
    monkeypatch.setattr(shelf, "STORE", str(grown))
    monkeypatch.setattr(stdout, "encoding", lambda: "utf-8")
    names = ["wine", *(f"wine {mark}" for mark in marks(grown))]
    pages = [gate.answer(["interactions", name, "--json"]) for name in names]
    assert all(page is not None and page[0].count(b'"id":') for page in pages)
    store = shelf.opened()
    assert store is not None
    made = bulk.Bulk(store, io.BytesIO("\n".join(names).encode()), pytest.fail)
    lines = b"".join(piece for pieces in made for piece in pieces).splitlines()
    bodies = [line.partition(b'"interactions":')[2] for line in lines]
    assert bodies[0]
    assert bodies == [bodies[0]] * FACTOR
    assert made.answered == FACTOR
