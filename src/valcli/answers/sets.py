"""Several answers -> the one warning when they add up."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from valcli.answers.statements import rank, statement_of
from valcli.answers.twice import Pack, more_packs
from valcli.answers.types import Combined, NameAnswer, Resolved, ShownReading, Statement
from valcli.model.frozen import replaced
from valcli.model.interactions import EVERYDAY
from valcli.store.fact_base import FactBase
from valcli.text.fold import fold
from valcli.text.tokens import key_of

_FULL, _SLIGHT, _NONE = 2, 1, 0
_JOINED = ("effect", "management", "if_already_taking", "timing", "clinical")  # of two plans
_STRICT_LEVELS = 2  # the levels from which on two that add up are a reason to avoid the set


class _Part(NamedTuple):
    """One thing of a set that adds up: how much, in which planned sets, and whether it is sure to be that thing."""

    name: str
    strength: int
    planned: frozenset[str]
    entries: frozenset[str]
    sure: bool
    rank: int = 0  # of its level
    told: frozenset[str] = frozenset()  # planned sets that its form tells of
    pack: Pack = Pack("")


class Sets:
    """Reads sets of answers by the words of one fact base."""

    def __init__(self, facts: FactBase, country: str) -> None:
        self._facts = facts
        self._country = country
        self._home = facts.meta().same_medicine
        self._adding = {term.tag for term in facts.terms("mechanisms") if term.adds_up}
        self._plain = {term.tag for term in facts.terms("interactant_kinds") if term.plain}
        self._shy = {term.tag for term in facts.terms("interactant_kinds") if term.beside_its_like}
        self._plans = {term.tag: term for term in facts.terms("planned_sets")}

    def combined(self, answers: Sequence[NameAnswer]) -> Combined | None:
        """One warning when two or more different things add up; it depends on the set alone."""
        parts, alone = self._parts(answers)
        if len(parts) <= alone:  # the ingredients of one product alone are that product's own answer
            return None
        sure = [part for part in parts if part.sure]
        chosen = self._warning(parts)
        if chosen is None:
            return None
        certain = self._warning(sure) if len(sure) > alone else None
        depends = certain is None or certain.statement.id != chosen.statement.id
        said = chosen if depends else replaced(certain or chosen, names=chosen.names)
        return replaced(said, depends=depends, beside=self._beside(said, parts))

    def _beside(self, said: Combined, parts: Sequence[_Part]) -> tuple[str, ...]:
        """The names of a set that it does not warn of by themselves, so that nobody leaves out what a team planned.

        It warns of what is strictest by itself and of what no plan speaks for, before all others.
        """
        if rank(self._facts, said.statement.level) >= _STRICT_LEVELS:
            return ()
        plans = [tag for tag in self._plans if not self._plans[tag].only_told]
        named = [part for part in parts if part.name in said.names]
        free = [part for part in named if not any(tag in part.planned and self._is_told(tag, [part]) for tag in plans)]
        first = {part.name for part in free if not part.rank} or {part.name for part in free}
        return tuple(name for name in said.names if name not in first) if first else ()

    def _warning(self, parts: Sequence[_Part]) -> Combined | None:
        """What is said of a set: that it is planned, that it adds up, or that each member adds a little to one."""
        if len(parts) < 2 or all(part.strength < _FULL for part in parts):
            return None
        shared = [tag for tag in self._plans if self._is_shared(tag, parts)]
        plans = self._plans_of(shared, parts)
        aside = [tag for tag, term in self._plans.items() if term.aside and any(tag in part.planned for part in parts)]
        rest = [part for part in parts if not part.planned.intersection(aside)]
        exposed = [] if plans else [part for part in rest if self._is_exposed(part, aside)]
        strictest = min((part.rank for part in exposed), default=_STRICT_LEVELS)
        is_strict = sum(part.strength == _FULL for part in rest) > 1 or (bool(aside) and not strictest)
        if not plans and is_strict:
            return self._strict(parts, rest, shared, aside)
        said = self._said(
            self._facts.meta().combined_milder or self._facts.meta().combined, parts, plans or aside, whole=bool(plans)
        )
        return self._floor(said, strictest)

    def _strict(
        self, parts: Sequence[_Part], rest: Sequence[_Part], shared: Sequence[str], aside: Sequence[str]
    ) -> Combined | None:
        """A set to avoid, with the plans that it may belong to told beside; a rescue medicine is never part of it."""
        meta = self._facts.meta()
        rescue = {tag for tag in aside if self._plans[tag].rescue}
        named = rest if len(rest) > 1 else [part for part in parts if not part.planned & rescue]
        held = frozenset[str]().union(*(part.entries for part in rest))
        worse = next((item for item in meta.worse if held.intersection(item.of)), None)
        beside = (item.beside for item in meta.planned if item.plan in rescue and item.beside)
        said = self._said(worse.entry if worse else next(beside, meta.combined), named, [])
        if said is None:
            return None
        told = [self._plans[tag].meaning for tag in (*shared, *aside) if tag in rescue or not (worse and worse.alone)]
        told += [term.among for tag, term in self._plans.items() if term.among and any(tag in part.planned for part in named)]
        headline = " ".join(dict.fromkeys((said.statement.headline, *told)))
        return replaced(said, statement=replaced(said.statement, headline=headline))

    def _floor(self, said: Combined | None, strictest: int) -> Combined | None:
        """What is said of a set is never milder than the strictest of its members that no plan speaks for."""
        if said is None or strictest >= rank(self._facts, said.statement.level):
            return said
        level = self._facts.levels[strictest]
        return replaced(said, statement=replaced(said.statement, level=level, levels=dict.fromkeys(said.statement.levels, level)))

    def _is_exposed(self, part: _Part, aside: Sequence[str]) -> bool:
        """Whether no plan speaks for a member: beside a rescue medicine none does, for it was given without the others."""
        return any(self._plans[tag].rescue for tag in aside) or not part.planned or not aside

    def _is_shared(self, tag: str, parts: Sequence[_Part]) -> bool:
        entries = frozenset[str]().union(*(part.entries for part in parts))
        return all(tag in part.planned for part in parts) and (len(entries) > 1 or not self._plans[tag].apart)

    def _plans_of(self, shared: Sequence[str], parts: Sequence[_Part]) -> list[str]:
        """The plans that a set is sure to belong to; of rescue medicines alone nothing else is said than of these."""
        told = [tag for tag in shared if self._is_told(tag, parts)]
        return [tag for tag in told if self._plans[tag].rescue] or told

    def _is_told(self, tag: str, parts: Sequence[_Part]) -> bool:
        """Whether a set is planned by what its names say, and not perhaps."""
        term = self._plans[tag]
        return not term.only_told and (not term.told_by or any(term.told_by in part.planned | part.told for part in parts))

    def _said(self, entry: str, parts: Iterable[_Part], plans: Sequence[str], *, whole: bool = False) -> Combined | None:
        interactant = self._facts.interactant(entry)
        if interactant is None:
            return None
        statement = statement_of(self._facts, interactant, "", self._country)
        if plans:
            statement = self._of_plans(statement, plans, whole=whole)
        return Combined(names=tuple(sorted({part.name for part in parts}, key=str.casefold)), statement=statement)

    def _of_plans(self, statement: Statement, plans: Sequence[str], *, whole: bool) -> Statement:
        """What is said of a set that is planned: that of its plan, and that it is one; of two plans what both say."""
        entries = {item.plan: item.entry for item in self._facts.meta().planned if whole or not self._plans[item.plan].rescue}
        found = {tag: self._facts.interactant(entries[tag]) for tag in plans if tag in entries}
        spoken = {tag: statement_of(self._facts, item, "", self._country) for tag, item in found.items() if item}
        said = list(spoken.values()) or [statement]
        joined = {name: " ".join(dict.fromkeys(getattr(one, name) for one in said)) for name in _JOINED}
        cited = tuple(dict.fromkeys(citation for one in said for citation in one.citations))
        own = {tag: one.headline for tag, one in spoken.items() if one.headline}
        headline = " ".join(own.get(tag) or self._plans[tag].meaning for tag in plans)
        return replaced(said[0], headline=headline, citations=cited, **joined)

    def _parts(self, answers: Sequence[NameAnswer]) -> tuple[list[_Part], int]:
        """The different things that add up, and how many of them one name brings by itself."""
        found: dict[object, _Part] = {}
        brought: dict[object, set[object]] = {}
        certain = [(answer, list(self._certain(answer))) for answer in answers]
        strong = ((key, part.pack) for _, said in certain for key, _, part in said if part.strength == _FULL)
        more = more_packs(strong)
        for answer, said in certain:
            named = {key for other, sure in certain for key, _, _ in sure if other is not answer}
            kinds = {kind for other in answers if other is not answer for kind in _kinds(other)}
            for thing, unit, one in (*said, *self._asked_back(answer, named, kinds)):
                key, part = _counted(thing, one, more)
                same = found.get(key)
                found[key] = part if same is None or part.name < same.name else same
                brought.setdefault(unit, set()).add(key)
        return list(found.values()), max(map(len, brought.values()), default=0)

    def _certain(self, answer: NameAnswer) -> Iterator[tuple[object, object, _Part]]:
        told = self._told(answer.form or "")
        for (resolved, statement), form in zip(answer.leads, answer.forms, strict=True):
            if statement is None:
                continue
            strength, planned = self._strength(statement), frozenset(statement.planned)
            if statement.id == self._home:  # the medicine itself counts only in a form that a plan gives it in
                plans = told | self._told(resolved.matched)
                planned = planned | plans if plans else plans
                strength = _FULL if plans else _NONE
            if strength:
                place, entries = rank(self._facts, statement.level), frozenset((statement.id,))
                pack = Pack(resolved.matched, resolved.via, form or "")
                part = _Part(resolved.matched, strength, planned, entries, sure=True, rank=place, told=told, pack=pack)
                yield _key(resolved, statement), resolved.matched, part

    def _told(self, said: str) -> frozenset[str]:
        return frozenset(tag for tag, term in self._plans.items() if fold(said) in map(fold, term.said))

    def _asked_back(self, answer: NameAnswer, named: set[object], kinds: set[str]) -> Iterator[tuple[object, object, _Part]]:
        """A name that asks back is one part of the set, as strong as its readings, and sure when all are that strong.

        What it may mean that another name of the set is for certain makes no second thing.
        """
        led = [said for reading in answer.readings if (said := self._led(reading, named)) is not None]
        strengths = [max((self._strength(statement) for _, statement in said), default=_NONE) for said in led]
        strength = max(strengths, default=_NONE)
        name = answer.asking or answer.asked.strip()
        if not strength or self._is_plain(name, answer.readings, kinds):
            return
        adding = {key: statement for said in led for key, statement in said if self._strength(statement)}
        planned = frozenset.intersection(*(frozenset(statement.planned) for statement in adding.values()))
        entries = frozenset(statement.id for statement in adding.values())
        # two names that may both be the same one thing, such as alcohol, are no two things
        key = tuple(adding) if len(adding) == 1 else tuple(reading.name for reading in answer.readings)
        place = min(rank(self._facts, statement.level) for statement in adding.values())
        sure = min(strengths) == strength
        yield key, key, _Part(name, strength, planned, entries, sure=sure, rank=place)

    def _is_plain(self, name: str, readings: Sequence[ShownReading], kinds: set[str]) -> bool:
        """Whether an everyday word for food or drink most often means one that adds nothing up, such as coffee.

        What else it may mean is thought of only beside its like: cola with rum is no street drug.
        """
        hits = self._facts.names(key_of(fold(name)), bare=True)
        said = [[statement for _, statement in reading.leads if statement] for reading in readings]
        is_food = all(one.kind in self._plain or one.kind in self._shy - kinds for some in said for one in some)
        is_everyday = bool(hits) and all(hit.everyday == EVERYDAY for hit in hits)
        return is_food and is_everyday and any(some and not any(map(self._strength, some)) for some in said)

    def _led(self, reading: ShownReading, named: set[object]) -> list[tuple[tuple[str, str], Statement]] | None:
        """What a reading leads to besides what is named; None for one that is the medicine itself and nothing else."""
        said = [(_key(thing, statement), statement) for thing, statement in reading.leads if statement]
        others = [(key, statement) for key, statement in said if statement.id != self._home and key not in named]
        return None if all(statement.id == self._home for _, statement in said) and said else others

    def _strength(self, statement: Statement | None) -> int:
        if statement is None or statement.id == self._home or not self._adding.intersection(statement.mechanism):
            return _NONE
        return _FULL if rank(self._facts, statement.level) < _STRICT_LEVELS else _SLIGHT


def _kinds(answer: NameAnswer) -> Iterator[str]:
    """The kinds of all that a name may lead to."""
    led = (*answer.leads, *(lead for reading in answer.readings for lead in reading.leads))
    return (statement.kind for _, statement in led if statement is not None)


def _key(resolved: Resolved, statement: Statement) -> tuple[str, str]:
    """What tells one thing that adds up from another."""
    return statement.id, resolved.ingredient or ""


def _counted(key: object, part: _Part, more: Mapping[tuple[object, str], bool]) -> tuple[object, _Part]:
    """A part with its key: of packs that hold one thing each but the first counts as a thing of its own."""
    sure = more.get((key, part.pack.name))
    return (key, part) if sure is None else ((key, part.name), part._replace(sure=sure))
