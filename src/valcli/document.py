"""A page without a medium: neutral blocks of text with roles, no colours and no widths.

A role says what a piece of text is (`title`, `label`, `mark`, `strictness.0`), never how it looks.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text and what it is; an empty role is running text."""

    text: str
    role: str = ""


Inline = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; depth 1 opens the page or a name, 2 a chapter, 3 a part of a chapter."""

    spans: Inline
    depth: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    spans: Inline


@dataclass(frozen=True, slots=True)
class Bullet:
    """One item of a list."""

    spans: Inline


@dataclass(frozen=True, slots=True)
class Labelled:
    """A line that opens with what it is about, such as `What to do`."""

    label: str
    spans: Inline


@dataclass(frozen=True, slots=True)
class Reference:
    """One numbered line of the list of sources."""

    mark: str
    spans: Inline


@dataclass(frozen=True, slots=True)
class Gap:
    """An empty line; several in a row count as one."""


Block = Heading | Paragraph | Bullet | Labelled | Reference | Gap


@dataclass(frozen=True, slots=True)
class Document:
    """Blocks from the top to the bottom of a page."""

    blocks: tuple[Block, ...]


def text(*parts: str | Span) -> Inline:
    """Running text out of strings and spans; empty strings are left out."""
    return tuple(Span(part) if isinstance(part, str) else part for part in parts if part)
