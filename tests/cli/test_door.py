"""Whatever happens from our first line to our last, the process ends with a documented code and one line at most."""

import json
import shutil
import signal
import zipfile
from pathlib import Path

import pytest

from conftest import ROOT
from program import Program
from valcli import stdout
from valcli.errors import ExitCode


@pytest.fixture
def broken(installed: Program, tmp_path: Path) -> Program:
    """A copy of the installed package, to be broken."""
    assert installed.folder
    shutil.copytree(installed.folder / "valcli", tmp_path / "valcli")
    return Program(tmp_path)


FAULTS = ("raise OSError(5, 'Input/output error')", "raise MemoryError", "raise RuntimeError('boom\\x1b[31m')", "1 / 0")
EVERY = (
    "stdout.py",
    "fast/entry.py",
    "cli/run.py",
    "cli/ask.py",
    "store/opening.py",
    "answers/types.py",
    "output/formats.py",
    "store/built.py",
)
MODULES = [module for module in EVERY if (ROOT / "src" / "valcli" / module).exists() or module.endswith("built.py")]


@pytest.mark.parametrize(
    ("module", "fault"), [*zip(MODULES, FAULTS * 2, strict=False), *((MODULES[0], fault) for fault in FAULTS[1:])]
)
def test_fault_while_importing(broken: Program, module: str, fault: str) -> None:
    """A module that can't be loaded is a fault of ours: 70, one line, and never the code that scripts read as 'not known'."""
    assert broken.folder
    (broken.folder / "valcli" / module).write_text(f"{fault}\n")
    done = broken.run("why", "ix.alcohol")
    assert done.returncode == ExitCode.FAULT
    assert done.stdout == b""
    assert done.stderr.count(b"\n") == 1
    assert b"Traceback" not in done.stderr
    assert b"\x1b" not in done.stderr


def object_of(err: bytes) -> tuple[int, str]:
    """Code and reason of the one object behind the one line for people."""
    line, told = err.splitlines()
    form = json.loads(told)
    assert told.isascii()
    assert list(form) == ["kind", "code", "reason", "message", "suggestion", "emergency"]
    assert line.decode().removeprefix("valcli: ") == form["message"]
    return form["code"], form["reason"]


@pytest.mark.parametrize(
    ("line", "code", "reason"),
    [
        ("info --json > /dev/full", 74, "output"),
        ("interactions wine -fjson >&-", 74, "output"),
        ("sources --format=jsonl > /dev/full", 74, "output"),
        ("interactions --help --json >&-", 74, "output"),
        ("interactions --from /proc/self/mem -f jsonl", 2, "usage"),
    ],
)
def test_end_without_an_answer_is_told_to_programs(installed: Program, line: str, code: int, reason: str) -> None:
    """Where a program reads along, every refusal has its object, also that of a stream and of a device."""
    done = installed.shell(f"valcli {line}")
    assert done.returncode == code
    assert object_of(done.stderr) == (code, reason)


@pytest.mark.parametrize("module", [module for module in MODULES if module != "store/built.py"])
def test_fault_is_told_to_programs(broken: Program, module: str) -> None:
    """A fault of ours too, as early as it comes."""
    assert broken.folder
    (broken.folder / "valcli" / module).write_text("raise OSError(5, 'Input/output error')\n")
    done = broken.run("why", "ix.alcohol", "--json")
    assert (done.returncode, done.stdout) == (ExitCode.FAULT, b"")
    assert object_of(done.stderr) == (ExitCode.FAULT, "fault")


def test_damage_is_told_to_programs(broken: Program) -> None:
    """A damaged store is told as such, in each way of asking."""
    assert broken.folder
    (broken.folder / "valcli" / "facts.sqlite").write_bytes(b"SQLite format 3\0")
    for line in (
        "info --json",
        "interactions wine --json",
        "search sleepy --json",
        "interactions - -f jsonl",
        "export names -f jsonl",
    ):
        done = broken.run(*line.split(), input=b"wine\n")
        assert (done.returncode, done.stdout) == (ExitCode.FACTS, b""), line
        assert object_of(done.stderr) == (ExitCode.FACTS, "facts"), line


