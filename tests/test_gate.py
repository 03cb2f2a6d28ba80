"""The short way prints what the long way prints, byte for byte, and refuses what it can't serve or trust."""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from valcli.compiled import checksum_file, is_whole

from conftest import ROOT, copy_tiny
from valcli import stdout
from valcli.answers import interactions as answers_interactions
from valcli.answers.context import ALL_COUNTRIES
from valcli.cli import run as cli
from valcli.cli import terminal
from valcli.editing.load import load_facts
from valcli.fast import entry as gate
from valcli.fast.build import write_store
from valcli.output.formats import FORMATS
from valcli.store import file as shelf
from valcli.store.fact_base import FactBase
from valcli.store.opening import open_facts
from valcli.text.fold import fold


@pytest.fixture(scope="session")
def tiny_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up facts, compiled."""
    folder = tmp_path_factory.mktemp("tiny-store")
    write_store(folder / "facts.sqlite", load_facts(copy_tiny(folder / "facts")))
    return folder / "facts.sqlite"


@pytest.fixture
def gated(store: Path, monkeypatch: pytest.MonkeyPatch, real_base: FactBase) -> None:
    """The gate reads the compiled store; the long way reads the facts."""
    monkeypatch.setattr(shelf, "STORE", str(store))
    monkeypatch.setattr(stdout, "encoding", lambda: "utf-8")
    monkeypatch.setattr("valcli.store.open_facts", lambda _, **__: real_base)


def long_way(*arguments: str) -> tuple[bytes, int]:
    written = cli.run(arguments)
    return written.whole(), written.code


@pytest.mark.usefixtures("gated")
@pytest.mark.parametrize("form", [[], ["--json"]], ids=["text", "json"])
def test_every_name_in_the_facts(real_base: FactBase, form: list[str]) -> None:
    """Each name that the gate serves, as it stands in the facts, is served with the same bytes."""
    served = 0
    for name in sorted(set(real_base.all_names())):
        page = gate.answer(["interactions", name, *form])
        if page is not None:
            served += 1
            assert page == long_way("interactions", name, *form), name
    assert served > 0.6 * len({fold(name) for name in real_base.all_names()})


@pytest.mark.usefixtures("gated")
def test_every_section(real_base: FactBase) -> None:
    """The leaflet, every section and every other word for one are served with the same bytes."""
    for words in [[], *([word] for word in real_base.section_words())]:
        for form in ([], ["--json"]):
            assert gate.answer(["info", *words, *form]) == long_way("info", *words, *form)


@pytest.mark.usefixtures("gated")
@pytest.mark.parametrize("name", ["WINE", "Wine", "wInE", "St John's Wort", "ALCOHOL", "Red Wine"])
@pytest.mark.parametrize("form", [[], ["--json"]], ids=["text", "json"])
def test_letter_case_is_echoed(name: str, form: list[str]) -> None:
    """A name comes back as it was typed."""
    page = gate.answer(["interactions", name, *form])
    assert page == long_way("interactions", name, *form)


@pytest.mark.usefixtures("gated")
@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["-h"],
        ["--version"],
        ["info", "--list"],
        ["info", "danger", "dosing"],
        ["info", "Danger"],
        ["info", "nothing"],
        ["info", ""],
        ["--json", "info"],
        ["info", "--json", "danger"],
        ["interactions"],
        ["interactions", "zzzz"],
        ["interactions", "sumatriptan"],
        ["interactions", "wine", "beer"],
        ["interactions", "wine", "--clinical"],
        ["interactions", "wine", "--json", "--json"],
        ["interactions", " wine"],
        ["interactions", "wi\tne"],
        ["interactions", "w\u0456ne"],
        ["interactions", "a\0b"],
        ["interactions", "\udcff"],
        ["interactions", "-"],
        ["sources"],
        ["why", "ix.alcohol"],
        ["wine"],
    ],
    ids=str,
)
def test_everything_else_goes_the_long_way(arguments: list[str]) -> None:
    """What is not the plainest shape, and every miss, is not answered here."""
    assert gate.answer(arguments) is None


@pytest.mark.usefixtures("gated")
@pytest.mark.parametrize("name", ["VALCLI_FACTS", "VALCLI_ACCESSIBLE", "VALCLI_X"])
def test_environment_that_asks_for_more(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Whoever wants other facts or another look gets the long way."""
    assert gate.answer(["info"]) is not None
    monkeypatch.setenv(name, "1")
    assert gate.answer(["info"]) is None


