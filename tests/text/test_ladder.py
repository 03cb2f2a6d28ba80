"""The ladder of names: each rung with examples on both sides."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valcli.text.ladder import MAX_NAME, fault_of, fold, ladder, parts, singular


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
    ("typed", "form", "rung"),
    [
        ("caf\u00e9", "cafe", 2),
        ("co-codamol", "cocodamol", 2),
        ("co-codamol", "co codamol", 2),
        ("Cold & Flu", "cold and flu", 2),
        ("Cold + Flu", "cold and flu", 2),
        ("Cold & Flu", "cold flu", 2),
        ("omeprazole 20 mg", "omeprazole", 3),
        ("omeprazole 20mg", "omeprazole", 3),
        ("co-codamol 30/500", "cocodamol", 3),
        ("percocet 10-325", "percocet", 3),
        ("neurontin 300", "neurontin", 3),
        ("duragesic-100", "duragesic", 3),
        ("a glass of wine", "wine", 3),
        ("two pints of beer", "beer", 3),
        ("omeprazole 20 mg twice a day", "omeprazole", 3),
        ("omeprazole 20mg od", "omeprazole", 3),
        ("omeprazole 5-10mg", "omeprazole", 3),
        ("omeprazole 20 \u00b5g", "omeprazole", 3),
        ("omeprazole 10 mg / 5 ml", "omeprazole", 3),
        ("fentanyl 12micrograms/hour transdermal patches", "fentanyl patches", 3),
        ("fentanyl 25 mcg/hr patch every 72 hours", "fentanyl patch", 3),
        ("hydrocortisone 1% cream", "hydrocortisone cream", 3),
        ("1x paracetamol 500 mg", "paracetamol", 3),
        ("2 x 500mg paracetamol", "paracetamol", 3),
        ("Rx: omeprazole", "omeprazole", 3),
        ("1. omeprazole", "omeprazole", 3),
        ("Tab. Omeprazole 20mg", "omeprazole", 3),
        ("low dose amitriptyline", "amitriptyline", 3),
        ("generic omeprazole", "omeprazole", 3),
        ("omeprazole (28)", "omeprazole", 3),
        ("omeprazole #30", "omeprazole", 3),
        ("omeprazole (single dose)", "omeprazole", 3),
        ("trazodone 50 mg qhs", "trazodone", 3),
        ("trazodone q4-6h prn", "trazodone", 3),
        ("trazodone b.d.", "trazodone", 3),
        ("trazodone, one at night", "trazodone", 3),
        ("omeprazole 20 mg take one daily", "omeprazole", 3),
        ("lorazepam prn anxiety", "lorazepam", 3),
        ("omeprazole for acid reflux", "omeprazole", 3),
        ("prednisolone 5mg tabs 6 daily for 5 days", "prednisolone", 4),
        ("hydrocodone-acetaminophen 10-325 mg per tablet", "hydrocodoneacetaminophen", 3),
        ("omeprazole tablet(s)", "omeprazole", 4),
        ("omeprazole one to be taken at night", "omeprazole", 3),
        ("one four nocte", "one four", 3),
        ("lamisil once 10 mg bd", "lamisil once", 3),
        ("lemsip max all in one 4 times a day", "lemsip max all in one", 3),
        ("lemsip max all in one 30 dose", "lemsip max all in one", 4),
        ("omeprazole one four times a day", "omeprazole", 3),
        ("omeprazole one or two up to four times a day", "omeprazole", 3),
        ("omeprazole one three times a day", "omeprazole", 3),
        ("omeprazole each morning before breakfast", "omeprazole", 3),
        ("omeprazole take 25 mg by mouth", "omeprazole", 3),
        ("omeprazole every 4-6 hours, max 6/day", "omeprazole", 3),
        ("omeprazole every 6 (six) hours", "omeprazole", 3),
        ("omeprazole 20 mg (10 mg total) bd", "omeprazole", 3),
        ("omeprazole (Teva UK Ltd) 1 bd", "omeprazole", 3),
        ("omeprazole (Galen Pharma (UK) Ltd)", "omeprazole", 3),
        ("omeprazole (twice a day)", "omeprazole", 3),
        ("omeprazole sugar free", "omeprazole", 3),
        ("omeprazole 0.25 mg or 0.5 mg", "omeprazole", 3),
        ("salbutamol 2 puffs qds", "salbutamol inhaler", 3),
        ("salbutamol inhaler inhale 2 puffs", "salbutamol inhaler", 3),
        ("salbutamol 108 (90 Base) MCG/ACT inhaler", "salbutamol inhaler", 3),
        ("fluticasone 2 sprays each nostril", "fluticasone nasal spray", 3),
        ("fluticasone nasal spray 2 sprays into each nostril daily", "fluticasone nasal spray", 3),
        ("hydrocortisone cream apply twice daily", "hydrocortisone cream", 3),
        ("estradiol patch change every 3 days", "estradiol patch", 3),
        ("olanzapine inject once daily", "olanzapine injection", 3),
        ("chloramphenicol eye drops 1 drop in each eye", "chloramphenicol eye drops", 3),
        ("insulin glargine pen injector inject 20 units", "insulin glargine pen", 3),
        ("omeprazole take 1 tablet by mouth daily", "omeprazole", 4),
        ("omeprazole 1 bd 56 capsules", "omeprazole", 4),
        ("fentanyl 25 patches", "fentanyl patches", 4),
        ("fentanyl patches one weekly 4 patch", "fentanyl patches", 4),
        ("tylenol 3 tablets", "tylenol 3", 4),
        ("escitalopram oxalate", "escitalopram", 4),
        ("fluticasone furoate", "fluticasone", 4),
        ("oxycodone M/R 10mg tablets", "oxycodone", 4),
        ("omeprazole gastro-resistant capsules", "omeprazole", 4),
        ("aspirin e/c", "aspirin", 4),
        ("venlafaxine ER 150 mg 24hr cap", "venlafaxine", 4),
        ("fluoxetine 20mg/5ml oral solution", "fluoxetine", 4),
        ("mirtazapine 15mg oro-dispersible tablets", "mirtazapine", 4),
        ("prochlorperazine 3mg buccal tabs", "prochlorperazine", 4),
        ("madopar 62.5 dispersible", "madopar", 4),
        ("hydroxyzine pamoate 25mg", "hydroxyzine", 4),
        ("atorvastatin calcium", "atorvastatin", 4),
        ("co-codamol 30/500 tabs PRN", "cocodamol", 4),
        ("sertraline hydrochloride", "sertraline", 4),
        ("omeprazole 20 mg capsules", "omeprazole", 4),
        ("venlafaxine XR", "venlafaxine", 4),
        ("wines", "wine", 5),
        ("cough mixtures", "cough mixture", 5),
        ("hiv tablets", "hiv tablet", 5),
    ],
)
def test_rung_reaches_the_name(typed: str, form: str, rung: int) -> None:
    """What a lower rung drops is dropped on that rung, not before."""
    assert (rung, form) in [(number, key) for number, key in ladder(typed) if key == form]


@pytest.mark.parametrize(
    ("typed", "never"),
    [
        ("liquid ecstasy", "ecstasy"),
        ("0% beer", "beer"),
        ("alcohol-free beer", "beer"),
        ("olanzapine injection", "olanzapine"),
        ("diclofenac gel", "diclofenac"),
        ("ciprofloxacin eye drops", "ciprofloxacin"),
        ("fentanyl patch", "fentanyl"),
        ("nicotine lozenge", "nicotine"),
        ("hydrocortisone cream", "hydrocortisone"),
        ("night nurse liquid", "night nurse"),
        ("azelastine nasal spray", "azelastine"),
        ("beer 0.0%", "beer"),
        ("fentanyl lozenges", "fentanyl"),
        ("promethazine liquid", "promethazine"),
        ("minoxidil for hair", "minoxidil"),
        ("sertraline for dogs", "sertraline"),
        ("buprenorphine patches", "buprenorphine"),
        ("oxycodone soluble", "oxycodone"),
        ("diclofenac suppositories", "diclofenac"),
        ("Tylenol #3", "tylenol"),
        ("fluticasone 2 sprays each nostril", "fluticasone"),
        ("salbutamol 2 puffs", "salbutamol"),
        ("olanzapine inject 10 mg daily", "olanzapine"),
        ("diclofenac apply twice daily", "diclofenac"),
        ("estradiol change every 3 days", "estradiol"),
        ("fentanyl 4 patches", "fentanyl"),
        ("chloramphenicol 1 drop both eyes", "chloramphenicol"),
        ("sodium valproate", "sodium"),
        ("haloperidol decanoate", "haloperidol"),
        ("vitamin b 12 tablets", "vitamin b"),
        ("codeine (paracetamol)", "codeine"),
        ("sertraline (for dogs)", "sertraline"),
        ("buprenorphine (for pain)", "buprenorphine"),
        ("bd prn", "bd"),
        ("10 mg bd", "bd"),
        ("bd 10 mg", "bd"),
        ("bd tablets", "bd"),
        ("20 mg", ""),
        ("tablets", ""),
    ],
)
def test_no_rung_drops_what_changes_the_answer(typed: str, never: str) -> None:
    """Forms that change the answer, and words that turn it round, are never dropped; nothing becomes empty."""
    assert never not in [key for _, key in ladder(typed)]


def test_first_rung_comes_first() -> None:
    """A name climbs from the strictest spelling to the loosest, each form once."""
    rungs = list(ladder("Caf\u00e9 20 mg tablets"))
    assert [number for number, _ in rungs] == sorted(number for number, _ in rungs)
    assert rungs[0] == (1, "caf\u00e9 20 mg tablets")


@pytest.mark.parametrize(
    ("typed", "pieces"),
    [
        ("codeine / paracetamol", ["codeine", "paracetamol"]),
        ("codeine+paracetamol", ["codeine", "paracetamol"]),
        ("codeine and paracetamol", ["codeine", "paracetamol"]),
        ("codeine with paracetamol 30/500", ["codeine", "paracetamol"]),
        ("Losec (omeprazole) 20 mg", ["losec", "omeprazole"]),
        ("1. Losec (omeprazole) 20 mg GR caps, one at night", ["losec gr caps", "omeprazole"]),
        ("Diltiazem (Tildiem LA) 200mg capsules", ["diltiazem capsules", "tildiem la"]),
        ("buprenorphine 8mg/naloxone 2mg sublingual film", ["buprenorphine", "naloxone sublingual film"]),
        ("fluticasone (Flonase) 50 mcg nasal spray 2 sprays each nostril", ["fluticasone nasal spray", "flonase"]),
        ("albuterol (Proventil; Ventolin) inhaler", ["albuterol inhaler", "proventil", "ventolin"]),
        ("codeine-paracetamol", ["codeine", "paracetamol"]),
        ("co-codamol", ["co-codamol"]),
        ("codeine", ["codeine"]),
        ("sand", ["sand"]),
    ],
)
def test_joined_ingredients_come_apart(typed: str, pieces: list[str]) -> None:
    """A product typed by its ingredients is each of them."""
    assert parts(typed) == pieces


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
        ("wi\nne", "control-characters"),
        ("wi\x1b[31mne", "control-characters"),
        ("wi\u202ene", "control-characters"),
        ("\udcff", "control-characters"),
        ("x" * MAX_NAME, ""),
        ("wine", ""),
    ],
)
def test_names_that_cannot_be_looked_up(typed: str, reason: str) -> None:
    """Each has its reason; everything else is looked up."""
    assert fault_of(typed) == reason


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(name: str) -> None:
    """A folded name is its own fold, so a name in the facts and a typed one meet."""
    assert fold(fold(name)) == fold(name)


@given(st.text(min_size=1, max_size=60))
def test_ladder_never_offers_nothing(name: str) -> None:
    """No rung is empty unless the name itself folds to nothing."""
    rungs = [key for _, key in ladder(name)]
    assert all(rungs) or not fold(name)


@pytest.mark.parametrize(
    "piece",
    ["prn od pain ", "1 x 1/7 ", "1/1-", "tab (tab) ", "for pain, one daily ", "10 mg / ", "1 tablet ", "((ltd ", "take one "],
)
def test_no_line_is_read_in_too_many_ways(piece: str) -> None:
    """A line made to be read in many ways is read once: few forms, and parts that are no longer than the line."""
    for typed in (piece * 40, piece * 40 + "!"):
        line = typed[:MAX_NAME]
        assert len(list(ladder(line))) < 200
        assert sum(map(len, parts(line))) <= len(line)
