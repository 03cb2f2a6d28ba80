"""Answers for streams of names, kept as pieces of JSON lines, so that none is made twice.

A line is `start` + its number + `asked` + the typed name + `head` + `rest`. Many names share
a rest. In a head the rung on which the name was met is left open. Names and rests are kept
in blocks, because a row costs more to read than what is in it.
Blocks have no sum of their own: whoever reads them has checked the whole file.
"""

import json
import re
import zlib
from collections.abc import Iterable, Iterator
from typing import Any

from valcli.batch import line_start
from valcli.endings import LONG, PLAIN, shape_of
from valcli.fold import bare_forms, ladder
from valcli.interactions import Names
from valcli.kept_lines import entry_of, grade_of
from valcli.options import ALL_COUNTRIES
from valcli.output.json_form import answer_form
from valcli.query import context_of
from valcli.shelf import (
    BARE,
    BLOCK,
    FAMILY,
    OPEN,
    SHORTENED,
    SILENT,
    SIMPLE,
    STEADY,
    WRITTEN,
    row_crc,
)
from valcli.statements import rank
from valcli.store import FactBase

LINE_TABLES = """
CREATE TABLE line (first BLOB PRIMARY KEY, keys BLOB, entries BLOB) WITHOUT ROWID;
CREATE TABLE rest (first INTEGER PRIMARY KEY, packed BLOB);
"""
RUNGS = {WRITTEN: 1, BARE: 3, SHORTENED: 5}
_STEADY = re.compile(r"(?:[a-z0-9][a-z0-9 './,;()-]*)?(?:[a-z]\d*\)?|\d\))")
_NOT_FOUND = "not-in-facts"
_ENDINGS = ("1 g bd", "5 mg tablets", "50 micrograms nocte", "100 mg daily")
_CUT = "interactions"  # the key with which a rest starts


def line_rows(facts: FactBase) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Rows for the tables `line` and `rest`, and two for `meta`, with their table."""
    names = Names(facts, ALL_COUNTRIES, suggest=False)
    context = context_of(facts, "interactions", {"names": [], "country": ALL_COUNTRIES}, ALL_COUNTRIES)
    rests: dict[str, int] = {}
    entries: list[tuple[bytes, bytes]] = []
    keys = [key for key in facts.name_keys() if PLAIN.fullmatch(key.encode())]
    for key, following in zip(keys, [*keys[1:], ""], strict=True):
        lines: dict[tuple[int, int, bytes], int] = {}
        for met, rung in RUNGS.items():
            answer = names.met(key, rung)
            if answer:
                head, rest = _parts(answer_form(context, answer), rung)
                grade = grade_of(rank(facts, answer.level), answered=answer.answered)
                line = (grade, rests.setdefault(rest, len(rests)), head.encode("ascii"))
                lines[line] = lines.get(line, 0) | met
        if lines:
            flags = _flags(names, key, following, is_shortened=any(met & SHORTENED for met in lines.values()))
            entries.append((key.encode(), entry_of(flags, ((met, *line) for line, met in lines.items()))))
    yield from line_blocks(entries)
    for first in range(0, len(rests), BLOCK):
        packed = zlib.compress("".join([*rests][first : first + BLOCK]).encode("ascii"), 9)
        yield "rest", (first, packed)
    head, rest = _parts(answer_form(context, names.unknown("")), 0)
    for name, value in (("line_start", f'{line_start(context)}%d,"asked":"'), ("line_unknown", head + rest)):
        yield "meta", (name, value, row_crc(name, value))


def line_blocks(entries: Iterable[tuple[bytes, bytes]]) -> Iterator[tuple[str, tuple[bytes, ...]]]:
    """Names with their entries as rows for the table `line`, so many in each."""
    some = sorted(entries)
    for start in range(0, len(some), BLOCK):
        keys, values = zip(*some[start : start + BLOCK], strict=True)
        yield "line", (keys[0], b"\n".join(keys), b"\n".join(values))


def _flags(names: Names, key: str, following: str, *, is_shortened: bool) -> int:
    """What is known about a name beside its lines."""
    flags = FAMILY if names.family_of(key) else 0
    if _is_steady(key):
        flags |= STEADY
        if not is_shortened and names.answer(f"{key} 1 mg tablets").reason == _NOT_FOUND:
            flags |= SILENT
        is_alone = not following.startswith(f"{key} ")
        if is_alone and shape_of(key.encode()) == LONG and key.replace(" ", "").isalnum():
            flags |= SIMPLE
    return flags


def _is_steady(key: str) -> bool:
    """Whether no rung of the ladder changes a name, so that what stands behind it can be read apart from it."""
    same = {key, *bare_forms(key)}
    if not _STEADY.fullmatch(key) or any(step not in same for rung, step in ladder(key) if rung <= RUNGS[BARE]):
        return False
    # words that are directions too, such as "bd", go with what stands behind them
    return all(any(step in same for _, step in ladder(f"{key} {ending}")) for ending in _ENDINGS)


def _parts(form: dict[str, Any], rung: int) -> tuple[str, str]:
    """What stands behind the typed name: up to the interactions, and from there to the line end."""
    keys = list(form)
    cut = keys.index(_CUT)
    head, rest = ("".join(f",{_dumped(key)}:{_dumped(form[key])}" for key in some) for some in (keys[1:cut], keys[cut:]))
    # no text holds an unescaped quote, so this meets the key alone
    return '"' + head.replace(f'"rung":{rung}', f'"rung":{OPEN.decode()}'), rest + "}\n"


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))
