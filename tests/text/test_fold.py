"""Folding: what two spellings of a name have in common, and what can't be a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valcli.text.fold import MAX_NAME, bare_forms, fault_of, fold
from valcli.text.tokens import cut, joined_in, keys_of, singular


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("  Wine ", "wine"),
        ("RED\u00a0 WINE", "red wine"),
        ("\uff37\uff49\uff4e\uff45", "wine"),
        ("St John\u2019s wort", "st john's wort"),
        ("co\u2011codamol", "co-codamol"),
        ("wi\u00adne", "wine"),
        ("wine\ufe0f", "wine"),
        ("wi\u200bne", "wine"),
        ("Wine\u2122", "wine"),
        ("Wine\u00ae", "wine"),
    ],
)
def test_first_rung_is_folded(typed: str, folded: str) -> None:
    """Case, width, spaces, dashes, apostrophes and ignorable characters do not count."""
    assert fold(typed) == folded


def test_other_letters_stay_other_letters() -> None:
    """A Cyrillic letter that looks Latin never matches."""
    assert fold("w\u0456ne") != "wine"


@pytest.mark.parametrize(
    ("typed", "one"),
    [
        ("wines", "wine"),
        ("berries", "berry"),
        ("boxes", "box"),
        ("glass", "glass"),
        ("citrus", "citrus"),
        ("cannabis", "cannabis"),
        ("gas", "gas"),
    ],
)
def test_singular(typed: str, one: str) -> None:
    """Plurals lose their ending; words that only look like plurals keep it."""
    assert singular(typed) == one


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("\u200b", "empty"),
        ("x" * (MAX_NAME + 1), "too-long"),
        ("wi\x1b[31mne", "control-characters"),
        ("wi\u202ene", "control-characters"),
        ("\udcff", "encoding"),
        ("\ud800", "control-characters"),
        ("x" * MAX_NAME, ""),
        ("wine", ""),
        ("red\twine", ""),
        ("wine\x0c", ""),
        ("wine\u0085", ""),
    ],
)
def test_names_that_cannot_be_looked_up(typed: str, reason: str) -> None:
    """Each has its reason; everything else is looked up, and white space of any kind is white space."""
    assert fault_of(typed) == reason


@pytest.mark.parametrize(
    ("folded", "tokens"),
    [
        ("co-codamol 30/500", ["co", "-", "codamol", "30", "/", "500"]),
        ("coenzyme q10", ["coenzyme", "q10"]),
        ("7-oh", ["7", "-", "oh"]),
        ("5htp", ["5", "htp"]),
        ("omeprazole 20mg", ["omeprazole", "20", "mg"]),
        ("xanax .5 mg", ["xanax", ".5", "mg"]),
        ("no.3", ["3"]),
        ("no wine", ["no", "wine"]),
        ("0.5 mg q.h.s.", ["0.5", "mg", "qhs"]),
        ("a\\b + c & d", ["a", "/", "b", "and", "c", "and", "d"]),
        ("5 - 10 mg", ["5", "-", "10", "mg"]),
        ("film?coated", ["film", "-", "coated"]),
        ("st john's wort", ["st", "johns", "wort"]),
        ("caf\u00e9 tablet(s)", ["cafe", "tablets"]),
        ("(a) [b]; c, d", ["(", "a", ")", "[", "b", "]", ";", "c", ",", "d"]),
        ("2%", ["2", "%"]),
    ],
)
def test_text_is_cut(folded: str, tokens: list[str]) -> None:
    """Words, numbers and the marks that count."""
    assert cut(folded) == tokens


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("co-codamol", ("co codamol", "cocodamol")),
        ("cold & flu", ("cold and flu", "cold flu")),
        ("tylenol no. 3", ("tylenol 3",)),
        ("1,4-bd", ("1,4 bd",)),
        ("...", ()),
    ],
)
def test_keys_of_a_name(name: str, keys: tuple[str, ...]) -> None:
    """Spaced out, closed up, with the word for its sign and without."""
    assert keys_of(name)[: len(keys)] == keys


def test_parts_of_a_name() -> None:
    """A comma, a stroke and a word join parts; a name that only holds the letters does not."""
    assert joined_in("a, b and c") == ["a", "b", "c"]
    assert joined_in("a with b/c") == ["a", "b", "c"]
    assert joined_in("sandwich") == ["sandwich"]


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(name: str) -> None:
    """A folded name is its own fold, so a name in the facts and a typed one meet."""
    assert fold(fold(name)) == fold(name)


@given(st.text(max_size=60))
def test_cutting_loses_no_letter(name: str) -> None:
    """Every letter and figure of a folded text that `bare_forms` keeps stands in a token."""
    kept = "".join(cut(fold(name)))
    assert all(
        char in kept
        for form in bare_forms(fold(name))[:1]
        for char in form
        if char.isascii() and char.isalnum() and "no" not in form
    )
