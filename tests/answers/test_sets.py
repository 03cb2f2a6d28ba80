"""Sets of names: what adds up, what is planned, what stands twice, and what a reading says of its member."""

from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import run
from valcli.answers import interactions as answers_interactions
from valcli.answers.statements import rank
from valcli.answers.types import NamesAnswer, Statement
from valcli.editing.load import load_facts
from valcli.store.fact_base import FactBase
from valcli.store.opening import in_memory

STRONG = ["sleepazam", "painol", "painzine", "downazine", "downolam", "fitol", "rescuezam", "codeine", "wine", "blue pill"]
OTHERS = ["mildflower", "teaflower", "calm tea", "paracetamol", "zzzz", "calmazin", "pregnant", "rescue spray"]


@pytest.fixture(scope="module")
def base(sets_folder: Path) -> FactBase:
    """The made-up facts with sets, loaded."""
    return in_memory(load_facts(sets_folder), shipped=False)


def ask(base: FactBase, *names: str) -> NamesAnswer:
    answer = answers_interactions.interactions(base, names, "all")
    assert isinstance(answer, NamesAnswer)
    return answer


@pytest.mark.parametrize(
    ("names", "level", "shown"),
    [
        (["sleepazam", "painol"], "avoid", ("painol", "sleepazam")),  # no form says that a palliative team planned them
        (["painol", "painzine"], "avoid", ("painol", "painzine")),  # of one entry: no such plan
        (["sleepazam", "wine"], "avoid", ("sleepazam", "wine")),
        (["downazine", "downolam"], "avoid", ("downazine", "downolam")),
        (["downazine", "mildflower"], "ask-first", ("downazine", "mildflower")),
        (["mildflower", "teaflower"], None, ()),
        (["fitol", "fitzan"], "be-careful", ("fitol", "fitzan")),
        (["fitol", "rescuezam"], "be-careful", ("fitol", "rescuezam")),
        (["codeine", "rescuezam"], "avoid", ("codeine",)),  # and the rescue medicine is given all the same
        (["codeine", "wine", "rescuezam"], "avoid", ("codeine", "wine")),
        (["fitol", "codeine"], "avoid", ("codeine", "fitol")),
        (["blue pill", "codeine"], "avoid", ("blue pill", "codeine")),
        (["codeine and wine"], "avoid", ("codeine", "wine")),
        (["Codomol"], None, ()),
        (["codeine", "calmazin"], None, ()),
        (["paracetamol", "codeine"], None, ()),
        (["calm tea", "herbal thing"], None, ()),  # one question, asked twice
        (["maybe wine", "wine"], None, ()),  # the wine is not counted again as what may be wine
        (["maybe wine", "perhaps wine"], None, ()),
        (["maybe wine", "codeine"], "avoid", ("codeine", "maybe wine")),
        (["sleepazam", "staffolam"], "be-careful", ("sleepazam", "staffolam")),  # what staff give is kept out of 'avoid'
        (["sleepazam", "codeine", "staffolam"], "avoid", ("codeine", "sleepazam")),
    ],
)
def test_level_of_a_set(base: FactBase, names: list[str], level: str | None, shown: tuple[str, ...]) -> None:
    """A set is to be avoided for two strong members only; planned sets and rescue medicines are kept out of that."""
    combined = ask(base, *names).combined
    assert (combined.statement.level if combined else None) == level
    assert (combined.names if combined else ()) == shown
    if combined:
        assert combined.depends == ("maybe wine" in names)


@pytest.mark.parametrize(("names", "level"), [(["calm tea", "codeine"], "avoid"), (["calm tea", "mildflower"], "ask-first")])
def test_a_name_that_may_add_up(base: FactBase, names: list[str], level: str) -> None:
    """Where it hangs on a name that asks back the warning says so, and counts as the stricter one."""
    combined = ask(base, *names).combined
    assert combined is not None
    assert (combined.statement.level, combined.depends) == (level, True)


@pytest.mark.parametrize(
    ("names", "headline"),
    [
        (["fitol", "fitzan"], "Planned by your epilepsy team?"),
        (["sleepazam", "staffolam"], "Given by staff for an operation, a test or a birth?"),
        (["downazine", "mildflower"], "These add up a little."),
    ],
)
def test_a_planned_set_says_so(base: FactBase, names: list[str], headline: str) -> None:
    """What stands in place of an advice to avoid comes from the facts."""
    combined = ask(base, *names).combined
    assert combined is not None
    assert combined.statement.headline.startswith(headline)


