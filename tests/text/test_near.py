"""Near names: a slip leads to the right name first, and never to an answer."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import DATA
from valcli.answers.names import Names
from valcli.model.facts import Facts
from valcli.store.fact_base import FactBase
from valcli.text.fold import fold
from valcli.text.near import is_one_letter, near_names, sounds_of

SLIPS = [line.split("\t") for line in (DATA / "misspelled.tsv").read_text().splitlines()]
FIRST, BY_RULE = 0.97, 0.93
LETTERS = "bcdfghijklmnopqrstuvwxyz"
SOUND = [
    ("ph", "f"),
    ("c", "k"),
    ("ce", "se"),
    ("ci", "si"),
    ("x", "ks"),
    ("z", "s"),
    ("y", "i"),
    ("th", "t"),
    ("qu", "kw"),
    ("l", "ll"),
]


def things(names: Names, name: str) -> object:
    """What a name leads to."""
    answer = names.answer(name)
    return answer.question or frozenset(fold(item.ingredient or item.interactant or item.name) for item in answer.resolved)


def is_first(names: Names, typed: str, meant: str) -> bool:
    """Whether the nearest name is the one that was meant, or another name of the same thing."""
    suggestions = names.answer(typed).suggestions
    return bool(suggestions) and (fold(suggestions[0]) == fold(meant) or things(names, suggestions[0]) == things(names, meant))


def test_people_who_misspell_find_the_name_first(real_base: FactBase) -> None:
    """Of the slips in misspelled.tsv the right name is suggested first, often enough."""
    names = Names(real_base, "all")
    asked = [(typed, meant) for typed, meant in SLIPS if names.answer(typed).status == "not-recognised"]
    assert len(asked) >= 500
    wrong = [(typed, meant) for typed, meant in asked if not is_first(names, typed, meant)]
    assert len(wrong) <= (1 - FIRST) * len(asked), wrong


def test_slips_made_by_rule_find_the_name_first(real: Facts, real_base: FactBase) -> None:
    """A letter lost, doubled, swapped, another vowel, another spelling of a sound, another beginning: any name."""
    names = Names(real_base, "all")
    plain = sorted(
        {
            entry.name.lower()
            for entry in real.names()
            if entry.via in ("generic", "brand", "product") and not entry.old and entry.name.isalpha() and len(entry.name) > 4
        }
    )
    chance = random.Random(3)  # noqa: S311  the same slips in every run
    asked: list[tuple[str, str]] = []
    while len(asked) < 420:
        meant = chance.choice(plain)
        typed = slip(meant, len(asked) % 7, chance)
        if typed != meant and names.answer(typed).status == "not-recognised":
            asked.append((typed, meant))
    wrong = [(typed, meant) for typed, meant in asked if not is_first(names, typed, meant)]
    assert len(wrong) <= (1 - BY_RULE) * len(asked), wrong


def slip(name: str, kind: int, chance: random.Random) -> str:
    place = chance.randrange(1, len(name) - 1)
    before, letter, after = name[:place], name[place], name[place + 1 :]
    vowels = [number for number, one in enumerate(name) if number and one in "aeiou"]
    heard = [(written, other) for written, other in SOUND if written in name]
    match kind:
        case 0:
            return before + after
        case 1:
            return before + letter + letter + after
        case 2:
            return before + after[0] + letter + after[1:]
        case 3 if vowels:
            number = chance.choice(vowels)
            return name[:number] + chance.choice("aeiou") + name[number + 1 :]
        case 4 if heard:
            return name.replace(*chance.choice(heard), 1)
        case 5:
            return name[1:]
        case 6:
            return chance.choice("aei" + name[0]) + name
    return name


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("zanax", "Xanax"),
        ("clonopin", "Klonopin"),
        ("fenytoin", "phenytoin"),
        ("certraline", "sertraline"),
        ("sitalopram", "citalopram"),
        ("kodeine", "codeine"),
        ("feksofenadine", "fexofenadine"),
        ("hidrocodone", "hydrocodone"),
        ("ebuprofen", "ibuprofen"),
        ("lprazolam", "alprazolam"),
        ("aalprazolam", "alprazolam"),
        ("zoplicone", "zopiclone"),
        ("amitrip", "amitriptyline"),
        ("certraline 50 mg tablets", "sertraline"),
    ],
)
def test_right_name_first(real_base: FactBase, typed: str, first: str) -> None:
    """Another first letter, letters that moved, a beginning, a strength and a form do not hide the name."""
    answer = Names(real_base, "all").answer(typed)
    assert (answer.status, answer.suggestions[:1]) == ("not-recognised", (first,))


def test_names_one_letter_away_are_shown() -> None:
    """Between two medicines nobody guesses: both are shown, the likelier first; others that are far are not."""
    names = ["aclidinium", "clidinium", "clonidine", "sertraline"]
    assert near_names("alidinium", names) == ["clidinium", "aclidinium"] or set(near_names("alidinium", names)) == set(names[:2])
    crowd = ["tamol", "temol", "timol", "tomol"]
    assert len(near_names("tumol", crowd)) == 3  # a longer list is not read


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("soma", "soda", True),
        ("clidinium", "aclidinium", True),
        ("valium", "vallium", True),
        ("soma", "soma", False),
        ("codeine", "codiene", False),
        ("xanax", "zantac", False),
    ],
)
def test_one_letter(one: str, other: str, near: bool) -> None:
    """One letter more, less or changed; two that changed places are two."""
    assert is_one_letter(one, other) is near


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("phenytoin", "fenitoin", True),
        ("xanax", "zanax", True),
        ("citalopram", "sitalopram", True),
        ("pseudoephedrine", "sudoefedrine", False),
        ("quetiapine", "kwetiapine", True),
        ("rhinitis", "rinitis", True),
        ("amoxil", "amoxxil", True),
        ("morphine", "codeine", False),
    ],
)
def test_same_sound(one: str, other: str, same: bool) -> None:
    """Spellings of one sound are one; other sounds stay apart."""
    first, second = sounds_of([one, other])
    assert (first == second) is same


def test_far_words_are_not_suggested() -> None:
    """What is not near is not there, and a short word must be nearly right."""
    assert near_names("bicycle", ["diazepam", "codeine", "wine"]) == []
    assert near_names("wind", ["wine", "beer"]) == []
    assert near_names("wiine", ["wine", "beer"]) == ["wine"]
    assert near_names("", ["wine"]) == []


def test_parts_of_a_mixture_are_meant_each_by_itself(real_base: FactBase) -> None:
    """In a list joined by a word the known part stays and the other is suggested."""
    answer = Names(real_base, "all").answer("codiene and paracetamol")
    assert (answer.status, answer.suggestions) == ("partial", ("codeine",))
    assert [item.ingredient for item in answer.resolved] == ["paracetamol"]


@pytest.mark.parametrize("typed", ["grapefuit juice", "grapefruit jiuce", "grapfruit juice", "grapefruit juise"])
def test_longer_name_stands_before_its_part(real_base: FactBase, typed: str) -> None:
    """Who misspells one word of a longer name meant the longer name; one with no slip in it is only its parts."""
    names = Names(real_base, "all")
    assert names.answer(typed).suggestions[0] == "grapefruit juice"
    assert names.answer("juice thing").suggestions == ("juice",)


def test_ordinary_words_are_no_slips(real_base: FactBase) -> None:
    """A word for a form or for food has no near names; a slip of a name that is like one has."""
    names = Names(real_base, "all")
    for word in ("medicine", "Medicines", "tablet", "tablets", "capsules", "sandwich", "oral", "syrup", "lunch"):
        answer = names.answer(word)
        assert (answer.status, answer.suggestions) == ("not-recognised", ())
    assert "zantac" in names.answer("zantack").suggestions


@pytest.mark.parametrize("word", ["pasta", "kettle"])
def test_an_everyday_word_suggests_nothing(real_base: FactBase, word: str) -> None:
    """A word that people use, about which nothing is said, is told apart from a slip."""
    answer = Names(real_base, "all").answer(word)
    assert (answer.status, answer.suggestions, answer.notes) == ("not-recognised", (), ())


@pytest.mark.parametrize("word", ["chocolate", "bananas"])
def test_a_known_food_suggests_nothing(real_base: FactBase, word: str) -> None:
    """A food that is known by name has no statement, no level and no near names."""
    answer = Names(real_base, "all").answer(word)
    assert (answer.status, answer.level, answer.suggestions, answer.notes) == ("no-data", None, (), ())


@pytest.mark.parametrize(
    ("word", "near"),
    [("restless legs", ("restless legs tablet",))],
)
def test_what_search_answers_is_told(real_base: FactBase, word: str, near: tuple[str, ...]) -> None:
    """What is no name, but answered by search, leads there; not in a stream, where nothing is suggested."""
    answer = Names(real_base, "all").answer(word)
    assert (answer.suggestions, answer.notes) == (near, (f"Try: valcli search {word.lower()}",))
    assert Names(real_base, "all", suggest=False).answer(word).notes == ()


@pytest.mark.parametrize("word", ["flying", "flight"])
def test_a_search_is_told_once(real_base: FactBase, word: str) -> None:
    """A name whose own note leads to a search is not led there a second time."""
    answer = Names(real_base, "all").answer(word)
    assert (answer.status, answer.suggestions, answer.notes) == ("no-data", (), ("Read more: valcli search flying.",))


def test_headings_are_not_suggested(real: Facts, real_base: FactBase) -> None:
    """What an entry is headed is not what people call a medicine, unless it is as short as a name."""
    names = Names(real_base, "all")
    for interactant in real.interactants:
        for typed in (interactant.name[:9], interactant.name[:-1]):
            found = [near for near in names.answer(typed).suggestions if near == interactant.name and len(near.split()) > 2]
            assert not found or len(real_base.names(fold(interactant.name), bare=False)) > 1
    for typed in ("St Johns worte", "st john wort", "St Johns wortt"):
        assert names.answer(typed).suggestions[0] == "St John's wort"
    assert names.answer("warfarine").suggestions[0] == "Warfarin"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ibuprofencodeine", ("ibuprofen", "codeine")),
        ("paracetamolcaffeinecodeine", ("paracetamol", "caffeine", "codeine")),
        ("magnesiumoxide", ("magnesium",)),
        ("codeinetablets", ("codeine",)),
        ("naproxn pm", ("Naproxen PM",)),
        ("percoets", ("Percocet",)),
    ],
)
def test_what_was_meant_stands_first(real_base: FactBase, typed: str, meant: tuple[str, ...]) -> None:
    """Words written as one are taken apart; of a plural the single name counts; no list is longer than three."""
    suggestions = Names(real_base, "all").answer(typed).suggestions
    assert suggestions[: len(meant)] == meant
    assert len(suggestions) <= 3


def test_names_in_a_sentence_are_suggested(real_base: FactBase) -> None:
    """Names among other words are offered from left to right, the longest run of words for each; other words are not."""
    names = Names(real_base, "all", suggest=True)
    answer = names.answer("can my zzzq take ibuprofen after red wine tonight")
    assert [item.ingredient for item in answer.resolved] == ["ibuprofen"]
    assert "red wine" in answer.suggestions
    assert names.answer("what about it then").suggestions == ()


def test_each_thing_is_suggested_once(real_base: FactBase) -> None:
    """Three places are for three things, not for three names of one."""
    names = Names(real_base, "all")
    for typed in ("diazapam", "sertralin", "nurofin", "tilenol"):
        led = [things(names, name) for name in names.answer(typed).suggestions]
        assert len(led) == len(set(led))


@given(st.text(max_size=30), st.lists(st.text(max_size=12), max_size=8))
def test_any_text_has_near_names_or_none(asked: str, names: list[str]) -> None:
    """Whatever is typed: names of the list, each once, a handful at most, and the same each time."""
    near = near_names(asked, names)
    assert near == near_names(asked, names)
    assert len(near) == len(set(near)) <= 5
    assert set(near) <= set(names)
