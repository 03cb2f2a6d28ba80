"""The names of things to take in a question -> which of them a statement is for, and which ask back."""

from typing import NamedTuple

from valcli.answers.everyday import STATES
from valcli.store.fact_base import FactBase
from valcli.store.name_hit import NameHit
from valcli.text.tokens import singular
from valcli.text.words import MAX_WORDS, words_of

_LONGEST = 4  # words of a name in a question
_OPEN = ("ambiguous", "product")  # kinds of names that lead to more than one statement


class AskedNames(NamedTuple):
    """The names in a question."""

    hits: tuple[NameHit, ...]

    def substance(self, interactant: str) -> str:
        """Which member of an interactant the question names, or '' for none or several."""
        named = {hit.substance for hit in self.hits if hit.target == interactant}
        return next(iter(named)) if len(named) == 1 else ""

    def open(self) -> tuple[str, ...]:
        """The names with several meanings or ingredients."""
        return tuple(dict.fromkeys(hit.name for hit in self.hits if hit.kind in _OPEN))

    def are_several(self) -> bool:
        """Whether the question names more than one thing."""
        return len({(hit.target, hit.substance) for hit in self.hits if hit.kind not in _OPEN}) > 1


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


def _is_taken(facts: FactBase, hit: NameHit) -> bool:
    return hit.kind in _OPEN or (hit.kind == "interactant" and is_beside(facts, hit.target))


def is_beside(facts: FactBase, entry_id: str) -> bool:
    """Whether an interactant is something that is taken beside the medicine."""
    entry = facts.interactant(entry_id)
    is_state = entry is None or bool(entry.about) or entry.kind in STATES
    return not is_state and entry_id != facts.meta().same_medicine
