"""The reader of names: what each class of words does, with both sides; what brackets, numbers and forms say."""

import pytest

from valcli.answers.names import Names
from valcli.answers.types import NameAnswer


def short(answer: NameAnswer) -> tuple[str, str | None, tuple[str, ...], tuple[str, ...]]:
    """State, level, what was found and what was not read."""
    found = tuple(sorted(item.ingredient or item.name for item in answer.resolved))
    return answer.status, answer.level, found, answer.unread


ZOLVANE = ("interaction", "avoid", ("zolvane",), ())


@pytest.mark.parametrize(
    "text",
    [
        "zolvane",
        "Zolvanes",
        "ZOLVANE 10 MG",
        "zolvane 10mg tablets",
        "zolvane hydrochloride 7.5 MG Oral Tablet",
        "sodium zolvane",
        "12 HR zolvane 20 MG Extended Release Oral Tablet [Noctil]",
        "Noctil XR 12.5",
        "zolvane 2 mg/ml inj soln",
        "zolvane 10mg/2ml solution for injection ampoules",
        "Zolvane 25 mcg/hr patch",
        "zolvane (Immediate Release)",
        "zolvane 10mg tablets (Teva UK Ltd)",
        "zolvane 10mg tablets (Zzzq Pharmaceuticals Ltd)",
        "zolvane sandoz",
        "zolvane 10 MG TABLET TAKE 1 TABLET AT BEDTIME AS NEEDED FOR INSOMNIA",
        "zolvane 10 mg q.h.s.",
        "zolvane for pain and migraine",
        "zolvane for adults",
        "children's zolvane",
        "zolvane, sugar free",
        "zolvane with food",
        "zolvane /00446701/",
        "zolvane (as hydrochloride)",
        "zolvane 5-10 mg",
        "zolvane 1-2 tablets",
        "zolvane 250mg/5ml",
        "zolvane 3-day patch",
        "NOCTIL (ZOLVANE)",
        "zolvane (Noctil)",
        "Noctil [zolvane]",
        "2 x 5mg zolvane",
        "a) zolvane",
        "#1 zolvane",
        "zolvane\t10 mg",
        "zolvane\u00a010\u00a0mg",
        "zolvane 10mg capsu",
    ],
)
def test_words_around_a_name_are_explained(names: Names, text: str) -> None:
    """Strength, salt, form, release, maker, direction, reason, person and note leave the medicine what it is."""
    assert short(names.answer(text)) == ZOLVANE


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("zolvane zzzq", ("zzzq",)),
        ("zzzq blorp zolvane 5 mg", ("zzzq blorp",)),
        ("zzzq / zolvane", ("zzzq",)),
        ("zolvane / sodium benzoate", ("sodium benzoate",)),
        ("zolvane (zzzq)", ("zzzq",)),
        ("zzzq (zolvane)", ("zzzq",)),
        ("Noctil Night", ("night",)),
        ("Noctil Extra", ("extra",)),
        ("zolvane compound", ("compound",)),
        ("Noctil pain", ("pain",)),
        ("zolvane without tablets", ("without",)),
        ("zolvane acetamin", ("acetamin",)),
    ],
)
def test_what_is_not_understood_makes_it_partial(names: Names, text: str, unread: tuple[str, ...]) -> None:
    """The part that is known is a floor, and the rest is told."""
    assert short(names.answer(text)) == ("partial", "avoid", ("zolvane",), unread)


@pytest.mark.parametrize(
    "text",
    ["zolvan", "zzzq", "10 mg", "tablets 10 mg", "sodium benzoate", "wine gums", "snow boots", "wine bar", "guaifen", "0% wine"],
)
def test_nothing_is_made_of_nothing(names: Names, text: str) -> None:
    """Slips, forms, salts and everyday words beside others lead to no medicine."""
    assert names.answer(text).status == "not-recognised"


def test_mild_part_of_a_text_has_no_level(names: Names) -> None:
    """Beside what was not read nothing is said to be without a problem."""
    answer = names.answer("paracetamol zzzq")
    assert short(answer) == ("partial", None, ("paracetamol",), ("zzzq",))
    assert answer.interactions == ()


