"""The store as a file, made when the package is built, and the module that says which store belongs to it."""

import hashlib
import sqlite3
from collections.abc import Callable
from pathlib import Path

from valcli.model.facts import Facts
from valcli.store.fact_base import FactBase
from valcli.store.file import STORE, checksum
from valcli.store.write import fill, fill_search

More = Callable[[sqlite3.Connection, FactBase, str], None]


def build_package(folder: Path, facts: Facts, more: More | None = None) -> dict[str, Path]:
    """Write what a built package carries besides its sources: where each file belongs in the package, and the file.

    `more` may add tables of its own; it is given the connection, the facts in it and the name of the build.
    """
    store, module = folder / Path(STORE).name, folder / "built.py"
    build = _write(store, facts, more)
    module.write_text(
        '"""Which store belongs to this package: made when it was built."""\n\n'
        f'BUILD = "{build}"\nSUM = 0x{checksum(str(store)):08x}\n'
    )
    return {store.name: store, f"store/{module.name}": module}


def _write(path: Path, facts: Facts, more: More | None) -> str:
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA page_size = 4096")
    fill(connection, facts, shipped=True)
    fill_search(connection, facts)
    build = hashlib.sha256(connection.serialize()).hexdigest()[:12]
    connection.execute("INSERT INTO meta VALUES ('build', ?)", (build,))
    if more:
        more(connection, FactBase(connection), build)
    connection.commit()
    connection.execute("VACUUM")
    connection.close()
    return build
