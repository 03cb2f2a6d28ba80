"""What to offer for a typed name that is not in the facts: near names, and where else the words lead."""

import math
import re
from collections.abc import Callable, Iterable, Sequence

from valcli.store.fact_base import FactBase
from valcli.text.fold import fold
from valcli.text.near import NearNames
from valcli.text.words import stem, words_of

_LONGEST_RUN = 4  # words of a sentence that are tried as one name
_SHORTEST_RUN = 4  # letters; a shorter word in a sentence is seldom a name
_MOST_WORDS, _MOST_RUNS = 12, 3
_SHORTEST_GLUED = 4  # letters of a name in a glued word
_MOST = 3  # names that are offered
_HEADING = 2  # words; a longer name of a whole entry is a heading, not what people call a medicine


_DASH = "-"
_MARKS = '.,;:?!"()'


# how far a name stands behind one that is spelled as near
_BEHIND = {"known": 0.15, "old": 0.15, "slang": 0.15, "patient-word": 0.05}


class Suggester:
    """Offers names of one fact base for one country; `name_of` tells which name a text is, `cores` what in it may be names."""

    def __init__(self, facts: FactBase, country: str, name_of: Callable[[str], str], cores: Callable[[str], list[str]]) -> None:
        self._facts = facts
        self._country = country
        self._name_of = name_of
        self._cores = cores
        self._names: NearNames | None = None  # only a miss needs it

    def near(self, asked: str) -> tuple[str, ...]:
        """Names that may be meant. Never an answer."""
        pieces = self._cores(asked)
        named = [self._name_of(piece) for piece in pieces]
        if len(pieces) > 1 and any(named):
            # every part by itself: the known ones as they are, the others as they may be meant
            near = [
                found
                for piece, name in zip(pieces, named, strict=True)
                for found in ([name] if name else self._spelled_alike(piece)[:1])
            ]
        else:
            within, alike = self._within(asked), self._spelled_alike(asked)
            # of a slip in a longer name the longer name was meant: grapefuit juice
            longer = [name for name in alike if any(_is_within(piece, name) for piece in within)]
            near = [*longer, *within, *(name for piece in pieces for name in self._apart(piece)), *alike]
        near = [name for name in dict.fromkeys(near) if not are_opposite(self._facts.table.opposites, fold(asked), fold(name))]
        return tuple(near)[:_MOST]

    def _apart(self, key: str) -> list[str]:
        """The names that were written as one word, or the one name whose space was left out."""
        for end in range(len(key) - _SHORTEST_GLUED, _SHORTEST_GLUED - 1, -1) if key.isalpha() else ():
            begin, rest = key[:end], key[end:]
            if self._is_listed(f"{begin} {rest}"):
                return [self._shown(f"{begin} {rest}")]
            if self._is_listed(begin):
                others = [self._shown(rest)] if self._is_listed(rest) else self._apart(rest)
                if others or self._cores(f"{begin} {rest}") == [begin]:  # magnesiumoxide, codeinetablets
                    return [self._shown(begin), *others]
        return []

    def _within(self, asked: str) -> list[str]:
        """Runs of words that are names by themselves: from left to right, the longest first."""
        words = [word.strip(_MARKS) for word in fold(asked).split()]
        found: list[str] = []
        start = 0
        while 1 < len(words) <= _MOST_WORDS and start < len(words) and len(found) < _MOST_RUNS:
            longest = min(len(words) if start else len(words) - 1, start + _LONGEST_RUN)
            runs = ((end, " ".join(words[start:end])) for end in range(longest, start, -1))
            end, run = next(((end, run) for end, run in runs if len(run) >= _SHORTEST_RUN and self._is_listed(run)), (0, ""))
            found += [self._shown(run)] if run else []
            start = max(end, start + 1)
        return found

    def _is_listed(self, key: str) -> bool:
        return bool(self._facts.names(key, bare=False))

    def _spelled_alike(self, asked: str) -> list[str]:
        if self._names is None:
            self._names = self._facts.near_names()
        # as it was typed, then without strength, directions and form
        core = " ".join(self._cores(asked))
        for key in dict.fromkeys((fold(asked), core if len(core) > _SHORTEST_RUN else fold(asked))):
            found = self._names.near(key, self._about)
            if found:
                is_plain = self._facts.postings.are_asked(key)
                return [self._shown(near) for near in found if not is_plain or _goes_on(key, near)]
        return []

    def _shown(self, key: str) -> str:
        return self._facts.names(key, bare=False)[0].name

    def _about(self, key: str) -> tuple[object, float]:
        """Which thing a name leads to, and how far it stands behind one that is spelled as near."""
        hit, *others = self._facts.names(key, bare=False)
        # what is also the name of one thing in the entry is no mere heading: St John's wort
        if hit.kind == "interactant" and not hit.substance and not others and self._is_heading(hit.name, hit.target):
            return None, math.inf
        behind = _BEHIND.get(hit.kind, 0.0) + _BEHIND.get(hit.via, 0.0) + (_BEHIND["old"] if hit.old else 0.0)
        return (hit.kind, hit.target, hit.substance), behind

    def _is_heading(self, name: str, target: str) -> bool:
        interactant = self._facts.interactant(target)
        return len(name.split()) > _HEADING and interactant is not None and interactant.name == name

    def elsewhere(self, asked: str) -> tuple[str, ...]:
        """Where else the words lead, for who asked about no thing."""
        section = self._facts.section_of(asked)
        notes = [f"That is a section: valcli info {section}"] if section else []
        listed = [piece for piece in re.split(r"\s*[,;]\s*", asked.strip(" ,;")) if piece]
        if len(listed) > 1 and all(self._name_of(piece) for piece in listed):
            names = " ".join(f'"{piece}"' if " " in piece else piece for piece in listed)
            notes.append(f"Several names? Give each one by itself: valcli interactions {names}")
        if not notes and len(asked.split()) <= _MOST_WORDS and self._facts.postings.are_asked(asked):
            from valcli.answers.search import is_answered  # of words that nobody asks about nothing is known there

            notes += [f"Try: valcli search {' '.join(words_of(asked))}"] if is_answered(self._facts, asked, self._country) else []
        return tuple(notes)


def are_opposite(pairs: Iterable[Sequence[str]], one: str, other: str) -> bool:
    """Whether one folded text says a word of which the other says the opposite; a dash marks beginnings of words."""
    mine, yours = one.split(), other.split()
    return any(_part(pair, mine, yours) or _part(pair[::-1], mine, yours) for pair in pairs)


def _part(pair: Sequence[str], mine: Sequence[str], yours: Sequence[str]) -> bool:
    """Whether one text has the first of two opposites and lacks the second, and the other text has the second."""
    first, second = pair
    if first.endswith(_DASH):
        return any(word.startswith(first[:-1]) for word in mine) and any(word.startswith(second[:-1]) for word in yours)
    return first in mine and second in yours and not {first, second} <= {*mine} and not {first, second} <= {*yours}


def _goes_on(words: str, name: str) -> bool:
    """Whether a name is these words, or these and one more: words that people use are no slip of others."""
    asked, whole = ([stem(word) for word in words_of(text)] for text in (words, name))
    return whole[: len(asked)] == asked and len(whole) <= len(asked) + 1


def _is_within(piece: str, name: str) -> bool:
    """Whether the words of one name stand in a longer one."""
    one, other = fold(piece), fold(name)
    return one != other and f" {one} " in f" {other} "
