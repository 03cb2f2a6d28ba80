"""Plain: one field of a statement a line, six columns between tabs, for grep, cut and awk.

asked or section | status or kind | level or country | id | field | text
"""

from collections.abc import Iterable, Iterator
from itertools import chain

from valcli.answers.found import ClaimsAnswer, ExplainAnswer, SearchAnswer
from valcli.answers.frame import Context
from valcli.answers.types import (
    Answer,
    FoundAnswer,
    InfoAnswer,
    LeafletAnswer,
    ListingAnswer,
    NameAnswer,
    NamesAnswer,
    SectionListAnswer,
    ShownSection,
    SourcesAnswer,
    Statement,
    UnknownAnswer,
    WhyAnswer,
)
from valcli.output.plain_records import Field, Row, cited, claim_rows, disagreement_fields, record_rows, source_rows
from valcli.text.printable import typed, visible
from valcli.text.stated import stated


def write(answer: Answer) -> str:
    """All rows of an answer; the last one is the notice with the emergency numbers."""
    return lines_of([*_rows(answer), notice_row(answer.context)])


def lines_of(rows: Iterable[Row]) -> str:
    """Rows as lines: tabs and line ends inside a cell become spaces, an empty cell `-`."""
    return "".join("\t".join(_cell(cell) for cell in row) + "\n" for row in rows)


def notice_row(context: Context) -> Row:
    """The last row: which facts, education and not advice, whom to call."""
    return ("-", "notice", "-", "-", "notice", context.closing)


def _cell(value: str) -> str:
    return visible(" ".join(value.split())) or "-"


def _rows(answer: Answer) -> Iterator[Row]:
    match answer:
        case NamesAnswer():
            return _names(answer)
        case ListingAnswer():
            return chain.from_iterable(_listed("", item) for item in answer.statements)
        case InfoAnswer():
            return chain.from_iterable(map(_section, answer.sections))
        case LeafletAnswer():
            return _leaflet(answer)
        case SectionListAnswer():
            return chain.from_iterable(map(_title, answer.sections))
        case WhyAnswer():
            return _why(answer)
        case SearchAnswer():
            return _search(answer)
        case ExplainAnswer():
            return _explain(answer)
        case ClaimsAnswer():
            return chain.from_iterable(map(claim_rows, answer.claims))
        case SourcesAnswer():
            return _sources(answer)
        case UnknownAnswer():
            return _unknown(answer.asked, answer.suggestions)


def _section(section: ShownSection) -> Iterator[Row]:
    yield (section.id, "section", "", "", "title", section.title)
    for record in section.records:
        yield from record_rows(section.id, record)
    for item in section.statements:
        yield from _listed(section.id, item)


def _leaflet(answer: LeafletAnswer) -> Iterator[Row]:
    """What was not answered first, as on the page; then the parts."""
    yield from _names(answer.names)
    for part in answer.parts:
        for signs in part.signs:
            fields = [("name", signs.name), ("urgency", signs.urgency), *(("sign", sign) for sign in signs.signs)]
            yield from ((part.title, "signs", "", signs.id, field, said) for field, said in fields)
            yield from ((part.title, "signs", country, signs.id, "act", act) for country, act in signs.act.items())
            yield from ((part.title, "signs", "", signs.id, "citation", cited(one)) for one in signs.citations)
        for record in part.records:
            yield from record_rows(part.title, record)


def _title(section: ShownSection) -> Iterator[Row]:
    yield (section.id, "section", "", "", "title", section.title)
    yield from ((section.id, "section", "", "", "alias", alias) for alias in section.aliases)


def _search(answer: SearchAnswer) -> Iterator[Row]:
    yield from ((hit.section, hit.kind, hit.level or "", hit.id, "text", hit.text) for hit in answer.hits)
    yield from (("", "unknown", "", "", "missing", word) for word in answer.missing)
    if not answer.hits:
        yield ("", "unknown", "", "", "emergency", answer.context.in_danger)
    yield from ((hit.section, hit.kind, hit.level or "", hit.id, "nearest", hit.text) for hit in answer.nearest)
    yield from (("", "found", "", "", "read_as", word) for word in answer.read_as)
    yield from (("", "unknown", "", "", "suggestion", word) for word in answer.suggestions)
    if isinstance(answer, FoundAnswer):
        yield from (("", "found", "", "", "known", name) for name in answer.known)
        yield from [("", "found", "", "", "own", answer.own)] if answer.own else ()
    yield from (("", "found", one.country, "", "emergency", one.number) for one in answer.context.emergency)


def _explain(answer: ExplainAnswer) -> Iterator[Row]:
    yield from ((term.group, "term", "", term.id, term.label, term.meaning) for term in answer.terms)
    yield from (("", "unknown", "", "", "suggestion", word) for word in answer.suggestions)


def _sources(answer: SourcesAnswer) -> Iterator[Row]:
    for listed in answer.sources:
        yield from source_rows(listed)
    for asked, near in answer.unknown.items():
        yield from _unknown(asked, near)


