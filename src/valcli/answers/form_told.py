"""What an answer says of the form that was asked for: whose it is, that it was not read about, or that another form was."""

from collections.abc import Callable, Sequence

from valcli.answers.things import Found, Things, is_own, thing_of
from valcli.answers.types import Resolved, Statement
from valcli.store.fact_base import FactBase

SWALLOWED = "swallowed"  # the form that most statements were read about
_MEDICINES = ("drug", "drug-class")  # kinds of things that have a form

Made = Sequence[tuple[Resolved, Statement | None]]


class FormTold:
    """The words about forms of one fact base; `statement` gives what is said of a thing as a tablet."""

    def __init__(self, facts: FactBase, things: Things, statement: Callable[[Resolved], Statement | None]) -> None:
        self.facts = facts
        self.things = things
        self.statement = statement

    def label(self, found: Found, made: Made, forms: Sequence[str | None]) -> str:
        """The form of all, or each with the thing whose it is."""
        labels = self.facts.table.sites
        if len(set(forms)) < 2:
            return labels[found.sites[0]][0] if found.sites else ""
        told = [(thing.ingredient or thing.name, form) for (thing, _), form in zip(made, forms, strict=True)]
        return "; ".join(dict.fromkeys(f"{name}: {labels[form][0]}" for name, form in told if form))

    def notes(self, found: Found, made: Made) -> list[str]:
        """What must be said of the form: that it was not read about, or that another form was."""
        silent = self.facts.term("asking", "other-form").meaning
        notes = []
        for resolved, statement in made:
            sites = found.own.get(thing_of(resolved), found.sites)
            if resolved.interactant is None or not sites:
                continue
            label = self.facts.table.sites[sites[0]][0]
            if statement is None:
                notes.append(f"{resolved.ingredient or resolved.name}, {label}: {silent}")
                notes += self._tablet_note(resolved)
            elif SWALLOWED not in sites and self._is_another_form(found, resolved, statement):
                notes.append(f"{self.facts.term('asking', 'read-about-tablets').meaning} {label}.")
        return notes

    def _tablet_note(self, resolved: Resolved) -> list[str]:
        """That the same thing as a tablet is to be avoided, or asked about first."""
        statement = self.statement(resolved)
        strict = self.facts.levels[:2]
        if statement is None or statement.level not in strict:
            return []
        return [f"{self.facts.term('asking', 'as-tablet').meaning} {self.facts.term('levels', statement.level).label}."]

    def _is_another_form(self, found: Found, resolved: Resolved, statement: Statement) -> bool:
        """Whether another whole-body form was read about than the one that was asked for."""
        if statement.kind not in _MEDICINES or any(is_own(hit, found.sites) for hit in found.hits):
            return False
        return not self.things.forms_of(resolved)
