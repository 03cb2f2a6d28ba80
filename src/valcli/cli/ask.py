"""The commands that answer a patient: the leaflet, names, a question. Nothing here prints."""

import io
import os
import stat
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from valcli import stdout
from valcli.cli import terminal, values
from valcli.cli.app import app
from valcli.cli.help import SHORT
from valcli.cli.options import FIELDED, STREAMED, Options, known, known_fields, takes_options
from valcli.cli.outcome import NEVER, Outcome, Streamed
from valcli.errors import UsageProblem
from valcli.text.printable import shortened

if TYPE_CHECKING:
    from valcli.cli.batch import Source
    from valcli.store.fact_base import FactBase

_HELP = "valcli help interactions"


@app.command(short_help=SHORT["info"])
@takes_options()
def info(
    options: Options,
    sections: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SECTION]...", help="Chapters; all without one.", autocompletion=values.sections),
    ] = None,
    list_: Annotated[bool, typer.Option("--list", help="Name the sections.")] = False,
) -> Outcome:
    """Read the leaflet, or chosen sections of it, always in the same order."""
    from valcli.answers import info as answering

    base = options.facts()
    if list_ and sections:
        raise UsageProblem("--list names all sections, so it takes none", "valcli info --list")
    answer = answering.section_list(base, options.country) if list_ else answering.info(base, sections or [], options.country)
    return Outcome(answer, options.format, options.clinical)


@app.command(short_help=SHORT["interactions"])
@takes_options()
def interactions(
    options: Options,
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME]...", help="Medicines, foods, drinks, herbs, illnesses.")
    ] = None,
    from_: Annotated[
        list[str] | None,
        typer.Option(
            "--from", metavar="FILE", help="Names from a file, one a line.", show_default=False, autocompletion=values.files
        ),
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option("--column", metavar="NAME", help="Names from this column of a CSV or TSV.", show_default=False),
    ] = None,
    keep: Annotated[
        list[str] | None,
        typer.Option("--keep", metavar="COLUMN", help="Pass this column through, in front (csv).", show_default=False),
    ] = None,
    fail_on: Annotated[
        str | None,
        typer.Option(
            "--fail-on",
            metavar="LEVEL",
            help="Exit with 3 at this level or a stricter one.",
            show_default=False,
            autocompletion=values.levels,
        ),
    ] = None,
) -> Outcome | Streamed:
    """Ask what happens when the medicine meets something else; without a name, list everything known."""
    asked = names or []
    file, chosen = _only("--from", from_), _only("--column", column)
    is_batch = file is not None or "-" in asked
    _check_names(asked, is_batch=is_batch, has_file=file is not None, has_limit=fail_on is not None)
    if is_batch and options.format not in STREAMED:
        raise UsageProblem(f"a list of names can't be printed as {options.format}. Formats: {', '.join(STREAMED)}.")
    _check_table(chosen, keep, is_batch=is_batch, is_table=options.format == "csv")
    base = options.facts()
    limit = _limit(base, fail_on)
    if is_batch:
        from valcli.cli.batch import Batch, offered

        if options.fields and options.format in FIELDED:
            known_fields(options.fields, offered(options.format))
        look = terminal.look(os.environ, terminal=stdout.is_terminal(), clinical=options.clinical, wished=options.wished)
        _check_kept(keep or [], options.fields or offered(options.format))
        source = _source(file, chosen, keep or [])
        return Streamed(Batch(base, source, options.format, options.country, look), options.format, limit)
    from valcli.answers import interactions as answering

    if not asked and _is_fed():
        stdout.tell("valcli: standard input was not read; for names from there: valcli interactions -\n")
    return Outcome(answering.interactions(base, asked, options.country), options.format, options.clinical, limit)


def _only(option: str, given: list[str] | None) -> str | None:
    """The one value of an option; two are refused, for the names of the first would be passed over in silence."""
    if given and len(given) > 1:
        raise UsageProblem(f"{option} stands twice, and one list is read at a time", _HELP)
    return given[0] if given else None


