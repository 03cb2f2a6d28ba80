"""What is wrong with a fact file, and how that is told."""

import itertools
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from valcli.text.slips import nearest

# ids of the rules that hold before there are any records
YAML, END, SHAPE, UNREAD = "Y", "Y-end", "S", "X3"


ERROR, WARNING = "error", "warning"
_ALIKE = 0.7  # a list of ids is long, and much in it looks alike


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of the facts, ready to be printed; `rule` is the id of the rule that found it.

    `at` is the piece of text that is at fault, where one is; `missing` is the id that it points at and that is nowhere.
    """

    file: str
    line: int
    record: str
    message: str
    rule: str = SHAPE
    level: str = ERROR
    at: str = ""
    missing: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.record}: {self.message}"


def near(word: str, allowed: Iterable[str]) -> str:
    """The question after a list of what is allowed, where one of it is spelled nearly so."""
    found = nearest(word, allowed, _ALIKE)
    return f"; did you mean '{found}'?" if found else ""


_MOST_PROBLEMS = 50  # of one file


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Problems by file and line, as they are printed."""
    return sorted(problems, key=lambda problem: (problem.file, problem.line))


def report(folder: Path, problems: list[Problem]) -> str:
    """All problems of a folder, one a line, and what follows from them."""
    ordered = in_order(problems)
    count = "1 problem" if len(ordered) == 1 else f"{len(ordered)} problems"
    lines, left = [], Counter(problem.file for problem in ordered)
    for file, some in itertools.groupby(ordered, key=lambda problem: problem.file):
        shown = list(itertools.islice(some, _MOST_PROBLEMS))
        lines += [str(problem) for problem in shown]
        if left[file] > len(shown):
            lines.append(f"{file}: and {left[file] - len(shown)} more problems in this file")
    lines.append(f"valcli: the facts in {folder} have {count}, so nothing was answered; mend them and run the command again")
    return "\n".join(lines)
