"""A stream of names to JSON lines, as fast as the interpreter allows: from what `kept.py` made ready.

It answers as `batch.Batch` does, byte for byte; `tests/test_bulk.py` proves it. Names that
are not plain, and those made of several, are left to a `Batch`.
"""

import io
import re
import sys

from valcli import shelf
from valcli.endings import PLAIN, Ending
from valcli.errors import DAMAGED, FactsProblem
from valcli.fold import bare_forms, fold, ladder, parts, singular
from valcli.kept_lines import Line, Pieces, all_rows, meta, roomy
from valcli.lines import name_of, read_lines, summary_of
from valcli.outcome import Streamed, Written

TYPE_CHECKING = False  # the same as typing's, whose import would cost as much as a thousand names
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from sqlite3 import Connection

    from valcli.batch import Batch

# a line that is ready to be written: the name and its head, body, tail, then what it counts as
Behind = tuple[bytes, bytes, bytes, int, int]
Met = tuple[Line, bytes]  # a line, and the rung on which the name was met

_FIRST, _LAST = re.compile(rb" (?=\d)"), re.compile(rb".*(?= \d)")
_BEYOND = 99  # milder than every level
_UNKNOWN, _WHOLE = 0, -1  # instead of the number of a body: nothing is met; the line is in its head, with the name


class Bulk:
    """Answers a stream of names: iterate over the pieces once, then read `summary`, like a `Batch`."""

    def __init__(self, store: "Connection", lines: io.BufferedIOBase, slow: "Callable[[], Batch]") -> None:
        self.asked = 0
        self.answered = 0
        self.strictest = _BEYOND
        self._lines = lines
        self._slow = slow
        self._batch: Batch | None = None
        self._start = meta(store, "line_start")
        self._unknown: Met = ((meta(store, "line_unknown"),), _UNKNOWN, 0, 0, _BEYOND), b""
        self._rows = all_rows(store)
        self._pieces = Pieces(store)
        self._known: dict[bytes, Behind] = {}  # by the name as it was typed
        self._heads: dict[bytes, _Head] = {}  # both as they were typed
        self._endings: dict[bytes, Ending] = {}

    def __iter__(self) -> "Iterator[list[bytes]]":
        with self._lines:
            for lines in read_lines(self._lines):
                yield self._answered(lines)

    def summary(self) -> str:
        """One line about the whole run."""
        return summary_of(self.asked, self.answered)

    def _answered(self, lines: list[bytes]) -> list[bytes]:
        """The pieces of the lines about some names."""
        made: list[bytes] = []
        number, answered, strictest = self.asked, self.answered, self.strictest
        start, known = self._start, self._known
        for asked in lines:
            number += 1
            head, body, tail, counts, strictness = known.get(asked) or self._written(asked)
            made += (b"%b%d" % (start, number), head, body, tail)
            answered += counts
            if strictness < strictest:
                strictest = strictness
        self.asked, self.answered, self.strictest = number, answered, strictest
        return made

    def _written(self, asked: bytes) -> Behind:
        """What stands behind the number of a line; remembered, except for what is not known."""
        (parts, body, tail, counts, strictness), rung = self._ended(asked) or self._line(asked)
        if body == _WHOLE:
            return b",%b" % parts[0], b"", b"", counts, strictness
        head = b',"asked":"%b"%b' % (asked, rung.join(parts))
        if body == _UNKNOWN:
            return head, b"", b"", counts, strictness
        pieces = self._pieces
        written = roomy(self._known)[asked] = head, pieces[body], pieces[tail], counts, strictness
        return written

    def _line(self, asked: bytes) -> Met:
        if not PLAIN.fullmatch(asked) or not (folded := fold(asked.decode())):
            return self._made(asked)
        if folded.isalpha():  # one word: nothing can be dropped but the ending of a plural
            found = (self._met(folded, 1) or self._met(folded, 2)) if folded in self._rows else None
            if found is None and folded[-1] == "s":
                found = self._met(singular(folded), 5)
            if found is None:
                return self._unknown
        else:
            found = self._met(folded, 1) or self._climbed(folded)
            if found is None:
                pieces = parts(folded)
                if len(pieces) > 1 and all(map(self._climbed, pieces)):
                    return self._made(asked)
                found = self._family(folded)
            if found is None:
                return self._unknown
        return found

    def _climbed(self, folded: str) -> Met | None:
        return next((found for rung, key in ladder(folded) if (found := self._met(key, rung))), None)

    def _family(self, folded: str) -> Met | None:
        """The question about a brand, for a pack of it that is not known; nothing else that is known may stand there."""
        words = (bare_forms(folded) or [""])[-1].split()
        for end in range(len(words) - 1, 0, -1):
            key = " ".join(words[:end])
            if any(met & shelf.FAMILY for met, _ in self._rows.get(key, ())):
                return None if any(map(self._climbed, words[end:])) else self._met(key, 2)
        return None

    def _ended(self, asked: bytes) -> Met | None:
        """The answer for a known name before a strength and what follows it, which is read once for all names."""
        found = _LAST.match(asked)
        if found is None:
            return None
        place = found.end()
        head = self._heads.get(asked[:place]) or self._head(asked[:place])
        first = _FIRST.search(asked)
        if first and not head.is_name:  # that was not the first number behind the name
            place = first.start()
            head = self._heads.get(asked[:place]) or self._head(asked[:place])
        ending = self._endings.get(asked[place:]) or self._ending(asked[place:])
        if head.alone:  # nothing is met before the whole ending is gone
            line = head.alone[ending.is_shortened]
            return (line, ending.gone) if line and ending.gone else None
        rows = self._rows
        for rung, form, rest in ending.long if head.is_long else ending.short():
            key = head.forms[form] + rest
            if key in rows and (met := self._met(key, rung)):
                return met
        return None

    def _head(self, head: bytes) -> "_Head":
        key = head.lower().decode() if head.isalnum() and head.isascii() else fold(head.decode()) if PLAIN.fullmatch(head) else ""
        kind = 0
        for met, _ in self._rows.get(key, ()):
            kind |= met
        is_bare = key.replace(" ", "").isalnum()
        if not kind & shelf.STEADY:
            made = _Head((), (), is_long=True)
        elif is_bare and kind & shelf.ALONE and kind & shelf.LONG:
            silent = self._unknown[0] if kind & shelf.SILENT else None
            made = _Head((), (self._line_of(key, shelf.BARE), self._line_of(key, shelf.SHORTENED) or silent), is_long=True)
        else:
            bare = [key] if is_bare else bare_forms(key)
            made = _Head((key, bare[0], bare[-1]), (), is_long=bool(kind & shelf.LONG))
        roomy(self._heads)[head] = made
        return made

    def _ending(self, ending: bytes) -> Ending:
        made = Ending(ending)
        roomy(self._endings)[ending] = made
        return made

    def _met(self, key: str, rung: int) -> Met | None:
        """The kept line for a key on a rung."""
        line = self._line_of(key, shelf.WRITTEN if rung == 1 else shelf.BARE if rung <= 3 else shelf.SHORTENED)
        return (line, b"%d" % rung) if line else None

    def _line_of(self, key: str, wanted: int) -> Line | None:
        for met, line in self._rows.get(key, ()):
            if met & wanted:
                return line
        return None

    def _made(self, asked: bytes) -> Met:
        """The line of what is not plain, or has no kept answer."""
        self._batch = self._batch or self._slow()
        made = self._batch.made(name_of(asked))
        return ((made.text.encode(),), _WHOLE, 0, int(made.answered), made.strictness), b""


