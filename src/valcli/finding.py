"""Words -> what the facts say about them: full-text search, the meaning of a word, claims of web articles."""

import re
from collections.abc import Iterable, Iterator, Sequence

from valcli.answer import ClaimsAnswer, ExplainAnswer, Explained, Hit, SearchAnswer
from valcli.fold import bare_forms, fold, singular
from valcli.interactions import near_names
from valcli.query import context_of
from valcli.store import FactBase, SearchHit

MOST_HITS = 10
_POOL = 60
_GLOSSARY = "glossary"


def search(facts: FactBase, words: Sequence[str], country: str) -> SearchAnswer:
    """The statements, interactions, questions and terms that fit best, at most ten."""
    context = context_of(facts, "search", {"words": list(words), "country": country}, country)
    asked = _tokens(" ".join(words))
    ignored = {fold(word) for word in facts.search_words().ignore}
    wanted = [word for word in asked if word not in ignored] or asked
    found = _ranked(facts, asked, wanted) if wanted else []
    titles = {section.section: section.title for section in facts.sections()}
    hits = tuple(
        Hit(id=hit.id, kind=hit.kind, section=hit.section, title=titles.get(hit.section, ""), text=hit.line)
        for hit in found[:MOST_HITS]
    )
    return SearchAnswer(context=context, hits=hits, suggestions=() if hits else _near(facts, wanted))


def explain(facts: FactBase, word: str, country: str) -> ExplainAnswer:
    """What a level, a frequency word or a medical term means here; every word without one."""
    context = context_of(facts, "explain", {"word": word or None, "country": country}, country)
    every = list(_terms(facts))
    if not word:
        return ExplainAnswer(context=context, terms=tuple(term for term, _ in every), suggestions=())
    keys = {fold(word), *bare_forms(fold(word)), singular(fold(word))}
    found = tuple(term for term, names in every if keys & names)
    near = () if found else tuple(near_names(word, sorted({name for _, names in every for name in names})))
    return ExplainAnswer(context=context, terms=found, suggestions=near)


def claims(facts: FactBase, words: Sequence[str], country: str) -> ClaimsAnswer:
    """The claims in which every word stands, in their text, verdict, reason, article or id."""
    context = context_of(facts, "claims", {"words": list(words), "country": country}, country)
    articles = {source.id: source for source in facts.sources() if source.id in {item.article for item in facts.claims()}}
    wanted = _tokens(" ".join(words))
    found = []
    for item in facts.claims():
        article = articles[item.article]
        said = fold(f"{item.id} {item.verdict} {item.claim} {item.reason} {article.title} {article.publisher} {article.id}")
        if all(word in said for word in wanted):
            found.append(item)
    named = {source_id: source for source_id, source in articles.items() if source_id in {item.article for item in found}}
    return ClaimsAnswer(context=context, claims=tuple(found), articles=named)


def _tokens(text: str) -> list[str]:
    return list(dict.fromkeys(re.findall(r"\w+", fold(text).replace("'", ""))))


def _ranked(facts: FactBase, asked: Sequence[str], wanted: Sequence[str]) -> list[SearchHit]:
    """Best first: lines that have the question itself among their names, then the index's own order."""
    groups = [_alike(facts, word, asked) for word in wanted]
    pool = facts.search(" OR ".join(_quoted(word) for group in groups for word in group), _POOL)
    covered = [{hit.id for hit in facts.search(" OR ".join(map(_quoted, group)), 10_000)} for group in groups]
    ignored = {fold(word) for word in facts.search_words().ignore}
    question = [word for word in asked if word not in ignored] or list(asked)

    def place(pair: tuple[int, SearchHit]) -> tuple[int, int, int]:
        number, hit = pair
        names = [[word for word in _tokens(name) if word not in ignored] for name in hit.names.split(" ; ")]
        missing = sum(hit.id not in ids for ids in covered)
        return (0 if question in names else 1, missing, number)

    return [hit for _, hit in sorted(enumerate(pool), key=place)]


def _alike(facts: FactBase, word: str, asked: Sequence[str]) -> list[str]:
    """A word and those that mean the same; a group with several words counts when all of them were asked."""
    found = [word]
    for group in facts.search_words().same:
        for name in group:
            parts = _tokens(name)
            if word in parts and set(parts) <= set(asked):
                found += [fold(other) for other in group]
    return list(dict.fromkeys(found))


def _quoted(word: str) -> str:
    return '"' + word.replace('"', "") + '"'


def _near(facts: FactBase, wanted: Iterable[str]) -> tuple[str, ...]:
    words = facts.indexed_words()
    return tuple(dict.fromkeys(near for word in wanted for near in near_names(word, words)))


def _terms(facts: FactBase) -> Iterator[tuple[Explained, set[str]]]:
    """Every closed word and every word of the glossary, with the names that find it."""
    for group in facts.groups():
        for number, term in enumerate(facts.terms(group), start=1):
            shown = Explained(id=term.tag, group=group, label=term.label, meaning=term.meaning, order=number)
            yield shown, {fold(term.tag), fold(term.tag.replace("-", " ")), fold(term.label)}
    for number, entry in enumerate(facts.glossary(), start=1):
        shown = Explained(id=entry.id, group=_GLOSSARY, label=entry.name, meaning=entry.meaning, order=number)
        yield shown, {fold(name) for name in (entry.id, entry.name, *entry.aliases)}
