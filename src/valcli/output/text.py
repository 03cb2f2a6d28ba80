"""Text for people: the page as lines, coloured on a terminal."""

from typing import NamedTuple

from valcli.answer import Answer
from valcli.output import Look
from valcli.output.page import shown
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
    return Pieces(shown(body(answer, clinical=look.clinical), look), shown([closing(answer.context)], look))
