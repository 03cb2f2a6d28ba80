"""Names that are spelled or sound like a typed one: only ever suggested, never answered.

A slip is priced, not counted: a doubled letter, two letters that changed places and a letter
that sounds the same cost little, another letter costs one. Names are compared as they are
spelled and as they sound; the cheaper way counts. A list is never longer than three.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence

from valcli.text.fold import fold
from valcli.text.tokens import singular

# the consonants of how a folded name sounds, the name, and how it sounds
Spelled = tuple[str, str, str]


_SUGGESTIONS = 3
_SHORT = 4  # in a short word one letter is much
_BEGINNING = 5  # letters of a beginning that lead to the whole name
_BEGUN = 0.5  # what a name costs of which only the beginning was typed
_SAME_SOUND, _DOUBLED, _SWAPPED, _VOWEL, _SILENT, _LONE_VOWEL = 0.4, 0.3, 0.5, 0.5, 0.6, 0.9
_HEARD = 0.3  # what it costs that a name only sounds alike
_FIRST = 0.3  # people seldom get the first letter wrong
_NO_FIRST = 0.6  # the first letter was lost
_MOVED = 1.0  # all letters are there, in another order
_MARGIN = 1.2  # how much worse than the best one a suggestion may be
_WORST = 3.0
_OTHER_LETTERS = 4  # letters that only one of two near names has, at most
_OTHER_SYLLABLES = 3  # the same of names with the same first and last consonant, whose syllables may have changed places
_PLURAL = 0.1  # the ending of the plural goes
_PER_LETTER = 0.01  # of two names with the same beginning, the shorter one stands first


# one spelling for one sound; a new line stands where a name begins or ends
_SOUNDS = (
    *((letter * 2, letter) for letter in "abcdefgijklmnoprstuvxz"),
    ("\nps", "\ns"), ("\npn", "\nn"), ("\nx", "\ns"), ("\nkn", "\nn"), ("\neu", "\nu"), ("\nwr", "\nr"),
    ("ph", "f"), ("rh", "r"), ("th", "t"), ("sch", "sk"), ("ch", "k"), ("ck", "k"), ("sh", "s"), ("h", ""),
    ("ae", "e"), ("oe", "e"), ("y", "i"), ("sce", "se"), ("sci", "si"), ("ce", "se"), ("ci", "si"), ("c", "k"),
    ("qu", "kv"), ("q", "k"), ("w", "v"), ("z", "s"), ("ge", "je"), ("gi", "ji"), ("e\n", "\n"), ("kk", "k"), ("ss", "s"),
    ("ks", "x"),
)  # fmt: skip


_VOWELS = "aeiouy"
_NO_VOWEL = str.maketrans("", "", "aeiouy-' ")
_ALIKE = ("ckqs", "sxz", "fpv", "gj", "bp", "dt", "mn", "vw", "kx")
_CHANGED = {one + other: _SAME_SOUND for group in _ALIKE for one in group for other in group}
_CHANGED |= {one + other: _VOWEL for one in _VOWELS for other in _VOWELS}
_LONE = dict.fromkeys("aiouy", _LONE_VOWEL) | dict.fromkeys("he -'", _SILENT)


class NearNames:
    """Folded names, to be compared with what was typed.

    `of_length` gives those with so many consonants, `begun` those that begin with a text:
    of many names few are near enough in length to be looked at.
    """

    def __init__(self, of_length: Callable[[int], Iterable[Spelled]], begun: Callable[[str], Sequence[str]]) -> None:
        self._of_length = of_length
        self._begun = begun

    def near(self, asked: str, about: Callable[[str], tuple[object, float]]) -> list[str]:
        """The names nearest to a folded one, nearest first.

        `about` tells which thing a name leads to, so that each thing is suggested once, and
        how far the name stands behind one that is as near.
        """
        single = singular(asked)
        likely = self._priced(asked) + [(price + _PLURAL, key) for price, key in self._priced(single if single != asked else "")]
        priced = [(price + about(key)[1], key) for price, key in likely]
        priced = [(price, key) for price, key in priced if price < math.inf]
        found: dict[object, str] = {}
        priced.sort()
        for price, key in priced:
            if len(found) < _SUGGESTIONS and (price <= priced[0][0] + _MARGIN or is_one_letter(asked, key)):
                found.setdefault(about(key)[0], key)
        return list(found.values())

    def _priced(self, asked: str) -> list[tuple[float, str]]:
        if not asked:
            return []
        sound = sounds_of([asked])[0]
        letters = sorted(asked)
        priced = []
        for _, key, heard in self._likely(asked, sound):
            limit = _limit(max(len(asked), len(key)))
            price = _HEARD + _price(sound, heard, limit)
            if price <= limit + _HEARD:
                price = min(price, _price(asked, key, limit))
                price += 0.0 if key[:1] == asked[:1] else _FIRST / 2 if sound[:1] == heard[:1] else _FIRST
            if key[1:] == asked:
                price = min(price, _NO_FIRST)
            elif sorted(key) == letters:
                price = min(price, _MOVED)
            if price <= limit + _FIRST:
                priced.append((price, key))
        if len(asked) >= _BEGINNING:
            priced += [(_BEGUN + len(key) * _PER_LETTER, key) for key in self._begun(asked)]
        return priced

    def _likely(self, asked: str, sound: str) -> list[Spelled]:
        """Names half of whose consonants are the same, or all but some in the middle."""
        (bones,) = _bones_of([sound])
        length = len(bones)
        half, third, reach = -(-length // 2), length // 3, 2 if length > 5 else 1
        begin, end = bones[:half], bones[length - half :]
        gaps = [(third, length - third)] if length > 5 else [(1, length - max(1, length - 3)), (max(1, length - 3), length - 1)]
        (one, two), (three, four) = gaps[0], gaps[-1]
        head, tail, other_head, other_tail = bones[:one], bones[two:], bones[:three], bones[four:]
        found = []
        for other_length in range(length - reach, length + reach + 1):
            found += [
                name
                for name in self._of_length(other_length)
                if (other := name[0]).startswith(begin)
                or other.endswith(end)
                or (other.startswith(head) and other.endswith(tail))
                or (other.startswith(other_head) and other.endswith(other_tail))
            ]
        letters = set(sound)
        found = [name for name in found if len(letters.symmetric_difference(name[2])) <= _OTHER_LETTERS]
        if length > 3:
            return found if " " in asked else found + self._turned_about(bones, letters)
        # few consonants are shared by many
        begin, end = asked[:2], asked[-2:]
        return [name for name in found if begin in name[1] or end in name[1]]

    def _turned_about(self, bones: str, letters: set[str]) -> list[Spelled]:
        """Names of nearly the same letters that begin and end alike: syllables that changed places."""
        first, last, length = bones[0], bones[-1], len(bones)
        return [
            name
            for other_length in (length - 1, length, length + 1)
            for name in self._of_length(other_length)
            if name[0].startswith(first)
            and name[0].endswith(last)
            and len(letters.symmetric_difference(name[2])) <= _OTHER_SYLLABLES
        ]


def near_names(asked: str, names: Sequence[str]) -> list[str]:
    """A few of some words or names that are spelled or sound like the one asked for."""
    by_key = {fold(name): name for name in names}
    by_length = spelled(list(by_key))
    made = NearNames(lambda length: by_length.get(length, ()), lambda start: [key for key in by_key if key.startswith(start)])
    return [by_key[key] for key in made.near(fold(asked), lambda key: (key, 0.0))]


def spelled(keys: Sequence[str]) -> dict[int, list[Spelled]]:
    """Folded names as they are compared, by the number of their consonants."""
    sounds = sounds_of(keys)
    by_length: dict[int, list[Spelled]] = {}
    for name in zip(_bones_of(sounds), keys, sounds, strict=False):
        by_length.setdefault(len(name[0]), []).append(name)
    return by_length


def is_one_letter(one: str, other: str) -> bool:
    """Whether one letter more, less or changed makes one name of the other."""
    if one == other:
        return False
    _, one, other = _apart(one, other)
    return len(one) <= 1 and len(other) <= 1


def one_letter_apart(word: str) -> Iterator[str]:
    """All that one letter more, less or changed makes of a word."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    for place in range(len(word) + 1):
        before, behind = word[:place], word[place:]
        yield before + behind[1:]
        for letter in letters:
            yield before + letter + behind
            yield before + letter + behind[1:]


