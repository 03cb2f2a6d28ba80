"""Open the fact base: the compiled one of an installation, or one that is filled from YAML."""

from pathlib import Path
from typing import TYPE_CHECKING

from valcli.errors import FactsProblem
from valcli.store import file
from valcli.store.fact_base import FactBase

if TYPE_CHECKING:
    from valcli.model.facts import Facts
    from valcli.model.shared import Meta


def is_damaged() -> bool:
    """Whether the store of a built package is not what was built; then no other fault is looked for."""
    try:
        if file.is_built():
            file.verify()
    except FactsProblem:
        return True
    return False


def open_facts(folder: Path | None) -> FactBase:
    """The fact base in a folder, or the shipped one.

    A compiled one is checked as a whole, so that a damaged index leaves nothing out.

    Raises:
        FactsProblem: when the facts are missing, invalid or damaged.

    """
    if folder is None and file.is_built():
        file.verify()
        return FactBase(file.opened())
    from valcli.editing.files import checkout_folder  # the compiled store needs no YAML
    from valcli.editing.load import load_facts

    return in_memory(load_facts(folder or checkout_folder()), shipped=folder is None)


def meta_of(folder: Path | None) -> "Meta":
    """What holds for the whole fact base; of a folder only the files that say it are read.

    Raises:
        FactsProblem: when it can't be read.

    """
    if folder is None and file.is_built():
        return open_facts(None).meta()
    from valcli.editing.files import checkout_folder
    from valcli.editing.load import load_meta

    return load_meta(folder or checkout_folder())


def words_of(folder: Path | None) -> dict[str, list[str]]:
    """The closed words of a fact base, by group; of a folder only the file that says them is read.

    Raises:
        FactsProblem: when it can't be read.

    """
    if folder is None and file.is_built():
        base = open_facts(None)
        return {group: [term.tag for term in base.terms(group)] for group in base.groups()}
    from valcli.editing.files import checkout_folder
    from valcli.editing.load import load_words

    return load_words(folder or checkout_folder())


def in_memory(facts: "Facts", shipped: bool) -> FactBase:
    """A fact base in memory, filled from facts that were read; what search needs is filled in when it is asked for."""
    import sqlite3  # the compiled store is opened without it

    from valcli.store.write import fill, fill_search

    connection = sqlite3.connect(":memory:")
    try:
        fill(connection, facts, shipped)
    except sqlite3.Error as error:  # two ids that fold to one key, for instance
        raise FactsProblem(f"valcli: the facts can't be put in order: {error}") from error
    return FactBase(connection, lambda: fill_search(connection, facts))
