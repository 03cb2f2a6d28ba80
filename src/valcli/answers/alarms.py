"""Words for an emergency in a text: what has to be read first."""

from collections.abc import Sequence

from valcli.answers.things import Things
from valcli.answers.types import Resolved
from valcli.model.frozen import replaced
from valcli.text.around import Words

WORD = "patient-word"  # how a thing was found by an everyday word


def is_alarm(words: Words, key: str) -> bool:
    """Whether an everyday name holds a word for an emergency, such as that of a medicine with "overdose"."""
    tokens = key.split(" ")
    said = (words.anywhere.at(tokens, place) for place in range(len(tokens)))
    return any(found and found[0].kind == "emergency" for found in said)


def alarms_of(things: Things, alarms: Sequence[str]) -> list[Resolved]:
    """What has to be read first where the text speaks of an emergency."""
    entry = things.facts.meta().urgent
    if not (entry and alarms):
        return []
    return [replaced(thing, matched=alarms[0], via=WORD) for thing in things.at(entry)]
