"""Two records of one kind -> which of their fields differ, each with its words before and after."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from valcli.editing.compare.change import ADDED, CHANGED, GONE, Change, kind_of
from valcli.model.frozen import Frozen, shape
from valcli.model.interactions import Ingredient, Rating, Reading
from valcli.model.leaflet import Amount, Frequency, Group, Maximum, Occurrence
from valcli.model.shared import Citation

T = TypeVar("T")
# in these the first item is the one that counts, so their order is part of what they say
_ORDERED = {"citations", "signs", "groups"}
# what is one line of a list, and comes or goes as such
_IN_A_LINE = (Citation, Group, Ingredient, Rating, Reading)


def changes_of(group: str, record: str, old: Any, new: Any, without: Iterable[str] = ()) -> Iterator[Change]:
    """What differs between two records; None stands for one that is not there."""
    left, right = ({} if item is None else dict(_fields(item, "", {*without})) for item in (old, new))
    for path in dict.fromkeys((*left, *right)):
        before, after = left.get(path, ""), right.get(path, "")
        if before == after:
            continue
        if isinstance(before, tuple) or isinstance(after, tuple):
            yield from _listed(group, record, path, tuple(before), tuple(after))
        else:
            yield Change(group, kind_of(before, after), record, path, before, after)


def whole(group: str, record: str, old: Any, new: Any, said: str = "") -> Change:
    """A record that came or went as a whole, with what it says."""
    text = said or str(getattr(new or old, "text", ""))
    return Change(group, ADDED if old is None else GONE, record, "", *(("", text) if old is None else (text, "")))


def paired(old: Sequence[T], new: Sequence[T], key: str = "id") -> Iterator[tuple[str, T | None, T | None]]:
    """Records that are the same one before and after, by their id or by one that they had before."""
    before = {str(getattr(item, key)): item for item in old}
    met: set[str] = set()
    for item in new:
        own = str(getattr(item, key))
        words = (own, *getattr(item, "formerly", ()))
        found = next((word for word in words if word in before and word not in met), None)
        if found:
            met.add(found)
        yield own, before[found] if found else None, item
    for word, gone in before.items():
        if word not in met:
            yield word, gone, None


def _fields(thing: Any, path: str, without: set[str]) -> Iterator[tuple[str, Any]]:
    """Every field with its value as words: a text, or a tuple of texts for a list."""
    for name in shape(type(thing)):
        value = getattr(thing, name)
        if value and name not in without:
            yield from _of(value, f"{path} {name.replace('_', ' ')}".strip(), name)


def _of(value: Any, path: str, name: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _of(item, f"{path} ({key})", name)
    elif isinstance(value, tuple):
        yield from _list(value, path, name)
    elif isinstance(value, (Amount, Frequency, Maximum, Citation)):
        yield path, in_words(value)
    elif isinstance(value, Frozen):
        yield from _fields(value, path, set())
    else:
        yield path, str(value)


def _list(items: tuple[Any, ...], path: str, name: str) -> Iterator[tuple[str, Any]]:
    if all(isinstance(item, (str, *_IN_A_LINE)) for item in items):
        words = tuple(in_words(item) for item in items)
        yield path, words if name in _ORDERED else tuple(sorted(words))
        return
    for number, item in enumerate(items, start=1):
        if isinstance(item, tuple):
            yield f"{path} {number}", tuple(item)
        else:
            where = f"({item.country}, {item.form})" if isinstance(item, Occurrence) else str(number)
            yield from _fields(item, f"{path} {where}", set())


def in_words(value: Any) -> str:
    """A small record as somebody would write it."""
    said = _SAID.get(type(value), str)
    return said(value)


def _range(value: Amount | Frequency) -> str:
    return value.low if value.low == value.high else f"{value.low} to {value.high}"


# how a small record is written in one line
_SAID: dict[type, Callable[[Any], str]] = {
    Citation: lambda item: f"{item.source}, {item.locator} ({item.read})",
    Reading: lambda item: f"{item.says}: {', '.join(item.means) or 'no statement'}",
    Rating: lambda item: f"{item.source}: {item.says}",
    Ingredient: lambda item: f"{item.substance} (does not count)" if item.trace else str(item.substance),
    Group: lambda item: f"{item.id}: {item.title}",
    Amount: lambda item: f"{_range(item)} {item.unit} per {item.per}",
    Frequency: lambda item: f"{_range(item)} times per {item.per}",
    Maximum: lambda item: f"{item.amount} {item.unit} per {item.per}",
}


def _listed(group: str, record: str, path: str, before: tuple[str, ...], after: tuple[str, ...]) -> Iterator[Change]:
    """A list: what came and what went; its order where only that differs."""
    gone = [item for item in before if item not in after]
    come = [item for item in after if item not in before]
    if gone or come:
        # a list that has lost an item is another list, not one that is gone
        kind = CHANGED if before and after else kind_of(before, after)
        yield Change(group, kind, record, path, "; ".join(gone), "; ".join(come))
    else:
        yield Change(group, CHANGED, record, f"order of {path}", "; ".join(before), "; ".join(after))
