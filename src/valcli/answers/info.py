"""The leaflet, or sections of it."""

from collections.abc import Sequence

from valcli.answers.context import ALL_COUNTRIES, _cited, _holds, _near, context_of, section_citations
from valcli.answers.interactions import _listing
from valcli.answers.types import InfoAnswer, SectionListAnswer, ShownSection, Statement
from valcli.errors import UsageProblem
from valcli.model.leaflet import Section
from valcli.store.fact_base import FactBase
from valcli.text.printable import shortened

_WHOLE = "all"  # what other programs call it; here no word stands for it


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


def _section_id(facts: FactBase, word: str, words: Sequence[str]) -> str:
    section = facts.section_of(word)
    if section:
        return section
    ids = [item.section for item in facts.sections()]
    said = f"no section '{shortened(word)}'. Sections: {', '.join(ids)}."
    if not word.strip():
        raise UsageProblem(said, "valcli info --list")
    raise UsageProblem(said, *_meant(facts, word, words))


def _meant(facts: FactBase, word: str, words: Sequence[str]) -> tuple[str, str]:
    """The command that somebody meant who asked for a section that is none, and the numbers to call in an emergency."""
    from valcli.answers import leads  # only what is wrong pays for it

    if word.casefold() == _WHOLE:
        return "valcli info", ""
    found = leads.lead(facts, words)
    if leads.known(facts, words):
        return found
    near = _near(word, facts.section_words())
    return leads.known(facts, [word]) or (leads.section(facts, near[:1]) if near else found.command), found.emergency


def _shown(facts: FactBase, section: Section, country: str) -> ShownSection:
    statements: tuple[Statement, ...] = ()
    if section.lists_level:
        statements = tuple(item for item in _listing(facts, country) if item.level == section.lists_level)
    records = tuple(record for record in section.records if _holds(record, country))
    if country != ALL_COUNTRIES:
        from valcli.answers.here import Here

        records = tuple(map(Here(facts, country).record, records))
    bare = _bare(section)
    return ShownSection(
        id=bare.id, title=bare.title, aliases=bare.aliases, groups=bare.groups, records=records, statements=statements
    )


def _bare(section: Section) -> ShownSection:
    groups = {group.id: group.title for group in section.groups}
    return ShownSection(id=section.section, title=section.title, aliases=section.aliases, groups=groups, records=())
