"""The ladder of names: what a typed name and a name in the facts are reduced to.

A typed name climbs the rungs; the first rung that is in the facts answers.
1  folded: NFKC, case, spaces, dash and apostrophe families, default-ignorables dropped
2  accents and punctuation dropped
3  without strength, directions (twice a day, PRN) and leading measure words
4  without salt and without tablet, capsule, XR, MR, XL, SR, ER
5  singular
Words that change the answer (cream, drops, patch, spray, injection, liquid, lozenge)
are never dropped.
"""

import re
import unicodedata
from collections.abc import Iterator

MAX_NAME = 200

_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"), "-")
_APOSTROPHES = dict.fromkeys(map(ord, "\u2018\u2019\u201b\u02bc\u02b9\u00b4`\u2032\uff07"), "'")
_BIDI = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNIT = r"(?:mg|mcg|micrograms?|ug|milligrams?|g|grams?|ml|mls|units?|iu)"
_NUMBER = r"\d+(?:[.,]\d+)?"
_STRENGTH = re.compile(rf"(?<![\w.]){_NUMBER}(?:/{_NUMBER})*\s*{_UNIT}(?:\s*/\s*(?:{_NUMBER}\s*)?{_UNIT}|/h(?:ou)?r?)?(?![\w])")
_STRENGTH_PAIR = re.compile(rf"(?<![\w.]){_NUMBER}[/-]{_NUMBER}(?![\w])")
_MEASURE = re.compile(
    r"^(?:(?:a|an|one|two|some|half a|half|my|the|\d+)\s+)?(?:small |large |big )?"
    r"(?:glass|glasses|pint|pints|half|bottle|bottles|can|cans|shot|shots|cup|cups|drop|sip|unit|units|dose|doses|"
    r"bit|lot|couple)\s+of\s+"
)
# a strength without its unit, as on the pack: Neurontin 300, Duragesic-100
_BARE_STRENGTH = re.compile(r"(?<=[a-z]{3})[ -]\d+(?:[.,]\d+)?$")
# how often and when, as a medication list says it behind the name
_DIRECTIONS = re.compile(
    r"(?:\s+(?:prn|od|bd|bid|tds|tid|qds|qid|nocte|mane|stat|po|daily|weekly|nightly|regularly|as (?:needed|required|directed)|"
    r"when (?:needed|required)|by mouth|at (?:night|bedtime)|in the (?:morning|evening)|every (?:day|night|morning|other day)|"
    r"(?:once|twice|(?:\d+|one|two|three|four) times?) (?:daily|nightly|weekly|(?:a|per|each) (?:day|night|week))|"
    r"(?:take|x) ?\d+|x ?\d+/7|\d+/7))+$"
)
_ARTICLE = re.compile(r"^(?:a|an|some|my|the)\s+")
_FORMS = {"tablet", "tablets", "tab", "tabs", "capsule", "capsules", "cap", "caps", "caplet", "caplets"}
_RELEASE = {"xr", "mr", "xl", "sr", "er"}
_SALTS = {
    "acetate", "besilate", "besylate", "citrate", "fumarate", "hcl", "hydrobromide", "hydrochloride",
    "maleate", "mesilate", "mesylate", "phosphate", "sodium", "succinate", "sulfate", "sulphate", "tartrate",
}  # fmt: skip
_JOINER = re.compile(r"\s*[/+&]\s*|\s+(?:and|with|plus)\s+")


def fault_of(name: str) -> str:
    """Why a name can't be looked up: a tag of the vocabulary's `reasons`, or '' when it can."""
    if not name.strip():
        return "empty"
    if len(name) > MAX_NAME:
        return "too-long"
    if any(unicodedata.category(char) in ("Cc", "Cs") or char in _BIDI for char in name):
        return "control-characters"
    return "" if fold(name) else "empty"


def fold(name: str) -> str:
    """Rung 1: what two spellings of the same letters have in common."""
    if name.isascii():  # nearly all names: the same result, much faster
        return " ".join(name.replace("`", "'").lower().split())
    text = unicodedata.normalize("NFKC", name).translate(_DASHES).translate(_APOSTROPHES)
    shown = "".join(char for char in text if not _ignorable(char))
    return " ".join(shown.casefold().split())


def bare_forms(folded: str) -> list[str]:
    """Rung 2 of a folded name: without accents and punctuation, closed up and spaced out."""
    plain = folded if folded.isascii() else _without_accents(folded)
    closed = " ".join(re.sub(r"[^\w\s]|_", "", plain).split())
    spaced = " ".join(re.sub(r"[^\w\s]|_", " ", plain.replace("'", "")).split())
    return [form for form in dict.fromkeys((closed, spaced)) if form]


def _without_accents(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))


def ladder(name: str) -> Iterator[tuple[int, str]]:
    """The rungs of a typed name from the first to the last, without repeats."""
    folded = fold(name)
    seen = {folded}
    yield 1, folded
    lower = _without_strength(folded)
    shorter = list(_without_form(lower))
    for rung, text in ((2, folded), (3, lower), *((4, text) for text in shorter)):
        for form in bare_forms(text):
            if form not in seen or rung == 2:
                seen.add(form)
                yield rung, form
    # "hiv tablets" is a plural of its own, "wine glasses" too: both ends are tried
    for text in (lower, *shorter):
        for form in bare_forms(text):
            single = singular(form)
            if single not in seen:
                seen.add(single)
                yield 5, single


def parts(name: str) -> list[str]:
    """Ingredients that a name joins by `/`, `+`, `and` or `with`; one part when it joins none."""
    return [part for part in _JOINER.split(_without_strength(fold(name))) if part]


def singular(text: str) -> str:
    """The last word without its plural ending."""
    if re.search(r"(?:ss|us|is)$", text) or len(text) < 4:
        return text
    if text.endswith("ies"):
        return text[:-3] + "y"
    if re.search(r"(?:ch|sh|x|ss)es$", text):
        return text[:-2]
    return text.removesuffix("s")


def _ignorable(char: str) -> bool:
    return unicodedata.category(char) == "Cf" or "\ufe00" <= char <= "\ufe0f" or char in "\u034f\u115f\u1160\u3164"


def _without_strength(folded: str) -> str:
    text = _STRENGTH.sub(" ", folded)
    text = _STRENGTH_PAIR.sub(" ", text)
    text = _DIRECTIONS.sub("", " ".join(text.split()))
    text = _BARE_STRENGTH.sub("", text)
    text = _MEASURE.sub("", text) if _MEASURE.match(text) else _ARTICLE.sub("", text)
    return text.strip(" ,;:-")


def _without_form(text: str) -> Iterator[str]:
    """The name without its last word for a form or a salt, then without the one before, and so on."""
    words = text.split()
    while len(words) > 1 and words[-1].strip(".,") in _FORMS | _RELEASE | _SALTS:
        words.pop()
        yield " ".join(words)
