"""A text is cut into words, numbers and marks; names go through the same cut."""

import re
from functools import lru_cache

from valcli.text.fold import without_accents

_TOKEN = re.compile(
    r"[^\W\d_][^\W_]*|\d+(?:[.,]\d+)*|(?<![^\W_])\.\d+|[%()\[\],;|/\\&+]|(?<=[^\W_])[-?](?=[^\W_])|(?<=\d) - (?=\d)"
)
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_LETTERS_OR_NUMBER = re.compile(r"[^\W\d_]+|\d+")
_LISTED = re.compile(r"^#?\d{1,3}[.:] +(?=[^\W\d_])")  # the number of a line: 1. wine
_PLURAL_MARK, _NUMBER_MARK = "(s)", "no"  # tablet(s), no. 3
SLASH, DASH = "/", "-"
_NUMBERED = frozenset("#0123456789")
_SAME = {"\\": SLASH, "&": "and", "+": "and", "?": DASH, " - ": DASH, "|": ";"}
# marks that stand between two parts, and never inside a name; and those that a name may be written with
BREAKS = frozenset(",;()[]")
SOFT = frozenset((SLASH, DASH))
MARKS = BREAKS | SOFT


def cut(folded: str) -> list[str]:
    """The tokens of a folded text. A dash counts only inside a word and between numbers; `&` and `+` are the word and."""
    text = folded
    if not text.isascii():
        text = without_accents(text)
    if "'" in text:
        text = text.replace("'", "")
    if text[:1] in _NUMBERED:
        text = _LISTED.sub("", text, count=1)
    if "." in text:
        text = _DOTTED.sub(lambda found: found[0].replace(".", ""), text)
    if _PLURAL_MARK in text:
        text = text.replace(_PLURAL_MARK, "s")
    found = [_SAME.get(token, token) for token in _TOKEN.findall(text)]
    if _NUMBER_MARK in found:
        behind = zip(found, [*found[1:], ""], strict=True)
        found = [one for one, after in behind if one != _NUMBER_MARK or not after[:1].isdigit()]
    return found


def taken_apart(word: str) -> list[str]:
    """A word of letters and numbers as its pieces: mg05 -> mg, 05."""
    return _LETTERS_OR_NUMBER.findall(word)


@lru_cache(maxsize=50_000)  # every name of a folder of facts is asked for four times while it is read
def keys_of(folded: str) -> tuple[str, ...]:
    """The keys by which a name is found: its words, and its words closed up where a mark joins them."""
    tokens = [token for token in cut(folded) if token not in MARKS]
    spelled = " ".join(tokens)
    keys = [spelled]
    if "and" in tokens and ("&" in folded or "+" in folded):
        keys.append(" ".join(word for word in tokens if word != "and"))
    closed = re.sub(r"(?<=[^\W_])[-./'](?=[^\W_])", "", folded)
    if closed != folded:
        keys.append(" ".join(token for token in cut(closed) if token not in MARKS))
    return tuple(dict.fromkeys(key for key in keys if key))


_JOINER = re.compile(r" and | with |,|/|\\+")


def joined_in(folded: str) -> list[str]:
    """The parts that a folded name joins by a comma, a stroke or a word; the name alone where it joins none."""
    return [part.strip() for part in _JOINER.split(folded) if part.strip()]


def key_of(text: str) -> str:
    """The key of a whole folded text: its words and numbers alone."""
    return joined(cut(text))


def joined(tokens: list[str]) -> str:
    """The words and numbers of some tokens as a key."""
    return " ".join([token for token in tokens if token not in MARKS])


def singular(word: str) -> str:
    """A key without the plural ending of its last word."""
    if len(word.rpartition(" ")[2]) < 4 or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    return word.removesuffix("s")
