"""Everyday words: whether one is an illness, which a medicine may be for, or a drink or drug, which is taken as well."""

from valcli.answers.things import Things
from valcli.model.interactions import EVERYDAY
from valcli.reading.group import Aside, Group, Part
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


def counts(facts: FactBase, group: Group, part: Part, hit: NameHit, *, is_beside: bool) -> bool:
    """Whether an everyday word is meant as the thing: alone in its part, or beside a word that says what it is.

    A drink or drug counts beside a medicine too, for whoever writes both may take both.
    """
    is_one_pack = any(one.pair for one in group.parts)  # what its second weight means is asked
    if is_beside and part.is_edge and not (group.forms or is_one_pack) and is_drink(facts, hit):
        return True
    is_alone = not group.packed and (part.alone or bool(group.alarms))
    return not part.reason and (is_alone or bool(group.illicit))


def is_unsure(part: Part, hit: NameHit) -> bool:
    """Whether a word with several meanings stands directly beside a name, of which it may be a part."""
    return hit.kind == "ambiguous" and hit.everyday == EVERYDAY and not (part.alone or part.reason)
