"""Sets of real names: what must warn, what must not, and readings that give the headline of their member."""

import random
from collections.abc import Iterator
from itertools import product

import pytest

from conftest import run
from valcli.answers import interactions as answers_interactions
from valcli.answers.names import Names
from valcli.answers.sets import Sets
from valcli.answers.statements import rank
from valcli.answers.types import NameAnswer, NamesAnswer, Statement
from valcli.model.interactions import Interactant, Member
from valcli.output.look import Look
from valcli.output.page.several import named
from valcli.output.text import write
from valcli.store.fact_base import FactBase


def ask(base: FactBase, *names: str) -> NamesAnswer:
    answer = answers_interactions.interactions(base, names, "all")
    assert isinstance(answer, NamesAnswer)
    return answer


@pytest.mark.parametrize(
    "names",
    [
        ["benzos", "heroin"],
        ["nyquil", "oxycodone"],
        ["sleeping pill", "codeine"],
        ["olanzapine", "lorazepam"],
        ["ketamine", "alcohol"],
        ["buds", "oxycodone"],
        ["lean", "xanax"],
        ["codeine and gabapentin"],
    ],
)
def test_two_sedatives_always_warn(real_base: FactBase, names: list[str]) -> None:
    """Whether its names ask back or not, a set of two sedatives is to be avoided, and a script sees that."""
    answer = ask(real_base, *names)
    assert answer.combined is not None
    assert answer.combined.statement.level == "avoid"
    assert answer.strictest == 0


@pytest.mark.parametrize(
    "names",
    [
        ["sertraline", "chamomile tea"],
        ["chamomile tea", "lavender"],
        ["solifenacin", "sertraline"],
        ["trimbow", "sertraline"],
        ["brimonidine", "sertraline"],
        ["cetirizine", "melatonin"],
        ["paracetamol", "ibuprofen"],
    ],
)
def test_harmless_sets_are_quiet(real_base: FactBase, names: list[str]) -> None:
    """A warning that fires for tea is not read when it matters."""
    assert ask(real_base, *names).combined is None


@pytest.mark.parametrize(
    "names",
    [
        ["lamotrigine", "levetiracetam"],
        ["clobazam", "buccolam"],
        ["clobazam", "phenobarbital"],
        ["morphine", "midazolam injection"],
        ["morphine", "syringe driver midazolam"],
        ["syringe driver morphine", "midazolam"],
        ["buccolam", "stesolid"],
        ["fentanyl injection", "propofol"],
        ["remifentanil", "midazolam injection"],
        ["thiopental", "fentanyl 100 micrograms in 2 ml ampoule"],
        ["pethidine", "Entonox"],
        ["oxycodone", "propofol"],
        ["haloperidol injection", "lorazepam injection"],
    ],
)
def test_planned_sets_are_not_to_be_avoided(real_base: FactBase, names: list[str]) -> None:
    """What a team plans together says so, and never 'avoid'."""
    combined = ask(real_base, *names).combined
    assert combined is not None
    assert combined.statement.level == "be-careful"
    assert "lan" in combined.statement.headline  # planned, or the plan
    assert combined.statement.signs is not None
    assert any("911" in act for act in combined.statement.signs.act.values())


@pytest.mark.parametrize(
    "names", [["clobazam", "lamotrigine"], ["morphine", "midazolam injection"], ["propofol", "remifentanil"]]
)
def test_a_plan_has_lines_of_its_own(real_base: FactBase, names: list[str]) -> None:
    """Nobody is told to give naloxone against a plan, nor to leave the plan for a medicine review."""
    combined = ask(real_base, *names).combined
    assert combined is not None
    assert combined.statement.signs is not None
    said = combined.statement
    assert "naloxone" not in " ".join(
        (said.effect, said.management, said.if_already_taking, *combined.statement.signs.act.values())
    )
    assert said.id in {item.entry for item in real_base.meta().planned}


@pytest.mark.parametrize("names", [["coffee", "beer"], ["energy drink", "wine"], ["fizzy drink", "vodka"]])
def test_what_another_name_is_makes_no_second_thing(real_base: FactBase, names: list[str]) -> None:
    """The beer of a set is not counted again as the coffee that may have alcohol in it."""
    assert ask(real_base, *names).combined is None


