"""Text for people: the page as lines, coloured on a terminal."""

from collections.abc import Iterable
from typing import NamedTuple

from valcli.answers.context import ALL_COUNTRIES
from valcli.answers.frame import Context
from valcli.answers.types import Answer
from valcli.output.look import Look
from valcli.output.page.document import Block, Document
from valcli.output.page.layout import lay_out
from valcli.output.page.pages import body, closing
from valcli.text.printable import visible


class Pieces(NamedTuple):
    """A page in two pieces, each with its line ends."""

    body: str
    closing: str


def write(answer: Answer, look: Look) -> str:
    """The page for an answer; the same words with and without colour."""
    made = pieces(answer, look)
    return f"{made.body}\n{made.closing}"


def pieces(answer: Answer, look: Look) -> Pieces:
    """The page, and its last line, so that many pages can share one last line."""
    context = answer.context
    return Pieces(
        shown(_for_country(context, body(answer, clinical=look.clinical)), look),
        shown(_for_country(context, [closing(context)]), look),
    )


def _for_country(context: Context, blocks: Iterable[Block]) -> Iterable[Block]:
    """The page without what is for other countries, where one was chosen."""
    if context.country == ALL_COUNTRIES:
        return blocks
    from valcli.output.page import own_country  # most pages are for all countries

    return own_country.narrowed(context, blocks) if own_country.is_wanted(context) else blocks


def shown(blocks: Iterable[Block], look: Look) -> str:
    """The page for a screen, or for a pipe."""
    lines = lay_out(Document(tuple(blocks)), look.width)
    if look.colour:
        from valcli.output.page.colour import coloured

        return coloured(lines)
    return "".join(["".join([visible(text) for text, _ in line]) + "\n" for line in lines])
