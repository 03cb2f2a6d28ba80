"""What differs by country says in which it holds: doses, numbers to call, laws, brands."""

import re
from collections.abc import Iterator

from valcli.editing.rules.every_text import Base, Said
from valcli.editing.rules.examples import dose, said
from valcli.editing.rules.rule import Found, in_text, rule
from valcli.model.leaflet import GlossaryTerm
from valcli.model.shared import Emergency, Meta

_ANYWHERE = "any"


@rule(
    "P1",
    "a dose names its country in words",
    "Countries differ in doses, and a line is read, copied and read out without its heading.",
    rejects=dose("It is 2 mg.", "amount: {low: 2, high: 2, unit: mg, per: dose}"),
    passes=dose("In the US, it is 2 mg.", "amount: {low: 2, high: 2, unit: mg, per: dose}"),
)
def _dose_country(base: Base) -> Iterator[Found]:
    for item in base.doses:
        if not base.names_country(item.text, item.country):
            wanted = ", ".join(base.labels(item.country))
            yield Found(
                item,
                "text",
                f"the country '{item.country}' is not named; say it, for example 'In the US, ...'; allowed: {wanted}",
                item.id,
            )


@rule(
    "P2",
    "a number to call names its country",
    "The number of another country is nobody who can help.",
    rejects=said("Call 911 now."),
    passes=said("Call 911 (US) or 999 (UK) now."),
)
def _number_country(base: Base) -> Iterator[Found]:
    works: dict[str, set[str]] = {}
    for item in base.facts.meta.emergency:
        for number in item.number.split(" or "):
            works.setdefault(number, set()).add(item.country)
    for line in base.aids.helplines:
        works.setdefault(line.number, set()).update(line.countries)
    for text in base.plain:
        for number, countries in works.items():
            if not re.search(rf"(?<![\d,.-]){re.escape(number)}(?![\d,-]|\.\d| mg)", text.text):
                continue
            if not isinstance(text.thing, (Meta, Emergency)) and not _placed(base, text, countries):
                wanted = ", ".join(sorted(base.labels(country)[0] for country in countries))
                yield in_text(text, f"number {number} without its country; write ({wanted}) behind it", number)


@rule(
    "P3",
    "a law names its country",
    "What is legal in one country is a crime in another.",
    rejects=said("It is illegal to drive on it."),
    passes=said("In the UK, it is illegal to drive on it."),
)
def _law_country(base: Base) -> Iterator[Found]:
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, base.aids.laws)) or '(?!)'})\b", re.IGNORECASE)
    countries = {term.tag for term in base.facts.vocabulary["countries"]} - {_ANYWHERE}
    for text in base.plain:
        found = pattern.search(text.text) if text.is_prose and not isinstance(text.thing, GlossaryTerm) else None
        if found and not _placed(base, text, countries) and not re.search(r"\bwhere (?:I|you) live\b", text.text):
            message = f"'{found.group()}' speaks of law and names no country; say where, as 'In the UK, ...'"
            yield in_text(text, message, found.group())


@rule(
    "P4",
    "a brand of one country names it",
    "The same brand holds other medicines elsewhere.",
    rejects=said("Codol is an opioid."),
    passes=said("Codol (UK) is an opioid."),
)
def _brand_country(base: Base) -> Iterator[Found]:
    sold: dict[str, set[str]] = {}
    for entry in base.names:
        if entry.via in ("brand", "product"):
            sold.setdefault(entry.name, set()).add(entry.country)
    # the name in the title of the leaflet is what people everywhere call the medicine
    titled = base.facts.meta.title
    local = {name for name, places in sold.items() if len(places) == 1 and _ANYWHERE not in places and name not in titled}
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(local, key=len, reverse=True))) or '(?!)'})\b")
    for text in base.plain:
        # a reading or a product's note only tells packs apart; the answer to that name shows its country
        for found in pattern.finditer(text.text) if text.is_statement else ():
            if not _placed(base, text, sold[found.group()]):
                country = base.labels(next(iter(sold[found.group()])))[0]
                yield in_text(text, f"brand '{found.group()}' without its country; write ({country}) behind it", found.group())


@rule(
    "P5",
    "the text names no other country than its own",
    "A UK text under the heading of the US is taken for what holds in the US.",
    rejects=said("In the UK, ask your doctor.", country="us"),
    passes=said("In the US, and not in the UK, ask your doctor.", country="us"),
)
def _own_country(base: Base) -> Iterator[Found]:
    countries = [term.tag for term in base.facts.vocabulary["countries"] if term.tag != _ANYWHERE]
    for record in base.records:
        if record.country != _ANYWHERE and not base.names_country(record.text, record.country):
            others = [base.labels(tag)[0] for tag in countries if tag != record.country and base.names_country(record.text, tag)]
            if others:
                own = base.labels(record.country)[0]
                message = f"country '{record.country}' does not fit the text, which names {', '.join(others)} and not {own}"
                yield Found(record, "country", f"{message}; mend the one that is wrong", record.id)


def _placed(base: Base, text: Said, countries: set[str]) -> bool:
    """Whether a text stands for one of the countries, or names one."""
    return text.country in countries or any(base.names_country(text.text, country) for country in countries)
