"""The names of things to take in a question -> which of them a statement is for, and which ask back."""

from collections.abc import Iterator
from typing import NamedTuple

from valcli.answers.everyday import STATES
from valcli.answers.statements import rank, statement_of
from valcli.answers.things import Things
from valcli.answers.types import Resolved, Statement
from valcli.model.interactions import Interactant
from valcli.store.fact_base import FactBase
from valcli.store.name_hit import NameHit
from valcli.text.tokens import singular
from valcli.text.words import MAX_WORDS, words_of

_LONGEST = 4  # words of a name in a question
_OPEN = ("ambiguous", "product")  # kinds of names that lead to more than one statement
_STATED, _KNOWN = "interactant", "known"  # kinds of names that lead to one, and to none


class AskedNames(NamedTuple):
    """The names in a question."""

    hits: tuple[NameHit, ...]

    def open(self) -> tuple[str, ...]:
        """The names with several meanings or ingredients; an ordinary word is none beside a name that is certain."""
        certain = bool(self.targets())
        return tuple(dict.fromkeys(hit.name for hit in self.hits if hit.kind in _OPEN and not (certain and hit.everyday)))

    def known(self) -> tuple[str, ...]:
        """The names that are known and of which nothing is said."""
        return tuple(dict.fromkeys(hit.name for hit in self.hits if hit.kind == _KNOWN))

    def targets(self) -> tuple[str, ...]:
        """The interactants that are named for certain."""
        return tuple(dict.fromkeys(hit.target for hit in self.hits if hit.kind == _STATED))

    def are_several(self) -> bool:
        """Whether the question names more than one thing."""
        return len({(hit.target, hit.substance) for hit in self.hits if hit.kind not in _OPEN}) > 1

    def asked_alone(self, facts: FactBase, text: str) -> str:
        """The one other medicine whose own dose, use or side effects a text asks for, or ''."""
        names = [hit for hit in self.hits if hit.kind in (*_OPEN, _KNOWN) or _is_medicine(facts, hit)]
        words, unless = facts.search_own()
        said = f" {' '.join(words_of(text)[:MAX_WORDS])} "
        if len({hit.name for hit in names}) != 1 or any(hit.everyday for hit in names):
            return ""
        asks = any(f" {phrase} " in said for phrase in words if phrase)
        return names[0].name if asks and not any(f" {phrase} " in said for phrase in unless if phrase) else ""


def names_in(facts: FactBase, text: str) -> AskedNames:
    """The longest names that stand in a text, of what is taken beside the medicine."""
    words = words_of(text)[:MAX_WORDS]
    found: list[NameHit] = []
    at = 0
    while at < len(words):
        for size in range(min(_LONGEST, len(words) - at), 0, -1):
            name = " ".join(words[at : at + size])
            hits = facts.names(name, bare=False) or facts.names(singular(name), bare=False)
            if any(_is_taken(facts, hit) for hit in hits):
                found += hits
                break
        else:
            size = 1
        at += size
    return AskedNames(tuple(found))


def statement_for(facts: FactBase, names: AskedNames, entry: Interactant, country: str) -> Statement:
    """What is said of the members that a question names or may mean: of several the strictest; with none, of the whole."""
    things = Things(facts, country)
    led = (thing for hit in names.hits for thing in _leads(things, hit))
    named = dict.fromkeys(thing.ingredient or "" for thing in led if thing.interactant == entry.id)
    said = [statement_of(facts, entry, substance, country) for substance in named or ("",)]
    return min(said, key=lambda one: rank(facts, one.level))


def _leads(things: Things, hit: NameHit) -> Iterator[Resolved]:
    if hit.kind == "ambiguous":
        for choice in things.question(hit).choices:
            yield from choice.things
    yield from things.of(hit)


def _is_taken(facts: FactBase, hit: NameHit) -> bool:
    is_named = hit.kind in _OPEN or (hit.kind == _KNOWN and not hit.everyday)
    return is_named or (hit.kind == _STATED and is_beside(facts, hit.target))


def _is_medicine(facts: FactBase, hit: NameHit) -> bool:
    """Whether a name is one of a substance, as food and drink are not."""
    entry = facts.interactant(hit.target) if hit.kind == _STATED else None
    return entry is not None and bool(hit.substance) and not facts.term("interactant_kinds", entry.kind).plain


def is_beside(facts: FactBase, entry_id: str) -> bool:
    """Whether an interactant is something that is taken beside the medicine."""
    entry = facts.interactant(entry_id)
    is_state = entry is None or bool(entry.about) or entry.kind in STATES
    return not is_state and entry_id != facts.meta().same_medicine
