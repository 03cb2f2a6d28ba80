"""Which form each name of a text has: that of its own part, or that of the whole text where it covers it."""

from collections.abc import Iterable, Mapping, Sequence

from valcli.answers.things import Things, thing_of
from valcli.answers.types import Resolved
from valcli.model.interactions import SORT
from valcli.reading.group import Part
from valcli.store.name_hit import NameHit
from valcli.text.around import sites_of


class Covering:
    """The names of one text with its form.

    A form for one place, such as a cream, beside several names counts for all of them only where they are one thing:
    a product of the facts, or strengths that are written as those of one mixture. In a list the tablet keeps its answer.
    """

    def __init__(self, things: Things, met: Sequence[tuple[Part, NameHit]], sites: tuple[str, ...]) -> None:
        self._text = sites
        self._covers = not sites or (things.is_whole(sites) and not _local(things, met)) or _is_one(things, met)

    def sites(self, part: Part, hit: NameHit) -> tuple[str, ...]:
        """The form of one name."""
        return self._text if self._covers else _own(part, hit)


def _own(part: Part, hit: NameHit) -> tuple[str, ...]:
    return sites_of(part.forms) or (() if hit.everyday else tuple(hit.form.split()))


def _local(things: Things, met: Sequence[tuple[Part, NameHit]]) -> bool:
    """Whether one of some names has a form for one place."""
    own = [_own(part, hit) for part, hit in met]
    return any(sites and not things.is_whole(sites) for sites in own)


def _is_one(things: Things, met: Sequence[tuple[Part, NameHit]]) -> bool:
    """Whether some names are one thing, so that one form covers them all."""
    table = things.facts.table
    kinds = {_own(part, hit) for part, hit in met} - {()}
    names = frozenset(thing_of(thing) for _, hit in met for thing in things.of(hit))
    is_listed = any(part.joined not in ("", "/") for part, _ in met)
    if len(met) < 2 or (len(names) < 2 and len(kinds) < 2 and not is_listed):
        return True
    if len(kinds) > 1:
        return False
    measures = [part.measures - {""} for part, _ in met]
    is_mixture = not is_listed and all(measures)
    return names in table.wholes or names in table.packs or is_mixture or all("share" in some for some in measures)


def forms_inside(hits: Sequence[NameHit]) -> tuple[str, ...]:
    """The forms that stand in some names; a word for many medicines tells no form of the one beside it."""
    own = [hit for hit in hits if hit.everyday != SORT] or hits
    return tuple(dict.fromkeys(site for hit in own for site in hit.form.split()))


def own_forms(formed: Iterable[tuple[Resolved, tuple[str, ...]]], text: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """The forms of the things whose form isn't that of the text; of a thing that stands twice all of them, or none."""
    found: dict[str, tuple[str, ...]] = {}
    for thing, sites in formed:
        name = thing_of(thing)
        before = found.get(name, sites)
        found[name] = tuple(dict.fromkeys((*before, *sites))) if before and sites else ()
    return {name: sites for name, sites in found.items() if sites != text}
