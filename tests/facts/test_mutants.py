"""The real facts with one thing wrong in each of many records: every one is named, at its own line.

All records are changed at once, and each has to be found by itself.
"""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from conftest import ROOT, real_facts
from valcli.editing.check import check
from valcli.editing.problems import Problem
from valcli.model.leaflet import Dose

HOME = {record.id: f"sections/{section.section}.yaml" for section in real_facts().sections for record in section.records}
DOSES = [record for section in real_facts().sections for record in section.records if isinstance(record, Dose)]
TYPED = [dose for dose in DOSES if dose.amount or dose.steps]
_FIGURE = r"(?<![\d.])\d+(?:\.\d+)?"
Found = tuple[int, str] | None  # the line that is wrong, from 0, and what stands there


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real facts, to be changed."""
    folder = tmp_path_factory.mktemp("mutant") / "facts"
    shutil.copytree(ROOT / "facts", folder)
    return folder


@contextmanager
def changed(folder: Path, files: dict[str, str]) -> Iterator[list[Problem]]:
    """Every error of the facts with some files replaced; they are put back."""
    before = {file: (folder / file).read_text() for file in files}
    for file, text in files.items():
        (folder / file).write_text(text)
    try:
        yield [problem for problem in check(folder).problems if problem.level == "error"]
    finally:
        for file, text in before.items():
            (folder / file).write_text(text)


def caught(problems: list[Problem], file: str, number: int) -> bool:
    """Whether a problem stands at this file and line, from 0."""
    return any((problem.file, problem.line) == (f"facts/{file}", number + 1) for problem in problems)


def block(lines: list[str], record: str) -> range:
    """The lines of a record in its file, from 0."""
    start = next(number for number, line in enumerate(lines) if line.strip() == f"- id: {record}")
    rest = (number for number in range(start + 1, len(lines)) if lines[number].startswith("  - id: "))
    return range(start, next(rest, len(lines)))


def of_key(lines: list[str], where: range, key: str) -> list[int]:
    """The lines of a key of a record and of its text, from 0."""
    first = next(number for number in where if lines[number].startswith(f"    {key}:"))
    rest = (number for number in range(first + 1, where.stop) if not lines[number].startswith("      "))
    return list(range(first, next(rest, where.stop)))


def tenfold(line: str) -> str:
    """The line with each of its figures of a unit, and each typed figure, ten times as large."""

    def times_ten(found: re.Match[str]) -> str:
        return f"{float(found.group()) * 10:g}"

    typed = re.compile(rf"(?<=low: ){_FIGURE}|(?<=high: ){_FIGURE}|(?<=amount: ){_FIGURE}(?=,)")
    quoted = re.sub(r"(low|high|amount): \"([\d.]+)\"", r"\1: \2", line)
    said = re.compile(rf"{_FIGURE}(?=(?:(?: to | or |, ){_FIGURE})* (?:mg|mcg|micrograms?)\b)")
    return said.sub(times_ten, typed.sub(times_ten, quoted)) if "frequency:" not in line else line


def first_changed(lines: list[str], numbers: list[int], change: Callable[[str], str]) -> Found:
    """The first of some lines that a change alters."""
    return next(((number, change(lines[number])) for number in numbers if change(lines[number]) != lines[number]), None)


def typed_raised(lines: list[str], where: range) -> Found:
    """The data alone ten times as large."""
    numbers = [number for number in where if re.search(r"\blow: ", lines[number]) and "frequency" not in lines[number]]
    return first_changed(lines, numbers, tenfold)


def text_raised(lines: list[str], where: range) -> Found:
    """The patient's text alone ten times as large: the very line is named, and not only that of `text`."""
    return first_changed(lines, of_key(lines, where, "text"), tenfold)


def grams(lines: list[str], where: range) -> Found:
    """Grams for milligrams in the patient's text."""
    return first_changed(lines, of_key(lines, where, "text"), lambda line: re.sub(r" mg\b", " g", line, count=1))


def trailing_zero(lines: list[str], where: range) -> Found:
    """A zero behind the point in the exact statement."""

    def with_zero(found: re.Match[str]) -> str:
        return f"{found[1]}0 mg" if found[1] else ".0 mg"

    return first_changed(
        lines, of_key(lines, where, "clinical"), lambda line: re.sub(r"(\.\d+)?(?<=\d) mg\b", with_zero, line, count=1)
    )


def word(pattern: str, other: str) -> Callable[[list[str], range], Found]:
    """A word that the vocabulary does not hold, on any line of the record."""
    return lambda lines, where: first_changed(lines, list(where), lambda line: re.sub(pattern, other, line, count=1))


