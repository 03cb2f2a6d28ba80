"""Every name in the facts, and the one thing that it leads to."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from valcli.model import Names

if TYPE_CHECKING:
    from valcli.load import Facts


class NameEntry(NamedTuple):
    """One name. `kind` is interactant, product, known or ambiguous; `target` identifies the
    thing (an interactant's id, a product's or known thing's name, a group's number), and
    `substance` the member of an interactant, or ''.
    """

    name: str
    via: str
    country: str
    kind: str
    target: str
    substance: str
    unread: bool
    old: bool
    owner: object


def name_entries(facts: "Facts") -> Iterator[NameEntry]:
    """All names of a fact base, in file order."""
    for interactant in facts.interactants:
        # what an answer and the listing call it is a name as well
        yield NameEntry(interactant.name, "generic", "any", "interactant", interactant.id, "", False, False, interactant)
        yield from _of(interactant, "interactant", interactant.id, "", interactant)
        for member in interactant.members:
            yield NameEntry(
                member.substance, "generic", "any", "interactant", interactant.id, member.substance, False, False, member
            )
            yield from _of(member, "interactant", interactant.id, member.substance, member)
    for known in facts.known:
        yield NameEntry(known.name, "generic", "any", "known", known.name, "", False, False, known)
        yield from _of(known, "known", known.name, "", known)
    for product in facts.products:
        old = product.availability == "old"
        for name in (product.name, *product.also):
            yield NameEntry(
                name, "product", product.country, "product", product.name, "", product.contents == "unread", old, product
            )
    for number, group in enumerate(facts.ambiguous.ambiguous):
        for name in group.names:
            via = "slang" if group.kind == "slang" else "patient-word"
            yield NameEntry(name, via, "any", "ambiguous", str(number), "", False, False, group)


def _of(names: Names, kind: str, target: str, substance: str, owner: object) -> Iterator[NameEntry]:
    plain = [("generic", "any", names.also), ("patient-word", "any", names.words), ("slang", "any", names.slang)]
    brands = [("brand", country, tuple(listed)) for country, listed in names.brands.items()]
    unread, old = set(names.unread), set(names.old)
    for via, country, listed in plain + brands:
        for name in listed:
            yield NameEntry(name, via, country, kind, target, substance, name in unread, name in old, owner)
