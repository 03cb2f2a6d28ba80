"""The command line: options -> a query -> an answer -> the door out. Nothing here prints."""

import contextlib
import copy
import difflib
import io
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, cast

import typer

from valcli import __version__, stream, terminal
from valcli.clean import shortened, visible
from valcli.errors import DAMAGED, ExitCode, FactsProblem, UsageProblem, ValcliError
from valcli.helptext import BARE, EPILOG, HELP, SHORT
from valcli.options import ALL_COUNTRIES, COUNTRIES, FORMATS, STREAMED
from valcli.outcome import NEVER, Outcome, Streamed, Written, encoded, fault_line

if TYPE_CHECKING:
    from valcli.store import FactBase

app = typer.Typer(
    name="valcli",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

# the base of all that Typer says of a wrong command line; it has a public name only since 0.27
_WRONG_USAGE = cast("type[Exception]", typer.BadParameter.__mro__[2])

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
    from valcli import query

    chosen = _format(format_, json)
    _check_country(country)
    base = _facts(facts)
    if list_ and sections:
        raise UsageProblem("--list names all sections, so it takes none; try: valcli info --list")
    answer = query.section_list(base, country) if list_ else query.info(base, sections or [], country)
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
        from valcli.batch import Batch
        from valcli.bulk import open_bulk

        is_kept = chosen == "jsonl" and country == ALL_COUNTRIES and facts is None
        if is_kept and (bulk := open_bulk(lambda: _lines(from_))):
            return Streamed(bulk, chosen, limit)
        look = terminal.look(os.environ, terminal=stream.is_terminal(), clinical=clinical)
        return Streamed(Batch(base, _lines(from_), chosen, country, look), chosen, limit)
    from valcli import query

    return Outcome(query.interactions(base, asked, country), chosen, clinical, limit)


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
    from valcli import query

    chosen = _format(format_, json)
    _check_country(country)
    return Outcome(query.sources(_facts(facts), ids or [], country), chosen, clinical)


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
    from valcli import query

    chosen = _format(format_, json)
    _check_country(country)
    return Outcome(query.why(_facts(facts), wanted, country), chosen, clinical)


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
    from valcli import finding

    chosen = _format(format_, json)
    _check_country(country)
    if not any(word.strip() for word in words):
        raise UsageProblem("nothing to search for; try: valcli search can I drive")
    return Outcome(finding.search(_facts(facts, whole=False), words, country), chosen, clinical)


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
    from valcli import finding

    chosen = _format(format_, json)
    _check_country(country)
    asked = " ".join(word or [])
    try:
        return Outcome(finding.explain(_facts(facts), asked, country), chosen, clinical)
    except FactsProblem:
        # whoever mends broken facts is just the one who asks what a rule wants
        answer = finding.explain_rule(asked, country)
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
    from valcli import finding

    chosen = _format(format_, json)
    _check_country(country)
    return Outcome(finding.claims(_facts(facts), words or [], country), chosen, clinical)


@app.command(short_help=SHORT["check"], help=HELP["check"])
def check(
    format_: Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help="One of: text, json, jsonl.")] = "text",
    json: JsonOption = False,
    facts: FactsOption = None,
) -> Written:
    """Put every rule to the YAML files of a folder of facts, and say what breaks one, with file and line."""
    from valcli.check import check as put_rules  # no other command pays for the rules
    from valcli.output.report import REPORTS

    chosen = _format(format_, json, tuple(REPORTS))
    if facts == "":
        raise UsageProblem("--facts needs the name of a folder; leave it out for the facts that came with valcli")
    report = put_rules(Path(facts) if facts else None)
    code = ExitCode.FACTS if report.errors else ExitCode.ANSWERED
    return Written((encoded(REPORTS[chosen](report, facts or ""), chosen),), b"", code)


def main() -> NoReturn:
    """Run the command line of this process and end it."""
    written = run(sys.argv[1:])
    stream.finish(written.out, lambda: (written.err, written.code))


