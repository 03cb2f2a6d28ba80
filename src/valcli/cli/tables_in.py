"""A table with a header -> the names in one column, as they come, with cells of other columns beside them."""

import csv
import io
from collections.abc import Iterator, Sequence

from valcli.cli import hints
from valcli.cli.names_in import LONGEST, name_of, read_lines
from valcli.errors import UsageProblem
from valcli.text.printable import shortened
from valcli.text.slips import did_you_mean

_MOST_NAMED = 40  # columns in an error


class Column:
    """One column of a CSV or TSV: iterate for lists of names, each with the cells of the columns in `kept`.

    Commas or tabs are told by the header. Row n below the header is name n; what is missing in a short row is empty.

    Raises:
        UsageProblem: when there is no such column, or what comes is no table.

    """

    def __init__(self, stream: io.BufferedIOBase, column: str, kept: Sequence[str] = ()) -> None:
        self.kept = tuple(kept)
        self.notes: list[str] = []
        self._stream = stream
        self._begin_count()
        try:
            if stream.seekable():
                self._try_quotes(column)
            self._blocks = read_lines(stream)
            self._begin((column, *kept))
        except BaseException:
            stream.close()
            raise

    def __iter__(self) -> Iterator[list[tuple[str, tuple[str, ...]]]]:
        with self._stream:
            yield self._named(self._first)
            for block in self._blocks:
                yield self._named(self._rows(block))
            self._end()

    def _begin_count(self) -> None:
        self._open = ""  # a row whose quotes are not closed yet
        self._count = -1  # rows that were read; the header is row 0

    def _try_quotes(self, column: str) -> None:
        """Look at the quotes of a file first, so that nothing is answered of a table that is broken."""
        start = self._stream.tell()
        self._separator = ""
        for block in read_lines(self._stream):
            self._separator = self._separator or _separator(_header(block), column)
            if not self._open and not any(b'"' in line or len(line) >= LONGEST for line in block):
                self._count += len(block)
                continue
            for _ in self._records(block):
                pass
        self._end()
        self._stream.seek(start)
        self._begin_count()

    def _end(self) -> None:
        if self._open:
            raise UsageProblem(f"a quote in row {self._count + 1:,} of the table is never closed")

    def _begin(self, wanted: Sequence[str]) -> None:
        """Read the header, and find the columns."""
        rows: list[list[str]] = []
        block = next(self._blocks, [])
        header = _header(block)
        self._separator = _separator(header, wanted[0])
        while block and not (rows := self._rows(block)):
            block = next(self._blocks, [])
        columns, self._first = (rows[0], rows[1:]) if rows else ([], [])
        self._places = [_place(name, columns, header) for name in wanted]

    def _named(self, rows: list[list[str]]) -> list[tuple[str, tuple[str, ...]]]:
        name, *kept = self._places
        longest = max(self._places)
        full = (row if len(row) > longest else row + [""] * (longest + 1 - len(row)) for row in rows)
        return [(row[name], tuple([row[place] for place in kept])) for row in full]

    def _rows(self, block: list[bytes]) -> list[list[str]]:
        """The rows that end in these lines."""
        before = max(self._count, 0)
        try:
            return list(csv.reader(self._records(block), delimiter=self._separator))
        except csv.Error as error:
            raise UsageProblem(f"the table can't be read after row {before:,}: {error}") from error

    def _records(self, block: list[bytes]) -> Iterator[str]:
        """The rows that end in these lines, as they are written."""
        for data in block:
            if len(data) >= LONGEST:  # it may have been cut, and a cell that was cut off would pass for an empty one
                where = f"row {self._count + 1:,}" if self._count >= 0 else "the header"
                raise UsageProblem(f"{where} of the table has a line of {LONGEST:,} bytes or more")
            line = name_of(data)
            record = f"{self._open}\n{line}" if self._open else line
            self._open = record if '"' in record and _is_open(record, self._separator) else ""
            if len(self._open) > LONGEST:
                self._end()
            if not self._open:
                self._count += 1
                yield record


def _header(block: list[bytes]) -> str:
    """The first line, unless it shows that what comes is no table."""
    if told := hints.of_bytes(block) or hints.of_ends(block):
        raise UsageProblem(f"the table can't be read: {told}")
    return name_of(block[0]) if block else ""


def _is_open(record: str, separator: str) -> bool:
    """Whether a row ends inside a cell in quotes, so that the next line belongs to it."""
    at = 0
    while True:
        if record.startswith('"', at):
            end = record.find('"', at + 1)
            while end >= 0 and record.startswith('"', end + 1):
                end = record.find('"', end + 2)
            if end < 0:
                return True
            at = end + 1
        at = record.find(separator, at) + 1
        if not at:
            return False


def _separator(header: str, column: str) -> str:
    """What stands between cells: that by which the header has the column; else tabs where there are any."""
    for mark in hints.USED:
        if column in next(csv.reader([header], delimiter=mark), []):
            return mark
    return "\t" if "\t" in header else ","


def _place(name: str, columns: list[str], header: str) -> int:
    if columns.count(name) > 1:
        raise UsageProblem(f"the table has {columns.count(name)} columns '{shortened(name)}'; give them names of their own")
    if name in columns:
        return columns.index(name)
    told = ", ".join(shortened(column) for column in columns[:_MOST_NAMED]) or "none: there is no header"
    more = ", ..." if len(columns) > _MOST_NAMED else "."
    near = did_you_mean(name, columns) if len(columns) > 1 else ""
    raise UsageProblem(f"the table has no column '{shortened(name)}'.{near} Columns: {told}{more}{hints.of_separator(header)}")
