"""Everyday words: whether one is an illness, which a medicine may be for, or a drink or drug, which is taken as well."""

from valcli.answers.things import Things
from valcli.model.interactions import EVERYDAY
from valcli.reading.group import Aside, Part
from valcli.store.fact_base import FactBase
from valcli.store.name_hit import NameHit

STATES = ("condition", "situation", "emergency")  # the kinds of what a medicine may be taken for


def is_state(facts: FactBase, hit: NameHit) -> bool:
    """Whether a name is an illness or a situation, which may be what a medicine is for, and no food or drink."""
    entry = facts.interactant(hit.target)
    return entry is None or entry.kind in STATES


def is_drink(facts: FactBase, hit: NameHit) -> bool:
    """Whether an everyday word is a drink, a food or a drug."""
    return hit.via == "slang" or not is_state(facts, hit)


def drink_in(things: Things, aside: Aside) -> Part | None:
    """The drink or drug that a pair of brackets holds and nothing else, which is no other name of what stands before it."""
    inside = aside.group
    if aside.mark != "(" or len(inside.parts) != 1 or inside.unread or inside.forms or not inside.parts[0].is_edge:
        return None
    hit = things.best(inside.parts[0].key)
    return inside.parts[0] if hit and hit.everyday == EVERYDAY and is_drink(things.facts, hit) else None
