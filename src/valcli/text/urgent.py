"""Text -> the signs of an emergency that it speaks of.

Nobody can write down how people say that somebody is dying. So a sign is told by words that stand
near each other: a word for a part of the body, and one for what is wrong with it.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise, product
from typing import Any, NamedTuple

from valcli.model.leaflet import SearchWords, UrgentGroup, UrgentSign
from valcli.text.words import MAX_WORDS, words_of

_NEAR = 6  # words in a row in which all parts of a sign have to stand
_SWALLOWED, _WHOLE = "in", "ing"  # "he is breathin"


class Told(NamedTuple):
    """What a text says of emergencies: the records to read first, and whether it only asks about the sign.

    `unwell` tells that somebody may be very ill, hurt or in danger, whatever else the text is about.
    """

    find: tuple[str, ...]
    general: bool
    unwell: bool = False


_Span = tuple[int, int]


class Urgent:
    """Reads text by the prepared signs of search.yaml."""

    def __init__(self, prepared: str) -> None:
        self._signs, self._groups, self._openings, self._anywhere, self._unwell, self._well = json.loads(prepared)
        every = [*(phrase for sign in self._signs for phrase in sign["words"]), *self._said()]
        self.vocabulary = frozenset(word for phrase in every for word in phrase.split())
        self._longest = max((phrase.count(" ") + 1 for phrase in (*every, *self._ending())), default=1)

    def told(self, text: str, slip: Callable[[str], str] = str) -> Told:
        """The records for all signs of which a text speaks; `slip` gives the word that a strange one is a slip of."""
        words = [self._spelled(word, slip) for word in words_of(text)[:MAX_WORDS]]
        spans = self._spans(words)
        found = [one for sign in self._signs if self._is_told(sign, spans, words) for one in sign["find"]]
        begins = any(spans.get(phrase, [(1, 1)])[0][0] == 0 for phrase in self._openings)
        general = begins or any(phrase in spans for phrase in self._anywhere)
        unwell = any(phrase in spans for phrase in self._unwell) and not any(phrase in spans for phrase in self._well)
        return Told(tuple(dict.fromkeys(found)), general, unwell and not general)

    def _said(self) -> Iterator[str]:
        return (phrase for group in self._groups.values() for phrase in group["words"])

    def _ending(self) -> Iterator[str]:
        for phrases in (self._openings, self._anywhere, self._unwell, self._well):
            yield from phrases
        yield from (phrase for sign in self._signs for phrase in sign["unless"])

    def _spelled(self, word: str, slip: Callable[[str], str]) -> str:
        if word in self.vocabulary:
            return word
        whole = word.removesuffix(_SWALLOWED) + _WHOLE if word.endswith(_SWALLOWED) else word
        return whole if whole in self.vocabulary else slip(word)

    def _spans(self, words: Sequence[str]) -> dict[str, list[_Span]]:
        """Where each row of words stands, up to the longest phrase."""
        spans: dict[str, list[_Span]] = {}
        for start in range(len(words)):
            for end in range(start + 1, min(start + self._longest, len(words)) + 1):
                spans.setdefault(" ".join(words[start:end]), []).append((start, end))
        return spans

    def _is_told(self, sign: dict[str, Any], spans: dict[str, list[_Span]], words: Sequence[str]) -> bool:
        if any(phrase in spans for phrase in sign["unless"]):
            return False
        return any(phrase in spans for phrase in sign["words"]) or any(
            _are_near([self._places(self._groups[name], spans, words) for name in names]) for names in sign["together"]
        )

    def _places(self, group: dict[str, Any], spans: dict[str, list[_Span]], words: Sequence[str]) -> list[_Span]:
        """Where a group stands in a text."""
        found = [span for phrase in group["words"] for span in spans.get(phrase, ())]
        if group["at_least"]:
            found += [(at, at + 1) for at, word in enumerate(words) if _is_number(word, int(group["at_least"]))]
        before, behind = group["not_before"], group["not_behind"]
        return [
            (start, end)
            for start, end in found
            if (end == len(words) or words[end] not in before) and (start == 0 or words[start - 1] not in behind)
        ]


def _is_number(word: str, least: int) -> bool:
    return word.isascii() and word.isdigit() and int(word[:9]) >= least


def _are_near(places: Sequence[Sequence[_Span]]) -> bool:
    """Whether one place of each stands near those of the others, and none in another."""
    first, *others = places
    for span in first:
        near = [[other for other in some if _reach((span, other)) <= _NEAR] for some in others]
        if any(_reach(spans) <= _NEAR and _are_apart(spans) for spans in product([span], *near)):
            return True
    return False


def _reach(spans: Iterable[_Span]) -> int:
    starts, ends = zip(*spans, strict=True)
    return int(max(ends) - min(starts))


def _are_apart(spans: Sequence[_Span]) -> bool:
    in_order = sorted(spans)
    return all(one[1] <= two[0] for one, two in pairwise(in_order))


def prepare(lists: SearchWords) -> str:
    """The signs as a reader needs them, kept in the store."""
    signs = [_sign(sign) for sign in lists.urgent]
    groups = {group.name: _group(group) for group in lists.urgent_groups}
    others = map(_phrases, (lists.general, lists.general_anywhere, lists.unwell, lists.well))
    return json.dumps([signs, groups, *others])


def _sign(sign: UrgentSign) -> dict[str, Any]:
    return {"find": sign.find, "words": _phrases(sign.words), "together": sign.together, "unless": _phrases(sign.unless)}


def _group(group: UrgentGroup) -> dict[str, Any]:
    beside = {"not_before": _phrases(group.not_before), "not_behind": _phrases(group.not_behind)}
    return {"words": _phrases(group.words), "at_least": group.at_least, **beside}


def _phrases(entries: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(" ".join(words_of(entry)) for entry in entries))
