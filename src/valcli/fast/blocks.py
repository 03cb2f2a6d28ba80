"""The blocks of a page as one string, to be kept and laid out later for a screen."""

from collections.abc import Iterable, Iterator

from valcli.output.page import document
from valcli.output.page.document import Block, Gap, Span, Table
from valcli.text.printable import visible

# control characters that no text of a page holds
_FIELD, _BLOCK = "\x1f", "\x1e"


def kept(blocks: Iterable[Block]) -> str:
    """Of each block its kind, what it has beside its text, then role and text of its spans."""
    return _BLOCK.join(_FIELD.join(_cells(block)) for block in blocks)


def unkept(page: str) -> Iterator[Block]:
    """The blocks that `kept` was given."""
    for line in page.split(_BLOCK):
        name, own, *cells = line.split(_FIELD)
        kind = getattr(document, name)
        spans = tuple(map(Span, cells[1::2], cells[::2]))
        values = {"spans": spans, "depth": int(own) if own.isdigit() else 0, "label": own, "mark": own}
        yield kind(**{field: values[field] for field in kind._fields})


def _cells(block: Block) -> Iterator[str]:
    yield type(block).__name__
    yield str(next((getattr(block, field) for field in block._fields if field != "spans"), ""))
    for span in () if isinstance(block, Gap | Table) else block.spans:  # a kept page has no table
        yield span.role
        yield visible(span.text)