@pytest.mark.parametrize("drug", ["heroin", "oxycodone", "methadone", "alcohol", "Xanax", "zopiclone", "Xyrem", "fentanyl"])
@pytest.mark.parametrize("rescue", ["Buccolam", "Nayzilam", "Epistatus", "Diastat"])
def test_a_rescue_medicine_makes_nothing_milder(real_base: FactBase, rescue: str, drug: str) -> None:
    """It is given as the plan says; what is taken beside it stays to be avoided, and the team hears of it today."""
    combined = ask(real_base, rescue, drug).combined
    assert combined is not None
    said = combined.statement
    assert (said.level, said.id, rescue in combined.names) == ("avoid", "ix.several-deadly", False)
    assert "give it just as the plan says" in said.headline
    assert "today" in said.headline
    assert all(word in said.effect for word in ("stopped breathing", "death"))
    assert "naloxone" in said.management


@pytest.mark.parametrize(
    "names",
    [
        ["oramorph", "alcohol"],
        ["heroin", "Xanax"],
        ["Suboxone", "Xanax"],
        ["wine", "zopiclone"],
        ["midazolam", "oxycodone"],
        ["midazolam", "morphine"],
        ["fentanyl patch", "Oramorph"],
    ],
)
def test_a_deadly_set_says_so(real_base: FactBase, names: list[str]) -> None:
    """A set with an opioid or alcohol says what the boxed warning says, and names it."""
    combined = ask(real_base, *names).combined
    assert combined is not None
    said = combined.statement
    assert (said.level, said.basis, said.evidence) == ("avoid", "label", "observed")
    assert all(word in said.effect for word in ("stopped breathing", "coma", "death"))
    assert (said.citations[0].source, said.citations[0].locator) == ("fda-valium", "Boxed Warning")
    assert "review" not in said.management


@pytest.mark.parametrize("names", [["midazolam", "oxycodone"], ["midazolam", "morphine"], ["haloperidol", "midazolam"]])
def test_a_bare_name_is_no_palliative_plan(real_base: FactBase, names: list[str]) -> None:
    """Only a form tells that a palliative team gives it; else the plan is told after the advice to avoid."""
    combined = ask(real_base, *names).combined
    assert combined is not None
    assert combined.statement.level == "avoid"
    assert "Planned by a hospice or palliative team?" in combined.statement.headline
    assert "pain" not in combined.statement.effect


def test_two_opioids_of_one_team(real_base: FactBase) -> None:
    """Nobody holds a dose for breakthrough pain back because of a warning; no other set speaks of it."""
    combined = ask(real_base, "fentanyl patch", "Oramorph").combined
    assert combined is not None
    assert "hold no dose back without asking" in combined.statement.headline
    other = ask(real_base, "oramorph", "alcohol").combined
    assert other is not None
    assert "hold no dose back" not in other.statement.headline


@pytest.mark.parametrize("other", ["lorazepam injection", "midazolam injection", "diazepam injection", "midazolam"])
@pytest.mark.parametrize("injection", ["olanzapine injection", "Zyprexa injection"])
def test_staff_keep_some_apart(real_base: FactBase, injection: str, other: str) -> None:
    """What staff never give together is not what they plan."""
    combined = ask(real_base, injection, other).combined
    assert combined is not None
    assert (combined.statement.level, combined.statement.id) == ("avoid", "ix.several-kept-apart")
    assert "Staff keep the two apart" in combined.statement.headline
    assert "plan the set" not in combined.statement.headline


@pytest.mark.parametrize("names", [["Buccolam", "Stesolid"], ["Diastat", "Buccolam"], ["Nayzilam", "rectal diazepam"]])
def test_two_rescue_medicines(real_base: FactBase, names: list[str]) -> None:
    """One of them is given, the one that the plan names; the medicine itself in another form is no second thing."""
    combined = ask(real_base, *names).combined
    assert combined is not None
    assert "use only the one that the rescue plan names, and never hold that one back" in combined.statement.headline
    assert ask(real_base, "Buccolam", "diazepam").combined is None


