"""The command line: codes, errors that help, and what goes where."""

import re
from pathlib import Path

import pytest

from conftest import run
from valcli.cli import options
from valcli.cli.guide import bare
from valcli.editing.load import load_facts
from valcli.errors import ExitCode
from valcli.output.formats import FORMATS, TABULAR


def test_options_name_what_there_is() -> None:
    """The help offers the formats that are served, and only those."""
    assert tuple(FORMATS) == options.FORMATS
    assert set(options.STREAMED) < set(options.FORMATS)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["interactions", "wine"], 0),
        (["interactions", "paracetamol"], 0),
        (["interactions", "calmazin"], 0),
        (["interactions"], 0),
        (["interactions", "guaifenesin"], 1),
        (["interactions", "sleeping pill"], 1),
        (["interactions", "zzzz"], 1),
        (["interactions", "wine", "zzzz"], 1),
        (["info"], 0),
        (["info", "dosing"], 0),
        (["info", "--list"], 0),
        (["sources"], 0),
        (["sources", "label-us"], 0),
        (["sources", "label-us", "nothing"], 1),
        (["why", "box.stop"], 0),
        (["why", "ix.alcohol"], 0),
        (["why", "box.nothing"], 1),
        (["search", "sleepy"], 0),
        (["search", "qqqq"], 1),
        (["explain"], 0),
        (["explain", "taper"], 0),
        (["explain", "qqqq"], 1),
        (["claims"], 0),
        (["claims", "herb"], 0),
        (["claims", "qqqq"], 1),
        (["info", "nothing"], 2),
    ],
)
@pytest.mark.parametrize("form", FORMATS)
def test_code_is_the_same_in_every_format(tiny: Path, arguments: list[str], code: int, form: str) -> None:
    """0 answered, 1 not all answered, 2 wrong usage; on 2 stdout is empty, else stderr but for what a table can't say."""
    done = run(*arguments, "--facts", str(tiny), "--format", form)
    assert done.code == code
    nothing_found = form == "jsonl" and arguments[0] in ("search", "explain", "claims") and code == 1
    assert bool(done.out) is (code != 2 and not nothing_found)
    told = f"valcli: answered from facts {load_facts(tiny).meta.version}, not the shipped ones\n" if form in TABULAR else ""
    assert done.err.startswith("valcli: no section") if code == 2 else done.err == told


USAGE = {
    "unknown section": (
        ["info", "dosign"],
        "no section 'dosign'. Sections: danger, dosing, side-effects, interactions.\nTry: valcli info dosing",
    ),
    "unknown format": (
        ["info", "--format", "jsn"],
        "no format 'jsn'. Did you mean json? Formats: text, plain, csv, markdown, html, json, jsonl.",
    ),
    "two formats": (["info", "-f", "plain", "--json"], "--json and --format plain ask for two formats; give one of them"),
    "unknown country": (["info", "--country", "al"], "no country 'al'. Did you mean all? Countries: us, uk, all."),
    "list with a section": (["info", "--list", "dosing"], "--list names all sections, so it takes none\nTry: valcli info --list"),
    "empty name": (
        ["interactions", "wine", ""],
        "a name is empty; give each name as one argument\nTry: valcli help interactions",
    ),
    "unknown option": (["info", "--lisst"], "no such option: --lisst\nTry: valcli info --list"),
    "missing id": (["why"], "Missing argument 'ID'\nTry: valcli help why"),
}


@pytest.mark.parametrize(("arguments", "message"), USAGE.values(), ids=USAGE)
def test_wrong_usage_is_one_line_that_helps(
    tiny: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
) -> None:
    """What was wrong, what is allowed, what to do next; nothing on stdout."""
    monkeypatch.setenv("VALCLI_FACTS", str(tiny))
    done = run(*arguments)
    told = done.err.partition("{")[0]  # what is told to a program has a test of its own
    assert (done.out, told, done.code) == ("", f"valcli: {message}\n", 2)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["wine"], "no command 'wine'.\nTry: valcli interactions wine"),
        (["sleeping", "pill"], "no command 'sleeping'.\nTry: valcli interactions \"sleeping pill\""),
        (["dosing"], "no command 'dosing'.\nTry: valcli info dosing"),
        (["warnings"], "no command 'warnings'.\nTry: valcli info danger"),
        (["infos"], "no command 'infos'.\nTry: valcli info"),
        (["sideefects"], "no command 'sideefects'.\nTry: valcli info side-effects"),
        (["codeeine"], "no command 'codeeine'.\nTry: valcli interactions codeine"),
        (["xyzzy"], "no command 'xyzzy'.\nTry: valcli search xyzzy"),
        (["calmazin"], "no command 'calmazin'.\nTry: valcli info"),
    ],
)
def test_word_that_is_no_command(tiny: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str) -> None:
    """A section or a name typed as a command gets the line that helps."""
    monkeypatch.setenv("VALCLI_FACTS", str(tiny))
    done = run(*arguments)
    assert (done.out, done.err, done.code) == ("", f"valcli: {message}\n", 2)


