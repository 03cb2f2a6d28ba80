"""The shapes of the facts: frozen records with no behaviour.

Each field carries its own meaning (`doc`) and what it may hold (`words`: a group of
`facts/vocabulary.yaml`; `pattern`: a regular expression). `schema.py` reads exactly this,
so the shape of a fact file is written down once. Text fields are plain ASCII prose.
"""

from valcli.frozen import Frozen, spec

_ID = r"[a-z0-9]+(-[a-z0-9]+)*"
RECORD_ID = rf"[a-z]+\.{_ID}"
INTERACTANT_ID = rf"ix\.{_ID}"
DATE_OR_UNKNOWN = r"not-stated|.*\b(19|20)\d\d\b.*"


class Citation(Frozen):
    """A link from a statement to a place in a source."""

    source: str = spec("id of a record in sources.yaml", pattern=_ID)
    locator: str = spec("where in the source: a section, table, page or heading")
    read: str = spec("how it was read", words="read")


class Position(Frozen):
    """One side of a disagreement."""

    says: str = spec("what this side says, in plain words")
    citations: tuple[Citation, ...] = spec("where it says so")


class Disagreement(Frozen):
    """Sources that differ about one record, kept inside that record."""

    question: str = spec("what they differ about, as a question")
    positions: tuple[Position, ...] = spec("the sides, two or more")
    shown: int = spec("number of the position that the record follows, from 1; 0 when it shows them all")
    reason: str = spec("why that one is shown")


class Record(Frozen):
    """One statement for patients, with its clinical twin and where it was read."""

    id: str = spec("permanent id, never reused", pattern=RECORD_ID)
    kind: str = spec("which kind of record", words="record_kinds")
    group: str = spec("sub-heading of the section under which it stands", default="")
    country: str = spec("where it holds", words="countries", default="any")
    audience: str = spec("who it is for; `professional` is shown with --clinical only", words="audiences", default="patient")
    text: str = spec("plain statement, about grade 6, in our own words")
    clinical: str = spec("the exact statement, for a pharmacist")
    aliases: tuple[str, ...] = spec("other words for the same thing", default=())
    formerly: tuple[str, ...] = spec("ids that this record had before", default=())
    disagreement: Disagreement | None = spec("sources that differ on it", default=None)
    citations: tuple[Citation, ...] = spec("where it was read; the one that decides stands first")


class Fact(Record):
    """A plain statement."""


class Amount(Frozen):
    """A dose amount as the source prints it; never calculated."""

    low: str = spec("lowest figure, as printed", pattern=r"\d+(\.\d+)?")
    high: str = spec("highest figure, as printed; the same as `low` when there is one", pattern=r"\d+(\.\d+)?")
    unit: str = spec("unit of both figures", words="units")
    per: str = spec("what the amount is for: each dose, or the whole day", words="per")


class Step(Frozen):
    """One amount of a dose that changes with time."""

    amount: Amount = spec("how much")
    when: str = spec("when it holds, in words")


class Frequency(Frozen):
    """How often a dose is given."""

    low: str = spec("fewest times", pattern=r"\d+")
    high: str = spec("most times", pattern=r"\d+")
    per: str = spec("in which time", words="periods")


class Maximum(Frozen):
    """The most that the source allows."""

    amount: str = spec("figure, as printed", pattern=r"\d+(\.\d+)?")
    unit: str = spec("its unit", words="units")
    per: str = spec("in which time", words="periods")


class Dose(Record):
    """A dose for one use, population, route, form and country.

    Exactly one of `amount`, `steps`, `relative`, `action` says how much.
    """

    indication: str = spec("what it is for", words="indications")
    population: str = spec("for whom", words="populations")
    route: str = spec("how it enters the body", words="routes")
    form: str = spec("dosage form", words="forms")
    as_printed: str = spec("the range in words, as the source gives it; stands in `text` too")
    amount: Amount | None = spec("the range", default=None)
    steps: tuple[Step, ...] = spec("amounts that change with time", default=())
    relative: str = spec("a share of another dose", words="relative_doses", default="")
    action: str = spec("an instruction where the source gives no amount", words="dose_actions", default="")
    frequency: Frequency | None = spec("how often", default=None)
    maximum: Maximum | None = spec("the most that the source states", default=None)
    duration: str = spec("for how long, in words, or `not-stated`")


