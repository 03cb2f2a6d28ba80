"""Single values of a store: the words that a question is read with, each prepared when the facts were compiled."""

from valcli.errors import DAMAGED, FactsProblem
from valcli.store.tables import Tables


class Values:
    """Reads one value at a time from a store."""

    _db: Tables

    def search_words(self) -> str:
        """How words that people type are read, prepared for a reader."""
        return self._value("search")

    def search_emergency(self) -> tuple[list[str], list[str]]:
        """Words of an emergency, and the ids of the lines that answer them."""
        words, _, found = self._value("emergency").partition("\n\n")
        return words.split("\n"), found.split("\n")

    def search_known(self) -> str:
        """The id of the record that names without a statement lead to."""
        return self._value("known")

    def search_own(self) -> tuple[list[str], list[str]]:
        """Words that ask for what another medicine is by itself, and those beside which they do not."""
        words, _, unless = self._value("own").partition("\n\n")
        return words.split("\n"), unless.split("\n")

    def search_urgent(self) -> str:
        """The signs of an emergency, prepared for a reader."""
        return self._value("urgent")

    def _value(self, key: str, missing: str | None = None) -> str:
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        if row is None and missing is None:
            raise FactsProblem(DAMAGED)
        return str(row[0]) if row else str(missing)

    def _one(self, query: str, value: str) -> str:
        row = self._db.execute(query, (value,)).fetchone()
        return str(row[0]) if row else ""