@pytest.mark.parametrize("rescue", ["Diastat", "Valtoco", "Stesolid", "rectal diazepam", "diazepam nasal spray", "Buccolam"])
def test_a_rescue_form_belongs_to_the_plan(real_base: FactBase, rescue: str) -> None:
    """Epilepsy medicines with any rescue medicine are one plan, the medicine itself in a rescue form too."""
    things = [
        thing for item in real_base.interactants() for thing in item.members if "epilepsy" in (thing.planned or item.planned)
    ]
    every = sorted({thing.substance for thing in things if "rescue" not in thing.planned})
    assert len(every) > 10
    for number, name in enumerate(every):
        combined = ask(real_base, name, every[number - 1], rescue).combined
        if combined is not None:
            assert (combined.statement.level, combined.statement.id) == ("be-careful", "ix.planned-epilepsy"), name


@pytest.mark.parametrize(
    ("names", "level", "depends"),
    [
        (["co-codamol", "Nurofen Plus"], "avoid", False),
        (["Percocet", "OxyContin"], "avoid", False),
        (["Percocet", "oxycodone"], "avoid", False),
        (["Tylenol PM", "Advil PM"], "avoid", False),
        (["MST", "Oramorph"], "avoid", False),
        (["fentanyl patch", "Actiq"], "avoid", True),  # a brand whose form nobody tells
        (["Buccolam", "Nayzilam"], "be-careful", False),
        (["Diastat", "Valtoco"], "be-careful", False),
        (["OxyContin", "oxycodone"], None, False),  # one pack, by two of its names
        (["MST", "MST Continus"], None, False),
        (["Buccolam", "diazepam"], None, False),
        (["beer", "wine"], None, False),
    ],
)
def test_two_packs_add_up_as_two_medicines_do(real_base: FactBase, names: list[str], level: str | None, *, depends: bool) -> None:
    """The same sedative twice is never milder than two of them; a brand beside what it holds may be one pack."""
    combined = ask(real_base, *names).combined
    assert (combined.statement.level if combined else None) == level
    if combined:
        assert combined.depends == depends
        assert len(combined.names) == 2


@pytest.mark.parametrize(
    "names",
    [["midazolam", "Buccolam"], ["Epistatus", "midazolam injection"], ["Nayzilam", "midazolam drip"], ["Buccolam", "Nayzilam"]],
)
def test_one_substance_in_two_forms(real_base: FactBase, names: list[str]) -> None:
    """What has an entry of its own for a form is the same ingredient all the same."""
    found = ask(real_base, *names).duplicates
    assert [(item.ingredient, set(item.names)) for item in found] == [("midazolam", set(names))]


@pytest.mark.parametrize(
    ("text", "twice"),
    [
        ("Vicodin HP/Norcet", {"hydrocodone": ("Norcet", "Vicodin HP"), "paracetamol": ("Norcet", "Vicodin HP")}),
        ("Percocet + Endocet", {"oxycodone": ("Endocet", "Percocet"), "paracetamol": ("Endocet", "Percocet")}),
        ("Percocet and Tylenol", {"paracetamol": ("Percocet", "Tylenol")}),
        ("Xanax and alprazolam", {"alprazolam": ("alprazolam", "Xanax")}),
        ("MS Contin, wine, morphine 10 mg", {"morphine": ("morphine", "MS Contin")}),
        ("Valium/Diastat", {"diazepam": ("Diastat", "Valium")}),
        # one thing by two of its names
        ("Valium (diazepam)", {}),
        ("Tylenol/paracetamol", {}),
        ("Norco hydrocodone acetaminophen", {}),
        ("Tylenol acetaminophen 500 mg", {}),
        ("Xanax/Klonopin", {}),
    ],
)
def test_two_names_of_one_text_that_hold_the_same(real_base: FactBase, text: str, twice: dict[str, tuple[str, ...]]) -> None:
    """Names that are joined are two things, as if they were typed apart; a brand beside what it is made of is one."""
    answer = ask(real_base, text)
    assert {item.ingredient: item.names for item in answer.duplicates} == twice
    told = {item.matched.casefold() for item in answer.answers[0].resolved}
    asking = answer.answers[0].asking.casefold() or text.casefold()
    assert all(name.casefold() in told or name.casefold() in asking for names in twice.values() for name in names)


