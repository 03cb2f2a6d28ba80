"""The manual says what `--help` says: both pages are made anew and compared."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

import manual
from conftest import ROOT, commands, run
from valcli.cli.guide import TOPICS
from valcli.cli.help import ENVIRONMENT
from valcli.errors import MEANINGS, ExitCode

PAGES = {ROOT / "docs" / "commands.md": manual.as_markdown, ROOT / "docs" / "valcli.1": manual.as_man_page}
LINTS = (["mandoc", "-T", "lint", "-W", "warning"], ["groff", "-man", "-ww", "-z"])


@pytest.fixture(scope="module")
def said() -> manual.Manual:
    """What both pages say."""
    return manual.manual_of(ROOT / "facts")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_page_is_what_help_says(page: Path, said: manual.Manual, request: pytest.FixtureRequest) -> None:
    """A command, an option, an example or a code that changed shows in the manual."""
    made = PAGES[page](said)
    if request.config.getoption("--update-snapshots"):
        page.write_text(made)
    assert page.read_text() == made


@pytest.mark.usefixtures("shipped")
def test_every_example_works(said: manual.Manual, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each line that help and manual show is right; what stands behind a sign of the shell is the shell's."""
    (tmp_path / "list.csv").write_text("id,drug\n1,wine\n")
    (tmp_path / "facts").symlink_to(ROOT / "facts")
    monkeypatch.chdir(tmp_path)
    lines = [*said.examples, *(line for command in said.commands for line in command.examples)]
    assert len(lines) > 2 * len(said.commands)
    for line in lines:
        program, *words = shlex.split(re.split(r" [<>|] ", line)[0])
        # names from standard input, which this process has for itself; and all rules, which are long and tested elsewhere
        if "-" not in words and words[0] != "check":
            assert program == "valcli"
            assert run(*words).code in (ExitCode.ANSWERED, ExitCode.NOT_ALL_ANSWERED), (
                line
            )  # a product may hold what is not known


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_page_leaves_nothing_out(page: Path) -> None:
    """Each command with every option of its help, each variable, each code with its meaning, the numbers to call."""
    text = " ".join(_shown(page).split())
    for command in commands():
        for option in re.findall(r"--[a-z-]+\b", run(command, "--help").out):
            assert option in text, option
    for word in (*commands(), *ENVIRONMENT, *TOPICS) if page.suffix == ".md" else (*commands(), *ENVIRONMENT):
        assert word in text, word
    for code, meaning in MEANINGS.items():
        assert str(int(code)) in text
        assert meaning.replace("`", "") in text.replace("`", "")
    assert "Emergency: 911 (US), 999 (UK)" in text


def _shown(page: Path) -> str:
    """The page as it is read: of roff, without its requests and escapes."""
    text = page.read_text()
    if page.suffix == ".md":
        return text
    for sign, meant in ((r"\fB", ""), (r"\fR", ""), (r"\&", ""), *((there, here) for here, there in manual.SIGNS.items())):
        text = text.replace(sign, meant)
    return text


@pytest.mark.parametrize("lint", LINTS, ids=lambda lint: lint[0])
def test_man_page_is_well_formed(lint: list[str]) -> None:
    """Where mandoc or groff is installed, neither has anything to say; the session `shells` asks for groff."""
    if not shutil.which(lint[0]):
        pytest.skip(f"no {lint[0]}")
    done = subprocess.run([*lint, ROOT / "docs" / "valcli.1"], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)


def test_signs_are_themselves() -> None:
    """What roff would take for an order, or show as another sign, stands there as it was said."""
    assert manual.roff(".x --a 'b' \\n `c`") == r"\&.x \-\-a \(aqb\(aq \en \fBc\fR"
