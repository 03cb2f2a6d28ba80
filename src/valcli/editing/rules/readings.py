"""Readings and ratings: a reading is no stricter than what it means, and a level milder than others say tells why."""

import re
from collections.abc import Iterator

from valcli.editing.rules.every_text import Base
from valcli.editing.rules.examples import asked_back, entry
from valcli.editing.rules.levels import rank_of, ranks_of
from valcli.editing.rules.rule import Example, Found, rule
from valcli.model.facts import label
from valcli.model.interactions import Interactant, Member
from valcli.text.fold import fold


@rule(
    "M6",
    "a reading is never stricter than what its words name",
    "Whoever reads 'avoid' beside a medicine that is not to be avoided may leave it out.",
    rejects=asked_back("pill", "methadone", "ix.opioids"),
    passes=asked_back("pill", "methadone", "methadone"),
)
def _reading_not_stricter(base: Base) -> Iterator[Found]:
    ranks = ranks_of(base)
    members = {item.id: _members(item) for item in base.facts.interactants}
    for group in base.facts.ambiguous.ambiguous:
        for reading in group.readings:
            # one that leads to a whole group, and names some of its members, means these
            for target in reading.means:
                own = members.get(target, set())
                words = {word for word in own if re.search(rf"\b{re.escape(word)}s?\b", fold(reading.says))}
                shown, named = rank_of(base, ranks, target), [ranks[word] for word in words]
                if named and shown < min(named):
                    message = f"{target} is '{base.levels[shown]}', stricter than {', '.join(sorted(words))}; let it mean these"
                    yield Found(reading, "means", message, label(group))


def _members(item: Interactant) -> set[str]:
    """The folded names of the members of a group."""
    names = {name for member in item.members for name in (member.substance, *member.also, *member.brand_names())}
    return set(map(fold, names))


@rule(
    "M7",
    "a rescue medicine is never one to avoid",
    "A dose that stops a seizure must not be left out because a list says avoid.",
    rejects=asked_back("spray", "a spray", "codeine, calmazin"),
    passes=asked_back("spray", "a spray", "calmazin"),
)
def _rescue_is_given(base: Base) -> Iterator[Found]:
    ranks, home = ranks_of(base), base.facts.meta
    rescue = {fold(thing.substance) for _, thing in base.entries if isinstance(thing, Member) and _is_rescue(base, thing)}
    for item, thing in base.entries:
        if _is_rescue(base, thing) and base.strictest(base.level_of(item, thing)) == 0:
            yield Found(thing, "level", f"a rescue medicine is never '{base.levels[0]}'", label(thing))
    rescue |= {home.same_medicine, fold(home.medicine)}
    for group in base.facts.ambiguous.ambiguous:
        for reading in group.readings:
            targets = {*reading.means, *map(fold, reading.means)}
            if targets & rescue and any(rank_of(base, ranks, target) == 0 for target in reading.means):
                message = f"a rescue medicine stands in it, and it is '{base.levels[0]}'; let it mean what is given for a seizure"
                yield Found(reading, "means", message, label(group))


def _is_rescue(base: Base, thing: Interactant | Member) -> bool:
    plans = {term.tag for term in base.facts.vocabulary.get("planned_sets", ()) if term.rescue}
    return bool(plans.intersection(thing.planned))


def _and_rated(example: Example) -> Example:
    """The example beside a list of words that make a rating strict."""
    words = "rated: [{level: avoid, words: [dangerous]}]"
    return Example(example.file, f"{example.text}# reading.yaml\n{words}\n", example.whole)


_RATED = "ratings: [{source: label-us, says: Dangerous}]\n"


@rule(
    "M8",
    "a level milder than a rating tells why",
    "Others call it dangerous: whoever is told to ask first has a right to the reason.",
    rejects=_and_rated(entry(_RATED, level="be-careful")),
    passes=_and_rated(entry(_RATED + "basis_note: >-\n  The rating is of the injection.\n", level="be-careful")),
)
def _milder_than_rated(base: Base) -> Iterator[Found]:
    rated = [
        (base.levels.index(item.level), re.compile(rf"\b(?:{'|'.join(map(re.escape, item.words))})\b", re.IGNORECASE))
        for item in base.aids.rated
    ]
    for item, thing in base.entries:
        own = base.strictest(base.level_of(item, thing))
        for rating in thing.ratings:
            place = min((place for place, words in rated if words.search(rating.says)), default=own)
            if place < own and not (thing.basis_note or item.basis_note or thing.disagreement or item.disagreement):
                message = f"{rating.source} says '{rating.says}', as strict as '{base.levels[place]}'"
                yield Found(thing, "ratings", f"{message}; say why we are milder in basis_note or disagreement", label(thing))
