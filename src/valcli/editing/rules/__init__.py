"""The numbered rules, one function each, told in the order of their numbers.

A new rule is one function in one of these modules; its examples prove that it can fail.
"""

import re

from valcli.editing.rules import doses, figures, ids, levels, loading, places, reading, sources, wording, writing
from valcli.editing.rules.rule import REGISTRY, Example, Found, Rule
from valcli.text.fold import fold

__all__ = ["MODULES", "RULES", "Example", "Found", "Rule", "find_rules"]
MODULES = (loading, ids, reading, writing, wording, doses, figures, places, levels, sources)


# yaml, shape, links, ids, health literacy, doses, places, milder, timing, citations, suppressions
_FAMILIES = "YSLIHDPMTCX"


def _number(rule: Rule) -> tuple[int, int]:
    digits = re.findall(r"\d+", rule.id)
    return _FAMILIES.index(rule.id[0]), int(digits[0]) if digits else 0


RULES = tuple(sorted(REGISTRY.values(), key=_number))


def find_rules(word: str) -> tuple[Rule, ...]:
    """The rule with this id or name."""
    wanted = fold(word)
    return tuple(rule for rule in RULES if wanted in (fold(rule.id), fold(rule.name)))
