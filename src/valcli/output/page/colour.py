"""The only module that knows Rich: lines -> text with colours.

Only the styles of Rich are used. Its console would lay the page out a second time, and
importing it costs as much as all the rest of a look-up.
"""

from collections.abc import Sequence

from rich.color import ColorSystem
from rich.style import Style

from valcli.output.page.document import Span
from valcli.text.printable import visible

# Readable on a dark and on a light screen: bold, or a fixed pair of front and back.
# Only the numbers of references are dim, because some screens show that at half strength.
_STYLES = {
    "title": "bold",
    "heading": "bold underline",
    "subheading": "bold",
    "label": "bold",
    "headline": "bold",
    "strictness.0": "bold white on red",
    "strictness.1": "bold black on yellow",
    "strictness.2": "bold black on cyan",
    "strictness.3": "bold reverse",
    "unanswered": "bold reverse",
    "urgency.emergency": "bold red",
    "fault": "bold red",
    "mark": "dim",
    "number": "bold",
    "closing": "bold",
}


def coloured(lines: Sequence[Sequence[Span]]) -> str:
    """The lines with escapes for colour, each ending with a line end."""
    dressed = {role: _around(style) for role, style in _STYLES.items()}
    bare = ("", "")
    return "".join(["".join([_in(dressed.get(role, bare), text) for text, role in line]) + "\n" for line in lines])


def _around(style: str) -> tuple[str, str]:
    """What Rich writes before and behind a text in a style."""
    before, _, behind = Style.parse(style).render("x", color_system=ColorSystem.STANDARD).partition("x")
    return before, behind


def _in(around: tuple[str, str], text: str) -> str:
    before, behind = around
    return f"{before}{visible(text)}{behind}" if text else ""
