"""What a single statement needs to be one: a dose its amount, a level its reason, a country its number to call."""

import re
from collections.abc import Iterator

from valcli.editing.rules.every_text import Base
from valcli.editing.rules.examples import dose, entry, numbers, reaction, said
from valcli.editing.rules.rule import LOAD, Example, Found, rule
from valcli.model.facts import fields_of, label
from valcli.model.interactions import Interactant, Member
from valcli.model.leaflet import Dose
from valcli.model.shared import Disagreement

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_ANYWHERE, _OWN_JUDGEMENT, _NOT_STATED = "any", "project", "not-stated"
_TYPED = "amount: {low: 2, high: 2, unit: mg, per: dose}"
_GOOD = said("Ask your doctor.")


_ONE_SIDE = """\
    disagreement:
      question: Which?
      positions:
        - {says: This., citations: [{source: label-us, locator: a, read: seen}]}
"""


_TWO_SIDES = _ONE_SIDE + _ONE_SIDE.splitlines(keepends=True)[-1]
_SHOWN = "      shown: 1\n      reason: It is newer.\n"


@rule(
    "L-emergency",
    "every country has a number to call",
    "Whoever can't wake somebody needs the number at once, and that of another country helps nobody.",
    rejects=numbers("us"),
    passes=numbers("us", "uk"),
    stage=LOAD,
)
def _emergency(base: Base) -> Iterator[Found]:
    called = {item.country for item in base.facts.meta.emergency}
    for country in base.countries:
        if country not in called:
            message = f"there is no number to call in {country}; add it with its citation, or take has_levels from this country"
            yield Found(base.facts.meta, "emergency", message, "facts")


@rule(
    "L-doses",
    "a dose says how much, in one way, for one country",
    "Two amounts for one dose are one too many.",
    rejects=dose("In the US, it is 2 mg.", f"{_TYPED}\n    action: reduce"),
    passes=dose("In the US, it is 2 mg.", _TYPED),
    stage=LOAD,
)
def _doses(base: Base) -> Iterator[Found]:
    for record in base.doses:
        given = [name for name in ("amount", "steps", "relative", "action") if getattr(record, name)]
        if len(given) != 1:
            here = " and ".join(given) or "none"
            yield Found(record, "", f"exactly one of amount, steps, relative, action says how much; here: {here}", record.id)
        if record.as_printed not in record.text:
            yield _unprinted(base, record)
        if record.country == _ANYWHERE:
            yield Found(record, "", "a dose names its country; add the line 'country: us' or another one", record.id)


def _unprinted(base: Base, record: Dose) -> Found:
    """Text and as_printed differ: the fault is at the one that the clinical text speaks against."""
    exact = set(_FIGURE.findall(record.clinical))
    misprinted = [figure for figure in _FIGURE.findall(record.as_printed) if figure not in exact]
    field = "as_printed" if misprinted and exact.issuperset(_FIGURE.findall(record.text)) else "text"
    other = base.facts.place(record, "text" if field == "as_printed" else "as_printed").line
    message = f"as_printed '{record.as_printed}' must stand word for word in text (the other one: line {other})"
    return Found(record, field, message, record.id, misprinted[0] if field == "as_printed" else _in_both(record))


def _in_both(record: Dose) -> str:
    """As much of the start or of the end of as_printed as stands in the text."""
    printed = record.as_printed
    ends = [*(printed[:size] for size in range(len(printed), 0, -1)), *(printed[size:] for size in range(len(printed)))]
    return max((part for part in ends if part in record.text), key=len, default="").strip()


@rule(
    "L-occurrences",
    "a band has its figure",
    "A frequency word without a number is read as far more than it means.",
    rejects=reaction("Ask.", occurrence="band: common, figure: not-stated"),
    passes=reaction("Ask."),
    stage=LOAD,
)
def _occurrences(base: Base) -> Iterator[Found]:
    for record in base.reactions:
        for item in record.occurrence:
            if item.band != _NOT_STATED and item.figure == _NOT_STATED:
                message = f"band '{item.band}' needs the figure that the source prints; without one the band is 'not-stated'"
                yield Found(item, "band", message, record.id)


@rule(
    "L-disagreements",
    "a disagreement has two sides",
    "One side alone is no disagreement, and the reader can't weigh it.",
    rejects=Example(_GOOD.file, _GOOD.text + _ONE_SIDE + _SHOWN),
    passes=Example(_GOOD.file, _GOOD.text + _TWO_SIDES + _SHOWN),
    stage=LOAD,
)
def _disagreements(base: Base) -> Iterator[Found]:
    for thing, owner in base.everything:
        if isinstance(thing, Disagreement):
            if len(thing.positions) < 2:
                message = "a disagreement has two positions or more; add the other side, or remove it"
                yield Found(thing, "positions", message, label(owner))
            if thing.shown > len(thing.positions):
                message = f"shown {thing.shown} is not one of the {len(thing.positions)} positions"
                yield Found(thing, "shown", message, label(owner))


@rule(
    "L-statements",
    "a level has basis, reason and citation",
    "A level without a source is an opinion, and the mildest one is never ours.",
    rejects=Example(entry().file, entry().text.replace("basis: label", "basis: project"), whole=True),
    passes=entry(),
    stage=LOAD,
)
def _statements(base: Base) -> Iterator[Found]:
    for interactant in base.facts.interactants:
        needed = ["level", "basis", "management", "mechanism", "evidence"]
        if not interactant.about:
            needed.append("effect")
        for name in needed:
            if not getattr(interactant, name):
                message = f"key '{name}' is missing: {fields_of(interactant)[name].doc}; add the line"
                yield Found(interactant, "", message, interactant.id)
        things: list[Interactant | Member] = [interactant, *interactant.members]
        for thing in (thing for thing in things if thing.level):
            yield from _level(base, thing)


def _level(base: Base, thing: Interactant | Member) -> Iterator[Found]:
    if not thing.basis:
        yield Found(thing, "level", "a level needs its own basis; add the line 'basis: ...'", label(thing))
    if not set(thing.level) <= {*base.countries, _ANYWHERE}:
        allowed = f"{', '.join(base.countries)} and {_ANYWHERE}"
        yield Found(thing, "level", f"level: countries are {allowed}; here: {', '.join(thing.level)}", label(thing))
    if thing.basis == _OWN_JUDGEMENT:
        if not thing.basis_note:
            yield Found(thing, "basis", "basis 'project' needs basis_note: why; add the line", label(thing))
        mildest = base.levels[-1] if base.levels else ""
        if mildest in thing.level.values():
            message = f"level '{mildest}' can't rest on basis 'project': move it to names/known.yaml"
            yield Found(thing, "level", message, label(thing))
    # a member may lean on what is cited for the whole, but only for a judgement that is ours
    if not thing.citations and (thing.basis != _OWN_JUDGEMENT or isinstance(thing, Interactant)):
        yield Found(thing, "level", "a level needs a citation; say under 'citations' where it was read", label(thing))
