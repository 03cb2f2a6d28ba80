"""What kind of screen the answer goes to: asked once, then handed on."""

import os

from valcli.output.look import Look

TYPE_CHECKING = False  # the same as typing's, whose import costs as much as a look-up
if TYPE_CHECKING:
    from collections.abc import Mapping


NARROWEST, WIDEST = 40, 100
_USUAL = (80, 24)
COLORS = ("auto", "always", "never")


class Wished:
    """What the command line says of the screen: when to colour, how wide to wrap (0 for the screen itself), whether to page."""

    __slots__ = ("color", "pager", "width")

    def __init__(self, color: str = COLORS[0], width: int = 0, pager: bool = True) -> None:
        self.color = color
        self.width = width
        self.pager = pager


USUAL = Wished()


def look(environment: "Mapping[str, str]", *, terminal: bool, clinical: bool, wished: Wished = USUAL) -> Look:
    """How text is dressed: wrapped and coloured on a terminal, bare lines elsewhere.

    `VALCLI_ACCESSIBLE` asks for the bare lines on a terminal too, for screen readers; an option asks for more than it.
    """
    dressed = terminal and not is_accessible(environment)
    own = max(NARROWEST, min(wished.width, WIDEST)) if wished.width else None
    return Look(
        width=own or (width() if dressed else None),
        colour=wants_colour(environment, terminal=dressed, asked=wished.color),
        clinical=clinical,
    )


def is_accessible(environment: "Mapping[str, str]") -> bool:
    """Whether the lines of a pipe are wanted on a terminal too."""
    return environment.get("VALCLI_ACCESSIBLE", "") not in ("", "0")


def wants_colour(environment: "Mapping[str, str]", *, terminal: bool, asked: str = COLORS[0]) -> bool:
    """The first of these that says anything: the option, NO_COLOR, FORCE_COLOR, CLICOLOR_FORCE, CLICOLOR, TERM, the terminal."""
    if asked != COLORS[0]:
        return asked == COLORS[1]
    if environment.get("NO_COLOR") or is_accessible(environment):
        return False
    if any(environment.get(name, "") not in ("", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    if environment.get("CLICOLOR") == "0" or environment.get("TERM") == "dumb":
        return False
    return terminal


def width(number: int = 1) -> int:
    """Characters in a line of the terminal, within what can be read; `number` is the stream that goes there."""
    return max(NARROWEST, min(_size(number)[0], WIDEST))


def fits(page: bytes) -> bool:
    """Whether a page can be seen as a whole, with the prompt below it."""
    columns, rows = _size()
    lines = page.split(b"\n")
    if len(lines) > rows:  # what stands behind the last line end is the prompt's
        return False
    if any(len(line) > columns for line in lines):
        import re  # lines that are longer than the screen, or only seem so because of escapes

        shown = [re.sub(rb"\x1b\[[0-9;]*m", b"", line) for line in lines]
        return sum(max(1, -(-len(line) // columns)) for line in shown) <= rows
    return True


def _size(number: int = 1) -> tuple[int, int]:
    """Columns and rows of the terminal; COLUMNS and LINES say more than the terminal itself."""
    try:
        own: tuple[int, int] = os.get_terminal_size(number)
    except (OSError, ValueError):
        own = (0, 0)
    asked = (_number("COLUMNS"), _number("LINES"))
    columns, rows = (told or there or usual for told, there, usual in zip(asked, own, _USUAL, strict=True))
    return columns, rows


def _number(name: str) -> int:
    try:
        return max(0, int(os.environ[name]))
    except (KeyError, ValueError):
        return 0
