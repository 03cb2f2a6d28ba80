"""Types of output -> JSON Schema (draft 2020-12). Every object is closed: a key that no type has is refused."""

import types
import typing
from collections.abc import Iterable, Mapping
from typing import Annotated, Any

from valcli.output.schema.parts import Of, Only, Words
from valcli.output.schema.records import RECORDS

Schema = dict[str, Any]
DRAFT = "https://json-schema.org/draft/2020-12/schema"
_SCALARS: dict[object, str] = {str: "string", int: "integer", float: "number", bool: "boolean", types.NoneType: "null"}
_WORD = r"^[a-z0-9]+(-[a-z0-9]+)*$"
# the echo of a request: what was typed, whichever command it was
_ECHO: Schema = {"type": ["string", "boolean", "array", "null"], "items": {"type": "string"}}
_ANY_RECORD = tuple(RECORDS.values())


class Maker:
    """Makes schemas with the words of some facts; a group that they do not have is any word.

    `definitions` holds each named type once.
    """

    def __init__(self, words: Mapping[str, Iterable[str]]) -> None:
        self.words = {group: list(tags) for group, tags in words.items()}
        self.definitions: dict[str, Schema] = {}

    def whole(self, title: str, schema: Schema) -> Schema:
        """A schema that stands alone."""
        used = {"$defs": dict(sorted(self.definitions.items()))} if self.definitions else {}
        return {"$schema": DRAFT, "title": title, **schema, **used}

    def of(self, hint: Any) -> Schema:
        """The schema of a type."""
        if typing.get_origin(hint) is Annotated:
            return self._annotated(hint)
        if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
            return self._union(typing.get_args(hint))
        arguments = typing.get_args(hint)
        if typing.get_origin(hint) is list:
            return {"type": "array", "items": self.of(arguments[0])}
        if typing.get_origin(hint) is dict and arguments[1] is not object:
            return {"type": "object", "propertyNames": self.of(arguments[0]), "additionalProperties": self.of(arguments[1])}
        if typing.is_typeddict(hint):
            return self._reference(hint)
        return {"type": _SCALARS[hint]} if hint in _SCALARS else {"type": "object", "additionalProperties": _ECHO}

    def closed(self, *parts: Any, constant: Mapping[str, str] | None = None) -> Schema:
        """An object that has the keys of all parts, all of them always, in their order; some with one value alone."""
        properties: dict[str, Schema] = {}
        for part in parts:
            properties |= {key: self.of(hint) for key, hint in typing.get_type_hints(part, include_extras=True).items()}
        for key, value in (constant or {}).items():
            properties[key] = {**properties[key], "const": value}
        return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}

    def kinds_of(self, part: Any) -> list[tuple[str, Any]]:
        """The types that a part stands for, each with the word of its `kind`, '' where it says none."""
        return list(RECORDS.items()) if set(typing.get_args(part)) == set(_ANY_RECORD) else [("", part)]

    def _annotated(self, hint: Any) -> Schema:
        base, *more = typing.get_args(hint)
        made = dict(self.of(base))
        for item in more:
            if isinstance(item, Words):
                tags = [tag for group in item.group.split() for tag in self.words.get(group, ())]
                made |= {"enum": tags} if tags else {"pattern": _WORD}
            elif isinstance(item, Of):
                made["pattern"] = f"^({item.pattern})$"
            elif isinstance(item, Only):
                made |= {"enum": list(item.words)}
            else:
                made["description"] = item
        return made

    def _union(self, choices: Iterable[Any]) -> Schema:
        """One of several; the records by their kinds."""
        made: list[Schema] = []
        for choice in choices:
            kinds = [kind for kind, form in RECORDS.items() if form is choice]
            made.append(self._reference(choice, kinds[0]) if kinds else self.of(choice))
        if all(list(item) == ["type"] for item in made):
            return {"type": [item["type"] for item in made]}
        return {"anyOf": made}

    def _reference(self, form: Any, kind: str = "") -> Schema:
        name = kind or _named(form)
        if name not in self.definitions:
            self.definitions[name] = {}  # a type that holds itself ends here
            made = self.closed(form, constant={"kind": kind} if kind else None)
            self.definitions[name] = {"description": _told(form), **made}
        return {"$ref": f"#/$defs/{name}"}


def _named(form: Any) -> str:
    """`RedFlagsForm` -> `red-flags`."""
    letters = form.__name__.removesuffix("Form")
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in letters).lstrip("-")


def _told(form: Any) -> str:
    return " ".join((form.__doc__ or "").split())
