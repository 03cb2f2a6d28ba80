"""The words around names, in the tables in which a reader finds them: by exact keys, the longest first."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from valcli.text.tokens import BREAKS, SOFT

_SHORTEST = 4  # letters of a word that was cut short
_LONGER = 2  # so many times as long the whole word is at most: hand is no handihaler


class Word(NamedTuple):
    """A word around a name: its class, and what a form or a unit says of itself."""

    kind: str
    site: str = ""
    rank: str = ""
    measure: str = ""
    name: str = ""


# where the words of a class stand; those of all other classes stand anywhere
PLACES: Mapping[str, str] = {
    "unit": "number",
    "other-pack": "behind",
    "turns-last": "behind",
    "short": "part",
    "ending": "ending",
    "maker-before": "before",
    "zero": "zero",
}


class Table:
    """Words that stand in one place, by their keys."""

    def __init__(self, words: Mapping[str, Word]) -> None:
        self.words = words
        self.heads = heads_of(words)

    def at(self, tokens: list[str], start: int) -> tuple[Word, int] | None:
        """The longest word that begins at a token, and where it ends."""
        most = self.heads.get(tokens[start])
        if most is None:
            return None
        if most == 1:
            return self.words[tokens[start]], start + 1
        found = None
        key, end, count, last = "", start, 0, len(tokens)
        while end < last and count < most:
            token = tokens[end]
            end += 1
            if token in SOFT:
                continue
            if token in BREAKS:
                break
            count += 1
            key = f"{key} {token}" if key else token
            if key in self.words:
                found = self.words[key], end
        return found


class Words:
    """All words around names: a table for each place where they stand."""

    def __init__(self, words: Iterable[tuple[str, Word]]) -> None:
        tables: dict[str, dict[str, Word]] = {place: {} for place in ("", *PLACES.values())}
        for key, word in words:
            tables[PLACES.get(word.kind, "")][key] = word
        self.anywhere = Table(tables[""])
        self.number = Table(tables["number"])
        self.behind = Table(tables["behind"])
        self.part = tables["part"]
        self.before = tables["before"]
        self.zero = tables["zero"]
        self.endings = tuple(tables["ending"])
        self._whole: list[str] = []

    def cut_short(self, text: str) -> Word | None:
        """The salt or form of which only the beginning was written, where there is one meaning only."""
        if len(text) < _SHORTEST:
            return None
        if not self._whole:
            cut = ("salt", "form")
            self._whole = sorted(key for key, word in self.anywhere.words.items() if word.kind in cut and " " not in key)
        found = {self.anywhere.words[key] for key in beginning_with(self._whole, text) if len(key) <= _LONGER * len(text)}
        return found.pop() if len(found) == 1 else None


def beginning_with(texts: list[str], start: str) -> Iterator[str]:
    """Those of some sorted texts that begin with another."""
    for place in range(bisect_left(texts, start), len(texts)):
        if not texts[place].startswith(start):
            return
        yield texts[place]


def heads_of(keys: Iterable[str]) -> dict[str, int]:
    """Of each first word of some keys, the most words that a key with it has."""
    found: dict[str, int] = {}
    for key in keys:
        first, _, rest = key.partition(" ")
        count = 2 + rest.count(" ") if rest else 1
        if count > found.get(first, 0):
            found[first] = count
    return found


_RANKS = ("narrow", "route", "code", "shape", "hint")
_SHARED = {"apart": "route", "pill": "shape"}  # ranks that say where as plainly as another one


def sites_of(forms: Iterable[Word]) -> tuple[str, ...]:
    """Where a thing goes, by the words that say so most plainly; empty when nothing says it.

    What no tablet or capsule is said of, such as an injection, leaves one beside it what it is: two forms.
    """
    told = [word for word in forms if word.site]
    if len(told) < 2:
        return (told[0].site,) if told else ()
    for rank in _RANKS:
        said = [word for word in told if _SHARED.get(word.rank, word.rank) == rank]
        if said:
            is_apart = all(word.rank == "apart" for word in said)
            beside = [word.site for word in told if word.rank == "pill"] if is_apart else []
            return tuple(dict.fromkeys((*beside, *[word.site for word in said])))
    return ()


def form_inside(words: Words, key: str) -> tuple[tuple[str, ...], str]:
    """Where the thing of a name goes by the words in the name itself, and the name without them."""
    tokens, forms, rest = key.split(), [], []
    place = 0
    while place < len(tokens):
        said = words.anywhere.at(tokens, place)
        if said and said[0].kind == "form" and said[0].rank != "code":  # INH is a name
            forms.append(said[0])
            place = said[1]
        else:
            rest.append(tokens[place])
            place += 1
    return sites_of(forms), " ".join(rest)
