"""Text for people: the page as lines, coloured on a terminal."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from valcli.answers.frame import Context
from valcli.answers.types import Answer
from valcli.output.look import Look
from valcli.output.page.document import Block, Document, Paragraph, Reference, text
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
    return Pieces(shown(body(answer, clinical=look.clinical), look), shown([closing(answer.context)], look))


def checked_with(context: Context, look: Look) -> str:
    """What goes for all answers of a stream: each name was checked with the medicine only."""
    return shown([Paragraph(text(context.term("set_lines", "checked-with").meaning))], look)


def shown(blocks: Iterable[Block], look: Look) -> str:
    """The page for a screen, or for a pipe."""
    lines = lay_out(Document(tuple(_without_list(blocks, look.sources) if look.sources else blocks)), look.width)
    if look.colour:
        from valcli.output.page.colour import coloured

        return coloured(lines)
    return "".join(["".join([visible(said) for said, _ in line]) + "\n" for line in lines])


def _without_list(blocks: Iterable[Block], command: str) -> Iterator[Block]:
    """The page with one line, which names a command, in the place of its list of sources."""
    marks: list[str] = []
    for block in blocks:
        if isinstance(block, Reference):
            marks.append(block.mark)
        else:
            yield block
    if marks:
        yield Reference(" to ".join(dict.fromkeys((marks[0], marks[-1]))), text(command))
