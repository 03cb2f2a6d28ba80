"""A typed text -> the names of the facts in it, and the things that these lead to."""

from typing import NamedTuple

from valcli.answers.types import Resolved
from valcli.store.fact_base import FactBase, NameHit
from valcli.text.ladder import bare_forms, fold, is_aside, ladder, parts

_FAMILY = "same-brand"  # the kind of a name that several packs share


class Found(NamedTuple):
    """What a text leads to: one name that asks back, or things and the names by which they were met."""

    hits: tuple[NameHit, ...]
    things: tuple[Resolved, ...]

    @property
    def asks_back(self) -> bool:
        """Whether the one name stands for several things."""
        return len(self.hits) == 1 and self.hits[0].kind == "ambiguous"


class Resolver:
    """Looks texts up among the names of one fact base."""

    def __init__(self, facts: FactBase) -> None:
        self.facts = facts

    def find(self, text: str) -> Found | None:
        """What a text leads to; None when it is no name."""
        rung, hits = self._climb(text)
        return self._of_hits(rung, hits) if hits else self._joined(text) or self._family(text)

    def _of_hits(self, rung: int, hits: list[NameHit]) -> Found:
        hit = self._best(hits)
        return Found((hit,), () if hit.kind == "ambiguous" else tuple(self.things_of(hit, rung)))

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

    def name_of(self, text: str) -> str:
        """The name in the facts that answers a text, or ''."""
        hits = self._climb(text)[1]
        return self._best(hits).name if hits else ""

    def _best(self, hits: list[NameHit]) -> NameHit:
        """The hit that answers: what has several meanings asks back, except where the medicine itself is one."""
        group = next((hit for hit in hits if hit.kind == "ambiguous"), None)
        if group and not any(hit.target == self.facts.meta().same_medicine for hit in hits):
            return group
        plain = [hit for hit in hits if hit.kind != "ambiguous"]
        # a member says more than the entry as a whole, which the same word may name too
        return next((hit for hit in plain if hit.substance), plain[0])

    def _joined(self, asked: str) -> Found | None:
        """Ingredients joined by a sign or a word, or one name and another for it: when every part is known."""
        pieces = parts(asked)
        found = [self._climb(piece) for piece in pieces]
        if len(pieces) < 2 or not all(hits for _, hits in found):
            return None
        best = {(hit.kind, hit.target, hit.substance): (rung, hit) for rung, hits in found for hit in [self._best(hits)]}
        if len(best) == 1:  # one thing by two of its names
            return self._of_hits(*found[0])
        plain = [(rung, hit) for rung, hit in best.values() if hit.kind != "ambiguous"]
        made = {_thing(item): item for rung, hit in plain for item in self.things_of(hit, rung)}
        groups = [hit for _, hit in best.values() if hit.kind == "ambiguous"]
        if groups and not (is_aside(asked) and all(self._may_mean(hit, set(made)) for hit in groups)):
            return None
        return Found(tuple(hit for _, hit in plain), tuple(made.values()))

    def _may_mean(self, hit: NameHit, things: set[tuple[str | None, str | None]]) -> bool:
        """Whether one reading of a brand is these things and nothing more: `loratadine (Claritin)`."""
        group = self.facts.ambiguous(hit.target)
        led = ({_thing(item) for target in reading.means for item in self.things_at(target)} for reading in group.readings)
        return group.kind == _FAMILY and bool(things) and things in led

    def _family(self, asked: str) -> Found | None:
        """A pack that we do not know of a family that asks back: the family's question, unless something else stands there."""
        words = bare_forms(fold(asked))[-1:]
        words = words[0].split() if words else []
        for end in range(len(words) - 1, 0, -1):
            hit = self._family_of(" ".join(words[:end]))
            if hit:
                return None if any(self._climb(word)[1] for word in words[end:]) else Found((hit,), ())
        return None

    def _family_of(self, key: str) -> NameHit | None:
        """The family of packs of one brand that a name without accents and punctuation stands for, if it is one."""
        hits = self.facts.names(key, bare=True)
        hit = self._best(hits) if hits else None
        return hit if hit and hit.kind == "ambiguous" and self.facts.ambiguous(hit.target).kind == _FAMILY else None

    def things_of(self, hit: NameHit, rung: int) -> list[Resolved]:
        """The things that a name leads to: the ingredients of a product, or the one thing that it names."""
        if hit.kind == "product":
            product = self.facts.product(hit.target)
            counted = [item.substance for item in product.ingredients if not item.trace]
            if self.facts.meta().medicine in counted:  # the medicine is never graded by what its own pack holds
                counted = [self.facts.meta().medicine]
            return [self._ingredient(hit, rung, substance) for substance in counted]
        return [self._one(hit, rung, hit.kind, hit.target, hit.substance)]

    def things_at(self, target: str) -> list[Resolved]:
        """The things that a reading points at: an interactant by its id, a substance or a product by its name."""
        if self.facts.interactant(target):
            return self.things_of(NameHit(target, "generic", "any", "interactant", target, "", False, False), 1)
        hits = [hit for hit in self.facts.names(fold(target), bare=False) if hit.kind != "ambiguous"]
        return self.things_of(hits[0], 1)

    def _ingredient(self, hit: NameHit, rung: int, substance: str) -> Resolved:
        found = next(item for item in self.facts.names(fold(substance), bare=False) if item.kind in ("interactant", "known"))
        return self._one(hit, rung, found.kind, found.target, substance)

    def _one(self, hit: NameHit, rung: int, kind: str, target: str, substance: str) -> Resolved:
        interactant = self.facts.interactant(target) if kind == "interactant" else None
        return Resolved(
            interactant=interactant.id if interactant else None,
            name=interactant.name if interactant else target,
            matched=hit.name,
            via=hit.via,
            rung=rung,
            ingredient=substance or (None if interactant else target),
            country=hit.country,
        )


def _thing(resolved: Resolved) -> tuple[str | None, str | None]:
    return resolved.interactant, resolved.ingredient
