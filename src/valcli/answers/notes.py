"""What an answer must say of a name itself: its ingredients, that it is no longer sold."""

from valcli.store.fact_base import FactBase
from valcli.store.name_hit import NameHit


def name_notes(facts: FactBase, hit: NameHit) -> tuple[str, ...]:
    """What must be said of one name."""
    notes = []
    if hit.kind == "product":
        product = facts.product(hit.target)
        if product.contents == "unread":
            notes.append(facts.term("contents", "unread").meaning)
        counted = [item.substance for item in product.ingredients if not item.trace]
        held = [substance for substance in counted if substance != facts.meta().medicine]
        if held and held != counted:
            notes.append(f"{facts.term('contents', 'beside').meaning} {', '.join(held)}.")
        traces = [item.substance for item in product.ingredients if item.trace]
        if traces:
            notes.append(f"{facts.term('contents', 'trace').meaning} {', '.join(traces)}.")
        if product.note:
            notes.append(product.note)
    if hit.old:
        notes.append(facts.term("availabilities", "old").meaning)
    return tuple(notes)
