"""Rules about what people type: questions lead somewhere, and one word means one thing."""

from collections.abc import Callable, Iterable

from valcli.editing.rules.link_check import Check
from valcli.text.fold import fold
from valcli.text.words import MOST_FOUND, stem, words_of


def check_search(check: Check) -> None:
    """Questions stand once and lead to what exists; no word is in two groups, or in two terms of the glossary."""
    facts = check.facts
    ids = {*check.records, *(item.id for item in facts.interactants), *(term.id for term in facts.glossary)}
    if facts.search.known and not check.known(facts.search.known, ids):
        check.report(facts.search, "search", f"known: nothing has the id '{facts.search.known}'", "known")
    for item in facts.asked:
        for found in item.find:
            if not check.known(found, ids):
                check.report(item, item.ask[0], f"find: nothing has the id '{found}'", "find")
        if len(item.find) > MOST_FOUND or len(set(item.find)) < len(item.find):
            check.report(item, item.ask[0], f"find holds at most {MOST_FOUND} ids, each once", "find")
        for question in item.ask:
            if not question.isascii() or not words_of(question):
                check.report(item, item.ask[0], f"ask: '{question}' must be plain ASCII and hold a word", "ask")
    _once(check, ((item, item.ask[0], "ask", item.ask) for item in facts.asked), lambda text: " ".join(words_of(text)))
    _once(check, ((facts.search, group[0], "same", group) for group in facts.search.same), _stems)
    _once(check, ((term, term.id, "aliases", (term.name, *term.aliases)) for term in facts.glossary), fold)


def _stems(text: str) -> str:
    return " ".join(map(stem, words_of(text)))


def _once(check: Check, lists: Iterable[tuple[object, str, str, tuple[str, ...]]], read: Callable[[str], str]) -> None:
    """No word of these lists, read in this way, stands under two of their names."""
    seen: dict[str, str] = {}
    for thing, name, field, words in lists:
        for word in words:
            first = seen.setdefault(read(word), name)
            if first != name:
                check.report(thing, name, f"{field}: '{word}' stands under '{first}' too", field)
