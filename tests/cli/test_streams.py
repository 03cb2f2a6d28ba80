"""A real process against a hostile world: pipes, devices, signals, terminals, environments."""

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pyte
import pytest

from program import Program

NO_SIGNAL = Path(__file__).parents[1] / "data" / "programs" / "without_pipe_signal"
COMMANDS = [
    ["info"],
    ["info", "--clinical"],
    ["info", "--list"],
    ["interactions"],
    ["interactions", "alcohol"],
    ["interactions", "alcohol", "--clinical"],
    ["sources"],
    ["why", "ix.alcohol"],
    ["-h"],
    ["info", "-h"],
]


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
def test_exit_code_of_a_process(installed: Program, arguments: list[str], code: int) -> None:
    """The code reaches the shell; stdout is empty on 2 and 65, and stderr has no traceback."""
    done = installed.run(*arguments)
    assert done.returncode == code
    assert bool(done.stdout) is (code < 2)
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_reader_that_left(installed: Program, arguments: list[str]) -> None:
    """A closed pipe ends every command silently with 141."""
    done = installed.shell('set -o pipefail; valcli "$@" | true; echo "${PIPESTATUS[0]}"'.replace('"$@"', " ".join(arguments)))
    assert done.stderr == b""
    assert done.stdout in (b"141\n", b"0\n")  # what is short enough may be written before the reader leaves


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_reader_that_left_where_no_signal_tells_of_it(installed: Program, arguments: list[str]) -> None:
    """Where a system has no SIGPIPE, as Windows has none, the end is as silent and has the same code."""
    place = f"{NO_SIGNAL}:{installed.folder}"
    done = installed.shell(f"valcli {' '.join(arguments)} | true; echo ${{PIPESTATUS[0]}}", PYTHONPATH=place)
    assert done.stderr == b""
    assert done.stdout in (b"141\n", b"0\n")
    assert installed.shell("valcli info | head -1; echo ${PIPESTATUS[0]}", PYTHONPATH=place).stdout.endswith(b"\n141\n")


@pytest.mark.parametrize("stream", ["1>/dev/full", "1>&-"])
def test_full_and_closed_streams_where_there_is_no_signal(installed: Program, stream: str) -> None:
    """The other ends of a stream are the same there."""
    done = installed.shell(f"valcli info {stream}", PYTHONPATH=f"{NO_SIGNAL}:{installed.folder}")
    assert done.returncode == 74
    assert done.stderr.startswith(b"valcli: the answer could not be written: ")


def test_reader_that_left_early(installed: Program) -> None:
    """More than a pipe holds, and nobody reads: 141, silent."""
    done = installed.shell("valcli info | head -1; echo ${PIPESTATUS[0]}")
    assert done.stdout == b"Diazepam (Valium)\n141\n"
    assert done.stderr == b""


def test_reader_that_left_with_the_signal_ignored(installed: Program) -> None:
    """A parent that ignores SIGPIPE changes nothing."""
    done = installed.shell("trap '' PIPE; valcli info --json | head -1 >/dev/null; echo ${PIPESTATUS[0]}")
    assert (done.stdout, done.stderr) == (b"141\n", b"")


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_closed_stdout(installed: Program, arguments: list[str]) -> None:
    """Nothing can be written: 74 and one line on stderr, for help too."""
    done = installed.shell(f"valcli {' '.join(arguments)} >&-")
    assert done.returncode == 74
    assert done.stderr == b"valcli: the answer could not be written: Bad file descriptor\n"


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_full_device(installed: Program, arguments: list[str]) -> None:
    """The same for a device that is full."""
    done = installed.shell(f"valcli {' '.join(arguments)} >/dev/full")
    assert done.returncode == 74
    assert done.stderr == b"valcli: the answer could not be written: No space left on device\n"


@pytest.mark.parametrize("arguments", ["info --json", "interactions alcohol --json", "sources -f jsonl"])
def test_a_program_is_told_that_nothing_was_written(installed: Program, arguments: str) -> None:
    """With json the line is followed by one object, as for any other error."""
    done = installed.shell(f"valcli {arguments} >/dev/full")
    message = "the answer could not be written: No space left on device"
    line, told = done.stderr.decode().splitlines()
    assert (done.returncode, line) == (74, f"valcli: {message}")
    assert json.loads(told) == {
        "kind": "error", "code": 74, "reason": "output", "message": message, "suggestion": None, "emergency": None,
    }  # fmt: skip


def test_closed_stderr(installed: Program) -> None:
    """Without stderr an answer is still an answer, and an error is still its code, not on stdout."""
    assert installed.shell("valcli interactions alcohol 2>&-").returncode == 0
    done = installed.shell("valcli info nothing 2>&-; echo $?")
    assert done.stdout == b"2\n"
    assert installed.shell("valcli info nothing 2>/dev/full").returncode == 2


def test_all_streams_closed(installed: Program) -> None:
    """Nobody is there: 74, and no crash."""
    assert installed.shell("valcli interactions alcohol <&- >&- 2>&-").returncode == 74


def test_input_that_nobody_asked_to_read_is_told(installed: Program, tmp_path: Path) -> None:
    """A list that was given without the word that reads it is named; with a name, or without a list, nothing is said."""
    names = tmp_path / "names.txt"
    names.write_text("wine\n")
    said = b"valcli: standard input was not read; for names from there: valcli interactions -\n"
    with names.open() as file:
        assert installed.run("interactions", stdin=file).stderr == said
        assert file.tell() == 0
        assert installed.run("interactions", "wine", stdin=file).stderr == b""
    assert installed.run("interactions", stdin=subprocess.DEVNULL).stderr == b""