class Occurrence(Frozen):
    """How often a side effect was seen, by one source."""

    band: str = spec("CIOMS band, or `not-stated`", words="bands")
    figure: str = spec("the number as printed, or `not-stated`")
    form: str = spec("dosage form that the figure is about", words="forms")
    country: str = spec("whose text says so", words="countries")
    citations: tuple[Citation, ...] = spec("where it was read")


class AdverseReaction(Record):
    """A side effect: what it is, how often, how urgent, what to do."""

    name: str = spec("what a patient calls it")
    occurrence: tuple[Occurrence, ...] = spec("how often, by source")
    urgency: str = spec("how soon to tell somebody", words="urgencies")


class WithdrawalSign(Record):
    """A sign of withdrawal, with its time and its urgency."""

    timing: str = spec("when it belongs", words="timings")
    when: str = spec("the time as the source gives it, or `not-stated`")
    urgency: str = spec("how soon to tell somebody", words="urgencies")


class Question(Record):
    """A question to ask a doctor or pharmacist, and the records behind it."""

    about: tuple[str, ...] = spec("ids of the records behind the question")


RECORD_CLASSES: dict[str, type[Record]] = {
    "fact": Fact,
    "dose": Dose,
    "adverse-reaction": AdverseReaction,
    "withdrawal-sign": WithdrawalSign,
    "question": Question,
}


class Group(Frozen):
    """A sub-heading of a section."""

    id: str = spec("word that records name in `group`", pattern=_ID)
    title: str = spec("heading as printed")


class Section(Frozen):
    """One file of sections/: a chapter of the leaflet."""

    section: str = spec("permanent id of the section, the same as the file name", pattern=_ID)
    title: str = spec("heading as printed")
    order: int = spec("place in the leaflet", pattern=r"\d+")
    aliases: tuple[str, ...] = spec("other words that find the section", default=())
    lists_level: str = spec("also list every interaction of this level", words="levels", default="")
    groups: tuple[Group, ...] = spec("sub-headings, in printed order", default=())
    records: tuple[Record, ...] = spec("the statements, in printed order", default=())


class Rating(Frozen):
    """What another reference says of the pair, milder or stricter than the level shown."""

    source: str = spec("id of a record in sources.yaml", pattern=_ID)
    says: str = spec("its rating, in our own words")


class Names(Frozen, mixed_in=True):
    """The names by which one thing is found. Order has no meaning; lists are sorted."""

    also: tuple[str, ...] = spec("other official names", default=())
    brands: dict[str, tuple[str, ...]] = spec("brand names by country", words="countries", default={})
    words: tuple[str, ...] = spec("everyday words", default=())
    slang: tuple[str, ...] = spec("street words; never made singular", default=())
    old: tuple[str, ...] = spec("those of the names above that are no longer sold", default=())
    unread: tuple[str, ...] = spec("those of the names above that no source we read confirms", default=())


class Statement(Frozen, mixed_in=True):
    """What is said of a pair. A member may replace any of it for itself alone."""

    level: dict[str, str] = spec("what to do: one word, or one for each country", words="levels", short=True, default={})
    basis: str = spec("what the level rests on", words="bases", default="")
    basis_note: str = spec("why, in plain words; required for basis `project`", default="")
    headline: str = spec("printed before the level, where a bare level could do harm", default="")
    effect: str = spec("what can happen", default="")
    management: str = spec("what to do", default="")
    if_already_taking: str = spec("what to do when both are taken already", default="")
    timing: str = spec("how long after the last dose it still matters", default="")
    mechanism: tuple[str, ...] = spec("why it happens", words="mechanisms", default=())
    evidence: str = spec("how it is known", words="evidence", default="")
    clinical: str = spec("mechanism and measured size, for a pharmacist", default="")
    warning_signs: str = spec("id of a set in warning-signs.yaml", pattern=_ID, default="")
    questions: tuple[str, ...] = spec("what to ask the pharmacist", default=())
    modifiers: tuple[str, ...] = spec("what makes it more or less likely", default=())
    ratings: tuple[Rating, ...] = spec("what other references say", default=())
    disagreement: Disagreement | None = spec("sources that differ on it", default=None)
    stop_risk: bool = spec("`true` when stopping the other medicine suddenly can do harm", default=False)
    note: str = spec("anything else a patient should know", default="")
    citations: tuple[Citation, ...] = spec("where it was read; the ones that decide the level stand first", default=())


