"""What an attacker found once, so that it stays found."""

import os
import shutil
import subprocess
import threading
from pathlib import Path

import pytest

from conftest import copy_tiny, run
from program import Program
from valcli.answers import interactions as answers_interactions
from valcli.answers import sources as answers_sources
from valcli.answers.types import NamesAnswer
from valcli.store.fact_base import FactBase
from valcli.text.printable import typed, visible


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["interactions", "wine", "--fail-on", ""], "no level ''. Levels: avoid, ask-first, be-careful, no-known-problem."),
        (
            ["interactions", "wine", "--facts", ""],
            "--facts needs the name of a folder; leave it out for the facts that came with valcli",
        ),
        (["interactions", "--from", ""], "the names in '' can't be read: Is a directory"),
        (["--version", "info"], "--version stands alone\nTry: valcli --version"),
        (["--json", "info"], "options stand after the command\nTry: valcli info --json"),
    ],
)
@pytest.mark.usefixtures("shipped")
def test_empty_or_misplaced_option(arguments: list[str], message: str) -> None:
    """An option whose value got lost in a script is wrong usage, never "not given"."""
    done = run(*arguments)
    assert (done.out, done.err.partition("{")[0], done.code) == ("", f"valcli: {message}\n", 2)


def test_completion_variable_changes_nothing(installed: Program) -> None:
    """Typer's variable for shell completion does not swallow an answer."""
    done = installed.run("interactions", "alcohol", env={"_VALCLI_COMPLETE": "complete_bash"})
    assert (done.stdout, done.returncode) == (installed.run("interactions", "alcohol").stdout, 0)


@pytest.mark.parametrize("command", ["why", "sources", "info", "interactions", "search", "explain", "claims"])
def test_bytes_that_are_no_utf_8(tiny: Path, command: str) -> None:
    """A lone surrogate from the command line is never a fault of ours."""
    assert run(command, "\udcff", "--facts", str(tiny)).code in (1, 2)
    assert run(command, "\udcff", "x\udc80", "--facts", str(tiny)).code in (0, 1, 2)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("wine", "wine"),
        ("red wine", '"red wine"'),
        ("$(wine)", "'$(wine)'"),
        ("`wine`", "'`wine`'"),
        ('a"b', "'a\"b'"),
        ("it's", "'it'\"'\"'s'"),
        ("a;b", "'a;b'"),
    ],
)
def test_hints_can_be_pasted(name: str, shown: str) -> None:
    """A command that we suggest runs nothing but valcli."""
    assert typed(name) == shown


@pytest.mark.parametrize("char", "\u034f\u115f\u1160\u180b\u2800\u3164\ufe0f\uffa0\U000e0100\u200b\u202e\x9b")
def test_nothing_invisible_is_printed(char: str) -> None:
    """Letters and marks that print nothing are shown as their code."""
    assert char not in visible(f"a{char}b")


def test_fifo_in_the_facts_does_not_hang(installed: Program, tmp_path: Path) -> None:
    """What is no regular file is a problem, before anything is read from it."""
    folder = copy_tiny(tmp_path / "facts")
    (folder / "names" / "known.yaml").unlink()
    os.mkfifo(folder / "names" / "known.yaml")
    done = installed.run("info", "--facts", str(folder))
    assert done.returncode == 65
    assert b"facts/names/known.yaml:1: file: can't be read: not a regular file" in done.stderr


def test_huge_file_is_not_read_whole(tmp_path: Path) -> None:
    """A file of 3 GB costs no memory."""
    folder = copy_tiny(tmp_path / "facts")
    os.truncate(folder / "names" / "known.yaml", 3_000_000_000)
    done = run("info", "--facts", str(folder))
    assert done.code == 65
    assert "at most 2000000 are allowed" in done.err


@pytest.mark.parametrize("path", ["x" * 5_000, "a\0b", "/proc/1/nowhere/facts"])
def test_odd_folder_of_facts(path: str) -> None:
    """Any path that is no folder is 65."""
    done = run("info", "--facts", path)
    assert (done.out, done.code) == ("", 65)


