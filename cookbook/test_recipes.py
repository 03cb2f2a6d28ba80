"""The examples of docs/cookbook.md, run one after the other as they stand: each prints what the page shows.

A session of their own (`nox -s cookbook`), because they use programs that a newcomer need not have.
One that is missing fails by the name of its package.
"""

import importlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "cookbook.md"
BLOCK = re.compile(r"(?:<!-- file: (?P<file>\S+) -->\n)?```(?P<language>\w+)\n(?P<code>.*?)```\n", re.DOTALL)
PROGRAMS = {"jq": "jq", "make": "make", "parallel": "parallel", "git": "git"}  # a program -> its Debian package
MODULES = {"pandas": "pandas", "duckdb": "duckdb", "pre_commit": "pre-commit"}  # a module -> its package
_LONGEST = 120  # seconds that an example may take


@pytest.mark.parametrize(("program", "package"), PROGRAMS.items())
def test_the_programs_are_there(program: str, package: str) -> None:
    """Without one of them nothing here is proved."""
    assert shutil.which(program), f"{program} is missing: apt-get install {package}"


@pytest.mark.parametrize(("module", "package"), MODULES.items())
def test_the_modules_are_there(module: str, package: str) -> None:
    """Without one of them nothing here is proved."""
    try:
        importlib.import_module(module)
    except ImportError:
        pytest.fail(f"{module} is missing: pip install {package}")


def ran(language: str, code: str, folder: Path) -> str:
    """What an example prints, and what it says went wrong."""
    command = [sys.executable, "-c", code] if language == "python" else ["bash", "-c", code]
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    home = {"HOME": str(folder / "home"), "PATH": path, "LC_ALL": "C.UTF-8", "PRE_COMMIT_HOME": str(folder / "home")}
    done = subprocess.run(command, cwd=folder, env=home, capture_output=True, text=True, timeout=_LONGEST, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    assert "command not found" not in done.stderr, done.stderr
    return done.stdout


def test_every_example_prints_what_the_page_shows(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """Files are written, programs are run, and what stands in the next block of text is what they print."""
    (tmp_path / "home").mkdir()
    shutil.copytree(ROOT / "facts", tmp_path / "facts")
    page, shown = PAGE.read_text(encoding="utf-8"), []
    made, printed = "", None
    at = 0
    for block in BLOCK.finditer(page):
        code = block["code"]
        if block["file"]:
            (tmp_path / block["file"]).write_text(code, encoding="utf-8")
        elif block["language"] == "text":
            assert printed, f"nothing was printed before: {code}"
            shown.append((printed, code))
            made += page[at : block.start("code")] + printed
            at = block.end("code")
            printed = None
        else:
            assert printed is None, "an example has no output on the page"
            printed = ran(block["language"], code, tmp_path)
    made += page[at:]
    if request.config.getoption("--update-snapshots"):
        PAGE.write_text(made, encoding="utf-8")
        return
    assert len(shown) > 10
    for ours, theirs in shown:
        assert ours == theirs


OTHERS = [ROOT / "README.md", *(ROOT / "docs" / f"{name}.md" for name in ("scripting", "json", "tables"))]
# a block of commands, and a pipe inside a sentence; what installs or measures a checkout, and what fish reads, is run elsewhere
LINES = re.compile(r"```sh\n(?P<block>.*?)```|`(?P<pipe>valcli [^`\n]* \| [^`\n]*)`", re.DOTALL)


@pytest.mark.parametrize("page", OTHERS, ids=lambda page: page.stem)
def test_every_command_of_the_other_pages_works(page: Path, tmp_path: Path) -> None:
    """What a page tells to type ends well, and gives something to read or a file."""
    found = [found["block"] or found["pipe"] for found in LINES.finditer(page.read_text(encoding="utf-8"))]
    typed = [line for code in found if ".venv" not in code and "| source" not in code for line in code.splitlines()]
    assert typed
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    for line in typed:
        before = set(tmp_path.iterdir())
        done = subprocess.run(
            ["bash", "-c", line],
            cwd=tmp_path,
            env={"PATH": path, "LC_ALL": "C.UTF-8"},
            capture_output=True,
            timeout=_LONGEST,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, b""), line
        assert done.stdout or set(tmp_path.iterdir()) - before, line


def test_recipes_are_there() -> None:
    """One for each tool that somebody looks for."""
    headings = re.findall(r"^## (.*)", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    wanted = [
        "jq",
        "cut and grep",
        "loop",
        "cron",
        "Makefile",
        "parallel",
        "pandas",
        "DuckDB",
        "CDS Hooks",
        "FHIR R4",
        "pre-commit",
    ]
    assert [name for name in wanted if not any(name in heading for heading in headings)] == []
