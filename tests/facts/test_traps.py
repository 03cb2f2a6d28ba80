"""Texts that were made to trap the reader: a wrong answer here would be a silent one."""

import pytest

from conftest import DATA
from valcli.answers.names import Names
from valcli.output.table import row_of
from valcli.store.fact_base import FactBase

TRAPS = [line.split("\t") for line in (DATA / "trap_texts.tsv").read_text().splitlines()[1:]]


@pytest.mark.parametrize(("text", "status", "found", "form", "unread"), TRAPS, ids=[row[0] for row in TRAPS])
def test_trap(real_base: FactBase, text: str, status: str, found: str, form: str, unread: str) -> None:
    """A brand with a suffix, a name turned round, salts alone, a list with an unknown part, forms, words of two letters."""
    answer = Names(real_base, "all", suggest=False).answer(text)
    things = "+".join(sorted(item.ingredient or item.name for item in answer.resolved))
    told = row_of(answer)["form"]
    assert (answer.status, things, told, " | ".join(answer.unread)) == (status, found, form, unread)


def test_there_are_enough_traps() -> None:
    """Every kind has its examples."""
    assert len(TRAPS) >= 300
