"""FactBase: the one way to the facts, over one SQLite connection.

It is in memory, filled from YAML, or a file; nothing outside this package knows of tables.
"""

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from valcli.model.frozen import replaced
from valcli.model.interactions import Ambiguous, Interactant, Known, Lookalike, Product
from valcli.model.leaflet import Claim, GlossaryTerm, Record, Section
from valcli.model.shared import Meta, Source, Term, WarningSigns
from valcli.store.codec import decode
from valcli.store.name_hit import NameHit, hit_of
from valcli.store.tables import Tables
from valcli.store.values import Values
from valcli.text.fold import fold

if TYPE_CHECKING:
    from sqlite3 import Connection

    from valcli.store.names_read import NameTable
    from valcli.store.search_read import Postings
    from valcli.text.near import NearNames, Spelled

CODE = "rxcui:"  # begins a name that is an RxNorm concept id


class FactBase(Values):
    """Looks single things up; only the listings walk the whole base."""

    def __init__(self, connection: "Connection", fill_search: "Callable[[], None] | None" = None) -> None:
        self._db = Tables(connection)
        self._fill_search = fill_search  # what search reads is made when it is first asked for
        self._terms: dict[str, list[Term]] = {}
        self._meta: Meta | None = None
        self._table: NameTable | None = None
        # many names lead to few of them
        self._interactants: dict[str, Interactant] = {}
        self._products: dict[str, Product] = {}
        self._knowns: dict[str, Known] = {}

    def meta(self) -> Meta:
        """What holds for the whole fact base."""
        if self._meta is None:
            self._meta = decode(Meta, self._value("meta"))
        return self._meta

    def shipped(self) -> bool:
        """Whether these are the facts that came with the program."""
        return self._value("shipped") == "true"

    def build(self) -> str:
        """The name of the build that this store belongs to; '' for facts that were read from YAML."""
        return self._value("build", missing="")

    def substances(self) -> int:
        """How many interactants, substances and known names there are."""
        return int(self._value("substances"))

    def terms(self, group: str) -> list[Term]:
        """The closed words of a group, in their order."""
        if group not in self._terms:
            rows = self._db.execute("SELECT json FROM term WHERE grp = ? ORDER BY ord", (group,))
            self._terms[group] = [decode(Term, row[0]) for row in rows]
        return self._terms[group]

    def level_countries(self) -> list[str]:
        """The countries for which levels and emergency texts are given."""
        return [term.tag for term in self.terms("countries") if term.has_levels]

    def asked_countries(self) -> dict[str, str]:
        """The countries that somebody can ask for: each code that is typed, and the tag that it means."""
        called = {item.country for item in self.meta().emergency}
        terms = [term for term in self.terms("countries") if term.has_levels or term.tag in called]
        return {term.tag: term.tag for term in terms} | {code: term.tag for term in terms for code in term.also}

    @cached_property
    def levels(self) -> list[str]:
        """The tags of the levels, strictest first."""
        return [term.tag for term in self.terms("levels")]

    def term(self, group: str, tag: str) -> Term:
        """One closed word."""
        return next(term for term in self.terms(group) if term.tag == tag)

    def sections(self) -> list[Section]:
        """All sections in the order of the leaflet, without their records."""
        return [decode(Section, row[0]) for row in self._db.execute("SELECT json FROM section ORDER BY ord")]

    def section_of(self, word: str) -> str:
        """The id of the section that a word names, or ''."""
        return self._one("SELECT id FROM section_word WHERE word = ?", fold(word).replace(" ", "-"))

    def section_words(self) -> list[str]:
        """Every word that names a section."""
        return [row[0] for row in self._db.execute("SELECT word FROM section_word ORDER BY word")]

    def section(self, section_id: str) -> Section:
        """One section with its records."""
        section = self.bare_section(section_id)
        rows = self._db.execute("SELECT json FROM record WHERE section = ? ORDER BY ord", (section_id,))
        return replaced(section, records=tuple(decode(Record, row[0]) for row in rows))

    def bare_section(self, section_id: str) -> Section:
        """One section without its records."""
        return decode(Section, self._one("SELECT json FROM section WHERE id = ?", section_id))

    def record(self, record_id: str) -> tuple[str, Record] | None:
        """A record by its id, now or formerly, with the id of its section."""
        row = self._db.execute("SELECT section, json FROM record WHERE id = ?", (self._now(record_id),)).fetchone()
        return (row[0], decode(Record, row[1])) if row else None

    def interactant(self, interactant_id: str) -> Interactant | None:
        """An interactant by its id, now or formerly."""
        if interactant_id not in self._interactants:
            text = self._one("SELECT json FROM interactant WHERE id = ?", self._now(interactant_id))
            if not text:
                return None
            self._interactants[interactant_id] = decode(Interactant, text)
        return self._interactants[interactant_id]

    def interactants(self) -> Iterator[Interactant]:
        """Every interactant, by name."""
        rows = self._db.execute("SELECT json FROM interactant ORDER BY name COLLATE NOCASE, id")
        return (decode(Interactant, row[0]) for row in rows)

    def names(self, key: str, bare: bool) -> list[NameHit]:
        """What a folded name leads to; `bare` looks among names without accents and punctuation."""
        rows = self._db.execute(
            "SELECT DISTINCT name, via, country, kind, target, substance, unread, old, everyday, form FROM name"
            " WHERE key = ? AND bare = ? ORDER BY rowid",
            (key, int(bare)),
        )
        return list(map(hit_of, rows))

    def entries(self) -> Iterator[NameHit]:
        """Every name with what it leads to, in the order of the files; a name may lead to several things."""
        rows = self._db.execute(
            "SELECT name, via, country, kind, target, substance, unread, old, everyday, form FROM name"
            " WHERE bare = 0 ORDER BY rowid"
        )
        return map(hit_of, rows)

    def coded(self, code: str) -> NameHit | None:
        """What an RxNorm concept id leads to; `name` is the id as it is asked for."""
        row = self._db.execute("SELECT kind, target, substance FROM code WHERE code = ?", (code,)).fetchone()
        return NameHit(CODE + code, "code", "any", row[0], row[1], row[2], False, False) if row else None

    @cached_property
    def looked_alike(self) -> frozenset[str]:
        """Names that stand in a look-alike group: most do not."""
        return frozenset(row[0] for row in self._db.execute("SELECT DISTINCT key FROM lookalike"))

    @property
    def has_table(self) -> bool:
        """Whether every name is in memory already."""
        return self._table is not None

    @cached_property
    def split(self) -> dict[str, tuple[str, ...]]:
        """Known names that say nothing but the names of their parts, with these."""
        from valcli.store.names_read import FIELD, PART

        rows = (line.partition(FIELD) for line in self._value("reading split").splitlines())
        return {name: tuple(parts.split(PART)) for name, _, parts in rows}

    @property
    def table(self) -> "NameTable":
        """Every name in memory, for a text that holds more than one name; loaded once."""
        if self._table is None:
            from valcli.store.names_read import NameTable  # one name alone needs none of it

            self._table = NameTable(self._value)
        return self._table

    @property
    def postings(self) -> "Postings":
        """The part of the store that `search` reads."""
        from valcli.store.search_read import Postings  # nothing else needs it

        if self._fill_search:
            self._fill_search()
            self._fill_search = None
        return Postings(self._db)

    def all_names(self) -> list[str]:
        """Every name by which something is found, as it stands in the facts."""
        return self._value("names").split("\n")

    def near_names(self) -> "NearNames":
        """All names, folded, for being compared with what was typed."""
        from valcli.text.near import NearNames  # only a miss needs it

        def of_length(length: int) -> "Iterator[Spelled]":
            value = self._value(f"spelled {length}", missing="\t\t")
            bones, keys, sounds = (column.split("\n") for column in value.split("\t"))
            return zip(bones, keys, sounds, strict=True)

        def begun(start: str) -> list[str]:
            rows = self._db.execute(
                "SELECT DISTINCT key FROM name WHERE key >= ? AND key < ? AND bare = 0", (start, start + "\U0010ffff")
            )
            return [row[0] for row in rows]

        return NearNames(of_length, begun)

    def product(self, name: str) -> Product:
        """A product by the first name of its record."""
        if name not in self._products:
            self._products[name] = decode(Product, self._one("SELECT json FROM product WHERE name = ?", name))
        return self._products[name]

    def known(self, name: str) -> Known:
        """A thing that is recognised but has no statement."""
        if name not in self._knowns:
            self._knowns[name] = decode(Known, self._one("SELECT json FROM known WHERE name = ?", name))
        return self._knowns[name]

    def ambiguous(self, number: str) -> Ambiguous:
        """An ambiguous group."""
        return decode(Ambiguous, self._one("SELECT json FROM ambiguous WHERE number = ?", number))

    def lookalikes(self, name: str) -> list[Lookalike]:
        """The look-alike groups in which a name stands."""
        key = fold(name)
        if key not in self.looked_alike:
            return []
        rows = self._db.execute("SELECT json FROM lookalike WHERE key = ? ORDER BY rowid", (key,))
        return [decode(Lookalike, row[0]) for row in rows]

    def signs(self, signs_id: str) -> WarningSigns:
        """A set of warning signs."""
        return decode(WarningSigns, self._one("SELECT json FROM signs WHERE id = ?", signs_id))

    def source(self, source_id: str) -> Source | None:
        """A source by its id."""
        text = self._one("SELECT json FROM source WHERE id = ?", source_id)
        return decode(Source, text) if text else None

    def sources(self) -> list[Source]:
        """The whole bibliography, by id."""
        return [decode(Source, row[0]) for row in self._db.execute("SELECT json FROM source ORDER BY id")]

    def source_ids(self) -> list[str]:
        """The ids of the bibliography."""
        return [row[0] for row in self._db.execute("SELECT id FROM source ORDER BY id")]

    def leaning_on(self, record_id: str) -> tuple[str, ...]:
        """Ids of the records and interactions that point at a record."""
        rows = self._db.execute("SELECT by FROM leaning WHERE id = ? ORDER BY ord", (record_id,))
        return tuple(row[0] for row in rows)

    def cited_by(self, source_id: str) -> tuple[str, ...]:
        """Ids of the statements that lean on a source."""
        rows = self._db.execute("SELECT id FROM citing WHERE source = ? ORDER BY ord", (source_id,))
        return tuple(row[0] for row in rows)

    def claims(self) -> list[Claim]:
        """Every claim of the web articles, by id."""
        return [decode(Claim, row[0]) for row in self._db.execute("SELECT json FROM claim ORDER BY ord")]

    def glossary(self) -> list[GlossaryTerm]:
        """Every word of the glossary, by id."""
        return [decode(GlossaryTerm, row[0]) for row in self._db.execute("SELECT json FROM glossary ORDER BY id")]

    def groups(self) -> list[str]:
        """The groups of closed words, in their order."""
        return self._value("groups").split()

    def ids(self) -> list[str]:
        """Ids of every record and interactant."""
        return [row[0] for row in self._db.execute("SELECT id FROM record UNION SELECT id FROM interactant ORDER BY id")]

    def _now(self, old: str) -> str:
        return self._one("SELECT now FROM former WHERE id = ?", old) or old
