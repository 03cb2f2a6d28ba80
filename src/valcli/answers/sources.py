"""The bibliography, and one statement with all of its sources."""

from collections.abc import Sequence

from valcli.answers.context import _cited, _near, context_of, section_citations, statement_citations
from valcli.answers.statements import statement_of
from valcli.answers.types import ListedSource, ShownSection, SourcesAnswer, UnknownAnswer, WhyAnswer
from valcli.store.fact_base import FactBase

_MOST_SUGGESTED = 100  # near ids help a person, not a list


def sources(facts: FactBase, ids: Sequence[str], country: str) -> SourcesAnswer:
    """The bibliography, or the sources with these ids and what leans on them."""
    context = context_of(facts, "sources", {"ids": list(ids), "country": country}, country)
    every = facts.sources()
    if not ids:
        listed = tuple(ListedSource(source=item, cited_by=facts.cited_by(item.id)) for item in every)
        return SourcesAnswer(context=context, sources=listed, full=False, unknown={})
    known = {item.id: item for item in every}
    found = [known[wanted] for wanted in dict.fromkeys(ids) if wanted in known]
    missed = list(dict.fromkeys(wanted for wanted in ids if wanted not in known))
    suggested = list(known) if len(missed) <= _MOST_SUGGESTED else []
    unknown = {wanted: _near(wanted, suggested) for wanted in missed}
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
