"""The names of a fact base in memory, for a text that is more than one name and for streams."""

from collections.abc import Callable, Iterator
from functools import cached_property

from valcli.text.around import Word, Words

FIELD, PART = "\t", "\x1f"


class NameTable:
    """Every key of names, and what is derived from them; made from columns of text, each when it is needed."""

    def __init__(self, column: Callable[[str], str]) -> None:
        self._column = column
        self.keys: dict[str, str] = dict(zip(self._lines("keys"), self._lines("refs"), strict=True))
        # most names of several words have two
        self.heads = {first: int(most[0]) if most else 2 for first, *most in self._rows("heads")}
        self._entries = self._lines("entries")

    def entries(self, key: str) -> list[list[str]]:
        """What a key leads to: the fields of each entry."""
        return [self.entry(ref) for ref in self.keys[key].split(" ")] if key in self.keys else []

    def entry(self, ref: str) -> list[str]:
        """The fields of an entry."""
        return self._entries[int(ref)].split(FIELD)

    @cached_property
    def words(self) -> Words:
        """The words around names."""
        classes = [Word(*row) for row in self._rows("classes")]
        return Words((key, classes[int(number)]) for key, number in self._rows("words"))

    @cached_property
    def forms(self) -> dict[tuple[str, str], str]:
        """The entry of a name in one form."""
        return {(base, site): ref for base, site, ref in self._rows("forms")}

    @cached_property
    def stems(self) -> dict[str, str]:
        """Official names of one word, with the substance that each is."""
        return {row[0]: row[-1] for row in self._rows("stems")}

    @cached_property
    def numbered(self) -> frozenset[str]:
        """Names beside which the facts have another pack of that name with a number."""
        return frozenset(self._lines("numbered"))

    @cached_property
    def wholes(self) -> dict[frozenset[str], str]:
        """The entry that parts make, where it has a name of its own."""
        return {frozenset(parts.split(PART)): ref for parts, ref in self._rows("wholes")}

    @cached_property
    def packs(self) -> dict[frozenset[str], str]:
        """The product that some substances make."""
        found: dict[frozenset[str], str] = {}
        for parts, name in self._rows("packs"):
            found.setdefault(frozenset(parts.split(PART)), name)
        return found

    @cached_property
    def mixtures(self) -> frozenset[str]:
        """Substances whose two numbers are a mixture, not two weights."""
        return frozenset(self._lines("mixtures"))

    @cached_property
    def opposites(self) -> list[list[str]]:
        """Two words, or two beginnings with a dash, of which one says the opposite of the other."""
        return list(self._rows("opposites"))

    @cached_property
    def sites(self) -> dict[str, tuple[str, bool]]:
        """Where forms are given: what is printed, and whether it works in the whole body."""
        return {tag: (label, bool(whole)) for tag, label, whole in self._rows("sites")}

    def _lines(self, name: str) -> list[str]:
        text = self._column(f"reading {name}")
        return text.split("\n") if text else []

    def _rows(self, name: str) -> Iterator[list[str]]:
        return (line.split(FIELD) for line in self._lines(name))
