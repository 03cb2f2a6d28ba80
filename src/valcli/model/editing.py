"""The shapes of reading.yaml, suppressions.yaml and ids.yaml, which only `check` reads.

They stand apart from `model.py` so that no other command pays for them.
"""

from valcli.model.frozen import Frozen, spec
from valcli.model.shared import RECORD_ID


class PlainWord(Frozen):
    """A hard word and the plain one that stands in patient text instead."""

    word: str = spec("the hard word")
    say: str = spec("what to say instead")


class Bound(Frozen):
    """The highest dose that a source prints for a route, a population, a unit and a time."""

    route: str = spec("how it enters the body", words="routes")
    populations: tuple[str, ...] = spec("for whom", words="populations")
    unit: str = spec("unit of the figure", words="units")
    per: str = spec("what the figure is for: `dose`, or a period", pattern=r"[a-z]+")
    most: str = spec("the figure", pattern=r"\d+(\.\d+)?")
    dose: str = spec("id of the dose that prints it, with its citations", pattern=RECORD_ID)


class Helpline(Frozen):
    """A number that is no emergency number, with the countries in which it works."""

    number: str = spec("the number as dialled")
    countries: tuple[str, ...] = spec("where it works", words="countries")


class SignAdvice(Frozen):
    """A sign of an emergency, and the one sentence that is said of it wherever it is named."""

    sign: str = spec("what the sign is called here")
    words: tuple[str, ...] = spec("words by which a text names it")
    says: tuple[str, ...] = spec("the sentence, one for each country or for all together; a text holds one of them")


class Rated(Frozen):
    """Words that make a rating of others as strict as one of our levels."""

    level: str = spec("the level", words="levels")
    words: tuple[str, ...] = spec("words of a rating")


class Figures(Frozen):
    """Figures of a record that stand in one place only, typed here once more from the source."""

    record: str = spec("id or name of the record, as the problem names it")
    figures: tuple[str, ...] = spec("the figures, each with its unit")


class ReadingAids(Frozen):
    """reading.yaml: what `check` needs to read text and doses as a person would. All lists are sorted."""

    names: tuple[str, ...] = spec("names that count as one easy word, beside the medicine names of the facts")
    familiar: tuple[str, ...] = spec("long words that need no explanation")
    verbs: tuple[str, ...] = spec("words that open an instruction")
    plain: tuple[PlainWord, ...] = spec("hard words and what to say instead")
    abbreviations: tuple[str, ...] = spec("short forms of medicine names, never used")
    laws: tuple[str, ...] = spec("words that speak of law, which differs by country")
    helplines: tuple[Helpline, ...] = spec("numbers beside the emergency numbers")
    bounds: tuple[Bound, ...] = spec("the highest doses that sources print")
    figures: tuple[Figures, ...] = spec("figures that stand in one place only, by record", default=())
    signs: tuple[SignAdvice, ...] = spec("signs of an emergency, each with its one advice", default=())
    rated: tuple[Rated, ...] = spec("words by which a rating of others is as strict as a level, strictest first", default=())


class Suppression(Frozen):
    """A problem that is accepted: the rule is right, and so is the record."""

    rule: str = spec("id of the rule")
    record: str = spec("id or name of the record, as the problem names it")
    reason: str = spec("why the record is right all the same")


class Retired(Frozen):
    """An id that leads nowhere any more."""

    id: str = spec("the id, never used again")
    reason: str = spec("why nothing replaces it")


class Ids(Frozen):
    """ids.yaml: every id that was ever published. Somebody may have cited it."""

    published: tuple[str, ...] = spec("the ids, sorted; a release adds the new ones")
    retired: tuple[Retired, ...] = spec("ids that are gone, with the reason", default=())
