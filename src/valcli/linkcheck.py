"""What the rules between records share: the facts, a way to report, a walk over everything."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from valcli import model
from valcli.names import name_entries
from valcli.schema import Problem, fields_of

if TYPE_CHECKING:
    from valcli.load import Facts


_NAMING = frozenset(("id", "substance", "section", "names", "name"))


class Check:
    """The facts under check, what is needed to look things up in them, and the problems found."""

    def __init__(self, facts: "Facts") -> None:
        self.facts = facts
        self.problems: list[Problem] = []
        self.rule = ""
        self.broken = facts.decoder.broken
        self.records = {record.id: record for section in facts.sections for record in section.records}
        self.everything = list(_everything(facts))  # every object, with the nearest record that has a name
        self.entries = list(name_entries(facts))
        self.substances = {member.substance: member for interactant in facts.interactants for member in interactant.members}

    def report(self, thing: object, record: str, message: str, field: str = "", at: str = "") -> None:
        """Note a problem at the line of a thing, or of one of its keys, under the rule that is at work.

        `at` is the piece of text that is at fault, where a value has several lines.
        """
        place = self.facts.decoder.place(thing, field)
        self.problems.append(Problem(place.file, place.line, record, message, self.rule, at=at))

    def known(self, name: str, names: Iterable[str]) -> bool:
        """Whether a name stands among others, or was left out for a fault of its own."""
        # what was left out for a fault of its own is not missing as well
        return name in names or name in self.broken


def label(thing: Any) -> str:
    """The word by which a record is named in a problem."""
    for key in ("id", "substance", "section", "name", "tag"):
        if hasattr(thing, key):
            return str(getattr(thing, key))
    return str(thing.names[0]) if getattr(thing, "names", ()) else type(thing).__name__.lower()


def _walk(thing: Any, owner: Any) -> Iterator[tuple[Any, Any]]:
    """Every object of the model inside a thing, with the nearest record that has a name."""
    if isinstance(thing, (tuple, list)):
        for item in thing:
            yield from _walk(item, owner)
    elif type(thing).__module__ == model.__name__:
        fields = fields_of(thing)
        if not _NAMING.isdisjoint(fields):
            owner = thing
        yield thing, owner
        for name in fields:
            value = getattr(thing, name)
            if value and not isinstance(value, (str, int, dict)):
                yield from _walk(value, owner)


def _everything(facts: "Facts") -> Iterator[tuple[Any, Any]]:
    parts: list[Any] = [facts.meta, facts.signs, facts.sections, facts.interactants, facts.products]
    for part in [*parts, facts.ambiguous, facts.known, facts.claims, facts.glossary, facts.sources]:
        yield from _walk(part, part)
