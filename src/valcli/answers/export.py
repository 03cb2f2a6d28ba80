"""The facts as tables: every name, every interaction, every statement of the leaflet."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from valcli.answers.context import ALL_COUNTRIES, record_citations, statement_citations
from valcli.answers.statements import statement_of
from valcli.answers.things import WHOLE_BODY, Things
from valcli.answers.types import Cell, Table
from valcli.model.interactions import Interactant
from valcli.store.fact_base import FactBase
from valcli.text.stated import stated

if TYPE_CHECKING:
    from collections.abc import Iterable

    from valcli.model.leaflet import Record
    from valcli.model.shared import Citation

NAMES = ("name", "via", "country", "kind", "interactants", "substances", "rxcui", "form", "everyday", "old", "unread")
INTERACTIONS = ("id", "name", "kind", "substance", "rxcui", "level", "level_us", "level_uk", "basis", "mechanism", "evidence",
                "forms", "stop_risk", "sources")  # fmt: skip
FACTS = ("id", "section", "kind", "country", "audience", "text", "clinical", "sources")

Row = Sequence[Cell]


def export(facts: FactBase, name: str) -> Table:
    """One of the tables, by its name."""
    columns, rows = TABLES[name]
    return Table(version=facts.meta().version, columns=columns, rows=rows(facts))


def cited(citations: "Iterable[Citation]") -> tuple[str, ...]:
    """The ids of the sources of citations, each once."""
    return tuple(dict.fromkeys(citation.source for citation in citations))


def record_row(section: str, record: "Record") -> Row:
    """The cells of a record of the leaflet, in the columns of `FACTS`."""
    place = (record.id, section, record.kind, record.country, record.audience)
    return (*place, record.text, record.clinical, cited(record_citations(record)))


def _names(facts: FactBase) -> Iterator[Row]:
    """Every name, in the order of the files, with the things that it leads to; one that asks back leads to none."""
    things = Things(facts)
    for hit in facts.entries():
        led = things.of(hit)
        yield (
            hit.name, hit.via, hit.country, hit.kind,
            tuple(one.interactant or "" for one in led),
            tuple(one.ingredient or "" for one in led),
            tuple(one.rxcui or "" for one in led),
            tuple(hit.form.split()), bool(hit.everyday), hit.old, hit.unread,
        )  # fmt: skip


def _interactions(facts: FactBase) -> Iterator[Row]:
    """Every entry as a whole, and below it each of its members."""
    meta = facts.meta()
    for interactant in facts.interactants():
        if interactant.id not in meta.of_sets():
            yield _interaction(facts, interactant, "", interactant.rxcui, interactant.forms)
            for member in interactant.members:
                yield _interaction(facts, interactant, member.substance, member.rxcui, member.forms or interactant.forms)


def _interaction(facts: FactBase, interactant: Interactant, substance: str, rxcui: str, forms: tuple[str, ...]) -> Row:
    said = statement_of(facts, interactant, substance, ALL_COUNTRIES)
    return (
        said.id, said.name, said.kind, substance or None, rxcui or None,
        said.level, said.levels.get("us"), said.levels.get("uk"),
        said.basis, said.mechanism, stated(said.evidence),
        forms or (WHOLE_BODY,), said.stop_risk, cited(statement_citations(said)),
    )  # fmt: skip


def _facts(facts: FactBase) -> Iterator[Row]:
    """Every record of the leaflet, in its order."""
    for section in facts.sections():
        yield from (record_row(section.section, record) for record in facts.section(section.section).records)


TABLES: dict[str, tuple[tuple[str, ...], Callable[[FactBase], Iterator[Row]]]] = {
    "names": (NAMES, _names),
    "interactions": (INTERACTIONS, _interactions),
    "facts": (FACTS, _facts),
}
