"""Everything that a fact base says, in one container, and the ways to walk over it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from valcli.model.frozen import FieldShape, Frozen, shape
from valcli.model.interactions import EVERYDAY, ORDINARY, SORT, AmbiguousFile, Interactant, Known, Member, Names, Product
from valcli.model.leaflet import Asked, Claim, GlossaryTerm, Outside, Record, SearchWords, Section
from valcli.model.shared import Meta, Source, Term, WarningSigns
from valcli.model.words import WordsFile

if TYPE_CHECKING:
    from valcli.model.editing import Ids, ReadingAids, Suppression


_CONDITION = "condition"  # the kind of an interactant whose names are all everyday words


class NameEntry(NamedTuple):
    """One name. `kind` is interactant, product, known or ambiguous; `target` identifies the
    thing (an interactant's id, a product's or known thing's name, a group's number), and
    `substance` the member of an interactant, or ''. `everyday` is `EVERYDAY` for a word that is no
    medicine's name in a longer text, `SORT` for a word for many medicines, `ORDINARY` for a name that is an
    ordinary word too, or ''.
    """

    name: str
    via: str
    country: str
    kind: str
    target: str
    substance: str
    unread: bool
    old: bool
    owner: object
    everyday: str = ""


def _name_entries(facts: "Facts") -> Iterator[NameEntry]:
    """All names of a fact base, in file order."""
    for interactant in facts.interactants:
        # what an answer and the listing call it is a name as well
        said = EVERYDAY if interactant.kind == _CONDITION else ""
        ordinary = {name.casefold() for name in interactant.everyday}
        own = said or (EVERYDAY if interactant.name.casefold() in ordinary else "")
        yield NameEntry(interactant.name, "generic", "any", "interactant", interactant.id, "", False, False, interactant, own)
        yield from _of(interactant, "interactant", interactant.id, "", said)
        for member in interactant.members:
            own = said or (EVERYDAY if member.substance in member.everyday else "")
            yield NameEntry(
                member.substance, "generic", "any", "interactant", interactant.id, member.substance, False, False, member, own
            )
            yield from _of(member, "interactant", interactant.id, member.substance, said)
    for known in facts.known:
        own = ORDINARY if known.name in known.everyday else ""
        yield NameEntry(known.name, "generic", "any", "known", known.name, "", False, False, known, own)
        yield from _of(known, "known", known.name, "", "")
    for product in facts.products:
        old = product.availability == "old"
        for name in (product.name, *product.also):
            yield NameEntry(
                name, "product", product.country, "product", product.name, "", product.contents == "unread", old, product
            )
    for number, group in enumerate(facts.ambiguous.ambiguous):
        for name in group.names:
            via = "slang" if group.kind == "slang" else "patient-word"
            said = EVERYDAY if group.everyday else SORT if group.kind == "umbrella" else ""
            yield NameEntry(name, via, "any", "ambiguous", str(number), "", False, False, group, said)


def _of(names: Names, kind: str, target: str, substance: str, said: str) -> Iterator[NameEntry]:
    plain = [("generic", "any", names.also), ("patient-word", "any", names.words), ("slang", "any", names.slang)]
    brands = [("brand", country, listed) for country, listed in names.brands.items()]
    unread, old, everyday = set(names.unread), set(names.old), set(names.everyday)
    sort = ORDINARY if kind == "known" else EVERYDAY  # what nothing is said of may count in more texts
    for via, country, listed in plain + brands:
        for name in listed:
            own = said or (EVERYDAY if via == "slang" else sort if name in everyday else "")
            yield NameEntry(name, via, country, kind, target, substance, name in unread, name in old, names, own)


class Place(NamedTuple):
    """Where something stands in the fact files; `line` counts from 1."""

    file: str
    line: int


class Places:
    """Where each object of a fact base came from, so that later checks can point at a line.

    `broken` names the records that were left out, so that nobody reports them as missing.
    """

    def __init__(self) -> None:
        self.broken: set[str] = set()
        self._places: dict[int, Place] = {}
        self._keys: dict[int, dict[str, int]] = {}
        self._alive: list[object] = []  # an id is unique among living objects only

    def note(self, thing: object, place: Place, key_lines: dict[str, int]) -> None:
        """Remember where an object and each of its keys stand."""
        self._places[id(thing)] = place
        self._keys[id(thing)] = key_lines
        self._alive.append(thing)

    def of(self, thing: object, field: str = "") -> Place:
        """File and line of an object, or of the key of one of its fields."""
        place = self._places[id(thing)]
        return place._replace(line=self._keys[id(thing)].get(field, place.line))


@dataclass(slots=True)
class Facts:
    """Everything that the fact files say, checked, in file order.

    `aids`, `suppressions` and `ids` serve the content rules, and are read for them only.
    """

    meta: Meta
    vocabulary: dict[str, list[Term]]
    sources: list[Source]
    signs: list[WarningSigns]
    sections: list[Section]
    interactants: list[Interactant]
    products: list[Product]
    ambiguous: AmbiguousFile
    known: list[Known]
    claims: list[Claim]
    glossary: list[GlossaryTerm]
    search: SearchWords
    asked: list[Asked]
    outside: list[Outside]
    words: WordsFile
    aids: "ReadingAids | None" = None
    suppressions: "list[Suppression]" = field(default_factory=list)
    ids: "Ids | None" = None
    files: int = 0
    places: Places = field(default_factory=Places)

    def records(self) -> list[Record]:
        """Every statement of the leaflet, in printed order."""
        return [record for section in self.sections for record in section.records]

    def members(self) -> list[Member]:
        """Every substance of every interactant."""
        return [member for interactant in self.interactants for member in interactant.members]

    def names(self) -> Iterator[NameEntry]:
        """Every name by which a thing is found."""
        return _name_entries(self)

    def everything(self) -> Iterator[tuple[Any, Any]]:
        """Every object, with the nearest record that has a name."""
        parts: list[Any] = [self.meta, self.signs, self.sections, self.interactants, self.products]
        for part in [*parts, self.ambiguous, self.known, self.claims, self.glossary, self.sources]:
            yield from _walk(part, part)

    def tags(self, group: str) -> list[str]:
        """The words of a group of the vocabulary, in their order; of a group that is not there, none."""
        return [term.tag for term in self.vocabulary.get(group, ())]

    def place(self, thing: object, field: str = "") -> Place:
        """File and line of an object, or of the key of one of its fields."""
        return self.places.of(thing, field)


_NAMING = frozenset(("id", "substance", "section", "names", "name"))


def label(thing: Any) -> str:
    """The word by which a record is named in a problem."""
    for key in ("id", "substance", "section", "name", "tag"):
        if hasattr(thing, key):
            return str(getattr(thing, key))
    return str(thing.names[0]) if getattr(thing, "names", ()) else type(thing).__name__.lower()


def _walk(thing: Any, owner: Any) -> Iterator[tuple[Any, Any]]:
    """Every object of the model inside a thing, with the nearest record that has a name."""
    if isinstance(thing, (tuple, list)):
        for item in thing:
            yield from _walk(item, owner)
    elif isinstance(thing, Frozen):
        fields = fields_of(thing)
        if not _NAMING.isdisjoint(fields):
            owner = thing
        yield thing, owner
        for name in fields:
            value = getattr(thing, name)
            if value and not isinstance(value, (str, int, dict)):
                yield from _walk(value, owner)


def fields_of(thing: Any) -> dict[str, FieldShape]:
    """Fields of an object of the model, by name."""
    return shape(type(thing))
