"""The short way: the plainest requests are answered from the compiled store, without Typer.

Serves `interactions NAME`, `info` and `info SECTION`, each with or without `--json`, in UTF-8 and with
no variable of ours set. Everything else goes the long way, so
help, errors and suggestions exist once. `tests/test_gate.py` proves that both ways give the same bytes.
"""

import _signal  # type: ignore[import-not-found]  # the C half of signal, which is there before anything else is imported
import gc
import os
import sys

from valcli import stdout
from valcli.fast import pages
from valcli.store import file

# both ends of a pipe are silent then, with the status that shells expect, also during the imports
_signal.signal(_signal.SIGINT, _signal.SIG_DFL)


if hasattr(_signal, "SIGPIPE"):
    _signal.signal(_signal.SIGPIPE, _signal.SIG_DFL)


_STOREFREE = {"check", "--facts", "-h", "--help"}  # words with which no compiled store is read


def main() -> None:
    """Answer from the store, or run the whole command line."""
    gc.disable()  # a short life makes little garbage, and looking for it costs a tenth of the start
    words = sys.argv[1:]
    if found := answer(words):
        stdout.finish((found[0],), lambda: (b"", found[1]))
    if _is_bare() and not _STOREFREE & {*words}:
        file.begin_check()  # beyond the kept pages nothing is told before the whole store is known to be as it was built
    from valcli.cli.run import main as long_way

    long_way()


def answer(words: list[str]) -> tuple[bytes, int] | None:
    """What is written to stdout, and the exit code; None for what goes the long way."""
    subject = _subject(words)
    if not subject or not _is_bare():
        return None
    is_json = words[-1] == "--json"
    dresses = not is_json and (stdout.is_terminal() or "FORCE_COLOR" in os.environ or "CLICOLOR_FORCE" in os.environ)
    found = pages.page("json" if is_json else "screen" if dresses else "text", subject, words[1:2])
    if not found or not dresses:
        return found
    return pages.dressed(found[0]), found[1]


def _is_bare() -> bool:
    """Whether nothing in the environment asks for other facts, another look or another encoding."""
    return stdout.encoding().lower().replace("-", "") == "utf8" and not any(name.startswith("VALCLI_") for name in os.environ)


def _subject(words: list[str]) -> str:
    """What a page is kept under; empty for what none is kept for."""
    command, *rest = words[: -1 if words[-1:] == ["--json"] else None] or [""]
    if len(rest) > 1 or any(word[:1] in ("-", "") for word in rest):
        return ""
    if command == "info":
        return " ".join(("info", *rest))
    is_name = command == "interactions" and rest and rest[0].isascii() and rest[0].isprintable()
    return f"name {rest[0].lower()}" if is_name else ""
