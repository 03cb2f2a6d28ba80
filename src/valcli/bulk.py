"""A stream of names to JSON lines, as fast as the interpreter allows: from what `kept.py` made ready.

It answers as `batch.Batch` does, byte for byte; `tests/test_bulk.py` proves it. Names that
are not plain, and those made of several, are left to a `Batch`.
"""

import io
import re
import sys
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar, cast

from valcli import shelf
from valcli.errors import DAMAGED, FactsProblem
from valcli.fold import bare_forms, fold, ladder, parts, singular
from valcli.lines import name_of, read_lines
from valcli.outcome import Streamed, Written

if TYPE_CHECKING:
    from sqlite3 import Connection

    from valcli.batch import Batch

K = TypeVar("K")
V = TypeVar("V")
Row = tuple[int, str, int, int, int, int]  # how it is met, head, body, tail, answered, strictness

_REMEMBERED = 40_000  # of each sort of thing; what comes later pushes all of it out
_MANY = 100_000  # more kept lines than this are read one by one
_PLAIN = re.compile(rb"[ !#-\[\]-~]{1,200}")  # printable ASCII that JSON writes as it is
_ENDING = re.compile(rb" (?=\d)")
# heads whose three forms are told apart, and that no rung changes; the last word of one has less than three letters
_PROBES = ("qqq-qqq-qqq", "qqq-qqq-qq")
_BEYOND = 99  # milder than every level
_ROWS = "SELECT key, met, head, body, tail, answered, strictness FROM line"


class _Line(NamedTuple):
    """What stands behind the typed name, in three pieces, and what it counts as."""

    head: bytes
    body: bytes
    tail: bytes
    answered: int
    strictness: int


