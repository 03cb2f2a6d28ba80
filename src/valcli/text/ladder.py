"""The ladder of names: what a typed name and a name in the facts are reduced to.

A typed name climbs the rungs; the first rung that is in the facts answers.
1  folded: NFKC, case, spaces, dash and apostrophe families, default-ignorables dropped
2  accents and punctuation dropped, `&` and `+` read as `and`
3  without strength, directions (twice a day, PRN, for pain), marks of a list and leading measure words
4  without salt, form by mouth (tablet, oral solution) and release (XR, gastro-resistant)
5  singular
Words that change the answer (cream, drops, patch, spray, injection, liquid, lozenge)
are never dropped.
"""

import unicodedata
from collections.abc import Iterator

from valcli.text.directions import is_direction, regex, without_directions, without_notes, without_pack

MAX_NAME = 200
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"), "-")
_APOSTROPHES = dict.fromkeys(map(ord, "\u2018\u2019\u201b\u02bc\u02b9\u00b4`\u2032\uff07"), "'")
_MARKS = dict.fromkeys(map(ord, "\u2122\u2120\u00ae"))  # trade marks, which would become the letters TM
_BIDI = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNIT = r"(?:mg|mcg|micrograms?|ug|\u03bcg|milligrams?|g|grams?|ml|mls|units?|iu)"
_NUMBER = r"\d+(?:[.,]\d+)?"


_STRENGTH = (
    rf"(?<![\w.]){_NUMBER}(?:(?:\s*[/-]\s*|\s+to\s+){_NUMBER})*(?: \(\d+ base\))?\s*{_UNIT}"
    rf"(?:\s*/\s*(?:{_NUMBER}\s*)?{_UNIT}|\s*/\s*(?:h(?:ou)?rs?|hr?|dose|tablet|spray|puff|act(?:uation)?))*(?![\w])"
    rf"(?:\s+or(?=\s+{_NUMBER}\s*{_UNIT}\b))?"
)


_STRENGTH_PAIR = rf"(?<![\w.]){_NUMBER}[/-]{_NUMBER}(?![\w]| ?(?:hours|hrs|hourly|days|weeks)\b)"


# of a cream or of drops, behind the name; 0 % changes the answer
_PERCENT = rf"(?<=[a-z]) (?!0+(?:[.,]0+)?\s*%){_NUMBER}\s*%"


# what a list puts before a name: a bullet, a number, the form, how many
_BEFORE = (
    r"^(?:(?:[-*]|\d+[.)]|rx:?|generic|tab(?:let)?s?\.?|cap(?:sule)?s?\.?|\d+ ?x)\s+|(?:low|high)[- ]dose\s+)+(?=.*[a-z]{3})"
)


# how many are in the pack, what goes without saying, and notes in brackets that say nothing about what it is
_PACK = r"\(\d+\)|#\s*\d{2,}|\((?:single dose|generic|otc|prescription)\)|(?<=[a-z])\(s\)|\btransdermal (?=patch)"


_MEASURE = (
    r"^(?:(?:a|an|one|two|some|half a|half|my|the|\d+)\s+)?(?:small |large |big )?"
    r"(?:glass|glasses|pint|pints|half|bottle|bottles|can|cans|shot|shots|cup|cups|drop|sip|unit|units|dose|doses|"
    r"bit|lot|couple)\s+of\s+"
)


# a strength without its unit, as on the pack: Neurontin 300, Duragesic-100
_BARE_STRENGTH = r"(?<=[a-z]{3})[ -]\d+(?:[.,]\d+)?$"


_ARTICLE = r"^(?:a|an|some|my|the)\s+"


# what stands behind a name that is swallowed, on its box or in a list; never a word that changes the answer
_FORMS = (
    r"tablets?|tabs?|capsules?|caps?|caplets?|pills?|softgels?|gumm(?:y|ies)|sachets?|granules|chewable|effervescent|"
    r"(?:oro-?)?dispersible|odt|(?:sublingual|sl)(?: film| spray)?|buccal(?: film)?|syrup|linctus|"
    r"oral(?: (?:solution|suspension|drops|liquid|powder|film))?|bp|usp|ep"
)


