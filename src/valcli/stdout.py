"""The one door out: writes the answer, closes the streams and ends the process.

Nothing else writes to a stream. So a full disk, a closed stdout and a reader that went
away are each met in one place, for help and errors as well as for answers.
"""

import errno
import os
import sys

TYPE_CHECKING = False  # the same as typing's, whose import would cost the gate a third of its time
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import NoReturn


_OUTPUT_FAULT = 74
_AT_ONCE = 1000  # fewer than any system takes


def finish(out: "Iterable[bytes | list[bytes]]", ending: "Callable[[], tuple[bytes, int]]") -> "NoReturn":
    """Write the answer, then what `ending` gives for stderr, and end with its code.

    `ending` is asked when `out` has been read to its end. The code is 74 when the answer
    could not be written.
    """
    try:
        for chunk in out:
            if sys.__stdout__ is None:  # closed before we started: number 1 may be another file by now
                raise OSError(errno.EBADF, os.strerror(errno.EBADF))
            if isinstance(chunk, list):
                _write_pieces(1, chunk)
            else:
                _write(1, chunk)
        err, code = ending()
        if sys.__stdout__ is not None:
            os.close(1)  # some devices report a fault only now
    except OSError as error:
        # with SIGPIPE at its default a reader that left has ended us before we get here
        err, code = f"valcli: the answer could not be written: {error.strerror or error}\n".encode(), _OUTPUT_FAULT
    try:
        if sys.__stderr__ is not None:
            _write(2, err)
    except OSError:
        pass  # nobody is there to be told
    # the interpreter's own flush at exit would meet the same fault again and print about it
    os._exit(code)


def progress(text: str) -> None:
    """Show how far a long run is, when somebody looks at stderr while stdout goes elsewhere."""
    try:
        if os.isatty(2) and not os.isatty(1):
            _write(2, f"\r{text} ".encode())
    except OSError:
        pass  # only a courtesy


def is_terminal() -> bool:
    """Whether the answer goes to a terminal."""
    try:
        return os.isatty(1)
    except OSError:
        return False


def encoding() -> str:
    """The encoding of stdout; UTF-8 when there is no stdout."""
    return getattr(sys.stdout, "encoding", None) or "utf-8"


def _write(number: int, data: bytes) -> None:
    """Write all of it to a file descriptor, also to one that takes only a part at a time."""
    rest = memoryview(data)
    while rest:
        try:
            rest = rest[os.write(number, rest) :]
        except BlockingIOError:
            _wait(number)


def _write_pieces(number: int, pieces: list[bytes]) -> None:
    """Write many pieces without putting them together first."""
    for start in range(0, len(pieces), _AT_ONCE):
        some = pieces[start : start + _AT_ONCE]
        try:
            written = os.writev(number, some)
        except BlockingIOError:
            written = 0
        if written < sum(map(len, some)):
            _write(number, b"".join(some)[written:])


def _wait(number: int) -> None:
    import select  # only for a descriptor that somebody else made non-blocking

    select.select([], [number], [])
