"""The one door out, call by call, in forks with streams of their own: what each gets, and with which code the process ends."""

import gc
import json
import os
import pty
import select
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import NamedTuple, NoReturn

import pytest

from valcli import stdout
from valcli.errors import ExitCode

# a fork does nothing here but write and end, whatever other threads pytest has
pytestmark = pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")


class Ended(NamedTuple):
    """What a process wrote, and its status: an exit code, or the number of the signal that ended it, as less than 0."""

    out: bytes
    err: bytes
    code: int


def ended(act: Callable[[], object], *, out: int | None = None, err: int | None = None) -> Ended:
    """Run this in a fork whose streams are pipes, or descriptors that are given; 99 when it comes back."""
    pipes = {number: os.pipe() for number, given in ((1, out), (2, err)) if given is None}
    child = os.fork()
    if child == 0:
        with suppress(BaseException):
            for number, given in ((1, out), (2, err)):
                os.dup2(pipes[number][1] if given is None else given, number)
            act()
            os._exit(99)
        os._exit(98)
    found = {1: b"", 2: b""}
    for number, (read, write) in pipes.items():
        os.close(write)
        while piece := os.read(read, 1 << 16):
            found[number] += piece
        os.close(read)
    return Ended(found[1], found[2], os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))


def finishing(*chunks: bytes, err: bytes = b"", code: int = 0) -> Callable[[], NoReturn]:
    return lambda: stdout.finish(iter(chunks), lambda: (err, code))


@pytest.fixture
def full() -> Iterator[int]:
    """A device that takes nothing."""
    number = os.open("/dev/full", os.O_WRONLY)
    yield number
    os.close(number)


@pytest.fixture
def left() -> Iterator[int]:
    """A pipe whose reader went away."""
    read, write = os.pipe()
    os.close(read)
    yield write
    os.close(write)


def test_an_answer_goes_out_before_what_is_told_about_it() -> None:
    """Every piece of it, then stderr, and the code that was asked for behind the last piece."""
    said: list[bytes] = []

    def pieces() -> Iterator[bytes]:
        for piece in (b"one ", b"", b"two\n"):
            said.append(piece)
            yield piece

    whole = ended(lambda: stdout.finish(pieces(), lambda: (b"%d pieces\n" % len(said), 3)))
    assert whole == (b"one two\n", b"3 pieces\n", 3)
    assert ended(finishing(err=b"told\n", code=65)) == (b"", b"told\n", 65)


def test_an_answer_that_can_not_be_written(full: int, left: int) -> None:
    """A full device is told with the system's word for it; a reader that left is silent, with the code that shells expect."""
    assert ended(finishing(b"answer"), out=full) == (
        b"",
        b"valcli: the answer could not be written: No space left on device\n",
        74,
    )
    assert ended(finishing(b"answer", err=b"told\n"), out=left) == (b"", b"", 141)
    nameless = ended(lambda: stdout.finish(iter(_raising(OSError("boom"))), lambda: (b"", 0)))
    assert nameless == (b"", b"valcli: the answer could not be written: boom\n", 74)


def _raising(fault: BaseException) -> Iterator[bytes]:
    raise fault
    yield b""


@pytest.mark.parametrize("stream", ["__stdout__", "__stderr__"])
def test_a_stream_that_was_closed_before_the_start(monkeypatch: pytest.MonkeyPatch, stream: str) -> None:
    """Its number may be another file by now, which gets nothing of ours."""
    monkeypatch.setattr(sys, stream, None)
    if stream == "__stdout__":
        assert ended(finishing(b"answer")) == (b"", b"valcli: the answer could not be written: Bad file descriptor\n", 74)
        assert ended(finishing(err=b"told\n", code=2)) == (b"", b"told\n", 2)
    else:
        assert ended(finishing(b"answer", err=b"told\n", code=1)) == (b"answer", b"", 1)
        assert ended(lambda: stdout.tell("told\n")) == (b"", b"", 99)


def test_stdout_is_closed_before_the_code_is_given() -> None:
    """Some devices report a fault only then, and it ends as any other fault of writing."""

    def refused(number: int) -> NoReturn:
        raise OSError(5, f"late fault of {number}")

    def act() -> None:
        os.close = refused  # type: ignore[assignment]  # in the fork alone
        finishing(b"answer")()

    assert ended(act) == (b"answer", b"valcli: the answer could not be written: late fault of 1\n", 74)


def test_nobody_is_there_to_be_told(full: int) -> None:
    """What can't be written on stderr changes neither the answer nor the code, and a courtesy is never a fault."""
    assert ended(finishing(b"answer", err=b"told\n", code=1), err=full) == (b"answer", b"", 1)
    assert ended(lambda: stdout.tell("told\n"), err=full) == (b"", b"", 99)
    assert ended(lambda: stdout.tell("told \udcff\u00e9\n")).err == b"told \\udcff\xc3\xa9\n"


