"""Bytes -> lines -> names, as they come."""

import codecs
import os

from valcli.cli import hints
from valcli.errors import UsageProblem

TYPE_CHECKING = False
if TYPE_CHECKING:
    import io
    from collections.abc import Iterator


LONGEST = 65_536  # far beyond any name; the rest of such a line is read and dropped
ENDLESS = 1 << 24  # bytes without the end of a line: no list, but a device or a file of something else
_CHUNK = 60_000


class Lines:
    """Names, one a line: iterate for lists of names, each with the cells that are passed through with it: none.

    `notes` says afterwards what looked wrong.
    """

    kept: "tuple[str, ...]" = ()

    def __init__(self, stream: "io.BufferedIOBase") -> None:
        self._stream = stream
        self.notes: list[str] = []

    def __iter__(self) -> "Iterator[list[tuple[str, tuple[str, ...]]]]":
        is_first = True
        with self._stream:
            for lines in read_lines(self._stream):
                if is_first:
                    self.notes += [
                        note for note in (hints.of_bytes(lines) or hints.of_ends(lines) or hints.of_table(lines),) if note
                    ]
                    is_first = False
                yield [(name, ()) for name in map(name_of, lines)]


def read_lines(stream: "io.BufferedIOBase") -> "Iterator[list[bytes]]":
    """The lines without their ends, as many at once as have come so far.

    A first byte-order mark and carriage returns at the ends are dropped; a line that is far too long is cut.

    Raises:
        UsageProblem: when a line does not end.

    """
    pending = b""
    read = done = 0  # bytes of the line that has not ended, and lines that have
    is_first = True
    while chunk := _read(stream):
        if is_first:
            while len(chunk) < len(codecs.BOM_UTF8) and codecs.BOM_UTF8.startswith(chunk) and (more := _read(stream)):
                chunk += more
            chunk = chunk.removeprefix(codecs.BOM_UTF8)
            is_first = False
        block, end, rest = (pending + chunk).rpartition(b"\n")
        if end:
            lines = _lines(block)
            done += len(lines)
            yield lines
        read = len(rest) if end else read + len(chunk)
        if read > ENDLESS:
            raise UsageProblem(f"line {done + 1:,} of the input does not end within {ENDLESS:,} bytes; give names, one a line")
        pending = rest[:LONGEST]
    if pending:
        yield _lines(pending)


def _read(stream: "io.BufferedIOBase") -> bytes:
    """What has come; empty at the end alone, also where somebody else made the stream non-blocking."""
    try:
        waits = not os.get_blocking(stream.fileno())
    except (OSError, ValueError):  # a stream in memory
        waits = False
    if waits:
        import select  # as rare as it is slow to load

        select.select([stream], [], [])
    return stream.read1(_CHUNK)


def name_of(line: bytes) -> str:
    """A line as a name; bytes that are no UTF-8 stay visible."""
    return line.decode("utf-8", "surrogateescape")


def summary_of(asked: int, answered: int) -> str:
    """One line about a whole run."""
    names = "1 name" if asked == 1 else f"{asked:,} names"
    return f"valcli: {names}, {answered:,} answered, {asked - answered:,} not\n"


def _lines(block: bytes) -> list[bytes]:
    lines = block.split(b"\n")
    if b"\r" in block or len(block) > LONGEST:
        return [line[:LONGEST].rstrip(b"\r") for line in lines]
    return lines
