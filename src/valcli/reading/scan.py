"""Tokens -> pieces: the longest known names, and the words of a class."""

from typing import NamedTuple

from valcli.reading.lexicon import Lexicon, Met
from valcli.reading.strength import strength_at
from valcli.text.around import Word
from valcli.text.tokens import DASH, MARKS, taken_apart

_DIGITS = frozenset("0123456789.")
_UNKNOWN = Word("unknown")
_NAME = Word("name")
_MARK = Word("mark")
_NUMBER = Word("number")
_MAKER = Word("note")
_MANY = 12  # a higher number in front says more than how many
_SUFFIX = 4  # letters behind a dash that say only who makes it
_PIECE = 2  # letters of each half of a name that was torn
_BEGINS = ("note", "or", "release", "salt", "unknown")  # what may begin a name; other words say something beside it
_NOTHING, _NOTHING_OF_IT = Word("turns-next"), Word("turns-last")  # 0 % before a name, and behind it


class Piece(NamedTuple):
    """Some tokens that belong together: a name, a word of a class, numbers, a mark, or what nobody knows."""

    word: Word
    text: str  # the key of a name or word, the mark, the bare number
    name: str = ""  # the key of a name that a word of a class is as well
    behind: Word | None = None  # what the word is directly behind a name
    pair: bool = False  # numbers: two weights on one substance
    unit: bool = False
    per: str = ""  # numbers: a share, or how much is in how much

    @property
    def is_count(self) -> bool:
        """Whether a number says only how many: 2 beers."""
        return self.text.isdigit() and int(self.text) <= _MANY and not (self.unit or self.pair)


def pieces_of(lexicon: Lexicon, tokens: list[str]) -> list[Piece]:
    """A text of tokens as pieces, from left to right."""
    found: list[Piece] = []
    start = 0
    while start < len(tokens):
        piece, start = _piece(lexicon, tokens, start)
        found.append(piece)
    return found


def _piece(lexicon: Lexicon, tokens: list[str], start: int) -> tuple[Piece, int]:
    token = tokens[start]
    if token in MARKS:
        return Piece(_MARK, token), start + 1
    met = lexicon.name_at(tokens, start)
    if met is None and (torn := _torn(lexicon, tokens, start)):
        return torn
    if met and met.end < len(tokens) and tokens[met.end][0] in _DIGITS and lexicon.heads.get(token, 0) > 1:
        met = _around_strength(lexicon, tokens, start, met)
    said = lexicon.words.anywhere.at(tokens, start)
    # a name of several words goes before a shorter word of a class
    if met and " " in met.key and (said is None or said[1] < met.end):
        return Piece(_NAME, met.key), met.end
    if token[0] in _DIGITS and said is None:
        return _number(lexicon, tokens, start)
    return _word(lexicon, tokens, start, met, said)


def _torn(lexicon: Lexicon, tokens: list[str], start: int) -> tuple[Piece, int] | None:
    """A name in two pieces, where the second one alone is another name or none. Behind a maker it is unsure."""
    end = start + 1 + (tokens[start + 1 : start + 2] == [DASH])
    if end >= len(tokens) or tokens[start] + tokens[end] not in lexicon.names:
        return None
    words = lexicon.words.anywhere.words
    said = words.get(tokens[start], _UNKNOWN)
    is_other = tokens[end] not in lexicon.names and tokens[end] in words
    if is_other or said.kind not in _BEGINS or min(len(tokens[start]), len(tokens[end])) < _PIECE:
        return None
    if said.kind == "note":  # what a maker sells under that name
        return Piece(_UNKNOWN, tokens[start]), start + 1
    return Piece(_NAME, tokens[start] + tokens[end]), end + 1


