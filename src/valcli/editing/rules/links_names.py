"""Rules about names: one name leads to one thing, however it is written."""

from collections.abc import Callable, Iterable
from typing import Any

from valcli.editing.rules.link_check import Check
from valcli.model.facts import NameEntry, label
from valcli.model.interactions import Names, Product
from valcli.text.fold import fold
from valcli.text.tokens import keys_of, singular


def check_products(check: Check) -> None:
    """Every ingredient is known, and a pack that was read has a citation."""
    allowed = set(check.substances) | {known.name for known in check.facts.known}
    for product in check.facts.products:
        for ingredient in product.ingredients:
            if not check.known(ingredient.substance, allowed):
                check.report(
                    ingredient,
                    product.name,
                    f"ingredient '{ingredient.substance}' is no substance of interactions/ or known.yaml; add it first",
                )
        if (product.contents == "read") != bool(product.citations):
            wanted = "a citation" if product.contents == "read" else "no citation"
            check.report(
                product,
                product.name,
                f"contents '{product.contents}' needs {wanted}; add or remove it, or change contents",
                "contents",
            )


def check_ambiguous(check: Check) -> None:
    """Readings lead somewhere, and look-alikes are names."""
    targets = {interactant.id for interactant in check.facts.interactants} | set(check.substances)
    targets |= {name for product in check.facts.products for name in (product.name, *product.also)}
    targets |= {known.name for known in check.facts.known}
    for group in check.facts.ambiguous.ambiguous:
        for reading in group.readings:
            for target in reading.means:
                if not check.known(target, targets):
                    message = (
                        f"means: '{target}' is no interactant, substance, product or known name; add it there first, or mend it"
                    )
                    check.report(reading, label(group), message, "means")
    names = {fold(entry.name) for entry in check.entries}
    for pair in check.facts.ambiguous.lookalikes:
        if len(pair.names) < 2:
            check.report(pair, label(pair), "a look-alike group has two names or more; add the other one")
        for name in pair.names:
            if fold(name) not in names:
                check.report(pair, label(pair), f"look-alike '{name}' is no name in the facts; add it there first, or mend it")


def check_name_lists(check: Check) -> None:
    """Old and unread names are among the names."""
    for thing, _ in check.everything:
        if not isinstance(thing, Names):
            continue
        own = {*thing.also, *thing.words, *thing.slang, *(name for listed in thing.brands.values() for name in listed)}
        own |= {name for field in ("name", "substance") if (name := getattr(thing, field, ""))}
        for field in ("everyday", "old", "unread"):
            for name in getattr(thing, field):
                if name not in own:
                    check.report(
                        thing,
                        label(thing),
                        f"{field}: '{name}' is not one of its names; list it under brands, also, words or slang too",
                        field,
                    )


def check_names(check: Check) -> None:
    """One name leads to one thing, however it is written."""
    first: dict[str, NameEntry] = {}
    asked_back = {fold(entry.name) for entry in check.entries if entry.kind == "ambiguous"}
    for entry in check.entries:
        key = fold(entry.name)
        other = first.setdefault(key, entry)
        if _leads_elsewhere(entry, other) and key not in asked_back:
            message = f"name '{entry.name}' also leads to {_shown(check, other)}: list it in ambiguous.yaml, or remove one"
            check.report(entry.owner, label(entry.owner), message, _field(entry), entry.name)
        if entry.kind == "ambiguous" and other.kind == "ambiguous" and entry.target != other.target:
            message = f"name '{entry.name}' stands in two ambiguous groups, first at {_place(check, other)}; remove one"
            check.report(entry.owner, label(entry.owner), message, "names", entry.name)
    bare: dict[str, NameEntry] = {}
    for key, entry in first.items():
        for form in keys_of(key):
            bare.setdefault(form, entry)
    for key, entry in first.items():
        if key not in asked_back:
            _other_spellings(check, entry, bare, asked_back)


def _other_spellings(check: Check, entry: NameEntry, bare: dict[str, NameEntry], asked_back: set[str]) -> None:
    keys = keys_of(fold(entry.name))
    singles = () if entry.via == "slang" else tuple(singular(key) for key in keys)
    for form in dict.fromkeys((*keys, *singles)):
        other = bare.get(form)
        if other is None or not _leads_elsewhere(entry, other) or fold(other.name) in asked_back:
            continue
        if other.via == "slang" and form not in keys:
            continue
        message = f"name '{entry.name}' is read as '{form}' too, which leads to {_shown(check, other)}"
        check.report(
            entry.owner, label(entry.owner), f"{message}: list both in ambiguous.yaml, or remove one", _field(entry), entry.name
        )


def _leads_elsewhere(one: NameEntry, other: NameEntry) -> bool:
    if (one.kind, one.target) != (other.kind, other.target):
        return True
    # an everyday word of the whole entry may be the name of one of its members
    return bool(one.substance and other.substance and one.substance != other.substance)


def _shown(check: Check, entry: NameEntry) -> str:
    target = f"{entry.target} ({entry.substance})" if entry.substance else entry.target
    return f"{target} by '{entry.name}' at {_place(check, entry)}"


def _field(entry: NameEntry) -> str:
    """The field of its owner in which a name stands."""
    for field in ("also", "words", "slang", "names"):
        if entry.name in getattr(entry.owner, field, ()):
            return field
    return "brands" if entry.via == "brand" else ""


def _place(check: Check, entry: NameEntry) -> str:
    """File and line of a name, for a message about another one."""
    place = check.facts.places.of(entry.owner, _field(entry))
    return f"{place.file}:{place.line}"


def check_order(check: Check) -> None:
    """Lists whose order has no meaning are sorted, without repeats."""
    facts = check.facts
    for things in (facts.sources, facts.claims, facts.glossary):
        _sorted(check, things, lambda thing: str(thing.id))
    _sorted(check, facts.products, lambda product: str(product.name).casefold())
    _sorted(check, facts.known, lambda known: str(known.name).casefold())
    for interactant in facts.interactants:
        _sorted(check, interactant.members, lambda member: str(member.substance).casefold())
    for thing, _ in check.everything:
        if isinstance(thing, (Names, Product)):
            _sorted_names(check, thing)


def _sorted(check: Check, things: Iterable[Any], key: Callable[[Any], str]) -> None:
    last = ""
    for thing in things:
        if key(thing) < last:
            check.report(thing, label(thing), f"out of order: it stands after '{last}'; move it up to its place in the alphabet")
        last = key(thing)


def _sorted_names(check: Check, thing: Names | Product) -> None:
    lists: list[tuple[str, tuple[str, ...]]] = [("also", thing.also)]
    if isinstance(thing, Names):
        lists += [(field, getattr(thing, field)) for field in ("words", "slang", "everyday", "old", "unread")]
        lists += [("brands", listed) for listed in thing.brands.values()]
    for field, listed in lists:
        folded = [name.casefold() for name in listed]
        if folded != sorted(set(folded)):
            wanted = ", ".join(sorted(set(listed), key=str.casefold))
            check.report(thing, label(thing), f"names are not sorted or stand twice; sorted: {wanted}", field)
