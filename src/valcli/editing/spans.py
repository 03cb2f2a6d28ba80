"""YAML text -> the same tree with the place of every value in the text, for whoever moves lines and not values."""

from dataclasses import dataclass, field
from typing import Any

from valcli.editing.yaml_tree import events


@dataclass(slots=True)
class Span:
    """A value, and where it stands: `start` and `end` count characters, `line` and `column` from 0.

    `pairs` are the keys and values of a mapping, `items` those of a list; `flow` says that it is written in brackets.
    """

    start: int
    end: int
    line: int
    column: int
    kind: str
    flow: bool = False
    value: str = ""
    items: "list[Span]" = field(default_factory=list)
    pairs: "list[tuple[str, Span]]" = field(default_factory=list)

    def get(self, key: str) -> "Span | None":
        """The value of a key."""
        return next((item for name, item in self.pairs if name == key), None)

    def said(self, key: str) -> str:
        """The text of a key, as it is read; '' where there is none."""
        found = self.get(key)
        return " ".join(found.value.split()) if found else ""


def read_spans(text: str) -> Span:
    """The places of all values of a text that can be read; nothing here recurses."""
    stack: list[Span] = []
    keys: list[str | None] = []
    root: Span | None = None
    for kind, event in events(text):
        if kind in ("SequenceEndEvent", "MappingEndEvent"):
            made = stack.pop()
            made.end = event.end_mark.index
            keys.pop()
        else:
            made = _span(kind, event)
        if made.kind != "text" and kind.endswith("StartEvent"):
            stack.append(made)
            keys.append(None)
        elif not stack:
            root = made
        elif stack[-1].kind == "list":
            stack[-1].items.append(made)
        elif keys[-1] is None:
            keys[-1] = made.value
        else:
            stack[-1].pairs.append((keys[-1], made))
            keys[-1] = None
    if root is None:
        raise ValueError("an empty text has no places")
    return root


def _span(kind: str, event: Any) -> Span:
    mark = event.start_mark
    sort = {"SequenceStartEvent": "list", "MappingStartEvent": "map"}.get(kind, "text")
    flow = sort != "text" and bool(event.flow_style)
    value = event.value if sort == "text" else ""
    return Span(mark.index, event.end_mark.index, mark.line, mark.column, sort, flow, value)
