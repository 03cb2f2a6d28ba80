"""Ids, words and the places where records stand: unique, listed, and once published there for ever."""

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import Any

from valcli.editing.problems import near
from valcli.editing.rules.every_text import Base
from valcli.editing.rules.examples import said
from valcli.editing.rules.rule import LOAD, Example, Found, rule
from valcli.model import interactions, leaflet, shared
from valcli.model.facts import label
from valcli.model.frozen import is_declared, shape
from valcli.model.interactions import Interactant, Known, Member
from valcli.model.leaflet import RECORD_CLASSES, Section
from valcli.text.fold import fold

# the words that the program itself speaks of; every group that a field names must be there too
_SPOKEN = {
    "statuses": ("interaction", "none-known", "no-data", "ambiguous", "same-medicine", "not-recognised"),
    "reasons": ("not-in-facts", "empty", "too-long", "control-characters", "encoding"),
    "via": ("generic", "brand", "patient-word", "slang", "product", "code"),
    "contents": ("read", "unread", "beside", "trace"),
    "availabilities": ("old",),
    "countries": ("any",),
    "bases": ("project",),
    "bands": ("not-stated",),
    "source_types": ("article",),
    "record_kinds": tuple(RECORD_CLASSES),
}
_GOOD = said("Ask your doctor.")
PUBLISHED = "I1"


@rule(
    "L-vocabulary",
    "every closed word is listed",
    "A word without a meaning can't be explained to the reader.",
    rejects=Example("vocabulary.yaml", "zz:\n  - {tag: zz, label: zz, meaning: An example., routes: [zz]}\n"),
    passes=Example("vocabulary.yaml", "zz:\n  - {tag: zz, label: zz, meaning: An example.}\n"),
    stage=LOAD,
)
def _vocabulary(base: Base) -> Iterator[Found]:
    groups = {group: base.facts.tags(group) for group in base.facts.vocabulary}
    wanted = [field.words for cls in _model_classes() for field in shape(cls).values() if field.words]
    needed: dict[str, tuple[str, ...]] = {**dict.fromkeys(wanted, ()), **_SPOKEN}
    for group, tags in needed.items():
        if not groups.get(group):
            yield _unlisted(base, f"vocabulary.yaml has no group '{group}'")
        for tag in tags:
            if groups.get(group) and tag not in groups[group]:
                yield _unlisted(base, f"group '{group}' of vocabulary.yaml has no word '{tag}'")
    if groups.get("countries") and not base.countries:
        yield _unlisted(base, "no country of vocabulary.yaml has the key has_levels; add 'has_levels: true' to one")
    routes = groups.get("routes", [])
    for term in (term for terms in base.facts.vocabulary.values() for term in terms):
        for route in term.routes:
            if route not in routes:
                yield _unlisted(base, f"'{term.tag}': route '{route}' is not one of {', '.join(routes)}")


@rule(
    "L-kind-levels",
    "a kind of thing names levels that there are",
    "Words for a level that nothing has are never printed, and the usual words stand where they do not fit.",
    rejects=Example("vocabulary.yaml", "zz:\n  - {tag: zz, label: zz, meaning: An example., levels: [{level: zz, label: Zz}]}\n"),
    passes=Example(
        "vocabulary.yaml", "zz:\n  - {tag: zz, label: zz, meaning: An example., levels: [{level: avoid, label: Zz}]}\n"
    ),
    stage=LOAD,
)
def _kind_levels(base: Base) -> Iterator[Found]:
    levels = base.facts.tags("levels")
    for terms in base.facts.vocabulary.values():
        for term in terms:
            for words in term.levels:
                if words.level not in levels:
                    yield _unlisted(base, f"'{term.tag}': level '{words.level}' is not one of {', '.join(levels)}")


def _unlisted(base: Base, message: str) -> Found:
    return Found(base.facts.meta, "", message, "vocabulary")


def _model_classes() -> list[type]:
    kinds = {**vars(shared), **vars(leaflet), **vars(interactions)}
    return [item for item in kinds.values() if is_declared(item)]


