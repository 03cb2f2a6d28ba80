"""Shapes that every kind of fact shares: citations, sources, closed words, warning signs, what holds for all.

Each field carries its own meaning (`doc`) and what it may hold (`words`: a group of
`facts/vocabulary.yaml`; `pattern`: a regular expression). `editing/decoder.py` reads exactly
this, so the shape of a fact file is written down once. Text fields are plain ASCII prose.
"""

from valcli.model.frozen import Frozen, spec

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
    audience: str = spec(
        "who it is for; `professional` stands on a page with --clinical only, as it changes nothing that a patient does",
        words="audiences",
        default="patient",
    )


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


class LevelWords(Frozen):
    """What a level is called for one kind of thing: not everything is taken."""

    level: str = spec("tag of the level", pattern=_ID)
    label: str = spec("what is printed for it")
    advice: str = spec("what a patient does", default="")


class Term(Frozen):
    """One word of a closed list: the tag that records carry, and what is printed for it."""

    tag: str = spec("the word in the files", pattern=_ID)
    label: str = spec("what is printed")
    meaning: str = spec("what it means here")
    advice: str = spec("for a level: what a patient does", default="")
    adds_up: bool = spec("for a mechanism: two such answers get one combined warning", default=False)
    said: tuple[str, ...] = spec(
        "for a population or country: words by which a text names it; for a planned set: forms and names of the medicine in it",
        default=(),
    )
    already: str = spec("for a kind of thing: heading of what to do when it is there already", default="")
    levels: tuple[LevelWords, ...] = spec("for a kind of thing: its own words for levels", default=())
    apart: bool = spec("for a planned set: it is one only when its members come from two entries or more", default=False)
    rescue: bool = spec("for a planned set: its members are rescue medicines, which are never to be avoided", default=False)
    aside: bool = spec("for a planned set: its members are never part of an advice to avoid a set", default=False)
    told_by: str = spec("for a planned set: it is one only when a member is in this planned set too", default="")
    among: str = spec("for a planned set: what is told beside an advice to avoid a set that holds a member of it", default="")
    only_told: bool = spec("for a planned set: it is told beside the advice to avoid, and never in its place", default=False)
    plain: bool = spec(
        "for a kind of thing: `true` for food and what is sold as it: an everyday word for it may add nothing up", default=False
    )
    beside_its_like: bool = spec(
        "for a kind of thing: `true` when an everyday word for food or drink means it only beside another of its kind",
        default=False,
    )
    routes: tuple[str, ...] = spec("for a form: the routes by which it is given", default=())
    first: bool = spec("for a kind of thing: `true` when it is answered before everything else", default=False)
    also: tuple[str, ...] = spec("for a country: other codes by which somebody asks for it", default=())
    has_levels: bool = spec("for a country: `true` when levels and emergency texts are given for it", default=False)


class Emergency(Frozen):
    """A number to call."""

    country: str = spec("where it works", words="countries")
    when: str = spec("what for, in plain words")
    number: str = spec("the number as dialled", pattern=r"[0-9][0-9 -]*( or [0-9][0-9 -]*)?")
    citations: tuple[Citation, ...] = spec("where it was read")


class Example(Frozen):
    """Command lines that the help of a command shows."""

    command: str = spec("the command, or `valcli` for the program itself", pattern=r"[a-z]+")
    lines: tuple[str, ...] = spec("whole command lines that work, the plainest first")


class PlannedSet(Frozen):
    """What is said of a set that a team plans."""

    plan: str = spec("which planned set", words="planned_sets")
    entry: str = spec("interactant that speaks of it", pattern=INTERACTANT_ID)
    beside: str = spec("interactant that speaks when one to avoid stands beside its member", pattern=INTERACTANT_ID, default="")


class WorseSet(Frozen):
    """What is said of a set to avoid that holds one of some things, in place of what holds for every such set."""

    entry: str = spec("interactant that speaks of it", pattern=INTERACTANT_ID)
    of: tuple[str, ...] = spec("ids of the interactants")
    alone: bool = spec("`true` when no plan of staff is told beside it", default=False)


class Illicit(Frozen):
    """What is said of some medicines where no prescriber stands behind them."""

    entry: str = spec("interactant that speaks of them", pattern=INTERACTANT_ID)
    of: tuple[str, ...] = spec("ids of the interactants whose names lead to it beside a word such as street or fake")


class LeafletPart(Frozen):
    """One part of the page of `valcli leaflet`; one without signs, section and records is where the names asked about stand."""

    title: str = spec("heading as printed")
    signs: tuple[str, ...] = spec("ids of sets in warning-signs.yaml, in printed order", pattern=_ID, default=())
    section: str = spec("id of a section: all of its records", pattern=_ID, default="")
    records: tuple[str, ...] = spec("ids of records, in printed order", pattern=RECORD_ID, default=())


class Meta(Frozen):
    """facts.yaml: what holds for the whole fact base."""

    schema: int = spec("version of these shapes", pattern=r"1")
    version: str = spec("version of the facts", pattern=r"\d+\.\d+\.\d+")
    reviewed: str = spec("day of the last review", pattern=r"\d{4}-\d{2}-\d{2}")
    medicine: str = spec("generic name of the medicine")
    called: str = spec("what the medicine is called in a sentence of the help")
    title: str = spec("heading of the leaflet")
    examples: tuple[Example, ...] = spec("what the help of each command shows", default=())
    notice: str = spec("education, not advice: closes every answer")
    do_not_stop: str = spec("goes with every advice to avoid or to ask first")
    same_medicine: str = spec("interactant that answers for the medicine itself", pattern=INTERACTANT_ID)
    combined: str = spec("interactant that warns about several at once", pattern=INTERACTANT_ID)
    combined_milder: str = spec(
        "interactant that warns about several at once where the set is no reason to avoid it", pattern=INTERACTANT_ID, default=""
    )
    urgent: str = spec("interactant that goes before all where a text speaks of an emergency", pattern=INTERACTANT_ID, default="")
    worse: tuple[WorseSet, ...] = spec("interactants that speak of some sets to avoid, the first that fits", default=())
    planned: tuple[PlannedSet, ...] = spec("interactants that speak of planned sets, in place of the milder one", default=())
    illicit: tuple[Illicit, ...] = spec(
        "interactants that speak of what was bought on the street; the first also of all else", default=()
    )
    leaflet: tuple[LeafletPart, ...] = spec("the page of `valcli leaflet`: its parts in printed order", default=())
    rxcui: tuple[Citation, ...] = spec("where the RxNorm concept ids of the substances were read", default=())
    emergency: tuple[Emergency, ...] = spec("numbers to call, in printed order")

    def of_sets(self) -> set[str]:
        """The interactants that speak of a set, and of no single thing."""
        plans = {entry for item in self.planned for entry in (item.entry, item.beside) if entry}
        return {self.combined, self.combined_milder, *plans, *(item.entry for item in self.worse)}
