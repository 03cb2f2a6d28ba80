"""The manual, made of what `--help` is made of: the page for man, and docs/commands.md."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from typer.main import get_command

from valcli import __version__
from valcli.cli import run  # noqa: F401  with it every command is there, in its order
from valcli.cli.app import app
from valcli.cli.guide import TOPICS, is_shown_argument
from valcli.cli.help import PROGRAM, does, examples
from valcli.cli.options import common
from valcli.editing.load import load_meta
from valcli.model.shared import Meta

Rows = list[tuple[str, str]]
_BEFORE = [
    ("-h, --help", "Help, examples first; behind a command, its own."),
    ("-V, --version", "Versions of the program and of the facts."),
]


class Command(NamedTuple):
    """What the manual says of a command."""

    name: str
    usage: str
    does: str
    examples: tuple[str, ...]
    rows: Rows  # its arguments and its own options
    also: list[str]  # options that others have too


class Manual(NamedTuple):
    """What both pages say."""

    called: str
    reviewed: str
    does: str
    emergency: str
    do_not_stop: str
    examples: tuple[str, ...]
    commands: list[Command]
    topics: list[tuple[str, str, Rows]]  # the word of each, its title and its rows


def manual_of(folder: Path) -> Manual:
    """The manual of the program, with the examples of a folder of facts."""
    meta = load_meta(folder)
    group: Any = get_command(app)
    numbers = ", ".join(f"{item.number} ({item.country.upper()})" for item in meta.emergency)
    topics = [(word, title, [*rows()]) for word, (title, rows) in TOPICS.items()]
    return Manual(
        called=meta.called,
        reviewed=meta.reviewed,
        does=" ".join(does(PROGRAM, meta)),
        emergency=f"Emergency: {numbers}.",
        do_not_stop=meta.do_not_stop.strip(),
        examples=examples(PROGRAM, meta),
        commands=[_command(command, meta) for command in group.commands.values()],
        topics=topics,
    )


def _command(command: Any, meta: Meta) -> Command:
    shared = dict(common())
    shown = [item for item in command.params if item.param_type_name == "option" and "--help" not in item.opts]
    own = [item for item in shown if not {*item.opts} & {*shared}]
    arguments = [item for item in command.params if is_shown_argument(item)]
    return Command(
        name=command.name,
        usage=" ".join([PROGRAM, command.name, *(item.metavar for item in arguments), "[OPTIONS]"]),
        does=" ".join(" ".join(does(command.name, meta)).split()),
        examples=examples(command.name, meta),
        rows=[
            *((re.sub(r"[\[\].]", "", item.metavar), item.help) for item in arguments),
            *((f"{', '.join(item.opts)} {item.metavar or ''}".rstrip(), item.help or "") for item in own),
        ],
        also=[option for option in shared if any(option in item.opts for item in shown)],
    )


def as_markdown(manual: Manual) -> str:
    """docs/commands.md."""
    return "\n".join(_markdown(manual))


def _markdown(manual: Manual) -> Iterator[str]:
    yield "# The commands\n"
    yield "What `valcli help` and `valcli help COMMAND` say, on one page; the wheel brings it as `man valcli` too."
    yield "It is made, not written: `tests/project/test_manual.py` compares it, and writes it with `--update-snapshots`.\n"
    yield f"{manual.does}\n{manual.do_not_stop}\n**{manual.emergency}**\n"
    yield from _fenced(manual.examples)
    for command in manual.commands:
        yield f"## `valcli {command.name}`\n"
        yield f"`{command.usage}`\n"
        yield f"{_plain(command.does)}\n"
        yield from _fenced(command.examples)
        yield from _listed(command.rows)
        yield f"Also {_named(command.also)}: see below.\n"
    for word, title, rows in manual.topics:
        yield f"## {title}\n"
        yield f"`valcli help {word}` prints them.\n"
        yield from _listed(rows)
    yield "## Options that stand before a command, or alone\n"
    yield from _listed(_BEFORE)


def _plain(said: str) -> str:
    """Text that Markdown leaves as it is; what is a command line is code already or becomes it."""
    return re.sub(r"([*<_])", r"\\\1", re.sub(r'eval "[^"]*"', r"`\g<0>`", said))


def _named(options: Iterable[str]) -> str:
    return ", ".join(f"`{option}`" for option in options)


def _fenced(lines: Iterable[str]) -> Iterator[str]:
    listed = [*lines]
    if listed:
        yield from ("```sh", *listed, "```\n")


def _listed(rows: Rows) -> Iterator[str]:
    if rows:
        yield "\n".join(f"- `{name}`: {said}" for name, said in rows) + "\n"


def as_man_page(manual: Manual) -> str:
    """The page for man, in the macros of man(7)."""
    return "\n".join(_man(manual)) + "\n"


def _man(manual: Manual) -> Iterator[str]:
    yield f'.TH VALCLI 1 "{manual.reviewed}" "valcli {__version__}" "User Commands"'
    yield ".nh"  # an option is not parted
    yield from (".SH NAME", roff(f"valcli - look up what published sources say about {manual.called}"))
    yield ".SH SYNOPSIS"
    yield from (*_usage(f"{PROGRAM} COMMAND [OPTIONS] [ARGUMENT]..."), ".br", *_usage(f"{PROGRAM} --version"))
    yield from (".SH DESCRIPTION", roff(manual.does), ".PP", roff(manual.do_not_stop), ".PP", rf"\fB{roff(manual.emergency)}\fR")
    yield ".SH COMMANDS"
    for command in manual.commands:
        yield from (f".SS {command.name}", *_usage(command.usage), ".PP", roff(command.does))
        yield from _tagged(command.rows)
        yield from (".PP", roff(f"Also: {', '.join(command.also)}."))
        yield from _shown(command.examples)
    headings = {"options": "OPTIONS", "environment": "ENVIRONMENT", "exit-codes": "EXIT STATUS"}
    for word, _, rows in manual.topics:
        yield from (f".SH {headings[word]}", *_tagged(rows if word != "options" else [*rows, *_BEFORE]))
    _, *shown = _shown(manual.examples)
    yield from (".SH EXAMPLES", *shown)


def _usage(line: str) -> list[str]:
    first, *rest = line.split()
    return [rf"\fB{first}\fR {roff(' '.join(rest))}"]


def _tagged(rows: Rows) -> Iterator[str]:
    for name, said in rows:
        yield from (".TP", rf"\fB{roff(name)}\fR", roff(said))


def _shown(lines: Iterable[str]) -> Iterator[str]:
    listed = [*map(roff, lines)]
    if listed:
        yield from (".PP", ".nf", ".RS 4", *listed, ".RE", ".fi")


SIGNS = {"\\": r"\e", "-": r"\-", "'": r"\(aq", '"': r"\(dq", "`": r"\(ga", "^": r"\(ha", "~": r"\(ti"}


def roff(said: str) -> str:
    """Text as it stands there: every sign is itself, what is in quotes of code is bold, and no line is a request."""
    parts = said.split("`")
    made = "".join(rf"\fB{_escaped(part)}\fR" if place % 2 else _escaped(part) for place, part in enumerate(parts))
    return rf"\&{made}" if made.startswith(".") else made


def _escaped(said: str) -> str:
    return "".join(SIGNS.get(char, char) for char in said)
