"""Levels before and after: of entries, of their substances, and of every name by what it leads to."""

from collections.abc import Iterator
from typing import NamedTuple

from valcli.editing.compare.change import ADDED, CHANGED, GONE, LEVELS, Change
from valcli.editing.compare.fields import paired
from valcli.model.facts import Facts, NameEntry
from valcli.model.interactions import Ambiguous, Interactant, Member, Product, Reading
from valcli.model.levels import rank
from valcli.text.fold import fold

NONE = "no statement"
_ANY, _WHOLE_BODY = "any", "whole-body"
Level = dict[str, str]  # by country; of what has no statement it is empty


class Order:
    """The levels, strictest first, as the newer facts have them, and the countries of both."""

    def __init__(self, old: Facts, new: Facts) -> None:
        self.levels = new.tags("levels")
        self.changed = [tag for tag in old.tags("levels") if tag in self.levels] != [
            tag for tag in self.levels if tag in old.tags("levels")
        ]
        terms = [*new.vocabulary.get("countries", ()), *old.vocabulary.get("countries", ())]
        self.countries = [*dict.fromkeys(term.tag for term in terms if term.has_levels)]

    def by_country(self, level: Level) -> Level:
        """A level for each country; what is given for one only holds in the others as well, as in every answer."""
        if not level:
            return {}
        other = level.get(_ANY) or next(iter(level.values()))
        return {country: level.get(country, other) for country in self.countries}

    def place(self, level: str | None) -> int:
        """0 for the strictest, and for a word that the newer facts no longer know: it can only become milder."""
        return 0 if level and level not in self.levels else rank(self.levels, level)

    def strictest(self, levels: list[Level]) -> Level:
        """The strictest in each country."""
        given = [level for level in levels if level]
        return {country: min((level[country] for level in given), key=self.place) for country in self.countries if given}

    def is_milder(self, before: Level, after: Level) -> bool:
        """Whether some country warns less than before."""
        return any(self.place(after.get(country)) > self.place(before.get(country)) for country in self.countries)

    def less(self, before: str, after: str) -> bool:
        """Whether the second word warns less than the first."""
        return self.place(None if after == NONE else after) > self.place(None if before == NONE else before)

    def told(self, before: Level, after: Level) -> Iterator[tuple[str, str, str]]:
        """The change in words: one for all countries, or one for each that differs."""
        pairs = {country: (before.get(country, NONE), after.get(country, NONE)) for country in self.countries}
        if len(set(pairs.values())) == 1:
            yield ("", *next(iter(pairs.values())))
            return
        for country, (old, new) in pairs.items():
            if old != new:
                yield (country, old, new)


class Graded:
    """What the names of one fact base lead to, and which level that has."""

    def __init__(self, facts: Facts, order: Order) -> None:
        self.facts = facts
        self.order = order
        self.by_id = {item.id: item for item in facts.interactants}
        self.entries = {item.id: order.by_country(item.level) for item in facts.interactants}
        self.members: dict[str, tuple[Interactant, Member]] = {}
        for item in facts.interactants:
            self.members.update((member.substance, (item, member)) for member in item.members)
        self.names: dict[str, list[NameEntry]] = {}
        for entry in facts.names():
            self.names.setdefault(fold(entry.name), []).append(entry)

    def of_member(self, substance: str) -> Level:
        """The level of a substance; its own goes before that of its entry."""
        item, member = self.members[substance]
        return self.order.by_country(member.level or item.level)

    def of_entry(self, interactant: str) -> Level:
        """The level of an entry that is asked for as a whole: nobody said which substance is meant."""
        own = [self.of_member(member.substance) for member in self.by_id[interactant].members if member.level]
        return self.order.strictest([self.entries[interactant], *own])

    def best(self, name: str) -> NameEntry | None:
        """The entry that answers for a folded name: what has several meanings asks back, a substance says most."""
        found = self.names.get(name, [])
        group = next((entry for entry in found if entry.kind == "ambiguous"), None)
        if group and not any(entry.target == self.facts.meta.same_medicine for entry in found):
            return group
        plain = [entry for entry in found if entry.kind != "ambiguous"]
        return next((entry for entry in plain if entry.substance), next(iter(plain), None))

    def targets(self, entry: NameEntry) -> tuple[str, ...]:
        """What a name leads to: ids of entries and names of substances."""
        if isinstance(entry.owner, Product):
            counted = tuple(item.substance for item in entry.owner.ingredients if not item.trace)
            return (self.facts.meta.medicine,) if self.facts.meta.medicine in counted else counted
        if isinstance(entry.owner, Ambiguous):
            return tuple(dict.fromkeys(target for reading in entry.owner.readings for target in reading.means))
        return (entry.substance or entry.target,)

    def level(self, entry: NameEntry | None) -> Level:
        """The strictest level of what a name leads to."""
        return self.order.strictest([self.at(target) for target in self.targets(entry)]) if entry else {}

    def at(self, target: str) -> Level:
        """The level of what a reading or a product names."""
        if target in self.entries:
            return self.of_entry(target)
        if target in self.members:
            return self.of_member(target)
        entry = next((item for item in self.names.get(fold(target), ()) if item.kind != "ambiguous"), None)
        if entry is None or entry.kind == "known" or target in self.targets(entry):
            return {}
        return self.level(entry)

    def of_reading(self, reading: Reading) -> Level:
        """The strictest level of what a reading may be."""
        return self.order.strictest([self.at(target) for target in reading.means])


