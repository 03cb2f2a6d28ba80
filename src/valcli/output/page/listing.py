"""Everything known -> blocks, grouped by what to do."""

from collections.abc import Iterator, Sequence

from valcli.answers.frame import Context
from valcli.answers.types import ListingAnswer, Statement
from valcli.model.shared import LevelWords, Term
from valcli.output.page.document import Block, Bullet, Gap, Heading, Paragraph, Span, text
from valcli.output.page.names import _strictness
from valcli.output.page.records import DECIDING
from valcli.output.page.references import References


def listing_blocks(answer: ListingAnswer, *, clinical: bool) -> Iterator[Block]:
    """Everything known, grouped by what to do."""
    context = answer.context
    cited = [citation for item in answer.statements for citation in item.citations[:DECIDING]]
    references = References(answer.sources, cited)
    yield Heading(text(Span(f"{context.title}: everything in this fact base", "title")), 1)
    yield Paragraph(text("Ask about one: valcli interactions NAME. A name that is not here was not checked: ask a pharmacist."))
    shown: Term | LevelWords | None = None
    for statement in _by_label(context, answer.statements):
        words = context.level(statement.level, statement.kind)
        if words != shown:
            shown = words
            yield Gap()
            yield Heading(text(Span(words.label, _strictness(context, statement.level))), 2)
            yield Paragraph(text(words.advice or context.term("levels", statement.level).advice))
        names = f": {', '.join(statement.names)}" if statement.names else ""
        yield Bullet(text(Span(statement.name, "label"), names, references.mark(statement.citations[:DECIDING])))
    yield Gap()
    yield Heading(text(Span("Sources", "heading")), 2)
    yield from references.blocks(context, clinical=clinical)


def _by_label(context: Context, statements: Sequence[Statement]) -> list[Statement]:
    """By level as they come; under a level first what goes by its usual name, then the kinds that have their own."""
    levels, kinds = list(context.labels["levels"]), list(context.labels["interactant_kinds"])

    def place(item: Statement) -> tuple[int, int]:
        own = context.level(item.level, item.kind) is not context.term("levels", item.level)
        return levels.index(item.level), kinds.index(item.kind) + 1 if own else 0

    return sorted(statements, key=place)
