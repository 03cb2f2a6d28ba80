"""Whole pages for the plainest requests, made once from the long way's own code.

Pages about the same things differ in little, so a page is kept as what zlib makes of it
with their common page as its dictionary. The typed name is left open as NUL, because it
comes back as it was typed.
"""

import zlib
from collections.abc import Iterator
from typing import Any

from valcli.answers.context import ALL_COUNTRIES
from valcli.answers.info import info
from valcli.answers.interactions import interactions
from valcli.answers.types import NamesAnswer
from valcli.errors import ExitCode
from valcli.fast.pages import BETWEEN, END, FORMS, OPEN, kept
from valcli.output.formats import FORMATS
from valcli.output.look import Look
from valcli.output.page.pages import body, closing
from valcli.store.fact_base import FactBase
from valcli.text.fold import fold

READY_TABLES = """
CREATE TABLE ready (key TEXT PRIMARY KEY, common INTEGER, packed BLOB, code INTEGER, crc INTEGER) WITHOUT ROWID;
CREATE TABLE common (id INTEGER PRIMARY KEY, packed BLOB);
"""


_BEST = 9
_WINDOW = 32_000  # zlib looks no further back


def ready_rows(facts: FactBase) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Rows for the tables `ready` and `common`, with their table."""
    shared: dict[tuple[str, ...], tuple[int, bytes]] = {}
    for kind, key, page, code in _pages(facts):
        if kind not in shared:
            shared[kind] = (len(shared) + 1, page[-_WINDOW:])
            yield "common", (shared[kind][0], zlib.compress(shared[kind][1], _BEST))
        number, common = shared[kind]
        packed = _packed(page, common)
        # the sum covers key, code and page, so neither a wrong common page nor a swapped row goes unseen
        yield "ready", (key, number, packed, code, zlib.crc32(page, zlib.crc32(f"{key} {code}".encode())))


def _packed(page: bytes, common: bytes) -> bytes:
    packer = zlib.compressobj(_BEST, zdict=common)
    return packer.compress(page) + packer.flush()


def _pages(facts: FactBase) -> Iterator[tuple[tuple[str, ...], str, bytes, int]]:
    """Every page: what it shares a common page with, its key, its bytes, its exit code."""
    for word in ("", *facts.section_words()):
        answer = info(facts, [word] if word else [], ALL_COUNTRIES)
        section = facts.section_of(word)
        for form in FORMS:  # apart, because they are long
            yield ("info", form, section), f"{form} info {word}".rstrip(), _written(answer, form), 0
    for name in sorted({fold(name) for name in facts.all_names()}):
        page = _name_page(facts, name)
        if page:
            yield page


def _name_page(facts: FactBase, name: str) -> tuple[tuple[str, ...], str, bytes, int] | None:
    """The page about one name in all forms, the typed name left open; None when it has to go the long way."""
    if not is_plain(name) or name.upper() == name:
        return None
    answer = interactions(facts, [name], ALL_COUNTRIES)
    found = answer.answers[0] if isinstance(answer, NamesAnswer) else None
    if found is None or found.status in ("no-data", "not-recognised"):
        return None  # what says that nothing is known is checked against the whole file first
    # the typed name comes back as it was typed: it stands where another letter case makes a difference
    shouted = interactions(facts, [name.upper()], ALL_COUNTRIES)
    subject = (*(item.id for item in found.interactions), *(reading.name for reading in found.readings))
    code = int(ExitCode.ANSWERED if answer.is_complete else ExitCode.NOT_ALL_ANSWERED)
    pages = [_opened(_written(answer, form), _written(shouted, form), name.encode(), name.upper().encode()) for form in FORMS]
    return subject, f"name {name}", BETWEEN.join(pages), code


def is_plain(name: str) -> bool:
    """Whether a folded name can be echoed as it was typed: plain ASCII that no format escapes or shortens."""
    return name.isascii() and name.isprintable() and len(name) <= 60 and not {'"', "\\", "`"} & set(name)


def _opened(page: bytes, shouted: bytes, name: bytes, upper: bytes) -> bytes:
    """The page with NUL wherever it echoes the typed name."""
    if len(page) != len(shouted):
        raise AssertionError(f"the letter case of {name!r} changes more than its echo")
    made, start = [], 0
    while (place := page.find(name, start)) >= 0:
        echoed = shouted[place : place + len(upper)] == upper
        made.append(page[start:place] + (OPEN if echoed else name))
        start = place + len(name)
    made.append(page[start:])
    return b"".join(made)


def _written(answer: Any, form: str) -> bytes:
    """The page; for a screen, whose width nobody knows yet, its blocks."""
    if form == "screen":
        return f"{kept(body(answer, clinical=False))}{END}{kept([closing(answer.context)])}".encode()
    return FORMATS[form](answer, Look()).encode("utf-8")
