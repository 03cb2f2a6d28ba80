"""Open the fact base: the compiled one of an installation, or one that is filled from YAML."""

from pathlib import Path
from typing import TYPE_CHECKING

from valcli.errors import DAMAGED, FactsProblem
from valcli.store import file
from valcli.store.fact_base import FactBase
from valcli.store.file import EARLY

if TYPE_CHECKING:
    from sqlite3 import Connection

    from valcli.model.facts import Facts

STORE = Path(file.STORE)


def is_damaged() -> bool:
    """Whether a compiled store is in use that is not what was built; then no other fault is looked for."""
    return STORE.exists() and not file.is_whole(str(STORE))


def open_facts(folder: Path | None, *, whole: bool = True) -> FactBase:
    """The fact base in a folder, or the shipped one.

    A compiled one is checked as a whole, so that a damaged index leaves nothing out; what is very large
    only with `whole`. The sums of the rows that are read are checked in any case.

    Raises:
        FactsProblem: when the facts are missing, invalid or damaged.

    """
    if folder is None and STORE.exists():
        base = FactBase(connect(STORE), STORE)
        if whole or STORE.stat().st_size <= EARLY:
            base.verify()
        return base
    from valcli.editing.load import load_facts, shipped_folder  # the compiled store needs no YAML

    return in_memory(load_facts(folder or shipped_folder()), shipped=folder is None)


def in_memory(facts: "Facts", shipped: bool) -> FactBase:
    """A fact base in memory, filled from facts that were read."""
    import sqlite3  # the compiled store is opened without it

    from valcli.store.write import fill

    connection = sqlite3.connect(":memory:")
    try:
        fill(connection, facts, shipped)
    except sqlite3.Error as error:  # two ids that fold to one key, for instance
        raise FactsProblem(f"valcli: the facts can't be put in order: {error}") from error
    return FactBase(connection)


def connect(path: Path) -> "Connection":
    """Open a store for reading only.

    Raises:
        FactsProblem: when it can't be opened or is of another version.

    """
    store = file.opened(str(path))
    if store is None:
        raise FactsProblem(DAMAGED)
    return store
