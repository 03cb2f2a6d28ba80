"""A statement is read alone: by whoever finds it, one record or one member at a time."""

import re
from collections.abc import Iterator

from valcli.editing.rules.every_text import Base
from valcli.editing.rules.examples import entry, said
from valcli.editing.rules.rule import Example, Found, in_text, rule
from valcli.model.editing import SignAdvice
from valcli.model.interactions import Member
from valcli.model.leaflet import AdverseReaction
from valcli.text.reading_grade import sentences

_PATIENT = "patient"

# "It can take weeks" and "That is why" speak of the sentence itself; what else stands there stands for a thing named elsewhere
_ELSEWHERE = re.compile(
    r"(?:(?:They|Them|Their|These|Those|Its)\b"
    r"|(?:It|This|That) (?!(?:is|was|may|can|could|might|will|should|must|has|takes)\b)"
    r"|(?:This|That|These|Those|The same|The other|Such|In that|In this|Other|Another) (?:[a-z-]+ ){0,3}"
    r"(?:is|are|was|were|say|says|has|have|can|may)\b"
    r"|Signs are\b|Other signs\b|The same\b)"
)
_PLURAL = re.compile(r"(?:They|These|Those)\b(?! who\b)|(?:All|Many|Most|Some) (?:of (?:them|these|those)|are|can|may)\b")
_FIELDS = ("headline", "effect", "management", "if_already_taking", "timing")
_BOTH = re.compile(r"\b(?:that you take|had|taken|taking) both\b", re.IGNORECASE)
_CUT = re.compile(r"\b(?:cut|drop|lower|reduce|step)s?\b[^.:]* (?:by|to) \d+(?:\.\d+)? (?:mg|mcg)\b", re.IGNORECASE)


@rule(
    "H41",
    "a statement names what it speaks of",
    "Search and `why` show a statement alone: 'It wears off in an hour' is then read as the wrong thing.",
    rejects=said("They come most of all in the first week."),
    passes=said("Signs of stopping come most of all in the first week."),
)
def _names_its_subject(base: Base) -> Iterator[Found]:
    for record in base.records:
        # a side effect is shown behind its name, which is the subject
        first = next(iter(sentences(record.text)), "")
        found = _ELSEWHERE.match(first) if not isinstance(record, AdverseReaction) else None
        if found:
            message = f"its first sentence begins with '{found.group()}', whose subject stands elsewhere; name the thing"
            yield Found(record, "text", message, record.id, found.group())


@rule(
    "H43",
    "a member is spoken of as one",
    "Whoever asks about one medicine can't tell whether it is one of 'some of them'.",
    rejects=entry("members: [{substance: zz example}]\n", management="Some of them ask for care."),
    passes=entry("members: [{substance: zz example}]\n", management="It asks for care."),
)
def _member_is_one(base: Base) -> Iterator[Found]:
    for item, thing in base.entries:
        # what a member does not say itself it prints of its entry
        own = (thing, thing.substance) if isinstance(thing, Member) else (item, item.id)
        if own[0] is item and not item.members:
            continue
        for field in _FIELDS:
            found = _PLURAL.match(getattr(own[0], field))
            if found and (own[0] is not item or any(not getattr(member, field) for member in item.members)):
                yield Found(own[0], field, f"{field} begins with '{found.group()}' and is printed for one member", own[1])


@rule(
    "H45",
    "a pair is not called both",
    "Among several names, 'that you take both' is read as two of those: the text names the medicine.",
    rejects=entry(management="Tell your pharmacist that you take both."),
    passes=entry(management="Tell your pharmacist that you take calmazin too."),
)
def _pair_is_named(base: Base) -> Iterator[Found]:
    for item, thing in base.entries:
        own = thing.substance if isinstance(thing, Member) else item.id
        for field in _FIELDS:
            found = _BOTH.search(getattr(thing, field))
            if found:
                yield Found(thing, field, f"'{found.group()}' does not say what is taken beside it; name the medicine", own)


