"""What only shows when all files are read together: ids, citations, references, names."""

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from valcli.fold import bare_forms, fold, ladder
from valcli.model import (
    AdverseReaction,
    Citation,
    Disagreement,
    Dose,
    Interactant,
    Member,
    Names,
    Occurrence,
    Product,
    Question,
    Rating,
    Section,
)
from valcli.names import NameEntry, name_entries
from valcli.schema import Problem

if TYPE_CHECKING:
    from valcli.load import Facts


def check_links(facts: "Facts") -> list[Problem]:
    """Every fault between records of a fact base whose files are each well formed."""
    check = _Check(facts)
    for rule in (
        _ids,
        _sections,
        _citations,
        _references,
        _doses,
        _occurrences,
        _disagreements,
        _statements,
        _products,
        _ambiguous,
        _name_lists,
        _names,
        _order,
        _ascii,
    ):
        rule(check)
    return check.problems


class _Check:
    def __init__(self, facts: "Facts") -> None:
        self.facts = facts
        self.problems: list[Problem] = []
        self.broken = facts.decoder.broken
        self.records = {record.id: record for section in facts.sections for record in section.records}
        self.entries = list(name_entries(facts))
        self.substances = {
            member.substance: member for interactant in facts.interactants for member in interactant.members
        }

    def report(self, thing: object, record: str, message: str) -> None:
        place = self.facts.decoder.place(thing)
        self.problems.append(Problem(place.file, place.line, record, message))

    def known(self, name: str, names: Iterable[str]) -> bool:
        # what was left out for a fault of its own is not missing as well
        return name in names or name in self.broken


def label(thing: Any) -> str:
    """The word by which a record is named in a problem."""
    for key in ("id", "substance", "section", "name", "tag"):
        if hasattr(thing, key):
            return str(getattr(thing, key))
    return str(thing.names[0]) if getattr(thing, "names", ()) else type(thing).__name__.lower()


def _walk(thing: Any, owner: Any) -> Iterator[tuple[Any, Any]]:
    """Every dataclass inside a thing, with the nearest record that has a name."""
    if dataclasses.is_dataclass(thing):
        if any(hasattr(thing, key) for key in ("id", "substance", "section", "names")):
            owner = thing
        yield thing, owner
        for field in dataclasses.fields(thing):
            yield from _walk(getattr(thing, field.name), owner)
    elif isinstance(thing, (tuple, list)):
        for item in thing:
            yield from _walk(item, owner)


def _everything(facts: "Facts") -> Iterator[tuple[Any, Any]]:
    parts: list[Any] = [facts.meta, facts.signs, facts.sections, facts.interactants, facts.products]
    for part in [*parts, facts.ambiguous, facts.known, facts.sources]:
        yield from _walk(part, part)


def _ids(check: _Check) -> None:
    facts = check.facts
    records = [record for section in facts.sections for record in section.records]
    for things in (records + facts.interactants, facts.sources, facts.signs):
        _unique(check, things, lambda thing: [thing.id, *getattr(thing, "formerly", ())], "id")
    _unique(check, facts.sections, lambda section: [section.section, *section.aliases], "section word")
    members = [member for interactant in facts.interactants for member in interactant.members]
    _unique(check, members + facts.known, lambda thing: [label(thing)], "substance")


def _unique(check: _Check, things: Iterable[Any], words: Callable[[Any], list[str]], what: str) -> None:
    seen: dict[str, Any] = {}
    for thing in things:
        for word in words(thing):
            if word in seen:
                first = check.facts.decoder.place(seen[word])
                check.report(thing, label(thing), f"{what} '{word}' stands twice, first at {first.file}:{first.line}")
            seen.setdefault(word, thing)


def _sections(check: _Check) -> None:
    for section in check.facts.sections:
        _file_name(check, section, section.section)
        groups = [group.id for group in section.groups]
        for record in section.records:
            if groups and record.group not in groups:
                check.report(record, record.id, f"group '{record.group}' is not one of {', '.join(groups)}")
            elif record.group and not groups:
                check.report(record, record.id, f"group '{record.group}' is not among the groups of the section")
    for interactant in check.facts.interactants:
        _file_name(check, interactant, interactant.id.removeprefix("ix."))


def _file_name(check: _Check, thing: Section | Interactant, expected: str) -> None:
    file = check.facts.decoder.place(thing).file
    if file.rsplit("/", 1)[-1] != f"{expected}.yaml":
        check.report(thing, label(thing), f"this record belongs into a file named {expected}.yaml")


def _citations(check: _Check) -> None:
    sources = {source.id for source in check.facts.sources}
    for thing, owner in _everything(check.facts):
        if isinstance(thing, (Citation, Rating)) and not check.known(thing.source, sources):
            check.report(thing, label(owner), f"source '{thing.source}' is not in sources.yaml")


