"""The numbered rules, one function each, told in the order of their numbers.

A new rule is one function in one of these modules; its examples prove that it can fail.
"""

import re
from collections.abc import Iterator

from valcli.editing.problems import Problem
from valcli.editing.rules import (
    alone,
    around_names,
    doses,
    figures,
    files,
    ids,
    levels,
    names,
    places,
    questions,
    reading,
    readings,
    references,
    sources,
    statements,
    support,
    wording,
    writing,
)
from valcli.editing.rules.every_text import Base
from valcli.editing.rules.rule import CHECK, LOAD, Example, Found, Rule
from valcli.model.facts import Facts, label
from valcli.text.fold import fold

__all__ = ["CHECK", "LOAD", "MODULES", "RULES", "Example", "Found", "Rule", "find_rules", "problems_of"]


# in the order in which the rules without a number are told and run
MODULES = (
    *(files, ids, references, statements, names, around_names, questions),
    *(reading, writing, wording, alone, doses, figures, places, levels, readings, sources, support),
)


# yaml, shape, links, ids, health literacy, doses, places, milder, timing, citations, suppressions
_FAMILIES = "YSLIHDPMTCX"


def _number(rule: Rule) -> tuple[int, int]:
    digits = re.findall(r"\d+", rule.id)
    return _FAMILIES.index(rule.id[0]), int(digits[0]) if digits else 0


RULES = tuple(sorted((item for module in MODULES for item in vars(module).values() if isinstance(item, Rule)), key=_number))


def find_rules(word: str) -> tuple[Rule, ...]:
    """The rule with this id or name."""
    wanted = fold(word)
    return tuple(rule for rule in RULES if wanted in (fold(rule.id), fold(rule.name)))


def problems_of(facts: Facts, stage: str, only: str = "") -> Iterator[Problem]:
    """Everything that the rules of a stage find, rule by rule; or one of them alone."""
    base = Base(facts)
    for rule in RULES:
        if rule.find and rule.stage == stage and only in ("", rule.id):
            yield from (_problem(facts, rule, fault) for fault in rule.find(base))


def _problem(facts: Facts, rule: Rule, fault: Found) -> Problem:
    place = facts.place(fault.thing, fault.field)
    record = fault.record or label(fault.thing)
    return Problem(place.file, place.line, record, fault.message, rule.id, rule.level, fault.at, fault.missing)
