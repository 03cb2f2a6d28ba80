"""The facts as the rules see them: every text with its place, its reader and its country."""

import re
from collections.abc import Container, Iterator
from functools import cached_property
from typing import Any, NamedTuple

from valcli.model import interactions, leaflet, shared
from valcli.model.editing import Ids, ReadingAids
from valcli.model.facts import Facts, NameEntry
from valcli.model.interactions import Interactant, Member
from valcli.model.leaflet import AdverseReaction, Dose, Record, Section
from valcli.model.levels import rank, strictest
from valcli.text.reading_grade import Masker, grade, sentences, words

# fields that a patient reads, by the class that declares them
PLAIN: dict[type, tuple[str, ...]] = {
    leaflet.Record: ("text",),
    leaflet.Dose: ("as_printed", "duration"),
    leaflet.Step: ("when",),
    leaflet.AdverseReaction: ("name",),
    leaflet.WithdrawalSign: ("when",),
    leaflet.Occurrence: ("figure",),
    shared.Disagreement: ("question", "reason"),
    shared.Position: ("says",),
    interactions.Statement: ("headline", "effect", "management", "if_already_taking", "timing", "note", "basis_note", "questions",
                      "modifiers"),
    interactions.Member: ("whole",),
    interactions.Interactant: ("name",),
    interactions.Rating: ("says",),
    shared.WarningSigns: ("name", "signs", "act"),
    interactions.Product: ("note",),
    interactions.Reading: ("says",),
    interactions.Ambiguous: ("question",),
    interactions.Lookalike: ("question",),
    interactions.Known: ("note",),
    leaflet.Claim: ("reason",),
    leaflet.GlossaryTerm: ("meaning",),
    shared.Meta: ("notice", "do_not_stop"),
    shared.LeafletPart: ("title",),
    leaflet.Section: ("title",),
    leaflet.Group: ("title",),
    shared.Emergency: ("when",),
}  # fmt: skip


_NO_SENTENCE = {"as_printed", "duration", "name", "title", "figure", "when", "signs"}
_ACTIONS = {"management", "if_already_taking"}
_ANYWHERE = "any"


# on anything shorter a grade says nothing
_FEWEST_SENTENCES, _FEWEST_WORDS = 3, 60


class Said(NamedTuple):
    """One text with where it stands, whom it is for and where it holds."""

    text: str
    thing: Any
    field: str
    owner: Any
    country: str

    @property
    def is_prose(self) -> bool:
        """Whether it is whole sentences, and not a heading, a name or a figure."""
        return self.field not in _NO_SENTENCE

    @property
    def is_statement(self) -> bool:
        """Whether it belongs to a statement of the leaflet or of an interaction, and not to a list of words or claims."""
        return isinstance(self.owner, (leaflet.Record, interactions.Statement, shared.WarningSigns))

    @property
    def is_action(self) -> bool:
        """Whether it tells what to do."""
        return self.field in _ACTIONS


class Passage(NamedTuple):
    """All patient text of one section or of one interactant."""

    thing: Section | Interactant
    texts: list[str]


class Graded(NamedTuple):
    """A passage with its grade, names masked and not masked."""

    thing: Section | Interactant
    texts: list[str]
    masked: float
    bare: float