class Bulk:
    """Answers a stream of names: iterate over the pieces once, then read `summary`, like a `Batch`."""

    def __init__(self, store: "Connection", lines: io.BufferedIOBase, slow: "Callable[[], Batch]") -> None:
        self.asked = 0
        self.answered = 0
        self.strictest = _BEYOND
        self._store = store
        self._lines = lines
        self._slow = slow
        self._batch: Batch | None = None
        self._start = self._meta("line_start")
        self._unknown = _Line(b"", b"", self._meta("line_unknown"), 0, _BEYOND)
        self._rows = self._all_rows()
        self._pieces: dict[int, bytes] = {}
        self._known: dict[bytes, _Line] = {}  # by the name as it was typed
        self._met_lines: list[dict[str, _Line]] = [{} for _ in range(6)]  # by rung and key
        self._heads: dict[bytes, tuple[str, ...]] = {}  # both as they were typed
        self._endings: dict[bytes, list[list[tuple[int, int, str]]]] = {}

    def __iter__(self) -> Iterator[list[bytes]]:
        with self._lines:
            for lines in read_lines(self._lines):
                yield self._answered(lines)

    def summary(self) -> str:
        """One line about the whole run."""
        names = "1 name" if self.asked == 1 else f"{self.asked:,} names"
        return f"valcli: {names}, {self.answered:,} answered, {self.asked - self.answered:,} not\n"

    def _answered(self, lines: list[bytes]) -> list[bytes]:
        """The pieces of the lines about some names."""
        pieces: list[bytes] = []
        number, answered, strictest = self.asked, self.answered, self.strictest
        start, known = self._start, self._known
        for asked in lines:
            number += 1
            line = known.get(asked) or self._ended(asked) or self._line(asked)
            head, body, tail, counts, strictness = line
            if body:
                pieces += (b'%b%d,"asked":"%b"%b' % (start, number, asked, head), body, tail)
                answered += counts
                if strictness < strictest:
                    strictest = strictness
            elif tail:
                pieces.append(b'%b%d,"asked":"%b"%b' % (start, number, asked, tail))
            else:  # made the slow way, with the name in it
                pieces.append(b"%b%d,%b" % (start, number, head))
                answered += counts
                strictest = min(strictest, strictness)
        self.asked, self.answered, self.strictest = number, answered, strictest
        return pieces

    def _line(self, asked: bytes) -> _Line:
        if not _PLAIN.fullmatch(asked) or not (folded := fold(asked.decode())):
            return self._made(asked)
        if folded.isalpha():  # one word: nothing can be dropped but the ending of a plural
            line = (self._met(folded, 1) or self._met(folded, 2)) if folded in self._rows else None
            if line is None and folded[-1] == "s":
                line = self._met(singular(folded), 5)
            if line is None:
                return self._unknown
        else:
            line = self._met(folded, 1) or self._climbed(folded)
            if line is None:
                pieces = parts(folded)
                if len(pieces) > 1 and all(map(self._climbed, pieces)):
                    return self._made(asked)
                line = self._family(folded)
            if line is None:
                return self._unknown
        _roomy(self._known)[asked] = line
        return line

    def _climbed(self, folded: str) -> _Line | None:
        return next((line for rung, key in ladder(folded) if (line := self._met(key, rung))), None)

    def _family(self, folded: str) -> _Line | None:
        """The question about a brand, for a pack of it that is not known; nothing else that is known may stand there."""
        words = (bare_forms(folded) or [""])[-1].split()
        for end in range(len(words) - 1, 0, -1):
            key = " ".join(words[:end])
            if any(row[0] & shelf.FAMILY for row in self._rows.get(key, ())):
                return None if any(map(self._climbed, words[end:])) else self._met(key, 2)
        return None

    def _ended(self, asked: bytes) -> _Line | None:
        """The answer for a known name before a strength and what follows it, which is read once for all names."""
        found = _ENDING.search(asked)
        if found is None:
            return None
        place = found.start()
        head, ending = asked[:place], asked[place:]
        forms = self._heads.get(head)
        if forms is None:
            forms = self._forms(head)
        steps = self._endings.get(ending)
        if steps is None:
            steps = self._steps(ending)
        rows, met_lines = self._rows, self._met_lines
        for rung, form, rest in steps[len(forms)]:
            key = forms[form] + rest
            if key in rows and (line := met_lines[rung].get(key) or self._met(key, rung)):
                return line
        return None

    def _forms(self, head: bytes) -> tuple[str, ...]:
        """The forms in which a known name stands on the rungs; none when a rung changes more of it.

        One: it has no accents and no punctuation, and no longer name starts with it. Three:
        as it is folded, closed up and spaced out; a fourth, empty one says that its last word is short.
        """
        key = fold(head.decode()) if _PLAIN.fullmatch(head) else ""
        kind = 0
        for row in self._rows.get(key, ()):
            kind |= row[0]
        forms: tuple[str, ...] = ()
        if kind & shelf.STEADY:
            is_bare = key.replace(" ", "").isalnum()
            bare = [key] if is_bare else bare_forms(key)
            forms = (key,) if is_bare and kind & shelf.ALONE else (key, bare[0], bare[-1])
            if not kind & shelf.LONG:
                forms = (key, bare[0], bare[-1], "")
        _roomy(self._heads)[head] = forms
        return forms

    def _steps(self, ending: bytes) -> list[list[tuple[int, int, str]]]:
        """What the ladder makes of an ending, by the number of forms that the head has: 0, 1, 3 or 4.

        A step is a rung, which form of the head stands on it, and what is left of the ending.
        """
        long, short = (self._left_of(probe, ending) for probe in _PROBES)
        # with a name that stands alone nothing is met before the whole ending is gone
        gone: list[tuple[int, int, str]] = [(rung, 0, rest) for rung, _, rest in long if not rest]
        _roomy(self._endings)[ending] = [[], gone[:1], [], long, short]
        return self._endings[ending]

    def _left_of(self, probe: str, ending: bytes) -> list[tuple[int, int, str]]:
        """The steps of an ending behind one head; none when it changes the head."""
        forms = (probe, *bare_forms(probe))
        steps: list[tuple[int, int, str]] = []
        for rung, key in ladder(f"{probe} {fold(ending.decode())}") if _PLAIN.fullmatch(ending) else ():
            form = next((number for number, form in enumerate(forms) if key.startswith(form)), None)
            if form is None:
                return []
            steps.append((rung, form, key[len(forms[form]) :]))
        return steps

    def _met(self, key: str, rung: int) -> _Line | None:
        """The kept line for a key on a rung."""
        if key not in self._rows:
            return None
        line = self._met_lines[rung].get(key)
        if line is None:
            met = shelf.WRITTEN if rung == 1 else shelf.BARE if rung <= 3 else shelf.SHORTENED
            row = next((row for row in self._rows.get(key, ()) if row[0] & met), None)
            if row:
                line = _roomy(self._met_lines[rung])[key] = self._read(row, rung)
        return line

    def _read(self, row: Row, rung: int) -> _Line:
        _, head, body, tail, answered, strictness = row
        return _Line(head.encode().replace(shelf.OPEN, b"%d" % rung), self._piece(body), self._piece(tail), answered, strictness)

    def _piece(self, number: int) -> bytes:
        if number not in self._pieces:
            row = self._store.execute("SELECT packed FROM piece WHERE id = ?", (number,)).fetchone()
            _roomy(self._pieces)[number] = zlib.decompress(row[0])
        return self._pieces[number]

    def _made(self, asked: bytes) -> _Line:
        """The line of what is not plain, or has no kept answer."""
        self._batch = self._batch or self._slow()
        made = self._batch.made(name_of(asked))
        return _Line(made.text.encode(), b"", b"", int(made.answered), made.strictness)

    def _meta(self, key: str) -> bytes:
        return bytes(self._store.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()[0].encode())

    def _all_rows(self) -> "dict[str, list[Row]]":
        """Every kept line by its key; of very many, none is read before it is asked for."""
        rows: dict[str, list[Row]] = {}
        for key, *row in self._store.execute(f"{_ROWS} LIMIT ?", (_MANY + 1,)):
            rows.setdefault(key, []).append(cast(Row, row))
        return rows if len(rows) < _MANY else _Unread(self._store)


class _Unread(dict[str, list[Row]]):
    """Kept lines that are too many for the memory: the store is asked for each."""

    def __init__(self, store: "Connection") -> None:
        super().__init__()
        self._store = store

    def __contains__(self, key: object) -> bool:
        return True

    def get(self, key: str, _: object = None) -> "list[Row]":
        return [cast(Row, row[1:]) for row in self._store.execute(f"{_ROWS} WHERE key = ?", (key,))]


def _roomy(memory: dict[K, V]) -> dict[K, V]:
    """The memory, emptied when it is full, so that a stream of any length needs no more than a short one."""
    if len(memory) >= _REMEMBERED:
        memory.clear()
    return memory


def open_bulk(lines: Callable[[], io.BufferedIOBase]) -> Bulk | None:
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
        return Path(file).open("rb")
    if sys.__stdin__ is None:
        raise OSError
    return cast(io.BufferedIOBase, sys.__stdin__.buffer)


def _slow() -> "Batch":
    """What makes the answers that are not kept."""
    from valcli.batch import Batch
    from valcli.options import ALL_COUNTRIES
    from valcli.output import Look
    from valcli.store import open_facts

    return Batch(open_facts(None), io.BytesIO(), "jsonl", ALL_COUNTRIES, Look())
