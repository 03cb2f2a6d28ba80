"""A stream of names to JSON lines, as fast as the interpreter allows: from what `kept.py` made ready.

It answers as `batch.Batch` does, byte for byte; `tests/test_bulk.py` proves it. Names that
are not plain, and those made of several, are left to a `Batch`.
"""

import io
import re
import sys

from valcli import shelf
from valcli.endings import LAST_BARE, LONG, PLAIN, Ending, forms_of, shape_of
from valcli.errors import DAMAGED, FactsProblem
from valcli.fold import MAX_NAME, bare_forms, fold, ladder, parts, singular
from valcli.kept_lines import (
    BEYOND,
    UNGRADED,
    Rests,
    all_names,
    answered_in,
    flags_of,
    grade_of,
    line_in,
    meta,
    roomy,
    strictness_of,
)
from valcli.lines import name_of, read_lines, summary_of
from valcli.outcome import Streamed, Written

TYPE_CHECKING = False  # the same as typing's, whose import would cost as much as a thousand names
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from sqlite3 import Connection

    from valcli.batch import Batch

# a line behind its number: the name with the head, the rest, and its grade, as in `kept_lines`
Line = tuple[bytes, bytes, int]
Behind = Line  # the same without the name

_FIRST, _LAST = re.compile(rb" (?=\d)"), re.compile(rb".*(?= \d)")
_RUNGS = [b"%d" % rung for rung in range(6)]
_PIECES = 4  # of a line: its start up to the thousands of its number, what follows, the name with the head, the rest
_THOUSAND = 1000


