"""How hard a text is to read: sentences, words, syllables and the Flesch-Kincaid grade.

Our own, so that a grade never changes with a library: `tests/text/test_reading_grade.py` freezes
the values. The syllables are counted from the spelling, which is wrong for a word here and
there and right on the whole.
"""

import re
from collections.abc import Iterable
from functools import cache

# stands for every masked name; two syllables, as the rule for masking asks
MASK = "button"


_WORD = re.compile(r"[A-Za-z]+(?:'[A-Za-z]+)?|\d+(?:[.,]\d+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?:])\s+(?=[^a-z])")
_ABBREVIATIONS = re.compile(r"\b(?:Dr|Mr|Mrs|Ms|St|vs|No|e\.g|i\.e|etc)\.$")
_SILENT_END = re.compile(r"(?:[^laeiouyszxcgh]es|thes|[^aeiouydt]ed|[^laeiouy]e)$")
_VOWELS = re.compile(r"[aeiouy]+")


# vowels side by side that are two syllables, and some that are one although the first rule splits them
_SPLIT = re.compile(r"i(?:a|um)|(?<![ctxg])io(?!n)|eo|ua|uo|[^q]ui[dt](?!e)|[aeiouy]ing|iet|^scie|ea$|^c?reat|^react")


_JOINED = re.compile(r"[ctsx]ia|geo|peopl")


def sentences(text: str) -> list[str]:
    """The sentences of a text; a colon before a capital or a figure ends one as well."""
    found: list[str] = []
    for piece in _SENTENCE_END.split(text.strip()):
        if found and _ABBREVIATIONS.search(found[-1]):
            found[-1] = f"{found[-1]} {piece}"
        elif piece:
            found.append(piece)
    return found


def words(text: str) -> list[str]:
    """The words and the figures of a text; parts joined by a hyphen count one by one."""
    return _WORD.findall(text)


@cache
def syllables(word: str) -> int:
    """How many syllables a word has; a figure counts as one."""
    letters = re.sub(r"[^a-z]", "", word.lower().removesuffix("'s"))
    if len(letters) <= 2:
        return 1
    core = re.sub(r"^y", "", _SILENT_END.sub(lambda found: found.group()[0], letters))
    count = len(_VOWELS.findall(core)) + len(_SPLIT.findall(core)) - len(_JOINED.findall(core))
    return max(count, 1)


def grade(texts: Iterable[str]) -> float:
    """Flesch-Kincaid grade of texts that each end a sentence of their own; 0 when there is no word."""
    every = [sentence for text in texts for sentence in sentences(text) if words(sentence)]
    spoken = [word for sentence in every for word in words(sentence)]
    if not spoken:
        return 0.0
    return 0.39 * len(spoken) / len(every) + 11.8 * sum(map(syllables, spoken)) / len(spoken) - 15.59


class Masker:
    """Puts each name in a text as one easy word.

    `exact` names count as they are written; `loose` ones in any letter case and as plurals.
    """

    def __init__(self, exact: Iterable[str], loose: Iterable[str]) -> None:
        # by their first word, because one pattern of thousands of names takes seconds
        self._by_word: dict[str, list[tuple[str, bool]]] = {}
        for names, any_case in ((exact, False), (loose, True)):
            for name in names:
                key = words(name)[0].casefold() if words(name) else name.casefold()
                self._by_word.setdefault(key, []).append((name.casefold() if any_case else name, any_case))
        for listed in self._by_word.values():
            listed.sort(key=lambda pair: (-len(pair[0]), pair))
        self._known: dict[str, str] = {}

    def __call__(self, text: str) -> str:
        """The text with its names masked."""
        if text not in self._known:
            self._known[text] = self._masked(text)
        return self._known[text]

    def _masked(self, text: str) -> str:
        made, done = "", 0
        for word in _WORD.finditer(text):
            if word.start() < done:
                continue
            end = self._end(text, word)
            if end:
                made += text[done : word.start()] + MASK
                done = end
        return made + text[done:]

    def _end(self, text: str, word: "re.Match[str]") -> int:
        """Where the longest name ends that starts at a word, or 0."""
        first = word.group().casefold().removesuffix("'s")
        for key in (first, first.removesuffix("s")):
            for name, any_case in self._by_word.get(key, ()):
                end = word.start() + len(name)
                part = text[word.start() : end]
                if (part.casefold() if any_case else part) == name:
                    end += any_case and text[end : end + 1] == "s"
                    if not re.match(r"\w|-\w", text[end:]):
                        return end
        return 0
