"""A word of a closed list that was probably meant: of commands, options, keys and tags. Names of medicines have `near`."""

from collections.abc import Iterable


def nearest(word: str, allowed: Iterable[str], alike: float = 0.6) -> str:
    """The allowed word that is spelled most like this one, or ''."""
    import difflib  # only what is wrong pays for it

    return next(iter(difflib.get_close_matches(word, list(allowed), n=1, cutoff=alike)), "")


def did_you_mean(word: str, allowed: Iterable[str]) -> str:
    """A question to be put behind a refusal, or ''."""
    near = nearest(word.casefold(), allowed)
    return f" Did you mean {near}?" if near else ""
