"""What a medication list says around a name: how often, how much, when, what for, who made it.

Taken from the end, one phrase at a time, so that no line can be read in too many ways.
A phrase that tells a form (two puffs, inject, apply) goes only where the name says that
form; where it does not, the form takes its place: what is inhaled is no tablet.
"""

import re
from functools import cache

regex = cache(re.compile)  # when it is needed: most requests need none of them
_ONE = r"(?:\d+(?:[.,]\d+)?(?:/\d+)?|half(?: an?)?|one|two|three|four|five|six|seven|eight|nine|ten)"
COUNT = rf"{_ONE}(?:(?: ?- ?| to | or ){_ONE})?"


# what it is for, where that changes nothing about what it is
_REASON = (
    r"(?:acid |back |muscle |nerve |period |tooth)?(?:allerg(?:y|ies)|anxiety|blood pressure|cough|depression|epilepsy|fits|"
    r"hay ?fever|headaches?|heartburn|infections?|itch(?:ing)?|migraines?|mood|nausea|nerves|pain|reflux|seizures|sickness|"
    r"sleep|spasms?|stomach)"
)


_MEAL = r"(?:breakfast|lunch|dinner|food|meals?|bed(?:time)?)"
_PART_OF_DAY = r"(?:day|night|morning|evening|afternoon|week|month)"


_LATIN = (
    r"o\.d\.?|b\.d\.?|b\.i\.d\.?|t\.d\.s\.?|t\.i\.d\.?|q\.d\.s\.?|q\.i\.d\.?|od|bd|bid|tds|tid|qds|qid|qd|qam|qpm|qhs|hs|"
    r"nocte|mane|stat|on|om"
)


_WHEN = (
    rf"{_LATIN}|daily|nightly|weekly|monthly|at (?:night|{_MEAL})|in the {_PART_OF_DAY}|"
    rf"(?:a|per|each|every(?: other)?|once a) {_PART_OF_DAY}|(?:\d+ minutes |half an hour )?(?:before|after) {_MEAL}|"
    rf"every {COUNT} ?(?:hours?|hrs?|h|days|weeks)|{COUNT} ?hourly|q ?\d+(?:-\d+)? ?h(?:rs?|ours?)?"
)


_TAKE = r"(?:take|use|have)"


_PHRASES = "|".join(
    (
        rf"(?:{_TAKE} )?(?:up to )?(?:(?:once|twice|thrice|{COUNT}(?: times?)?) )?(?:to be taken )?(?:up to )?"
        rf"(?:(?:once|twice|{COUNT} times) )?(?:{_WHEN})",
        rf"(?:(?:{_TAKE}|x) ?)?{COUNT} to be taken|(?:{_TAKE}|x) ?{COUNT}|{_TAKE}|to be taken|up to",
        rf"prn(?: {_REASON})?|regularly|(?:low|high) dose|by mouth|orally|po|under the (?:tongue|skin)|with water",
        rf"as (?:needed|required|directed)|when (?:needed|required)|for (?:\d+ (?:days|weeks)|(?:my )?{_REASON})",
        rf"max(?:imum)?(?: of)? {COUNT}(?: ?/ ?| in | per | a | each )?(?:day|24 ?h(?:ours|rs)?)",
        r"x ?\d+/7|\d+/7|per (?:tablet|capsule|dose)",
        r"(?:dispense|disp|qty|quantity|refills?|supply):? ?\d+",
    )
)


_BETWEEN = r"(?<![ ,.;:-])[ ,.;:-]*[ ,]"
_LONGEST = 14  # words of a phrase
_DIRECTION = rf"(?:{_PHRASES})[.,;]*"


# phrases that tell a form: what they say, where the name says it, and what takes their place where it does not
_NOSE = r"(?:(?:by|in|into|up|to|per) )?(?:each|both|either|one) (?:nostrils?|side)(?: route)?"


_SKIN = r"\b(?:patch(?:es)?|creams?|ointments?|gels?|lotions?|emollients?|shampoos?|plasters?)\b"


