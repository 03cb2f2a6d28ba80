"""The store is the one that was built with the package, or nothing is told."""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import cast

import pytest

from conftest import DATA, ROOT, copy_tiny, run
from valcli.editing.load import load_facts
from valcli.errors import FactsProblem
from valcli.store import file, opening
from valcli.store.build import build_package
from valcli.store.opening import open_facts
from valcli.store.tables import Tables

LINES = ("interactions wine", "interactions zzzz", "info danger --country uk", "why ix.alcohol", "sources --json", "search wine",
         "explain avoid", "schema info", "--version")  # fmt: skip


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up facts, as they are built."""
    folder = tmp_path_factory.mktemp("made")
    build_package(folder, load_facts(copy_tiny(folder / "facts")))
    return folder


@pytest.fixture
def store(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make this process a built package, with a store of its own to be damaged."""
    names: dict[str, object] = {}
    exec((made / "built.py").read_text(), names)  # noqa: S102  what a build wrote
    path = tmp_path / "facts.sqlite"
    path.write_bytes((made / "facts.sqlite").read_bytes())
    monkeypatch.setattr(file, "STORE", str(path))
    monkeypatch.setattr(file, "BUILD", names["BUILD"])
    monkeypatch.setattr(file, "SUM", names["SUM"])
    return path


def answers() -> list[tuple[str, int]]:
    return [(done.out, done.code) for done in (run(*line.split()) for line in LINES)]


@pytest.mark.usefixtures("store")
def test_the_store_of_this_build_answers() -> None:
    """Every command answers from it, and `--version` names the build."""
    assert all(code in (0, 1) for _, code in answers())
    assert f"build {file.BUILD}" in answers()[-1][0]


@pytest.mark.parametrize(
    "what", ["missing", "folder", "fifo", "device", "text", "empty", "huge", "other whole store", "dead link", "cut"]
)
def test_anything_else_is_refused(store: Path, what: str, tmp_path: Path) -> None:
    """Nothing, a folder, a pipe that nobody writes to, another whole store: 65 at once, and nothing told."""
    data = store.read_bytes()
    store.unlink()
    match what:
        case "folder":
            store.mkdir()
        case "fifo":
            os.mkfifo(store)
        case "device":
            store.symlink_to("/dev/zero")
        case "huge":
            store.touch()
            os.truncate(store, 1 << 30)  # one hole, no bytes on the disk
        case "text":
            store.write_text("no database")
        case "empty":
            store.touch()
        case "dead link":
            store.symlink_to(tmp_path / "nowhere")
        case "cut":
            store.write_bytes(data[:-4096])
        case "other whole store":
            other = copy_tiny(tmp_path / "facts")
            words = (other / "interactions" / "alcohol.yaml").read_text()
            (other / "interactions" / "alcohol.yaml").write_text(words.replace("level: avoid", "level: be-careful"))
            (tmp_path / "new").mkdir()
            build_package(tmp_path / "new", load_facts(other))
            store.write_bytes((tmp_path / "new" / "facts.sqlite").read_bytes())
    assert answers() == [("", 65)] * len(LINES)


