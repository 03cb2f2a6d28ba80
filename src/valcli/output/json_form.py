"""The JSON form, version 1: written by hand, so that facts may change and scripts need not.

Keys stand in the order of this file and are all always there; what is empty is `[]` or
null. The text is ASCII: the same bytes in every locale. README.md documents it and
`tests/test_contract.py` pins it.
"""

import json
from collections.abc import Iterator

from valcli import __version__
from valcli.answers.found import ClaimsAnswer, ExplainAnswer, Explained, Hit, SearchAnswer
from valcli.answers.frame import Context
from valcli.answers.types import (
    Answer,
    Combined,
    Duplicate,
    InfoAnswer,
    LeafletAnswer,
    ListingAnswer,
    NameAnswer,
    NamesAnswer,
    SectionListAnswer,
    ShownReading,
    ShownSection,
    SourcesAnswer,
    Statement,
    UnknownAnswer,
    WhyAnswer,
)
from valcli.output.json_records import (
    PROMISED,
    Form,
    citation_form,
    cited_form,
    claim_form,
    disagreement_form,
    listed_form,
    part_form,
    record_form,
)

SCHEMA_VERSION = 1


def write(answer: Answer) -> str:
    """The whole answer as one JSON document with one final newline."""
    return json.dumps(document(answer), ensure_ascii=True, allow_nan=False, indent=2) + "\n"


def write_lines(answer: Answer) -> str:
    """One answer, record, interaction or source a line, each after the two versions."""
    head = {"schema_version": SCHEMA_VERSION, "facts_version": answer.context.version}
    return "".join(f"{compact(head | item)}\n" for item in _items(answer))


def compact(form: Form) -> str:
    """Plain values as JSON on one line."""
    return json.dumps(form, ensure_ascii=True, allow_nan=False, separators=(",", ":"))


def document(answer: Answer) -> Form:
    """The answer as plain values, in the order of the printed keys."""
    context = answer.context
    head: Form = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "valcli", "version": __version__},
        "facts": {
            "version": context.version,
            "reviewed": context.reviewed,
            "medicine": context.medicine,
            "shipped": context.shipped,
        },
        "command": context.command,
        "request": context.request,
        "notice": context.notice,
    }
    return head | _own(answer)


def _own(answer: Answer) -> Form:
    """The keys of the command itself, and the sources that it cites."""
    match answer:
        case NamesAnswer():
            return _names(answer)
        case ListingAnswer():
            shown = [_listed_interaction(item) for item in answer.statements]
            return {"interactions": shown, "sources": cited_form(answer.sources)}
        case InfoAnswer():
            return {"sections": [_section(item) for item in answer.sections], "sources": cited_form(answer.sources)}
        case LeafletAnswer():
            parts = [part_form(part) for part in answer.parts if not part.is_place]
            names = _names(answer.names)
            del names["sources"]  # they stand last, with those of the parts
            return names | {"parts": parts, "sources": cited_form(answer.sources)}
        case SectionListAnswer():
            titles = [{"id": item.id, "title": item.title, "aliases": list(item.aliases)} for item in answer.sections]
            return {"sections": titles, "sources": []}
        case WhyAnswer():
            return _why(answer)
        case UnknownAnswer():
            near = list(answer.suggestions)
            return {"record": None, "cited_by": [], "section": None, "members": [], "suggestions": near, "sources": []}
        case SearchAnswer():
            return {
                "hits": [_hit(hit) for hit in answer.hits],
                "nearest": [_hit(hit) for hit in answer.nearest],
                "missing": list(answer.missing),
                "suggestions": list(answer.suggestions),
                "sources": [],
            }
        case ExplainAnswer():
            return {"terms": [_term(term) for term in answer.terms], "suggestions": list(answer.suggestions), "sources": []}
        case ClaimsAnswer():
            return {
                "claims": [claim_form(claim) for claim in answer.claims],
                "sources": cited_form(tuple(answer.articles.values())),
            }
        case SourcesAnswer():
            unknown = [{"asked": asked, "suggestions": list(near)} for asked, near in answer.unknown.items()]
            return {"sources": [listed_form(item) for item in answer.sources], "unknown": unknown}


def _items(answer: Answer) -> Iterator[Form]:
    match answer:
        case NamesAnswer():
            yield from (answer_form(answer.context, item) for item in answer.answers)
        case LeafletAnswer():
            yield from _items(answer.names)
        case InfoAnswer():
            for section in answer.sections:
                yield from ({"section": section.id} | record_form(record) for record in section.records)
                yield from ({"section": section.id} | _listed_interaction(item) for item in section.statements)
        case ListingAnswer():
            yield from (_listed_interaction(item) for item in answer.statements)
        case SourcesAnswer():
            yield from (listed_form(item) for item in answer.sources)
        case SearchAnswer():
            yield from (_hit(hit) for hit in answer.hits)
        case ExplainAnswer():
            yield from (_term(term) for term in answer.terms)
        case ClaimsAnswer():
            yield from (claim_form(claim) for claim in answer.claims)
        case SectionListAnswer():
            yield from _own(answer)["sections"]
        case WhyAnswer() | UnknownAnswer():
            own = _own(answer)
            yield {key: value for key, value in own.items() if key != "sources"}


