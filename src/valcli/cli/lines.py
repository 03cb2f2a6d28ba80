"""A command line that is wrong -> what was meant. Whatever is suggested was tried, or can't fail."""

import os
import shlex
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from valcli.cli.options import FORMATS, declared
from valcli.errors import FactsProblem, UsageProblem
from valcli.text.printable import shortened
from valcli.text.slips import nearest

if TYPE_CHECKING:
    from valcli.store.fact_base import FactBase

DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"  # what a page makes of two hyphens
QUOTES = "\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u00ab\u00bb"
VERSION = ("-V", "--version")
HELP = ("-h", "--help")
_ALIKE = 0.75
# words that other programs have for what ours calls otherwise
_OTHERS = {
    "list": "valcli info --list",
    "version": "valcli --version",
    "-v": "valcli --version",
    "man": "valcli help",
    "menu": "valcli help",
    "?": "valcli help",
    "print": "valcli leaflet",
    "page": "valcli leaflet",
    "handout": "valcli leaflet",
    "pdf": "valcli leaflet --format html",
    "show": "valcli info",
    "start": "valcli info",
}

Offered = dict[str, list[str]]  # an option, and the commands at which it stands
Works = Callable[[Sequence[str]], bool]


def read(arguments: Sequence[str], offered: Offered, quoted: Iterable[str]) -> list[str]:
    """The command line without what a page does to it: long dashes before an option, curly quotes around words.

    Quotes stay around names, whose reader knows them; `quoted` are the commands that have none.
    """
    command = next(iter(arguments), "")
    end = list(arguments).index("--") if "--" in arguments else len(arguments)
    made = [_option(word, offered) if place < end else word for place, word in enumerate(arguments)]
    if command in quoted:
        made = [word.strip(QUOTES) or word for word in made]
    return made


def _option(word: str, offered: Offered) -> str:
    """A word with a long dash as the option that it is, if it is one."""
    name, sign, value = word.lstrip(DASHES + "-").partition("=")
    if word[:1] not in DASHES or not word[:1]:
        return word
    found = next((option for option in (f"--{name}", f"-{name}") if option in (*offered, *VERSION, *HELP)), "")
    return f"{found}{sign}{value}" if found else word


def no_command(arguments: Sequence[str], commands: Sequence[str], offered: Offered, works: Works) -> UsageProblem:
    """Words that are no command lead on."""
    first = arguments[0]
    said = f"no command '{shortened(first)}'."
    if first.startswith("-") and first not in _OTHERS:
        return _before_command(arguments, commands, offered, works)
    other = _OTHERS.get(first.casefold())
    if other:
        return UsageProblem(said, other)
    if first.casefold() in commands:
        line = [first.casefold(), *arguments[1:]]
        return UsageProblem(said, shlex.join(["valcli", *line]) if works(line) else f"valcli help {line[0]}")
    words = [bare for word in arguments if not word.startswith("-") and (bare := word.strip(QUOTES).strip())]
    if not words:
        return UsageProblem(said, "valcli help")
    return _lead(words, arguments, commands, works)


def no_help(words: Sequence[str], commands: Iterable[str], topics: Iterable[str]) -> UsageProblem:
    """Words about which there is no page of help lead on, as they do in the place of a command."""
    from valcli.answers.leads import lead, numbers

    said = f"no help about '{shortened(' '.join(words))}'. Commands: {', '.join(commands)}. Topics: {', '.join(topics)}."
    facts = _facts()
    if facts is None:
        return UsageProblem(said, "valcli help")
    return UsageProblem(said, lead(facts, words).command, numbers(facts))  # somebody may be calling for help


def _facts() -> "FactBase | None":
    """What words are held against; None where there are no facts, of which the answer itself tells."""
    from valcli.cli.options import Options

    try:
        return Options(folder=os.environ.get("VALCLI_FACTS") or None).facts()
    except FactsProblem:
        return None


