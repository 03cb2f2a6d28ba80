"""What an answer about several names says of them all: torn names, what was checked, what stands twice."""

from collections.abc import Iterator

from valcli.answers.frame import Context
from valcli.answers.types import Duplicate, NamesAnswer
from valcli.output.page.document import Block, Gap, Paragraph, Span, text
from valcli.text.printable import shortened, typed


def line(context: Context, tag: str) -> str:
    """A sentence of the facts about sets of names."""
    return context.term("set_lines", tag).meaning


def above(answer: NamesAnswer) -> Iterator[Block]:
    """What has to be read before any level: a name that was torn apart, and that names were not checked with each other."""
    context = answer.context
    for name in answer.joined:
        yield Paragraph(text(f"{line(context, 'same-name')} valcli interactions {typed(name)}"))
    if answer.parties > 1:
        yield Paragraph(text(line(context, "checked-with")))


def duplicate_blocks(answer: NamesAnswer) -> Iterator[Block]:
    """Ingredients that stand in several of the names, and a question: nobody is told to leave one out."""
    lines = duplicate_lines(answer)
    if lines:
        yield Gap()
    for said in [*lines, answer.context.do_not_stop] if lines else ():
        yield Paragraph(text(Span(said, "headline")))


def duplicate_lines(answer: NamesAnswer) -> list[str]:
    """A line for each ingredient that stands in several of the names."""
    return [said_of(answer.context, duplicate) for duplicate in answer.duplicates]


def said_of(context: Context, duplicate: Duplicate) -> str:
    """Which names hold the same, and what to ask."""
    names = [shortened(name) for name in duplicate.names if name not in duplicate.perhaps]
    names += [f"{shortened(name)} (if it is the one with {duplicate.ingredient})" for name in duplicate.perhaps]
    hold = "More than one holds" if len(names) > 2 else "Both hold"
    return f"{hold} {duplicate.ingredient}: {', '.join(names)}. {line(context, 'duplicate')}"
