"""Names: one name leads to one thing, however it is written; products hold what is known."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from valcli.editing.rules.every_text import Base
from valcli.editing.rules.rule import LOAD, Example, Found, rule
from valcli.model.facts import NameEntry, label
from valcli.model.interactions import Names, Product
from valcli.text.fold import fold
from valcli.text.tokens import keys_of, singular

_KNOWN, _PRODUCTS, _AMBIGUOUS = "names/known.yaml", "names/products.yaml", "names/ambiguous.yaml"
_PACK = "- {name: Zz Example, country: us, contents: unread, ingredients: [{substance: SUBSTANCE}]}\n"
_FIX = " (valcli check --fix sorts)"
_FINE_NAME = Example(_KNOWN, "- name: zz example\n")


@rule(
    "L-products",
    "ingredients are known, contents are cited",
    "An ingredient that leads nowhere is left out of the answer.",
    rejects=Example(_PRODUCTS, _PACK.replace("SUBSTANCE", "zz example")),
    passes=Example(_PRODUCTS, _PACK.replace("SUBSTANCE", "codeine")),
    stage=LOAD,
)
def _products(base: Base) -> Iterator[Found]:
    allowed = base.substances | {known.name for known in base.facts.known}
    for product in base.facts.products:
        for ingredient in product.ingredients:
            if not base.exists(ingredient.substance, allowed):
                message = f"ingredient '{ingredient.substance}' is no substance of interactions/ or known.yaml; add it first"
                yield Found(ingredient, "", message, product.name)
        if (product.contents == "read") != bool(product.citations):
            wanted = "a citation" if product.contents == "read" else "no citation"
            message = f"contents '{product.contents}' needs {wanted}; add or remove it, or change contents"
            yield Found(product, "contents", message, product.name)


@rule(
    "L-ambiguous",
    "readings lead somewhere",
    "A reading that leads nowhere has no level and looks harmless.",
    rejects=Example(_AMBIGUOUS, '  - {names: [methadone, zz example], question: "Which?"}\n'),
    passes=Example(_AMBIGUOUS, '  - {names: [codeine, methadone], question: "Which?"}\n'),
    stage=LOAD,
)
def _ambiguous(base: Base) -> Iterator[Found]:
    targets = {interactant.id for interactant in base.facts.interactants} | base.substances
    targets |= {name for product in base.facts.products for name in (product.name, *product.also)}
    targets |= {known.name for known in base.facts.known}
    for group in base.facts.ambiguous.ambiguous:
        for reading in group.readings:
            for target in reading.means:
                if not base.exists(target, targets):
                    message = f"means: '{target}' is no interactant, substance, product or known name"
                    yield Found(reading, "means", f"{message}; add it there first, or mend it", label(group), missing=target)
    names = {fold(entry.name) for entry in base.names}
    for pair in base.facts.ambiguous.lookalikes:
        if len(pair.names) < 2:
            yield Found(pair, "", "a look-alike group has two names or more; add the other one", label(pair))
        for name in pair.names:
            if fold(name) not in names:
                message = f"look-alike '{name}' is no name in the facts; add it there first, or mend it"
                yield Found(pair, "", message, label(pair))


@rule(
    "L-name-lists",
    "old and unread names are names",
    "A name that is marked but not listed is not found.",
    rejects=Example(_KNOWN, "- name: zz example\n  old: [zz other]\n"),
    passes=Example(_KNOWN, "- name: zz example\n  also: [zz other]\n  old: [zz other]\n"),
    stage=LOAD,
)
def _name_lists(base: Base) -> Iterator[Found]:
    for thing, _ in base.everything:
        if not isinstance(thing, Names):
            continue
        own = {*thing.also, *thing.words, *thing.slang, *thing.brand_names()}
        own |= {name for field in ("name", "substance") if (name := getattr(thing, field, ""))}
        for field in ("everyday", "old", "unread"):
            for name in getattr(thing, field):
                if name not in own:
                    message = f"{field}: '{name}' is not one of its names; list it under brands, also, words or slang too"
                    yield Found(thing, field, message, label(thing))


@rule(
    "L-codes",
    "one code, one substance",
    "A code that stands twice answers for the wrong medicine.",
    rejects=Example(_KNOWN, '- {name: zz example, rxcui: "7"}\n- {name: zz other, rxcui: "7"}\n'),
    passes=Example(_KNOWN, '- {name: zz example, rxcui: "7"}\n- {name: zz other, rxcui: "8"}\n'),
    stage=LOAD,
)
def _codes(base: Base) -> Iterator[Found]:
    first: dict[str, Names] = {}
    for thing, _ in base.everything:
        if not isinstance(thing, Names) or not thing.rxcui:
            continue
        other = first.setdefault(thing.rxcui, thing)
        if other is not thing:
            message = f"rxcui '{thing.rxcui}' stands for {label(other)} too; look both up, and remove the wrong one"
            yield Found(thing, "rxcui", message, label(thing))


@rule(
    "L-names",
    "one name, one thing",
    "A name that leads to two things answers for the wrong one.",
    rejects=Example(_KNOWN, "- name: zz example\n  also: [booze]\n"),
    passes=_FINE_NAME,
    stage=LOAD,
)
def _one_thing(base: Base) -> Iterator[Found]:
    first: dict[str, NameEntry] = {}
    asked_back = {fold(entry.name) for entry in base.names if entry.kind == "ambiguous"}
    for entry in base.names:
        key = fold(entry.name)
        other = first.setdefault(key, entry)
        if _leads_elsewhere(entry, other) and key not in asked_back:
            shown = _shown(base, other)
            if entry.kind != "known" or other.kind != "interactant":
                yield _of_name(entry, f"name '{entry.name}' also leads to {shown}: list it in ambiguous.yaml, or remove one")
            elif entry.target not in base.substances:  # else the record as a whole is to be deleted, which L-ids says
                message = f"name '{entry.name}' has a statement now, with {shown}: delete it here"
                yield _of_name(entry, f"{message}, or list it in ambiguous.yaml where two things are sold under this name")
        if entry.kind == "ambiguous" and other.kind == "ambiguous" and entry.target != other.target:
            message = f"name '{entry.name}' stands in two ambiguous groups, first at {_place(base, other)}; remove one"
            yield Found(entry.owner, "names", message, label(entry.owner), entry.name)
    bare: dict[str, NameEntry] = {}
    for key, entry in first.items():
        for form in keys_of(key):
            bare.setdefault(form, entry)
    for key, entry in first.items():
        if key not in asked_back:
            yield from _other_spellings(base, entry, bare, asked_back)


def _other_spellings(base: Base, entry: NameEntry, bare: dict[str, NameEntry], asked_back: set[str]) -> Iterator[Found]:
    keys = keys_of(fold(entry.name))
    singles = () if entry.via == "slang" else tuple(singular(key) for key in keys)
    for form in dict.fromkeys((*keys, *singles)):
        other = bare.get(form)
        if other is None or not _leads_elsewhere(entry, other) or fold(other.name) in asked_back:
            continue
        if (other.via == "slang" and form not in keys) or (entry.kind == "known" and entry.target in base.substances):
            continue
        message = f"name '{entry.name}' is read as '{form}' too, which leads to {_shown(base, other)}"
        yield _of_name(entry, f"{message}: list both in ambiguous.yaml, or remove one")


def _leads_elsewhere(one: NameEntry, other: NameEntry) -> bool:
    if (one.kind, one.target) != (other.kind, other.target):
        return True
    # an everyday word of the whole entry may be the name of one of its members
    return bool(one.substance and other.substance and one.substance != other.substance)


def _of_name(entry: NameEntry, message: str) -> Found:
    return Found(entry.owner, _field(entry), message, label(entry.owner), entry.name)


def _shown(base: Base, entry: NameEntry) -> str:
    target = f"{entry.target} ({entry.substance})" if entry.substance else entry.target
    return f"{target} by '{entry.name}' at {_place(base, entry)}"


def _field(entry: NameEntry) -> str:
    """The field of its owner in which a name stands."""
    for field in ("also", "words", "slang", "names"):
        if entry.name in getattr(entry.owner, field, ()):
            return field
    return "brands" if entry.via == "brand" else ""


def _place(base: Base, entry: NameEntry) -> str:
    """File and line of a name, for a message about another one."""
    place = base.facts.place(entry.owner, _field(entry))
    return f"{place.file}:{place.line}"


@rule(
    "L-order",
    "lists without a meaning in their order are sorted",
    "In a sorted list a double entry shows, and two editors do not collide.",
    rejects=Example(_KNOWN, "- name: aa example\n"),
    passes=_FINE_NAME,
    stage=LOAD,
)
def _order(base: Base) -> Iterator[Found]:
    facts = base.facts
    for things in (facts.sources, facts.claims, facts.glossary):
        yield from _sorted(things, lambda thing: str(thing.id))
    yield from _sorted(facts.products, lambda product: str(product.name).casefold())
    yield from _sorted(facts.known, lambda known: str(known.name).casefold())
    for interactant in facts.interactants:
        yield from _sorted(interactant.members, lambda member: str(member.substance).casefold())
    for thing, _ in base.everything:
        if isinstance(thing, (Names, Product)):
            yield from _sorted_names(thing)


def _sorted(things: Iterable[Any], key: Callable[[Any], str]) -> Iterator[Found]:
    last = ""
    for thing in things:
        if key(thing) < last:
            message = f"out of order: it stands after '{last}'; move it up to its place in the alphabet{_FIX}"
            yield Found(thing, "", message, label(thing))
        last = key(thing)


def _sorted_names(thing: Names | Product) -> Iterator[Found]:
    lists: list[tuple[str, tuple[str, ...]]] = [("also", thing.also)]
    if isinstance(thing, Names):
        lists += [(field, getattr(thing, field)) for field in ("words", "slang", "everyday", "old", "unread")]
        lists += [("brands", listed) for listed in thing.brands.values()]
    for field, listed in lists:
        folded = [name.casefold() for name in listed]
        if folded != sorted(set(folded)):
            wanted = ", ".join(sorted(set(listed), key=str.casefold))
            yield Found(thing, field, f"names are not sorted or stand twice; sorted: {wanted}{_FIX}", label(thing))
