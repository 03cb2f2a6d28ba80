"""A connection to the tables, whose faults are the facts' faults."""

from _sqlite3 import Error, ProgrammingError  # the C half of sqlite3, whose other half costs as much again
from typing import TYPE_CHECKING, Any

from valcli.errors import FactsProblem, problem_of_store

if TYPE_CHECKING:
    from sqlite3 import Connection


class Rows(list[tuple[Any, ...]]):
    """What a query found."""

    def fetchone(self) -> tuple[Any, ...] | None:
        """The first row, if there is one."""
        return self[0] if self else None


class Tables:
    """A connection whose faults are the facts' faults: what can't be read is never a missing name."""

    def __init__(self, connection: "Connection") -> None:
        self._connection = connection

    def execute(self, query: str, values: tuple[Any, ...] = ()) -> Rows:
        """All rows of a query.

        Raises:
            FactsProblem: when the tables can't be read.

        """
        # what was typed can hold lone surrogates, which SQLite can't take; no fact holds them either
        if any(isinstance(value, str) and not value.isascii() and _is_broken(value) for value in values):
            return Rows()
        try:
            return Rows(self._connection.execute(query, values).fetchall())
        except ProgrammingError as error:  # nothing is damaged: somebody asks from another thread
            raise FactsProblem(f"the facts can't be asked here; open them in each thread: {error}") from error
        except Error as error:
            raise problem_of_store(error) from error


def _is_broken(text: str) -> bool:
    return any("\ud800" <= char <= "\udfff" for char in text)
