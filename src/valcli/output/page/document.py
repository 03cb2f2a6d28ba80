"""A page without a medium: neutral blocks of text with roles, no colours and no widths.

A role says what a piece of text is (`title`, `label`, `mark`, `strictness.0`), never how it looks.
"""

from typing import NamedTuple


class Span(NamedTuple):
    """A piece of text and what it is; an empty role is running text."""

    text: str
    role: str = ""


Inline = tuple[Span, ...]


class Heading(NamedTuple):
    """A heading; depth 1 opens the page or a name, 2 a chapter, 3 a part of a chapter."""

    spans: Inline
    depth: int


class Paragraph(NamedTuple):
    """Running text."""

    spans: Inline


class Bullet(NamedTuple):
    """One item of a list."""

    spans: Inline


class Labelled(NamedTuple):
    """A line that opens with what it is about, such as `What to do`."""

    label: str
    spans: Inline


class Reference(NamedTuple):
    """One numbered line of the list of sources."""

    mark: str
    spans: Inline


class Table(NamedTuple):
    """Rows of cells, one row for each thing; the last cell is running text."""

    rows: tuple[tuple[Inline, ...], ...]


class Gap(NamedTuple):
    """An empty line; several in a row count as one."""


Block = Heading | Paragraph | Bullet | Labelled | Reference | Table | Gap


class Document(NamedTuple):
    """Blocks from the top to the bottom of a page."""

    blocks: tuple[Block, ...]


def text(*parts: str | Span) -> Inline:
    """Running text out of strings and spans; empty strings are left out."""
    return tuple(Span(part) if isinstance(part, str) else part for part in parts if part)
