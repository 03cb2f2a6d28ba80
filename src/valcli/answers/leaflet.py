"""The page to hand over: when to call, key facts, what was asked about, questions to take along."""

from collections.abc import Iterable, Iterator, Sequence

from valcli.answers.context import _cited, _holds, context_of, record_citations
from valcli.answers.interactions import answered
from valcli.answers.types import LeafletAnswer, ShownPart
from valcli.model.leaflet import Record
from valcli.model.shared import Citation, LeafletPart
from valcli.store.fact_base import FactBase


def leaflet(facts: FactBase, asked: Sequence[str], country: str) -> LeafletAnswer:
    """The parts that the facts list for this page, with the answers about the names in their place."""
    context = context_of(facts, "leaflet", {"names": list(asked), "country": country}, country)
    names = answered(facts, asked, country, context)
    parts = tuple(_part(facts, part, country) for part in facts.meta().leaflet)
    cited = {source.id: source for source in (*names.sources, *_cited(facts, _citations(parts)))}
    return LeafletAnswer(context=context, parts=parts, names=names, sources=tuple(cited[key] for key in sorted(cited)))


def part_citations(part: ShownPart) -> Iterator[Citation]:
    """Every citation of a part of the page, in its order."""
    for signs in part.signs:
        yield from signs.citations
    for record in part.records:
        yield from record_citations(record)


def _part(facts: FactBase, part: LeafletPart, country: str) -> ShownPart:
    records = tuple(record for record in _records(facts, part) if _holds(record, country) and record.audience != "professional")
    return ShownPart(
        title=part.title,
        signs=tuple(facts.signs(item) for item in part.signs),
        records=records,
        is_place=not (part.signs or part.section or part.records),
    )


def _records(facts: FactBase, part: LeafletPart) -> Iterator[Record]:
    if part.section:
        yield from facts.section(part.section).records
    for target in part.records:
        found = facts.record(target)
        if found:
            yield found[1]


def _citations(parts: Iterable[ShownPart]) -> Iterator[Citation]:
    for part in parts:
        yield from part_citations(part)
