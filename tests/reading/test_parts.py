"""What the reader itself gives back: which parts a text has, what belongs to each, and what is left unread.

`tests/data/reading_parts.txt` holds the texts, by rule, each with all that is read in it.
"""

from pathlib import Path

import pytest

from valcli.answers.names import Names
from valcli.reading.group import Group, Part
from valcli.reading.read import read
from valcli.text.fold import fold
from valcli.text.tokens import cut

TABLE = Path(__file__).parents[1] / "data" / "reading_parts.txt"
LINES = [line for line in TABLE.read_text().splitlines() if line and not line.startswith("#")]


def of_part(part: Part) -> str:
    """A name, and in curly brackets what belongs to it."""
    said = {
        "beside others": not part.alone,
        f"cut short: {part.short}": part.short,
        "a reason": part.reason,
        f"two weights: {part.pair}": part.pair,
        f"number: {part.bare}": part.bare,
        f"another pack: {' '.join(part.extra)}": part.extra,
        f"form: {' '.join(word.site for word in part.forms)}": part.forms,
        f"measured: {' '.join(sorted(part.measures - {''}))}": part.measures - {""},
        f"behind {part.joined}": part.joined,
    }
    told = ", ".join(word for word, holds in said.items() if holds)
    return f"{part.key} {{{told}}}" if told else part.key


def of_group(group: Group) -> str:
    """All of a text, from its parts to what was not read."""
    said = {
        "": [of_part(part) for part in group.parts],
        "in brackets": [f"{aside.mark}{aside.key} = {of_group(aside.group)}" for aside in group.asides],
        "form": [f"{word.site} by {word.rank}" for word in group.forms],
        "form of its own": [text for _, text in group.loose],
        "code": group.codes,
        "emergency": group.alarms,
        "taken away": group.turned,
        "past": group.past,
        "unread": group.unread,
        "salt": [word for word, holds in (("yes", group.salted), ("alone", group.is_salt)) if holds],
        "packed": ["yes"] if group.packed else [],
    }
    return " | ".join(f"{word}: {', '.join(some)}".removeprefix(": ") for word, some in said.items() if some) or "nothing"


@pytest.mark.parametrize("line", LINES)
def test_what_is_read(names: Names, line: str) -> None:
    """Every text of the table, whole."""
    text, _, expected = line.partition(" => ")
    assert of_group(read(names._resolver.lexicon, cut(fold(text)))) == expected


@pytest.mark.parametrize(
    ("text", "cores"),
    [
        ("zolvan 10 mg tablets", ["zolvan"]),
        ("kodeine and zolvan, paracetamol", ["kodeine", "zolvan", "paracetamol"]),
        ("co-kodamol forte (zzzq)", ["co kodamol forte", "zzzq"]),
        ("take 2 tablets for pain", []),
        ("10 mg / 5 ml", []),
        ("zolvan-codeine", ["zolvan codeine"]),
        ("ethanol", ["ethanol"]),
        ("children's zolvan with food", ["zolvan"]),
    ],
)
def test_what_may_be_a_name_spelled_wrong(names: Names, text: str, cores: list[str]) -> None:
    """The words that stand around names are left out, part by part; a dash inside a word parts nothing."""
    assert names._resolver.cores(text) == cores
