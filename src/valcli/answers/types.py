"""What a query gives back: plain values, ready to be shown in any format."""

from collections.abc import Iterable, Sequence

from valcli.answers.found import ClaimsAnswer, ExplainAnswer, SearchAnswer
from valcli.answers.frame import Answered
from valcli.model.frozen import Frozen
from valcli.model.leaflet import Record
from valcli.model.levels import rank, strictest
from valcli.model.shared import Citation, Disagreement, Source, WarningSigns

Cell = str | bool | tuple[str, ...] | None  # of a table: a text, yes or no, several texts, or nothing


class Statement(Frozen):
    """What is said of one pair, with a member's own words; `level` is that of the country asked for, or the strictest of all."""

    id: str
    name: str
    kind: str
    level: str
    levels: dict[str, str]
    basis: str
    basis_note: str
    headline: str
    effect: str
    management: str
    if_already_taking: str
    timing: str
    mechanism: tuple[str, ...]
    evidence: str
    clinical: str
    signs: WarningSigns | None
    questions: tuple[str, ...]
    modifiers: tuple[str, ...]
    ratings: tuple[tuple[str, str], ...]
    disagreement: Disagreement | None
    planned: tuple[str, ...]
    stop_risk: bool
    note: str
    about: tuple[str, ...]
    citations: tuple[Citation, ...]
    names: tuple[str, ...] = ()
    is_part: bool = False  # of a listing: some members of the entry stand elsewhere, under another level


class Resolved(Frozen):
    """What a typed name was understood as. `interactant` is None where there is no statement.

    `rxcui` is the RxNorm concept id of the substance, None where none was read.
    `countries` are all where the name is sold and is this thing, or just the one asked for; `country` is the first.
    """

    interactant: str | None
    name: str
    matched: str
    via: str
    ingredient: str | None
    rxcui: str | None
    country: str
    countries: tuple[str, ...] = ()


class ShownReading(Frozen):
    """One thing that an ambiguous name may mean; no level where there is no statement.

    `headline` is that of the strictest thing that it leads to; `leads` are all of them.
    """

    name: str
    interactant: str | None
    level: str | None
    headline: str = ""
    kind: str = ""
    leads: tuple[tuple[Resolved, Statement | None], ...] = ()


class Held(Frozen):
    """One of the names of a text, and what it holds: one list of things, or one for each of its readings."""

    name: str
    readings: tuple[tuple[Resolved, ...], ...]


class NameAnswer(Frozen):
    """The answer about one name: always exactly one status."""

    asked: str
    status: str
    level: str | None = None
    levels: dict[str, str] = {}  # noqa: RUF012  never changed; the level of each country, whichever was asked for
    reason: str | None = None
    resolved: tuple[Resolved, ...] = ()
    form: str | None = None  # of all things in it, None where they differ
    forms: tuple[str | None, ...] = ()  # that of each thing in `resolved`
    form_label: str = ""
    unread: tuple[str, ...] = ()
    interactions: tuple[Statement, ...] = ()
    readings: tuple[ShownReading, ...] = ()
    question: str | None = None
    lookalikes: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    do_not_stop: str | None = None
    leads: tuple[tuple[Resolved, Statement | None], ...] = ()  # `resolved`, each with what is said of it
    asking: str = ""  # the name that asks back, where others stand beside it in the text
    held: tuple[Held, ...] = ()  # names of the text that share a thing
    urgent: bool = False  # it speaks of an emergency, whose statement stands first

    @property
    def answered(self) -> bool:
        """Whether the exit code may be 0."""
        return self.status in ("interaction", "none-known", "same-medicine")

    @property
    def parties(self) -> int:
        """How many names stand in what was typed, besides the words for an emergency."""
        return len({resolved.matched for resolved in self.resolved}) - self.urgent


class Table(Frozen):
    """`export`: rows of one kind, each with all columns, of facts of one version."""

    version: str
    columns: tuple[str, ...]
    rows: Iterable[Sequence[Cell]]


class Combined(Frozen):
    """The one warning above several answers that add up; `depends` when it hangs on a name that asks back.

    `beside` are those of `names` that are not what is to be avoided: a team may have planned them, or another one is stricter.
    """

    names: tuple[str, ...]
    statement: Statement
    depends: bool = False
    beside: tuple[str, ...] = ()


