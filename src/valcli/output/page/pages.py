"""Answer -> blocks: the fixed wording around the facts, and the order on the page."""

from collections.abc import Iterator

from valcli.answers.context import record_citations, statement_citations
from valcli.answers.found import ClaimsAnswer, ExplainAnswer, SearchAnswer
from valcli.answers.frame import Context
from valcli.answers.types import (
    Answer,
    InfoAnswer,
    LeafletAnswer,
    ListingAnswer,
    NamesAnswer,
    SectionListAnswer,
    SourcesAnswer,
    UnknownAnswer,
    WhyAnswer,
)
from valcli.output.page.document import Block, Bullet, Gap, Heading, Labelled, Paragraph, Span, text
from valcli.output.page.names import Page, names_blocks, statement_blocks
from valcli.output.page.records import record_blocks, section_blocks, shown_citations
from valcli.output.page.references import References, described
from valcli.text.printable import shortened


def body(answer: Answer, *, clinical: bool) -> Iterator[Block]:
    """The page for an answer; `clinical` adds the precise statement, ids and how sources were read."""
    match answer:
        case NamesAnswer():
            return names_blocks(answer, clinical=clinical)
        case ListingAnswer():
            from valcli.output.page.listing import listing_blocks  # no other page needs it

            return listing_blocks(answer, clinical=clinical)
        case InfoAnswer():
            return _info(answer, clinical)
        case LeafletAnswer():
            from valcli.output.page.leaflet import leaflet_blocks  # no other page needs it

            return leaflet_blocks(answer)
        case SectionListAnswer():
            return _section_list(answer)
        case SourcesAnswer():
            return _sources(answer)
        case WhyAnswer():
            return _why(answer)
        case UnknownAnswer():
            return _unknown(answer)
        case SearchAnswer():
            from valcli.output.page.found import search_blocks  # no other page needs it

            return search_blocks(answer, clinical=clinical)
        case ExplainAnswer():
            return _explain(answer)
        case ClaimsAnswer():
            return _claims(answer)


def closing(context: Context) -> Paragraph:
    """The last line: which facts, education and not advice, whom to call."""
    return Paragraph(text(Span(context.closing, "closing")))


def _info(answer: InfoAnswer, clinical: bool) -> Iterator[Block]:
    context = answer.context
    cited = [citation for section in answer.sections for citation in shown_citations(section, clinical=clinical)]
    references = References(answer.sources, cited)
    yield Heading(text(Span(context.title, "title")), 1)
    if context.country in context.labels["countries"]:
        yield Paragraph(text(f"What holds in: {context.label('countries', context.country)}, and anywhere."))
    for section in answer.sections:
        yield Gap()
        yield from section_blocks(context, section, references, clinical=clinical)
    yield Gap()
    yield Heading(text(Span("Sources", "heading")), 2)
    yield from references.blocks(context, clinical=clinical)


def _section_list(answer: SectionListAnswer) -> Iterator[Block]:
    yield Heading(text(Span("Sections of the leaflet", "title")), 1)
    for section in answer.sections:
        also = f" (also: {', '.join(section.aliases)})" if section.aliases else ""
        yield Labelled(section.id, text(f"{section.title}{also}"))
    yield Gap()
    yield Paragraph(text("Read one with: valcli info SECTION"))


def _sources(answer: SourcesAnswer) -> Iterator[Block]:
    context = answer.context
    if answer.sources:
        yield Heading(text(Span("Sources", "title")), 1)
    for listed in answer.sources:
        source = listed.source
        kind = context.label("source_types", source.type)
        yield Gap()
        yield Paragraph(text(Span(source.id, "label"), f": {described(source)}"))
        if not answer.full:
            count = len(listed.cited_by)
            yield Bullet(text(f"{kind}; {'1 statement leans' if count == 1 else f'{count} statements lean'} on it"))
            continue
        yield Labelled("Kind", text(kind))
        for label, value in (
            ("Address", source.url),
            ("Identifier", source.identifier),
            ("We read it on", source.accessed),
            ("What was read", source.note or "not-stated"),
        ):
            yield Labelled(label, text("not stated" if value == "not-stated" else value))
        yield Labelled("Cited by", text(", ".join(listed.cited_by) or "nothing"))
    for asked, near in answer.unknown.items():
        yield Gap()
        yield Paragraph(text(f"No source has the id {shortened(asked)}.", _near(near)))
    if not answer.full:
        yield Gap()
        yield Paragraph(text("One source, and all that leans on it: valcli sources ID"))


