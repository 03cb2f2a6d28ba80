"""The command line itself; its commands stand in `ask`, `trace` and `edit`, in the order in which help lists them."""

import os
from typing import Annotated

import typer

from valcli import __version__
from valcli.cli.options import Options
from valcli.errors import UsageProblem

app = typer.Typer(
    name="valcli",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback(invoke_without_command=True)
def _valcli(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", "-V", help="Versions of the program and of the facts.")] = False,
) -> str | None:
    """Versions, or nothing: every other word is a command."""
    if not version:
        return None
    if context.invoked_subcommand:
        raise UsageProblem("--version stands alone", "valcli --version")
    return _version(Options(folder=os.environ.get("VALCLI_FACTS") or None))


def _version(options: Options) -> str:
    facts = options.facts()
    meta = facts.meta()
    shipped = "" if facts.shipped() else ", not the shipped ones"
    build = f", build {facts.build()}" if facts.build() else ""
    return f"valcli {__version__}{build}, facts {meta.version} (reviewed {meta.reviewed}{shipped})\n"
