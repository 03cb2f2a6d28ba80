"""Reads one kept page from the compiled store, at the price of little more than starting Python.

Only the C halves of modules are imported: the rest of sqlite3 costs as much as the look-up.
"""

import os

STORE = os.path.join(os.path.dirname(__file__), "facts.sqlite")  # noqa: PTH118, PTH120  pathlib costs more than the look-up
VERSION = 3  # of the tables: a file of another version is refused
OPEN = b"\0"  # where a page echoes the typed name
_PAGE = "SELECT ready.packed, common.packed, code, crc FROM ready JOIN common ON id = common WHERE key = ?"
_BARE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-")


def page(form: str, subject: str, typed: list[str]) -> tuple[bytes, int] | None:
    """The page about a subject in a form with the typed name put in, and the exit code.

    None when there is none, or none that can be trusted: the long way then says why.
    """
    if not os.path.exists(STORE):  # noqa: PTH110  as above
        return None
    import zlib
    from _sqlite3 import Error, connect

    key = f"{form} {subject}"
    try:
        store = connect(address(STORE), uri=True)
        row = store.execute(_PAGE, (key,)).fetchone() if store.execute("PRAGMA user_version").fetchone() == (VERSION,) else None
        made = zlib.decompressobj(zdict=zlib.decompress(row[1])).decompress(row[0]) if row else b""
    except (Error, OSError, zlib.error, TypeError):
        return None
    if not row or zlib.crc32(made, zlib.crc32(f"{key} {row[2]}".encode())) != row[3]:
        return None
    return made.replace(OPEN, "".join(typed).encode()), row[2]


def address(path: str) -> str:
    """How SQLite is told to open a file for reading only, whatever its path is made of."""
    quoted = "".join([chr(byte) if chr(byte) in _BARE else f"%{byte:02x}" for byte in os.fsencode(path)])
    return f"file:{quoted}?mode=ro&immutable=1"
