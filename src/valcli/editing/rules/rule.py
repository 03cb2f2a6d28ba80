"""What a rule is, how one is written down, and the registry that holds them all."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from valcli.editing.problems import ERROR
from valcli.editing.rules.every_text import Base, Said
from valcli.model.facts import label


class Found(NamedTuple):
    """A fault: the object that holds it, the field whose line is shown, and what is wrong.

    `record` names it where the nearest record that has a name is not the one to name; `at`
    is a piece of the text, so that its own line can be shown where a field has several.
    """

    thing: Any
    field: str
    message: str
    record: str = ""
    at: str = ""


def in_text(text: Said, message: str, at: str = "") -> Found:
    """A fault of a text, or of a piece of it."""
    return Found(text.thing, text.field, message, label(text.owner), at)


@dataclass(frozen=True, slots=True)
class Example:
    """A file of a fact base and a text for it: `whole`, or added at its end; a line `# FILE` goes on in another one."""

    file: str
    text: str
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A numbered rule; `find` is None where the loader itself enforces it."""

    id: str
    name: str
    level: str
    reason: str
    rejects: Example
    passes: Example
    find: Callable[[Base], Iterator[Found]] | None = None


REGISTRY: dict[str, Rule] = {}
Finder = Callable[[Base], Iterator[Found]]


def rule(
    id_: str, name: str, reason: str, *, rejects: Example, passes: Example, level: str = ERROR
) -> Callable[[Finder], Finder]:
    """Put a function into the registry as a rule."""

    def register(find: Finder) -> Finder:
        add(Rule(id_, name, level, reason, rejects, passes, find))
        return find

    return register


def add(made: Rule) -> None:
    """Put a rule into the registry; an id is taken once."""
    if made.id in REGISTRY:
        raise ValueError(f"rule {made.id} stands twice")
    REGISTRY[made.id] = made
