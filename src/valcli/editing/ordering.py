"""Lists whose order has no meaning, put in order: lines and words change their place, and nothing else changes.

What is moved is text, as it stands: a record with its lines and the comments above it, a name with its quotes.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from valcli.editing.spans import Span, read_spans

Key = Callable[[Span], Any]
_NAME_LISTS = ("also", "words", "slang", "everyday", "old", "unread")
_DEEPEST = 3
_LABELS = ("id", "substance", "name", "names")


def _by(*keys: str, fold: bool = False) -> Key:
    return lambda item: tuple(item.said(key).casefold() if fold else item.said(key) for key in keys)


def _word(item: Span) -> str:
    return " ".join(item.value.split())


def _folded(item: Span) -> str:
    return _word(item).casefold()


# files that are one sorted list, and by what
_FILES: dict[str, Key] = {
    "sources.yaml": _by("id"),
    "claims.yaml": _by("id"),
    "glossary.yaml": _by("id"),
    "suppressions.yaml": _by("rule", "record"),
    "names/products.yaml": _by("name", fold=True),
    "names/known.yaml": _by("name", fold=True),
}
_PUBLISHED = "ids.yaml"
_INTERACTIONS = "interactions/"


class Sorted(NamedTuple):
    """A list of a file that has to be in order: what it is called, and by what."""

    span: Span
    key: Key
    called: str

    @property
    def is_sorted(self) -> bool:
        """Whether there is nothing to do."""
        keys = [self.key(item) for item in self.span.items]
        return keys == sorted(keys)

    @property
    def order(self) -> list[int]:
        """The number of the item that belongs into each place."""
        return sorted(range(len(self.span.items)), key=lambda number: self.key(self.span.items[number]))


class CannotMove(Exception):
    """A list is written in a way in which its parts can't be moved by themselves."""


def has_lists(file: str) -> bool:
    """Whether a file of the facts holds lists that are sorted."""
    return file in _FILES or file == _PUBLISHED or file.startswith(_INTERACTIONS)


def put_in_order(file: str, text: str) -> tuple[str, list[str]]:
    """The text with every list in order, and what the lists are called that were not.

    Raises:
        CannotMove: where that would change anything but the order.

    """
    root = read_spans(text)
    called = [item.called for item in lists_of(file, root) if not item.is_sorted]
    if not called:
        return text, []
    wanted = _plain(file, root)
    # lists stand three deep at most: files, members, names
    for _ in range(_DEEPEST):
        waiting = [item for item in lists_of(file, root) if not item.is_sorted]
        # inner lists first: an outer one moves them as they are then
        ready = [item for item in waiting if not any(_holds(item.span, other.span) for other in waiting)]
        for item in sorted(ready, key=lambda one: one.span.start, reverse=True):
            text = _in_brackets(text, item) if item.span.flow else _in_lines(text, item)
        root = read_spans(text)
    if _plain(file, root) != wanted:
        raise CannotMove("its lists can't be put in order by moving lines; do it by hand")
    return text, called


def lists_of(file: str, root: Span) -> Iterator[Sorted]:
    """Every list of a file that has to be in order."""
    if file in _FILES and root.kind == "list":
        yield Sorted(root, _FILES[file], "the records")
    if file == _PUBLISHED:
        published = root.get("published")
        if published and published.kind == "list":
            yield Sorted(published, _word, "published")
    elif file.startswith((_INTERACTIONS, "names/")):
        things = root.items if root.kind == "list" else [root]
        for thing in things:
            yield from _names(thing)
            members = thing.get("members")
            if members and members.kind == "list":
                yield Sorted(members, _by("substance", fold=True), f"members of {_label(thing)}")
                for member in members.items:
                    yield from _names(member)


def _names(thing: Span) -> Iterator[Sorted]:
    """The lists of names of a record."""
    found = [(key, span) for key, span in thing.pairs if key in _NAME_LISTS]
    brands = thing.get("brands")
    found += [(f"brands ({country})", span) for country, span in brands.pairs] if brands else []
    for key, span in found:
        if span.kind == "list" and all(item.kind == "text" for item in span.items):
            yield Sorted(span, _folded, f"{key} of {_label(thing)}")


def _label(thing: Span) -> str:
    return next((said for key in _LABELS if (said := thing.said(key))), "a record")


def _holds(outer: Span, inner: Span) -> bool:
    return outer is not inner and outer.start <= inner.start and inner.end <= outer.end


def _plain(file: str, root: Span) -> Any:
    """What a text says, with its lists in order: the same before and after."""
    order = {id(item.span): item.order for item in lists_of(file, root)}

    def said(span: Span) -> Any:
        if span.kind == "text":
            return span.value
        if span.kind == "map":
            return [(key, said(item)) for key, item in span.pairs]
        return [said(span.items[number]) for number in order.get(id(span), range(len(span.items)))]

    return said(root)


def _in_brackets(text: str, wanted: Sorted) -> str:
    """The words of a list in brackets change places; commas, blanks and line ends stay."""
    items = wanted.span.items
    pieces = [text[item.start : item.end] for item in items]
    made, end = [], wanted.span.start
    for item, number in zip(items, wanted.order, strict=True):
        between = text[end : item.start]
        if "#" in between:
            raise CannotMove(f"{wanted.called}: a comment stands inside the brackets; put it above the list")
        made += [between, pieces[number]]
        end = item.end
    return text[: wanted.span.start] + "".join(made) + text[end:]


def _in_lines(text: str, wanted: Sorted) -> str:
    """The items of a list change places with their lines and the comments right above them; empty lines stay."""
    lines = text.split("\n")
    column = wanted.span.column
    starts = [_start(lines, item, column, wanted, first=number == 0) for number, item in enumerate(wanted.span.items)]
    last = wanted.span.items[-1].line + 1
    while last < len(lines) and (not lines[last].strip() or _depth(lines[last]) > column):
        last += 1
    ends = [_without_blank(lines, end) for end in (*starts[1:], last)]
    blocks = [lines[start:end] for start, end in zip(starts, ends, strict=True)]
    gaps = [lines[end:start] for end, start in zip(ends, (*starts[1:], ends[-1]), strict=True)]
    made = [line for number, gap in zip(wanted.order, gaps, strict=True) for line in (*blocks[number], *gap)]
    return "\n".join([*lines[: starts[0]], *made, *lines[ends[-1] :]])


def _start(lines: list[str], item: Span, column: int, wanted: Sorted, *, first: bool) -> int:
    """The line at which an item begins, with the comments right above it; those at the top of a file are the file's."""
    if not re.match(rf" {{{column}}}- ", lines[item.line]):
        raise CannotMove(f"{wanted.called}: begin each item with '- ' on a line of its own")
    start = item.line
    while start and lines[start - 1].lstrip().startswith("#") and _depth(lines[start - 1]) <= column:
        start -= 1
    return item.line if first and start == 0 else start


def _without_blank(lines: list[str], end: int) -> int:
    while not lines[end - 1].strip():
        end -= 1
    return end


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())
