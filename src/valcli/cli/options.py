"""The options that several commands share: each is written once, with its check.

They stand apart from what serves them, so that help loads nothing else.
"""

import inspect
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from valcli.cli import terminal, values
from valcli.cli.outcome import Outcome, Streamed
from valcli.errors import UsageProblem
from valcli.text.printable import shortened
from valcli.text.slips import did_you_mean

if TYPE_CHECKING:
    from valcli.store.fact_base import FactBase

FORMATS = ("text", "plain", "csv", "markdown", "html", "json", "jsonl")
STREAMED = ("text", "plain", "csv", "jsonl")  # of a list of names, whose end nobody knows yet
EXPORTED = ("csv", "jsonl")  # of a table
REPORTED = ("text", "json", "jsonl")  # of a check
COMPARED = ("text", "markdown", "json", "jsonl")  # of two folders of facts
FIELDED = ("csv", "jsonl")  # of which some fields can be chosen
EVERYWHERE = "all"
SCREEN = ("color", "width", "no_pager")
STAND_ELSEWHERE = ("clinical", "country")  # not at commands whose answer they can't change


class Options:
    """What the shared options of one command line say."""

    def __init__(
        self,
        form: str = FORMATS[0],
        clinical: bool = False,
        folder: str | None = None,
        wished: terminal.Wished = terminal.USUAL,
        fields: tuple[str, ...] = (),
    ) -> None:
        self.format = form
        self.clinical = clinical
        self.country = EVERYWHERE
        self.asked_country: tuple[str, str] | None = None  # as it was typed, and the variable in which it stands, or ''
        self.folder = folder
        self.wished = wished
        self.fields = fields

    def facts(self) -> "FactBase":
        """The facts that were asked for; afterwards `country` is a country of theirs.

        Raises:
            FactsProblem: when they are missing, invalid or damaged.
            UsageProblem: when they know no such country.

        """
        from valcli.store.opening import open_facts

        base = open_facts(Path(self.folder) if self.folder is not None else None)
        if self.asked_country:
            word, variable = self.asked_country
            codes = base.asked_countries() | {EVERYWHERE: EVERYWHERE}
            code = word.strip().casefold()
            if code not in codes:
                known("country", word, dict.fromkeys(codes.values()), f" in {variable}" if variable else "")
            self.country = codes[code]
        return base


def _option(name: str, kind: Any, default: Any, *declared: str, **shown: Any) -> inspect.Parameter:
    annotation = Annotated[kind, typer.Option(*declared, **shown)]
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


def _shared(formats: Iterable[str]) -> dict[str, inspect.Parameter]:
    """The options in the order in which help shows them."""
    made: tuple[inspect.Parameter, ...] = (
        _option(
            "format",
            str,
            next(iter(formats)),
            "--format",
            "-f",
            metavar="FORMAT",
            help=f"One of: {', '.join(formats)}.",
            autocompletion=values.among(formats),
        ),
        _option("json", bool, False, "--json", help="The same as --format json."),
        _option("clinical", bool, False, "--clinical", help="Add the exact statement, ids and how sources were read."),
        _option(
            "country",
            str | None,
            None,
            "--country",
            metavar="COUNTRY",
            help="One country, or all; also VALCLI_COUNTRY.",
            autocompletion=values.countries,
        ),
        _option(
            "color",
            str,
            terminal.COLORS[0],
            "--color",
            metavar="WHEN",
            help=f"One of: {', '.join(terminal.COLORS)}.",
            autocompletion=values.among(terminal.COLORS),
        ),
        _option("width", int, 0, "--width", metavar="N", help="Wrap text at this width, 40 to 100, wherever it goes."),
        _option("no_pager", bool, False, "--no-pager", help="Print a long page at once."),
        _option(
            "folder",
            str | None,
            None,
            "--facts",
            metavar="DIR",
            envvar="VALCLI_FACTS",
            help="Another folder of facts.",
            show_default=False,
            autocompletion=values.folders,
        ),
        _option("debug", bool, False, "--debug", help="After a fault in valcli itself, say where it happened."),
    )
    if not {"csv", "jsonl"}.isdisjoint(formats):
        shown = "Only these columns or keys, in this order (csv, jsonl)."
        made += (_option("fields", str | None, None, "--fields", metavar="A,B", help=shown, show_default=False),)
    return {parameter.name: parameter for parameter in made}


