"""How an error is told: a line for people, with a command that works; for programs one JSON object after it."""

import os
from collections.abc import Sequence

from valcli import stdout
from valcli.cli import terminal
from valcli.cli.outcome import Written, encoded
from valcli.errors import ExitCode, ValcliError
from valcli.text.printable import visible

_KINDS = {ExitCode.USAGE: "usage", ExitCode.FACTS: "facts"}


def refused(problem: ValcliError, arguments: Sequence[str]) -> Written:
    """What stands on stderr, and the code."""
    return told(str(problem), problem.exit_code, arguments, problem.suggestion, problem.emergency)


def told(message: str, code: ExitCode, arguments: Sequence[str], suggestion: str = "", emergency: str = "") -> Written:
    """The same for what is no exception of ours."""
    lead = "" if code == ExitCode.FACTS else "valcli: "
    lines = [visible(line) for line in f"{lead}{message}".split("\n")]
    said = _wrapped([emergency] if emergency else [], bold=True) + _wrapped(lines)
    if suggestion:  # a line of its own, never wrapped: it is there to be copied
        said += f"Try: {visible(suggestion)}\n"
    made = encoded(said)
    reason, bare = _KINDS.get(code, "fault"), message.removeprefix("valcli: ")
    return Written((), made + stdout.for_programs(arguments, code, reason, bare, suggestion, emergency), code)


def _wrapped(lines: Sequence[str], *, bold: bool = False) -> str:
    """Lines for stderr: wrapped by words on a terminal, as they are elsewhere."""
    if not stdout.is_terminal(2) or terminal.is_accessible(os.environ):
        return "".join(f"{line}\n" for line in lines)
    import textwrap

    fill = textwrap.TextWrapper(terminal.width(2), break_long_words=False, break_on_hyphens=False).wrap
    wrapped = [part for line in lines for part in fill(line) or [""]]
    before, behind = ("\x1b[1m", "\x1b[0m") if bold and terminal.wants_colour(os.environ, terminal=True) else ("", "")
    return "".join(f"{before}{line}{behind}\n" for line in wrapped)
