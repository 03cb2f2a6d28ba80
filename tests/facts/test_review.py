"""What the clinical review asked for, one row for each name, with the number of its item.

Items 1 to 28 of the review are corrections marked as harm, 29 to 65 are misleading or polish,
B1 to B6 are its additions. Where an answer differs from the review, a stricter source was read
since, or nothing was: what rests on absence has no level.
"""

from collections.abc import Iterable
from typing import Any

import pytest

from valcli.answers import interactions as answers_interactions
from valcli.answers.names import Names
from valcli.answers.types import NameAnswer, NamesAnswer
from valcli.output import json_form
from valcli.store.fact_base import FactBase

# (item, level or None for no data, names, words that must stand in the answer, words that must not)
ANSWERS: list[tuple[str, str | None, str, str, str]] = [
    # a seizure rescue medicine is never held back
    ("1", "ask-first", "Buccolam; Epistatus; Nayzilam", "plan", ""),
    ("1", "avoid", "midazolam; clobazam; clonazepam", "plan; fits", ""),
    # the figure is about clearance: the metabolite piles up
    ("5", "avoid", "fluvoxamine", "breakdown product rise; clearance", "active metabolite too low"),
    # enzyme inducers make diazepam weaker
    ("6", "ask-first", "apalutamide; enzalutamide; sparsentan", "withdrawal", "too-much"),
    # a product answers with the strictest of all its ingredients
    ("7", "avoid", "Limbitrol; Librax; Migraleve Pink; ZzzQuil Ultra", "", ""),
    ("7", "ask-first", "Zyrtec-D", "cetirizine", ""),
    ("8", "avoid", "Migraleve Complete", "codeine; buclizine", ""),
    ("9", "avoid", "Robitussin AC; Cheratussin AC; Virtussin AC; Guaiatussin AC; guaifenesin AC; Duratuss AC", "codeine", ""),
    ("9", "avoid", "Benylin with Codeine", "codeine", ""),
    # sleeping barbiturates and their like, as strict as Z-drugs
    ("11", "avoid", "secobarbital; pentobarbital; amobarbital; butabarbital; butobarbital; Tuinal", "", ""),
    ("11", "avoid", "meprobamate; carisoprodol", "", ""),
    ("11", "ask-first", "phenobarbital; primidone", "suddenly", ""),
    ("11", "ask-first", "butalbital", "", ""),
    # boosters by what their texts say; never refuse or delay the antiviral
    ("12", "avoid", "ritonavir; Norvir", "", ""),
    ("12", "avoid", "Paxlovid", "5 days; Do not stop diazepam suddenly; do not refuse", ""),
    ("12", "ask-first", "Rezolsta; Prezcobix; Symtuza; Evotaz; Stribild; Genvoya; Tybost; cobicistat", "suddenly", ""),
    ("12", "ask-first", "lenacapavir; Yeztugo", "Do not refuse HIV medicine", ""),
    ("14", "avoid", "Night Nurse liquid", "alcohol", ""),
    # both directions of the contraindication, and the signs of a fit
    ("17", "ask-first", "bupropion; Zyban; Contrave; Mysimba",
     "Never stop diazepam suddenly; Never start bupropion; fit", ""),
    # look-alikes that cross a line
    ("18", "avoid", "Tylex; Xyrem; Halcion; Oramorph; Lexotan; Actiq; pentobarbital; methadone", "lookalikes", ""),
    ("18", "ask-first", "Xyzal; Haldol; Orap; Piriton; Piriteze; carbamazepine; ropinirole; Buspar; Actifed", "", ""),
    ("18", "ask-first", "risperidone", "lookalikes", ""),
    ("18", "be-careful", "lithium; Lexapro; prednisolone; propranolol; Buscopan", "", ""),
    ("18", None, "carbimazole; metformin", "", ""),
    # named inhibitors need a decision
    ("22", "ask-first", "diltiazem; verapamil", "call; sleepier", ""),
    ("24", "avoid", "tianeptine; Zaza; Tianaa; Neptune's Fix; Pegasus; gas station heroin", "", ""),
    ("24", "avoid", "Feel Free", "kratom; kava", ""),
    ("24", "avoid", "protonitazene; metonitazene; etonitazene; isotonitazene; carfentanil", "", ""),
    ("24", "avoid", "muscimol; amanita gummies; MSJ; street valium", "", ""),
    ("25", "avoid", "robotripping; robo; dexing; triple C", "", ""),
    ("25", "ask-first", "dextromethorphan; DXM", "", ""),
    ("26", "avoid", "allergic to Valium; allergic to lorazepam; benzo allergy", "", ""),
    ("27", "ask-first", "mild liver disease; mild asthma; open-angle glaucoma", "", ""),
    ("29", "avoid", "pholcodine; Galenphol", "March 2023", ""),
    ("31", "ask-first", "aprepitant; fosaprepitant; Akynzeo", "chemo team", ""),
    ("32", "be-careful", "orlistat", "", "transplant; oncology"),
    ("33", "avoid", "Nytol Herbal Simply Sleep One-A-Night; Kalms Night One-A-Night", "valerian", ""),
    ("33", "ask-first", "Zyvox; methylene blue; Xadago; Duopa; Vyalev", "", ""),
    ("33", "avoid", "Apadaz", "", ""),
    ("33", None, "Nelsons Noctura", "", ""),
    ("37", None, "Lamisil; Imodium; loperamide; lamivudine; Toradol", "", ""),
    ("38", "be-careful", "sertraline; smoking; lithium; hyoscine butylbromide", "", ""),
    ("38", "ask-first", "cetirizine", "tranquilizers", ""),
    ("39", "ask-first", "fluconazole; voriconazole; ciprofloxacin", "", ""),
    ("39", "be-careful", "levofloxacin; moxifloxacin; ofloxacin", "", ""),
    ("48", "avoid", "kava", "", ""),
    ("49", "no-known-problem", "naproxen", "57", "mouse; mice"),
    ("50", "avoid", "Veganin; Solpadeine Plus", "codeine; caffeine", ""),
    ("50", "ask-first", "Voquezna Triple Pak; vonoprazan", "", ""),
    ("51", None, "ketotifen eye drops", "", ""),
    ("54", "ask-first", "digoxin", "", ""),
    ("56", "avoid", "olanzapine injection; Zyprexa Relprevv", "", ""),
    ("B1", "ask-first", "lasmiditan; Reyvow; zuranolone; Zurzuvae; brexanolone; elinzanetant; phentermine; Qsymia", "", ""),
    ("B1", "ask-first", "zuranolone", "12 hours; look after|care for the baby", ""),
    ("B1", "avoid", "LSD; psilocybin; ayahuasca; poppers", "", ""),
    ("B1", "avoid", "ayahuasca", "MAOI", ""),
    ("B1", "be-careful", "botulinum toxin type A; Botox", "", ""),
    # what rests on absence has no level, whoever graded it
    ("B1", None, "sumatriptan; rizatriptan; erenumab; fezolinetant; naltrexone; nalmefene; methylnaltrexone", "", ""),
    ("B1", None, "semaglutide; tirzepatide; dolutegravir; Biktarvy; molnupiravir; Malarone; hydroxychloroquine", "", ""),
    ("B1", None, "salbutamol; montelukast; donepezil; folic acid; tamoxifen; creatine", "", ""),
    ("B2", "avoid", "dextropropoxyphene; diamorphine; opium; loprazolam; clorazepate; prazepam; medazepam; tetrazepam", "", ""),
    ("B2", "avoid", "desalkylgidazepam; deschloroetizolam; pyrazolam; diclazepam; Soneryl; Sixmo", "", ""),
    ("B2", "ask-first", "difelikefalin; Tencon; fluphenazine; Lybalvi; protriptyline; Igalmi; Sea-Legs; Haymine", "", ""),
    ("B2", "ask-first", "viloxazine; dexmethylphenidate; Mydayis; medical cannabis; levoketoconazole", "", ""),
    ("B2", "be-careful", "gepirone; rupatadine; Kalms Lavender; goldenseal", "", ""),
    ("B2", None, "eluxadoline; ginseng; berberine", "", ""),
    # read since: a source speaks about the class, or about a close relative
    ("B1", "be-careful", "sildenafil; Viagra; tadalafil", "Stand up slowly", ""),
    ("B2", "ask-first", "valbenazine; cabergoline; bromocriptine", "suddenly", ""),
    ("B2", "be-careful", "amantadine; entacapone; bilastine", "", ""),
    ("read", "ask-first", "ticlopidine; tasimelteon; pitolisant; lonafarnib; bexarotene; fexinidazole", "", ""),
    ("read", "be-careful", "ivacaftor; dasatinib; riluzole; bupivacaine; cisapride", "", ""),
    ("read", "no-known-problem", "ebastine; vecuronium; atracurium", "", ""),
    # no milder than the family that they belong to
    ("B2", "ask-first", "dopamine agonist; cabergoline; bromocriptine; pergolide", "Do not stop either one suddenly", ""),
    # the name of one medicine; what looks like it is a look-alike
    ("7", "avoid", "Librium", "Librax; Limbitrol", ""),
    # read since: a US text that is in force says to avoid
    ("B1", "avoid", "Astepro; Astelin; azelastine; Dymista; Ryaltris; olopatadine", "US", ""),
    ("read", "avoid", "mirtazapine; Remeron", "In the US; Do not stop either one suddenly", ""),
    ("read", "avoid", "metoclopramide; Reglan", "In the US; Do not stop diazepam suddenly", ""),
    ("read", "avoid", "doxylamine; Diclegis; Bonjesta", "In the US", ""),
    # what people write of stopping is no double dose
    ("wd", "ask-first", "withdrawal; diazepam withdrawal; benzo withdrawal; stopping diazepam; coming off diazepam",
     "Never stop diazepam suddenly; call 911; 999 or 112 (Ireland) now; valcli info withdrawal", "Two products"),
    ("wd", "ask-first", "diazepam seizure; valium fit", "without a seizure plan: call 911", "Two products"),
    # an emergency of another kind has no words of an overdose
    ("em", "ask-first", "heart attack; chest pain; stroke; anaphylaxis; choking; sepsis; bleeding; drowning; burn",
     "Happening now? Call 911; crew about diazepam", "naloxone; snoring; back pain"),
    ("em", "ask-first", "head injury; banged my head", "Knocked out; Call 911; Go to an emergency department", "Happening now"),
    ("em", "ask-first", "pregnant and fitting; pregnant fit", "Happening now? Call 911", ""),
    # a rescue medicine is never held back for a rule about sedatives
    ("rescue", "ask-first", "levetiracetam; vigabatrin; valproate; methylphenobarbital",
     "except the rescue medicine in your plan", ""),
    ("wd", "avoid", "GHB; GBL", "Get medical help before you stop", ""),
    ("mistake", "avoid", "baby", "1-800-222-1222; go to A&E; 999 or 112", ""),
    ("next", "ask-first", "porphyria", "call the prescriber today", "next visit"),
    # pinned before the review, or beside it
    ("pin", "avoid", "alcohol; wine; Percocet; Xanax", "", ""),
    ("pin", "no-known-problem", "paracetamol; acetaminophen; pantoprazole; famotidine; naloxone", "", ""),
    ("pin", "ask-first", "omeprazole", "", ""),
    ("pin", "be-careful", "ibuprofen", "", ""),
]  # fmt: skip

