"""A page for one country: what another country's readers would call or do is left out.

Facts that hold anywhere say it for each country: `911 (US) or 999 (UK)`, `US: call 911. UK: call 999.`,
`(UK: or 111)`. Whoever chose a country reads the part that is theirs. Where the country that was
chosen has no part in such a list, the list stays whole: a number is never hidden without another one.
"""

import re
from collections.abc import Iterable, Iterator

from valcli.answers.frame import Context
from valcli.output.page.document import Block, Gap, Inline, Span

_SENTENCE = re.compile(r"(?<=[.?!]) +")
# what one country does, before its name in brackets: a number, or a place with its article
_FIRST = r"(?:\d[\d-]*(?: or \d+)?|\b(?:an?|the) [a-z]+(?: [a-z]+)?)"


def narrowed(context: Context, blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks of a page without the numbers and places of other countries."""
    own = _OwnCountry(context)
    for block in blocks:
        yield block if isinstance(block, Gap) else block._replace(spans=own.inline(block.spans))


def is_wanted(context: Context) -> bool:
    """Whether a country was chosen that has a number to call."""
    return any(item.country == context.country for item in context.emergency)


class _OwnCountry:
    """The words by which texts name the chosen country and the others, made once for a page."""

    def __init__(self, context: Context) -> None:
        names = {tag: (term.label, *term.said) for tag, term in context.labels["countries"].items() if tag != "any"}
        self._own = names[context.country]
        called = {item.country for item in context.emergency}
        others = [name for tag in called - {context.country} for name in names[tag]]
        labels = "|".join(re.escape(name) for name in (*self._own, *others))
        self._other_start = re.compile(rf"(?:{'|'.join(map(re.escape, others))}): ")
        self._list = re.compile(rf"{_FIRST} \((?:{labels})\)(?:,? (?:or )?[^,.;:()]+ \((?:{labels})\))+")
        self._item = re.compile(rf"(?:,? (?:or )?)?([^,.;:()]+) \(({labels})\)")
        self._bracket = re.compile(rf" \((?:{labels}): [^()]*\)")

    def inline(self, spans: Inline) -> Inline:
        """The same pieces of text, each narrowed."""
        return tuple(Span(self._text(span.text), span.role) for span in spans)

    def _text(self, text: str) -> str:
        text = self._list.sub(self._of_list, text)
        text = self._bracket.sub(self._of_bracket, text)
        kept = [one for one in _SENTENCE.split(text) if not self._other_start.match(one)]
        # a text that speaks of other countries alone is left as it is
        return " ".join(kept) if any(kept) else text

    def _of_list(self, found: re.Match[str]) -> str:
        said = {label: words.strip() for words, label in self._item.findall(found.group())}
        return next((words for label, words in said.items() if label in self._own), found.group())

    def _of_bracket(self, found: re.Match[str]) -> str:
        parts = found.group()[2:-1].split("; ")
        kept = [part for part in parts if not self._other_start.match(part)]
        if kept:
            return f" ({'; '.join(kept)})"
        # levels of two other countries are all that there is; a remark for one of them is not for this reader
        return found.group() if len(parts) > 1 else ""
