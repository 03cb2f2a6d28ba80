"""No command loads what it does not use: not a timed test, but what all timings rest on."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from conftest import ROOT

SHORT = {"gate", "shelf", "stream"}
PAGE = {"document", "output", "output.layout", "output.page"}
TYPER = SHORT | {"clean", "cli", "errors", "helptext", "options", "outcome", "output", "terminal"}
FACTS = {
    "answer",
    "codec",
    "compiled",
    "directions",
    "fold",
    "frozen",
    "interactions",
    "model",
    "query",
    "statements",
    "store",
    "tables",
}
VIEW = PAGE | {"output.text", "references", "view", "view_names", "view_records"}
HEAVY = ("typer", "rich.style", "rich.console", "yaml", "sqlite3", "json", "dataclasses", "re", "typing")
LONG = {"json", "re", "typer", "typing"}

# what is asked -> the modules of valcli and the others of HEAVY that it may load
ALLOWED: dict[str, tuple[str, set[str], set[str]]] = {
    "a look-up": ("gate.answer(['interactions', 'alcohol'])", SHORT, set()),
    "the leaflet": ("gate.answer(['info', '--json'])", SHORT, set()),
    "a look-up on a terminal": (
        "setattr(stream, 'is_terminal', lambda: True); gate.answer(['interactions', 'alcohol'])",
        SHORT | PAGE | {"clean", "output.rich_text", "screen", "terminal"},
        {"re", "rich.style", "typing"},
    ),
    "a stream of names": (
        "from valcli.bulk import serve; serve(['interactions', '--from', NAMES, '-f', 'jsonl']).whole()",
        SHORT
        | {"bulk", "clean", "directions", "endings", "errors", "fold", "kept_lines", "lines", "outcome", "output", "terminal"},
        {"re"},
    ),
    "why": ("from valcli import cli; cli.run(['why', 'dose.us-spasm'])", TYPER | FACTS | VIEW, LONG),
    "why as JSON": (
        "from valcli import cli; cli.run(['why', 'ix.alcohol', '--json'])",
        TYPER | FACTS | {"output.json_form"},
        LONG,
    ),
    "search": (
        "from valcli import cli; cli.run(['search', 'can', 'I', 'drive'])",
        TYPER | FACTS | VIEW | {"concepts", "finding", "likeness", "near", "postings", "ranking"},
        LONG,
    ),
    "a miss": (
        "from valcli import cli; cli.run(['interactions', 'alcohool'])",
        TYPER | FACTS | VIEW | {"near", "suggest", "together"},
        LONG,
    ),
    "help": ("from valcli import cli; cli.run(['check', '--help'])", TYPER, {"re", "typer", "typing"}),
}


@pytest.mark.parametrize("what", ALLOWED)
def test_only_what_is_used(store: Path, tmp_path: Path, what: str) -> None:
    """The modules that a request loads are all in the table, and the table names none that it does not."""
    does, own, heavy = ALLOWED[what]
    names = tmp_path / "names"
    names.write_text("alcohol\nOmeprazole 20 mg caps\nzzzz\n")
    program = (
        f"import sys; sys.path[:0] = [{str(ROOT / 'src')!r}, {str(Path(typer.__file__).parents[1])!r}]; NAMES = {str(names)!r}\n"
        f"from valcli import gate, shelf, stream; shelf.STORE = {str(store)!r}; stdout.encoding = lambda: 'utf-8'\n"
        f"{does}\n"
        "print(*sorted(name.removeprefix('valcli.') for name in sys.modules if name.startswith('valcli.')))\n"
        f"print(*sorted(set({HEAVY}) & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", program],
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    loaded, others = (set(line.split()) for line in done.stdout.splitlines())
    assert loaded == own
    assert others == heavy
