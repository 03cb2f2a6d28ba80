"""Frozen records: classes whose fields are declared once, with what each may hold.

They do what `dataclasses.dataclass(frozen=True, slots=True, kw_only=True)` does, for a
fiftieth of the time that it takes to make the classes: a dataclass compiles its methods
anew at every start, and the shapes of the facts are many. benchmarks/ measures it.
"""

from collections.abc import Callable
from typing import Any, TypeVar, dataclass_transform

F = TypeVar("F", bound="Frozen")
_MISSING: Any = object()


class FieldShape:
    """What one field may hold: its type, its spec, and its default where it need not be given."""

    __slots__ = ("default", "doc", "hint", "name", "pattern", "required", "short", "words")

    name: str
    hint: Any

    def __init__(self, doc: str, default: Any, words: str, pattern: str, short: bool) -> None:
        self.doc = doc
        self.default = default
        self.required = default is _MISSING
        self.words = words
        self.pattern = pattern
        self.short = short

    def without_words(self) -> "FieldShape":
        """The same field, of free text."""
        made = FieldShape(self.doc, self.default, "", self.pattern, self.short)
        made.name, made.hint = self.name, self.hint
        return made


def spec(doc: str, *, default: Any = _MISSING, words: str = "", pattern: str = "", short: bool = False) -> Any:
    """Declare a field: no default means required; `short` lets one word stand for `{any: word}`."""
    return FieldShape(doc, default, words, pattern, short)


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(spec,))
class _Declared(type):
    """Turns the annotations of a class into slots and shapes."""

    shapes: dict[str, FieldShape]
    defaults: dict[str, Any]
    puts: dict[str, Callable[[Any, Any], None]]

    def __new__(cls, name: str, bases: tuple[type, ...], space: dict[str, Any], *, mixed_in: bool = False) -> "_Declared":
        own = {}
        for field, hint in space.get("__annotations__", {}).items():
            given = space.pop(field, _MISSING)
            if not isinstance(given, FieldShape):
                given = FieldShape("", given, "", "", False)
            given.name, given.hint = field, hint
            own[field] = given
        inherited = {
            field: item for base in reversed(bases) if isinstance(base, _Declared) for field, item in base.shapes.items()
        }
        # a class has one base with slots at most; what is mixed in leaves its slots to the class that mixes
        slotted = {field for base in bases for parent in base.__mro__ for field in getattr(parent, "__slots__", ())}
        space["__slots__"] = () if mixed_in else tuple(field for field in inherited | own if field not in slotted)
        made = super().__new__(cls, name, bases, space)
        made.shapes = inherited | own
        # what fills a slot, past the refusal of every change
        made.puts = {} if mixed_in else {field: getattr(made, field).__set__ for field in made.shapes}
        made.defaults = {field: item.default for field, item in made.shapes.items() if not item.required}
        return made

    def __init__(cls, name: str, bases: tuple[type, ...], space: dict[str, Any], *, mixed_in: bool = False) -> None:  # noqa: ARG002  taken by __new__
        super().__init__(name, bases, space)


class Frozen(metaclass=_Declared):
    """A record that never changes. Made with keywords; equal when its class and all of its fields are."""

    def __init__(self, **values: Any) -> None:
        kind = type(self)
        held, puts = kind.defaults | values, kind.puts
        try:
            for name in held:
                puts[name](self, held[name])
        except KeyError as unknown:
            raise AttributeError(f"{kind.__name__} has no field {unknown}") from None
        if len(held) < len(kind.shapes):
            raise TypeError(f"{kind.__name__} needs {', '.join(kind.shapes.keys() - kind.defaults.keys() - values.keys())}")

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen: {name}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen: {name}")

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return _values(self) == _values(other)

    def __hash__(self) -> int:
        return hash(_values(self))

    def __repr__(self) -> str:
        fields = ", ".join(f"{name}={getattr(self, name)!r}" for name in type(self).shapes)
        return f"{type(self).__name__}({fields})"


def shape(kind: Any) -> dict[str, FieldShape]:
    """Fields of a class by name, in the order of their declaration."""
    declared: type[Frozen] = kind
    return declared.shapes


def is_declared(kind: Any) -> bool:
    """Whether this is a class of frozen records."""
    return isinstance(kind, _Declared)


def replaced(record: F, **changes: Any) -> F:
    """The same record with other values in some fields."""
    return type(record)(**({name: getattr(record, name) for name in shape(type(record))} | changes))


def _values(record: Any) -> tuple[Any, ...]:
    return tuple([getattr(record, name) for name in type(record).shapes])
