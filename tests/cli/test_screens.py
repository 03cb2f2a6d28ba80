"""What a person sees first, on three screens: the number to call, what to do, whole words, nothing dim that matters."""

import re

import pyte
import pytest

from conftest import DATA
from valcli import stdout
from valcli.cli import run as cli
from valcli.cli.outcome import Written
from valcli.model.facts import Facts

SCREENS = DATA / "screens"
SIZES = [(80, 24), (40, 24), (120, 40)]
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
DIM = re.compile(r"\x1b\[(?:[0-9;]*;)?2(?:;[0-9;]*)?m(.*?)\x1b\[0m")
LEVEL = re.compile(r"\[(?:!{1,3}| )\] ")  # the sign before a level, which a pipe has not
MARK = re.compile(r" ?[\[(]?[\w.,-]+[\])]? ?")  # the number of a source, or an id; perhaps a part of it
# a page about danger -> what its first screen has to hold: whom to call, and what to do first
DANGER = {
    "info": ["911", "999", "Danger: read this first", "call"],
    "info danger": ["911", "999", "When to call for help"],
    "info overdose": ["911", "999", "Call 911", "CPR"],
    "interactions alcohol": ["911", "999", "Avoid together", "Do not drink"],
    "interactions percocet omeprazole wine": ["911", "999", "What to do"],
    "search can I drink": ["911", "999", "Avoid together", "Do not drink"],
}
OTHERS = ["search half life", "why dose.us-spasm", "explain taper", "--help", "interactions --help", "help exit-codes"]
KEPT = [*DANGER, "search half life", "--help"]
WRONG = ["can I drink", "info zzzz", "I took too many"]


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def size(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, shipped: None) -> tuple[int, int]:  # noqa: ARG001  the facts
    """A terminal of this size, in this process."""
    columns, rows = request.param
    monkeypatch.setattr(stdout, "is_terminal", lambda _=1: True)
    monkeypatch.setattr(stdout, "encoding", lambda: "utf-8")
    for name, value in {"COLUMNS": str(columns), "LINES": str(rows), "TERM": "xterm-256color"}.items():
        monkeypatch.setenv(name, value)
    for name in ("PAGER", "LESS"):
        monkeypatch.delenv(name, raising=False)
    return columns, rows


def shown(data: str, columns: int, rows: int) -> list[str]:
    """The lines of a screen after data was written to it."""
    screen = pyte.Screen(columns, rows)
    pyte.Stream(screen).feed(data.replace("\n", "\r\n"))
    return [line.rstrip() for line in screen.display]


def opened(made: Written, columns: int, rows: int) -> list[str]:
    """What stands on the screen: in a pager the beginning, else the end."""
    page = made.whole().decode()
    return shown("\n".join(page.splitlines()[: rows - 1]) if made.pager else page, columns, rows)


def ran(line: str) -> Written:
    return cli.run(line.split())


@pytest.mark.parametrize("line", DANGER)
def test_danger_is_on_the_first_screen(size: tuple[int, int], line: str) -> None:
    """Whom to call and what to do first are seen without a key pressed."""
    screen = " ".join(" ".join(opened(ran(line), *size)).split())
    assert [word for word in DANGER[line] if word not in screen] == []


@pytest.mark.parametrize("line", KEPT)
def test_screens(size: tuple[int, int], line: str, request: pytest.FixtureRequest) -> None:
    """The screens to the letter."""
    made = "".join(f"{row}\n" for row in opened(ran(line), *size)).rstrip("\n") + "\n"
    path = SCREENS / f"{line.replace(' ', '-').strip('-')}-{size[0]}x{size[1]}.txt"
    if request.config.getoption("--update-snapshots"):
        SCREENS.mkdir(exist_ok=True)
        path.write_text(made)
    assert made == path.read_text()


@pytest.mark.parametrize("line", [*DANGER, *OTHERS])
def test_lines_fit_and_nothing_that_matters_is_dim(size: tuple[int, int], line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No line runs over, no word is lost, and only the numbers of sources are dim."""
    page = ran(line).whole().decode()
    plain = ESCAPE.sub("", page)
    assert max(map(len, plain.splitlines())) <= min(size[0], 100)
    assert [found for found in DIM.findall(page) if not MARK.fullmatch(found)] == []
    monkeypatch.setattr(stdout, "is_terminal", lambda _=1: False)
    piped = ran(line).whole().decode()
    assert re.sub(r"[\s:-]", "", LEVEL.sub("", plain)) == re.sub(r"[\s:-]", "", piped)


def test_every_section_fits(size: tuple[int, int]) -> None:
    """The whole leaflet, which is all sections: no line over the width, and its numbers are bold."""
    page = ran("info").whole().decode()
    assert max(len(line) for line in ESCAPE.sub("", page).splitlines()) <= min(size[0], 100)
    assert [found for found in DIM.findall(page) if not MARK.fullmatch(found)] == []
    assert "\x1b[1m911 (US)" in page


@pytest.mark.parametrize("line", ["info overdose", "info danger", "interactions wine percocet"])
@pytest.mark.parametrize("pager", ["cat", "", "--no-pager"])
def test_without_a_pager_what_matters_stands_last(
    size: tuple[int, int], line: str, pager: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list of sources is one line that names a command, and the numbers to call are bold and last."""
    if pager != "--no-pager":
        monkeypatch.setenv("PAGER", pager)
    made = ran(f"{line} {pager if pager.startswith('-') else ''}")
    page = made.whole().decode()
    assert made.pager == ""
    assert " ".join(page.split()).count(f"valcli {line} | more") == 1
    end = " ".join(" ".join(opened(made, *size)[-8:]).split())
    assert "Emergency: 911 (US), 999 (UK), 999 or 112 (Ireland)." in end
    assert page.splitlines()[-1].startswith("\x1b[1m")
    assert "Sources\n" not in page or page.index("| more") > page.index("Sources\n")


@pytest.mark.parametrize("line", WRONG)
def test_errors_are_wrapped_by_words(size: tuple[int, int], line: str) -> None:
    """On a terminal no word of an error is broken; the command to be copied stands on a line of its own."""
    told = ESCAPE.sub("", ran(line).err.decode())
    *lines, last = told.splitlines()
    assert max(map(len, lines)) <= min(size[0], 100)
    assert last.startswith("Try: valcli ")
    words = set(" ".join(lines).split())
    assert {word for word in words if not re.fullmatch(r"\S+", word)} == set()


def test_help_fits_a_screen(size: tuple[int, int], real: Facts) -> None:
    """Help of the program and of each command: at 80 columns on one screen, examples in sight, with the number to call."""
    assert "Emergency: 911 (US)" in ran("--help").whole().decode()
    for command in ("", *cli._commands()):
        page = ran(f"{command} --help").whole().decode()
        lines = ESCAPE.sub("", page).splitlines()
        assert max(map(len, lines)) <= size[0]
        if size[0] >= 80:
            assert len(lines) < 24
            shown = command in {example.command for example in real.meta.examples} or not command
            assert ("\x1b[1mExamples:\x1b[0m" in page) is shown


def test_bare_program_fits(size: tuple[int, int]) -> None:
    """What stands there when nothing was typed: no word broken, with search, overdose and a number."""
    told = cli.run([]).err.decode()
    assert max(map(len, told.splitlines())) <= min(size[0], 80)
    assert len(told.splitlines()) < size[1]
    assert all(word in told for word in ("valcli search", "overdose", "911"))
