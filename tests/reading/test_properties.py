"""What holds for every text that the reader is given."""

import itertools
from itertools import takewhile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from valcli.answers.names import Names
from valcli.answers.types import NameAnswer
from valcli.store.fact_base import FactBase
from valcli.text.fold import fold
from valcli.text.tokens import key_of

MEDICINES = ["zolvane", "codeine", "paracetamol", "guaifenesin", "methadone"]
BRANDS = ["Noctil", "Codol", "Mucolo"]
AROUND = ["10 mg", "tablets", "hydrochloride", "retard", "twice daily", "for pain", "sandoz", "sugar free", "injection", "adults"]
UNKNOWN = ["zzzq", "blorp", "xuwex"]
PACKS = ["night", "plus", "extra", "cold", "sinus", "forte", "compound", "severe", "max"]
JOINERS = [" / ", "/", " + ", "+", ", ", "; ", " | ", "\\", " and ", " with ", " w/ ", " "]
FULL = ("interaction", "none-known", "no-data", "same-medicine")


def found(answer: NameAnswer) -> set[str]:
    """The things of an answer."""
    return {item.ingredient or item.name for item in answer.resolved}


@given(
    st.lists(st.sampled_from([*MEDICINES, *BRANDS, *AROUND, *UNKNOWN, "wine", "no", ",", "/", "(", ")"]), min_size=1, max_size=9)
)
@settings(max_examples=150, deadline=None)
def test_answer_names_only_what_stands_in_the_text(names: Names, words: list[str]) -> None:
    """Each name by which a thing was met is in the text."""
    text = " ".join(words)
    key = f" {key_of(fold(text))} "
    assert all(f" {key_of(fold(item.matched))} " in key for item in names.answer(text).resolved)


@given(
    st.sampled_from([*MEDICINES, *BRANDS]),
    st.sampled_from(UNKNOWN),
    st.lists(st.sampled_from(AROUND), max_size=3),
    st.integers(0, 4),
)
@settings(max_examples=150, deadline=None)
def test_text_with_an_unknown_word_is_never_a_full_answer(
    names: Names, name: str, unknown: str, around: list[str], at: int
) -> None:
    """Wherever the word stands."""
    words = [name, *around]
    words.insert(at, unknown)
    answer = names.answer(" ".join(words))
    assert answer.status == "partial"
    assert unknown in " ".join(answer.unread)


@given(st.sampled_from(MEDICINES), st.sampled_from([joiner for joiner in JOINERS if joiner != " "]), st.booleans())
@settings(max_examples=80, deadline=None)
def test_part_of_salts_alone_is_never_explained(names: Names, name: str, joiner: str, first: bool) -> None:
    """A salt belongs to the name in its own part."""
    parts = [name, "sodium benzoate"]
    answer = names.answer(joiner.join(parts if not first else parts[::-1]))
    assert answer.status == "partial"
    assert answer.unread == ("sodium benzoate",)


def test_brand_with_a_pack_word_is_never_the_base_brand(names: Names) -> None:
    """Noctil night is no Noctil."""
    for brand, word, strength in itertools.product(BRANDS, PACKS, ("", " 10 mg tablets")):
        answer = names.answer(f"{brand} {word}{strength}")
        assert answer.status not in FULL or answer.resolved[0].matched.casefold() == f"{brand} {word}".casefold()


@given(st.sampled_from(MEDICINES), st.sampled_from(MEDICINES), st.sampled_from(["no ", "without ", "not on ", "allergic to "]))
@settings(max_examples=80, deadline=None)
def test_turned_name_takes_nothing_else_away(names: Names, one: str, other: str, word: str) -> None:
    """What stands before the turning word has its own answer."""
    if one != other:
        answer = names.answer(f"{one}, {word}{other}")
        assert (answer.status, found(answer)) == (names.answer(one).status, {one})


@given(st.permutations(MEDICINES), st.integers(2, 4), st.sampled_from(JOINERS))
@settings(max_examples=120, deadline=None)
def test_order_and_joiner_do_not_matter(names: Names, order: list[str], count: int, joiner: str) -> None:
    """The same parts have the same answer."""
    parts = order[:count]
    one, other = names.answer(joiner.join(parts)), names.answer("/".join(sorted(parts)))
    assert (one.status, one.level, found(one)) == (other.status, other.level, found(other))


