"""Whether the best lines answer a question at all, or nothing here is about it."""

import math
from collections.abc import Collection, Sequence
from operator import mul
from typing import NamedTuple

# What speaks for an answer, in the order of `measures`, and from which sum on it is one.
# Near what `benchmarks/search_fit.py` finds, which says how: it gives 1.6, -5.3, 3.8, 1.1 and 3.2, and between these and
# those here the answers hardly differ. The sum is one at which 2 of 100 questions inside are told that there is nothing.
_WEIGHTS = (2.2, -5.0, 3.6, 1.0)
_ANSWERS = 3.3
SAME = 0.95  # so like a question inside is only that question, or one that is worded alike

# what the facts hold of one word: the questions inside that have it and these, against the questions outside that have it
_NAME = 2.0  # it is in the name of a line
_TEXT = 0.2  # it is in a text, perhaps by the way
_CHANCE = 0.1
_DOUBT = 0.5
_SILENT = 2.0  # it is a name without a statement
_MOST = 3.0  # of two that are certain neither outweighs the rest of the question

SHOWN_BEST = 3  # lines one of which has to hold the words of the question


class Met(NamedTuple):
    """A word of the question, and what there is about it.

    `lines` have it, or answer questions that have it; `outside` counts the questions outside that have it.
    """

    key: str
    weight: float
    lines: set[int]
    inside: float
    outside: float

    @property
    def known(self) -> float:
        """How much the facts are about it: more than 0, or less where questions outside are."""
        return max(-_MOST, min(_MOST, math.log((self.inside + _CHANCE) / (self.outside + _DOUBT))))


def support(questions: int, *, is_named: bool, is_said: bool) -> float:
    """What speaks for a word: questions inside, a name, a text."""
    return questions + _NAME * is_named + _TEXT * is_said


def silenced(met: Met, silent: int) -> Met:
    """A word that is a name without a statement: the line that says so does not answer."""
    return met._replace(lines=met.lines - {silent}, outside=met.outside + _SILENT)


def named(met: Met) -> Met:
    """A word of a name that stands whole in the question, of a line that is shown: no question outside counts against it."""
    return met._replace(outside=0.0)


class Alike(NamedTuple):
    """How like the nearest question inside and outside is, from 0 to 1."""

    inside: float
    outside: float


def measures(met: Sequence[Met], best: Sequence[int], alike: Alike) -> tuple[float, float, float, float]:
    """What the decision rests on: both likenesses, the share that is covered, and how much the facts are about the words."""
    total = sum(item.weight for item in met)
    if not total:  # a question of numbers alone
        return (*alike, 1.0, _MOST)
    covered = max(sum(item.weight for item in met if row in item.lines) for row in best[:SHOWN_BEST]) / total
    return (*alike, covered, sum(item.weight * item.known for item in met) / total)


def missing_words(met: Sequence[Met], best: Sequence[int], alike: Alike, slips: Collection[str]) -> tuple[str, ...]:
    """The words that the best lines are not about, where these do not answer; of words that may be slips nothing is held."""
    held = [item for item in met if item.key not in slips] or met
    if best and (SAME <= alike.inside > alike.outside or sum(map(mul, _WEIGHTS, measures(held, best, alike))) >= _ANSWERS):
        return ()
    rows = best[:SHOWN_BEST]
    apart = [item.key for item in held if item.known < 0 or not item.lines.intersection(rows)]
    return tuple(apart or [item.key for item in held]) or ("",)
