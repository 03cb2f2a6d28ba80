"""The commands for editors and programs: rules, tables of the facts. Nothing here prints."""

import os
from pathlib import Path
from typing import Annotated

import typer

from valcli import stdout
from valcli.cli import terminal, values
from valcli.cli.app import app
from valcli.cli.help import SHORT
from valcli.cli.options import (
    COMPARED,
    EXPORTED,
    FIELDED,
    REPORTED,
    SCREEN,
    STAND_ELSEWHERE,
    Options,
    known,
    known_fields,
    takes_options,
)
from valcli.cli.outcome import Written, encoded, other_facts
from valcli.errors import ExitCode, FactsProblem, UsageProblem
from valcli.output.look import Look


@app.command(short_help=SHORT["check"])
@takes_options(REPORTED, without=(*STAND_ELSEWHERE, "no_pager"))
def check(
    options: Options,
    fix: Annotated[bool, typer.Option("--fix", help="Put lists in order first, in the folder of --facts.")] = False,
    errors_only: Annotated[bool, typer.Option("--errors-only", help="Leave warnings out; they are counted.")] = False,
) -> Written:
    """Put every rule to the YAML files of a folder of facts, and say what breaks one, with file and line."""
    from valcli.editing.check import check as put_rules  # no other command pays for the rules
    from valcli.output.check_report import REPORTS

    report = put_rules(Path(options.folder) if options.folder else None, errors_only=errors_only, fixing=fix)
    refused = any(item.refused for item in report.fixed)
    code = ExitCode.FACTS if report.errors or refused else ExitCode.ANSWERED
    text = _picked(REPORTS[options.format](report, options.folder or "", _look(options)), options, "check")
    return Written((encoded(text, options.format),), b"", code)


def _picked(lines: str, options: Options, command: str) -> str:
    """The lines with the fields that were asked for."""
    if not options.fields or options.format not in FIELDED:
        return lines
    from valcli.output.fields import offered_by, picked

    known_fields(options.fields, offered_by(command))
    return picked(lines, options.fields)


def _look(options: Options) -> Look:
    return terminal.look(os.environ, terminal=stdout.is_terminal(), clinical=False, wished=options.wished)


@app.command(short_help=SHORT["diff"])
@takes_options(COMPARED, without=(*STAND_ELSEWHERE, "no_pager", "folder"))
def diff(
    options: Options,
    old: Annotated[str, typer.Argument(metavar="OLD", help="The folder of facts as it was.", autocompletion=values.folders)],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The folder of facts as it is.", autocompletion=values.folders)],
) -> Written:
    """Say what changed between two folders of facts: levels, doses, statements, names, sources."""
    from valcli.editing.compare.facts import compare  # no other command pays for it
    from valcli.output.diff_report import DIFFS

    found = compare(Path(old), Path(new))
    code = ExitCode.NOT_ALL_ANSWERED if found.milder else ExitCode.ANSWERED
    text = _picked(DIFFS[options.format](found, old, new, _look(options)), options, "diff")
    return Written((encoded(text, options.format),), b"", code)


@app.command(short_help=SHORT["export"])
@takes_options(EXPORTED, without=("json", *STAND_ELSEWHERE, *SCREEN))
def export(
    options: Options,
    table: Annotated[str, typer.Argument(metavar="TABLE", help="names, interactions or facts.", autocompletion=values.tables)],
) -> Written:
    """Write a whole table of the facts, as csv or jsonl."""
    from valcli.answers.export import TABLES
    from valcli.answers.export import export as answering
    from valcli.output.table import EXPORTS

    known("table", table, TABLES)
    facts = options.facts()
    made = answering(facts, table)
    if options.fields:
        from valcli.output.fields import offered_of_table

        known_fields(options.fields, offered_of_table(made, options.format))
    rows = EXPORTS[options.format](made, options.fields)
    return Written((encoded("".join(rows), options.format),), b"" if facts.shipped() else other_facts(made.version))


@app.command(short_help=SHORT["schema"])
@takes_options(("json",), without=("format", "json", *STAND_ELSEWHERE, *SCREEN))
def schema(
    options: Options,
    name: Annotated[
        str | None,
        typer.Argument(metavar="[NAME]", help="Which schema; the names there are without one.", autocompletion=values.schemas),
    ] = None,
) -> Written:
    """Print the JSON Schema of an output or of a kind of fact file."""
    from valcli.output.schema.schemas import NAMES, listed, write
    from valcli.store.file import is_built
    from valcli.store.opening import words_of

    if name is None:
        return Written((encoded(listed()),))
    known("schema", name, NAMES)
    try:
        words = words_of(Path(options.folder) if options.folder else None)
    except FactsProblem:  # whoever mends broken facts wants it too; a closed word is then any word
        if is_built() and not options.folder:  # nobody mends a store by hand
            raise
        words = {}
    return Written((encoded(write(name, words), "json"),))


@app.command(short_help=SHORT["completion"])
@takes_options(("text",), without=("format", "json", "folder", *STAND_ELSEWHERE, *SCREEN))
def completion(
    options: Options,  # noqa: ARG001  every command takes them
    shell: Annotated[str, typer.Argument(metavar="SHELL", help="bash, zsh or fish.", autocompletion=values.among(values.SHELLS))],
    typed: Annotated[list[str] | None, typer.Argument(hidden=True, help="The words up to the cursor: a script asks.")] = None,
) -> Written:
    """Print a script with which a shell completes valcli; no file is changed."""
    from valcli.cli.completion import ASKED, offered, script

    if shell == ASKED:
        return Written((encoded(offered(typed or [], app.registered_commands)),))
    known("shell", shell, values.SHELLS)
    if typed:
        raise UsageProblem("give one shell", "valcli help completion")
    return Written((encoded(script(shell)),))