class Duplicate(Frozen):
    """An ingredient that several names hold; `perhaps` are those of them that ask back, and may be another thing."""

    ingredient: str
    names: tuple[str, ...]
    perhaps: tuple[str, ...] = ()


class NamesAnswer(Answered):
    """`interactions NAME...`; `joined` are neighbouring names that make one known name."""

    answers: tuple[NameAnswer, ...]
    combined: Combined | None
    substances_known: int
    joined: tuple[str, ...]
    sources: tuple[Source, ...]
    duplicates: tuple[Duplicate, ...] = ()

    @property
    def is_complete(self) -> bool:
        """See `Answered`."""
        return all(item.answered for item in self.answers)

    @property
    def strictest(self) -> int:
        """See `Answered`."""
        levels = list(self.context.labels["levels"])
        own = [item.level for item in self.answers if item.level]
        if self.combined:
            own.append(self.combined.statement.level)
        return rank(levels, strictest(levels, own))

    @property
    def parties(self) -> int:
        """How many things were named, those that are joined in one text each by itself."""
        return sum(max(1, item.parties) for item in self.answers)


class ListingAnswer(Answered):
    """`interactions` without a name: everything known, strictest first."""

    statements: tuple[Statement, ...]
    sources: tuple[Source, ...]


class ShownSection(Frozen):
    """A section with the records that hold for the country, and the interactions that it lists."""

    id: str
    title: str
    aliases: tuple[str, ...]
    groups: dict[str, str]
    records: tuple[Record, ...]
    statements: tuple[Statement, ...] = ()


class InfoAnswer(Answered):
    """`info`: the leaflet or the sections asked for, in the leaflet's order."""

    sections: tuple[ShownSection, ...]
    sources: tuple[Source, ...]


class SectionListAnswer(Answered):
    """`info --list`."""

    sections: tuple[ShownSection, ...]


class ShownPart(Frozen):
    """A part of the page to hand over; `is_place` marks the one where the names stand."""

    title: str
    signs: tuple[WarningSigns, ...]
    records: tuple[Record, ...]
    is_place: bool


class LeafletAnswer(Answered):
    """`leaflet`: the page to hand over; `names` has no answers when no name was asked about."""

    parts: tuple[ShownPart, ...]
    names: NamesAnswer
    sources: tuple[Source, ...]

    @property
    def is_complete(self) -> bool:
        """See `Answered`."""
        return self.names.is_complete


class WhyAnswer(Answered):
    """`why ID`: one record or interaction, and what leans on it.

    An interaction stands in `section.statements`: first the whole, then each of `members`
    that has a level of its own.
    """

    section: ShownSection
    members: tuple[str, ...]
    cited_by: tuple[str, ...]
    sources: tuple[Source, ...]


class ListedSource(Frozen):
    """A source with the ids of the statements that lean on it."""

    source: Source
    cited_by: tuple[str, ...]


class SourcesAnswer(Answered):
    """`sources`: the bibliography, or the sources asked for."""

    sources: tuple[ListedSource, ...]
    full: bool
    unknown: dict[str, tuple[str, ...]]

    @property
    def is_complete(self) -> bool:
        """See `Answered`."""
        return not self.unknown


class UnknownAnswer(Answered):
    """An id that is not in the facts, with near ones."""

    asked: str
    suggestions: tuple[str, ...]
    is_source: bool = False
    is_complete = False


class FoundAnswer(SearchAnswer):
    """`search WORDS` with the first hit in full: a record or an interaction in `first`, None for a word of the glossary."""

    first: ShownSection | None = None
    sources: tuple[Source, ...] = ()
    beside: bool = False  # the first hit is something that is taken beside the medicine
    asking: tuple[str, ...] = ()  # names in the question that have several meanings or ingredients
    several: bool = False  # the question names more than one thing, and each is checked with the medicine only
    known: tuple[str, ...] = ()  # names in the question that are known without a statement
    own: str = ""  # the other medicine whose own dose, use or side effects are asked for, which are not here
    unwell: bool = False  # somebody may be very ill, hurt or in danger, and no sign was told that the answer begins with


Answer = (
    NamesAnswer
    | ListingAnswer
    | InfoAnswer
    | SectionListAnswer
    | LeafletAnswer
    | WhyAnswer
    | SourcesAnswer
    | UnknownAnswer
    | SearchAnswer
    | ExplainAnswer
    | ClaimsAnswer
)
