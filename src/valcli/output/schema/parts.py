"""The things that JSON output holds: one class each, its keys in the order in which they are printed.

These types are the one definition. `output/json_form.py` and `output/json_records.py` write values of
them, which the type checker proves key by key; `output/schema/make.py` makes the JSON Schema of them.
The first text behind a type is the meaning of the key.
"""

from typing import Annotated, NamedTuple, TypedDict

from valcli.model.shared import _ID, INTERACTANT_ID, RECORD_ID


class Words(NamedTuple):
    """One word of a group of the vocabulary; which words those are is up to the facts in use."""

    group: str


class Of(NamedTuple):
    """A text of this form."""

    pattern: str


class Only(NamedTuple):
    """One of these texts, whatever the facts."""

    words: tuple[str, ...]


Country = Annotated[str, Words("countries")]
Level = Annotated[str, Words("levels")]
SourceId = Annotated[str, Of(_ID)]
RecordId = Annotated[str, Of(RECORD_ID)]
InteractantId = Annotated[str, Of(INTERACTANT_ID)]
Date = Annotated[str, Of(r"(19|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")]
Day = Annotated[str, Of(r"\d{4}-\d{2}-\d{2}")]
Code = Annotated[str, Of(r"[1-9]\d*")]
Number = int | float


class CitationForm(TypedDict):
    """A place in a source."""

    source: Annotated[SourceId, "id of the work"]
    locator: Annotated[str, "where in it: a section, table, page or heading"]
    read: Annotated[str, Words("read"), "how it was read"]


class PositionForm(TypedDict):
    """One side of a disagreement."""

    says: Annotated[str, "what this side says"]
    citations: Annotated[list[CitationForm], "where it says so"]


class DisagreementForm(TypedDict):
    """Sources that differ."""

    question: Annotated[str, "what they differ about"]
    positions: Annotated[list[PositionForm], "the sides"]
    shown: Annotated[int, "number of the position that is followed, from 1; 0 when all are shown"]
    reason: Annotated[str, "why"]
    audience: Annotated[str, Words("audiences"), "who it is for"]


class SourceForm(TypedDict):
    """A work."""

    id: Annotated[SourceId, "permanent id"]
    type: Annotated[str, Words("source_types"), "what sort of work"]
    title: Annotated[str, "title as printed"]
    publisher: Annotated[str | None, "who published it"]
    issued: Annotated[Date | None, "day, month or year of the work or of its revision"]
    accessed: Annotated[Day | None, "day on which it was read"]
    identifier: Annotated[str | None, "DOI, PMID, set id or the like"]
    url: Annotated[str | None, "address"]
    authority: Annotated[int, "1 decides; higher numbers support"]


class _Noted(TypedDict):
    note: Annotated[str | None, "what is said of the date, which part was read, and in which copy"]


class _CitedBy(TypedDict):
    cited_by: Annotated[list[str], "ids of what leans on it"]


class CitedSourceForm(SourceForm, _Noted):
    """A work that an answer cites."""


class ListedSourceForm(SourceForm, _CitedBy, _Noted):
    """A work of the bibliography."""


class RedFlagsForm(TypedDict):
    """Signs that ask for help, and what to do then."""

    signs: Annotated[list[str], "what to look for"]
    act: Annotated[dict[Country, str | None], "what to do, by country"]
    citations: Annotated[list[CitationForm], "where it was read"]


class RatingForm(TypedDict):
    """What another reference says of the pair."""

    source: Annotated[SourceId, "id of the work"]
    says: Annotated[str, "its rating"]


class InteractionForm(TypedDict):
    """What is said of one pair."""

    id: Annotated[InteractantId, "permanent id of the entry"]
    kind: Annotated[str, Only(("interaction",)), "always `interaction`"]
    name: Annotated[str, "what it is called"]
    level: Annotated[Level, "what to do, in the country asked for; the strictest for all"]
    basis: Annotated[str, Words("bases"), "what the level rests on"]
    headline: Annotated[str | None, "stands before the level"]
    effect: Annotated[str | None, "what can happen"]
    management: Annotated[str | None, "what to do"]
    if_already_taking: Annotated[str | None, "what to do when both are taken already"]
    timing: Annotated[str | None, "how long it still matters"]
    mechanism: Annotated[list[Annotated[str, Words("mechanisms")]], "why it happens"]
    evidence: Annotated[Annotated[str, Words("evidence")] | None, "how it is known"]
    clinical: Annotated[str | None, "the exact statement, for a pharmacist"]
    levels: Annotated[dict[Country, Level], "the level of each country"]
    red_flags: Annotated[RedFlagsForm, "signs of danger"]
    questions: Annotated[list[str], "what to ask the pharmacist"]
    modifiers: Annotated[list[str], "what makes it more or less likely"]
    ratings: Annotated[list[RatingForm], "what other references say"]
    disagreement: Annotated[DisagreementForm | None, "sources that differ on it"]
    citations: Annotated[list[CitationForm], "where it was read; those that decide the level stand first"]
    basis_note: Annotated[str | None, "why the level rests on that"]
    note: Annotated[str | None, "anything else"]