def test_dash_of_a_list_is_no_option(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line that was copied out of a list is the name in it."""
    monkeypatch.setenv("VALCLI_FACTS", str(tiny))
    assert run("interactions", "- wine") == run("interactions", "wine")
    assert run("interactions", "-wine").code == 2


def test_nothing_typed_prints_the_short_help_to_stderr(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bare `valcli` is wrong usage that shows the two examples of the facts in use."""
    monkeypatch.setenv("VALCLI_FACTS", str(tiny))
    done = run()
    assert (done.out, done.err, done.code) == ("", bare(load_facts(tiny).meta), 2)
    assert "\n  valcli info " in done.err
    assert "\n  valcli interactions wine " in done.err


@pytest.mark.parametrize("option", ["-h", "--help"])
@pytest.mark.parametrize(
    "command", [[], ["info"], ["interactions"], ["sources"], ["why"], ["search"], ["explain"], ["claims"], ["check"]]
)
def test_help_starts_with_examples(command: list[str], option: str) -> None:
    """Help goes to stdout with 0, ends in one newline, and shows examples before options."""
    done = run(*command, option)
    assert (done.err, done.code) == ("", 0)
    assert done.out.index("\nExamples:\n") < done.out.index("Usage: " if command else "Commands:")
    assert len(done.out.splitlines()) < 24
    assert done.out.endswith("\n")
    assert not done.out.endswith("\n\n")
    assert max(map(len, done.out.splitlines())) <= 80


def test_help_names_every_exit_code() -> None:
    """The table of codes is a topic of the help."""
    out = run("help", "exit-codes").out
    assert [int(word) for word in re.findall(r"^  (\d+)  ", out, re.MULTILINE)] == [int(code) for code in ExitCode]


@pytest.mark.usefixtures("shipped")
def test_version_names_program_and_facts() -> None:
    """One line with both versions."""
    assert run("--version").out.startswith("valcli 0.1.0, facts 20")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("wi\x1b[31mne", "wi\\x1b[31mne"),
        ("\u202ewine", "\\u202ewine"),
        ("\udcff", "\\udcff"),
        ("x" * 10_000, "x" * 60 + "... (10000 characters)"),
        ("[bold]wine[/]", "[bold]wine[/]"),
        (":pill:", ":pill:"),
        ("%s{}", "%s{}"),
    ],
)
def test_hostile_name_is_one_clear_line(tiny: Path, name: str, shown: str) -> None:
    """Hidden characters are shown as codes, long names are cut, nothing is markup; a half character is none in json."""
    done = run("interactions", name, "--facts", str(tiny))
    assert (done.err, done.code) == ("", 1)
    assert done.out.splitlines()[0] == f"Not recognised: {shown}"
    answer = run("interactions", name, "--facts", str(tiny), "--json").json["answers"][0]
    asked = name.replace("\udcff", "\ufffd")
    assert (answer["asked"], answer["status"], answer["level"]) == (asked, "not-recognised", None)


@pytest.mark.usefixtures("shipped")
def test_name_after_two_dashes() -> None:
    """A name that looks like an option can be asked for."""
    assert run("interactions", "--", "--help").code == 1


def test_fault_in_the_program_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """No traceback ever reaches a patient: 70, one line, stdout empty."""

    def broken(_: object, **__: object) -> object:
        raise RuntimeError("boom\x1b[31m")

    monkeypatch.setattr("valcli.store.opening.open_facts", broken)
    done = run("info")
    assert (done.out, done.code) == ("", 70)
    assert done.err == "valcli: a fault in valcli itself, this was not answered: RuntimeError: boom\\x1b[31m\n"


def test_facts_option_beats_the_variable(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--facts` is looked at before VALCLI_FACTS, and the answer says that these are not the shipped facts."""
    monkeypatch.setenv("VALCLI_FACTS", "/nowhere")
    assert run("info", "--facts", str(tiny), "--json").json["facts"] == {
        "version": "1.2.3",
        "reviewed": "2026-01-31",
        "medicine": "calmazin",
        "shipped": False,
    }
