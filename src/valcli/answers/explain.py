"""The meaning of a word, and the claims of web articles."""

import re
from collections.abc import Iterator, Sequence

from valcli.answers.context import context_of
from valcli.answers.found import ClaimsAnswer, ExplainAnswer, Explained
from valcli.answers.frame import Context
from valcli.store.fact_base import FactBase
from valcli.text.fold import fold
from valcli.text.near import near_names
from valcli.text.tokens import keys_of, singular

_GLOSSARY = "glossary"
_RULES = "rules"


def explain(facts: FactBase, word: str, country: str) -> ExplainAnswer:
    """What a level, a frequency word or a medical term means here; every word without one."""
    context = context_of(facts, "explain", {"word": word or None, "country": country}, country)
    every = list(_terms(facts))
    if not word:
        order = [term.tag for term in facts.terms("groups")]
        listed = sorted((term for term, _ in every if term.group in order), key=lambda term: order.index(term.group))
        return ExplainAnswer(context=context, terms=tuple(listed), suggestions=())
    keys = {fold(word), *keys_of(fold(word)), singular(fold(word))}
    found = (*(term for term, names in every if keys & names), *_rules(word))
    near = () if found else tuple(near_names(word, sorted({name for _, names in every for name in names})))
    return ExplainAnswer(context=context, terms=found, suggestions=near)


def explain_rule(word: str, country: str) -> ExplainAnswer | None:
    """A rule of `check` where the facts can't be read; None where the word names no rule."""
    found = tuple(_rules(word))
    unread = Context(
        command="explain",
        request={"word": word, "country": country},
        version="not-read",
        reviewed="not-read",
        medicine="not-read",
        title="",
        shipped=False,
        notice="These facts can't be read; valcli check says why.",
        do_not_stop="",
        country=country,
        emergency=(),
        labels={"groups": {}},
    )
    return ExplainAnswer(context=unread, terms=found, suggestions=()) if found else None


def _rules(word: str) -> Iterator[Explained]:
    """The rule of `check` with this id or name, with both of its examples; all of them, in short, for their group."""
    from valcli.editing.rules import RULES, find_rules  # only this command and `check` know rules

    listed = fold(word) == _RULES
    for rule in RULES if listed else find_rules(word):
        meaning = f"{rule.name} ({rule.level}). {rule.reason}"
        for verdict, example in () if listed else (("Refused", rule.rejects), ("Right", rule.passes)):
            meaning += f"\n{verdict}, in {example.file}:\n{example.text.rstrip()}"
        yield Explained(id=rule.id, group=_RULES, label=rule.id, meaning=meaning, order=RULES.index(rule) + 1)


def claims(facts: FactBase, words: Sequence[str], country: str) -> ClaimsAnswer:
    """The claims in which every word stands, in their text, verdict, reason, article or id."""
    context = context_of(facts, "claims", {"words": list(words), "country": country}, country)
    every = facts.claims()
    articles = {name: source for name in sorted({item.article for item in every}) if (source := facts.source(name))}
    wanted = _tokens(" ".join(words))
    found = []
    for item in every:
        article = articles[item.article]
        said = fold(f"{item.id} {item.verdict} {item.claim} {item.reason} {article.title} {article.publisher} {article.id}")
        # words that hold no letter at all meet nothing
        if (wanted or not words) and all(word in said for word in wanted):
            found.append(item)
    named = {source_id: source for source_id, source in articles.items() if source_id in {item.article for item in found}}
    return ClaimsAnswer(context=context, claims=tuple(found), articles=named)


def _tokens(text: str) -> list[str]:
    return list(dict.fromkeys(re.findall(r"\w+", fold(text).replace("'", ""))))


def _terms(facts: FactBase) -> Iterator[tuple[Explained, set[str]]]:
    """Every closed word and every word of the glossary, with the names that find it."""
    for group in facts.groups():
        for number, term in enumerate(facts.terms(group), start=1):
            shown = Explained(id=term.tag, group=group, label=term.label, meaning=term.meaning, order=number)
            yield shown, {fold(term.tag), fold(term.tag.replace("-", " ")), fold(term.label)}
    for number, entry in enumerate(facts.glossary(), start=1):
        shown = Explained(id=entry.id, group=_GLOSSARY, label=entry.name, meaning=entry.meaning, order=number)
        yield shown, {fold(name) for name in (entry.id, entry.name, *entry.aliases)}