# names that mean several things: (item, strictest level, names, readings that must be there as level=words)
READINGS: list[tuple[str, str, str, str]] = [
    ("7", "avoid", "NyQuil", "avoid=a liquid that lists alcohol"),
    ("7", "avoid", "Migraleve; Solpadeine; ZzzQuil", ""),
    ("9", "avoid", "Robitussin", "avoid=AC: with codeine"),
    ("13", "ask-first", "Lemsip; Beechams", "ask-first=a cough or night pack"),
    ("14", "avoid", "Night Nurse", "avoid=liquid, with about 18% alcohol; ask-first=capsules"),
    ("14", "avoid", "Covonia; Benylin", ""),
    ("15", "avoid", "Budweiser; budweisers", "avoid=beer"),
    ("15", "avoid", "special k; bars; blues; jellies; tabs", ""),
    ("18", "avoid", "T3; Tylenol", ""),
    ("19", "avoid", "meth; crystal; Zyprexa; vallies; Solpadeine", ""),
    ("19", "avoid", "Zyprexa", "avoid=an injection; ask-first=tablets"),
    ("19", "ask-first", "Zyrtec; Sominex", ""),
    ("19", "no-known-problem", "Zantac", ""),
    ("23", "avoid", "ketamine; ket", "ask-first=prescribed for use at home; avoid=not prescribed"),
    ("24", "avoid", "Bensedin", ""),
    ("27", "avoid", "liver disease; asthma; glaucoma", ""),
    ("29", "avoid", "Day Nurse", ""),
    ("33", "avoid", "simply sleep; nytol simply sleep", "avoid=UK herbal one-a-night: valerian"),
    ("35", "ask-first", "Desitin", ""),
    ("36", "ask-first", "Canesten", ""),
    ("B5", "avoid", "Kalms; Feminax; nose spray; migraine tablet; covid pill", ""),
    ("B5", "ask-first", "Midol; weight loss injection; diet pill", ""),
    ("B5", "be-careful", "eye drops", ""),
]