@pytest.mark.parametrize(
    ("line", "reads"),
    [
        ("info --json", True),
        ("info -f json", True),
        ("info -fjsonl", True),
        ("info --format jsonl", True),
        ("info --format=json", True),
        ("interactions json", False),
        ("interactions wine -f text", False),
        ("interactions -- --json", False),
        ("search -- -f json", False),
        ("", False),
    ],
)
def test_who_reads_along(line: str, reads: bool) -> None:
    """A program reads along where it asked for its format, and not where a name is called so."""
    assert stdout.wants_json(line.split()) is reads


@pytest.mark.parametrize("text", ['a"b\\c\n\t\x1b', "\u00e9\u202e\U0001f600", "\udcff", "\x7f\x80", "</script>"])
def test_message_is_json(text: str) -> None:
    """The object is made by hand and still what JSON has."""
    told = stdout.for_programs(["--json"], 70, "fault", text, "", text)
    assert told.isascii()
    assert told.count(b"\n") == 1
    form = {"kind": "error", "code": 70, "reason": "fault", "message": text, "suggestion": None, "emergency": text}
    assert json.loads(told) == form


def test_interrupt_before_the_door_is_there(broken: Program) -> None:
    """An interrupt while the first module of ours is loaded is silent, as later on."""
    assert broken.folder
    (broken.folder / "valcli" / "stdout.py").write_text("raise KeyboardInterrupt\n")
    done = broken.run("info")
    assert (done.returncode, done.stdout, done.stderr) == (ExitCode.INTERRUPTED, b"", b"")


@pytest.mark.parametrize(
    "arguments", [["info", "\udcff"], ["interactions", "\udcff"], ["why", "\udcff"], ["search", "\udcff"], ["\udcff"]]
)
def test_bytes_that_are_no_text(installed: Program, arguments: list[str]) -> None:
    """Arguments in another encoding are told apart from a fault."""
    done = installed.run(*arguments)
    assert done.returncode in (ExitCode.NOT_ALL_ANSWERED, ExitCode.USAGE)
    assert b"Traceback" not in done.stderr
    assert b"a fault in valcli" not in done.stderr


def test_zip_application(broken: Program, tmp_path: Path) -> None:
    """Out of a zip the store can't be read: 65 at once, nothing told."""
    assert broken.folder
    archive = tmp_path / "valcli.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for path in (broken.folder / "valcli").rglob("*"):
            packed.write(path, path.relative_to(broken.folder))
    zipped = Program(archive)
    for line in ("info", "interactions wine", "why ix.alcohol", "sources", "--version"):
        done = zipped.run(*line.split())
        assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (ExitCode.FACTS, b"", 1), line
        assert b"inside an archive" in done.stderr, line
    assert zipped.run("--help").returncode == ExitCode.ANSWERED


def test_package_without_its_store_reads_no_yaml(broken: Program) -> None:
    """The YAML that a package carries is for `check`: it never answers, also when the module about the store is gone."""
    assert broken.folder
    package = broken.folder / "valcli"
    (package / "facts.sqlite").unlink()
    assert broken.run("interactions", "wine").returncode == ExitCode.FACTS
    (package / "store" / "built.py").unlink()
    done = broken.run("interactions", "wine")
    assert (done.returncode, done.stdout) == (ExitCode.FACTS, b"")
    assert broken.run("check", env={"COLUMNS": "80"}).returncode == ExitCode.ANSWERED


def test_signals_are_set_by_the_door(broken: Program) -> None:
    """A reader that leaves ends the process by its signal, with the short way and without it."""
    assert broken.folder
    for _ in range(2):
        with broken.start("-m", "valcli", "interactions") as child:
            assert child.stdout
            child.stdout.close()
            assert child.wait(timeout=60) in (-signal.SIGPIPE, 128 + signal.SIGPIPE)
        shutil.rmtree(broken.folder / "valcli" / "fast", ignore_errors=True)
