"""The short way: the plainest requests are answered from the compiled store, without Typer.

Serves `interactions NAME`, `info` and `info SECTION`, each with or without `--json`, when
stdout is no terminal, its encoding is UTF-8 and nothing in the environment asks for
another look. Everything else, also whatever is not found here, goes the long way, so help,
errors and suggestions exist once. `tests/test_gate.py` proves that both ways print the same.
"""

import _signal  # type: ignore[import-not-found]  # the C half of signal, which is there before anything else is imported
import os
import sys

# both ends of a pipe are silent then, with the status that shells expect, also during the imports
_signal.signal(_signal.SIGINT, _signal.SIG_DFL)
if hasattr(_signal, "SIGPIPE"):
    _signal.signal(_signal.SIGPIPE, _signal.SIG_DFL)

from valcli import stream  # noqa: E402

_STORE = os.path.join(os.path.dirname(__file__), "facts.sqlite")  # noqa: PTH118, PTH120  pathlib costs more than the look-up
_VERSION = 1


def main() -> None:
    """Answer from the store, or run the whole command line."""
    page = _page(sys.argv[1:])
    if page is None:
        from valcli.cli import main as long_way

        long_way()
    else:
        stream.finish((page,), lambda: (b"", 0))


def _page(arguments: list[str]) -> bytes | None:
    key = _key(arguments)
    if key is None or not os.path.exists(_STORE) or not _is_bare(os.environ):  # noqa: PTH110  as above
        return None
    import zlib
    from _sqlite3 import Error, connect  # the C half of sqlite3: half of its import time

    try:
        store = connect(
            f"file:{_STORE.replace('%', '%25').replace('?', '%3f').replace('#', '%23')}?mode=ro&immutable=1", uri=True
        )
        if store.execute("PRAGMA user_version").fetchone() != (_VERSION,):
            return None
        name = arguments[1].encode() if len(arguments) > 1 else b""
        row = store.execute(
            "SELECT ready.packed, common.packed, crc FROM ready JOIN common ON id = common WHERE key = ?", (key,)
        ).fetchone()
        if row is None:
            return None
        page = zlib.decompressobj(zdict=zlib.decompress(row[1])).decompress(row[0])
    except (Error, OSError, zlib.error, TypeError):
        return None  # the long way says what is wrong
    return page.replace(b"\0", name) if zlib.crc32(page, zlib.crc32(key.encode())) == row[2] else None


def _key(arguments: list[str]) -> str | None:
    """The key of a page, or None for a request that goes the long way."""
    words = [word for word in arguments if word != "--json"]
    form = "json" if len(words) < len(arguments) else "text"
    if arguments[len(words) :] not in ([], ["--json"]) or any(word[:1] in ("-", "") for word in words):
        return None
    if words[:1] == ["info"] and len(words) < 3:
        return " ".join(("info", form, *words[1:])) + ("" if words[1:] else " ")
    if words[:1] == ["interactions"] and len(words) == 2 and words[1].isascii() and words[1].isprintable():
        return f"name {form} {words[1].lower()}"
    return None


def _is_bare(environment: "os._Environ[str]") -> bool:
    """Whether stdout is a plain UTF-8 pipe or file that nobody wants dressed."""
    if any(name.startswith("VALCLI_") for name in environment) or stream.encoding().lower().replace("-", "") != "utf8":
        return False
    return not (environment.get("FORCE_COLOR") or environment.get("CLICOLOR_FORCE") or stream.is_terminal())
