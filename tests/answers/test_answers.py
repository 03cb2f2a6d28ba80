"""What a typed name is answered: one of six states, its level, and what goes with it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from valcli.answers import interactions as answers_interactions
from valcli.answers.types import NameAnswer, NamesAnswer
from valcli.store.fact_base import FactBase


def ask(base: FactBase, *names: str, country: str = "all") -> NamesAnswer:
    answer = answers_interactions.interactions(base, names, country)
    assert isinstance(answer, NamesAnswer)
    return answer


def one(base: FactBase, name: str, country: str = "all") -> NameAnswer:
    return ask(base, name, country=country).answers[0]


@pytest.mark.parametrize(
    ("name", "status", "level"),
    [
        ("wine", "interaction", "avoid"),
        ("WINE", "interaction", "avoid"),
        ("a glass of wine", "interaction", "avoid"),
        ("Alcohol", "interaction", "avoid"),
        ("ethanol", "interaction", "avoid"),
        ("codeine 30 mg tablets", "interaction", "avoid"),
        ("methadone", "interaction", "ask-first"),
        ("paracetamol", "none-known", "no-known-problem"),
        ("acetaminophen", "none-known", "no-known-problem"),
        ("guaifenesin", "no-data", None),
        ("Mucolo", "no-data", None),
        ("sleeping pill", "ambiguous", "avoid"),
        ("calmazin", "same-medicine", "ask-first"),
        ("Tranquo", "same-medicine", "ask-first"),
        ("Calmazin Drops", "same-medicine", "ask-first"),
        ("Codomol", "interaction", "avoid"),
        ("codeine and paracetamol", "interaction", "avoid"),
        ("calmazin + wine", "interaction", "avoid"),
        ("Codeine (Codomol)", "interaction", "avoid"),
        ("Tranquo (calmazin) 5 mg", "same-medicine", "ask-first"),
        ("paracetamol (acetaminophen)", "none-known", "no-known-problem"),
        ("sleeping pill (night pill)", "partial", "avoid"),
        ("codeine (sleeping pill)", "partial", "avoid"),
        ("codeine (cream)", "no-data", None),
        ("Sniffle Plus", "no-data", None),
        ("Night Drink", "no-data", None),
        ("zzzz", "not-recognised", None),
        ("wine bar", "not-recognised", None),
        ("0% wine", "not-recognised", None),
        ("codeine patch", "interaction", "avoid"),
    ],
)
def test_state_and_level(tiny_base: FactBase, name: str, status: str, level: str | None) -> None:
    """Each name gets exactly one state; a level only where a source speaks."""
    answer = one(tiny_base, name)
    assert (answer.status, answer.level) == (status, level)


@pytest.mark.parametrize(("country", "level"), [("all", "avoid"), ("us", "ask-first"), ("uk", "avoid")])
def test_level_by_country(tiny_base: FactBase, country: str, level: str) -> None:
    """A country shows its own level; all countries show the strictest, and both are there."""
    answer = one(tiny_base, "codeine", country)
    assert answer.level == level
    assert answer.interactions[0].levels == {"us": "ask-first", "uk": "avoid"}


def test_member_speaks_for_itself(tiny_base: FactBase) -> None:
    """A member with its own level brings its headline and its citations, and keeps the rest."""
    statement = one(tiny_base, "methadone").interactions[0]
    assert statement.headline == "Do not stop your methadone."
    assert statement.levels == {"us": "ask-first", "uk": "ask-first"}
    assert statement.effect == "Slow breathing."
    assert [(item.source, item.locator) for item in statement.citations] == [("label-us", "section 7")]


def test_whole_is_never_milder_than_a_member(tiny_base: FactBase) -> None:
    """Who names the group gets the strictest of its members, since nobody said which one."""
    assert one(tiny_base, "Opioid painkillers").level == "avoid"


def test_product_loses_no_ingredient(tiny_base: FactBase) -> None:
    """A product answers for each ingredient, strictest first."""
    answer = one(tiny_base, "codomol")
    assert [item.ingredient for item in answer.resolved] == ["codeine", "paracetamol"]
    assert [item.level for item in answer.interactions] == ["avoid", "no-known-problem"]


def test_trace_ingredient_does_not_count_and_is_named(tiny_base: FactBase) -> None:
    """What is only a trace has no level, and the answer says so; an unread pack says that too."""
    answer = one(tiny_base, "Night Drink")
    assert [item.ingredient for item in answer.resolved] == ["paracetamol"]
    assert answer.notes == (
        "We have not read this pack: check on the box what it holds.",
        "Not counted, because there is only a trace of it, it is not swallowed, or hardly any of it reaches the blood: ethanol.",
        "Packs differ.",
    )


def test_medicine_is_never_graded_by_its_own_pack(tiny_base: FactBase) -> None:
    """A pack of the medicine that holds alcohol too is the medicine; the alcohol is named."""
    answer = one(tiny_base, "Calmazin Drops")
    assert [item.id for item in answer.interactions] == ["ix.same-medicine"]
    assert answer.notes == ("Beside this medicine the pack also holds: ethanol.",)


def test_ambiguous_shows_readings_strictest_first(tiny_base: FactBase) -> None:
    """Nothing is answered; every reading has its level, and no statement is no level."""
    answer = one(tiny_base, "sleeping pills")
    assert answer.interactions == ()
    assert answer.question == "What is the name on the box?"
    assert [(item.level, item.interactant) for item in answer.readings] == [
        ("avoid", "ix.opioids"),
        ("no-known-problem", "ix.paracetamol"),
        (None, None),
    ]


def test_lookalike_is_named_beside_the_answer(tiny_base: FactBase) -> None:
    """The exact name is answered, and the other one is named."""
    answer = one(tiny_base, "methadone")
    assert answer.status == "interaction"
    assert answer.lookalikes == ("methazone",)


def test_near_name_is_a_suggestion_with_its_twin(tiny_base: FactBase) -> None:
    """A misspelling suggests, with every look-alike of what it suggests, and answers nothing."""
    answer = one(tiny_base, "methadon")
    assert (answer.status, answer.level, answer.interactions) == ("not-recognised", None, ())
    assert answer.suggestions == ("methadone", "methazone")


@pytest.mark.parametrize(
    ("name", "needed"),
    [("wine", True), ("codeine", True), ("methadone", True), ("paracetamol", False), ("guaifenesin", False)],
)
def test_do_not_stop_goes_with_strict_levels(tiny_base: FactBase, name: str, needed: bool) -> None:
    """Advice to avoid or to ask never stands without: do not stop suddenly."""
    assert one(tiny_base, name).do_not_stop == (tiny_base.meta().do_not_stop if needed else None)


@pytest.mark.parametrize(
    ("names", "combined"),
    [
        (["wine", "codeine"], ("codeine", "wine")),
        (["codeine", "wine"], ("codeine", "wine")),
        (["codeine", "wine", "codeine", "zzzz"], ("codeine", "wine")),
        (["wine", "beer"], None),
        (["wine", "paracetamol"], None),
        (["wine", "calmazin"], None),
        (["wine"], None),
    ],
)
def test_combined_warning_depends_on_the_set(tiny_base: FactBase, names: list[str], combined: tuple[str, ...] | None) -> None:
    """Two different things that add up get one warning, in any order; one thing named twice does not."""
    answer = ask(tiny_base, *names)
    assert (answer.combined.names if answer.combined else None) == combined


def test_neighbours_that_make_one_name_are_suggested(tiny_base: FactBase) -> None:
    """Words of one name typed apart lead to a suggestion, never to an answer."""
    answer = ask(tiny_base, "sleeping", "pill", "wine")
    assert [item.status for item in answer.answers] == ["not-recognised", "not-recognised", "interaction"]
    assert answer.joined == ("sleeping pill",)


@given(st.permutations(["wine", "codeine", "paracetamol", "zzzz", "sleeping pill", "guaifenesin"]))
@settings(max_examples=30)
def test_order_does_not_matter(tiny_base: FactBase, names: list[str]) -> None:
    """Each name gets the same answer wherever it stands."""
    answers = {item.asked: item for item in ask(tiny_base, *names).answers}
    assert answers == {name: one(tiny_base, name) for name in names}


@given(st.text(max_size=40))
def test_text_that_is_no_name_has_no_level(tiny_base: FactBase, name: str) -> None:
    """Whatever is typed gets one state; without a source there is no level."""
    answer = one(tiny_base, name)
    assert answer.status in ("interaction", "none-known", "no-data", "ambiguous", "same-medicine", "not-recognised")
    if answer.status in ("no-data", "not-recognised"):
        assert answer.level is None
        assert not answer.answered


def test_former_id_still_leads_to_its_record(tiny_base: FactBase) -> None:
    """A replaced id is answered for ever."""
    found = tiny_base.record("box.old-stop")
    assert found is not None
    assert found[1].id == "box.stop"


def test_listing_says_of_each_member_what_its_answer_says(tiny_base: FactBase) -> None:
    """Members with a level of their own stand under it; each other one beside those that are told the same."""
    listed = answers_interactions.interactions(tiny_base, [], "all").statements  # type: ignore[union-attr]
    assert [(item.id, item.level, item.names, item.is_part) for item in listed] == [
        ("ix.alcohol", "avoid", ("ethanol",), False),
        ("ix.opioids", "avoid", ("codeine",), True),
        ("ix.opioids", "ask-first", ("methadone",), True),
        ("ix.paracetamol", "no-known-problem", ("paracetamol",), False),
    ]


@pytest.mark.parametrize(
    ("text", "near"), [("codeine methadon", ("methadone",)), ("codeine winee", ("wine",)), ("codeine wime", ())]
)
def test_beside_a_medicine_no_ordinary_word_is_suggested(tiny_base: FactBase, text: str, near: tuple[str, ...]) -> None:
    """Unless it stands there."""
    assert one(tiny_base, text).suggestions == near
