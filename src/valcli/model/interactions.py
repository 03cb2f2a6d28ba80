"""Shapes of interactions and of every list of names."""

from valcli.model.frozen import Frozen, spec
from valcli.model.shared import _ID, INTERACTANT_ID, Citation, Disagreement

# a word that is no medicine's name in a longer text; a word for many medicines; a name that is an ordinary word as well,
# which counts with a form or a strength, and not beside what is unread
EVERYDAY, SORT, ORDINARY = "word", "sort", "ordinary"


class Rating(Frozen):
    """What another reference says of the pair, milder or stricter than the level shown."""

    source: str = spec("id of a record in sources.yaml", pattern=_ID)
    says: str = spec("its rating, in our own words")


class Names(Frozen, mixed_in=True):
    """The names by which one thing is found. Order has no meaning; lists are sorted."""

    rxcui: str = spec("RxNorm concept id of the ingredient, from its own table", pattern=r"\d+", default="")
    also: tuple[str, ...] = spec("other official names", default=())
    brands: dict[str, tuple[str, ...]] = spec("brand names by country", words="countries", default={})
    words: tuple[str, ...] = spec("everyday words", default=())
    slang: tuple[str, ...] = spec("street words; never made singular", default=())
    everyday: tuple[str, ...] = spec("those of its names that are everyday words: food, drink, what people do", default=())
    old: tuple[str, ...] = spec("those of the names above that are no longer sold", default=())
    unread: tuple[str, ...] = spec("those of the names above that no source we read confirms", default=())

    def brand_names(self) -> list[str]:
        """Its brand names of all countries."""
        return [name for listed in self.brands.values() for name in listed]


class Statement(Frozen, mixed_in=True):
    """What is said of a pair. A member may replace any of it for itself alone."""

    level: dict[str, str] = spec("what to do: one word, or one for each country", words="levels", short=True, default={})
    basis: str = spec("what the level rests on", words="bases", default="")
    basis_note: str = spec("why, in plain words; required for basis `project`", default="")
    headline: str = spec("printed before the level, where a bare level could do harm", default="")
    effect: str = spec("what can happen", default="")
    management: str = spec("what to do", default="")
    if_already_taking: str = spec("what to do when both are taken already", default="")
    timing: str = spec("how long after the last dose it still matters", default="")
    mechanism: tuple[str, ...] = spec("why it happens", words="mechanisms", default=())
    evidence: str = spec("how it is known", words="evidence", default="")
    clinical: str = spec("mechanism and measured size, for a pharmacist", default="")
    warning_signs: str = spec("id of a set in warning-signs.yaml", pattern=_ID, default="")
    questions: tuple[str, ...] = spec("what to ask the pharmacist", default=())
    modifiers: tuple[str, ...] = spec("what makes it more or less likely", default=())
    ratings: tuple[Rating, ...] = spec("what other references say", default=())
    disagreement: Disagreement | None = spec("sources that differ on it", default=None)
    planned: tuple[str, ...] = spec("sets in which a team plans it together with others", words="planned_sets", default=())
    stop_risk: bool = spec("`true` when stopping the other medicine suddenly can do harm", default=False)
    note: str = spec("anything else a patient should know", default="")
    forms: tuple[str, ...] = spec(
        "forms for which it holds, by where they are given, or `any`; whole-body forms when left out", default=()
    )
    citations: tuple[Citation, ...] = spec("where it was read; the ones that decide the level stand first", default=())


class Member(Names, Statement):
    """One substance of an interactant; what it leaves out it shares with the interactant."""

    substance: str = spec("generic name, unique in all facts")
    of: str = spec("the substance that it is, where a form or a use of that has an entry of its own", default="")
    whole: str = spec("why this is milder than its parts, for a name that joins other names", default="")


class Interactant(Names, Statement):
    """One file of interactions/: a substance, class, food, condition or situation."""

    id: str = spec("permanent id, `ix.` and the file name", pattern=INTERACTANT_ID)
    kind: str = spec("what sort of thing it is", words="interactant_kinds")
    name: str = spec("what it is called in an answer")
    about: tuple[str, ...] = spec("ids of the section records that hold its text, for a condition or situation", default=())
    formerly: tuple[str, ...] = spec("ids that this had before", default=())
    members: tuple[Member, ...] = spec("its substances, sorted", default=())


class Ingredient(Frozen):
    """One ingredient of a product."""

    substance: str = spec("a substance of an interactant, of known.yaml, or the medicine itself")
    trace: bool = spec("`true` when inactive or not swallowed: it does not count, and the answer says so", default=False)


class Product(Frozen):
    """A brand or product with several ingredients, or one that differs by country or form."""

    name: str = spec("name on the pack")
    also: tuple[str, ...] = spec("other packs with the same ingredients", default=())
    country: str = spec("where it is sold", words="countries")
    availability: str = spec("`old` when no longer sold", words="availabilities", default="current")
    contents: str = spec("whether the ingredients were read in a source", words="contents")
    ingredients: tuple[Ingredient, ...] = spec("all of them")
    note: str = spec("what differs by pack", default="")
    citations: tuple[Citation, ...] = spec("where the ingredients were read; none when `contents: unread`", default=())


class Reading(Frozen):
    """One thing that an ambiguous name may mean."""

    says: str = spec("the reading, in plain words")
    means: tuple[str, ...] = spec(
        "interactant ids, substances or products it leads to; empty when there is no statement", default=()
    )


class Ambiguous(Frozen):
    """Names that several things go by: never answered, always asked back."""

    names: tuple[str, ...] = spec("the names")
    kind: str = spec("why they are ambiguous", words="ambiguities")
    question: str = spec("what to ask")
    readings: tuple[Reading, ...] = spec("what it may be")
    everyday: bool = spec("`true` when these are everyday words, which are no medicine's name in a longer text", default=False)
    citations: tuple[Citation, ...] = spec("where it was read", default=())


class Lookalike(Frozen):
    """Names that look or sound alike and are different things."""

    names: tuple[str, ...] = spec("two or more names that stand in the facts")
    question: str = spec("how to tell them apart")
    citations: tuple[Citation, ...] = spec("where it was read", default=())


class AmbiguousFile(Frozen):
    """names/ambiguous.yaml."""

    ambiguous: tuple[Ambiguous, ...] = spec("names that are asked back", default=())
    lookalikes: tuple[Lookalike, ...] = spec("names that are answered, with the others named", default=())


class Known(Names):
    """A thing that is recognised, about which no source that was read says anything."""

    name: str = spec("generic name, unique in all facts")
    note: str = spec("useful advice that is no statement on the pair", default="")
