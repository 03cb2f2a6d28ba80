"""Text for people: the page as lines, coloured on a terminal."""

from collections.abc import Iterable
from typing import NamedTuple

from valcli.answer import Answer
from valcli.clean import visible
from valcli.document import Block, Document
from valcli.output import Look
from valcli.output.layout import lay_out
from valcli.view import body, closing


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
    return Pieces(_shown(body(answer, clinical=look.clinical), look), _shown([closing(answer.context)], look))


def _shown(blocks: Iterable[Block], look: Look) -> str:
    lines = lay_out(Document(tuple(blocks)), look.width)
    if look.colour:
        from valcli.output.rich_text import coloured

        return coloured(lines)
    return "".join("".join(visible(span.text) for span in line) + "\n" for line in lines)
