"""Search says when nothing answers, is never silent in an emergency, and keeps to whom a record is for."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import DATA, copy_tiny, run
from valcli.answers import search as answers_search
from valcli.store.fact_base import FactBase

INSIDE: list[dict[str, Any]] = yaml.safe_load((DATA / "search_questions.yaml").read_text())["questions"]
OUTSIDE: dict[str, list[str]] = yaml.safe_load((DATA / "search_outside.yaml").read_text())
HONEST, FALSE_NOTHING = 0.9, 0.03


@pytest.mark.parametrize("groups", [["kept"], ["kept", "tuned"]])
def test_questions_outside_are_told_so(real_base: FactBase, groups: list[str]) -> None:
    """Nine of ten questions that nothing here is about get the honest answer, also of those that nothing was tuned on."""
    asked = [ask for group in groups for ask in OUTSIDE[group]]
    answered = [ask for ask in asked if answers_search.search(real_base, [ask], "all").hits]
    assert len(asked) >= 30 * len(groups)
    assert len(answered) <= (1 - HONEST) * len(asked), answered


def test_questions_inside_are_answered(real_base: FactBase) -> None:
    """Three of a hundred questions that the facts answer may be told that there is nothing, no more."""
    nothing = [item["ask"] for item in INSIDE if not answers_search.search(real_base, [item["ask"]], "all").hits]
    assert len(nothing) <= FALSE_NOTHING * len(INSIDE), nothing


@pytest.mark.parametrize("words", ["overdose of zorbs", "the zorb had a seizure", "he cannot wake up after zorbing", "call 999"])
def test_an_emergency_never_finds_nothing(real_base: FactBase, words: str) -> None:
    """Words of an emergency lead to whom to call, whatever else stands in the question."""
    answer = answers_search.search(real_base, words.split(), "all")
    assert answer.hits
    assert any("911" in hit.text or "999" in hit.text for hit in answer.hits)


def test_records_for_professionals_need_clinical(real_base: FactBase) -> None:
    """A table of equal doses, or a taper in mg, is nothing that a question of a patient finds."""
    asked = [
        "how much diazepam equals 1 mg lorazepam",
        "how do I taper from 5 mg",
        "my toddler ate valium",
        "seizure will not stop",
    ]
    hidden = 0
    for ask in asked:
        for clinical in (False, True):
            hits = answers_search.search(real_base, [ask], "all", clinical=clinical)
            found = [real_base.record(hit.id) for hit in (*hits.hits, *hits.nearest)]
            professional = [record.id for item in found if item for record in item[1:] if record.audience == "professional"]
            hidden += clinical and bool(professional)
            assert clinical or not professional
    assert hidden > 1


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up facts with words of an emergency and one record for professionals."""
    made = copy_tiny(tmp_path_factory.mktemp("honest") / "facts")
    lines = "emergency: [not breathing]\nemergency_find: [box.stop]\nignore: [a, an, does, it]\nsame: [[sleepy, drowsy]]\n# end\n"
    (made / "search.yaml").write_text(lines)
    dosing = made / "sections" / "dosing.yaml"
    dosing.write_text(dosing.read_text().replace("    country: uk\n", "    country: uk\n    audience: professional\n", 1))
    return made


CLOSING = (
    "\nFacts 1.2.3 (not the shipped ones), reviewed 2026-01-31. "
    "Made-up facts for tests: education, not medical advice. Emergency: 911 (US), 999 (UK).\n"
)


def test_page_of_nothing(folder: Path) -> None:
    """The words that nothing is about, the nearest apart from them, and an exit that says so."""
    made = run("search", "sleepy", "zorbs", "glimmering", "--facts", str(folder))
    assert made.code == 1
    first, gap, near, *rest = made.out.splitlines()
    assert first == "Nothing here is about: zorbs, glimmering. That says nothing about the risk: ask a pharmacist."
    assert (gap, near) == ("", "The nearest statements, which are about something else:")
    assert rest[0] == "- Feeling sleepy: Do not drive. (valcli why se.sleepy)"
    document = run("search", "sleepy", "zorbs", "glimmering", "--json", "--facts", str(folder)).json
    assert (document["hits"], document["missing"]) == ([], ["zorbs", "glimmering"])
    assert document["nearest"][0]["id"] == "se.sleepy"
    rows = run("search", "sleepy", "zorbs", "glimmering", "-f", "plain", "--facts", str(folder)).rows
    assert [row[5] for row in rows if row[4] == "missing"] == ["zorbs", "glimmering"]
    assert [row[3] for row in rows if row[4] == "nearest"][:1] == ["se.sleepy"]


def test_nothing_at_all(folder: Path) -> None:
    """Where no word is known nothing is near either."""
    made = run("search", "zorbs", "--facts", str(folder))
    said = "Nothing here is about: zorbs. That says nothing about the risk: ask a pharmacist.\n"
    assert (made.out, made.code) == (said + CLOSING, 1)


def test_a_level_stands_with_its_interaction(folder: Path) -> None:
    """A hit that is an interaction says what to do about it, in every format."""
    assert run("search", "wine", "--facts", str(folder)).out.startswith("Avoid together: Alcohol\n")
    hits = run("search", "wine", "--json", "--facts", str(folder)).json["hits"]
    assert [list(hit) for hit in hits[:1]] == [["id", "kind", "section", "level", "text"]]
    assert hits[0]["level"] == "avoid"
    rows = run("search", "wine", "-f", "plain", "--facts", str(folder)).rows
    assert rows[0][:5] == ["-", "interaction", "avoid", "ix.alcohol", "text"]


def test_why_marks_a_record_for_professionals(folder: Path) -> None:
    """Whoever asks for it by its id is told first for whom it is."""
    text = run("why", "dose.uk-spasm", "--facts", str(folder)).out
    assert text.startswith("For professionals.\ndose.uk-spasm in ")
    assert not run("why", "dose.us-spasm", "--facts", str(folder)).out.startswith("For professionals")


def test_words_of_an_emergency_lead_to_their_records(folder: Path) -> None:
    """The list and the records stand in the facts."""
    made = run("search", "my", "zorb", "is", "not", "breathing", "glimmers", "--json", "--facts", str(folder))
    assert (made.code, [hit["id"] for hit in made.json["hits"]]) == (0, ["box.stop"])
