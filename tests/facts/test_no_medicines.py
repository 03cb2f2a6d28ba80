"""Texts that are no medicines: food, places, illnesses, sentences, tests, devices, vaccines, fluids."""

import pytest

from conftest import DATA
from valcli.answers.names import Names
from valcli.store.fact_base import FactBase

TEXTS = [line.split("\t") for line in (DATA / "no_medicines.tsv").read_text().splitlines()[1:]]
MOST_PARTIAL = 0.01


@pytest.mark.parametrize(("kind", "text", "status", "level"), TEXTS, ids=[f"{row[0]}-{row[1]}" for row in TEXTS])
def test_only_what_the_facts_name_has_a_level(real_base: FactBase, kind: str, text: str, status: str, level: str) -> None:
    """No word of an ordinary text is taken for a medicine; an illness or a drink that the facts name keeps its level."""
    answer = Names(real_base, "all", suggest=False).answer(text)
    assert (kind, answer.status, answer.level or "") == (kind, status, level)


def test_few_are_read_in_part() -> None:
    """`partial` says that a medicine stands in a text, so it is for texts in which one does."""
    partial = [row for row in TEXTS if row[2] == "partial"]
    assert len(partial) <= MOST_PARTIAL * len(TEXTS), partial