def _references(check: _Check) -> None:
    facts = check.facts
    ids = {interactant.id for interactant in facts.interactants}
    signs = {sign.id for sign in facts.signs}
    for pointer in (facts.meta.same_medicine, facts.meta.combined):
        if not check.known(pointer, ids):
            check.report(facts.meta, "facts", f"interactant '{pointer}' is not in interactions/")
    home = next((item for item in facts.interactants if item.id == facts.meta.same_medicine), None)
    if home and facts.meta.medicine not in [member.substance for member in home.members]:
        check.report(home, home.id, f"the medicine itself, '{facts.meta.medicine}', is not one of its substances")
    for thing, owner in _everything(facts):
        for target in thing.about if isinstance(thing, (Question, Interactant)) else ():
            if not check.known(target, check.records):
                check.report(thing, label(owner), f"about: no record has the id '{target}'")
        if isinstance(thing, (Interactant, Member)) and thing.warning_signs and not check.known(thing.warning_signs, signs):
            check.report(thing, label(owner), f"warning_signs '{thing.warning_signs}' is not one of {', '.join(sorted(signs))}")


def _doses(check: _Check) -> None:
    for record in check.records.values():
        if not isinstance(record, Dose):
            continue
        given = [name for name in ("amount", "steps", "relative", "action") if getattr(record, name)]
        if len(given) != 1:
            said = " and ".join(given) or "none"
            check.report(record, record.id, f"exactly one of amount, steps, relative, action says how much; here: {said}")
        if record.as_printed not in record.text:
            check.report(record, record.id, f"as_printed '{record.as_printed}' must stand word for word in text")
        if record.country == "any":
            check.report(record, record.id, "a dose names its country")


def _occurrences(check: _Check) -> None:
    for record in check.records.values():
        for item in record.occurrence if isinstance(record, AdverseReaction) else ():
            _occurrence(check, record.id, item)


def _occurrence(check: _Check, record: str, item: Occurrence) -> None:
    if item.band != "not-stated" and item.figure == "not-stated":
        check.report(item, record, f"band '{item.band}' needs the figure that the source prints")


def _disagreements(check: _Check) -> None:
    for thing, owner in _everything(check.facts):
        if isinstance(thing, Disagreement):
            if len(thing.positions) < 2:
                check.report(thing, label(owner), "a disagreement has two positions or more")
            if thing.shown > len(thing.positions):
                check.report(thing, label(owner), f"shown {thing.shown} is not one of the {len(thing.positions)} positions")


def _statements(check: _Check) -> None:
    mildest = check.facts.vocabulary["levels"][-1].tag if check.facts.vocabulary.get("levels") else ""
    for interactant in check.facts.interactants:
        needed = ["level", "basis", "management", "mechanism", "evidence"]
        if not interactant.about:
            needed.append("effect")
        for name in needed:
            if not getattr(interactant, name):
                check.report(interactant, interactant.id, f"key '{name}' is missing")
        for thing in (interactant, *interactant.members):
            _level(check, thing, mildest)


def _level(check: _Check, thing: Interactant | Member, mildest: str) -> None:
    if not thing.level:
        return
    if not thing.basis:
        check.report(thing, label(thing), "a level needs its own basis")
    if thing.basis == "project":
        if not thing.basis_note:
            check.report(thing, label(thing), "basis 'project' needs basis_note: why")
        if mildest in thing.level.values():
            check.report(thing, label(thing), f"level '{mildest}' can't rest on basis 'project': move it to names/known.yaml")
    elif not thing.citations:
        check.report(thing, label(thing), "a level needs a citation")


def _products(check: _Check) -> None:
    allowed = set(check.substances) | {known.name for known in check.facts.known}
    for product in check.facts.products:
        for ingredient in product.ingredients:
            if not check.known(ingredient.substance, allowed):
                check.report(
                    ingredient, product.name, f"ingredient '{ingredient.substance}' is no substance of interactions/ or known.yaml"
                )
        if (product.contents == "read") != bool(product.citations):
            wanted = "a citation" if product.contents == "read" else "no citation"
            check.report(product, product.name, f"contents '{product.contents}' needs {wanted}")


def _ambiguous(check: _Check) -> None:
    targets = {interactant.id for interactant in check.facts.interactants} | set(check.substances)
    targets |= {name for product in check.facts.products for name in (product.name, *product.also)}
    targets |= {known.name for known in check.facts.known}
    for group in check.facts.ambiguous.ambiguous:
        for reading in group.readings:
            for target in reading.means:
                if not check.known(target, targets):
                    check.report(reading, label(group), f"means: '{target}' is no interactant, substance, product or known name")
    names = {fold(entry.name) for entry in check.entries}
    for pair in check.facts.ambiguous.lookalikes:
        if len(pair.names) < 2:
            check.report(pair, label(pair), "a look-alike group has two names or more")
        for name in pair.names:
            if fold(name) not in names:
                check.report(pair, label(pair), f"look-alike '{name}' is no name in the facts")


