"""What a name was resolved to -> its answer: one of the states, the statements, the question."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from valcli.answers.resolve import Resolver
from valcli.answers.statements import rank, statement_of, strictest
from valcli.answers.types import NameAnswer, Resolved, ShownReading, Statement
from valcli.model.interactions import Reading
from valcli.store.fact_base import FactBase, NameHit
from valcli.text.ladder import fault_of, fold

if TYPE_CHECKING:
    from valcli.answers.suggestions import Suggester

_MIXED = "These are not all alike, and the strictest level is shown. Ask about the one that you have by its own name."


class Names:
    """Answers names from one fact base for one country; `suggest` offers near names."""

    def __init__(self, facts: FactBase, country: str, *, suggest: bool = True) -> None:
        self.facts = facts
        self.country = country
        self.suggest = suggest
        self.mildest = facts.terms("levels")[-1].tag
        self._resolver = Resolver(facts)
        self._statements: dict[tuple[str, str], Statement] = {}

    @cached_property
    def _suggester(self) -> "Suggester":
        from valcli.answers.suggestions import Suggester  # only a miss needs it

        return Suggester(self.facts, self._resolver.name_of)

    def answer(self, asked: str) -> NameAnswer:
        """The one answer about one name."""
        fault = fault_of(asked)
        if fault:
            return NameAnswer(asked=asked, status="not-recognised", reason=fault)
        found = self._resolver.find(asked)
        if found is None:
            return self._unknown(asked)
        if found.asks_back:
            return self._ambiguous(asked, found.hits[0])
        return self._found(asked, self._said(found.things), list(found.hits))

    def _said(self, things: Sequence[Resolved]) -> list[tuple[Resolved, Statement | None]]:
        return [(resolved, self._statement(resolved)) for resolved in things]

    def _statement(self, resolved: Resolved) -> Statement | None:
        interactant = self.facts.interactant(resolved.interactant) if resolved.interactant else None
        if interactant is None:
            return None
        # many names lead to few statements
        key = (interactant.id, resolved.ingredient or "")
        if key not in self._statements:
            self._statements[key] = statement_of(self.facts, interactant, key[1], self.country)
        return self._statements[key]

    def _found(self, asked: str, made: list[tuple[Resolved, Statement | None]], hits: list[NameHit]) -> NameAnswer:
        """Put the answer together, strictest first, and choose its status."""
        made.sort(key=lambda pair: rank(self.facts, pair[1].level if pair[1] else None))
        statements: list[Statement] = []
        for _, statement in made:
            if statement and statement not in statements:
                statements.append(statement)
        level = strictest(self.facts, [item.level for item in statements]) if statements else None
        silent = [resolved.name for resolved, statement in made if statement is None]
        unread_pack = any(hit.kind == "product" and hit.unread for hit in hits)
        status = self._status(statements, level, gap=bool(silent) or unread_pack)
        notes = [note for hit in hits for note in self._notes(hit)]
        notes += [note for name in silent if (note := self.facts.known(name).note)]
        if any(self._is_mixed(resolved) for resolved, _ in made):
            notes.append(_MIXED)
        return NameAnswer(
            asked=asked,
            status=status,
            level=None if status == "no-data" else level,
            resolved=tuple(resolved for resolved, _ in made),
            interactions=tuple(statements),
            lookalikes=self._lookalikes([asked, *(hit.name for hit in hits)]),
            notes=tuple(dict.fromkeys(notes)),
            do_not_stop=self._do_not_stop(statements),
        )

    def _is_mixed(self, resolved: Resolved) -> bool:
        """Whether a whole group was asked for whose members differ in level."""
        if resolved.ingredient or not resolved.interactant:
            return False
        interactant = self.facts.interactant(resolved.interactant)
        return interactant is not None and any(member.level not in ({}, interactant.level) for member in interactant.members)

    def _status(self, statements: Sequence[Statement], level: str | None, *, gap: bool) -> str:
        """The first state that holds; `gap` when part of what was asked rests on nothing read."""
        if any(item.id == self.facts.meta().same_medicine for item in statements):
            return "same-medicine"
        if level and level != self.mildest:
            return "interaction"
        return "no-data" if gap or not level else "none-known"

    def _do_not_stop(self, statements: Sequence[Statement]) -> str | None:
        strict = [term.tag for term in self.facts.terms("levels")[:2]]
        if any(item.level in strict or item.stop_risk for item in statements):
            return self.facts.meta().do_not_stop
        return None

    def _notes(self, hit: NameHit) -> tuple[str, ...]:
        """What an answer must say of the name itself."""
        notes = []
        if hit.kind == "product":
            product = self.facts.product(hit.target)
            if product.contents == "unread":
                notes.append(self.facts.term("contents", "unread").meaning)
            counted = [item.substance for item in product.ingredients if not item.trace]
            held = [substance for substance in counted if substance != self.facts.meta().medicine]
            if held and held != counted:
                notes.append(f"{self.facts.term('contents', 'beside').meaning} {', '.join(held)}.")
            traces = [item.substance for item in product.ingredients if item.trace]
            if traces:
                notes.append(f"{self.facts.term('contents', 'trace').meaning} {', '.join(traces)}.")
            if product.note:
                notes.append(product.note)
        if hit.old:
            notes.append(self.facts.term("availabilities", "old").meaning)
        return tuple(notes)

    def _lookalikes(self, names: Sequence[str]) -> tuple[str, ...]:
        own = {fold(name) for name in names}
        groups = [group for name in names for group in self.facts.lookalikes(name)]
        return tuple(dict.fromkeys(name for group in groups for name in group.names if fold(name) not in own))

    def _ambiguous(self, asked: str, hit: NameHit) -> NameAnswer:
        group = self.facts.ambiguous(hit.target)
        readings = [self._reading(reading) for reading in group.readings]
        readings.sort(key=lambda pair: rank(self.facts, pair[0].level))
        levels = [reading.level for reading, _ in readings if reading.level]
        statements = [statement for _, some in readings for statement in some]
        return NameAnswer(
            asked=asked,
            status="ambiguous",
            level=strictest(self.facts, levels) if levels else None,
            readings=tuple(reading for reading, _ in readings),
            question=group.question,
            do_not_stop=self._do_not_stop(statements),
        )

    def _reading(self, reading: Reading) -> tuple[ShownReading, list[Statement]]:
        """A reading takes the strictest level of all that it leads to."""
        made = [pair for target in reading.means for pair in self._said(self._resolver.things_at(target))]
        made.sort(key=lambda pair: rank(self.facts, pair[1].level if pair[1] else None))
        first = made[0] if made else None
        statements = [statement for _, statement in made if statement]
        level = first[1].level if first and first[1] else None
        if level == self.mildest and len(statements) < len(made):
            level = None  # part of it is unknown, so the mild part must not speak for the whole
        return (
            ShownReading(name=reading.says, interactant=first[0].interactant if first else None, level=level),
            statements,
        )

    def _unknown(self, asked: str) -> NameAnswer:
        """The answer about a name that meets nothing."""
        near = self._suggester.near(asked) if self.suggest else ()
        return NameAnswer(
            asked=asked,
            status="not-recognised",
            reason="not-in-facts",
            suggestions=near,
            # a look-alike is never suggested alone: its twins stand beside it, as different things
            lookalikes=self._lookalikes(near) if near else (),
            notes=self._suggester.elsewhere(asked) if self.suggest else (),
        )
