"""What a rule is, and the one way to write one down: a function with two examples."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from valcli.editing.problems import ERROR
from valcli.editing.rules.every_text import Base, Said
from valcli.model.facts import label

# when a rule is run: whenever facts are read, since nothing may be answered without it, or by `check` alone
LOAD, CHECK = "load", "check"


class Found(NamedTuple):
    """A fault: the object that holds it, the field whose line is shown, and what is wrong.

    `record` names it where the nearest record that has a name is not the one to name; `at`
    is a piece of the text, so that its own line can be shown where a field has several; `missing`
    is the id that it points at, where nothing has it.
    """

    thing: Any
    field: str
    message: str
    record: str = ""
    at: str = ""
    missing: str = ""


def in_text(text: Said, message: str, at: str = "") -> Found:
    """A fault of a text, or of a piece of it."""
    return Found(text.thing, text.field, message, label(text.owner), at)


@dataclass(frozen=True, slots=True)
class Example:
    """A file of a fact base and a text for it: `whole`, or added at its end; a line `# FILE` goes on in another one.

    Every file ends with a line that says so; it is left out here, but where `ended` is false.
    """

    file: str
    text: str
    whole: bool = False
    ended: bool = True


Finder = Callable[[Base], Iterator[Found]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A numbered rule; `find` is None where the reader of the files or the check itself enforces it."""

    id: str
    name: str
    reason: str
    rejects: Example
    passes: Example
    level: str = ERROR
    stage: str = CHECK
    find: Finder | None = None


def rule(
    id_: str, name: str, reason: str, *, rejects: Example, passes: Example, level: str = ERROR, stage: str = CHECK
) -> Callable[[Finder], Rule]:
    """Make a rule of a function that finds its faults."""
    return lambda find: Rule(id_, name, reason, rejects, passes, level, stage, find)
