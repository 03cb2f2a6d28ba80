"""What people type: questions lead somewhere, and one word means one thing."""

from collections.abc import Callable, Iterable, Iterator

from valcli.editing.problems import near
from valcli.editing.rules.every_text import Base
from valcli.editing.rules.rule import LOAD, Example, Found, rule
from valcli.text.fold import fold
from valcli.text.words import MOST_FOUND, stem, words_of


@rule(
    "L-search",
    "questions lead somewhere, a word means one thing",
    "A question that leads nowhere, or a word with two meanings, sends the reader to the wrong statement.",
    rejects=Example("questions.yaml", "- find: [box.nothing]\n  ask: [zz]\n"),
    passes=Example("questions.yaml", "- find: [box.stop]\n  ask: [zz]\n"),
    stage=LOAD,
)
def _search(base: Base) -> Iterator[Found]:
    facts = base.facts
    ids = {*base.by_id, *(item.id for item in facts.interactants), *(term.id for term in facts.glossary)}
    if facts.search.known and not base.exists(facts.search.known, ids):
        yield Found(
            facts.search, "known", f"known: nothing has the id '{facts.search.known}'", "search", missing=facts.search.known
        )
    for found in facts.search.emergency_find:
        if not base.exists(found, ids):
            message = f"emergency_find: nothing has the id '{found}'"
            yield Found(facts.search, "emergency_find", message, "search", missing=found)
    for item in facts.asked:
        for found in item.find:
            if not base.exists(found, ids):
                message = f"find: nothing has the id '{found}'; name one that exists, or take it out{near(found, ids)}"
                yield Found(item, "find", message, item.ask[0], missing=found)
        if len(item.find) > MOST_FOUND or len(set(item.find)) < len(item.find):
            yield Found(item, "find", f"find holds at most {MOST_FOUND} ids, each once", item.ask[0])
        for question in item.ask:
            if not question.isascii() or not words_of(question):
                yield Found(item, "ask", f"ask: '{question}' must be plain ASCII and hold a word", item.ask[0])
    yield from _once(((item, item.ask[0], "ask", item.ask) for item in facts.asked), lambda text: " ".join(words_of(text)))
    yield from _once(((facts.search, group[0], "same", group) for group in facts.search.same), _stems)
    yield from _once(((term, term.id, "aliases", (term.name, *term.aliases)) for term in facts.glossary), fold)


def _stems(text: str) -> str:
    return " ".join(map(stem, words_of(text)))


def _once(lists: Iterable[tuple[object, str, str, tuple[str, ...]]], read: Callable[[str], str]) -> Iterator[Found]:
    """No word of these lists, read in this way, stands under two of their names."""
    seen: dict[str, str] = {}
    for thing, name, field, words in lists:
        for word in words:
            first = seen.setdefault(read(word), name)
            if first != name:
                yield Found(thing, field, f"{field}: '{word}' stands under '{first}' too", name)
