"""A word of a closed list that was probably meant: of commands, options, keys and tags. Names of medicines have `near`."""

from collections.abc import Iterable

_SHORTEST = 4  # letters of a word that may stand for a longer one


def nearest(word: str, allowed: Iterable[str], alike: float = 0.6) -> str:
    """The allowed word that is spelled most like this one, or ''."""
    import difflib  # only what is wrong pays for it

    words = list(allowed)
    return next(iter(difflib.get_close_matches(word, words, n=1, cutoff=alike)), "") or _holding(word, words)


def _holding(word: str, allowed: Iterable[str]) -> str:
    """The one allowed word of which this one is a part, or that is a part of it."""
    parts = {*word.replace("_", "-").replace(" ", "-").split("-")}
    found = [one for one in allowed if parts <= {*one.split("-")} or {*one.split("-")} <= parts]
    return found[0] if len(found) == 1 and len(word) >= _SHORTEST else ""


def did_you_mean(word: str, allowed: Iterable[str]) -> str:
    """A question to be put behind a refusal, or ''."""
    near = nearest(word.casefold(), allowed)
    return f" Did you mean {near}?" if near else ""
