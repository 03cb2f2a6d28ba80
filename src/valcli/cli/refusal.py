"""How an error is told: a line for people, with a command that works; for programs one JSON object after it."""

import itertools
import os
from collections.abc import Sequence

from valcli import stdout
from valcli.cli import terminal
from valcli.errors import ExitCode, ValcliError
from valcli.text.printable import visible

_KINDS = {ExitCode.USAGE: "usage", ExitCode.FACTS: "facts", ExitCode.OUTPUT: "output"}


def refused(problem: ValcliError, arguments: Sequence[str]) -> bytes:
    """What stands on stderr."""
    return told(str(problem), problem.exit_code, arguments, problem.suggestion, problem.emergency)


def told(message: str, code: ExitCode, arguments: Sequence[str], suggestion: str = "", emergency: str = "") -> bytes:
    """The same for what is no exception of ours."""
    lead = "" if code == ExitCode.FACTS else "valcli: "
    lines = [visible(line) for line in f"{lead}{message}".split("\n")]
    said = _wrapped([emergency] if emergency else [], bold=True) + _wrapped(lines)
    if suggestion:  # a line of its own, never wrapped: it is there to be copied
        said += f"Try: {visible(suggestion)}\n"
    made = stdout.encoded(said)
    if wants_json(arguments):
        made += _object(message, code, suggestion, emergency)
    return made


def wants_json(arguments: Sequence[str]) -> bool:
    """Whether a program reads along, also where the command line could not be understood."""
    asked = [*arguments[: arguments.index("--")]] if "--" in arguments else [*arguments]
    behind = [word for option, word in itertools.pairwise(asked) if option in ("-f", "--format")]
    behind += [word.partition("=")[2] for word in asked if word.startswith("--format=")]
    return "--json" in asked or any(word in ("json", "jsonl") for word in behind)


def _object(message: str, code: ExitCode, suggestion: str, emergency: str) -> bytes:
    import json

    form = {
        "kind": "error",
        "code": int(code),
        "reason": _KINDS.get(code, "fault"),
        "message": message.removeprefix("valcli: "),
        "suggestion": suggestion or None,
        "emergency": emergency or None,
    }
    return f"{json.dumps(form, ensure_ascii=True)}\n".encode()


def _wrapped(lines: Sequence[str], *, bold: bool = False) -> str:
    """Lines for stderr: wrapped by words on a terminal, as they are elsewhere."""
    if not stdout.is_terminal(2) or terminal.is_accessible(os.environ):
        return "".join(f"{line}\n" for line in lines)
    import textwrap

    fill = textwrap.TextWrapper(terminal.width(2), break_long_words=False, break_on_hyphens=False).wrap
    wrapped = [part for line in lines for part in fill(line) or [""]]
    before, behind = ("\x1b[1m", "\x1b[0m") if bold and terminal.wants_colour(os.environ, terminal=True) else ("", "")
    return "".join(f"{before}{line}{behind}\n" for line in wrapped)
