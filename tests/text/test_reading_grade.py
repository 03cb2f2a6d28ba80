"""The reading grade: frozen values, and a gate that a worse text does not pass."""

from pathlib import Path

import pytest

from conftest import copy_tiny
from valcli.editing.check import check
from valcli.editing.rules.every_text import Base
from valcli.model.facts import Facts
from valcli.text.reading_grade import MASK, Masker, grade, sentences, syllables, words

EASY = "Do not drink alcohol while you take it. Both slow the brain. Together they can stop your breathing."
LABEL = (
    "Concomitant use of benzodiazepines and opioids may result in profound sedation, respiratory depression, coma, and death. "
    "Reserve concomitant prescribing for use in patients for whom alternative treatment options are inadequate."
)
NAMES = "Do not take it with codeine, oxycodone or buprenorphine. Ask about clonazepam, lorazepam and alprazolam too."


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("the", 1), ("dose", 1), ("stopped", 1), ("wanted", 2), ("needed", 2), ("doses", 2), ("pages", 2), ("table", 2),
        ("people", 2), ("people's", 2), ("breathes", 1), ("breathing", 2), ("doctor", 2), ("tablets", 2), ("patient", 2),
        ("quiet", 2), ("diet", 2), ("create", 2), ("reach", 1), ("being", 2), ("medicine", 3), ("suddenly", 3), ("area", 3),
        ("serious", 3), ("addiction", 3), ("reaction", 3), ("social", 2), ("pharmacist", 3), ("anxiety", 4), ("diazepam", 4),
        ("emergency", 4), ("911", 1), ("mg", 1), (MASK, 2),
    ],
)  # fmt: skip
def test_syllables(word: str, count: int) -> None:
    """Syllables as they are spoken."""
    assert syllables(word) == count


def test_sentences() -> None:
    """A sentence ends at . ! ? and before a figure or capital, not at an abbreviation or in a figure."""
    assert sentences("Take 2.5 mg. Ask Dr. Smith! Why? Because it is late.") == [
        "Take 2.5 mg.",
        "Ask Dr. Smith!",
        "Why?",
        "Because it is late.",
    ]
    assert sentences("") == []
    assert words("Don't take 2.5 mg of follow-up.") == ["Don't", "take", "2.5", "mg", "of", "follow", "up"]


@pytest.mark.parametrize(("text", "value"), [(EASY, 2.48), (LABEL, 16.61), (NAMES, 11.87), ("Drowsiness", 20.2), ("", 0.0)])
def test_grade_is_frozen(text: str, value: float) -> None:
    """A change of the formula or of the syllables shows here."""
    assert round(grade([text]), 2) == value


def test_grade_is_the_formula() -> None:
    """0.39 words a sentence + 11.8 syllables a word - 15.59, reckoned by hand: 8 words, 2 sentences, 10 syllables."""
    assert grade(["Ask your doctor. Do not stop it suddenly."]) == pytest.approx(0.39 * 8 / 2 + 11.8 * 11 / 8 - 15.59)


def test_masking() -> None:
    """Names count as one easy word: whole, longest first, as plurals; nothing else does."""
    hide = Masker(["Night Nurse", "Night"], ["codeine", "lithium carbonate"])
    assert hide("Night Nurse and Codeine") == f"{MASK} and {MASK}"
    assert hide("two codeines, a night and nightly") == f"two {MASK}, a night and nightly"
    assert hide("codeine-free lithium carbonate") == f"codeine-free {MASK}"
    assert grade([Masker([], ["codeine", "oxycodone", "buprenorphine", "clonazepam", "lorazepam", "alprazolam"])(NAMES)]) < grade(
        [NAMES]
    )


def test_real_passages_are_graded(real: Facts) -> None:
    """Most passages are long enough for a grade; half are at grade 6 or below, none above 8, none above 10 with names."""
    graded = Base(real).graded
    grades = sorted(passage.masked for passage in graded)
    assert len(graded) > 100
    assert grades[len(grades) // 2] <= 6
    assert grades[-1] <= 8
    assert max(passage.bare for passage in graded) <= 10
    assert all(passage.bare >= passage.masked - 1 for passage in graded)


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        (
            EASY + " Ask your pharmacist before you take it with beer, wine or anything else that has alcohol in it. " + EASY * 2,
            set(),
        ),
        (LABEL * 3, {"H1", "H1-median", "H2"}),
    ],
    ids=["easy", "label"],
)
def test_gate_falls_for_a_worse_text(tmp_path: Path, text: str, rules: set[str]) -> None:
    """The same place with a label's own wording is refused."""
    folder = copy_tiny(tmp_path / "facts")
    path = folder / "sections" / "danger.yaml"
    path.write_text(path.read_text().replace("Do not stop it suddenly.", text))
    assert {problem.rule for problem in check(folder).problems} & {"H1", "H1-median", "H2"} == rules


def test_masked_names_are_reviewed(real: Facts) -> None:
    """The list holds proper names only: each starts with a capital or stands for a substance."""
    assert real.aids
    names = real.aids.names
    assert list(names) == sorted(set(names), key=str.casefold)
    assert [name for name in names if not name[0].isupper()] == ["oxybate"]
    for listed in (real.aids.familiar, real.aids.verbs, real.aids.abbreviations, real.aids.laws):
        assert list(listed) == sorted(set(listed), key=str.casefold)
