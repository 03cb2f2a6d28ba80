"""What an answer must say of a name itself: its form, its ingredients, that it is no longer sold."""

from collections.abc import Sequence

from valcli.answers.things import Found
from valcli.answers.types import Resolved
from valcli.store.fact_base import FactBase
from valcli.store.name_hit import NameHit


def form_label(facts: FactBase, found: Found, made: Sequence[tuple[Resolved, object]], forms: Sequence[str | None]) -> str:
    """How the form is told: that of all, or whose it is."""
    if not found.sites and not found.own:
        return ""
    labels = facts.table.sites
    if len(set(forms)) < 2:
        return labels[found.sites[0]][0] if found.sites else ""
    told = [(thing.ingredient or thing.name, form) for (thing, _), form in zip(made, forms, strict=True)]
    return "; ".join(dict.fromkeys(f"{name}: {labels[form][0]}" for name, form in told if form))


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
