"""valcli for programs: open the facts once, then ask as often as you like.

    import valcli

    facts = valcli.open_facts()
    answer = valcli.answer(facts, "2 glasses of wine")
    answer.status, answer.level           # what came of it, and what to do
    for answer in valcli.answer_many(facts, ["wine", "zzz"]):
        print(valcli.row_of(answer))      # the columns of `--format csv`

Answers are frozen values; their shapes are the classes named here. A fact base belongs to the thread
that opened it: open one in each thread and each process.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from valcli.answers import info as _info
from valcli.answers import search as _search
from valcli.answers.context import ALL_COUNTRIES
from valcli.answers.found import Hit, SearchAnswer
from valcli.answers.names import Names
from valcli.answers.types import InfoAnswer, NameAnswer, Resolved, ShownReading, ShownSection, Statement
from valcli.errors import FactsProblem, UsageProblem, ValcliError
from valcli.output.table import NAMES as COLUMNS
from valcli.output.table import row_of
from valcli.store import opening
from valcli.store.fact_base import FactBase

__all__ = [
    "COLUMNS",
    "FactBase",
    "FactsProblem",
    "Hit",
    "InfoAnswer",
    "NameAnswer",
    "Resolved",
    "SearchAnswer",
    "ShownReading",
    "ShownSection",
    "Statement",
    "UsageProblem",
    "ValcliError",
    "answer",
    "answer_many",
    "info",
    "open_facts",
    "row_of",
    "search",
]

_MISSING = "NAType"  # the class of what is missing in a column of pandas
_MOST_KEPT = 16_384  # answers that are kept for texts that come again; about 20 MB


def open_facts(folder: str | os.PathLike[str] | None = None) -> FactBase:
    """The facts that came with valcli, or those in a folder of YAML files (which takes a second or two).

    Raises:
        FactsProblem: when they are missing, invalid or damaged.

    """
    return opening.open_facts(None if folder is None else Path(folder))


def answer(facts: FactBase, name: str, country: str = ALL_COUNTRIES) -> NameAnswer:
    """The answer about one name, as `valcli interactions NAME` has it, with suggestions where it is not known.

    `status` says what came of it, `level` what to do (None where there is none: that never means that it is
    harmless), `interactions` hold what is said, `unread` what was not understood.

    Raises:
        UsageProblem: when there is no such country.
        TypeError: when the name is no text.

    """
    return Names(facts, _known(facts, country)).answer(_text(name))


def answer_many(facts: FactBase, names: Iterable[object], country: str = ALL_COUNTRIES) -> Iterator[NameAnswer]:
    """One answer a name, in their order, as they are asked for; no suggestions, as in a stream.

    A text that comes again is not read again (the last some thousand distinct ones are kept), so memory
    does not grow with the names. What is missing (None, NaN, NA) is an empty name.

    Raises:
        UsageProblem: when there is no such country; at once, not at the first answer.
        TypeError: when a name is no text.

    """
    return _answers(Names(facts, _known(facts, country), suggest=False), names)


def search(facts: FactBase, words: str | Sequence[str], country: str = ALL_COUNTRIES, *, clinical: bool = False) -> SearchAnswer:
    """What fits a question best, as `valcli search`: `hits`, or `nearest` where nothing answers it.

    `clinical` finds records for professionals too.

    Raises:
        UsageProblem: when there is no such country.

    """
    asked = [words] if isinstance(words, str) else list(words)
    return _search.search(facts, asked, _known(facts, country), clinical=clinical)


def info(facts: FactBase, *sections: str, country: str = ALL_COUNTRIES) -> InfoAnswer:
    """The leaflet, or the sections named, in the leaflet's order.

    Raises:
        UsageProblem: when there is no such section or country.

    """
    return _info.info(facts, sections, _known(facts, country))


def _answers(reader: Names, names: Iterable[object]) -> Iterator[NameAnswer]:
    kept: dict[str, NameAnswer] = {}
    for name in names:
        text = _text(name)
        found = kept.get(text)
        if found is None:
            if len(kept) >= _MOST_KEPT:
                kept.clear()
            found = kept[text] = reader.answer(text)
        yield found


def _text(name: object) -> str:
    if name is None or (isinstance(name, float) and name != name) or type(name).__name__ == _MISSING:
        return ""
    if not isinstance(name, str):
        raise TypeError(f"a name is a text, not {type(name).__name__}: {name!r}")
    return name


def _known(facts: FactBase, country: str) -> str:
    countries = {ALL_COUNTRIES: ALL_COUNTRIES} | facts.asked_countries()
    if country.casefold() not in countries:
        raise UsageProblem(f"no country '{country}'. Countries: {', '.join(dict.fromkeys(countries.values()))}.")
    return countries[country.casefold()]
