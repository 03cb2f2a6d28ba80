"""Run a command line and turn whatever happens into bytes and an exit code."""

import contextlib
import copy
import io
import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn, cast

import typer

from valcli import stdout
from valcli.cli import terminal
from valcli.cli.app import app
from valcli.cli.help import BARE
from valcli.cli.options import _facts, _near
from valcli.cli.outcome import Outcome, Streamed, Written, encoded, fault_line
from valcli.errors import DAMAGED, ExitCode, FactsProblem, UsageProblem, ValcliError
from valcli.text.printable import shortened, visible

# the base of all that Typer says of a wrong command line; it has a public name only since 0.27
_WRONG_USAGE = cast("type[Exception]", typer.BadParameter.__mro__[2])


def main() -> NoReturn:
    """Run the command line of this process and end it."""
    written = run(sys.argv[1:])
    stdout.finish(written.out, lambda: (written.err, written.code))


def run(arguments: Sequence[str]) -> Written:
    """What a command line writes to stdout and to stderr, and its exit code."""
    if not arguments:
        return Written((), BARE.encode(), ExitCode.USAGE)
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
        return Written((), fault_line(fault), ExitCode.FAULT)


def _call(arguments: Sequence[str]) -> tuple[object, str]:
    """Run Typer with both streams in memory, so that help leaves by the same door as answers."""
    out, err = io.StringIO(), io.StringIO()
    width = min(terminal.width(), 80) if stdout.is_terminal() else 80
    # Typer would serve a shell's completion here, which is not offered, and end the process
    os.environ.pop("_VALCLI_COMPLETE", None)
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        made = _narrowed(arguments[0])(args=list(arguments), prog_name="valcli", standalone_mode=False, terminal_width=width)
    return made, out.getvalue()


def _narrowed(word: str) -> typer.Typer:
    """The command line with the one command that was asked for: to make all of them costs more than to answer."""
    asked = [command for command in app.registered_commands if command.callback and command.callback.__name__ == word]
    narrowed = copy.copy(app)
    narrowed.registered_commands = asked or app.registered_commands
    return narrowed


def _commands() -> list[str]:
    return [command.callback.__name__ for command in app.registered_commands if command.callback]


def _check_command(arguments: Sequence[str]) -> None:
    """Answer a word that is no command with the line that helps."""
    first = arguments[0]
    commands = _commands()
    if first in commands or first in ("-h", "--help", "--version"):
        return
    if first.startswith("-"):
        raise UsageProblem(f"options stand after the command, for example: valcli interactions alcohol {shortened(first)}")
    if first.casefold() in commands:
        raise UsageProblem(f"no command '{shortened(first)}'. Did you mean {first.casefold()}? Commands: {', '.join(commands)}.")
    with contextlib.suppress(FactsProblem):
        from valcli.answers.interactions import command_for

        meant = command_for(
            _facts(os.environ.get("VALCLI_FACTS") or None), [word for word in arguments if not word.startswith("-")]
        )
        if meant:
            raise UsageProblem(f"no command '{shortened(first)}'. Did you mean: {meant}")
    raise UsageProblem(f"no command '{shortened(first)}'.{_near(first, commands)} Commands: {', '.join(commands)}.")


def _usage_message(problem: Any, arguments: Sequence[str]) -> str:
    command = next((word for word in arguments if word in _commands()), "")
    text = " ".join(visible(problem.format_message()).split())
    return f"{text.rstrip('.')}. Help: valcli {command} -h".replace("  ", " ")
