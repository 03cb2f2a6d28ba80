"""What the tests share: a tiny made-up fact base, the real one, and one way to run the program."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from valcli.cli import run as cli
from valcli.editing.load import load_facts, shipped_folder
from valcli.fast.build import write_store
from valcli.model.facts import Facts
from valcli.store.fact_base import FactBase
from valcli.store.opening import in_memory

ROOT = Path(__file__).parents[1]
TINY = Path(__file__).parent / "tiny"


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


@pytest.fixture(scope="session")
def real() -> Facts:
    """The facts of this checkout."""
    return load_facts(shipped_folder())


@pytest.fixture(scope="session")
def real_base(real: Facts) -> FactBase:
    """The facts of this checkout, in the store."""
    return in_memory(real, shipped=True)


@pytest.fixture(scope="session")
def store(real: Facts, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real facts, compiled as for the wheel; made once, because it takes a while."""
    path = tmp_path_factory.mktemp("store") / "facts.sqlite"
    write_store(path, real)
    return path


def copy_tiny(folder: Path) -> Path:
    """Put the made-up fact base into a new folder."""
    shutil.copytree(TINY, folder)
    shutil.copy(ROOT / "facts" / "vocabulary.yaml", folder)
    shutil.copy(ROOT / "facts" / "names" / "words.yaml", folder / "names")
    return folder


def run(*arguments: str) -> Run:
    """Run the command line in this process, as in a pipe."""
    written = cli.run(arguments)
    out = written.whole()
    return Run(out.decode("utf-8"), written.err.decode("utf-8"), int(written.code))


def spawn(*arguments: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
    """Run the program as a process of its own; `env` adds to a bare environment."""
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", **options.pop("env", {})}
    command = [sys.executable, "-m", "valcli", *arguments]
    options.setdefault("stdout", subprocess.PIPE)
    options.setdefault("stderr", subprocess.PIPE)
    return subprocess.run(command, env=environment, timeout=60, check=False, **options)