# (item, names, the set of warning signs)
SIGNS = [
    ("6", "apalutamide; enzalutamide; sparsentan", "too-little"),
    ("17", "bupropion", "too-little"),
    ("22", "diltiazem; verapamil", "too-much"),
    ("23", "esketamine", "breathing"),
    ("30", "cenobamate", "breathing"),
    ("30", "etravirine", "too-much"),
    ("30", "efavirenz; nevirapine", "too-little"),
    ("42", "methylphenidate", "too-much"),
    ("42", "flumazenil", "too-little"),
    ("42", "clonidine; moxonidine; methyldopa; lofexidine", "breathing-low-bp"),
    ("42", "choking; stroke", "life-at-risk"),
    ("42", "anaphylaxis", "allergy"),
    ("42", "withdrawal; valium withdrawal", "too-little"),
    ("42", "phenytoin", "phenytoin-level"),
    ("42", "naloxone", "breathing"),
]

# medicines that nobody may stop suddenly: the answer says so, whatever the level
NEVER_STOPPED = (
    "prednisolone; clonidine; propranolol; baclofen; carbamazepine; lamotrigine; valproate; phenytoin; gabapentin; pregabalin; "
    "morphine; methadone; lorazepam; zopiclone; phenobarbital; amitriptyline; sertraline; phenelzine; haloperidol; clozapine; "
    "levodopa; theophylline; digoxin; efavirenz; ritonavir; warfarin"
)

