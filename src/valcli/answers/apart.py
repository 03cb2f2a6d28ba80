"""Names of one text that hold the same thing: two things, and not one thing by two of its names."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from valcli.answers.things import thing_of
from valcli.answers.types import Held, Resolved
from valcli.reading.group import Part
from valcli.reading.lexicon import Lexicon
from valcli.store.name_hit import NameHit

_BESIDE = ("", "/")  # between a name and the other name of the same thing, as in `Norco hydrocodone`


class Met(NamedTuple):
    """A name in a text, and all that it may lead to: one list of things, or one for each reading."""

    part: Part
    hit: NameHit
    is_generic: bool  # it says of what it is made
    readings: tuple[tuple[Resolved, ...], ...]


def held_apart(met: Sequence[Met]) -> tuple[Held, ...]:
    """Those of some names that share a thing with another one of them, as two things in a list do."""
    found = {index for pair in combinations(range(len(met)), 2) if _are_two(met[pair[0]], met[pair[1]]) for index in pair}
    return tuple(Held(name=met[index].hit.name, readings=met[index].readings) for index in sorted(found))


def echoed(things: Sequence[Resolved], held: Sequence[Held]) -> Iterator[Resolved]:
    """The same things by the names that they were not found by first."""
    told = {(thing_of(thing), thing.matched) for thing in things}
    names = {thing_of(thing) for thing in things}
    for item in held:
        for thing in item.readings[0] if len(item.readings) == 1 else ():
            if thing_of(thing) in names and (thing_of(thing), thing.matched) not in told:
                told.add((thing_of(thing), thing.matched))
                yield thing


def is_told(reading: set[str], beside: Sequence[set[str]]) -> bool:
    """Whether what stands beside a name says which reading is meant, and holds nothing else."""
    return bool(reading) and reading == set[str]().union(*(held for held in beside if held <= reading))


def is_spelled_out(lexicon: Lexicon, key: str) -> bool:
    """Whether a name is made of the names of what it holds."""
    words = [word for word in key.split(" ") if word not in lexicon.words.anywhere.words]
    return len(words) > 1 and all(word in lexicon.names for word in words)


def _are_two(first: Met, second: Met) -> bool:
    if first.hit == second.hit or not _held(first) & _held(second):
        return False
    return second.part.joined not in _BESIDE or not (first.is_generic or second.is_generic)


def _held(met: Met) -> set[str]:
    return {thing_of(thing) for things in met.readings for thing in things}
