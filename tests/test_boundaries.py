"""Each module knows only what it may know: read from the imports, not from intentions."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from valcli.model.facts import Facts

SOURCE = Path(__file__).parents[1] / "src" / "valcli"
MODULES = sorted(SOURCE.rglob("*.py"))

# module -> the modules of valcli that it may import; what is missing here may import nothing of valcli
MAY_KNOW = {
    "__main__": {"gate"},
    "aids": {"frozen", "model"},
    "answer": {"frozen", "model"},
    "batch": {
        "answer",
        "interactions",
        "lines",
        "output",
        "output.json_form",
        "output.plain",
        "output.text",
        "query",
        "statements",
        "store",
    },
    "bulk": {"batch", "endings", "errors", "fold", "kept_lines", "lines", "options", "outcome", "output", "shelf", "store"},
    "cli": {
        "",
        "batch",
        "bulk",
        "check",
        "clean",
        "errors",
        "finding",
        "helptext",
        "options",
        "outcome",
        "output.report",
        "query",
        "store",
        "stream",
        "terminal",
    },
    "check": {"aids", "linkcheck", "load", "rules", "rules.base", "rules.sources", "schema"},
    "codec": {"errors", "frozen", "model"},
    "concepts": {"fold", "model"},
    "compiled": {"compile", "errors", "kept", "load", "ready", "shelf", "store"},
    "gate": {"bulk", "cli", "screen", "shelf", "stream"},
    "ready": {"answer", "errors", "fold", "options", "output", "output.page", "query", "screen", "shelf", "store", "view"},
    "compile": {
        "bank",
        "codec",
        "concepts",
        "fold",
        "frozen",
        "linkcheck",
        "load",
        "model",
        "names",
        "near",
        "searchable",
        "shelf",
    },
    "fold": {"directions"},
    "endings": {"fold"},
    "finding": {"answer", "concepts", "fold", "near", "query", "ranking", "rules", "store"},
    "interactions": {"answer", "fold", "model", "statements", "store", "suggest"},
    "kept": {
        "batch",
        "endings",
        "fold",
        "interactions",
        "kept_lines",
        "options",
        "output.json_form",
        "query",
        "shelf",
        "statements",
        "store",
    },
    "bank": {"concepts", "model", "searchable"},
    "kept_lines": {"shelf"},
    "linkcheck": {"", "load", "model", "names", "schema"},
    "likeness": {"concepts", "postings", "store"},
    "links": {"", "fold", "frozen", "linkcheck", "links_names", "links_search", "load", "model", "schema"},
    "links_names": {"fold", "linkcheck", "model", "names"},
    "links_search": {"concepts", "fold", "linkcheck"},
    "load": {"aids", "errors", "links", "model", "schema", "yamltree"},
    "model": {"frozen"},
    "names": {"load", "model"},
    "outcome": {"", "answer", "batch", "bulk", "clean", "errors", "output", "stream", "terminal"},
    "near": {"fold"},
    "output": {"answer", "output.json_form", "output.plain", "output.text"},
    "output.json_form": {"", "answer", "model"},
    "output.layout": {"document"},
    "output.page": {"clean", "document", "output", "output.layout", "output.rich_text"},
    "output.plain": {"answer", "clean", "model"},
    "output.report": {"", "check", "clean", "output.json_form", "schema"},
    "output.rich_text": {"clean", "document"},
    "output.text": {"answer", "output", "output.page", "view"},
    "postings": {"tables"},
    "query": {"answer", "clean", "errors", "interactions", "model", "near", "options", "statements", "store", "together"},
    "ranking": {"concepts", "likeness", "postings", "store"},
    "references": {"answer", "document", "model"},
    "rules": {
        "fold",
        "rules.doses",
        "rules.figures",
        "rules.ids",
        "rules.levels",
        "rules.loading",
        "rules.places",
        "rules.reading",
        "rules.rule",
        "rules.sources",
        "rules.wording",
        "rules.writing",
    },
    "rules.base": {"", "linkcheck", "load", "model", "readability"},
    "rules.doses": {"linkcheck", "model", "rules.base", "rules.examples", "rules.rule"},
    "rules.examples": {"rules.rule"},
    "rules.figures": {"aids", "linkcheck", "model", "rules.base", "rules.doses", "rules.examples", "rules.rule"},
    "rules.ids": {"rules.base", "rules.rule"},
    "rules.levels": {"fold", "linkcheck", "model", "rules.base", "rules.examples", "rules.rule"},
    "rules.loading": {"rules.examples", "rules.rule", "schema"},
    "rules.places": {"model", "rules.base", "rules.examples", "rules.rule"},
    "rules.reading": {"linkcheck", "model", "readability", "rules.base", "rules.examples", "rules.rule", "schema"},
    "rules.rule": {"linkcheck", "rules.base", "schema"},
    "rules.sources": {"linkcheck", "model", "rules.base", "rules.examples", "rules.rule"},
    "rules.wording": {"model", "readability", "rules.base", "rules.examples", "rules.rule", "schema"},
    "rules.writing": {"linkcheck", "model", "rules.base", "rules.examples", "rules.rule", "schema"},
    "schema": {"frozen", "model", "yamltree"},
    "screen": {"output.page", "stream", "terminal"},
    "searchable": {"concepts", "load", "model"},
    "statements": {"answer", "frozen", "model", "store"},
    "store": {"codec", "compile", "compiled", "errors", "fold", "frozen", "load", "model", "near", "postings", "shelf", "tables"},
    "suggest": {"fold", "near", "store"},
    "tables": {"errors"},
    "terminal": {"output"},
    "together": {"answer", "fold", "statements", "store"},
    "view": {"answer", "clean", "document", "query", "references", "view_names", "view_records"},
    "view_names": {"answer", "clean", "document", "model", "references", "view_records"},
    "view_records": {"answer", "document", "model", "query", "references"},
}
# packages from outside -> the modules that may import them
OUTSIDE = {
    "typer": {"cli"},
    "rich": {"output.rich_text"},
    "yaml": {"yamltree"},
    "sqlite3": {
        "store",
        "tables",
        "compile",
        "compiled",
        "shelf",
        "bulk",
        "kept_lines",
    },  # the last three name its connection only
    "_sqlite3": {"shelf", "tables"},
}
NEVER = {"socket", "subprocess", "urllib", "http", "tempfile", "pickle", "marshal"}


def module_name(path: Path) -> str:
    name = ".".join(path.relative_to(SOURCE).with_suffix("").parts)
    return name.removesuffix(".__init__") if name != "__init__" else ""


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name if is_module(name) else str(node.module) for name in names}
    return found


def is_module(name: str) -> bool:
    path = SOURCE.parent / name.replace(".", "/")
    return name.startswith("valcli.") and (path.with_suffix(".py").exists() or (path / "__init__.py").exists())


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_module_knows_only_its_neighbours(path: Path) -> None:
    """A module of valcli imports no other module than the table allows."""
    known = {name.removeprefix("valcli").removeprefix(".") for name in imported(path) if name.split(".")[0] == "valcli"}
    assert known <= MAY_KNOW.get(module_name(path), set())


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_outside_packages_stay_behind_their_wall(path: Path) -> None:
    """Typer, Rich, PyYAML and SQLite have one door each; network and other processes have none."""
    tops = {name.split(".")[0] for name in imported(path)}
    for package in tops & set(OUTSIDE):
        assert module_name(path) in OUTSIDE[package]
    assert not tops & NEVER


def test_table_names_only_modules_that_exist() -> None:
    """A module that was removed leaves the table too."""
    assert set(MAY_KNOW) <= {module_name(path) for path in MODULES}


def test_no_fact_stands_in_the_code(real: Facts) -> None:
    """No section, level, drug or brand is named in Python; a new one touches YAML only."""
    words = {term.tag for term in real.vocabulary["levels"]} | {section.section for section in real.sections}
    words |= {member.substance for item in real.interactants for member in item.members}
    words |= {item.id for item in real.interactants}
    allowed = {"interactions", "evidence", "forms", "questions"}  # a command and fields that are called the same
    for path in MODULES:
        if module_name(path) not in ONLY_EXAMPLES:
            assert not strings_of_code(ast.parse(path.read_text())) & words - allowed, path


# modules of records in YAML that show what a rule refuses; they decide nothing
ONLY_EXAMPLES = {"rules.examples", "rules.loading"}


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


def test_strings_of_code_are_seen() -> None:
    """A name in the body of a rule is code; one in its example is not."""
    tree = ast.parse("@rule('H1', passes=said('aspirin'))\ndef find(base):\n    return base == 'wine'\n")
    assert strings_of_code(tree) == {"wine"}


def test_pipe_loads_no_rich() -> None:
    """An answer in a pipe never pays for Rich, and help does not either."""
    program = (
        "import sys; from valcli import cli; cli.run(['interactions', 'alcohol']); cli.run(['-h']);"
        "sys.exit(any(name.split('.')[0] == 'rich' for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False, timeout=60).returncode == 0


def test_importing_the_package_loads_nothing() -> None:
    """`import valcli` is a version and nothing else."""
    program = "import sys; before = set(sys.modules); import valcli; print(sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", program], check=True, timeout=60, capture_output=True, text=True)
    assert done.stdout == "['valcli']\n"
