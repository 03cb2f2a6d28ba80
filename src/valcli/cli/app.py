"""The commands: options -> a request -> an answer. Nothing here prints."""

import io
import os
import sys
from pathlib import Path
from typing import Annotated, cast

import typer

from valcli import __version__, stdout
from valcli.answers.context import ALL_COUNTRIES
from valcli.cli import terminal
from valcli.cli.help import EPILOG, HELP, SHORT
from valcli.cli.options import (
    STREAMED,
    ClinicalOption,
    CountryOption,
    FactsOption,
    FormatOption,
    JsonOption,
    _check_country,
    _facts,
    _format,
    _limit,
)
from valcli.cli.outcome import Outcome, Streamed, Written, encoded
from valcli.errors import ExitCode, FactsProblem, UsageProblem
from valcli.text.printable import shortened

app = typer.Typer(
    name="valcli",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback(invoke_without_command=True, epilog=EPILOG, help=HELP["_valcli"])
def _valcli(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Versions of the program and of the facts.")] = False,
) -> str | None:
    """Look up what published sources say about Valium (diazepam)."""
    if not version:
        return None
    if context.invoked_subcommand:
        raise UsageProblem("--version stands alone: valcli --version")
    meta = _facts(None).meta()
    return f"valcli {__version__}, facts {meta.version} (reviewed {meta.reviewed})\n"


@app.command(short_help=SHORT["info"], help=HELP["info"])
def info(
    sections: Annotated[list[str] | None, typer.Argument(metavar="[SECTION]...", help="Chapters; all without one.")] = None,
    list_: Annotated[bool, typer.Option("--list", help="Name the sections.")] = False,
    format_: FormatOption = "text",
    json: JsonOption = False,
    clinical: ClinicalOption = False,
    country: CountryOption = ALL_COUNTRIES,
    facts: FactsOption = None,
) -> Outcome:
    """Read the leaflet, or chosen sections of it, always in the same order."""
    from valcli.answers import info as answering

    chosen = _format(format_, json)
    _check_country(country)
    base = _facts(facts)
    if list_ and sections:
        raise UsageProblem("--list names all sections, so it takes none; try: valcli info --list")
    answer = answering.section_list(base, country) if list_ else answering.info(base, sections or [], country)
    return Outcome(answer, chosen, clinical)


@app.command(short_help=SHORT["interactions"], help=HELP["interactions"])
def interactions(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME]...", help="Medicines, foods, drinks, herbs, illnesses.")
    ] = None,
    from_: Annotated[
        str | None, typer.Option("--from", metavar="FILE", help="Names from a file, one a line.", show_default=False)
    ] = None,
    fail_on: Annotated[
        str | None,
        typer.Option("--fail-on", metavar="LEVEL", help="Exit with 3 at this level or a stricter one.", show_default=False),
    ] = None,
    format_: FormatOption = "text",
    json: JsonOption = False,
    clinical: ClinicalOption = False,
    country: CountryOption = ALL_COUNTRIES,
    facts: FactsOption = None,
) -> Outcome | Streamed:
    """Ask what happens when diazepam meets something else; without a name, list everything known."""
    chosen = _format(format_, json)
    _check_country(country)
    asked = names or []
    if any(not name.strip() for name in asked):
        raise UsageProblem("a name is empty; give each name as one argument, for example: valcli interactions alcohol")
    is_batch = from_ is not None or "-" in asked
    if not asked and not is_batch and fail_on is not None:
        raise UsageProblem("--fail-on needs a name, for example: valcli interactions wine --fail-on avoid")
    if is_batch and ((from_ is not None) == bool(asked) or len(asked) > 1):
        raise UsageProblem("names come from the command line, from - or from --from FILE: give one of the three")
    if is_batch and chosen not in STREAMED:
        raise UsageProblem(f"a list of names can't be printed as {chosen}. Formats: {', '.join(STREAMED)}.")
    base = _facts(facts)
    limit = _limit(base, fail_on)
    if is_batch:
        from valcli.cli.batch import Batch

        look = terminal.look(os.environ, terminal=stdout.is_terminal(), clinical=clinical)
        return Streamed(Batch(base, _lines(from_), chosen, country, look), chosen, limit)
    from valcli.answers import interactions as answering

    return Outcome(answering.interactions(base, asked, country), chosen, clinical, limit)


