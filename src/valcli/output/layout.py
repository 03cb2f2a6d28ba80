"""Document -> lines. The same lines are printed with and without colour.

With a width the text is wrapped and labels stand in a column; without one (a pipe, a
screen reader) each block is one line and labels end in a colon.
"""

import re
from collections.abc import Iterator

from valcli.document import Block, Bullet, Document, Gap, Heading, Inline, Labelled, Paragraph, Reference, Span

Line = tuple[Span, ...]

_COLUMN_FROM = 60
_JOINED = "\u00a0"
# "not" is never the first word of a line, and a figure is never parted from its unit
_NOT = re.compile(r"(?<=\w) not\b")
_UNIT = re.compile(r"(?<=\d) (?=(?:mg|mcg|mL|ml|g|hours?|days?|weeks?|months?|years?|times|percent)\b)")


def lay_out(document: Document, width: int | None) -> list[Line]:
    """Lines of a document, without line ends; none is longer than `width`, which is counted in characters."""
    lines: list[Line] = []
    # one column for the whole page
    label_width = max((len(block.label) for block in document.blocks if isinstance(block, Labelled)), default=0)
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
                head = Span(label.ljust(label_width).replace(" ", _JOINED) + _JOINED * 2, "label")
                yield from _wrap((head, *spans), width, "", " " * (label_width + 2))
        case Gap():
            yield ()


def _wrap(spans: Inline, width: int | None, first: str, rest: str) -> Iterator[Line]:
    if width is None:
        yield _closed([Span(first), *spans])
        return
    line, used = [Span(first)], len(first)
    is_empty = True
    for word in _words(spans, width - max(len(first), len(rest))):
        size = sum(len(span.text) for span in word)
        if not is_empty and used + size > width:
            yield _closed(line)
            line, used = [Span(rest)], len(rest)
            size -= _leading_space(word)
            word = _without_space(word)
        line.extend(word)
        used += size
        is_empty = False
    yield _closed(line)


def _words(spans: Inline, longest: int) -> Iterator[list[Span]]:
    """Words with the space before them; a word may consist of several spans."""
    word: list[Span] = []
    for span in spans:
        glued = _UNIT.sub(_JOINED, _NOT.sub(_JOINED + "not", span.text))
        for piece in re.findall(r"[ ]+|[^ ]+", glued):
            if piece[0] == " " and word and word[-1].text.strip(" "):
                yield from _cut(word, longest)
                word = []
            word.append(Span(piece, span.role))
    if word:
        yield from _cut(word, longest)


def _cut(word: list[Span], longest: int) -> Iterator[list[Span]]:
    """A word longer than a line is cut: nothing is lost."""
    if sum(len(span.text) for span in word) <= longest:
        yield word
        return
    for span in word:
        for start in range(0, len(span.text), longest):
            yield [Span(span.text[start : start + longest], span.role)]


def _leading_space(word: list[Span]) -> int:
    text = "".join(span.text for span in word)
    return len(text) - len(text.lstrip(" "))


def _without_space(word: list[Span]) -> list[Span]:
    left = _leading_space(word)
    kept = []
    for span in word:
        gone = min(left, len(span.text))
        left -= gone
        kept.append(Span(span.text[gone:], span.role))
    return kept


def _closed(spans: list[Span]) -> Line:
    """Neighbours of one role joined, the glue turned into spaces, no space at the end."""
    made: list[Span] = []
    for span in spans:
        text = span.text.replace(_JOINED, " ")
        if made and made[-1].role == span.role:
            made[-1] = Span(made[-1].text + text, span.role)
        elif text:
            made.append(Span(text, span.role))
    while made and not made[-1].text.rstrip(" "):
        made.pop()
    if made:
        made[-1] = Span(made[-1].text.rstrip(" "), made[-1].role)
    return tuple(made)
