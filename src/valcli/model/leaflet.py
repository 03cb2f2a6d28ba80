"""Shapes of the leaflet: sections and their records, claims, the glossary, the words of search."""

from valcli.model.frozen import Frozen, spec
from valcli.model.shared import _ID, RECORD_ID, Citation, Disagreement


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


class UrgentGroup(Frozen):
    """Words that can stand for each other in a sign of an emergency: what people call a part of the body, or what is wrong."""

    name: str = spec("what the signs call these words", pattern=_ID)
    words: tuple[str, ...] = spec("the words and phrases, sorted, in every form that people type")
    at_least: str = spec("a bare number from this one on is such a word too", pattern=r"\d+", default="")
    not_before: tuple[str, ...] = spec("words before which none of them counts, such as units, sorted", default=())
    not_behind: tuple[str, ...] = spec("words behind which none of them counts, such as those before an age, sorted", default=())


class UrgentSign(Frozen):
    """A sign of an emergency, the ways in which people say it, and the records that say whom to call."""

    sign: str = spec("which sign it is, for the reader of the file")
    find: tuple[str, ...] = spec("ids of the records that are shown first, the most urgent first")
    words: tuple[str, ...] = spec("words and phrases, sorted, of which one alone tells it", default=())
    together: tuple[tuple[str, ...], ...] = spec("names of groups: a word of each of them, near each other, tells it", default=())
    unless: tuple[str, ...] = spec("words and phrases, sorted, beside which it is an everyday question", default=())


class SearchWords(Frozen):
    """search.yaml: how words that people type are read."""

    known: str = spec("id of the record that names without a statement lead to", default="")
    ignore: tuple[str, ...] = spec("words that say nothing about the subject, sorted")
    emergency: tuple[str, ...] = spec("words of an emergency, which never find nothing, sorted", default=())
    emergency_find: tuple[str, ...] = spec("ids of the records that they lead to, the most urgent first", default=())
    urgent: tuple[UrgentSign, ...] = spec(
        "signs of an emergency, the most urgent first: their records go before all others", default=()
    )
    urgent_groups: tuple[UrgentGroup, ...] = spec("the groups of words that the signs are made of, by name", default=())
    general: tuple[str, ...] = spec("how a question begins that asks about a sign and tells of none, sorted", default=())
    general_anywhere: tuple[str, ...] = spec("the same of words anywhere in a question, sorted", default=())
    own: tuple[str, ...] = spec("how a question begins or goes on that asks for what a medicine is by itself, sorted", default=())
    own_unless: tuple[str, ...] = spec("words beside which it asks about two medicines together, sorted", default=())
    unwell: tuple[str, ...] = spec(
        "words of somebody who may be very ill, hurt or in danger, sorted: before any answer stands whom to call", default=()
    )
    well: tuple[str, ...] = spec("words, sorted, beside which those say nothing of that: blood pressure", default=())
    skip: tuple[str, ...] = spec(
        "words left out before groups are looked for: pronouns and the medicine itself, sorted", default=()
    )
    same: tuple[tuple[str, ...], ...] = spec("groups of words that mean the same: plain and clinical, US and UK, old and new")


class Asked(Frozen):
    """Questions as people ask them, and the records that answer them."""

    find: tuple[str, ...] = spec("ids of the records, interactants or terms that answer, the best first; at most three")
    ask: tuple[str, ...] = spec("the questions, each once in the file")


class Outside(Frozen):
    """What people ask that nothing here answers: it counts against an answer to a question like it."""

    about: str = spec("what these have in common, for the reader of the file")
    ask: tuple[str, ...] = spec("subjects alone or whole questions, each once in the file")
