"""Chosen columns of csv, and chosen keys of the lines of jsonl, in the order asked for."""

import itertools
import json
import typing
from collections.abc import Sequence
from typing import Any

from valcli.answers.types import Answer, InfoAnswer, LeafletAnswer, ListingAnswer, NamesAnswer, SectionListAnswer, Table
from valcli.output.json_form import compact, lines
from valcli.output.schema.documents import LINES, Kind, LineNumber, Versions
from valcli.output.schema.parts import AnswerForm
from valcli.output.schema.records import RECORDS
from valcli.output.table import line_of, table_of

FORMS = ("csv", "jsonl")  # the formats that have fields
# the answers whose command prints lines of other kinds too
_KINDS: dict[type, tuple[str, ...]] = {
    NamesAnswer: ("answer",),
    LeafletAnswer: ("answer",),
    ListingAnswer: ("interaction",),
    InfoAnswer: ("record", "interaction"),
    SectionListAnswer: ("section",),
}


def _keys(*parts: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for part in parts for key in typing.get_type_hints(part)))


STREAM = _keys(Versions, LineNumber, Kind, AnswerForm)  # of a stream of names in jsonl


def offered(answer: Answer, form: str) -> tuple[str, ...]:
    """The fields of an answer in a format, in their order."""
    if form == "csv":
        return table_of(answer)[0]
    kinds = LINES[answer.context.command]
    return keys_of(*itertools.chain.from_iterable(kinds[kind] for kind in _KINDS.get(type(answer), tuple(kinds))))


def keys_of(*parts: Any) -> tuple[str, ...]:
    """The keys of a line of these parts; where records stand, those of all their kinds."""
    forms = [form for part in parts for form in (RECORDS.values() if typing.get_args(part) else (part,))]
    return _keys(Versions, Kind, *forms)


def offered_of_table(table: Table, form: str) -> tuple[str, ...]:
    """The fields of an exported table."""
    return (*(() if form == "csv" else _keys(Versions)), *table.columns)


def offered_by(command: str) -> tuple[str, ...]:
    """The fields of the lines of a command."""
    return keys_of(*itertools.chain.from_iterable(LINES[command].values()))


def write(answer: Answer, form: str, fields: Sequence[str]) -> str:
    """The fields of each row or line; null where a line of another kind has no such key."""
    if form == "csv":
        columns, rows = table_of(answer)
        places = [columns.index(field) for field in fields]
        return line_of(fields) + "".join(line_of([row[place] for place in places]) for row in rows)
    return "".join(f"{compact({field: line.get(field) for field in fields})}\n" for line in lines(answer))


def picked(text: str, fields: Sequence[str]) -> str:
    """The fields of lines that are made already."""
    return "".join(f"{compact({field: line.get(field) for field in fields})}\n" for line in map(json.loads, text.splitlines()))