@pytest.mark.parametrize(
    "names", [["codeine", "wine", "fitol"], ["calm tea", "downazine", "rescuezam"], ["fitzan", "blue pill", "fitol"]]
)
def test_order_says_nothing(base: FactBase, names: list[str]) -> None:
    """The warning and the double ingredients depend on the set alone."""
    answers = [ask(base, *some) for some in permutations(names)]
    assert len({(answer.combined, answer.duplicates) for answer in map(_hashable, answers)}) == 1


def _hashable(answer: NamesAnswer) -> NamesAnswer:
    class Plain:
        combined = repr(answer.combined)
        duplicates = repr(answer.duplicates)

    return Plain()  # type: ignore[return-value]


@given(st.lists(st.sampled_from(STRONG + OTHERS), min_size=1, max_size=5, unique=True))
@settings(max_examples=200, deadline=None)
def test_what_a_warning_needs(base: FactBase, names: list[str]) -> None:
    """No set is to be avoided without a member that is, or two to ask about; none with two strong members says nothing."""
    answer = ask(base, *names)
    said = [_adding(base, item.interactions, item.readings) for item in answer.answers]
    levels = [rank(base, min((one.level for one in some), key=lambda level: rank(base, level))) for some in said if some]
    if answer.combined and answer.combined.statement.level == "avoid":
        assert 0 in levels or levels.count(1) > 1
        assert not {"rescuezam", "rescue spray"} & set(answer.combined.names)
        assert answer.strictest == 0
    if sum(name in STRONG for name in names) > 1:
        assert answer.combined is not None


def _adding(base: FactBase, statements: tuple[Statement, ...], readings: object) -> list[Statement]:
    """What adds up in an answer, that of its readings too."""
    leads = [said for reading in readings for _, said in reading.leads if said]  # type: ignore[attr-defined]
    home = base.meta().same_medicine
    return [one for one in (*statements, *leads) if "cns-depression" in one.mechanism and one.id != home]


def test_a_reading_speaks_as_its_member_does(base: FactBase) -> None:
    """A reading has the headline and the level of what it leads to, and a rescue medicine is never to be avoided."""
    reading = ask(base, "rescue spray").answers[0].readings[0]
    assert (reading.level, reading.headline) == ("ask-first", "Give it just as the plan says.")


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["Codomol", "codeine"], [("codeine", ("codeine", "Codomol"), ())]),
        (["codeine", "codeine", "CODEINE"], []),
        (["calmazin", "Tranquo"], [("calmazin", ("calmazin", "Tranquo"), ())]),
        (["painol", "blue pill"], [("painol", ("blue pill", "painol"), ("blue pill",))]),
        (["wine", "beer"], []),
        (["paracetamol", "codeine"], []),
    ],
)
def test_the_same_ingredient_twice(
    base: FactBase, names: list[str], found: list[tuple[str, tuple[str, ...], tuple[str, ...]]]
) -> None:
    """Two names that hold the same are named; one that asks back is counted as a maybe."""
    assert [(item.ingredient, item.names, item.perhaps) for item in ask(base, *names).duplicates] == found


def test_the_level_of_a_set_ends_a_script(sets_folder: Path) -> None:
    """--fail-on sees the level of the set, which no single answer has."""
    assert run("interactions", "downazine", "downolam", "--fail-on", "avoid", "--facts", str(sets_folder)).code == 3
    assert run("interactions", "downazine", "mildflower", "--fail-on", "avoid", "--facts", str(sets_folder)).code == 0


TORN = [
    (["calm", "tea", "wine"], ("calm tea",)),
    (["\u201ccalm", "tea\u201d"], ("calm tea",)),
    (["red", "wine"], ()),  # the wine was answered, and it is the same thing
    (["codeine", "wine"], ()),
    (["a", "little", "of", "everything"], ("a little of everything",)),
]


@pytest.mark.parametrize(("names", "joined"), TORN)
def test_torn_names(base: FactBase, names: list[str], joined: tuple[str, ...]) -> None:
    """Neighbours that make a name are named where the whole says more than the parts, also without their curly quotes."""
    assert ask(base, *names).joined == joined


def test_a_plan_speaks_for_itself(base: FactBase) -> None:
    """What stands under a planned set is that of its plan, where the facts have it; of two plans both headlines stand."""
    planned = ask(base, "fitol", "fitzan").combined
    assert planned is not None
    assert (planned.statement.id, planned.statement.effect) == ("ix.fit-plan", "Fit medicines add up a little.")
    both = ask(base, "fitol", "rescuezam").combined
    assert both is not None
    assert both.statement.id == "ix.fit-plan"
    assert "ix.fit-plan" not in {item.id for item in _listing(base)}


