"""The short way writes what the command line writes, byte for byte, and leaves alone what it can't serve or trust."""

import os
import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NoReturn

import pytest

from conftest import copy_tiny
from valcli import stdout
from valcli.cli import run as cli
from valcli.editing.load import load_facts
from valcli.fast import entry, pages
from valcli.fast.pages_build import add_pages
from valcli.model.facts import Facts
from valcli.store import file, opening
from valcli.store.build import build_package
from valcli.store.fact_base import FactBase

WIDTHS = (20, 40, 59, 60, 80, 100, 300)
Serve = Callable[..., "tuple[bytes, int] | None"]


class Ended(Exception):
    """The process would have ended."""


def installed(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Make this process a built package whose store stands in the folder."""
    names: dict[str, object] = {}
    exec((folder / "built.py").read_text(), names)  # noqa: S102  what a build wrote
    monkeypatch.setattr(file, "STORE", str(folder / "facts.sqlite"))
    monkeypatch.setattr(file, "BUILD", names["BUILD"])
    monkeypatch.setattr(file, "SUM", names["SUM"])


@pytest.fixture(scope="session")
def built(real: Facts, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real facts, as they are built."""
    folder = tmp_path_factory.mktemp("built")
    build_package(folder, real, add_pages)
    return folder


@pytest.fixture(scope="session")
def tiny_built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up facts, as they are built."""
    folder = tmp_path_factory.mktemp("tiny-built")
    build_package(folder, load_facts(copy_tiny(folder / "facts")), add_pages)
    return folder


@pytest.fixture
def serve(built: Path, real_base: FactBase, monkeypatch: pytest.MonkeyPatch) -> Serve:
    """What the short way writes, with the exit code; None where it leaves a request alone."""
    installed(monkeypatch, built)
    monkeypatch.setattr(stdout, "encoding", lambda: "utf-8")
    monkeypatch.setattr(stdout, "is_terminal", lambda _=1: False)
    monkeypatch.setattr(opening, "open_facts", lambda _: real_base)
    ends: list[tuple[bytes, int]] = []

    def finish(out: Iterable[bytes], ending: Callable[[], tuple[bytes, int]]) -> NoReturn:
        ends.append((b"".join(out), ending()[1]))
        raise Ended

    monkeypatch.setattr(stdout, "finish", finish)

    def served(*arguments: str) -> tuple[bytes, int] | None:
        try:
            entry.serve(list(arguments))
        except Ended:
            return ends.pop()
        return None

    return served


def whole(*arguments: str) -> tuple[bytes, int]:
    written = cli.run(arguments)
    return written.whole(), written.code


def test_every_section(serve: Serve, real_base: FactBase) -> None:
    """The leaflet and every section are served with the same bytes; other words for one are left alone."""
    ids = [section.section for section in real_base.sections()]
    assert all(serve("info", word) is None for word in real_base.section_words() if word not in ids)
    for words in [[], *([section] for section in ids)]:
        for form in ([], ["--json"]):
            assert serve("info", *words, *form) == whole("info", *words, *form)


@pytest.mark.parametrize("columns", WIDTHS)
def test_every_section_on_a_terminal(serve: Serve, real_base: FactBase, monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    """A kept page is laid out for the screen that is there, in colour."""
    monkeypatch.setattr(stdout, "is_terminal", lambda _=1: True)
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("LINES", "100000")
    monkeypatch.setenv("TERM", "xterm-256color")
    for words in [[], *([section.section] for section in real_base.sections())]:
        assert serve("info", *words) == whole("info", *words)


def test_what_needs_a_pager_is_left_alone(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is longer than the screen is for the command line; JSON is not paged."""
    monkeypatch.setattr(stdout, "is_terminal", lambda _=1: True)
    monkeypatch.setenv("LINES", "24")
    assert serve("info", "danger") is None
    assert serve("interactions", "wine", "percocet") is None
    assert serve("info", "danger", "--json") is not None


NAMES = (["wine"], ["Wine"], ["sumatriptan"], ["zzzz"], ["percocet", "omeprazole", "wine"], ["sleeping pill"], ["w\u0456ne"])


@pytest.mark.parametrize("names", NAMES, ids=ascii)
@pytest.mark.parametrize("form", [[], ["--json"]], ids=["text", "json"])
def test_names(serve: Serve, names: list[str], form: list[str]) -> None:
    """Names are answered by the same code, with the same code at the end."""
    assert serve("interactions", *names, *form) == whole("interactions", *names, *form)


@pytest.mark.parametrize(
    "arguments",
    [
        [], ["-h"], ["--version"], ["info", "--list"], ["info", "danger", "dosing"], ["info", "Danger"], ["info", "nothing"],
        ["info", ""], ["--json", "info"], ["info", "--json", "danger"], ["info", "\udcff"], ["interactions"],
        ["interactions", "wine", "--clinical"], ["interactions", "wine", "--json", "--json"], ["interactions", "wi\tne"],
        ["interactions", "a\0b"], ["interactions", "\udcff"], ["interactions", "-"], ["interactions", " "], ["sources"],
        ["why", "ix.alcohol"], ["wine"],
    ],
    ids=ascii,
)  # fmt: skip
def test_everything_else_is_left_alone(serve: Serve, arguments: list[str]) -> None:
    """What is not the plainest shape is for the command line."""
    assert serve(*arguments) is None


@pytest.mark.parametrize("name", ["VALCLI_FACTS", "VALCLI_ACCESSIBLE", "VALCLI_X"])
def test_environment_that_asks_for_more(serve: Serve, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Whoever wants other facts or another look gets the command line."""
    assert serve("info") is not None
    monkeypatch.setenv(name, "1")
    assert serve("info") is None
    assert serve("interactions", "wine") is None


@pytest.mark.parametrize("name", ["NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "CLICOLOR", "TERM", "COLUMNS"])
@pytest.mark.parametrize("value", ["", "0", "1", "dumb"])
@pytest.mark.parametrize("terminal", [True, False])
def test_colour_is_decided_alike(serve: Serve, monkeypatch: pytest.MonkeyPatch, name: str, value: str, terminal: bool) -> None:
    """Whatever the environment says of colour and width, both ways read it alike."""
    monkeypatch.setenv(name, value)
    monkeypatch.setattr(stdout, "is_terminal", lambda _=1: terminal)
    monkeypatch.setenv("LINES", "100000")
    for arguments in (["info", "danger"], ["interactions", "Wine"], ["interactions", "wine", "--json"]):
        assert serve(*arguments) == whole(*arguments)


def test_other_encodings_are_left_alone(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    """A kept page is UTF-8."""
    monkeypatch.setattr(stdout, "encoding", lambda: "ascii")
    assert serve("info") is None


def test_a_checkout_is_left_alone(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the module that a build writes there is no store to read."""
    monkeypatch.setattr(file, "BUILD", "")
    assert serve("info") is None
    assert serve("interactions", "wine") is None


@pytest.mark.parametrize("made", ["missing", "folder", "fifo", "device", "text", "other tables"])
def test_no_store_is_left_alone(serve: Serve, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, made: str) -> None:
    """The command line says what is wrong with what stands in the store's place."""
    path = tmp_path / "facts.sqlite"
    if made == "folder":
        path.mkdir()
    elif made == "fifo":
        os.mkfifo(path)
    elif made == "device":
        path.symlink_to("/dev/zero")
    elif made == "text":
        path.write_text("no database " * 1000)
    elif made == "other tables":
        connection = sqlite3.connect(path)
        connection.execute("CREATE TABLE page (key TEXT)")
        connection.close()
    monkeypatch.setattr(file, "STORE", str(path))
    assert serve("info") is None


def test_flipped_byte_is_never_another_page(tiny_built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever byte of the store is damaged, a page is the right one or none."""
    installed(monkeypatch, tiny_built)
    right = {words: pages.page("text", list(words)) for words in ((), ("danger",))}
    assert all(right.values())
    data = (tiny_built / "facts.sqlite").read_bytes()
    path = tmp_path / "facts.sqlite"
    monkeypatch.setattr(file, "STORE", str(path))
    for place in range(0, len(data), max(1, len(data) // 1500)):
        path.write_bytes(data[:place] + bytes([data[place] ^ 0x41]) + data[place + 1 :])
        for words, made in right.items():
            assert pages.page("text", list(words)) in (made, None), place


def test_page_of_another_build_is_none(tiny_built: Path, built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store of another release is whole, and still not shown."""
    installed(monkeypatch, built)
    assert pages.page("text", []) is not None
    monkeypatch.setattr(file, "STORE", str(tiny_built / "facts.sqlite"))
    assert pages.page("text", []) is None
