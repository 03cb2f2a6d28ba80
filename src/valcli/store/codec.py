"""Model objects <-> the JSON that the store keeps. Internal: never shown to anybody."""

import json
import types
import typing
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from valcli.model.frozen import Frozen, is_declared, shape
from valcli.model.leaflet import RECORD_CLASSES, Record

T = TypeVar("T")


def encode(thing: Any) -> str:
    """A model object as compact JSON; fields that hold their default are left out."""
    return json.dumps(_plain(thing), separators=(",", ":"), ensure_ascii=True)


def decode(cls: type[T], text: str) -> T:
    """The object that `encode` was given."""
    kind: Any = cls
    made: T = _maker(kind)(json.loads(text))
    return made


def _plain(value: Any) -> Any:
    if isinstance(value, Frozen):
        items = ((name, getattr(value, name)) for name in shape(type(value)))
        return {name: _plain(item) for name, item in items if not _is_empty(item)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value


def _is_empty(item: Any) -> bool:
    # 0 is a value (a disagreement that shows all sides) although it equals False
    return item is False or item is None or item in ("", (), {})


@cache
def _maker(hint: Any) -> Callable[[Any], Any]:
    """The function that turns plain JSON into a value of a type; made once for each type."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is types.UnionType:
        return _maker(arguments[0])
    if origin is tuple:
        inner = _maker(arguments[0])
        return lambda value: tuple(map(inner, value))
    if origin is dict:
        of_value = _maker(arguments[1])
        return lambda value: {key: of_value(item) for key, item in value.items()}
    if hint is Record:
        kinds: dict[str, Any] = dict(RECORD_CLASSES)
        return lambda value: _maker(kinds[value["kind"]])(value)
    if not is_declared(hint):
        return lambda value: value
    fields: Any = hint
    makers = {name: _maker(field.hint) for name, field in shape(fields).items()}
    return lambda value: fields(**{name: makers[name](item) for name, item in value.items()})
