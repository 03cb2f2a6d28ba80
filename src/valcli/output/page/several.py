"""What an answer about several names says of them all: torn names, what was checked, what stands twice."""

from collections.abc import Iterator

from valcli.answers.frame import Context
from valcli.answers.types import Duplicate, NamesAnswer
from valcli.output.page.document import Block, Gap, Paragraph, Span, text
from valcli.text.printable import shortened, typed


def line(context: Context, tag: str) -> str:
    """A sentence of the facts about sets of names."""
    return context.term("set_lines", tag).meaning


def alarms(answer: NamesAnswer) -> list[str]:
    """What an emergency asks for, where something else would stand before it."""
    urgent = [item for item in answer.answers if item.urgent]
    is_first = len(answer.answers) == 1 and answer.parties < 2 and answer.answers[0].status == "interaction"
    first = [statement.headline for item in urgent for statement in item.interactions[:1]]
    return [] if is_first else list(dict.fromkeys(first))


def above(answer: NamesAnswer) -> Iterator[Block]:
    """What has to be read before any level: whom to call, a torn name, that names were not checked with each other."""
    context = answer.context
    yield from (Paragraph(text(Span(headline, "headline"))) for headline in alarms(answer))
    for name in answer.joined:
        yield Paragraph(text(f"{line(context, 'same-name')} valcli interactions {typed(name)}"))
    if answer.parties > 1:
        yield Paragraph(text(line(context, "checked-with")))


def duplicate_blocks(answer: NamesAnswer) -> Iterator[Block]:
    """Ingredients that stand in several of the names, and a question: nobody is told to leave one out."""
    context = answer.context
    if answer.duplicates:
        yield Gap()
    for duplicate in answer.duplicates:
        yield Paragraph(text(Span(said_of(context, duplicate), "headline")))
    if answer.duplicates:
        yield Paragraph(text(Span(context.do_not_stop, "headline")))


def said_of(context: Context, duplicate: Duplicate) -> str:
    """Which names hold the same, and what to ask."""
    names = [shortened(name) for name in duplicate.names if name not in duplicate.perhaps]
    names += [f"{shortened(name)} (if it is the one with {duplicate.ingredient})" for name in duplicate.perhaps]
    hold = "More than one holds" if len(names) > 2 else "Both hold"
    return f"{hold} {duplicate.ingredient}: {', '.join(names)}. {line(context, 'duplicate')}"
