"""Words -> the statements that fit best."""

import math
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from valcli.answers.asked_names import AskedNames, is_beside, names_in, statement_for
from valcli.answers.context import ALL_COUNTRIES, SHARED, _cited, context_of, section_citations, statement_citations
from valcli.answers.deciding import SAME, SHOWN_BEST, Alike, Met, missing_words, named, silenced, support
from valcli.answers.found import Hit
from valcli.answers.likeness import Likeness
from valcli.answers.put_right import put_right
from valcli.answers.statements import statement_of
from valcli.answers.types import FoundAnswer, ShownSection
from valcli.answers.urgent import fallback, is_urgent, told, with_signs, without_mildest
from valcli.answers.weights import Weights
from valcli.model.frozen import replaced
from valcli.model.leaflet import Record
from valcli.model.shared import Citation
from valcli.store.fact_base import FactBase
from valcli.store.search_read import SearchLine, SearchName, Shown
from valcli.text.fold import fold
from valcli.text.near import near_names
from valcli.text.words import Concept, Reader

MOST_HITS = 10
MAX_QUESTION = 1000  # characters that are read
MOST_SLIPS = 3
SHORTEST_SLIP = 4


def search(facts: FactBase, words: Sequence[str], country: str, *, clinical: bool = False) -> FoundAnswer:
    """The statements, interactions, questions and terms that fit best, at most ten; apart from them what is only near.

    Records for professionals are found with `clinical` alone. A question with slips that finds nothing is asked once more
    with these put right, and the answer says so.
    """
    answer = _found(facts, words, country, clinical)
    if answer.hits or not answer.suggestions:
        return answer
    text = " ".join(words)[:MAX_QUESTION]
    reader = Reader(facts.search_words())
    strange = best_lines(facts, reader.concepts(text), reader.features(text), MOST_HITS, Shown(country, clinical)).strange
    fixed, read_as = put_right(facts, text, _near(facts, strange))
    again = _found(facts, [fixed], country, clinical) if fixed else answer
    return replaced(again, context=answer.context, suggestions=answer.suggestions, read_as=read_as) if again.hits else answer


def _found(facts: FactBase, words: Sequence[str], country: str, clinical: bool) -> FoundAnswer:
    """What a question finds as it was typed."""
    context = context_of(facts, "search", {"words": list(words), "country": country}, country)
    reader, text = Reader(facts.search_words()), " ".join(words)[:MAX_QUESTION]
    shown = Shown(country, clinical)
    best = best_lines(facts, reader.concepts(text), reader.features(text), MOST_HITS, shown)
    signs = told(facts, text)
    near = {} if signs.find or is_urgent(facts, reader, text) else _near(facts, best.strange)
    slips = {concept.key for concept in best.strange if _may_be_slip(concept, near)}
    missing = () if _names_what_is_taken(facts, best) else best.missing(slips)
    names = names_in(facts, text)
    own = "" if signs.find else names.asked_alone(facts, text)
    lines = fallback(facts, reader, text, signs, shown) if missing else []
    missing = () if lines or (own and names.targets()) else missing
    lines = lines or with_signs(facts, _stated_first(facts, best, names, own, shown), signs, shown)[:MOST_HITS]
    missing = missing or _silent(facts, lines, names)
    typed = reader.typed(text) if missing else {}
    hits = tuple(_hits(facts, lines, country))
    hits = tuple(without_mildest(facts, hits)) if signs.find else hits
    beside = bool(hits) and not missing and is_beside(facts, hits[0].id)
    first = _whole(facts, hits[0], names, country) if hits and not missing else None
    return FoundAnswer(
        context=context,
        first=first,
        beside=beside,
        asking=names.open() if beside else (),
        several=beside and names.are_several(),
        known=() if signs.find else names.known(),
        own=own,
        unwell=signs.unwell and not signs.find,
        sources=_cited(facts, _citations(first)) if first else (),
        hits=() if missing else hits,
        nearest=hits if missing else (),
        missing=_nowhere(facts, [typed.get(key, key) for key in missing], country, names.known()),
        suggestions=tuple(dict.fromkeys(name for names in near.values() for name in names)),
    )


def _citations(first: ShownSection) -> Iterator[Citation]:
    """Every citation that a page of this hit may show, those of its disagreement and of its signs too."""
    if not first.statements:
        yield from section_citations((first,))
    for statement in first.statements:
        yield from statement_citations(statement)
        yield from statement.signs.citations if statement.signs else ()


