"""Words that are no command -> the command that somebody meant, and the numbers to call where they speak of an emergency."""

from collections.abc import Sequence
from typing import NamedTuple

from valcli.answers.context import ALL_COUNTRIES, _near, context_of
from valcli.answers.names import Names
from valcli.answers.search import is_answered
from valcli.answers.urgent import is_urgent
from valcli.store.fact_base import FactBase
from valcli.text.fold import fold
from valcli.text.near import is_one_letter
from valcli.text.printable import typed, typed_words
from valcli.text.words import Reader

_UNREAD = ("not-recognised", "partial")
_OWN = "same-medicine"
_WHOLE = "valcli info"
_SHORT = 2  # words that may be one name or one section, written as nobody writes it


class Lead(NamedTuple):
    """A command line that works, and whom to call, or ''."""

    command: str
    emergency: str


def lead(facts: FactBase, words: Sequence[str]) -> Lead:
    """Where words lead that somebody typed in the place of a command."""
    urgent = is_urgent(facts, Reader(facts.search_words()), " ".join(words))
    command = known(facts, words) or _slip(facts, words) or f"valcli search {typed_words(words)}"
    return Lead(command, numbers(facts) if urgent else "")


def known(facts: FactBase, words: Sequence[str]) -> str:
    """The command for sections or names that the facts know, or ''."""
    return section(facts, words) or names(facts, words)


def section(facts: FactBase, words: Sequence[str]) -> str:
    """The command for a section, or for several of them, or ''."""
    whole = facts.section_of(" ".join(words))
    found = [whole] if whole else [facts.section_of(word) for word in words]
    return f"valcli info {' '.join(filter(None, found))}" if found and all(found) else ""


def names(facts: FactBase, words: Sequence[str]) -> str:
    """The command for one name, or for several of them, or ''."""
    answered = Names(facts, ALL_COUNTRIES, suggest=False)
    for asked in ([" ".join(words)], list(words)):
        statuses = [answered.answer(name).status for name in asked]
        if statuses == [_OWN]:
            return _WHOLE
        if statuses and not set(statuses) & {*_UNREAD}:
            return f"valcli interactions {' '.join(map(typed, asked))}"
    return ""


def _slip(facts: FactBase, words: Sequence[str]) -> str:
    """The command for a section or a name that is misspelled, where search finds nothing.

    Of look-alikes none is chosen, but for the one that alone is a letter away, and for the medicine's own name, whose
    page says what it is about.
    """
    text = " ".join(words)
    if len(words) > _SHORT or is_answered(facts, text, ALL_COUNTRIES):
        return ""
    near = _near(text, facts.section_words())
    if near:
        return section(facts, near[:1])
    answer = Names(facts, ALL_COUNTRIES).answer(text)
    meant = names(facts, answer.suggestions[:1])
    alike = tuple(name for name in (*answer.suggestions, *answer.lookalikes) if is_one_letter(fold(text), fold(name)))
    return meant if meant == _WHOLE or not answer.lookalikes or alike == answer.suggestions[:1] else ""


def numbers(facts: FactBase) -> str:
    """Whom to call in every country."""
    context = context_of(facts, "", {}, ALL_COUNTRIES)
    return f"Emergency: call {context.numbers(context.emergency)} now."
