"""What is checked, one session a concern; `.ci/run` calls the same ones, and CONTRIBUTING.md lists them.

The sessions use the environment that nox itself was installed into (`.venv`), so nothing is installed twice.
"""

import shutil
import sys
import sysconfig
import tempfile
from pathlib import Path

import nox

nox.options.default_venv_backend = "none"
nox.options.sessions = ["lint", "types", "imports", "facts", "tests"]

ROOT = Path(__file__).parent
BIN = Path(sys.executable).parent
PYTEST = (sys.executable, "-m", "pytest", "-q")
# tests of what runs in this process alone
QUICK = ("tests/model", "tests/text", "tests/editing", "tests/answers", "tests/output")
LEFT_OUT = (".git", ".venv", "build", "dist", "*.egg-info", "__pycache__", ".*_cache", ".hypothesis", ".nox")
MOST_STORE, MOST_WHEEL = 10_000_000, 5_000_000  # bytes
SHIPPED = """
import json, pathlib, valcli
answer = json.load(open("answer.json"))
assert answer["facts"]["shipped"] is True
assert answer["answers"][0]["level"] == "avoid"
package = pathlib.Path(valcli.__file__).parent
assert (package / "facts" / "facts.yaml").exists() and (package / "py.typed").exists()
"""


@nox.session
def tests(session: nox.Session) -> None:
    """All tests, or those that are named behind `--`."""
    session.run(*PYTEST, *session.posargs)


@nox.session
def names(session: nox.Session) -> None:
    """The slow tests with every name of the facts; elsewhere they take a fixed tenth."""
    session.run(*PYTEST, "-m", "slow", "--all-names", *session.posargs)


@nox.session
def quick(session: nox.Session) -> None:
    """What takes a moment: lint, imports, and the tests that start no other process."""
    lint(session)
    imports(session)
    session.run(*PYTEST, "-x", *QUICK)


@nox.session
def lint(session: nox.Session) -> None:
    """Style and format."""
    session.run(str(BIN / "ruff"), "check", ".")
    session.run(str(BIN / "ruff"), "format", "--check", ".")


@nox.session
def types(session: nox.Session) -> None:
    """Every type, strictly."""
    session.run(str(BIN / "mypy"))


@nox.session
def imports(session: nox.Session) -> None:
    """The order of the packages, no circle, one door for each package from outside."""
    session.run(str(BIN / "lint-imports"))


@nox.session
def facts(session: nox.Session) -> None:
    """The shipped facts break no rule."""
    session.run(str(BIN / "valcli"), "check")


@nox.session
def wall(session: nox.Session) -> None:
    """In a copy without `fast/` all other tests pass: nothing but speed is lost."""
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        shutil.copytree(ROOT, tree, ignore=shutil.ignore_patterns(*LEFT_OUT))
        shutil.rmtree(tree / "src" / "valcli" / "fast")
        python = _python_for(session, tree)
        with session.chdir(tree):
            session.run(python, "-m", "pytest", "-q", "--ignore=tests/fast", *session.posargs)


def _python_for(session: nox.Session, tree: Path) -> str:
    """A Python with what is installed here, but with the program of a tree.

    It is an environment of its own, so every process that a test starts has that program too.
    """
    session.run(sys.executable, "-m", "venv", "--without-pip", str(tree / ".venv"))
    (packages,) = (tree / ".venv").glob("lib/python*/site-packages")
    (packages / "tree.pth").write_text(f"{tree / 'src'}\n{sysconfig.get_path('purelib')}\n")
    python, script = tree / ".venv" / "bin" / "python", tree / ".venv" / "bin" / "valcli"
    script.write_text(f"#!{python}\nfrom valcli.__main__ import main\n\nmain()\n")
    script.chmod(0o755)
    return str(python)


@nox.session
def scale(session: nox.Session) -> None:
    """The examples of docs/at-scale.md give the answers of the command line; the engines have an environment of their own."""
    with tempfile.TemporaryDirectory() as folder:
        programs = Path(folder) / "venv" / "bin"
        session.run(sys.executable, "-m", "venv", str(Path(folder) / "venv"))
        session.run(str(programs / "pip"), "install", "-q", f"{ROOT}[scale]", "pytest>=8.2")
        session.run(str(programs / "python"), "-m", "pytest", "-q", "scale", *session.posargs)


@nox.session
def browser(session: nox.Session) -> None:
    """The pages of `--format html` in Chromium: nothing is loaded, axe-core finds nothing, text is whole, paper is short."""
    with tempfile.TemporaryDirectory() as folder:
        programs = Path(folder) / "venv" / "bin"
        session.run(sys.executable, "-m", "venv", str(Path(folder) / "venv"))
        session.run(str(programs / "pip"), "install", "-q", "-e", f"{ROOT}[browser]", "pytest>=8.2")
        session.run(str(programs / "python"), "-m", "pytest", "-q", "browser", *session.posargs)


@nox.session
def wheel(session: nox.Session) -> None:
    """A wheel made of the sdist answers in an environment of its own, and neither it nor its store is too large."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        session.run(sys.executable, "-m", "build", "--outdir", str(work / "dist"), ".", silent=True)
        (built,) = (work / "dist").glob("*.whl")
        session.run(sys.executable, "-m", "venv", str(work / "venv"))
        session.run(str(work / "venv" / "bin" / "pip"), "install", "-q", str(built))
        (store,) = work.glob("venv/lib/python*/site-packages/valcli/facts.sqlite")
        for path, most in ((built, MOST_WHEEL), (store, MOST_STORE)):
            if path.stat().st_size > most:
                session.error(f"{path.name} has {path.stat().st_size:,} bytes, more than {most:,}")
        with session.chdir(work):  # far from the checkout
            _answers(session, work / "venv" / "bin")


def _answers(session: nox.Session, programs: Path) -> None:
    python, valcli = str(programs / "python"), str(programs / "valcli")
    session.run(valcli, "--version")
    session.run(valcli, "check", silent=True)
    _begins(session, "Diazepam (Valium)", valcli, "info")
    _begins(session, "Avoid together: Alcohol", valcli, "interactions", "alcohol")
    answer = session.run(python, "-m", "valcli", "interactions", "alcohol", "--json", silent=True)
    Path("answer.json").write_text(str(answer))
    session.run(python, "-c", SHIPPED)


def _begins(session: nox.Session, line: str, *command: str) -> None:
    if str(session.run(*command, silent=True)).split("\n")[0] != line:
        session.error(f"{' '.join(command[1:])} does not begin with: {line}")
