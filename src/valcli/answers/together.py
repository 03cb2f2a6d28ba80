"""The parts of a text -> what they make together: one thing by two of its names, a product, a list, or a question."""

from collections.abc import Iterator, Sequence

from valcli.answers.alarms import alarms_of, is_alarm, unread_alarms
from valcli.answers.apart import Met, echoed, held_apart, is_spelled_out, is_told
from valcli.answers.brackets import Brackets, Named
from valcli.answers.covering import Covering, forms_inside, own_forms
from valcli.answers.everyday import counts, drink_in, is_drink, is_state, is_unsure
from valcli.answers.illicit import unprescribed
from valcli.answers.things import DROPS, Choice, Found, Question, Things, once, thing_of
from valcli.answers.types import Resolved
from valcli.model.interactions import EVERYDAY, SORT
from valcli.reading.group import Group, Part
from valcli.reading.lexicon import Lexicon
from valcli.store.name_hit import NameHit
from valcli.text.around import form_inside, sites_of
from valcli.text.fold import fold
from valcli.text.tokens import key_of

_LONG = 8  # letters by which a beginning is no other word
_ROUTES = ("route", "apart", "pill")  # ranks of words that say where it goes
GENERIC = "generic"  # by which a name is one of a substance


class Together:
    """Puts the parts of one text together."""

    def __init__(self, things: Things, lexicon: Lexicon, group: Group) -> None:
        self.things = things
        self.lexicon = lexicon
        self.facts = things.facts
        self.group = group
        said, self.unread = unread_alarms(things, lexicon, group.unread)
        group.alarms += [*said, *unread_alarms(things, lexicon, group.doubts)[0]]
        self.questions: list[Question] = []
        self.is_turned = bool(group.turned or group.past)

    def found(self) -> Found:
        """What the text leads to; nothing but what is unread where no medicine's name stands in it."""
        for aside in self.group.asides[:]:
            if part := drink_in(self.things, aside):
                self.group.asides.remove(aside)
                self.group.parts.append(part)
        met = self._medicines(list(self._met()))
        self._unfold(met)
        self.sites = self._sites(met)
        covering = Covering(self.things, met, self.sites)
        named = [self._formed(part, hit, covering.sites(part, hit)) for part, hit in met]
        self._packs(named)
        plain = [item for item in named if item.hit.kind != "ambiguous"]
        certain = once(thing for item in plain for thing in item.things)
        asked = [item for item in named if item.hit.kind == "ambiguous" and not self._describes(item, certain)]
        brackets = Brackets(self.things, self.group, self.sites, self.unread, self.questions)
        for aside in self.group.asides:
            asked, certain = brackets.said(aside, asked, certain)
        if self.group.asides and self.unread:
            from valcli.answers.echo import without_echoes  # needed by few texts

            self.unread = without_echoes(self.unread, map(thing_of, certain), self.lexicon)
        things = self._with_answers(asked, certain, [{*map(thing_of, item.things)} for item in plain])
        things = unprescribed(self.things, self.group.illicit, things, self.questions, self.unread)
        alarms = alarms_of(self.things, self.group.alarms)
        if alarms and not named:  # where it hurts, and how it came
            self.unread = [text for text in self.unread if not self._is_reason(text)]
        if not things and not self.questions and not alarms:
            return Found(unread=tuple(self.unread), turned=self.is_turned)
        hits = tuple(dict.fromkeys(item.hit for item in named))
        things, is_list = self._together(things, hits)
        held = held_apart([self._held(item) for item in named if not self._describes(item, certain)]) if len(named) > 1 else ()
        things = [*alarms, *things, *echoed(things, held)]
        return Found(
            hits,
            tuple(things),
            tuple(self.questions),
            tuple(self.unread),
            self.sites,
            is_list,
            turned=self.is_turned,
            own=own_forms(((thing, item.sites) for item in named for thing in item.things), self.sites),
            held=held,
        )

    def _is_reason(self, text: str) -> bool:
        """Whether every word says only what is wrong and where."""
        said = self.lexicon.words.anywhere.words
        return any(all(word in said and said[word].kind == "reason" for word in words) for words in ([text], text.split(" ")))

    def _held(self, item: Named) -> Met:
        """A name and all that it may lead to."""
        is_question = item.hit.kind == "ambiguous"
        choices = self._fitting(self.things.question(item.hit).choices, item.sites) if is_question else ()
        is_generic = item.hit.via == GENERIC or is_spelled_out(self.lexicon, item.part.key)
        return Met(item.part, item.hit, is_generic, tuple(choice.things for choice in choices) or (item.things,))

    def _met(self) -> Iterator[tuple[Part, NameHit]]:
        """The parts whose names count; an everyday word counts only where it fills its part."""
        met = [(part, self.things.best(part.key)) for part in self.group.parts]
        is_beside = bool(self.group.turned) or any(hit and not hit.everyday for _, hit in met)
        for part, hit in met:
            if hit is None:
                self.unread.append(part.short or part.key)
            elif is_alarm(self.things, self.lexicon.words, part, hit):
                self.group.alarms.append(part.key)
            elif hit.everyday == EVERYDAY and not counts(self.facts, self.group, part, hit, is_beside=is_beside):
                if not part.reason or is_drink(self.facts, hit):
                    self.unread.append(part.key)
                    self.group.forms = [word for word in self.group.forms if word not in part.forms]  # alcohol swab
            elif hit.everyday == SORT and part.reason:
                continue
            else:
                if is_unsure(part, hit):
                    self.unread.append(part.key)
                yield part, hit
        for key in self.group.past:  # an illness that somebody had counts; a medicine of the past does not
            hit = self.things.best(key)
            if hit and hit.everyday == EVERYDAY and hit.via != "slang" and is_state(self.facts, hit):
                yield Part(key, alone=True, short="", reason=False), hit

    def _describes(self, item: Named, certain: Sequence[Resolved]) -> bool:
        """Whether a word for many medicines says what kind of medicine stands beside it; a pack that holds more does not."""
        if item.hit.everyday != SORT or item.part.alone:
            return False
        outer = {thing_of(thing) for thing in certain}
        readings = [frozenset(choice.said()) for choice in self.things.question(item.hit).choices]
        return any(said & outer and (said <= outer or said not in self.facts.table.packs) for said in readings)

    def _medicines(self, met: list[tuple[Part, NameHit]]) -> list[tuple[Part, NameHit]]:
        """Without shortened parts that may be something else, and without everyday words beside what is unread."""
        unsure = [item for item in met if item[0].short and (len(met) < 2 or not self._is_cut(item[0], met))]
        self.unread += [part.short for part, _ in unsure]
        met = [item for item in met if item not in unsure]
        medicines = [item for item in met if not item[1].everyday]
        if medicines or not self.unread:
            return met
        return []

    def _is_cut(self, part: Part, met: Sequence[tuple[Part, NameHit]]) -> bool:
        """Whether a part is the beginning of a name for sure: it is long, or makes a pack with the others."""
        if part.short in self.lexicon.words.part or len(part.short) >= _LONG:
            return True
        whole = {thing_of(thing) for _, hit in met for thing in self.things.of(hit)}
        return any(whole <= pack for pack in self.facts.table.packs)

    def _sites(self, met: list[tuple[Part, NameHit]]) -> tuple[str, ...]:
        sites = sites_of(self.group.forms) or forms_inside([hit for _, hit in met])
        if DROPS in sites and not any(self.things.has_drops(part.key, hit) for part, hit in met):
            return tuple(site for site in sites if site != DROPS)
        return sites

    def _unfold(self, met: list[tuple[Part, NameHit]]) -> None:
        """Forms that say nothing of a name here: a thing in a part of its own, and a code that may mean something else."""
        own = {word.site for part, _ in met for word in part.forms}
        for word, text in self.group.loose:
            if met and word.site and word.site not in own and not self.things.is_whole((word.site,)):
                self.unread.append(text)
                self.group.forms.remove(word)
        told = [word for word in self.group.forms if word.site]
        sites = sites_of(told)
        if not self.group.codes or any(word.rank != "code" for word in told):
            return
        is_told = any(hit.form for _, hit in met)  # fentanyl patch, with the code for what goes on the skin
        is_about = any(self.things.formed(part.key, hit, sites) is not hit or self._holds(hit, sites) for part, hit in met)
        if is_told or not is_about:
            self.unread += [] if is_told else self.group.codes
            self.group.forms = [word for word in self.group.forms if word.rank != "code"]
            for part, _ in met:
                part.forms = [word for word in part.forms if word.rank != "code"]

    def _holds(self, hit: NameHit, sites: tuple[str, ...]) -> bool:
        return all(self.things.holds(thing, sites) for thing in self.things.of(hit))

    def _formed(self, part: Part, hit: NameHit, sites: tuple[str, ...]) -> Named:
        key = part.key
        own, rest = form_inside(self.lexicon.words, key)
        is_told = any(word.rank in _ROUTES for word in self.group.forms) and not set(own) & set(sites)
        base = self.things.best(rest) if own and sites and is_told else None
        key, hit = (rest, base) if base else (key, hit)  # the text says where it goes, and the name in it another place
        formed = self.things.formed(key, hit, sites) if sites else hit
        return Named(part, formed, self.things.of(formed), sites)

    def _packs(self, named: list[Named]) -> None:
        """What may make another pack of a name: words and a bare number behind it, and a second weight."""
        for part, hit, things, _ in named:
            if part.extra:
                self.unread.append(" ".join(part.extra))
            if part.bare and (part.key in self.facts.table.numbered or self._is_numbered_brand(part, hit)):
                self.unread.append(part.bare)
            is_one = len(things) == 1 and len(named) == 1 and not self.group.asides and not self._has_several(hit, things[0])
            if part.pair and is_one and thing_of(things[0]) not in self.facts.table.mixtures:
                self._second_weight(part, things[0])

    def _has_several(self, hit: NameHit, thing: Resolved) -> bool:
        """Whether a name counts as one thing and is made of several substances."""
        return hit.kind == "product" or is_spelled_out(self.lexicon, key_of(fold(thing_of(thing))))

    def _is_numbered_brand(self, part: Part, hit: NameHit) -> bool:
        """Whether a single figure may tell one pack of a brand with several ingredients from another."""
        return hit.kind == "product" and len(part.bare) == 1 and not is_spelled_out(self.lexicon, part.key)

    def _second_weight(self, part: Part, thing: Resolved) -> None:
        """Two weights on one substance: the packs that hold it, where the facts have any."""
        size = 1 + sum(part.pair.count(mark) for mark in ("/", "-", " and "))
        sets = [parts for parts in self.facts.table.packs if thing_of(thing) in parts]
        fitting = [parts for parts in sets if len(parts) == size] or sets
        if not fitting:
            self.unread.append(part.pair)
            return
        packs = [sorted(parts) for parts in fitting]
        choices = tuple(Choice(", ".join(names), tuple(self.things.at(name)[0] for name in names)) for names in packs)
        self.questions.append(Question(self.facts.term("asking", "second-weight").meaning, choices))

    def _with_answers(self, asked: list[Named], certain: list[Resolved], beside: Sequence[set[str]]) -> list[Resolved]:
        """What asks back, unless the form or the other parts leave one reading; with what is certain.

        The parts `beside` it say which reading is meant where they hold nothing else: a pack that holds more is another pack.
        """
        outer = {thing_of(thing) for thing in certain}
        for item in asked:
            question = self.things.question(item.hit)
            choices = self._fitting(question.choices, item.sites)
            if not item.hit.everyday:  # a brand; a word for many medicines is never taken for the one beside it
                if any(is_told(choice.said(), beside) for choice in choices):
                    continue
                made = tuple(
                    choice
                    for choice in choices
                    if outer and not choice.said() <= outer and frozenset(outer | choice.said()) in self.facts.table.packs
                )
                # brackets that name less than a pack holds may mean another pack
                choices = made if len(made) == 1 and not self.group.asides else choices
            if len(choices) == 1:
                certain = [*certain, *choices[0].things]
            else:
                self.questions.append(question._replace(choices=choices, sites=item.sites))
        return once(certain)

    def _fitting(self, choices: tuple[Choice, ...], sites: tuple[str, ...]) -> tuple[Choice, ...]:
        """The readings that there are in the form that was asked for."""
        if self.group.packed or self.group.salted:  # what is sold on the street comes in no pack
            choices = tuple(choice for choice in choices if not self.things.is_street(choice)) or choices
        if not sites:
            return choices
        given = [[self._is_given(thing, sites) for thing in choice.things] for choice in choices]
        if not (self.things.is_whole(sites) or any(True in told for told in given)):
            return choices  # a cream of none of them is known
        fitting = [choice for choice, told in zip(choices, given, strict=True) if True in told or False not in told]
        return tuple(fitting) or choices

    def _is_given(self, thing: Resolved, sites: tuple[str, ...]) -> bool | None:
        """Whether a thing is given in the form that was asked for, by its name or its statement; None where neither says so."""
        hit = self.things.best(thing_of(thing).casefold())
        own = hit.form.split() if hit else []
        if own:
            return not set(own).isdisjoint(sites)
        return self.things.holds(thing, sites) if thing.interactant else None

    def _together(self, things: list[Resolved], hits: Sequence[NameHit]) -> tuple[list[Resolved], bool]:
        """What several parts make: the entry of the whole, a product, or a list."""
        if len(things) < 2 or len(hits) < 2:
            return things, False
        parts = frozenset(thing_of(thing) for thing in things)
        whole = self.facts.table.wholes.get(parts)
        if whole is not None:
            return list(self.things.of(self.things.entry(whole))), False
        if parts in self.facts.table.packs:
            counted = self.things.counted(self.facts.table.packs[parts])
            return [thing for thing in things if thing_of(thing) in counted], False
        return things, True