def is_slip(one: str, other: str) -> bool:
    """Whether two words begin alike and sound the same, or differ by a letter too many, a vowel, or two that changed places."""
    if one[:1] != other[:1] or one == other:
        return False
    if len(set(sounds_of([one, other]))) == 1:
        return True
    _, mine, yours = _apart(one, other)
    if len(mine) == len(yours):
        return mine == yours[::-1] if len(mine) > 1 else {mine, yours} <= {*_VOWELS}
    return is_one_letter(one, other)


def sounds_of(keys: Sequence[str]) -> list[str]:
    """How folded names sound: all at once, since replacing in one long text is much faster."""
    text = "\n" + "\n\n".join(keys) + "\n"
    for written, heard in _SOUNDS:
        text = text.replace(written, heard)
    return text[1:-1].split("\n\n")


def _bones_of(sounds: Sequence[str]) -> list[str]:
    """The consonants of sounds."""
    return "\n".join(sounds).translate(_NO_VOWEL).split("\n")


def _limit(length: int) -> float:
    return 0.7 if length <= _SHORT else min(_WORST, max(1.0, 0.27 * length))


def _apart(one: str, other: str) -> tuple[str, str, str]:
    """The last letter that both begin with, and both without what they begin and end with alike."""
    most = min(len(one), len(other))
    start = 0
    while start < most and one[start] == other[start]:
        start += 1
    end = 0
    while end < most - start and one[-1 - end] == other[-1 - end]:
        end += 1
    return one[max(0, start - 1) : start], one[start : len(one) - end], other[start : len(other) - end]


def _price(one: str, other: str, limit: float) -> float:
    """What it costs to make one word of the other; more than the limit when it is too much."""
    before, mine, yours = _apart(one, other)
    lone, yours_lone = _lone(mine, before), _lone(yours, before)
    last: list[float] = []
    row = [0.0]
    for cost in yours_lone:
        row.append(row[-1] + cost)
    for down, letter in enumerate(mine):
        older, last = last, row
        row = [last[0] + lone[down]]
        for place, other_letter in enumerate(yours):
            if letter == other_letter:
                row.append(last[place])
                continue
            cost = min(
                last[place] + _CHANGED.get(letter + other_letter, 1.0),
                last[place + 1] + lone[down],
                row[place] + yours_lone[place],
            )
            if down and place and letter == yours[place - 1] and mine[down - 1] == other_letter:
                cost = min(cost, older[place - 1] + _SWAPPED)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return row[-1]


def _lone(text: str, before: str) -> list[float]:
    """What each letter costs when only one of the two has it."""
    return [
        _DOUBLED if letter == last else _LONE.get(letter, 1.0)
        for last, letter in zip((before or "\n") + text, text, strict=False)
    ]
