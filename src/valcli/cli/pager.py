"""A page that is longer than the screen, given to a pager: the only other process that is ever started.

As git has it: PAGER, else less; none where PAGER is empty or `cat`. A pager that is missing, or fails,
takes nothing away: the whole page is printed, and one line says why.
"""

import os

from valcli import stdout
from valcli.cli import terminal

TYPE_CHECKING = False  # the same as typing's
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


_USUAL = "less -FRX"
_FOR_A_SHELL = "|&;<>()$`\\\"'*?[#~\n"
# what less does where nobody set it: no history on the disk, colours as they are; lv likewise
_SET = {"LESS": "FRX", "LESSHISTFILE": "-", "LV": "-c"}


def command(environment: "Mapping[str, str]") -> str:
    """The pager that somebody wants, or '' for none."""
    chosen = environment.get("PAGER", _USUAL).strip()
    is_plain = terminal.is_accessible(environment) or environment.get("TERM") == "dumb"
    return "" if is_plain or chosen == "cat" or not hasattr(os, "posix_spawnp") else chosen


def through(page: bytes, pager: str) -> "Iterator[bytes]":
    """Show the page in the pager; what comes back, all of it or nothing, is still to be written."""
    fault = _shown(page, pager)
    if fault:
        stdout.tell(f"valcli: the pager '{pager}' {fault}, so the whole page stands here (--no-pager starts none)\n")
        yield page


def _shown(page: bytes, pager: str) -> str:
    """Show the page and wait until it was read; what went wrong, or ''."""
    words = ["/bin/sh", "-c", pager] if any(mark in pager for mark in _FOR_A_SHELL) else pager.split()
    reading, writing = os.pipe()
    stdout.leave_signals()
    try:
        child = _started(words, reading)
        os.close(reading)
        try:
            stdout.write(writing, page)
        except BrokenPipeError:
            pass  # it was left before its end
        finally:
            os.close(writing)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    except OSError as error:
        return f"could not be started ({error.strerror or error})"
    finally:
        stdout.end_silently()
    return f"failed with {code}" if code > 0 else ""  # one that was ended by a signal was ended by somebody


def _started(words: list[str], reading: int) -> int:
    """The number of the new process, which reads from the pipe and meets signals as usual."""
    import signal

    return os.posix_spawnp(
        words[0],
        words,
        {**_SET, **os.environ},
        file_actions=[(os.POSIX_SPAWN_DUP2, reading, 0)],
        setsigdef=[signal.SIGINT, signal.SIGPIPE],
    )
