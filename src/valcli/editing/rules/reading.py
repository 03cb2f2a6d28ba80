"""How hard the text is to read: grades by passage, sentences, words."""

import re
from collections.abc import Iterable, Iterator
from statistics import median

from valcli.editing.problems import WARNING
from valcli.editing.rules.every_text import Base, Graded
from valcli.editing.rules.examples import entry, said
from valcli.editing.rules.rule import Found, in_text, rule
from valcli.model.facts import label
from valcli.model.leaflet import Section
from valcli.text.reading_grade import grade, sentences, syllables, words

HARDEST, HARDEST_UNMASKED, MIDDLE = 8.0, 10.0, 6.0
LONGEST, LONG = 25, 20
_MOST_PASSIVE = 0.10
_LONG_WORD = 4
_EASY = "Take it with a glass of water. Tell your doctor how you feel. " * 5
_HARD = "Concomitant administration necessitates individualised reconsideration of the appropriateness of continuation. " * 8


_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being)\b (?:\w+ly |not )?"
    r"(?:\w+ed|given|taken|seen|known|found|made|told|shown|written|broken)\b"
)


@rule(
    "H1",
    "reading grade of a passage",
    "The average adult reads at grade 8: what is harder is not understood by half of all patients.",
    rejects=said(_HARD),
    passes=said(_EASY),
)
def _grade(base: Base) -> Iterator[Found]:
    for passage in base.graded:
        if passage.masked > HARDEST:
            yield _too_hard(passage, passage.masked, f"names masked; at most {HARDEST:g}", base)


@rule(
    "H1-median",
    "reading grade of all passages",
    "Advice for patients is asked for at grade 6; one easy page does not make up for many hard ones.",
    rejects=said(_HARD),
    passes=said(_EASY),
)
def _median(base: Base) -> Iterator[Found]:
    grades = [passage.masked for passage in base.graded]
    middle = median(grades) if grades else 0.0
    if middle > MIDDLE:
        message = f"half of all {len(grades)} passages read at grade {middle:.1f} or harder; at most {MIDDLE:g}"
        yield Found(base.facts.meta, "", message, "facts")


@rule(
    "H2",
    "reading grade with all names",
    "Masking names must not hide a text that nobody can read.",
    rejects=said(_HARD),
    passes=said(_EASY),
)
def _unmasked(base: Base) -> Iterator[Found]:
    for passage in base.graded:
        if passage.bare > HARDEST_UNMASKED:
            yield _too_hard(passage, passage.bare, f"names not masked; at most {HARDEST_UNMASKED:g}", base)


def _too_hard(passage: Graded, value: float, allowed: str, base: Base) -> Found:
    every = [sentence for text in passage.texts for sentence in sentences(text)]
    worst = max(every, key=lambda sentence: grade([base.masked(sentence)]))
    field = "title" if isinstance(passage.thing, Section) else "name"
    return Found(
        passage.thing,
        field,
        f"reads at grade {value:.1f} ({allowed}); make two of long sentences, short words of long ones; hardest: {worst}",
        label(passage.thing),
    )


def _longer(base: Base, least: int, most: float) -> Iterator[Found]:
    for text in base.plain:
        for sentence in sentences(text.text) if text.is_prose else ():
            count = len(sentence.split())
            if least < count <= most:
                yield in_text(text, f"sentence of {count} words, at most {least}; make two: {sentence}", sentence)


@rule(
    "H4",
    "no sentence over 25 words",
    "The end of a long sentence is read after its start was forgotten.",
    rejects=said("Tell your doctor " + "and your nurse " * 9 + "today."),
    passes=said("Tell your doctor today. " * 9),
)
def _long_sentence(base: Base) -> Iterator[Found]:
    yield from _longer(base, LONGEST, float("inf"))


@rule(
    "H4-short",
    "sentences of at most 20 words",
    "Short sentences are understood by more people.",
    rejects=said("Tell your doctor " + "and your nurse " * 6 + "today."),
    passes=said("Tell your doctor today. " * 9),
    level=WARNING,
)
def _longish_sentence(base: Base) -> Iterator[Found]:
    yield from _longer(base, LONG, LONGEST)


@rule(
    "H5",
    "active voice",
    "'Your doctor lowers it' says who does what; 'it is lowered' does not.",
    rejects=said("It is lowered. It was taken. It is given. " * 8),
    passes=said(_EASY),
    level=WARNING,
)
def _active(base: Base) -> Iterator[Found]:
    for passage in base.graded:
        every = [sentence for text in passage.texts for sentence in sentences(text)]
        passive = [sentence for sentence in every if _PASSIVE.search(sentence)]
        if len(passive) > _MOST_PASSIVE * len(every):
            message = f"{len(passive)} of {len(every)} sentences are passive, at most 1 in 10; first: {passive[0]}"
            yield Found(passage.thing, "", message, label(passage.thing))


@rule(
    "H6",
    "advice speaks to the reader",
    "An action that names nobody is done by nobody.",
    rejects=entry(management="The pharmacist decides."),
    passes=entry(management="Ask your pharmacist."),
    level=WARNING,
)
def _to_the_reader(base: Base) -> Iterator[Found]:
    for text in base.plain:
        if text.is_action and not re.search(r"\byou(?:r|rself)?\b", text.text, re.IGNORECASE):
            openings = [words(sentence)[0].lower() for sentence in sentences(text.text) if words(sentence)]
            if not set(openings) & set(base.aids.verbs):
                message = f"no sentence starts with an instruction or says 'you': {text.text}"
                yield in_text(text, message)


@rule(
    "H9",
    "long words are explained",
    "A word that nobody explains is skipped, and with it the sentence.",
    rejects=said("Ask about thermoregulation."),
    passes=said("Ask about the heat of your body."),
    level=WARNING,
)
def _explained(base: Base) -> Iterator[Found]:
    known = set(_single_words(base.aids.familiar))
    for term in base.facts.glossary:
        known |= set(_single_words((term.name, *term.aliases)))
    known |= set(_single_words(name for item in base.facts.interactants for name in (item.name, *item.words, *item.also)))
    for text in base.plain:
        for word in words(base.masked(text.text)) if text.is_prose and text.is_statement else ():
            key = word.lower().removesuffix("'s")
            if syllables(word) >= _LONG_WORD and not {key, key.removesuffix("s")} & known:
                known.add(key)  # at its first use only
                yield in_text(text, f"'{word}' is long and not in glossary.yaml; use a plain word, or add a term", word)


def _single_words(names: Iterable[str]) -> Iterator[str]:
    return (word.lower() for name in names for word in words(name))


@rule(
    "H10",
    "plain words",
    "A word of the trade has an everyday twin.",
    rejects=said("Discontinue it with your doctor."),
    passes=said("Stop it with the help of your doctor."),
    level=WARNING,
)
def _plain_words(base: Base) -> Iterator[Found]:
    say = {item.word: item.say for item in base.aids.plain}
    pattern = re.compile(rf"\b({'|'.join(map(re.escape, say)) or '(?!)'})\b", re.IGNORECASE)
    for text in base.plain:
        for found in pattern.finditer(base.masked(text.text)) if text.is_prose and text.is_statement else ():
            word = found.group().lower()
            yield in_text(text, f"'{word}'; say '{say[word]}'", found.group())
