"""What can stand in a place of the command line, for a shell that completes it; the names of medicines never do.

A Tab that fills in a look-alike is an answer that nobody gave.
Each function is the `autocompletion` of the options and arguments that it serves: it gets the words before the
place, and gives the words that can stand there, each with what it means or ''.
"""

import itertools
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from valcli.store.fact_base import FactBase

Words = Iterable[tuple[str, str]]
Values = Callable[[list[str]], Words]

SHELLS = ("bash", "zsh", "fish")


def among(words: Iterable[str]) -> Values:
    """One of these words."""
    listed = [(word, "") for word in words]

    def values(args: list[str]) -> Words:  # noqa: ARG001  these hold whatever stands before
        return listed

    return values


def files(args: list[str]) -> Words:  # noqa: ARG001
    """A file: the shell knows them better."""
    return ()


def folders(args: list[str]) -> Words:  # noqa: ARG001
    """A folder, likewise."""
    return ()


def sections(args: list[str]) -> Words:
    """The sections that are not asked for yet."""
    return [(item.section, item.title) for item in _facts(args).sections() if item.section not in args]


def statements(args: list[str]) -> Words:
    """The ids of statements."""
    return [(word, "") for word in _facts(args).ids()]


def sources(args: list[str]) -> Words:
    """The ids of sources that are not asked for yet."""
    return [(word, "") for word in _facts(args).source_ids() if word not in args]


def countries(args: list[str]) -> Words:
    """The countries, and all of them."""
    base = _facts(args)
    labels = {term.tag: term.label for term in base.terms("countries")}
    return [*((tag, labels[tag]) for tag in dict.fromkeys(base.asked_countries().values())), ("all", "")]


def levels(args: list[str]) -> Words:
    """The levels, the strictest first."""
    return [(term.tag, term.label) for term in _facts(args).terms("levels")]


def tables(args: list[str]) -> Words:  # noqa: ARG001
    """The tables of `export`."""
    from valcli.answers.export import TABLES

    return [(word, "") for word in TABLES]


def schemas(args: list[str]) -> Words:  # noqa: ARG001
    """The names of schemas."""
    from valcli.output.schema.schemas import NAMES

    return [(word, "") for word in NAMES]


def _facts(words: Sequence[str]) -> "FactBase":
    """The facts that the command line asks for."""
    from valcli.store.opening import open_facts

    folder = os.environ.get("VALCLI_FACTS", "")
    for word, behind in itertools.pairwise([*words, ""]):
        if word == "--facts":
            folder = behind
        elif word.startswith("--facts="):
            folder = word.partition("=")[2]
    return open_facts(Path(folder).expanduser() if folder else None)
