"""The order of levels: the vocabulary lists them strictest first, and nothing else knows it."""

from collections.abc import Iterable, Sequence


def rank(order: Sequence[str], level: str | None) -> int:
    """Place of a level, 0 for the strictest; no level comes last."""
    return order.index(level) if level else len(order)


def strictest(order: Sequence[str], levels: Iterable[str]) -> str:
    """The strictest of some levels; of none, ''."""
    return min(levels, key=order.index, default="")