_RELEASE = (
    r"[cdegimpsx]r|xl|la|ec|[egmp]/[cr]|retard|\d+ ?h(?:ou)?rs?|enteric[- ]coated|"
    r"(?:gastro|acid)[- ]resistant|(?:modified|prolonged|sustained|slow|extended|controlled|delayed|immediate)[- ]release"
)


_SALTS = (
    r"acetate|ben?sylate|besilate|bitartrate|calcium|citrate|dihydrate|dihydrochloride|dipropionate|embonate|fumarate|furoate|"
    r"hcl|hydrobromide|hydrochloride|magnesium|malate|maleate|mesilate|mesylate|monohydrate|nitrate|oxalate|pamoate|phosphate|"
    r"potassium|propionate|sodium|succinate|sulfate|sulphate|tartrate|tosylate|trihydrate|valerate|xinafoate"
)


_ENDING = rf"[ ,]+(?:{_FORMS}|{_RELEASE}|{_SALTS})[.,]*$"


# brackets whose strength is gone
_EMPTIED = r"\(\s*(?:total\s*)?\)"


_BRACKET = r"[()\[\]]"


# a salt before a form that stays
_SALT_INSIDE = (
    rf" (?:{_SALTS})(?= (?:(?:nasal )?spray|inhaler|cream|ointment|gel|lotion|(?:eye|ear|nose) drops|injections?|patch(?:es)?)$)"
)


_PUNCTUATION = r"[^\w\s]|_"
_SIGNS = [number for number in range(128) if not chr(number).isalnum() and not chr(number).isspace()]
_INSTEAD = {instead: dict.fromkeys(_SIGNS, instead) for instead in ("", " ")}
_AND_SIGN = r"(?<=[\w]) ?[&+] ?(?=[\w])"
_JOINER = r"\s*[/+&]\s*|\s+(?:and|with|plus)\s+|(?<=[a-z]{5})-(?=[a-z]{5})"


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
    text = unicodedata.normalize("NFKC", name.translate(_MARKS)).translate(_DASHES).translate(_APOSTROPHES)
    shown = "".join(char for char in text if not _ignorable(char))
    return " ".join(shown.casefold().split())


def bare_forms(folded: str) -> list[str]:
    """Rung 2 of a folded name: without accents and punctuation, closed up, spaced out, and with `and` for its signs."""
    plain = folded if folded.isascii() else _without_accents(folded)
    closed = " ".join(_cleared(plain, "").split())
    apart = plain.replace("'", "")
    spaced = " ".join(_cleared(apart, " ").split())
    spelled = spaced
    if "&" in apart or "+" in apart:
        spelled = " ".join(_cleared(regex(_AND_SIGN).sub(" and ", apart), " ").split())
    return [form for form in dict.fromkeys((closed, spaced, spelled)) if form]


def _cleared(text: str, instead: str) -> str:
    """The text with something else instead of each mark of punctuation."""
    if text.isascii():  # half the time, for nearly all names
        return text.translate(_INSTEAD[instead])
    return regex(_PUNCTUATION).sub(instead, text)


def _without_accents(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))


def ladder(name: str) -> Iterator[tuple[int, str]]:
    """The rungs of a typed name from the first to the last, without repeats."""
    folded = fold(name)
    yield 1, folded
    if folded.isascii() and folded.isalpha():  # one word has nothing to lose but its plural
        yield 2, folded
        single = singular(folded)
        if single != folded:
            yield 5, single
        return
    seen = {folded}
    lower = _without_strength(folded)
    shorter = list(_without_form(lower[-1]))
    dropped = [(3, text) for text in lower] + [(4, text) for text in shorter]
    # a direction is no name: nothing is left of "10 mg bd"
    dropped = [(rung, text) for rung, text in dropped if " " in text or not is_direction(text)]
    barer = [(rung, bare_forms(text)) for rung, text in dropped]
    for rung, forms in ((2, bare_forms(folded)), *barer):
        for form in forms:
            if form not in seen or rung == 2:
                seen.add(form)
                yield rung, form
    # "hiv tablets" is a plural of its own, "wine glasses" too: both ends are tried
    for _, forms in barer:
        for form in forms:
            single = singular(form)
            if single not in seen:
                seen.add(single)
                yield 5, single


