"""Names -> an answer for each, what several add up to, and names that were torn apart; or everything known."""

from collections.abc import Sequence

from valcli.answers.context import ALL_COUNTRIES, _cited, context_of, statement_citations
from valcli.answers.names import Names
from valcli.answers.statements import parts_of, rank, statement_of
from valcli.answers.types import Combined, ListingAnswer, NameAnswer, NamesAnswer, Resolved, Statement
from valcli.store.fact_base import FactBase
from valcli.text.fold import fold
from valcli.text.printable import typed
from valcli.text.tokens import key_of

_MOST_SUGGESTED = 100  # near names help a person, not a list


def interactions(facts: FactBase, asked: Sequence[str], country: str) -> NamesAnswer | ListingAnswer:
    """An answer for each name, or everything known when there is none."""
    context = context_of(facts, "interactions", {"names": list(asked), "country": country}, country)
    if not asked:
        statements = _listing(facts, country)
        cited = _cited(facts, (citation for item in statements for citation in item.citations))
        return ListingAnswer(context=context, statements=statements, sources=cited)

    names = Names(facts, country, suggest=len(asked) <= _MOST_SUGGESTED)
    made = {name: names.answer(name) for name in dict.fromkeys(asked)}
    answers = tuple(made[name] for name in asked)
    combined = combined_of(facts, answers, country)
    shown = [statement for answer in answers for statement in answer.interactions]
    if combined:
        shown.append(combined.statement)
    return NamesAnswer(
        context=context,
        answers=answers,
        combined=combined,
        substances_known=facts.substances(),
        joined=joined_names(facts, answers) if len(asked) > 1 else (),
        sources=_cited(facts, (citation for item in shown for citation in statement_citations(item))),
    )


def command_for(facts: FactBase, words: Sequence[str]) -> str:
    """The command that somebody meant who typed a section or a known name as a command, or ''."""
    joined = " ".join(words)
    for name in dict.fromkeys((joined, words[0])):
        section = facts.section_of(name)
        if section:
            return f"valcli info {section}"
    names = Names(facts, ALL_COUNTRIES, suggest=False)
    for name in dict.fromkeys((joined, words[0])):
        if names.answer(name).status != "not-recognised":
            return f"valcli interactions {typed(name)}"
    return ""


def _listing(facts: FactBase, country: str) -> tuple[Statement, ...]:
    meta = facts.meta()
    made = [
        statement
        for interactant in facts.interactants()
        if interactant.id not in (meta.same_medicine, meta.combined)
        for statement in parts_of(facts, interactant, country)
    ]
    return tuple(sorted(made, key=lambda item: (rank(facts, item.level), item.name.casefold())))


def combined_of(facts: FactBase, answers: Sequence[NameAnswer], country: str) -> Combined | None:
    """One warning when two or more different answers add up; it depends on the set alone."""
    adding = {term.tag for term in facts.terms("mechanisms") if term.adds_up}
    home = facts.meta().same_medicine
    sets: list[set[tuple[str, str]]] = []
    names: dict[tuple[str, str], str] = {}
    for answer in answers:
        pairs = [pair for pair in _adding(answer, adding) if pair[1].id != home]
        sets.append({(statement.id, resolved.ingredient or "") for resolved, statement in pairs})
        for resolved, statement in pairs:
            key = (statement.id, resolved.ingredient or "")
            names[key] = min(names.get(key, resolved.matched), resolved.matched)
    # the ingredients of one product alone are that product's own answer
    if len(names) <= max((len(some) for some in sets), default=0):
        return None
    interactant = facts.interactant(facts.meta().combined)
    if interactant is None:
        return None
    shown = tuple(sorted(set(names.values()), key=str.casefold))
    return Combined(names=shown, statement=statement_of(facts, interactant, "", country))


def _adding(answer: NameAnswer, adding: set[str]) -> list[tuple[Resolved, Statement]]:
    by_id = {statement.id: statement for statement in answer.interactions}
    pairs = [(resolved, by_id.get(resolved.interactant or "")) for resolved in answer.resolved]
    return [(resolved, statement) for resolved, statement in pairs if statement and adding & set(statement.mechanism)]


def joined_names(facts: FactBase, answers: Sequence[NameAnswer]) -> tuple[str, ...]:
    """Neighbours that make a known name when joined by a space."""
    found: list[str] = []
    start = 0
    while start < len(answers):
        for end in range(min(len(answers), start + 4), start + 1, -1):
            run = answers[start:end]
            name = " ".join(answer.asked for answer in run)
            is_name = all(answer.reason in (None, "not-in-facts", "turned-round") for answer in run)
            if is_name and facts.names(key_of(fold(name)), bare=True):
                found.append(name)
                start = end - 1
                break
        start += 1
    return tuple(found)
