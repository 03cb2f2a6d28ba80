"""What a Tab offers, asked as the scripts of the shells ask; `shells/` types it into the shells themselves."""

import inspect
from pathlib import Path

import pytest

from conftest import commands, run
from valcli.cli import values
from valcli.cli.app import app
from valcli.cli.help import SHORT
from valcli.cli.options import declared
from valcli.model.facts import Facts
from valcli.store.fact_base import FactBase

BARE = {  # places that no word is offered for: names, what somebody asks, numbers, and columns of whatever is asked
    ("interactions", "names"), ("interactions", "column"), ("interactions", "keep"), ("leaflet", "names"), ("search", "words"),
    ("claims", "words"), ("explain", "word"), ("completion", "typed"),
}  # fmt: skip
BARE_EVERYWHERE = {"width", "fields"}


def offered(*typed: str) -> list[str]:
    """The words that are offered in the place of the last one, behind the line that says what they are."""
    done = run("completion", "words", "--", *typed)
    assert (done.code, done.err) == (0, "")
    return [line.partition("\t")[0] for line in done.out.splitlines()]


PLACES: list[tuple[list[str], list[str]]] = [
    ([""], [*SHORT, "help"]),
    ([], [*SHORT, "help"]),
    (["in"], ["info", "interactions"]),
    (["--"], ["--help", "--version"]),
    (["help", "e"], ["explain", "export", "environment", "exit-codes"]),
    (["help", "info", ""], []),
    (["zzzz", ""], []),
    (["info", "--c"], ["--clinical", "--country", "--color"]),
    (["info", "dosing", "d"], ["danger", "dependence", "driving"]),
    (["info", "--", "--c"], []),
    (["why", "--c"], ["--color"]),
    (
        ["check", ""],
        ["--fix", "--errors-only", "--format", "--json", "--color", "--width", "--facts", "--debug", "--fields", "--help"],
    ),
    (["check", "--format", ""], ["text", "json", "jsonl"]),
    (["info", "-f", "j"], ["json", "jsonl"]),
    (["info", "--format=j"], ["--format=json", "--format=jsonl"]),
    (["info", "--format", "=", "j"], ["json", "jsonl"]),  # as bash cuts it
    (["info", "--format", "="], ["text", "plain", "csv", "markdown", "html", "json", "jsonl"]),
    (["info", "--color", ""], ["auto", "always", "never"]),
    (["info", "--country", ""], ["us", "uk", "ie", "all"]),
    (["interactions", "wine", "--fail-on", ""], ["avoid", "ask-first", "be-careful", "no-known-problem"]),
    (["interactions", "--fail-on", "avoid", "--js"], ["--json"]),
    (["why", "ix.gr"], ["ix.grapefruit"]),
    (["why", "ix.grapefruit", "ix."], []),
    (["export", ""], ["names", "interactions", "facts"]),
    (["schema", "diff"], ["diff", "diff.line"]),
    (["completion", ""], ["bash", "zsh", "fish"]),
]


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize(("typed", "words"), PLACES, ids=lambda value: " ".join(value))
def test_each_place(typed: list[str], words: list[str]) -> None:
    """What fits in the place, and begins as the word that was begun."""
    assert offered(*typed) == ["words", *words]


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize(
    ("typed", "kind"), [("interactions --from l", "files"), ("info --facts f", "folders"), ("diff a b", "folders")]
)
def test_paths_are_for_the_shell(typed: str, kind: str) -> None:
    """A file or a folder is found by the shell, which knows them."""
    assert offered(*typed.split()) == [kind]


@pytest.mark.usefixtures("shipped")
def test_everything_of_a_kind_is_there(real: Facts, real_base: FactBase) -> None:
    """Every section, statement and source, and no section twice."""
    sections = [section.section for section in real.sections]
    assert offered("info", "") == ["words", *sections]
    assert offered("info", sections[1], "") == ["words", sections[0], *sections[2:]]
    assert offered("why", "") == ["words", *real_base.ids()]
    assert offered("sources", "") == ["words", *(source.id for source in real_base.sources())]


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize(
    "line", ["interactions ", "interactions alcoho", "leaflet wi", "search wi", "info alcoho", "alcoho", "explain alcoho"]
)
def test_no_name_is_ever_offered(line: str, real_base: FactBase) -> None:
    """A name that was filled in is an answer that nobody gave."""
    names = {name.casefold() for name in real_base.all_names()}
    assert names & set(offered(*line.split(" "))[1:]) == set()


@pytest.mark.parametrize("command", commands())
def test_every_place_is_thought_of(command: str) -> None:
    """Each option with a value and each argument says what can stand there, or is named above as one that can't."""
    callback = app.registered_commands[commands().index(command)].callback
    assert callback
    for name, parameter in inspect.signature(callback).parameters.items():
        (info,) = parameter.annotation.__metadata__
        is_flag = bool(declared(info)) and parameter.annotation.__origin__ is bool
        is_bare = name in BARE_EVERYWHERE or (command, name) in BARE
        assert bool(info.autocompletion) is not (is_flag or is_bare), name


def test_facts_in_use_are_asked(tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of the option, or of the variable; where none can be read, nothing is offered and nothing is said."""
    own = offered("sources", "--facts", str(tiny), "")
    assert len(own) > 1
    assert offered("sources", f"--facts={tiny}", "") == own
    assert offered("sources", "--facts", "=", str(tiny), "") == own
    monkeypatch.setenv("VALCLI_FACTS", str(tiny))
    assert offered("sources", "") == own
    assert offered("sources", "--facts", str(tmp_path), "x") == ["words"]


@pytest.mark.parametrize("shell", values.SHELLS)
def test_script_holds_no_declaration(shell: str) -> None:
    """A script asks for all that it offers, so none grows old; it ends its options, and shuts what could be read or told."""
    done = run("completion", shell)
    assert (done.code, done.err) == (0, "")
    assert "command valcli completion words -- " in done.out
    assert "</dev/null 2>/dev/null" in done.out
    words = set(done.out.replace("--", " --").split())
    assert words & {*SHORT} <= {"completion"}
    assert not words & {"--format", "--json", "--facts"}


def test_wrong_usage() -> None:
    """An unknown shell is told those there are."""
    wrong = run("completion", "tcsh")
    assert (wrong.out, wrong.err, wrong.code) == ("", "valcli: no shell 'tcsh'. Shells: bash, zsh, fish.\n", 2)
    assert run("completion", "bash", "zsh").code == 2
    assert run("completion").code == 2