def test_names_of_a_text_and_a_name_that_hold_the_same(real_base: FactBase) -> None:
    """Where a text holds an ingredient twice its names stand beside the other names that were asked."""
    found = {item.ingredient: item.names for item in ask(real_base, "Vicodin HP/Norcet", "Endocet", "norcet").duplicates}
    assert found == {"hydrocodone": ("norcet", "Vicodin HP"), "paracetamol": ("Endocet", "norcet", "Vicodin HP")}


def test_a_brand_that_asks_keeps_asking_beside_a_pack_with_more(real_base: FactBase) -> None:
    """What a pack holds says nothing of another brand beside it; what is named alone says which one is meant."""
    assert ask(real_base, "Percocet and Tylenol").answers[0].status == "ambiguous"
    assert ask(real_base, "Tylenol (acetaminophen)").answers[0].status == "none-known"


@pytest.mark.parametrize("names", [["coffee", "Zonegran"], ["cola", "Keppra"], ["tea", "codeine"]])
def test_an_everyday_drink_alarms_nobody(real_base: FactBase, names: list[str]) -> None:
    """A drink that most often only keeps people awake is no part of a set; one that is named with alcohol is."""
    assert ask(real_base, *names).combined is None
    for word in ("painkiller", "cough syrup", "balloons", "night nurse", "cold and flu tablets"):  # of which one has caffeine
        assert ask(real_base, word, "oxycodone").combined is not None, word
    assert ask(real_base, "irish coffee", "codeine").combined is not None


@pytest.mark.parametrize("names", [["mdma", "alcohol"], ["coke", "ketamine"], ["cocaine", "heroin"], ["speedball", "wine"]])
def test_a_stimulant_hides_a_sedative(real_base: FactBase, names: list[str]) -> None:
    """It wears off first, so the set is more than its sedatives; and whoever has taken it reads first what to do."""
    combined = ask(real_base, *names).combined
    assert combined is not None
    assert (combined.statement.id, combined.statement.level) == ("ix.several-stimulants", "avoid")
    assert combined.statement.management.startswith("Taken together already")


@pytest.mark.parametrize("names", [["coke", "rum"], ["coke", "amitriptyline"]])
def test_a_cola_is_no_street_drug(real_base: FactBase, names: list[str]) -> None:
    """What a word for a drink may mean on the street is thought of only beside street drugs."""
    assert ask(real_base, *names).combined is None


@pytest.mark.parametrize("names", [["heroin", "xanax", "vodka"], ["alcohol", "codeine"], ["kava", "valerian"]])
def test_taken_already_comes_first(real_base: FactBase, names: list[str]) -> None:
    """Nobody who has just taken a set is sent to a pharmacist before the emergency number; opioids are told of where they are."""
    combined = ask(real_base, *names).combined
    assert combined is not None
    assert combined.statement.management.startswith("Taken together already, and hard to wake or breathing slowly? Call 911 (US)")
    assert names != ["kava", "valerian"] or "opioid" not in f"{combined.statement.effect} {combined.statement.management}"


def _things(item: Interactant) -> list[Interactant | Member]:
    return [item, *item.members]


def test_whoever_is_given_it_by_staff_is_never_told_to_refuse(real_base: FactBase) -> None:
    """What hospital staff give says so, and belongs to the sets that staff plan; but for what is avoided even there."""
    for item in real_base.interactants():
        for thing in _things(item):
            if thing.headline.startswith(("Hospital staff give", "Staff give")):
                assert "staff" in (thing.planned or item.planned), thing


def test_our_own_judgement_says_so_and_helps(real_base: FactBase) -> None:
    """Where the project alone says avoid, it gives its reason; and whoever uses a street drug anyway is not left alone."""
    for item in real_base.interactants():
        for thing in _things(item):
            level, basis = thing.level or item.level, thing.basis or item.basis
            if basis == "project" and "avoid" in level.values():
                assert thing.basis_note or item.basis_note, thing
                said = f"{thing.management or item.management} {thing.if_already_taking or item.if_already_taking}"
                assert item.kind != "recreational" or "alone" in said or "Had both" in said, thing


