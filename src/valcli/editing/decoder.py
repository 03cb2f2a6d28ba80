"""Trees -> model: one engine that reads the field specs of `model.py`.

It never stops at the first fault: every problem of every file is collected as
`file:line: record: what, allowed`.
"""

from __future__ import annotations

import functools
import re
import types
import typing
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from valcli.model.frozen import FieldShape, is_declared, shape
from valcli.model.leaflet import RECORD_CLASSES, Record
from valcli.model.shared import DATE_OR_UNKNOWN, INTERACTANT_ID, RECORD_ID, Term

if TYPE_CHECKING:
    from valcli.editing.yaml_tree import Node  # reading YAML costs a third of a start, and most starts read none
from valcli.editing.problems import Problem, near
from valcli.model.facts import Place, Places

T = TypeVar("T")
_SHOWN_WORDS = 20
_LETTERS = "small letters, digits and single hyphens"


# what each pattern of the model allows, for editors who can't read a pattern
_ALLOWED = {
    r"[a-z0-9]+(-[a-z0-9]+)*": f"made of {_LETTERS}, as 'label-us'",
    RECORD_ID: f"an id of small letters, one dot, then {_LETTERS}, as 'se.dry-mouth'",
    INTERACTANT_ID: f"an id of 'ix.', then {_LETTERS}, as 'ix.dairy-foods'",
    r"claim\.[a-z0-9]+(-[a-z0-9]+)*": f"an id of 'claim.', then {_LETTERS}, as 'claim.s1-04'",
    r"term\.[a-z0-9]+(-[a-z0-9]+)*": f"an id of 'term.', then {_LETTERS}, as 'term.half-life'",
    r"\d+(\.\d+)?": "a plain figure without a unit, as '2' or '0.5'",
    r"\d+": "a whole number, as '3'",
    r"[1-9]\d*": "a whole number from 1 on, as '7052'",
    r"[1-5]": "a whole number from 1 to 5",
    r"1": "'1'",
    r"[a-z]+": "one word of small letters, as 'dose' or 'day'",
    DATE_OR_UNKNOWN: "a date with its year, as '3 May 2025', or 'not-stated'",
    r"not-stated|\d{4}-\d{2}-\d{2}": "a day as year, month, day, as '2026-11-24', or 'not-stated'",
    r"\d{4}-\d{2}-\d{2}": "a day as year, month, day, as '2026-11-24'",
    r"not-stated|https?://\S+": "an address that starts with https://, without a space, or 'not-stated'",
    r"[0-9][0-9 -]*( or [0-9][0-9 -]*)?": "a number as it is dialled, as '999 or 112'",
    r"\d+\.\d+\.\d+": "three numbers with dots, as '1.2.0'",
}


_NAMING = ("id", "section", "name", "substance", "tag", "record", "word")


def in_words(pattern: str) -> str:
    """What a pattern allows, with an example; the pattern itself only where nobody has put it into words."""
    return _ALLOWED.get(pattern, f"of the form {pattern}")