def _word(lexicon: Lexicon, tokens: list[str], start: int, met: Met | None, said: tuple[Word, int] | None) -> tuple[Piece, int]:
    """A word of a class, and what it is directly behind a name; else a name of one word; else what nobody knows."""
    if tokens[start] in lexicon.words.before and _stands_before_name(lexicon, tokens, start + 1):
        return Piece(_MAKER, tokens[start]), start + 1
    if said and said[0].rank == "code" and tokens[said[1] : said[1] + 1] == [DASH]:  # ex-heroin tells no form
        return Piece(_UNKNOWN, tokens[start]), said[1]
    behind = lexicon.words.behind.at(tokens, start)
    word, end = said or (_UNKNOWN, 0)
    if behind and behind[1] >= end:
        word, end = (word if behind[1] == end else _UNKNOWN), behind[1]
    elif said is None:
        return (Piece(_NAME, met.key), met.end) if met else _unknown(lexicon, tokens, start)
    elif word.kind == "salt" and tokens[start] in lexicon.words.part and (start == 0 or tokens[start - 1] in MARKS):
        return Piece(_UNKNOWN, tokens[start]), end  # tramadol-acet: cut short from another name, and no salt of the one before
    else:
        behind = None
    name = met.key if met and met.end == end else ""
    return Piece(word, " ".join(tokens[start:end]), name, behind[0] if behind else None), end


def _stands_before_name(lexicon: Lexicon, tokens: list[str], end: int) -> bool:
    """Whether a dash and a substance stand here, or where only one word stands before them, a substance."""
    place = end + (tokens[end : end + 1] == [DASH])
    return (place > end or end == 1) and place < len(tokens) and lexicon.is_substance(tokens[place])


def _around_strength(lexicon: Lexicon, tokens: list[str], start: int, met: Met) -> Met:
    """A name that goes on behind its strength, which is then put behind the whole name: Nytol 50 mg One-A-Night."""
    strength = strength_at(lexicon.words, tokens, met.end)
    if not strength.unit:
        return met
    without = tokens[start : met.end] + tokens[strength.end : strength.end + lexicon.heads[tokens[start]]]
    longer = lexicon.name_at(without, 0)
    if longer is None or longer.end <= met.end - start:
        return met
    more = longer.end - (met.end - start)
    tokens[start : strength.end + more] = [*without[: longer.end], *tokens[met.end : strength.end]]
    return Met(longer.key, start + longer.end)


def _number(lexicon: Lexicon, tokens: list[str], start: int) -> tuple[Piece, int]:
    strength = strength_at(lexicon.words, tokens, start)
    drinks = lexicon.words.zero
    is_behind = start > 0 and tokens[start - 1] in drinks
    if strength.nothing and is_behind:
        return Piece(_UNKNOWN, tokens[start], behind=_NOTHING_OF_IT), strength.end
    if strength.nothing and strength.end < len(tokens) and tokens[strength.end] in drinks:
        return Piece(_NOTHING, tokens[start]), strength.end
    return Piece(
        _NUMBER, strength.pair or strength.bare, pair=bool(strength.pair), unit=strength.unit, per=strength.per
    ), strength.end


def _unknown(lexicon: Lexicon, tokens: list[str], start: int) -> tuple[Piece, int]:
    """A word that is in no list, cut short, or a known one with a number written to it."""
    token = tokens[start]
    behind_dash = len(token) == _SUFFIX and start > 1 and tokens[start - 1] == DASH
    if behind_dash and token.isalpha() and tokens[start - 2].endswith(lexicon.words.endings):  # adalimumab-adaz
        return Piece(_MAKER, token), start + 1
    if token in lexicon.words.part:
        return Piece(_UNKNOWN, token), start + 1
    if not token.isalpha():
        apart = taken_apart(token)
        if len(apart) > 1 and (apart[0] in lexicon.names or apart[0] in lexicon.words.anywhere.words):
            tokens[start : start + 1] = apart
            return _piece(lexicon, tokens, start)
    word = lexicon.words.cut_short(token)
    return Piece(word or _UNKNOWN, token), start + 1
