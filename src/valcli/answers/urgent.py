"""A question that speaks of an emergency -> the records that say whom to call, which go before all others."""

from collections.abc import Collection, Sequence

from valcli.answers.found import Hit
from valcli.store.fact_base import FactBase
from valcli.store.search_read import SearchLine, Shown
from valcli.text.fold import fold
from valcli.text.near import near_names
from valcli.text.urgent import Told, Urgent
from valcli.text.words import Reader

_SLIP = 5  # letters from which on a word may be a slip of one of an emergency


def told(facts: FactBase, text: str) -> Told:
    """What a text says of the signs of an emergency; a word that stands nowhere may be a slip of one of theirs."""
    urgent = Urgent(facts.search_urgent())
    return urgent.told(text, lambda word: _slip_of(facts, word, urgent.vocabulary))


def _slip_of(facts: FactBase, word: str, vocabulary: Collection[str]) -> str:
    """The word of an emergency that is spelled like a strange one, or the word itself."""
    if len(word) < _SLIP or word.isdigit() or facts.postings.is_said(word) or facts.names(fold(word), bare=False):
        return word
    alike = sorted(known for known in vocabulary if len(known) >= _SLIP and known[0] == word[0])
    return next(iter(near_names(word, alike)), word)


def is_urgent(facts: FactBase, reader: Reader, text: str) -> bool:
    """Whether a text speaks of an emergency, by its words or by its signs."""
    return _has_words(facts, reader, text) or bool(told(facts, text).find)


def _has_words(facts: FactBase, reader: Reader, text: str) -> bool:
    phrases, _ = facts.search_emergency()
    asked = reader.features(text)
    return any(reader.telling(phrase) <= asked for phrase in phrases if phrase)


def fallback(facts: FactBase, reader: Reader, text: str, signs: Told, shown: Shown) -> list[SearchLine]:
    """The lines for words of an emergency where nothing else answers: it never ends with nothing."""
    find = signs.find or (facts.search_emergency()[1] if _has_words(facts, reader, text) else ())
    return list(facts.postings.named(find, shown))


def with_signs(facts: FactBase, lines: Sequence[SearchLine], found: Told, shown: Shown) -> list[SearchLine]:
    """The lines, before them those for the signs.

    The best line stays first where it is one of them, or where the question only asks about such a sign.
    """
    signs = list(facts.postings.named(found.find, shown)) if found.find else []
    stays = lines[:1] if found.general or (lines and lines[0].id in found.find) else []
    ordered = {line.row: line for line in [*stays, *signs, *lines]}
    return list(ordered.values())


def without_mildest(facts: FactBase, hits: Sequence[Hit]) -> list[Hit]:
    """The hits of an emergency without those of the mildest level: it is about usual doses, and would be read as an all-clear."""
    mildest = facts.levels[-1:]
    return [hit for hit in hits if [hit.level] != mildest]
