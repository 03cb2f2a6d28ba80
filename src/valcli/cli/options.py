"""The options that several commands share, each written once with its check."""

import difflib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from valcli.answers.context import ALL_COUNTRIES
from valcli.cli.outcome import NEVER
from valcli.errors import UsageProblem
from valcli.text.printable import shortened

if TYPE_CHECKING:
    from valcli.store.fact_base import FactBase

FORMATS = ("text", "plain", "json", "jsonl")
STREAMED = ("text", "plain", "jsonl")  # of a list of names, whose end nobody knows yet
COUNTRIES = ("us", "uk", ALL_COUNTRIES)


FormatOption = Annotated[
    str, typer.Option("--format", "-f", metavar="FORMAT", help=f"One of: {', '.join(FORMATS)}.", show_default=True)
]


JsonOption = Annotated[bool, typer.Option("--json", help="The same as --format json.")]
ClinicalOption = Annotated[bool, typer.Option("--clinical", help="Add the exact statement, ids and how sources were read.")]


CountryOption = Annotated[
    str, typer.Option("--country", metavar="COUNTRY", help=f"One of: {', '.join(COUNTRIES)}.", show_default=True)
]


FactsOption = Annotated[
    str | None,
    typer.Option("--facts", metavar="DIR", envvar="VALCLI_FACTS", help="Another folder of facts.", show_default=False),
]


def _limit(base: "FactBase", level: str | None) -> int:
    levels = [term.tag for term in base.terms("levels")]
    if level is None:
        return NEVER
    if level not in levels:
        raise UsageProblem(f"no level '{shortened(level)}'.{_near(level, levels)} Levels: {', '.join(levels)}.")
    return levels.index(level)


def _facts(folder: str | None, *, whole: bool = True) -> "FactBase":
    if folder == "":
        raise UsageProblem("--facts needs the name of a folder; leave it out for the facts that came with valcli")
    from valcli.store.opening import open_facts

    return open_facts(Path(folder) if folder is not None else None, whole=whole)


def _format(name: str, json: bool, formats: Iterable[str] = FORMATS) -> str:
    if name not in formats:
        raise UsageProblem(f"no format '{shortened(name)}'.{_near(name, formats)} Formats: {', '.join(formats)}.")
    if json and name not in ("text", "json"):
        raise UsageProblem(f"--json and --format {name} ask for two formats; give one of them")
    return "json" if json else name


def _check_country(name: str) -> None:
    if name not in COUNTRIES:
        raise UsageProblem(f"no country '{shortened(name)}'.{_near(name, COUNTRIES)} Countries: {', '.join(COUNTRIES)}.")


def _near(word: str, allowed: Iterable[str]) -> str:
    near = difflib.get_close_matches(word.casefold(), list(allowed), n=1)
    return f" Did you mean {near[0]}?" if near else ""
