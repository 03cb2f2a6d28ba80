"""Pages of the leaflet that are kept ready in the compiled store, and how they are shown."""

import os
import zlib
from collections.abc import Iterable, Iterator

from valcli import stdout
from valcli.cli import terminal
from valcli.output.page.document import Block, Bullet, Gap, Heading, Labelled, Paragraph, Reference, Span
from valcli.output.text import shown
from valcli.store.file import opened
from valcli.text.printable import visible

FORMS = ("text", "screen", "json")
BETWEEN = b"\x1c"  # between the forms of a page about a name
OPEN = b"\0"  # where a page echoes the typed name
_PAGE = "SELECT ready.packed, common.packed, code, crc FROM ready JOIN common ON id = common WHERE key = ?"


def page(form: str, subject: str, typed: list[str]) -> tuple[bytes, int] | None:
    """The page about a subject in a form with the typed name put in, and the exit code.

    None when there is none, or none that can be trusted: the long way then says why.
    """
    store = opened()
    if store is None:
        return None
    is_name = subject.startswith("name ")
    key = subject if is_name else f"{form} {subject}"
    try:
        row = store.execute(_PAGE, (key,)).fetchone()
        made = zlib.decompressobj(zdict=zlib.decompress(row[1])).decompress(row[0]) if row else b""
    except (store.Error, zlib.error, TypeError):
        return None
    if not row or zlib.crc32(made, zlib.crc32(f"{key} {row[2]}".encode())) != row[3]:
        return None
    if is_name:
        made = made.split(BETWEEN)[FORMS.index(form)]
    return made.replace(OPEN, "".join(typed).encode()), row[2]


END = "\x1d"  # between a page and its last line


def dressed(page: bytes) -> bytes:
    """What the long way would write to this terminal for the same request."""
    look = terminal.look(os.environ, terminal=stdout.is_terminal(), clinical=False)
    body, closing = page.decode().split(END)
    return f"{shown(unkept(body), look)}\n{shown(unkept(closing), look)}".encode("utf-8", "backslashreplace")


# control characters that no text of a page holds
_FIELD, _BLOCK = "\x1f", "\x1e"


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
