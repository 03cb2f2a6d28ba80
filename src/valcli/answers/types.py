"""What a query gives back: plain values, ready to be shown in any format."""

from valcli.model.frozen import Frozen
from valcli.model.leaflet import Claim, Record
from valcli.model.levels import rank, strictest
from valcli.model.shared import Citation, Disagreement, Emergency, Source, Term, WarningSigns


class Context(Frozen):
    """What every answer carries: which facts, which country, and `request`, what was asked as it was typed."""

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


class Answered(Frozen):
    """What all answers have in common."""

    context: Context

    @property
    def is_complete(self) -> bool:
        """Whether everything that was asked for was answered."""
        return True

    @property
    def strictest(self) -> int:
        """Place of the strictest level in the answer, 0 for the strictest there is; beyond all of them for none."""
        return len(self.context.labels["levels"])


class Statement(Frozen):
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


class Resolved(Frozen):
    """What a typed name was understood as. `interactant` is None where there is no statement."""

    interactant: str | None
    name: str
    matched: str
    via: str
    rung: int
    ingredient: str | None
    country: str


class ShownReading(Frozen):
    """One thing that an ambiguous name may mean; no level where there is no statement."""

    name: str
    interactant: str | None
    level: str | None


class NameAnswer(Frozen):
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


class Combined(Frozen):
    """The one warning above several answers that add up."""

    names: tuple[str, ...]
    statement: Statement


class NamesAnswer(Answered):
    """`interactions NAME...`; `joined` are neighbouring names that make one known name."""

    answers: tuple[NameAnswer, ...]
    combined: Combined | None
    substances_known: int
    joined: tuple[str, ...]
    sources: tuple[Source, ...]

    @property
    def is_complete(self) -> bool:
        """See `Answered`."""
        return all(item.answered for item in self.answers)

    @property
    def strictest(self) -> int:
        """See `Answered`."""
        levels = list(self.context.labels["levels"])
        return rank(levels, strictest(levels, (item.level for item in self.answers if item.level)))


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

    @property
    def is_complete(self) -> bool:
        """See `Answered`."""
        return False


class Hit(Frozen):
    """One line that a search found; `section` is its title, or '' outside the leaflet."""

    id: str
    kind: str
    section: str
    title: str
    text: str


class SearchAnswer(Answered):
    """`search WORDS`: the best hits first; near words when there is none."""

    hits: tuple[Hit, ...]
    suggestions: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        """See `Answered`."""
        return bool(self.hits)


class Explained(Frozen):
    """A word and what it means here; `group` says which list it stands in."""

    id: str
    group: str
    label: str
    meaning: str
    order: int


class ExplainAnswer(Answered):
    """`explain [WORD]`: the words that it names, or all of them."""

    terms: tuple[Explained, ...]
    suggestions: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        """See `Answered`."""
        return bool(self.terms)


class ClaimsAnswer(Answered):
    """`claims [WORDS]`: what web articles say, and what is right; `articles` are those named."""

    claims: tuple[Claim, ...]
    articles: dict[str, Source]

    @property
    def is_complete(self) -> bool:
        """See `Answered`."""
        return bool(self.claims)


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
