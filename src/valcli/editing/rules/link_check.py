"""What the rules between records share: the facts, a way to report, a walk over everything."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from valcli.editing.problems import Problem
from valcli.model.facts import name_entries

if TYPE_CHECKING:
    from valcli.model.facts import Facts
from valcli.model.facts import everything


class Check:
    """The facts under check, what is needed to look things up in them, and the problems found."""

    def __init__(self, facts: "Facts") -> None:
        self.facts = facts
        self.problems: list[Problem] = []
        self.rule = ""
        self.broken = facts.places.broken
        self.records = {record.id: record for section in facts.sections for record in section.records}
        self.everything = list(everything(facts))  # every object, with the nearest record that has a name
        self.entries = list(name_entries(facts))
        self.substances = {member.substance: member for interactant in facts.interactants for member in interactant.members}

    def report(self, thing: object, record: str, message: str, field: str = "", at: str = "") -> None:
        """Note a problem at the line of a thing, or of one of its keys, under the rule that is at work.

        `at` is the piece of text that is at fault, where a value has several lines.
        """
        place = self.facts.places.of(thing, field)
        self.problems.append(Problem(place.file, place.line, record, message, self.rule, at=at))

    def known(self, name: str, names: Iterable[str]) -> bool:
        """Whether a name stands among others, or was left out for a fault of its own."""
        # what was left out for a fault of its own is not missing as well
        return name in names or name in self.broken
