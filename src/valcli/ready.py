"""Whole pages for the plainest requests, made once from the long way's own code.

A page is cut against a body that many pages share: `body[:first] + middle + body[last:]`.
The typed name is left open as NUL, because it comes back as it was typed.
"""

import zlib
from collections.abc import Iterator
from typing import Any

from valcli import query
from valcli.answer import NamesAnswer
from valcli.fold import fold
from valcli.options import ALL_COUNTRIES
from valcli.output import FORMATS, Look
from valcli.store import FactBase

READY_TABLES = """
CREATE TABLE ready (key TEXT PRIMARY KEY, body INTEGER, first INTEGER, last INTEGER, middle BLOB, crc INTEGER) WITHOUT ROWID;
CREATE TABLE body (id INTEGER PRIMARY KEY, content BLOB, crc INTEGER);
"""
FORMS = ("text", "json")
OPEN = "\0"


def ready_rows(facts: FactBase) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Rows for the tables `ready` and `body`, with their table."""
    bodies: dict[tuple[str, ...], tuple[int, bytes]] = {}
    for kind, key, page in _pages(facts):
        number, body = bodies.get(kind, (0, b""))
        first, last = _shared(page, body)
        if not number or (first + last) * 2 < len(page):
            number, body = len(bodies) + 1, page
            bodies[*kind, str(number)] = bodies[kind] = (number, body)
            first, last = len(page), 0
            yield "body", (number, zlib.compress(body, 9), zlib.crc32(body))
        middle = page[first : len(page) - last]
        yield "ready", (key, number, first, last, middle, _crc(key, number, first, last, middle))


def _crc(key: str, number: int, first: int, last: int, middle: bytes) -> int:
    """CRC-32 over the key and the content of a row."""
    return zlib.crc32(middle, zlib.crc32(f"{key} {number} {first} {last}".encode()))


def _pages(facts: FactBase) -> Iterator[tuple[tuple[str, ...], str, bytes]]:
    """Every page: what sort of body it shares, its key, its bytes."""
    for form in FORMS:
        yield ("info", form), f"info {form} ", _written(query.info(facts, [], ALL_COUNTRIES), form)
        for word in facts.section_words():
            yield ("info", form, word), f"info {form} {word}", _written(query.info(facts, [word], ALL_COUNTRIES), form)
        for name in sorted({fold(name) for name in facts.all_names()}):
            page = _name_page(facts, name, form)
            if page:
                yield page


def _name_page(facts: FactBase, name: str, form: str) -> tuple[tuple[str, ...], str, bytes] | None:
    """The page about one name with the place of the typed name left open, or None when it has to go the long way."""
    if not is_plain(name) or name.upper() == name:
        return None
    answer = query.interactions(facts, [name], ALL_COUNTRIES)
    found = answer.answers[0] if isinstance(answer, NamesAnswer) else None
    if found is None or found.status in ("no-data", "not-recognised"):
        return None  # what says that nothing is known is checked against the whole file first
    page = _written(answer, form)
    # the typed name comes back as it was typed: it stands where another letter case makes a difference
    shouted = _written(query.interactions(facts, [name.upper()], ALL_COUNTRIES), form)
    target = (form, *(f"{item.id} {item.name}" for item in found.interactions), found.question or "")
    return target, f"name {form} {name}", _opened(page, shouted, name.encode(), name.upper().encode())


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
        made.append(page[start:place] + (OPEN.encode() if echoed else name))
        start = place + len(name)
    made.append(page[start:])
    return b"".join(made)


def _written(answer: Any, form: str) -> bytes:
    return FORMATS[form](answer, Look()).encode("utf-8")


def _shared(page: bytes, body: bytes) -> tuple[int, int]:
    """How many bytes at the start and at the end a page shares with a body."""
    most = min(len(page), len(body))
    first = _agreeing(page[:most], body[:most])
    rest = most - first
    last = _agreeing(page[::-1][:rest], body[::-1][:rest])
    return first, last


def _agreeing(one: bytes, other: bytes) -> int:
    """How many leading bytes two strings of one length share, by halving."""
    low, high = 0, len(one)
    while low < high:
        middle = (low + high + 1) // 2
        if one[:middle] == other[:middle]:
            low = middle
        else:
            high = middle - 1
    return low
