"""The commands for editors and programs: rules, tables of the facts. Nothing here prints."""

from pathlib import Path
from typing import Annotated

import typer

from valcli.cli.app import app
from valcli.cli.help import SHORT
from valcli.cli.options import EXPORTED, FIELDED, REPORTED, Options, known, known_fields, takes_options
from valcli.cli.outcome import Written, encoded
from valcli.errors import ExitCode, FactsProblem


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
    text = REPORTS[options.format](report, options.folder or "")
    if options.fields and options.format in FIELDED:
        text = _picked(text, options.fields)
    return Written((encoded(text, options.format),), b"", code)


def _picked(lines: str, fields: tuple[str, ...]) -> str:
    from valcli.output.fields import offered_of_check, picked

    known_fields(fields, offered_of_check())
    return picked(lines, fields)


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
    made = answering(options.facts(), table)
    if options.fields:
        from valcli.output.fields import offered_of_table

        known_fields(options.fields, offered_of_table(made, options.format))
    rows = EXPORTS[options.format](made, options.fields)
    return Written((encoded("".join(rows), options.format),))


@app.command(short_help=SHORT["schema"])
@takes_options(("json",), without=("format", "json", "clinical", "country"))
def schema(
    options: Options,
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="Which schema; the names there are without one.")] = None,
) -> Written:
    """Print the JSON Schema of an output or of a kind of fact file."""
    from valcli.output.schema.schemas import NAMES, listed, write
    from valcli.store.opening import words_of

    if name is None:
        return Written((encoded(listed()),))
    known("schema", name, NAMES)
    try:
        words = words_of(Path(options.folder) if options.folder else None)
    except FactsProblem:  # whoever mends broken facts wants it too; a closed word is then any word
        words = {}
    return Written((encoded(write(name, words), "json"),))
