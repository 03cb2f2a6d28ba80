"""The schemas of the fact files, from the specs of `model/`: for editors that complete YAML while it is typed.

They are read by programs that take `5` for a number and `true` for a truth value, where our own reader
takes every scalar for a text; so where any text may stand, those may too.
"""

import re
import types
import typing
from typing import Any, NamedTuple

from valcli.model.editing import Ids, ReadingAids, Suppression
from valcli.model.frozen import FieldShape, is_declared, shape
from valcli.model.interactions import AmbiguousFile, Interactant, Known, Product
from valcli.model.leaflet import RECORD_CLASSES, Asked, Claim, GlossaryTerm, Outside, Record, SearchWords, Section
from valcli.model.shared import Meta, Source, Term, WarningSigns
from valcli.model.words import WordsFile
from valcli.output.schema.make import Maker, Schema


class FactFile(NamedTuple):
    """A kind of fact file: where such files are, and what stands in one: a record, a list, or groups of lists."""

    files: str
    record: Any
    is_list: bool = False
    in_groups: bool = False


# the kinds of fact files, by the name of their schema
FACT_FILES: dict[str, FactFile] = {
    "ambiguous": FactFile("names/ambiguous.yaml", AmbiguousFile),
    "claims": FactFile("claims.yaml", Claim, is_list=True),
    "facts": FactFile("facts.yaml", Meta),
    "glossary": FactFile("glossary.yaml", GlossaryTerm, is_list=True),
    "ids": FactFile("ids.yaml", Ids),
    "interaction": FactFile("interactions/*.yaml", Interactant),
    "known": FactFile("names/known.yaml", Known, is_list=True),
    "outside": FactFile("outside.yaml", Outside, is_list=True),
    "products": FactFile("names/products.yaml", Product, is_list=True),
    "questions": FactFile("questions.yaml", Asked, is_list=True),
    "reading": FactFile("reading.yaml", ReadingAids),
    "search": FactFile("search.yaml", SearchWords),
    "section": FactFile("sections/*.yaml", Section),
    "sources": FactFile("sources.yaml", Source, is_list=True),
    "suppressions": FactFile("suppressions.yaml", Suppression, is_list=True),
    "vocabulary": FactFile("vocabulary.yaml", Term, is_list=True, in_groups=True),
    "warning-signs": FactFile("warning-signs.yaml", WarningSigns, is_list=True),
    "words": FactFile("names/words.yaml", WordsFile),
}
_FIGURES = ("1", "2.5", "2020", "112")  # what an editor may write without quotes where a figure is meant
_MOST_LISTED = 10


def of_file(maker: Maker, kind: str) -> Schema:
    """The schema of a kind of fact file."""
    _, record, is_list, in_groups = FACT_FILES[kind]
    made = _of(maker, record)
    if is_list:
        made = {"type": "array", "items": made}
    if in_groups:
        made = {"type": "object", "additionalProperties": made}
    return made


def _of(maker: Maker, hint: Any, field: FieldShape | None = None) -> Schema:
    """The schema of a type of the model; the words and the form are those of its field."""
    if isinstance(hint, types.UnionType):
        return _of(maker, typing.get_args(hint)[0], field)
    if typing.get_origin(hint) is tuple:
        least = {"minItems": 1} if field and field.required else {}
        return {"type": "array", "items": _of(maker, typing.get_args(hint)[0], field), **least}
    if typing.get_origin(hint) is dict:
        return _by_country(maker, typing.get_args(hint)[1], field)
    if hint is Record:
        return {"anyOf": [_reference(maker, made, kind) for kind, made in RECORD_CLASSES.items()]}
    if is_declared(hint):
        return _reference(maker, hint)
    return _scalar(maker, hint, field)


def _reference(maker: Maker, record: Any, kind: str = "") -> Schema:
    """A record, defined once; one of the leaflet by its kind."""
    name = record.__name__
    if name not in maker.definitions:
        maker.definitions[name] = {}  # a record that holds itself ends here
        properties = {field.name: {**_of(maker, field.hint, field), "description": field.doc} for field in shape(record).values()}
        if kind:
            properties["kind"] = {"const": kind, "description": shape(record)["kind"].doc}
        maker.definitions[name] = {
            "type": "object",
            "description": " ".join((record.__doc__ or "").split()),
            "properties": properties,
            "required": [field.name for field in shape(record).values() if field.required],
            "additionalProperties": False,
        }
    return {"$ref": f"#/$defs/{name}"}


def _by_country(maker: Maker, hint: Any, field: FieldShape | None) -> Schema:
    plain = field.without_words() if field and field.words == "countries" else field
    value = _of(maker, hint, plain)
    tags = maker.words.get("countries")
    made: Schema = {"type": "object", "additionalProperties": value}
    made |= {"propertyNames": {"enum": tags}} if tags else {}
    return {"anyOf": [value, made]} if field and field.short else made


def _scalar(maker: Maker, hint: Any, field: FieldShape | None) -> Schema:
    words, pattern = (maker.words.get(field.words, []), field.pattern) if field else ([], "")
    if hint is bool:
        return {"type": "boolean"}
    if hint is int:
        figures = [number for number in range(100) if re.fullmatch(pattern, str(number))]
        return {"enum": figures} if pattern and len(figures) <= _MOST_LISTED else {"type": "integer", "minimum": 0}
    if words:
        return {"enum": words}
    if pattern:
        is_figure = not re.fullmatch(pattern, "a") and any(re.fullmatch(pattern, figure) for figure in _FIGURES)
        return {"type": ["string", "number"] if is_figure else "string", "pattern": f"^({pattern})$"}
    return {"type": ["string", "number", "boolean"], "minLength": 1}
