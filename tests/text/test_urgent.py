"""A sign is told by words near each other; everyday words beside them and questions about a sign tell of none."""

import pytest

from valcli.model.leaflet import SearchWords, UrgentGroup, UrgentSign
from valcli.text.urgent import Urgent, prepare

LISTS = SearchWords(
    ignore=(),
    same=(),
    urgent=(
        UrgentSign(
            sign="colour",
            find=("a.colour",),
            words=("gone grey",),
            together=(("part", "colour"),),
            unless=("dye", "eye drops"),
        ),
        UrgentSign(sign="amount", find=("a.amount", "a.colour"), together=(("took", "many"),)),
        UrgentSign(sign="three", find=("a.three",), together=(("took", "part", "colour"),)),
    ),
    urgent_groups=(
        UrgentGroup(name="part", words=("lips", "nail bed", "the grey")),
        UrgentGroup(name="colour", words=("grey", "greying")),
        UrgentGroup(name="took", words=("took",)),
        UrgentGroup(name="many", words=("a lot",), at_least="5", not_before=("mg",), not_behind=("aged",)),
    ),
    general=("can it",),
    general_anywhere=("side effect",),
)
URGENT = Urgent(prepare(LISTS))


@pytest.mark.parametrize(
    ("text", "find"),
    [
        ("he has GONE  GREY!", ("a.colour",)),
        ("her lips, I think, are grey", ("a.colour",)),
        ("grey nail bed", ("a.colour",)),
        ("lips are greyin now", ("a.colour",)),
        ("grey", ()),
        ("the grey", ()),  # one word is no two parts of a sign
        ("the grey of it is all I can see on his lips", ()),  # too far apart
        ("lips grey from the dye", ()),
        ("lips grey after eye drops", ()),
        ("took 5", ("a.amount", "a.colour")),
        ("took 4", ()),
        ("took 500 mg", ()),
        ("took one aged 7", ()),
        ("took 12 aged 7", ("a.amount", "a.colour")),
        ("took a lot", ("a.amount", "a.colour")),
        ("took a look, lips grey", ("a.colour", "a.three")),
        ("took 9 and lips are grey", ("a.colour", "a.amount", "a.three")),
        ("", ()),
        ("took " * 200 + "6", ()),  # only so many words are read
    ],
)
def test_what_is_told(text: str, find: tuple[str, ...]) -> None:
    """The records of every sign, in the order of the signs, each once."""
    assert URGENT.told(text).find == find


@pytest.mark.parametrize(
    ("text", "general"),
    [
        ("can it turn lips grey", True),
        ("lips grey, can it be", False),
        ("is grey lips a side effect", True),
        ("grey lips", False),
    ],
)
def test_a_question_about_a_sign(text: str, general: bool) -> None:
    """It begins as such questions begin, or has a word that says so."""
    assert URGENT.told(text).general is general


def test_a_strange_word_may_be_a_slip() -> None:
    """Words that no sign has are handed over; the others never are."""
    asked: list[str] = []

    def slip(word: str) -> str:
        asked.append(word)
        return {"lps": "lips"}.get(word, word)

    assert URGENT.told("lps look grey", slip).find == ("a.colour",)
    assert asked == ["lps", "look"]