@rule(
    "H44",
    "steps of a taper in mg are for professionals",
    "A table of steps read by a patient becomes a plan that nobody who knows them made.",
    rejects=said("Cut the dose by 2 mg each week."),
    passes=said("Your doctor cuts the dose in small steps."),
)
def _taper_is_marked(base: Base) -> Iterator[Found]:
    for record in base.records:
        found = _CUT.search(record.text)
        if found and record.audience == _PATIENT:
            message = f"'{found.group()}' is a step of a taper, which needs `audience: professional`"
            yield Found(record, "text", message, record.id, found.group())


_LISTED = Example(
    "reading.yaml",
    """\
signs:
  - {sign: rash, words: [rash all over], says: [Call 911 (US) or 999 (UK) now.]}
# sections/danger.yaml
  - id: box.example
    kind: fact
    group: always
    text: >-
      A rash all over? TEXT
    clinical: >-
      Example.
    citations: [{source: label-us, locator: section 5, read: seen}]
""",
)


@rule(
    "H42",
    "one sign, one advice",
    "Two answers to the same emergency cost the minutes in which somebody wonders which one holds.",
    rejects=Example(_LISTED.file, _LISTED.text.replace("TEXT", "See a doctor at once.")),
    passes=Example(_LISTED.file, _LISTED.text.replace("TEXT", "Call 911 (US) or 999 (UK) now.")),
)
def _one_voice(base: Base) -> Iterator[Found]:
    signs = _patterns(base)
    # what an entry says in several fields is printed together
    whole: dict[int, list[str]] = {}
    for text in base.plain:
        whole.setdefault(id(text.owner), []).append(text.text)
    for text in base.plain:
        if not (text.is_statement and text.is_prose) or getattr(text.owner, "audience", _PATIENT) != _PATIENT:
            continue
        for sign, pattern in signs:
            found = pattern.search(text.text)
            if found and not any(words in said for words in sign.says for said in whole[id(text.owner)]):
                message = f"it names '{found.group()}', so it says of {sign.sign}: {' | '.join(sign.says)}"
                yield in_text(text, message, found.group())


_ACT = """\
signs:
  - {sign: rash, words: [rash all over], says: [Call 911 (US) or 999 (UK) now., call 911 now, call 999 now]}
# warning-signs.yaml
- id: zz
  name: Rash
  urgency: emergency
  signs: [a rash all over]
  act: {us: Call 911 now., uk: TEXT}
  citations: [{source: label-us, locator: section 5, read: seen}]
"""


@rule(
    "H42-signs",
    "a set of signs gives the one advice",
    "The signs stand under many answers: advice of their own there would be a second voice.",
    rejects=Example("reading.yaml", _ACT.replace("TEXT", "See a doctor.")),
    passes=Example("reading.yaml", _ACT.replace("TEXT", "Call 999 now.")),
)
def _signs_in_one_voice(base: Base) -> Iterator[Found]:
    for signs_set in base.facts.signs:
        for sign, pattern in _patterns(base):
            named = next((found.group() for text in signs_set.signs if (found := pattern.search(text))), "")
            for country, act in signs_set.act.items() if named else ():
                # a country is not named where only its own advice is shown
                if not any(re.sub(r"^\w+: ", "", words).rstrip(".").casefold() in act.casefold() for words in sign.says):
                    message = f"it names '{named}', so in {country} it says of {sign.sign}: {' | '.join(sign.says)}"
                    yield Found(signs_set, "act", message, signs_set.id)


def _patterns(base: Base) -> list[tuple[SignAdvice, re.Pattern[str]]]:
    """Each sign with the words by which a text names it."""
    return [(sign, re.compile(rf"\b(?:{'|'.join(map(re.escape, sign.words))})\b", re.IGNORECASE)) for sign in base.aids.signs]