# what is wrong, and in how many doses at least it can be
WRONG: dict[str, tuple[Callable[[list[str], range], Found], int]] = {
    "typed figure raised tenfold": (typed_raised, len(TYPED)),
    "text figure raised tenfold": (text_raised, len(TYPED) * 4 // 5),
    "g for mg": (grams, len(TYPED) * 4 // 5),
    "trailing zero": (trailing_zero, len(TYPED) * 4 // 5),
    "unknown population": (word(r"^    population: .*", "    population: everybody"), len(TYPED)),
    "unknown route": (word(r"^    route: .*", "    route: nowhere"), len(TYPED)),
    "unknown unit": (word(r"(low: .*)unit: [\w-]+", r"\1unit: g"), len(TYPED)),
    "unit written out": (word(r"(low: .*)unit: mg\b(?!-)", r"\1unit: milligram"), len(TYPED) // 2),
    "unknown time": (word(r"per: dose", "per: week"), len(TYPED) // 3),
}


@pytest.mark.parametrize(("wrong", "fewest"), WRONG.values(), ids=WRONG)
def test_one_thing_wrong_in_each_dose(copied: Path, wrong: Callable[[list[str], range], Found], fewest: int) -> None:
    """Every dose is named, and all but a few at the line that is wrong; these at another line of theirs."""
    files = {file: (copied / file).read_text().splitlines(keepends=True) for file in {HOME[dose.id] for dose in TYPED}}
    places: dict[str, tuple[range, int]] = {}
    for dose in TYPED:
        lines = files[HOME[dose.id]]
        where = block(lines, dose.id)
        found = wrong(lines, where)
        if found:
            places[dose.id] = (where, found[0])
            lines[found[0]] = found[1]
    assert len(places) >= fewest
    with changed(copied, {file: "".join(lines) for file, lines in files.items()}) as problems:
        named = {(problem.record, problem.file, problem.line - 1) for problem in problems}
    silent = [name for name, (where, _) in places.items() if not named & {(name, f"facts/{HOME[name]}", at) for at in where}]
    astray = [name for name, (_, at) in places.items() if (name, f"facts/{HOME[name]}", at) not in named]
    assert silent == []
    assert len(astray) <= len(places) // 15, astray


@pytest.mark.parametrize("first", [0, 1], ids=["that of the next", "that of the one before"])
def test_id_of_another_dose(copied: Path, first: int) -> None:
    """Of two with one id the later is named, whichever of them was changed."""
    pairs = [(one.id, other.id) for one, other in zip(DOSES[::2], DOSES[1::2], strict=False) if HOME[one.id] == HOME[other.id]]
    assert len(pairs) > len(DOSES) // 3
    files = {HOME[one]: (copied / HOME[one]).read_text().splitlines(keepends=True) for one, _ in pairs}
    later = {pair: (HOME[pair[0]], max(block(files[HOME[one]], one).start for one in pair)) for pair in pairs}
    for pair in pairs:
        lines = files[HOME[pair[0]]]
        lines[block(lines, pair[first]).start] = f"  - id: {pair[1 - first]}\n"
    with changed(copied, {file: "".join(lines) for file, lines in files.items()}) as problems:
        assert [pair for pair, (file, number) in later.items() if not caught(problems, file, number)] == []


def test_every_consistent_tenfold_raise_is_caught(copied: Path) -> None:
    """All figures of all doses: data, text, clinical and printed agree, and each dose is refused all the same."""
    files = {file: (copied / file).read_text().splitlines(keepends=True) for file in {HOME[dose.id] for dose in TYPED}}
    spans = {dose.id: block(files[HOME[dose.id]], dose.id) for dose in TYPED}
    for dose_id, where in spans.items():
        lines = files[HOME[dose_id]]
        lines[where.start : where.stop] = [tenfold(line) for line in lines[where.start : where.stop]]
    with changed(copied, {file: "".join(lines) for file, lines in files.items()}) as problems:
        named = [(item.record, item.file, item.line - 1) for item in problems if item.rule == "D4"]
    silent = [
        dose_id
        for dose_id, where in spans.items()
        if not any(record == dose_id and file == f"facts/{HOME[dose_id]}" and line in where for record, file, line in named)
    ]
    assert silent == []


def test_every_lost_citation_is_caught(copied: Path) -> None:
    """Each record of each section: without its citations none of them loads."""
    before = {f"sections/{path.name}": path.read_text() for path in (copied / "sections").glob("*.yaml")}
    cut = {
        file: re.sub(r"^    citations:\n(?:      .*\n)+", "    citations: []\n", text, flags=re.MULTILINE)
        for file, text in before.items()
    }
    lines = {file: text.splitlines() for file, text in cut.items()}
    with changed(copied, cut) as problems:
        silent = [
            record
            for record, file in HOME.items()
            if not caught(
                [item for item in problems if item.record == record],
                file,
                of_key(lines[file], block(lines[file], record), "citations")[0],
            )
        ]
    assert silent == []


def test_every_level_outside_the_vocabulary_is_caught(copied: Path) -> None:
    """Each entry about another thing."""
    before = {f"interactions/{path.name}": path.read_text() for path in (copied / "interactions").glob("*.yaml")}
    cut = {file: re.sub(r"^level: .*", "level: harmless", text, flags=re.MULTILINE) for file, text in before.items()}
    with changed(copied, cut) as problems:
        silent = [
            file
            for file, text in before.items()
            if not caught(
                problems, file, next(number for number, line in enumerate(text.splitlines()) if line.startswith("level:"))
            )
        ]
    assert silent == []
