"""Words -> the statements that fit best."""

import heapq
import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from valcli.answers.context import ALL_COUNTRIES, _cited, context_of, section_citations
from valcli.answers.found import Hit
from valcli.answers.statements import statement_of
from valcli.answers.types import FoundAnswer, ShownSection
from valcli.model.frozen import replaced
from valcli.store.fact_base import FactBase
from valcli.store.search_read import SearchFeature, SearchLine, SearchName, Shown
from valcli.text.fold import fold
from valcli.text.near import near_names
from valcli.text.words import Concept, Reader, rarity, weight

MOST_HITS = 10
MAX_QUESTION = 1000  # characters that are read
MOST_SLIPS = 3
SHORTEST_SLIP = 4


def search(facts: FactBase, words: Sequence[str], country: str, *, clinical: bool = False) -> FoundAnswer:
    """The statements, interactions, questions and terms that fit best, at most ten; apart from them what is only near.

    Records for professionals are found with `clinical` alone.
    """
    context = context_of(facts, "search", {"words": list(words), "country": country}, country)
    reader, text = Reader(facts.search_words()), " ".join(words)[:MAX_QUESTION]
    shown = Shown(country, clinical)
    best = best_lines(facts, reader.concepts(text), reader.features(text), MOST_HITS, shown)
    near = _near(facts, best.strange)
    lines, missing = best.lines, best.missing({word for word in near if len(word) >= _SLIP})
    if missing and (urgent := _urgent(facts, reader, text, shown)):
        lines, missing = urgent, ()
    hits = tuple(_hits(facts, lines, country))
    first = _whole(facts, hits[0], country) if hits and not missing else None
    return FoundAnswer(
        context=context,
        first=first,
        sources=_cited(facts, section_citations((first,))) if first else (),
        hits=() if missing else hits,
        nearest=hits if missing else (),
        missing=missing,
        suggestions=tuple(dict.fromkeys(name for names in near.values() for name in names)),
    )


def _hits(facts: FactBase, lines: Sequence[SearchLine], country: str) -> Iterator[Hit]:
    titles = {section.section: section.title for section in facts.sections()}
    narrow = _narrow(facts, country)
    for line in lines:
        interactant = facts.interactant(line.id) if line.kind == "interaction" else None
        statement = statement_of(facts, interactant, "", country) if interactant else None
        yield Hit(
            id=line.id,
            kind=line.kind,
            section=line.section,
            title=titles.get(line.section, ""),
            level=statement.level if statement else None,
            sort=statement.kind if statement else "",
            name=statement.name if statement else "",
            text=narrow(line.shown),
        )


def _whole(facts: FactBase, hit: Hit, country: str) -> ShownSection | None:
    """What a hit leads to, as a chapter with nothing else in it."""
    bare = ShownSection(id=hit.section, title=hit.title, aliases=(), groups={}, records=())
    if interactant := facts.interactant(hit.id):
        return replaced(bare, statements=(statement_of(facts, interactant, "", country),))
    if not (found := facts.record(hit.id)):
        return None
    return replaced(bare, records=(replaced(found[1], text=_narrow(facts, country)(found[1].text)),))


def _narrow(facts: FactBase, country: str) -> Callable[[str], str]:
    """What makes of a text what it says in one country."""
    if country == ALL_COUNTRIES:
        return str
    from valcli.answers.here import Here  # most questions are for all countries

    return Here(facts, country).text


def _urgent(facts: FactBase, reader: Reader, text: str, shown: Shown) -> list[SearchLine]:
    """The lines for words of an emergency, which never end with nothing."""
    return list(facts.postings.named(facts.search_emergency()[1], shown)) if is_urgent(facts, reader, text) else []


def is_urgent(facts: FactBase, reader: Reader, text: str) -> bool:
    """Whether a text has words of an emergency."""
    phrases, _ = facts.search_emergency()
    asked = reader.features(text)
    return any(reader.telling(phrase) <= asked for phrase in phrases if phrase)


def _near(facts: FactBase, strange: Sequence[Concept]) -> dict[str, list[str]]:
    """Words that nothing says, each with words that are spelled like it; a slip is never put right in silence."""
    typed = [concept.words[0] for concept in strange if len(concept.words[0]) >= SHORTEST_SLIP][:MOST_SLIPS]
    words = [*facts.postings.vocabulary(), *facts.all_names()] if typed else []
    found = {word: [near for near in near_names(word, words) if fold(near) != word] for word in typed}
    return {word: near for word, near in found.items() if near}


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


# whether the best lines answer the question at all: each content word counts by how few lines have it
_SHOWN_BEST = 3  # lines that have to hold the words of the question
_ALIKE = 0.3  # what the likeness to the nearest question of the bank adds
_STRANGE = 0.5  # what the share of words that stand nowhere takes away
_SLIP = 10  # letters of a word that is so like another that it must be a slip, and says nothing about the subject
_ANSWERS = 0.6  # from this on it is an answer


