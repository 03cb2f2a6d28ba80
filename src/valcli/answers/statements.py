"""An interactant of the facts -> what is said of the pair, for a member and a country."""

from collections.abc import Iterator
from typing import Any

from valcli.answers.context import ALL_COUNTRIES
from valcli.answers.types import Statement
from valcli.model import levels as order
from valcli.model.frozen import replaced, shape
from valcli.model.interactions import Interactant, Member
from valcli.model.interactions import Statement as Said
from valcli.model.shared import Citation
from valcli.store.fact_base import FactBase

_OWN = tuple(name for name in shape(Said) if name != "citations")


def statement_of(facts: FactBase, interactant: Interactant, substance: str, country: str) -> Statement:
    """The statement for one member, or for the interactant as a whole (`substance` is '').

    A member's own fields replace those of the interactant. The whole is never milder than
    its strictest member, since nobody said which member is meant.
    """
    member = next((item for item in interactant.members if item.substance == substance), None)
    said: dict[str, Any] = {name: _chosen(interactant, member, name) for name in _OWN}
    levels = _levels(facts, interactant, member)
    citations = _citations(interactant, member)
    if interactant.about:
        said, citations = _with_records(facts, interactant, said, citations)
    signs = said.pop("warning_signs")
    said.pop("level")
    said.pop("forms")
    ratings = tuple((rating.source, rating.says) for rating in said.pop("ratings"))
    made = Statement(
        id=interactant.id,
        name=interactant.name,
        kind=interactant.kind,
        level=chosen_level(facts, levels, country),
        levels=levels,
        signs=facts.signs(signs) if signs else None,
        ratings=ratings,
        about=interactant.about,
        citations=citations,
        names=tuple(item.substance for item in interactant.members) or interactant.words,
        **said,
    )
    if country == ALL_COUNTRIES:
        return made
    from valcli.answers.here import Here

    return Here(facts, country).statement(made)


def parts_of(facts: FactBase, interactant: Interactant, country: str) -> Iterator[Statement]:
    """What a listing shows of an interactant: one statement for each level and advice that stand in it.

    Members with a level of their own stand under it, each beside those that are told the
    same, so that a list says the same as an answer about one of them.
    """
    own = chosen_level(facts, _by_country(facts, interactant.level), country)
    whole = (own, "", "")
    parts: dict[tuple[str, str, str], list[Member]] = {whole: []}
    for member in interactant.members:
        level = chosen_level(facts, _levels(facts, interactant, member), country)
        key = whole if level == own else (level, member.headline, member.management)
        parts.setdefault(key, []).append(member)
    for key, members in parts.items():
        names = tuple(member.substance for member in members)
        if key == whole:
            said = statement_of(facts, interactant, "", country)
            levels = _by_country(facts, interactant.level)
            yield replaced(said, level=own, levels=levels, names=names or interactant.words, is_part=len(parts) > 1)
        else:
            yield replaced(statement_of(facts, interactant, names[0], country), names=names, is_part=True)


def chosen_level(facts: FactBase, levels: dict[str, str], country: str) -> str:
    """The level that holds for a country; the strictest one when none was chosen."""
    return levels.get(country) or strictest(facts, list(levels.values()))


def strictest(facts: FactBase, levels: list[str]) -> str:
    """The strictest of some levels; the vocabulary lists them strictest first."""
    return levels[0] if len(levels) == 1 else order.strictest(facts.levels, levels)


def rank(facts: FactBase, level: str | None) -> int:
    """Place of a level, 0 for the strictest; no level comes last."""
    return order.rank(facts.levels, level)


def _chosen(interactant: Interactant, member: Member | None, name: str) -> Any:
    own = getattr(member, name) if member else None
    return own or getattr(interactant, name)


def _levels(facts: FactBase, interactant: Interactant, member: Member | None) -> dict[str, str]:
    if member:
        return _by_country(facts, member.level or interactant.level)
    things: list[Interactant | Member] = [interactant, *interactant.members]
    every = [_by_country(facts, item.level) for item in things if item.level]
    return {country: strictest(facts, [levels[country] for levels in every]) for country in facts.level_countries()}


def _by_country(facts: FactBase, level: dict[str, str]) -> dict[str, str]:
    # a level given for one country only holds in the others as well, until somebody says otherwise
    other = level.get("any") or next(iter(level.values()))
    return {country: level.get(country, other) for country in facts.level_countries()}


def _citations(interactant: Interactant, member: Member | None) -> tuple[Citation, ...]:
    own = member.citations if member else ()
    return tuple(dict.fromkeys((*own, *interactant.citations)))


def _with_records(
    facts: FactBase, interactant: Interactant, said: dict[str, Any], citations: tuple[Citation, ...]
) -> tuple[dict[str, Any], tuple[Citation, ...]]:
    """A condition says what the records of its section say."""
    found = [item[1] for record_id in interactant.about if (item := facts.record(record_id))]
    said["effect"] = said["effect"] or " ".join(record.text for record in found)
    said["clinical"] = said["clinical"] or " ".join(record.clinical for record in found)
    said["disagreement"] = said["disagreement"] or next((item.disagreement for item in found if item.disagreement), None)
    more = tuple(citation for record in found for citation in record.citations)
    return said, tuple(dict.fromkeys((*citations, *more)))
