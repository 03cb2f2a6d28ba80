"""What every answer carries, whatever was asked."""

from collections.abc import Callable, Iterable

from valcli.model.frozen import Frozen
from valcli.model.shared import Emergency, LevelWords, Term


def listed_numbers(emergency: Iterable[Emergency], label: Callable[[str], str]) -> str:
    """Numbers to call, each with what its country is called: 911 (US), 999 (UK)."""
    return ", ".join(f"{item.number} ({label(item.country)})" for item in emergency)


class Context(Frozen):
    """What every answer carries: which facts, which country, what was asked.

    `request` is echoed as it was typed.
    """

    command: str
    request: dict[str, object]
    version: str
    reviewed: str
    medicine: str
    title: str
    shipped: bool
    notice: str
    do_not_stop: str
    country: str
    emergency: tuple[Emergency, ...]
    labels: dict[str, dict[str, Term]]

    @property
    def closing(self) -> str:
        """The last line of every answer: which facts, education and not advice, whom to call."""
        shipped = "" if self.shipped else " (not the shipped ones)"
        return f"Facts {self.version}{shipped}, reviewed {self.reviewed}. {self.notice}"

    @property
    def in_danger(self) -> str:
        """Whom to call when somebody is in danger: for pages that answer nothing, whatever was meant."""
        own = [item for item in self.emergency if item.country == self.country] or self.emergency
        return self.term("found_lines", "in-danger").meaning.replace("{numbers}", self.numbers(own))

    def numbers(self, emergency: Iterable[Emergency]) -> str:
        """See `listed_numbers`."""
        return listed_numbers(emergency, lambda country: self.label("countries", country))

    def label(self, group: str, tag: str) -> str:
        """The printed word for a tag of the vocabulary."""
        return self.labels[group][tag].label

    def term(self, group: str, tag: str) -> Term:
        """A word of the vocabulary."""
        return self.labels[group][tag]

    def level(self, level: str, kind: str) -> Term | LevelWords:
        """What a level is called, and what to do, for one kind of thing."""
        own = self.labels["interactant_kinds"][kind].levels if kind else ()
        return next((words for words in own if words.level == level), self.labels["levels"][level])


class Answered(Frozen):
    """What all answers have in common."""

    context: Context

    @property
    def is_complete(self) -> bool:
        """Whether everything that was asked for was answered."""
        return True

    @property
    def strictest(self) -> int:
        """Place of the strictest level in the answer, 0 for the strictest there is; beyond all of them for none."""
        return len(self.context.labels["levels"])
