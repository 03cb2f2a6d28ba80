"""What an answer about several names says of them all: torn names, what was checked, what stands twice."""

import re
from collections.abc import Iterator, Sequence

from valcli.answers.frame import Context
from valcli.answers.types import Combined, Duplicate, NameAnswer, NamesAnswer
from valcli.model.levels import rank
from valcli.output.page.document import Block, Gap, Inline, Paragraph, Span, Table, text
from valcli.text.printable import shortened, typed

_BY_LEVEL = ("interaction", "none-known")


def line(context: Context, tag: str) -> str:
    """A sentence of the facts about sets of names."""
    return context.term("set_lines", tag).meaning


def alarms(answer: NamesAnswer) -> list[str]:
    """What an emergency asks for, where something else would stand before it."""
    urgent = [item for item in answer.answers if item.urgent]
    only = answer.answers[0] if len(answer.answers) == 1 else None
    is_first = only is not None and len(only.interactions) == 1 and only.status == "interaction"
    first = [statement.headline for item in urgent for statement in item.interactions[:1]]
    return [] if is_first else list(dict.fromkeys(first))


def alarm_blocks(answer: NamesAnswer) -> Iterator[Block]:
    """Whom to call, before anything else."""
    yield from (Paragraph(text(Span(headline, "headline"))) for headline in alarms(answer))


def torn(answer: NamesAnswer) -> Iterator[Block]:
    """What has to be read before any level: names that were torn apart."""
    for name in answer.joined:
        yield Paragraph(text(f"{line(answer.context, 'same-name')} valcli interactions {typed(name)}"))


def unanswered(answer: NamesAnswer) -> Iterator[Block]:
    """What was not answered: before any level, so that nobody takes silence for leave."""
    missing = [item for item in answer.answers if not item.answered]
    if missing and len(answer.answers) > 1:
        count = len(answer.answers)
        said = [f"Answered {count - len(missing)} of {count} names."]
        for lead, asks in (("Not answered", False), ("Which one is meant has to be asked first", True)):
            names = [shortened(item.asked) for item in missing if (item.status == "ambiguous") is asks]
            said += [f"{lead}: {', '.join(names)}."] if names else []
        yield Paragraph(text(Span(" ".join(said), "headline")))


def summary_blocks(answer: NamesAnswer, ordered: Sequence[NameAnswer]) -> Iterator[Block]:
    """That names were not checked with each other; then a row for each name."""
    context = answer.context
    if len(ordered) > 1 and answer.is_complete:
        yield Paragraph(text(f"Answered {len(ordered)} of {len(ordered)} names."))
    if answer.parties > 1:
        yield Paragraph(text(line(context, "checked-with")))
    if len(ordered) > 1:
        yield Gap()
        yield Table(tuple(_row(context, item, alarms(answer)) for item in ordered))


def beside(context: Context, item: NameAnswer) -> str:
    """That a level is about one name and the medicine: among several names it is else read as about those."""
    own = {
        tag for one in item.interactions[:1] for tag in (one.level, item.level or one.level) if _has_words(context, tag, one.kind)
    }
    return "" if own or item.status not in _BY_LEVEL or not item.interactions else f" with {context.medicine}"


def _has_words(context: Context, level: str, kind: str) -> bool:
    """Whether a kind of thing has its own word for a level, since it is nothing that anybody takes."""
    return context.level(level, kind) is not context.term("levels", level)


def _row(context: Context, item: NameAnswer, told: Sequence[str]) -> tuple[Inline, ...]:
    """The level, the name, and what to do in a few words; the details stand below."""
    levels = list(context.labels["levels"])
    if told and is_mildest(context, item):
        first = context.term("set_lines", "help-first")
        return text(Span(first.label, "strictness.0")), text(Span(shortened(item.asked), "label")), text(first.meaning)
    statement = min(item.interactions, key=lambda one: rank(levels, one.level), default=None)
    if item.status in _BY_LEVEL and statement and item.level:
        verdict = Span(context.level(item.level, statement.kind).label, f"strictness.{rank(levels, item.level)}")
    else:
        verdict = Span(context.label("statuses", item.status), "unanswered")
    headline = statement.headline if statement and statement.headline not in told else ""
    few = (headline or first_words(statement.management)) if statement else ""
    if told and item.notes and not item.interactions:
        few = item.notes[0]  # what is used at once, such as a reliever
    if item.status == "partial":
        few = f"Not read: {shortened(', '.join(item.unread))}. {few}"
    name = Span(f"{shortened(item.asked)}{beside(context, item)}", "label")
    return text(verdict), text(name), text(item.question or few or line(context, "not-checked"))


def is_mildest(context: Context, item: NameAnswer) -> bool:
    """Whether nothing but the mildest level is told of a name."""
    return bool(item.level) and item.level == list(context.labels["levels"])[-1]


def kept(answer: NamesAnswer, items: Sequence[NameAnswer]) -> list[NameAnswer]:
    """Some answers without those that say nothing but that no problem was found, which is about usual doses, in an emergency."""
    return [item for item in items if not (alarms(answer) and is_mildest(answer.context, item))]


def first_words(said: str) -> str:
    """The first sentence, with the one that answers it where it is a question."""
    sentences = re.split(r"(?<=[.?!]) ", said)
    return " ".join(sentences[: 2 if sentences[0].endswith("?") else 1])


def duplicate_blocks(answer: NamesAnswer) -> Iterator[Block]:
    """Ingredients that stand in several of the names, and a question: nobody is told to leave one out."""
    lines = duplicate_lines(answer)
    if lines:
        yield Gap()
    for said in [*lines, answer.context.do_not_stop] if lines else ():
        yield Paragraph(text(Span(said, "headline")))


def duplicate_lines(answer: NamesAnswer) -> list[str]:
    """A line for each ingredient that stands in several of the names."""
    return [said_of(answer.context, duplicate) for duplicate in answer.duplicates]


def named(context: Context, combined: Combined) -> str:
    """The names of a set: what it warns of stands first, so that nobody leaves out what stands beside it."""
    first = [shortened(name) for name in combined.names if name not in combined.beside]
    lead = f"{', '.join(first)} and {context.medicine}"
    return f"{lead}, with {', '.join(map(shortened, combined.beside))}" if combined.beside else f"{lead} together"


def said_of(context: Context, duplicate: Duplicate) -> str:
    """Which names hold the same, and what to ask."""
    names = [shortened(name) for name in duplicate.names if name not in duplicate.perhaps]
    names += [f"{shortened(name)} (if it is the one with {duplicate.ingredient})" for name in duplicate.perhaps]
    hold = "More than one holds" if len(names) > 2 else "Both hold"
    return f"{hold} {duplicate.ingredient}: {', '.join(names)}. {line(context, 'duplicate')}"
