"""Levels: never milder than what was read, and whom to call where life may be at risk."""

import re
from collections.abc import Iterator

from valcli.editing.rules.every_text import Base
from valcli.editing.rules.examples import asked_back, entry, pack, reaction
from valcli.editing.rules.rule import Found, rule
from valcli.model.facts import label
from valcli.model.interactions import Interactant, Member
from valcli.model.levels import rank
from valcli.text.fold import fold

_OWN_JUDGEMENT = "project"
_SECOND = "second"
_ANYWHERE = "any"
_WITHOUT = re.compile(r"\b(?:without|no|free of) .*")


@rule(
    "H8",
    "signs and whom to call",
    "Whoever reads of a danger to life must read how to see it and what to dial.",
    rejects=reaction("Lie down.", urgency="emergency"),
    passes=reaction("Call 911 (US) or 999 (UK) now.", urgency="emergency"),
)
def _whom_to_call(base: Base) -> Iterator[Found]:
    numbers = {item.country: item.number.split(" or ") for item in base.facts.meta.emergency}
    first = base.facts.vocabulary["urgencies"][0].tag
    for record in base.records:
        if getattr(record, "urgency", "") == first:
            for country in numbers if record.country == _ANYWHERE else {record.country} & set(numbers):
                if not any(number in record.text for number in numbers[country]):
                    yield Found(record, "text", f"urgency '{first}' needs the number to call in {country}", record.id)
    for item, thing in base.entries:
        signs = thing.warning_signs or item.warning_signs
        if thing.level and base.strictest(thing.level) == 0 and not signs:
            yield Found(thing, "level", f"level '{base.levels[0]}' needs warning_signs", label(thing))
    for signs_set in base.facts.signs:
        for country in sorted(set(numbers) - set(signs_set.act)):
            yield Found(signs_set, "act", f"act does not say whom to call in {country}", signs_set.id)


@rule(
    "M1",
    "a name is never milder than what goes by it",
    "A name that asks back must not hide the strictest thing that it names.",
    rejects=asked_back("Codol", "the cold tablet", "paracetamol"),
    passes=asked_back("Codol", "the opioid tablet", "codeine"),
)
def _name_not_milder(base: Base) -> Iterator[Found]:
    ranks = ranks_of(base)
    for group in base.facts.ambiguous.ambiguous:
        shown = min(
            (rank_of(base, ranks, target) for reading in group.readings for target in reading.means), default=len(base.levels)
        )
        for name in group.names:
            own = ranks.get(fold(name), len(base.levels))
            if own < shown and base.levels[own] != base.levels[-1]:
                message = f"'{name}' is itself '{base.levels[own]}', stricter than every reading"
                yield Found(group, "names", message, label(group))


@rule(
    "M2",
    "a reading is never milder than what its words name",
    "Whoever picks a reading trusts the level beside it.",
    rejects=asked_back("pill", "a tablet with codeine", "paracetamol"),
    passes=asked_back("pill", "a tablet with codeine", "codeine"),
)
def _reading_not_milder(base: Base) -> Iterator[Found]:
    ranks = ranks_of(base)
    known = {fold(item.name) for item in base.facts.known}
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted({*ranks, *known}, key=len, reverse=True)))})s?\b")
    for group in base.facts.ambiguous.ambiguous:
        for reading in group.readings:
            shown = min((rank_of(base, ranks, target) for target in reading.means), default=len(base.levels))
            for word in pattern.findall(_WITHOUT.sub("", fold(reading.says))):
                place = ranks.get(word, ranks.get(word.removesuffix("s"), len(base.levels)))
                # a cream or drops of the same substance are another thing, and told apart by name
                told_apart = any(word in fold(target) for target in reading.means)
                if place < min(shown, len(base.levels) - 1) and not told_apart:
                    message = f"it names '{word}', which is '{base.levels[place]}', and leads to nothing as strict"
                    yield Found(reading, "says", message, label(group))


def ranks_of(base: Base) -> dict[str, int]:
    """Place of the strictest level by folded name of a substance, brand or product."""
    ranks: dict[str, int] = {}
    for item, thing in base.entries:
        place = base.strictest(base.level_of(item, thing))
        names = {thing.substance, *thing.also} if isinstance(thing, Member) else {item.id}
        names |= set(thing.brand_names())
        for name in names:
            ranks[fold(name)] = min(place, ranks.get(fold(name), place))
    for item, thing in base.entries:  # the whole is as strict as its strictest member
        ranks[item.id] = min(base.strictest(base.level_of(item, thing)), ranks[item.id])
    for product in base.facts.products:
        counted = [part.substance for part in product.ingredients if not part.trace]
        if base.facts.meta.medicine in counted:  # the medicine is never graded by what its own pack holds
            counted = [base.facts.meta.medicine]
        place = min((ranks.get(fold(name), len(base.levels)) for name in counted), default=len(base.levels))
        ranks.update((fold(name), place) for name in (product.name, *product.also))
    return ranks


