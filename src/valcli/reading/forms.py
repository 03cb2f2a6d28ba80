"""Which form the words of a text tell."""

from collections.abc import Iterable

from valcli.reading.lexicon import Word

_RANKS = ("route", "shape", "hint")


def sites_of(forms: Iterable[Word]) -> tuple[str, ...]:
    """Where a thing goes, by the words that say so most plainly; empty when nothing says it."""
    told = [word for word in forms if word.site]
    for rank in _RANKS:
        sites = tuple(dict.fromkeys(word.site for word in told if word.rank == rank))
        if sites:
            return sites
    return ()