@pytest.mark.parametrize("what", ["fifo", "device", "folder"])
def test_nothing_else_is_opened(store: Path, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever opens the store without checking all of it, as the short way does, looks first what it is."""
    store.unlink()
    match what:
        case "fifo":
            os.mkfifo(store)
        case "device":
            store.symlink_to("/dev/zero")
        case "folder":
            store.mkdir()

    def never(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr("_sqlite3.connect", never)
    monkeypatch.setattr("os.open", never)
    for ask in (file.opened, file.verify):
        with pytest.raises(FactsProblem, match="are damaged"):
            ask()


def test_a_store_in_an_archive_is_not_called_damaged(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python runs a package out of a zip; SQLite can't read one there, and a new installation of the zip would not help."""
    monkeypatch.setattr(file, "STORE", str(store / "valcli" / "facts.sqlite"))
    done = run("interactions", "wine")
    assert (done.out, done.code) == ("", 65)
    assert done.err == (
        "valcli: the compiled facts can't be read, so nothing was answered: "
        "this copy of valcli stands inside an archive; install it with pip, or unpack it\n"
    )


def test_a_link_to_the_store_is_the_store(store: Path, tmp_path: Path) -> None:
    """Packagers link files: what counts is what stands in them."""
    real = tmp_path / "elsewhere.sqlite"
    store.rename(real)
    store.symlink_to(real)
    assert run("interactions", "wine").code == 0


def test_every_flipped_byte_is_refused(store: Path) -> None:
    """Whatever byte is damaged, nothing is told."""
    data = store.read_bytes()
    for place in range(0, len(data), max(1, len(data) // 400)):
        store.write_bytes(data[:place] + bytes([data[place] ^ 0x41]) + data[place + 1 :])
        with pytest.raises(FactsProblem):
            open_facts(None)


def test_help_needs_no_store(store: Path) -> None:
    """Help is there, in general words, when the facts are not; so are the names of the schemas."""
    store.unlink()
    assert run("schema").code == 0
    done = run("interactions", "-h")
    assert (done.code, done.err) == (0, "")
    assert "the medicine meets something else" in done.out
    assert run("-h").code == 0


@pytest.mark.usefixtures("store")
def test_the_cause_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A store that can't be read is not called damaged."""

    def no_more(*_: object) -> int:
        raise OSError(24, "Too many open files")

    monkeypatch.setattr("os.open", no_more)
    with pytest.raises(FactsProblem, match=r"so nothing was answered: Too many open files$"):
        file.verify()


@pytest.mark.parametrize(
    ("code", "told"),
    [(10, "can't be read, so nothing was answered: disk"), (522, "can't be read"), (14, "can't be read"), (11, "are damaged")],
)
def test_a_disk_that_fails_is_not_a_damaged_store(code: int, told: str) -> None:
    """SQLite's own codes tell the two apart, in the middle of an answer too."""

    class Failing:
        def execute(self, *_: object) -> None:
            fault = sqlite3.OperationalError("disk I/O error")
            fault.sqlite_errorcode = code
            raise fault

    with pytest.raises(FactsProblem, match=told):
        Tables(cast("sqlite3.Connection", Failing())).execute("SELECT 1")


def test_two_builds_are_the_same_bytes(made: Path, tmp_path: Path) -> None:
    """The store depends on the facts alone: not on the process, and not on the seed of its hashes."""
    program = DATA / "programs" / "build_store.py"
    for seed in ("1", "2"):
        folder = tmp_path / seed
        folder.mkdir()
        subprocess.run(
            [sys.executable, program, made / "facts", folder],
            env={"PATH": os.environ["PATH"], "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "src")},
            check=True,
            timeout=300,
        )
    for name in ("facts.sqlite", "built.py"):
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes()


def test_whether_the_store_is_damaged_is_asked_once_more(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Behind another fault: only a built package has a store that can be damaged."""
    assert opening.is_damaged() is False
    store.write_bytes(store.read_bytes() + b"\0")
    assert opening.is_damaged() is True
    monkeypatch.setattr(file, "BUILD", "")
    assert (file.is_built(), opening.is_damaged()) == (False, False)


def test_what_holds_for_all_facts_is_the_same_from_store_and_folder(store: Path, made: Path) -> None:
    """The meta data and the closed words, without the rest; a folder that is named goes before the store."""
    folder = made / "facts"
    assert opening.meta_of(None) == opening.meta_of(folder)
    assert opening.words_of(None) == opening.words_of(folder)
    assert "avoid" in opening.words_of(None)["levels"]
    assert (opening.open_facts(None).shipped(), opening.open_facts(folder).shipped()) == (True, False)
    store.unlink()
    assert opening.open_facts(folder).meta() == opening.meta_of(folder)
    for asked in (opening.meta_of, opening.words_of, opening.open_facts):
        with pytest.raises(FactsProblem):
            asked(None)


@pytest.mark.usefixtures("store")
def test_a_folder_speaks_for_itself(made: Path, tmp_path: Path) -> None:
    """Where one is named nothing is taken from the store, nor from the facts of a checkout."""
    folder = tmp_path / "facts"
    shutil.copytree(made / "facts", folder)
    for name, old, new in (
        ("facts.yaml", "version: 1.2.3", "version: 9.9.9"),
        ("vocabulary.yaml", "tag: avoid\n", "tag: shun\n"),
    ):
        (folder / name).write_text((folder / name).read_text().replace(old, new, 1))
    assert opening.meta_of(folder).version == "9.9.9"
    assert opening.words_of(folder)["levels"][0] == "shun"


def test_a_path_is_told_to_sqlite_as_it_is() -> None:
    """Signs that mean something in an address are written out, byte by byte; the file is never locked or written."""
    assert file._address("/a-b_c.d/E9") == "file:/a-b_c.d/E9?mode=ro&immutable=1"
    assert file._address("/a b?c#d%e&f\u00e9") == "file:/a%20b%3fc%23d%25e%26f%c3%a9?mode=ro&immutable=1"


@pytest.mark.usefixtures("store")
def test_a_store_is_opened_for_reading_only() -> None:
    """Nothing can be written through it, and a missing one is a problem of the facts."""
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        file.opened().execute("CREATE TABLE more (id)")
    os.unlink(file.STORE)  # noqa: PTH108  a path as text
    with pytest.raises(FactsProblem):
        file.opened()
