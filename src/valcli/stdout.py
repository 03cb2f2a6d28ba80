"""The one door out: writes the answer, closes the streams and ends the process.

Nothing else writes to a stream. So a full disk, a closed stdout, a reader that went away
and a fault of our own are each met in one place, for help and errors as well as for answers.
"""

import _signal  # type: ignore[import-not-found]  # the C half of signal, which is there before anything else is imported
import errno
import gc
import os
import sys

TYPE_CHECKING = False  # the same as typing's, whose import would cost the gate a third of its time
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import NoReturn


_FAULT, _OUTPUT_FAULT, _READER_LEFT = 70, 74, 141
_FORMS = ("json", "jsonl")


def end_silently() -> None:
    """Let an interrupt, and a reader that goes away, end the process with the status that shells expect."""
    _signal.signal(_signal.SIGINT, _signal.SIG_DFL)
    if hasattr(_signal, "SIGPIPE"):
        _signal.signal(_signal.SIGPIPE, _signal.SIG_DFL)
    gc.disable()  # a short life makes little garbage, and looking for it costs a tenth of the start


def leave_signals() -> None:
    """While a pager runs an interrupt is for the pager, and one that goes away early is no fault."""
    _signal.signal(_signal.SIGINT, _signal.SIG_IGN)
    _signal.signal(_signal.SIGPIPE, _signal.SIG_IGN)


def fault_told(fault: BaseException, arguments: "Sequence[str]") -> bytes:
    """The one line about a fault of our own; with `--debug` also where it happened, and for programs an object."""
    told = f"{type(fault).__name__}: {fault}".encode("unicode_escape").decode()
    message = f"a fault in valcli itself, this was not answered: {told}"
    line = f"valcli: {message}\n"
    if "--debug" in arguments:
        import traceback

        rows = "".join(traceback.format_exception(fault)).splitlines()
        line += "".join(row.encode("unicode_escape").decode() + "\n" for row in rows)
    return line.encode() + for_programs(arguments, _FAULT, "fault", message)


def for_programs(arguments: "Sequence[str]", code: int, reason: str, message: str, *leads: str) -> bytes:
    """An error as one JSON object, the last line of stderr; nothing where no program reads along.

    `leads` are a command that works, and the numbers to call.
    """
    if not wants_json(arguments):
        return b""
    told = zip(("message", "suggestion", "emergency"), (message, *leads, "", ""), strict=False)
    rest = ", ".join(f'"{key}": {_quoted(value) if value else "null"}' for key, value in told)
    return f'{{"kind": "error", "code": {code}, "reason": "{reason}", {rest}}}\n'.encode()


def wants_json(arguments: "Sequence[str]") -> bool:
    """Whether a program reads along, also where the command line could not be understood."""
    before = ""
    for word in arguments:
        if word == "--":
            return False
        named = word.removeprefix("--format=") if word.startswith("--format=") else word.removeprefix("-f") or "-f"
        is_value = before in ("-f", "--format") or named != word
        if word == "--json" or (is_value and named in _FORMS):
            return True
        before = word
    return False


def _quoted(text: str) -> str:
    """A text as JSON has it, in ASCII; by hand, for nothing more may be loadable where this is needed."""
    units = text.encode("utf-16-be", "surrogatepass")
    codes = [int.from_bytes(units[place : place + 2], "big") for place in range(0, len(units), 2)]
    plain = [chr(code) if 31 < code < 127 and chr(code) not in '"\\' else f"\\u{code:04x}" for code in codes]
    return f'"{"".join(plain)}"'


def fail(fault: BaseException) -> "NoReturn":
    """Tell of a fault that nobody else met, and end."""
    finish((), lambda: (fault_told(fault, sys.argv[1:]), _FAULT))


def finish(out: "Iterable[bytes]", ending: "Callable[[], tuple[bytes, int]]") -> "NoReturn":
    """Write the answer, then what `ending` gives for stderr, and end with its code.

    `ending` is asked when `out` has been read to its end. The code is 74 when the answer
    could not be written.
    """
    try:
        for chunk in out:
            if sys.__stdout__ is None:  # closed before we started: number 1 may be another file by now
                raise OSError(errno.EBADF, os.strerror(errno.EBADF))
            write(1, chunk)
        err, code = ending()
        if sys.__stdout__ is not None:
            os.close(1)  # some devices report a fault only now
    except BrokenPipeError:
        # with SIGPIPE at its default a reader that left has ended us before; Windows has no such signal
        err, code = b"", _READER_LEFT
    except OSError as error:
        message, code = f"the answer could not be written: {error.strerror or error}", _OUTPUT_FAULT
        err = f"valcli: {message}\n".encode() + for_programs(sys.argv[1:], code, "output", message)
    try:
        if sys.__stderr__ is not None:
            write(2, err)
    except OSError:
        pass  # nobody is there to be told
    # the interpreter's own flush at exit would meet the same fault again and print about it
    os._exit(code)


def progress(text: str) -> None:
    """Show how far a long run is, when somebody looks at stderr while stdout goes elsewhere."""
    try:
        if os.isatty(2) and not os.isatty(1):
            write(2, f"\r{text} ".encode())
    except OSError:
        pass  # only a courtesy


def tell(line: str) -> None:
    """Say something on stderr before the answer, so that the answer's own last line stays the last."""
    try:
        if sys.__stderr__ is not None:
            write(2, line.encode("utf-8", "backslashreplace"))
    except OSError:
        pass  # nobody is there to be told


def is_terminal(number: int = 1) -> bool:
    """Whether the answer goes to a terminal; with 2, whether what stands on stderr does."""
    try:
        return os.isatty(number)
    except OSError:
        return False


def encoding() -> str:
    """The encoding of stdout; UTF-8 when there is no stdout."""
    return getattr(sys.stdout, "encoding", None) or "utf-8"


def write(number: int, data: bytes) -> None:
    """Write all of it to a file descriptor, also to one that takes only a part at a time."""
    rest = memoryview(data)
    while rest:
        try:
            rest = rest[os.write(number, rest) :]
        except BlockingIOError:
            _wait(number)


def _wait(number: int) -> None:
    import select  # only for a descriptor that somebody else made non-blocking

    select.select([], [number], [])
