"""Words for an emergency in a text: what has to be read first."""

from collections.abc import Sequence

from valcli.answers.things import Things
from valcli.answers.types import Resolved
from valcli.model.frozen import replaced
from valcli.model.interactions import EVERYDAY
from valcli.reading.group import Part
from valcli.reading.lexicon import Lexicon
from valcli.store.name_hit import NameHit
from valcli.text.around import Words

WORD = "patient-word"  # how a thing was found by an everyday word


def is_alarm(things: Things, words: Words, part: Part, hit: NameHit) -> bool:
    """Whether an everyday name speaks of an emergency: a stroke, or that of a medicine with a word such as "overdose".

    An illness that a medicine is for is none, and neither is a thing in a form, such as a cream for burns; what nobody is
    treated for with a medicine of his own, such as an overdose, always is one.
    """
    if hit.everyday != EVERYDAY:
        return False
    if hit.target == things.facts.meta().urgent:
        return True
    if _is_urgent(things, hit):
        return not part.is_purpose and not part.forms and not part.measures - {""}
    tokens = part.key.split(" ")
    said = (words.anywhere.at(tokens, place) for place in range(len(tokens)))
    return any(found and found[0].kind == "emergency" for found in said)


def _is_urgent(things: Things, hit: NameHit) -> bool:
    entry = things.facts.interactant(hit.target) if hit.kind == "interactant" else None
    return entry is not None and entry.kind in things.first


def unread_alarms(things: Things, lexicon: Lexicon, unread: Sequence[str]) -> tuple[list[str], list[str]]:
    """Names for an emergency in what was not read, such as chest pain, which may be what a medicine is for; and the rest.

    A word of a class that only holds one, such as a bleeding nose, is none.
    """
    found, rest = [], []
    for text in unread:
        tokens = text.split(" ")
        met = [name.key for start in range(len(tokens)) if (name := lexicon.name_at(tokens, start))]
        named = [key for key in met if (hit := things.best(key)) and hit.everyday == EVERYDAY and _is_urgent(things, hit)]
        is_whole = any(key.count(" ") == text.count(" ") for key in named)
        found += named if is_whole or text not in lexicon.words.anywhere.words else []
        rest += [] if is_whole else [text]
    return found, rest


def alarms_of(things: Things, alarms: Sequence[str]) -> list[Resolved]:
    """What has to be read first where the text speaks of an emergency: what is said of that one, else of any."""
    hits = [hit for key in alarms if (hit := things.best(key)) and _is_urgent(things, hit)]
    if hits:
        return [thing for hit in dict.fromkeys(hits) for thing in things.of(hit)]
    entry = things.facts.meta().urgent
    if not (entry and alarms):
        return []
    return [replaced(thing, matched=alarms[0], via=WORD) for thing in things.at(entry)]
