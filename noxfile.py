"""What is checked, one session a concern; `.ci/run` calls the same ones, and CONTRIBUTING.md lists them.

The sessions use the environment that nox itself was installed into (`.venv`), so nothing is installed twice.
"""

import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import tomllib
from pathlib import Path

import nox

nox.options.default_venv_backend = "none"
nox.options.sessions = ["lint", "types", "imports", "facts", "tests"]

ROOT = Path(__file__).parent
BIN = Path(sys.executable).parent
PYTEST = (sys.executable, "-m", "pytest", "-q")
BARE_PYTEST = ("-m", "pytest", "-q", "-p", "no:cacheprovider")
# tests of what runs in this process alone
QUICK = ("tests/model", "tests/text", "tests/editing", "tests/answers", "tests/output")
MOST_STORE, MOST_WHEEL = 11_000_000, 5_000_000  # bytes
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
    """Unpacked from an sdist and without `fast/` all other tests pass: a packager misses nothing, and only speed is lost.

    Where the system lets a process leave the network, the tests run without one.
    """
    with tempfile.TemporaryDirectory() as folder:
        tree = _unpacked(session, Path(folder))
        shutil.rmtree(tree / "src" / "valcli" / "fast")
        python = _python_for(session, tree)
        with session.chdir(tree):
            session.run(*_alone(session), python, "-m", "pytest", "-q", "--ignore=tests/fast", *session.posargs)


def _unpacked(session: nox.Session, folder: Path) -> Path:
    """The tree of an sdist of this checkout."""
    session.run(sys.executable, "-m", "build", "--sdist", "--outdir", str(folder), ".", silent=True)
    (packed,) = folder.glob("*.tar.gz")
    shutil.unpack_archive(packed, folder, filter="data")
    return folder / packed.name.removesuffix(".tar.gz")


def _alone(session: nox.Session) -> tuple[str, ...]:
    """What starts a command without a network, and nothing where that is not allowed."""
    if subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False).returncode == 0:
        return ("unshare", "-rn")
    session.log("unshare -rn is not allowed here: these tests run beside a network, which none of them uses")
    return ()


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


def _alone_with(session: nox.Session, *wanted: str, run: tuple[str, ...]) -> None:
    """Install what is wanted into an environment of its own, and run its Python with these words."""
    with tempfile.TemporaryDirectory() as folder:
        programs = Path(folder) / "venv" / "bin"
        session.run(sys.executable, "-m", "venv", str(Path(folder) / "venv"))
        session.run(str(programs / "pip"), "install", "-q", *wanted)
        session.run(str(programs / "python"), *run, *session.posargs)


@nox.session
def scale(session: nox.Session) -> None:
    """The examples of docs/at-scale.md give the answers of the command line; the engines have an environment of their own."""
    _alone_with(session, f"{ROOT}[scale]", "pytest>=8.2", run=(*BARE_PYTEST, "scale"))


@nox.session
def browser(session: nox.Session) -> None:
    """The pages of `--format html` in Chromium: nothing is loaded, axe-core finds nothing, text is whole, paper is short."""
    _alone_with(session, "-e", f"{ROOT}[browser]", "pytest>=8.2", run=(*BARE_PYTEST, "browser"))


@nox.session
def shells(session: nox.Session) -> None:
    """A Tab in bash, zsh and fish, with what the wheel puts where they look; the shells come with the system."""
    _alone_with(session, str(ROOT), "pytest>=8.2", run=(*BARE_PYTEST, "shells"))


@nox.session
def cookbook(session: nox.Session) -> None:
    """The examples of docs/cookbook.md print what the page shows; jq, make and parallel come with the system."""
    _alone_with(session, f"{ROOT}[cookbook]", "pytest>=8.2", run=(*BARE_PYTEST, "cookbook"))


@nox.session
def hostile(session: nox.Session) -> None:
    """A hostile world: failing calls, odd surroundings, damaged facts, made-up names; needs strace, less and faketime."""
    _alone_with(session, str(ROOT), run=("hostile/try_all.py",))


