"""How figures, units and letters are written: what ISMP and the Joint Commission found to be misread."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from valcli.editing.rules.every_text import Base, Said
from valcli.editing.rules.examples import dose, said, source
from valcli.editing.rules.rule import LOAD, Found, in_text, rule
from valcli.model.facts import fields_of, label
from valcli.model.leaflet import Dose

_UNITS = r"(?:mg|mcg|micrograms?|milligrams?|g|kg|mL|ml|L)"
_NO_SPACE = re.compile(rf"\b\d+(?:\.\d+)?{_UNITS}\b")


# an enumeration may give its unit once, at the end
_MORE = r"(?:(?:,? (?:to|or|and) |, | ?- ?)\d+(?:\.\d+)?)*"


_TRAILING_ZERO = re.compile(rf"(?<![\d.])\d+\.\d*0(?={_MORE}\s*{_UNITS}\b)")
_TEN_TIMES = "it is read as ten times as much when the point is missed: write it without, as '5 mg'"
_UNKNOWN_UNIT = re.compile(r"\b\d+(?:\.\d+)? ?(?:mgs|mgm|mcgs|microg|gms?|gr|kgs|mls|mLs|ccs?|MG|Mg|mG|ML)\b")
_NO_LEADING_ZERO = re.compile(r"(?<![\d.\w])\.\d+")


# short forms that were misread for something else; case counts, so that `us` and `hs` stay words
_SHORT_FORMS = re.compile(
    r"(?<![\w.])(?:\u00b5g|\u03bcg|ug|IU|U|cc|QD|QOD|q\.?d\.?|BID|TID|QID|b\.?i\.?d\.?|t\.?i\.?d\.?|HS|PRN|p\.?r\.?n\.?|PO|po|D/C|MS"
    r"|MSO4|MgSO4)(?![\w])"
)


_SIGNS = re.compile(r"[@<>\u2264\u2265]|(?<!A)&(?!E)")
_THOUSANDS = re.compile(r"(?<![\d,./-])\d{4,}(?![\d,/-])|\b\d{1,3}\.\d{3}\b")


# what looks like a thousand and is the number of a law, a page or an approval
_NUMBERED = re.compile(r"(?:CFR|NDA|PMID|[Nn]o\.|[Ss]ection|[Pp]art|[Rr]egulation|[Pp]age) ?$")


_YEAR = re.compile(r"(?:19|20)\d\d")
_DASHES = "\\-\u2010\u2011\u2012\u2013\u2014\u2212\ufe58\ufe63\uff0d"
_RANGE = re.compile(rf"(?<![\d{_DASHES}])\d+(?:\.\d+)? ?[{_DASHES}] ?\d+(?:\.\d+)?(?![\d{_DASHES}])")
_SLASH = re.compile(r"\S*\w ?/ ?\w\S*")
_TIMES = re.compile(r"\b(?:thrice|\d ?x\b(?! ?\d)|tds|od|bd|qds)\b", re.IGNORECASE)


@rule(
    "L-ascii",
    "plain ASCII outside the bibliography",
    "A letter that a screen can't show is a warning that is lost.",
    rejects=said("Ask your doctor\u2026"),
    passes=said("Ask your doctor."),
    stage=LOAD,
)
def _ascii(base: Base) -> Iterator[Found]:
    sources = {id(source) for source in base.facts.sources}
    for thing, owner in base.everything:
        for field in fields_of(thing) if id(owner) not in sources else ():
            for text in _texts(getattr(thing, field)):
                if not text.isascii():
                    strange = next(char for char in text if not char.isascii())
                    allowed = "only ASCII is allowed: write ' for a curly quote, - for a dash"
                    yield Found(
                        thing, field, f"{field} holds '{strange}' (U+{ord(strange):04X}); {allowed}", label(owner), strange
                    )


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (tuple, dict)):
        # names by country are a dictionary of lists
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)


def _held(texts: Iterable[Said], pattern: "re.Pattern[str]", message: str) -> Iterator[Found]:
    """A fault for each text that holds the pattern; the message may show what was found."""
    for text in texts:
        found = pattern.search(text.text)
        if found:
            yield in_text(text, message.format(found.group().strip()), found.group().strip())


def _every(base: Base) -> Iterator[Said]:
    yield from base.plain
    yield from base.clinical


@rule(
    "H11",
    "figure and unit apart",
    "A figure that touches its unit is misread: the m of 10mg looks like two zeros.",
    rejects=said("Take 10mg."),
    passes=said("Take 10 mg."),
)
def _unit_apart(base: Base) -> Iterator[Found]:
    yield from _held(_every(base), _NO_SPACE, "'{}' needs a space between figure and unit, as '10 mg'")
    yield from _held(_every(base), _UNKNOWN_UNIT, "'{}' has no known unit; allowed: mg, mcg, micrograms, g, kg, mL, L")


@rule(
    "H12",
    "no trailing zero",
    "5.0 mg was read as 50 mg, and the patient got ten times the dose.",
    rejects=said("Take 5.0 mg."),
    passes=said("Take 5 mg."),
)
def _no_trailing_zero(base: Base) -> Iterator[Found]:
    yield from _held(_every(base), _TRAILING_ZERO, f"'{{}}' ends in a zero; {_TEN_TIMES}")
    for thing, owner in base.everything:
        for field in ("low", "high", "amount", "most"):
            figure = getattr(thing, field, "")
            if isinstance(figure, str) and "." in figure and figure.endswith("0"):
                yield Found(thing, field, f"'{figure}' ends in a zero; {_TEN_TIMES}", label(owner))


@rule(
    "H13",
    "leading zero",
    ".5 mg was read as 5 mg when the point was missed.",
    rejects=said("Take .5 mg."),
    passes=said("Take 0.5 mg."),
)
def _leading_zero(base: Base) -> Iterator[Found]:
    yield from _held(_every(base), _NO_LEADING_ZERO, "'{}' needs a zero before the point, as '0.5 mg'")


@rule(
    "H14",
    "no short forms for measures and times",
    "U was read as 0, QD as QID, and a sign such as < the wrong way round.",
    rejects=said("Take it QD, and never > 2 of them."),
    passes=said("Take it once a day, and never more than 2 of them."),
)
def _no_short_forms(base: Base) -> Iterator[Found]:
    yield from _held(base.plain, _SHORT_FORMS, "short form '{}'; write it in words, as '3 times a day' or 'units'")
    yield from _held(base.plain, _SIGNS, "sign '{}'; write it in words, as 'more than', 'at' or 'and'")


@rule(
    "H15",
    "comma in thousands",
    "Without the comma a zero is lost or added without being seen; 1.000 is one in some countries and a thousand in others.",
    rejects=said("1 in 10000 people."),
    passes=said("1 in 10,000 people in 2025."),
)
def _comma_in_thousands(base: Base) -> Iterator[Found]:
    for text in _every(base):
        for found in _THOUSANDS.finditer(text.text):
            if not (_YEAR.fullmatch(found.group()) or _NUMBERED.search(text.text[: found.start()])):
                message = f"'{found.group()}' needs a comma in its thousands, as '1,000'"
                yield in_text(text, f"{message}; the number of a law or page stands after 'No.' or 'page'", found.group())


@rule(
    "H16",
    "ranges and choices in words",
    "The dash of 2-10 mg was read as part of a figure, and a slash as a 1; both hide 'to', 'or' and 'per'.",
    rejects=said("Take 2-10 mg."),
    passes=said("Take 2 to 10 mg."),
)
def _ranges_in_words(base: Base) -> Iterator[Found]:
    yield from _held(base.plain, _RANGE, "range '{}'; write 'to', as '2 to 10 mg'")
    doses = (text for text in base.plain if isinstance(text.owner, Dose) and text.owner is text.thing)
    yield from _held(doses, _SLASH, "slash in '{}'; write 'or', 'and', 'a' or 'for each'")


@rule(
    "H17",
    "how often, in words",
    "Only '3 times a day' is understood by everybody.",
    rejects=said("Take it 3x a day."),
    passes=said("Take it 3 times a day."),
)
def _times_in_words(base: Base) -> Iterator[Found]:
    yield from _held(base.plain, _TIMES, "'{}'; write for example '3 times a day'")


@rule(
    "H18",
    "names of medicines in full",
    "A short form of one medicine is the short form of another.",
    rejects=said("Do not take BZD with it."),
    passes=said("Do not take another calming drug with it."),
)
def _names_in_full(base: Base) -> Iterator[Found]:
    short = "|".join(re.escape(word) for word in base.aids.abbreviations)
    if short:
        yield from _held(base.plain, re.compile(rf"\b(?:{short})\b"), "'{}' is a short form; write the name in full")


@rule(
    "H23",
    "no sum for the reader",
    "Nobody works out a dose at home: patients get it wrong by factors of ten.",
    rejects=said("The dose is 0.2 mg/kg."),
    passes=dose(
        "In the US, it is 2 mg for each kg. The doctor works it out.", "action: prescriber-decides", printed="2 mg for each kg"
    ),
)
def _no_sum(base: Base) -> Iterator[Found]:
    message = "'{}' asks the reader to work out a dose; say that the doctor works it out, or move it to clinical"
    yield from _held(base.plain, re.compile(r"mc?g ?/ ?kg|mc?g per kg"), message)


@rule(
    "H38",
    "letters that are what they look like",
    "A Cyrillic letter in a name looks the same and is never found again.",
    rejects=source("Diet and sl\u0435ep", cited=True),
    passes=source("R\u00e9sum\u00e9 of sleep", cited=True),
)
def _honest_letters(base: Base) -> Iterator[Found]:
    for thing, owner in base.everything:
        for field in fields_of(thing):
            value = getattr(thing, field)
            if isinstance(value, str) and not value.isascii():
                fault = _strange(value)
                if fault:
                    yield Found(thing, field, f"{field} {fault}", label(owner))


def _strange(text: str) -> str:
    """What is wrong with the letters of a text, or ''."""
    if unicodedata.normalize("NFC", text) != text:
        return "has letters in parts; save it as composed characters (NFC)"
    for char in text:
        # micro and the signs of statistics stand in titles of studies
        foreign = (
            unicodedata.category(char)[0] == "L"
            and "LATIN" not in unicodedata.name(char, "")
            and char not in "\u00b5\u00ba\u00aa"
        )
        if foreign and "GREEK" not in unicodedata.name(char, ""):
            return f"holds '{char}' (U+{ord(char):04X}), which is no Latin letter"
    return ""
