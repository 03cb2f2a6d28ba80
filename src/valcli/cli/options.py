"""The options that several commands share: each is written once, with its check.

They stand apart from what serves them, so that help loads nothing else.
"""

import inspect
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from valcli.errors import UsageProblem
from valcli.text.printable import shortened
from valcli.text.slips import did_you_mean

if TYPE_CHECKING:
    from valcli.store.fact_base import FactBase

FORMATS = ("text", "plain", "csv", "markdown", "html", "json", "jsonl")
STREAMED = ("text", "plain", "csv", "jsonl")  # of a list of names, whose end nobody knows yet
EXPORTED = ("csv", "jsonl")  # of a table
REPORTED = ("text", "json", "jsonl")  # of a check
FIELDED = ("csv", "jsonl")  # of which some fields can be chosen
EVERYWHERE = "all"


class Options(NamedTuple):
    """What the shared options of one command line say."""

    format: str
    clinical: bool
    country: str
    folder: str | None
    fields: tuple[str, ...] = ()

    def facts(self) -> "FactBase":
        """The facts that were asked for.

        Raises:
            FactsProblem: when they are missing, invalid or damaged.
            UsageProblem: when they know no such country.

        """
        from valcli.store.opening import open_facts

        base = open_facts(Path(self.folder) if self.folder is not None else None)
        known("country", self.country, [*base.level_countries(), EVERYWHERE])
        return base


def _option(name: str, kind: Any, default: Any, *declared: str, **shown: Any) -> inspect.Parameter:
    annotation = Annotated[kind, typer.Option(*declared, **shown)]
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


def _shared(formats: Iterable[str]) -> dict[str, inspect.Parameter]:
    """The options in the order in which help shows them."""
    made: tuple[inspect.Parameter, ...] = (
        _option("format", str, next(iter(formats)), "--format", "-f", metavar="FORMAT", help=f"One of: {', '.join(formats)}."),
        _option("json", bool, False, "--json", help="The same as --format json."),
        _option("clinical", bool, False, "--clinical", help="Add the exact statement, ids and how sources were read."),
        _option("country", str, EVERYWHERE, "--country", metavar="COUNTRY", help="A country of the facts (us, uk), or all."),
        _option(
            "folder",
            str | None,
            None,
            "--facts",
            metavar="DIR",
            envvar="VALCLI_FACTS",
            help="Another folder of facts.",
            show_default=False,
        ),
    )
    if not {"csv", "jsonl"}.isdisjoint(formats):
        shown = "Only these columns or keys, in this order (csv, jsonl)."
        made += (_option("fields", str | None, None, "--fields", metavar="A,B", help=shown, show_default=False),)
    return {parameter.name: parameter for parameter in made}


def takes_options(formats: Iterable[str] = FORMATS, without: Iterable[str] = ()) -> Callable[..., Any]:
    """Give a command the shared options: it is called with all of them, checked, as its first argument."""
    listed = tuple(formats)
    shared = {name: made for name, made in _shared(listed).items() if name not in without}

    def dress(serve: Callable[..., Any]) -> Callable[..., Any]:
        _, *own = inspect.signature(serve, eval_str=True).parameters.values()

        def command(**values: Any) -> Any:
            given = {name: values.pop(name, parameter.default) for name, parameter in _shared(listed).items()}
            options = _checked(listed, **given)
            made = serve(options, **values)
            if options.fields and options.format in FIELDED and hasattr(made, "choose"):
                made.choose(options.fields)
            return made

        command.__name__, command.__doc__ = serve.__name__, serve.__doc__
        keyword = [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in own]
        command.__signature__ = inspect.Signature([*keyword, *shared.values()])  # type: ignore[attr-defined]  # what Typer reads
        command.__annotations__ = {}
        return command

    return dress


def _checked(
    formats: tuple[str, ...],
    *,
    format: str,  # noqa: A002  the option's own name
    json: bool,
    clinical: bool,
    country: str,
    folder: str | None,
    fields: str | None = None,
) -> Options:
    known("format", format, formats)
    if json and format not in (formats[0], "json"):
        raise UsageProblem(f"--json and --format {format} ask for two formats; give one of them")
    if folder == "":
        raise UsageProblem("--facts needs the name of a folder; leave it out for the facts that came with valcli")
    if fields is not None and not fields.strip():
        raise UsageProblem("--fields needs names, for example: --fields id,text")
    chosen = tuple(dict.fromkeys(field.strip() for field in fields.split(","))) if fields else ()
    return Options("json" if json else format, clinical, country, folder, chosen)


def known(what: str, word: str, allowed: Iterable[str]) -> None:
    """Refuse a word that is none of those allowed.

    Raises:
        UsageProblem: with those allowed, and the nearest of them.

    """
    words, plural = list(allowed), "countries" if what == "country" else f"{what}s"
    if word not in words:
        raise UsageProblem(
            f"no {what} '{shortened(word)}'.{did_you_mean(word, words)} {plural.capitalize()}: {', '.join(words)}."
        )


def known_fields(fields: Iterable[str], offered: Iterable[str]) -> None:
    """Refuse a field that a row or line does not have.

    Raises:
        UsageProblem: with those that there are.

    """
    listed = tuple(offered)
    for field in fields:
        known("field", field, listed)