def rank_of(base: Base, ranks: dict[str, int], target: str) -> int:
    """Place of the level of what a reading leads to; beyond all of them where it has none."""
    return ranks.get(target, ranks.get(fold(target), len(base.levels)))


@rule(
    "M3",
    "a member is milder only by what was read",
    "Our own judgement may be stricter than the sources, never milder.",
    rejects=entry(
        "members:\n  - {substance: zz example, level: be-careful, basis: project, basis_note: It is weak.}\n", level="ask-first"
    ),
    passes=entry("members:\n  - {substance: zz example, level: ask-first, basis: project, basis_note: It is strong.}\n"),
)
def _member_not_milder(base: Base) -> Iterator[Found]:
    for item, thing in base.entries:
        if not isinstance(thing, Member) or not thing.level or not (thing.basis == _OWN_JUDGEMENT or not thing.citations):
            continue
        for country in sorted({*thing.level, *item.level}):
            own, whole = _place(base, thing, country), _place(base, item, country)
            if own is not None and whole is not None and own > whole:
                message = f"milder ('{base.levels[own]}') than {item.id} ('{base.levels[whole]}') by our own judgement"
                yield Found(thing, "level", message, thing.substance)
                break


def _place(base: Base, thing: Interactant | Member, country: str) -> int | None:
    tag = thing.level.get(country) or thing.level.get(_ANYWHERE) or next(iter(thing.level.values()), "")
    return rank(base.levels, tag) if tag else None


@rule(
    "M4",
    "the mildest level rests on something that was read",
    "It says that a source which we read found no problem; what is only second-hand was not read.",
    rejects=entry(level="no-known-problem", read="second"),
    passes=entry(level="no-known-problem", read="mirror"),
)
def _mildest_was_read(base: Base) -> Iterator[Found]:
    for item, thing in base.entries:
        cited = thing.citations or item.citations
        if base.levels[-1] in thing.level.values() and all(citation.read == _SECOND for citation in cited):
            yield Found(thing, "level", f"level '{base.levels[-1]}' rests on second-hand reading alone", label(thing))


@rule(
    "M5",
    "an ingredient is left out of count only by what was read",
    "A trace does not count, so whoever calls a strict ingredient a trace makes the whole pack milder.",
    rejects=pack("contents: unread, ingredients: [{substance: paracetamol}, {substance: codeine, trace: true}]"),
    passes=pack("contents: unread, ingredients: [{substance: paracetamol}, {substance: codeine}]"),
)
def _trace_was_read(base: Base) -> Iterator[Found]:
    ranks = ranks_of(base)
    for product in base.facts.products:
        counted = min((rank_of(base, ranks, part.substance) for part in product.ingredients if not part.trace), default=99)
        for part in (part for part in product.ingredients if part.trace):
            if rank_of(base, ranks, part.substance) < counted and all(item.read == _SECOND for item in product.citations):
                message = f"'{part.substance}' is stricter than what counts, and no source that was read says it is a trace"
                yield Found(part, "trace", message, product.name)


@rule(
    "T1",
    "how long it matters",
    "Where effects add up, people wait some hours and think that it is over.",
    rejects=entry(mechanism="cns-depression"),
    passes=entry("timing: >-\n  It stays for days.\n", mechanism="cns-depression"),
)
def _timing(base: Base) -> Iterator[Found]:
    adding = {term.tag for term in base.facts.vocabulary["mechanisms"] if term.adds_up}
    for item, thing in base.entries:
        if adding & set(thing.mechanism) and not (thing.timing or item.timing):
            yield Found(thing, "mechanism", "its effects add up, so it needs timing: how long it matters", label(thing))


_STRICT = 1  # the place of the mildest level that a script stops for when it is told to stop for what must be asked


@rule(
    "M12",
    "an emergency is never a mild level",
    "A script that stops for what has to be asked first must stop for an overdose too.",
    rejects=entry("warning_signs: breathing\nheadline: Call now.\n", kind="emergency"),
    passes=entry("warning_signs: breathing\nheadline: Call now.\n", level="ask-first", kind="emergency"),
)
def _emergency_is_strict(base: Base) -> Iterator[Found]:
    first = {term.tag for term in base.facts.vocabulary["interactant_kinds"] if term.first}
    for item, thing in base.entries:
        if item.kind in first and max(rank(base.levels, level) for level in base.level_of(item, thing).values()) > _STRICT:
            message = f"an emergency needs '{base.levels[_STRICT]}' or a stricter level"
            yield Found(thing, "level", message, label(thing))