def test_many_problems_of_one_file_are_cut(tmp_path: Path) -> None:
    """After fifty problems of a file the rest is counted."""
    folder = copy_tiny(tmp_path / "facts")
    (folder / "names" / "known.yaml").write_text("- x: 1\n" * 1_000 + "# end\n")
    lines = run("info", "--facts", str(folder)).err.splitlines()
    assert len([line for line in lines if line.startswith("facts/names/known.yaml:")]) == 51
    assert "facts/names/known.yaml: and 1950 more problems in this file" in lines


def test_batch_answers_while_the_pipe_is_open(installed: Program) -> None:
    """A line is answered when it has come, not when the pipe closes."""
    child = installed.start("-m", "valcli", "interactions", "-", "-f", "jsonl", stdin=subprocess.PIPE)
    assert child.stdin is not None
    assert child.stdout is not None
    alarm = threading.Timer(30, child.kill)
    alarm.start()
    child.stdin.write(b"alcohol\n")
    child.stdin.flush()
    assert b'"line":1,"kind":"answer","asked":"alcohol"' in child.stdout.readline()
    alarm.cancel()
    child.communicate()


@pytest.mark.parametrize(
    ("name", "never"),
    [("potassium bromide", "potassium"), ("acid caps", "acid"), ("pot tablets", "pot"), ("k tablets", "k"), ("speeds", "speed")],
)
def test_slang_and_salts_do_not_climb(real_base: FactBase, name: str, never: str) -> None:
    """A street word with a form or a plural is not the street word, and a salt that is a drug is not dropped."""
    answer = answers_interactions.interactions(real_base, [name], "all")
    assert isinstance(answer, NamesAnswer)
    assert all(item.matched.casefold() != never for item in answer.answers[0].resolved)


def test_former_names_with_forms_resolve(real_base: FactBase) -> None:
    """Brands that end in XL, SR or the like are found with a strength and a form behind them."""
    for name in ("Efexor XL 75 mg capsules", "MST Continus 10 mg tablets", "ferrous sulfate 200 mg tablets"):
        answer = answers_interactions.interactions(real_base, [name], "all")
        assert isinstance(answer, NamesAnswer)
        assert answer.answers[0].status != "not-recognised", name


def test_many_unknown_names_are_fast_enough_to_wait_for(real_base: FactBase) -> None:
    """A long list of misses gets no suggestions, so it does not cost one search each."""
    answer = answers_interactions.interactions(real_base, [f"zz{number}" for number in range(101)], "all")
    assert isinstance(answer, NamesAnswer)
    assert not any(item.suggestions for item in answer.answers)


def test_many_unknown_sources_are_not_searched_for(tiny_base: FactBase) -> None:
    """A long list of ids that are none gets no suggestions: one search each would take seconds."""
    few = answers_sources.sources(tiny_base, ["study-11"], "all")
    assert few.unknown == {"study-11": ("study-1",)}
    many = answers_sources.sources(tiny_base, ["study-11", *(f"zz.{number}" for number in range(100))], "all")
    assert len(many.unknown) == 101
    assert not any(many.unknown.values())


def test_folder_inside_that_cannot_be_read_is_the_one_problem(tmp_path: Path) -> None:
    """What is missing with it is not told as missing facts."""
    folder = copy_tiny(tmp_path / "facts")
    shutil.rmtree(folder / "sections")
    (folder / "sections").write_text("no folder")
    done = run("info", "--facts", str(folder))
    assert (done.code, done.out) == (65, "")
    assert [line for line in done.err.splitlines() if line.startswith("facts/")] == [
        "facts/sections:1: file: can't be read: Not a directory"
    ]


def test_long_help_survives_optimisation(installed: Program) -> None:
    """Help does not live in docstrings, which -OO drops."""
    assert installed.run("info", "-h", env={"PYTHONOPTIMIZE": "2"}).stdout == installed.run("info", "-h").stdout
