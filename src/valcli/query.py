"""A request -> an answer. Knows the facts and the words of a request; prints nothing."""

from collections.abc import Iterable, Sequence

from valcli.answer import (
    Context,
    InfoAnswer,
    ListedSource,
    ListingAnswer,
    NameAnswer,
    NamesAnswer,
    SectionListAnswer,
    ShownSection,
    SourcesAnswer,
    Statement,
    UnknownAnswer,
    WhyAnswer,
)
from valcli.clean import typed
from valcli.errors import UsageProblem
from valcli.interactions import Names
from valcli.model import AdverseReaction, Citation, Emergency, Record, Section, Source, Term
from valcli.options import ALL_COUNTRIES
from valcli.statements import parts_of, rank, statement_of
from valcli.store import FactBase

_MOST_SUGGESTED = 100  # near names help a person, not a list
_SHARED = "any"


def info(facts: FactBase, words: Sequence[str], country: str) -> InfoAnswer:
    """The whole leaflet, or the sections that the words name, in the leaflet's order.

    Raises:
        UsageProblem: when a word names no section.

    """
    wanted = [_section_id(facts, word, words) for word in words]
    chosen = [section.section for section in facts.sections() if not wanted or section.section in wanted]
    shown = tuple(_shown(facts, facts.section(section_id), country) for section_id in chosen)
    return InfoAnswer(
        context=context_of(facts, "info", {"sections": list(words), "country": country}, country),
        sections=shown,
        sources=_cited(facts, section_citations(shown)),
    )


def section_list(facts: FactBase, country: str) -> SectionListAnswer:
    """Every section with its title and the words that find it."""
    shown = tuple(_bare(section) for section in facts.sections())
    context = context_of(facts, "info", {"list": True, "country": country}, country)
    return SectionListAnswer(context=context, sections=shown)


def interactions(facts: FactBase, asked: Sequence[str], country: str) -> NamesAnswer | ListingAnswer:
    """An answer for each name, or everything known when there is none."""
    context = context_of(facts, "interactions", {"names": list(asked), "country": country}, country)
    if not asked:
        statements = _listing(facts, country)
        cited = _cited(facts, (citation for item in statements for citation in item.citations))
        return ListingAnswer(context=context, statements=statements, sources=cited)
    from valcli.together import combined_of, joined_names  # no other request needs it

    names = Names(facts, country, suggest=len(asked) <= _MOST_SUGGESTED)
    made = {name: names.answer(name) for name in dict.fromkeys(asked)}
    answers = tuple(made[name] for name in asked)
    combined = combined_of(facts, answers, country)
    shown = [statement for answer in answers for statement in answer.interactions]
    if combined:
        shown.append(combined.statement)
    return NamesAnswer(
        context=context,
        answers=answers,
        combined=combined,
        substances_known=facts.substances(),
        joined=joined_names(facts, answers) if len(asked) > 1 else (),
        sources=_cited(facts, (citation for item in shown for citation in statement_citations(item))),
    )


def sources(facts: FactBase, ids: Sequence[str], country: str) -> SourcesAnswer:
    """The bibliography, or the sources with these ids and what leans on them."""
    context = context_of(facts, "sources", {"ids": list(ids), "country": country}, country)
    every = facts.sources()
    if not ids:
        listed = tuple(ListedSource(source=item, cited_by=facts.cited_by(item.id)) for item in every)
        return SourcesAnswer(context=context, sources=listed, full=False, unknown={})
    known = {item.id: item for item in every}
    found = [known[wanted] for wanted in dict.fromkeys(ids) if wanted in known]
    unknown = {wanted: _near(wanted, list(known)) for wanted in ids if wanted not in known}
    listed = tuple(ListedSource(source=item, cited_by=facts.cited_by(item.id)) for item in found)
    return SourcesAnswer(context=context, sources=listed, full=True, unknown=unknown)


def why(facts: FactBase, wanted: str, country: str) -> WhyAnswer | UnknownAnswer:
    """One record or interaction with all of its citations."""
    context = context_of(facts, "why", {"id": wanted, "country": country}, country)
    found = facts.record(wanted)
    if found:
        section = facts.bare_section(found[0])
        shown = ShownSection(id=section.section, title=section.title, aliases=(), groups={}, records=(found[1],))
        return WhyAnswer(
            context=context,
            section=shown,
            members=(),
            cited_by=facts.leaning_on(found[1].id),
            sources=_cited(facts, section_citations((shown,))),
        )
    interactant = facts.interactant(wanted)
    if interactant:
        substances = ["", *(member.substance for member in interactant.members if member.level)]
        statements = tuple(statement_of(facts, interactant, substance, country) for substance in substances)
        shown = ShownSection(id="", title=interactant.name, aliases=(), groups={}, records=(), statements=statements)
        cited = [citation for item in statements for citation in statement_citations(item)]
        return WhyAnswer(
            context=context,
            section=shown,
            members=tuple(substances[1:]),
            cited_by=facts.leaning_on(interactant.id),
            sources=_cited(facts, cited),
        )
    known = (wanted.casefold(), f"ix.{wanted.casefold()}", f"ix.{'-'.join(wanted.casefold().split())}")
    near = [name for name in known if facts.record(name) or facts.interactant(name)] or _near(wanted, facts.ids())
    return UnknownAnswer(
        context=context, asked=wanted, suggestions=tuple(dict.fromkeys(near)), is_source=facts.source(wanted) is not None
    )