def _silent(facts: FactBase, lines: Sequence[SearchLine], names: AskedNames) -> tuple[str, ...]:
    """The names of a question that are known without a statement, where the best line is about another name or about none."""
    is_other = bool(lines) and is_beside(facts, lines[0].id) and not names.targets() and not names.open()
    return names.known() if is_other or (lines and lines[0].id == facts.search_known()) else ()


def _nowhere(facts: FactBase, words: Sequence[str], country: str, known: Collection[str]) -> tuple[str, ...]:
    """Those of the missing words that nothing here is about when they stand alone; a name without a statement is one."""
    silent = {fold(name) for name in known}
    pairs = [(one, two) for one, two in pairwise(words) if is_answered(facts, f"{one} {two}", country)]
    together = {word for pair in pairs for word in pair}
    apart = (word for word in words if not word or fold(word) in silent or word not in together)
    return tuple(word for word in apart if not word or fold(word) in silent or not is_answered(facts, word, country))


def is_answered(facts: FactBase, text: str, country: str) -> bool:
    """Whether `search` answers a text, without the near words that it would offer."""
    reader, shown = Reader(facts.search_words()), Shown(country, clinical=False)
    best = best_lines(facts, reader.concepts(text), reader.features(text), MOST_HITS, shown)
    return _names_what_is_taken(facts, best) or not best.missing(()) or is_urgent(facts, reader, text)


def _hits(facts: FactBase, lines: Sequence[SearchLine], country: str) -> Iterator[Hit]:
    titles = {section.section: section.title for section in facts.sections()}
    narrow = _narrow(facts, country)
    for line in lines:
        interactant = facts.interactant(line.id) if line.kind == "interaction" else None
        statement = statement_of(facts, interactant, "", country) if interactant else None
        yield Hit(
            id=line.id,
            kind=line.kind,
            section=line.section,
            title=titles.get(line.section, ""),
            level=statement.level if statement else None,
            sort=statement.kind if statement else "",
            name=statement.name if statement else "",
            text=narrow(line.shown),
        )


def _whole(facts: FactBase, hit: Hit, names: AskedNames, country: str) -> ShownSection | None:
    """What a hit leads to, as a chapter with nothing else in it; of an interactant what is said of what was named."""
    bare = ShownSection(id=hit.section, title=hit.title, aliases=(), groups={}, records=())
    if interactant := facts.interactant(hit.id):
        return replaced(bare, statements=(statement_for(facts, names, interactant, country),))
    if not (found := facts.record(hit.id)):
        return None
    narrow = _narrow(facts, country)
    return replaced(bare, records=tuple(replaced(record, text=narrow(record.text)) for record in _calls(facts, *found, country)))


def _calls(facts: FactBase, section: str, record: Record, country: str) -> Iterator[Record]:
    """A record, and where it tells whom to call in an emergency in one of all countries, what holds in the others."""
    yield record
    calls = facts.search_emergency()[1]
    if country != ALL_COUNTRIES or record.country == SHARED or record.id not in calls:
        return
    for found in filter(None, map(facts.record, calls)):
        same = (found[0], found[1].group) == (section, record.group)
        if same and found[1].country not in (record.country, SHARED):
            yield found[1]


def _narrow(facts: FactBase, country: str) -> Callable[[str], str]:
    """What makes of a text what it says in one country."""
    if country == ALL_COUNTRIES:
        return str
    from valcli.answers.here import Here  # most questions are for all countries

    return Here(facts, country).text


def _near(facts: FactBase, strange: Sequence[Concept]) -> dict[str, list[str]]:
    """Words that nothing says, each with words that are spelled like it; a slip is never put right in silence."""
    typed = [concept.words[0] for concept in strange if len(concept.words[0]) >= SHORTEST_SLIP][:MOST_SLIPS]
    words = [*facts.postings.vocabulary(), *facts.all_names()] if typed else []
    found = {word: [near for near in near_names(word, words) if fold(near) != word] for word in typed}
    return {word: near for word, near in found.items() if near}


def _may_be_slip(concept: Concept, near: Collection[str]) -> bool:
    """Whether a long word is so like another that it must be a slip, and says nothing about the subject."""
    return concept.words[0] in near and len(concept.words[0]) >= _SLIP


_BEHIND = 0.5
_UNNAMED = 0.6  # a word that stands in no name is seldom what a question is about
_RARE = 8  # a word in fewer lines than this weighs no more
_BARE = 0.3  # a bare number
_ALONE = 2  # features of a word that stands alone
_SLIP = 10  # letters


