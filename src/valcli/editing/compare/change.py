"""One change between two fact bases, and the order in which changes are told."""

from dataclasses import dataclass

LEVELS, DOSES, STATEMENTS, SIGNS, NAMES, SOURCES, WORDS = (
    "levels", "doses", "statements", "signs", "names", "sources", "words",
)  # fmt: skip
# in the order in which they are told
GROUPS = (LEVELS, DOSES, STATEMENTS, SIGNS, NAMES, SOURCES, WORDS)

ADDED, GONE, CHANGED = "added", "gone", "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is new, gone, or not what it was.

    `record` is the id or name of what it belongs to, `what` says which part of it, in words; what was not there
    is ''. `milder` marks what warns less than before.
    """

    group: str
    kind: str
    record: str
    what: str
    before: str = ""
    after: str = ""
    milder: bool = False


def kind_of(before: object, after: object) -> str:
    """Whether something came, went, or is another one."""
    if not before:
        return ADDED
    return CHANGED if after else GONE