class Base:
    """The facts under check and what several rules ask of them, each made when it is first asked for."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.levels = facts.tags("levels")
        # those for which levels and emergency texts are given
        self.countries = [term.tag for term in facts.vocabulary.get("countries", ()) if term.has_levels]
        self.records: list[Record] = facts.records()
        self.by_id = {record.id: record for record in self.records}
        self.doses = [record for record in self.records if isinstance(record, Dose)]
        self.reactions = [record for record in self.records if isinstance(record, AdverseReaction)]
        self.substances = {member.substance for member in facts.members()}

    @property
    def aids(self) -> ReadingAids:
        """What reading.yaml says, for the rules of a check."""
        if self.facts.aids is None:
            raise ValueError("these facts were not read for a check")
        return self.facts.aids

    @property
    def ids(self) -> Ids:
        """The ids that were published, for the rules of a check."""
        if self.facts.ids is None:
            raise ValueError("these facts were not read for a check")
        return self.facts.ids

    def exists(self, name: str, names: Container[str]) -> bool:
        """Whether a name stands among others, or was left out for a fault of its own."""
        return name in names or name in self.facts.places.broken

    @cached_property
    def everything(self) -> list[tuple[Any, Any]]:
        """Every object of the facts, with the nearest record that has a name."""
        return list(self.facts.everything())

    @cached_property
    def names(self) -> list[NameEntry]:
        """Every name by which a thing is found."""
        return list(self.facts.names())

    @cached_property
    def entries(self) -> list[tuple[Interactant, Interactant | Member]]:
        """Every interactant and every member, each with its interactant."""
        entries: list[tuple[Interactant, Interactant | Member]] = []
        for item in self.facts.interactants:
            entries += [(item, item), *((item, member) for member in item.members)]
        return entries

    @cached_property
    def medicine_names(self) -> list[str]:
        """The names of the medicine itself: generic, other official ones, brands."""
        medicine = self.facts.meta.medicine
        own = [member for member in self.facts.members() if member.substance == medicine]
        return sorted({medicine, *(name for member in own for name in (*member.also, *member.brand_names()))})

    @cached_property
    def plain(self) -> list[Said]:
        """Every text that a patient reads."""
        return [said for thing, owner in self.everything for said in _plain(thing, owner)]

    @cached_property
    def clinical(self) -> list[Said]:
        """The exact statements, for a pharmacist."""
        things = [(thing, owner) for thing, owner in self.everything if getattr(thing, "clinical", "")]
        return [Said(thing.clinical, thing, "clinical", owner, _ANYWHERE) for thing, owner in things]

    @cached_property
    def passages(self) -> list[Passage]:
        """Sections and interactants, each with all of its sentences."""
        home: dict[int, Passage] = {}
        passages: list[Passage] = []
        parts: list[Section | Interactant] = [*self.facts.sections, *self.facts.interactants]
        for part in parts:
            passages.append(Passage(part, []))
            inside = part.records if isinstance(part, Section) else (part, *part.members)
            home.update((id(thing), passages[-1]) for thing in inside)
        for said in self.plain:
            if said.is_prose and id(said.owner) in home and getattr(said.owner, "audience", "patient") == "patient":
                home[id(said.owner)].texts.append(said.text)
        return passages

    @cached_property
    def graded(self) -> list[Graded]:
        """The passages that are long enough to be graded."""
        found = []
        for passage in self.passages:
            count = sum(len(sentences(text)) for text in passage.texts)
            if count >= _FEWEST_SENTENCES and sum(len(words(text)) for text in passage.texts) >= _FEWEST_WORDS:
                hidden = grade(self.masked(text) for text in passage.texts)
                found.append(Graded(passage.thing, passage.texts, hidden, grade(passage.texts)))
        return found

    @cached_property
    def masked(self) -> Masker:
        """Names that are hard to read and can't be put more simply: of medicines, and of the reviewed list."""
        members = self.facts.members()
        generic = {self.facts.meta.medicine, *(member.substance for member in members), *(item.name for item in self.facts.known)}
        generic |= {name for item in (*members, *self.facts.known) for name in item.also}
        exact = set(self.aids.names)
        named: list[interactions.Names] = [*self.facts.interactants, *members, *self.facts.known]
        for thing in named:
            exact |= set(thing.brand_names())
        exact |= {name for product in self.facts.products for name in (product.name, *product.also)}
        return Masker(exact, {*generic, *self.aids.names})

    def unit(self, tag: str) -> str:
        """A unit as it is printed."""
        return next(term.label for term in self.facts.vocabulary["units"] if term.tag == tag)

    def labels(self, country: str) -> tuple[str, ...]:
        """The words by which a text names a country."""
        term = next(term for term in self.facts.vocabulary["countries"] if term.tag == country)
        return (term.label, *term.said)

    def names_country(self, text: str, country: str) -> bool:
        """Whether a text names a country, and not another one whose name holds that word."""
        own = self.labels(country)
        for term in self.facts.vocabulary["countries"]:
            for other in term.said if term.tag != country else ():
                if any(word in other for word in own):
                    text = text.replace(other, "")
        return any(re.search(rf"\b{re.escape(word)}\b", text) for word in own)

    def level_of(self, item: Interactant, thing: Interactant | Member) -> dict[str, str]:
        """The level of an entry or of its member, by country; `any` stands for the rest."""
        return thing.level or item.level

    def strictest(self, level: dict[str, str]) -> int:
        """Place of the strictest level, 0 for the strictest of all."""
        return rank(self.levels, strictest(self.levels, level.values()))


def _plain(thing: Any, owner: Any) -> Iterator[Said]:
    country = getattr(thing, "country", "") or getattr(owner, "country", "") or _ANYWHERE
    for cls, fields in PLAIN.items():
        for field in fields if isinstance(thing, cls) else ():
            value = getattr(thing, field)
            if isinstance(value, dict):  # by country
                yield from (Said(text, thing, field, owner, tag) for tag, text in value.items())
            else:
                texts = (value,) if isinstance(value, str) else value
                yield from (Said(text, thing, field, owner, country) for text in texts if text)
