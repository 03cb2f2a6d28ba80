"""What search writes into the store: one line for each thing that can be found, and the bank of questions."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from valcli.model.interactions import Ambiguous, Interactant, Product
from valcli.model.leaflet import AdverseReaction, Dose, Question, Record, Section
from valcli.model.levels import rank, strictest
from valcli.text.words import Reader

if TYPE_CHECKING:
    from valcli.model.facts import Facts
import math
import struct
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from valcli.model.leaflet import Asked, Outside
from valcli.text.words import PAIR, rarity, weight

_PROFESSIONAL, _EVERYBODY = "professional", "patient"
_ASKS_ON = 1.0  # a question to ask, a line for professionals, the medicine under its own name
_TERM = 1.5
_FILLER = 0.01  # for each word of a medicine's name that says nothing: of two that fit alike, the one without it is meant


# words in which a sort of line answers, though none of its own texts says them
_TERM_WORDS = "meaning"


_PAIR_WORDS = "interaction"


class Line(NamedTuple):
    """One thing that can be found. `behind` is more than 0 for what is seldom what somebody looks for."""

    id: str
    kind: str
    section: str
    country: str
    audience: str
    behind: float
    shown: str
    plain: str
    clinical: str
    names: tuple[tuple[str, int], ...]  # each with its place: 0, or how far behind the first it stands


def search_lines(facts: "Facts") -> list[Line]:
    """Every line, in the order of the leaflet, then of the interactions (strictest first), then of the glossary."""
    words = {group: {term.tag: term.label for term in terms} for group, terms in facts.vocabulary.items()}
    silent = [name for item in facts.known for name in (item.name, *item.also, *item.words, *item.slang, *item.brand_names())]
    lines = [
        _record(section, record, words, silent if record.id == facts.search.known else [])
        for section in facts.sections
        for record in section.records
    ]
    level = _levels(facts)
    lent = _lent_names(facts, level)
    # what is said of a planned set is found by the set: alone its mild level would speak for the medicines in it
    plans = {item.entry for item in facts.meta.planned}
    found = [item for item in facts.interactants if item.id not in plans]
    strictest_first = sorted(found, key=lambda item: level[item.id])  # of two that fit alike
    lines += [
        _interactant(item, lent.get(item.id, {}), _ASKS_ON * (item.id == facts.meta.same_medicine)) for item in strictest_first
    ]
    for term in facts.glossary:
        names = _first((term.name, *term.aliases))
        plain = f"{term.meaning} {_TERM_WORDS}"
        lines.append(Line(term.id, "term", "", "any", _EVERYBODY, _TERM, f"{term.name}: {term.meaning}", plain, "", names))
    return lines


def name_rows(lines: list[Line], reader: Reader) -> Iterator[tuple[int, int, float, int, tuple[str, ...]]]:
    """Every name of every line: number, line, how many concepts, place, and the concepts."""
    number = 0
    for row, line in enumerate(lines, start=1):
        seen: set[frozenset[str]] = set()
        filler = _FILLER * (line.kind == _PAIR_WORDS)
        for name, place in line.names:
            keys = frozenset(concept.key for concept in reader.concepts(name))
            if keys and keys not in seen:
                seen.add(keys)
                number += 1
                yield number, row, len(keys) + filler * reader.fillers(name), place, tuple(sorted(keys))


def _record(section: Section, record: Record, words: dict[str, dict[str, str]], more: list[str]) -> Line:
    names = [*record.aliases]
    shown = record.text
    if isinstance(record, AdverseReaction):
        names.append(record.name)
        shown = f"{record.name}: {record.text}"
    if isinstance(record, Dose):
        names.append(f"dose {words['indications'][record.indication]} {words['populations'][record.population]}")
    group = next((group.title for group in section.groups if group.id == record.group), "")
    plain = f"{shown} {section.title} {group} {' '.join(section.aliases)}"
    behind = _ASKS_ON * (isinstance(record, Question) or record.audience == _PROFESSIONAL)
    return Line(
        record.id,
        record.kind,
        section.section,
        record.country,
        record.audience,
        behind,
        shown,
        plain,
        record.clinical,
        (*_first(names), *((name, 1) for name in more)),
    )


def _interactant(item: Interactant, lent: dict[str, int], behind: float) -> Line:
    own = [item.name, *item.also, *item.words, *item.slang, *item.brand_names()]
    for member in item.members:
        own += [member.substance, *member.also, *member.words, *member.slang, *member.brand_names()]
    names = dict.fromkeys(own, 0)
    names |= {name: place for name, place in lent.items() if name not in names}
    shown = f"{item.name}: {item.effect or item.management}"
    # what is taken beside the medicine, not an illness or a situation
    pair = "" if item.about else _PAIR_WORDS
    plain = " ".join((shown, item.management, item.timing, item.if_already_taking, item.note, pair))
    return Line(item.id, "interaction", "", "any", _EVERYBODY, behind, shown, plain, item.clinical, tuple(names.items()))


def _first(names: tuple[str, ...] | list[str]) -> tuple[tuple[str, int], ...]:
    return tuple((name, 0) for name in dict.fromkeys(names))


def _levels(facts: "Facts") -> dict[str, int]:
    """How strict an interactant is: 0 for the strictest level."""
    order = facts.tags("levels")
    return {item.id: rank(order, strictest(order, item.level.values())) for item in facts.interactants}


def _lent_names(facts: "Facts", level: dict[str, int]) -> dict[str, dict[str, int]]:
    """Names of products and names with several meanings, for each interactant that they lead to."""
    home = {member.substance: item for item in facts.interactants for member in item.members}
    products = {name: product for product in facts.products for name in (product.name, *product.also)}
    lent: dict[str, dict[str, int]] = {}
    for product in facts.products:
        for place, item_id in enumerate(_ingredients(product, home, level), start=1):
            for name in (product.name, *product.also):
                lent.setdefault(item_id, {}).setdefault(name, place)
    for group in facts.ambiguous.ambiguous:
        for place, item_id in enumerate(_meant(group, home, products, level), start=1):
            for name in group.names:
                lent.setdefault(item_id, {}).setdefault(name, place)
    return lent


def _ingredients(product: Product, home: dict[str, Interactant], level: dict[str, int]) -> list[str]:
    """The interactants in a product, strictest first."""
    found = [home[part.substance].id for part in product.ingredients if part.substance in home and not part.trace]
    return sorted(dict.fromkeys(found), key=lambda item_id: level[item_id])


def _meant(group: Ambiguous, home: dict[str, Interactant], products: dict[str, Product], level: dict[str, int]) -> list[str]:
    """The interactants that a name may mean, strictest first."""
    found: list[str] = []
    for reading in group.readings:
        for meant in reading.means:
            if meant in level:
                found.append(meant)
            elif meant in home:
                found.append(home[meant].id)
            elif meant in products:
                found += _ingredients(products[meant], home, level)
    return sorted(dict.fromkeys(found), key=lambda item_id: level[item_id])


# in tenths: the first, second and third record that answers a question; a name and the text of a line
_PLACES = (10, 5, 3)


_NAME, _TEXT = 5, 3


class Bank:
    """The questions of the bank and the lines that they lead to, counted by feature."""

    def __init__(
        self, asked: Sequence[Asked], outside: Sequence[Outside], lines: Sequence[Line], reader: Reader, known: str
    ) -> None:
        rows = {line.id: row for row, line in enumerate(lines, start=1)}
        # a question that only the record of names without a statement answers is outside too
        order = sorted(asked, key=lambda item: item.find[:1] == (known,))
        self._questions = [
            (reader.features(text), [rows[found] for found in item.find if found in rows]) for item in order for text in item.ask
        ]
        stated = sum(len(item.ask) for item in asked if item.find[:1] != (known,))
        self._bounds = [1.0 + stated, 1.0 + len(self._questions), float(rows.get(known, 0))]
        self._questions += self._apart([text for item in outside for text in item.ask], reader)
        self._asked: dict[str, list[int]] = defaultdict(list)
        self._counts: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
        self._shares: dict[str, float] = defaultdict(float)
        self._behind = [0.0, *(line.behind for line in lines)]
        self._sizes = [0.0] * (len(lines) + 1)
        for number, (features, found) in enumerate(self._questions, start=1):
            for key in features:
                self._asked[key].append(number)
            if found:
                self._count(features, dict(zip(found, _PLACES, strict=False)))
        for row, line in enumerate(lines, start=1):
            names = [(name, _NAME) for name, place in line.names if not place]
            for text, tenths in [(line.plain, _TEXT), *names]:
                self._count({key for key in reader.features(text) if PAIR not in key}, {row: tenths})

    def _apart(self, outside: Sequence[str], reader: Reader) -> list[tuple[set[str], list[int]]]:
        """Questions that nothing answers, without each two words in a row that one question alone has: they are many."""
        read = [reader.features(text) for text in outside]
        told = Counter(key for features in (*(asked for asked, _ in self._questions), *read) for key in features if PAIR in key)
        return [({key for key in features if told[key] != 1}, []) for features in read]

    def _count(self, features: set[str], places: dict[int, int]) -> None:
        for key in features:
            self._shares[key] += weight(key)
            for row, tenths in places.items():
                self._counts[key][row] += tenths
        size = math.fsum(map(weight, features))  # a sum that does not depend on the order of a set
        for row, tenths in places.items():
            self._sizes[row] += size * tenths / 10

    def lists(self) -> Iterator[tuple[str, bytes]]:
        """The size of each line, how far it stands behind; the length of each question, and where those outside begin."""
        yield "sizes", _packed(self._sizes, "f")
        yield "behind", _packed(self._behind, "f")
        yield "lengths", _packed([0.0, *self._lengths()], "f")
        yield "bounds", _packed(self._bounds, "f")

    def _lengths(self) -> Iterator[float]:
        every = len(self._questions)
        for features, _ in self._questions:
            yield math.sqrt(math.fsum((weight(key) * rarity(every, len(self._asked[key]))) ** 2 for key in features)) or 1.0

    def questions(self) -> Iterator[tuple[int, bytes]]:
        """Each question by its number, with the lines that answer it."""
        return ((number, _short(rows)) for number, (_, rows) in enumerate(self._questions, start=1))

    def features(self) -> Iterator[tuple[str, float, bytes, bytes, bytes]]:
        """Every feature: its share of all, the questions that have it, the lines it stands for and how often."""
        total = math.fsum(self._shares.values()) or 1.0
        for key in sorted({*self._asked, *self._counts}):
            counts, asked = self._counts.get(key, {}), self._asked.get(key, [])
            rows = sorted(counts)
            yield key, self._shares.get(key, 0.0) / total, _short(asked), _short(rows), _short([counts[row] for row in rows])


def _short(numbers: Sequence[int]) -> bytes:
    """Whole numbers after a letter for their size."""
    form = "H" if max(numbers, default=0) <= 0xFFFF else "I"
    return form.encode() + _packed(numbers, form)


def _packed(numbers: Sequence[Any], form: str) -> bytes:
    return struct.pack(f"<{len(numbers)}{form}", *numbers)
