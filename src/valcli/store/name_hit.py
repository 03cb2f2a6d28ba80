"""A name of the facts that was met, and where it leads."""

from typing import Any, NamedTuple


class NameHit(NamedTuple):
    """A name of the facts that a typed name met: where it leads, and what sort of name it is."""

    name: str
    via: str
    country: str
    kind: str
    target: str
    substance: str
    unread: bool
    old: bool
    everyday: str = ""
    form: str = ""


def hit_of(row: tuple[Any, ...]) -> NameHit:
    """A row of the names as a hit."""
    return NameHit(row[0], row[1], row[2], row[3], row[4], row[5], bool(row[6]), bool(row[7]), row[8], row[9])
