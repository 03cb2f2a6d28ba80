"""Run a command line and turn whatever happens into bytes and an exit code."""

import contextlib
import copy
import io
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, cast

import typer

from valcli import stdout
from valcli.cli import ask, edit, guide, lines, terminal, trace  # noqa: F401  the commands enter themselves where they are defined
from valcli.cli.app import app
from valcli.cli.help import SHORT
from valcli.cli.outcome import Outcome, Streamed, Written, encoded, leave
from valcli.cli.refusal import refused
from valcli.errors import DAMAGED, ExitCode, FactsProblem, UsageProblem, ValcliError
from valcli.text.printable import visible

if TYPE_CHECKING:
    from valcli.model.shared import Meta


def _name_of(command: Any) -> str:
    return str(command.callback.__name__)


# the base of all that Typer says of a wrong command line; it has a public name only since 0.27
_WRONG_USAGE = cast("type[Exception]", typer.BadParameter.__mro__[2])
# the order in which help lists the commands, whichever module is imported first
app.registered_commands.sort(key=lambda command: [*SHORT].index(_name_of(command)))


def main(arguments: Sequence[str]) -> NoReturn:
    """Run a command line and end the process."""
    leave(run(arguments))


def run(arguments: Sequence[str], *, leads: bool = True) -> Written:
    """What a command line writes to stdout and to stderr, and its exit code; without `leads` nothing is suggested."""
    if not arguments:
        return Written((), guide.bare(_meta(), _help_width(2)).encode(), ExitCode.USAGE)
    read = _read(arguments)
    try:
        return _made(read)
    except ValcliError as problem:
        return refused(problem, read)
    except _WrongCommand:
        return refused(lines.no_command(read, _commands(), _offered(), _works), read) if leads else _UNTRIED
    except _WRONG_USAGE as problem:
        return refused(_usage(problem, read), read) if leads else _UNTRIED
    except (Exception, SystemExit) as fault:  # noqa: BLE001  the last resort: no traceback ever reaches a patient
        from valcli.store.opening import is_damaged

        if is_damaged():
            return refused(FactsProblem(DAMAGED), read)
        return Written((), stdout.fault_told(fault, read), ExitCode.FAULT)


class _WrongCommand(Exception):
    """A word in the place of a command, which leads on."""


_UNTRIED = Written((), b"", ExitCode.USAGE)


def _read(arguments: Sequence[str]) -> list[str]:
    """The command line as it was meant; `help COMMAND` is the help of the command, and the dash of a list is no option."""
    read = [word.removeprefix("- ") for word in arguments]
    if not "".join(read).isascii():
        read = lines.read(read, _offered(), set(_commands()) - {"interactions"})
    if read[0].casefold() != "help":
        return read
    topic = read[1:2]
    return [*topic, "--help"] if not topic or topic[0] in _commands() else read


def _made(arguments: Sequence[str]) -> Written:
    """The answer of a command line that is right."""
    if arguments[0].casefold() == "help":
        if not guide.is_topic(arguments[1]):
            raise lines.no_help(arguments[1:], _commands(), guide.TOPICS)
        return _page(guide.topic(arguments[1], terminal.width()), arguments)
    if arguments[0] not in (*_commands(), *lines.HELP, *lines.VERSION):
        raise _WrongCommand
    made, printed = _call(arguments)
    if isinstance(made, Outcome | Streamed):
        made.typed = arguments
        return made.written()
    if isinstance(made, Written):
        return made
    return Written((encoded(made),)) if isinstance(made, str) else _page(f"{printed.rstrip()}\n", arguments)


def _page(page: str, arguments: Sequence[str]) -> Written:
    """A page of help; one that is longer than the screen has its pager, as answers have."""
    made = encoded(_dressed(page))
    if "--no-pager" in arguments or not stdout.is_terminal() or terminal.fits(made):
        return Written((made,))
    from valcli.cli import pager

    return Written((made,), pager=pager.command(os.environ))


def _dressed(page: str) -> str:
    """A page of help, with bold headings where the screen takes them."""
    if not terminal.wants_colour(os.environ, terminal=stdout.is_terminal()):
        return page
    return "".join(f"\x1b[1m{line}\x1b[0m\n" if guide.is_heading(line) else f"{line}\n" for line in page.splitlines())


def _works(arguments: Sequence[str]) -> bool:
    """Whether a command line that is to be suggested answers something.

    What reads names is not tried, and neither is a command for editors, which may write.
    """
    if "-" in arguments or any(word.startswith("--from") for word in arguments) or _is_for_editors(arguments[0]):
        return False
    return run(arguments, leads=False).code in (ExitCode.ANSWERED, ExitCode.NOT_ALL_ANSWERED)


def _offered() -> lines.Offered:
    return lines.offered_by(app.registered_commands)


def _call(arguments: Sequence[str]) -> tuple[object, str]:
    """Run Typer with both streams in memory, so that help leaves by the same door as answers."""
    out, err = io.StringIO(), io.StringIO()
    # Typer would serve its own completion here and end the process; ours is a command
    os.environ.pop("_VALCLI_COMPLETE", None)
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        made = _narrowed(arguments)(args=list(arguments), prog_name="valcli", standalone_mode=False, terminal_width=_help_width())
    return made, out.getvalue()


def _help_width(number: int = 1) -> int:
    return min(terminal.width(number), guide.USUAL) if stdout.is_terminal(number) else guide.USUAL


def _narrowed(arguments: Sequence[str]) -> typer.Typer:
    """The command line with the one command that was asked for: to make all of them costs more than to answer."""
    asked = [copy.copy(command) for command in app.registered_commands if _name_of(command) == arguments[0]]
    narrowed = copy.copy(app)
    narrowed.registered_commands = asked or app.registered_commands
    if {*lines.HELP} & {*arguments}:
        meta = _meta()
        for command in asked:
            command.cls = guide.command_page(meta)
        if not asked and narrowed.registered_callback:
            narrowed.registered_callback = copy.copy(narrowed.registered_callback)
            narrowed.registered_callback.cls = guide.program_page(meta)
    return narrowed


def _meta() -> "Meta | None":
    """What help says of the facts in use; None where there are none, for help works without any."""
    from valcli.store.opening import meta_of

    folder = os.environ.get("VALCLI_FACTS")
    try:
        return meta_of(Path(folder) if folder else None)
    except FactsProblem:
        return None


def _is_for_editors(name: str) -> bool:
    return any(_name_of(command) == name and guide.is_for_editors(command) for command in app.registered_commands)


def _commands() -> list[str]:
    return [_name_of(command) for command in app.registered_commands]


def _usage(problem: Any, arguments: Sequence[str]) -> UsageProblem:
    """What Typer says of a wrong command line, with a command that works."""
    option = getattr(problem, "option_name", "")
    if option and hasattr(problem, "possibilities"):
        return lines.no_option(option, arguments, _offered(), _works)
    text = " ".join(visible(problem.format_message()).split())
    asked = lines.known_words(arguments[1:]) if _is_for_editors(arguments[0]) else ""
    return UsageProblem(text.rstrip("."), asked or f"valcli help {arguments[0]}")
