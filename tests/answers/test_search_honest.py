"""Search says when nothing answers, is never silent in an emergency, and keeps to whom a record is for."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import DATA, copy_tiny, run
from valcli.answers import info as answers_info
from valcli.answers import search as answers_search
from valcli.model.facts import Facts
from valcli.store.fact_base import FactBase
from valcli.text.words import words_of

INSIDE: list[dict[str, Any]] = yaml.safe_load((DATA / "search_questions.yaml").read_text())["questions"]
EXAM: dict[str, Any] = yaml.safe_load((DATA / "search_exam.yaml").read_text())
HONEST_LEFT, ONE_VOICE_LEFT, FALSE_NOTHING = 0.1, 0.15, 0.03


@pytest.mark.parametrize("voices", [["patient", "student", "carer"], ["patient"], ["student"], ["carer"], ["mixed"]])
def test_questions_outside_are_told_so(real_base: FactBase, voices: list[str]) -> None:
    """Nine of ten questions that nothing here is about get the honest answer; one voice alone may fall a little short."""
    asked = [ask for voice in voices for ask in EXAM["outside"][voice]]
    answered = [ask for ask in asked if answers_search.search(real_base, [ask], "all").hits]
    assert len(asked) >= 30 * len(voices)
    assert len(answered) <= (HONEST_LEFT if len(voices) > 1 else ONE_VOICE_LEFT) * len(asked), answered


@pytest.mark.parametrize("asked", [[item["ask"] for item in INSIDE], EXAM["inside"]], ids=["found", "exam"])
def test_questions_inside_are_answered(real_base: FactBase, asked: list[str]) -> None:
    """Three of a hundred questions that the facts answer may be told that there is nothing, no more."""
    nothing = [ask for ask in asked if not answers_search.search(real_base, [ask], "all").hits]
    assert len(asked) >= 150
    assert len(nothing) <= FALSE_NOTHING * len(asked), nothing


def test_the_exam_is_not_in_the_bank(real: Facts) -> None:
    """What is asked here shows what a new question meets."""
    bank = {" ".join(words_of(ask)) for items in (real.asked, real.outside) for item in items for ask in item.ask}
    asked = [ask for voice in EXAM["outside"].values() for ask in voice]
    assert not bank & {" ".join(words_of(ask)) for ask in [*asked, *EXAM["inside"]]}
    assert sum(len(item.ask) for item in real.outside) >= 2500


@pytest.mark.parametrize(
    ("ask", "about"),
    [
        ("dose of amoxicillin for a child", ("amoxicillin",)),
        ("what is metformin for", ("metformin",)),
        ("does it cause cancer", ("cancer",)),
        ("can valium give me gout", ("gout",)),
    ],
)
def test_a_name_without_a_statement_is_missing(real_base: FactBase, ask: str, about: tuple[str, ...]) -> None:
    """That the program knows a name does not answer a question about it; what is missing is said as it was typed."""
    answer = answers_search.search(real_base, [ask], "all")
    assert (answer.hits, answer.missing) == ((), about)


@pytest.mark.parametrize(
    ("ask", "found"),
    [
        ("can I have a glass of champagne on new year", "ix.alcohol"),
        ("hair loss", "se.not-named"),
        ("my hair is falling out and the doctor says nothing, is it the valium", "se.not-named"),
    ],
)
def test_a_name_with_a_statement_is_answered(real_base: FactBase, ask: str, found: str) -> None:
    """What somebody takes, or what a record is called, is answered whatever questions outside hold the same words."""
    assert answers_search.search(real_base, [ask], "all").hits[0].id == found


@pytest.mark.parametrize("words", ["overdose of zorbs", "the zorb had a seizure", "he cannot wake up after zorbing", "call 999"])
def test_an_emergency_never_finds_nothing(real_base: FactBase, words: str) -> None:
    """Words of an emergency lead to whom to call, whatever else stands in the question."""
    answer = answers_search.search(real_base, words.split(), "all")
    assert answer.hits
    assert any("911" in hit.text or "999" in hit.text for hit in answer.hits)


@pytest.mark.parametrize(
    ("ask", "found", "read_as"),
    [
        ("can i take it with codiene", "ix.opioids", ("codeine",)),
        ("what are the withdrawl symtoms", "wd.early", ("withdrawal", "symptoms")),
        ("is diazapam addictive", "wd.addictive", ("diazepam",)),
        ("can I take hydroxizine", "", ()),  # one of two that look alike is never chosen
        ("can I take diltiazam", "", ()),
        ("does it make you sleepy", "se.drowsy", ()),
    ],
)
def test_a_slip_is_put_right_aloud(real_base: FactBase, ask: str, found: str, read_as: tuple[str, ...]) -> None:
    """A question that finds nothing for a slip of the finger is read as it was meant, and the answer says which words."""
    answer = answers_search.search(real_base, ask.split(), "all")
    assert ((answer.hits[0].id if answer.hits else ""), answer.read_as) == (found, read_as)


def test_whom_to_call_is_told_for_every_country(real_base: FactBase) -> None:
    """Where no country was chosen, nobody reads the number of another one first and stops there."""
    for words, numbers in (("I took too much", ("911", "999", "112")), ("call 988", ("988", "116 123"))):
        answer = answers_search.search(real_base, words.split(), "all")
        assert answer.first is not None
        said = " ".join(record.text for record in answer.first.records)
        assert all(number in said for number in numbers), said
        one = answers_search.search(real_base, words.split(), "uk")
        assert one.first is not None
        assert {record.country for record in one.first.records} <= {"uk", "any"}


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


DANGER = "Is somebody in danger or very ill now? Call 911 (US), 999 (UK)."
RISK = "That nothing was found says nothing about the risk: ask a pharmacist."
CLOSING = (
    "\nFacts 1.2.3 (not the shipped ones), reviewed 2026-01-31. "
    "Made-up facts for tests: education, not medical advice. Emergency: 911 (US), 999 (UK).\n"
)


def test_page_of_nothing(folder: Path) -> None:
    """The words that nothing is about, the nearest apart from them, and an exit that says so."""
    made = run("search", "sleepy", "zorbs", "glimmering", "--facts", str(folder))
    assert made.code == 1
    first, risk, gap, near, *rest = made.out.splitlines()
    assert first == f"Nothing here is about: zorbs, glimmering. {DANGER}"
    assert risk == RISK
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
    assert (made.out, made.code) == (f"Nothing here is about: zorbs. {DANGER}\n{RISK}\n" + CLOSING, 1)


@pytest.mark.parametrize("form", ["text", "markdown", "html", "plain", "json"])
def test_a_page_of_nothing_says_whom_to_call_in_danger(folder: Path, form: str) -> None:
    """Whatever was meant, and in every form; of a country that was chosen the number alone on a page for people."""
    asked = ("search", "zorbs", "-f", form, "--facts", str(folder))
    everywhere, uk = run(*asked).out, run(*asked, "--country", "uk").out
    if form == "json":
        assert [item["number"] for item in run(*asked).json["emergency"]] == ["911", "999"]
        return
    plain = [" ".join(re.sub(r"<[^>]*>|\\\\", "", page).split()) for page in (everywhere, uk)]
    assert DANGER in plain[0]
    assert "Is somebody in danger or very ill now? Call 999 (UK)." in plain[1]


def test_a_word_that_is_answered_alone_is_not_told_to_be_missing(real_base: FactBase) -> None:
    """Whoever reads that nothing is about pregnancy would never look for it."""
    for ask in ("how long is a pregnancy", "what is a normal blood pressure"):
        answer = answers_search.search(real_base, [ask], "all")
        assert (answer.hits, answer.missing) == ((), ())
    page = run("search", "how", "long", "is", "a", "pregnancy").out
    assert page.startswith("Nothing here answers this question. Is somebody in danger")


@pytest.mark.parametrize(
    ("ask", "found", "known"),
    [
        ("can he take viagra", "ix.other-low-blood-pressure", ()),
        ("can he take ozempic", "", ("Ozempic",)),
        ("can he take apixaban", "", ("apixaban",)),
    ],
)
def test_a_name_is_answered_by_its_own_statement(real_base: FactBase, ask: str, found: str, known: tuple[str, ...]) -> None:
    """Or by the line that nothing is said of it, and never by the statement about another name."""
    answer = answers_search.search(real_base, [ask], "all")
    assert ((answer.hits[0].id if answer.hits else ""), answer.known) == (found, known)


@pytest.mark.parametrize(
    ("ask", "own"),
    [
        ("ibuprofen dose", "ibuprofen"),
        ("what is tramadol for", "tramadol"),
        ("side effects of sertraline", "sertraline"),
        ("dose of amoxicillin for a child", "amoxicillin"),
        ("how much wine can I drink", ""),
        ("can I take ibuprofen", ""),
        ("what is the dose of valium", ""),
        ("how many paracetamol can I take with it", ""),
        ("he took 20 paracetamol how many is too many", ""),
    ],
)
def test_what_another_medicine_is_by_itself_is_not_here(real_base: FactBase, ask: str, own: str) -> None:
    """Its dose or its use is told to be missing before what is said of the two together, but never in an emergency."""
    assert answers_search.search(real_base, [ask], "all").own == own


def test_that_it_is_not_here_stands_first() -> None:
    """Before the statement about the two together."""
    said = "The dose, the use and the side effects of ibuprofen by itself are not here: these pages are about diazepam."
    assert run("search", "ibuprofen", "dose").out.startswith(said)


def test_a_level_stands_with_its_interaction(folder: Path) -> None:
    """A hit that is an interaction says what to do about it, in every format."""
    told = "Taken together with calmazin:\nAvoid together: Alcohol\n"
    assert run("search", "wine", "--facts", str(folder)).out.startswith(told)
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


def test_what_a_record_is_called_by_is_answered(real_base: FactBase) -> None:
    """The words that editors list for a record are never told that nothing here is about them, but for a few that many share."""
    sections = answers_info.info(real_base, [], "all").sections
    records = [record for section in sections for record in section.records if record.audience == "patient"]
    called = [name for record in records for name in record.aliases]
    lost = [name for name in called if not answers_search.search(real_base, [name], "all").hits]
    assert len(called) > 2000
    assert len(lost) <= len(called) / 200, lost


@pytest.mark.parametrize(
    ("question", "substance"),
    [
        ("what is the usual dose of omeprazole", "omeprazole"),
        ("what is the dose of xanax for panic", "alprazolam"),
        ("how do I stop taking sertraline", "sertraline"),
    ],
)
def test_another_medicine_is_not_answered_with_this_one(real_base: FactBase, question: str, substance: str) -> None:
    """A dose, or a way to stop, of the medicine of these facts never stands first where another one is asked about."""
    first = answers_search.search(real_base, [question], "all").hits[0]
    assert first.kind == "interaction"
    entry = real_base.interactant(first.id)
    assert entry is not None
    assert substance in [member.substance for member in entry.members]


@pytest.mark.parametrize(
    "question", ["can it cause a rash", "my face is swollen", "my eye hurts suddenly", "can it cause swelling"]
)
def test_a_word_that_a_line_is_called_by_counts_in_a_question(real_base: FactBase, question: str) -> None:
    """What the best line is called by is not told to be missing because questions outside have a word beside it."""
    assert answers_search.search(real_base, [question], "all").hits
