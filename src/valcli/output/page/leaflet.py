"""The page to hand over -> blocks: what could not be answered stands above every level."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from valcli.answers.context import record_citations
from valcli.answers.frame import Context
from valcli.answers.types import LeafletAnswer, NameAnswer, ShownPart, ShownReading, Statement
from valcli.model.frozen import replaced
from valcli.model.leaflet import Question, Record
from valcli.model.shared import Citation, WarningSigns
from valcli.output.page.document import Blank, Block, Bullet, Gap, Heading, Inline, Labelled, Paragraph, Span, text
from valcli.output.page.names import (
    _acts,
    _beside,
    _countries,
    _ingredients,
    _level,
    _notes,
    _order,
    _strictness,
    _understood,
)
from valcli.output.page.records import record_blocks
from valcli.output.page.references import References
from valcli.output.page.several import duplicate_lines, kept, line, named
from valcli.text.printable import shortened, typed

# sources beside a statement on this page, the one that decides first, and beside signs and numbers; `why` prints them all
CITED, CALLED = 1, 2


def leaflet_blocks(answer: LeafletAnswer) -> Iterator[Block]:
    """Lines for name and date, the parts in the order of the facts, and where it all comes from."""
    context = answer.context
    page = _Page(answer)
    yield Heading(text(Span(context.title, "title")), 1)
    yield Blank("Name")
    yield Blank("Date")
    if context.country in context.labels["countries"]:
        yield Paragraph(text(f"What holds in: {context.label('countries', context.country)}, and anywhere."))
    for part in answer.parts:
        yield Gap()
        yield from page.names(part) if part.is_place else page.part(part)
    yield Gap()
    yield Heading(text(Span("Where it comes from", "heading")), 2)
    yield from page.references.blocks(context, clinical=False)


class _Page:
    """What the parts of one page share."""

    def __init__(self, answer: LeafletAnswer) -> None:
        self.context = answer.context
        self.answer = answer.names
        self.sorted = sorted(answer.names.answers, key=lambda item: _order(answer.context, item))
        self.told = {signs.id for part in answer.parts for signs in part.signs}
        self.said: dict[tuple[str, ...], str] = {}  # what stands on the page already, with the name that it stands under
        self.references = References(answer.sources, [*self._citations(answer.parts)])

    def part(self, part: ShownPart) -> Iterator[Block]:
        """Signs and whom to call, or lines of the leaflet."""
        yield Heading(text(Span(part.title, "urgency.emergency" if part.signs else "heading")), 2)
        for signs in part.signs:
            told = text(Span(f"{signs.name}:", "label"), f" {'; '.join(signs.signs)}.")
            acts = [(Span(" "), *(Span(said, "headline") for said, _ in act)) for act in acts_of(self.context, signs)]
            yield Bullet((*told, *(span for act in acts for span in act), self.references.mark(signs.citations[:CALLED])))
        if part.records and all(isinstance(record, Question) for record in part.records):
            yield from self._own_questions()
        for record in part.records:
            yield from record_blocks(self.context, _trimmed(record), self.references, clinical=False)

    def names(self, part: ShownPart) -> Iterator[Block]:
        """What was asked about: what holds for all of it, what was not answered, what adds up, then by level."""
        yield Heading(text(Span(part.title, "heading")), 2)
        if not self.sorted:
            yield Blank("Medicines, food and drinks to ask about")
            return
        for name in self.answer.joined:
            yield Paragraph(text(f"{line(self.context, 'same-name')} valcli leaflet {typed(name)}"))
        if self.answer.parties > 1:
            yield Paragraph(text(line(self.context, "checked-with")))
        if any(item.do_not_stop for item in self.sorted):
            yield Paragraph(text(Span(self.context.do_not_stop, "headline")))
        for said in duplicate_lines(self.answer):
            yield Paragraph(text(Span(said, "headline")))
        yield from self._unanswered([item for item in self.sorted if not item.answered])
        yield from self._combined()
        graded = kept(self.answer, [item for item in self.sorted if item.interactions and item.level])
        for (label, advice, role), items in groupby(graded, key=self._group):
            yield Gap()
            yield Heading(text(Span(label, role)), 3)
            yield Paragraph(text(advice))
            for item in items:
                yield from self._entry(item)

    def _group(self, item: NameAnswer) -> tuple[str, str, str]:
        """What the level of an answer is called, what to do, and the role of both."""
        level = item.level or ""
        words = self.context.level(level, item.interactions[0].kind)
        return words.label, words.advice or self.context.term("levels", level).advice, _strictness(self.context, level)

    def _unanswered(self, items: Sequence[NameAnswer]) -> Iterator[Block]:
        if not items:
            return
        yield Gap()
        yield Heading(text(Span("Not checked, or only in part: ask a pharmacist", "unanswered")), 3)
        for item in items:
            status = self.context.term("statuses", item.status)
            unread = f" Not read: {shortened(', '.join(item.unread))}." if item.status == "partial" else ""
            yield Paragraph(text(Span(f"{status.label}: {shortened(item.asked)}.", "label"), f"{unread} {status.meaning}"))
            yield from self._readings(item)
            if not item.level:  # what was read has no level to stand under
                for statement in item.interactions:
                    yield from self._statement(statement, statement.name, text(Span(statement.name, "label")))
            if not item.interactions:
                yield from self._rest(item)

    def _readings(self, item: NameAnswer) -> Iterator[Block]:
        """What a name may mean, a line for each level."""
        if item.question:
            yield Paragraph(text(Span(item.question, "headline")))

        def level(reading: ShownReading) -> tuple[str, str]:
            if not reading.level:
                return self.context.label("statuses", "no-data"), "unanswered"
            return self.context.level(reading.level, reading.kind).label, _strictness(self.context, reading.level)

        for (label, role), readings in groupby(item.readings, key=level):
            shown = [f"{one.name}. {one.headline}" if one.headline else one.name for one in readings]
            yield Bullet(text(Span(label, role), f": {'; '.join(shown)}"))

    def _combined(self) -> Iterator[Block]:
        combined = self.answer.combined
        if not combined:
            return
        yield Gap()
        statement = combined.statement
        yield Heading(
            (
                *_level(self.context, statement.level, statement.kind),
                Span(named(self.context, combined), "title"),
                *_countries(self.context, statement),
            ),
            3,
        )
        if combined.depends:
            yield Paragraph(text(Span(line(self.context, "depends"), "headline")))
        yield from self._statement(statement, "", (), in_short=True)

    def _entry(self, item: NameAnswer) -> Iterator[Block]:
        """One name: what it was understood as, then what is said of each thing in it."""
        lead = _understood(self.context, item)
        if not item.answered or item.status == "same-medicine":
            lead = (*text(Span(f"{self.context.label('statuses', item.status)}: ", "label")), *lead)
        several = len(item.interactions) > 1
        yield Heading((*lead, *(() if several else _countries(self.context, item.interactions[0]))), 4)
        for statement in item.interactions:
            name = _ingredients(item, statement)
            level = _level(self.context, statement.level, statement.kind)
            shown = (*level, *text(Span(name, "label")), *_countries(self.context, statement)) if several else ()
            yield from self._statement(statement, name, shown, in_short=several and statement.level != item.level)
        yield from self._rest(item)

    def _statement(self, statement: Statement, name: str, lead: Inline, *, in_short: bool = False) -> Iterator[Block]:
        """What is said of one thing; `in_short` for what is milder than another thing in the same pack."""
        if lead:
            yield Paragraph(lead)
        words = (statement.headline, statement.effect, statement.management, statement.if_already_taking)
        first = self.said.setdefault(words, name)
        if first != name:
            yield Paragraph(text(f"What is told for {first} holds here too."))
            return
        if statement.headline:
            yield Paragraph(text(Span(statement.headline, "headline")))
        already = self.context.term("interactant_kinds", statement.kind).already or "Taking both"
        lines = [("What to do", statement.management)]
        if not in_short:
            lines.insert(0, ("About it" if statement.about else "Can happen", statement.effect))
        if not in_short or not name:
            lines += [(already, statement.if_already_taking), ("Also", statement.note)]
        mark: Span | str = self.references.mark(statement.citations[:CITED])
        for label, said in lines:
            if said:
                yield Labelled(label, text(said, mark))
            mark = ""
        if statement.signs and statement.signs.id not in self.told:
            self.told.add(statement.signs.id)
            cited = self.references.mark(statement.signs.citations[:CALLED])
            yield Labelled("Watch for", text(f"{'; '.join(statement.signs.signs)}.", cited))
            for number, act in enumerate(acts_of(self.context, statement.signs)):
                yield Labelled("" if number else "Then", act)

    def _rest(self, item: NameAnswer) -> Iterator[Block]:
        """What goes with an answer; not to stop stands on the page already."""
        return (block for block in _beside(self.context, item, _notes(item)) if not isinstance(block, Paragraph))

    def _own_questions(self) -> Iterator[Block]:
        """The questions that belong to what was asked about."""
        asked = {
            question: (_ingredients(item, statement), statement.citations[:CITED])
            for item in self.sorted
            for statement in item.interactions
            for question in statement.questions[:1]  # the page is short: `interactions` has them all
        }
        for question, (name, cited) in asked.items():
            yield Bullet(text(f"{question} ({name})", self.references.mark(cited)))

    def _citations(self, parts: Sequence[ShownPart]) -> Iterator[Citation]:
        """Citations in the order of the page."""
        for part in parts:
            for signs in part.signs:
                yield from signs.citations[:CALLED]
            for record in part.records:
                yield from record_citations(_trimmed(record))
            if part.is_place:
                combined = [self.answer.combined.statement] if self.answer.combined else []
                for statement in [*combined, *(one for item in self.sorted for one in item.interactions)]:
                    yield from statement.citations[:CITED]
                    if statement.signs and statement.signs.id not in self.told:
                        yield from statement.signs.citations[:CALLED]


def _trimmed(record: Record) -> Record:
    return replaced(record, citations=record.citations[:CITED])


def acts_of(context: Context, signs: WarningSigns) -> list[Inline]:
    """What to do about signs, for each country; that of the chosen country alone where one was chosen."""
    if context.country in signs.act:
        return [text(signs.act[context.country])]
    return [block.spans for block in _acts(context, signs) if isinstance(block, Labelled)]
