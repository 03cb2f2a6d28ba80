"""Records of a section -> blocks."""

import re
from collections.abc import Iterator

from valcli.answers.context import record_citations
from valcli.answers.frame import Context
from valcli.answers.types import ShownSection, Statement
from valcli.model.leaflet import AdverseReaction, Dose, Record, WithdrawalSign
from valcli.model.shared import Citation, Disagreement
from valcli.output.page.document import Block, Bullet, Gap, Heading, Inline, Labelled, Paragraph, Span, text
from valcli.output.page.references import References

NOT_STATED = "not-stated"  # the word in the facts for what no source says
_SHARE = re.compile(r"\b(\d+)(?: to (\d+))? in (10|100)\b(?!,?\d)")
DECIDING = 3  # citations that are named beside a level; `why` prints them all


def shown_records(section: ShownSection, *, clinical: bool) -> Iterator[Record]:
    """The records that stand on the page: those for professionals only with `clinical`."""
    return (record for record in section.records if clinical or record.audience != "professional")


def shown_citations(section: ShownSection, *, clinical: bool) -> Iterator[Citation]:
    """The citations that stand on the page, in its order."""
    for record in shown_records(section, clinical=clinical):
        yield from record_citations(record, disputed=bool(_shown_disagreement(record, clinical=clinical)))
    for statement in section.statements:
        yield from statement.citations[:DECIDING]


def section_blocks(context: Context, section: ShownSection, references: References, *, clinical: bool) -> Iterator[Block]:
    """A chapter: its records under their sub-headings, then the interactions that it lists."""
    yield Heading(text(Span(section.title, "heading")), 2)
    group = ""
    for record in shown_records(section, clinical=clinical):
        if record.group != group:
            group = record.group
            yield Gap()
            yield Heading(text(Span(section.groups[group], "subheading")), 3)
        yield from record_blocks(context, record, references, clinical=clinical)
    hidden = len(section.records) - len(list(shown_records(section, clinical=clinical)))
    if hidden:
        yield Gap()
        lines = "1 line" if hidden == 1 else f"{hidden} lines"
        yield Paragraph(text(f"{lines} for professionals: valcli info {section.id} --clinical"))
    if section.statements:
        yield from _listed(context, section.statements, references)


def _listed(context: Context, statements: tuple[Statement, ...], references: References) -> Iterator[Block]:
    level = context.term("levels", statements[0].level)
    yield Gap()
    yield Heading(text(Span(level.label, "subheading")), 3)
    for statement in statements:
        lead = f"{statement.headline} " if statement.headline else ""
        mark = references.mark(statement.citations[:DECIDING])
        # part of a group is named by its members: the rest of the group stands under another level
        names = f": {', '.join(statement.names)}" if statement.is_part and statement.names else ""
        yield Bullet(text(Span(f"{statement.name}{names}.", "label"), f" {lead}{statement.management}", mark))
    yield Gap()
    yield Paragraph(text("This list is not all: other things ask for care too. Ask about each one: valcli interactions NAME"))


def record_blocks(context: Context, record: Record, references: References, *, clinical: bool) -> Iterator[Block]:
    """One record: a line for patients, and with `clinical` the exact statement."""
    yield Bullet((*_lead(context, record), *called(context, record.text), *_tail(context, record, references)))
    disagreement = _shown_disagreement(record, clinical=clinical)
    if disagreement:
        yield disagreement_block(disagreement, references)
    if clinical:
        yield Labelled("Clinical", text(f"{record.clinical} ", Span(f"({record.id})", "mark")))
        typed = _typed(context, record)
        if typed:
            yield Labelled("Dose", text(typed))


def _shown_disagreement(record: Record, *, clinical: bool) -> Disagreement | None:
    """That sources differ, unless it is a matter for professionals and they did not ask."""
    item = record.disagreement
    return item if item and (clinical or item.audience != "professional") else None


