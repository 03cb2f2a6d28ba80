"""A real process against a hostile world: pipes, devices, signals, terminals, environments."""

import fcntl
import os
import pty
import re
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Sequence
from pathlib import Path

import pyte
import pytest

from conftest import spawn

COMMANDS = [
    ["info"],
    ["info", "--list"],
    ["interactions"],
    ["interactions", "alcohol"],
    ["sources"],
    ["why", "ix.alcohol"],
    ["-h"],
    ["info", "-h"],
]


def shell(script: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    """Run a bash script in which `valcli` is the program."""
    lead = f'valcli() {{ "{sys.executable}" -m valcli "$@"; }}\n'
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", **env}
    return subprocess.run(["bash", "-c", lead + script], env=environment, capture_output=True, timeout=60, check=False)


def terminal(arguments: Sequence[str], columns: int, **env: str) -> tuple[bytes, int]:
    """What the program writes to a terminal of this size, and its exit code."""
    main, side = pty.openpty()
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TERM": "xterm-256color", **env}
    fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    child = subprocess.Popen([sys.executable, "-m", "valcli", *arguments], stdin=side, stdout=side, stderr=side, env=environment)
    os.close(side)
    data = b""
    while True:
        try:
            piece = os.read(main, 65536)
        except OSError:  # the other side is closed: all is read
            break
        if not piece:
            break
        data += piece
    os.close(main)
    return data.replace(b"\r\n", b"\n"), child.wait(timeout=60)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["interactions", "alcohol"], 0),
        (["interactions", "zzzz"], 1),
        (["info", "nothing"], 2),
        (["info", "--facts", "/nowhere"], 65),
        ([], 2),
    ],
)
def test_exit_code_of_a_process(arguments: list[str], code: int) -> None:
    """The code reaches the shell; stdout is empty on 2 and 65, and stderr has no traceback."""
    done = spawn(*arguments)
    assert done.returncode == code
    assert bool(done.stdout) is (code < 2)
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_reader_that_left(arguments: list[str]) -> None:
    """A closed pipe ends every command silently with 141."""
    done = shell('set -o pipefail; valcli "$@" | true; echo "${PIPESTATUS[0]}"'.replace('"$@"', " ".join(arguments)))
    assert done.stderr == b""
    assert done.stdout in (b"141\n", b"0\n")  # what is short enough may be written before the reader leaves


def test_reader_that_left_early() -> None:
    """More than a pipe holds, and nobody reads: 141, silent."""
    done = shell("valcli info | head -1; echo ${PIPESTATUS[0]}")
    assert done.stdout == b"Diazepam (Valium)\n141\n"
    assert done.stderr == b""


def test_reader_that_left_with_the_signal_ignored() -> None:
    """A parent that ignores SIGPIPE changes nothing."""
    done = shell("trap '' PIPE; valcli info --json | head -1 >/dev/null; echo ${PIPESTATUS[0]}")
    assert (done.stdout, done.stderr) == (b"141\n", b"")


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_closed_stdout(arguments: list[str]) -> None:
    """Nothing can be written: 74 and one line on stderr, for help too."""
    done = shell(f"valcli {' '.join(arguments)} >&-")
    assert done.returncode == 74
    assert done.stderr == b"valcli: the answer could not be written: Bad file descriptor\n"


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_full_device(arguments: list[str]) -> None:
    """The same for a device that is full."""
    done = shell(f"valcli {' '.join(arguments)} >/dev/full")
    assert done.returncode == 74
    assert done.stderr == b"valcli: the answer could not be written: No space left on device\n"


def test_closed_stderr() -> None:
    """Without stderr an answer is still an answer, and an error is still its code, not on stdout."""
    assert shell("valcli interactions alcohol 2>&-").returncode == 0
    done = shell("valcli info nothing 2>&-; echo $?")
    assert done.stdout == b"2\n"
    assert shell("valcli info nothing 2>/dev/full").returncode == 2


def test_all_streams_closed() -> None:
    """Nobody is there: 74, and no crash."""
    assert shell("valcli interactions alcohol <&- >&- 2>&-").returncode == 74


def test_stdin_is_never_read() -> None:
    """An open stdin that says nothing does not make it wait."""
    read, write = os.pipe()
    assert spawn("interactions", "alcohol", stdin=read).returncode == 0
    os.close(read)
    os.close(write)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, -signal.SIGINT), (signal.SIGTERM, -signal.SIGTERM)])
def test_signals_are_silent(number: signal.Signals, code: int) -> None:
    """Interrupted or terminated: the status says so (130, 143 in a shell), stderr says nothing."""
    program = """
import sys, time
from valcli.answers import info as answers_info
from valcli.fast import entry as gate
def wait(*_):
    sys.__stderr__.write("ready\\n")
    sys.__stderr__.flush()
    time.sleep(30)
answers_info.info = wait
sys.argv = ["valcli", "info", "danger", "--clinical"]
gate.main()
"""
    child = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert child.stderr is not None
    assert child.stderr.readline() == b"ready\n"
    child.send_signal(number)
    out, err = child.communicate(timeout=30)
    assert (out, err, child.returncode) == (b"", b"", code)


@pytest.mark.parametrize("form", ["json", "plain", "jsonl"])
def test_same_bytes_on_a_terminal(form: str) -> None:
    """JSON and plain are the same bytes in a pipe and on a terminal of any width."""
    piped = spawn("interactions", "wine", "percocet", "zzzz", "-f", form).stdout
    for columns in (40, 80, 200):
        assert terminal(["interactions", "wine", "percocet", "zzzz", "-f", form], columns)[0] == piped


