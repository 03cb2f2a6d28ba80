"""The pages for contributors name only what is there, and docs/architecture.md the rooms in their order."""

import configparser
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import ROOT

SOURCE = ROOT / "src" / "valcli"
PAGES = [
    ROOT / "docs" / "architecture.md",
    ROOT / "docs" / "performance.md",
    ROOT / "CONTRIBUTING.md",
    *sorted((ROOT / "docs" / "decisions").glob("*.md")),
]
# names that are not asked for while a path is missing: `fast` may be deleted, the others are being built
WHILE_MISSING = {
    "fast": "src/valcli/fast",
    "tests/fast": "tests/fast",
}
GENERATED = {"facts.sqlite", "store/built.py"}  # made when a wheel is built
_QUOTED = re.compile(r"`([^`\n]+)`")
_DOTTED = re.compile(r"[a-z_]\w*(?:\.\w+)+")
_PATH = re.compile(r"[\w.-]+/[\w./-]*|[\w-]+\.(?:py|md|yaml|toml|sqlite)")
_ENDINGS = (".py", ".md", ".yaml", ".toml", ".sqlite", ".tsv")


def named(text: str) -> Iterator[str]:
    """What stands in quotes of code and looks like a path or like a name in the package."""
    blocks = re.sub(r"^```.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE)
    for quoted in _QUOTED.findall(blocks):
        if _PATH.fullmatch(quoted) or (_DOTTED.fullmatch(quoted) and is_room(quoted.split(".")[0])):
            yield quoted


def is_room(word: str) -> bool:
    """Whether a name begins with something that stands on the top floor of the package, or will."""
    return (SOURCE / word).is_dir() or (SOURCE / f"{word}.py").exists() or word in WHILE_MISSING


def is_there(name: str) -> bool:
    """Whether a path, or a thing in a module, exists."""
    if name in GENERATED or is_missing_now(name):
        return True
    if "/" in name or name.endswith(_ENDINGS):
        return any((base / name).exists() for base in (ROOT, SOURCE, ROOT / "docs"))
    return is_defined(f"valcli.{name}")


def is_missing_now(name: str) -> bool:
    """Whether a name belongs to something that need not be there."""
    starts = [start for start, needed in WHILE_MISSING.items() if not (ROOT / needed).exists()]
    name = name.removeprefix("src/valcli/")
    return any(name == start or name.startswith((f"{start}/", f"{start}.")) for start in starts)


def is_defined(name: str) -> bool:
    """Whether a dotted name is a module, or leads from a module to something in it."""
    parts = name.split(".")
    for end in range(len(parts), 0, -1):
        try:
            found: object = importlib.import_module(".".join(parts[:end]))
        except ModuleNotFoundError:
            continue
        for part in parts[end:]:
            if not hasattr(found, part):
                return part in getattr(found, "__annotations__", {})
            found = getattr(found, part)
        return True
    return False


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_everything_named_is_there(page: Path) -> None:
    """A module, a function or a file that is gone or renamed shows on the page that speaks of it."""
    assert [name for name in named(page.read_text()) if not is_there(name)] == []


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("`store.opening.open_facts` and `store/opening.py`", []),
        ("`store.opening.open_the_facts`", ["store.opening.open_the_facts"]),
        ("`store.shelf.opened`", ["store.shelf.opened"]),
        ("`model.facts.Facts.no_such_thing`", ["model.facts.Facts.no_such_thing"]),
        ("`errors.ExitCode.ANSWERED`, `errors.ExitCode.FINE`", ["errors.ExitCode.FINE"]),
        ("`store/shelf.py`, `facts/no-such/`, `gone.md`", ["store/shelf.py", "facts/no-such/", "gone.md"]),
        ("`src/valcli/fast`, `tests/fast/`, `reading/read.py`, `src/valcli/fasting`", ["src/valcli/fasting"]),
        ("`facts.sqlite`, `json.loads`, `valcli check`, `facts/README.md`", []),
    ],
)
def test_what_is_missing_is_seen(text: str, missing: list[str]) -> None:
    """The test above can fail: for a function, a module, a method, a member and a path."""
    assert [name for name in named(text) if not is_there(name)] == missing


