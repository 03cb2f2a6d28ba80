"""What kind of screen the answer goes to: asked once, then handed on."""

import shutil
from collections.abc import Mapping

from valcli.output import Look

NARROWEST, WIDEST = 40, 100


def look(environment: Mapping[str, str], *, terminal: bool, clinical: bool) -> Look:
    """How text is dressed: wrapped and coloured on a terminal, bare lines elsewhere.

    `VALCLI_ACCESSIBLE` asks for the bare lines on a terminal too, for screen readers.
    """
    accessible = environment.get("VALCLI_ACCESSIBLE", "") not in ("", "0")
    dressed = terminal and not accessible
    return Look(
        width=width() if dressed else None,
        colour=not accessible and wants_colour(environment, terminal=terminal),
        clinical=clinical,
    )


def wants_colour(environment: Mapping[str, str], *, terminal: bool) -> bool:
    """The first of these that says anything: NO_COLOR, FORCE_COLOR or CLICOLOR_FORCE, CLICOLOR, TERM, the terminal."""
    if environment.get("NO_COLOR"):
        return False
    if any(environment.get(name, "") not in ("", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    if environment.get("CLICOLOR") == "0" or environment.get("TERM") == "dumb":
        return False
    return terminal


def width() -> int:
    """Characters in a line of the terminal, within what can be read."""
    try:
        columns = shutil.get_terminal_size().columns
    except (OSError, ValueError):
        columns = 80
    return max(NARROWEST, min(columns, WIDEST))
