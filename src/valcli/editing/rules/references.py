"""Whatever points at something else: citations, ids of records and interactants, sets of signs."""

from collections.abc import Iterator

from valcli.editing.problems import near
from valcli.editing.rules.every_text import Base
from valcli.editing.rules.examples import entry, numbers, said
from valcli.editing.rules.rule import LOAD, Example, Found, rule
from valcli.model.facts import label
from valcli.model.interactions import Interactant, Member, Rating
from valcli.model.leaflet import Claim, Question
from valcli.model.shared import Citation, LeafletPart
from valcli.text.fold import fold

_ARTICLE = "article"
_GOOD = said("Ask your doctor.")
_TWO = numbers("us", "uk")


@rule(
    "L-citations",
    "citations lead to a source",
    "A statement whose source can't be found can't be trusted.",
    rejects=Example(_GOOD.file, _GOOD.text.replace("label-us", "label-fr")),
    passes=_GOOD,
    stage=LOAD,
)
def _citations(base: Base) -> Iterator[Found]:
    sources = {source.id for source in base.facts.sources}
    for thing, owner in base.everything:
        if isinstance(thing, (Citation, Rating)) and not base.exists(thing.source, sources):
            message = f"source '{thing.source}' is not in sources.yaml; add it there, or mend the id{near(thing.source, sources)}"
            yield Found(thing, "source", message, label(owner), missing=thing.source)


@rule(
    "L-references",
    "ids that are pointed at exist",
    "A pointer to nothing loses the warning behind it.",
    rejects=entry("warning_signs: zz\n"),
    passes=entry("warning_signs: breathing\n"),
    stage=LOAD,
)
def _references(base: Base) -> Iterator[Found]:
    yield from _medicine(base)
    interactants = {interactant.id for interactant in base.facts.interactants}
    signs = {sign.id for sign in base.facts.signs}
    for thing, owner in base.everything:
        if isinstance(thing, (Question, Interactant)):
            yield from _about(base, thing)
        if isinstance(thing, Claim):
            yield from _claim(base, thing, interactants)
        if isinstance(thing, LeafletPart):
            yield from _part(base, thing, signs)
        if isinstance(thing, (Interactant, Member)) and thing.warning_signs and not base.exists(thing.warning_signs, signs):
            listed = ", ".join(sorted(signs))
            message = f"warning_signs '{thing.warning_signs}' is not one of {listed}{near(thing.warning_signs, signs)}"
            yield Found(thing, "warning_signs", message, label(owner), missing=thing.warning_signs)


def _part(base: Base, part: LeafletPart, signs: set[str]) -> Iterator[Found]:
    """What a part of the page to hand over points at."""
    sections = {section.section for section in base.facts.sections}
    for field, ids, there in (
        ("signs", part.signs, signs),
        ("section", (part.section,) if part.section else (), sections),
        ("records", part.records, base.by_id),
    ):
        for target in ids:
            if not base.exists(target, there):
                yield Found(
                    part, field, f"{field}: nothing has the id '{target}'; name one that exists{near(target, there)}", "facts"
                )


def _medicine(base: Base) -> Iterator[Found]:
    facts = base.facts
    ids = {interactant.id for interactant in facts.interactants}
    pointer = facts.meta.same_medicine
    if not base.exists(pointer, ids):
        message = f"interactant '{pointer}' is not in interactions/{near(pointer, ids)}"
        yield Found(facts.meta, "", message, "facts", missing=pointer)
    places = [part for part in facts.meta.leaflet if not (part.signs or part.section or part.records)]
    if facts.meta.leaflet and len(places) != 1:
        message = f"{len(places)} parts hold nothing; exactly one does: the place of the names asked about"
        yield Found(facts.meta, "leaflet", message, "facts")
    home = next((item for item in facts.interactants if item.id == facts.meta.same_medicine), None)
    if home and facts.meta.medicine not in [member.substance for member in home.members]:
        yield Found(home, "", f"the medicine itself, '{facts.meta.medicine}', is not one of its substances", home.id)


@rule(
    "L-sets",
    "what speaks of a set or an emergency exists",
    "Without it a set that adds up is answered as if nothing were known of it.",
    rejects=Example(_TWO.file, _TWO.text.replace("ix.several\n", "ix.several\ncombined_milder: ix.zz\n"), whole=True),
    passes=Example(_TWO.file, _TWO.text.replace("ix.several\n", "ix.several\ncombined_milder: ix.alcohol\n"), whole=True),
    stage=LOAD,
)
def _sets(base: Base) -> Iterator[Found]:
    ids = {interactant.id for interactant in base.facts.interactants}
    meta = base.facts.meta
    worse = {thing for item in meta.worse for thing in item.of}
    street = {thing for item in meta.illicit for thing in (item.entry, *item.of)}
    for pointer in sorted({*meta.of_sets(), *worse, *street, meta.urgent} - {""}):
        if not base.exists(pointer, ids):
            message = (
                f"interactant '{pointer}' is to speak of sets or of emergencies, and is not in interactions/{near(pointer, ids)}"
            )
            yield Found(base.facts.meta, "", message, "facts")


@rule(
    "L-of",
    "a form or a use of a substance says of which one",
    "Else two packs of one substance are not told to be the same.",
    rejects=entry("members: [{substance: zz drops, of: zzamol}]\n"),
    passes=entry("members: [{substance: zz drops, of: paracetamol}]\n"),
    stage=LOAD,
)
def _of(base: Base) -> Iterator[Found]:
    names = {fold(name.name) for name in base.names}
    for item in base.facts.interactants:
        for member in item.members:
            if member.of and fold(member.of) not in names:
                yield Found(member, "of", f"no name is '{member.of}'; name the substance as it stands here", member.substance)


def _about(base: Base, thing: Question | Interactant) -> Iterator[Found]:
    for target in thing.about:
        if not base.exists(target, base.by_id):
            message = f"about: no record has the id '{target}'; name one that exists{near(target, base.by_id)}"
            yield Found(thing, "about", message, thing.id, missing=target)


def _claim(base: Base, claim: Claim, interactants: set[str]) -> Iterator[Found]:
    types = {source.id: source.type for source in base.facts.sources}
    if not base.exists(claim.article, types):
        message = f"article '{claim.article}' is not in sources.yaml; name a source of type 'article'"
        yield Found(claim, "article", message, claim.id, missing=claim.article)
    elif types.get(claim.article, _ARTICLE) != _ARTICLE:
        message = f"article '{claim.article}' is a source of type '{types[claim.article]}'"
        yield Found(claim, "article", f"{message}; a claim is one of an article: name a source of type 'article'", claim.id)
    for target in claim.facts:
        if not base.exists(target, base.by_id) and target not in interactants:
            message = f"facts: nothing has the id '{target}'; name a record that exists"
            told = f"{message}{near(target, (*base.by_id, *interactants))}"
            yield Found(claim, "facts", told, claim.id, missing=target)
