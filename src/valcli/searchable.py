"""What `search` looks through: one row a record, interactant and glossary term.

Claims of web articles are left out on purpose: their wording must not lead anybody.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from valcli.model import AdverseReaction, Dose, Interactant, Record, Section

if TYPE_CHECKING:
    from valcli.load import Facts

# id, kind, section, line that is shown, names, plain text, clinical text
SearchRow = tuple[str, str, str, str, str, str, str]


def search_rows(facts: "Facts") -> Iterator[SearchRow]:
    """Rows for the full-text index, in the order of the leaflet, then of the interactions."""
    words = {group: {term.tag: term.label for term in terms} for group, terms in facts.vocabulary.items()}
    for section in facts.sections:
        for record in section.records:
            yield _record(section, record, words)
    for interactant in facts.interactants:
        yield _interactant(interactant)
    for term in facts.glossary:
        names = " ; ".join((term.name, *term.aliases))
        yield term.id, "term", "", f"{term.name}: {term.meaning}", names, term.meaning, ""


def _record(section: Section, record: Record, words: dict[str, dict[str, str]]) -> SearchRow:
    names = [*record.aliases]
    line = record.text
    if isinstance(record, AdverseReaction):
        names.append(record.name)
        line = f"{record.name}: {record.text}"
    if isinstance(record, Dose):
        names += [words["indications"][record.indication], words["populations"][record.population]]
        names += [words["routes"][record.route], words["forms"][record.form]]
    group = next((group.title for group in section.groups if group.id == record.group), "")
    plain = f"{line} {section.title} {group}"
    return record.id, record.kind, section.section, line, " ; ".join(names), plain, record.clinical


def _interactant(item: Interactant) -> SearchRow:
    names = [item.name, *item.also, *item.words, *item.slang]
    for member in item.members:
        names += [member.substance, *member.also, *member.words, *member.slang]
        names += [brand for listed in member.brands.values() for brand in listed]
    names += [brand for listed in item.brands.values() for brand in listed]
    line = f"{item.name}: {item.effect or item.management}"
    return item.id, "interaction", "", line, " ; ".join(names), f"{line} {item.management}", item.clinical
