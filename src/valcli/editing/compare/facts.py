"""Two fact bases -> every change between them, in the order in which they are told."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from valcli.editing.compare import change
from valcli.editing.compare.change import ADDED, CHANGED, GONE, Change
from valcli.editing.compare.fields import changes_of, paired, whole
from valcli.editing.compare.levels import Graded, Order, level_changes
from valcli.editing.compare.names import name_changes
from valcli.editing.load import load_facts, load_shapes
from valcli.model.facts import Facts
from valcli.model.frozen import shape
from valcli.model.interactions import Interactant, Member, Names
from valcli.model.leaflet import Dose, Record
from valcli.model.shared import Meta

# what is told in another way: levels by country, names by what they lead to, parts as records of their own
_TOLD = {"id", "level", "forms", "members", "formerly", "substance", *shape(Names)} - {"rxcui"}


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two fact bases and what changed from the first to the second."""

    old: Meta
    new: Meta
    changes: tuple[Change, ...]

    @property
    def milder(self) -> tuple[Change, ...]:
        """What warns less than before."""
        return tuple(item for item in self.changes if item.milder)


def compare(old: Path, new: Path) -> Comparison:
    """Read two folders of facts and find what changed.

    The older one need not keep rules that are newer than it is; it must be readable.

    Raises:
        FactsProblem: when one of them can't be read, or the newer one could not be answered from.

    """
    return compared(load_shapes(old), load_facts(new))


def compared(old: Facts, new: Facts) -> Comparison:
    """What changed between two fact bases that were read."""
    order = Order(old, new)
    graded = Graded(old, order), Graded(new, order)
    found = [
        *level_changes(*graded),
        *_records(old, new),
        *_interactions(old, new),
        *_signs(old, new),
        *name_changes(*graded),
        *_sources(old, new),
        *_words(old, new),
    ]
    place = {group: number for number, group in enumerate(change.GROUPS)}
    return Comparison(old.meta, new.meta, tuple(sorted(found, key=lambda item: place[item.group])))


def _records(old: Facts, new: Facts) -> Iterator[Change]:
    """Sections, and every statement and dose of the leaflet."""
    homes = [{record.id: section.section for section in facts.sections for record in section.records} for facts in (old, new)]
    for name, was, now in paired(old.sections, new.sections, "section"):
        if was and now:
            yield from changes_of(change.STATEMENTS, name, was, now, ("records",))
        else:
            yield whole(change.STATEMENTS, name, was, now, f"section: {(now or was).title}")  # type: ignore[union-attr]  # one of them is there
    for name, before, after in paired(old.records(), new.records()):
        group = change.DOSES if isinstance(after or before, Dose) else change.STATEMENTS
        if before is None or after is None:
            yield whole(group, name, before, after)
            continue
        yield from _renamed(group, before, after)
        if homes[0][before.id] != homes[1][after.id]:
            yield Change(group, CHANGED, name, "section", homes[0][before.id], homes[1][after.id])
        yield from changes_of(group, name, before, after, ("id", "formerly"))


def _renamed(group: str, was: Record | Interactant, now: Record | Interactant) -> Iterator[Change]:
    if was.id != now.id:
        yield Change(group, CHANGED, now.id, "id", was.id, now.id)


def _interactions(old: Facts, new: Facts) -> Iterator[Change]:
    """What is said of entries and of their substances, besides levels and names."""
    for name, was, now in paired(old.interactants, new.interactants):
        if was and now:
            yield from _renamed(change.STATEMENTS, was, now)
            yield from changes_of(change.STATEMENTS, name, was, now, _TOLD)
        else:
            yield whole(change.STATEMENTS, name, was, now, (now or was).effect)  # type: ignore[union-attr]  # one of them is there
    homes = [_homes(facts) for facts in (old, new)]
    former = {word: item.id for item in new.interactants for word in item.formerly}
    for substance, (home, member) in homes[1].items():
        before = homes[0].get(substance)
        if before:
            if former.get(before[0], before[0]) != home:
                yield Change(change.STATEMENTS, CHANGED, substance, "entry", before[0], home)
            yield from changes_of(change.STATEMENTS, substance, before[1], member, _TOLD)
        elif member.effect or member.management:
            yield whole(change.STATEMENTS, substance, None, member, f"{member.effect} {member.management}".strip())