@pytest.mark.parametrize(
    ("text", "status", "found"),
    [
        ("no wine", "not-recognised", ()),
        ("wine-free", "not-recognised", ()),
        ("codeine-free", "not-recognised", ()),
        ("not on zolvane", "not-recognised", ()),
        ("zolvane level", "not-recognised", ()),
        ("allergic to codeine", "not-recognised", ()),
        ("zolvane, no wine", "interaction", ("zolvane",)),
        ("codeine, wine free", "interaction", ("codeine",)),
        ("zolvane without codeine", "interaction", ("zolvane",)),
        ("Tylex no. 3", "interaction", ("codeine", "paracetamol")),
        ("zolvane no preservative", "interaction", ("zolvane",)),
    ],
)
def test_turning_word_takes_its_own_name_only(names: Names, text: str, status: str, found: tuple[str, ...]) -> None:
    """A name that is turned round goes, and nothing else with it."""
    answer = names.answer(text)
    assert (answer.status, tuple(sorted(item.ingredient or item.name for item in answer.resolved))) == (status, found)
    if status == "not-recognised":
        assert answer.reason == "turned-round"


@pytest.mark.parametrize(
    "text",
    [
        "codeine/paracetamol",
        "paracetamol + codeine",
        "PARACETAMOL\\CODEINE PHOSPHATE",
        "paracetamol, and codeine",
        "acetaminophen w/ codeine",
        "paracetamol with codeine 30/500",
        "codeine;paracetamol",
        "codeine | paracetamol",
        "acetaminop/codeine",
        "codeine 30 MG / acetaminophen 300 MG Oral Tablet [Codomol]",
        "Codomol 30/500",
        "CODOMOL (CODEINE PHOSPHATE, PARACETAMOL)",
        "paracetamol (with codeine)",
        "codeine paracetamol",
    ],
)
def test_product_from_its_parts(names: Names, text: str) -> None:
    """In any order and with any joiner."""
    assert short(names.answer(text)) == ("interaction", "avoid", ("codeine", "paracetamol"), ())


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("paracetamol 300-30 mg", "ambiguous"),
        ("paracetamol 500/30", "ambiguous"),
        ("paracetamol 500mg + 30mg", "ambiguous"),
        ("paracetamol 8 mg/500 mg effervescent", "ambiguous"),
        ("codeine 5/325", "ambiguous"),
        ("paracetamol 250mg/5ml", "none-known"),
        ("paracetamol 250-500 mg", "none-known"),
        ("paracetamol 1/2 tablet", "none-known"),
        ("paracetamol 500mg 1 or 2 tablets", "none-known"),
        ("methadone 40-10 mg", "partial"),
    ],
)
def test_two_weights_are_a_second_ingredient(names: Names, text: str, status: str) -> None:
    """A pair asks among the packs that hold the substance; a range, a volume and a count do not."""
    assert names.answer(text).status == status


def test_pair_asks_strictest_first(names: Names) -> None:
    """The pack with the opioid stands first, and the level is its level."""
    answer = names.answer("paracetamol 300/30")
    assert answer.level == "avoid"
    assert [(item.name, item.level) for item in answer.readings] == [
        ("codeine, paracetamol", "avoid"),
        ("guaifenesin, paracetamol", None),
    ]


@pytest.mark.parametrize(
    ("text", "status", "unread"),
    [
        ("Tylex 3", "interaction", ()),
        ("Tylex-US 500", "none-known", ()),
        ("Codomol 3", "partial", ("3",)),
        ("Noctil 10", "interaction", ()),
    ],
)
def test_bare_number(names: Names, text: str, status: str, unread: tuple[str, ...]) -> None:
    """A bare number is a strength, unless one figure may tell a pack of several ingredients from another."""
    answer = names.answer(text)
    assert (answer.status, answer.unread) == (status, unread)


