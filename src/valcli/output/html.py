"""HTML: one page for a screen and for paper that needs nothing else. No script runs in it, and nothing is loaded.

The words are those of the text form. Signs (a shape for a level, a row of small figures) stand beside the words and
never in their place.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from valcli.answers.types import Answer
from valcli.output.look import Look
from valcli.output.page.document import Blank, Block, Bullet, Gap, Heading, Inline, Labelled, Paragraph, Reference, Span, Table
from valcli.output.page.outline import Levelled, outlined, said
from valcli.output.page.pages import body, closing
from valcli.output.signs import level_sign, people, shapes
from valcli.text.printable import visible

_STYLE = Path(__file__).with_name("page.css")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})
_SIZES = ("usual", "large", "very large")
_MANY, _SHORT = 6, 140  # items of a list, and characters of an item
_MARK = re.compile(r"(\d+)([a-z]*)")
_STRONG = ("label", "headline", "title", "number", "urgency", "closing", "verdict")
# what the browser itself is told: to load nothing, from anywhere
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def write(answer: Answer, look: Look) -> str:
    """The page for an answer."""
    context = answer.context
    blocks = outlined(body(answer, clinical=look.clinical), context.title)
    first = next(said(block.spans) for block, level in blocks if level == 1 and isinstance(block, Heading))
    title = first if context.title in first else f"{first}: {context.title}"
    parts = (
        "<!doctype html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        f"<title>{_escaped(title)}</title>",
        f"<style>\n{_STYLE.read_text(encoding='utf-8').strip()}\n</style>",
        "</head>",
        "<body>",
        shapes(),
        _sizes(),
        "<main>",
        *_Body(blocks).lines(),
        "</main>",
        f'<footer><p class="closing">{_inline(closing(context).spans, frozenset())}</p></footer>',
        "</body>",
        "</html>",
    )
    return "\n".join(parts) + "\n"


def _sizes() -> str:
    """Three sizes of print, for the screen and for paper, to be chosen without a script."""
    made = [
        f'<label><input type="radio" name="size" id="size-{number}"{" checked" if number == 0 else ""}> {size}</label>'
        for number, size in enumerate(_SIZES)
    ]
    return f'<header><fieldset class="sizes"><legend>Size of print</legend> {" ".join(made)}</fieldset></header>'


class _Body:
    """Blocks as nested sections, lists and pairs."""

    def __init__(self, blocks: Sequence[Levelled]) -> None:
        self._blocks = [(block, level) for block, level in blocks if not isinstance(block, Gap)]
        # headlines that belong to the heading right below them
        self._leads = {id(one.block) for one, behind in pairwise(blocks) if behind.level > 1 and _is_headline(one.block)}
        self._open: list[int] = []  # levels of the sections that are open
        self._in_pair = False  # a label and what stands behind it
        self._list = ""  # the element that holds the blocks of one kind
        self._cited = frozenset(block.mark.strip("[]") for block, _ in blocks if isinstance(block, Reference))

    def lines(self) -> Iterator[str]:
        """The lines inside `main`."""
        for number, (block, level) in enumerate(self._blocks):
            yield from self._turned(number, block)
            if isinstance(block, Labelled) and block.label:
                yield "</div>\n<div>" if self._in_pair else "<div>"
                self._in_pair = True
            if id(block) in self._leads:
                heading, below = self._blocks[number + 1]
                yield from self._section(heading, below)
            if isinstance(block, Heading):
                yield from self._heading(number, block, level)
            else:
                yield self._line(block)
        yield from self._close_list()
        yield from self._close(0)

    def _heading(self, number: int, block: Heading, level: int) -> Iterator[str]:
        is_opened = number > 0 and id(self._blocks[number - 1][0]) in self._leads
        if level > 1 and not is_opened:
            yield from self._section(block, level)
        yield f"<h{level}>{self._inline(block.spans)}</h{level}>"

    def _section(self, block: Block, level: int) -> Iterator[str]:
        """A section for a heading, with the class of what the heading is."""
        yield from self._close(level)
        role = next((span.role for span in block.spans if span.role), "") if isinstance(block, Heading) else ""
        self._open.append(level)
        yield f'<section class="{_class(role)}">'

    def _turned(self, number: int, block: Block) -> Iterator[str]:
        """Closes the list that ends before a block, and opens the one that begins with it."""
        wanted = {Bullet: "ul", Labelled: "dl", Blank: "blanks", Reference: "refs"}.get(type(block), "")
        if wanted == self._list:
            return
        yield from self._close_list()
        self._list = wanted
        if wanted == "refs":
            if not isinstance(self._blocks[number - 1][0], Heading):  # a list of sources without a heading of its own
                yield from self._close(0)
            yield '<ul class="refs">'
        elif wanted == "blanks":
            yield '<div class="blanks">'
        elif wanted == "ul" and self._is_short(number):
            yield '<ul class="short">'
        elif wanted:
            yield f"<{wanted}>"

    def _is_short(self, number: int) -> bool:
        """Whether the items of a list are short lines, which stand in two columns on paper."""
        items = []
        for block, _ in self._blocks[number:]:
            if not isinstance(block, Bullet):
                break
            items.append(len(said(block.spans)))
        return len(items) >= _MANY and max(items) <= _SHORT

    def _close_list(self) -> Iterator[str]:
        if self._in_pair:
            yield "</div>"
        self._in_pair = False
        if self._list:
            yield {"ul": "</ul>", "dl": "</dl>", "blanks": "</div>", "refs": "</ul>"}[self._list]
        self._list = ""

    def _close(self, level: int) -> Iterator[str]:
        while self._open and self._open[-1] >= level:
            self._open.pop()
            yield "</section>"

    def _line(self, block: Block) -> str:
        match block:
            case Bullet(spans=spans):
                return f"<li>{self._inline(spans)}</li>"
            case Labelled(label=label, spans=spans):
                head = f"<dt>{_escaped(label)}</dt> " if label else ""
                return f"{head}<dd>{self._inline(spans)}</dd>"
            case Reference(mark=mark, spans=spans):
                return f'<li id="source-{mark.strip("[]")}"><span class="mark">{_escaped(mark)}</span> {self._inline(spans)}</li>'
            case Blank(label=label):
                return f'<p class="blank"><strong>{_escaped(label)}:</strong> <span class="rule"></span></p>'
            case Paragraph(spans=spans):
                return f"<p>{self._inline(spans)}</p>"
            case Table(rows=rows):
                return f"<table>{''.join(map(self._row, rows))}</table>"
            case _:
                return ""

    def _row(self, cells: Sequence[Inline]) -> str:
        """A row is headed by the cell that names its thing."""
        made = []
        for cell in cells:
            is_head = any(span.role == "label" for span in cell)
            made.append(f'<th scope="row">{self._inline(cell)}</th>' if is_head else f"<td>{self._inline(cell)}</td>")
        return f"<tr>{' '.join(made)}</tr>"  # the blank parts the words for whoever reads the text alone

    def _inline(self, spans: Inline) -> str:
        return _inline(spans, self._cited)


def _is_headline(block: Block) -> bool:
    return isinstance(block, Paragraph) and all(span.role == "headline" for span in block.spans)


def _inline(spans: Inline, cited: frozenset[str]) -> str:
    made = ""
    shares = [place for place, span in enumerate(spans) if span.role.startswith("share.")]
    for place, span in enumerate(spans):
        shown = _span(span, cited) if span.text else ""
        # a figure is one line, with its source and its full stop
        if place in shares:
            shown = f'<span class="share">{people(span.role, _escaped(span.text))}<span>{shown}'
        made += shown
        if any(place == _end(spans, share) for share in shares):
            made += "</span></span>"
    return made


def _end(spans: Inline, share: int) -> int:
    """The place of the last span that belongs to a figure."""
    end = share
    while end + 1 < len(spans) and (spans[end + 1].role == "mark" or spans[end + 1].text == "."):
        end += 1
        if spans[end].text == ".":
            break
    return end


def _span(span: Span, cited: frozenset[str]) -> str:
    shown, role = _escaped(span.text), span.role
    kind = role.partition(".")[0]
    if kind == "mark":
        return f'<span class="mark">{_linked(shown, cited)}</span>'
    if kind in ("strictness", "unanswered"):
        return f'<span class="{_class(role)} level">{level_sign(role)}{shown}</span>'
    if kind in _STRONG:
        return f'<strong class="{_class(role)}">{shown}</strong>'
    return shown


def _linked(mark: str, cited: frozenset[str]) -> str:
    """The numbers of sources lead to their lines at the end of the page."""

    def link(found: re.Match[str]) -> str:
        number = found.group(1)
        return f'<a href="#source-{number}">{found.group()}</a>' if number in cited else found.group()

    return _MARK.sub(link, mark) if re.fullmatch(r" ?\[[\da-z,]+\] ?", mark) else mark


def _class(role: str) -> str:
    return role.replace(".", "-") or "plain"


def _escaped(text: str) -> str:
    return visible(text).translate(_ENTITIES)
