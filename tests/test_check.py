"""`valcli check`: what it finds, how it says so, and that no changed figure gets through."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import ROOT, copy_tiny, run
from valcli.editing.check import check
from valcli.editing.load import load_facts, shipped_folder
from valcli.editing.problems import Problem
from valcli.model.leaflet import Dose

FACTS = ROOT / "facts"
REAL = load_facts(shipped_folder())
HOME = {record.id: f"sections/{section.section}.yaml" for section in REAL.sections for record in section.records}
DOSES = [record for section in REAL.sections for record in section.records if isinstance(record, Dose)]
TYPED = [dose for dose in DOSES if dose.amount or dose.steps]
_FIGURE = r"(?<![\d.])\d+(?:\.\d+)?"


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real facts, to be changed one file at a time."""
    folder = tmp_path_factory.mktemp("mutant") / "facts"
    shutil.copytree(FACTS, folder)
    return folder


def block(lines: list[str], record: str) -> range:
    """The lines of a record in its file, from 0."""
    start = next(number for number, line in enumerate(lines) if line.strip() == f"- id: {record}")
    rest = (number for number in range(start + 1, len(lines)) if lines[number].startswith("  - id: "))
    return range(start, next(rest, len(lines)))


def key_line(lines: list[str], where: range, key: str) -> int:
    """The line of a key of a record, from 0."""
    return next(number for number in where if lines[number].startswith(f"    {key}:"))


def mutate(folder: Path, file: str, change: dict[int, str]) -> list[Problem]:
    """Every error after some lines of one file were replaced; the file is put back."""
    path = folder / file
    before = path.read_text()
    lines = before.splitlines(keepends=True)
    for number, line in change.items():
        lines[number] = line
    path.write_text("".join(lines))
    try:
        return [problem for problem in check(folder).problems if problem.level == "error"]
    finally:
        path.write_text(before)


def caught(problems: list[Problem], file: str, number: int) -> bool:
    """Whether a problem stands at this file and line."""
    return any(problem.file == f"facts/{file}" and problem.line == number + 1 for problem in problems)


def tenfold(line: str) -> str:
    """The line with each of its figures of a unit, and each typed figure, ten times as large."""

    def times_ten(found: re.Match[str]) -> str:
        return f"{float(found.group()) * 10:g}"

    typed = re.compile(rf"(?<=low: ){_FIGURE}|(?<=high: ){_FIGURE}|(?<=amount: ){_FIGURE}(?=,)")
    quoted = re.sub(r"(low|high|amount): \"([\d.]+)\"", r"\1: \2", line)
    said = re.compile(rf"{_FIGURE}(?=(?:(?: to | or |, ){_FIGURE})* (?:mg|mcg|micrograms?)\b)")
    return said.sub(times_ten, typed.sub(times_ten, quoted)) if "frequency:" not in line else line


def _with_zero(found: re.Match[str]) -> str:
    return f"{found[1]}0 mg" if found[1] else ".0 mg"