def test_more_than_a_pipe_holds_is_written_to_the_end() -> None:
    """Also to a descriptor that somebody else made non-blocking, whose reader takes its time."""
    data = bytes(range(256)) * 2_000
    for blocking in (True, False):
        read, write = os.pipe()
        os.set_blocking(write, blocking)
        child = os.fork()
        if child == 0:
            os.close(read)
            with suppress(BaseException):
                stdout.write(write, data)
                os._exit(0)
            os._exit(98)
        os.close(write)
        select.select([], [], [], 0.05)  # the pipe is full by now
        found = b""
        while piece := os.read(read, 1 << 16):
            found += piece
        os.close(read)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        assert found == data


def test_waiting_for_a_reader_takes_no_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between two tries it waits until the descriptor takes more."""
    tries: list[object] = []

    def write(number: int, data: memoryview) -> int:
        tries.append(number)
        if len(tries) == 1:
            raise BlockingIOError
        return len(data)

    monkeypatch.setattr(os, "write", write)
    monkeypatch.setattr(select, "select", lambda *sets: tries.append(sets))
    stdout.write(7, b"data")
    assert tries == [7, ([], [7], []), 7]


@pytest.mark.parametrize(
    ("out", "err", "shown"),
    [(False, True, True), (True, True, False), (False, False, False), (True, False, False)],
)
def test_progress_is_for_who_looks_on(out: bool, err: bool, shown: bool) -> None:
    """On a terminal's stderr while stdout goes elsewhere, on one line."""
    main, side = pty.openpty()
    null = os.open(os.devnull, os.O_WRONLY)
    made = ended(lambda: stdout.progress("12 names"), out=side if out else null, err=side if err else null)
    assert made.code == 99
    ready, _, _ = select.select([main], [], [], 0)
    assert (os.read(main, 100) if ready else b"") == (b"\r12 names " if shown else b"")
    for number in (main, side, null):
        os.close(number)


def test_a_terminal_is_told_from_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    """For stdout, and for stderr where that is asked; where the system can't say it is none."""
    main, side = pty.openpty()

    def terminals() -> None:
        os.write(1, repr([stdout.is_terminal(), stdout.is_terminal(1), stdout.is_terminal(2)]).encode())

    assert ended(terminals).out == b"[False, False, False]"
    assert ended(terminals, err=side).out == b"[False, False, True]"
    assert ended(lambda: os._exit(10 + stdout.is_terminal() + 2 * stdout.is_terminal(2)), out=side).code == 11
    os.close(side)
    os.close(main)

    def unknown(_: int) -> NoReturn:
        raise OSError

    monkeypatch.setattr(os, "isatty", unknown)
    assert stdout.is_terminal() is False
    stdout.progress("12 names")


def test_the_encoding_is_that_of_stdout(monkeypatch: pytest.MonkeyPatch) -> None:
    """UTF-8 when there is no stdout, or it has none."""

    class Stream:
        encoding: str | None = "latin-1"

    monkeypatch.setattr(sys, "stdout", Stream)
    assert stdout.encoding() == "latin-1"
    Stream.encoding = None
    assert stdout.encoding() == "utf-8"
    monkeypatch.setattr(sys, "stdout", None)
    assert stdout.encoding() == "utf-8"


def test_signals_end_the_process_and_a_pager_keeps_them() -> None:
    """From our first line on an interrupt and a lost reader end it; while a pager runs they do nothing. No collector runs."""

    def signals() -> list[object]:
        return [signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGPIPE)]

    def act() -> None:
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)
        gc.enable()
        stdout.end_silently()
        right = signals() == [signal.SIG_DFL] * 2 and not gc.isenabled()
        stdout.leave_signals()
        os._exit(10 + right + 2 * (signals() == [signal.SIG_IGN] * 2))

    assert ended(act).code == 13
    for number in (signal.SIGINT, signal.SIGPIPE):

        def interrupted(number: int = number) -> None:
            stdout.end_silently()
            os.kill(os.getpid(), number)

        assert ended(interrupted) == (b"", b"", -number)


def test_where_there_is_no_such_signal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows has no SIGPIPE, and an interrupt ends the process there as well."""
    monkeypatch.delattr(sys.modules["_signal"], "SIGPIPE")
    assert ended(stdout.end_silently).code == 99


def test_a_fault_of_our_own_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """With `--debug` it also says where it happened, still one line each; no sign of the fault reaches the terminal as it is."""
    fault = RuntimeError("boom\x1b[31m\n\u00e9")
    line = "valcli: a fault in valcli itself, this was not answered: RuntimeError: boom\\x1b[31m\\n\\xe9\n"
    assert stdout.fault_told(fault, ["info"]).decode() == line
    monkeypatch.setattr(sys, "argv", ["valcli", "info"])
    assert ended(lambda: stdout.fail(fault)) == (b"", line.encode(), ExitCode.FAULT)
    try:
        raise fault
    except RuntimeError as met:
        told = stdout.fault_told(met, ["info", "--debug"]).decode()
    assert told.startswith(f"{line}Traceback (most recent call last):\n")
    assert "    raise fault\n" in told
    assert "\x1b" not in told
    assert told.endswith("\n")


def test_text_as_json_has_it() -> None:
    """Told without the module json: every sign comes back, and nothing but printable ASCII is written."""
    text = 'a"\\\n\x1f\x7f\u00e9\u2028\U0001f600\ud800'
    quoted = stdout._quoted(text)
    assert json.loads(quoted) == text
    assert quoted.isascii()
    assert quoted.isprintable()
