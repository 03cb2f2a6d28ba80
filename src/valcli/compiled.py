"""The store as a file: made when the package is built, read when it runs.

The file is derived from the YAML and replaceable. It holds the tables of `compile.py` and,
for the plainest requests, whole pages that `gate.py` can hand out. Every row of those has a
CRC-32 over its key and its content; a second file holds that of the whole.
"""

import mmap
import sqlite3
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from valcli import shelf
from valcli.errors import DAMAGED, FactsProblem

if TYPE_CHECKING:
    from valcli.load import Facts

STORE = Path(shelf.STORE)


def write_store(path: Path, facts: "Facts") -> None:
    """Compile facts into a file, with its checksum beside it."""
    from valcli.compile import fill
    from valcli.ready import READY_TABLES, ready_rows
    from valcli.store import FactBase

    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA page_size = 4096")
    connection.execute(f"PRAGMA user_version = {shelf.VERSION}")
    fill(connection, facts, shipped=True)
    connection.executescript(READY_TABLES)
    for table, row in ready_rows(FactBase(connection)):
        marks = ",".join("?" * len(row))
        connection.execute(f"INSERT INTO {table} VALUES ({marks})", row)  # noqa: S608  table names are ours
    connection.commit()
    connection.execute("VACUUM")
    connection.close()
    checksum_file(path).write_text(f"{checksum(path):08x}\n")


def connect(path: Path) -> sqlite3.Connection:
    """Open a store for reading only.

    Raises:
        FactsProblem: when it can't be opened or is of another version.

    """
    try:
        connection = sqlite3.connect(shelf.address(str(path)), uri=True)
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.Error as error:
        raise FactsProblem(DAMAGED) from error
    if version != shelf.VERSION:
        raise FactsProblem(DAMAGED)
    return connection


def checksum_file(path: Path) -> Path:
    """Where the checksum of a store stands."""
    return path.with_suffix(".crc")


def checksum(path: Path) -> int:
    """CRC-32 of a whole file."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as whole:
        return zlib.crc32(whole)


def is_whole(path: Path) -> bool:
    """Whether a store is, byte for byte, what was built."""
    try:
        return checksum_file(path).read_text() == f"{checksum(path):08x}\n"
    except (OSError, ValueError):  # an empty file can't be mapped
        return False
