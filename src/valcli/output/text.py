"""Text for people: the page as lines, coloured on a terminal."""

from collections.abc import Iterable
from typing import NamedTuple

from valcli.answers.types import Answer
from valcli.output.look import Look
from valcli.output.page.document import Block, Document
from valcli.output.page.layout import lay_out
from valcli.output.page.marks import marked
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
    return Pieces(shown(body(answer, clinical=look.clinical), look), shown([closing(answer.context)], look))


def shown(blocks: Iterable[Block], look: Look) -> str:
    """The page for a screen, or for a pipe."""
    lines = lay_out(Document(tuple(map(marked, blocks) if look.marks else blocks)), look.width)
    if look.colour:
        from valcli.output.page.colour import coloured

        return coloured(lines)
    return "".join(["".join([visible(text) for text, _ in line]) + "\n" for line in lines])