class _Head:
    """A name before an ending: what stands for it on the rungs, or its two lines where nothing else can be met."""

    __slots__ = ("alone", "forms", "is_long", "is_name")

    def __init__(self, forms: tuple[str, ...], alone: tuple[Line | None, ...], *, is_long: bool) -> None:
        self.is_name = bool(forms or alone)
        self.forms = forms or ("\0",) * 3  # what nothing is kept for
        self.alone = alone
        self.is_long = is_long


def open_bulk(lines: "Callable[[], io.BufferedIOBase]") -> Bulk | None:
    """A stream of names for the shipped facts in all countries, or None where they are not compiled.

    Raises:
        FactsProblem: when they are compiled and not, byte for byte, what was built.

    """
    store = shelf.opened()
    if store is not None and not shelf.is_whole(shelf.STORE):
        raise FactsProblem(DAMAGED)
    return Bulk(store, lines(), _slow) if store is not None else None


def serve(words: list[str]) -> Written | None:
    """Answer `interactions - --format jsonl`, or `--from FILE` for `-`, without Typer; None for any other request."""
    file = words[2] if words[1:2] == ["--from"] and len(words) == 5 else None
    if file is None and (words[1:2] != ["-"] or len(words) != 4):
        return None
    try:
        bulk = open_bulk(lambda: _stream(file))
    except (FactsProblem, OSError):
        return None  # the long way says it
    return Streamed(bulk, "jsonl").written() if bulk else None


def _stream(file: str | None) -> io.BufferedIOBase:
    if file is not None:
        return open(file, "rb")  # noqa: PTH123  closed at its end; pathlib costs as much as a thousand names
    if sys.__stdin__ is None:
        raise OSError
    return sys.__stdin__.buffer  # type: ignore[return-value]  # typeshed says no more of it than that it reads bytes


def _slow() -> "Batch":
    """What makes the answers that are not kept."""
    from valcli.batch import Batch
    from valcli.options import ALL_COUNTRIES
    from valcli.output import Look
    from valcli.store import open_facts

    return Batch(open_facts(None), io.BytesIO(), "jsonl", ALL_COUNTRIES, Look())
