"""Doses: the typed figures, the printed ones and the bounds must say the same."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from valcli.editing.rules.every_text import Base
from valcli.editing.rules.examples import dose, highest, said
from valcli.editing.rules.rule import Found, in_text, rule
from valcli.model.facts import label
from valcli.model.leaflet import Amount, Dose, Maximum

FIGURE = r"\d+(?:,\d{3})*(?:\.\d+)?"


_QUANTITY = re.compile(
    rf"((?:{FIGURE}(?:, | to | or | and | ?- ?))*{FIGURE}) ?"
    r"(mg|milligrams?|mcg|micrograms?|g|grams?|mL|ml|L|litres?)\b( for each kg| ?/ ?kg)?"
)


_UNIT_WORDS = {"milligram": "mg", "microgram": "mcg", "gram": "g", "ml": "mL", "litre": "L"}
_SECOND = "second"
_TIMES = re.compile(r"((?:\d+ (?:or|to) )?\d+ times) (?:a|every|each) (?:day|week)\b")
_DOWN = re.compile(r"(?<!from )(?<![\d.,])(\d+(?:\.\d+)?) to (\d+(?:\.\d+)?) (?:mg|mcg|g|mL)\b")
_LOOK_UP = "look it up in the source, and mend the wrong one"
_TWO_MG = "amount: {low: 2, high: 2, unit: mg, per: dose}"


class Typed(NamedTuple):
    """One typed figure of a dose, with the object that holds it."""

    thing: Amount | Maximum
    field: str
    figure: str
    unit: str
    per: str


def typed(item: Dose) -> Iterator[Typed]:
    """Every figure that a dose gives as data."""
    for amount in [*([item.amount] if item.amount else []), *(step.amount for step in item.steps)]:
        for field in ("low", "high"):
            yield Typed(amount, field, getattr(amount, field), amount.unit, amount.per)
    if item.maximum:
        yield Typed(item.maximum, "amount", item.maximum.amount, item.maximum.unit, item.maximum.per)


def amounts(text: str) -> list[tuple[str, str]]:
    """Every figure with its unit, as the vocabulary labels it, that a text holds, as often as it stands there."""
    found = []
    for figures, unit, per_weight in _QUANTITY.findall(text):
        word = _UNIT_WORDS.get(unit.removesuffix("s"), unit)
        shown = f"{word} for each kg" if per_weight else word
        found += [(figure.replace(",", ""), shown) for figure in re.findall(FIGURE, figures)]
    return found


def quantities(text: str) -> set[tuple[str, str]]:
    """Every figure with its unit that a text holds."""
    return set(amounts(text))


@rule(
    "D1",
    "typed figures stand in the text",
    "A figure that differs between data and text reaches somebody as a wrong dose.",
    rejects=dose("In the US, it is 2 mg.", "amount: {low: 20, high: 20, unit: mg, per: dose}"),
    passes=dose("In the US, it is 2 mg.", _TWO_MG),
)
def _typed_in_text(base: Base) -> Iterator[Found]:
    for item in base.doses:
        printed = quantities(item.text)
        for one in typed(item):
            if (one.figure, base.unit(one.unit)) not in printed:
                yield _missing(one, "text", item, base)
        for amount in [*([item.amount] if item.amount else []), *(step.amount for step in item.steps)]:
            low, high = amount.low, amount.high
            stands = rf"(?<![\d.]){re.escape(low)}\b[^.;:]*? (?:to|or) {re.escape(high)}(?!\d|\.\d)"
            if low != high and not re.search(stands, item.text):
                message = f"low '{low}' and high '{high}' do not stand in text as '{low} to {high}'; {_LOOK_UP}"
                yield Found(amount, "high", message, item.id)


@rule(
    "D2",
    "typed figures stand in the clinical text",
    "The pharmacist must read the figure that the patient reads.",
    rejects=dose("In the US, it is 2 mg.", _TWO_MG, clinical="Adults: 2 g."),
    passes=dose("In the US, it is 2 mg.", _TWO_MG, clinical="Adults: 2 mg."),
)
def _typed_in_clinical(base: Base) -> Iterator[Found]:
    for item in base.doses:
        printed = quantities(item.clinical)
        for one in typed(item):
            if (one.figure, base.unit(one.unit)) not in printed:
                yield _missing(one, "clinical", item, base)


def _missing(one: Typed, field: str, item: Dose, base: Base) -> Found:
    figure = f"{one.figure} {base.unit(one.unit)}"
    message = f"{one.field} '{figure}' does not stand in {field}; {_LOOK_UP}"
    return Found(one.thing, one.field, message, item.id)


@rule(
    "D3",
    "printed figures are typed",
    "A figure changed in the text alone is a wrong dose that no script sees.",
    rejects=dose("In the US, it is 2 mg or 20 mg.", _TWO_MG),
    passes=dose("In the US, it is 2 mg.", _TWO_MG),
)
def _printed_is_typed(base: Base) -> Iterator[Found]:
    for item in base.doses:
        known = {(one.figure, base.unit(one.unit)) for one in typed(item)}
        for field in ("text", "as_printed"):
            for figure, unit in sorted(quantities(getattr(item, field)) - known):
                yield Found(
                    item,
                    field,
                    f"'{figure} {unit}' is not among amount, steps and maximum; {_LOOK_UP}",
                    item.id,
                    figure,
                )


@rule(
    "D4",
    "no dose above the highest that a source prints",
    "A tenfold error that was made everywhere looks consistent; it is above every dose that was ever read.",
    rejects=dose("In the US, it is 900 mg.", "amount: {low: 900, high: 900, unit: mg, per: dose}", printed="900 mg"),
    passes=dose("In the US, it is 2 mg.", _TWO_MG),
)
def _plausible(base: Base) -> Iterator[Found]:
    for item in base.doses:
        for one in typed(item):
            most = [bound for bound in base.aids.bounds if bound.route == item.route and item.population in bound.populations
                    and bound.unit == one.unit and bound.per == one.per]  # fmt: skip
            shown = f"{one.figure} {base.unit(one.unit)}"
            if not most:
                message = (
                    f"'{shown}': reading.yaml has no bound for {item.route}, {item.population}, {one.unit}, {one.per}; add one"
                )
                yield Found(one.thing, one.field, message, item.id)
            elif float(one.figure) > max(float(bound.most) for bound in most):
                message = f"'{shown}' is above {most[0].most}, the highest that {most[0].dose} prints"
                message += "; look for a slip of ten, or raise the bound in reading.yaml with its dose"
                yield Found(one.thing, one.field, message, item.id)


@rule(
    "D5",
    "a bound is a figure that a dose prints",
    "A bound that nobody printed lets a wrong dose through.",
    rejects=highest("500"),
    passes=highest("10"),
)
def _bounds(base: Base) -> Iterator[Found]:
    doses = {item.id: item for item in base.doses}
    for bound in base.aids.bounds:
        item = doses.get(bound.dose)
        if item is None:
            yield Found(bound, "dose", f"no dose has the id '{bound.dose}'; name the dose that prints the figure", bound.dose)
        elif (bound.most, bound.unit, bound.per) not in {(one.figure, one.unit, one.per) for one in typed(item)}:
            yield Found(
                bound, "most", f"'{bound.most}' is no figure of {bound.dose}; a bound is a figure that a dose prints", bound.dose
            )


@rule(
    "D6",
    "low is not above high",
    "A range that runs backwards has a figure in the wrong place.",
    rejects=dose("In the US, it is 4 to 2 mg.", "amount: {low: 4, high: 2, unit: mg, per: dose}", printed="4 to 2 mg"),
    passes=dose("In the US, it is 2 mg.", _TWO_MG),
)
def _ascending(base: Base) -> Iterator[Found]:
    for thing, owner in base.everything:
        low, high = getattr(thing, "low", ""), getattr(thing, "high", "")
        if low and high and float(low) > float(high):
            yield Found(thing, "low", f"low '{low}' is above high '{high}'; the smaller figure is low", label(owner))
    for text in base.plain:
        for found in _DOWN.finditer(text.text):
            if float(found[1]) > float(found[2]):
                message = f"the range '{found[0].strip()}' runs backwards; {_LOOK_UP} (say 'from ... to ...' for a way down)"
                yield in_text(text, message, found[0].strip())


@rule(
    "D7",
    "form and route fit",
    "A rectal dose that is shown as a tablet is swallowed.",
    rejects=dose("In the US, it is 2 mg.", _TWO_MG, more="form: rectal-gel"),
    passes=dose("In the US, it is 2 mg.", _TWO_MG, more="form: tablet"),
)
def _form_fits(base: Base) -> Iterator[Found]:
    routes = {term.tag: term.routes for term in base.facts.vocabulary["forms"]}
    for item in base.doses:
        if routes[item.form] and item.route not in routes[item.form]:
            message = f"form '{item.form}' is given by {', '.join(routes[item.form])}, not by route '{item.route}'"
            yield Found(item, "form", message, item.id)


@rule(
    "D8",
    "the text names the population",
    "A child's dose that does not say so is taken by an adult, and the other way round.",
    rejects=dose("In the US, it is 2 mg.", _TWO_MG, population="child"),
    passes=dose("In the US, it is 2 mg for children.", _TWO_MG, population="child"),
)
def _population_named(base: Base) -> Iterator[Found]:
    said_words = {term.tag: term.said for term in base.facts.vocabulary["populations"]}
    for item in base.doses:
        wanted = said_words[item.population]
        if wanted and not any(re.search(rf"\b{re.escape(word)}", item.text, re.IGNORECASE) for word in wanted):
            yield Found(item, "text", f"population '{item.population}' is not named; allowed: {', '.join(wanted)}", item.id)


@rule(
    "D9",
    "a second-hand dose says so",
    "A figure that nobody read at its source may have been copied wrongly.",
    rejects=dose("In the US, it is 2 mg.", _TWO_MG, read="second"),
    passes=dose("In the US, it is 2 mg. We read this second-hand.", _TWO_MG, read="second"),
)
def _second_hand(base: Base) -> Iterator[Found]:
    for item in base.doses:
        only_second = all(citation.read == _SECOND for citation in item.citations)
        if only_second and "second-hand" not in item.text:
            yield Found(
                item,
                "text",
                "it rests on second-hand reading alone, and the text does not say so; add 'second-hand' to the text",
                item.id,
            )


@rule(
    "D10",
    "how often stands in the text",
    "The same amount more often is another dose.",
    rejects=dose("In the US, it is 2 mg, 3 times a day.", _TWO_MG + "\n    frequency: {low: 4, high: 4, per: day}"),
    passes=dose("In the US, it is 2 mg, 3 times a day.", _TWO_MG + "\n    frequency: {low: 3, high: 3, per: day}"),
)
def _frequency(base: Base) -> Iterator[Found]:
    for item in base.doses:
        counted = {figure: found for found in _TIMES.findall(item.text) for figure in re.findall(r"\d+", found)}
        worded = {str(number) for number, word in ((1, "bedtime"), (1, "once"), (2, "twice")) if word in item.text}
        for field in ("low", "high") if item.frequency else ():
            figure = getattr(item.frequency, field)
            if figure not in counted and figure not in worded:
                message = f"{field} '{figure}' does not stand in text as '{figure} times'; {_LOOK_UP}"
                yield Found(item.frequency, field, message, item.id)
        allowed = {item.frequency.low, item.frequency.high} if item.frequency else set()
        for figure in sorted(set(counted) - allowed) if not item.steps else ():
            message = f"'{figure} times' is not in frequency; type it there too, or {_LOOK_UP}"
            yield Found(item, "text", message, item.id, counted[figure])


@rule(
    "D11",
    "figures of a plain line stand in its clinical twin",
    "A figure that stands twice can't be changed in one place by accident.",
    rejects=said("It holds 2 mg.", clinical="It holds 20 mg."),
    passes=said("It holds 2 mg.", clinical="It holds 2 mg."),
)
def _plain_figures(base: Base) -> Iterator[Found]:
    for record in base.records:
        if not isinstance(record, Dose):
            exact = quantities(record.clinical)
            # an enumeration may give its unit once, at the end
            bare = set(re.findall(FIGURE, record.clinical.replace(",", ""))) - {figure for figure, _ in exact}
            for figure, unit in sorted(quantities(record.text) - exact):
                if figure in bare:
                    continue
                yield Found(
                    record,
                    "text",
                    f"'{figure} {unit}' does not stand in clinical; look it up in the source, and say it in both",
                    record.id,
                    figure,
                )