def _lead(context: Context, record: Record) -> Inline:
    """What the line is about, before its text: the country, the use, the name of the sign."""
    country = context.label("countries", record.country)
    is_named = record.country == "any" or bool(re.search(rf"\b{country}\b", record.text))
    words = [] if is_named and not isinstance(record, Dose) else [country]
    if isinstance(record, Dose):
        words += [context.label("indications", record.indication), context.label("populations", record.population)]
        words += [context.label("routes", record.route)]
    if isinstance(record, AdverseReaction):
        words.append(record.name)
    if record.audience == "professional":
        words.append("for professionals")
    return text(Span(f"{', '.join(words)}:", "label"), " ") if words else ()


def _tail(context: Context, record: Record, references: References) -> Inline:
    """How often, when and how urgent, with the marks of the sources."""
    parts: list[str | Span] = []
    if isinstance(record, AdverseReaction):
        for item in record.occurrence:
            if item.band != NOT_STATED:
                where = f"{context.label('countries', item.country)}, {context.label('forms', item.form)}"
                band = context.label("bands", item.band)
                parts += [" ", Span(f"{_capital(band)}: {item.figure} ({where})", share_role(item.figure))]
                parts += [references.mark(item.citations), "."]
        if not parts and record.urgency != next(iter(context.labels["urgencies"]), ""):  # whom to call is the last word there
            parts.append(f" {_capital(context.label('bands', NOT_STATED))}.")
        parts += _urgency(context, record, record.urgency)
    if isinstance(record, WithdrawalSign):
        parts += [f" When: {record.when}."] if record.when != NOT_STATED else []
        parts += _urgency(context, record, record.urgency)
    return text(*parts, references.mark(record.citations))


def share_role(figure: str) -> str:
    """The role of a figure that says of how many people, such as `share.1.1.10`; '' for any other, as of a thousand."""
    found = _SHARE.search(figure)
    if not found:
        return ""
    low, high, whole = found.groups()
    return f"share.{low}.{high or low}.{whole}"


def _urgency(context: Context, record: Record, urgency: str) -> list[str | Span]:
    """How soon to act, unless the sub-heading or the text says so already."""
    label = context.label("urgencies", urgency)
    calls = urgency == next(iter(context.labels["urgencies"]), "") and any(
        number in record.text for item in context.emergency for number in item.number.split(" or ")
    )
    if record.group == urgency or calls or label.casefold() in record.text.casefold():
        return []
    return [" ", Span(f"{label}.", f"urgency.{urgency}")]


def _typed(context: Context, record: Record) -> str:
    """The fields of a dose as a prescriber reads them."""
    if not isinstance(record, Dose):
        return ""
    said = [context.label("forms", record.form), record.as_printed]
    if record.maximum:
        unit, period = context.label("units", record.maximum.unit), context.label("periods", record.maximum.per)
        said.append(f"at most {record.maximum.amount} {unit} {period}")
    said.append(f"for how long: {'not stated' if record.duration == NOT_STATED else record.duration}")
    return "; ".join(said)


def disagreement_block(disagreement: Disagreement, references: References) -> Labelled:
    """The question, each side with its sources, which side is shown and why."""
    parts: list[str | Span] = [disagreement.question]
    for number, position in enumerate(disagreement.positions, start=1):
        parts += [f" ({number}) {position.says.rstrip('.')}", references.mark(position.citations), "."]
    shown = f"The text above follows ({disagreement.shown})" if disagreement.shown else "The text above tells all sides"
    parts.append(f" {shown}: {disagreement.reason[0].lower()}{disagreement.reason[1:]}")
    return Labelled("Disputed", text(*parts))


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def called(context: Context, said: str) -> Inline:
    """Running text in which the numbers to call are marked, each with the country behind it."""
    numbers = sorted({part for item in context.emergency for part in (item.number, *item.number.split(" or "))}, key=len)
    found = re.split(rf"\b((?:{'|'.join(reversed(numbers))})\b(?: \([A-Z][\w ]*\))?)", said) if numbers else [said]
    return tuple(Span(part, "number" if place % 2 else "") for place, part in enumerate(found) if part)
