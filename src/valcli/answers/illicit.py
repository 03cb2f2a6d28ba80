"""What was bought on the street: whatever it is called, nobody knows what is in it."""

from collections.abc import Sequence

from valcli.answers.alarms import WORD
from valcli.answers.things import Choice, Question, Things, once, thing_of
from valcli.answers.types import Resolved
from valcli.model.frozen import replaced

_PACKED = ("drug", "drug-class")  # the kinds of what a prescriber may stand behind


def unprescribed(
    things: Things, said: Sequence[str], certain: list[Resolved], questions: list[Question], unread: list[str]
) -> list[Resolved]:
    """The certain things of a text, with those that no prescriber stands behind led to what is said of street drugs.

    `questions` keep what may be meant on the street; what no entry for street drugs speaks of is unread, and never told as
    the medicine itself.
    """
    if not said:
        return certain
    street = _Street(things)
    spoken = {thing.matched for thing in certain if not street.is_other(thing)}  # of a pack one ingredient tells enough
    certain = [thing for thing in certain if not (street.is_other(thing) and thing.matched in spoken)]
    found = [led for thing in certain for led in street.led(thing)]
    unread += [f"{said[0]} {thing.matched}" for thing in certain if street.is_other(thing)]
    asked, questions[:] = questions[:], []
    for question in asked:
        choices = street.choices(question)
        if len(choices) == 1:
            found += choices[0].things
        else:
            questions.append(question._replace(choices=choices))
    return once(found)


class _Street:
    """Which entry for street drugs speaks of which things, by the words of one fact base."""

    def __init__(self, things: Things) -> None:
        self._things = things
        self._facts = things.facts
        self._entries = {name: item.entry for item in things.facts.meta().illicit for name in item.of}
        self._other = next((item.entry for item in things.facts.meta().illicit), "")

    def led(self, thing: Resolved) -> list[Resolved]:
        """What a thing leads to: the entry for street drugs, or itself where it is one, or is nothing that is prescribed."""
        entry = self._entry(thing)
        if not entry:
            return [thing]
        return [replaced(one, matched=thing.matched, via=WORD) for one in self._things.at(entry)]

    def is_other(self, thing: Resolved) -> bool:
        """Whether no entry for street drugs is about a thing, so that the most likely one stands in."""
        return bool(self._entry(thing)) and thing.interactant not in self._entries

    def choices(self, question: Question) -> tuple[Choice, ...]:
        """What a question may mean on the street, each thing once."""
        street = [choice for choice in question.choices if self._things.is_street(choice)]
        made = street or [led for choice in question.choices if (led := self._choice(choice)).things]
        found: dict[tuple[str, ...], Choice] = {}
        for choice in made:
            found.setdefault(tuple(map(thing_of, choice.things)), choice)
        return tuple(found.values()) or question.choices

    def _choice(self, choice: Choice) -> Choice:
        return Choice(choice.says, tuple(once(led for thing in choice.things for led in self.led(thing))))

    def _entry(self, thing: Resolved) -> str:
        """The entry for street drugs that speaks of a thing, or ''."""
        kind = self._things.kind_of(thing)
        if thing.interactant is None:
            return "" if thing.via == WORD else self._other
        return self._entries.get(thing.interactant) or (self._other if kind in _PACKED else "")
