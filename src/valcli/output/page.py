"""Blocks -> the text of a page, with colour or without; and a page as one string, to be kept and shown later."""

from collections.abc import Iterable, Iterator

from valcli.clean import visible
from valcli.document import Block, Bullet, Document, Gap, Heading, Labelled, Paragraph, Reference, Span
from valcli.output import Look
from valcli.output.layout import lay_out

# control characters that no text of a page holds
_FIELD, _BLOCK = "\x1f", "\x1e"


def shown(blocks: Iterable[Block], look: Look) -> str:
    """The page for a screen, or for a pipe."""
    lines = lay_out(Document(tuple(blocks)), look.width)
    if look.colour:
        from valcli.output.rich_text import coloured

        return coloured(lines)
    return "".join(["".join([visible(text) for text, _ in line]) + "\n" for line in lines])


def kept(blocks: Iterable[Block]) -> str:
    """The blocks as one string: of each its kind, its own text, then role and text of its spans."""
    return _BLOCK.join(_FIELD.join(_cells(block)) for block in blocks)


def unkept(page: str) -> Iterator[Block]:
    """The blocks that `kept` was given."""
    for line in page.split(_BLOCK):
        kind, own, *cells = line.split(_FIELD)
        spans = tuple(map(Span, cells[1::2], cells[::2]))
        match kind:
            case "Heading":
                yield Heading(spans, int(own))
            case "Paragraph":
                yield Paragraph(spans)
            case "Bullet":
                yield Bullet(spans)
            case "Labelled":
                yield Labelled(own, spans)
            case "Reference":
                yield Reference(own, spans)
            case _:
                yield Gap()


def _cells(block: Block) -> Iterator[str]:
    yield type(block).__name__
    match block:
        case Heading(depth=depth):
            yield str(depth)
        case Labelled(label=label):
            yield label
        case Reference(mark=mark):
            yield mark
        case _:
            yield ""
    for span in () if isinstance(block, Gap) else block.spans:
        yield span.role
        yield visible(span.text)