class ListedInteractionForm(InteractionForm):
    """One of a listing: an entry stands there once for each of its levels."""

    members: Annotated[list[str], "substances that it is about"]


class _Names(TypedDict):
    names: Annotated[list[str], "the names that add up"]


class _Depends(TypedDict):
    depends: Annotated[bool, "whether it hangs on a name that asks back"]


class CombinedForm(_Names, InteractionForm, _Depends):
    """The one warning above several answers that add up."""


class MemberForm(InteractionForm):
    """A substance of an entry that has a level of its own."""

    member: Annotated[str, "the substance"]


class ResolvedForm(TypedDict):
    """What a name was understood as."""

    interactant: Annotated[InteractantId | None, "id of the entry, null where there is none"]
    name: Annotated[str, "what it is called"]
    matched: Annotated[str, "the words that were read"]
    via: Annotated[str, Words("via"), "by which kind of name it was found"]
    ingredient: Annotated[str | None, "official name of the substance"]
    rxcui: Annotated[Code | None, "its concept id in RxNorm"]
    country: Annotated[Country, "where the name is sold"]
    form: Annotated[str | None, "where it goes, as it was read for this thing: swallowed, eye, skin and so on"]


class ReadingForm(TypedDict):
    """One thing that a name may mean."""

    name: Annotated[str, "the reading"]
    interactant: Annotated[InteractantId | None, "id of the entry"]
    level: Annotated[Level | None, "its level"]
    headline: Annotated[str | None, "that of the strictest thing that it leads to"]


class EmergencyForm(TypedDict):
    """A number to call."""

    country: Annotated[Country, "where it works"]
    when: Annotated[str, "what for"]
    number: Annotated[str, "the number as dialled"]


class AnswerForm(TypedDict):
    """The answer about one name."""

    asked: Annotated[str, "the text, as it came"]
    status: Annotated[str, Words("statuses"), "what came of it"]
    level: Annotated[Level | None, "the strictest of all that was found; null is never harmless"]
    reason: Annotated[Annotated[str, Words("reasons")] | None, "why a name was not recognised"]
    resolved: Annotated[list[ResolvedForm], "what it was understood as"]
    form: Annotated[str | None, "where it goes: swallowed, eye, skin and so on"]
    unread: Annotated[list[str], "what in the text was not understood"]
    interactions: Annotated[list[InteractionForm], "what is said of each"]
    readings: Annotated[list[ReadingForm], "what it may mean, strictest first"]
    question: Annotated[str | None, "what to ask"]
    lookalikes: Annotated[list[str], "names that look alike and are different things"]
    suggestions: Annotated[list[str], "near names; never an answer"]
    do_not_stop: Annotated[str | None, "goes with every advice to avoid or to ask first"]
    emergency: Annotated[list[EmergencyForm], "numbers to call, those of the country asked for first"]
    notes: Annotated[list[str], "what else to know"]


class DuplicateForm(TypedDict):
    """An ingredient that several names hold."""

    ingredient: Annotated[str, "the ingredient"]
    names: Annotated[list[str], "the names"]
    perhaps: Annotated[list[str], "those of them that ask back"]


class HitForm(TypedDict):
    """One thing that a search found."""

    id: Annotated[str, "its id"]
    kind: Annotated[str, Words("record_kinds hit_kinds"), "what it is"]
    section: Annotated[str | None, "section of the leaflet"]
    level: Annotated[Level | None, "of an interaction"]
    text: Annotated[str, "what it says"]


class TermForm(TypedDict):
    """A word and what it means here."""

    id: Annotated[str, "the word in the files, id of a term, or of a rule"]
    group: Annotated[str, "the list in which it stands"]
    label: Annotated[str, "what is printed for it"]
    meaning: Annotated[str, "what it means"]
    order: Annotated[int, "place in its list"]


class ClaimForm(TypedDict):
    """A claim of a web article."""

    id: Annotated[str, Of(r"claim\.[a-z0-9]+(-[a-z0-9]+)*"), "permanent id"]
    article: Annotated[SourceId, "id of the article"]
    claim: Annotated[str, "what it says"]
    verdict: Annotated[str, Words("verdicts"), "what became of it"]
    reason: Annotated[str, "why"]
    facts: Annotated[list[str], "ids of what says the same or the better"]
