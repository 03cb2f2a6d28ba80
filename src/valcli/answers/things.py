"""Names of the facts -> the things that they lead to, in the form that was asked for; and what a text leads to."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from valcli.answers.types import Held, Resolved
from valcli.model.interactions import Interactant
from valcli.store.fact_base import FactBase
from valcli.store.name_hit import NameHit
from valcli.text.fold import fold
from valcli.text.tokens import key_of, singular

ANY, WHOLE_BODY = "any", "whole-body"  # a statement that holds for every form, or for those that work in the whole body
STREET = "recreational"  # the kind of what is taken without a prescriber
DROPS = "drops"  # drops, and nobody said for what
_DROPPED = ("eye", "ear", DROPS)


class Choice(NamedTuple):
    """One thing that may be meant: what it is called, and where it leads."""

    says: str
    things: tuple[Resolved, ...]

    def said(self) -> set[str]:
        """What it holds."""
        return {thing_of(thing) for thing in self.things}


class Question(NamedTuple):
    """What has to be asked back."""

    question: str
    choices: tuple[Choice, ...]
    sites: tuple[str, ...] | None = None  # the form in its own part, where it isn't that of the text


class Found(NamedTuple):
    """What a text leads to.

    `things` are certain; `questions` must be asked; `unread` was not understood; `sites` tell the form; `is_list`
    says that several names stand in the text that make no product; `is_code` that an unknown code was asked for;
    `own` are things with a form of their own, which that of the text isn't; `held` are names that share a thing.
    """

    hits: tuple[NameHit, ...] = ()
    things: tuple[Resolved, ...] = ()
    questions: tuple[Question, ...] = ()
    unread: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    is_list: bool = False
    turned: bool = False
    is_code: bool = False
    own: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    held: tuple[Held, ...] = ()


class Things:
    """Looks up what names lead to; many texts share few names. Of a brand of several countries that of `country` is told."""

    def __init__(self, facts: FactBase, country: str = "") -> None:
        self.facts = facts
        self.country = country
        self._hits: dict[str, NameHit] = {}
        self._of: dict[NameHit, tuple[Resolved, ...]] = {}
        self._questions: dict[str, Question] = {}
        self._counted: dict[str, tuple[str, ...]] = {}
        self._at: dict[str, tuple[Resolved, ...]] = {}
        self.first = {term.tag for term in facts.terms("interactant_kinds") if term.first}  # kinds that go before every level

    def whole(self, folded: str, key: str) -> NameHit | None:
        """The name that a text is as a whole; its plural counts too."""
        if self.facts.has_table:
            return self._whole_in_memory(key)
        hits = self.facts.names(folded, bare=False) or self.facts.names(key, bare=True)
        if not hits and key[-1:] == "s":
            # a street word is that word, not a plural of it
            hits = [hit for hit in self.facts.names(singular(key), bare=True) if hit.via != "slang"]
        return self._best(hits) if hits else None

    def _whole_in_memory(self, key: str) -> NameHit | None:
        hit = self.best(key)
        if hit is None and key[-1:] == "s":
            hit = self.best(singular(key))
            return hit if hit and hit.via != "slang" else None
        return hit

    def best(self, key: str) -> NameHit | None:
        """The name that answers for a key; what is no name is not kept, since a stream has any number of those."""
        hit = self._hits.get(key)
        if hit is None and (found := [self._hit(fields) for fields in self.facts.table.entries(key)]):
            hit = self._hits[key] = self._best(found)
        return hit

    def _hit(self, fields: list[str]) -> NameHit:
        name, via, country, kind, target, substance, unread, old, everyday, form = fields
        return NameHit(name, via, country, kind, target, substance, bool(unread), bool(old), everyday, form)

    def entry(self, ref: str) -> NameHit:
        """One name by its number."""
        return self._hit(self.facts.table.entry(ref))

    def _best(self, hits: Sequence[NameHit]) -> NameHit:
        """The hit that answers: what has several meanings asks back, except where the medicine itself is one."""
        group = next((hit for hit in hits if hit.kind == "ambiguous"), None)
        if group and not any(hit.target == self.facts.meta().same_medicine for hit in hits):
            return group
        plain = [hit for hit in hits if hit.kind != "ambiguous"]
        # a member says more than the entry as a whole, which the same word may name too
        first = next((hit for hit in plain if hit.substance), plain[0])
        return next((hit for hit in plain if hit.country == self.country and hit[3:6] == first[3:6]), first)

    def of(self, hit: NameHit) -> tuple[Resolved, ...]:
        """The things that a name leads to: the ingredients of a product, or the one thing that it names."""
        if hit not in self._of:
            self._of[hit] = self._made(hit)
        return self._of[hit]

    def _made(self, hit: NameHit) -> tuple[Resolved, ...]:
        if hit.kind == "ambiguous":
            return ()
        if hit.kind == "product":
            return tuple(self._ingredient(hit, substance) for substance in self.counted(hit.target))
        if hit.kind == "known" and hit.target in self.facts.split:
            return tuple(self._ingredient(hit, part) for part in self.facts.split[hit.target])
        return (self._one(hit, hit.kind, hit.target, hit.substance),)

    def at(self, target: str) -> tuple[Resolved, ...]:
        """The things that a reading points at: an interactant by its id, a substance or a product by its name."""
        if target not in self._at:
            if self.facts.interactant(target):
                hit = NameHit(target, "generic", "any", "interactant", target, "", False, False)
            else:
                hits = [hit for hit in self.facts.names(fold(target), bare=False) if hit.kind != "ambiguous"]
                hit = next((hit for hit in hits if hit.substance), hits[0])  # a member says more than the entry as a whole
            self._at[target] = self.of(hit)
        return self._at[target]

    def _ingredient(self, hit: NameHit, substance: str) -> Resolved:
        found = next(item for item in self.facts.names(fold(substance), bare=False) if item.kind in ("interactant", "known"))
        return self._one(hit, found.kind, found.target, substance)

    def _one(self, hit: NameHit, kind: str, target: str, substance: str) -> Resolved:
        interactant = self.facts.interactant(target) if kind == "interactant" else None
        return Resolved(
            interactant=interactant.id if interactant else None,
            name=interactant.name if interactant else target,
            matched=hit.name,
            via=hit.via,
            ingredient=substance or (None if interactant else target),
            rxcui=(_code(interactant, substance) if interactant else self.facts.known(target).rxcui) or None,
            country=hit.country,
            countries=self._countries(hit),
        )

    def _countries(self, hit: NameHit) -> tuple[str, ...]:
        """Where a name is sold and is the same thing; of the country asked for nothing else is told."""
        if hit.country in (ANY, self.country):
            return (hit.country,)
        alike = self.facts.names(fold(hit.name), bare=False)
        sold = (one.country for one in alike if one.name == hit.name and one[3:6] == hit[3:6])
        return tuple(dict.fromkeys((hit.country, *sold)))

    def question(self, hit: NameHit) -> Question:
        """What a name asks back."""
        if hit.target not in self._questions:
            self._questions[hit.target] = self._asked(hit.target)
        return self._questions[hit.target]

    def counted(self, product: str) -> tuple[str, ...]:
        """The ingredients of a product that count; the medicine alone where it holds it."""
        if product not in self._counted:
            found = tuple(item.substance for item in self.facts.product(product).ingredients if not item.trace)
            medicine = self.facts.meta().medicine  # never graded by what its own pack holds
            self._counted[product] = (medicine,) if medicine in found else found
        return self._counted[product]

    def _asked(self, number: str) -> Question:
        group = self.facts.ambiguous(number)
        choices = (
            Choice(reading.says, tuple(thing for target in reading.means for thing in self.at(target)))
            for reading in group.readings
        )
        return Question(group.question, tuple(choices))

    def formed(self, key: str, hit: NameHit, sites: Sequence[str]) -> NameHit:
        """The entry for a form of what a name leads to, where the facts have one; else the name itself.

        Of several forms those for the whole body count, and only where they lead to the same entry: tablets and an injection.
        """
        forms = self.facts.table.forms
        things = self.of(hit)
        names = [key, *(key_of(fold(thing_of(thing))) for thing in things if len(things) == 1)]
        whole = [site for site in sites if self.is_whole((site,))]
        found = [next((forms[name, site] for name in names if (name, site) in forms), "") for site in whole or sites]
        if whole:
            return self.entry(found[0]) if found[0] and len(set(found)) == 1 else hit
        entry = next(filter(None, found), "")
        return self.entry(entry) if entry else hit

    def has_drops(self, key: str, hit: NameHit) -> bool:
        """Whether the facts know drops of a thing for the eye or ear."""
        return self.formed(key, hit, _DROPPED) is not hit

    def holds(self, thing: Resolved, sites: Sequence[str]) -> bool:
        """Whether what the facts say of a thing holds for a form."""
        if not sites or thing.interactant is None:
            return True
        forms = self.forms_of(thing)
        if ANY in forms or not forms.isdisjoint(sites):
            return True
        return self.is_whole(sites) and (not forms or WHOLE_BODY in forms)

    def kind_of(self, thing: Resolved) -> str:
        """The kind of the entry that speaks of a thing, or ''."""
        entry = self.facts.interactant(thing.interactant or "")
        return entry.kind if entry else ""

    def is_street(self, choice: Choice) -> bool:
        """Whether all that a choice holds is taken without a prescriber."""
        return bool(choice.things) and all(self.kind_of(thing) == STREET for thing in choice.things)

    def is_whole(self, sites: Sequence[str]) -> bool:
        """Whether one of some forms works in the whole body."""
        known = self.facts.table.sites
        return any(known[site][1] for site in sites if site in known)

    def forms_of(self, thing: Resolved) -> frozenset[str]:
        """The forms that a statement names itself; empty where it holds for those that work in the whole body."""
        interactant = self.facts.interactant(thing.interactant or "")
        if interactant is None:
            return frozenset()
        member = next((item for item in interactant.members if item.substance == thing.ingredient), None)
        return frozenset((member.forms if member else ()) or interactant.forms)


def _code(interactant: Interactant, substance: str) -> str:
    """The RxNorm concept id of a member, or of the entry as a whole."""
    if not substance:
        return interactant.rxcui
    return next((item.rxcui for item in interactant.members if item.substance == substance), "")


def thing_of(resolved: Resolved) -> str:
    """What tells one thing from another: its substance, or the entry as a whole."""
    return resolved.ingredient or resolved.interactant or resolved.name


def once(things: Iterable[Resolved]) -> list[Resolved]:
    """Each thing once, by the first of its names."""
    found: dict[str, Resolved] = {}
    for thing in things:
        found.setdefault(thing_of(thing), thing)
    return list(found.values())


def nearest(thing: Resolved, others: Sequence[Resolved]) -> Resolved:
    """Of some things the one whose name only says more of a thing; else the thing itself."""
    return next((other for other in others if thing_of(other).startswith(f"{thing_of(thing)} ")), thing)


def listed(things: Sequence[Resolved]) -> str:
    """What some things are called, in one line."""
    return ", ".join(dict.fromkeys(thing.ingredient or thing.name for thing in things))


def is_own(hit: NameHit, sites: Sequence[str]) -> bool:
    """Whether a name of the facts is itself the name of this form."""
    return not set(hit.form.split()).isdisjoint(sites)
