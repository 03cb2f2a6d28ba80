"""Whole answers, as a table: of texts with several names, forms and brackets, and of sets of names.

`tests/data/text_answers.txt` and `tests/data/set_answers.txt` hold them by rule, each with all that its answer says;
`tests/data/real_answers.txt` holds what the real facts say of texts of every kind, written anew with `--update-snapshots`.
"""

from pathlib import Path

import pytest

from valcli.answers import interactions as answers_interactions
from valcli.answers.names import Names
from valcli.answers.types import NameAnswer, NamesAnswer
from valcli.editing.load import load_facts
from valcli.store.fact_base import FactBase
from valcli.store.opening import in_memory

_SENTENCE = 40  # letters; what is shorter is a word that may stand anywhere
DATA = Path(__file__).parents[1] / "data"


def lines(name: str) -> list[str]:
    return [line for line in (DATA / name).read_text().splitlines() if line and not line.startswith("#")]


def told(said: dict[str, object]) -> str:
    return " | ".join(f"{word}: {some}".removeprefix(": ") for word, some in said.items() if some)


def short(base: FactBase, text: str) -> str:
    """Sentences of the vocabulary by their words, which editors may put in another way."""
    for group in base.groups():
        for term in base.terms(group):
            if len(term.meaning) > _SENTENCE:
                text = text.replace(term.meaning, f"<{term.tag}>")
    return text


def of_answer(answer: NameAnswer) -> str:
    """State, level, and everything else that a text was answered."""
    things = [
        f"{item.ingredient or item.name}{f' ({form})' if form else ''}{'' if statement else ' without a statement'}"
        for item, form, (_, statement) in zip(answer.resolved, answer.forms, answer.leads, strict=True)
    ]
    readings = [f"{item.name} = {item.level}{f' {item.kind}' if item.kind else ''}" for item in answer.readings]
    return told(
        {
            "": f"{answer.status} {answer.level or '-'}{' first of all' if answer.urgent else ''}",
            "by country": " ".join(f"{country} {level}" for country, level in answer.levels.items()),
            "of": ", ".join(things),
            "said": ", ".join(f"{item.id} {item.level}" for item in answer.interactions),
            "form": answer.form_label,
            "asks": answer.question,
            "about": answer.asking,
            "readings": ", ".join(readings),
            "unread": "; ".join(answer.unread),
            "why": answer.reason,
            "near": ", ".join(answer.suggestions),
            "alike": ", ".join(answer.lookalikes),
            "noted": " ".join(answer.notes),
            "do not stop": "yes" if answer.do_not_stop else "",
        }
    )


def of_set(answer: NamesAnswer) -> str:
    """The warning about a set, and what stands in it twice."""
    combined = answer.combined
    twice = [
        f"{item.ingredient} in {', '.join(item.names)}{f', perhaps {chr(44).join(item.perhaps)}' if item.perhaps else ''}"
        for item in answer.duplicates
    ]
    warned = f"{combined.statement.id} {combined.statement.level}" if combined else ""
    return (
        told(
            {
                "": warned,
                "for": ", ".join(combined.names) if combined else "",
                "depends": "yes" if combined and combined.depends else "",
                "headline": combined.statement.headline.strip() if combined else "",
                "twice": "; ".join(twice),
            }
        )
        or "nothing"
    )


@pytest.mark.parametrize("line", lines("text_answers.txt"))
def test_answer_of_a_text(names: Names, line: str) -> None:
    """Every text of the table, whole."""
    text, _, expected = line.partition(" => ")
    assert short(names.facts, of_answer(names.answer(text))) == expected


@pytest.fixture(scope="module")
def real_names(real_base: FactBase) -> Names:
    """Answers from the real facts, with near names."""
    return Names(real_base, "all")


@pytest.mark.parametrize("text", [line.partition(" => ")[0] for line in lines("real_answers.txt")])
def test_answer_of_the_real_facts(real_names: Names, text: str, request: pytest.FixtureRequest) -> None:
    """Every text of the table, whole, as people and record systems write them."""
    made = short(real_names.facts, of_answer(real_names.answer(text)))
    path = DATA / "real_answers.txt"
    expected = {before: behind for before, _, behind in (line.partition(" => ") for line in lines(path.name))}
    if request.config.getoption("--update-snapshots"):
        path.write_text("".join(f"{name} => {said}\n" for name, said in {**expected, text: made}.items()))
    else:
        assert made == expected[text]


@pytest.fixture(scope="module")
def base(sets_folder: Path) -> FactBase:
    """The made-up facts with sets, loaded."""
    return in_memory(load_facts(sets_folder), shipped=False)


@pytest.mark.parametrize("line", lines("set_answers.txt"))
def test_answer_of_a_set(base: FactBase, line: str) -> None:
    """Every set of the table, whole, in both orders."""
    text, _, expected = line.partition(" => ")
    for asked in (text.split(" + "), text.split(" + ")[::-1]):
        answer = answers_interactions.interactions(base, asked, "all")
        assert isinstance(answer, NamesAnswer)
        assert short(base, of_set(answer)) == expected
