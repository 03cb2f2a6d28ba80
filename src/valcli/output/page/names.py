"""Answers about names -> blocks: what was understood, the level, what to do, whom to call."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from valcli.answers.frame import Context
from valcli.answers.types import NameAnswer, NamesAnswer, Statement
from valcli.model.levels import rank
from valcli.model.shared import Citation, WarningSigns
from valcli.output.page.document import Block, Bullet, Gap, Heading, Inline, Labelled, Paragraph, Span, text
from valcli.output.page.records import DECIDING, NOT_STATED, called, disagreement_block
from valcli.output.page.references import References, places
from valcli.output.page.several import (
    alarm_blocks,
    alarms,
    beside,
    duplicate_blocks,
    kept,
    line,
    named,
    summary_blocks,
    torn,
    unanswered,
)
from valcli.text.printable import shortened


class Page(NamedTuple):
    """What the blocks of one page share; `told` are headlines at its top, `several` that it tells of more than one name."""

    context: Context
    references: References
    clinical: bool
    told: Sequence[str] = ()
    several: bool = False


def names_blocks(answer: NamesAnswer, *, clinical: bool) -> Iterator[Block]:
    """The combined warning above all, what was not answered, a row for each name; then the answers, strictest first."""
    context = answer.context
    page = Page(
        context, References(answer.sources, _page_citations(answer, clinical)), clinical, alarms(answer), answer.parties > 1
    )
    ordered = sorted(answer.answers, key=lambda item: _order(context, item))
    yield from alarm_blocks(answer)
    yield from torn(answer)
    yield from unanswered(answer)
    if answer.combined:
        lead = text(Span(named(context, answer.combined), "title"))
        if answer.combined.depends:
            yield Paragraph(text(Span(line(context, "depends"), "headline")))
        yield from statement_blocks(page, answer.combined.statement, lead)
        yield Gap()
    yield from summary_blocks(answer, ordered)
    yield from duplicate_blocks(answer)
    for item in kept(answer, ordered):
        yield Gap()
        yield from _answer(page, item)
    if len(answer.answers) > 1 or clinical:
        yield Gap()
    yield from page.references.blocks(context, clinical=clinical)


def statement_blocks(page: Page, statement: Statement, lead: Inline) -> Iterator[Block]:
    """What is said of one pair: the level and `lead` first, then what to do, then why."""
    context = page.context
    if statement.headline and statement.headline not in page.told:
        yield Paragraph(text(Span(statement.headline, "headline")))
    yield Heading((*_level(context, statement.level, statement.kind), *lead, *_countries(context, statement)), 1)
    # a condition is told in the words of its section, which are more than what can happen
    yield from _told(context, "About it" if statement.about else "Can happen", statement.effect)
    yield from _told(context, "What to do", statement.management)
    if statement.signs:  # on the first screen, also where that is small
        yield from _signs(page, statement.signs)
    already = context.term("interactant_kinds", statement.kind).already or "Taking both"
    yield from _told(context, already, statement.if_already_taking)
    yield from _told(context, "How long", statement.timing)
    yield from _told(context, "Also", statement.note)
    for modifier in statement.modifiers:
        yield from _told(context, "It depends", modifier)
    if page.clinical:
        yield from _clinical(page, statement)
    yield from _why(page, statement)


def _told(context: Context, label: str, said: str) -> Iterator[Block]:
    if said:
        yield Labelled(label, called(context, said))


def _order(context: Context, item: NameAnswer) -> tuple[int, int]:
    if item.urgent:
        return (-1, 0)
    return (0 if item.answered else 1, rank(list(context.labels["levels"]), item.level))


def _strictness(context: Context, level: str | None) -> str:
    """The role of a level: 0 is the strictest. Colour only supports the word."""
    return f"strictness.{rank(list(context.labels['levels']), level)}" if level else "unanswered"


def _page_citations(answer: NamesAnswer, clinical: bool) -> list[Citation]:
    """Citations in the order in which the page shows them."""
    ordered = sorted(kept(answer, answer.answers), key=lambda item: _order(answer.context, item))
    statements = [answer.combined.statement] if answer.combined else []
    statements += [statement for item in ordered for statement in item.interactions]
    return [citation for statement in statements for citation in _shown_citations(statement, clinical)]


def _shown_citations(statement: Statement, whole: bool) -> Iterator[Citation]:
    yield from statement.citations if whole else statement.citations[:DECIDING]
    if whole and statement.disagreement:
        for position in statement.disagreement.positions:
            yield from position.citations
    if whole and statement.signs:
        yield from statement.signs.citations


def _answer(page: Page, item: NameAnswer) -> Iterator[Block]:
    context = page.context
    lead, also = _understood(context, item), beside(context, item) if page.several else ""
    status = context.term("statuses", item.status)
    # what is joined in one text was not checked as a pair, so no level stands before the whole
    is_joined = item.parties > 1
    several = len(item.interactions) > 1 or (is_joined and bool(item.interactions))
    lead = lead if is_joined else (*lead, *text(also))
    if several and item.level and item.status not in ("same-medicine", "partial") and not is_joined:
        level = item.interactions[0].level if item.urgent else item.level
        lead = (*_level(context, level, item.interactions[0].kind), *lead, *(() if item.urgent else _countries(context, item)))
    is_status = not item.interactions or item.status in ("same-medicine", "no-data", "partial")
    if is_status:
        lead = (*text(Span(status.label, "unanswered"), ": "), *lead)
    if several or is_status:
        yield Heading(lead, 1)
    if item.status == "partial":
        yield Paragraph(text(Span(f"Not read: {shortened(', '.join(item.unread))}.", "headline"), f" {status.meaning}"))
    if item.status in ("no-data", "not-recognised"):
        reason = f"{context.term('reasons', item.reason).meaning} " if item.reason else ""
        yield Paragraph(text(reason, status.meaning))
    yield from _readings(context, item)
    notes = _notes(item)
    yield from notes if several else ()  # what holds for the whole goes before what is said of each part
    for statement in item.interactions:
        if several:
            yield Gap()
        shown = text(Span(_ingredients(item, statement), "subheading"), also) if several else lead
        if is_status:
            shown = text(Span(statement.name, "subheading"))
        yield from statement_blocks(page, statement, shown)
    yield from _beside(context, item, () if several else notes)


def _notes(item: NameAnswer) -> list[Block]:
    return [Labelled("Note", text(note)) for note in item.notes]


def _beside(context: Context, item: NameAnswer, notes: Sequence[Block]) -> Iterator[Block]:
    """What goes with an answer: what it does not cover, notes, and what not to do."""
    silent = [resolved.ingredient or resolved.name for resolved in item.resolved if not resolved.interactant]
    if silent and item.interactions:
        meaning = context.term("statuses", "no-data").label
        yield Labelled(meaning, text(f"{', '.join(silent)}. No source that we read says anything about it with this medicine."))
    if item.form_label:
        yield Labelled("Form", text(item.form_label))
    yield from notes
    if item.lookalikes:
        names = ", ".join(item.lookalikes)
        yield Labelled("Look-alike", text(f"{names}: names that look alike, and different things. Check the box."))
    yield from _suggestions(item)
    if item.do_not_stop:
        yield Paragraph(text(Span(item.do_not_stop, "headline")))


def _understood(context: Context, item: NameAnswer) -> Inline:
    """What was typed, and what it was taken for by which name."""
    asked = shortened(item.asked)
    if not item.resolved:
        return text(Span(asked, "title"))
    first = item.resolved[0]
    names = list(dict.fromkeys(resolved.ingredient or resolved.name for resolved in item.resolved))
    via = context.label("via", first.via)
    is_joined = len({resolved.matched for resolved in item.resolved}) > 1
    told = (item.asked.strip().casefold(), names[0].casefold())
    matched = "" if first.matched.casefold() in told else f": {shortened(first.matched)}"
    if is_joined:
        return text(Span(" + ".join(names), "title"))
    if len(names) == 1 and names[0].casefold() == asked.casefold():
        return text(Span(names[0], "title"))
    sold = [context.label("countries", country) for country in first.countries if country != "any"]
    where = ", " + " and ".join(filter(None, (", ".join(sold[:-1]), sold[-1]))) if sold else ""
    return text(Span(asked, "title"), " = ", Span(" + ".join(names), "title"), f" ({via}{matched}{where})")


def _ingredients(item: NameAnswer, statement: Statement) -> str:
    by = [resolved.ingredient for resolved in item.resolved if resolved.interactant == statement.id and resolved.ingredient]
    return ", ".join(dict.fromkeys(by)) or statement.name


def _readings(context: Context, item: NameAnswer) -> Iterator[Block]:
    if item.question:
        yield Paragraph(text(Span(item.question, "headline")))
    for reading in item.readings:
        level = context.level(reading.level, reading.kind).label if reading.level else context.label("statuses", "no-data")
        lead = f". {reading.headline}" if reading.headline else ""
        yield Bullet(text(Span(level, _strictness(context, reading.level)), f": {reading.name}", lead))


def _suggestions(item: NameAnswer) -> Iterator[Block]:
    if item.suggestions:
        names = ", ".join(item.suggestions)
        yield Labelled("Near names", text(f"{names}. These are only suggestions and may be other medicines."))


def _level(context: Context, level: str, kind: str) -> Inline:
    """The level as a word, before what it is about."""
    is_first = bool(kind) and context.term("interactant_kinds", kind).first
    return text(Span(context.level(level, kind).label, "strictness.0" if is_first else _strictness(context, level)), ": ")


def _countries(context: Context, told: Statement | NameAnswer) -> Inline:
    """The level of each country, where they differ."""
    if len(set(told.levels.values())) == 1:
        return ()
    kind = told.kind if isinstance(told, Statement) else told.interactions[0].kind
    shown = [f"{context.label('countries', one)}: {context.level(tag, kind).label}" for one, tag in told.levels.items()]
    return text(f" (advice differs: {'; '.join(shown)})")


def _signs(page: Page, signs: WarningSigns) -> Iterator[Block]:
    """Signs and whom to call: in full for every pair, so that nobody has to look above."""
    yield Labelled("Watch for", text(f"{'; '.join(signs.signs)}."))
    yield from _acts(page.context, signs)


def _acts(context: Context, signs: WarningSigns) -> Iterator[Block]:
    """What to do in each country; said once where only the number differs."""
    numbers = {item.country: item.number for item in context.emergency}
    countries = [*numbers, *(country for country in signs.act if country not in numbers)]
    shown = [context.country] if context.country in signs.act else [country for country in countries if country in signs.act]
    alike = {signs.act[country].replace(numbers.get(country, "\0"), "\0") for country in shown}
    if len(alike) == 1 and len(shown) == len(numbers):
        yield Labelled(
            "Then", called(context, alike.pop().replace("\0", context.numbers(context.emergency), 1).replace("\0", "it"))
        )
        return
    for number, country in enumerate(shown):
        yield Labelled("" if number else "Then", called(context, f"{context.label('countries', country)}: {signs.act[country]}"))


def _clinical(page: Page, statement: Statement) -> Iterator[Block]:
    if statement.disagreement:
        yield disagreement_block(statement.disagreement, page.references)
    if statement.clinical:
        yield Labelled("Clinical", text(statement.clinical))
    for question in statement.questions:
        yield Labelled("Ask", text(question))
    for source, says in statement.ratings:
        yield Labelled("Others say", text(f"{says} ({page.references.title(source)})"))


def _why(page: Page, statement: Statement) -> Iterator[Block]:
    """Mechanism, evidence, what the level rests on, and the sources that decided it."""
    context, references = page.context, page.references
    # the first reason is the main one; a patient does not need the others
    reasons = statement.mechanism if page.clinical else statement.mechanism[:1]
    how = "; ".join(context.label("mechanisms", tag) for tag in reasons)
    # what a source does not say is no reason
    known = "" if statement.evidence == NOT_STATED else f" ({context.label('evidence', statement.evidence)})"
    yield Labelled("Why", text(f"{how[0].upper()}{how[1:]}{known}."))
    cited = statement.citations if page.clinical else statement.citations[:DECIDING]
    parts: list[str | Span] = [f"{context.label('bases', statement.basis)}; sources", references.mark(cited)]
    left = places(statement.citations) - places(cited)
    if left > 0:
        parts.append(f" and {left} more: valcli why {statement.id}")
    yield Labelled("Rests on", text(*parts))
    if statement.basis_note:
        yield Labelled("Our reason", text(statement.basis_note))
    if page.clinical and statement.signs:
        yield Labelled("Signs", text("Warning signs and whom to call", references.mark(statement.signs.citations)))