def _names(answer: NamesAnswer) -> Iterator[Row]:
    combined, line = answer.combined, answer.context.labels["set_lines"]
    yield from ((name, "joined", "", "", "suggestion", f"valcli interactions {typed(name)}") for name in answer.joined)
    if combined:
        asked, statement = " + ".join(combined.names), combined.statement
        depends = [(asked, "combined", statement.level, statement.id, "depends", line["depends"].meaning)]
        yield from depends if combined.depends else ()
        yield from _statement(asked, "combined", statement)
    for same in answer.duplicates:
        for name in same.names:
            field = "perhaps" if name in same.perhaps else "name"
            yield (same.ingredient, "duplicate", "", "", field, name)
        yield (same.ingredient, "duplicate", "", "", "question", line["duplicate"].meaning)
        yield (same.ingredient, "duplicate", "", "", "do_not_stop", answer.context.do_not_stop)
    for item in answer.answers:
        yield from answer_rows(answer.context, item)
    answered = sum(item.answered for item in answer.answers)
    counted = {"asked": len(answer.answers), "answered": answered, "substances_known": answer.substances_known}
    yield from (("", "coverage", "", "", field, str(count)) for field, count in counted.items())
    yield from coverage_rows(answer.context, several=answer.parties > 1)


def answer_rows(context: Context, item: NameAnswer) -> Iterator[Row]:
    """The rows of one answer about a name."""
    level = item.level or ""
    meaning = context.term("statuses", item.status).meaning
    yield (item.asked, item.status, level, "", "status", meaning)
    if item.reason:
        yield (item.asked, item.status, level, item.reason, "reason", context.term("reasons", item.reason).meaning)
    for one, form in zip(item.resolved, item.forms, strict=True):
        understood = one.ingredient or one.name
        if understood.casefold() != one.name.casefold():
            understood = f"{understood} ({one.name})"
        yield (item.asked, item.status, level, one.interactant or "", "resolved", understood)
        found = [("matched", one.matched), ("via", one.via), ("rxcui", one.rxcui or "-")]
        found += [("form", form)] if form and not item.form else []  # where they differ
        yield from ((item.asked, item.status, one.country, one.interactant or "", field, text) for field, text in found)
    said = [("form", item.form or item.form_label), *(("unread", one) for one in item.unread)]
    yield from ((item.asked, item.status, level, "", field, text) for field, text in said if text)
    for statement in item.interactions:
        yield from _statement(item.asked, item.status, statement)
    for reading in item.readings:
        place = (item.asked, item.status, reading.level or "", reading.interactant or "")
        yield (*place, "reading", reading.name)
        if reading.headline:
            yield (*place, "headline", reading.headline)
    rest: list[Field] = [("question", item.question or "")]
    rest += [("lookalike", name) for name in item.lookalikes]
    rest += [("suggestion", name) for name in item.suggestions]
    rest += [("note", note) for note in item.notes]
    rest += [("do_not_stop", item.do_not_stop or "")]
    yield from ((item.asked, item.status, level, "", field, said) for field, said in rest if said)
    for number in context.emergency:
        yield (item.asked, item.status, number.country, "", "emergency", number.number)


def coverage_rows(context: Context, *, several: bool) -> Iterator[Row]:
    """What the names were checked with, and that they were not checked with each other."""
    yield ("", "coverage", "", "", "checked_with", context.medicine)
    if several:
        yield ("", "coverage", "", "", "note", context.term("set_lines", "checked-with").meaning)


def _listed(section: str, item: Statement) -> Iterator[Row]:
    """A listing has an item for each level of an entry: its members tell them apart."""
    yield from _statement(section, "interaction", item)
    yield from ((section, "interaction", item.level, item.id, "member", name) for name in item.names)


def _statement(asked: str, status: str, item: Statement) -> Iterator[Row]:
    fields: list[Field] = [("name", item.name), ("headline", item.headline), ("effect", item.effect)]
    fields += [("management", item.management), ("if_already_taking", item.if_already_taking), ("timing", item.timing)]
    fields += [("note", item.note), ("basis", item.basis), ("basis_note", item.basis_note)]
    fields += [("mechanism", tag) for tag in item.mechanism]
    fields += [("evidence", stated(item.evidence) or "-"), ("clinical", item.clinical)]
    if item.signs:
        fields += [("sign", sign) for sign in item.signs.signs]
        fields += [("sign_citation", cited(citation)) for citation in item.signs.citations]
    yield from ((asked, status, item.level, item.id, field, said) for field, said in fields if said)
    for country, act in (item.signs.act if item.signs else {}).items():
        yield (asked, status, country, item.id, "act", act)
    for country, level in item.levels.items():
        yield (asked, status, country, item.id, "level", level)
    more: list[Field] = [("question", said) for said in item.questions]
    more += [("modifier", said) for said in item.modifiers]
    more += [("rating", f"{source}: {says}") for source, says in item.ratings]
    more += disagreement_fields(item.disagreement)
    more += [("citation", cited(citation)) for citation in item.citations]
    yield from ((asked, status, item.level, item.id, field, said) for field, said in more)


def _why(answer: WhyAnswer) -> Iterator[Row]:
    section = answer.section
    for record in section.records:
        yield from record_rows(section.id, record)
        yield from ((section.id, record.kind, record.country, record.id, "cited_by", one) for one in answer.cited_by)
    for name, item in zip(("", *answer.members), section.statements, strict=False):
        yield from _statement(name, "interaction", item)


def _unknown(asked: str, near: tuple[str, ...]) -> Iterator[Row]:
    yield (asked, "unknown", "", "", "status", "no record has this id")
    yield from ((asked, "unknown", "", "", "suggestion", one) for one in near)
