"""docs/library.md is true: each example is run as it stands, in an installed package."""

import doctest
import re
import sys
from pathlib import Path

import valcli
from conftest import ROOT
from program import Program
from valcli import library

PAGE = ROOT / "docs" / "library.md"
RUN = """
import doctest, sys
failed, tried = doctest.testfile(sys.argv[1], module_relative=False, optionflags=doctest.REPORT_NDIFF)
print(failed, tried, *sorted({"typer", "rich", "yaml"} & set(sys.modules)))
"""


def test_examples_print_what_the_page_shows(installed: Program, tmp_path: Path) -> None:
    """All of them, with the shipped facts; nothing that costs was loaded for it."""
    (tmp_path / "examples.txt").write_text("\n".join(re.findall(r"```python\n(.*?)```", PAGE.read_text(), re.DOTALL)))
    (tmp_path / "run.py").write_text(RUN)
    done = installed.start(str(tmp_path / "run.py"), str(tmp_path / "examples.txt"))
    out, err = done.communicate(timeout=60)
    text = out.decode()
    assert text.splitlines()[-1].split()[0] == "0", text + err.decode()
    assert int(text.splitlines()[-1].split()[1]) > 20
    assert text.splitlines()[-1].split()[2:] == []


def test_the_latency_is_measured(installed: Program) -> None:
    """The program that the page names prints both figures."""
    child = installed.start(str(ROOT / "benchmarks" / "coprocess.py"), "wine")
    out, err = child.communicate(timeout=60)
    assert re.fullmatch(rb"first answer [\d.]+ ms, the others [\d.]+ ms \(median of \d+\)\n", out), err
    assert b"benchmarks/coprocess.py" in PAGE.read_bytes()


def test_what_is_offered_is_told() -> None:
    """Each function and exception of the library stands on the page; each docstring says what is raised."""
    page = PAGE.read_text()
    for name in ("open_facts", "answer", "answer_many", "row_of", "search", "info", "COLUMNS"):
        assert name in page
    for name in library.__all__:
        thing = getattr(valcli, name)
        if isinstance(thing, type) and issubclass(thing, Exception):
            assert f"`valcli.{name}`" in page
        elif callable(thing) and not isinstance(thing, type) and name != "row_of":
            assert "Raises:" in (thing.__doc__ or ""), name


def test_the_examples_can_fail(tmp_path: Path) -> None:
    """An example that prints something else is found."""
    (tmp_path / "wrong.txt").write_text(">>> 1 + 1\n3\n")
    sink = sys.stdout
    try:
        sys.stdout = (tmp_path / "out").open("w")
        assert doctest.testfile(str(tmp_path / "wrong.txt"), module_relative=False).failed == 1
    finally:
        sys.stdout.close()
        sys.stdout = sink
