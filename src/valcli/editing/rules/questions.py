"""What people type: questions lead somewhere, and one word means one thing."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from valcli.editing.problems import near
from valcli.editing.rules.every_text import Base
from valcli.editing.rules.rule import LOAD, Example, Found, rule
from valcli.model.leaflet import AdverseReaction, Asked, UrgentSign
from valcli.text.fold import fold
from valcli.text.words import MOST_FOUND, Reader, prepare, stem, words_of


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
        yield from _lost(base, ids, item, item.ask[0])
        if len(item.find) > MOST_FOUND or len(set(item.find)) < len(item.find):
            yield Found(item, "find", f"find holds at most {MOST_FOUND} ids, each once", item.ask[0])
        for question in item.ask:
            if not question.isascii() or not words_of(question):
                yield Found(item, "ask", f"ask: '{question}' must be plain ASCII and hold a word", item.ask[0])
    yield from _once(((item, item.ask[0], "ask", item.ask) for item in facts.asked), lambda text: " ".join(words_of(text)))
    yield from _once(((facts.search, group[0], "same", group) for group in facts.search.same), _stems)
    yield from _once(((term, term.id, "aliases", (term.name, *term.aliases)) for term in facts.glossary), fold)


@rule(
    "L-urgent",
    "a sign of an emergency leads somewhere and is made of groups that exist",
    "A sign that leads nowhere leaves somebody without a number to call.",
    rejects=Example("search.yaml", "urgent:\n  - sign: breathing\n    find: [box.nothing]\n    words: [gasping]\n"),
    passes=Example("search.yaml", "urgent:\n  - sign: breathing\n    find: [box.stop]\n    words: [gasping]\n"),
    stage=LOAD,
)
def _urgent(base: Base) -> Iterator[Found]:
    search = base.facts.search
    ids = {*base.by_id, *(item.id for item in base.facts.interactants)}
    groups = {group.name for group in search.urgent_groups}
    for sign in search.urgent:
        yield from _lost(base, ids, sign, sign.sign)
        for name in {name for names in sign.together for name in names} - groups:
            yield Found(sign, "together", f"together: there is no group '{name}'{near(name, groups)}", sign.sign)
    used = {name for sign in search.urgent for names in sign.together for name in names}
    for group in search.urgent_groups:
        if group.name not in used:
            yield Found(group, "name", f"no sign is made of the group '{group.name}'; take it out", group.name)
    yield from _once(((group, group.name, "name", (group.name,)) for group in search.urgent_groups), fold)


def _lost(base: Base, ids: set[str], item: Asked | UrgentSign, label: str) -> Iterator[Found]:
    """The ids to which an entry leads and that nothing has."""
    for found in item.find:
        if not base.exists(found, ids):
            message = f"find: nothing has the id '{found}'; name one that exists, or take it out{near(found, ids)}"
            yield Found(item, "find", message, label, missing=found)


@rule(
    "X4",
    "questions outside are outside",
    "A question that counts against an answer, though a statement answers it, hides the statement.",
    rejects=Example("outside.yaml", "- about: drinks\n  ask: [a red wine]\n"),
    passes=Example("outside.yaml", "- about: drinks\n  ask: [how do they press grapes]\n"),
)
def _outside(base: Base) -> Iterator[Found]:
    facts = base.facts
    reader = Reader(prepare(facts.search))
    inside = {frozenset(reader.telling(name)): f"'{name}', which has a statement" for name in _stated(base)}
    # a question for the record that says there is no statement is outside itself
    answered = [item for item in facts.asked if item.find[:1] != (facts.search.known,)]
    inside |= {
        frozenset(reader.telling(text)): f"the question '{text}', which is answered" for item in answered for text in item.ask
    }
    for item in facts.outside:
        for text in item.ask:
            if not text.isascii() or not words_of(text):
                yield Found(item, "ask", f"ask: '{text}' must be plain ASCII and hold a word", item.about)
            elif (same := inside.get(frozenset(reader.telling(text)))) is not None:
                yield Found(item, "ask", f"ask: '{text}' has the words of {same}; take it out", item.about, text)
    texts = [text for item in facts.outside for text in item.ask]
    twice = [text for text, times in Counter(" ".join(words_of(text)) for text in texts).items() if times > 1]
    for text in twice:
        yield Found(facts.outside[0], "ask", f"ask: '{text}' stands twice", facts.outside[0].about)


def _stated(base: Base) -> Iterator[str]:
    """Every name that a statement has: of what is taken, of a record, of a word that is explained."""
    for entry in base.facts.names():
        if entry.kind == "interactant":
            yield entry.name
    for record in base.records:
        yield from record.aliases
        if isinstance(record, AdverseReaction):
            yield record.name
    for term in base.facts.glossary:
        yield from (term.name, *term.aliases)


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
