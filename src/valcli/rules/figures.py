"""Every figure is entered twice, as a careful clerk does it: a slip in one place then shows."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from valcli.linkcheck import label
from valcli.model import Claim, Dose, Interactant, Member, Occurrence
from valcli.rules.base import Base, Said
from valcli.rules.doses import FIGURE, quantities, typed
from valcli.rules.examples import said
from valcli.rules.rule import Found, in_text, rule

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

    def _beside(self, text: Said) -> Iterator[str]:
        """All that repeats the figures of a text: the other texts of its record, and of the records that it leans on."""
        owner = text.owner
        yield from (other.text for other in self._texts[id(owner)] if (other.thing, other.field) != (text.thing, text.field))
        leans: list[Any] = [self._whole[id(owner)]] if isinstance(owner, Member) else []
        leans += [self._by_id[word] for word in owner.facts] if isinstance(owner, Claim) else []
        for thing in leans:
            yield from (other.text for other in self._texts.get(id(thing), ()))

    def alone(self, text: Said) -> Iterator[tuple[str, str]]:
        """The figures of a text that stand nowhere else."""
        own = self.of(text.text)
        if not own:
            return
        beside = " ; ".join(self._beside(text))
        other = self.of(beside)
        other |= {(found.replace(",", ""), "") for found in _LOOSE.findall(beside)} - {
            (figure, "") for figure, unit in other if unit
        }
        other |= {(str(number), "") for number, word in enumerate(_SPELLED, 1) if re.search(rf"\b(?:{word})\b", beside, re.I)}
        if isinstance(text.owner, Dose):
            other |= set(_typed(self.base, text.owner))
        plain = {figure for figure, unit in other if not unit}
        every = {figure for figure, _ in other}
        for figure, unit in sorted(own):
            # an enumeration may give its unit once, at the end
            if (figure, unit) not in other and figure not in (plain if unit else every):
                yield figure, unit


def _typed(base: Base, item: Dose) -> Iterable[tuple[str, str]]:
    yield from ((one.figure, base.unit(one.unit)) for one in typed(item))
    if item.frequency:
        yield from ((figure, "") for figure in (item.frequency.low, item.frequency.high))


@rule(
    "D12",
    "a figure stands in two places",
    "What is typed once can slip once; a figure that stands twice can't be changed by accident.",
    rejects=said("It holds for 48 hours.", clinical="It holds for 20 to 50 hours."),
    passes=said("It holds for 48 hours.", clinical="It holds for 48 hours (20 to 50)."),
)
def _twice(base: Base) -> Iterator[Found]:
    figures = Figures(base)
    listed = {(item.record, figure.replace(",", "")): item for item in base.aids.figures for figure in item.figures}
    present: set[tuple[str, str]] = set()
    for text in (*base.plain, *base.clinical):
        if isinstance(text.thing, Occurrence) and text.thing.band != _NOT_STATED:
            continue  # held by the limits of its band
        record = label(text.owner)
        present |= {(record, f"{figure} {unit}".strip()) for figure, unit in figures.of(text.text)}
        for figure, unit in figures.alone(text):
            shown = f"{figure} {unit}".strip()
            # what only a pharmacist reads is asked for its amounts
            if (text.field != "clinical" or unit) and (record, shown) not in listed:
                message = f"'{shown}' stands in no second place; look it up in the source, then say it in another field too"
                yield in_text(text, f"{message}, or list it for '{record}' under figures of reading.yaml", figure)
    for (record, shown), item in listed.items():
        if (record, shown) not in present:
            yield Found(item, "figures", f"'{shown}' is no figure of this record; look it up in the source, or remove it", record)