@pytest.mark.usefixtures("gated")
@pytest.mark.parametrize("name", ["NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "CLICOLOR", "TERM", "COLUMNS"])
@pytest.mark.parametrize("value", ["", "0", "1", "dumb"])
@pytest.mark.parametrize("terminal", [True, False])
def test_colour_is_decided_as_on_the_long_way(monkeypatch: pytest.MonkeyPatch, name: str, value: str, terminal: bool) -> None:
    """Whatever the environment says of colour and width, both ways read it alike."""
    monkeypatch.setenv(name, value)
    monkeypatch.setattr(stdout, "is_terminal", lambda: terminal)
    for arguments in (["info", "danger"], ["interactions", "Wine"], ["interactions", "wine", "--json"]):
        assert gate.answer(arguments) == long_way(*arguments)


@pytest.mark.usefixtures("gated")
@pytest.mark.parametrize("columns", [20, 40, 59, 60, 80, 100, 300])
def test_every_section_on_a_terminal(real_base: FactBase, monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    """A kept page is laid out for the screen that is there, in colour."""
    monkeypatch.setattr(stdout, "is_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("TERM", "xterm-256color")
    for words in [[], *([section.section] for section in real_base.sections())]:
        assert gate.answer(["info", *words]) == long_way("info", *words)


@pytest.mark.usefixtures("gated")
def test_every_name_on_a_terminal(real_base: FactBase, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each name that is served in a pipe is served on a terminal, with the page of the long way."""
    monkeypatch.setattr(stdout, "is_terminal", lambda: True)
    for name in sorted(set(real_base.all_names())):
        found = gate.answer(["interactions", name])
        if found is not None:
            made = answers_interactions.interactions(real_base, [name], ALL_COUNTRIES)
            look = terminal.look(os.environ, terminal=True, clinical=False)
            assert found == (FORMATS["text"](made, look).encode(), int(not made.is_complete)), name


@pytest.mark.usefixtures("gated")
def test_other_encodings_go_the_long_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only UTF-8 is written without a look at the screen."""
    monkeypatch.setattr(stdout, "encoding", lambda: "ascii")
    assert gate.answer(["info"]) is None


def test_no_store_is_the_long_way(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A checkout has no store, and a folder, a text or a store of another version is none."""
    for made in ("missing", "folder", "text", "version"):
        path = tmp_path / made
        if made == "folder":
            path.mkdir()
        elif made == "text":
            path.write_text("no database " * 1000)
        elif made == "version":
            connection = sqlite3.connect(path)
            connection.execute("PRAGMA user_version = 99")
            connection.close()
        monkeypatch.setattr(shelf, "STORE", str(path))
        monkeypatch.setattr(stdout, "encoding", lambda: "utf-8")
        assert gate.answer(["info"]) is None


def test_gate_leaves_heavy_modules_alone(store: Path) -> None:
    """A gated look-up loads neither Typer nor Rich nor YAML, json, re or typing."""
    program = (
        f"import sys; from valcli import gate, shelf; shelf.STORE = {str(store)!r};"
        "assert gate.answer(['interactions', 'wine', '--json']);"
        "heavy = {'typer', 'rich', 'yaml', 'json', 're', 'typing', 'dataclasses', 'sqlite3', 'enum', 'valcli.cli'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    env = {"PATH": os.environ["PATH"], "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([sys.executable, "-S", "-c", f"import sys; sys.path.insert(0, {str(ROOT / 'src')!r}); {program}"],
                          env=env, capture_output=True, text=True, check=True, timeout=60)  # fmt: skip
    assert done.stdout == "[]\n"


def test_flipped_byte_is_never_another_answer(tiny_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever byte of the store is damaged, an answer is the right one, or there is none: 65 or the long way."""
    data = tiny_store.read_bytes()
    path = tmp_path / "facts.sqlite"
    checksum_file(path).write_text(checksum_file(tiny_store).read_text())
    monkeypatch.setattr(shelf, "STORE", str(path))
    monkeypatch.setattr(stdout, "encoding", lambda: "utf-8")
    monkeypatch.setattr(compiled, "STORE", path)
    monkeypatch.setattr("valcli.store.STORE", path)
    shutil.copy(tiny_store, path)
    short = {name: gate.answer(["interactions", name]) for name in ("wine", "codeine")}
    lines = ("interactions wine", "interactions zzzz", "interactions guaifenesin", "info danger --country uk",
             "why ix.alcohol", "sources --json", "search wine", "explain avoid")  # fmt: skip
    right_long = {line: long_way(*line.split()) for line in lines}
    for place in range(0, len(data), max(1, len(data) // 400)):
        path.write_bytes(data[:place] + bytes([data[place] ^ 0x41]) + data[place + 1 :])
        for name, found in short.items():
            assert gate.answer(["interactions", name]) in (found, None), place
        for line in lines:
            assert long_way(*line.split()) == (b"", 65), (place, line)  # nothing is told, or left out, on a damaged store
    path.write_bytes(data)
    assert {line: long_way(*line.split()) for line in lines} == right_long


def test_very_large_store_is_searched_unchecked(tiny_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A search does not wait for the sum of a very large store; what is not found, or not a search, does."""
    path = tmp_path / "facts.sqlite"
    shutil.copy(tiny_store, path)
    checksum_file(path).write_text("00000000\n")
    monkeypatch.setattr(shelf, "STORE", str(path))
    monkeypatch.setattr("valcli.store.STORE", path)
    assert long_way("search", "wine") == (b"", 65)
    monkeypatch.setattr("valcli.store.EARLY", 1)
    assert long_way("search", "wine")[1] == 0
    assert long_way("search", "qqqqq") == (b"", 65)
    assert long_way("why", "ix.alcohol") == (b"", 65)


def test_two_builds_are_the_same_bytes(tiny_store: Path, tmp_path: Path) -> None:
    """The store depends on the facts alone."""
    again = tmp_path / "facts.sqlite"
    write_store(again, load_facts(copy_tiny(tmp_path / "facts")))
    assert again.read_bytes() == tiny_store.read_bytes()
    assert is_whole(again)


def test_compiled_base_answers_like_the_yaml(store: Path, monkeypatch: pytest.MonkeyPatch, real_base: FactBase) -> None:
    """What goes through Typer stands on the store too, with the same answers."""
    monkeypatch.setattr("valcli.store.STORE", store)
    base = open_facts(None)
    for line in ("interactions zzzz", "interactions wine sumatriptan -f jsonl", "search can I drive", "why dose.us-spasm",
                 "sources --json", "interactions", "claims dose", "explain"):  # fmt: skip
        arguments = line.split()
        monkeypatch.setattr("valcli.store.open_facts", lambda _, **__: base)
        compiled_out = long_way(*arguments)
        monkeypatch.setattr("valcli.store.open_facts", lambda _, **__: real_base)
        assert compiled_out == long_way(*arguments), arguments
