"""The pager: when there is one, what it gets, and that nothing is lost where it is missing or fails."""

import os
import signal
import time
from pathlib import Path

import pytest

from program import Program

HERE = Program()
TALL = {"LINES": "10"}


@pytest.fixture(scope="module")
def env(tiny: Path) -> dict[str, str]:
    """A small screen, and the made-up facts."""
    return {**TALL, "VALCLI_FACTS": str(tiny)}


def shown(env: dict[str, str], *arguments: str, **more: str) -> tuple[str, int]:
    data, code = HERE.terminal(arguments or ("info",), 80, **{**env, **more})
    return data.decode(), code


@pytest.fixture(scope="module")
def whole(env: dict[str, str]) -> str:
    """The page on a screen on which it fits."""
    return shown(env, LINES="500")[0]


def test_long_page_goes_through_the_pager(env: dict[str, str], whole: str, tmp_path: Path) -> None:
    """All of it, and exactly as it would stand on the screen; the code is that of the answer."""
    assert shown(env, PAGER=f"tee {tmp_path}/got | head -n 2 >/dev/null")[0] == ""
    kept = shown(env, PAGER="sed -e s/^/+/")[0]
    assert kept == "".join(f"+{line}\n" for line in whole.splitlines())
    assert shown(env, "interactions", "wine", "zzzz", PAGER="cat -")[1] == 1


def test_long_help_goes_through_the_pager(env: dict[str, str]) -> None:
    """Help is a page like others; `--no-pager` starts none there either."""
    page = shown(env, "--help", LINES="500")[0]
    for arguments in (["--help"], ["help"]):
        assert shown(env, *arguments, PAGER="sed -e s/^/+/")[0] == "".join(f"+{line}\n" for line in page.splitlines())
    bare = shown(env, "info", "--help", LINES="500")[0]
    assert shown(env, "info", "--help", "--no-pager", PAGER="false")[0] == bare


def test_reader_that_leaves_early_is_silent(env: dict[str, str]) -> None:
    """Who has read enough gets no message."""
    assert shown(env, PAGER="true") == ("", 0)
    first, code = shown(env, PAGER="head -n 1")
    assert (len(first.splitlines()), code) == (1, 0)


@pytest.mark.parametrize(
    ("pager", "why"),
    [
        ("no-such-pager", "could not be started (No such file or directory)"),
        ("false", "failed with 1"),
        ("sh -c 'exit 3'", "failed with 3"),
        ("no-such-pager | cat -; exit 4", "failed with 4"),
    ],
)
def test_pager_that_fails_takes_nothing_away(env: dict[str, str], whole: str, pager: str, why: str) -> None:
    """One line says why, and the whole page stands below it."""
    data, code = shown(env, PAGER=pager)
    said = f"valcli: the pager '{pager}' {why}, so the whole page stands here (--no-pager starts none)\n"
    assert said in data
    assert data.endswith(whole)
    assert code == 0


UNWANTED = ({"PAGER": ""}, {"PAGER": "cat"}, {"VALCLI_ACCESSIBLE": "1", "PAGER": "false"}, {"TERM": "dumb", "PAGER": "false"})


@pytest.mark.parametrize("more", UNWANTED, ids=str)
def test_nobody_wants_a_pager(env: dict[str, str], more: dict[str, str]) -> None:
    """Nothing is started, so nothing can fail."""
    data, code = shown(env, **more)
    assert "pager" not in data
    assert (code, "Emergency: 911 (US), 999 (UK)." in " ".join(data.split())) == (0, True)
    assert "pager" not in shown(env, "info", "--no-pager", PAGER="false")[0]


def test_short_page_starts_none(env: dict[str, str]) -> None:
    """What fits with the prompt below it is printed."""
    assert "pager" not in shown(env, LINES="500", PAGER="false")[0]
    assert "pager" not in shown(env, "info", "--json", PAGER="false")[0]


def test_less_keeps_no_history(env: dict[str, str]) -> None:
    """Less writes no file, and shows colours, unless somebody set it up otherwise."""
    told = "sh -c 'echo $LESS $LESSHISTFILE; cat >/dev/null'"
    assert shown(env, PAGER=told)[0] == "FRX -\n"
    assert shown(env, PAGER=told, LESS="R", LESSHISTFILE="mine")[0] == "R mine\n"


def test_nothing_is_paged_into_a_pipe(env: dict[str, str]) -> None:
    """In a pipe there is no pager, whatever the variables say."""
    done = HERE.run("info", env={**env, "PAGER": "false"})
    assert (done.returncode, done.stderr) == (0, b"")


def test_only_the_pager_is_started() -> None:
    """One module starts a process, and only that one names the calls for it."""
    from conftest import ROOT  # the sources

    calls = ("posix_spawn", "os.system", "os.popen", "os.fork", "os.exec", "os.spawn", "pty.spawn")
    found = {
        str(path.relative_to(ROOT / "src" / "valcli"))
        for path in (ROOT / "src").rglob("*.py")
        if any(call in path.read_text() for call in calls)
    }
    assert found == {"cli/pager.py"}


def test_interrupt_belongs_to_the_pager(env: dict[str, str], tmp_path: Path) -> None:
    """While it runs an interrupt does not end the program, which waits for it."""
    flag = tmp_path / "ready"
    pager = f"trap '' INT; cat >/dev/null; touch {flag}; sleep 1"
    import pty

    main, side = pty.openpty()
    child = HERE.start("-m", "valcli", "info", stdin=side, stdout=side, stderr=side, env={"TERM": "xterm", **env, "PAGER": pager})
    os.close(side)
    for _ in range(400):
        if flag.exists():
            break
        time.sleep(0.05)
    child.send_signal(signal.SIGINT)
    assert child.wait(timeout=30) == 0
    os.close(main)