@rule(
    "L-ids",
    "ids are unique for ever",
    "An id that moves leads whoever cited it to another statement.",
    rejects=Example(_GOOD.file, _GOOD.text.replace("box.example", "box.stop")),
    passes=_GOOD,
    stage=LOAD,
)
def _unique_ids(base: Base) -> Iterator[Found]:
    facts = base.facts
    for things in ([*facts.records(), *facts.interactants], facts.sources, facts.signs, facts.claims, facts.glossary):
        yield from _unique(base, things, lambda thing: [thing.id, *getattr(thing, "formerly", ())], "id")
    yield from _unique(
        base, facts.sections, lambda section: [fold(word) for word in (section.section, *section.aliases)], "section word"
    )
    for section in facts.sections:
        yield from _unique(base, section.groups, lambda group: [group.id], f"group of section {section.section}")
    yield from _unique(base, facts.products, lambda product: [product.name], "product")
    yield from _unique(base, [*facts.members(), *facts.known], lambda thing: [label(thing)], "substance")


def _unique(base: Base, things: Iterable[Any], words: Callable[[Any], list[str]], what: str) -> Iterator[Found]:
    seen: dict[str, Any] = {}
    for thing in things:
        for word in words(thing):
            if word in seen:
                first = base.facts.place(seen[word])
                where = f"{first.file}:{first.line}"
                cure = "keep one of the two records" if what in ("substance", "product") else "choose another one"
                message = f"{what} '{word}' stands twice, first at {where}; {cure}"
                if isinstance(thing, Known) and isinstance(seen[word], Member):
                    # the commonest edit there is: a source was found, and the name moved
                    message = f"'{word}' has a statement now, at {where}; delete this record, with its brands"
                yield Found(thing, "id", message, label(thing))
            seen.setdefault(word, thing)


@rule(
    "L-sections",
    "records stand where they belong",
    "A record under no heading is not printed under any.",
    rejects=Example(_GOOD.file, _GOOD.text.replace("group: always", "group: never")),
    passes=_GOOD,
    stage=LOAD,
)
def _sections(base: Base) -> Iterator[Found]:
    for section in base.facts.sections:
        yield from _file_name(base, section, section.section)
        yield from _groups(section)
        # a section whose records are all broken has them all the same
        if not section.records and not base.facts.places.broken:
            yield Found(section, "section", "a section has records; add them below the line 'records:'", section.section)
    for interactant in base.facts.interactants:
        yield from _file_name(base, interactant, interactant.id.removeprefix("ix."))


def _groups(section: Section) -> Iterator[Found]:
    groups = [group.id for group in section.groups]
    for record in section.records:
        if groups and record.group not in groups:
            what = f"group '{record.group}' is not" if record.group else "group is missing; it is"
            yield Found(record, "group", f"{what} one of {', '.join(groups)}{near(record.group, groups)}", record.id)
        elif record.group and not groups:
            message = f"group '{record.group}' is not among the groups of the section, which has none: remove the line"
            yield Found(record, "group", message, record.id)


def _file_name(base: Base, thing: Section | Interactant, expected: str) -> Iterator[Found]:
    file = base.facts.place(thing).file
    if file.rsplit("/", 1)[-1] != f"{expected}.yaml":
        message = f"this record belongs into a file named {expected}.yaml; rename the file, or mend the id"
        yield Found(thing, "id", message, label(thing))


def _published(ids: str) -> Example:
    return Example("ids.yaml", f"published: [{ids}]\n", whole=True)


@rule(
    PUBLISHED,
    "a published id stays",
    "Scripts, notes and links hold ids: one that is gone, or that means another thing, misleads whoever follows it.",
    rejects=_published("box.gone, box.stop"),
    passes=_published("box.old-stop, box.stop"),
)
def _stays(base: Base) -> Iterator[Found]:
    facts = base.facts
    named: list[Any] = [*facts.records(), *facts.interactants, *facts.sources, *facts.signs, *facts.claims, *facts.glossary]
    alive = {section.section for section in facts.sections}
    for thing in named:
        alive |= {thing.id, *getattr(thing, "formerly", ())}
    retired = {item.id: item for item in base.ids.retired}
    for word in base.ids.published:
        if not base.exists(word, alive) and word not in retired:
            message = (
                f"id '{word}' was published and is gone; put the record back, or its id into 'formerly' of what took its place"
            )
            yield Found(base.ids, "published", f"{message}, or list it under 'retired' with the reason", word, word, word)
    for word, item in retired.items():
        if word in alive:
            yield Found(item, "id", f"id '{word}' is retired and used again; give the record a new id", word)
    for one, two in pairwise(base.ids.published):
        if two <= one:
            yield Found(
                base.ids,
                "published",
                f"'{two}' stands after '{one}'; sort the list, each id once (valcli check --fix sorts)",
                two,
                two,
            )
