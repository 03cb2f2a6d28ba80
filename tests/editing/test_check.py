"""`valcli check`: what it finds, how it says so, and what is accepted."""

import json
import re
from pathlib import Path

import pytest

from conftest import copy_tiny, run
from valcli.editing.check import check
from valcli.output.check_report import REPORTS
from valcli.output.look import Look

# what is told of the made-up facts with a figure that rules refuse; most of it stands there without that figure too
WRONG = """\
H9 warning: long words are explained: 1 time (valcli explain H9): sections/dosing.yaml:56
facts/interactions/opioids.yaml:11: T1 error ix.opioids: its effects add up, so it needs timing: how long it matters
facts/interactions/same-medicine.yaml:11: T1 error ix.same-medicine: its effects add up, so it needs timing: how long it matters
facts/interactions/several.yaml:12: T1 error ix.several: its effects add up, so it needs timing: how long it matters
facts/names/products.yaml:16: M5 error Night Drink: 'ethanol' is stricter than what counts, and no source that was read says it is a trace
facts/sections/danger.yaml:24: H12 error box.stop: '5.0' ends in a zero; it is read as ten times as much when the point is missed: write it without, as '5 mg'
facts/sections/danger.yaml:24: D11 error box.stop: '5.0 mg' does not stand in clinical; look it up in the source, and say it in both
facts/sections/danger.yaml:24: D13 error box.stop: '5.0 mg' is not typed as data, or not as often as it stands here; look it up in the source, then list it for 'box.stop' under figures of reading.yaml
facts/sections/dosing.yaml:33: D1 error dose.us-spasm: amount '30 mg' does not stand in text; look it up in the source, and mend the wrong one
facts/sections/dosing.yaml:33: D2 error dose.us-spasm: amount '30 mg' does not stand in clinical; look it up in the source, and mend the wrong one
facts/sections/dosing.yaml:50: D12 error dose.uk-spasm: '14' stands in no second place; look it up in the source, then say it in another field too, or list it for 'dose.uk-spasm' under figures of reading.yaml
facts/sections/dosing.yaml:55: P1 error dose.us-rectal: the country 'us' is not named; say it, for example 'In the US, ...'; allowed: US, American, United States
facts/sections/side-effects.yaml:30: D12 error wd.shaking: '3' stands in no second place; look it up in the source, then say it in another field too, or list it for 'wd.shaking' under figures of reading.yaml
facts/sections/side-effects.yaml:30: D12 error wd.shaking: '7' stands in no second place; look it up in the source, then say it in another field too, or list it for 'wd.shaking' under figures of reading.yaml
checked 25 files, 30 records: 13 errors, 1 warning
"""


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """The made-up facts with a figure that rules refuse."""
    folder = copy_tiny(tmp_path / "facts")
    path = folder / "sections" / "danger.yaml"
    text = path.read_text()
    path.write_text(text.replace("      Do not stop it suddenly.\n", "      Do not stop it suddenly.\n      Take 5.0 mg.\n"))
    assert path.read_text() != text
    return folder


def test_report_as_text(wrong: Path) -> None:
    """Warnings by rule, one line each; then one error a line, by file and line; the count last; on stdout, with 65."""
    done = run("check", "--facts", str(wrong))
    assert (done.code, done.err) == (65, "")
    assert done.out == WRONG


def test_errors_only(wrong: Path) -> None:
    """Warnings are left out in every format, and counted."""
    both, errors = run("check", "--facts", str(wrong)), run("check", "--errors-only", "--facts", str(wrong))
    assert errors.code == 65
    assert errors.out.splitlines() == [line for line in both.out.splitlines() if " warning: " not in line]
    assert errors.out.endswith(", 1 warning\n")
    form = run("check", "--errors-only", "--json", "--facts", str(wrong)).json
    assert {item["level"] for item in form["problems"]} == {"error"}
    assert len(run("check", "--errors-only", "-f", "jsonl", "--facts", str(wrong)).out.splitlines()) == len(form["problems"])
    assert {item["level"] for item in run("check", "--json", "--facts", str(wrong)).json["problems"]} == {"error", "warning"}


def test_a_long_list_stays_readable(tmp_path: Path) -> None:
    """Of one file the first errors are shown, and how many there are more; JSON has all of them."""
    folder = copy_tiny(tmp_path / "facts")
    path = folder / "names" / "known.yaml"
    path.write_text("".join(f"- {{name: zz{number:02}, nome: zz}}\n" for number in range(60)) + "# end\n")
    done = run("check", "--facts", str(folder))
    lines = done.out.splitlines()
    assert sum(line.startswith("facts/names/known.yaml:") for line in lines) == 51
    assert "facts/names/known.yaml: and 10 more errors in this file" in lines
    found = run("check", "--json", "--facts", str(folder)).json["problems"]
    assert sum(item["file"] == "facts/names/known.yaml" for item in found) == 60


