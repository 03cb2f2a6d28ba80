"""The commands that show what an answer rests on: a statement, the bibliography, claims, words. Nothing here prints."""

from typing import Annotated

import typer

from valcli.cli import values
from valcli.cli.app import app
from valcli.cli.help import SHORT
from valcli.cli.options import STAND_ELSEWHERE, Options, takes_options
from valcli.cli.outcome import Outcome
from valcli.errors import FactsProblem


@app.command(short_help=SHORT["why"])
@takes_options(without=STAND_ELSEWHERE)
def why(
    options: Options,
    wanted: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="Id of a statement; search and --clinical print them.", autocompletion=values.statements
        ),
    ],
) -> Outcome:
    """Show one statement in full: plain, clinical, every source with its place, and who disagrees."""
    from valcli.answers import sources as answering

    return Outcome(answering.why(options.facts(), wanted, options.country), options.format, options.clinical)


@app.command(short_help=SHORT["sources"])
@takes_options(without=STAND_ELSEWHERE)
def sources(
    options: Options,
    ids: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ID]...", help="Sources; all without one.", autocompletion=values.sources),
    ] = None,
) -> Outcome:
    """Show the bibliography; with ids, each source and every statement that leans on it."""
    from valcli.answers import sources as answering

    return Outcome(answering.sources(options.facts(), ids or [], options.country), options.format, options.clinical)


@app.command(short_help=SHORT["claims"])
@takes_options(without=STAND_ELSEWHERE)
def claims(
    options: Options,
    words: Annotated[list[str] | None, typer.Argument(metavar="[WORDS]...", help="Words of the claim; all without one.")] = None,
) -> Outcome:
    """Show what five web articles say about the medicine, and what is right."""
    from valcli.answers import explain as answering

    return Outcome(answering.claims(options.facts(), words or [], options.country), options.format, options.clinical)


@app.command(short_help=SHORT["explain"])
@takes_options(without=STAND_ELSEWHERE)
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