class Decoder:
    """Turns the trees of one fact base into model objects and collects problems.

    `words` maps a group of the vocabulary to its tags; `places` remembers where each
    object came from, and what was left out.
    """

    def __init__(self, words: dict[str, list[str]]) -> None:
        self.words = words
        self.problems: list[Problem] = []
        self.places = Places()
        self._file = ""
        self._record = "file"
        self._inside = 0  # problems of records inside a section, which is none the worse for them

    def problem(self, line: int, message: str) -> None:
        """Report a problem of the record that is being read."""
        self.problems.append(Problem(self._file, line, self._record, message))

    def decode(self, node: Node, cls: type[T], file: str) -> T | None:
        """Read a whole file as one record of `cls`."""
        self._file, self._record = file, "file"
        return self._record_of(node, cls)

    def decode_list(self, node: Node, cls: type[T], file: str) -> list[T]:
        """Read a whole file as a list of `cls`; broken items are left out and reported."""
        self._file, self._record = file, "file"
        if not isinstance(node.value, list):
            self.problem(node.line, "a list is expected here: begin each item with '- '")
            return []
        return [made for item in node.value if (made := self._record_of(item, cls)) is not None]

    def _record_of(self, node: Node, cls: type[T]) -> T | None:
        outer = self._record
        if isinstance(node.value, dict):
            for key in _NAMING:
                if key in node.value and isinstance(node.value[key].value, str):
                    self._record = node.value[key].value or outer
                    break
        made = self._object(node, cls)
        if made is None:
            self.places.broken.add(self._record)
            self.places.broken.update(_named_inside(node))
        self._record = outer
        return made

    def _object(self, node: Node, cls: type[T]) -> T | None:
        if not isinstance(node.value, dict):
            self.problem(node.line, f"{_called(cls)} with keys is expected here: write 'key: value' lines")
            return None
        chosen = self._class_for(node, cls)
        if chosen is None:
            return None
        fields = shape(chosen)
        before = len(self.problems) - self._inside
        self._unknown_keys(node, fields)
        values = {}
        for name, field in fields.items():
            if name in node.value:
                values[name] = self._value(node.value[name], field.hint, field)
            elif field.required:
                self.problem(node.line, f"key '{name}' is missing: {field.doc}; add the line")
        if len(self.problems) - self._inside > before:
            return None
        made: T = chosen(**values)
        self.places.note(made, Place(self._file, node.line), node.key_lines or {})
        return made

    def _class_for(self, node: Node, cls: type) -> type | None:
        if cls is not Record:
            return cls
        kind = node.value.get("kind")
        word = "missing" if kind is None else kind.value if isinstance(kind.value, str) else "no word"
        if word in RECORD_CLASSES:
            return RECORD_CLASSES[word]
        line = kind.line if kind is not None else node.line
        self.problem(line, f"kind '{word}' is not one of {', '.join(RECORD_CLASSES)}{near(word, RECORD_CLASSES)}")
        return None

    def _unknown_keys(self, node: Node, fields: dict[str, FieldShape]) -> None:
        lines = node.key_lines or {}
        for key in node.value:
            if key not in fields:
                self.problem(lines[key], f"unknown key '{key}'; allowed: {', '.join(fields)}{near(key, fields)}")

    def _value(self, node: Node, hint: Any, field: FieldShape) -> Any:
        origin, arguments = _taken_apart(hint)
        if origin is types.UnionType:
            return self._value(node, arguments[0], field)
        if origin is tuple:
            return self._list(node, arguments[0], field)
        if origin is dict:
            return self._by_country(node, arguments[1], field)
        if is_declared(hint):
            nested = self._record_of if hint in (Record,) or "id" in shape(typing.cast(type, hint)) else self._object
            return nested(node, typing.cast(type, hint))
        return self._scalar(node, hint, field)

    def _list(self, node: Node, hint: Any, field: FieldShape) -> tuple[Any, ...]:
        if not isinstance(node.value, list):
            self.problem(
                node.line,
                f"{field.name} must be a list; write [one, two], or each item on a line of its own that begins with '- '",
            )
            return ()
        if field.required and not node.value:
            self.problem(node.line, f"{field.name} is empty: {field.doc}")
        if hint is Record:
            return self._records(node)
        if typing.get_origin(hint) is None and is_declared(hint) and "substance" in shape(typing.cast(type, hint)):
            return tuple(self._record_of(item, typing.cast(type, hint)) for item in node.value)
        return tuple(self._value(item, hint, field) for item in node.value)

    def _records(self, node: Node) -> tuple[Record, ...]:
        """The records of a section; a broken one is left out and reported, and the others are read."""
        before = len(self.problems)
        made = [self._record_of(item, Record) for item in node.value]
        self._inside += len(self.problems) - before
        return tuple(record for record in made if record is not None)

    def _by_country(self, node: Node, hint: Any, field: FieldShape) -> dict[str, Any]:
        if field.short and isinstance(node.value, str):
            return {"any": self._value(node, hint, field)}
        if not isinstance(node.value, dict):
            self.problem(node.line, f"{field.name} must have a country for each value, as {{us: ..., uk: ...}}")
            return {}
        countries = self.words.get("countries", [])
        values = {}
        for key, item in node.value.items():
            if key not in countries:
                self.problem(
                    item.line, f"{field.name}: country '{key}' is not one of {', '.join(countries)}{near(key, countries)}"
                )
            # the words of a field of this type are its values' words, unless they name the keys
            plain = field.without_words() if field.words == "countries" else field
            values[key] = self._value(item, hint, plain)
        return values

    def _scalar(self, node: Node, hint: Any, field: FieldShape) -> Any:
        if not isinstance(node.value, str):
            self.problem(node.line, f"{field.name} must be plain text; put it in \"...\", or into a '>-' block")
            return ""
        text = " ".join(node.value.split())
        if not text:
            self.problem(node.line, f"{field.name} is empty: {field.doc}")
        elif field.words and text not in self.words.get(field.words, []):
            self.problem(
                node.line,
                f"{field.name} '{text}' is not one of {self._listed(field.words)}{near(text, self.words.get(field.words, []))}",
            )
        elif field.pattern and not re.fullmatch(field.pattern, text):
            self.problem(node.line, f"{field.name} '{text}' is not {in_words(field.pattern)}: {field.doc}")
        elif hint is bool:
            if text not in ("true", "false"):
                self.problem(node.line, f"{field.name} '{text}' is not one of true, false; write true, or leave the line out")
            return text == "true"
        elif hint is int:
            return self._integer(node, text, field)
        return text

    def _integer(self, node: Node, text: str, field: FieldShape) -> int:
        if re.fullmatch(r"0|[1-9][0-9]{0,5}", text):
            return int(text)
        self.problem(node.line, f"{field.name} '{text}' is not a whole number")
        return 0

    def _listed(self, group: str) -> str:
        tags = self.words.get(group, [])
        more = f" and {len(tags) - _SHOWN_WORDS} more" if len(tags) > _SHOWN_WORDS else ""
        return ", ".join(tags[:_SHOWN_WORDS]) + more


