"""The commands: options -> a request -> an answer. Nothing here prints."""

import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from valcli import __version__, stdout
from valcli.cli import terminal
from valcli.cli.help import EPILOG, SHORT
from valcli.cli.options import EXPORTED, REPORTED, STREAMED, Options, known, takes_options
from valcli.cli.outcome import NEVER, Outcome, Streamed, Written, encoded
from valcli.errors import ExitCode, FactsProblem, UsageProblem
from valcli.text.printable import shortened

if TYPE_CHECKING:
    from valcli.cli.batch import Source
    from valcli.store.fact_base import FactBase

app = typer.Typer(
    name="valcli",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback(invoke_without_command=True, epilog=EPILOG)
def _valcli(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Versions of the program and of the facts.")] = False,
) -> str | None:
    """Versions, or nothing: every other word is a command."""
    if not version:
        return None
    if context.invoked_subcommand:
        raise UsageProblem("--version stands alone: valcli --version")
    return _version(Options("text", False, "all", os.environ.get("VALCLI_FACTS") or None))


def _version(options: Options) -> str:
    facts = options.facts()
    meta = facts.meta()
    shipped = "" if facts.shipped() else ", not the shipped ones"
    build = f", build {facts.build()}" if facts.build() else ""
    return f"valcli {__version__}{build}, facts {meta.version} (reviewed {meta.reviewed}{shipped})\n"


@app.command(short_help=SHORT["info"])
@takes_options()
def info(
    options: Options,
    sections: Annotated[list[str] | None, typer.Argument(metavar="[SECTION]...", help="Chapters; all without one.")] = None,
    list_: Annotated[bool, typer.Option("--list", help="Name the sections.")] = False,
) -> Outcome:
    """Read the leaflet, or chosen sections of it, always in the same order."""
    from valcli.answers import info as answering

    base = options.facts()
    if list_ and sections:
        raise UsageProblem("--list names all sections, so it takes none; try: valcli info --list")
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
        str | None, typer.Option("--from", metavar="FILE", help="Names from a file, one a line.", show_default=False)
    ] = None,
    column: Annotated[
        str | None,
        typer.Option("--column", metavar="NAME", help="Names from this column of a CSV or TSV.", show_default=False),
    ] = None,
    keep: Annotated[
        list[str] | None,
        typer.Option("--keep", metavar="COLUMN", help="Pass this column through, in front (csv).", show_default=False),
    ] = None,
    fail_on: Annotated[
        str | None,
        typer.Option("--fail-on", metavar="LEVEL", help="Exit with 3 at this level or a stricter one.", show_default=False),
    ] = None,
) -> Outcome | Streamed:
    """Ask what happens when the medicine meets something else; without a name, list everything known."""
    asked = names or []
    is_batch = from_ is not None or "-" in asked
    _check_names(asked, is_batch=is_batch, has_file=from_ is not None, has_limit=fail_on is not None)
    if is_batch and options.format not in STREAMED:
        raise UsageProblem(f"a list of names can't be printed as {options.format}. Formats: {', '.join(STREAMED)}.")
    _check_table(column, keep, is_batch=is_batch, is_table=options.format == "csv")
    base = options.facts()
    limit = _limit(base, fail_on)
    if is_batch:
        from valcli.cli.batch import Batch

        look = terminal.look(os.environ, terminal=stdout.is_terminal(), clinical=options.clinical)
        source = _source(from_, column, keep or [])
        return Streamed(Batch(base, source, options.format, options.country, look), options.format, limit)
    from valcli.answers import interactions as answering

    return Outcome(answering.interactions(base, asked, options.country), options.format, options.clinical, limit)


def _check_table(column: str | None, keep: list[str] | None, *, is_batch: bool, is_table: bool) -> None:
    """Refuse a column where no table is read, and columns that no table takes."""
    if column is not None and not is_batch:
        raise UsageProblem("--column needs a table, for example: valcli interactions --from FILE --column NAME")
    if keep and (column is None or not is_table):
        raise UsageProblem("--keep goes with --column and --format csv")


