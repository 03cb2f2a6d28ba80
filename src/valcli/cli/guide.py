"""Pages of help: what a command does, examples, its options, on one screen; and topics that would not fit there."""

import textwrap
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from typer.core import TyperCommand, TyperGroup

from valcli.cli.help import ENVIRONMENT, PROGRAM, SHORT, does, examples, numbers
from valcli.cli.options import common
from valcli.errors import MEANINGS
from valcli.model.shared import Meta

USUAL = 80
_BARE = "  "
_MOST_BARE = 4
_LEAST = 24  # columns for what is said beside a word
_NEXT = "For editors and programs"


def is_heading(line: str) -> bool:
    """Whether a line of help is a heading."""
    return line.endswith(":") and not line.startswith(" ")


def is_for_editors(command: Any) -> bool:
    """Whether a command is about fact files, and none that answers a question."""
    return str(command.callback.__module__).endswith(".edit")


def is_shown_argument(parameter: Any) -> bool:
    """Whether a parameter is an argument that somebody types."""
    return parameter.param_type_name == "argument" and not parameter.hidden


def command_page(meta: Meta | None) -> type[TyperCommand]:
    """A command whose help fits a screen."""

    class Page(TyperCommand):
        def format_help(self, ctx: Any, formatter: Any) -> None:
            formatter.write("\n".join(_command(self, ctx.terminal_width or USUAL, meta)))

    return Page


def program_page(meta: Meta | None) -> type[TyperGroup]:
    """The program, likewise."""

    class Page(TyperGroup):
        def format_help(self, ctx: Any, formatter: Any) -> None:
            formatter.write("\n".join(_program(self, ctx.terminal_width or USUAL, meta)))

    return Page


def bare(meta: Meta | None, width: int = USUAL) -> str:
    """What stands there when nothing was asked."""
    plainest = (*examples("info", meta)[:1], *examples("interactions", meta)[:1])
    shown = examples(PROGRAM, meta)[:_MOST_BARE] or plainest or ("valcli info", "valcli interactions NAME")
    rows = _rows(((line, SHORT.get(line.split()[1], "")) for line in shown), width)
    first, _ = does(PROGRAM, meta)
    lines = [
        *_wrapped(f"valcli: {first[:1].lower()}{first[1:]}", width),
        *_wrapped(f"Education, not medical advice.{numbers(meta)}", width),
        "",
        *rows,
        "",
        "More: valcli --help",
    ]
    return "".join(f"{line}\n" for line in lines)


def _program(group: Any, width: int, meta: Meta | None) -> Iterator[str]:
    first, behind = does(PROGRAM, meta)
    yield from _wrapped(f"{first} {behind}{numbers(meta)}", width)
    yield from _examples(PROGRAM, width, meta)
    yield from ("", "Commands:")
    reading = [name for name, command in group.commands.items() if not is_for_editors(command)]
    yield from _rows(((name, SHORT[name]) for name in reading), width)
    others = ", ".join(name for name in group.commands if name not in reading)
    yield from _wrapped(f"{_NEXT}: {others}", width, _BARE)
    yield ""
    *topics, last = TOPICS
    yield from _wrapped(f"More: valcli help COMMAND; valcli help {', '.join(topics)} or {last}", width)


def _command(command: Any, width: int, meta: Meta | None) -> Iterator[str]:
    first, behind = does(command.name, meta)
    yield from _wrapped(first, width)
    yield from _examples(command.name, width, meta)
    yield ""
    shown = [parameter for parameter in command.params if parameter.param_type_name == "option"]
    arguments = [parameter.metavar or parameter.name.upper() for parameter in command.params if is_shown_argument(parameter)]
    yield from _wrapped(" ".join(["Usage: valcli", command.name, "[OPTIONS]", *arguments]), width)
    yield from _wrapped(behind, width)
    shared = dict(common())
    own = [parameter for parameter in shown if not {*parameter.opts} & {*shared}]
    if own:
        yield from ("", "Options:")
        yield from _rows(((_declared(item), item.help or "") for item in own), width)
    also = [option for option in shared if any(option in parameter.opts for parameter in shown)]
    yield ""
    yield from _wrapped(f"Also: {', '.join([*also, '--help'])} (valcli help options)", width, behind="      ")


def _examples(command: str, width: int, meta: Meta | None) -> Iterator[str]:
    lines = examples(command, meta)
    if lines:
        yield from ("", "Examples:")
    for line in lines:
        yield from _wrapped(line, width, _BARE)


def _declared(option: Any) -> str:
    return f"{', '.join(option.opts)} {option.metavar or ''}".rstrip()


# what is no command: its title and its rows
TOPICS: dict[str, tuple[str, Callable[[], Iterable[tuple[str, str]]]]] = {
    "options": ("Options that several commands take", common),
    "environment": ("Variables of the environment", ENVIRONMENT.items),
    "exit-codes": ("Exit codes", lambda: [(str(int(code)), said) for code, said in MEANINGS.items()]),
}


def is_topic(word: str) -> bool:
    """Whether a page stands under this word."""
    return word.casefold() in TOPICS


def topic(word: str, width: int) -> str:
    """The page about something that is no command."""
    title, rows = TOPICS[word.casefold()]
    return "\n".join([f"{title}:", *_rows(rows(), width)]) + "\n"


def _rows(rows: Iterable[tuple[str, str]], width: int) -> Iterator[str]:
    """Two columns; on a narrow screen what would be squeezed stands below."""
    listed = [*rows]
    first = max((len(name) for name, _ in listed), default=0)
    for name, said in listed:
        if width < first + _LEAST:
            yield f"  {name}"
            yield from _wrapped(said, width, "    ")
            continue
        yield from _wrapped(said, width, f"  {name:<{first}}  ", " " * (first + 4))


def _wrapped(said: str, width: int, lead: str = "", behind: str | None = None) -> list[str]:
    follow = behind if behind is not None else " " * len(lead)
    return textwrap.wrap(
        said, width, initial_indent=lead, subsequent_indent=follow, break_long_words=False, break_on_hyphens=False
    )
