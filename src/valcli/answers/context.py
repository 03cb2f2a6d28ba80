"""What every answer carries, and the sources that it leans on."""

from collections.abc import Iterable, Sequence

from valcli.answers.frame import Context, listed_numbers
from valcli.answers.types import NameAnswer, ShownSection, Statement
from valcli.model.leaflet import AdverseReaction, Record
from valcli.model.shared import Citation, Emergency, Source, Term
from valcli.store.fact_base import FactBase

SHARED = "any"


def _near(wanted: str, words: Sequence[str]) -> tuple[str, ...]:
    from valcli.text.near import near_names  # only a miss needs it

    return tuple(near_names(wanted, words))


def context_of(facts: FactBase, command: str, request: dict[str, object], country: str) -> Context:
    """What every answer carries."""
    meta = facts.meta()
    first = tuple(item for item in meta.emergency if item.country == country)
    rest = tuple(item for item in meta.emergency if item.country != country)
    return Context(
        command=command,
        request=request,
        version=meta.version,
        reviewed=meta.reviewed,
        medicine=meta.medicine,
        title=meta.title,
        shipped=facts.shipped(),
        notice=_notice(facts, first or rest),  # the numbers of the country that was chosen alone
        do_not_stop=meta.do_not_stop,
        country=country,
        emergency=(*first, *rest),
        labels=_Labels(facts),
    )


class _Labels(dict[str, dict[str, Term]]):
    """The closed words of each group, read when they are asked for: most answers need few groups."""

    def __init__(self, facts: FactBase) -> None:
        super().__init__()
        self._facts = facts

    def __missing__(self, group: str) -> dict[str, Term]:
        self[group] = {term.tag: term for term in self._facts.terms(group)}
        return self[group]


def _notice(facts: FactBase, emergency: Iterable[Emergency]) -> str:
    numbers = listed_numbers(emergency, lambda country: facts.term("countries", country).label)
    return f"{facts.meta().notice} Emergency: {numbers}."


def _holds(record: Record, country: str) -> bool:
    return country == ALL_COUNTRIES or record.country in (country, SHARED)


def section_citations(sections: Iterable[ShownSection]) -> Iterable[Citation]:
    """Every citation that the pages of these sections show, in the order of the page."""
    for section in sections:
        for record in section.records:
            yield from record_citations(record)
        for statement in section.statements:
            yield from statement.citations


def record_citations(record: Record, *, disputed: bool = True) -> Iterable[Citation]:
    """Every citation of a record, those of its parts too; those of its disagreement only where that is shown."""
    yield from record.citations
    for item in record.occurrence if isinstance(record, AdverseReaction) else ():
        yield from item.citations
    for position in record.disagreement.positions if record.disagreement and disputed else ():
        yield from position.citations


def statement_citations(statement: Statement) -> Iterable[Citation]:
    """Every citation of a statement, those of its parts too."""
    yield from statement.citations
    for position in statement.disagreement.positions if statement.disagreement else ():
        yield from position.citations
    for source, _ in statement.ratings:
        yield Citation(source=source, locator="rating", read="second")
    yield from statement.signs.citations if statement.signs else ()


def sources_of(facts: FactBase, answer: NameAnswer) -> tuple[Source, ...]:
    """The sources that one answer about a name cites, by id."""
    return _cited(facts, (citation for item in answer.interactions for citation in statement_citations(item)))


def _cited(facts: FactBase, citations: Iterable[Citation]) -> tuple[Source, ...]:
    found = (facts.source(source) for source in sorted({citation.source for citation in citations}))
    return tuple(source for source in found if source)


ALL_COUNTRIES = "all"
