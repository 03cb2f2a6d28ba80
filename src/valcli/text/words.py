"""Text -> the concepts in it: words without endings, and groups of words that mean the same.

A name in the facts and a question that somebody types are read in the same way, so
"stopping suddenly" meets "sudden stop", and "sleepiness" meets "somnolence".
"""

import json
import math
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from valcli.model.leaflet import SearchWords
from valcli.text.fold import bare_forms, fold

MAX_WORDS = 60
MOST_FOUND = 3  # lines that answer one question of the bank


# marks of a feature: a word that stands in a group, as it was typed; two words in a row
WORD, PAIR = "~", "|"


_WEIGHT_OF_WORD, _WEIGHT_OF_PAIR = 0.5, 0.3
_SHORT = 3  # words up to this length have no ending
_ENDINGS = ("ness", "ing", "ed", "ly")
_POSSESSIVE = re.compile(r"(?<=\w)'s\b")
_UNIT = re.compile(r"(\d)(mg|mcg|ml)\b")
_DOUBLED = re.compile(r"([bdgkmnprt])\1$")


class Concept(NamedTuple):
    """One thing that is asked about; `words` are all the ways to say it."""

    key: str
    words: tuple[str, ...]


class Reader:
    """Reads text by the prepared lists of search.yaml. A group is ignored when its first word is."""

    def __init__(self, prepared: str) -> None:
        ignored, skipped, groups, self._by_phrase, starts, self._longest = json.loads(prepared)
        self._ignored, self._skipped = set(ignored), set(skipped)
        self._starts = set(starts)
        self._groups = [Concept("=" + names[0], tuple(names)) for names in groups]

    def concepts(self, text: str) -> list[Concept]:
        """What a text is about, each once; all its words when it has none but words to ignore."""
        words = words_of(text)[:MAX_WORDS]
        every = [concept for concept, _ in self._read([word for word in words if word not in self._skipped] or words)]
        telling = [concept for concept in every if concept.words[0] not in self._ignored]
        return list(dict.fromkeys(telling or every))

    def features(self, text: str) -> set[str]:
        """Everything by which one question is like another: its concepts, its words, and which word follows which."""
        words = words_of(text)[:MAX_WORDS]
        words = tuple(word for word in words if word not in self._skipped) or words
        stems = [stem(word) for word in words]
        keys = {concept.key for concept, _ in self._read(words)}
        rest = {found for word, found in zip(words, stems, strict=True) if word not in self._ignored} - keys
        return keys | {WORD + found for found in rest} | {f"{one}{PAIR}{two}" for one, two in pairwise(["", *stems])}

    def typed(self, text: str) -> dict[str, str]:
        """How each concept of a text is said in it."""
        words = words_of(text)[:MAX_WORDS]
        words = tuple(word for word in words if word not in self._skipped) or words
        return {concept.key: " ".join(said) for concept, said in self._read(words)}

    def telling(self, text: str) -> set[str]:
        """The keys of the concepts in a text."""
        return {concept.key for concept in self.concepts(text)}

    def fillers(self, text: str) -> int:
        """How many words of a text say nothing about the subject."""
        return sum(word in self._ignored for word in words_of(text))

    def _read(self, words: Sequence[str]) -> Iterator[tuple[Concept, Sequence[str]]]:
        """The longest group that starts at each word, or else the word alone, and the words that say it."""
        stems = [stem(word) for word in words]
        at = 0
        while at < len(words):
            longest = min(self._longest, len(words) - at) if stems[at] in self._starts else 0
            for size in range(longest, 0, -1):
                group = self._by_phrase.get(" ".join(stems[at : at + size]))
                if group is not None:
                    yield self._groups[group], words[at : at + size]
                    break
            else:
                size = 1
                yield Concept(stems[at], (words[at],)), words[at : at + 1]
            at += size


def prepare(lists: SearchWords) -> str:
    """The lists as a reader needs them, kept in the store: stems are found once, not for every question."""
    ignored, skipped = ([" ".join(words_of(entry)) for entry in entries] for entries in (lists.ignore, lists.skip))
    groups = [[" ".join(words_of(name)) for name in group] for group in lists.same]
    # "throw it away" and "throw away" are one phrase
    kept = [[[word for word in name.split() if word not in skipped] for name in names] for names in groups]
    by_phrase = {" ".join(map(stem, name)): number for number, names in enumerate(kept) for name in names if name}
    longest = max((phrase.count(" ") + 1 for phrase in by_phrase), default=1)
    starts = sorted({phrase.partition(" ")[0] for phrase in by_phrase})
    return json.dumps([ignored, skipped, groups, by_phrase, starts, longest])


@lru_cache(maxsize=20_000)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, folded, without accents and punctuation."""
    forms = bare_forms(_UNIT.sub(r"\1 \2", _POSSESSIVE.sub("", fold(text))))
    return tuple(forms[-1].split()) if forms else ()


def weight(feature: str) -> float:
    """How much a sort of feature weighs."""
    return _WEIGHT_OF_PAIR if PAIR in feature else _WEIGHT_OF_WORD if feature.startswith(WORD) else 1.0


def rarity(every: int, some: int) -> float:
    """How telling a feature is that so many of all questions have."""
    return math.log(1 + every / max(some, 1))


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word without its usual endings: enough to join plurals and forms of a verb, no more."""
    if len(word) <= _SHORT or not word.isascii():
        return word
    if word.endswith("ies"):
        word = word[:-3] + "y"
    elif re.search(r"(?:[cs]h|ss|x|z)es$", word):
        word = word[:-2]
    elif not re.search(r"(?:ss|us|is)$", word):
        word = word.removesuffix("s")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORT:
            word = _DOUBLED.sub(r"\1", word.removesuffix(ending))
            break
    if len(word) > _SHORT + 1:
        word = word.removesuffix("e")
    return word[:-1] + "i" if word.endswith("y") and len(word) > _SHORT else word
