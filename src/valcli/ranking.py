"""A question -> the lines of the facts that fit it, best first.

Every concept of the question weighs the more, the fewer lines it stands in. A line earns
(1) for its best name or alias: the share of the name that was asked, times the share of the
question that the name covers; (2) for the share of the question that its text covers.
To that comes what the bank of questions says (see likeness.py).
Lines that only ask on, or are for professionals, stand behind as much as one weak match.
Equal lines keep the order of the leaflet.
"""

import math
from collections import defaultdict
from collections.abc import Collection, Sequence
from itertools import islice

from valcli.concepts import Concept
from valcli.likeness import Likeness
from valcli.postings import SearchLine, SearchName
from valcli.store import FactBase

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
