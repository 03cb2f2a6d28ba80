"""No command loads what it does not use: not a timed test, but what all timings rest on."""

import pytest

from conftest import ROOT
from program import Program

DOOR = {"__main__", "errors", "stdout", "store", "store.file", "store.built"}
FAST = {"fast", "fast.entry"}
MODEL = {"model", "model.frozen", "model.interactions", "model.leaflet", "model.levels", "model.shared"}
FACTS = {
    "store.codec",
    "store.fact_base",
    "store.name_hit",
    "store.opening",
    "store.tables",
    "store.values",
    "text",
    "text.fold",
    "text.tokens",
} | MODEL
ANSWER = {"answers", "answers.context", "answers.found", "answers.frame", "answers.types"} | FACTS
NAMES = {
    "answers.interactions",
    "answers.names",
    "answers.notes",
    "answers.resolve",
    "answers.sets",
    "answers.statements",
    "answers.covering",
    "answers.things",
    "answers.twice",
} | ANSWER
READING = {
    "answers.alarms",
    "answers.apart",
    "answers.brackets",
    "answers.everyday",
    "answers.illicit",
    "answers.together",
    "reading",
    "reading.group",
    "reading.lexicon",
    "reading.naming",
    "reading.parts",
    "reading.place",
    "reading.read",
    "reading.scan",
}
READING |= {"reading.strength", "reading.turning", "store.names_read", "text.around"}
OUT = {"cli", "cli.outcome", "cli.terminal", "output", "output.formats", "output.look", "text.printable"}
PAGE = {"output.page", "output.page.document", "output.page.layout", "output.page.marks", "output.text"}
VIEW = PAGE | {"output.page.names", "output.page.pages", "output.page.records", "output.page.references",
               "output.page.several"}  # fmt: skip
TYPER = (
    DOOR
    | FAST
    | OUT
    | {"cli.app", "cli.ask", "cli.edit", "cli.guide", "cli.help", "cli.lines", "cli.options", "cli.refusal", "cli.run"}
    | {"cli.values"}
    | {"cli.trace", "model", "model.frozen", "model.shared", "text", "text.slips"}
)

# what is asked -> the modules of valcli, and those of others that cost, that it may load
ALLOWED: dict[str, tuple[set[str], set[str]]] = {
    "info": (DOOR | FAST | {"fast.pages"}, set()),
    "info dosing --json": (DOOR | FAST | {"fast.pages"}, set()),
    "interactions alcohol": (DOOR | FAST | NAMES | OUT | VIEW, {"json", "re", "typing"}),
    "interactions alcohol --json": (
        DOOR | FAST | NAMES | OUT | {"output.json_form", "output.json_names", "output.json_records", "text.stated"},
        {"json", "re", "typing"},
    ),
    "interactions alcohool": (
        DOOR | FAST | NAMES | OUT | VIEW | READING | {"answers.suggestions", "store.search_read", "text.near", "text.words"},
        {"json", "re", "typing"},
    ),
    "why dose.us-spasm": (TYPER | ANSWER | VIEW | {"answers.sources", "answers.statements"}, {"json", "re", "typer", "typing"}),
    "leaflet alcohol": (
        TYPER | NAMES | VIEW | {"answers.leaflet", "output.page.leaflet"},
        {"json", "re", "typer", "typing"},
    ),
    "search can I drive": (
        TYPER
        | NAMES
        | READING
        | VIEW
        | {
            "answers.asked_names",
            "answers.deciding",
            "answers.here",
            "answers.likeness",
            "answers.put_right",
            "answers.search",
            "answers.statements",
            "answers.urgent",
            "answers.weights",
            "output.page.found",
            "text.country",
            "text.urgent",
            "store.search_read",
            "text.near",
            "text.words",
        },
        {"json", "re", "typer", "typing"},
    ),
    "completion words -- why ix.": (TYPER | FACTS | {"cli.completion"}, {"json", "re", "typer", "typing"}),
    "check --help": (TYPER | FACTS, {"json", "re", "typer", "typing"}),
}


@pytest.mark.parametrize("line", ALLOWED)
def test_only_what_is_used(installed: Program, line: str) -> None:
    """The modules that a request loads stand in the table, and none of those that cost is missing there."""
    own, heavy = ALLOWED[line]
    if "cli.app" not in own and not (ROOT / "src" / "valcli" / "fast").exists():
        pytest.skip("only the short way answers this with so little")
    done = installed.python("loaded.py", *line.split())
    assert done.returncode == 0, done.stderr
    loaded, others = (set(row.split()) for row in done.stdout.decode().splitlines())
    assert loaded <= own | {"valcli"}, loaded - own
    assert others <= heavy


def test_the_table_can_fail(installed: Program) -> None:
    """A command that loads more than another is not within its set."""
    done = installed.python("loaded.py", "why", "dose.us-spasm")
    assert not set(done.stdout.decode().split()) <= ALLOWED["info"][0]
