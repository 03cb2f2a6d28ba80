"""Model objects <-> the JSON that the store keeps. Internal: never shown to anybody."""

import dataclasses
import json
import types
import typing
from typing import Any, TypeVar

from valcli.model import RECORD_CLASSES, Record
from valcli.schema import fields_of, shape

T = TypeVar("T")


def encode(thing: Any) -> str:
    """A model object as compact JSON; fields that hold their default are left out."""
    return json.dumps(_plain(thing), separators=(",", ":"), ensure_ascii=True)


def decode(cls: type[T], text: str) -> T:
    """The object that `encode` was given."""
    made: T = _made(json.loads(text), cls)
    return made


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        items = ((name, getattr(value, name)) for name in fields_of(value))
        return {name: _plain(item) for name, item in items if not _is_empty(item)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value


def _is_empty(item: Any) -> bool:
    # 0 is a value (a disagreement that shows all sides) although it equals False
    return item is False or item is None or item in ("", (), {})


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
