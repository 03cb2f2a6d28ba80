"""Words that mislead: how often, how much more, a promise, blame, advice to stop that stands alone."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from valcli.editing.problems import WARNING
from valcli.editing.rules.every_text import Base
from valcli.editing.rules.examples import reaction, said
from valcli.editing.rules.rule import Example, Found, in_text, rule
from valcli.model.leaflet import AdverseReaction, Claim, GlossaryTerm, Record, WithdrawalSign
from valcli.text.reading_grade import sentences

_NOT_STATED = "not-stated"
_ONE_IN = re.compile(r"(\d+(?:,\d{3})*(?:\.\d+)?) (?:in|out of) (?:every )?(\d+(?:,\d{3})*)")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?) ?(?:%|percent)")


_RELATIVE = re.compile(
    r"\b(?:(?:twice|double|triple|half|(?:\d+(?:\.\d+)?|two|three|four|five|ten) times)"
    r" (?:the (?:risk|chance)|as (?:likely|high|common|often|many)|more (?:likely|common)|higher)"
    r"|(?:doubles?|triples?|halves) the (?:risk|chance)|\d+(?:\.\d+)? ?(?:%|percent) (?:more|less|higher|lower|fewer)\b)"
)


_PROMISE = re.compile(
    r"\b(?:harmless|miracle|proven|the best|risk-free|guaranteed|100 ?%|no (?:known )?interactions?)\b"
    r"|\bsafe(?:ly|r|st)? (?:to|with|together|for|if|when|in|as)\b|\b(?:is|are|be|as|very|quite|completely) safe\b",
    re.IGNORECASE,
)


_SELLING = re.compile(r"\b(?:buy|order (?:it|now|today|online)|cheap|discount)\b", re.IGNORECASE)


_BLAME = re.compile(
    r"\b(?:addicts?|abusers?|junkies?|alcoholics?|drug users?|drug abuse|got clean|stays? clean|non-?compliant)\b", re.I
)


def _advice_to_stop(names: Iterable[str]) -> "re.Pattern[str]":
    """Advice to stop or not to take it, by a general word or by a name of the medicine."""
    named = "|".join(map(re.escape, names))
    return re.compile(
        r"\b(?:stop (?:taking|using)|(?<!they )(?:do not|don't|must not|never|not to) (?:take|use) it\b|come off it"
        rf"|(?P<plain>(?:stop|quit) (?:it|both|(?:your|the|this) (?:medicines?|tablets?|pills?|drugs?|{named})|{named})\b))",
        re.IGNORECASE,
    )


# "do not stop it" and "after you stop it" are no advice to stop
_NO_STOP = re.compile(r"\b(?:not|never|after|when|if|before|until|once|since)\b[^.:;,!?]*$", re.IGNORECASE)


_HELD = re.compile(
    r"\b(?:suddenly|ask|call|doctor|doctors|prescriber|pharmacist|nurse|clinic|midwife|dentist|staff|emergency|999|911)\b", re.I
)


def _section(title: str) -> Example:
    record = said("Ask your doctor.").text.replace("box.", "zz.").replace("    group: always\n", "")
    return Example("sections/zz.yaml", f"section: zz\ntitle: {title}\norder: 90\nrecords:\n{record}", whole=True)


_NO_ADVICE = {"basis_note", "reason", "questions", "question"}
_MOST_WORDS, _MOST_IN_A_GROUP = 8, 7
_DENOMINATORS = {"10", "100", "1,000", "10,000", "100,000"}


@rule(
    "H19",
    "frequency words with their number",
    "People read 'common' as half of everybody, so the word never stands without the number of its band.",
    rejects=reaction("Ask.", occurrence="band: common, figure: 1 in 5"),
    passes=reaction("Ask.", occurrence="band: common, figure: 1 in 50"),
)
def _frequency_words(base: Base) -> Iterator[Found]:
    bands = {term.tag: _shares(term.meaning) for term in base.facts.vocabulary["bands"]}
    for record in base.reactions:
        for one in record.occurrence:
            limits, shares = bands[one.band], _shares(one.figure)
            if limits and not shares:
                yield Found(one, "figure", f"band '{one.band}' needs a number, not '{one.figure}'", record.id)
            elif limits and shares and not _meet(limits, shares, one.figure):
                yield Found(one, "figure", f"figure '{one.figure}' is outside band '{one.band}'", record.id)
    words = {term.label: bands[term.tag] for term in base.facts.vocabulary["bands"] if term.tag != _NOT_STATED}
    pattern = re.compile(rf"\b(?:{'|'.join(sorted(words, key=len, reverse=True))})\b", re.IGNORECASE)
    counted = {record.id: " ".join(one.figure for one in record.occurrence) for record in base.reactions}
    for text in base.plain:
        # a heading stands over records that each give their number, and a glossary tells what a word means
        passed = text.field in ("figure", "title") or isinstance(text.owner, GlossaryTerm)
        # what an article got wrong is put right by the records that the claim points at
        beside = " ".join(counted.get(word, "") for word in text.owner.facts) if isinstance(text.owner, Claim) else ""
        for sentence in () if passed or _shares(beside) else re.split(r"(?<=[.!?])\s+", text.text):
            for found in pattern.finditer(sentence):
                if not _shares(sentence):
                    message = f"'{found.group()}' needs its number in the same sentence, as 'more than 1 in 100'"
                    yield in_text(text, f"{message}; or say it without the word", sentence)


def _shares(text: str) -> list[float]:
    """Every share of people that a text gives as a number."""
    found = [float(part.replace(",", "")) / float(whole.replace(",", "")) for part, whole in _ONE_IN.findall(text)]
    return found + [float(part) / 100 for part in _PERCENT.findall(text)]


def _meet(limits: list[float], shares: list[float], figure: str) -> bool:
    """Whether shares lie in a band; a band or figure with one end is open to one side."""
    low, high = (min(limits), max(limits)) if len(limits) > 1 else (0.0, limits[0]) if limits[0] < 0.01 else (limits[0], 1.0)
    if figure.startswith(("up to", "fewer than", "less than")):
        return low < max(shares) <= high
    return all(low <= share <= high for share in shares)


@rule(
    "H20",
    "one base for numbers of people",
    "'1 in 8' beside '1 in 100' makes the smaller risk look larger.",
    rejects=said("It happens to 1 in 8 people."),
    passes=said("It happens to 12 in 100 people."),
    level=WARNING,
)
def _one_base(base: Base) -> Iterator[Found]:
    for text in base.plain:
        for found in _ONE_IN.finditer(text.text):
            if isinstance(text.owner, Record) and found.group(2) not in _DENOMINATORS:
                yield in_text(text, f"'{found.group()}'; count in 10, 100, 1,000 or 10,000", found.group())


@rule(
    "H22",
    "no relative risk alone",
    "'Twice the risk' frightens or soothes without saying how large the risk is.",
    rejects=said("It doubles the risk of a fall."),
    passes=said("It doubles the risk of a fall, from 1 in 100 to 2 in 100."),
)
def _absolute(base: Base) -> Iterator[Found]:
    for text in base.plain:
        found = _RELATIVE.search(text.text)
        if found and not _ONE_IN.search(text.text):
            message = f"'{found.group()}' needs the number that it starts from, as 'from 1 in 100 to 2 in 100'"
            yield in_text(text, message, found.group())


@rule(
    "H28",
    "no promise and no selling",
    "No source can promise that a medicine does no harm to one person.",
    rejects=said("It is safe to take with coffee."),
    passes=said("Keep it in a locked place."),
)
def _no_promise(base: Base) -> Iterator[Found]:
    for text in base.plain:
        for sentence in sentences(text.text):
            found = _PROMISE.search(sentence) or _SELLING.search(sentence)
            denied = found and re.search(r"\b(?:not|never|no one|nobody)\b", sentence[: found.start()] + found.group())
            if found and not denied:
                message = f"'{found.group()}' is a promise or sells something; say what is known and what to do, never 'safe'"
                yield in_text(text, message, found.group())


@rule(
    "H29",
    "no blame",
    "People who feel judged hide what they take.",
    rejects=said("Addicts take more."),
    passes=said("People with an addiction take more."),
    level=WARNING,
)
def _no_blame(base: Base) -> Iterator[Found]:
    for text in base.plain:
        found = _BLAME.search(text.text)
        if found:
            yield in_text(text, f"'{found.group()}' blames; say 'people who ...'", found.group())


@rule(
    "H30",
    "headings that can be scanned",
    "A heading is read by everybody, the text below it by some.",
    rejects=_section("WHAT YOU MUST know"),
    passes=_section("What you must know"),
    level=WARNING,
)
def _headings(base: Base) -> Iterator[Found]:
    for text in base.plain:
        if text.field == "title":
            if len(text.text.split()) > _MOST_WORDS:
                yield in_text(text, f"heading of {len(text.text.split())} words, at most {_MOST_WORDS}")
            if len(re.findall(r"\b[A-Z]{3,}\b", text.text)) > 2:
                yield in_text(text, "heading in capitals; write it as a sentence")


@rule(
    "H31",
    "most serious first",
    "Nobody reads a list to its end.",
    rejects=reaction("Call 911 (US) or 999 (UK) now.", urgency="emergency"),
    passes=reaction("Tell your doctor.", urgency="routine"),
    level=WARNING,
)
def _serious_first(base: Base) -> Iterator[Found]:
    order = [term.tag for term in base.facts.vocabulary["urgencies"]]
    for section in base.facts.sections:
        lists: dict[tuple[str, str], list[AdverseReaction | WithdrawalSign]] = {}
        for record in section.records:
            if isinstance(record, (AdverseReaction, WithdrawalSign)):
                lists.setdefault((record.kind, record.group), []).append(record)
        for one, two in (pair for listed in lists.values() for pair in pairwise(listed)):
            if order.index(two.urgency) < order.index(one.urgency):
                yield Found(two, "urgency", f"'{two.urgency}' stands after '{one.urgency}'; the most urgent stands first", two.id)


@rule(
    "H32",
    "advice to stop never stands alone",
    "Stopping suddenly can bring on a seizure: whoever reads 'stop' must read how, and whom to ask.",
    rejects=said("Stop taking it if you feel worse."),
    passes=said("Do not stop taking it suddenly: ask your doctor."),
)
def _stop_not_alone(base: Base) -> Iterator[Found]:
    stop = _advice_to_stop(base.medicine_names)
    for text in base.plain:
        # each text is read, copied and read out alone, so another field does not help
        if not text.is_prose or text.field in _NO_ADVICE or _HELD.search(text.text):
            continue
        for found in stop.finditer(text.text):
            if not (found["plain"] and _NO_STOP.search(text.text[: found.start()])):
                message = (
                    f"'{found.group()}' stands without whom to ask; add in this text 'ask your doctor first' or 'not suddenly'"
                )
                yield in_text(text, message, found.group())