def _is_fed() -> bool:
    """Whether somebody gave a file or a pipe as standard input, perhaps without the word that reads it."""
    try:
        mode = os.fstat(0).st_mode
    except OSError:
        return False
    return stat.S_ISREG(mode) or stat.S_ISFIFO(mode)


def _check_table(column: str | None, keep: list[str] | None, *, is_batch: bool, is_table: bool) -> None:
    """Refuse a column where no table is read, and columns that no table takes."""
    if column is not None and not is_batch:
        raise UsageProblem("--column needs a table, from - or --from FILE", _HELP)
    if keep and (column is None or not is_table):
        raise UsageProblem("--keep goes with --column and --format csv", _HELP)


def _check_kept(keep: list[str], columns: Sequence[str]) -> None:
    """Refuse to pass through what would stand twice in the header."""
    twice = next((name for name in keep if name in columns or keep.count(name) > 1), None)
    if twice is not None:
        raise UsageProblem(f"the column '{shortened(twice)}' would stand twice: call it otherwise in the table", _HELP)


def _check_names(asked: list[str], *, is_batch: bool, has_file: bool, has_limit: bool, command: str = "interactions") -> None:
    """Refuse names that are none, a limit for no name, and names from two places."""
    if any(not name.strip() for name in asked):
        raise UsageProblem("a name is empty; give each name as one argument", f"valcli help {command}")
    if not asked and not is_batch and has_limit:
        raise UsageProblem("--fail-on needs a name", _HELP)
    if is_batch and (has_file == bool(asked) or len(asked) > 1):
        raise UsageProblem("names come from the command line, from - or from --from FILE: give one of the three", _HELP)


@app.command(short_help=SHORT["leaflet"])
@takes_options(without=("clinical",))
def leaflet(
    options: Options,
    names: Annotated[list[str] | None, typer.Argument(metavar="[NAME]...", help="What else is taken, eaten or drunk.")] = None,
) -> Outcome:
    """Print one page to hand over, with what was asked about on it."""
    from valcli.answers import leaflet as answering

    asked = names or []
    if "-" in asked:
        raise UsageProblem("a list of names can't be printed as one page; give the names, for example: valcli leaflet NAME")
    _check_names(asked, is_batch=False, has_file=False, has_limit=False, command="leaflet")
    return Outcome(answering.leaflet(options.facts(), asked, options.country), options.format, clinical=False)


@app.command(short_help=SHORT["search"])
@takes_options()
def search(
    options: Options,
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="What you want to know, in your own words.")],
) -> Outcome:
    """Search statements, doses, side effects, interactions, questions and terms."""
    from valcli.answers import search as answering

    if not any(word.strip() for word in words):
        raise UsageProblem("nothing to search for", "valcli help search")
    return Outcome(
        answering.search(options.facts(), words, options.country, clinical=options.clinical), options.format, options.clinical
    )


def _source(path: str | None, column: str | None, keep: list[str]) -> "Source":
    """The names of a stream: its lines, or a column of the table that it is."""
    if column is None:
        from valcli.cli.names_in import Lines

        return Lines(_lines(path))
    from valcli.cli.tables_in import Column

    return Column(_lines(path), column, keep)


def _lines(path: str | None) -> io.BufferedIOBase:
    """The stream of names: a file, or standard input when no file is named."""
    if path is None:
        if sys.__stdin__ is None:
            raise UsageProblem("standard input is closed, so there are no names to read")
        return cast(io.BufferedIOBase, sys.__stdin__.buffer)
    try:
        return Path(path).open("rb")
    except (OSError, ValueError) as error:
        raise UsageProblem(
            f"the names in '{shortened(path)}' can't be read: {getattr(error, 'strerror', None) or error}"
        ) from error


def _limit(base: "FactBase", level: str | None) -> int:
    """The place of a level, 0 for the strictest; NEVER without one."""
    if level is None:
        return NEVER
    levels = [term.tag for term in base.terms("levels")]
    known("level", level, levels)
    return levels.index(level)
