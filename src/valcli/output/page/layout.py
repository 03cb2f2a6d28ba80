"""Document -> lines. The same lines are printed with and without colour.

With a width the text is wrapped and labels stand in a column; without one (a pipe, a
screen reader) each block is one line and labels end in a colon.
"""

import re
from collections.abc import Iterator, Sequence

from valcli.output.page.document import (
    Block,
    Bullet,
    Document,
    Gap,
    Heading,
    Inline,
    Labelled,
    Paragraph,
    Reference,
    Span,
    Table,
)

Line = tuple[Span, ...]
_COLUMN_FROM = 60
_WIDEST_LABEL, _LAST_COLUMN = 16, 30
_JOINED = "\u00a0"


# "not" is never the first word of a line, and a figure is never parted from its unit
# (the space comes first in the pattern: that is what makes it fast)
_GLUED = re.compile(r" (?=(?<=\w )not\b|(?<=\d )(?:mg|mcg|mL|ml|g|hours?|days?|weeks?|months?|years?|times|percent)\b)")


def lay_out(document: Document, width: int | None) -> list[Line]:
    """Lines of a document, without line ends; none is longer than `width`, which is counted in characters."""
    lines: list[Line] = []
    # one column for the whole page
    labels = [len(block.label) for block in document.blocks if isinstance(block, Labelled)]
    label_width = max((length for length in labels if length <= _WIDEST_LABEL), default=0)
    for block in document.blocks:
        if isinstance(block, Gap):
            if lines and lines[-1]:
                lines.append(())
            continue
        lines.extend(_lines(block, width, label_width))
    while lines and not lines[-1]:
        lines.pop()
    return lines


def _lines(block: Block, width: int | None, label_width: int) -> Iterator[Line]:
    match block:
        case Heading(spans=spans):
            yield from _wrap(spans, width, "", "")
        case Paragraph(spans=spans):
            yield from _wrap(spans, width, "", "")
        case Bullet(spans=spans):
            yield from _wrap(spans, width, "- ", "  ")
        case Reference(mark=mark, spans=spans):
            yield from _wrap((Span(f"{mark} ", "mark"), *spans), width, "", " " * (len(mark) + 1))
        case Labelled(label=label, spans=spans):
            if width is None or width < _COLUMN_FROM:
                yield from _wrap((Span(f"{label}: " if label else "", "label"), *spans), width, "", "  ")
            else:
                # a label that is too long for the column runs into its text
                told = label.ljust(label_width) + "  " if len(label) <= label_width else f"{label}: "
                head = Span(told.replace(" ", _JOINED), "label")
                yield from _wrap((head, *spans), width, "", " " * (label_width + 2))
        case Table(rows=rows):
            yield from _rows(rows, width)
        case Gap():
            yield ()


def _rows(rows: Sequence[Sequence[Inline]], width: int | None) -> Iterator[Line]:
    """Columns where the screen has room for them, else a row as an item of a list."""
    longest = [max(map(_length, column)) for column in zip(*rows, strict=True)][:-1]
    lead = sum(longest) + 2 * len(longest)
    for row in rows:
        if width is None or width < _COLUMN_FROM or width - lead < _LAST_COLUMN:
            spans = [span for cell in row[:-1] for span in (*cell, Span(": "))]
            yield from _wrap((*spans, *row[-1]), width, "- ", "  ")
            continue
        cells: list[Span] = []
        for cell, size in zip(row[:-1], longest, strict=True):
            glued = [Span(said.replace(" ", _JOINED), role) for said, role in cell]
            cells += [*glued, Span(_JOINED * (size - _length(cell) + 2))]
        yield from _wrap((*cells, *row[-1]), width, "", " " * lead)


def _length(spans: Inline) -> int:
    return sum(len(said) for said, _ in spans)


def _wrap(spans: Inline, width: int | None, first: str, rest: str) -> Iterator[Line]:
    # a number to call is one word: it is not broken at the end of a line
    said = "".join([text.replace(" ", _JOINED) if role == "number" else text for text, role in spans])
    if width is None or len(first) + len(said) <= width:
        yield _closed([Span(first), *spans])
        return
    glued = _GLUED.sub(_JOINED, said)
    lead = first
    for start, end in _breaks(glued, width - len(first), width - len(rest)):
        line = [Span(lead)]
        behind = 0  # characters of the spans before this one
        for text, role in spans:
            if behind < end and behind + len(text) > start:
                line.append(Span(text[max(0, start - behind) : end - behind], role))
            behind += len(text)
        yield _closed(line)
        lead = rest


def _breaks(text: str, first: int, rest: int) -> Iterator[tuple[int, int]]:
    """Where each line starts and ends: `first` characters at most, then `rest` in each line.

    A word that is longer than a line is cut: nothing is lost.
    """
    start, room = 0, first
    while len(text) - start > room:
        # a space that stands just behind the line ends it as well
        end = text.rfind(" ", start, start + room + 1)
        if not text[start:end].strip(" ") or end < 0:
            end = start + room
        yield start, end
        start, room = end, rest
        while text[start : start + 1] == " ":
            start += 1
    yield start, len(text)


def _closed(spans: list[Span]) -> Line:
    """Neighbours of one role joined, the glue turned into spaces, no space at the end."""
    made: list[Span] = []
    for span in spans:
        if made and made[-1].role == span.role:
            made[-1] = Span(made[-1].text + span.text, span.role)
        elif span.text:
            made.append(span)
    while made:
        text, role = made.pop()
        text = text.rstrip(" ")
        if text:
            made.append(Span(text, role))
            break
    return tuple([Span(text.replace(_JOINED, " "), role) if _JOINED in text else Span(text, role) for text, role in made])
