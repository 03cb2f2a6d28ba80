"""The short way: the plainest requests are answered from the compiled store, without Typer.

Serves `interactions NAME`, `info` and `info SECTION`, each with or without `--json`, in a
pipe and on a terminal, and names from a stream to JSON lines, when the encoding is UTF-8 and
no variable of ours is set. Everything else, also whatever is not found here, goes the long
way, so help, errors and suggestions exist once.
`tests/test_gate.py` proves that both ways give the same bytes and the same code.
"""

import _signal  # type: ignore[import-not-found]  # the C half of signal, which is there before anything else is imported
import gc
import os
import sys

# both ends of a pipe are silent then, with the status that shells expect, also during the imports
_signal.signal(_signal.SIGINT, _signal.SIG_DFL)
if hasattr(_signal, "SIGPIPE"):
    _signal.signal(_signal.SIGPIPE, _signal.SIG_DFL)

from valcli import shelf, stream  # noqa: E402


def main() -> None:
    """Answer from the store, or run the whole command line."""
    gc.disable()  # a short life makes little garbage, and looking for it costs a tenth of the start
    arguments = sys.argv[1:]
    found = answer(arguments)
    if found is not None:
        stream.finish((found[0],), lambda: (b"", found[1]))
    is_bulk = _is_bulk(arguments)
    if (is_bulk or _is_name(arguments)) and os.path.exists(shelf.STORE):  # noqa: PTH110  pathlib costs more than a look-up
        shelf.begin_check()  # what is not found is told only when the whole store is as it was built
    if is_bulk:
        from valcli.bulk import serve

        written = serve(arguments)
        if written:
            stream.finish(written.out, lambda: (written.err, written.code))
    from valcli.cli import main as long_way

    long_way()


def answer(arguments: list[str]) -> tuple[bytes, int] | None:
    """What is written to stdout, and the exit code; None for what goes the long way."""
    is_json = arguments[-1:] == ["--json"]
    words = arguments[:-1] if is_json else arguments
    subject = _subject(words)
    if subject is None or not _is_bare():
        return None
    dresses = not is_json and (stream.is_terminal() or "FORCE_COLOR" in os.environ or "CLICOLOR_FORCE" in os.environ)
    found = shelf.page("json" if is_json else "screen" if dresses else "text", subject, words[1:])
    if found is None or not dresses:
        return found
    from valcli.screen import dressed

    return dressed(found[0]), found[1]


def _is_bulk(words: list[str]) -> bool:
    is_stream = words[:2] in (["interactions", "-"], ["interactions", "--from"])
    return is_stream and words[-2:] in (["--format", "jsonl"], ["-f", "jsonl"]) and _is_bare()


def _is_name(words: list[str]) -> bool:
    """Whether one name was asked for, which is not in the store then."""
    return words[:1] == ["interactions"] and _subject([word for word in words if word != "--json"]) is not None and _is_bare()


def _is_bare() -> bool:
    """Whether nothing in the environment asks for other facts, another look or another encoding."""
    return stream.encoding().lower().replace("-", "") == "utf8" and not any(name.startswith("VALCLI_") for name in os.environ)


def _subject(words: list[str]) -> str | None:
    """What pages are kept under, or None for what none is kept for."""
    if any(word[:1] in ("-", "") for word in words) or not 0 < len(words) < 3:
        return None
    if words[0] == "info":
        return " ".join(("info", *words[1:]))
    is_name = words[0] == "interactions" and len(words) == 2 and words[1].isascii() and words[1].isprintable()
    return f"name {words[1].lower()}" if is_name else None
