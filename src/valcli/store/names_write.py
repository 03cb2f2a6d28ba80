"""Facts -> what the reader of names holds in memory: a few columns of text, which load in about a millisecond.

Everything here is derived: by which keys a name is found, the form inside it, which names are the
form of another, which packs hold a substance, and which packs the parts of a text make.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from valcli.model.facts import NameEntry
from valcli.store.names_read import FIELD, PART
from valcli.text.around import Word, Words, form_inside, heads_of
from valcli.text.fold import fold
from valcli.text.tokens import joined_in, key_of, keys_of

if TYPE_CHECKING:
    from valcli.model.facts import Facts
    from valcli.model.interactions import Product


class NameColumns:
    """The columns for one fact base, each a text of lines."""

    def __init__(self, facts: "Facts", entries: list[NameEntry]) -> None:
        self.facts = facts
        self.words = Words(words_of(facts))
        self.entries = entries
        self.keys: dict[str, list[int]] = {}
        for number, entry in enumerate(self.entries):
            for key in keys_of(fold(entry.name)):
                self.keys.setdefault(key, []).append(number)
        self._contents = {product.name: sorted(counted_in(product)) for product in facts.products}
        self.inside = {key: form_inside(self.words, key) for key in self.keys}

    def columns(self) -> Iterator[tuple[str, str]]:
        """Each column with its name."""
        yield "reading keys", "\n".join(self.keys)
        yield "reading refs", "\n".join(" ".join(map(str, refs)) for refs in self.keys.values())
        yield "reading entries", "\n".join(FIELD.join(self._entry(entry)) for entry in self.entries)
        yield (
            "reading heads",
            _lines((first, str(most)) if most > 2 else (first,) for first, most in heads_of(self.keys).items() if most > 1),
        )
        yield "reading forms", _lines(self._forms())
        yield "reading stems", _lines(self._stems())
        yield "reading numbered", "\n".join(sorted(self._numbered()))
        yield "reading wholes", _lines(self._wholes())
        yield "reading mixtures", "\n".join(self.facts.words.mixtures)
        yield "reading opposites", _lines(map(tuple, self.facts.words.opposites))
        yield "reading split", _lines(self._split())
        yield "reading packs", _lines(self._packs())
        classes: dict[Word, int] = {}
        yield "reading words", _lines((key, str(classes.setdefault(word, len(classes)))) for key, word in words_of(self.facts))
        yield "reading classes", "\n".join(FIELD.join(word) for word in classes)
        yield "reading sites", _lines((site.tag, site.label, "1" * site.whole_body) for site in self.facts.words.sites)

    def _entry(self, entry: NameEntry) -> tuple[str, ...]:
        flags = (entry.unread, entry.old)
        return (*entry[:6], *("1" * flag for flag in flags), entry.everyday, self.sites_in(entry))

    def sites_in(self, entry: NameEntry) -> str:
        """Where the thing of a name goes, by the words in the name."""
        keys = keys_of(fold(entry.name))
        return " ".join(self.inside[keys[0]][0]) if keys else ""

    def _best(self, key: str) -> NameEntry | None:
        """The one thing that a key leads to, where it doesn't ask back."""
        found = [self.entries[ref] for ref in self.keys.get(key, ())]
        if any(entry.kind == "ambiguous" for entry in found):
            return None
        return next((entry for entry in found if entry.substance), found[0] if found else None)

    def _forms(self) -> Iterator[tuple[str, str, str]]:
        """Names that are a form of another name: the other name, where it goes, the entry."""
        found: dict[tuple[str, str], str] = {}
        for key in sorted(self.inside, key=len):  # of several names for one form the plainest
            sites, base = self.inside[key]
            if sites and base in self.keys and self._is_form(key, base):
                for site in sites:
                    found.setdefault((base, site), str(self.keys[key][0]))
        yield from ((base, site, ref) for (base, site), ref in found.items())

    def _is_form(self, key: str, base: str) -> bool:
        """Whether a name is a form of another; a product is another pack where its plain name is no product of the same."""
        entry, other = self._best(key), self._best(base)
        if entry is None or entry.kind != "product" or entry.target not in self._contents:
            return entry is not None
        return other is not None and other.kind == "product" and self._contents[entry.target] == self._contents.get(other.target)

    def _stems(self) -> Iterator[tuple[str, ...]]:
        """Official names of one word, with the substance that each is where it is another."""
        for key, refs in self.keys.items():
            for entry in (self.entries[ref] for ref in refs) if " " not in key else ():
                substance = entry.substance or (entry.target if entry.kind == "known" else "")
                if entry.via == "generic" and substance and not entry.everyday:
                    meant = key_of(fold(substance))
                    yield (key,) if meant == key else (key, meant)
                    break

    def _numbered(self) -> set[str]:
        """Names beside which the facts have another pack of that name with a number."""
        found = set()
        for key in self.keys:
            words = key.split()
            for end in range(1, len(words)):
                base = " ".join(words[:end])
                if words[end][0].isdigit() and base in self.keys:
                    found.add(base)
        return found

    def _wholes(self) -> Iterator[tuple[str, str]]:
        """Names that say nothing but the names of their parts: the parts, and the entry of the whole."""
        for number, entry in enumerate(self.entries):
            things = self._parts(entry.name) if entry.kind == "interactant" and entry.substance else []
            if things:
                yield PART.join(sorted(things)), str(number)

    def _split(self) -> Iterator[tuple[str, str]]:
        """Known names that say nothing but the names of their parts, which then answer for them."""
        for known in self.facts.known:
            things = self._parts(known.name)
            if things:
                yield known.name, PART.join(things)

    def _parts(self, name: str) -> list[str]:
        """The things that a name joins; empty where it joins none, or one is not known."""
        things = [self._thing(key_of(fold(part))) for part in joined_in(fold(name))]
        return things if len(things) > 1 and all(things) else []

    def _thing(self, key: str) -> str:
        entry = self._best(key)
        if entry is None or entry.kind == "product":
            return ""
        return entry.substance or entry.target

    def _packs(self) -> Iterator[tuple[str, str]]:
        """The substances of each product, and its name."""
        for product in self.facts.products:
            counted = counted_in(product)
            if len(counted) > 1:
                yield PART.join(sorted(counted)), product.name
            every = [item.substance for item in product.ingredients]
            if every != counted and key_of(fold(product.name)) == key_of(" ".join(sorted(map(fold, every)))):
                yield PART.join(sorted(every)), product.name  # a name that tells its parts, one of which does not count


def counted_in(product: "Product") -> list[str]:
    """The ingredients of a product that count."""
    return [item.substance for item in product.ingredients if not item.trace]


def words_of(facts: "Facts") -> Iterator[tuple[str, Word]]:
    """Every word around names with its class, by its key."""
    for group in facts.words.words:
        word = Word(group.kind, group.site, group.rank, group.measure)
        yield from ((key_of(fold(text)), word) for text in group.words)
    for item in facts.words.shortened:
        yield key_of(fold(item.short)), Word("short", name=key_of(fold(item.name)))


def _lines(rows: Iterator[tuple[str, ...]]) -> str:
    return "\n".join(FIELD.join(row) for row in rows)
