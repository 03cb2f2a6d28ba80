"""What a query gives back: plain values, ready to be shown in any format."""

from dataclasses import dataclass, field

from valcli.model import Citation, Claim, Disagreement, Emergency, Record, Source, Term, WarningSigns


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What every answer carries: which facts, which country, what was asked.

    `countries` are those to show, the chosen one first; `request` is echoed as it was typed.
    """

    command: str
    request: dict[str, object]
    version: str
    reviewed: str
    medicine: str
    title: str
    shipped: bool
    notice: str
    country: str
    emergency: tuple[Emergency, ...]
    labels: dict[str, dict[str, Term]]

    def label(self, group: str, tag: str) -> str:
        """The printed word for a tag of the vocabulary."""
        return self.labels[group][tag].label

    def term(self, group: str, tag: str) -> Term:
        """A word of the vocabulary."""
        return self.labels[group][tag]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What is said of one pair, with a member's own words put in and one level chosen.

    `levels` holds the level of each country; `level` is that of the country asked for,
    the strictest when all were.
    """

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
    stop_risk: bool
    note: str
    about: tuple[str, ...]
    citations: tuple[Citation, ...]
    names: tuple[str, ...] = ()
    is_part: bool = False  # of a listing: some members of the entry stand elsewhere, under another level


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """What a typed name was understood as. `interactant` is None where there is no statement."""

    interactant: str | None
    name: str
    matched: str
    via: str
    rung: int
    ingredient: str | None
    country: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownReading:
    """One thing that an ambiguous name may mean; no level where there is no statement."""

    name: str
    interactant: str | None
    level: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NameAnswer:
    """The answer about one name: always exactly one status."""

    asked: str
    status: str
    level: str | None = None
    reason: str | None = None
    resolved: tuple[Resolved, ...] = ()
    interactions: tuple[Statement, ...] = ()
    readings: tuple[ShownReading, ...] = ()
    question: str | None = None
    lookalikes: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    do_not_stop: str | None = None

    @property
    def answered(self) -> bool:
        """Whether the exit code may be 0."""
        return self.status in ("interaction", "none-known", "same-medicine")


@dataclass(frozen=True, slots=True, kw_only=True)
class Combined:
    """The one warning above several answers that add up."""

    names: tuple[str, ...]
    statement: Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesAnswer:
    """`interactions NAME...`; `joined` are neighbouring names that make one known name."""

    context: Context
    answers: tuple[NameAnswer, ...]
    combined: Combined | None
    substances_known: int
    joined: tuple[str, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingAnswer:
    """`interactions` without a name: everything known, strictest first."""

    context: Context
    statements: tuple[Statement, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSection:
    """A section with the records that hold for the country, and the interactions that it lists."""

    id: str
    title: str
    aliases: tuple[str, ...]
    groups: dict[str, str]
    records: tuple[Record, ...]
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class InfoAnswer:
    """`info`: the leaflet or the sections asked for, in the leaflet's order."""

    context: Context
    sections: tuple[ShownSection, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionListAnswer:
    """`info --list`."""

    context: Context
    sections: tuple[ShownSection, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyAnswer:
    """`why ID`: one record or interaction, and what leans on it.

    An interaction stands in `section.statements`: first the whole, then each of `members`
    that has a level of its own.
    """

    context: Context
    section: ShownSection
    members: tuple[str, ...]
    cited_by: tuple[str, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedSource:
    """A source with the ids of the statements that lean on it."""

    source: Source
    cited_by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesAnswer:
    """`sources`: the bibliography, or the sources asked for."""

    context: Context
    sources: tuple[ListedSource, ...]
    full: bool
    unknown: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownAnswer:
    """An id that is not in the facts, with near ones."""

    context: Context
    asked: str
    suggestions: tuple[str, ...]
    is_source: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One line that a search found; `section` is its title, or '' outside the leaflet."""

    id: str
    kind: str
    section: str
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchAnswer:
    """`search WORDS`: the best hits first; near words when there is none."""

    context: Context
    hits: tuple[Hit, ...]
    suggestions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """A word and what it means here; `group` says which list it stands in."""

    id: str
    group: str
    label: str
    meaning: str
    order: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainAnswer:
    """`explain [WORD]`: the words that it names, or all of them."""

    context: Context
    terms: tuple[Explained, ...]
    suggestions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsAnswer:
    """`claims [WORDS]`: what web articles say, and what is right; `articles` are those named."""

    context: Context
    claims: tuple[Claim, ...]
    articles: dict[str, Source]


Answer = (
    NamesAnswer
    | ListingAnswer
    | InfoAnswer
    | SectionListAnswer
    | WhyAnswer
    | SourcesAnswer
    | UnknownAnswer
    | SearchAnswer
    | ExplainAnswer
    | ClaimsAnswer
)
