"""`valcli check`: what it finds, how it says so, and what is accepted."""

import json
import re
from pathlib import Path

import pytest

from conftest import copy_tiny, run
from valcli.editing.check import check


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
    """One problem a line, by file and line, and a count at the end; on stdout, with 65."""
    path = wrong / "sections" / "danger.yaml"
    done = run("check", "--facts", str(wrong))
    assert done.code == 65
    assert done.err == ""
    lines = done.out.splitlines()
    number = path.read_text().splitlines().index("      Take 5.0 mg.") + 1
    assert any(
        line.startswith(f"facts/sections/danger.yaml:{number}: H12 error box.stop: '5.0' ends in a zero; ") for line in lines
    )
    assert lines[:-1] == sorted(lines[:-1], key=lambda line: (line.split(":")[0], int(line.split(":")[1])))
    assert re.fullmatch(r"checked 25 files, 30 records: \d+ errors, \d+ warnings?", lines[-1]), lines[-1]


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
    assert list(form) == [*head, "problems", "checked", "sources"]
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


def test_suppressions(tmp_path: Path) -> None:
    """An accepted problem is silent; a suppression that meets nothing is a problem of its own."""
    folder = copy_tiny(tmp_path / "facts")
    path = folder / "sections" / "danger.yaml"
    path.write_text(path.read_text().replace("      Ask your doctor.\n", "      Ask your doctor.\n      Take 5.0 mg.\n"))
    before = [str(problem) for problem in check(folder).problems]
    (folder / "suppressions.yaml").write_text("- {rule: H12, record: box.stop, reason: It is printed so.}\n# end\n")
    after = [str(problem) for problem in check(folder).problems]
    assert len(before) == len(after) + 1
    assert not any("'5.0' ends" in line for line in after)
    (folder / "suppressions.yaml").write_text("- {rule: H13, record: box.stop, reason: It is printed so.}\n# end\n")
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
