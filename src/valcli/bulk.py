"""A stream of names to JSON lines, as fast as the interpreter allows: from what `kept.py` made ready.

It answers as `batch.Batch` does, byte for byte; `tests/test_bulk.py` proves it. Names that
are not plain, and those made of several, are left to a `Batch`.
"""

import io
import re
import sys
import zlib

from valcli import shelf
from valcli.errors import DAMAGED, FactsProblem
from valcli.fold import bare_forms, fold, ladder, parts, singular
from valcli.lines import name_of, read_lines
from valcli.outcome import Streamed, Written

TYPE_CHECKING = False  # the same as typing's, whose import would cost as much as a thousand names
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from sqlite3 import Connection
    from typing import TypeVar

    from valcli.batch import Batch

    K = TypeVar("K")
    V = TypeVar("V")
# what stands behind the typed name: the parts of its head between which the rung stands, numbers of its
# body and tail, whether it counts as answered, and how strict it is
Line = tuple[tuple[bytes, ...], int, int, int, int]
# the same, ready to be written: the name and its head, body, tail
Behind = tuple[bytes, bytes, bytes, int, int]
Met = tuple[Line, bytes]  # a line, and the rung on which the name was met
Step = tuple[int, int, str]  # a rung, which form of the head stands on it, and what is left of the ending

_REMEMBERED = 16_000  # of each sort of thing; what comes later pushes all of it out
_MANY = 100_000  # more kept lines than this are read one by one
_PLAIN = re.compile(rb"[ !#-\[\]-~]{1,200}")  # printable ASCII that JSON writes as it is
_FIRST, _LAST = re.compile(rb" (?=\d)"), re.compile(rb".*(?= \d)")
# heads whose three forms are told apart, and that no rung changes; the last word of one has less than three letters
_LONG, _SHORT = "qqq-qqq-qqq", "qqq-qqq-qq"
_BEYOND = 99  # milder than every level
_UNKNOWN, _WHOLE = 0, -1  # instead of the number of a body: nothing is met; the line is in its head, with the name
_ROWS = "SELECT key, met, head, body, tail, answered, strictness FROM line"


class Bulk:
    """Answers a stream of names: iterate over the pieces once, then read `summary`, like a `Batch`."""

    def __init__(self, store: "Connection", lines: io.BufferedIOBase, slow: "Callable[[], Batch]") -> None:
        self.asked = 0
        self.answered = 0
        self.strictest = _BEYOND
        self._lines = lines
        self._slow = slow
        self._batch: Batch | None = None
        self._start = _meta(store, "line_start")
        self._unknown: Met = ((_meta(store, "line_unknown"),), _UNKNOWN, 0, 0, _BEYOND), b""
        self._rows = _all_rows(store)
        self._pieces = _Pieces(store)
        self._known: dict[bytes, Behind] = {}  # by the name as it was typed
        self._heads: dict[bytes, _Head] = {}  # both as they were typed
        self._endings: dict[bytes, _Ending] = {}

    def __iter__(self) -> "Iterator[list[bytes]]":
        with self._lines:
            for lines in read_lines(self._lines):
                yield self._answered(lines)

    def summary(self) -> str:
        """One line about the whole run."""
        names = "1 name" if self.asked == 1 else f"{self.asked:,} names"
        return f"valcli: {names}, {self.answered:,} answered, {self.asked - self.answered:,} not\n"

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
        written = _roomy(self._known)[asked] = head, pieces[body], pieces[tail], counts, strictness
        return written

    def _line(self, asked: bytes) -> Met:
        if not _PLAIN.fullmatch(asked) or not (folded := fold(asked.decode())):
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
        key = (
            head.lower().decode() if head.isalnum() and head.isascii() else fold(head.decode()) if _PLAIN.fullmatch(head) else ""
        )
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
        _roomy(self._heads)[head] = made
        return made

    def _ending(self, ending: bytes) -> "_Ending":
        made = _Ending(ending)
        _roomy(self._endings)[ending] = made
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


class _Ending:
    """What the ladder makes of an ending: behind a head with a long last word, and with a short one."""

    __slots__ = ("_ending", "_short", "gone", "is_shortened", "long")

    def __init__(self, ending: bytes) -> None:
        self._ending = ending
        self._short: list[Step] | None = None  # few names need it
        self.long = _left_of(_LONG, ending)
        rung = next((rung for rung, _, rest in self.long if not rest), 0)
        self.gone = b"%d" % rung if rung else b""
        self.is_shortened = rung > 3

    def short(self) -> list[Step]:
        """The steps behind a head with a short last word."""
        if self._short is None:
            self._short = _left_of(_SHORT, self._ending)
        return self._short


class _Pieces(dict[int, bytes]):
    """Bodies and tails by their numbers; those of one blob are unpacked together."""

    def __init__(self, store: "Connection") -> None:
        super().__init__()
        self._store = store

    def __missing__(self, number: int) -> bytes:
        (blob,) = self._store.execute("SELECT blob FROM piece WHERE id = ?", (number,)).fetchone()
        whole = zlib.decompress(self._store.execute("SELECT packed FROM blob WHERE id = ?", (blob,)).fetchone()[0])
        _roomy(self)
        for one, start, stop in self._store.execute("SELECT id, start, stop FROM piece WHERE blob = ?", (blob,)):
            self[one] = whole[start:stop]
        return self[number]


class _Unread(dict[str, list[tuple[int, Line]]]):
    """Kept lines that are too many for the memory: the store is asked for each."""

    def __init__(self, store: "Connection") -> None:
        super().__init__()
        self._store = store

    def __contains__(self, key: object) -> bool:
        return True

    def get(self, key: str, _: object = None) -> list[tuple[int, Line]]:
        found = self._store.execute(f"{_ROWS} WHERE key = ?", (key,))
        return [(met, (tuple(head.encode().split(shelf.OPEN)), *rest)) for _, met, head, *rest in found]


def _all_rows(store: "Connection") -> dict[str, list[tuple[int, Line]]]:
    """Every kept line by its key, with how it is met; of very many, none is read before it is asked for."""
    rows: dict[str, list[tuple[int, Line]]] = {}
    for key, met, head, body, tail, answered, strictness in store.execute(f"{_ROWS} LIMIT ?", (_MANY + 1,)):
        row = met, (tuple(head.encode().split(shelf.OPEN)), body, tail, answered, strictness)
        if key in rows:
            rows[key].append(row)
        else:
            rows[key] = [row]
    return rows if len(rows) < _MANY else _Unread(store)


def _left_of(probe: str, ending: bytes) -> list[Step]:
    """The steps of an ending behind a head; none when it changes the head."""
    forms = (probe, *bare_forms(probe))
    steps: list[Step] = []
    for rung, key in ladder(f"{probe} {fold(ending.decode())}") if _PLAIN.fullmatch(ending) else ():
        form = next((number for number, form in enumerate(forms) if key.startswith(form)), None)
        if form is None:
            return []
        steps.append((rung, form, key[len(forms[form]) :]))
    return steps


def _meta(store: "Connection", key: str) -> bytes:
    return bytes(store.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()[0].encode())


def _roomy(memory: "dict[K, V]") -> "dict[K, V]":
    """The memory, emptied when it is full, so that a stream of any length needs no more than a short one."""
    if len(memory) >= _REMEMBERED:
        memory.clear()
    return memory


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