@nox.session
def wheel(session: nox.Session) -> None:
    """A wheel made of the sdist answers in an environment of its own, comes out the same twice, and is not too large."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        built, again = (_wheel_of(session, _unpacked(session, _made(work / seed)), seed) for seed in ("1", "2"))
        if built.read_bytes() != again.read_bytes():
            session.error("two wheels, made in two folders and with two hash seeds, are not the same bytes")
        session.run(sys.executable, "-m", "venv", str(work / "venv"))
        session.run(str(work / "venv" / "bin" / "pip"), "install", "-q", str(built))
        (store,) = work.glob("venv/lib/python*/site-packages/valcli/facts.sqlite")
        for path, most in ((built, MOST_WHEEL), (store, MOST_STORE)):
            if path.stat().st_size > most:
                session.error(f"{path.name} has {path.stat().st_size:,} bytes, more than {most:,}")
        with session.chdir(work):  # far from the checkout
            _answers(session, work / "venv" / "bin")


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _wheel_of(session: nox.Session, tree: Path, seed: str) -> Path:
    """The wheel of a tree."""
    session.run(
        sys.executable,
        "-m",
        "build",
        "--wheel",
        "--outdir",
        str(tree / "dist"),
        str(tree),
        silent=True,
        env={"PYTHONHASHSEED": seed},
    )
    (built,) = (tree / "dist").glob("*.whl")
    return built


def _answers(session: nox.Session, programs: Path) -> None:
    python, valcli = str(programs / "python"), str(programs / "valcli")
    session.run(valcli, "--version")
    session.run(valcli, "check", silent=True)
    _begins(session, "Diazepam (Valium)", valcli, "info")
    _begins(session, "Avoid together: Alcohol", valcli, "interactions", "alcohol")
    _begins(session, "<!doctype html>", valcli, "leaflet", "alcohol", "--format", "html")  # it needs its style
    answer = session.run(python, "-m", "valcli", "interactions", "alcohol", "--json", silent=True)
    Path("answer.json").write_text(str(answer))
    session.run(python, "-c", SHIPPED)


def _begins(session: nox.Session, line: str, *command: str) -> None:
    if str(session.run(*command, silent=True)).split("\n")[0] != line:
        session.error(f"{' '.join(command[1:])} does not begin with: {line}")


# what is tried on another Python, and with other releases of what valcli needs: the rooms that they could change
TRIED = ("tests/model", "tests/text", "tests/output", "tests/library", "tests/cli/test_cli.py")
TOOLS = ("pytest>=8.2", "hypothesis>=6.100", "jsonschema>=4.18", "pyte>=0.8.2")
OTHERS = ("python3.12", "python3.13", "python3.14")
NEEDED = [re.split("[<>=,]+", line) for line in tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]]
BOUNDS = {
    "the lowest": tuple(f"{name}=={lowest}" for name, lowest, *_ in NEEDED),
    "the newest": tuple(name for name, *_ in NEEDED),  # above the bound too, which is there for speed alone
}


@nox.session
def versions(session: nox.Session) -> None:
    """The other Pythons that this machine has, and the lowest and the newest releases of each dependency."""
    with tempfile.TemporaryDirectory() as folder:
        tree = _unpacked(session, Path(folder))
        for name in OTHERS:
            found = _interpreter(name)
            session.log(f"{name}: {'tried' if found else 'not on this machine, not tried'}")
            if found:
                _tried(session, tree, Path(folder) / name, found, ())
        for name, releases in BOUNDS.items():
            session.log(f"{name} releases: {', '.join(releases)}")
            _tried(session, tree, Path(folder) / name.replace(" ", "-"), sys.executable, releases)


def _interpreter(name: str) -> str | None:
    """A Python of this version that runs; one on the path may be only pyenv's signpost to what is not switched on."""
    kept = sorted(Path.home().glob(f".pyenv/versions/*/bin/{name}"))
    for found in (shutil.which(name), *map(str, kept)):
        if found and subprocess.run([found, "-c", ""], capture_output=True, check=False).returncode == 0:
            return found
    return None


def _tried(session: nox.Session, tree: Path, place: Path, python: str, releases: tuple[str, ...]) -> None:
    """Run some of the tests with a Python, and with these releases in the place of those that pip would choose."""
    session.run(python, "-m", "venv", str(place), external=True)
    inside = str(place / "bin" / "python")
    session.run(inside, "-m", "pip", "install", "-q", "-e", str(tree), *TOOLS)
    if releases:
        session.run(inside, "-m", "pip", "install", "-q", "--upgrade", "--no-deps", *releases)
        session.run(inside, "-m", "pip", "install", "-q", "--upgrade-strategy", "only-if-needed", *releases)
    session.run(inside, "-m", "pip", "list", "--format", "freeze")
    with session.chdir(tree):
        session.run(inside, "-m", "pytest", "-q", *TRIED, *session.posargs)


@nox.session
def audit(session: nox.Session) -> None:
    """Known faults of what valcli needs; only where the data of pip-audit can be reached."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        session.run(sys.executable, "-m", "venv", str(place))
        session.run(str(place / "bin" / "pip"), "install", "-q", "pip-audit>=2.7")
        needed = place / "needed.txt"
        needed.write_text("\n".join(f"{name}>={lowest}" for name, lowest, *_ in NEEDED) + "\n")
        asked = [str(place / "bin" / "pip-audit"), "-r", str(needed), "--progress-spinner", "off"]
        try:
            done = subprocess.run(asked, capture_output=True, text=True, check=False, timeout=90)
        except subprocess.TimeoutExpired:
            done = None
        if done is None or (done.returncode and "vulnerabilit" not in done.stdout + done.stderr):
            session.log("the data of pip-audit can't be reached from here: nothing was looked up")
        elif done.returncode:
            session.error(f"a package that valcli needs has a known fault:\n{done.stdout}")