def parts(name: str) -> list[str]:
    """Ingredients that a name joins by `/`, `+`, `and`, `with` or brackets; one part when it joins none."""
    outside, inside = aside(name)
    return outside + inside


def aside(name: str) -> tuple[list[str], list[str]]:
    """The parts of a name outside its brackets and those inside; what follows a bracket belongs to what stands before it."""
    folded = fold(name)
    if folded.isalpha():  # one word: nothing joins it to another
        return [folded], []
    pieces = regex(_BRACKET).split(_without_strength(folded)[-1])
    outside = " ".join(piece.strip() for piece in pieces[::2])
    return _apart(outside), [part for piece in pieces[1::2] for some in piece.split(";") for part in _apart(some)]


def is_aside(name: str) -> bool:
    """Whether the brackets of a name hold another name for it, or a brand of it: no part stands beside an ambiguous one."""
    outside, inside = aside(name)
    return bool(outside and inside) and min(len(outside), len(inside)) == 1


def _apart(text: str) -> list[str]:
    found = (part.strip(" ,;:-") for part in regex(_JOINER).split(text))
    return [part for part in found if part and not _is_form(part)]


def _is_form(text: str) -> bool:
    """Whether a text says nothing but a form, a release or a salt."""
    return any(left == "-" for left in _without_form(f"- {text}"))


def singular(text: str) -> str:
    """The last word without its plural ending."""
    if text.endswith(("ss", "us", "is")) or len(text) < 4:
        return text
    if text.endswith("ies"):
        return text[:-3] + "y"
    if text.endswith(("ches", "shes", "xes", "sses")):
        return text[:-2]
    return text.removesuffix("s")


def _ignorable(char: str) -> bool:
    return unicodedata.category(char) == "Cf" or "\ufe00" <= char <= "\ufe0f" or char in "\u034f\u115f\u1160\u3164"


def _without_strength(folded: str) -> list[str]:
    """The name without what a list says around it; with a number that may belong to it, then without that."""
    if folded.isalpha():  # nearly all names: one word has nothing to lose
        return [folded]
    text = regex(_PACK).sub(lambda found: "s" if found[0] == "(s)" else " ", without_notes(folded))
    text = regex(_BEFORE).sub("", " ".join(text.split()))
    for pattern in (_STRENGTH, _STRENGTH_PAIR, _PERCENT):
        text = regex(pattern).sub(" ", text)
    text = regex(_EMPTIED).sub(" ", text) if "(" in text else text
    texts = _without_directions(text)
    return [_without_measure(text) for text in texts]


def _without_measure(text: str) -> str:
    text = regex(_MEASURE).sub("", text) if regex(_MEASURE).match(text) else regex(_ARTICLE).sub("", text)
    return regex(_BEFORE).sub("", text).strip(" ,;:-")


def _without_directions(text: str) -> list[str]:
    """The text with ever fewer directions, and without the bare number that then ends it."""
    texts = without_directions(" ".join(text.split()))
    shorter = regex(_BARE_STRENGTH).sub("", texts[-1])
    return texts if shorter == texts[-1] else [*texts, shorter]


def _without_form(text: str) -> Iterator[str]:
    """The name without its last word for a form, a release or a salt, then without the one before, and so on."""
    while True:
        ended, packs = regex(_ENDING).sub("", text), without_pack(text)
        if packs and ended != text:
            yield ended.strip(" ,;:-")  # the number may belong to the name
        shorter = packs or [left for left in (ended, regex(_SALT_INSIDE).sub("", text)) if left != text][:1]
        if not shorter:
            return
        yield from (left.strip(" ,;:-") for left in shorter[:-1])
        for left in _without_directions(shorter[-1]):
            text = left.strip(" ,;:-")
            yield text
