"""The schemas of what the commands print: `NAME` for a document of json, `NAME.line` for a line of jsonl."""

import itertools
import typing
from typing import Any

from valcli.output.schema.documents import DOCUMENTS, LINES, Head, Kind, LineNumber, Versions
from valcli.output.schema.make import Maker, Schema
from valcli.output.schema.reports import ErrorForm
from valcli.output.schema.tables import TABLES

LINE = ".line"
_EXPORT, _ERROR = "export", "error"
_VERSION: Schema = {"type": "integer", "const": 1, "description": "version of these shapes"}
NAMES = sorted([_ERROR, *DOCUMENTS, *(f"{command}{LINE}" for command in (*LINES, _EXPORT))])


def of_output(maker: Maker, name: str) -> Schema:
    """The schema of an output, by one of `NAMES`."""
    command = name.removesuffix(LINE)
    if name == _ERROR:
        return maker.closed(ErrorForm)
    if command == name:
        return _one_of([_closed(maker, Head, own, constant={"command": command}) for own in DOCUMENTS[command]])
    if command == _EXPORT:
        return _one_of([_closed(maker, Versions, row) for row in TABLES.values()])
    return _one_of([line for kind, parts in LINES[command].items() for line in _lines(maker, kind, parts)])


def _lines(maker: Maker, kind: str, parts: tuple[Any, ...]) -> list[Schema]:
    """The lines of one kind; where records stand, one for each kind of record."""
    made = []
    for chosen in itertools.product(*map(maker.kinds_of, parts)):
        said = next((word for word, _ in chosen if word), "")
        forms = [form for _, form in chosen]
        says_itself = any("kind" in typing.get_type_hints(form) for form in forms)
        constant = {"kind": said or kind} if said or not says_itself else {}
        line = _closed(maker, Versions, Kind, *forms, constant=constant)
        made.append(line)
    if kind == "answer":
        made.append(_closed(maker, Versions, LineNumber, Kind, *parts, constant={"kind": kind}))
    return made


def _closed(maker: Maker, *parts: Any, constant: dict[str, str] | None = None) -> Schema:
    made = maker.closed(*parts, constant=constant)
    made["properties"]["schema_version"] = dict(_VERSION)
    return made


def _one_of(schemas: list[Schema]) -> Schema:
    return schemas[0] if len(schemas) == 1 else {"anyOf": schemas}
