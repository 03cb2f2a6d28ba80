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
    from collections.abc import Callable, Iterable
    from typing import NoReturn


_FAULT, _OUTPUT_FAULT, _READER_LEFT = 70, 74, 141


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


def fault_line(fault: BaseException) -> str:
    """The one line about a fault of our own; with `--debug` also where it happened."""
    told = f"{type(fault).__name__}: {fault}".encode("unicode_escape").decode()
    line = f"valcli: a fault in valcli itself, this was not answered: {told}\n"
    if "--debug" not in sys.argv[1:]:
        return line
    import traceback

    rows = "".join(traceback.format_exception(fault)).splitlines()
    return line + "".join(row.encode("unicode_escape").decode() + "\n" for row in rows)


def fail(fault: BaseException) -> "NoReturn":
    """Tell of a fault that nobody else met, and end."""
    finish((), lambda: (fault_line(fault).encode(), _FAULT))


def finish(
    out: "Iterable[bytes]", ending: "Callable[[], tuple[bytes, int]]", told: "Callable[[str, int], bytes] | None" = None
) -> "NoReturn":
    """Write the answer, then what `ending` gives for stderr, and end with its code.

    `ending` is asked when `out` has been read to its end. The code is 74 when the answer
    could not be written; `told` says so where more than a line is wanted.
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
        said, code = f"the answer could not be written: {error.strerror or error}", _OUTPUT_FAULT
        err = told(said, code) if told else f"valcli: {said}\n".encode()
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


def encoded(text: str, form: str = "text") -> bytes:
    """Text in the encoding of stdout, every other format in UTF-8; what can't be shown is written as its code."""
    # the facts are ASCII but for names in the bibliography
    return text.encode(encoding() if form == "text" else "utf-8", "backslashreplace")


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
