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
from valcli.cli import ask, edit, terminal, trace  # noqa: F401  the commands enter themselves where they are defined
from valcli.cli.app import app
from valcli.cli.help import PROGRAM, SHORT, bare, help_of
from valcli.cli.outcome import Outcome, Streamed, Written, encoded
from valcli.errors import DAMAGED, ExitCode, FactsProblem, UsageProblem, ValcliError
from valcli.text.printable import shortened, visible
from valcli.text.slips import did_you_mean

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
    written = run(arguments)
    stdout.finish(written.out, lambda: (written.err, written.code))


def run(arguments: Sequence[str]) -> Written:
    """What a command line writes to stdout and to stderr, and its exit code."""
    if not arguments:
        return Written((), bare(_meta()).encode(), ExitCode.USAGE)
    try:
        _check_command(arguments)
        made, printed = _call(arguments)
        if isinstance(made, Outcome):
            return made.written()
        if isinstance(made, Written):
            return made
        if isinstance(made, Streamed):
            return made.written()
        return Written((encoded(made if isinstance(made, str) else f"{printed.rstrip()}\n"),))
    except FactsProblem as problem:
        lines = "\n".join(visible(line) for line in str(problem).split("\n"))
        return Written((), encoded(f"{lines}\n"), problem.exit_code)
    except ValcliError as problem:
        return Written((), encoded(f"valcli: {visible(str(problem))}\n"), problem.exit_code)
    except _WRONG_USAGE as problem:
        return Written((), encoded(f"valcli: {_usage_message(problem, arguments)}\n"), ExitCode.USAGE)
    except (Exception, SystemExit) as fault:  # noqa: BLE001  the last resort: no traceback ever reaches a patient
        from valcli.store.opening import is_damaged

        if is_damaged():
            return Written((), encoded(f"{DAMAGED}\n"), ExitCode.FACTS)
        return Written((), stdout.fault_line(fault).encode(), ExitCode.FAULT)


def _call(arguments: Sequence[str]) -> tuple[object, str]:
    """Run Typer with both streams in memory, so that help leaves by the same door as answers."""
    out, err = io.StringIO(), io.StringIO()
    width = min(terminal.width(), 80) if stdout.is_terminal() else 80
    # Typer would serve a shell's completion here, which is not offered, and end the process
    os.environ.pop("_VALCLI_COMPLETE", None)
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        made = _narrowed(arguments)(args=list(arguments), prog_name="valcli", standalone_mode=False, terminal_width=width)
    return made, out.getvalue()


def _narrowed(arguments: Sequence[str]) -> typer.Typer:
    """The command line with the one command that was asked for: to make all of them costs more than to answer."""
    asked = [copy.copy(command) for command in app.registered_commands if _name_of(command) == arguments[0]]
    narrowed = copy.copy(app)
    narrowed.registered_commands = asked or app.registered_commands
    if {"-h", "--help"} & {*arguments}:
        meta = _meta()
        for command in asked:
            command.help = help_of(_name_of(command), meta)
        if not asked and narrowed.registered_callback:
            narrowed.registered_callback = copy.copy(narrowed.registered_callback)
            narrowed.registered_callback.help = help_of(PROGRAM, meta)
    return narrowed


def _meta() -> "Meta | None":
    """What help says of the facts in use; None where there are none, for help works without any."""
    from valcli.store.opening import meta_of

    folder = os.environ.get("VALCLI_FACTS")
    try:
        return meta_of(Path(folder) if folder else None)
    except FactsProblem:
        return None


def _commands() -> list[str]:
    return [_name_of(command) for command in app.registered_commands]


def _check_command(arguments: Sequence[str]) -> None:
    """Answer a word that is no command with the line that helps."""
    first = arguments[0]
    commands = _commands()
    if first in commands or first in ("-h", "--help", "--version"):
        return
    if first.startswith("-"):
        raise UsageProblem(f"options stand after the command, for example: valcli interactions NAME {shortened(first)}")
    if first.casefold() in commands:
        raise UsageProblem(f"no command '{shortened(first)}'. Did you mean {first.casefold()}? Commands: {', '.join(commands)}.")
    with contextlib.suppress(FactsProblem):
        from valcli.answers.interactions import command_for
        from valcli.store.opening import open_facts

        folder = os.environ.get("VALCLI_FACTS")
        base = open_facts(Path(folder) if folder else None)
        meant = command_for(base, [word for word in arguments if not word.startswith("-")])
        if meant:
            raise UsageProblem(f"no command '{shortened(first)}'. Did you mean: {meant}")
    raise UsageProblem(f"no command '{shortened(first)}'.{did_you_mean(first, commands)} Commands: {', '.join(commands)}.")


def _usage_message(problem: Any, arguments: Sequence[str]) -> str:
    command = next((word for word in arguments if word in _commands()), "")
    text = " ".join(visible(problem.format_message()).split())
    return f"{text.rstrip('.')}. Help: valcli {command} -h".replace("  ", " ")