def _listing(base: FactBase) -> tuple[Statement, ...]:
    answer = answers_interactions.interactions(base, [], "all")
    return answer.statements  # type: ignore[union-attr]


def test_an_emergency_leads(sets_folder: Path) -> None:
    """A name with a word for an emergency leads with whom to call, however strict the rest is; then the name's answer."""
    for asked in (
        ["codeine overdose"],
        ["took 20 codeine"],
        ["my child swallowed codeine"],
        ["codeine", "overdose"],
        ["codeine for overdose"],  # who plans one is helped too
    ):
        made = run("interactions", *asked, "--facts", str(sets_folder))
        assert made.out.startswith("Call now.\n") or "\nCall now.\nGet help first" in made.out[:200], asked
        assert made.out.index("Get help first") < made.out.index("Avoid together"), asked
        assert made.out.count("Call now.") == 1, asked
    for name in ("codeine", "took 2 codeine", "took 20 mg codeine", "no overdose of codeine"):
        assert "Get help first" not in run("interactions", name, "--facts", str(sets_folder)).out, name


def test_an_emergency_without_a_name(sets_folder: Path) -> None:
    """Where nothing else is known the emergency is answered, and what was not read is told."""
    made = run("interactions", "zorbs overdose", "--facts", str(sets_folder))
    assert made.out.startswith("Call now.\n")
    assert "Not read: zorbs." in made.out


@pytest.mark.parametrize("asked", ["calm tea codeine", "codeine calm tea"])
def test_a_word_for_many_beside_a_name(base: FactBase, asked: str) -> None:
    """It asks back beside the answer of the name, and both count for the set."""
    answer = ask(base, asked)
    assert answer.answers[0].unread == ()
    assert (answer.answers[0].level, len(answer.answers[0].readings)) == ("avoid", 2)
    assert answer.combined is not None
    assert answer.combined.names == ("calm tea", "codeine")


def test_a_word_for_many_says_what_stands_beside_it(base: FactBase) -> None:
    """A word that the thing beside it goes by is no second thing."""
    answer = ask(base, "downolam calm tea").answers[0]
    assert (answer.status, answer.readings, answer.unread) == ("interaction", (), ())


def test_the_own_words_of_a_text_tell_the_form(base: FactBase) -> None:
    """A form inside a name gives way to the form that the text says."""
    assert ask(base, "staffzam injection").answers[0].resolved[0].ingredient == "staffzam injection"
    swallowed = ask(base, "staffzam injection swallowed").answers[0]
    assert (swallowed.resolved[0].ingredient, swallowed.form) == ("staffzam", "swallowed")


def test_a_stream_says_once_what_was_checked(sets_folder: Path, tmp_path: Path) -> None:
    """At the end of a text of many answers, and not for one."""
    said = "Each name was checked with calmazin only, not with the others."
    names = tmp_path / "names.txt"
    names.write_text("codeine\nwine\npainol\n")
    many = run("interactions", "--from", str(names), "--facts", str(sets_folder)).out
    assert many.count(said) == 1
    assert many.index(said) > many.rindex("painol")
    names.write_text("codeine\n")
    assert said not in run("interactions", "--from", str(names), "--facts", str(sets_folder)).out
    names.write_text("codeine overdose\n")
    assert "Get help first" in run("interactions", "--from", str(names), "--facts", str(sets_folder)).out


def test_a_torn_name_stands_first(sets_folder: Path) -> None:
    """Before every answer, in text and in plain."""
    asked = ("interactions", "calm", "tea", "wine", "--facts", str(sets_folder))
    assert run(*asked).out.startswith("Did you mean one name? ")
    assert run(*asked, "-f", "plain").rows[0][1] == "joined"


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["codeine", "rescuezam"], "A seizure rescue medicine is different: give it just as the plan says."),
        (["sleepazam", "painol"], "Planned by a hospice or palliative team?"),
    ],
)
def test_a_plan_that_may_be_is_told_beside(base: FactBase, names: list[str], told: str) -> None:
    """Where a set is to be avoided unless a team planned it, both are said, the advice to avoid first."""
    combined = ask(base, *names).combined
    assert combined is not None
    assert combined.statement.level == "avoid"
    assert told in combined.statement.headline
    assert not combined.statement.headline.startswith(told)


def test_a_plan_is_found_by_its_set_alone(sets_folder: Path) -> None:
    """A search never gives the mild level of a planned set as that of the medicines in it."""
    hits = run("search", "fit", "medicines", "--json", "--facts", str(sets_folder)).json["hits"]
    assert "ix.fit-plan" not in {hit["id"] for hit in hits}
    assert hits
