"""CSV, as RFC 4180 has it: a header, and one row a name, record, hit, source or claim, with level and status and no advice.

What is not known is an empty cell; several things in one cell stand between semicolons.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence

from valcli.answers.context import statement_citations
from valcli.answers.export import FACTS, cited, record_row
from valcli.answers.found import ClaimsAnswer, ExplainAnswer, SearchAnswer
from valcli.answers.types import (
    Answer,
    Cell,
    InfoAnswer,
    LeafletAnswer,
    ListingAnswer,
    NameAnswer,
    NamesAnswer,
    SectionListAnswer,
    ShownSection,
    SourcesAnswer,
    Statement,
    Table,
    UnknownAnswer,
    WhyAnswer,
)
from valcli.output.json_form import SCHEMA_VERSION
from valcli.text.printable import visible
from valcli.text.stated import date_of, stated, with_date

END = "\n"
_GRADED = ("us", "uk")  # countries whose levels have a column

NAMES = ("asked", "status", "level", "level_us", "level_uk", "interactants", "substances", "rxcui", "form", "unread", "via")
LISTED = ("id", "name", "kind", "level", "level_us", "level_uk", "substances", "basis", "mechanism", "evidence", "sources")
_LEVEL = FACTS.index("country")  # the place of the level, which listed interactions have
RECORDS = (*FACTS[:_LEVEL], "level", *FACTS[_LEVEL:])
SECTIONS = ("id", "title", "aliases")
SOURCES = ("id", "type", "title", "publisher", "issued", "accessed", "identifier", "url", "authority", "cited_by", "note")
HITS = ("id", "found", "kind", "section", "level", "text")
TERMS = ("id", "group", "label", "meaning", "order")
CLAIMS = ("id", "article", "claim", "verdict", "reason", "facts")
UNKNOWN = ("asked", "status", "suggestions")

Row = Sequence[Cell]


def write(answer: Answer) -> str:
    """The header and all rows of an answer."""
    columns, rows = table_of(answer)
    return line_of(columns) + "".join(map(line_of, rows))


def _exported_csv(table: Table, fields: Sequence[str]) -> Iterator[str]:
    places = [table.columns.index(field) for field in fields or table.columns]
    yield line_of(fields or table.columns)
    yield from (line_of([row[place] for place in places]) for row in table.rows)


def _exported_jsonl(table: Table, fields: Sequence[str]) -> Iterator[str]:
    head = {"schema_version": SCHEMA_VERSION, "facts_version": table.version}
    for row in table.rows:
        line = head | dict(zip(table.columns, row, strict=True))
        told = {field: line[field] for field in fields} if fields else line
        yield json.dumps(told, ensure_ascii=True, allow_nan=False, separators=(",", ":")) + "\n"


# the formats of a table; some of its fields, or all of them
EXPORTS: dict[str, Callable[[Table, Sequence[str]], Iterator[str]]] = {"csv": _exported_csv, "jsonl": _exported_jsonl}


def line_of(row: Row) -> str:
    """A row with its line end."""
    return joined(row) + END


def joined(row: Row) -> str:
    """The cells of a row, without its line end."""
    return ",".join([_quoted(text_of(cell)) for cell in row])


def text_of(cell: Cell) -> str:
    """A cell as a text; several things of which none is known are nothing."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return ";".join(cell) if any(cell) else ""


def _quoted(text: str) -> str:
    """A cell in quotes, where it holds what would end it."""
    if "," in text or '"' in text or "\n" in text or "\r" in text:
        return '"' + text.replace('"', '""') + '"'
    return text


def row_of(answer: NameAnswer) -> dict[str, str]:
    """The row of one answer about a name: each column with its text, empty where nothing is known."""
    return dict(zip(NAMES, map(text_of, name_row(answer)), strict=True))


def name_row(answer: NameAnswer) -> Row:
    """The cells of one answer about a name.

    `interactants`, `substances` and `rxcui` go together: place n of each is the same thing. So does
    `form`, where it differs. What asks back has its level, and no things: which one is meant is not known.
    """
    things: dict[tuple[str, str, str], str] = {}
    for one, form in zip(answer.resolved, answer.forms, strict=True):
        things.setdefault((one.interactant or "", one.ingredient or "", one.rxcui or ""), form or "")
    # the text as it came, so that rows can be joined by it; but nothing that moves a cursor
    asked = visible(answer.asked) if answer.reason in ("control-characters", "encoding") else answer.asked
    return (
        asked,
        answer.status,
        answer.level,
        *[answer.levels.get(country) for country in _GRADED],
        *(zip(*things, strict=True) if things else ((), (), ())),
        answer.form or tuple(things.values()),
        answer.unread,
        tuple(dict.fromkeys([one.via for one in answer.resolved])),
    )


def table_of(answer: Answer) -> tuple[tuple[str, ...], Iterable[Row]]:
    """The columns of an answer, and its rows."""
    match answer:
        case NamesAnswer():
            return NAMES, map(name_row, answer.answers)
        case LeafletAnswer():
            return table_of(answer.names)
        case ListingAnswer():
            return LISTED, map(_listed, answer.statements)
        case InfoAnswer():
            return RECORDS, (row for section in answer.sections for row in _section(section))
        case WhyAnswer():
            return RECORDS, _section(answer.section)
        case SectionListAnswer():
            return SECTIONS, ((item.id, item.title, item.aliases) for item in answer.sections)
        case SearchAnswer():
            found = [("hit", hit) for hit in answer.hits] + [("nearest", hit) for hit in answer.nearest]
            return HITS, ((hit.id, how, hit.kind, hit.section, hit.level, hit.text) for how, hit in found)
        case ExplainAnswer():
            return TERMS, ((item.id, item.group, item.label, item.meaning, str(item.order)) for item in answer.terms)
        case ClaimsAnswer():
            return CLAIMS, ((item.id, item.article, item.claim, item.verdict, item.reason, item.facts) for item in answer.claims)
        case SourcesAnswer():
            return SOURCES, _sources(answer)
        case UnknownAnswer():
            return UNKNOWN, [(answer.asked, "unknown", answer.suggestions)]


def _listed(item: Statement) -> Row:
    levels = [item.levels.get(country) for country in _GRADED]
    why = (item.basis, item.mechanism, stated(item.evidence))
    return (item.id, item.name, item.kind, item.level, *levels, item.names, *why, cited(statement_citations(item)))


def _section(section: ShownSection) -> Iterator[Row]:
    for record in section.records:
        cells = record_row(section.id, record)
        yield (*cells[:_LEVEL], None, *cells[_LEVEL:])
    for item in section.statements:
        sources = cited(statement_citations(item))
        yield (item.id, section.id, "interaction", item.level, None, None, item.name, item.clinical, sources)


def _sources(answer: SourcesAnswer) -> Iterator[Row]:
    for listed in answer.sources:
        source = listed.source
        dates = (date_of(source.issued), stated(source.accessed))
        place = (stated(source.identifier), stated(source.url), str(source.authority))
        note = with_date(source.issued, source.note)
        yield (source.id, source.type, source.title, stated(source.publisher), *dates, *place, listed.cited_by, note)
    yield from ((asked, "unknown", *[None] * (len(SOURCES) - 2)) for asked in answer.unknown)
