"""Folding: what two spellings of the same name have in common, and what can't be a name at all."""

import re
import unicodedata

MAX_NAME = 200

_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"), "-")
_APOSTROPHES = dict.fromkeys(map(ord, "\u2018\u2019\u201b\u02bc\u02b9\u00b4`\u2032\uff07"), "'")
_MARKS = dict.fromkeys(map(ord, "\u2122\u2120\u00ae"))  # trade marks, which would become the letters TM
_PUNCTUATION = re.compile(r"[^\w\s]|_")
_AND_SIGN = re.compile(r"(?<=[\w]) ?[&+] ?(?=[\w])")
_SIGNS = [number for number in range(128) if not chr(number).isalnum() and not chr(number).isspace()]
_INSTEAD = {instead: dict.fromkeys(_SIGNS, instead) for instead in ("", " ")}
_BIDI = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def fault_of(name: str) -> str:
    """Why a name can't be looked up: a tag of the vocabulary's `reasons`, or '' when it can."""
    if not name.strip():
        return "empty"
    if len(name) > MAX_NAME:
        return "too-long"
    if name.isascii() and name.isprintable():  # nearly all names
        return ""
    if any("\udc80" <= char <= "\udcff" for char in name):
        return "encoding"  # bytes that were no UTF-8
    if any((unicodedata.category(char) in ("Cc", "Cs") and not char.isspace()) or char in _BIDI for char in name):
        return "control-characters"
    return "" if fold(name) else "empty"


def fold(name: str) -> str:
    """What two spellings of the same letters have in common."""
    if name.isascii():  # nearly all names: the same result, much faster
        plain = name.lower()
        return " ".join((plain.replace("`", "'") if "`" in plain else plain).split())
    text = unicodedata.normalize("NFKC", name.translate(_MARKS)).translate(_DASHES).translate(_APOSTROPHES)
    shown = "".join(char for char in text if not _ignorable(char))
    return " ".join(shown.casefold().split())


def _ignorable(char: str) -> bool:
    return unicodedata.category(char) == "Cf" or "\ufe00" <= char <= "\ufe0f" or char in "\u034f\u115f\u1160\u3164"


def bare_forms(folded: str) -> list[str]:
    """A folded name without accents and punctuation, closed up, spaced out, and with `and` for its signs."""
    plain = folded if folded.isascii() else without_accents(folded)
    closed = " ".join(_cleared(plain, "").split())
    apart = plain.replace("'", "")
    spaced = " ".join(_cleared(apart, " ").split())
    spelled = spaced
    if "&" in apart or "+" in apart:
        spelled = " ".join(_cleared(_AND_SIGN.sub(" and ", apart), " ").split())
    return [form for form in dict.fromkeys((closed, spaced, spelled)) if form]


def _cleared(text: str, instead: str) -> str:
    """The text with something else instead of each mark of punctuation."""
    if text.isascii():  # half the time, for nearly all names
        return text.translate(_INSTEAD[instead])
    return _PUNCTUATION.sub(instead, text)


def without_accents(text: str) -> str:
    """The text with each letter as it is without its accents."""
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
