"""What a search found -> blocks: the first hit as the command that it belongs to prints it, then what else to ask."""

from collections.abc import Iterator, Sequence

from valcli.answers.found import Hit, SearchAnswer
from valcli.answers.frame import Context
from valcli.answers.types import FoundAnswer, ShownSection
from valcli.model.shared import Citation
from valcli.output.page.document import Block, Bullet, Gap, Heading, Paragraph, Span, text
from valcli.output.page.names import Page, _shown_citations, statement_blocks
from valcli.output.page.records import record_blocks, shown_citations
from valcli.output.page.references import References
from valcli.output.page.several import first_words, line
from valcli.text.printable import shortened, typed

_MOST_OTHERS = 4
_NO_ANSWER = "Nothing here answers this question."
_LONGEST_NAME = 30  # that somebody types


def search_blocks(answer: SearchAnswer, *, clinical: bool) -> Iterator[Block]:
    """The page for a question."""
    context = answer.context
    near = f" Words that are near: {', '.join(answer.suggestions)}." if answer.suggestions else ""
    if not answer.hits:
        about = f"Nothing here is about: {', '.join(map(shortened, answer.missing))}." if answer.missing else _NO_ANSWER
        yield Paragraph(text(Span(about, "headline"), f" {context.in_danger}"))
        yield Paragraph(text(f"That nothing was found says nothing about the risk: ask a pharmacist.{near}"))
        yield from _about_known(context, answer)
        if answer.nearest:
            yield Gap()
            yield Paragraph(text("The nearest statements, which are about something else:"))
            yield from _others(context, answer.nearest[: _MOST_OTHERS + 1])
        return
    if isinstance(answer, FoundAnswer) and answer.unwell:
        yield Paragraph(text(Span(context.in_danger, "headline")))
    if answer.read_as:
        read = ", ".join(answer.read_as)
        yield Paragraph(text(Span(f"Read as: {read}.", "headline"), " Is that not what you meant? Type it again."))
    first = answer.first if isinstance(answer, FoundAnswer) else None
    sources = answer.sources if isinstance(answer, FoundAnswer) else ()
    yield from _about_known(context, answer)
    yield from _about_names(context, answer)
    references = References(sources, _cited(first, clinical) if first else ())
    yield from _first(Page(context, references, clinical), answer.hits[0], first)
    if near and not answer.read_as:
        yield Gap()
        yield Paragraph(text(f"One of your words stands nowhere here.{near}"))
    told = {record.id for record in first.records} if first else set()
    others = [hit for hit in answer.hits[1:] if hit.id not in told]
    if others:
        yield Gap()
        yield Heading(text(Span("Also found", "subheading")), 3)
        yield from _others(context, others[:_MOST_OTHERS])
    yield Gap()
    yield from references.blocks(context, clinical=clinical)


def _cited(first: ShownSection, clinical: bool) -> Iterator[Citation]:
    """What a hit in full cites: a record, or an interaction with all that is told of one, which a list of them is not."""
    if not first.statements:
        yield from shown_citations(first, clinical=clinical)
    for statement in first.statements:
        yield from _shown_citations(statement, clinical)


def _about_known(context: Context, answer: SearchAnswer) -> Iterator[Block]:
    """What is not here though the name is known: a statement about it, and what it is by itself."""
    if not isinstance(answer, FoundAnswer):
        return
    if answer.own:
        said = context.term("found_lines", "own").meaning.replace("{name}", shortened(answer.own))
        yield Paragraph(text(Span(said, "headline")))
    silent = context.term("statuses", "no-data")
    for name in answer.known:
        command = Span(f"valcli interactions {typed(name)}", "command")
        yield Paragraph(text(Span(f"{shortened(name)}: {silent.label}.", "unanswered"), f" {silent.meaning} See ", command))


def _about_names(context: Context, answer: SearchAnswer) -> Iterator[Block]:
    """That an interaction is one with the medicine only, and which names in the question ask back."""
    if not isinstance(answer, FoundAnswer) or not answer.beside:
        return
    yield Paragraph(text(line(context, "checked-with" if answer.several else "with-medicine")))
    for name in answer.asking:
        command = Span(f"valcli interactions {typed(name)}", "command")
        yield Paragraph(
            text(Span(f"There is more than one {shortened(name)}, or more than one thing in it.", "headline"), " See ", command)
        )


def _first(page: Page, hit: Hit, first: ShownSection | None) -> Iterator[Block]:
    context = page.context
    if first is None:
        yield Heading(text(Span(context.label("hit_kinds", hit.kind), "heading")), 2)
        yield Paragraph(text(hit.text))
    for statement in first.statements if first else ():
        yield from statement_blocks(page, statement, text(Span(statement.name, "title")))
        yield Paragraph(text(Span(context.do_not_stop, "headline")))
    if first is None or not first.records:
        return
    yield Heading(text(Span(first.title, "heading")), 2)
    for record in first.records:
        yield from record_blocks(context, record, page.references, clinical=page.clinical)
    for record in first.records:
        yield Paragraph(text(f"All of it, with its sources: valcli why {record.id}"))
    if context.do_not_stop:  # the record is read away from its section, at whose head the line stands
        yield Paragraph(text(Span(context.do_not_stop, "headline")))


def _others(context: Context, hits: Sequence[Hit]) -> Iterator[Block]:
    """A line for each, with what to type."""
    for hit in hits:
        if hit.level:
            said = f"{context.level(hit.level, hit.sort).label}: {hit.name}"
            command = f"interactions {typed(hit.name)}" if len(hit.name) <= _LONGEST_NAME else f"why {hit.id}"
        else:
            said = first_words(hit.text)
            command = f"why {hit.id}" if hit.title else f"explain {typed(hit.text.partition(':')[0])}"
        yield Bullet(text(f"{said} ", Span(f"(valcli {command})", "command")))
