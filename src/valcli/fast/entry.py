"""The plainest requests, without Typer: `info`, `info SECTION` and `interactions NAME...`, each with or without `--json`.

Pages of the leaflet are kept ready in the store; names are answered by the code that answers them
everywhere. Whatever is not plain, or goes wrong, is left to the command line, so help, errors and
options exist once. `tests/fast` proves that both ways give the same bytes.
"""

import os

from valcli import stdout
from valcli.errors import FactsProblem
from valcli.store import file

_OTHERS = ("", "-", *"\u2010\u2011\u2012\u2013\u2014\u2015\u2212")  # a long dash too may open an option


def serve(arguments: list[str]) -> None:
    """Answer and end the process; come back when the request is not a plain one."""
    command, *words = arguments or [""]
    form = "json" if words[-1:] == ["--json"] else "text"
    words = words[:-1] if form == "json" else words
    if not is_plain(words):
        return
    if command == "info" and len(words) <= 1:
        _serve_page(form, words)
    elif command == "interactions" and words:
        _serve_names(form, words)


def is_plain(words: list[str]) -> bool:
    """Whether these are words and no options, for a built package, with nothing of ours in the environment."""
    return (
        file.is_built()
        and all(word[:1] not in _OTHERS and word.isprintable() for word in words)
        and not any(name.startswith("VALCLI_") for name in os.environ)
    )


def _serve_page(form: str, words: list[str]) -> None:
    if stdout.encoding().lower().replace("-", "") != "utf8":
        return
    from valcli.fast.pages import page

    found = page(form, words)
    if found is not None and (form == "json" or _fits(found)):
        stdout.finish((found,), lambda: (b"", 0), _unwritten if form == "json" else None)


def _serve_names(form: str, words: list[str]) -> None:
    if not all(word.strip() for word in words):
        return
    from valcli.answers.context import ALL_COUNTRIES
    from valcli.answers.interactions import interactions
    from valcli.cli.outcome import Outcome
    from valcli.store.opening import open_facts

    try:
        written = Outcome(interactions(open_facts(None), words, ALL_COUNTRIES), form, clinical=False).written()
    except FactsProblem:  # the command line says so
        return
    if form == "json" or _fits(written.whole()):
        stdout.finish(written.out, lambda: (written.err, written.code), _unwritten if form == "json" else None)


def _unwritten(message: str, code: int) -> bytes:
    """What tells a program that the answer could not be written."""
    from valcli.cli.outcome import unwritten  # needed by this alone

    return unwritten(message, code)


def _fits(made: bytes) -> bool:
    """Whether a page needs no pager; one that does is for the command line."""
    if not stdout.is_terminal():
        return True
    from valcli.cli import terminal

    return terminal.fits(made)
