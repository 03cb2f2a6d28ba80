"""The README is true: its screens, commands, codes and words are compared with the program."""

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from conftest import ROOT, run
from valcli.answers import info as answers_info
from valcli.answers import interactions as answers_interactions
from valcli.answers.export import TABLES
from valcli.cli import run as cli
from valcli.errors import ExitCode
from valcli.model.facts import Facts
from valcli.output import table
from valcli.output.formats import FORMATS
from valcli.output.look import Look
from valcli.store.fact_base import FactBase

README = (ROOT / "README.md").read_text()
SCRIPTING = (ROOT / "docs" / "scripting.md").read_text()
SCREEN = re.compile(r"<!-- screen: valcli (?P<command>.*?) -->\n```text\n(?P<shown>.*?)```\n", re.DOTALL)
_CUT = "...\n"


def screen(base: FactBase, command: str) -> str:
    """The page at 80 columns, without colour."""
    words = shlex.split(command)
    answer = (
        answers_info.info(base, words[1:], "all")
        if words[0] == "info"
        else answers_interactions.interactions(base, words[1:], "all")
    )
    return FORMATS["text"](answer, Look(width=80))


def test_screens_are_real(real_base: FactBase, request: pytest.FixtureRequest) -> None:
    """Each screen in the README is what the program shows; a long one is cut with three dots."""
    made = SCREEN.sub(lambda found: _screen(real_base, found["command"]), README)
    if request.config.getoption("--update-snapshots"):
        (ROOT / "README.md").write_text(made)
    assert [found["command"] for found in SCREEN.finditer(README)] == ["interactions alcohol", "info"]
    assert made == (ROOT / "README.md").read_text()


def _screen(base: FactBase, command: str) -> str:
    return f"<!-- screen: valcli {command} -->\n```text\n{_shown(base, command)}```\n"


def _shown(base: FactBase, command: str) -> str:
    lines = screen(base, command).splitlines(keepends=True)
    return "".join(lines) if len(lines) <= 24 else "".join(lines[:24]) + _CUT


@pytest.mark.parametrize("command", cli._commands())
def test_every_command_is_documented(command: str) -> None:
    """Each command stands in the README, or in the page for scripts, programs and editors; and has help."""
    assert f"`valcli {command}" in README + SCRIPTING
    assert run(command, "-h").code == 0


def test_every_command_of_the_readme_exists() -> None:
    """Nothing is promised that is not there."""
    assert set(re.findall(r"`valcli ([a-z]+)", README + SCRIPTING)) <= {*cli._commands(), "can", "help"}


def test_options_of_the_help_are_documented() -> None:
    """The tables of commands and of options hold each option of each command, and no other."""
    table = README[README.index("| command | does |") :] + SCRIPTING[: SCRIPTING.index("## Exit codes")]
    told = {option for cell in re.findall(r"^\| (.+?) \|", table, re.MULTILINE) for option in re.findall(r"--[a-z-]+\b", cell)}
    offered = {option for command in cli._commands() for option in re.findall(r"--[a-z-]+\b", run(command, "-h").out)}
    assert told == offered | {"--version"}


def test_exit_codes_are_documented() -> None:
    """The table of exit codes is the enumeration."""
    table = SCRIPTING[SCRIPTING.index("## Exit codes") : SCRIPTING.index("## Formats")]
    assert [int(code) for code in re.findall(r"\b\d+\b", re.sub(r"\|[^|\n]*\|\n", "|\n", table))] == [
        int(code) for code in ExitCode
    ]


def test_formats_are_documented() -> None:
    """The registry of formats stands in the table of options."""
    assert "`text` (default), `plain`, `csv`, `markdown`, `html`, `json` or `jsonl`" in SCRIPTING
    assert list(FORMATS) == ["text", "plain", "csv", "markdown", "html", "json", "jsonl"]


def test_levels_and_statuses_are_the_vocabulary(real: Facts) -> None:
    """Both tables say what the facts say."""
    for term in real.vocabulary["levels"]:
        assert f"| `{term.tag}` | {term.label} |" in README
    assert re.findall(r"^\| `([a-z-]+)` \| [^|]+ \| [01] \|$", README, re.MULTILINE) == [
        "interaction",
        "none-known",
        "same-medicine",
        "ambiguous",
        "no-data",
        "partial",
        "not-recognised",
    ]
    assert len(real.vocabulary["statuses"]) == 7


def test_emergency_numbers_are_those_of_the_facts(real: Facts) -> None:
    """The numbers in the README are the numbers in the facts."""
    labels = {term.tag: term.label for term in real.vocabulary["countries"]}
    assert ", ".join(f"{item.number} ({labels[item.country]})" for item in real.meta.emergency) in README


@pytest.mark.parametrize("code", [0, 42])
def test_ci_runs_the_printed_command(tmp_path: Path, code: int) -> None:
    """`.ci/run` runs what the README prints and fails as it fails: in a copy, with programs that only tell of themselves."""
    printed = re.search(r"^## Run all tests\n\n```sh\n(.*)\n```$", README, re.MULTILINE)
    assert printed
    wanted = printed[1].replace("[dev]", "[strange]")
    assert wanted != printed[1]
    (tmp_path / "README.md").write_text(README.replace(printed[1], wanted))
    shutil.copytree(ROOT / ".ci", tmp_path / ".ci")
    for name, ends in (
        ("bin/python3", 0),
        ("bin/dpkg", 0),
        (".venv/bin/pip", 0),
        (".venv/bin/python", code),
        (".venv/bin/nox", 0),
    ):
        program = tmp_path / name
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text(f'#!/bin/sh\necho "{name.removeprefix("bin/")} $*" >>"{tmp_path}/told"\nexit {ends}\n')
        program.chmod(0o755)
    done = subprocess.run(
        ["bash", ".ci/run"], cwd=tmp_path, env={"PATH": f"{tmp_path}/bin:{os.environ['PATH']}"}, capture_output=True, check=False
    )
    told = (tmp_path / "told").read_text().splitlines()
    assert bool(done.returncode) is bool(code), done.stderr
    assert [line for line in told if "nox" not in line][-3:] == [part.replace("'", "") for part in wanted.split(" && ")]


def test_every_column_is_documented() -> None:
    """docs/tables.md lists the columns of each table, in their order."""
    page = re.sub(r" \(`.*?\)", "", (ROOT / "docs" / "tables.md").read_text())
    names, _, rest = page.partition("## The facts")
    rows = re.findall(r"^\| ([a-z_, ]+) \| ", names, re.MULTILINE)
    assert ", ".join(rows[1:]) == ", ".join(table.NAMES)
    listed = set(re.findall(r" ([a-z_]+(?:, [a-z_]+)+) \|$", rest, re.MULTILINE))
    others = (table.LISTED, table.RECORDS, table.SECTIONS, table.UNKNOWN, table.SOURCES, table.HITS, table.TERMS, table.CLAIMS)
    assert listed == {", ".join(columns) for columns in (*others, *(columns for columns, _ in TABLES.values()))}