class Member(Names, Statement):
    """One substance of an interactant; what it leaves out it shares with the interactant."""

    substance: str = spec("generic name, unique in all facts")


class Interactant(Names, Statement):
    """One file of interactions/: a substance, class, food, condition or situation."""

    id: str = spec("permanent id, `ix.` and the file name", pattern=INTERACTANT_ID)
    kind: str = spec("what sort of thing it is", words="interactant_kinds")
    name: str = spec("what it is called in an answer")
    about: tuple[str, ...] = spec("ids of the section records that hold its text, for a condition or situation", default=())
    formerly: tuple[str, ...] = spec("ids that this had before", default=())
    members: tuple[Member, ...] = spec("its substances, sorted", default=())


class Ingredient(Frozen):
    """One ingredient of a product."""

    substance: str = spec("a substance of an interactant, of known.yaml, or the medicine itself")
    trace: bool = spec("`true` when inactive or not swallowed: it does not count, and the answer says so", default=False)


class Product(Frozen):
    """A brand or product with several ingredients, or one that differs by country or form."""

    name: str = spec("name on the pack")
    also: tuple[str, ...] = spec("other packs with the same ingredients", default=())
    country: str = spec("where it is sold", words="countries")
    availability: str = spec("`old` when no longer sold", words="availabilities", default="current")
    contents: str = spec("whether the ingredients were read in a source", words="contents")
    ingredients: tuple[Ingredient, ...] = spec("all of them")
    note: str = spec("what differs by pack", default="")
    citations: tuple[Citation, ...] = spec("where the ingredients were read; none when `contents: unread`", default=())


class Reading(Frozen):
    """One thing that an ambiguous name may mean."""

    says: str = spec("the reading, in plain words")
    means: tuple[str, ...] = spec(
        "interactant ids, substances or products it leads to; empty when there is no statement", default=()
    )


class Ambiguous(Frozen):
    """Names that several things go by: never answered, always asked back."""

    names: tuple[str, ...] = spec("the names")
    kind: str = spec("why they are ambiguous", words="ambiguities")
    question: str = spec("what to ask")
    readings: tuple[Reading, ...] = spec("what it may be")
    citations: tuple[Citation, ...] = spec("where it was read", default=())


class Lookalike(Frozen):
    """Names that look or sound alike and are different things."""

    names: tuple[str, ...] = spec("two or more names that stand in the facts")
    question: str = spec("how to tell them apart")
    citations: tuple[Citation, ...] = spec("where it was read", default=())


class AmbiguousFile(Frozen):
    """names/ambiguous.yaml."""

    ambiguous: tuple[Ambiguous, ...] = spec("names that are asked back", default=())
    lookalikes: tuple[Lookalike, ...] = spec("names that are answered, with the others named", default=())


class Known(Names):
    """A thing that is recognised, about which no source that was read says anything."""

    name: str = spec("generic name, unique in all facts")
    note: str = spec("useful advice that is no statement on the pair", default="")


class WarningSigns(Frozen):
    """Signs that ask for help, and whom to call."""

    id: str = spec("id", pattern=_ID)
    name: str = spec("heading as printed")
    urgency: str = spec("how soon", words="urgencies")
    signs: tuple[str, ...] = spec("what to look for")
    act: dict[str, str] = spec("what to do, by country", words="countries")
    citations: tuple[Citation, ...] = spec("where it was read")