class Best(NamedTuple):
    """The lines that fit best, what tells whether they answer, which have a name in the question, and what stands nowhere."""

    lines: list[SearchLine]
    met: list[Met]
    alike: Alike
    named: dict[int, set[str]]
    is_name: bool  # the question is a name or alias of a best line, or holds one, and that line holds all of its words
    strange: list[Concept]

    def missing(self, slips: Collection[str]) -> tuple[str, ...]:
        """See `missing_words`; what a record is called by is answered by it, unless the whole question is one outside."""
        if self.is_name and not self.alike.outside >= SAME > self.alike.inside:
            return ()
        return missing_words(self.met, [line.row for line in self.lines], self.alike, slips)


def _taken_first(facts: FactBase, best: Best) -> list[SearchLine]:
    """The lines; first what is said of a thing that the question names, where the best line is not about that thing.

    So a question for the dose of another medicine is never answered with the dose of this one.
    """
    lines = best.lines
    for place, line in enumerate(lines):
        item = facts.interactant(line.id) if line.kind == "interaction" and line.row in best.named else None
        if item is None or item.about:
            continue
        held = {met.key for met in best.met if lines[0].row in met.lines}
        if best.named[line.row] - held:
            return [line, *lines[:place], *lines[place + 1 :]]
    return lines


def _stated_first(facts: FactBase, best: Best, names: AskedNames, own: str, shown: Shown) -> list[SearchLine]:
    """The lines; first what is said of a name in the question where that is all it asks for, or else nothing would be said."""
    lines = _taken_first(facts, best)
    if not own and lines and lines[0].id != facts.search_known():
        return lines
    stated = facts.postings.named(names.targets(), shown) if names.targets() else ()
    return list({line.row: line for line in [*stated, *lines]}.values())


def _names_what_is_taken(facts: FactBase, best: Best) -> bool:
    """Whether the question names something that is taken beside the medicine, and is more like those inside than outside."""
    if best.alike.inside <= best.alike.outside:
        return False
    lines = (line for line in best.lines[:SHOWN_BEST] if line.row in best.named and line.kind == "interaction")
    return any(item is not None and not item.about for item in (facts.interactant(line.id) for line in lines))


def best_lines(facts: FactBase, concepts: Sequence[Concept], features: Collection[str], most: int, shown: Shown) -> Best:
    """The lines that fit best, at most so many, with all that tells whether they answer."""
    bank = Likeness(facts, features)
    met: list[Met] = []
    postings = facts.postings
    behind = postings.numbers("behind")
    total = len(behind) - 1
    weights = Weights()
    strange: list[Concept] = []
    known = False
    for concept in concepts:
        is_number = concept.key.isdigit()
        names = postings.names(concept.key)
        plain, clinical = postings.text(concept.words)
        lines = plain | clinical | {name.line for name in names}
        if not is_number:
            met.append(_met(concept.key, bank, lines, names, plain))
        if is_number and not names:  # a bare number says nothing by itself
            known |= len(features) > _ALONE
        elif lines:
            rare = math.log(1 + total / max(len(lines), _RARE))
            weights.add(concept.key, rare * (1 if names else _UNNAMED) * (_BARE if is_number else 1), names, plain, clinical)
        else:
            strange += [] if bank.knows(concept.key) else [concept]
            known |= bool(bank.leads(concept.key))
    scores = weights.scores()
    if weights.asked or known:  # words that say nothing lead nowhere by themselves
        bank.add_to(scores)
    order = sorted(scores, key=lambda row: (-round(scores[row] - _BEHIND * behind[row], 6), row))
    best = list(islice(postings.found(order, shown), most))
    rows = [line.row for line in best[:SHOWN_BEST]]
    whole, unsaid, _ = weights.whole_names(rows, bank.silent)
    with_name = weights.whole_names([line.row for line in best], bank.silent)[2]
    is_name = weights.is_name(rows, bank.silent, len(concepts)) or any(
        row in with_name and all(row in item.lines for item in met) for row in rows
    )
    met = [silenced(item, bank.silent) if item.key in unsaid else named(item) if item.key in whole else item for item in met]
    return Best(best, met, bank.alike, with_name, is_name, strange)


def _met(key: str, bank: Likeness, lines: set[int], names: Sequence[SearchName], plain: Collection[int]) -> Met:
    inside, outside = bank.counts(key)
    is_named = any(not name.place for name in names)
    speaks = support(inside, is_named=is_named, is_said=bool(plain) or bool(names))
    return Met(key, bank.rarity(key), bank.leads(key) | lines, speaks, outside)
