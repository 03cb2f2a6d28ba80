"""The store as a file, made when the package is built."""

from pathlib import Path
from typing import TYPE_CHECKING

from valcli.store import file

if TYPE_CHECKING:
    from valcli.model.facts import Facts


def write_store(path: Path, facts: "Facts") -> None:
    """Compile facts into a file, with its checksum beside it."""
    import sqlite3  # only when the package is built

    from valcli.fast.pages_build import READY_TABLES, ready_rows
    from valcli.store.fact_base import FactBase
    from valcli.store.write import fill

    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA page_size = 4096")
    connection.execute(f"PRAGMA user_version = {file.VERSION}")
    fill(connection, facts, shipped=True)
    base = FactBase(connection)
    connection.executescript(READY_TABLES)
    for table, row in ready_rows(base):
        marks = ",".join("?" * len(row))
        connection.execute(f"INSERT INTO {table} VALUES ({marks})", row)  # noqa: S608  table names are ours
    connection.commit()
    connection.execute("VACUUM")
    connection.close()
    Path(file.checksum_file(str(path))).write_text(f"{file.checksum(str(path)):08x}\n")
