"""Blocks with the level of every heading as a document has it: one title, and no level left out.

A page on a screen may have several headings of the first depth, or none; a document for a browser, a screen
reader or a converter has exactly one title.
"""

from collections.abc import Iterable
from typing import NamedTuple

from valcli.output.page.document import Block, Heading, Inline, Span

_DEEPEST = 6


class Levelled(NamedTuple):
    """A block; of a heading its level, of any other block 0."""

    block: Block
    level: int


def outlined(blocks: Iterable[Block], title: str) -> list[Levelled]:
    """The blocks below one title: their own, where they have exactly one and it comes before all other headings."""
    listed = list(blocks)
    headings = [block for block in listed if isinstance(block, Heading)]
    first = [block for block in headings if block.depth == 1]
    made: list[Levelled] = []
    if len(first) != 1 or headings[0] is not first[0]:
        made.append(Levelled(Heading((Span(title, "title"),), 1), 1))
        above = [0]
    else:
        above = []
    for block in listed:
        if not isinstance(block, Heading):
            made.append(Levelled(block, 0))
            continue
        while above and above[-1] >= block.depth:
            above.pop()
        above.append(block.depth)
        made.append(Levelled(block, min(len(above), _DEEPEST)))
    return made


def said(spans: Inline) -> str:
    """The bare words of a line."""
    return "".join(span.text for span in spans)
