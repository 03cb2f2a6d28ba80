"""Facts -> every problem that a rule finds. Prints nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from valcli.editing.files import shipped_folder
from valcli.editing.fix import Fixed, fix
from valcli.editing.load import read_facts
from valcli.editing.problems import ERROR, Problem, in_order
from valcli.editing.rules import CHECK, problems_of
from valcli.editing.rules.ids import PUBLISHED
from valcli.editing.rules.sources import UNSORTED, UNUSED
from valcli.errors import UsageProblem
from valcli.model.editing import Suppression
from valcli.model.facts import Facts


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found. `facts` is None when they can't be read, `complete` says whether content rules were run.

    `warnings` counts problems that may stay, also where they are not among `problems` because nobody wants to see them;
    `fixed` says what was put in order before, where that was asked for (`fixing`).
    """

    problems: tuple[Problem, ...]
    files: int
    records: int
    facts: Facts | None
    complete: bool
    shipped: bool
    fixed: tuple[Fixed, ...] = ()
    fixing: bool = False
    warnings: int = 0

    @property
    def errors(self) -> int:
        """Problems that must be mended."""
        return sum(problem.level == ERROR for problem in self.problems)


class Lines:
    """The lines of the fact files, to name the one at fault where a value has several."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[str, list[str]] = {}

    def exact(self, problem: Problem) -> Problem:
        """The problem at the line on which its piece of text begins; at the line of the key where that is not found."""
        number = self._line(problem) if problem.at else 0
        return replace(problem, line=number) if number else problem

    def _line(self, problem: Problem) -> int:
        name = problem.file.partition("/")[2]
        if name not in self._files:
            self._files[name] = (self._folder / name).read_text(encoding="utf-8").split("\n")
        lines = self._files[name]
        depth = _depth(lines[problem.line - 1])
        text, starts = "", []
        for number in range(problem.line, len(lines) + 1):
            line = lines[number - 1]
            if number > problem.line and line.strip() and _depth(line) <= depth:
                break
            starts.append((len(text), number))
            text += f"{line.strip()} "
        found = re.search(rf"(?<![\w.,]){re.escape(problem.at)}(?!\w|[.,]\d)", text)
        place = found.start() if found else text.find(problem.at)
        return max((number for start, number in starts if start <= place), default=0)


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())


def check(folder: Path | None, *, errors_only: bool = False, fixing: bool = False) -> Report:
    """Read the YAML of a fact base, or of the shipped one, and put every rule to it; `fixing` puts its lists in order before.

    Raises:
        UsageProblem: when the facts to be put in order are nobody's to change.

    """
    if fixing and folder is None:
        raise UsageProblem("--fix writes to a folder of your own only: name it, as in valcli check --fix --facts facts")
    chosen = folder or shipped_folder()
    fixed = fix(chosen) if fixing else ()
    facts, problems, files = read_facts(chosen, for_check=True)
    complete = facts is not None and not problems
    if facts is not None and complete:
        problems = check_content(facts)
    elif facts is not None and files.whole:
        problems = _gone_first(facts, problems)
    problems = [*problems, *files.unread()]
    lines = Lines(chosen)
    shown = [problem for problem in problems if problem.level == ERROR or not errors_only]
    return Report(
        problems=tuple(in_order(lines.exact(problem) for problem in shown)),
        files=len(files.seen),
        records=len(_records(facts)) if facts else 0,
        facts=facts,
        complete=complete,
        shipped=folder is None,
        fixed=tuple(fixed),
        fixing=fixing,
        warnings=sum(problem.level != ERROR for problem in problems),
    )


def _gone_first(facts: Facts, problems: list[Problem]) -> list[Problem]:
    """Problems of facts that do not load: a record that is gone is told once, and not by everything that points at it."""
    gone = {problem.missing: problem for problem in problems_of(facts, CHECK, PUBLISHED) if problem.missing}
    places: dict[str, list[str]] = {word: [] for word in gone}
    kept = []
    for problem in problems:
        if problem.missing in gone:
            places[problem.missing].append(f"{problem.file.partition('/')[2]}:{problem.line}")
        else:
            kept.append(problem)
    for word, problem in gone.items():
        left = f"; these point at it: {', '.join(places[word])}" if places[word] else ""
        kept.append(replace(problem, message=problem.message + left))
    return kept


def check_content(facts: Facts) -> list[Problem]:
    """What the content rules find in facts that load, without what is accepted."""
    found = list(problems_of(facts, CHECK))
    accepted = {(item.rule, item.record) for item in facts.suppressions}
    kept = [problem for problem in found if (problem.rule, problem.record) not in accepted]
    return [*kept, *_suppressions(facts, {(problem.rule, problem.record) for problem in found})]


def _suppressions(facts: Facts, met: set[tuple[str, str]]) -> Iterator[Problem]:
    last: tuple[str, str] = ("", "")
    for item in facts.suppressions:
        key = (item.rule, item.record)
        if key not in met:
            yield _fault(facts, item, UNUSED, f"rule {item.rule} finds nothing in this record; remove the suppression")
        if key <= last:
            yield _fault(
                facts,
                item,
                UNSORTED,
                f"it stands after {' '.join(last)}; sort by rule and record, each once (valcli check --fix sorts)",
            )
        last = key


def _fault(facts: Facts, item: Suppression, rule: str, message: str) -> Problem:
    place = facts.place(item)
    return Problem(place.file, place.line, item.record, message, rule)


def _records(facts: Facts) -> list[object]:
    names = [*facts.products, *facts.known, *facts.ambiguous.ambiguous, *facts.ambiguous.lookalikes]
    return [*facts.records(), *facts.interactants, *names, *facts.sources, *facts.signs, *facts.claims, *facts.glossary]