OWN_NAMES = (
    "Valium; Diastat; Valtoco; Stesolid; Diazepam RecTubes; Diazepam Desitin; Diazepam Intensol; Anxicalm; Tensium; Relanium"
)

# (item, id of the record, words that must stand in it, words that must not)
RECORDS = [
    ("2", "od.not-breathing", "start CPR; only if they are breathing normally; naloxone", ""),
    ("3", "se.paradox-do", "call your doctor; ask how to come off it slowly", "stop it and"),
    ("4", "wd.never-sudden", "more than a few days; without asking first", "few weeks"),
    ("4", "wd.taper-racgp", "Australia; the prescriber decides", ""),
    ("20", "od.alone-vs-mix", "Any overdose is an emergency", "seldom; rarely"),
    ("20", "od.charcoal", "do not try it at home", "mg; hour"),
    ("20", "wd.equivalents", "Do not swap these yourself", ""),
    ("43", "use.evidence-spasticity", "no clear winner; weak", "as well as"),
    ("43", "use.evidence-friedman", "8 to 13", ""),
    ("43", "wd.faers", "reports, not rates", ""),
    ("43", "wd.addiction-share", "survey", "Only; addicted"),
    ("43", "box.mhra-2026", "are getting", ""),
    ("43", "dose.no-us-max", "", "mg/kg; 1 mg"),
    ("45", "drive.uk-govuk", "even above the blood limit; If you feel sleepy", ""),
    ("46", "dose.disposal", "take-back; pharmacy", ""),
    ("47", "se.confused-do", "call your doctor today; 911; 999", ""),
    ("47", "se.shaky-do", "speak to your doctor", ""),
    ("60", "od.flumazenil", "can sometimes use", ""),
    ("64", "use.evidence-acp", "heat, massage, acupuncture", "staying active"),
    ("B6", "help.uk-111-mh", "111; mental health option", ""),
    ("B6", "rule.rescue-exception", "just as the plan says", ""),
    ("B6", "id.us-refills", "5 times; 6 months", ""),
]  # fmt: skip