_TOLD = (
    (
        rf"(?:inhale )?{COUNT} (?:puffs?|inhalations?)|inhale",
        r"\b(?:\w*haler|hfa|diskus|ellipta|puffer)s?\b",
        " inhaler",
    ),
    (rf"(?:{COUNT} sprays? )?{_NOSE}", r"\bspray\b", " nasal spray"),
    (rf"(?:use )?{COUNT} sprays?", r"\bspray\b", None),
    (rf"{COUNT} drops?(?: (?:in|into|to) (?:each|both|the|one) (?:left |right |affected )?(?:eyes?|ears?))?", r"\bdrops\b", None),
    (rf"apply(?: {COUNT})?(?: patch(?:es)?| thinly)?|change", _SKIN, None),
    (r"inject", r"\b(?:injections?|pens?|vials?|syringes?)\b", " injection"),
)


_TELLS = r"puff|inhal|spray|nostril|side|drop|apply|change|inject"  # one of them is in each
_SWALLOWED = r"(?:tab(?:let)?s?|cap(?:sule)?s?|caplets?|pills?|sachets?|doses?|films?)"
_PACK = rf"(?:(?:{_TAKE}|place|put|dissolve) )?{COUNT}[ -]{_SWALLOWED}[.,]*"


# how many of a form that the name needs: only the number goes
_NUMBERED = r"(?<=[a-z]{3}) \d+(?:[.,]\d+)?(?= (?:patch|patches|inhaler|spray|drops|cream|gel|ointment|injection|pen)\b)"


_WORD_AGAIN = r"[ ,.;:-]*[ ,](?:\d+|one|two) (patch|spray|inhaler|pen)(?:es|s)?[.,]*$"
_SAID_TWICE = r"(?<=\b\d) \((?:one|two|three|four|five|six|eight|ten|twelve)\)|(?<=\b\d\d) \((?:ten|twelve)\)"


# who made it: brackets that end like the name of a firm
_MAKER = (
    r"\((?:[^()]|\([^()]*\))*\b(?:ltd|limited|plc|inc|llc|gmbh|pharma|pharmaceuticals?|healthcare|laboratories|labs)\.?(?: uk)?\)"
)


_FREE = r"(?<=[a-z]),? (?:sugar|cfc|gluten|lactose|colou?r|preservative)[- ]free\b"
_PEN = r"\b(?:(?:pre-?filled|disposable|injection) pen|pen[- ]?injector|auto-?injector)(s?)\b"
_BRACKETED = rf"\((?:(?:once|twice|{COUNT}(?: times?)?) )?(?:{_WHEN}|prn|by mouth|as needed|when required)\)"


def without_notes(text: str) -> str:
    """Without what says nothing about the medicine, wherever it stands: its maker, sugar free, a number said twice."""
    if "(" in text:
        for pattern in (_SAID_TWICE, _MAKER, _BRACKETED):
            text = regex(pattern).sub(" ", text)
    return regex(_PEN).sub(r"pen\1", regex(_FREE).sub("", text))


def without_directions(text: str) -> list[str]:
    """The text, then without its last direction, and so on; words that may belong to the name go last."""
    texts = [text]
    while shorter := _shorter(texts[-1], _DIRECTION) or _told(texts[-1]):
        texts += shorter
    return texts


def without_pack(text: str) -> list[str]:
    """The text without how many, if they are swallowed or the form was said already; empty if there is no such."""
    shorter = [left for left in _shorter(text, _PACK) if not regex(r" [a-z]$").search(left)]  # vitamin B 12
    again = None if shorter else regex(_WORD_AGAIN).search(text)
    if again and again[1] in text[: again.start()]:
        return [text[: again.start()]]
    numbered = text if shorter else regex(_NUMBERED).sub("", text)
    return shorter if numbered == text else [numbered]


def _shorter(text: str, phrase: str) -> list[str]:
    """What is left of a text that ends with a phrase: the shortest phrase first, since a number may belong to the name."""
    gaps = list(regex(_BETWEEN).finditer(text))[: -_LONGEST - 1 : -1]
    return [text[: gap.start()] for gap in gaps if regex(phrase).fullmatch(text, gap.end())]


def _told(text: str) -> list[str]:
    """What is left of a text that ends with a phrase that tells a form."""
    for phrase, said, instead in _TOLD if regex(_TELLS).search(text) else ():
        shorter = _shorter(text, rf"(?:{phrase})[.,;]*")
        if shorter:
            left = shorter[-1]
            return [left] if regex(said).search(left) else [left + instead] if instead else []
    return []


def is_direction(text: str) -> bool:
    """Whether a word is a direction: such a word is no name."""
    return bool(regex(_DIRECTION).fullmatch(text))