@pytest.fixture(scope="module")
def answered(real_base: FactBase) -> list[NameAnswer]:
    """The answers about some names of the facts, the same in each run."""
    names = Names(real_base, "all", suggest=False)
    every = sorted(set(real_base.all_names()))
    return [names.answer(name) for name in random.Random(12).sample(every, 1_200)]  # noqa: S311  the same in each run


def test_no_set_misleads(real_base: FactBase, answered: list[NameAnswer]) -> None:
    """No set is to be avoided without a reason in it, and none that holds two sedatives, or may, says nothing."""
    chance = random.Random(1)  # noqa: S311  the same in each run
    sedative = [answer for answer in answered if any(_choices(real_base, answer))]
    sets = Sets(real_base, "all")
    assert len(sedative) > 100
    for number in range(3_000):
        asked = chance.sample(sedative, 2 + number % 2) if number % 3 else [chance.choice(sedative), *chance.sample(answered, 2)]
        combined = sets.combined(asked)
        names = [answer.asked for answer in asked]
        if combined and combined.statement.level == "avoid":
            said = [said for answer in asked for said in _strong(real_base, answer)]
            levels = [rank(real_base, one.level) for one in said]
            assert 0 in levels or levels.count(1) > 1, names
            sure = [said for answer in asked if answer.asked in combined.names for _, said in answer.leads if said]
            assert not any("rescue" in said.planned for said in sure), names
        if _holds_two(real_base, asked):
            assert combined is not None, names


def test_no_set_is_milder_than_a_member(real_base: FactBase, answered: list[NameAnswer]) -> None:
    """What is said of a set is as strict as each member that no plan speaks for; beside a rescue medicine none does."""
    chance = random.Random(2)  # noqa: S311  the same in each run
    names = Names(real_base, "all", suggest=False)
    rescue = [names.answer(name) for name in ("Buccolam", "Nayzilam", "midazolam injection", "propofol", "heroin", "vodka")]
    sedative = [answer for answer in answered if any(_choices(real_base, answer))]
    sets = Sets(real_base, "all")
    for number in range(3_000):
        asked = [*chance.sample(sedative, 1 + number % 2), chance.choice(rescue if number % 3 else sedative)]
        combined = sets.combined(asked)
        if combined is None:
            continue
        said = [one for answer in asked for _, one in answer.leads if one and _is_strong(real_base, one)]
        planned = set.intersection(*(set(one.planned) for one in said)) if said else set()
        has_rescue = any("rescue" in one.planned for one in said) and not planned
        bare = [one for one in said if not ("rescue" in one.planned if has_rescue else one.planned)]
        bare = [one for one in bare if not (has_rescue and "staff" in one.planned)]
        strictest = min((rank(real_base, one.level) for one in bare), default=9)
        assert rank(real_base, combined.statement.level) <= strictest, [answer.asked for answer in asked]


def _all(answer: NameAnswer) -> Iterator[Statement]:
    """Every statement that an answer leads to."""
    leads = [*answer.leads, *(lead for reading in answer.readings for lead in reading.leads)]
    return (said for _, said in leads if said)


def _is_strong(base: FactBase, said: Statement | None) -> bool:
    adding = {term.tag for term in base.terms("mechanisms") if term.adds_up}
    strong = said is not None and bool(adding & set(said.mechanism)) and rank(base, said.level) < 2
    return strong and said is not None and said.id != base.meta().same_medicine


def _strong(base: FactBase, answer: NameAnswer) -> list[Statement]:
    return [said for said in _all(answer) if _is_strong(base, said)]


def _choices(base: FactBase, answer: NameAnswer) -> list[set[tuple[str, str]]]:
    """The sedatives of an answer, for each thing that it may mean."""
    certain = {(said.id, one.ingredient or "") for one, said in answer.leads if said and _is_strong(base, said)}
    readings = [
        {(said.id, one.ingredient or "") for one, said in reading.leads if said and _is_strong(base, said)}
        for reading in answer.readings
    ]
    return [certain | reading for reading in readings] if readings else [certain]