def _check_names(asked: list[str], *, is_batch: bool, has_file: bool, has_limit: bool) -> None:
    """Refuse names that are none, a limit for no name, and names from two places."""
    if any(not name.strip() for name in asked):
        raise UsageProblem("a name is empty; give each name as one argument, for example: valcli interactions NAME")
    if not asked and not is_batch and has_limit:
        raise UsageProblem("--fail-on needs a name, for example: valcli interactions NAME --fail-on LEVEL")
    if is_batch and (has_file == bool(asked) or len(asked) > 1):
        raise UsageProblem("names come from the command line, from - or from --from FILE: give one of the three")


@app.command(short_help=SHORT["sources"])
@takes_options()
def sources(
    options: Options,
    ids: Annotated[list[str] | None, typer.Argument(metavar="[ID]...", help="Sources; all without one.")] = None,
) -> Outcome:
    """Show the bibliography; with ids, each source and every statement that leans on it."""
    from valcli.answers import sources as answering

    return Outcome(answering.sources(options.facts(), ids or [], options.country), options.format, options.clinical)


@app.command(short_help=SHORT["why"])
@takes_options()
def why(
    options: Options,
    wanted: Annotated[str, typer.Argument(metavar="ID", help="Id of a statement; search and --clinical print them.")],
) -> Outcome:
    """Show one statement in full: plain, clinical, every source with its place, and who disagrees."""
    from valcli.answers import sources as answering

    return Outcome(answering.why(options.facts(), wanted, options.country), options.format, options.clinical)


@app.command(short_help=SHORT["search"])
@takes_options()
def search(
    options: Options,
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="What you want to know, in your own words.")],
) -> Outcome:
    """Search statements, doses, side effects, interactions, questions and terms."""
    from valcli.answers import search as answering

    if not any(word.strip() for word in words):
        raise UsageProblem("nothing to search for; try: valcli search can I drive")
    return Outcome(
        answering.search(options.facts(), words, options.country, clinical=options.clinical), options.format, options.clinical
    )


@app.command(short_help=SHORT["explain"])
@takes_options()
def explain(
    options: Options,
    word: Annotated[
        list[str] | None, typer.Argument(metavar="[WORD]", help="A level, a frequency word, a medical term or a rule.")
    ] = None,
) -> Outcome:
    """Say what a word means here: a level, how common is "common", a medical term."""
    from valcli.answers import explain as answering

    asked = " ".join(word or [])
    try:
        return Outcome(answering.explain(options.facts(), asked, options.country), options.format, options.clinical)
    except FactsProblem:
        # whoever mends broken facts is just the one who asks what a rule wants
        answer = answering.explain_rule(asked, options.country)
        if answer is None:
            raise
        return Outcome(answer, options.format, options.clinical)


@app.command(short_help=SHORT["claims"])
@takes_options()
def claims(
    options: Options,
    words: Annotated[list[str] | None, typer.Argument(metavar="[WORDS]...", help="Words of the claim; all without one.")] = None,
) -> Outcome:
    """Show what five web articles say about the medicine, and what is right."""
    from valcli.answers import explain as answering

    return Outcome(answering.claims(options.facts(), words or [], options.country), options.format, options.clinical)


@app.command(short_help=SHORT["export"])
@takes_options(EXPORTED, without=("json", "clinical", "country"))
def export(
    options: Options,
    table: Annotated[str, typer.Argument(metavar="TABLE", help="names, interactions or facts.")],
) -> Written:
    """Write a whole table of the facts, as csv or jsonl."""
    from valcli.answers.export import TABLES
    from valcli.answers.export import export as answering
    from valcli.output.table import EXPORTS

    known("table", table, TABLES)
    rows = EXPORTS[options.format](answering(options.facts(), table))
    return Written((encoded("".join(rows), options.format),))


@app.command(short_help=SHORT["check"])
@takes_options(REPORTED, without=("clinical", "country"))
def check(
    options: Options,
) -> Written:
    """Put every rule to the YAML files of a folder of facts, and say what breaks one, with file and line."""
    from valcli.editing.check import check as put_rules  # no other command pays for the rules
    from valcli.output.check_report import REPORTS

    report = put_rules(Path(options.folder) if options.folder else None)
    code = ExitCode.FACTS if report.errors else ExitCode.ANSWERED
    return Written((encoded(REPORTS[options.format](report, options.folder or ""), options.format),), b"", code)


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