def run(arguments: Sequence[str]) -> Written:
    """What a command line writes to stdout and to stderr, and its exit code."""
    if not arguments:
        return Written((), BARE.encode(), ExitCode.USAGE)
    try:
        _check_command(arguments)
        made, printed = _call(arguments)
        if isinstance(made, Outcome):
            return made.written()
        if isinstance(made, Written):
            return made
        if isinstance(made, Streamed):
            return made.written()
        return Written((encoded(made if isinstance(made, str) else f"{printed.rstrip()}\n"),))
    except FactsProblem as problem:
        lines = "\n".join(visible(line) for line in str(problem).split("\n"))
        return Written((), encoded(f"{lines}\n"), problem.exit_code)
    except ValcliError as problem:
        return Written((), encoded(f"valcli: {visible(str(problem))}\n"), problem.exit_code)
    except _WRONG_USAGE as problem:
        return Written((), encoded(f"valcli: {_usage_message(problem, arguments)}\n"), ExitCode.USAGE)
    except (Exception, SystemExit) as fault:  # noqa: BLE001  the last resort: no traceback ever reaches a patient
        from valcli.store import is_damaged

        if is_damaged():
            return Written((), encoded(f"{DAMAGED}\n"), ExitCode.FACTS)
        return Written((), fault_line(fault), ExitCode.FAULT)


def _call(arguments: Sequence[str]) -> tuple[object, str]:
    """Run Typer with both streams in memory, so that help leaves by the same door as answers."""
    out, err = io.StringIO(), io.StringIO()
    width = min(terminal.width(), 80) if stream.is_terminal() else 80
    # Typer would serve a shell's completion here, which is not offered, and end the process
    os.environ.pop("_VALCLI_COMPLETE", None)
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        made = _narrowed(arguments[0])(args=list(arguments), prog_name="valcli", standalone_mode=False, terminal_width=width)
    return made, out.getvalue()


def _narrowed(word: str) -> typer.Typer:
    """The command line with the one command that was asked for: to make all of them costs more than to answer."""
    asked = [command for command in app.registered_commands if command.callback and command.callback.__name__ == word]
    narrowed = copy.copy(app)
    narrowed.registered_commands = asked or app.registered_commands
    return narrowed


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
    levels = [term.tag for term in base.terms("levels")]
    if level is None:
        return NEVER
    if level not in levels:
        raise UsageProblem(f"no level '{shortened(level)}'.{_near(level, levels)} Levels: {', '.join(levels)}.")
    return levels.index(level)


def _facts(folder: str | None, *, whole: bool = True) -> "FactBase":
    if folder == "":
        raise UsageProblem("--facts needs the name of a folder; leave it out for the facts that came with valcli")
    from valcli.store import open_facts

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


def _commands() -> list[str]:
    return [command.callback.__name__ for command in app.registered_commands if command.callback]


def _check_command(arguments: Sequence[str]) -> None:
    """Answer a word that is no command with the line that helps."""
    first = arguments[0]
    commands = _commands()
    if first in commands or first in ("-h", "--help", "--version"):
        return
    if first.startswith("-"):
        raise UsageProblem(f"options stand after the command, for example: valcli interactions alcohol {shortened(first)}")
    if first.casefold() in commands:
        raise UsageProblem(f"no command '{shortened(first)}'. Did you mean {first.casefold()}? Commands: {', '.join(commands)}.")
    with contextlib.suppress(FactsProblem):
        from valcli import query

        meant = query.command_for(
            _facts(os.environ.get("VALCLI_FACTS") or None), [word for word in arguments if not word.startswith("-")]
        )
        if meant:
            raise UsageProblem(f"no command '{shortened(first)}'. Did you mean: {meant}")
    raise UsageProblem(f"no command '{shortened(first)}'.{_near(first, commands)} Commands: {', '.join(commands)}.")


def _usage_message(problem: Any, arguments: Sequence[str]) -> str:
    command = next((word for word in arguments if word in _commands()), "")
    text = " ".join(visible(problem.format_message()).split())
    return f"{text.rstrip('.')}. Help: valcli {command} -h".replace("  ", " ")