def _holds_two(base: FactBase, asked: list[NameAnswer]) -> bool:
    """Whether a set holds more sedatives than one of its names brings, whichever is meant by those that ask back."""
    if len({tuple(reading.name for reading in answer.readings) or answer.asked for answer in asked}) < len(asked):
        return False  # one question, asked twice
    choices = [_choices(base, answer) for answer in asked]
    return all(len(set().union(*chosen)) > max(map(len, chosen)) for chosen in product(*choices))


def test_nobody_is_told_to_leave_out_a_dose(real_base: FactBase) -> None:
    """To somebody with signs of too much: call now, take nothing extra, ask them about the next dose."""
    for entry in (real_base.meta().combined, real_base.meta().combined_milder):
        interactant = real_base.interactant(entry)
        assert interactant is not None
        assert "no next dose" not in interactant.if_already_taking
        assert "take nothing extra" in interactant.if_already_taking


def test_the_same_ingredient_in_two_packs(real_base: FactBase) -> None:
    """Two packs with codeine are named, and nobody is told to stop one."""
    found = ask(real_base, "co-codamol", "nurofen plus").duplicates
    assert [(item.ingredient, item.names) for item in found] == [("codeine", ("co-codamol", "nurofen plus"))]


@pytest.mark.parametrize(
    ("name", "headline"),
    [
        ("seizure medicine", "Take it exactly as"),
        ("covid pill", "Call today"),
        ("nasal spray", "Give it exactly as the written plan says"),
    ],
)
def test_readings_keep_the_headline(real_base: FactBase, name: str, headline: str) -> None:
    """A reading that is looked at alone says what its own answer says first."""
    assert any(headline in reading.headline for reading in ask(real_base, name).answers[0].readings)


def test_no_rescue_medicine_is_to_be_avoided(real_base: FactBase) -> None:
    """In no list of readings, however a spray or a gel is asked for."""
    for name in ("nose spray", "nasal spray", "allergy nose spray", "blocked nose spray"):
        for reading in ask(real_base, name).answers[0].readings:
            rescue = any(statement and "rescue" in statement.planned for _, statement in reading.leads)
            assert not (rescue and reading.level == "avoid"), name


def test_opposites_are_no_near_names(real_base: FactBase) -> None:
    """High blood pressure is not offered as low, nor an overactive gland as one that does too little."""
    names = Names(real_base, "all")
    for asked, never in (
        ("high blood presure", "low"),
        ("hypertension", "hypo"),
        ("hyperthyroidism", "hypo"),
        ("underactive", "over"),
    ):
        assert not [near for near in names.answer(asked).suggestions if never in near.lower()], asked


def test_water_and_heart_tablets_are_two_questions(real_base: FactBase) -> None:
    """Digoxin is no water tablet, and a heart tablet may be one that slows how diazepam leaves."""
    water, heart = (ask(real_base, name).answers[0] for name in ("water pill", "heart pills"))
    assert not [reading.name for reading in water.readings if "digoxin" in reading.name or "clonidine" in reading.name]
    assert any("amiodarone" in reading.name for reading in heart.readings)


def test_a_listing_gives_each_member_its_own_advice(real_base: FactBase) -> None:
    """What a member alone is told is never printed for another one under the same level."""
    answer = answers_interactions.interactions(real_base, [], "all")
    for statement in answer.statements:  # type: ignore[union-attr]
        item = real_base.interactant(statement.id)
        assert item is not None
        if statement.is_part and statement.level not in item.level.values():
            told = {(member.headline, member.management) for member in item.members if member.substance in statement.names}
            assert len(told) == 1, statement.names


URGENT_ALONE = {"111", "112", "911", "999", "swallowed", "wake up", "eye hurts suddenly"}  # say little beside a medicine


