"""The part of the store that `search` reads: which lines, names and questions have what in them.

In a fact base of any size a question reads so many postings and no more: of what stands in
very many lines only the first ones are taken, in the order of the leaflet.
"""

import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar

from valcli.store.tables import Tables
from valcli.text.words import WORD, stem, words_of

N = TypeVar("N", int, float)
MOST_LINES = 1_000  # in which one concept or feature is looked up
MOST_QUESTIONS = 2_500
_AT_ONCE = 40


class SearchLine(NamedTuple):
    """One line that can be found; `behind` is more than 0 for what is seldom what somebody looks for."""

    row: int
    id: str
    kind: str
    section: str
    behind: float
    shown: str


class Shown(NamedTuple):
    """Which lines may be shown: those of a country, or of `all`; those for professionals only with `clinical`."""

    country: str
    clinical: bool


class SearchName(NamedTuple):
    """A name of a line: how many concepts it has, and how far behind the first meaning it stands."""

    row: int
    line: int
    size: float
    place: int


class SearchFeature(NamedTuple):
    """A feature of questions: its share of all, how many have it, of these outside, which, and how often it stands for a line."""

    share: float
    often: int
    outside: int
    asked: "array[int]"
    lines: "array[int]"
    counts: "array[int]"


class Bounds(NamedTuple):
    """The first question that is outside, the first that leads to nothing, and the line that says of a name that nothing does."""

    outside: int
    unanswered: int
    silent: int


class Postings:
    """Looks up single words, concepts and features; nothing here walks the whole base."""

    def __init__(self, tables: Tables) -> None:
        self._db = tables

    def names(self, key: str) -> list[SearchName]:
        """Names in which a concept stands."""
        rows = self._db.execute(
            "SELECT row, line, size, place FROM search_key JOIN search_name ON row = name WHERE key = ? LIMIT ?",
            (key, MOST_LINES),
        )
        return [SearchName(*row) for row in rows]

    def text(self, words: Sequence[str]) -> tuple[set[int], set[int]]:
        """Lines whose plain, and whose clinical text says one of some words or phrases."""
        # quoted, so that no word of a question is read as an operator
        phrases = " OR ".join('"' + word.replace('"', '""') + '"' for word in words)
        query = "SELECT rowid FROM search_text WHERE search_text MATCH ? LIMIT ?"
        plain, clinical = (
            {row[0] for row in self._db.execute(query, (match, MOST_LINES))}
            for match in (f"plain : ({phrases})", f"clinical : ({phrases})")
        )
        return plain, clinical

    def feature(self, key: str, outside: int) -> SearchFeature | None:
        """What the bank of questions says of one feature."""
        query = "SELECT share, asked, lines, counts FROM search_feature WHERE key = ?"
        row = self._db.execute(query, (key,)).fetchone()
        if row is None:
            return None
        asked, lines, counts = map(_numbers, row[1:4])
        apart = len(asked) - bisect_left(asked, outside)
        return SearchFeature(row[0], len(asked), apart, asked[:MOST_QUESTIONS], lines[:MOST_LINES], counts[:MOST_LINES])

    def are_asked(self, text: str) -> bool:
        """Whether each word of a text stands in a question of the bank, inside or outside."""
        # what no question has holds the letter for its size alone
        query = "SELECT 1 FROM search_feature WHERE key IN (?, ?) AND length(asked) > 1"
        words = [stem(word) for word in words_of(text)]
        return bool(words) and all(self._db.execute(query, (word, WORD + word)).fetchone() for word in words)

    def is_said(self, word: str) -> bool:
        """Whether a word stands in a question of the bank, in a line or in a name."""
        keys = (stem(word), WORD + stem(word))
        return bool(self._db.execute("SELECT 1 FROM search_feature WHERE key IN (?, ?)", keys).fetchone())

    def questions(self) -> int:
        """How many questions the bank holds."""
        return int(self._db.execute("SELECT max(number) FROM search_question")[0][0] or 0)

    def bounds(self) -> Bounds:
        """Where the questions outside begin in the bank."""
        return Bounds(*map(int, self.numbers("bounds")))

    def answering(self, number: int) -> "array[int]":
        """The lines that answer a question of the bank, the best one first."""
        return _numbers(self._db.execute("SELECT found FROM search_question WHERE number = ?", (number,))[0][0])

    def numbers(self, name: str) -> "array[float]":
        """A number for each line, its `sizes` or how far it stands `behind`; `lengths` or `bounds` of the bank's questions."""
        row = self._db.execute("SELECT numbers FROM search_list WHERE name = ?", (name,)).fetchone()
        return _fractions(row[0] if row else b"")

    def found(self, rows: Sequence[int], wanted: Shown) -> Iterator[SearchLine]:
        """The lines with these numbers, in the same order, that may be shown."""
        for start in range(0, len(rows), _AT_ONCE):
            some = rows[start : start + _AT_ONCE]
            marks = ",".join("?" * len(some))
            query = f"SELECT row, id, kind, section, behind, shown, country, audience FROM search_line WHERE row IN ({marks})"  # noqa: S608
            lines = {row[0]: row for row in self._db.execute(query, tuple(some))}
            for number in some:
                *line, holds, audience = lines[number]
                in_country = wanted.country == "all" or holds in (wanted.country, "any")
                if in_country and (wanted.clinical or audience != "professional"):
                    yield SearchLine(*line)

    def named(self, ids: Sequence[str], wanted: Shown) -> Iterator[SearchLine]:
        """The lines with these ids, in the same order, that may be shown."""
        rows: dict[str, int] = dict(self._db.execute("SELECT id, row FROM search_line ORDER BY row DESC"))
        return self.found([rows[one] for one in ids if one in rows], wanted)

    def vocabulary(self) -> list[str]:
        """Every word that is said in a line or a name, as it is written there."""
        return [row[0] for row in self._db.execute("SELECT word FROM search_word ORDER BY word")]


def _fractions(packed: bytes) -> "array[float]":
    made = array("f")
    made.frombytes(packed)
    return _in_order(made)


def _numbers(packed: bytes) -> "array[int]":
    """Whole numbers, behind the letter for their size."""
    made: array[int] = array(packed[:1].decode() or "I")
    made.frombytes(packed[1:])
    return _in_order(made)


def _in_order(numbers: "array[N]") -> "array[N]":
    """The smallest byte stands first in the store, and not in every processor."""
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