def test_report_on_a_terminal(wrong: Path) -> None:
    """The same words, with the place of an error bold and its rule red; no line is longer than the screen."""
    report = check(wrong)
    plain = REPORTS["text"](report, "", Look())
    shown = REPORTS["text"](report, "", Look(width=60, colour=True))
    assert "\x1b[1mfacts/sections/danger.yaml:24:\x1b[0m \x1b[1;31mH12 error\x1b[0m box.stop: " in shown
    bare = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert max(map(len, bare.splitlines())) <= 60
    assert bare.split() == plain.split()


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


def test_report_as_json(wrong: Path) -> None:
    """The head of every document, the problems, and what was checked."""
    done = run("check", "--json", "--facts", str(wrong))
    assert done.code == 65
    form = done.json
    head = ["schema_version", "tool", "facts", "command", "request", "notice"]
    assert list(form) == [*head, "fixed", "problems", "checked", "sources"]
    assert form["fixed"] == []
    assert "H12" in {item["rule"] for item in form["problems"]}
    assert all(list(item) == ["rule", "level", "file", "line", "record", "message"] for item in form["problems"])
    assert list(form["checked"]) == ["files", "records", "complete"]
    assert form["checked"]["complete"] is True
    lines = run("check", "-f", "jsonl", "--facts", str(wrong)).out.splitlines()
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


def told(folder: Path) -> list[str]:
    """The errors of a check as text, one a line, without the count and without those of the made-up facts as they are."""
    lines = run("check", "--errors-only", "--facts", str(folder)).out.splitlines()[:-1]
    return [line for line in lines if line not in WRONG.splitlines() or "danger" in line]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("interactions/new.yml", "a file of facts ends in .yaml; rename it to new.yaml"),
        ("interactions/new.YAML", "a file of facts ends in .yaml; rename it to new.yaml"),
        ("interactions/new.yaml.txt", "a file of facts ends in .yaml; rename it to new.yaml"),
        ("new.yaml", "a file of facts stands in sections/ or interactions/, or has a name and place of the guide; move it there"),
        ("interactions/x/new.yaml", "a file of facts stands in sections/ or interactions/, or has a name and place of the guide; move it there"),
    ],
)  # fmt: skip
def test_every_file_that_is_not_read_is_named(tmp_path: Path, name: str, message: str) -> None:
    """Whatever the ending or the folder: else the new warning would never be shown, and nobody told."""
    folder = copy_tiny(tmp_path / "facts")
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text((folder / "interactions" / "paracetamol.yaml").read_text())
    assert told(folder) == [f"facts/{name}:1: X3 error file: this file was not read: {message}"]


def test_a_file_of_another_kind_is_a_warning(tmp_path: Path) -> None:
    """What is no YAML may lie there; it is named all the same."""
    folder = copy_tiny(tmp_path / "facts")
    for name in ("letter.docx", "interactions/new", ".hidden", "sources.yaml~", "README.md"):
        (folder / name).write_text("zz")
    found = [item for item in check(folder).problems if item.rule == "X3"]
    assert [(item.file, item.level) for item in found] == [
        ("facts/interactions/new", "warning"),
        ("facts/letter.docx", "warning"),
    ]


def test_a_renamed_file_is_named_beside_what_is_missing(tmp_path: Path) -> None:
    """The file that was not read stands last, with what to do first; so it does for a file that nothing goes without."""
    folder = copy_tiny(tmp_path / "facts")
    (folder / "interactions" / "opioids.yaml").rename(folder / "interactions" / "opioids.yml")
    assert told(folder)[-2:] == [
        "facts/interactions/opioids.yml:1: X3 error file: this file was not read: a file of facts ends in .yaml; "
        "rename it to opioids.yaml",
        "mend this one first: others may come from there",
    ]
    (folder / "sources.yaml").rename(folder / "sources.yml")
    assert any("facts/sources.yml:1: X3 error" in line for line in told(folder))


def test_a_deleted_record_is_told_once(tmp_path: Path) -> None:
    """The published id is gone: that is the one message, and it names whatever points there."""
    folder = copy_tiny(tmp_path / "facts")
    (folder / "ids.yaml").write_text("published: [dose.uk-spasm, dose.us-spasm]\n# end\n")
    path = folder / "sections" / "dosing.yaml"
    path.write_text(re.sub(r"(?ms)^  - id: dose.uk-spasm\n.*?(?=^  - id)", "", path.read_text()))
    assert told(folder) == [
        "facts/ids.yaml:1: I1 error dose.uk-spasm: id 'dose.uk-spasm' was published and is gone; put the record back, or its id into "
        "'formerly' of what took its place, or list it under 'retired' with the reason; these point at it: questions.yaml:1"
    ]


