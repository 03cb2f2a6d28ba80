"""Sets of real names: what must warn, what must not, and readings that give the headline of their member."""

import pytest

from valcli.answers import interactions as answers_interactions
from valcli.answers.types import NamesAnswer
from valcli.store.fact_base import FactBase


def ask(base: FactBase, *names: str) -> NamesAnswer:
    answer = answers_interactions.interactions(base, names, "all")
    assert isinstance(answer, NamesAnswer)
    return answer


@pytest.mark.parametrize(
    "names",
    [
        ["benzos", "heroin"],
        ["nyquil", "oxycodone"],
        ["sleeping pill", "codeine"],
        ["olanzapine", "lorazepam"],
        ["ketamine", "alcohol"],
        ["buds", "oxycodone"],
        ["lean", "xanax"],
        ["codeine and gabapentin"],
    ],
)
def test_two_sedatives_always_warn(real_base: FactBase, names: list[str]) -> None:
    """Whether its names ask back or not, a set of two sedatives is to be avoided, and a script sees that."""
    answer = ask(real_base, *names)
    assert answer.combined is not None
    assert answer.combined.statement.level == "avoid"
    assert answer.strictest == 0


@pytest.mark.parametrize(
    "names",
    [
        ["sertraline", "chamomile tea"],
        ["chamomile tea", "lavender"],
        ["solifenacin", "sertraline"],
        ["trimbow", "sertraline"],
        ["brimonidine", "sertraline"],
        ["cetirizine", "melatonin"],
        ["paracetamol", "ibuprofen"],
    ],
)
def test_harmless_sets_are_quiet(real_base: FactBase, names: list[str]) -> None:
    """A warning that fires for tea is not read when it matters."""
    assert ask(real_base, *names).combined is None


@pytest.mark.parametrize(
    "names",
    [
        ["lamotrigine", "levetiracetam"],
        ["clobazam", "buccolam"],
        ["clobazam", "phenobarbital"],
        ["morphine", "midazolam"],
        ["morphine", "midazolam injection"],
        ["oxycodone", "buccolam"],
    ],
)
def test_planned_sets_are_not_to_be_avoided(real_base: FactBase, names: list[str]) -> None:
    """What a team plans together says so, and never 'avoid'."""
    combined = ask(real_base, *names).combined
    assert combined is not None
    assert combined.statement.level == "be-careful"
    assert "lan" in combined.statement.headline  # planned, or the plan


def test_nobody_is_told_to_leave_out_a_dose(real_base: FactBase) -> None:
    """To somebody with signs of too much: call now, take nothing extra, ask them about the next dose."""
    for entry in (real_base.meta().combined, real_base.meta().combined_milder):
        interactant = real_base.interactant(entry)
        assert interactant is not None
        assert "no next dose" not in interactant.if_already_taking
        assert "take nothing extra" in interactant.if_already_taking


def test_the_same_ingredient_in_two_packs(real_base: FactBase) -> None:
    """Two packs with codeine are named, and nobody is told to stop one."""
    found = ask(real_base, "co-codamol", "nurofen plus").duplicates
    assert [(item.ingredient, item.names) for item in found] == [("codeine", ("co-codamol", "nurofen plus"))]


@pytest.mark.parametrize(
    ("name", "headline"),
    [
        ("seizure medicine", "Take it exactly as"),
        ("covid pill", "Call today"),
        ("nasal spray", "Give it exactly as the written plan says"),
    ],
)
def test_readings_keep_the_headline(real_base: FactBase, name: str, headline: str) -> None:
    """A reading that is looked at alone says what its own answer says first."""
    assert any(headline in reading.headline for reading in ask(real_base, name).answers[0].readings)


def test_no_rescue_medicine_is_to_be_avoided(real_base: FactBase) -> None:
    """In no list of readings, however a spray or a gel is asked for."""
    for name in ("nose spray", "nasal spray", "allergy nose spray", "blocked nose spray"):
        for reading in ask(real_base, name).answers[0].readings:
            rescue = any(statement and "rescue" in statement.planned for _, statement in reading.leads)
            assert not (rescue and reading.level == "avoid"), name
