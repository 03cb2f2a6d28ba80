"""Facts -> the tables of the store. The tables are derived: they can be made again at any time."""

import json
import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from valcli.model.facts import NameEntry, label
from valcli.model.frozen import Frozen, replaced, shape
from valcli.model.interactions import Interactant, Rating
from valcli.model.leaflet import Question, Record
from valcli.model.shared import Citation
from valcli.store.codec import encode
from valcli.store.names_write import NameColumns
from valcli.store.search_write import Bank, name_rows, search_lines
from valcli.text.fold import fold
from valcli.text.near import spelled
from valcli.text.tokens import keys_of
from valcli.text.urgent import prepare as prepare_signs
from valcli.text.words import Reader, prepare, words_of

if TYPE_CHECKING:
    from valcli.model.facts import Facts


TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE term (grp TEXT, ord INTEGER, tag TEXT, json TEXT NOT NULL, PRIMARY KEY (grp, ord)) WITHOUT ROWID;
CREATE TABLE source (id TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE citing (source TEXT, ord INTEGER, id TEXT, PRIMARY KEY (source, ord)) WITHOUT ROWID;
CREATE TABLE section (id TEXT PRIMARY KEY, ord INTEGER, json TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE section_word (word TEXT PRIMARY KEY, id TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE record (id TEXT PRIMARY KEY, section TEXT, ord INTEGER, json TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE interactant (id TEXT PRIMARY KEY, name TEXT, json TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE leaning (id TEXT, ord INTEGER, by TEXT, PRIMARY KEY (id, ord)) WITHOUT ROWID;
CREATE TABLE former (id TEXT PRIMARY KEY, now TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE signs (id TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE product (name TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE known (name TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE ambiguous (number TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE claim (id TEXT PRIMARY KEY, ord INTEGER, json TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE glossary (id TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE code (code TEXT PRIMARY KEY, kind TEXT, target TEXT, substance TEXT) WITHOUT ROWID;
CREATE TABLE lookalike (key TEXT, json TEXT NOT NULL);
CREATE TABLE name (key TEXT, bare INTEGER, name TEXT, via TEXT, country TEXT, kind TEXT, target TEXT,
  substance TEXT, unread INTEGER, old INTEGER, everyday TEXT, form TEXT);
CREATE INDEX record_section ON record (section, ord);
CREATE INDEX name_key ON name (key, bare);
CREATE INDEX lookalike_key ON lookalike (key);
"""


SEARCH_TABLES = """
CREATE TABLE search_line (row INTEGER PRIMARY KEY, id TEXT, kind TEXT, section TEXT, country TEXT, audience TEXT, behind REAL,
  shown TEXT);
CREATE TABLE search_name (row INTEGER PRIMARY KEY, line INTEGER, size REAL, place INTEGER);
CREATE TABLE search_key (key TEXT, name INTEGER, PRIMARY KEY (key, name)) WITHOUT ROWID;
CREATE TABLE search_word (word TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE search_list (name TEXT PRIMARY KEY, numbers BLOB) WITHOUT ROWID;
CREATE TABLE search_feature (key TEXT PRIMARY KEY, share REAL, asked BLOB, lines BLOB, counts BLOB) WITHOUT ROWID;
CREATE TABLE search_question (number INTEGER PRIMARY KEY, found BLOB);
CREATE VIRTUAL TABLE search_text USING fts5(plain, clinical, tokenize='porter unicode61 remove_diacritics 2');
"""


_MEDICINE = "{medicine}"  # stands in the vocabulary for the name of the medicine


def fill(connection: sqlite3.Connection, facts: "Facts", shipped: bool) -> None:
    """Make the tables in an empty database and put the facts into them; those that only search reads come apart."""
    connection.executescript(TABLES)
    _insert(connection, _rows(facts, shipped))


def fill_search(connection: sqlite3.Connection, facts: "Facts") -> None:
    """Make and fill the tables that only search reads: a quarter of the time that reading a folder of facts takes."""
    connection.executescript(SEARCH_TABLES)
    _insert(connection, _search(facts))


def _insert(connection: sqlite3.Connection, tables: Iterator[tuple[str, Iterator[tuple[Any, ...]]]]) -> None:
    for table, rows in tables:
        made = list(rows)
        if made:
            marks = ",".join("?" * len(made[0]))
            connection.executemany(f"INSERT INTO {table} VALUES ({marks})", made)  # noqa: S608  table names are ours
    connection.commit()


def _rows(facts: "Facts", shipped: bool) -> Iterator[tuple[str, Iterator[tuple[Any, ...]]]]:
    entries = list(facts.names())
    columns = NameColumns(facts, entries)
    yield "meta", iter((_values(facts, entries, shipped) | dict(columns.columns())).items())
    yield (
        "term",
        (
            (group, number, term.tag, _naming(encode(term), facts.meta.medicine))
            for group, terms in facts.vocabulary.items()
            for number, term in enumerate(terms)
        ),
    )
    yield "source", ((source.id, encode(source)) for source in facts.sources)
    yield "citing", _citing(facts)
    yield "section", ((item.section, item.order, encode(replaced(item, records=()))) for item in facts.sections)
    yield "section_word", ((fold(word), item.section) for item in facts.sections for word in (item.section, *item.aliases))
    yield (
        "record",
        (
            (record.id, section.section, number, encode(record))
            for section in facts.sections
            for number, record in enumerate(section.records)
        ),
    )
    yield "interactant", ((item.id, item.name, encode(item)) for item in facts.interactants)
    yield "former", _former(facts)
    yield "leaning", _leaning(facts)
    yield "signs", ((item.id, encode(item)) for item in facts.signs)
    yield "product", ((item.name, encode(item)) for item in facts.products)
    yield "known", ((item.name, encode(item)) for item in facts.known)
    yield "ambiguous", ((str(number), encode(item)) for number, item in enumerate(facts.ambiguous.ambiguous))
    yield "code", _codes(facts)
    yield "claim", ((item.id, number, encode(item)) for number, item in enumerate(facts.claims))
    yield "glossary", ((item.id, encode(item)) for item in facts.glossary)
    yield "lookalike", ((fold(name), encode(item)) for item in facts.ambiguous.lookalikes for name in item.names)
    yield "name", (row for entry in entries for row in _name(entry, columns))


def _naming(term: str, medicine: str) -> str:
    """A closed word, as it is kept: where it speaks of the medicine the name is put in once, here."""
    return term.replace(_MEDICINE, json.dumps(medicine)[1:-1])


def _values(facts: "Facts", entries: list[NameEntry], shipped: bool) -> dict[str, str]:
    """What is one text: a miss compares with every name, and rows are slow to read."""
    substances = len(facts.known) + len(facts.interactants) + sum(len(item.members) for item in facts.interactants)
    values = {"meta": encode(facts.meta), "shipped": "true" if shipped else "false", "substances": str(substances)}
    values |= {"search": prepare(facts.search), "groups": " ".join(facts.vocabulary)}
    values["emergency"] = "\n".join(facts.search.emergency) + "\n\n" + "\n".join(facts.search.emergency_find)
    values["urgent"] = prepare_signs(facts.search)
    values["known"] = facts.search.known
    values["own"] = "\n".join(facts.search.own) + "\n\n" + "\n".join(facts.search.own_unless)
    values["names"] = "\n".join(sorted({entry.name for entry in entries}))
    for length, names in spelled(sorted({fold(entry.name) for entry in entries})).items():
        values[f"spelled {length}"] = "\t".join("\n".join(column) for column in zip(*names, strict=True))
    return values


def _search(facts: "Facts") -> Iterator[tuple[str, Iterator[tuple[Any, ...]]]]:
    lines = search_lines(facts)
    reader = Reader(prepare(facts.search))
    names = list(name_rows(lines, reader))
    bank = Bank(facts.asked, facts.outside, lines, reader, facts.search.known)
    told = [[line.shown, line.plain, *(name for name, _ in line.names)] for line in lines]
    yield (
        "search_line",
        (
            (row, line.id, line.kind, line.section, line.country, line.audience, line.behind, line.shown)
            for row, line in enumerate(lines, start=1)
        ),
    )
    yield "search_name", ((number, line, size, place) for number, line, size, place, _ in names)
    yield "search_key", ((key, number) for number, _, _, _, keys in names for key in keys)
    told += [list(item.ask) for item in facts.asked]
    yield "search_word", ((word,) for word in sorted({word for texts in told for text in texts for word in words_of(text)}))
    yield "search_list", bank.lists()
    yield "search_feature", bank.features()
    yield "search_question", bank.questions()
    # rows are numbered by themselves, from 1: the same numbers as in search_line
    yield "search_text", ((line.plain, line.clinical) for line in lines)


def _name(entry: NameEntry, columns: NameColumns) -> Iterator[tuple[Any, ...]]:
    rest = (*entry[:6], int(entry.unread), int(entry.old), entry.everyday, columns.sites_in(entry))
    folded = fold(entry.name)
    for key, bare in ((folded, 0), *((form, 1) for form in keys_of(folded))):
        yield (key, bare, *rest)


def _codes(facts: "Facts") -> Iterator[tuple[str, str, str, str]]:
    """Where the RxNorm concept id of each substance leads."""
    for interactant in facts.interactants:
        for member in (item for item in interactant.members if item.rxcui):
            yield member.rxcui, "interactant", interactant.id, member.substance
        if interactant.rxcui:
            yield interactant.rxcui, "interactant", interactant.id, ""
    yield from ((known.rxcui, "known", known.name, "") for known in facts.known if known.rxcui)


def _former(facts: "Facts") -> Iterator[tuple[str, str]]:
    things: list[Record | Interactant] = [*facts.records(), *facts.interactants]
    for thing in things:
        for old in thing.formerly:
            yield old, thing.id


def _leaning(facts: "Facts") -> Iterator[tuple[str, int, str]]:
    """Which records and interactions point at each record, in the order of the leaflet, then by name."""
    records = [record for record in facts.records() if isinstance(record, Question)]
    named = sorted(facts.interactants, key=lambda item: (item.name.casefold(), item.id))
    things: list[Question | Interactant] = [*records, *named]
    return ((about, number, thing.id) for number, thing in enumerate(things) for about in dict.fromkeys(thing.about))


def _citing(facts: "Facts") -> Iterator[tuple[str, int, str]]:
    """Which statements lean on each source, in the order of the leaflet, then of the interactions."""
    seen: dict[tuple[str, str], int] = {}
    names = [*facts.products, *facts.ambiguous.ambiguous, *facts.ambiguous.lookalikes]
    things: list[Any] = [*facts.records(), *facts.interactants, *facts.signs, *names, facts.meta]
    for thing in things:
        for source in _sources(thing):
            seen.setdefault((source, label(thing)), len(seen))
    for claim in facts.claims:
        seen.setdefault((claim.article, claim.id), len(seen))
    return ((source, number, cited) for (source, cited), number in seen.items())


def _sources(thing: Any) -> Iterator[str]:
    if isinstance(thing, (Citation, Rating)):
        yield thing.source
    elif isinstance(thing, Frozen):
        for name in shape(type(thing)):
            yield from _sources(getattr(thing, name))
    elif isinstance(thing, tuple):
        for item in thing:
            yield from _sources(item)