def command_for(facts: FactBase, words: Sequence[str]) -> str:
    """The command that somebody meant who typed a section or a known name as a command, or ''."""
    joined = " ".join(words)
    for name in dict.fromkeys((joined, words[0])):
        section = facts.section_of(name)
        if section:
            return f"valcli info {section}"
    names = Names(facts, ALL_COUNTRIES, suggest=False)
    for name in dict.fromkeys((joined, words[0])):
        if names.answer(name).status != "not-recognised":
            return f"valcli interactions {typed(name)}"
    return ""


def _near(wanted: str, words: Sequence[str]) -> tuple[str, ...]:
    from valcli.near import near_names  # only a miss needs it

    return tuple(near_names(wanted, words))


def _section_id(facts: FactBase, word: str, words: Sequence[str]) -> str:
    section = facts.section_of(word)
    if section:
        return section
    ids = [item.section for item in facts.sections()]
    joined = facts.section_of(" ".join(words))
    near = [joined] if joined else _near(word, facts.section_words()) if word.strip() else ()
    hint = f" Did you mean: valcli info {near[0]}?" if near else ""
    shown = word if len(word) <= 60 else word[:60] + "..."
    raise UsageProblem(f"no section '{shown}'.{hint} Sections: {', '.join(ids)}.")


def context_of(facts: FactBase, command: str, request: dict[str, object], country: str) -> Context:
    """What every answer carries."""
    meta = facts.meta()
    first = [item for item in meta.emergency if item.country == country]
    rest = [item for item in meta.emergency if item.country != country]
    return Context(
        command=command,
        request=request,
        version=meta.version,
        reviewed=meta.reviewed,
        medicine=meta.medicine,
        title=meta.title,
        shipped=facts.shipped(),
        notice=_notice(facts, (*first, *rest)),
        country=country,
        emergency=(*first, *rest),
        labels=_Labels(facts),
    )


class _Labels(dict[str, dict[str, Term]]):
    """The closed words of each group, read when they are asked for: most answers need few groups."""

    def __init__(self, facts: FactBase) -> None:
        super().__init__()
        self._facts = facts

    def __missing__(self, group: str) -> dict[str, Term]:
        self[group] = {term.tag: term for term in self._facts.terms(group)}
        return self[group]


def _notice(facts: FactBase, emergency: Iterable[Emergency]) -> str:
    numbers = ", ".join(f"{item.number} ({facts.term('countries', item.country).label})" for item in emergency)
    return f"{facts.meta().notice} Emergency: {numbers}."


def _shown(facts: FactBase, section: Section, country: str) -> ShownSection:
    statements: tuple[Statement, ...] = ()
    if section.lists_level:
        statements = tuple(item for item in _listing(facts, country) if item.level == section.lists_level)
    records = tuple(record for record in section.records if _holds(record, country))
    bare = _bare(section)
    return ShownSection(
        id=bare.id, title=bare.title, aliases=bare.aliases, groups=bare.groups, records=records, statements=statements
    )


def _bare(section: Section) -> ShownSection:
    groups = {group.id: group.title for group in section.groups}
    return ShownSection(id=section.section, title=section.title, aliases=section.aliases, groups=groups, records=())


def _holds(record: Record, country: str) -> bool:
    return country == ALL_COUNTRIES or record.country in (country, _SHARED)


def _listing(facts: FactBase, country: str) -> tuple[Statement, ...]:
    meta = facts.meta()
    made = [
        statement
        for interactant in facts.interactants()
        if interactant.id not in (meta.same_medicine, meta.combined)
        for statement in parts_of(facts, interactant, country)
    ]
    return tuple(sorted(made, key=lambda item: (rank(facts, item.level), item.name.casefold())))


def section_citations(sections: Iterable[ShownSection]) -> Iterable[Citation]:
    """Every citation that the pages of these sections show, in the order of the page."""
    for section in sections:
        for record in section.records:
            yield from record_citations(record)
        for statement in section.statements:
            yield from statement.citations


def record_citations(record: Record) -> Iterable[Citation]:
    """Every citation of a record, those of its parts too."""
    yield from record.citations
    for item in record.occurrence if isinstance(record, AdverseReaction) else ():
        yield from item.citations
    for position in record.disagreement.positions if record.disagreement else ():
        yield from position.citations


def statement_citations(statement: Statement) -> Iterable[Citation]:
    """Every citation of a statement, those of its parts too."""
    yield from statement.citations
    for position in statement.disagreement.positions if statement.disagreement else ():
        yield from position.citations
    for source, _ in statement.ratings:
        yield Citation(source=source, locator="rating", read="second")
    yield from statement.signs.citations if statement.signs else ()


def sources_of(facts: FactBase, answer: NameAnswer) -> tuple[Source, ...]:
    """The sources that one answer about a name cites, by id."""
    return _cited(facts, (citation for item in answer.interactions for citation in statement_citations(item)))


def _cited(facts: FactBase, citations: Iterable[Citation]) -> tuple[Source, ...]:
    found = (facts.source(source) for source in sorted({citation.source for citation in citations}))
    return tuple(source for source in found if source)