@pytest.mark.parametrize("around", ["{} zopiclone", "zopiclone {}", "my mum {} after codeine 30 mg", "diazepam and {}"])
def test_an_emergency_beside_a_medicine_leads(real_base: FactBase, around: str) -> None:
    """Each word of an emergency that search knows leads in a text with a medicine too; what is for one, or was not, does not."""
    names = Names(real_base, "all", suggest=False)
    for phrase in real_base.search_emergency()[0]:
        answer = names.answer(around.format(phrase))
        assert answer.urgent or phrase in URGENT_ALONE, (phrase, answer.unread)
        assert phrase in URGENT_ALONE or answer.interactions[0].kind == "emergency", phrase
    for text in ("glyceryl trinitrate as needed chest pain", "aspirin for a heart attack", "no bleeding warfarin", "burn cream"):
        assert not names.answer(text).urgent, text


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize("other", ["wine", "pregnant", "heroin", "olanzapine injection"])
def test_a_fit_leads_any_set(other: str) -> None:
    """A fit stands before what is stricter, and its numbers before all."""
    for fit in ("fitting", "seizure", "fits", "status epilepticus"):
        made = run("interactions", other, fit)
        assert made.out.startswith("A seizure (fit) without a seizure plan: call 911"), fit
        first = next(line for line in made.out.splitlines() if line.startswith("- "))
        assert first.startswith(f"- Get help first: {fit}"), first


SIGNS = [
    *(
        "slow breathing",
        "turning blue",
        "no pulse",
        "gurgling",
        "limp and cold",
        "lips gone grey",
        "heart stopped",
        "not waking up",
    ),
    *("face drooping", "can't move one side", "vomiting blood", "severe headache stiff neck", "mini stroke", "heatstroke"),
    *("asthma attack", "anaphylaxis", "heart attack", "hypo", "neuroleptic malignant syndrome", "overdose", "choking", "fits"),
]


@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_of_an_emergency_calls_first(real_base: FactBase, sign: str) -> None:
    """Whether it stands alone, beside a name or in a set: the numbers come first, and `--fail-on` sees it."""
    for asked in ([sign], [f"{sign} after valium"], [sign, "paracetamol"]):
        answer = ask(real_base, *asked)
        assert answer.answers[0].urgent, asked
        assert "911 (US), 999 (UK), or 999 or 112 (Ireland)" in answer.answers[0].interactions[0].headline, asked
        assert answer.strictest <= 1, asked
    page = write(ask(real_base, sign, "paracetamol"), Look())
    assert "No problem found" not in page


@pytest.mark.parametrize(
    ("emergency", "treatment", "said"),
    [
        ("anaphylaxis", "adrenaline", "No information: adrenaline: Use it at once"),
        ("asthma attack", "salbutamol", "No information: salbutamol: Use a reliever just as your plan says"),
        ("heart attack", "aspirin", "No information: aspirin: Told to chew one"),
        ("hypo", "glucagon", "No information: glucagon: Low blood sugar, and the person can't swallow or wake? Give it at once"),
    ],
)
def test_what_is_used_at_once_is_never_held_back(real_base: FactBase, emergency: str, treatment: str, said: str) -> None:
    """Beside an emergency a treatment of it is told by its own note, not by advice to ask somebody first."""
    page = write(ask(real_base, emergency, treatment), Look())
    assert said in page.split("\n\n")[1]
    assert "Take nothing extra" not in page


def test_snoring_is_a_sign_too(real_base: FactBase) -> None:
    """Whoever asks about snoring reads first when it is an emergency."""
    assert write(ask(real_base, "snoring"), Look()).startswith("Odd heavy snoring, gurgling or hard to wake: call 911")


STREET = ["street", "fake", "counterfeit", "dodgy", "black market", "illegal", "bootleg", "pressed", "online", "internet"]
FROM = ["off the street", "from the internet", "from a dealer", "bought online", "(street)", "from the dark web"]


@pytest.mark.parametrize("said", [*(f"{word} {{}}" for word in STREET), *(f"{{}} {word}" for word in FROM)])
@pytest.mark.parametrize(
    ("names", "entry"),
    [
        (["diazepam", "Valium", "Xanax", "lorazepam", "Klonopin", "zopiclone", "diazepam 10 mg"], "ix.street-benzodiazepines"),
        (["oxycodone", "oxy", "percs", "fentanyl", "methadone", "co-codamol", "Subutex"], "ix.street-opioids"),
    ],
)
def test_nobody_knows_what_is_sold_on_the_street(real_base: FactBase, said: str, names: list[str], entry: str) -> None:
    """Whatever it is called, it is answered as a street drug, and never as the medicine of that name."""
    asked = Names(real_base, "all", suggest=False)
    for name in names:
        answer = asked.answer(said.format(name))
        assert [one.id for one in answer.interactions] == [entry], answer.asked
        assert (answer.status, answer.level, answer.unread) == ("interaction", "avoid", ()), answer.asked


