"""Reads what `kept.py` made ready for streams of names, and remembers no more than fits."""

import zlib

from valcli import shelf

TYPE_CHECKING = False  # the same as typing's, whose import would cost as much as a thousand names
if TYPE_CHECKING:
    from sqlite3 import Connection
    from typing import TypeVar

    K = TypeVar("K")
    V = TypeVar("V")
# what stands behind the typed name: the parts of its head between which the rung stands, numbers of its
# body and tail, whether it counts as answered, and how strict it is
Line = tuple[tuple[bytes, ...], int, int, int, int]

_REMEMBERED = 16_000  # of each sort of thing; what comes later pushes all of it out
_MANY = 100_000  # more kept lines than this are read one by one
_ROWS = "SELECT key, met, head, body, tail, answered, strictness FROM line"


class Pieces(dict[int, bytes]):
    """Bodies and tails by their numbers; those of one blob are unpacked together."""

    def __init__(self, store: "Connection") -> None:
        super().__init__()
        self._store = store

    def __missing__(self, number: int) -> bytes:
        (blob,) = self._store.execute("SELECT blob FROM piece WHERE id = ?", (number,)).fetchone()
        whole = zlib.decompress(self._store.execute("SELECT packed FROM blob WHERE id = ?", (blob,)).fetchone()[0])
        roomy(self)
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


def all_rows(store: "Connection") -> dict[str, list[tuple[int, Line]]]:
    """Every kept line by its key, with how it is met; of very many, none is read before it is asked for."""
    rows: dict[str, list[tuple[int, Line]]] = {}
    for key, met, head, body, tail, answered, strictness in store.execute(f"{_ROWS} LIMIT ?", (_MANY + 1,)):
        row = met, (tuple(head.encode().split(shelf.OPEN)), body, tail, answered, strictness)
        if key in rows:
            rows[key].append(row)
        else:
            rows[key] = [row]
    return rows if len(rows) < _MANY else _Unread(store)


def meta(store: "Connection", key: str) -> bytes:
    """A value that was kept with the lines."""
    return bytes(store.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()[0].encode())


def roomy(memory: "dict[K, V]") -> "dict[K, V]":
    """The memory, emptied when it is full, so that a stream of any length needs no more than a short one."""
    if len(memory) >= _REMEMBERED:
        memory.clear()
    return memory
