"""Names as people type them, over the real facts: lines of a list, words with two meanings, look-alikes, junk."""

import pytest

from conftest import DATA
from valcli.answers.names import Names
from valcli.answers.types import NameAnswer
from valcli.model.facts import Facts
from valcli.store.fact_base import FactBase
from valcli.text.fold import fold
from valcli.text.near import is_one_letter

LINES = [line.split("\t") for line in (DATA / "list_lines.tsv").read_text().splitlines()]


def ask(base: FactBase, name: str) -> NameAnswer:
    return Names(base, "all").answer(name)


@pytest.mark.parametrize(("line", "meant"), LINES, ids=[line for line, _ in LINES])
def test_line_of_a_list_leads_to_its_medicines(real_base: FactBase, line: str, meant: str) -> None:
    """Strength, form, directions, brackets and the marks of a list hide no medicine, and add none."""
    answer = ask(real_base, line)
    assert {fold(item.ingredient or item.name) for item in answer.resolved} == set(meant.split("+"))


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("decaf coffee", "no-data"),
        ("anabolic steroids", "no-data"),
        ("macrogol", "no-data"),
        ("Librium", "interaction"),
        ("lithium", "interaction"),
        ("benzos", "ambiguous"),
        ("xannies", "ambiguous"),
        ("magnesium sulfate", "ambiguous"),
        ("Rescue Remedy", "ambiguous"),
        ("Sudafed Blocked Nose", "partial"),
        ("Nurofen Zzzz 200 mg", "partial"),
        ("Alka-Seltzer Plus Severe Cold & Flu", "partial"),
        ("codeine (Benadryl)", "ambiguous"),
        ("paracetamol (Solpadeine)", "ambiguous"),
        ("aspirin (Anadin)", "ambiguous"),
        ("ibuprofen and painkiller", "ambiguous"),
        ("loratadine and claritin", "no-data"),
        ("codeine (sleeping pill)", "partial"),
        ("olanzapine (Zyprexa)", "ambiguous"),
        ("omeprazole (codein)", "partial"),
        ("tylenol wine", "ambiguous"),
        ("tylenol and wine", "ambiguous"),
        ("sleeping pill zzzz", "not-recognised"),
        ("Heather Smith", "not-recognised"),
        ("omeprazole cream", "no-data"),
        ("sertraline (for dogs)", "partial"),
        ("0% wine", "ambiguous"),
    ],
)
def test_state_of_a_name(real_base: FactBase, name: str, status: str) -> None:
    """What has one meaning is answered, what has two asks back, and what changes the answer is not dropped."""
    assert ask(real_base, name).status == status


@pytest.mark.parametrize("name", ["Camila", "Hailey", "Heather", "Leena", "Nikki", "Yasmin", "Zarah"])
def test_first_name_asks_back(real_base: FactBase, name: str) -> None:
    """A person's name that is also a brand answers nothing by itself."""
    answer = ask(real_base, name)
    assert (answer.status, answer.interactions) == ("ambiguous", ())
    assert [reading.interactant for reading in answer.readings] == ["ix.hormones-contraception-hrt", None]


NO_NAMES = """
mg|MG|500 mg|caps|PRN|tablet|Can I take this with my dinner?|once daily|bd prn|od|tds|10 mg bd|bd 10 mg|bd tablets|2 x daily
one tablet|1 tablet|po|take one at night|2 puffs|apply twice daily
""".strip().replace("\n", "|")  # fmt: skip


@pytest.mark.parametrize("name", NO_NAMES.split("|"))
def test_word_of_a_list_is_no_medicine(real_base: FactBase, name: str) -> None:
    """A unit, a form or a sentence has no level, and no near name echoes what was typed."""
    answer = ask(real_base, name)
    assert (answer.status, answer.level) == ("not-recognised", None)
    assert not [near for near in answer.suggestions if "?" in near]


@pytest.mark.parametrize(
    ("name", "twin"),
    [
        ("aclidinium", "clidinium"),
        ("Tropium", "trospium"),
        ("butabarbital", "butobarbital"),
        ("etonitazene", "metonitazene"),
        ("Librium", "Librax"),
    ],
)
def test_one_letter_apart(real_base: FactBase, name: str, twin: str) -> None:
    """Each of a look-alike pair names the other; the pair is symmetric."""
    assert twin in ask(real_base, name).lookalikes
    assert name in ask(real_base, twin).lookalikes