def _name_lists(check: _Check) -> None:
    for thing, _ in _everything(check.facts):
        if not isinstance(thing, Names):
            continue
        own = {*thing.also, *thing.words, *thing.slang, *(name for listed in thing.brands.values() for name in listed)}
        for field in ("old", "unread"):
            for name in getattr(thing, field):
                if name not in own:
                    check.report(thing, label(thing), f"{field}: '{name}' is not one of its names")


def _names(check: _Check) -> None:
    """One name leads to one thing, on every rung of the ladder."""
    first: dict[str, NameEntry] = {}
    asked_back = {fold(entry.name) for entry in check.entries if entry.kind == "ambiguous"}
    for entry in check.entries:
        key = fold(entry.name)
        other = first.setdefault(key, entry)
        if _leads_elsewhere(entry, other) and key not in asked_back:
            check.report(entry.owner, label(entry.owner), f"name '{entry.name}' also leads to {_shown(other)}: list it in ambiguous.yaml")
        if entry.kind == "ambiguous" and other.kind == "ambiguous" and entry.target != other.target:
            check.report(entry.owner, label(entry.owner), f"name '{entry.name}' stands in two ambiguous groups")
    bare: dict[str, NameEntry] = {}
    for key, entry in first.items():
        for form in bare_forms(key):
            bare.setdefault(form, entry)
    for key, entry in first.items():
        if key not in asked_back:
            _lower_rungs(check, entry, bare, asked_back)


def _lower_rungs(check: _Check, entry: NameEntry, bare: dict[str, NameEntry], asked_back: set[str]) -> None:
    for rung, form in ladder(entry.name):
        other = bare.get(form)
        if rung == 1 or other is None or not _leads_elsewhere(entry, other) or fold(other.name) in asked_back:
            continue
        if entry.via == "slang" and rung == 5:
            continue
        message = f"name '{entry.name}' becomes '{form}' on rung {rung} of the ladder, which leads to {_shown(other)}"
        check.report(entry.owner, label(entry.owner), f"{message}: list both in ambiguous.yaml")


def _leads_elsewhere(one: NameEntry, other: NameEntry) -> bool:
    if (one.kind, one.target) != (other.kind, other.target):
        return True
    # an everyday word of the whole entry may be the name of one of its members
    return bool(one.substance and other.substance and one.substance != other.substance)


def _shown(entry: NameEntry) -> str:
    return f"{entry.target} ({entry.substance})" if entry.substance else entry.target


def _order(check: _Check) -> None:
    facts = check.facts
    _sorted(check, facts.sources, lambda source: str(source.id))
    _sorted(check, facts.products, lambda product: str(product.name).casefold())
    _sorted(check, facts.known, lambda known: str(known.name).casefold())
    for interactant in facts.interactants:
        _sorted(check, interactant.members, lambda member: str(member.substance).casefold())
    for thing, _ in _everything(facts):
        if isinstance(thing, (Names, Product)):
            _sorted_names(check, thing)


def _sorted(check: _Check, things: Iterable[Any], key: Callable[[Any], str]) -> None:
    last = ""
    for thing in things:
        if key(thing) < last:
            check.report(thing, label(thing), f"out of order: it stands after '{last}'")
        last = key(thing)


def _sorted_names(check: _Check, thing: Names | Product) -> None:
    lists: list[tuple[str, ...]] = [thing.also]
    if isinstance(thing, Names):
        lists += [thing.words, thing.slang, thing.old, thing.unread, *thing.brands.values()]
    for listed in lists:
        folded = [name.casefold() for name in listed]
        if folded != sorted(set(folded)):
            wanted = ", ".join(sorted(set(listed), key=str.casefold))
            check.report(thing, label(thing), f"names are not sorted or stand twice; sorted: {wanted}")


def _ascii(check: _Check) -> None:
    sources = {id(source) for source in check.facts.sources}
    for thing, owner in _everything(check.facts):
        if id(owner) in sources or not dataclasses.is_dataclass(thing):
            continue
        for field in dataclasses.fields(thing):
            value = getattr(thing, field.name)
            for text in [value] if isinstance(value, str) else value if isinstance(value, tuple) else []:
                if isinstance(text, str) and not text.isascii():
                    strange = next(char for char in text if not char.isascii())
                    check.report(thing, label(owner), f"{field.name} holds '{strange}' (U+{ord(strange):04X}); only ASCII is allowed")
