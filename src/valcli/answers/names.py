"""What a name was resolved to -> its answer: one of the states, the statements, the question."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from valcli.answers.notes import name_notes
from valcli.answers.resolve import Resolver
from valcli.answers.statements import rank, statement_of, strictest
from valcli.answers.things import Choice, Found, is_own, thing_of
from valcli.answers.types import NameAnswer, Resolved, ShownReading, Statement
from valcli.model.interactions import EVERYDAY, ORDINARY
from valcli.store.fact_base import FactBase
from valcli.text.fold import fault_of, fold

if TYPE_CHECKING:
    from valcli.answers.form_told import FormTold
    from valcli.answers.suggestions import Suggester

_MIXED = "These are not all alike, and the strictest level is shown. Ask about the one that you have by its own name."


class _Asking(NamedTuple):
    """The readings of what has to be asked, the question, and the statements behind them."""

    readings: tuple[ShownReading, ...]
    question: str | None
    statements: list[Statement]


_NOTHING = _Asking((), None, [])


def _leads_to_search(note: str) -> bool:
    return "valcli search" in note


def _stands(statement: Statement, statements: Sequence[Statement]) -> bool:
    """Whether a statement is one of some; those of two entries differ, and need not be compared word by word."""
    return any(statement is one or (statement.id == one.id and statement == one) for one in statements)


class Names:
    """Answers names from one fact base for one country; `suggest` offers near names."""

    def __init__(self, facts: FactBase, country: str, *, suggest: bool = True) -> None:
        self.facts = facts
        self.country = country
        self.suggest = suggest
        self.mildest = facts.terms("levels")[-1].tag
        self._resolver = Resolver(facts, country)
        self._statements: dict[tuple[str, str], Statement] = {}

    @cached_property
    def _suggester(self) -> "Suggester":
        from valcli.answers.suggestions import Suggester  # only a miss needs it

        return Suggester(self.facts, self.country, self._resolver.name_of, self._resolver.cores)

    @cached_property
    def _told(self) -> "FormTold":
        from valcli.answers.form_told import FormTold  # a plain name has no form

        return FormTold(self.facts, self._resolver.things, self._statement)

    def answer(self, asked: str) -> NameAnswer:
        """The one answer about one name."""
        fault = fault_of(asked)
        if fault:
            return NameAnswer(asked=asked, status="not-recognised", reason=fault)
        found = self._resolver.find(asked)
        return self._found(asked, found) if found.things or found.questions else self._unknown(asked, found)

    def _said(self, things: Sequence[Resolved], sites: Sequence[str]) -> list[tuple[Resolved, Statement | None]]:
        """Each thing with its statement, where there is one that holds for the form."""
        holds = self._resolver.things.holds
        return [(thing, self._statement(thing) if holds(thing, sites) else None) for thing in things]

    def _said_of(self, found: Found) -> list[tuple[Resolved, Statement | None]]:
        """What is said of the things that are certain: some names have the form in them, some things a form of their own."""
        if not found.sites and not found.own:
            return [(thing, self._statement(thing)) for thing in found.things]
        made = []
        for thing in found.things:
            sites = found.own.get(thing_of(thing), found.sites)
            has_form = any(hit.name == thing.matched and is_own(hit, sites) for hit in found.hits)
            holds = has_form or self._resolver.things.holds(thing, sites)
            made.append((thing, self._statement(thing) if holds else None))
        return made

    def _statement(self, resolved: Resolved) -> Statement | None:
        interactant = self.facts.interactant(resolved.interactant) if resolved.interactant else None
        if interactant is None:
            return None
        # many names lead to few statements
        key = (interactant.id, resolved.ingredient or "")
        if key not in self._statements:
            self._statements[key] = statement_of(self.facts, interactant, key[1], self.country)
        return self._statements[key]

    def _found(self, asked: str, found: Found) -> NameAnswer:
        """Put the answer together, strictest first, and choose its status."""
        made = self._said_of(found)
        made.sort(key=lambda pair: (not self._is_urgent(pair[1]), rank(self.facts, pair[1].level if pair[1] else None)))
        statements: list[Statement] = []
        doubt = bool(found.unread) or any(self._is_urgent(statement) for _, statement in made)
        for _, statement in made:
            # beside what was not read, or too much of it, nothing is said to be without a problem
            if statement and not _stands(statement, statements) and not (doubt and statement.level == self.mildest):
                statements.append(statement)
        silent = [resolved for resolved, statement in made if statement is None]
        gap = bool(silent) or any(hit.kind == "product" and hit.unread for hit in found.hits)
        asking = self._asking(found)
        levels = [item.level for item in statements] + [item.level for item in asking.readings if item.level]
        level = strictest(self.facts, levels) if levels else None
        status = self._status(found, statements, level, gap=gap)
        forms = tuple(next(iter(found.own.get(thing_of(thing), found.sites)), None) for thing, _ in made)
        if status == "no-data" or (found.unread and level == self.mildest):
            level = None
        return NameAnswer(
            asked=asked,
            status=status,
            level=level,
            levels=self._levels(statements, asking.readings) if level else {},
            resolved=tuple(resolved for resolved, _ in made),
            form=found.sites[0] if found.sites and len(set(forms)) < 2 else None,
            forms=forms,
            form_label=self._told.label(found, made, forms) if found.sites or found.own else "",
            unread=found.unread,
            interactions=tuple(statements),
            readings=asking.readings,
            question=asking.question,
            lookalikes=self._lookalikes([asked, *(hit.name for hit in found.hits)]),
            suggestions=self._near(found.unread) if self.suggest else (),
            notes=self._all_notes(asked, found, made),
            do_not_stop=self._do_not_stop([*statements, *asking.statements]),
            leads=tuple(made),
            asking=", ".join(dict.fromkeys(hit.name for hit in found.hits if hit.kind == "ambiguous")) if made else "",
            held=found.held,
            urgent=any(map(self._is_urgent, statements)),
        )

    def _is_urgent(self, statement: Statement | None) -> bool:
        """Whether a statement is about an emergency, which goes before every level."""
        return statement is not None and statement.kind in self._resolver.things.first

    def _levels(self, statements: Sequence[Statement], readings: Sequence[ShownReading]) -> dict[str, str]:
        """The strictest level in each country, of what is certain and of all that may be meant."""
        graded = [*statements, *(said for one in readings if one.level for _, said in one.leads if said)]
        if len(graded) == 1:
            return graded[0].levels
        countries = dict.fromkeys(country for said in graded for country in said.levels)
        return {country: strictest(self.facts, [said.levels[country] for said in graded]) for country in countries}

    def _near(self, unread: Sequence[str]) -> tuple[str, ...]:
        """Names that may be meant by what was not read; beside a medicine no ordinary word that does not stand there."""
        near = [(fold(text), name) for text in unread for name in self._suggester.near(text)[:1]]
        return tuple(dict.fromkeys(name for text, name in near if fold(name) in text or not self._is_ordinary(name)))

    def _is_ordinary(self, name: str) -> bool:
        return any(hit.everyday == EVERYDAY for hit in self._resolver.find(name).hits)

    def _all_notes(self, asked: str, found: Found, made: Sequence[tuple[Resolved, Statement | None]]) -> tuple[str, ...]:
        notes = [note for hit in found.hits if hit.kind == "product" or hit.old for note in name_notes(self.facts, hit)]
        notes += self._told.notes(found, made) if found.sites or found.own else []
        known = [resolved.name for resolved, statement in made if statement is None and resolved.interactant is None]
        notes += [note for name in known if (note := self.facts.known(name).note)]
        if any(self._is_mixed(resolved) for resolved, _ in made):
            notes.append(_MIXED)
        if self.suggest and self._is_no_medicine(found) and not any(statement for _, statement in made):
            # the leaflet may speak of bad sleep, or of a scan; a note of the facts may lead there already
            has_lead = any(map(_leads_to_search, notes))
            notes += [lead for lead in self._suggester.elsewhere(asked) if not (has_lead and _leads_to_search(lead))]
        return tuple(dict.fromkeys(notes))

    def _is_no_medicine(self, found: Found) -> bool:
        """Whether a text is one ordinary word, such as an illness or a test."""
        return not (found.unread or found.questions) and len(found.hits) == 1 and found.hits[0].everyday in (EVERYDAY, ORDINARY)

    def _asking(self, found: Found) -> "_Asking":
        """The readings of everything that has to be asked, strictest first."""
        if not found.questions:
            return _NOTHING
        made = [
            self._reading(choice, found.sites if question.sites is None else question.sites)
            for question in found.questions
            for choice in question.choices
        ]
        made.sort(key=lambda pair: rank(self.facts, pair[0].level))
        questions = dict.fromkeys(question.question for question in found.questions)
        return _Asking(
            tuple({(reading.name, reading.interactant, reading.level): reading for reading, _ in reversed(made)}.values())[::-1],
            " ".join(questions) or None,
            [statement for _, some in made for statement in some],
        )

    def _reading(self, choice: Choice, sites: Sequence[str]) -> tuple[ShownReading, list[Statement]]:
        """A reading takes the strictest level of all that it leads to."""
        made = self._said(choice.things, sites)
        made.sort(key=lambda pair: rank(self.facts, pair[1].level if pair[1] else None))
        first = made[0] if made else None
        statements = [statement for _, statement in made if statement]
        level = first[1].level if first and first[1] else None
        if level == self.mildest and len(statements) < len(made):
            level = None  # part of it is unknown, so the mild part must not speak for the whole
        headlines = [statement.headline for statement in statements if statement.headline]
        shown = ShownReading(
            name=choice.says,
            interactant=first[0].interactant if first else None,
            level=level,
            headline=headlines[0] if headlines else "",
            kind=first[1].kind if first and first[1] else "",
            leads=tuple(made),
        )
        return shown, statements

    def _is_mixed(self, resolved: Resolved) -> bool:
        """Whether a whole group was asked for whose members differ in level."""
        if resolved.ingredient or not resolved.interactant:
            return False
        interactant = self.facts.interactant(resolved.interactant)
        return interactant is not None and any(member.level not in ({}, interactant.level) for member in interactant.members)

    def _status(self, found: Found, statements: Sequence[Statement], level: str | None, *, gap: bool) -> str:
        """The first state that holds; `gap` when part of what was asked rests on nothing read."""
        if found.unread:
            return "partial"
        home = self.facts.meta().same_medicine
        others = [item.level for item in statements if item.id != home]
        if len(others) < len(statements):
            # in a list of several names the others go first
            strict = found.is_list and any(one != self.mildest for one in others)
            return "interaction" if strict and not found.questions else "same-medicine"
        if found.questions:
            return "ambiguous"
        if level and level != self.mildest:
            return "interaction"
        return "no-data" if gap or not level else "none-known"

    def _do_not_stop(self, statements: Sequence[Statement]) -> str | None:
        strict = self.facts.levels[:2]
        if any(item.level in strict or item.stop_risk for item in statements):
            return self.facts.meta().do_not_stop
        return None

    def _lookalikes(self, names: Sequence[str]) -> tuple[str, ...]:
        own = dict.fromkeys(map(fold, names))
        groups = [group for key in own if key in self.facts.looked_alike for group in self.facts.lookalikes(key)]
        if not groups:
            return ()
        return tuple(dict.fromkeys(name for group in groups for name in group.names if fold(name) not in own))

    def _unknown(self, asked: str, found: Found) -> NameAnswer:
        """The answer about a text in which no name counts."""
        if found.is_code:
            note = self.facts.term("asking", "code").meaning
            return NameAnswer(asked=asked, status="not-recognised", reason="not-in-facts", notes=(note,))
        near = self._suggester.near(asked) if self.suggest else ()
        return NameAnswer(
            asked=asked,
            status="not-recognised",
            reason="turned-round" if found.turned else "not-in-facts",
            unread=found.unread,
            suggestions=near,
            # a look-alike is never suggested alone: its twins stand beside it, as different things
            lookalikes=self._lookalikes(near) if near else (),
            notes=self._suggester.elsewhere(asked) if self.suggest else (),
        )
