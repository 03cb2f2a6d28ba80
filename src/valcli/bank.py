"""The bank of questions (questions.yaml) -> what a new question is compared with.

Kept for every feature of a question: which questions of the bank have it, and how often it
stands for each line: in the questions that the line answers, in its names and in its text.
"""

import math
import struct
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from valcli.concepts import PAIR, Reader, rarity, weight
from valcli.model import Asked
from valcli.searchable import Line

# in tenths: the first, second and third record that answers a question; a name and the text of a line
_PLACES = (10, 5, 3)
_NAME, _TEXT = 5, 3


class Bank:
    """The questions of the bank and the lines that they lead to, counted by feature."""

    def __init__(self, asked: Sequence[Asked], lines: Sequence[Line], reader: Reader) -> None:
        rows = {line.id: row for row, line in enumerate(lines, start=1)}
        self._questions = [
            (reader.features(text), [rows[found] for found in item.find if found in rows]) for item in asked for text in item.ask
        ]
        self._asked: dict[str, list[int]] = defaultdict(list)
        self._counts: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
        self._shares: dict[str, float] = defaultdict(float)
        self._behind = [0.0, *(line.behind for line in lines)]
        self._sizes = [0.0] * (len(lines) + 1)
        for number, (features, found) in enumerate(self._questions, start=1):
            for key in features:
                self._asked[key].append(number)
            self._count(features, dict(zip(found, _PLACES, strict=False)))
        for row, line in enumerate(lines, start=1):
            names = [(name, _NAME) for name, place in line.names if not place]
            for text, tenths in [(line.plain, _TEXT), *names]:
                self._count({key for key in reader.features(text) if PAIR not in key}, {row: tenths})

    def _count(self, features: set[str], places: dict[int, int]) -> None:
        for key in features:
            self._shares[key] += weight(key)
            for row, tenths in places.items():
                self._counts[key][row] += tenths
        size = sum(map(weight, features))
        for row, tenths in places.items():
            self._sizes[row] += size * tenths / 10

    def lists(self) -> Iterator[tuple[str, bytes]]:
        """The size of each line, and how far it stands behind."""
        yield "sizes", _packed(self._sizes, "f")
        yield "behind", _packed(self._behind, "f")

    def questions(self) -> Iterator[tuple[int, bytes]]:
        """Each question by its number, with the lines that answer it."""
        return ((number, _short(rows)) for number, (_, rows) in enumerate(self._questions, start=1))

    def features(self) -> Iterator[tuple[str, float, bytes, bytes, bytes, bytes]]:
        """Every feature: its share of all, the questions that have it, the lines it stands for and how often, their lengths."""
        total = sum(self._shares.values()) or 1.0
        every = len(self._questions)
        lengths = [0.0] + [
            math.sqrt(sum((weight(key) * rarity(every, len(self._asked[key]))) ** 2 for key in features)) or 1.0
            for features, _ in self._questions
        ]
        for key, counts in self._counts.items():
            rows = sorted(counts)
            asked = self._asked.get(key, [])
            long = _packed([lengths[number] for number in asked], "f")
            yield key, self._shares[key] / total, _short(asked), _short(rows), _short([counts[row] for row in rows]), long


def _short(numbers: Sequence[int]) -> bytes:
    """Whole numbers after a letter for their size."""
    form = "H" if max(numbers, default=0) <= 0xFFFF else "I"
    return form.encode() + _packed(numbers, form)


def _packed(numbers: Sequence[Any], form: str) -> bytes:
    return struct.pack(f"<{len(numbers)}{form}", *numbers)
