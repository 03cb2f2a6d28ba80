"""Sources, and the accepted problems."""

import re
from collections.abc import Iterator
from datetime import date

from valcli.editing.rules.every_text import Base
from valcli.editing.rules.examples import entry, located, source
from valcli.editing.rules.rule import Example, Found, Rule, rule
from valcli.model.facts import label
from valcli.model.interactions import Member, Rating
from valcli.model.leaflet import Claim
from valcli.model.shared import Citation

_NOT_STATED = "not-stated"
_NOWHERE = {_NOT_STATED, "unknown", "none", "n/a", "tbd", "todo", "xxx", "text", "source"}
_PLACE = re.compile(r"\d|[^\W\d_]{3}")


@rule(
    "C1",
    "no source that nothing cites",
    "A source that supports nothing makes the list look stronger than it is.",
    rejects=source("Sleep", cited=False),
    passes=source("Sleep", cited=True),
)
def _no_orphan(base: Base) -> Iterator[Found]:
    cited = {thing.source for thing, _ in base.everything if isinstance(thing, (Citation, Rating))}
    cited |= {claim.article for claim in base.facts.claims if isinstance(claim, Claim)}
    for item in base.facts.sources:
        if item.id not in cited:
            yield Found(item, "id", "nothing cites this source", item.id)


@rule(
    "C2",
    "a locator leads to the place",
    "Whoever checks a statement must find its place in a work of a hundred pages.",
    rejects=located("x"),
    passes=located("4.2"),
)
def _locator(base: Base) -> Iterator[Found]:
    for thing, owner in base.everything:
        if isinstance(thing, Citation) and (thing.locator.casefold() in _NOWHERE or not _PLACE.search(thing.locator)):
            message = f"locator '{thing.locator}' names no place; write a section, page, table or heading, as '4.2' or 'Warnings'"
            yield Found(thing, "locator", message, label(owner))


_OWN = "members:\n  - {substance: zz example, clinical: It acts alone."


@rule(
    "C3",
    "what a member says of its own has a citation",
    "A member shares what is cited for the whole, but nobody can check there what is said of it alone.",
    rejects=entry(f"{_OWN}}}\n"),
    passes=entry(f"{_OWN}, citations: [{{source: label-us, locator: section 7, read: seen}}]}}\n"),
)
def _member_cited(base: Base) -> Iterator[Found]:
    for _, thing in base.entries:
        own = [field for field in ("effect", "clinical") if getattr(thing, field)]
        if isinstance(thing, Member) and own and not thing.citations:
            message = f"{own[0]} of its own needs its own citation; add where this member was read of"
            yield Found(thing, own[0], message, thing.substance)


@rule(
    "T2",
    "days are days that have been",
    "A day that never was, or is still to come, shows that nobody looked.",
    rejects=source("Sleep", cited=True, accessed="2999-01-01"),
    passes=source("Sleep", cited=True, accessed="2025-01-01"),
)
def _days(base: Base) -> Iterator[Found]:
    if not _is_day(base.facts.meta.reviewed):
        yield Found(base.facts.meta, "reviewed", f"reviewed '{base.facts.meta.reviewed}' is no day of the calendar", "facts")
    for item in base.facts.sources:
        if item.accessed == _NOT_STATED:
            continue
        if not _is_day(item.accessed):
            yield Found(item, "accessed", f"accessed '{item.accessed}' is no day of the calendar, as '2026-11-24'", item.id)
        elif item.accessed > base.facts.meta.reviewed:
            message = f"accessed '{item.accessed}' is after the review of the facts on {base.facts.meta.reviewed}"
            yield Found(item, "accessed", f"{message}; mend it, or the day in facts.yaml", item.id)


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)"
)
_DATE = re.compile(
    rf"(?:(?:last )?(?:about|after|completed|edition of|reviewed|revision year|updated) )?"
    rf"(?:(?:{_DAY}(?: to {_DAY})? )?(?:{_MONTH} )?|{_MONTH} {_DAY}, )(?:19|20)\d\d(?!\d|/)",
    re.IGNORECASE,
)


_ISO = re.compile(r"\d{4}-\d\d-\d\d")


@rule(
    "C4",
    "a date of issue is a date",
    "Whoever weighs two sources looks at which one is newer, and 3/5/2024 is March to one reader and May to another.",
    rejects=source("Zz trial", cited=True, issued="3/5/2024"),
    passes=source("Zz trial", cited=True, issued="3 Feb 2022 (reviewed)"),
)
def _issued(base: Base) -> Iterator[Found]:
    for item in base.facts.sources:
        if item.issued != "not-stated" and not _DATE.match(item.issued):
            message = (
                f"issued '{item.issued}' does not begin with a date that all read alike; write it as 2022-02-03, 3 Feb 2022,"
            )
            yield Found(item, "issued", f"{message} Feb 2022 or 2022", item.id)
            continue
        day = _ISO.match(item.issued)
        if day and not _is_day(day.group()):
            yield Found(item, "issued", f"issued '{day.group()}' is no day of the calendar: year, month, day", item.id)


# found by the check itself, after all other rules
UNUSED, UNSORTED = "X1", "X2"
_NOTHING = Example("suppressions.yaml", "- {rule: H16, record: box.example, reason: It is printed so.}\n", whole=True)


unused = Rule(
    UNUSED,
    "a suppression meets a problem",
    "A suppression that is no longer needed hides the next problem.",
    rejects=_NOTHING,
    passes=Example(
        "suppressions.yaml",
        """\
- {rule: H17, record: box.example, reason: It is printed so.}
# sections/danger.yaml
  - id: box.example
    kind: fact
    group: always
    text: >-
      Take it 3x a day.
    clinical: >-
      Example.
    citations: [{source: label-us, locator: section 5, read: seen}]
""",
        whole=True,
    ),
)


unsorted = Rule(
    UNSORTED,
    "suppressions are sorted",
    "A sorted list shows at a glance what is accepted, and nothing stands twice.",
    rejects=Example(
        "suppressions.yaml",
        "- {rule: H17, record: box.b, reason: It is printed so.}\n- {rule: H17, record: box.a, reason: It is printed so.}\n",
        whole=True,
    ),
    passes=_NOTHING,
)