@given(
    st.sampled_from(MEDICINES),
    st.lists(st.sampled_from(AROUND), max_size=3),
    st.sampled_from([" ", "  ", "\t", "\u00a0", "\x0c"]),
)
@settings(max_examples=100, deadline=None)
def test_white_space_and_case_do_not_matter(names: Names, name: str, around: list[str], space: str) -> None:
    """A text reads the same in capitals and with other spaces."""
    plain, other = " ".join([name, *around]), space.join([name.upper(), *(word.upper() for word in around)])
    one, two = names.answer(plain), names.answer(other.replace(" ", space))
    assert (one.status, one.level, one.unread, found(one)) == (two.status, two.level, two.unread, found(two))


@given(st.text(alphabet="abc()[],;/+-% 0123456789\n.&|\\", max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read(names: Names, text: str) -> None:
    """Nothing that can be typed breaks the reader."""
    assert names.answer(text).status


def test_deep_brackets_are_read(names: Names) -> None:
    """As many brackets as a name may have letters."""
    assert names.answer("zolvane " + "(" * 190).status == "interaction"
    assert names.answer("(" * 90 + "zolvane" + ")" * 90).status == "interaction"


def test_what_is_no_name_is_not_kept(names: Names) -> None:
    """A stream has any number of texts that are no names, and one process answers all of it."""
    names.answer("codeine")
    kept = len(names._resolver.things._hits)
    for number in range(50):
        assert names.answer(f"zzzq{number} xuwex").status == "not-recognised"
    assert len(names._resolver.things._hits) == kept


@pytest.fixture(scope="module")
def real_names(real_base: FactBase) -> Names:
    """Answers from the facts of this checkout."""
    return Names(real_base, "all", suggest=False)


ALARMS = ["overdose", "suicide", "unconscious", "not breathing", "cannot wake", "too many"]
WHY = ["for pain", "for", "for pain,", "for migraine and", "tablets", "10 mg", "daily", "; no codeine,", "zzzq"]


@given(st.sampled_from(ALARMS), st.sampled_from(MEDICINES), st.lists(st.sampled_from(WHY), max_size=3), st.booleans())
@settings(max_examples=100, deadline=None)
def test_words_for_an_emergency_are_never_explained(
    real_names: Names, alarm: str, name: str, why: list[str], first: bool
) -> None:
    """Whatever a medicine is for, and whatever stands between."""
    text = " ".join([alarm, name, *why] if first else [name, *why, alarm])
    assert real_names.answer(text).urgent


TAKING = ["no", "not on", "stopped", "allergic to", "without", "not", "never", "except", "other than", "instead of"]
TAKING_BEHIND = ["free", "stopped", "stopped and"]
UNSURE = ["do not stop", "if", "off", "restarted"]
_TURNING = {*TAKING, *TAKING_BEHIND, *UNSURE, "for", "(", ")"}


@given(
    st.lists(
        st.sampled_from(
            ["codeine", "methadone", "paracetamol", *TAKING, *TAKING_BEHIND, *UNSURE, ",", "and", "/", "for", "(", ")"]
        ),
        max_size=7,
    ),
    st.sampled_from(["codeine", "methadone", "paracetamol"]),
)
@settings(max_examples=200, deadline=None)
def test_name_is_gone_only_beside_a_word_that_takes_it_away(names: Names, words: list[str], last: str) -> None:
    """It is in the answer or unread, or such a word stands before or behind it, with nothing between but more of these words."""
    around = [*words, last]
    answer = names.answer(" ".join(around))
    told = (
        found(answer) | set(" ".join(answer.unread).split()) | {name for one in answer.readings for name in one.name.split(", ")}
    )
    for place, word in enumerate(around):
        if word in MEDICINES and word not in told:
            before = takewhile(_TURNING.__contains__, reversed(around[:place]))
            behind = takewhile(_TURNING.__contains__, around[place + 1 :])
            assert {*TAKING, "stopped and"} & {*before} or {*TAKING_BEHIND} & {*behind}
