"""What holds in one country: texts without the numbers and the advice of the others."""

from valcli.answers.types import Statement
from valcli.model.frozen import replaced
from valcli.model.leaflet import Record
from valcli.store.fact_base import FactBase
from valcli.text.country import narrowed

_TOLD = ("headline", "effect", "management", "if_already_taking", "timing", "note")


class Here:
    """Narrows texts of the facts to one country."""

    def __init__(self, facts: FactBase, country: str) -> None:
        terms = facts.terms("countries")
        names = {term.tag: (term.label, *term.said) for term in terms}
        self._own = names.get(country, ())
        self._others = [name for tag, said in names.items() if tag != country for name in said]
        meta = facts.meta().emergency
        numbers = [*(item for item in meta if item.country == country), *(item for item in meta if item.country != country)]
        self._numbers = {facts.term("countries", item.country).label: item.number for item in numbers}
        self._numbers = self._numbers if any(item.country == country for item in meta) else {}

    def text(self, said: str) -> str:
        """One text."""
        return narrowed(said, self._own, self._others, self._numbers)

    def record(self, record: Record) -> Record:
        """A record of the leaflet; what is said to professionals stays whole."""
        said = self.text(record.text)
        return record if said == record.text else replaced(record, text=said)

    def statement(self, statement: Statement) -> Statement:
        """What is said of a pair."""
        told = {name: getattr(statement, name) for name in _TOLD}
        return replaced(statement, **{name: self.text(said) for name, said in told.items()})