@functools.cache
def _taken_apart(hint: Any) -> tuple[Any, tuple[Any, ...]]:
    """What a type is made of; there are few types and a hundred thousand values."""
    return typing.get_origin(hint), typing.get_args(hint)


def _called(cls: type) -> str:
    """What a record is called in a sentence."""
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", cls.__name__).lower()
    return f"{'an' if name[0] in 'aeio' else 'a'} {name}"


def _named_inside(node: Node) -> Iterator[str]:
    """Names of whatever is lost with a record that is left out, so that nobody reports it as missing."""
    if isinstance(node.value, list):
        for item in node.value:
            yield from _named_inside(item)
    elif isinstance(node.value, dict):
        for key, item in node.value.items():
            if key in _NAMING and isinstance(item.value, str):
                yield item.value
            yield from _named_inside(item)


def decode_vocabulary(node: Node, file: str) -> tuple[dict[str, list[Term]], list[Problem]]:
    """Read vocabulary.yaml: groups of terms, in their order. Tags are unique in a group."""
    decoder = Decoder({})
    groups: dict[str, list[Term]] = {}
    if not isinstance(node.value, dict):
        return {}, [Problem(file, node.line, "file", "groups of words are expected here")]
    for group, items in node.value.items():
        groups[group] = decoder.decode_list(items, Term, file)
        seen: set[str] = set()
        for term in groups[group]:
            if term.tag in seen:
                place = decoder.places.of(term)
                decoder.problems.append(Problem(file, place.line, term.tag, f"stands twice in {group}"))
            seen.add(term.tag)
    return groups, decoder.problems