@pytest.mark.parametrize(
    ("text", "status", "level"),
    [
        ("zolvane (codeine)", "ambiguous", "avoid"),
        ("paracetamol (zolvane)", "ambiguous", "avoid"),
        ("paracetamol (Codomol)", "interaction", "avoid"),
        ("paracetamol 500 MG Oral Tablet [Noctil]", "ambiguous", "avoid"),
        ("paracetamol 500 MG Oral Tablet [Noctil Zzzq]", "partial", "avoid"),
        ("paracetamol 500 MG Oral Tablet [Zzzq]", "none-known", "no-known-problem"),
        ("Coldex (zolvane)", "interaction", "avoid"),
        ("zolvane (Coldex)", "interaction", "avoid"),
        ("codeine (Coldex)", "ambiguous", "avoid"),
    ],
)
def test_brackets_behind_a_name(names: Names, text: str, status: str, level: str) -> None:
    """The same thing is the same thing; another one asks; a label behind ingredients with strengths says nothing."""
    answer = names.answer(text)
    assert (answer.status, answer.level) == (status, level)


@pytest.mark.parametrize(
    ("text", "status", "form"),
    [
        ("zolvane 10 mg tablet", "interaction", "swallowed"),
        ("zolvane injection", "interaction", "injected"),
        ("zolvane 1% cream", "no-data", "skin"),
        ("Noctil cream", "no-data", "skin"),
        ("zolvane eye drops", "no-data", "eye"),
        ("codeine ointment", "no-data", "skin"),
        ("codeine oral gel", "no-data", "mouth"),
        ("codeine nasal spray", "no-data", "nose"),
        ("codeine inhaler", "no-data", "inhaled"),
        ("codeine oral drops", "interaction", "swallowed"),
        ("codeine drops", "interaction", None),
        ("brimolane 0.2 % ophthalmic solution", "interaction", "eye"),
        ("brimolane tablets", "no-data", "swallowed"),
        ("codeine rectal cream", "interaction", "rectal"),
    ],
)
def test_form_picks(names: Names, text: str, status: str, form: str | None) -> None:
    """An entry for the form answers; else the statement holds for the forms that it names, or for the whole body."""
    answer = names.answer(text)
    assert (answer.status, answer.form) == (status, form)


def test_form_without_a_statement_says_so(names: Names) -> None:
    """A local form is never answered by the tablet, but it is told that the tablet is to be avoided."""
    answer = names.answer("codeine cream")
    assert answer.level is None
    assert answer.notes == (
        "codeine, on the skin: No source that we read speaks about this form.",
        "In its usual form it stands under: Avoid together.",
    )


def test_another_form_of_the_whole_body_says_what_was_read(names: Names) -> None:
    """An injection has the tablet's answer, and the words that tablets were read about."""
    answer = names.answer("codeine injection")
    assert answer.level == "avoid"
    assert answer.notes == ("What is told here was read about tablets. You asked about another form: by injection or drip.",)


def test_list_in_one_text(names: Names) -> None:
    """Parts that make no product are each answered; what asks back is one part like any other."""
    assert short(names.answer("zolvane, codeine, guaifenesin")) == (
        "interaction",
        "avoid",
        ("codeine", "guaifenesin", "zolvane"),
        (),
    )
    asked = names.answer("wine and Coldex")
    assert (asked.status, asked.level) == ("ambiguous", "avoid")
    assert [item.name for item in asked.readings] == ["the night tablet", "the day tablet"]
    assert [item.id for item in asked.interactions] == ["ix.alcohol"]


def test_medicine_itself_in_a_list_comes_after_the_others(names: Names) -> None:
    """Its entry keeps its own level, and the level is the strictest of the others or its own."""
    answer = names.answer("calmazin and wine")
    assert (answer.status, answer.level) == ("interaction", "avoid")
    assert {item.id: item.level for item in answer.interactions} == {"ix.alcohol": "avoid", "ix.same-medicine": "ask-first"}
    assert names.answer("calmazin and paracetamol").status == "same-medicine"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("a glass of wine", "interaction"),
        ("2 pints of beer", "interaction"),
        ("zolvane and wine", "interaction"),
        ("wine tablets", "not-recognised"),
        ("zolvane for wine", "interaction"),
        ("zolvane in wine sauce", "partial"),
    ],
)
def test_everyday_words_fill_their_part_alone(names: Names, text: str, status: str) -> None:
    """Never with a form, and they never make a text partial by themselves."""
    assert names.answer(text).status == status


def test_citations_of_a_member_go_before_those_of_the_whole(names: Names) -> None:
    """Each once, its own first."""
    cited = names.answer("brimolane").interactions[0].citations
    assert [(item.source, item.locator) for item in cited] == [("label-us", "section 8"), ("label-us", "section 7")]
