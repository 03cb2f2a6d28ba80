"""How far the bank of questions speaks for a line, when something new is asked.

(1) The questions of the bank that are most like the new one vote for the lines that answer
them: likeness is the cosine of two questions, by features, each the heavier, the rarer it is.
(2) Every feature of the new question speaks for a line the more, the oftener it stands in the
questions, names and text of that line, against what chance would give.
The weights were chosen on questions that were not in the bank.
"""

import heapq
import math
from collections import defaultdict
from collections.abc import Collection

from valcli.concepts import rarity, weight
from valcli.postings import SearchFeature
from valcli.store import FactBase

_VOTE, _SPEAK = 8.0, 6.0
_NEAREST = 20
_LATER = 0.1  # for each place that an answer stands behind the first
_NEXT = 0.5  # what the next vote for the same line weighs against the one before
_EVEN = 200.0  # how much of chance is mixed in


class Likeness:
    """The bank, held against the features of one question."""

    def __init__(self, facts: FactBase, features: Collection[str]) -> None:
        self._facts = facts
        read = [(key, facts.postings.feature(key)) for key in sorted(features)]
        self._features = {key: feature for key, feature in read if feature is not None}
        self._strange = [key for key, feature in read if feature is None]

    def knows(self, key: str) -> bool:
        """Whether a concept stands in a question of the bank."""
        return key in self._features

    def add_to(self, scores: dict[int, float]) -> None:
        """Add what the bank says to the scores of lines; the lines that answer like questions come in too."""
        for row, vote in self._votes().items():
            scores[row] = scores.get(row, 0.0) + _VOTE * vote
        spoken = self._spoken()
        for row in scores:
            scores[row] += _SPEAK * spoken.get(row, 0.0)

    def _votes(self) -> dict[int, float]:
        postings = self._facts.postings
        every = postings.questions()
        likeness: dict[int, float] = defaultdict(float)
        lengths: dict[int, float] = {}
        own = sum((weight(key) * rarity(every, 0)) ** 2 for key in self._strange)
        for key, feature in self._features.items():
            rare = (weight(key) * rarity(every, feature.often)) ** 2
            own += rare
            for number in feature.asked:
                likeness[number] += rare
            lengths.update(zip(feature.asked, feature.lengths, strict=True))
        own = math.sqrt(own) or 1.0
        near = heapq.nlargest(_NEAREST, ((like / (own * lengths[number]), -number) for number, like in likeness.items()))
        votes: dict[int, list[float]] = defaultdict(list)
        for like, number in near:
            for place, row in enumerate(postings.answering(-number)):
                votes[row].append(like**2 * (1 - _LATER * place))
        return {row: sum(vote * _NEXT**n for n, vote in enumerate(sorted(some, reverse=True))) for row, some in votes.items()}

    def _spoken(self) -> dict[int, float]:
        sizes = self._facts.postings.numbers("sizes")
        spoken: dict[int, float] = defaultdict(float)
        for key, feature in self._features.items():
            self._speak(spoken, feature, weight(key))
        heard = sum(map(weight, self._features))
        return {row: (said + heard * math.log(_EVEN / (sizes[row] + _EVEN))) / max(heard, 1.0) for row, said in spoken.items()}

    def _speak(self, spoken: dict[int, float], feature: SearchFeature, heavy: float) -> None:
        chance = 10 * _EVEN * feature.share
        for row, tenths in zip(feature.lines, feature.counts, strict=True):
            spoken[row] += heavy * math.log(1 + heavy * tenths / chance)
