"""A page for one country speaks to that country: its numbers all stand, those of the others do not."""

import re

import pytest

from valcli.answers import info as answers_info
from valcli.answers import interactions as answers_interactions
from valcli.model.facts import Facts
from valcli.output.formats import FORMATS
from valcli.output.look import Look
from valcli.store.fact_base import FactBase

# what somebody in one country can't call, go to or get
FOREIGN = {
    "us": r"\b999\b|\b112\b|\b111\b|A&E|Samaritans|Lifeline|Yellow Card|UK leaflet|PoisonLine",
    "uk": r"\b911\b|\b988\b|\b112\b|Poison Help|1-800|emergency room|take-back",
    "ie": r"\b911\b|\b988\b|\b111\b|A&E|Poison Help|1-800|emergency room|take-back|Lifeline|Yellow Card",
}
NUMBER = {"us": "911", "uk": "999", "ie": "999 or 112"}


def page(base: FactBase, country: str) -> str:
    """The whole leaflet for a country, without its list of sources and their marks."""
    shown = FORMATS["text"](answers_info.info(base, [], country), Look(width=None, colour=False, clinical=False))
    return re.sub(r" \[[\da-z,]+\]", "", shown.split("\nSources\n")[0]) + shown.splitlines()[-1]


@pytest.mark.parametrize("country", FOREIGN)
def test_no_number_and_no_leaflet_of_another_country(country: str, real_base: FactBase) -> None:
    """Every section, for patients: who reads for one country is not sent to another one's number."""
    shown = page(real_base, country)
    assert re.findall(rf".*(?:{FOREIGN[country]}).*", shown) == []
    assert re.search(rf"Emergency: {NUMBER[country]} \([A-Z]\w+\)\.$", shown)


@pytest.mark.parametrize("country", FOREIGN)
def test_its_own_number_is_never_lost(country: str, real: Facts, real_base: FactBase) -> None:
    """As often as the facts name the country's number in what holds there, the pages of the country do."""
    number = re.compile(rf"\b{NUMBER[country]}\b(?! or )")
    held = [one for one in real.records() if one.country in (country, "any") and one.audience == "patient"]
    wanted = sum(len(number.findall(record.text)) for record in held)
    assert len(number.findall(page(real_base, country))) >= wanted > 0


def test_levels_of_two_other_countries_stay(real_base: FactBase) -> None:
    """Where a country has no level of its own the strictest holds, and the page says of whom it is."""
    answer = answers_interactions.interactions(real_base, ["mirtazapine"], "ie")
    shown = FORMATS["text"](answer, Look(width=None, colour=False, clinical=False))
    assert "(advice differs: US: Avoid together; UK: Ask first)" in shown
    answer = answers_interactions.interactions(real_base, ["mirtazapine"], "uk")
    assert "Ask first: mirtazapine" in FORMATS["text"](answer, Look(width=None, colour=False, clinical=False))


def test_note_and_levels_of_a_product_stand_before_its_parts(real_base: FactBase) -> None:
    """Two parts of a pack can pull in opposite ways: what holds for the pack is read first, with the level of each country."""
    pack = answers_interactions.interactions(real_base, ["rifinah"], "all")
    shown = FORMATS["text"](pack, Look(width=None, colour=False, clinical=False)).splitlines()
    assert shown[:3] == [
        "Ask first: rifinah = isoniazid + rifampicin (product with several ingredients, UK)",
        "Note: We have not read this pack: check on the box what it holds.",
        "Note: Taken together, the two speed up the breakdown of diazepam: it may wear off early. "
        "Never stop TB medicine or diazepam on your own.",
    ]
    pack = answers_interactions.interactions(real_base, ["paramax"], "all")
    heading = FORMATS["text"](pack, Look(width=None, colour=False, clinical=False)).splitlines()[0]
    assert heading.endswith("(product with several ingredients, UK) (advice differs: US: Avoid together; UK: Ask first)")
