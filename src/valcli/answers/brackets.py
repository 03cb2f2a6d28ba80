"""What stands in brackets behind a name: the same thing, one of its readings, its ingredients, or another thing."""

from typing import NamedTuple

from valcli.answers.things import Choice, Question, Things, listed, nearest, thing_of
from valcli.answers.types import Resolved
from valcli.model.interactions import EVERYDAY, SORT
from valcli.reading.group import Aside, Group, Part
from valcli.store.name_hit import NameHit


class Named(NamedTuple):
    """A part of a text with the name that answers for it."""

    part: Part
    hit: NameHit
    things: tuple[Resolved, ...]
    sites: tuple[str, ...]


class Brackets:
    """Reads the brackets of one text; what it can't tell goes to `unread` and `questions`, which are those of the text."""

    def __init__(
        self, things: Things, group: Group, sites: tuple[str, ...], unread: list[str], questions: list[Question]
    ) -> None:
        self._things = things
        self._is_packed = group.packed
        self._sites = sites
        self._unread = unread
        self._questions = questions

    def said(self, aside: Aside, asked: list[Named], certain: list[Resolved]) -> tuple[list[Named], list[Resolved]]:
        """What brackets behind a name say: the same thing, one of its readings, its ingredients, or another thing."""
        hit = self._things.best(aside.key)
        outer = {thing_of(thing) for thing in certain}
        inner = self._inside(aside, hit, outer)
        if not inner:
            return asked, certain
        family = [choice for one in inner if one.kind == "ambiguous" for choice in self._things.question(one).choices]
        things = [thing for one in inner for thing in self._things.of(one)]
        told = {thing_of(thing) for thing in things}
        if asked and told:
            fitting = [item for item in asked if any(choice.said() == told for choice in self._things.question(item.hit).choices)]
            if fitting:
                return [item for item in asked if item not in fitting], [*certain, *things]
        certain = [nearest(thing, things) for thing in certain]  # of two names for one substance the one that says more
        outer = {thing_of(thing) for thing in certain}
        if told <= outer and (not family or any(outer == choice.said() for choice in family)):
            return asked, certain
        if outer <= told and not family and not (aside.mark == "[" and self._is_packed):
            return asked, [*certain, *(thing for thing in things if thing_of(thing) not in outer)]
        choices = [Choice(listed(certain), tuple(certain))] if certain else []
        choices += [Choice(listed(things), tuple(things))] if things else family
        self._questions.append(Question(self._things.facts.term("asking", "two-names").meaning, tuple(choices)))
        return asked, []

    def _inside(self, aside: Aside, hit: NameHit | None, outer: set[str]) -> list[NameHit]:
        """The names in brackets; a label behind ingredients with strengths is one name, known as a whole or not at all.

        Unless it names something that is not among those ingredients, which is `outer`.
        """
        if aside.mark == "[" and (hit is not None or (self._is_packed and not self._names_more(aside, outer))):
            return [self._things.formed(aside.key, hit, self._sites)] if hit and hit.everyday != EVERYDAY else []
        self._unread += aside.group.unread
        inside = []
        for part in aside.group.parts:
            one = self._things.best(part.key)
            if one is None or one.everyday in (EVERYDAY, SORT):
                self._unread.append(part.key)
                continue
            if part.extra:
                self._unread.append(" ".join(part.extra))
            inside.append(self._things.formed(part.key, one, self._sites))
        return inside

    def _names_more(self, aside: Aside, outer: set[str]) -> bool:
        """Whether brackets name a medicine that does not stand before them."""
        found = [self._things.best(part.key) for part in aside.group.parts]
        things = (thing_of(thing) for hit in found if hit and not hit.everyday for thing in self._things.of(hit))
        return bool(outer) and not outer.issuperset(things)
