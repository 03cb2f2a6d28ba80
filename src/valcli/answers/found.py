"""What search, explain and claims give back."""

from valcli.answers.frame import Answered
from valcli.model.frozen import Frozen
from valcli.model.leaflet import Claim
from valcli.model.shared import Source


class Hit(Frozen):
    """One line that a search found; `section` is its title, or '' outside the leaflet."""

    id: str
    kind: str
    section: str
    title: str
    text: str
    name: str = ""  # of an interaction or a word of the glossary
    level: str | None = None  # of an interaction
    sort: str = ""  # which kind of interactant it is, or ''


class SearchAnswer(Answered):
    """`search WORDS`: the best hits first; where nothing answers the nearest ones, and the words that they miss."""

    hits: tuple[Hit, ...]
    nearest: tuple[Hit, ...]
    missing: tuple[str, ...]
    suggestions: tuple[str, ...]
    read_as: tuple[str, ...] = ()  # for words that stand nowhere: the words for which they were taken

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
