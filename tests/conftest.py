"""What the tests share: a tiny made-up fact base, the real one, and the ways to run the program."""

import functools
import inspect
import json
import shutil
import tempfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from program import Program
from tiny import ROOT, TINY, copy_tiny
from valcli.answers.names import Names
from valcli.cli import run as cli
from valcli.cli.app import app
from valcli.editing.files import shipped_folder
from valcli.editing.load import load_facts, read_facts
from valcli.model.facts import Facts
from valcli.store import opening
from valcli.store.build import build_package
from valcli.store.fact_base import FactBase
from valcli.store.opening import in_memory

DATA = Path(__file__).parent / "data"
_OF_SETS = """\
combined_milder: ix.several-mild
urgent: ix.alarm
planned:
  - {plan: epilepsy, entry: ix.fit-plan}
"""
__all__ = ["ROOT", "TINY", "copy_tiny"]  # what tests take from here too
_SHARE = 10  # of what is marked to be long, a plain run takes one in so many


@dataclass(frozen=True)
class Run:
    """What one run of the program gave."""

    out: str
    err: str
    code: int

    @property
    def json(self) -> Any:
        """Stdout as JSON."""
        return json.loads(self.out)

    @property
    def rows(self) -> list[list[str]]:
        """Stdout as the rows of the plain format."""
        return [line.split("\t") for line in self.out.splitlines()]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-snapshots", action="store_true", help="write the snapshots anew")
    parser.addoption("--all-names", action="store_true", help="put every name to the slow tests, not a fixed tenth")


@pytest.fixture(autouse=True)
def _quiet_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No variable of the machine that runs the tests changes what they see."""
    for name in (
        "NO_COLOR",
        "FORCE_COLOR",
        "CLICOLOR",
        "CLICOLOR_FORCE",
        "COLUMNS",
        "LINES",
        "VALCLI_FACTS",
        "VALCLI_ACCESSIBLE",
        "VALCLI_COUNTRY",
        "PAGER",
    ):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up fact base, with the real vocabulary."""
    folder = tmp_path_factory.mktemp("tiny") / "facts"
    return copy_tiny(folder)


@pytest.fixture(scope="session")
def tiny_base(tiny: Path) -> FactBase:
    """The made-up facts, loaded."""
    return in_memory(load_facts(tiny), shipped=False)


@functools.cache
def real_facts() -> Facts:
    """The facts of this checkout, read once, with all that editors need; for what is asked before there are fixtures."""
    facts, problems, _ = read_facts(shipped_folder(), for_check=True)
    assert facts
    assert problems == []
    return facts


@pytest.fixture(scope="session")
def names(tmp_path_factory: pytest.TempPathFactory) -> Names:
    """Answers from made-up facts for the reader: two brands, forms, a family, a street word."""
    folder = copy_tiny(tmp_path_factory.mktemp("reading") / "facts")
    shutil.copytree(DATA / "reading", folder, dirs_exist_ok=True)
    return Names(in_memory(load_facts(folder), shipped=False), "all", suggest=False)


@pytest.fixture(scope="session")
def real() -> Facts:
    """The facts of this checkout."""
    return real_facts()


@pytest.fixture(scope="session")
def real_base(real: Facts) -> FactBase:
    """The facts of this checkout, in the store."""
    return in_memory(real, shipped=True)


@pytest.fixture
def shipped(real_base: FactBase, monkeypatch: pytest.MonkeyPatch) -> None:
    """In this process, commands without `--facts` answer from the facts that were read already."""
    opened = opening.open_facts
    monkeypatch.setattr(opening, "open_facts", lambda folder, **more: real_base if folder is None else opened(folder, **more))


@pytest.fixture
def opened_tiny(tiny_base: FactBase, monkeypatch: pytest.MonkeyPatch) -> None:
    """In this process, commands without `--facts` answer from the made-up facts, which were read already."""
    opened = opening.open_facts
    monkeypatch.setattr(opening, "open_facts", lambda folder, **more: tiny_base if folder is None else opened(folder, **more))


@pytest.fixture(scope="session")
def installed(real: Facts, tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The package as an installation has it: with its facts, and the store that was compiled of them."""
    folder = tmp_path_factory.mktemp("installed")
    shutil.copytree(ROOT / "src" / "valcli", folder / "valcli")
    shutil.copytree(ROOT / "facts", folder / "valcli" / "facts")
    make_whole(folder / "valcli", real)
    return Program(folder)


@pytest.fixture(scope="session")
def store(installed: Program) -> Path:
    """The real facts, compiled as for the wheel; made once, because it takes a while."""
    assert installed.folder
    return installed.folder / "valcli" / "facts.sqlite"


def make_whole(package: Path, facts: Facts) -> None:
    """Put into a copy of the package what building adds to it: the one place where tests know how that is done."""
    try:
        from valcli.fast.pages_build import add_pages
    except ModuleNotFoundError:  # nothing but speed is lost without it
        add_pages = None  # type: ignore[assignment]
    with tempfile.TemporaryDirectory() as folder:
        for inside, path in build_package(Path(folder), facts, add_pages).items():
            shutil.copy(path, package / inside)


@pytest.fixture
def some_names(request: pytest.FixtureRequest, real_base: FactBase) -> list[str]:
    """Names of the real facts for a test that is marked slow: all of them with `--all-names`, else a fixed tenth."""
    names = sorted(set(real_base.all_names()))
    if request.config.getoption("--all-names"):
        return names
    return [name for name in names if zlib.crc32(name.encode()) % _SHARE == 0]


@pytest.fixture(scope="session")
def sets_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up facts with more sedatives, planned sets and names that ask back."""
    made = copy_tiny(tmp_path_factory.mktemp("sets") / "facts")
    for file in (DATA / "sets" / "interactions").iterdir():
        (made / "interactions" / file.name).write_text(file.read_text())
    (made / "names" / "ambiguous.yaml").write_text((DATA / "sets" / "ambiguous.yaml").read_text())
    meta = made / "facts.yaml"
    meta.write_text(meta.read_text().replace("combined: ix.several\n", f"combined: ix.several\n{_OF_SETS}"))
    return made


def run(*arguments: str) -> Run:
    """Run the command line in this process, as in a pipe."""
    written = cli.run(arguments)
    out = written.whole()
    return Run(out.decode("utf-8"), written.err.decode("utf-8"), int(written.code))


def commands() -> list[str]:
    """The names of the commands."""
    return [str(getattr(command.callback, "__name__", "")) for command in app.registered_commands]


def takes(command: str) -> set[str]:
    """The options and arguments that a command takes."""
    found = app.registered_commands[commands().index(command)]
    return set(inspect.signature(found.callback).parameters) if found.callback else set()
