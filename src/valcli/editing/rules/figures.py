"""Every figure is entered twice, as a careful clerk does it: a slip in one place then shows."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from valcli.editing.rules.doses import FIGURE, amounts, quantities, typed
from valcli.editing.rules.every_text import Base, Said
from valcli.editing.rules.examples import said
from valcli.editing.rules.rule import Found, in_text, rule
from valcli.model.editing import Figures as Listed
from valcli.model.facts import label
from valcli.model.interactions import Interactant, Member
from valcli.model.leaflet import Claim, Dose, Occurrence

_NUMBER = re.compile(rf"(?<![\w.,-]){FIGURE}(?!\w|[.,-]\d)")


# a range with a dash stands in clinical texts
_LOOSE = re.compile(rf"(?<![\w.]){FIGURE}(?!\w|\.\d)")


_YEAR = re.compile(r"(?:19|20)\d\d")
_SPELLED = ("one|once", "two|twice", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NOT_STATED = "not-stated"


class Figures:
    """The figures of each text, and where else each of them stands."""

    def __init__(self, base: Base) -> None:
        self.base = base
        numbers = [number for item in base.facts.meta.emergency for number in item.number.split(" or ")]
        numbers += [line.number for line in base.aids.helplines]
        # a number to call has a rule of its own
        self._dialled = re.compile("|".join(rf"(?<![\d,.-]){re.escape(number)}(?!\d|[.,-]\d)" for number in numbers) or "(?!)")

    def of(self, text: str) -> set[tuple[str, str]]:
        """Every figure of a text, with its unit of measure or ''; no year, no number to call."""
        text = self._dialled.sub("", text)
        measured = quantities(text)
        spoken = {figure for figure, _ in measured}
        bare = {found.group().replace(",", "") for found in _NUMBER.finditer(text)}
        return measured | {(figure, "") for figure in bare - spoken if not _YEAR.fullmatch(figure)}

    @cached_property
    def _texts(self) -> dict[int, list[Said]]:
        texts: dict[int, list[Said]] = {}
        for text in (*self.base.plain, *self.base.clinical):
            texts.setdefault(id(text.owner), []).append(text)
        return texts

    @cached_property
    def _by_id(self) -> dict[str, Any]:
        things: list[Any] = [*self.base.records, *self.base.facts.interactants]
        return {item.id: item for item in things}

    @cached_property
    def _whole(self) -> dict[int, Interactant]:
        return {id(member): item for item in self.base.facts.interactants for member in item.members}

    def _leant_on(self, owner: Any) -> list[Any]:
        """The records whose figures an owner repeats: a claim those that it points at, a member its interactant."""
        if isinstance(owner, Member):
            return [self._whole[id(owner)]]
        return [self._by_id[word] for word in owner.facts] if isinstance(owner, Claim) else []

    def _said(self, things: Iterable[Any]) -> str:
        return " ; ".join(text.text for thing in things for text in self._texts.get(id(thing), ()))

    def alone(self, text: Said) -> list[str]:
        """The figures of a text, amounts aside, that stand in no other text of its record, nor where it leans."""
        own = {figure for figure, unit in self.of(text.text) if not unit}
        if not own:
            return []
        beside = [other.text for other in self._texts[id(text.owner)] if (other.thing, other.field) != (text.thing, text.field)]
        said = " ; ".join([*beside, self._said(self._leant_on(text.owner))])
        other = {figure for figure, _ in self.of(said)} | {_digits(figure) for figure in _LOOSE.findall(said)}
        other |= {str(number) for number, word in enumerate(_SPELLED, 1) if re.search(rf"\b(?:{word})\b", said, re.IGNORECASE)}
        if isinstance(text.owner, Dose):
            other |= {one.figure for one in typed(text.owner)}
            frequency = text.owner.frequency
            other |= {frequency.low, frequency.high} if frequency else set()
        return sorted(own - other)

    def untyped(self, text: Said) -> list[str]:
        """The amounts of a text, each with its unit, that are typed nowhere as data; one that stands twice comes twice."""
        own = [(figure, unit) for figure, unit in amounts(self._dialled.sub("", text.text))]
        known: set[tuple[str, str]] = set()
        if isinstance(text.owner, Dose):
            known = {(one.figure, self.base.unit(one.unit)) for one in typed(text.owner)}
        elif isinstance(text.owner, Claim) and own:
            known = self.of(self._said(self._leant_on(text.owner)))
        return [f"{figure} {unit}" for figure, unit in own if (figure, unit) not in known]

    @cached_property
    def listed(self) -> dict[tuple[str, str], tuple[int, Listed]]:
        """How often reading.yaml types a figure once more, by record and figure."""
        found: dict[tuple[str, str], tuple[int, Listed]] = {}
        for item in self.base.aids.figures:
            for figure in item.figures:
                key = (item.record, _digits(figure))
                found[key] = (found.get(key, (0, item))[0] + 1, item)
        return found


def _digits(figure: str) -> str:
    return figure.replace(",", "")


def _asked(base: Base) -> Iterator[Said]:
    # a figure with a band is held by the limits of its band
    yield from (text for text in base.plain if not (isinstance(text.thing, Occurrence) and text.thing.band != _NOT_STATED))


@rule(
    "D12",
    "a figure that a patient reads stands twice",
    "What is typed once can slip once; a figure that stands twice can't be changed by accident.",
    rejects=said("It holds for 48 hours.", clinical="It holds for 20 to 50 hours."),
    passes=said("It holds for 48 hours.", clinical="It holds for 48 hours (20 to 50)."),
)
def _twice(base: Base) -> Iterator[Found]:
    figures = Figures(base)
    for text in _asked(base):
        record = label(text.owner)
        for figure in figures.alone(text):
            if (record, figure) not in figures.listed:
                message = f"'{figure}' stands in no second place; look it up in the source, then say it in another field too"
                yield in_text(text, f"{message}, or list it for '{record}' under figures of reading.yaml", figure)


@rule(
    "D13",
    "an amount is typed as data too",
    "A dose in running text that slips by ten looks like any other; typed apart from the text, it is compared.",
    rejects=said("Ask your doctor.", clinical="It was studied with 20 mg."),
    passes=said("Ask your doctor.", clinical="It was studied with a low dose."),
)
def _amounts(base: Base) -> Iterator[Found]:
    figures = Figures(base)
    present: set[tuple[str, str]] = set()
    left = Counter({key: number for key, (number, _) in figures.listed.items()})
    for text in (*base.plain, *base.clinical):
        record = label(text.owner)
        present |= {(record, f"{figure} {unit}".strip()) for figure, unit in figures.of(text.text)}
        for shown in figures.untyped(text):
            left[record, shown] -= 1
            if left[record, shown] < 0:
                message = f"'{shown}' is not typed as data, or not as often as it stands here; look it up in the source"
                advice = f"list it for '{record}' under figures of reading.yaml"
                if isinstance(text.owner, Dose):
                    advice = f"type it in amount, steps or maximum, or {advice}"
                yield in_text(text, f"{message}, then {advice}", shown.split()[0])
    for (record, shown), (_, item) in figures.listed.items():
        measured = " " in shown
        if (record, shown) not in present or (measured and left[record, shown] > 0):
            message = (
                f"'{shown}' is no figure of this record, or listed too often; look it up in the source, and mend the wrong one"
            )
            yield Found(item, "figures", message, record, shown)
