"""The programs that tests start are code like any other: they compile, and what they import exists."""

import ast
import importlib
import re

import pytest

from conftest import DATA, ROOT
from program import PROGRAMS

FILES = sorted(PROGRAMS.glob("*.py"))


@pytest.mark.parametrize("name", [path.name for path in FILES])
def test_program_compiles_and_imports_what_exists(name: str) -> None:
    """Each name that is imported from the package is there, also where the import stands in a function."""
    tree = ast.parse((PROGRAMS / name).read_text())
    compile(tree, name, "exec")
    imported = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    for node in imported:
        if isinstance(node, ast.Import):
            for alias in node.names:
                importlib.import_module(alias.name)
        elif node.module and not node.module.startswith("valcli.fast"):  # that may be deleted, and the program asks in a `try`
            module = importlib.import_module(node.module)
            for alias in node.names:
                assert hasattr(module, alias.name) or importlib.import_module(f"{node.module}.{alias.name}"), alias.name


def test_every_program_is_started() -> None:
    """A program that no test starts is taken away."""
    tests = "".join(path.read_text() for path in sorted((ROOT / "tests").rglob("test_*.py")))
    assert [path.name for path in FILES if f'"{path.name}"' not in tests] == []


def test_no_program_stands_in_a_string() -> None:
    """What is started with `python -c` names modules that nobody checks: it belongs into tests/data/programs."""
    assert DATA / "programs" == PROGRAMS
    inline = [
        str(path.relative_to(ROOT))
        for path in sorted((ROOT / "tests").rglob("*.py"))
        if path.name != "test_programs.py" and re.search(r'"-c",\s*f?["\'(a-z].*valcli', path.read_text())
    ]
    assert inline == []
