"""What stands in several names: ingredients, and packs of one thing that count as two."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from valcli.answers.types import Duplicate, NameAnswer, Resolved
from valcli.store.fact_base import FactBase
from valcli.text.fold import fold

_BRAND, _PRODUCT = "brand", "product"  # the kinds of names that are packs


class Pack(NamedTuple):
    """A name of a set, what kind of name it is, and the form that was told with it."""

    name: str
    via: str = ""
    form: str = ""


def more_packs(packs: Iterable[tuple[object, Pack]]) -> dict[tuple[object, str], bool]:
    """Of packs that hold one thing all but the first, and whether each is another pack for sure: two of them add up too."""
    held: dict[object, set[Pack]] = {}
    for key, pack in packs:
        held.setdefault(key, set()).add(pack)
    more: dict[tuple[object, str], bool] = {}
    for key, some in held.items():
        first, *others = sorted(some)
        kept = [first]
        for pack in others:
            doubts = [_is_another(one, pack) for one in kept]
            if None not in doubts:
                more[key, pack.name] = all(doubts)
                kept.append(pack)
    return more


def _is_another(one: Pack, other: Pack) -> bool | None:
    """Whether two names of one thing are two packs: sure, perhaps, or None where both may well be the same one.

    A brand and what it holds may be one pack, unless that is told in a form.
    """
    shorter, longer = sorted((fold(one.name), fold(other.name)), key=len)
    if shorter == longer or (f"{longer} ".startswith(f"{shorter} ") and one.form == other.form):
        return None
    kinds, forms = {one.via, other.via}, {one.form, other.form}
    if _PRODUCT in kinds or kinds == {_BRAND}:
        return True
    if len(forms) < 2:
        return None
    return True if all(forms) else (False if _BRAND in kinds else None)


def duplicates_of(facts: FactBase, answers: Sequence[NameAnswer]) -> tuple[Duplicate, ...]:
    """Ingredients that stand in two or more of the names that were asked, by name."""
    certain: dict[str, dict[str, str]] = {}
    perhaps: dict[str, dict[str, str]] = {}
    for answer in answers:
        _note(certain, answer.asked, _held(facts, answer.resolved))
        _note_readings(
            facts, certain, perhaps, answer.asked, [[resolved for resolved, _ in one.leads] for one in answer.readings]
        )
    for answer in answers:
        inner: tuple[dict[str, dict[str, str]], dict[str, dict[str, str]]] = ({}, {})
        for item in answer.held:
            _note_readings(facts, *inner, _typed(answer.asked, item.name), item.readings)
        for ingredient, names in inner[0].items():  # it stands twice in one text: its names stand for the text
            if len(names | inner[1].get(ingredient, {})) > 1:
                for outer, held in zip((certain, perhaps), inner, strict=True):
                    place = outer.setdefault(ingredient, {})
                    place.pop(fold(answer.asked.strip()), None)
                    place.update(held.get(ingredient, {}) | place)  # a name that was asked by itself stays as it was typed
    found = []
    for ingredient in sorted(certain, key=str.casefold):
        doubtful = {key: name for key, name in perhaps.get(ingredient, {}).items() if key not in certain[ingredient]}
        every = _sorted((certain[ingredient] | doubtful).values())
        if len(every) > 1:
            found.append(Duplicate(ingredient=ingredient, names=every, perhaps=_sorted(doubtful.values())))
    return tuple(found)


def _held(facts: FactBase, things: Sequence[Resolved]) -> set[str]:
    meta = facts.meta()
    named = {_substance(facts, resolved) for resolved in things if resolved.ingredient}
    return named | {meta.medicine for resolved in things if resolved.interactant == meta.same_medicine}


def _substance(facts: FactBase, thing: Resolved) -> str:
    """The substance of a thing; what a form or a use of it goes by here is the same substance."""
    entry = facts.interactant(thing.interactant) if thing.interactant else None
    member = next((item for item in entry.members if item.substance == thing.ingredient), None) if entry else None
    return (member.of if member else "") or thing.ingredient or ""


def _typed(asked: str, name: str) -> str:
    """A name in the letters in which it was typed, where it stands in the text as it is."""
    place = asked.lower().find(name.lower()) if asked.isascii() else -1
    return name if place < 0 else asked[place : place + len(name)]


def _note_readings(
    facts: FactBase,
    certain: dict[str, dict[str, str]],
    perhaps: dict[str, dict[str, str]],
    name: str,
    readings: Sequence[Sequence[Resolved]],
) -> None:
    """What all readings of a name hold is certain, what some of them hold is not."""
    held = [_held(facts, things) for things in readings]
    always = set.intersection(*held) if held else set[str]()
    _note(certain, name, always)
    _note(perhaps, name, {one for some in held for one in some} - always)


def _note(held: dict[str, dict[str, str]], name: str, ingredients: Iterable[str]) -> None:
    """A name that is asked twice is one name, in whatever letters."""
    name = name.strip()
    for ingredient in ingredients:
        names = held.setdefault(ingredient, {})
        names[fold(name)] = min(name, names.get(fold(name), name))


def _sorted(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(names, key=lambda name: (name.casefold(), name)))