@app.command(short_help=SHORT["sources"], help=HELP["sources"])
def sources(
    ids: Annotated[list[str] | None, typer.Argument(metavar="[ID]...", help="Sources; all without one.")] = None,
    format_: FormatOption = "text",
    json: JsonOption = False,
    clinical: ClinicalOption = False,
    country: CountryOption = ALL_COUNTRIES,
    facts: FactsOption = None,
) -> Outcome:
    """Show the bibliography; with ids, each source and every statement that leans on it."""
    from valcli.answers import sources as answering

    chosen = _format(format_, json)
    _check_country(country)
    return Outcome(answering.sources(_facts(facts), ids or [], country), chosen, clinical)


@app.command(short_help=SHORT["why"], help=HELP["why"])
def why(
    wanted: Annotated[str, typer.Argument(metavar="ID", help="Id of a statement, such as dose.us-spasm or ix.alcohol.")],
    format_: FormatOption = "text",
    json: JsonOption = False,
    clinical: ClinicalOption = False,
    country: CountryOption = ALL_COUNTRIES,
    facts: FactsOption = None,
) -> Outcome:
    """Show one statement in full: plain, clinical, every source with its place, and who disagrees."""
    from valcli.answers import sources as answering

    chosen = _format(format_, json)
    _check_country(country)
    return Outcome(answering.why(_facts(facts), wanted, country), chosen, clinical)


@app.command(short_help=SHORT["search"], help=HELP["search"])
def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="What you want to know, in your own words.")],
    format_: FormatOption = "text",
    json: JsonOption = False,
    clinical: ClinicalOption = False,
    country: CountryOption = ALL_COUNTRIES,
    facts: FactsOption = None,
) -> Outcome:
    """Search statements, doses, side effects, interactions, questions and terms."""
    from valcli.answers import search as answering

    chosen = _format(format_, json)
    _check_country(country)
    if not any(word.strip() for word in words):
        raise UsageProblem("nothing to search for; try: valcli search can I drive")
    return Outcome(answering.search(_facts(facts, whole=False), words, country), chosen, clinical)


@app.command(short_help=SHORT["explain"], help=HELP["explain"])
def explain(
    word: Annotated[
        list[str] | None, typer.Argument(metavar="[WORD]", help="A level, a frequency word, a medical term or a rule.")
    ] = None,
    format_: FormatOption = "text",
    json: JsonOption = False,
    clinical: ClinicalOption = False,
    country: CountryOption = ALL_COUNTRIES,
    facts: FactsOption = None,
) -> Outcome:
    """Say what a word means here: a level, how common is "common", a medical term."""
    from valcli.answers import explain as answering

    chosen = _format(format_, json)
    _check_country(country)
    asked = " ".join(word or [])
    try:
        return Outcome(answering.explain(_facts(facts), asked, country), chosen, clinical)
    except FactsProblem:
        # whoever mends broken facts is just the one who asks what a rule wants
        answer = answering.explain_rule(asked, country)
        if answer is None:
            raise
        return Outcome(answer, chosen, clinical)


@app.command(short_help=SHORT["claims"], help=HELP["claims"])
def claims(
    words: Annotated[list[str] | None, typer.Argument(metavar="[WORDS]...", help="Words of the claim; all without one.")] = None,
    format_: FormatOption = "text",
    json: JsonOption = False,
    clinical: ClinicalOption = False,
    country: CountryOption = ALL_COUNTRIES,
    facts: FactsOption = None,
) -> Outcome:
    """Show what five web articles say about the medicine, and what is right."""
    from valcli.answers import explain as answering

    chosen = _format(format_, json)
    _check_country(country)
    return Outcome(answering.claims(_facts(facts), words or [], country), chosen, clinical)


@app.command(short_help=SHORT["check"], help=HELP["check"])
def check(
    format_: Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help="One of: text, json, jsonl.")] = "text",
    json: JsonOption = False,
    facts: FactsOption = None,
) -> Written:
    """Put every rule to the YAML files of a folder of facts, and say what breaks one, with file and line."""
    from valcli.editing.check import check as put_rules  # no other command pays for the rules
    from valcli.output.check_report import REPORTS

    chosen = _format(format_, json, tuple(REPORTS))
    if facts == "":
        raise UsageProblem("--facts needs the name of a folder; leave it out for the facts that came with valcli")
    report = put_rules(Path(facts) if facts else None)
    code = ExitCode.FACTS if report.errors else ExitCode.ANSWERED
    return Written((encoded(REPORTS[chosen](report, facts or ""), chosen),), b"", code)


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
