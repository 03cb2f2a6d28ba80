"""Model objects <-> the JSON that the store keeps. Internal: never shown to anybody."""

import dataclasses
import json
import types
import typing
from typing import Any, TypeVar

from valcli.model import RECORD_CLASSES, Record
from valcli.schema import shape

T = TypeVar("T")


def encode(thing: Any) -> str:
    """A model object as compact JSON; fields that hold their default are left out."""
    return json.dumps(_plain(thing), separators=(",", ":"), ensure_ascii=True)


def decode(cls: type[T], text: str) -> T:
    """The object that `encode` was given."""
    made: T = _made(json.loads(text), cls)
    return made


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        names = shape(type(value))
        return {name: _plain(item) for name in names if (item := getattr(value, name)) not in ((), "", None, {}, False)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value


def _made(value: Any, hint: Any) -> Any:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is types.UnionType:
        return _made(value, arguments[0])
    if origin is tuple:
        return tuple(_made(item, arguments[0]) for item in value)
    if origin is dict:
        return {key: _made(item, arguments[1]) for key, item in value.items()}
    if not dataclasses.is_dataclass(hint):
        return value
    cls: Any = RECORD_CLASSES[value["kind"]] if hint is Record else hint
    fields = shape(cls)
    return cls(**{name: _made(item, fields[name].hint) for name, item in value.items()})
