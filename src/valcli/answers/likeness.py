"""How like a question is to those of the bank: what these say about the lines, and whether they are answered at all."""

import heapq
import math
from collections import defaultdict
from collections.abc import Collection

from valcli.answers.deciding import Alike
from valcli.store.fact_base import FactBase
from valcli.store.search_read import SearchFeature
from valcli.text.words import rarity, weight

_VOTE, _SPEAK = 8.0, 6.0
_NEAREST = 20
_LATER = 0.1  # for each place that an answer stands behind the first
_NEXT = 0.5  # what the next vote for the same line weighs against the one before
_EVEN = 200.0  # how much of chance is mixed in


class Likeness:
    """The bank, held against the features of one question."""

    def __init__(self, facts: FactBase, features: Collection[str]) -> None:
        self._facts = facts
        self._every = facts.postings.questions()
        bounds = facts.postings.bounds()
        self._outside, self._unanswered, self.silent = bounds
        read = [(key, facts.postings.feature(key, bounds.outside)) for key in sorted(features)]
        self._features = {key: feature for key, feature in read if feature is not None}
        self._strange = [key for key, feature in read if feature is None]
        self.alike = Alike(0.0, 0.0)  # known when `add_to` was called

    def knows(self, key: str) -> bool:
        """Whether a concept stands in a question of the bank, or in a line."""
        return key in self._features

    def counts(self, key: str) -> tuple[int, int]:
        """In how many questions inside and outside a concept stands."""
        feature = self._features.get(key)
        return (feature.often - feature.outside, feature.outside) if feature else (0, 0)

    def rarity(self, key: str) -> float:
        """How telling a concept is, by how many questions have it."""
        return rarity(self._every, sum(self.counts(key)))

    def leads(self, key: str) -> set[int]:
        """The lines for which a concept stands: it is in their text or in questions that they answer."""
        feature = self._features.get(key)
        return set(feature.lines) if feature else set()

    def add_to(self, scores: dict[int, float]) -> None:
        """Add what the bank says to the scores of lines; the lines that answer like questions come in too."""
        for row, vote in self._votes().items():
            scores[row] = scores.get(row, 0.0) + _VOTE * vote
        spoken = self._spoken()
        for row in scores:
            scores[row] += _SPEAK * spoken.get(row, 0.0)

    def _votes(self) -> dict[int, float]:
        postings = self._facts.postings
        likeness: dict[int, float] = defaultdict(float)
        lengths = postings.numbers("lengths")
        own = sum((weight(key) * rarity(self._every, 0)) ** 2 for key in self._strange)
        for key, feature in self._features.items():
            rare = (weight(key) * rarity(self._every, feature.often)) ** 2
            own += rare
            for number in feature.asked:
                likeness[number] += rare
        own = math.sqrt(own) or 1.0
        alike = {number: like / (own * lengths[number]) for number, like in likeness.items()}
        self.alike = Alike(
            max((like for number, like in alike.items() if number < self._outside), default=0.0),
            max((like for number, like in alike.items() if number >= self._outside), default=0.0),
        )
        near = heapq.nlargest(_NEAREST, ((like, -number) for number, like in alike.items() if number < self._unanswered))
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
