"""Words around names: one class in each place; forms are known; a name is never milder than those it joins or drops."""

from collections.abc import Container, Iterator, Mapping

from valcli.editing.rules.every_text import Base
from valcli.editing.rules.examples import entry, joining, shortened, words_file
from valcli.editing.rules.rule import LOAD, Found, rule
from valcli.model.facts import NameEntry, label
from valcli.model.interactions import EVERYDAY, SORT, Interactant, Member
from valcli.model.words import WordGroup
from valcli.text.around import PLACES
from valcli.text.fold import fold
from valcli.text.tokens import joined_in, key_of

_ANY_FORM = frozenset(("any", "whole-body"))  # what `forms` may say beside where a form is given


@rule(
    "L-words",
    "a word around names has one class in each place",
    "A word in two classes is read as the wrong one: a morning becomes a nose spray.",
    rejects=words_file("boxed, tablet"),
    passes=words_file("boxed"),
    stage=LOAD,
)
def _one_class(base: Base) -> Iterator[Found]:
    first: dict[tuple[str, str], WordGroup] = {}
    sites = {site.tag for site in base.facts.words.sites}
    for group in base.facts.words.words:
        if group.kind == "form" and group.site and group.site not in sites:
            yield Found(group, "site", f"site '{group.site}' is not one of {', '.join(sorted(sites))}", group.kind)
        if not group.words:
            yield Found(group, "words", "the group has no words", group.kind)
        for word in group.words:
            place = (PLACES.get(group.kind, ""), key_of(fold(word)))
            if place in first:
                message = f"word '{word}' stands in {first[place].kind} already; leave it in one group"
                yield Found(group, "words", message, group.kind, word)
            first.setdefault(place, group)


@rule(
    "L-word-names",
    "a word around names that is a medicine's name is marked",
    "Inside a longer text the word wins and the medicine is not read, so somebody must have wanted that.",
    rejects=words_file("methadone"),
    passes=words_file("boxed"),
    stage=LOAD,
)
def _marked(base: Base) -> Iterator[Found]:
    names = {key_of(fold(entry.name)) for entry in base.names if entry.everyday not in (EVERYDAY, SORT)}
    for group in base.facts.words.words:
        for word in group.words:
            if key_of(fold(word)) in names and word not in group.names:
                message = f"word '{word}' is a name of the facts too: take it out, or list it under names, where the word wins"
                yield Found(group, "words", message, group.kind, word)
        for word in group.names:
            if word not in group.words:
                yield Found(group, "names", f"'{word}' is none of its words", group.kind, word)


@rule(
    "L-word-hides",
    "a word around names holds no medicine's name",
    "What is read as a joiner or a unit is read as a whole: the medicine in it would vanish from a full answer.",
    rejects=words_file("boxed methadone"),
    passes=words_file("boxed up"),
    stage=LOAD,
)
def _hides_none(base: Base) -> Iterator[Found]:
    names = {key_of(fold(entry.name)) for entry in base.names if _is_medicine(entry)}
    for group in base.facts.words.words:
        marked = {key_of(fold(word)) for word in group.names}
        for word in group.words:
            parts = key_of(fold(word)).split()
            hidden = next((part for part in parts if part in names and part not in marked), "") if len(parts) > 1 else ""
            if hidden:
                yield Found(group, "words", f"word '{word}' hides the name '{hidden}'; take it out", group.kind, word)


def _is_medicine(entry: NameEntry) -> bool:
    """Whether a name is that of one substance, and no everyday word."""
    return entry.via in ("generic", "brand") and not entry.everyday and bool(entry.substance or entry.kind == "known")


@rule(
    "L-shortened",
    "a shortened part stands for a substance",
    "A part that leads nowhere hides what the pack holds.",
    rejects=shortened("zz example"),
    passes=shortened("codeine"),
    stage=LOAD,
)
def _shortened(base: Base) -> Iterator[Found]:
    names = {key_of(fold(entry.name)) for entry in base.names}
    for item in base.facts.words.shortened:
        if key_of(fold(item.name)) not in names and not base.facts.places.broken:
            yield Found(item, "name", f"'{item.name}' is no name in the facts; add it there first, or mend it", item.short)


