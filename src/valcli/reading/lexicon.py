"""What the reader knows: the names of the facts and the words that stand around them."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from valcli.reading.tokens import key_of, singular

_SHORTEST_NAME, _SHORTEST_WORD = 5, 4  # letters of a name or a word that was cut short


class Word(NamedTuple):
    """A word of `names/words.yaml`: its class, and what a form or a unit says of itself."""

    kind: str
    site: str = ""
    rank: str = ""
    measure: str = ""
    name: str = ""


class Met(NamedTuple):
    """A key of names that was met in a text: its place there, and whether it is a street word."""

    key: str
    end: int


class Lexicon:
    """Names and words by exact keys. `names` holds what each key leads to, in whatever shape the caller likes."""

    def __init__(self, names: Mapping[str, object], words: "Words", stems: Mapping[str, str]) -> None:
        self.names = names
        self.words = words
        self.longest = longest(names)
        self._stems = stems  # of each name of one word, the substance that it is
        self._sorted = sorted(stems)

    def cut_short(self, text: str) -> str:
        """The only substance whose name begins with a text, or ''."""
        if len(text) < _SHORTEST_NAME:
            return ""
        found = {self._stems[key] for key in _beginning(self._sorted, text)}
        return found.pop() if len(found) == 1 else ""

    def name_at(self, tokens: list[str], start: int) -> Met | None:
        """The longest name that begins at a token."""
        token = tokens[start]
        most = self.longest.get(token, 0)
        if not most:
            single = singular(token) if token[-1:] == "s" else token
            return Met(single, start + 1) if single != token and single in self.names else None
        return self._longest_at(tokens, start, most)

    def _longest_at(self, tokens: list[str], start: int, most: int) -> Met | None:
        names, found = self.names, None
        key, end, count, last = "", start, 0, len(tokens)
        while end < last and count < most:
            token = tokens[end]
            end += 1
            if token in ("/", "-"):
                continue
            if token in ",;()[]":
                break
            count += 1
            key = f"{key} {token}" if key else token
            if key in names:
                found = Met(key, end)
            elif token[-1:] == "s" and (single := singular(key)) in names:
                found = Met(single, end)
        return found


class Words:
    """The words around names, each with its class in each place where it can stand."""

    PLACES: Mapping[str, str] = {"unit": "number", "other-pack": "behind", "turns-last": "behind", "short": "part"}

    def __init__(self, words: Iterable[tuple[str, Word]]) -> None:
        self.anywhere: dict[str, Word] = {}
        self.number: dict[str, Word] = {}
        self.behind: dict[str, Word] = {}
        self.part: dict[str, Word] = {}
        tables = {"number": self.number, "behind": self.behind, "part": self.part}
        for text, word in words:
            tables.get(self.PLACES.get(word.kind, ""), self.anywhere)[key_of(text)] = word
        self._salts_and_forms = sorted(text for text, word in self.anywhere.items() if word.kind in ("salt", "form"))
        self._longest = {id(table): longest(table) for table in (self.anywhere, self.number, self.behind)}

    def cut_short(self, text: str) -> Word | None:
        """The salt or form of which only the beginning was written, where there is one meaning only."""
        if len(text) < _SHORTEST_WORD:
            return None
        found = {self.anywhere[key] for key in _beginning(self._salts_and_forms, text)}
        return found.pop() if len(found) == 1 else None

    def at(self, table: dict[str, Word], tokens: list[str], start: int) -> tuple[Word, int] | None:
        """The longest word of a table that begins at a token, and where it ends."""
        most = self._longest[id(table)].get(tokens[start], 0)
        if most == 1:
            return table[tokens[start]], start + 1
        found = None
        key, end, count, last = "", start, 0, len(tokens)
        while end < last and count < most:
            token = tokens[end]
            end += 1
            if token in ("/", "-"):
                continue
            if token in ",;()[]":
                break
            count += 1
            key = f"{key} {token}" if key else token
            if key in table:
                found = table[key], end
        return found


def _beginning(texts: list[str], start: str) -> Iterator[str]:
    """Those of some sorted texts that begin with another."""
    for place in range(bisect_left(texts, start), len(texts)):
        if not texts[place].startswith(start):
            return
        yield texts[place]


def longest(keys: Iterable[str]) -> dict[str, int]:
    """Of each first word of some keys, the most words that a key with it has."""
    found: dict[str, int] = {}
    for key in keys:
        first, _, rest = key.partition(" ")
        count = 2 + rest.count(" ") if rest else 1
        if count > found.get(first, 0):
            found[first] = count
    return found