def _names(answer: NamesAnswer) -> Form:
    combined = answer.combined
    return {
        "coverage": {
            "asked": len(answer.answers),
            "answered": sum(item.answered for item in answer.answers),
            "substances_known": answer.substances_known,
            "checked_with": answer.context.medicine,
        },
        "answers": [answer_form(answer.context, item) for item in answer.answers],
        "duplicates": [_duplicate(item) for item in answer.duplicates],
        "combined": _combined(combined) if combined else None,
        "joined": list(answer.joined),
        "sources": cited_form(answer.sources),
    }


def _duplicate(item: Duplicate) -> Form:
    return {"ingredient": item.ingredient, "names": list(item.names), "perhaps": list(item.perhaps)}


def _combined(item: Combined) -> Form:
    return {"names": list(item.names), **interaction_form(item.statement), "depends": item.depends}


def answer_form(context: Context, item: NameAnswer) -> Form:
    """One answer about a name."""
    return {
        "asked": item.asked,
        "status": item.status,
        "level": item.level,
        "reason": item.reason,
        "resolved": [
            {
                "interactant": one.interactant,
                "name": one.name,
                "matched": one.matched,
                "via": one.via,
                "ingredient": one.ingredient,
                "rxcui": one.rxcui,
                "country": one.country,
            }
            for one in item.resolved
        ],
        "form": item.form,
        "unread": list(item.unread),
        "interactions": [interaction_form(statement) for statement in item.interactions],
        "readings": [_reading(one) for one in item.readings],
        "question": item.question,
        "lookalikes": list(item.lookalikes),
        "suggestions": list(item.suggestions),
        "do_not_stop": item.do_not_stop,
        "emergency": [{"country": one.country, "when": one.when, "number": one.number} for one in context.emergency],
        "notes": list(item.notes),
    }


def _reading(item: ShownReading) -> Form:
    return {"name": item.name, "interactant": item.interactant, "level": item.level, "headline": item.headline or None}


def interaction_form(item: Statement) -> Form:
    """What is said of one pair."""
    signs = item.signs
    return {
        "id": item.id,
        "name": item.name,
        "level": item.level,
        "basis": item.basis,
        "headline": item.headline or None,
        "effect": item.effect or None,
        "management": item.management or None,
        "if_already_taking": item.if_already_taking or None,
        "timing": item.timing or None,
        "mechanism": list(item.mechanism),
        "evidence": item.evidence,
        "clinical": item.clinical or None,
        "levels": dict(item.levels),
        "red_flags": {
            "signs": list(signs.signs) if signs else [],
            "act": {**dict.fromkeys(PROMISED), **(signs.act if signs else {})},
            "citations": [citation_form(one) for one in signs.citations] if signs else [],
        },
        "questions": list(item.questions),
        "modifiers": list(item.modifiers),
        "ratings": [{"source": source, "says": says} for source, says in item.ratings],
        "disagreement": disagreement_form(item.disagreement),
        "citations": [citation_form(one) for one in item.citations],
        "basis_note": item.basis_note or None,
        "note": item.note or None,
    }


def _listed_interaction(item: Statement) -> Form:
    """A listing has an item for each level of an entry; `members` says whose it is."""
    return interaction_form(item) | {"members": list(item.names)}


def _section(section: ShownSection) -> Form:
    return {
        "id": section.id,
        "title": section.title,
        "records": [record_form(record) for record in section.records],
        "interactions": [_listed_interaction(item) for item in section.statements],
    }


def _why(answer: WhyAnswer) -> Form:
    records = [record_form(record) for record in answer.section.records]
    statements = [interaction_form(item) for item in answer.section.statements]
    members = [{"member": name, **item} for name, item in zip(answer.members, statements[1:], strict=True)]
    return {
        "record": (records + statements)[0],
        "cited_by": list(answer.cited_by),
        "section": answer.section.id or None,
        "members": members,
        "suggestions": [],
        "sources": cited_form(answer.sources),
    }


def _hit(hit: Hit) -> Form:
    return {"id": hit.id, "kind": hit.kind, "section": hit.section or None, "level": hit.level, "text": hit.text}


def _term(term: Explained) -> Form:
    return {"id": term.id, "group": term.group, "label": term.label, "meaning": term.meaning, "order": term.order}