def common() -> list[tuple[str, str]]:
    """The shared options as help names them, each with what it does."""
    options = [parameter.annotation.__metadata__[0] for parameter in _shared(FORMATS).values()]
    return [(declared(option)[0], option.help) for option in options]


def declared(option: Any) -> list[str]:
    """The names of an option; Typer takes the first one for a default until it makes the command."""
    return [name for name in (option.default, *(option.param_decls or ())) if isinstance(name, str) and name.startswith("-")]


def takes_options(formats: Iterable[str] = FORMATS, without: Iterable[str] = ()) -> Callable[..., Any]:
    """Give a command the shared options: it is called with all of them, checked, as its first argument."""
    listed = tuple(formats)
    shared = {name: made for name, made in _shared(listed).items() if name not in without}

    def dress(serve: Callable[..., Any]) -> Callable[..., Any]:
        _, *own = inspect.signature(serve, eval_str=True).parameters.values()

        def command(**values: Any) -> Any:
            given = {name: values.pop(name, parameter.default) for name, parameter in _shared(listed).items()}
            options = _checked(listed, given)
            if "country" in shared:
                options.asked_country = _country(given["country"])
            made = serve(options, **values)
            if isinstance(made, Outcome):
                made.wished = options.wished
            if options.fields and options.format in FIELDED and isinstance(made, (Outcome, Streamed)):
                if isinstance(made, Outcome):  # of a stream the fields were checked before it was opened
                    known_fields(options.fields, made.offered())
                made.choose(options.fields)
            return made

        command.__name__, command.__doc__, command.__module__ = serve.__name__, serve.__doc__, serve.__module__
        keyword = [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in own]
        command.__signature__ = inspect.Signature([*keyword, *shared.values()])  # type: ignore[attr-defined]  # what Typer reads
        command.__annotations__ = {}
        return command

    return dress


def _checked(formats: tuple[str, ...], given: dict[str, Any]) -> Options:
    form, folder = given["format"], given["folder"]
    known("format", form, formats)
    known("color", given["color"], terminal.COLORS)
    if given["json"] and form not in (formats[0], "json"):
        raise UsageProblem(f"--json and --format {form} ask for two formats; give one of them")
    if given["width"] < 0:
        raise UsageProblem("--width needs a number of characters, 40 to 100", "valcli help options")
    if folder == "":
        raise UsageProblem("--facts needs the name of a folder; leave it out for the facts that came with valcli")
    wished = terminal.Wished(given["color"], given["width"], not given["no_pager"])
    return Options("json" if given["json"] else form, given["clinical"], folder, wished, _fields(given.get("fields")))


def _fields(typed: str | None) -> tuple[str, ...]:
    """The chosen fields, each once, in the order in which they were typed."""
    if typed is not None and not typed.strip():
        raise UsageProblem("--fields needs names, such as id,text", "valcli help options")
    return tuple(dict.fromkeys(field.strip() for field in typed.split(","))) if typed else ()


def _country(typed: str | None) -> tuple[str, str] | None:
    """The country as it was typed, and the variable in which it stands where no option names one."""
    if typed is not None:
        return typed, ""
    return (kept, "VALCLI_COUNTRY") if (kept := os.environ.get("VALCLI_COUNTRY", "")) else None


def known(what: str, word: str, allowed: Iterable[str], where: str = "") -> None:
    """Refuse a word that is none of those allowed; `where` says where it stands, if not on the command line.

    Raises:
        UsageProblem: with those allowed, and the nearest of them.

    """
    words, plural = list(allowed), "countries" if what == "country" else f"{what}s"
    if word not in words:
        raise UsageProblem(
            f"no {what} '{shortened(word)}'{where}.{did_you_mean(word, words)} {plural.capitalize()}: {', '.join(words)}."
        )


def known_fields(fields: Iterable[str], offered: Iterable[str]) -> None:
    """Refuse a field that a row or line does not have.

    Raises:
        UsageProblem: with those that there are.

    """
    listed = tuple(offered)
    for field in fields:
        known("field", field, listed)