@pytest.mark.parametrize("asked", ["fake sertraline", "street gabapentin", "black market omeprazole"])
def test_what_no_street_drug_is_about_is_not_read_in_full(real_base: FactBase, asked: str) -> None:
    """The text of the prescribed medicine is about what a pharmacy hands out."""
    answer = Names(real_base, "all").answer(asked)
    assert (answer.status, answer.level) == ("partial", "avoid")
    assert [one.kind for one in answer.interactions] == ["recreational"]


def test_what_a_street_word_may_mean(real_base: FactBase) -> None:
    """Only what is sold on the street stays of a name that asks back; what is none keeps its own answer."""
    names = Names(real_base, "all")
    assert {level for reading in names.answer("fake pills").readings for level in [reading.level]} == {"avoid"}
    assert names.answer("street ketamine").interactions[0].kind == "recreational"
    assert names.answer("pressed 2mg xanax bars").level == "avoid"
    assert names.answer("bootleg vodka").interactions[0].id == "ix.alcohol"
    assert names.answer("not street valium").status == "not-recognised"


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["Epilim", "wine"], "wine and diazepam, with Epilim"),
        (["Keppra", "Epilim", "heroin"], "heroin and diazepam, with Epilim, Keppra"),
        (["Keppra", "promethazine"], "promethazine and diazepam, with Keppra"),
        (["clobazam", "oxycodone"], "oxycodone and diazepam, with clobazam"),
        (["Keppra", "sleeping pill"], "sleeping pill and diazepam, with Keppra"),
        (["propofol", "zopiclone"], "zopiclone and diazepam, with propofol"),
        (["heroin", "Xanax"], "heroin, Xanax and diazepam together"),
        (["Epilim", "Keppra"], "Epilim, Keppra and diazepam together"),
    ],
)
def test_nobody_reads_that_a_planned_medicine_is_to_be_left_out(real_base: FactBase, names: list[str], said: str) -> None:
    """What a warning is about stands first; what a team has planned stands beside it, in whatever order it was typed."""
    for order in (names, names[::-1]):
        answer = ask(real_base, *order)
        assert answer.combined is not None
        assert named(answer.context, answer.combined) == said


def test_no_member_of_a_plan_stands_first(real_base: FactBase) -> None:
    """Of every epilepsy medicine and of all that staff give, beside whatever no team plans."""
    names, sets = Names(real_base, "all", suggest=False), Sets(real_base, "all")
    context = ask(real_base, "wine").context
    others = [names.answer(name) for name in ("wine", "heroin", "zopiclone", "pregabalin", "promethazine")]
    for item in real_base.interactants():
        for thing in _things(item):
            called = thing.substance if isinstance(thing, Member) else thing.name
            if {"epilepsy", "rescue", "staff"}.isdisjoint(thing.planned or item.planned):
                continue
            for other in others:
                combined = sets.combined([names.answer(called), other])
                if combined and combined.statement.level in ("avoid", "ask-first"):
                    assert named(context, combined).startswith(other.asked), (called, other.asked)


@pytest.mark.parametrize("name", ["hyoscine hydrobromide", "haloperidol", "levomepromazine", "midazolam", "glycopyrronium"])
def test_what_a_palliative_team_gives_is_planned(real_base: FactBase, name: str) -> None:
    """A bare name may be of such a plan, and is never told to be one; its injection beside another injection is."""
    bare = ask(real_base, name, "morphine").combined
    if bare:  # glycopyrronium does little to breathing, so it makes no set
        assert bare.statement.level == "avoid"
        assert "Planned by a hospice or palliative team?" in bare.statement.headline
        planned = ask(real_base, f"{name} injection", "morphine injection").combined
        assert planned is not None
        assert (planned.statement.level, planned.statement.id) == ("be-careful", "ix.planned-palliative")
    said = " ".join(f"{one.note} {one.management}" for one in ask(real_base, name).answers[0].interactions)
    assert "palliative team" in said
