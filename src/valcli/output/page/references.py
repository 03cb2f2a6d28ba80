"""Numbers for the sources of one page, and letters for the places in them."""

from collections.abc import Iterable, Iterator

from valcli.answers.frame import Context
from valcli.model.shared import Citation, Source
from valcli.output.page.document import Reference, Span, text

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class References:
    """The list of sources of one page.

    Sources are numbered in the order of their first citation. `[3b]` is source 3, place b;
    a source with one place on this page needs no letter.
    """

    def __init__(self, sources: Iterable[Source], citations: Iterable[Citation]) -> None:
        self._sources = {source.id: source for source in sources}
        self._places: dict[str, list[str]] = {}
        self._read: dict[tuple[str, str], str] = {}
        for citation in citations:
            places = self._places.setdefault(citation.source, [])
            if citation.locator not in places:
                places.append(citation.locator)
            self._read[citation.source, citation.locator] = citation.read

    def mark(self, citations: Iterable[Citation]) -> Span:
        """The mark behind a statement, such as ` [1, 3b]`."""
        numbers = {source: number for number, source in enumerate(self._places, start=1)}
        pairs = dict.fromkeys((citation.source, citation.locator) for citation in citations)
        shown = [f"{numbers[source]}{self._letter(source, place)}" for source, place in pairs]
        # one mark is one word: it is not broken at the end of a line
        return Span(f" [{','.join(shown)}]" if shown else "", "mark")

    def title(self, source: str) -> str:
        """Who a source is, in few words."""
        known = self._sources.get(source)
        return source if known is None else known.title if known.publisher == "not-stated" else known.publisher

    def blocks(self, context: Context, *, clinical: bool) -> Iterator[Reference]:
        """One line a source: who, what, when, where in it; with `clinical` also how it was read."""
        for number, (source, places) in enumerate(self._places.items(), start=1):
            shown = "; ".join(self._place(context, source, place, clinical) for place in places)
            known = f"{source}. " if clinical else ""
            yield Reference(f"[{number}]", text(f"{known}{described(self._sources[source])}: {shown}"))

    def _place(self, context: Context, source: str, place: str, clinical: bool) -> str:
        letter = self._letter(source, place)
        read = f" ({context.label('read', self._read[source, place])})" if clinical else ""
        return f"{letter} {place}{read}".strip()

    def _letter(self, source: str, place: str) -> str:
        places = self._places[source]
        if len(places) == 1:
            return ""
        first, second = divmod(places.index(place), len(_LETTERS))
        return (_LETTERS[first - 1] if first else "") + _LETTERS[second]


def described(source: Source) -> str:
    """Who published what, and when."""
    publisher = "" if source.publisher == "not-stated" else f"{source.publisher.rstrip('.')}. "
    issued = "undated" if source.issued == "not-stated" else source.issued
    return f"{publisher}{source.title}, {issued}"


def places(citations: Iterable[Citation]) -> int:
    """How many different places in sources are cited."""
    return len({(citation.source, citation.locator) for citation in citations})