def test_stdin_is_never_read(installed: Program) -> None:
    """An open stdin that says nothing does not make it wait."""
    read, write = os.pipe()
    assert installed.run("interactions", "alcohol", stdin=read).returncode == 0
    os.close(read)
    os.close(write)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, -signal.SIGINT), (signal.SIGTERM, -signal.SIGTERM)])
def test_signals_are_silent(installed: Program, number: signal.Signals, code: int) -> None:
    """Interrupted or terminated: the status says so (130, 143 in a shell), stderr says nothing."""
    child = installed.start("wait_in_info.py")
    assert child.stderr is not None
    assert child.stderr.readline() == b"ready\n"
    child.send_signal(number)
    out, err = child.communicate(timeout=30)
    assert (out, err, child.returncode) == (b"", b"", code)


@pytest.mark.parametrize("form", ["json", "plain", "jsonl"])
def test_same_bytes_on_a_terminal(installed: Program, form: str) -> None:
    """JSON and plain are the same bytes in a pipe and on a terminal of any width."""
    piped = installed.run("interactions", "wine", "percocet", "zzzz", "-f", form).stdout
    for columns in (40, 80, 200):
        assert installed.terminal(["interactions", "wine", "percocet", "zzzz", "-f", form], columns)[0] == piped


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
def test_json_does_not_depend_on_the_environment(installed: Program, env: dict[str, str]) -> None:
    """The same bytes in every environment, and no word on stderr."""
    done = installed.run("interactions", "wine", "zzzz", "--json", env=env)
    assert (done.stdout, done.stderr, done.returncode) == (installed.run("interactions", "wine", "zzzz", "--json").stdout, b"", 1)


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
def test_colour_in_a_pipe(installed: Program, env: dict[str, str], coloured: bool) -> None:
    """A pipe has no escape unless colour is forced; NO_COLOR beats everything; help is treated alike."""
    assert (b"\x1b" in installed.run("interactions", "alcohol", env=env).stdout) is coloured
    assert (b"\x1b" in installed.run("--help", env=env).stdout) is coloured


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
def test_colour_on_a_terminal(installed: Program, env: dict[str, str], coloured: bool) -> None:
    """Colour on a terminal, and none at all, bold neither, where somebody said no."""
    data, _ = installed.terminal(["interactions", "alcohol"], 80, **env)
    assert (b"\x1b" in data) is coloured


def test_accessible_text_is_the_piped_text(installed: Program) -> None:
    """With VALCLI_ACCESSIBLE a terminal gets the bytes of a pipe."""
    assert installed.terminal(["info", "danger"], 80, VALCLI_ACCESSIBLE="1")[0] == installed.run("info", "danger").stdout


@pytest.mark.parametrize("columns", [40, 80, 132])
@pytest.mark.parametrize(
    "arguments", [["interactions", "wine", "percocet", "zzzz"], ["info", "danger", "dosing"], ["sources"]], ids=" ".join
)
def test_terminal_shows_whole_lines(installed: Program, arguments: list[str], columns: int) -> None:
    """On a screen no line runs over the edge, no word is lost, and nothing is drawn but text."""
    data, _ = installed.terminal(arguments, columns)
    plain = re.sub(rb"\x1b\[[0-9;]*m", b"", data)
    lines = plain.decode().splitlines()
    assert max(map(len, lines)) <= min(columns, 100)
    screen = pyte.Screen(columns, len(lines) + 5)
    pyte.Stream(screen).feed(data.decode().replace("\n", "\r\n"))
    shown = [line.rstrip() for line in screen.display]
    assert "\n".join(shown).rstrip() == plain.decode().rstrip()


def test_alcohol_fits_one_screen(installed: Program) -> None:
    """The answer about alcohol, and the prompt after it, fit 80 columns and 24 lines."""
    data, _ = installed.terminal(["interactions", "alcohol"], 80)
    assert len(data.decode().splitlines()) < 24
    assert len(installed.terminal(["interactions", "wine"], 80)[0].decode().splitlines()) < 24


def test_nothing_is_written_and_nobody_is_called(installed: Program, tmp_path: Path, tiny: Path) -> None:
    """By no command: no file is opened for writing, no socket is made, no process is started."""
    bare = {"PYTHONDONTWRITEBYTECODE": "1", "HOME": str(tmp_path)}
    done = installed.python("tell_what_is_touched.py", str(tiny), env=bare, cwd=tmp_path)
    assert (done.stderr, done.returncode) == (b"", 0)
    assert list(tmp_path.iterdir()) == []
    assert (
        installed.python("tell_what_is_touched.py", str(tiny), "--itself", env=bare, cwd=tmp_path).stderr == b"write 'touched'\n"
    )


def test_hostile_module_in_the_current_folder(installed: Program, tmp_path: Path) -> None:
    """The installed command does not import what lies in the folder where it is run."""
    for name in ("yaml", "rich", "typer", "json"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('hijacked')\n")
    script = Path(sys.executable).with_name("valcli")
    assert script.exists(), "install the project first: pip install -e '.[dev]'"
    command = [str(script), "interactions", "alcohol", "--country", "uk"]
    done = subprocess.run(command, env=installed.environment(), cwd=tmp_path, capture_output=True, timeout=60, check=False)
    assert (done.stderr, done.returncode) == (b"", 0)
