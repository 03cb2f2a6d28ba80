"""Text for people: the page as lines, coloured on a terminal."""

from valcli.answer import Answer
from valcli.clean import visible
from valcli.output import Look
from valcli.output.layout import lay_out
from valcli.view import view


def write(answer: Answer, look: Look) -> str:
    """The page for an answer; the same words with and without colour."""
    lines = lay_out(view(answer, clinical=look.clinical), look.width)
    if look.colour:
        from valcli.output.rich_text import coloured

        return coloured(lines)
    return "".join("".join(visible(span.text) for span in line) + "\n" for line in lines)
