"""What a part of the program may know: other parts, packages from outside, and nothing of the facts."""

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT
from program import Program
from valcli.model.facts import Facts

SOURCE = ROOT / "src" / "valcli"
MODULES = sorted(SOURCE.rglob("*.py"))


def lint_imports(folder: Path, source: Path) -> subprocess.CompletedProcess[str]:
    """The contracts of .importlinter, put to a copy of the tree."""
    command = [sys.executable, "-c", "import sys; from importlinter.cli import lint_imports_command; lint_imports_command()"]
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(source), "COLUMNS": "200"}
    return subprocess.run(
        [*command, "--config", str(ROOT / ".importlinter"), "--no-cache"],
        cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def test_contracts_hold(tmp_path: Path) -> None:
    """The order of the packages, no circle, and one door for each package from outside."""
    done = lint_imports(tmp_path, ROOT / "src")
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"^Contracts: [1-9]\d* kept, 0 broken\.$", done.stdout, re.MULTILINE)


LAZY = "\n\ndef _late() -> None:\n    from {} import {}\n"
TYPE_ONLY = "\n\nif TYPE_CHECKING:\n    from {} import {}\n"
# what is added: (module, lines, the contract that it breaks)
AGAINST: dict[str, tuple[str, str, str]] = {
    "lazy import against the order": ("text/near.py", LAZY.format("valcli.answers", "types"), "One order"),
    "type-only import against the order": ("text/near.py", TYPE_ONLY.format("valcli.answers", "types"), "One order"),
    "circle": ("model/frozen.py", LAZY.format("valcli.model", "facts"), "No circle"),
    "package of no layer": ("another.py", '"""Somewhere."""\n', "One order"),
    "Typer": ("answers/search.py", "\nimport typer\n", "Typer"),
    "Rich": ("output/text.py", LAZY.format("rich", "console"), "Rich"),
    "YAML": ("store/write.py", "\nimport yaml\n", "YAML"),
    "SQLite": ("answers/search.py", LAZY.format("sqlite3", "connect"), "SQLite"),
    "writing": ("editing/load.py", LAZY.format("valcli.editing", "save"), "One module writes"),
    "network": ("answers/search.py", LAZY.format("urllib", "request"), "No network"),
}


@pytest.mark.parametrize(("module", "lines", "contract"), AGAINST.values(), ids=AGAINST)
def test_contracts_can_break(tmp_path: Path, module: str, lines: str, contract: str) -> None:
    """In a copy of the tree, one import too many breaks its contract."""
    shutil.copytree(SOURCE, tmp_path / "valcli", ignore=shutil.ignore_patterns("__pycache__"))
    with (tmp_path / "valcli" / module).open("a") as file:
        file.write(lines)
    done = lint_imports(tmp_path, tmp_path)
    assert done.returncode == 1, done.stdout + done.stderr
    assert re.search(rf"^{contract}.* BROKEN$", done.stdout, re.MULTILINE), done.stdout


# records in YAML that show what a rule refuses; they decide nothing
ONLY_EXAMPLES = {"editing/rules/examples.py"}
# names in the facts that are also words of our own: (module, or "" for all, and the word) -> why it stands there
ALLOWED = {
    ("", "an emergency"): "ordinary words; in the facts what somebody types who needs help",
    ("", "same"): "an English word; in the facts a name of ademetionine",
}
_WORD = re.compile(r"[a-z0-9]+(?:[-'.][a-z0-9]+)*")


class Named:
    """What the facts name: words and ids by themselves, tags as whole texts."""

    def __init__(self, facts: Facts) -> None:
        names = {entry.name for entry in facts.names() if entry.via in ("generic", "brand", "product")}
        names |= {item.id for item in facts.interactants} | {
            record.id for section in facts.sections for record in section.records
        }
        tags = {term.tag for term in facts.vocabulary["levels"]} | {section.section for section in facts.sections}
        commands = {"interactions", "evidence", "forms", "questions"}  # a command and fields that are called the same
        self.tags = tags - commands
        self.words = {" ".join(_WORD.findall(name.lower())) for name in names} | {tag for tag in tags if "-" in tag}
        self.longest = max(word.count(" ") + 1 for word in self.words)

    def within(self, text: str) -> set[str]:
        """The names in a text, also where they are some of its words."""
        said = _WORD.findall(text.lower())
        spans = {" ".join(said[at : at + length]) for length in range(1, self.longest + 1) for at in range(len(said))}
        return (self.tags & {text}) | (self.words & spans)

    def within_code(self, code: str) -> set[str]:
        """The names in the strings of a module."""
        return {name for text in strings_of_code(ast.parse(code)) for name in self.within(text)}


@pytest.fixture(scope="module")
def named(real: Facts) -> Named:
    return Named(real)


def test_no_fact_stands_in_the_code(named: Named) -> None:
    """No section, level, medicine or brand is named in Python, within a longer text neither; a new one touches YAML only."""
    found = {
        (module, name)
        for path in MODULES
        if (module := str(path.relative_to(SOURCE))) not in ONLY_EXAMPLES
        for name in named.within_code(path.read_text())
    }
    assert (
        "; ".join(sorted(f"{module}: {name}" for module, name in found if not {(module, name), ("", name)} & set(ALLOWED))) == ""
    )
    assert [(module, name) for module, name in ALLOWED if module and (module, name) not in found] == []


def strings_of_code(tree: ast.AST) -> set[str]:
    """Every string that code works with; the examples of a rule, in its decorator, are no code."""
    shown = {
        node
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for decorator in function.decorator_list
        if isinstance(decorator, ast.Call) and isinstance(decorator.func, ast.Name) and decorator.func.id == "rule"
        for node in ast.walk(decorator)
    }
    constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and node not in shown)
    return {node.value for node in constants if isinstance(node.value, str)}


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("@rule('H1', passes=said('aspirin'))\ndef find(base):\n    return base == 'wine'\n", set()),
        ("@rule('H1', passes=said('aspirin'))\ndef find(base):\n    return base == 'Codeine'\n", {"codeine"}),
        (r"re.compile(r'stop (?:it|codeine)\b')", {"codeine"}),
        ("help = 'For example: valcli interactions codeine'", {"codeine"}),
        ("f'{name} and codeine.'", {"codeine"}),
        ("x = 'ask-first'", {"ask-first"}),
        ("x = 'ix.alcohol'", {"ix.alcohol"}),
        ("x = 'Night Nurse capsules'", {"night nurse capsules"}),
        ("x = 'codeines', 'avoid it', 'danger!'", set()),
        ("x = 'avoid'", {"avoid"}),
    ],
)
def test_facts_in_the_code_are_seen(named: Named, code: str, found: set[str]) -> None:
    """In a pattern, a help text, a message; the examples of a rule are no code, and neither are ordinary words."""
    assert named.within_code(code) == found


def test_pipe_loads_no_rich(installed: Program) -> None:
    """An answer in a pipe never pays for Rich, and help does not either."""
    done = installed.python("load_in_a_pipe.py")
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.decode().split())
    assert {"valcli", "typer"} <= loaded
    assert "rich" not in loaded


def test_importing_the_package_loads_nothing(installed: Program) -> None:
    """`import valcli` is a version and nothing else."""
    assert installed.python("import_alone.py").stdout == b"valcli\n"
