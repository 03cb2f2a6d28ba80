"""What is said of an interactant and its members, piece by piece: levels by country, names, records that speak for it."""

from pathlib import Path

import pytest

from conftest import copy_tiny
from valcli.answers.context import ALL_COUNTRIES
from valcli.answers.names import Names
from valcli.answers.statements import _by_country, statement_of
from valcli.editing.load import load_shapes
from valcli.errors import FactsProblem
from valcli.store.fact_base import FactBase


def test_level_of_a_country_and_of_the_others(tiny_base: FactBase) -> None:
    """A level for any country holds where a country has none of its own; without one the first level holds there."""
    assert _by_country(tiny_base, {"uk": "avoid", "any": "be-careful"}) == {"us": "be-careful", "uk": "avoid"}
    assert _by_country(tiny_base, {"uk": "avoid"}) == {"us": "avoid", "uk": "avoid"}


def test_names_are_the_members_or_else_its_own_words(real_base: FactBase) -> None:
    """What an entry is about is told by its members; one without members by its own words."""
    opioids, alcohol = (real_base.interactant(ref) for ref in ("ix.opioids", "ix.alcohol"))
    assert opioids
    assert alcohol
    assert statement_of(real_base, opioids, "", ALL_COUNTRIES).names == tuple(item.substance for item in opioids.members)
    assert statement_of(real_base, alcohol, "", ALL_COUNTRIES).names == (
        tuple(item.substance for item in alcohol.members) or alcohol.words
    )


def test_what_is_said_for_one_country_leaves_out_the_numbers_of_the_others(real_base: FactBase) -> None:
    """With all countries every number stands there."""
    entry = real_base.interactant("ix.situation-emergency")
    assert entry
    every, here = (statement_of(real_base, entry, "", country) for country in (ALL_COUNTRIES, "uk"))
    said = " ".join((every.effect, every.management, every.if_already_taking or ""))
    told = " ".join((here.effect, here.management, here.if_already_taking or ""))
    assert "911" in said
    assert "911" not in told
    assert "999" in told


def test_condition_says_what_all_its_records_say(real_base: FactBase) -> None:
    """One after the other, with a space between them."""
    found = 0
    for ref in ("ix.condition-pregnancy", "ix.condition-sleep-apnoea", "ix.condition-kidney", "ix.situation-driving"):
        item = real_base.interactant(ref)
        if item is None or item.effect or len(item.about) < 2:
            continue
        texts = [record[1].text for name in item.about if (record := real_base.record(name))]
        assert statement_of(real_base, item, "", ALL_COUNTRIES).effect == " ".join(texts)
        found += 1
    assert found


def test_near_names_are_offered_unless_somebody_says_otherwise(tiny_base: FactBase) -> None:
    """A stream asks for none."""
    assert Names(tiny_base, "all").answer("calmazinn").suggestions == ("calmazin",)
    assert Names(tiny_base, "all", suggest=False).answer("calmazinn").suggestions == ()


def test_facts_with_a_problem_are_not_loaded(tmp_path: Path) -> None:
    """Not even where no rule is asked."""
    folder = copy_tiny(tmp_path / "facts")
    assert load_shapes(folder).meta
    (folder / "claims.yaml").write_text("claims:\n  - {id: broken}\n# end\n")
    with pytest.raises(FactsProblem):
        load_shapes(folder)
