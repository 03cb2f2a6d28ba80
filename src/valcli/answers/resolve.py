"""Typed names -> answers: the ladder and the six states."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from valcli.answers.statements import rank, statement_of, strictest
from valcli.answers.types import NameAnswer, Resolved, ShownReading, Statement
from valcli.model.interactions import Interactant, Reading
from valcli.store.fact_base import FactBase, NameHit
from valcli.text.ladder import bare_forms, fault_of, fold, is_aside, ladder, parts

if TYPE_CHECKING:
    from valcli.answers.suggestions import Suggester


_MIXED = "These are not all alike, and the strictest level is shown. Ask about the one that you have by its own name."
_FAMILY = "same-brand"  # the kind of a name that several packs share


class Names:
    """Answers names from one fact base for one country; `suggest` offers near names."""

    def __init__(self, facts: FactBase, country: str, *, suggest: bool = True) -> None:
        self.facts = facts
        self.country = country
        self.suggest = suggest
        self.mildest = facts.terms("levels")[-1].tag
        self._statements: dict[tuple[str, str], Statement] = {}

    @cached_property
    def _suggester(self) -> "Suggester":
        from valcli.answers.suggestions import Suggester  # only a miss needs it

        return Suggester(self.facts, self._name_of)

    def answer(self, asked: str) -> NameAnswer:
        """The one answer about one name."""
        fault = fault_of(asked)
        if fault:
            return NameAnswer(asked=asked, status="not-recognised", reason=fault)
        rung, hits = self._climb(asked)
        answer = self._of_hits(asked, rung, hits) if hits else self._joined(asked) or self._family(asked) or self.unknown(asked)
        if answer.status in ("no-data", "not-recognised"):
            self.facts.verify()  # a damaged index must not turn a known danger into an unknown name
        return answer

    def met(self, key: str, rung: int) -> NameAnswer | None:
        """The answer for whatever reaches a key on a rung, whose own words it does not echo; None when nothing is met."""
        hits = self._hits(key, rung)
        return self._of_hits(key if rung == 1 else "", rung, hits) if hits else None

    def _climb(self, name: str) -> tuple[int, list[NameHit]]:
        for rung, key in ladder(name):
            hits = self._hits(key, rung)
            if hits:
                return rung, hits
        return 0, []

    def _hits(self, key: str, rung: int) -> list[NameHit]:
        hits = self.facts.names(key, bare=rung > 1)
        # a street word is that word, not a tablet or a plural of it
        return [hit for hit in hits if hit.via != "slang"] if rung > 3 else hits

    def _name_of(self, text: str) -> str:
        """The name in the facts that answers a text, or ''."""
        hits = self._climb(text)[1]
        return self._best(hits).name if hits else ""

    def _of_hits(self, asked: str, rung: int, hits: list[NameHit]) -> NameAnswer:
        hit = self._best(hits)
        return self._ambiguous(asked, hit) if hit.kind == "ambiguous" else self._found(asked, self._resolve(hit, rung), [hit])

    def _best(self, hits: list[NameHit]) -> NameHit:
        """The hit that answers: what has several meanings asks back, except where the medicine itself is one."""
        group = next((hit for hit in hits if hit.kind == "ambiguous"), None)
        if group and not any(hit.target == self.facts.meta().same_medicine for hit in hits):
            return group
        plain = [hit for hit in hits if hit.kind != "ambiguous"]
        # a member says more than the entry as a whole, which the same word may name too
        return next((hit for hit in plain if hit.substance), plain[0])

    def _joined(self, asked: str) -> NameAnswer | None:
        """Ingredients joined by a sign or a word, or one name and another for it: when every part is known."""
        pieces = parts(asked)
        found = [self._climb(piece) for piece in pieces]
        if len(pieces) < 2 or not all(hits for _, hits in found):
            return None
        best = {(hit.kind, hit.target, hit.substance): (rung, hit) for rung, hits in found for hit in [self._best(hits)]}
        if len(best) == 1:  # one thing by two of its names
            rung, hits = found[0]
            return self._of_hits(asked, rung, hits)
        plain = [(rung, hit) for rung, hit in best.values() if hit.kind != "ambiguous"]
        made = {self._thing(item[0]): item for rung, hit in plain for item in self._resolve(hit, rung)}
        groups = [hit for _, hit in best.values() if hit.kind == "ambiguous"]
        if groups and not (is_aside(asked) and all(self._may_mean(hit, set(made)) for hit in groups)):
            return None
        return self._found(asked, list(made.values()), [hit for _, hit in plain])

    def _thing(self, resolved: Resolved) -> tuple[str | None, str | None]:
        return resolved.interactant, resolved.ingredient

    def _may_mean(self, hit: NameHit, things: set[tuple[str | None, str | None]]) -> bool:
        """Whether one reading of a brand is these things and nothing more: `loratadine (Claritin)`."""
        group = self.facts.ambiguous(hit.target)
        led = ({self._thing(item) for target in reading.means for item, _ in self._target(target)} for reading in group.readings)
        return group.kind == _FAMILY and bool(things) and things in led

    def _family(self, asked: str) -> NameAnswer | None:
        """A pack that we do not know of a family that asks back: the family's question, unless something else stands there."""
        words = bare_forms(fold(asked))[-1:]
        words = words[0].split() if words else []
        for end in range(len(words) - 1, 0, -1):
            hit = self.family_of(" ".join(words[:end]))
            if hit:
                return None if any(self._climb(word)[1] for word in words[end:]) else self._ambiguous(asked, hit)
        return None

    def family_of(self, key: str) -> NameHit | None:
        """The family of packs of one brand that a name without accents and punctuation stands for, if it is one."""
        hits = self.facts.names(key, bare=True)
        hit = self._best(hits) if hits else None
        return hit if hit and hit.kind == "ambiguous" and self.facts.ambiguous(hit.target).kind == _FAMILY else None

    def _resolve(self, hit: NameHit, rung: int) -> list[tuple[Resolved, Statement | None]]:
        if hit.kind == "product":
            product = self.facts.product(hit.target)
            counted = [item.substance for item in product.ingredients if not item.trace]
            if self.facts.meta().medicine in counted:  # the medicine is never graded by what its own pack holds
                counted = [self.facts.meta().medicine]
            return [self._ingredient(hit, rung, substance) for substance in counted]
        return [self._one(hit, rung, hit.kind, hit.target, hit.substance)]

    def _ingredient(self, hit: NameHit, rung: int, substance: str) -> tuple[Resolved, Statement | None]:
        found = next(item for item in self.facts.names(fold(substance), bare=False) if item.kind in ("interactant", "known"))
        return self._one(hit, rung, found.kind, found.target, substance)

    def _one(self, hit: NameHit, rung: int, kind: str, target: str, substance: str) -> tuple[Resolved, Statement | None]:
        interactant = self.facts.interactant(target) if kind == "interactant" else None
        name = interactant.name if interactant else target
        resolved = Resolved(
            interactant=interactant.id if interactant else None,
            name=name,
            matched=hit.name,
            via=hit.via,
            rung=rung,
            ingredient=substance or (None if interactant else target),
            country=hit.country,
        )
        return resolved, self._statement(interactant, substance) if interactant else None

    def _statement(self, interactant: Interactant, substance: str) -> Statement:
        # many names lead to few statements
        key = (interactant.id, substance)
        if key not in self._statements:
            self._statements[key] = statement_of(self.facts, interactant, substance, self.country)
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
        made = [pair for target in reading.means for pair in self._target(target)]
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

    def _target(self, target: str) -> list[tuple[Resolved, Statement | None]]:
        if self.facts.interactant(target):
            hit = NameHit(target, "generic", "any", "interactant", target, "", False, False)
            return self._resolve(hit, 1)
        hits = [hit for hit in self.facts.names(fold(target), bare=False) if hit.kind != "ambiguous"]
        return self._resolve(hits[0], 1)

    def unknown(self, asked: str) -> NameAnswer:
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
