"""What only shows when all files are read together: ids, citations, references, names."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from valcli.editing.problems import Problem, near
from valcli.editing.rules.link_check import Check
from valcli.editing.rules.links_names import check_ambiguous, check_name_lists, check_names, check_order, check_products
from valcli.editing.rules.links_search import check_search
from valcli.model import interactions, leaflet, shared
from valcli.model.facts import fields_of, label
from valcli.model.frozen import is_declared, shape
from valcli.model.interactions import Interactant, Member, Rating
from valcli.model.leaflet import RECORD_CLASSES, AdverseReaction, Claim, Dose, Occurrence, Question, Section
from valcli.model.shared import Citation, Disagreement
from valcli.text.fold import fold

if TYPE_CHECKING:
    from valcli.model.facts import Facts


def check_links(facts: "Facts") -> list[Problem]:
    """Every fault between records of a fact base whose files are each well formed."""
    check = Check(facts)
    for check.rule, rule in LINK_RULES.items():
        rule(check)
    return check.problems


_ARTICLE = "article"
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


# the words that the program itself speaks of; every group that a field names must be there too
_SPOKEN = {
    "statuses": ("interaction", "none-known", "no-data", "ambiguous", "same-medicine", "not-recognised"),
    "reasons": ("not-in-facts", "empty", "too-long", "control-characters"),
    "via": ("generic", "brand", "patient-word", "slang", "product"),
    "contents": ("read", "unread", "beside", "trace"),
    "availabilities": ("old",),
    "countries": ("us", "uk", "any"),
    "bases": ("project",),
    "bands": ("not-stated",),
    "source_types": (_ARTICLE,),
    "record_kinds": tuple(RECORD_CLASSES),
}


def _vocabulary(check: Check) -> None:
    groups = {group: [term.tag for term in terms] for group, terms in check.facts.vocabulary.items()}
    wanted = [field.words for cls in _model_classes() for field in shape(cls).values() if field.words]
    needed: dict[str, tuple[str, ...]] = {**dict.fromkeys(wanted, ()), **_SPOKEN}
    for group, tags in needed.items():
        if not groups.get(group):
            check.report(check.facts.meta, "vocabulary", f"vocabulary.yaml has no group '{group}'")
        for tag in tags:
            if groups.get(group) and tag not in groups[group]:
                check.report(check.facts.meta, "vocabulary", f"group '{group}' of vocabulary.yaml has no word '{tag}'")
    routes = groups.get("routes", [])
    for term in (term for terms in check.facts.vocabulary.values() for term in terms):
        for route in term.routes:
            if route not in routes:
                check.report(check.facts.meta, "vocabulary", f"'{term.tag}': route '{route}' is not one of {', '.join(routes)}")


def _model_classes() -> list[type]:
    kinds = {**vars(shared), **vars(leaflet), **vars(interactions)}
    return [item for item in kinds.values() if is_declared(item)]


def _ids(check: Check) -> None:
    facts = check.facts
    records = [record for section in facts.sections for record in section.records]
    for things in (records + facts.interactants, facts.sources, facts.signs, facts.claims, facts.glossary):
        _unique(check, things, lambda thing: [thing.id, *getattr(thing, "formerly", ())], "id")
    _unique(check, facts.sections, lambda section: [fold(word) for word in (section.section, *section.aliases)], "section word")
    for section in facts.sections:
        _unique(check, section.groups, lambda group: [group.id], f"group of section {section.section}")
    _unique(check, facts.products, lambda product: [product.name], "product")
    members = [member for interactant in facts.interactants for member in interactant.members]
    _unique(check, members + facts.known, lambda thing: [label(thing)], "substance")


def _unique(check: Check, things: Iterable[Any], words: Callable[[Any], list[str]], what: str) -> None:
    seen: dict[str, Any] = {}
    for thing in things:
        for word in words(thing):
            if word in seen:
                first = check.facts.places.of(seen[word])
                check.report(
                    thing,
                    label(thing),
                    f"{what} '{word}' stands twice, first at {first.file}:{first.line}; choose another one",
                    "id",
                )
            seen.setdefault(word, thing)


def _sections(check: Check) -> None:
    for section in check.facts.sections:
        _file_name(check, section, section.section)
        groups = [group.id for group in section.groups]
        for record in section.records:
            if groups and record.group not in groups:
                said = f"group '{record.group}' is not" if record.group else "group is missing; it is"
                check.report(record, record.id, f"{said} one of {', '.join(groups)}{near(record.group, groups)}", "group")
            elif record.group and not groups:
                check.report(
                    record,
                    record.id,
                    f"group '{record.group}' is not among the groups of the section, which has none: remove the line",
                    "group",
                )
    for interactant in check.facts.interactants:
        _file_name(check, interactant, interactant.id.removeprefix("ix."))


def _file_name(check: Check, thing: Section | Interactant, expected: str) -> None:
    file = check.facts.places.of(thing).file
    if file.rsplit("/", 1)[-1] != f"{expected}.yaml":
        check.report(
            thing, label(thing), f"this record belongs into a file named {expected}.yaml; rename the file, or mend the id", "id"
        )


def _citations(check: Check) -> None:
    sources = {source.id for source in check.facts.sources}
    for thing, owner in check.everything:
        if isinstance(thing, (Citation, Rating)) and not check.known(thing.source, sources):
            check.report(
                thing,
                label(owner),
                f"source '{thing.source}' is not in sources.yaml; add it there, or mend the id{near(thing.source, sources)}",
                "source",
            )


def _references(check: Check) -> None:
    facts = check.facts
    ids = {interactant.id for interactant in facts.interactants}
    signs = {sign.id for sign in facts.signs}
    for pointer in (facts.meta.same_medicine, facts.meta.combined):
        if not check.known(pointer, ids):
            check.report(facts.meta, "facts", f"interactant '{pointer}' is not in interactions/{near(pointer, ids)}")
    home = next((item for item in facts.interactants if item.id == facts.meta.same_medicine), None)
    if home and facts.meta.medicine not in [member.substance for member in home.members]:
        check.report(home, home.id, f"the medicine itself, '{facts.meta.medicine}', is not one of its substances")
    for thing, owner in check.everything:
        for target in thing.about if isinstance(thing, (Question, Interactant)) else ():
            if not check.known(target, check.records):
                check.report(
                    thing,
                    label(owner),
                    f"about: no record has the id '{target}'; name one that exists{near(target, check.records)}",
                    "about",
                )
        if isinstance(thing, Claim):
            _claim(check, thing, ids)
        if isinstance(thing, (Interactant, Member)) and thing.warning_signs and not check.known(thing.warning_signs, signs):
            listed = ", ".join(sorted(signs))
            check.report(
                thing,
                label(owner),
                f"warning_signs '{thing.warning_signs}' is not one of {listed}{near(thing.warning_signs, signs)}",
                "warning_signs",
            )


def _claim(check: Check, claim: Claim, interactants: set[str]) -> None:
    others = {source.id: source.type for source in check.facts.sources if source.type != _ARTICLE}
    if not check.known(claim.article, {source.id for source in check.facts.sources}):
        check.report(
            claim, claim.id, f"article '{claim.article}' is not in sources.yaml; name a source of type 'article'", "article"
        )
    elif claim.article in others:
        message = f"article '{claim.article}' is a source of type '{others[claim.article]}'"
        check.report(claim, claim.id, f"{message}; a claim is one of an article: name a source of type 'article'", "article")
    for target in claim.facts:
        if not check.known(target, check.records) and target not in interactants:
            check.report(
                claim,
                claim.id,
                f"facts: nothing has the id '{target}'; name a record that exists{near(target, (*check.records, *interactants))}",
                "facts",
            )


def _doses(check: Check) -> None:
    for record in check.records.values():
        if not isinstance(record, Dose):
            continue
        given = [name for name in ("amount", "steps", "relative", "action") if getattr(record, name)]
        if len(given) != 1:
            said = " and ".join(given) or "none"
            check.report(record, record.id, f"exactly one of amount, steps, relative, action says how much; here: {said}")
        if record.as_printed not in record.text:
            _unprinted(check, record)
        if record.country == "any":
            check.report(record, record.id, "a dose names its country; add the line 'country: us' or another one")


def _unprinted(check: Check, record: Dose) -> None:
    """Report that text and as_printed differ, at the one that the clinical text speaks against."""
    exact = set(_FIGURE.findall(record.clinical))
    misprinted = [figure for figure in _FIGURE.findall(record.as_printed) if figure not in exact]
    field = "as_printed" if misprinted and exact.issuperset(_FIGURE.findall(record.text)) else "text"
    other = check.facts.places.of(record, "text" if field == "as_printed" else "as_printed").line
    message = f"as_printed '{record.as_printed}' must stand word for word in text (the other one: line {other})"
    check.report(record, record.id, message, field, misprinted[0] if field == "as_printed" else _shared(record))


def _shared(record: Dose) -> str:
    """As much of the start or of the end of as_printed as stands in the text."""
    printed = record.as_printed
    ends = [*(printed[:size] for size in range(len(printed), 0, -1)), *(printed[size:] for size in range(len(printed)))]
    return max((part for part in ends if part in record.text), key=len, default="").strip()


def _occurrences(check: Check) -> None:
    for record in check.records.values():
        for item in record.occurrence if isinstance(record, AdverseReaction) else ():
            _occurrence(check, record.id, item)


def _occurrence(check: Check, record: str, item: Occurrence) -> None:
    if item.band != "not-stated" and item.figure == "not-stated":
        check.report(
            item,
            record,
            f"band '{item.band}' needs the figure that the source prints; without one the band is 'not-stated'",
            "band",
        )


def _disagreements(check: Check) -> None:
    for thing, owner in check.everything:
        if isinstance(thing, Disagreement):
            if len(thing.positions) < 2:
                check.report(
                    thing, label(owner), "a disagreement has two positions or more; add the other side, or remove it", "positions"
                )
            if thing.shown > len(thing.positions):
                check.report(
                    thing, label(owner), f"shown {thing.shown} is not one of the {len(thing.positions)} positions", "shown"
                )


def _statements(check: Check) -> None:
    mildest = check.facts.vocabulary["levels"][-1].tag if check.facts.vocabulary.get("levels") else ""
    for interactant in check.facts.interactants:
        needed = ["level", "basis", "management", "mechanism", "evidence"]
        if not interactant.about:
            needed.append("effect")
        for name in needed:
            if not getattr(interactant, name):
                check.report(
                    interactant, interactant.id, f"key '{name}' is missing: {fields_of(interactant)[name].doc}; add the line"
                )
        things: list[Interactant | Member] = [interactant, *interactant.members]
        for thing in things:
            _level(check, thing, mildest)


def _level(check: Check, thing: Interactant | Member, mildest: str) -> None:
    if not thing.level:
        return
    if not thing.basis:
        check.report(thing, label(thing), "a level needs its own basis; add the line 'basis: ...'", "level")
    if not set(thing.level) <= {"us", "uk", "any"}:
        check.report(thing, label(thing), f"level: countries are us, uk and any; here: {', '.join(thing.level)}", "level")
    if thing.basis == "project":
        if not thing.basis_note:
            check.report(thing, label(thing), "basis 'project' needs basis_note: why; add the line", "basis")
        if mildest in thing.level.values():
            check.report(
                thing, label(thing), f"level '{mildest}' can't rest on basis 'project': move it to names/known.yaml", "level"
            )
    # a member may lean on what is cited for the whole, but only for a judgement that is ours
    if not thing.citations and (thing.basis != "project" or isinstance(thing, Interactant)):
        check.report(thing, label(thing), "a level needs a citation; say under 'citations' where it was read", "level")


def _ascii(check: Check) -> None:
    sources = {id(source) for source in check.facts.sources}
    for thing, owner in check.everything:
        if id(owner) in sources:
            continue
        for field in fields_of(thing):
            for text in _texts(getattr(thing, field)):
                if not text.isascii():
                    strange = next(char for char in text if not char.isascii())
                    allowed = "only ASCII is allowed: write ' for a curly quote, - for a dash"
                    check.report(
                        thing, label(owner), f"{field} holds '{strange}' (U+{ord(strange):04X}); {allowed}", field, strange
                    )


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (tuple, dict)):
        # names by country are a dictionary of lists
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)


# the id under which each of them reports
LINK_RULES: dict[str, Callable[[Check], None]] = {
    "L-vocabulary": _vocabulary,
    "L-ids": _ids,
    "L-sections": _sections,
    "L-citations": _citations,
    "L-references": _references,
    "L-doses": _doses,
    "L-occurrences": _occurrences,
    "L-disagreements": _disagreements,
    "L-statements": _statements,
    "L-products": check_products,
    "L-ambiguous": check_ambiguous,
    "L-name-lists": check_name_lists,
    "L-names": check_names,
    "L-order": check_order,
    "L-search": check_search,
    "L-ascii": _ascii,
}
