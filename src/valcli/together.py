"""Several answers at once: what they add up to, and names that were torn apart."""

from collections.abc import Sequence

from valcli.answer import Combined, NameAnswer, Resolved, Statement
from valcli.fold import ladder
from valcli.statements import statement_of
from valcli.store import FactBase


def combined_of(facts: FactBase, answers: Sequence[NameAnswer], country: str) -> Combined | None:
    """One warning when two or more different answers add up; it depends on the set alone."""
    adding = {term.tag for term in facts.terms("mechanisms") if term.adds_up}
    home = facts.meta().same_medicine
    sets: list[set[tuple[str, str]]] = []
    names: dict[tuple[str, str], str] = {}
    for answer in answers:
        pairs = [pair for pair in _adding(answer, adding) if pair[1].id != home]
        sets.append({(statement.id, resolved.ingredient or "") for resolved, statement in pairs})
        for resolved, statement in pairs:
            key = (statement.id, resolved.ingredient or "")
            names[key] = min(names.get(key, resolved.matched), resolved.matched)
    # the ingredients of one product alone are that product's own answer
    if len(names) <= max((len(some) for some in sets), default=0):
        return None
    interactant = facts.interactant(facts.meta().combined)
    if interactant is None:
        return None
    shown = tuple(sorted(set(names.values()), key=str.casefold))
    return Combined(names=shown, statement=statement_of(facts, interactant, "", country))


def _adding(answer: NameAnswer, adding: set[str]) -> list[tuple[Resolved, Statement]]:
    by_id = {statement.id: statement for statement in answer.interactions}
    pairs = [(resolved, by_id.get(resolved.interactant or "")) for resolved in answer.resolved]
    return [(resolved, statement) for resolved, statement in pairs if statement and adding & set(statement.mechanism)]


def joined_names(facts: FactBase, answers: Sequence[NameAnswer]) -> tuple[str, ...]:
    """Neighbours without an answer that make a known name when joined by a space."""
    found: list[str] = []
    start = 0
    while start < len(answers):
        for end in range(min(len(answers), start + 4), start + 1, -1):
            run = answers[start:end]
            name = " ".join(answer.asked for answer in run)
            if not any(answer.answered or answer.reason not in (None, "not-in-facts") for answer in run) and any(
                facts.names(key, bare=rung > 1) for rung, key in ladder(name)
            ):
                found.append(name)
                start = end - 1
                break
        start += 1
    return tuple(found)