@rule(
    "L-forms",
    "a statement names forms that there are",
    "A form that nobody knows is never met, so the statement would hold for none.",
    rejects=joining(", whole: It was read.", "forms: [zz-example]\n"),
    passes=joining(", whole: It was read.", "forms: [swallowed]\n"),
    stage=LOAD,
)
def _forms(base: Base) -> Iterator[Found]:
    allowed = {site.tag for site in base.facts.words.sites} | _ANY_FORM
    for _, thing in base.entries:
        for form in thing.forms:
            if form not in allowed:
                yield Found(thing, "forms", f"form '{form}' is not one of {', '.join(sorted(allowed))}", label(thing))


@rule(
    "M9",
    "a name is never milder than the names it joins",
    "One medicine must not have two answers by how it is written, and the milder one misleads.",
    rejects=joining(),
    passes=joining(", whole: It was read."),
)
def _whole_not_milder(base: Base) -> Iterator[Found]:
    first: dict[str, NameEntry] = {}
    for name in base.names:
        first.setdefault(key_of(fold(name.name)), name)
    for name in base.names:
        owner = name.owner
        if name.kind != "interactant" or not isinstance(owner, Member) or owner.whole:
            continue
        parts = joined_in(fold(name.name))
        met = [first.get(key_of(part)) for part in parts] if len(parts) > 1 else []
        if met and all(met):
            own, strictest = _place(base, name), min(_place(base, part) for part in met if part)
            if own > strictest:
                message = f"'{name.name}' is milder ('{base.levels[own]}') than one of its parts ('{base.levels[strictest]}')"
                yield Found(owner, "", f"{message}; say why under whole, or change one", label(owner), name.name)


@rule(
    "M10",
    "a bare brand leads where its slow form leads, or asks back",
    "Of a brand with a slow form people drop the letters; where the bare name is another medicine, that one would answer.",
    rejects=entry("members: [{substance: zzexamplin, brands: {uk: [Codol XL]}}]\n"),
    passes=entry("members: [{substance: zzexamplin, brands: {uk: [Zzdol, Zzdol XL]}}]\n"),
)
def _bare_brand(base: Base) -> Iterator[Found]:
    slow = {key_of(fold(word)) for group in base.facts.words.words if group.kind == "release" for word in group.words}
    packs = {item.name: {part.substance for part in item.ingredients} for item in base.facts.products}
    leads: dict[str, list[NameEntry]] = {}
    for name in base.names:
        leads.setdefault(key_of(fold(name.name)), []).append(name)
    for key, entries in leads.items():
        bare = next((found for found in _without_end(key, slow) if found in leads), "")
        if not bare or any(name.kind == "ambiguous" for name in leads[bare]):
            continue
        own, other = _substances(packs, entries), _substances(packs, leads[bare])
        if own != other:
            said = f"'{entries[0].name}' is {', '.join(sorted(own))}, and '{leads[bare][0].name}' is {', '.join(sorted(other))}"
            yield Found(entries[0].owner, "", f"{said}; let the bare name ask back", label(entries[0].owner), entries[0].name)


def _without_end(key: str, slow: Container[str]) -> Iterator[str]:
    """A name without the words at its end that tell how fast a form is."""
    words = key.split()
    for end in range(len(words) - 1, 0, -1):
        if " ".join(words[end:]) in slow:
            yield " ".join(words[:end])


def _substances(packs: Mapping[str, set[str]], entries: list[NameEntry]) -> set[str]:
    """What names lead to: the substances of a product, a member, or the thing as a whole."""
    return {
        name
        for entry in entries
        for name in (packs[entry.target] if entry.kind == "product" else {entry.substance or entry.target})
    }


def _place(base: Base, entry: NameEntry) -> int:
    """Place of the strictest level of a name; beyond all of them for a name without one."""
    if entry.kind != "interactant":
        return len(base.levels) - 1
    owner = entry.owner
    item = next(item for item in base.facts.interactants if item.id == entry.target)
    return base.strictest(base.level_of(item, owner)) if isinstance(owner, (Interactant, Member)) else len(base.levels) - 1