def words(text: str) -> list[str]:
    """The parts of a list that semicolons separate."""
    return [part.strip() for part in text.split(";") if part.strip()]


def names_of(table: Iterable[tuple[Any, ...]]) -> list[Any]:
    """A parameter for each name of each row; its id names the review item."""
    return [pytest.param(name, *rest, id=f"{item}-{name}") for item, names, *rest in table for name in words(names)]


def as_json(base: FactBase, *names: str) -> str:
    """What the program prints about some names, as JSON."""
    return json_form.write(answers_interactions.interactions(base, names, "all"))


def ask(base: FactBase, name: str, country: str = "all") -> NameAnswer:
    return Names(base, country).answer(name)


@pytest.mark.parametrize(
    ("name", "level", "must", "never"),
    names_of((item, names, level, must, never) for item, level, names, must, never in ANSWERS),
)
def test_answer(real_base: FactBase, name: str, level: str | None, must: str, never: str) -> None:
    """A name gives the level that the review or a stricter source asks for, and says what it must."""
    answer = ask(real_base, name)
    status = {None: "no-data", "no-known-problem": "none-known"}.get(level, "interaction")
    said = as_json(real_base, name).lower()
    assert (answer.status, answer.level) == (status, level)
    assert [word for word in words(must) if not any(part.lower() in said for part in word.split("|"))] == []
    assert [word for word in words(never) if word.lower() in said] == []


@pytest.mark.parametrize(
    ("name", "level", "readings"),
    names_of((item, names, level, readings) for item, level, names, readings in READINGS),
)
def test_readings(real_base: FactBase, name: str, level: str, readings: str) -> None:
    """A name of several things answers nothing: it asks, and shows the strictest reading first."""
    answer = ask(real_base, name)
    assert (answer.status, answer.level, answer.interactions) == ("ambiguous", level, ())
    assert answer.question
    assert answer.readings[0].level == level
    shown = [f"{reading.level}={reading.name}" for reading in answer.readings]
    assert [wanted for wanted in words(readings) if wanted not in shown] == []


@pytest.mark.parametrize("name", words(OWN_NAMES))
def test_own_medicine_is_never_graded_as_another(real_base: FactBase, name: str) -> None:
    """Items 1, 16, 35 and 52: this is this medicine; the warning is about a second lot, and a rescue plan goes first."""
    answer = ask(real_base, name)
    assert (answer.status, answer.level) == ("same-medicine", "ask-first")
    assert "exactly as the plan says" in answer.interactions[0].headline