class Bulk:
    """Answers a stream of names: iterate over the pieces once, then read `summary`, like a `Batch`."""

    def __init__(self, store: "Connection", lines: io.BufferedIOBase, slow: "Callable[[], Batch]") -> None:
        self.asked = 0
        self.answered = 0
        self.strictest = BEYOND
        self._lines = lines
        self._slow = slow
        self._batch: Batch | None = None
        self._start, behind = (part.encode() for part in meta(store, "line_start").split("%d"))
        # what stands behind the thousands, without them and with them
        self._below = [[form % number + behind for number in range(_THOUSAND)] for form in (b"%d", b"%03d")]
        self._unknown: Behind = meta(store, "line_unknown").encode(), b"", UNGRADED
        self._names = all_names(store)
        self._rests = Rests(store)
        self._known: dict[bytes, Line] = {}  # by the name as it was typed
        self._endings: dict[tuple[str, bytes], Ending] = {}

    def __iter__(self) -> "Iterator[list[bytes]]":
        with self._lines:
            for lines in read_lines(self._lines):
                yield self._answered(lines)

    def summary(self) -> str:
        """One line about the whole run."""
        return summary_of(self.asked, self.answered)

    def _answered(self, asked: list[bytes]) -> list[bytes]:
        """The pieces of the lines about some names."""
        known = self._known
        lines = [known.get(name) or self._line(name) for name in asked]
        fronts, rests, grades = zip(*lines, strict=True)
        pieces = [b""] * (_PIECES * len(lines))
        pieces[0::_PIECES], pieces[1::_PIECES] = self._starts(len(lines))
        pieces[2::_PIECES] = fronts
        pieces[3::_PIECES] = rests
        self.asked += len(lines)
        self.answered += answered_in(grades)
        self.strictest = min(self.strictest, strictness_of(min(grades)))
        return pieces

    def _starts(self, count: int) -> tuple[list[bytes], list[bytes]]:
        """How the next lines start, in two pieces: no number is formatted for one line alone."""
        starts: list[bytes] = []
        below: list[bytes] = []
        number, end = self.asked + 1, self.asked + count + 1
        while number < end:
            thousands, place = divmod(number, _THOUSAND)
            some = min(end - number, _THOUSAND - place)
            starts += [self._start + b"%d" % thousands if thousands else self._start] * some
            below += self._below[bool(thousands)][place : place + some]
            number += some
        return starts, below

    def _line(self, name: bytes) -> Line:
        """The line about a name; remembered, except for what is not known and what is made anew."""
        key = name.lower()
        found = self._met(key, 1)
        if found is None:
            found = (self._word(key) if key.isalpha() else self._pack(key)) if len(key) <= MAX_NAME else None
            if found is None:
                if not PLAIN.fullmatch(name):
                    return self._made(name)
                folded = fold(key.decode())
                found = self._climbed(folded)
                if found is None and (not folded or self._is_joined(folded)):
                    return self._made(name)
                found = found or self._family(folded) or self._unknown
        head, rest, grade = found
        line = name + head, rest, grade
        if found is not self._unknown:
            roomy(self._known)[name] = line
        return line

    def _word(self, key: bytes) -> Behind:
        """The answer about one word: nothing can be dropped but the ending of a plural."""
        found = self._met(key, 2)
        if found is None and key.endswith(b"s"):
            found = self._met(singular(key.decode()).encode(), 5)
        return found or self._unknown

    def _pack(self, key: bytes) -> Behind | None:
        """The answer for a known name before a strength and what follows it, which is read once for all names."""
        first = _FIRST.search(key)
        if first is None:
            return None
        place = first.start()
        flags = self._flags(key[:place])
        if not flags & shelf.SIMPLE:
            return self._stepped(key, place)
        rung = self._ending(LONG, key[place:]).gone
        found = self._met(key[:place], rung) if rung else None
        return self._unknown if found is None and rung > LAST_BARE and flags & shelf.SILENT else found

    def _stepped(self, key: bytes, first: int) -> Behind | None:
        """The same for a name of which not everything is dropped at once: the steps of the ending behind it."""
        last = _LAST.match(key)
        place = last.end() if last else first
        flags = self._flags(key[:place])
        if not flags & shelf.STEADY:  # that was not the first number behind the name
            place = first
            flags = self._flags(key[:place])
            if not flags & shelf.STEADY:
                return None
        head = key[:place]
        ending = self._ending(shape_of(head), key[place:])
        forms = forms_of(head)
        for rung, form, rest in ending.plain if forms[0] is forms[1] else ending.steps:
            met = forms[form] + rest
            if met in self._names and (found := self._met(met, rung)):
                return found
        return self._unknown if ending.gone > LAST_BARE and flags & shelf.SILENT else None

    def _climbed(self, folded: str) -> Behind | None:
        return next((found for rung, key in ladder(folded) if (found := self._met(key.encode(), rung))), None)

    def _is_joined(self, folded: str) -> bool:
        """Whether a name is made of several that are known."""
        pieces = parts(folded)
        return len(pieces) > 1 and all(map(self._climbed, pieces))

    def _family(self, folded: str) -> Behind | None:
        """The question about a brand, for a pack of it that is not known; nothing else that is known may stand there."""
        words = (bare_forms(folded) or [""])[-1].split()
        for end in range(len(words) - 1, 0, -1):
            key = " ".join(words[:end]).encode()
            if self._flags(key) & shelf.FAMILY:
                return None if any(map(self._climbed, words[end:])) else self._met(key, 2)
        return None

    def _flags(self, key: bytes) -> int:
        """What is known about a name; 0 for what is none."""
        entry = self._names.get(key)
        return flags_of(entry) if entry else 0

    def _ending(self, shape: str, ending: bytes) -> Ending:
        made = self._endings.get((shape, ending))
        if made is None:
            made = roomy(self._endings)[shape, ending] = Ending(shape, ending)
        return made

    def _met(self, key: bytes, rung: int) -> Behind | None:
        """What is kept for a key on a rung."""
        entry = self._names.get(key)
        wanted = shelf.WRITTEN if rung == 1 else shelf.BARE if rung <= LAST_BARE else shelf.SHORTENED
        kept = line_in(entry, wanted) if entry else None
        if kept is None:
            return None
        head, rest, grade = kept
        return head.replace(shelf.OPEN, _RUNGS[rung]), self._rests[rest], grade

    def _made(self, name: bytes) -> Line:
        """The line of what is not plain, or has no kept answer."""
        self._batch = self._batch or self._slow()
        made = self._batch.made(name_of(name))
        return made.text.removeprefix('"asked":"').encode(), b"", grade_of(made.strictness, answered=made.answered)


def open_bulk(lines: "Callable[[], io.BufferedIOBase]") -> Bulk | None:
    """A stream of names for the shipped facts in all countries, or None where they are not compiled.

    Raises:
        FactsProblem: when they are compiled and not, byte for byte, what was built.

    """
    store = shelf.opened()
    if store is not None and not shelf.is_whole(shelf.STORE):
        raise FactsProblem(DAMAGED)
    return Bulk(store, lines(), lambda: _slow(store)) if store is not None else None


def serve(words: list[str]) -> Written | None:
    """Answer `interactions - --format jsonl`, or `--from FILE` for `-`, without Typer; None for any other request."""
    file = words[2] if words[1:2] == ["--from"] and len(words) == 5 else None
    if words[-2:] not in (["--format", "jsonl"], ["-f", "jsonl"]) or (file is None and (words[1:2] != ["-"] or len(words) != 4)):
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


def _slow(store: "Connection") -> "Batch":
    """What makes the answers that are not kept, from the store that was checked already."""
    from valcli.batch import Batch
    from valcli.options import ALL_COUNTRIES
    from valcli.output import Look
    from valcli.store import FactBase

    return Batch(FactBase(store), io.BytesIO(), "jsonl", ALL_COUNTRIES, Look())
