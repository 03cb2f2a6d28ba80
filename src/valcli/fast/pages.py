"""Pages of the leaflet that are kept ready in the store: how they are written into it and read from it.

A page is kept as text, as JSON, and as blocks for a terminal, whose width nobody knows before.
Its sum covers the build, the key and the page, so no row of another store, and no damaged one, is shown.
"""

import os
import zlib

from valcli import stdout
from valcli.errors import FactsProblem
from valcli.store import file

TABLE = "CREATE TABLE page (key TEXT PRIMARY KEY, packed BLOB, crc INTEGER) WITHOUT ROWID"
FORMS = ("text", "screen", "json")
END = "\x1d"  # between a page and its last line


def page(form: str, words: list[str]) -> bytes | None:
    """What the command line writes for `info` with these words; None when no such page is kept."""
    if form == "text" and (stdout.is_terminal() or "FORCE_COLOR" in os.environ or "CLICOLOR_FORCE" in os.environ):
        form = "screen"
    made = _read(key_of(form, words))
    return _dressed(made) if made is not None and form == "screen" else made


def key_of(form: str, words: list[str]) -> str:
    """What a page is kept under."""
    return " ".join((form, *words))


def crc_of(build: str, key: str, made: bytes) -> int:
    """The sum that is kept beside a page."""
    return zlib.crc32(made, zlib.crc32(f"{build} {key}".encode()))


def _read(key: str) -> bytes | None:
    """A page that can be trusted, or None: the command line then answers, or says what is wrong."""
    try:
        store = file.opened()
        row = store.execute("SELECT packed, crc FROM page WHERE key = ?", (key,)).fetchone()
        made = zlib.decompress(row[0]) if row else b""
    except (FactsProblem, ValueError, TypeError, zlib.error):
        return None
    except Exception as fault:
        if type(fault).__module__ != "sqlite3":
            raise
        return None
    return made if row and crc_of(file.BUILD, key, made) == row[1] else None


def _dressed(made: bytes) -> bytes:
    """What the command line would write to this terminal."""
    from valcli.cli import terminal
    from valcli.fast.blocks import unkept
    from valcli.output.text import shown

    look = terminal.look(os.environ, terminal=stdout.is_terminal(), clinical=False)
    body, closing = made.decode().split(END)
    return f"{shown(unkept(body), look)}\n{shown(unkept(closing), look)}".encode("utf-8", "backslashreplace")
