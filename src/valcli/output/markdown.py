"""Markdown, as CommonMark has it: the same blocks as on a screen. What was typed, and every sign of the text, is no markup."""

import re
import string
from collections.abc import Iterable, Sequence

from valcli.answers.types import Answer
from valcli.output.look import Look
from valcli.output.page.document import Blank, Block, Bullet, Gap, Heading, Inline, Labelled, Paragraph, Reference, Span, Table
from valcli.output.page.outline import Levelled, outlined
from valcli.output.page.pages import body, closing
from valcli.text.printable import visible

_SIGNS = re.compile(r"[\\`*_#\[\]<>&~|]")
_BOLD = ("title", "label", "headline", "unanswered", "closing", "number")
_APART = string.punctuation + " "  # what may stand beside a bold piece; so may the end of a line
_LINE = "\\_" * 24


def write(answer: Answer, look: Look) -> str:
    """The page for an answer."""
    blocks = [*outlined(body(answer, clinical=look.clinical), answer.context.title), Levelled(closing(answer.context), 0)]
    return _joined(blocks)


def _joined(blocks: Iterable[Levelled]) -> str:
    """Blocks with an empty line between them, but none between the items of a list."""
    lines: list[str] = []
    last: type[Block] = Gap
    for block, level in blocks:
        if isinstance(block, Gap):
            continue
        is_item = isinstance(block, (Bullet, Reference))
        if lines and not (is_item and type(block) is last):
            lines.append("")
        lines.append(_line(block, level))
        last = type(block)
    return "\n".join(lines) + "\n"


def _line(block: Block, level: int) -> str:
    match block:
        case Heading(spans=spans):
            return f"{'#' * level} {_plain(spans)}"
        case Bullet(spans=spans):
            return f"- {_dressed(spans)}"
        case Labelled(label=label, spans=spans):
            head = (Span(f"{label}:", "label"), Span(" ")) if label else ()
            return _dressed((*head, *spans))
        case Reference(mark=mark, spans=spans):
            return f"* {_dressed((Span(f'{mark} '), *spans))}"
        case Table(rows=rows):  # tables are no part of CommonMark: a row is an item, as in a pipe
            return "\n".join([f"- {_dressed(_row(row))}" for row in rows])
        case Blank(label=label):
            return f"{_dressed((Span(f'{label}:', 'label'),))} {_LINE}"
        case Paragraph(spans=spans):
            return _dressed(spans)
        case Gap():
            return ""


def _row(cells: Sequence[Inline]) -> Inline:
    return (*[span for cell in cells[:-1] for span in (*cell, Span(": "))], *cells[-1])


def _plain(spans: Inline) -> str:
    """A heading: it is bold as a whole."""
    return _guarded(" ".join(_escaped("".join(span.text for span in spans)).split()))


def _dressed(spans: Inline) -> str:
    """A line with its bold pieces; one that stands right at a letter stays plain, as it would not be read as bold."""
    made = ""
    pieces = [_escaped(span.text) for span in spans]
    for number, (span, shown) in enumerate(zip(spans, pieces, strict=True)):
        bare = shown.strip()
        lead, trail = shown[: len(shown) - len(shown.lstrip())], shown[len(shown.rstrip()) :]
        before, behind = (made + lead)[-1:], (trail + "".join(pieces[number + 1 :]))[:1]
        if bare and _is_bold(span.role) and before != "*" and before in _APART and behind in _APART:
            shown = f"{lead}**{bare}**{trail}"
        made += shown
    return _guarded(made.strip())


def _is_bold(role: str) -> bool:
    return role in _BOLD or role.startswith(("strictness.", "urgency."))


def _escaped(text: str) -> str:
    return _SIGNS.sub(r"\\\g<0>", visible(text))


def _guarded(line: str) -> str:
    """A line that begins like a heading, a rule or an item, and is none."""
    return re.sub(r"^(\d*)([+=.)-])", r"\1\\\2", line)