def test_pages_name_many_things() -> None:
    """The pattern that finds names finds them: a page without any would prove nothing."""
    assert len(set(named(PAGES[0].read_text()))) > 60


def layers() -> list[list[str]]:
    """The order that import-linter holds, from top to bottom; a layer in brackets may be deleted."""
    config = configparser.ConfigParser()
    config.read(ROOT / ".importlinter")
    lines = config["importlinter:contract:order"]["layers"].split("\n")
    return [[word.strip(" ()") for word in line.split("|")] for line in lines if line.strip()]


def rooms(text: str) -> list[str]:
    """The first column of the table of rooms."""
    table = text[text.index("| room |") :].split("\n\n")[0]
    return [re.sub(r"(/|\.py)$", "", name) for name in re.findall(r"^\| `([^`]+)` \|", table, re.MULTILINE)]


def test_rooms_are_the_layers_in_their_order() -> None:
    """The table has every room once, from top to bottom, as the contract has them."""
    told = rooms(PAGES[0].read_text())
    expected = [name for layer in layers() for name in layer]
    assert [name for name in told if name in expected] == expected
    assert set(told) - set(expected) <= {name for name in WHILE_MISSING if not (ROOT / WHILE_MISSING[name]).exists()}


def test_picture_has_every_room_in_order() -> None:
    """The picture shows every room of the table."""
    text = PAGES[0].read_text()
    picture = text.split("```")[1]
    inside = [name for name in rooms(text) if name not in ("__main__", "stdout")]
    places = [re.search(rf"\b{name}(?:/|\.py)", picture) for name in inside]
    assert all(places)
    starts = [place.start() for place in places if place]
    assert starts == sorted(starts)


def test_decisions_are_numbered_and_whole() -> None:
    """Records count on from 1, and each tells context, decision, figures, and when to decide otherwise."""
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [int(page.name[:4]) for page in pages] == list(range(1, len(pages) + 1))
    for page in pages:
        text = page.read_text()
        assert text.startswith(f"# {page.name[:4]}: "), page.name
        places = [text.find(f"**{part}") for part in ("Context.", "Decision.", "Figures", "Decide otherwise when")]
        assert places == sorted(places), page.name
        assert places[0] > 0, page.name


def test_hooks_and_sessions_run_what_is_installed() -> None:
    """Each hook starts a program of the environment, and each session that is told of exists."""
    hooks = re.findall(r"entry: \.venv/bin/(\S+)", (ROOT / ".pre-commit-config.yaml").read_text())
    assert sorted(set(hooks)) == ["lint-imports", "ruff", "valcli"]
    sessions = set(re.findall(r"^@nox\.session\ndef (\w+)", (ROOT / "noxfile.py").read_text(), re.MULTILINE))
    told = re.findall(r"^\| `(\w+)` \|", (ROOT / "CONTRIBUTING.md").read_text(), re.MULTILINE)
    assert set(told) == sessions
    run = re.findall(r"nox -s ([a-z ]+)", (ROOT / ".ci" / "run").read_text())
    # the first of these two is the command of the README, the second is a part of the others
    assert {name for names in run for name in names.split()} == sessions - {"tests", "quick"}


def test_tests_that_sessions_name_are_there() -> None:
    """What a quick run takes, and what a run without the short ways leaves out, exists."""
    text = (ROOT / "noxfile.py").read_text()
    listed = re.findall(r"^QUICK = \((.*?)\)", text, re.MULTILINE)
    names = [name for some in listed for name in re.findall(r'"(.*?)"', some)] + re.findall(r"--ignore=([\w/]+)", text)
    assert names[-1] == "tests/fast"
    assert [name for name in names if not is_there(name)] == []