class _Moved(NamedTuple):
    """What holds of one thing before and after: its level, and the forms for which that holds."""

    before: Level
    after: Level
    forms_before: frozenset[str] = frozenset()
    forms_after: frozenset[str] = frozenset()


def level_changes(old: Graded, new: Graded) -> Iterator[Change]:
    """Levels of entries, and of substances where they go another way than their entry."""
    if new.order.changed:
        before, after = ", ".join(old.facts.tags("levels")), ", ".join(new.order.levels)
        yield Change(LEVELS, CHANGED, "vocabulary", "order of levels", before, after, milder=True)
    of_entry: dict[str, _Moved] = {}
    for name, was, now in paired(old.facts.interactants, new.facts.interactants):
        left, right = old.entries[was.id] if was else {}, new.entries[now.id] if now else {}
        of_entry[name] = _Moved(left, right, _forms(was), _forms(now))
        yield from _told(new.order, name, of_entry[name], ADDED if was is None else CHANGED if now else GONE)
    for substance in dict.fromkeys((*old.members, *new.members)):
        moved, kind = _of_member(old, new, substance)
        home = new.members.get(substance)
        if home is None or moved != of_entry[home[0].id]:
            yield from _told(new.order, substance, moved, kind)


def _of_member(old: Graded, new: Graded, substance: str) -> tuple[_Moved, str]:
    was, now = old.members.get(substance, (None, None)), new.members.get(substance, (None, None))
    left = old.of_member(substance) if substance in old.members else {}
    # a substance that has no statement any more may still be a name of something that has one
    right = new.of_member(substance) if substance in new.members else new.level(new.best(fold(substance)))
    kind = ADDED if was[1] is None else CHANGED if now[1] else GONE
    return _Moved(left, right, _forms(*was), _forms(*now)), kind


def _told(order: Order, name: str, moved: _Moved, kind: str) -> Iterator[Change]:
    if kind != CHANGED or moved.before != moved.after:
        for country, was, now in order.told(moved.before, moved.after):
            what = f"level ({country})" if country else "level"
            yield Change(LEVELS, kind, name, what, was, now, order.less(was, now))
    before, after = moved.forms_before, moved.forms_after
    if kind == CHANGED and before != after:
        # a statement that holds for fewer forms warns less
        fewer = _ANY not in after and not before <= after
        yield Change(LEVELS, CHANGED, name, "forms", ", ".join(sorted(before)), ", ".join(sorted(after)), fewer)


def _forms(*things: Interactant | Member | None) -> frozenset[str]:
    """The forms for which a statement holds: those of the last thing that names some."""
    named = [thing.forms for thing in things if thing and thing.forms]
    return frozenset(named[-1] if named else (_WHOLE_BODY,))
