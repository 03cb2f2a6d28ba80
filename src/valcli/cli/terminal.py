"""What kind of screen the answer goes to: asked once, then handed on."""

import os

from valcli.output.look import Look

TYPE_CHECKING = False  # the same as typing's, whose import costs as much as a look-up
if TYPE_CHECKING:
    from collections.abc import Mapping


NARROWEST, WIDEST = 40, 100
_USUAL = 80


def look(environment: "Mapping[str, str]", *, terminal: bool, clinical: bool) -> Look:
    """How text is dressed: wrapped and coloured on a terminal, bare lines elsewhere.

    `VALCLI_ACCESSIBLE` asks for the bare lines on a terminal too, for screen readers.
    """
    accessible = environment.get("VALCLI_ACCESSIBLE", "") not in ("", "0")
    dressed = terminal and not accessible
    return Look(
        width=width() if dressed else None,
        colour=not accessible and wants_colour(environment, terminal=terminal),
        clinical=clinical,
        marks=dressed,
    )


def wants_colour(environment: "Mapping[str, str]", *, terminal: bool) -> bool:
    """The first of these that says anything: NO_COLOR, FORCE_COLOR or CLICOLOR_FORCE, CLICOLOR, TERM, the terminal."""
    if environment.get("NO_COLOR"):
        return False
    if any(environment.get(name, "") not in ("", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    if environment.get("CLICOLOR") == "0" or environment.get("TERM") == "dumb":
        return False
    return terminal


def width() -> int:
    """Characters in a line of the terminal, within what can be read; COLUMNS says more than the terminal itself."""
    try:
        columns = int(os.environ["COLUMNS"])
    except (KeyError, ValueError):
        columns = 0
    if columns <= 0:
        try:
            columns = os.get_terminal_size(1).columns
        except (OSError, ValueError):
            columns = 0
    return max(NARROWEST, min(columns or _USUAL, WIDEST))
