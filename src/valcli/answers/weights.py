"""What the words of a question weigh for each line: in its text, and in its names."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from valcli.store.search_read import SearchName

_NAME = 2.0
_PLAIN = 1.0
_CLINICAL = 0.4
_COVER = 0.5
_LATER = 0.15  # for each place that a product's ingredient or a reading of a name stands behind the first


class Weights:
    """What the concepts of a question say for each line: in its text, and in its names."""

    def __init__(self) -> None:
        self.asked = 0.0  # weight of all concepts that some line has
        self.said: dict[int, float] = defaultdict(float)
        self._named: dict[SearchName, float] = defaultdict(float)  # a name -> weight of the question's words in it
        self._met: dict[SearchName, list[str]] = defaultdict(list)  # a name -> its words that were asked

    def add(
        self, key: str, weight: float, names: Collection[SearchName], plain: Collection[int], clinical: Collection[int]
    ) -> None:
        """Count a concept that stands in these names and texts."""
        self.asked += weight
        for line in {*plain, *(name.line for name in names)}:
            self.said[line] += weight * _PLAIN
        for line in {*clinical}.difference(plain):
            self.said[line] += weight * _CLINICAL
        for name in names:
            self._named[name] += weight
            self._met[name].append(key)

    def whole_names(self, best: Sequence[int], silent: int) -> tuple[set[str], set[str], dict[int, set[str]]]:
        """Words of names that stand whole in the question: of the best lines, and of names without a statement; these lines."""
        whole, unsaid, lines = set[str](), set[str](), dict[int, set[str]]()
        for name, met in self._met.items():
            if len(met) >= name.size:
                if name.line == silent and name.place:
                    unsaid.update(met)
                elif name.line in best and not name.place:
                    lines.setdefault(name.line, set()).update(met)
                    whole.update(met if len(met) > 1 else ())  # one word alone may have another meaning outside
        return whole, unsaid, lines

    def is_name(self, best: Sequence[int], silent: int, words: int) -> bool:
        """Whether so many words, the whole question, are a name of one of the best lines."""
        return any(
            len(met) == words and words >= name.size and name.line in best and name.line != silent and not name.place
            for name, met in self._met.items()
        )

    def scores(self) -> dict[int, float]:
        """The score of each line: how much of the question it says, and how well its best name fits."""
        asked = self.asked or 1.0
        best: dict[int, float] = defaultdict(float)
        for name, heavy in self._named.items():
            fit = (len(self._met[name]) / name.size) * (heavy / asked) ** _COVER - _LATER * name.place
            best[name.line] = max(best[name.line], fit)
        return {line: said / asked + _NAME * best[line] for line, said in self.said.items()}
