"""What a statement rests on: works that can be found again, and what was read at the source."""

import re
from collections.abc import Iterator

from valcli.editing.rules.every_text import Base
from valcli.editing.rules.examples import source, strict_entry
from valcli.editing.rules.rule import Example, Found, rule
from valcli.model.facts import label
from valcli.model.interactions import Interactant, Member
from valcli.model.leaflet import AdverseReaction, Dose, Record
from valcli.model.shared import Citation, Source, WarningSigns

_NOT_STATED = "not-stated"
_SEEN = "seen"
_ADMITTED = re.compile(r"\bnot\b[^.]* at (?:its|their|the) source\b")


@rule(
    "C5",
    "a statement leads to a work that can be found",
    "A work without an address and without an identifier can be looked up by nobody.",
    rejects=source("Sleep", cited=True),
    passes=source("Sleep", cited=False),
)
def _can_be_found(base: Base) -> Iterator[Found]:
    sources = _sources(base)
    for thing in [*base.records, *_own_support(base)]:
        cited = list(_citations(thing))
        if cited and not any(_findable(sources[one.source]) for one in cited if one.source in sources):
            names = ", ".join(dict.fromkeys(one.source for one in cited))
            message = f"rests only on works without an address or identifier ({names}); cite one that can be found as well"
            yield Found(cited[0], "source", message, label(thing))


def _avoided(url: str) -> Example:
    """Advice to avoid that rests on a work with this address."""
    work = source("Sleep", cited=False).text.split("# sections")[0].replace("url: not-stated", f"url: {url}")
    advice = strict_entry()
    return Example("sources.yaml", f"{work}# {advice.file}\n{advice.text.replace('source: label-us', 'source: zz-example')}")


@rule(
    "C6",
    "what decides about life was read at an address",
    "Doses, advice to avoid and whom to call are what somebody checks first, and 'seen' says that there is a place to look.",
    rejects=_avoided("not-stated"),
    passes=_avoided("https://example.org/zz"),
)
def _has_address(base: Base) -> Iterator[Found]:
    sources = _sources(base)
    for thing in _decisive(base):
        for one in _citations(thing):
            found = sources.get(one.source)
            if one.read == _SEEN and found and found.url == _NOT_STATED:
                message = f"'{one.source}' was seen, but has no address; say in sources.yaml where it was read"
                yield Found(one, "source", message, label(thing))


@rule(
    "C7",
    "advice to avoid was read at the source, or says that it was not",
    "The strictest advice makes people give up a treatment, so they must know how far it was checked.",
    rejects=strict_entry(read="mirror"),
    passes=strict_entry("basis_note: The label was read in a copy, not at its source.\n", read="mirror"),
)
def _avoid_seen(base: Base) -> Iterator[Found]:
    for item, thing in base.entries:
        if not thing.level or base.strictest(thing.level) != 0:  # a level that is shared rests on what the entry cites
            continue
        cited = thing.citations or item.citations
        if not any(one.read == _SEEN for one in cited) and not _ADMITTED.search(thing.basis_note or item.basis_note):
            message = f"level '{base.levels[0]}' rests on nothing that was seen; read it there, or say so in basis_note"
            yield Found(thing, "level", f"{message}, as 'We did not read this at its source.'", label(thing))


def _sources(base: Base) -> dict[str, Source]:
    return {item.id: item for item in base.facts.sources}


def _findable(item: Source) -> bool:
    return item.url != _NOT_STATED or item.identifier != _NOT_STATED


def _own_support(base: Base) -> list[Interactant | Member]:
    """The entries and members that cite works of their own."""
    return [thing for _, thing in base.entries if thing.citations]


def _citations(thing: Record | Interactant | Member | WarningSigns) -> Iterator[Citation]:
    yield from thing.citations
    for item in thing.occurrence if isinstance(thing, AdverseReaction) else ():
        yield from item.citations


def _decisive(base: Base) -> Iterator[Record | Interactant | Member | WarningSigns]:
    """Doses, lines that name a number to call, advice to avoid, and signs of an emergency."""
    numbers = [number for item in base.facts.meta.emergency for number in item.number.split(" or ")]
    call = re.compile(rf"\b(?:{'|'.join(map(re.escape, numbers))})\b") if numbers else None
    for record in base.records:
        if isinstance(record, Dose) or (call and call.search(record.text)):
            yield record
    yield from (thing for item, thing in base.entries if thing.citations and base.strictest(base.level_of(item, thing)) == 0)
    first = base.facts.vocabulary["urgencies"][0].tag
    yield from (signs for signs in base.facts.signs if signs.urgency == first)
