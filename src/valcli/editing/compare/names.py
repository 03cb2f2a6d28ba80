"""Names before and after: new, gone, leading to something else, marked in another way."""

from collections.abc import Iterator

from valcli.editing.compare.change import ADDED, CHANGED, GONE, NAMES, Change
from valcli.editing.compare.levels import NONE, Graded, Level
from valcli.model.facts import NameEntry
from valcli.model.interactions import Ambiguous


def name_changes(old: Graded, new: Graded) -> Iterator[Change]:
    """Every name that is not what it was; one whose level became milder with what it leads to stands with that alone."""
    former = {word: item.id for item in new.facts.interactants for word in item.formerly}
    for name in dict.fromkeys((*old.names, *new.names)):
        was, now = old.best(name), new.best(name)
        if was is None or now is None:
            yield _one(old, new, was, now)
            continue
        before, after = _led(old, was, former), _led(new, now, {})
        if (_sort(was), before) != (_sort(now), after) or _has_milder_reading(old, new, was, now):
            yield from _moved(old, new, was, now)
        else:
            yield from _marked(old, new, name)


def _led(graded: Graded, entry: NameEntry, former: dict[str, str]) -> tuple[str, ...]:
    """What a name leads to, by the ids of today, sorted: the order of ingredients and readings says nothing."""
    return tuple(sorted(former.get(target, target) for target in graded.targets(entry)))


def _sort(entry: NameEntry) -> str:
    """What sort of thing answers; a pack with one ingredient is that ingredient."""
    return entry.kind if entry.kind in ("known", "ambiguous") else "statement"


def _one(old: Graded, new: Graded, was: NameEntry | None, now: NameEntry | None) -> Change:
    """A name that came or went."""
    graded, entry = (old, was) if was else (new, now)
    if entry is None:
        raise ValueError("a name that stands in neither")
    level, what = graded.level(entry), _said(entry)
    told = ", ".join(_in_short(graded, level))
    if was:
        return Change(NAMES, GONE, _target(graded, entry), what, told, "", milder=graded.order.is_milder(level, {}))
    return Change(NAMES, ADDED, _target(graded, entry), what, "", told)


def _moved(old: Graded, new: Graded, was: NameEntry, now: NameEntry) -> Iterator[Change]:
    """A name that leads to something else, told with what it says now."""
    before, after = old.level(was), new.level(now)
    milder = new.order.is_milder(before, after) or _has_milder_reading(old, new, was, now)
    left, right = _leads(old, was, before), _leads(new, now, after)
    yield Change(NAMES, CHANGED, now.name, "leads to", left, right, milder)


def _leads(graded: Graded, entry: NameEntry, level: Level) -> str:
    targets = ", ".join(graded.targets(entry)) or "nothing"
    return f"{_MEANT[_sort(entry)]}{targets} ({', '.join(_in_short(graded, level))})"


_MEANT = {"known": "the known name ", "ambiguous": "one of ", "statement": ""}


def _has_milder_reading(old: Graded, new: Graded, was: NameEntry, now: NameEntry) -> bool:
    """Whether a reading that stands in both means something else now, which warns less."""
    if not isinstance(was.owner, Ambiguous) or not isinstance(now.owner, Ambiguous):
        return False
    after = {reading.says: reading for reading in now.owner.readings}
    pairs = ((reading, after[reading.says]) for reading in was.owner.readings if reading.says in after)
    return any(
        new.order.is_milder(old.of_reading(left), new.of_reading(right)) for left, right in pairs if left.means != right.means
    )


def _marked(old: Graded, new: Graded, name: str) -> Iterator[Change]:
    """A name that leads where it did, with other marks: a country more, no longer sold, not read in a source."""
    before, after = (sorted({_marks(entry) for entry in graded.names[name]}) for graded in (old, new))
    if before != after:
        yield Change(NAMES, CHANGED, new.names[name][0].name, "marks", "; ".join(before), "; ".join(after))


def _marks(entry: NameEntry) -> str:
    marks = [word for word in ("old", "unread") if getattr(entry, word)]
    return ", ".join([_said(entry).partition(" '")[0], *marks, *([entry.everyday] if entry.everyday else [])])


def _said(entry: NameEntry) -> str:
    """What sort of name it is, and the name."""
    place = "" if entry.country == "any" else f" ({entry.country})"
    return f"{entry.via}{place} '{entry.name}'"


def _target(graded: Graded, entry: NameEntry) -> str:
    return " or ".join(graded.targets(entry)) if entry.kind == "ambiguous" else " + ".join(graded.targets(entry))


def _in_short(graded: Graded, level: Level) -> list[str]:
    """A level in words: one word where it is the same in all countries."""
    words = {level.get(country, NONE) for country in graded.order.countries}
    if len(words) == 1:
        return [next(iter(words))]
    return [f"{country}: {level.get(country, NONE)}" for country in graded.order.countries]
