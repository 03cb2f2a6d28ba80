"""A typed text -> the names of the facts in it: first the text as a whole, then the parts that the reader finds."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from valcli.answers.things import Found, Things
from valcli.store.fact_base import CODE, FactBase
from valcli.text.fold import fold
from valcli.text.tokens import cut, joined

if TYPE_CHECKING:
    from valcli.reading.lexicon import Lexicon


class Resolver:
    """Looks texts up among the names of one fact base."""

    def __init__(self, facts: FactBase, country: str = "") -> None:
        self.facts = facts
        self.things = Things(facts, country)
        self._lexicon: Lexicon | None = None

    @property
    def lexicon(self) -> "Lexicon":
        """All names and words, in memory."""
        if self._lexicon is None:
            from valcli.reading.lexicon import Lexicon  # one name alone needs none of it

            table = self.facts.table
            self._lexicon = Lexicon(table.keys, table.heads, table.stems, table.words)
        return self._lexicon

    @cached_property
    def _read(self) -> Callable[[list[str], bool], Found]:
        """Reads the tokens of a text that is more than one name."""
        from valcli.answers.together import Together  # one name alone needs none of it
        from valcli.reading.read import read

        things, lexicon = self.things, self.lexicon
        return lambda tokens, asks: Together(things, lexicon, read(lexicon, tokens, asks=asks)).found()

    def find(self, text: str) -> Found:
        """What a text leads to."""
        folded = fold(text)
        if folded.startswith(CODE):
            return self._coded(folded.removeprefix(CODE).strip())
        tokens = cut(folded)
        hit = self.things.whole(folded, joined(tokens))
        if hit is None:
            return self._read(tokens, "? " in f"{folded} ")
        sites = () if hit.everyday else tuple(hit.form.split())  # a word for many things tells no form
        if hit.kind == "ambiguous":
            return Found((hit,), questions=(self.things.question(hit),), sites=sites)
        return Found((hit,), self.things.of(hit), sites=sites)

    def _coded(self, code: str) -> Found:
        """What a code leads to: it is looked up as it is, and nothing is like it."""
        hit = self.facts.coded(code)
        return Found((hit,), self.things.of(hit)) if hit else Found(is_code=True)

    def name_of(self, text: str) -> str:
        """The name in the facts that a whole text is, or ''."""
        folded = fold(text)
        hit = self.things.whole(folded, joined(cut(folded)))
        return hit.name if hit else ""

    def cores(self, text: str) -> list[str]:
        """The parts of a text without the words that stand around names."""
        from valcli.reading.read import cores

        return cores(self.lexicon, cut(fold(text)))
