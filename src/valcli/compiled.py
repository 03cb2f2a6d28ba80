"""The store as a file: made when the package is built, read when it runs.

The file is derived from the YAML and replaceable. It holds the tables of `compile.py` and
what `ready.py` and `kept.py` keep ready for the plainest requests. Every row of those has
a CRC-32 over its key and its content; a second file holds that of the whole.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from valcli import shelf
from valcli.errors import DAMAGED, FactsProblem

if TYPE_CHECKING:
    from sqlite3 import Connection

    from valcli.load import Facts

STORE = Path(shelf.STORE)


def write_store(path: Path, facts: "Facts") -> None:
    """Compile facts into a file, with its checksum beside it."""
    import sqlite3  # only when the package is built

    from valcli.compile import fill
    from valcli.kept import LINE_TABLES, line_rows
    from valcli.ready import READY_TABLES, ready_rows
    from valcli.store import FactBase

    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA page_size = 4096")
    connection.execute(f"PRAGMA user_version = {shelf.VERSION}")
    fill(connection, facts, shipped=True)
    base = FactBase(connection)
    for tables, rows in ((READY_TABLES, ready_rows), (LINE_TABLES, line_rows)):
        connection.executescript(tables)
        for table, row in rows(base):
            marks = ",".join("?" * len(row))
            connection.execute(f"INSERT INTO {table} VALUES ({marks})", row)  # noqa: S608  table names are ours
    connection.commit()
    connection.execute("VACUUM")
    connection.close()
    checksum_file(path).write_text(f"{shelf.checksum(str(path)):08x}\n")


def connect(path: Path) -> "Connection":
    """Open a store for reading only.

    Raises:
        FactsProblem: when it can't be opened or is of another version.

    """
    store = shelf.opened(str(path))
    if store is None:
        raise FactsProblem(DAMAGED)
    return store


def checksum_file(path: Path) -> Path:
    """Where the checksum of a store stands."""
    return Path(shelf.checksum_file(str(path)))


def is_whole(path: Path) -> bool:
    """Whether a store is, byte for byte, what was built."""
    return shelf.is_whole(str(path))