class _Met(NamedTuple):
    """A word of the question, how much it weighs, and the lines that have it or answer questions that have it."""

    word: str
    weight: float
    lines: set[int]


class Best(NamedTuple):
    """The lines that fit best, the words of the question, how like it is to the nearest of the bank, and what stands nowhere."""

    lines: list[SearchLine]
    met: list[_Met]
    alike: float
    strange: list[Concept]

    def missing(self, slips: Collection[str]) -> tuple[str, ...]:
        """The words that the best lines are not about, where these do not answer; of words that may be slips nothing is held."""
        met = [item for item in self.met if item.word not in slips] or self.met
        rows = [line.row for line in self.lines[:_SHOWN_BEST]]
        covered = max((sum(item.weight for item in met if row in item.lines) for row in rows), default=0.0)
        nowhere = sum(item.weight for item in met if not item.lines)
        total = sum(item.weight for item in met)
        sure = _ALIKE * self.alike + ((covered - _STRANGE * nowhere) / total if total else 1.0)
        if rows and sure >= _ANSWERS:
            return ()
        apart = [item.word for item in met if not item.lines.intersection(rows)]
        return tuple(apart or [item.word for item in met]) or ("",)


class _Weights:
    """What the concepts of a question say for each line: in its text, and in its names."""

    def __init__(self) -> None:
        self.asked = 0.0  # weight of all concepts that some line has
        self.said: dict[int, float] = defaultdict(float)
        self._named: dict[SearchName, float] = defaultdict(float)  # a name -> weight of the question's words in it
        self._met: dict[SearchName, int] = defaultdict(int)  # a name -> how many of its words were asked

    def add(self, weight: float, names: Collection[SearchName], plain: Collection[int], clinical: Collection[int]) -> None:
        """Count a concept that stands in these names and texts."""
        self.asked += weight
        for line in {*plain, *(name.line for name in names)}:
            self.said[line] += weight * _PLAIN
        for line in {*clinical}.difference(plain):
            self.said[line] += weight * _CLINICAL
        for name in names:
            self._named[name] += weight
            self._met[name] += 1

    def scores(self) -> dict[int, float]:
        """The score of each line: how much of the question it says, and how well its best name fits."""
        asked = self.asked or 1.0
        best: dict[int, float] = defaultdict(float)
        for name, heavy in self._named.items():
            fit = (self._met[name] / name.size) * (heavy / asked) ** _COVER - _LATER * name.place
            best[name.line] = max(best[name.line], fit)
        return {line: said / asked + _NAME * best[line] for line, said in self.said.items()}


def best_lines(facts: FactBase, concepts: Sequence[Concept], features: Collection[str], most: int, shown: Shown) -> Best:
    """The lines that fit best, at most so many, with all that tells whether they answer."""
    bank = Likeness(facts, features)
    words: list[_Met] = []
    postings = facts.postings
    behind = postings.numbers("behind")
    total = len(behind) - 1
    weights = _Weights()
    strange: list[Concept] = []
    known = False
    for concept in concepts:
        is_number = concept.key.isdigit()
        names = postings.names(concept.key)
        plain, clinical = postings.text(concept.words)
        lines = plain | clinical | {name.line for name in names}
        if not is_number:
            led = bank.leads(concept.key) | lines
            words.append(_Met(concept.words[0], math.log(1 + total / max(len(led), 1)), led))
        if is_number and not names:  # a bare number says nothing by itself
            known |= len(features) > _ALONE
        elif lines:
            rare = math.log(1 + total / max(len(lines), _RARE))
            weights.add(rare * (1 if names else _UNNAMED) * (_BARE if is_number else 1), names, plain, clinical)
        else:
            strange += [] if bank.knows(concept.key) else [concept]
            known |= bank.knows(concept.key)
    scores = weights.scores()
    if weights.asked or known:  # words that say nothing lead nowhere by themselves
        bank.add_to(scores)
    order = sorted(scores, key=lambda row: (-round(scores[row] - _BEHIND * behind[row], 6), row))
    return Best(list(islice(postings.found(order, shown), most)), words, bank.nearest, strange)


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
        self.nearest = 0.0  # how like the nearest question is, from 0 to 1; known when `add_to` was called

    def knows(self, key: str) -> bool:
        """Whether a concept stands in a question of the bank."""
        return key in self._features

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
        every = postings.questions()
        likeness: dict[int, float] = defaultdict(float)
        lengths = postings.numbers("lengths")
        own = sum((weight(key) * rarity(every, 0)) ** 2 for key in self._strange)
        for key, feature in self._features.items():
            rare = (weight(key) * rarity(every, feature.often)) ** 2
            own += rare
            for number in feature.asked:
                likeness[number] += rare
        own = math.sqrt(own) or 1.0
        near = heapq.nlargest(_NEAREST, ((like / (own * lengths[number]), -number) for number, like in likeness.items()))
        self.nearest = max((like for like, _ in near), default=0.0)
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
