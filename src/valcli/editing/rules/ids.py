"""Ids that were published: whoever cited one finds it for ever."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from valcli.editing.rules.every_text import Base
from valcli.editing.rules.rule import Example, Found, rule


def _published(ids: str) -> Example:
    return Example("ids.yaml", f"published: [{ids}]\n", whole=True)


@rule(
    "I1",
    "a published id stays",
    "Scripts, notes and links hold ids: one that is gone, or that means another thing, misleads whoever follows it.",
    rejects=_published("box.gone, box.stop"),
    passes=_published("box.old-stop, box.stop"),
)
def _stays(base: Base) -> Iterator[Found]:
    facts = base.facts
    named: list[Any] = [*base.records, *facts.interactants, *facts.sources, *facts.signs, *facts.claims, *facts.glossary]
    alive = {section.section for section in facts.sections}
    for thing in named:
        alive |= {thing.id, *getattr(thing, "formerly", ())}
    retired = {item.id: item for item in base.ids.retired}
    for word in base.ids.published:
        if word not in alive and word not in retired:
            message = f"id '{word}' was published and is gone; put it into 'formerly' of the record that took its place"
            yield Found(base.ids, "published", f"{message}, or list it under 'retired' with the reason", word, word)
    for word, item in retired.items():
        if word in alive:
            yield Found(item, "id", f"id '{word}' is retired and used again; give the record a new id", word)
    for one, two in pairwise(base.ids.published):
        if two <= one:
            yield Found(base.ids, "published", f"'{two}' stands after '{one}'; sort the list, each id once", two, two)
