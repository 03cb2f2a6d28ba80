"""Names -> an answer for each, what several add up to, and names that were torn apart; or everything known."""

from collections.abc import Sequence

from valcli.answers.context import _cited, context_of, statement_citations
from valcli.answers.frame import Context
from valcli.answers.names import Names
from valcli.answers.sets import Sets
from valcli.answers.statements import parts_of, rank
from valcli.answers.twice import duplicates_of
from valcli.answers.types import ListingAnswer, NameAnswer, NamesAnswer, Statement
from valcli.store.fact_base import FactBase
from valcli.text.fold import fold
from valcli.text.tokens import key_of

_MOST_SUGGESTED = 100  # near names help a person, not a list
_MOST_JOINED = 6  # words of one name that was torn apart
_CURLY = "\u2018\u2019\u201c\u201d"  # quotes pasted from a page, which no shell takes for quotes


def interactions(facts: FactBase, asked: Sequence[str], country: str) -> NamesAnswer | ListingAnswer:
    """An answer for each name, or everything known when there is none."""
    context = context_of(facts, "interactions", {"names": list(asked), "country": country}, country)
    if not asked:
        statements = _listing(facts, country)
        cited = _cited(facts, (citation for item in statements for citation in item.citations))
        return ListingAnswer(context=context, statements=statements, sources=cited)
    return answered(facts, asked, country, context)


def answered(facts: FactBase, asked: Sequence[str], country: str, context: Context) -> NamesAnswer:
    """An answer for each name, and what they add up to."""
    names = Names(facts, country, suggest=len(asked) <= _MOST_SUGGESTED)
    made = {name: names.answer(name) for name in dict.fromkeys(asked)}
    answers = tuple(made[name] for name in asked)
    combined = Sets(facts, country).combined(answers)
    shown = [statement for answer in answers for statement in answer.interactions]
    if combined:
        shown.append(combined.statement)
    return NamesAnswer(
        context=context,
        answers=answers,
        combined=combined,
        substances_known=facts.substances(),
        joined=joined_names(facts, names, answers) if len(asked) > 1 else (),
        sources=_cited(facts, (citation for item in shown for citation in statement_citations(item))),
        duplicates=duplicates_of(facts, answers),
    )


def _listing(facts: FactBase, country: str) -> tuple[Statement, ...]:
    meta = facts.meta()
    made = [
        statement
        for interactant in facts.interactants()
        if interactant.id not in {meta.same_medicine, *meta.of_sets()}
        for statement in parts_of(facts, interactant, country)
    ]
    return tuple(sorted(made, key=lambda item: (rank(facts, item.level), item.name.casefold())))


def joined_names(facts: FactBase, names: Names, answers: Sequence[NameAnswer]) -> tuple[str, ...]:
    """Neighbours that make a known name when joined by a space, where the parts did not say what the whole does."""
    found: list[str] = []
    start = 0
    while start < len(answers):
        for end in range(min(len(answers), start + _MOST_JOINED), start + 1, -1):
            run = answers[start:end]
            name = " ".join(answer.asked.strip().strip(_CURLY) for answer in run).strip()
            is_name = all(answer.reason in (None, "not-in-facts", "turned-round") for answer in run)
            if is_name and _says_more(facts, names, name, run):
                found.append(name)
                start = end - 1
                break
        start += 1
    return tuple(found)


def _says_more(facts: FactBase, names: Names, name: str, parts: Sequence[NameAnswer]) -> bool:
    """Whether a joined text is a name whose level is stricter than that of its parts, or whose entry is another.

    It is one too where it is read as one thing in a form, and one of its words alone asks back: a brand and patch.
    """
    is_name = bool(facts.names(key_of(fold(name)), bare=True))
    if not any(part.answered for part in parts):
        return is_name
    whole = names.answer(name)
    if any(part.readings for part in parts) and whole.answered and whole.parties == 1 and (is_name or whole.form):
        return True
    if not is_name:
        return False
    if rank(facts, whole.level) < min(rank(facts, part.level) for part in parts):
        return True
    return not _entries([whole]) <= _entries(parts)


def _entries(answers: Sequence[NameAnswer]) -> set[str]:
    """The interactants, or the things without one, that answers lead to."""
    things = [resolved for answer in answers for resolved in answer.resolved]
    things += [resolved for answer in answers for reading in answer.readings for resolved, _ in reading.leads]
    return {resolved.interactant or resolved.name for resolved in things}
