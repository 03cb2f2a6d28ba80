"""Words -> the statements that fit best."""

import heapq
import math
from collections import defaultdict
from collections.abc import Collection, Sequence
from itertools import islice

from valcli.answers.context import context_of
from valcli.answers.types import Hit, SearchAnswer
from valcli.store.fact_base import FactBase
from valcli.store.search_read import SearchFeature, SearchLine, SearchName
from valcli.text.fold import fold
from valcli.text.near import near_names
from valcli.text.words import Concept, Reader, rarity, weight

MOST_HITS = 10
MAX_QUESTION = 1000  # characters that are read
MOST_SLIPS = 3
SHORTEST_SLIP = 4


def search(facts: FactBase, words: Sequence[str], country: str) -> SearchAnswer:
    """The statements, interactions, questions and terms that fit best, at most ten."""
    context = context_of(facts, "search", {"words": list(words), "country": country}, country)
    reader, text = Reader(facts.search_words()), " ".join(words)[:MAX_QUESTION]
    found, strange = best_lines(facts, reader.concepts(text), reader.features(text), MOST_HITS, country)
    titles = {section.section: section.title for section in facts.sections()}
    hits = tuple(
        Hit(id=hit.id, kind=hit.kind, section=hit.section, title=titles.get(hit.section, ""), text=hit.shown) for hit in found
    )
    return SearchAnswer(context=context, hits=hits, suggestions=_near(facts, strange))


def _near(facts: FactBase, strange: Sequence[Concept]) -> tuple[str, ...]:
    """Words that are spelled like those that nothing says; a slip is never put right in silence."""
    typed = [concept.words[0] for concept in strange if len(concept.words[0]) >= SHORTEST_SLIP][:MOST_SLIPS]
    words = [*facts.postings.vocabulary(), *facts.all_names()] if typed else []
    return tuple(dict.fromkeys(near for word in typed for near in near_names(word, words) if fold(near) != word))


_NAME = 2.0
_PLAIN = 1.0
_CLINICAL = 0.4
_BEHIND = 0.5
_UNNAMED = 0.6  # a word that stands in no name is seldom what a question is about
_RARE = 8  # a word in fewer lines than this weighs no more
_BARE = 0.3  # a bare number
_ALONE = 2  # features of a word that stands alone
_COVER = 0.5
_LATER = 0.15  # for each place that a product's ingredient or a reading of a name stands behind the first


def best_lines(
    facts: FactBase, concepts: Sequence[Concept], features: Collection[str], most: int, country: str
) -> tuple[list[SearchLine], list[Concept]]:
    """The lines that fit best, at most so many, and the concepts that neither a line nor the bank has."""
    bank = Likeness(facts, features)
    postings = facts.postings
    behind = postings.numbers("behind")
    total = len(behind) - 1
    weights: list[float] = []
    strange: list[Concept] = []
    known = False
    said: dict[int, float] = defaultdict(float)
    named: dict[SearchName, float] = defaultdict(float)  # a name -> weight of the question's words in it
    met: dict[SearchName, int] = defaultdict(int)  # a name -> how many of its words were asked
    for concept in concepts:
        names = postings.names(concept.key)
        plain, clinical = postings.text(concept.words)
        lines = plain | clinical | {name.line for name in names}
        if not names and concept.key.isdigit():  # a bare number says nothing by itself
            known |= len(features) > _ALONE
            continue
        if not lines:
            if not bank.knows(concept.key):
                strange.append(concept)
            known |= bank.knows(concept.key)
            continue
        weight = (
            math.log(1 + total / max(len(lines), _RARE)) * (1 if names else _UNNAMED) * (_BARE if concept.key.isdigit() else 1)
        )
        weights.append(weight)
        for line in plain | {name.line for name in names}:
            said[line] += weight * _PLAIN
        for line in clinical - plain:
            said[line] += weight * _CLINICAL
        for name in names:
            named[name] += weight
            met[name] += 1
    asked = sum(weights) or 1.0
    best: dict[int, float] = defaultdict(float)
    for name, weight in named.items():
        fit = (met[name] / name.size) * (weight / asked) ** _COVER - _LATER * name.place
        best[name.line] = max(best[name.line], fit)
    scores = {line: said[line] / asked + _NAME * best[line] for line in said}
    if weights or known:  # words that say nothing lead nowhere by themselves
        bank.add_to(scores)
    order = sorted(scores, key=lambda row: (-round(scores[row] - _BEHIND * behind[row], 6), row))
    return list(islice(postings.found(order, country), most)), strange


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