def every(count: int, of: list[Dose]) -> list[Dose]:
    """Doses spread over the whole list."""
    return of[:: max(1, len(of) // count)][:count]


@pytest.mark.parametrize("dose", every(8, TYPED), ids=lambda dose: dose.id)
def test_typed_figure_raised_tenfold(copied: Path, dose: Dose) -> None:
    """The data alone is changed: its own line is named."""
    lines = (copied / HOME[dose.id]).read_text().splitlines(keepends=True)
    where = block(lines, dose.id)
    number = next(at for at in where if re.search(r"\blow: ", lines[at]) and "frequency" not in lines[at])
    assert caught(mutate(copied, HOME[dose.id], {number: tenfold(lines[number])}), HOME[dose.id], number)


@pytest.mark.parametrize("dose", every(8, TYPED), ids=lambda dose: dose.id)
def test_text_figure_raised_tenfold(copied: Path, dose: Dose) -> None:
    """The patient's text alone is changed: the very line is named, and not only that of `text`."""
    lines = (copied / HOME[dose.id]).read_text().splitlines(keepends=True)
    where = block(lines, dose.id)
    first = key_line(lines, where, "text")
    said = next(at for at in range(first + 1, where.stop) if tenfold(lines[at]) != lines[at])
    assert caught(mutate(copied, HOME[dose.id], {said: tenfold(lines[said])}), HOME[dose.id], said)


@pytest.mark.parametrize("dose", every(5, TYPED), ids=lambda dose: dose.id)
@pytest.mark.parametrize(
    ("key", "pattern", "changed"),
    [
        ("text", r" mg\b", " g"),
        ("clinical", r"(\.\d+)? mg\b", _with_zero),
        ("id", r"id: .*", f"id: {DOSES[-1].id}"),
        ("population", r"population: .*", "population: everybody"),
        ("route", r"route: .*", "route: nowhere"),
    ],
    ids=["g for mg", "trailing zero", "duplicate id", "unknown population", "unknown route"],
)
def test_record_changed_in_one_place(
    copied: Path, dose: Dose, key: str, pattern: str, changed: str | Callable[[re.Match[str]], str]
) -> None:
    """Each of these is named at its own line."""
    lines = (copied / HOME[dose.id]).read_text().splitlines(keepends=True)
    where = block(lines, dose.id)
    first = where.start if key == "id" else key_line(lines, where, key)
    at = next(
        (
            at
            for at in range(first, where.stop)
            if (at == first or lines[at].startswith("      ")) and re.search(pattern, lines[at])
        ),
        None,
    )
    assert at is not None, "this dose has no such figure: choose another one"
    expected = at
    if key == "id":  # the second of the two is named
        expected = max(first, block(lines, DOSES[-1].id).start) if HOME[DOSES[-1].id] == HOME[dose.id] else first
    assert caught(mutate(copied, HOME[dose.id], {at: re.sub(pattern, changed, lines[at], count=1)}), HOME[dose.id], expected)


@pytest.mark.parametrize(
    ("old", "new"),
    [("unit: mg", "unit: g"), ("unit: mg", "unit: milligram"), ("per: dose", "per: week")],
)
def test_word_of_an_amount_changed(copied: Path, old: str, new: str) -> None:
    """A unit or a time outside the vocabulary is named at its line."""
    file = HOME[TYPED[0].id]
    lines = (copied / file).read_text().splitlines(keepends=True)
    for number in [at for at, line in enumerate(lines) if "low:" in line and old in line][::9]:
        assert caught(mutate(copied, file, {number: lines[number].replace(old, new, 1)}), file, number)


def test_every_consistent_tenfold_raise_is_caught(copied: Path) -> None:
    """All figures of all doses at once: data, text, clinical and printed agree, and each dose is refused all the same."""
    changed = {file: (copied / file).read_text() for file in {HOME[dose.id] for dose in TYPED}}
    spans: dict[str, tuple[str, range]] = {}
    for file, text in changed.items():
        lines = text.splitlines(keepends=True)
        for dose in (dose for dose in TYPED if HOME[dose.id] == file):
            spans[dose.id] = (file, block(lines, dose.id))
            for number in spans[dose.id][1]:
                lines[number] = tenfold(lines[number])
        (copied / file).write_text("".join(lines))
    try:
        problems = [problem for problem in check(copied).problems if problem.rule == "D4"]
    finally:
        for file, text in changed.items():
            (copied / file).write_text(text)
    for dose_id, (file, where) in spans.items():
        assert any(item.record == dose_id and item.file == f"facts/{file}" and item.line - 1 in where for item in problems), (
            dose_id
        )


def test_every_lost_citation_is_caught(copied: Path) -> None:
    """Each record of each section, all at once: without its citations none of them loads."""
    before = {path: path.read_text() for path in (copied / "sections").glob("*.yaml")}
    for path, text in before.items():
        path.write_text(re.sub(r"^    citations:\n(?:      .*\n)+", "    citations: []\n", text, flags=re.MULTILINE))
    try:
        problems = check(copied).problems
        for record, file in HOME.items():
            lines = (copied / file).read_text().splitlines()
            number = key_line(lines, block(lines, record), "citations")
            assert caught([item for item in problems if item.record == record], file, number), record
    finally:
        for path, text in before.items():
            path.write_text(text)


def test_every_level_outside_the_vocabulary_is_caught(copied: Path) -> None:
    """Each entry, all at once."""
    before = {path: path.read_text() for path in (copied / "interactions").glob("*.yaml")}
    for path, text in before.items():
        path.write_text(re.sub(r"^level: .*", "level: harmless", text, flags=re.MULTILINE))
    try:
        problems = list(check(copied).problems)
        for path, text in before.items():
            number = next(at for at, line in enumerate(text.splitlines()) if line.startswith("level:"))
            assert caught(problems, f"interactions/{path.name}", number), path.name
    finally:
        for path, text in before.items():
            path.write_text(text)


def test_shipped_facts_have_no_error() -> None:
    """What is shipped breaks no rule; what is accepted says why."""
    report = check(None)
    assert [str(problem) for problem in report.problems if problem.level == "error"] == []
    assert report.complete
    assert report.facts
    assert all(len(item.reason) > 40 for item in report.facts.suppressions)


def test_report_as_text(tmp_path: Path) -> None:
    """One problem a line, by file and line, and a count at the end; on stdout, with 65."""
    folder = copy_tiny(tmp_path / "facts")
    path = folder / "sections" / "danger.yaml"
    path.write_text(
        path.read_text().replace("      Do not stop it suddenly.\n", "      Do not stop it suddenly.\n      Take 5.0 mg.\n")
    )
    done = run("check", "--facts", str(folder))
    assert done.code == 65
    assert done.err == ""
    lines = done.out.splitlines()
    number = path.read_text().splitlines().index("      Take 5.0 mg.") + 1
    assert any(
        line.startswith(f"facts/sections/danger.yaml:{number}: H12 error box.stop: '5.0' ends in a zero; ") for line in lines
    )
    assert lines[:-1] == sorted(lines[:-1], key=lambda line: (line.split(":")[0], int(line.split(":")[1])))
    assert re.fullmatch(r"checked 23 files, 30 records: \d+ errors, \d+ warnings?", lines[-1]), lines[-1]


def test_report_on_facts_that_do_not_load(tmp_path: Path) -> None:
    """The loader's own problems are told in the same form, and that the content was not checked."""
    folder = copy_tiny(tmp_path / "facts")
    path = folder / "interactions" / "alcohol.yaml"
    path.write_text(path.read_text().replace("level: avoid", "level: avoit"))
    done = run("check", "--facts", str(folder))
    assert (done.code, done.err) == (65, "")
    assert done.out.startswith("facts/interactions/alcohol.yaml:4: S error ix.alcohol: level 'avoit' is not one of avoid")
    assert done.out.endswith("; the facts do not load, so the rules about their content were not run\n")
    form = run("check", "--facts", str(folder), "--json").json
    assert form["problems"][0]["rule"] == "S"
    assert form["checked"]["complete"] is False


def test_report_on_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """A missing folder is a problem like any other, in every format."""
    for form in ("text", "json", "jsonl"):
        done = run("check", "--facts", str(tmp_path / "nowhere"), "--format", form)
        assert (done.code, done.err) == (65, "")
        assert "the folder of facts does not exist" in done.out
    assert run("check", "--facts", str(tmp_path / "nowhere"), "--json").json["facts"]["version"] is None


def test_report_as_json() -> None:
    """The head of every document, the problems, and what was checked."""
    done = run("check", "--json")
    assert done.code == 0
    form = done.json
    head = ["schema_version", "tool", "facts", "command", "request", "notice"]
    assert list(form) == [*head, "problems", "checked", "sources"]
    assert all(list(item) == ["rule", "level", "file", "line", "record", "message"] for item in form["problems"])
    assert list(form["checked"]) == ["files", "records", "complete"]
    lines = run("check", "-f", "jsonl").out.splitlines()
    assert [json.loads(line)["message"] for line in lines] == [item["message"] for item in form["problems"]]
    assert all(list(json.loads(line))[:2] == ["schema_version", "facts_version"] for line in lines)


@pytest.mark.parametrize("arguments", [["-f", "plain"], ["--country", "us"], ["--clinical"], ["-f", "plain", "--json"]])
def test_what_makes_no_sense_is_wrong_usage(arguments: list[str]) -> None:
    """A report has no plain form, no country and no clinical side."""
    done = run("check", *arguments)
    assert (done.out, done.code) == ("", 2)


def test_plain_names_the_formats_of_a_report() -> None:
    """The error lists what is allowed here."""
    assert "Formats: text, json, jsonl." in run("check", "-f", "plain").err


def test_suppressions(tmp_path: Path) -> None:
    """An accepted problem is silent; a suppression that meets nothing is a problem of its own."""
    folder = copy_tiny(tmp_path / "facts")
    path = folder / "sections" / "danger.yaml"
    path.write_text(path.read_text().replace("      Ask your doctor.\n", "      Ask your doctor.\n      Take 5.0 mg.\n"))
    before = [str(problem) for problem in check(folder).problems]
    (folder / "suppressions.yaml").write_text("- {rule: H12, record: box.stop, reason: It is printed so.}\n")
    after = [str(problem) for problem in check(folder).problems]
    assert len(before) == len(after) + 1
    assert not any("'5.0' ends" in line for line in after)
    (folder / "suppressions.yaml").write_text("- {rule: H13, record: box.stop, reason: It is printed so.}\n")
    last = [str(problem) for problem in check(folder).problems]
    told = "facts/suppressions.yaml:1: box.stop: rule H13 finds nothing in this record; remove the suppression"
    assert set(last) - set(before) == {told}


def test_explain_shows_a_rule_of_facts_that_do_not_load(tmp_path: Path) -> None:
    """Whoever mends broken facts asks what a rule wants; any other word needs the facts."""
    folder = copy_tiny(tmp_path / "facts")
    (folder / "interactions" / "alcohol.yaml").write_text("level: [\n")
    for form in ("text", "plain", "json", "jsonl"):
        done = run("explain", "h12", "--facts", str(folder), "-f", form)
        assert (done.code, done.err) == (0, "")
        assert "no trailing zero (error)" in done.out
    assert "These facts can't be read; valcli check says why." in run("explain", "h12", "--facts", str(folder)).out
    done = run("explain", "avoid", "--facts", str(folder))
    assert (done.code, done.out) == (65, "")


def test_explain_shows_a_rule() -> None:
    """By id in any letter case, or by name: reason, level and both examples."""
    for word in ("h12", "no trailing zero"):
        done = run("explain", word)
        assert done.code == 0
        assert "H12: no trailing zero (error). 5.0 mg was read as 50 mg" in done.out
        assert "Refused, in sections/danger.yaml:" in done.out
        assert "      Take 5.0 mg.\n" in done.out
        assert "Right, in sections/danger.yaml:" in done.out
    terms = run("explain", "H12", "--json").json["terms"]
    assert [(term["id"], term["group"]) for term in terms] == [("H12", "rules")]
    assert len(run("explain", "rules", "-f", "jsonl").out.splitlines()) > 50
    assert "H12" not in run("explain").out
