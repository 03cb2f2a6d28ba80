"""Completion for shells: a script for each of them, and what it asks valcli for at a Tab.

A script holds no command and no option: it hands over the words up to the cursor (`valcli completion words -- WORD...`)
and shows what comes back. The first line says what that is (words, files or folders), and each line after it is a
word, with what it means behind a tab. So there is one set of declarations, that of the commands, and an old script
offers what a new program takes.
"""

import inspect
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from valcli.cli import values
from valcli.cli.guide import TOPICS
from valcli.cli.help import SHORT
from valcli.cli.lines import HELP, VERSION
from valcli.cli.options import declared
from valcli.errors import FactsProblem
from valcli.text.printable import visible

ASKED = "words"  # stands in the place of a shell when a script asks
_HELP = ("--help", "Help, examples first.")
_SHOWN_BY_THE_SHELL: dict[values.Values, str] = {values.files: "files", values.folders: "folders"}


class _Place(NamedTuple):
    """Where the cursor stands: behind an option that takes a value, or else behind so many arguments."""

    option: Any
    arguments: int
    is_ended: bool  # by `--`, so that no option can follow


def script(shell: str) -> str:
    """The script of a shell."""
    return Path(__file__).with_name(f"valcli.{shell}").read_text("ascii")


def offered(typed: Sequence[str], commands: Iterable[Any]) -> str:
    """What can stand in the place of the last word: one line that says what it is, and one for each word."""
    *before, last = _without_signs(typed)
    start = ""
    if last.startswith("--") and "=" in last:  # a shell that takes the option and its value for one word
        option, _, last = last.partition("=")
        before, start = [*before, option], f"{option}="
    try:
        kind, words = _offered(before, last, {command.callback.__name__: command.callback for command in commands})
    except FactsProblem:  # a Tab tells nothing of faults, the command does
        kind, words = ASKED, ()
    lines = (f"{start}{visible(word)}\t{visible(' '.join(said.split()))}" for word, said in words if word.startswith(last))
    return "".join(f"{line}\n" for line in (kind, *lines))


def _without_signs(typed: Sequence[str]) -> list[str]:
    """The words without the sign between an option and its value, which bash takes for a word of its own."""
    words = [*typed] or [""]
    signs = [place for place in range(1, len(words)) if words[place] == "=" and words[place - 1].startswith("--")]
    if len(words) - 1 in signs:  # the cursor stands behind it
        words.append("")
    return [word for place, word in enumerate(words) if place not in signs]


def _offered(before: Sequence[str], last: str, commands: dict[str, Any]) -> tuple[str, values.Words]:
    if not before:
        own = [(HELP[-1], ""), (VERSION[-1], "")] if last.startswith("-") else [*SHORT.items(), ("help", _HELP[1])]
        return ASKED, own
    command, *words = before
    if command == "help":
        return ASKED, [*SHORT.items(), *((topic, "") for topic in TOPICS)] if not words else ()
    return _of_command(commands[command], words, last) if command in commands else (ASKED, ())


def _of_command(callback: Any, words: list[str], last: str) -> tuple[str, values.Words]:
    options: dict[str, Any] = {}
    arguments = []
    for parameter in inspect.signature(callback).parameters.values():
        names = declared(parameter.annotation.__metadata__[0])
        options |= dict.fromkeys(names, parameter)
        if not names:
            arguments.append(parameter)
    place = _place(words, options)
    if place.option:
        return _values(place.option, words)
    if not last.startswith("-") or place.is_ended:
        kind, found = _values(_argument(arguments, place.arguments), words)
        if kind != ASKED or found or last or place.is_ended:
            return kind, found
    shown = [(name, _info(parameter).help or "") for name, parameter in options.items() if name.startswith("--")]
    return ASKED, [*shown, _HELP]


def _place(words: Iterable[str], options: dict[str, Any]) -> _Place:
    waiting, arguments, is_ended = None, 0, False
    for word in words:
        if waiting:
            waiting = None
        elif is_ended or word == "-" or not word.startswith("-"):
            arguments += 1
        elif word == "--":
            is_ended = True
        elif word in options and options[word].annotation.__origin__ is not bool:
            waiting = options[word]
    return _Place(waiting, arguments, is_ended)


def _argument(arguments: Sequence[Any], number: int) -> Any:
    """The argument in a place; the last one may take any number of words."""
    if number < len(arguments):
        return arguments[number]
    return arguments[-1] if arguments and _info(arguments[-1]).metavar.endswith("...") else None


def _values(parameter: Any, words: list[str]) -> tuple[str, values.Words]:
    chosen: values.Values | None = _info(parameter).autocompletion if parameter else None
    return (_SHOWN_BY_THE_SHELL.get(chosen, ASKED), chosen(words)) if chosen else (ASKED, ())


def _info(parameter: Any) -> Any:
    return parameter.annotation.__metadata__[0]
