"""The grown fact bases that are measured answer like the shipped one, for the old names and for the copies."""

import sqlite3
from pathlib import Path

import grow
from conftest import copy_tiny
from valcli.answers.names import Names
from valcli.editing.load import load_facts
from valcli.store.fact_base import FactBase

FACTOR, SEED = 3, 7


def test_copies_answer_alike(tmp_path: Path) -> None:
    """As many copies as were asked for, each with the answers of its first."""
    facts = load_facts(copy_tiny(tmp_path / "facts"))
    grow.write(facts, FACTOR, SEED, tmp_path)
    base = FactBase(sqlite3.connect(tmp_path / "facts.sqlite"))
    _, marks = grow.grown(facts, FACTOR, SEED)
    assert len(marks) == FACTOR - 1
    names = Names(base, "all", suggest=False)
    first = names.answer("wine")
    for mark in marks:
        copied = names.answer(f"wine {mark}")
        assert copied.status == first.status == "interaction"
        assert [item.effect for item in copied.interactions] == [item.effect for item in first.interactions]