def test_names_one_letter_apart_name_each_other(real: Facts, real_base: FactBase) -> None:
    """Two names of one word that differ in one letter and lead to different things stand in a look-alike group, or ask back."""
    keys = {fold(entry.name) for entry in real.names() if entry.via != "patient-word"}
    long = {key for key in keys if key.isalpha() and len(key) > 4}
    spots: dict[str, set[str]] = {}
    for key in long:
        for place in range(len(key)):
            for gap in ("", "?"):
                spots.setdefault(key[:place] + gap + key[place + 1 :], set()).add(key)
    pairs = {(one, other) for near in spots.values() for one in near for other in near if one < other}
    pairs |= {(other, one) if other < one else (one, other) for one in long for other in spots.get(one, ()) if other != one}
    silent = []
    for one, other in sorted(pairs):
        answers = ask(real_base, one), ask(real_base, other)
        led = [
            {(item.interactant, item.interactant is None and item.ingredient) for item in answer.resolved} for answer in answers
        ]
        told = fold(other) in {fold(name) for name in answers[0].lookalikes}
        if is_one_letter(one, other) and all(led) and led[0] != led[1] and not told:
            silent.append((one, other))
    assert silent == []


@pytest.mark.parametrize("name", ["bromocriptine", "cabergoline", "pergolide", "pramipexole", "ropinirole"])
def test_member_is_never_milder_than_its_family(real_base: FactBase, name: str) -> None:
    """A dopamine agonist by its name is as strict as the family by its name."""
    assert ask(real_base, name).level == ask(real_base, "dopamine agonist").level


@pytest.mark.parametrize(
    ("one", "other"), [("Lemsip Cold & Flu", "Lemsip Cold and Flu"), ("NyQuil Cold + Flu", "NyQuil Cold and Flu")]
)
def test_sign_and_word_are_one_name(real_base: FactBase, one: str, other: str) -> None:
    """`&` and `+` in a name of a pack are `and`."""
    assert ask(real_base, one).interactions == ask(real_base, other).interactions
    assert (
        [item.matched for item in ask(real_base, one).resolved] == [item.matched for item in ask(real_base, other).resolved] != []
    )


@pytest.mark.parametrize(
    ("name", "note"),
    [
        ("insomnia", "Try: valcli search insomnia"),
        ("MRI scan", "Try: valcli search mri scan"),
        ("diabetes", ""),  # nothing here is about it
        ("omeprazole and zinc", ""),
    ],
)
def test_an_ordinary_word_without_a_statement_leads_on(real_base: FactBase, name: str, note: str) -> None:
    """What no statement is about as a pair may be told in the leaflet."""
    assert [said for said in ask(real_base, name).notes if said.startswith("Try:")] == ([note] if note else [])


def test_what_goes_on_the_skin_has_no_answer_of_a_tablet(real_base: FactBase) -> None:
    """A brand of a gel, an ointment or a cream is not answered as eye drops, a spray for chest pain or a lozenge."""
    assert ask(real_base, "Lotrimin").status == "no-data"
    for name in ("Mirvaso", "Rectogesic"):
        told = ask(real_base, name).interactions[0]
        said = f"{told.headline} {told.effect} {told.management}".casefold()
        assert not [word for word in ("eye", "chest", "spray") if word in said]


@pytest.mark.parametrize(("country", "sold"), [("all", ("us", "uk")), ("uk", ("uk",)), ("ie", ("us", "uk"))])
def test_a_brand_of_several_countries_tells_them(real_base: FactBase, country: str, sold: tuple[str, ...]) -> None:
    """Of the country asked for nothing else is told; elsewhere all of them."""
    assert Names(real_base, country).answer("Cialis").resolved[0].countries == sold


@pytest.mark.parametrize(
    "name", ["avanafil", "cialis", "gtn spray", "isosorbide mononitrate", "nicorandil", "nitro-dur", "riociguat"]
)
def test_a_nitrate_and_an_erection_medicine_warn_of_each_other_first(real_base: FactBase, name: str) -> None:
    """Before the level: blood pressure can fall to a dangerous level, and a spray that helps others harms then."""
    ((_, said),) = ask(real_base, name).leads
    assert said is not None
    assert "dangerous level" in said.headline
    assert "999" in said.headline
