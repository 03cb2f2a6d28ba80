"""Reads what `kept.py` made ready for streams of names, and remembers no more than fits."""

import zlib

from valcli import shelf

TYPE_CHECKING = False  # the same as typing's, whose import would cost as much as a thousand names
if TYPE_CHECKING:
    from collections.abc import Iterable
    from sqlite3 import Connection
    from typing import TypeVar

    K = TypeVar("K")
    V = TypeVar("V")
# what is written about a name, behind its echo: its head with the rung left open, the number of its rest, its grade
Kept = tuple[bytes, bytes, int]

BEYOND = 63  # milder than every level
_ABOVE_TEXT = 128  # a byte that is this large is no letter, and no separator
_SEVERAL = shelf.NEXT[0]  # with which the lines of a name start that has more than one
_NOT_ANSWERED = bytes(range(0, 256, 2))
_REMEMBERED = 20_000  # lines and endings each; what comes later pushes all of it out
_RESTS = 4_000  # the same of rests, which are long
_MANY = 1_500  # more blocks of names than this are read one by one


class Rests(dict[bytes, bytes]):
    """What stands behind the heads, by its number in digits; those of one block are unpacked together."""

    def __init__(self, store: "Connection") -> None:
        super().__init__()
        self._store = store

    def __missing__(self, number: bytes) -> bytes:
        first = int(number) // shelf.BLOCK * shelf.BLOCK
        (packed,) = self._store.execute("SELECT packed FROM rest WHERE first = ?", (first,)).fetchone()
        whole = zlib.decompress(packed).splitlines(keepends=True)
        roomy(self, _RESTS).update((b"%d" % number, rest) for number, rest in enumerate(whole, first))
        return self[number]


class _Unread(dict[bytes, bytes]):
    """Names that are too many for the memory: the store is asked for the block of each."""

    def __init__(self, store: "Connection") -> None:
        super().__init__()
        self._store = store

    def __contains__(self, key: object) -> bool:
        return True

    def get(self, key: bytes, _: object = None) -> bytes | None:  # type: ignore[override]
        found = self._store.execute(
            "SELECT keys, entries FROM line WHERE first <= ? ORDER BY first DESC LIMIT 1", (key,)
        ).fetchone()
        return dict(zip(*(cell.split(b"\n") for cell in found), strict=True)).get(key) if found else None


def all_names(store: "Connection") -> dict[bytes, bytes]:
    """Every kept name with its entry; of very many, none is read before it is asked for."""
    names: dict[bytes, bytes] = {}
    for keys, entries in store.execute("SELECT keys, entries FROM line LIMIT ?", (_MANY + 1,)):
        names.update(zip(keys.split(b"\n"), entries.split(b"\n"), strict=True))
    return names if len(names) < _MANY * shelf.BLOCK else _Unread(store)


def entry_of(flags: int, lines: "Iterable[tuple[int, int, int, bytes]]") -> bytes:
    """A name as it is kept: for each of its lines how it is met, its grade, the number of its rest and its head."""
    cells = [bytes((_ABOVE_TEXT | met | flags, grade)) + b"%d" % rest + shelf.CELL + head for met, grade, rest, head in lines]
    return cells[0] if len(cells) == 1 else shelf.NEXT + shelf.NEXT.join(cells)


def flags_of(entry: bytes) -> int:
    """What is known about a name, whatever its line."""
    return entry[0] if entry[0] != _SEVERAL else entry[1]


def line_in(entry: bytes, wanted: int) -> Kept | None:
    """The line of an entry that is met in a way, or None."""
    for line in (entry,) if entry[0] != _SEVERAL else entry[1:].split(shelf.NEXT):
        if line[0] & wanted:
            rest, _, head = line[2:].partition(shelf.CELL)
            return head, rest, line[1]
    return None


def grade_of(strictness: int, *, answered: bool) -> int:
    """How strict an answer is and whether it counts as one, as one number that grows with mildness."""
    return _ABOVE_TEXT | strictness << 1 | answered


def strictness_of(grade: int) -> int:
    """The place of a level, 0 for the strictest."""
    return grade >> 1 & BEYOND


def answered_in(grades: "tuple[int, ...]") -> int:
    """How many of them count as an answer."""
    return len(bytes(grades).translate(None, _NOT_ANSWERED))


def meta(store: "Connection", key: str) -> str:
    """A value that was kept with the lines."""
    return str(store.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()[0])


UNGRADED = grade_of(BEYOND, answered=False)


def roomy(memory: "dict[K, V]", most: int = 0) -> "dict[K, V]":
    """The memory, emptied when it is full, so that a stream of any length needs no more than a short one."""
    if len(memory) >= (most or _REMEMBERED):
        memory.clear()
    return memory