def _lead(words: Sequence[str], arguments: Sequence[str], commands: Sequence[str], works: Works) -> UsageProblem:
    from valcli.answers.leads import known, lead

    said = f"no command '{shortened(arguments[0])}'."
    facts = _facts()
    if facts is None:
        return UsageProblem(f"{said} Commands: {', '.join(commands)}.", "valcli help")
    found = lead(facts, words)
    if found.emergency:
        return UsageProblem(said, found.command, found.emergency)
    near = nearest(words[0].casefold(), commands, _ALIKE)
    if near and not known(facts, words):
        line = [near, *arguments[1:]]
        return UsageProblem(said, shlex.join(["valcli", *line]) if works(line) else f"valcli help {near}")
    return UsageProblem(said, found.command)


def _before_command(arguments: Sequence[str], commands: Sequence[str], offered: Offered, works: Works) -> UsageProblem:
    """An option before the command: behind it, if it can stand there."""
    first = arguments[0]
    name = first.partition("=")[0]
    command = next((word for word in arguments if word in commands), "")
    if not command and name not in offered:
        return _word_for_option(name)
    said = "options stand after the command"
    at = arguments.index(command) if command else 0
    for tried in (
        [command, *arguments[at + 1 :], *arguments[:at]],
        [command, *arguments[:at], *arguments[at + 1 :]],
        *([owner, *arguments] for owner in (offered.get(name, ()) if not command else ())),
    ):
        if tried[0] and works(tried):
            return UsageProblem(said, shlex.join(["valcli", *tried]))
    return UsageProblem(said, f"valcli help {command}" if command else "valcli help options")


def _word_for_option(name: str) -> UsageProblem:
    """An option that is none: where its word leads, if the facts know it or it speaks of an emergency."""
    from valcli.answers.leads import known, lead

    said, words = f"no such option: {shortened(name)}", [name.strip("-")]
    facts = _facts()
    found = lead(facts, words) if facts and words[0] else None
    if facts and found and (found.emergency or known(facts, words)):
        return UsageProblem(said, *found)
    return UsageProblem(said, "valcli help")


def known_words(words: Sequence[str]) -> str:
    """The command for names or sections that were given to a command for editors, or ''."""
    from valcli.answers.leads import known

    facts = _facts() if words else None
    return known(facts, words) if facts else ""


def no_option(name: str, arguments: Sequence[str], offered: Offered, works: Works) -> UsageProblem:
    """An option that the command does not have: the command that has it, the option that was meant, or plainly none."""
    command = arguments[0]
    if name in VERSION:
        return UsageProblem(f"{name} stands alone", "valcli --version")
    elsewhere = offered.get(name, [])
    if elsewhere:
        said = f"no such option at {command}: {name}. It stands at: {', '.join(elsewhere)}."
        tries = [[owner, *rest] for owner in elsewhere if len(elsewhere) == 1 for rest in (arguments[1:], [name])]
        fallback = f"valcli help {elsewhere[0]}"
    else:
        said = f"no such option: {shortened(name)}"
        bare = name.lstrip("-")
        own = [option for option, owners in offered.items() if command in owners]
        near = nearest(name, own, _ALIKE)
        meant = ["--format", bare] if bare in FORMATS else [near] if near else []
        tries = [_put(arguments, name, meant)] if meant else []
        fallback = f"valcli help {command}"
    found = next((tried for tried in tries if works(tried)), None)
    return UsageProblem(said, shlex.join(["valcli", *found]) if found else fallback)


def _put(arguments: Sequence[str], name: str, meant: Sequence[str]) -> list[str]:
    """The line with another option, which keeps what stands behind a sign of equality."""
    made: list[str] = []
    for word in arguments:
        option, sign, value = word.partition("=")
        made += [*meant[:-1], f"{meant[-1]}{sign}{value}"] if option == name else [word]
    return made


def offered_by(commands: Iterable[Any]) -> Offered:
    """Every option of the commands, and where it stands."""
    import inspect

    found: Offered = {}
    for command in commands:
        for parameter in inspect.signature(command.callback).parameters.values():
            for option in getattr(parameter.annotation, "__metadata__", ()):
                for name in declared(option):
                    found.setdefault(name, []).append(command.callback.__name__)
    return found