def _homes(facts: Facts) -> dict[str, tuple[str, Member]]:
    return {member.substance: (item.id, member) for item in facts.interactants for member in item.members}


def _signs(old: Facts, new: Facts) -> Iterator[Change]:
    """Numbers to call, the closing words, sets of warning signs."""
    yield from changes_of(change.SIGNS, "facts", old.meta, new.meta, ("schema", "version", "reviewed", "emergency", "examples"))
    before, after = ({(item.country, item.when): item for item in facts.meta.emergency} for facts in (old, new))
    for key in dict.fromkeys((*before, *after)):
        yield from changes_of(change.SIGNS, f"emergency number ({key[0]}, {key[1]})", before.get(key), after.get(key))
    yield from _each(change.SIGNS, old.signs, new.signs, "name")


def _sources(old: Facts, new: Facts) -> Iterator[Change]:
    yield from _each(change.SOURCES, old.sources, new.sources, "title")


def _words(old: Facts, new: Facts) -> Iterator[Change]:
    """What words mean, claims, packs and questions that ask back, and how search is helped."""
    yield from _each(change.WORDS, old.glossary, new.glossary, "meaning")
    yield from _each(change.WORDS, old.claims, new.claims, "claim")
    for group in dict.fromkeys((*old.vocabulary, *new.vocabulary)):
        before, after = (facts.vocabulary.get(group, []) for facts in (old, new))
        for item in _each(change.WORDS, before, after, "meaning", key="tag"):
            yield replace(item, record=f"{group}: {item.record}")
    for name, was, now in paired(old.known, new.known, "name"):
        if was and now and was.note != now.note:
            yield Change(change.WORDS, change.kind_of(was.note, now.note), name, "note", was.note, now.note)
    for name, pack, other in paired(old.products, new.products, "name"):
        if pack and other:
            yield from changes_of(change.WORDS, name, pack, other, ("name", "also", "country"))
    yield from _asked(old, new)
    for what, find in _COUNTED.items():
        left, right = find(old), find(new)
        if left != right:
            gone, come = f"{len(left - right):,} gone", f"{len(right - left):,} new"
            yield Change(change.WORDS, CHANGED, "search and names", what, gone, come)


# lists that are too long to be told one by one
_COUNTED: dict[str, Callable[[Facts], set[Any]]] = {
    "questions of the bank": lambda facts: {text for item in facts.asked for text in item.ask},
    "groups of words that mean the same": lambda facts: {*facts.search.same},
    "words around names": lambda facts: {(group.kind, word) for group in facts.words.words for word in group.words},
    "look-alikes": lambda facts: {pair.names for pair in facts.ambiguous.lookalikes},
}


def _asked(old: Facts, new: Facts) -> Iterator[Change]:
    """What is asked back, and how its readings are worded."""
    before, after = ({group.names[0]: group for group in facts.ambiguous.ambiguous} for facts in (old, new))
    for name in after:
        if name in before:
            yield from changes_of(change.WORDS, name, before[name], after[name], ("names",))


def _each(group: str, old: Any, new: Any, said: str, key: str = "id") -> Iterator[Change]:
    """Records of a list by their key: those that came, went or changed."""
    for name, was, now in paired(old, new, key):
        if was is None or now is None:
            yield Change(
                group,
                ADDED if now else GONE,
                name,
                "",
                *("", getattr(now, said)) if now else (getattr(was, said), ""),
            )
        else:
            yield from changes_of(group, name, was, now, (key,))