class Source(Frozen):
    """One work."""

    id: str = spec("permanent id", pattern=_ID)
    type: str = spec("what sort of work", words="source_types")
    title: str = spec("title as printed")
    publisher: str = spec("who published it, or `not-stated`")
    issued: str = spec("date of the work or of its revision, or `not-stated`", pattern=DATE_OR_UNKNOWN)
    accessed: str = spec("day on which we read it, or `not-stated`", pattern=r"not-stated|\d{4}-\d{2}-\d{2}")
    identifier: str = spec("DOI, PMID, set id or the like, or `not-stated`")
    url: str = spec("address, or `not-stated`", pattern=r"not-stated|https?://\S+")
    authority: int = spec("1 decides; higher numbers support", pattern=r"[1-5]")
    note: str = spec("which part was read, and in which copy", default="")


class Claim(Frozen):
    """Something that a web article says, and what is right."""

    id: str = spec("permanent id", pattern=r"claim\.[a-z0-9]+(-[a-z0-9]+)*")
    article: str = spec("id of the article in sources.yaml", pattern=_ID)
    claim: str = spec("what the article says, in our own words")
    verdict: str = spec("what became of it", words="verdicts")
    reason: str = spec("why, in plain words")
    facts: tuple[str, ...] = spec("ids of the records or interactants that say the same or the better", default=())


class GlossaryTerm(Frozen):
    """A medical or legal word, in plain words."""

    id: str = spec("permanent id", pattern=r"term\.[a-z0-9]+(-[a-z0-9]+)*")
    name: str = spec("the word")
    aliases: tuple[str, ...] = spec("other words for it, plain and clinical", default=())
    meaning: str = spec("what it means, about grade 6")


class SearchWords(Frozen):
    """search.yaml: how words that people type are read."""

    known: str = spec("id of the record that names without a statement lead to", default="")
    ignore: tuple[str, ...] = spec("words that say nothing about the subject, sorted")
    skip: tuple[str, ...] = spec(
        "words left out before groups are looked for: pronouns and the medicine itself, sorted", default=()
    )
    same: tuple[tuple[str, ...], ...] = spec("groups of words that mean the same: plain and clinical, US and UK, old and new")


class Asked(Frozen):
    """Questions as people ask them, and the records that answer them."""

    find: tuple[str, ...] = spec("ids of the records, interactants or terms that answer, the best first; at most three")
    ask: tuple[str, ...] = spec("the questions, each once in the file")


class Term(Frozen):
    """One word of a closed list: the tag that records carry, and what is printed for it."""

    tag: str = spec("the word in the files", pattern=_ID)
    label: str = spec("what is printed")
    meaning: str = spec("what it means here")
    advice: str = spec("for a level: what a patient does", default="")
    adds_up: bool = spec("for a mechanism: two such answers get one combined warning", default=False)
    said: tuple[str, ...] = spec("for a population or country: words by which a text names it", default=())
    routes: tuple[str, ...] = spec("for a form: the routes by which it is given", default=())


class Emergency(Frozen):
    """A number to call."""

    country: str = spec("where it works", words="countries")
    when: str = spec("what for, in plain words")
    number: str = spec("the number as dialled", pattern=r"[0-9][0-9 -]*( or [0-9][0-9 -]*)?")
    citations: tuple[Citation, ...] = spec("where it was read")


class Meta(Frozen):
    """facts.yaml: what holds for the whole fact base."""

    schema: int = spec("version of these shapes", pattern=r"1")
    version: str = spec("version of the facts", pattern=r"\d+\.\d+\.\d+")
    reviewed: str = spec("day of the last review", pattern=r"\d{4}-\d{2}-\d{2}")
    medicine: str = spec("generic name of the medicine")
    title: str = spec("heading of the leaflet")
    notice: str = spec("education, not advice: closes every answer")
    do_not_stop: str = spec("goes with every advice to avoid or to ask first")
    same_medicine: str = spec("interactant that answers for the medicine itself", pattern=INTERACTANT_ID)
    combined: str = spec("interactant that warns about several at once", pattern=INTERACTANT_ID)
    emergency: tuple[Emergency, ...] = spec("numbers to call, in printed order")