def _why(answer: WhyAnswer) -> Iterator[Block]:
    context, section = answer.context, answer.section
    every = [citation for record in section.records for citation in record_citations(record)]
    every += [citation for statement in section.statements for citation in statement_citations(statement)]
    references = References(answer.sources, every)
    page = Page(context, references, clinical=True)
    for record in section.records:
        if record.audience == "professional":
            yield Paragraph(text(Span(f"For {context.label('audiences', record.audience)}.", "headline")))
        yield Heading(text(Span(record.id, "title"), f" in {section.title}"), 1)
        yield from record_blocks(context, record, references, clinical=True)
        yield from _do_not_stop(context)
    for number, statement in enumerate(section.statements):
        members = ", ".join(statement.names) if number == 0 else answer.members[number - 1]
        yield Gap()
        lead = text(Span(statement.name, "title"), f": {members}" if members else "", f" ({statement.id})")
        yield from statement_blocks(page, statement, lead)
    if answer.cited_by:
        yield Labelled("Used by", text(", ".join(answer.cited_by)))
    yield Gap()
    yield Heading(text(Span("Sources", "heading")), 2)
    yield from references.blocks(context, clinical=True)


def _do_not_stop(context: Context) -> Iterator[Block]:
    """A statement that is read away from its section stands without the line at the head of it."""
    if context.do_not_stop:
        yield Paragraph(text(Span(context.do_not_stop, "headline")))


def _explain(answer: ExplainAnswer) -> Iterator[Block]:
    group = ""
    for term in answer.terms:
        if term.group != group:
            group = term.group
            yield Gap()
            titles = answer.context.labels["groups"]
            yield Heading(text(Span(titles[group].label if group in titles else group, "heading")), 2)
        first, *rest = term.meaning.split("\n")
        yield Bullet(text(Span(term.label, "label"), f": {first}" if first else ""))
        yield from (Paragraph(text(line)) for line in rest)  # the examples of a rule
    if not answer.terms:
        near = f" Words that are near: {', '.join(answer.suggestions)}." if answer.suggestions else ""
        yield Paragraph(text(f"This word is not explained here.{near} All words: valcli explain"))


def _claims(answer: ClaimsAnswer) -> Iterator[Block]:
    context = answer.context
    article = ""
    for claim in answer.claims:
        if claim.article != article:
            article = claim.article
            source = answer.articles[article]
            yield Gap()
            yield Heading(text(Span(source.title, "heading"), f" ({source.publisher})"), 2)
        better = f" See: {', '.join(claim.facts)}." if claim.facts else ""
        verdict = Span(context.label("verdicts", claim.verdict), f"verdict.{claim.verdict}")
        yield Bullet(
            text("The article says: ", claim.claim, " ", verdict, f": {claim.reason}{better}", Span(f" [{claim.id}]", "mark"))
        )
    if answer.claims:
        yield Gap()
        yield Paragraph(text("The better facts, with their sources: valcli why ID"))
    else:
        yield Paragraph(text("No claim with these words."))


def _unknown(answer: UnknownAnswer) -> Iterator[Block]:
    asked = shortened(answer.asked)
    elsewhere = f" It is a source: valcli sources {asked}" if answer.is_source else ""
    yield Paragraph(text(f"No statement has the id {asked}.", _near(answer.suggestions), elsewhere))


def _near(near: tuple[str, ...]) -> str:
    return f" Near ids: {', '.join(near)}." if near else ""
