"""Answers for streams of names, kept as pieces of JSON lines, so that none is made twice.

A line is `start` + its number + the typed name + `head` + `body` + `tail`. Many names share
a body, and many a tail. In a head the rung on which the name was met is left open.
Rows have no sum of their own: whoever reads them has checked the whole file.
"""

import json
import re
import zlib
from collections.abc import Iterator
from typing import Any

from valcli.batch import line_start
from valcli.fold import bare_forms, ladder
from valcli.interactions import Names
from valcli.options import ALL_COUNTRIES
from valcli.output.json_form import answer_form
from valcli.query import context_of
from valcli.shelf import ALONE, BARE, FAMILY, LONG, OPEN, SHORTENED, SILENT, STEADY, WRITTEN, row_crc
from valcli.statements import rank
from valcli.store import FactBase

LINE_TABLES = """
CREATE TABLE line (key TEXT, met INTEGER, head TEXT, body INTEGER, tail INTEGER, answered INTEGER, strictness INTEGER,
  PRIMARY KEY (key, met)) WITHOUT ROWID;
CREATE TABLE piece (id INTEGER PRIMARY KEY, blob INTEGER, start INTEGER, stop INTEGER);
CREATE INDEX piece_blob ON piece (blob);
CREATE TABLE blob (id INTEGER PRIMARY KEY, packed BLOB);
"""
RUNGS = {WRITTEN: 1, BARE: 3, SHORTENED: 5}
_STEADY = re.compile(r"(?:[a-z0-9][a-z0-9 './,()-]*)?[a-z]")
_LONG = re.compile(r"[a-z]{3}$")
_NOT_FOUND = "not-in-facts"
_BLOB = 200_000
_ENDINGS = ("1 g bd", "5 mg tablets", "50 micrograms nocte", "100 mg daily")
_CUT = "interactions"  # the key whose value is a body


def line_rows(facts: FactBase) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Rows for the tables `line` and `piece`, and two for `meta`, with their table."""
    names = Names(facts, ALL_COUNTRIES, suggest=False)
    context = context_of(facts, "interactions", {"names": [], "country": ALL_COUNTRIES}, ALL_COUNTRIES)
    pieces: dict[str, int] = {}
    keys = facts.name_keys()
    for key, following in zip(keys, [*keys[1:], ""], strict=True):
        rows: dict[tuple[str, str, str, int, int], int] = {}
        for met, rung in RUNGS.items():
            answer = names.met(key, rung)
            if answer:
                parts = _parts(answer_form(context, answer), rung)
                said = (*parts, int(answer.answered), rank(facts, answer.level))
                rows[said] = rows.get(said, 0) | met
        kind = STEADY if _is_steady(key) else 0
        kind |= 0 if following.startswith(f"{key} ") else ALONE
        kind |= LONG if _LONG.search(key) else 0
        kind |= FAMILY if names.family_of(key) else 0
        if kind & STEADY and not any(met & SHORTENED for met in rows.values()):
            kind |= SILENT if names.answer(f"{key} 1 mg tablets").reason == _NOT_FOUND else 0
        for (head, body, tail, answered, strictness), met in rows.items():
            for piece in (body, tail):
                pieces.setdefault(piece, len(pieces) + 1)
            yield "line", (key, met | kind, head, pieces[body], pieces[tail], answered, strictness)
    yield from _blobs(pieces)
    unknown = _parts(answer_form(context, names.unknown("")), 0)
    for name, value in (("line_start", line_start(context)), ("line_unknown", "".join(unknown))):
        yield "meta", (name, value, row_crc(name, value))


def _blobs(pieces: dict[str, int]) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """The pieces, packed many together, because they are much alike."""
    whole, number = "", 1
    for piece, piece_id in pieces.items():
        yield "piece", (piece_id, number, len(whole), len(whole) + len(piece))
        whole += piece
        if len(whole) > _BLOB:
            yield "blob", (number, zlib.compress(whole.encode("ascii"), 9))
            whole, number = "", number + 1
    yield "blob", (number, zlib.compress(whole.encode("ascii"), 9))


def _is_steady(key: str) -> bool:
    """Whether no rung of the ladder changes a name, so that what stands behind it can be read apart from it."""
    same = {key, *bare_forms(key)}
    if not _STEADY.fullmatch(key) or any(step not in same for rung, step in ladder(key) if rung <= RUNGS[BARE]):
        return False
    # words that are directions too, such as "bd", go with what stands behind them
    return all(any(step in same for _, step in ladder(f"{key} {ending}")) for ending in _ENDINGS)


def _parts(form: dict[str, Any], rung: int) -> tuple[str, str, str]:
    """What stands behind the typed name: up to the interactions, these, and the rest with the line end."""
    keys = list(form)
    cut = keys.index(_CUT)
    head, body, tail = (
        "".join(f",{_dumped(key)}:{_dumped(form[key])}" for key in some) for some in (keys[1:cut], [_CUT], keys[cut + 1 :])
    )
    # no text holds an unescaped quote, so this meets the key alone
    return head.replace(f'"rung":{rung}', f'"rung":{OPEN.decode()}'), body, tail + "}\n"


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))