def test_a_name_that_moved_to_an_interaction_says_what_to_delete(tmp_path: Path) -> None:
    """The commonest edit: one error for the old record, whatever brands it has; one for a brand that moved alone."""
    folder = copy_tiny(tmp_path / "facts")
    path = folder / "interactions" / "paracetamol.yaml"
    old = path.read_text()
    path.write_text(old.replace("members:\n", "members:\n  - {substance: guaifenesin, brands: {us: [Mucolo]}}\n"))
    assert told(folder) == [
        "facts/names/known.yaml:1: L-ids error guaifenesin: 'guaifenesin' has a statement now, at "
        "facts/interactions/paracetamol.yaml:13; delete this record, with its brands"
    ]
    path.write_text(old.replace("[Tylex-US]", "[Mucolo, Tylex-US]"))
    assert told(folder) == [
        "facts/names/known.yaml:3: L-names error guaifenesin: name 'Mucolo' has a statement now, with ix.paracetamol (paracetamol) "
        "by 'Mucolo' at facts/interactions/paracetamol.yaml:15: delete it here, or list it in ambiguous.yaml where two things "
        "are sold under this name"
    ]


def test_a_bad_record_leaves_its_neighbours_in_the_count(tmp_path: Path) -> None:
    """Only the record itself is not counted; nothing else is said to be missing."""
    folder = copy_tiny(tmp_path / "facts")
    whole = check(folder).records
    path = folder / "sections" / "dosing.yaml"
    path.write_text(path.read_text().replace("indication: muscle-spasm", "indication: spasm", 1))
    assert check(folder).records == whole - 1
    (line,) = told(folder)
    assert line.startswith(
        "facts/sections/dosing.yaml:26: S error dose.us-spasm: indication 'spasm' is not one of muscle-spasm, "
    )
    assert line.endswith("; did you mean 'muscle-spasm'?")


@pytest.mark.parametrize(
    ("issued", "right"),
    [
        ("2024-05-03", True), ("3 May 2024", True), ("May 2024", True), ("May 3, 2024", True), ('"2024"', True),
        ("2024 (revision)", True), ("3/5/2024", False), ("05/2024", False), ("5-3-2024", False), ("2024-13-03", False),
        ("2024-02-30", False), ("2024/05/03", False),
    ],
)  # fmt: skip
def test_a_date_of_issue_reads_alike_everywhere(tmp_path: Path, issued: str, right: bool) -> None:
    """Figures alone mean another day to another reader, unless the year comes first."""
    folder = copy_tiny(tmp_path / "facts")
    path = folder / "sources.yaml"
    path.write_text(path.read_text().replace("issued: May 2025", f"issued: {issued}"))
    assert [item.record for item in check(folder).problems if item.rule == "C4"] == ([] if right else ["label-us"])


def test_what_a_record_is_called_in_a_sentence(tmp_path: Path) -> None:
    """A text where keys are expected."""
    folder = copy_tiny(tmp_path / "facts")
    path = folder / "sections" / "dosing.yaml"
    path.write_text(path.read_text().replace('amount: {low: "2", high: "10", unit: mg, per: dose}', "amount: 2 mg"))
    assert told(folder) == [
        "facts/sections/dosing.yaml:31: S error dose.us-spasm: an amount with keys is expected here: write 'key: value' lines"
    ]


def test_suppressions(tmp_path: Path) -> None:
    """An accepted problem is silent; a suppression that meets nothing is a problem of its own."""
    folder = copy_tiny(tmp_path / "facts")
    path = folder / "sections" / "danger.yaml"
    path.write_text(path.read_text().replace("      Ask your doctor.\n", "      Ask your doctor.\n      Take 5.0 mg.\n"))
    before = [str(problem) for problem in check(folder).problems]
    accepted = folder / "suppressions.yaml"
    kept = accepted.read_text().replace("# end\n", "")
    accepted.write_text(kept + "- {rule: H12, record: box.stop, reason: It is printed so.}\n# end\n")
    after = [str(problem) for problem in check(folder).problems]
    assert len(before) == len(after) + 1
    assert not any("'5.0' ends" in line for line in after)
    accepted.write_text(kept + "- {rule: H13, record: box.stop, reason: It is printed so.}\n# end\n")
    last = [str(problem) for problem in check(folder).problems]
    told = "facts/suppressions.yaml:5: box.stop: rule H13 finds nothing in this record; remove the suppression"
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


@pytest.mark.usefixtures("shipped")
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