@pytest.mark.parametrize(("name", "signs"), names_of(SIGNS))
def test_signs(real_base: FactBase, name: str, signs: str) -> None:
    """The signs fit the danger: too much, too little, breathing."""
    found = ask(real_base, name).interactions[0].signs
    assert found is not None
    assert found.id == signs


@pytest.mark.parametrize("name", words("hyoscine patch; Epilim; Epidiolex"))
def test_the_reason_told_first_is_the_one_that_decides(real_base: FactBase, name: str) -> None:
    """A page tells one reason: of these the effect speaks of another one than a slowed brain."""
    assert ask(real_base, name).interactions[0].mechanism[0] != "cns-depression"


@pytest.mark.parametrize("name", words(NEVER_STOPPED))
def test_stop_risk(real_base: FactBase, name: str) -> None:
    """Item 28: whatever the level, the answer says that stopping this one suddenly can do harm."""
    assert ask(real_base, name).interactions[0].stop_risk


@pytest.mark.parametrize(
    ("name", "country", "level"),
    [
        ("Paxlovid", "us", "ask-first"),
        ("Paxlovid", "uk", "avoid"),
        ("psychosis", "us", "ask-first"),
        ("psychosis", "uk", "avoid"),
        ("mirtazapine", "us", "avoid"),
        ("mirtazapine", "uk", "ask-first"),
        ("metoclopramide", "us", "avoid"),
        ("metoclopramide", "uk", "ask-first"),
        ("azelastine", "us", "avoid"),
        ("azelastine", "uk", "ask-first"),
        ("doxylamine", "us", "avoid"),
        ("doxylamine", "uk", "ask-first"),
    ],
)
def test_level_by_country(real_base: FactBase, name: str, country: str, level: str) -> None:
    """Items 12 and 26: where the texts of two countries differ, each country reads its own."""
    assert ask(real_base, name, country).level == level


@pytest.mark.parametrize(
    ("names", "warned"),
    [
        (["gabapentin", "cyclobenzaprine", "hydroxyzine"], True),
        (["codeine", "gabapentin"], True),
        (["oxycodone", "carisoprodol"], True),
        (["Buccolam", "gabapentin"], True),
        (["paracetamol", "codeine"], False),
    ],
)
def test_several_sedatives(real_base: FactBase, names: list[str], warned: bool) -> None:
    """Item 10: two or more sedatives beside diazepam get one warning, and a rescue medicine is still given."""
    answer = answers_interactions.interactions(real_base, names, "all")
    assert isinstance(answer, NamesAnswer)
    assert (answer.combined is not None) is warned
    if answer.combined:
        said = as_json(real_base, *names)
        # a rescue medicine is no reason to avoid anything: the set is as strict as the rest of it, and says how it is given
        rescue = "Buccolam" in names
        assert answer.combined.statement.level == ("ask-first" if rescue else "avoid")
        for needed in ("top a prescribed one suddenly", "just as the plan says" if rescue else "naloxone"):
            assert needed in said


@pytest.mark.parametrize(("item", "name", "must", "never"), RECORDS, ids=[f"{row[0]}-{row[1]}" for row in RECORDS])
def test_record(real_base: FactBase, item: str, name: str, must: str, never: str) -> None:
    """A record says what its item asks for, and no longer what it corrects."""
    found = real_base.record(name)
    assert found is not None
    record = found[1]
    said = f"{record.text} {record.clinical}"
    assert [word for word in words(must) if word not in said] == [], item
    assert [word for word in words(never) if word in record.text] == [], item


def test_equivalents_are_not_for_patients(real_base: FactBase) -> None:
    """Item 20: dose equivalents are for those who prescribe."""
    found = real_base.record("wd.equivalents")
    assert found is not None
    assert found[1].audience == "professional"
