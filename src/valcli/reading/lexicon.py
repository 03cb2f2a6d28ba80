"""What the reader knows: the names of the facts and the words that stand around them."""

from collections.abc import Container, Mapping
from typing import NamedTuple

from valcli.text.around import Words, beginning_with
from valcli.text.tokens import BREAKS, SOFT, singular

_SHORTEST = 5  # letters of a name that was cut short


class Met(NamedTuple):
    """A name that was met in a text: its key, and the token at which it ends."""

    key: str
    end: int


class Lexicon:
    """Names and words by exact keys.

    `heads` tells how many words the longest name has that begins with a word, where that is more than one;
    `stems` are names of one word with the substance that each is.
    """

    def __init__(self, names: Container[str], heads: Mapping[str, int], stems: Mapping[str, str], words: Words) -> None:
        self.names = names
        self.heads = heads
        self.words = words
        self._stems = stems
        self._sorted: list[str] = []

    def is_substance(self, token: str) -> bool:
        """Whether a word is an official name."""
        return token in self._stems

    def cut_short(self, text: str) -> str:
        """The only substance whose name begins with a text, or ''."""
        if len(text) < _SHORTEST:
            return ""
        if not self._sorted:
            self._sorted = sorted(self._stems)
        found = {self._stems[key] for key in beginning_with(self._sorted, text)}
        return found.pop() if len(found) == 1 else ""

    def name_at(self, tokens: list[str], start: int) -> Met | None:
        """The longest name that begins at a token; its plural counts too."""
        names, token = self.names, tokens[start]
        most = self.heads.get(token)
        if most is None:
            if token in names:
                return Met(token, start + 1)
            single = singular(token) if token[-1] == "s" else token
            return Met(single, start + 1) if single != token and single in names else None
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
            if key in names:
                found = Met(key, end)
            elif token[-1] == "s" and (single := singular(key)) in names:
                found = Met(single, end)
        return found
