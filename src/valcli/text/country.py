"""A text that names several countries -> what it says for one of them. The countries and numbers are handed in."""

import re
from collections.abc import Collection, Mapping

_SENTENCE = re.compile(r"(?<=[.?!]) ")


def narrowed(text: str, own: Collection[str], others: Collection[str], numbers: Mapping[str, str]) -> str:
    """Leave out the numbers of other countries, and sentences that open with another country.

    `own` and `others` are the names of countries, `numbers` maps the name behind a number to the
    number, that of the own country first. Sentences stay where the text has none for the own country.
    """
    if not any(name in text for name in others):
        return text
    listed = "|".join(f"{re.escape(number)} \\({re.escape(name)}\\)" for name, number in numbers.items())
    if listed:
        name, number = next(iter(numbers.items()))
        text = re.sub(rf"(?:{listed})(?:,? (?:or )?(?:{listed}))+", f"{number} ({name})", text)
    text = _remarks(_places(text, own, (*own, *others)), others)
    sentences = _SENTENCE.split(text)
    leads = [_lead(sentence, (*own, *others)) for sentence in sentences]
    if not any(name in own for _, name in leads):
        return text
    kept: list[str] = []
    before = ""  # what a sentence for another country says before it names that country, such as "If not,"
    for sentence, (lead, name) in zip(sentences, leads, strict=True):
        if name in others:
            before = before or lead
            continue
        is_first = before and name in own and not lead
        kept.append(f"{before}{sentence}" if is_first else sentence)
        before = ""
    return " ".join(kept)


def _places(text: str, own: Collection[str], names: Collection[str]) -> str:
    """Of places or numbers with a country behind each, such as `go to A (US), B (UK) or C (Ireland)`, the own one."""
    named = rf"\((?:{'|'.join(map(re.escape, names))})\)"
    first = rf"(?:(?!\b(?:to|call)\b)[^.:()])+ {named}"

    def chosen(found: re.Match[str]) -> str:
        items = re.findall(rf"(?:^|(?<=\)),? (?:or )?)(.*? ({named}))", found[2])
        return next((f"{found[1]}{item}" for item, name in items if name[1:-1] in own), found[0])

    return re.sub(rf"(\b(?:to|[Cc]all):? )({first}(?:,? (?:or )?[^.:()]+? {named})+)", chosen, text)


def _remarks(text: str, others: Collection[str]) -> str:
    """Without what stands in brackets for another country alone: `(UK: or 111)`, `(US: a; UK: b)`."""
    names = "|".join(map(re.escape, others))

    def kept(found: re.Match[str]) -> str:
        parts = [part for part in found[1].split("; ") if not re.match(rf"(?:{names}): ", part)]
        return f" ({'; '.join(parts)})" if parts else ""

    return re.sub(r" \(([A-Z][A-Za-z ]*: [^()]*)\)", kept, text)


def _lead(sentence: str, names: Collection[str]) -> tuple[str, str]:
    """What stands before the country that a sentence is for, and the country; two empty texts for none."""
    found = re.match(rf"((?:[A-Z][a-z ]{{0,15}}, )?)({'|'.join(map(re.escape, names))}): ", sentence)
    return (found[1], found[2]) if found else ("", "")