@pytest.mark.parametrize(
    "env",
    [
        {"PYTHONHASHSEED": "1"},
        {"PYTHONHASHSEED": "2"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "cp1252:strict"},
        {"COLUMNS": "0"},
        {"COLUMNS": "2000000000"},
        {"COLUMNS": "-5"},
        {"COLUMNS": "abc", "LINES": "x"},
        {"TERM": "dumb"},
        {"FORCE_COLOR": "1"},
        {"NO_COLOR": "1", "FORCE_COLOR": "1"},
        {"GITHUB_ACTIONS": "true"},
        {"PY_COLORS": "1"},
        {"PYTHONOPTIMIZE": "2"},
        {"PYTHONWARNINGS": "error"},
        {"TZ": "Pacific/Kiritimati"},
        {"HOME": "/nonexistent"},
    ],
    ids=str,
)
def test_json_does_not_depend_on_the_environment(env: dict[str, str]) -> None:
    """The same bytes in every environment, and no word on stderr."""
    done = spawn("interactions", "wine", "zzzz", "--json", env=env)
    assert (done.stdout, done.stderr, done.returncode) == (spawn("interactions", "wine", "zzzz", "--json").stdout, b"", 1)


@pytest.mark.parametrize(
    ("env", "coloured"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": "0"}, False),
        ({"CLICOLOR_FORCE": "1"}, True),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        ({"NO_COLOR": "", "FORCE_COLOR": "1"}, True),
        ({"GITHUB_ACTIONS": "true"}, False),
        ({"PY_COLORS": "1"}, False),
        ({"TTY_COMPATIBLE": "1"}, False),
    ],
    ids=str,
)
def test_colour_in_a_pipe(env: dict[str, str], coloured: bool) -> None:
    """A pipe has no escape unless colour is forced; NO_COLOR beats everything; help never has any."""
    assert (b"\x1b" in spawn("interactions", "alcohol", env=env).stdout) is coloured
    assert b"\x1b" not in spawn("--help", env=env).stdout


@pytest.mark.parametrize(
    ("env", "coloured"),
    [
        ({}, True),
        ({"NO_COLOR": "1"}, False),
        ({"NO_COLOR": ""}, True),
        ({"TERM": "dumb"}, False),
        ({"CLICOLOR": "0"}, False),
        ({"CLICOLOR": "0", "FORCE_COLOR": "1"}, True),
        ({"VALCLI_ACCESSIBLE": "1"}, False),
    ],
    ids=str,
)
def test_colour_on_a_terminal(env: dict[str, str], coloured: bool) -> None:
    """Colour on a terminal, and none at all, bold neither, where somebody said no."""
    data, _ = terminal(["interactions", "alcohol"], 80, **env)
    assert (b"\x1b" in data) is coloured


def test_accessible_text_is_the_piped_text() -> None:
    """With VALCLI_ACCESSIBLE a terminal gets the bytes of a pipe."""
    assert terminal(["info", "danger"], 80, VALCLI_ACCESSIBLE="1")[0] == spawn("info", "danger").stdout


@pytest.mark.parametrize("columns", [40, 80, 132])
@pytest.mark.parametrize(
    "arguments", [["interactions", "wine", "percocet", "zzzz"], ["info", "danger", "dosing"], ["sources"]], ids=" ".join
)
def test_terminal_shows_whole_lines(arguments: list[str], columns: int) -> None:
    """On a screen no line runs over the edge, no word is lost, and nothing is drawn but text."""
    data, _ = terminal(arguments, columns)
    plain = re.sub(rb"\x1b\[[0-9;]*m", b"", data)
    lines = plain.decode().splitlines()
    assert max(map(len, lines)) <= min(columns, 100)
    screen = pyte.Screen(columns, len(lines) + 5)
    pyte.Stream(screen).feed(data.decode().replace("\n", "\r\n"))
    shown = [line.rstrip() for line in screen.display]
    assert "\n".join(shown).rstrip() == plain.decode().rstrip()


def test_alcohol_fits_one_screen() -> None:
    """The answer about alcohol, and the prompt after it, fit 80 columns and 24 lines."""
    data, _ = terminal(["interactions", "alcohol"], 80)
    assert len(data.decode().splitlines()) < 24
    assert len(terminal(["interactions", "wine"], 80)[0].decode().splitlines()) < 24


def test_nothing_is_written_and_nobody_is_called(tmp_path: Path) -> None:
    """No file is opened for writing, no socket is made, no process is started."""
    program = """
import sys
def hook(event, arguments):
    if event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+"):
        sys.stderr.write(f"write {arguments[0]}\\n")
    if event.split(".")[0] in ("socket", "subprocess", "os.system", "os.exec", "os.fork"):
        sys.stderr.write(f"{event}\\n")
sys.addaudithook(hook)
from valcli.cli import run as cli
for arguments in (["info"], ["interactions", "wine", "zzzz"], ["sources"], ["why", "ix.alcohol"], ["-h"]):
    cli.run(arguments)
"""
    env = {"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1", "HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", program], env=env, capture_output=True, timeout=60, check=True, cwd=tmp_path)
    assert done.stderr == b""
    assert list(tmp_path.iterdir()) == []


def test_hostile_module_in_the_current_folder(tmp_path: Path) -> None:
    """The installed command does not import what lies in the folder where it is run."""
    for name in ("yaml", "rich", "typer", "json"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('hijacked')\n")
    script = Path(sys.executable).with_name("valcli")
    assert script.exists(), "install the project first: pip install -e '.[dev]'"
    done = subprocess.run([script, "interactions", "alcohol"], cwd=tmp_path, capture_output=True, timeout=60, check=False)
    assert done.returncode == 0
