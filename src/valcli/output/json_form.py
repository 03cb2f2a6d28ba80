"""The JSON form, version 1: written by hand, so that facts may change and scripts need not.

Keys stand in the order of this file and are all always there; what is empty is `[]` or
null. The text is ASCII: the same bytes in every locale. `output/schema/` holds the types of all
that is written here, docs/json.md documents it and `tests/output/test_contract.py` pins it.
"""

import json
import re
from collections.abc import Iterator, Mapping

from valcli import __version__
from valcli.answers.found import ClaimsAnswer, ExplainAnswer, Explained, Hit, SearchAnswer
from valcli.answers.frame import Context
from valcli.answers.types import (
    Answer,
    FoundAnswer,
    InfoAnswer,
    LeafletAnswer,
    ListingAnswer,
    NamesAnswer,
    SectionListAnswer,
    ShownSection,
    SourcesAnswer,
    UnknownAnswer,
    WhyAnswer,
)
from valcli.output.json_names import (
    answer_form,
    combined_form,
    duplicate_form,
    emergency_form,
    interaction_form,
    listed_interaction,
)
from valcli.output.json_records import cited_form, claim_form, listed_form, part_form, record_form
from valcli.text.stated import stated

TYPE_CHECKING = False  # the same as typing's, which a stream of names does not need
if TYPE_CHECKING:
    from valcli.output.schema.documents import (
        ClaimsOwn,
        ExplainOwn,
        Head,
        InfoOwn,
        LeafletOwn,
        ListingOwn,
        NamesOwn,
        SearchOwn,
        SectionForm,
        SourcesOwn,
        TitleForm,
        TitlesOwn,
        UnknownForm,
        WhyOwn,
    )
    from valcli.output.schema.parts import HitForm, MemberForm, TermForm

Form = Mapping[str, object]
SCHEMA_VERSION = 1
_HALVES = re.compile(r"\\\\|\\ud[89ab]..\\ud[c-f]..|(\\ud[89a-f]..)")  # a stroke, a pair, and half of one


def write(answer: Answer) -> str:
    """The whole answer as one JSON document with one final newline."""
    return _sound(json.dumps(document(answer), ensure_ascii=True, allow_nan=False, indent=2)) + "\n"


def write_lines(answer: Answer) -> str:
    """One answer, record, interaction or source a line, each after the two versions and what it is."""
    return "".join(f"{compact(line)}\n" for line in lines(answer))


def lines(answer: Answer) -> Iterator[Form]:
    """The lines as plain values; a record or a hit says itself what it is."""
    head = line_head(answer.context)
    for kind, item in _items(answer):
        yield {**head, "kind": kind, **item}


def line_head(context: Context) -> dict[str, object]:
    """How every line begins."""
    return {"schema_version": SCHEMA_VERSION, "facts_version": stated(context.version)}


def compact(form: Form) -> str:
    """Plain values as JSON on one line."""
    return _sound(json.dumps(form, ensure_ascii=True, allow_nan=False, separators=(",", ":")))


def _sound(text: str) -> str:
    """JSON with the replacement character for each byte that was no UTF-8: half a pair of surrogates is no character."""
    return _HALVES.sub(lambda found: found[0] if found[1] is None else r"\ufffd", text) if r"\ud" in text else text


def document(answer: Answer) -> Form:
    """The answer as plain values, in the order of the printed keys."""
    return {**_head(answer.context), **_own(answer)}


def _head(context: Context) -> "Head":
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "valcli", "version": __version__},
        "facts": {
            "version": stated(context.version),
            "reviewed": stated(context.reviewed),
            "medicine": stated(context.medicine),
            "shipped": context.shipped,
        },
        "command": context.command,
        "request": context.request,
        "notice": context.notice,
    }


def _own(answer: Answer) -> Form:
    """The keys of the command itself, and the sources that it cites."""
    match answer:
        case NamesAnswer():
            return _names(answer)
        case ListingAnswer():
            return _listing(answer)
        case InfoAnswer():
            return _info(answer)
        case LeafletAnswer():
            return _leaflet(answer)
        case SectionListAnswer():
            return _titles(answer)
        case WhyAnswer() | UnknownAnswer():
            return _why(answer)
        case SearchAnswer():
            return _search(answer)
        case ExplainAnswer():
            return _explain(answer)
        case ClaimsAnswer():
            return _claims(answer)
        case SourcesAnswer():
            return _sources(answer)


def _items(answer: Answer) -> Iterator[tuple[str, Form]]:
    """What stands in the lines, and what each is."""
    match answer:
        case NamesAnswer():
            yield from (("answer", answer_form(answer.context, item)) for item in answer.answers)
        case LeafletAnswer():
            yield from _items(answer.names)
        case InfoAnswer():
            for section in answer.sections:
                yield from (("record", {"section": section.id, **record_form(record)}) for record in section.records)
                yield from (("interaction", {"section": section.id, **listed_interaction(item)}) for item in section.statements)
        case ListingAnswer():
            yield from (("interaction", listed_interaction(item)) for item in answer.statements)
        case SourcesAnswer():
            yield from (("source", listed_form(item)) for item in answer.sources)
        case SearchAnswer():
            yield from (("hit", _hit(hit)) for hit in answer.hits)
        case ExplainAnswer():
            yield from (("term", _term(term)) for term in answer.terms)
        case ClaimsAnswer():
            yield from (("claim", claim_form(claim)) for claim in answer.claims)
        case SectionListAnswer():
            yield from (("section", _title(item)) for item in answer.sections)
        case WhyAnswer() | UnknownAnswer():
            yield "why", {key: value for key, value in _why(answer).items() if key != "sources"}


def _names(answer: NamesAnswer) -> "NamesOwn":
    combined = answer.combined
    return {
        "coverage": {
            "asked": len(answer.answers),
            "answered": sum(item.answered for item in answer.answers),
            "substances_known": answer.substances_known,
            "checked_with": answer.context.medicine,
        },
        "answers": [answer_form(answer.context, item) for item in answer.answers],
        "duplicates": [duplicate_form(item) for item in answer.duplicates],
        "combined": combined_form(combined) if combined else None,
        "joined": list(answer.joined),
        "sources": cited_form(answer.sources),
    }


def _leaflet(answer: LeafletAnswer) -> "LeafletOwn":
    names = _names(answer.names)
    return {
        "coverage": names["coverage"],
        "answers": names["answers"],
        "duplicates": names["duplicates"],
        "combined": names["combined"],
        "joined": names["joined"],
        "parts": [part_form(part) for part in answer.parts if not part.is_place],
        "sources": cited_form(answer.sources),
    }


def _listing(answer: ListingAnswer) -> "ListingOwn":
    shown = [listed_interaction(item) for item in answer.statements]
    return {"interactions": shown, "sources": cited_form(answer.sources)}


def _info(answer: InfoAnswer) -> "InfoOwn":
    return {"sections": [_section(item) for item in answer.sections], "sources": cited_form(answer.sources)}


def _titles(answer: SectionListAnswer) -> "TitlesOwn":
    return {"sections": [_title(item) for item in answer.sections], "sources": []}


def _section(section: ShownSection) -> "SectionForm":
    return {
        "id": section.id,
        "title": section.title,
        "records": [record_form(record) for record in section.records],
        "interactions": [listed_interaction(item) for item in section.statements],
    }


def _title(section: ShownSection) -> "TitleForm":
    return {"id": section.id, "title": section.title, "aliases": list(section.aliases)}


def _why(answer: WhyAnswer | UnknownAnswer) -> "WhyOwn":
    if isinstance(answer, UnknownAnswer):
        near = list(answer.suggestions)
        return {"record": None, "cited_by": [], "section": None, "members": [], "suggestions": near, "sources": []}
    records = [record_form(record) for record in answer.section.records]
    statements = [interaction_form(item) for item in answer.section.statements]
    members: list[MemberForm] = [{"member": name, **item} for name, item in zip(answer.members, statements[1:], strict=True)]
    return {
        "record": records[0] if records else statements[0],
        "cited_by": list(answer.cited_by),
        "section": answer.section.id or None,
        "members": members,
        "suggestions": [],
        "sources": cited_form(answer.sources),
    }


def _search(answer: SearchAnswer) -> "SearchOwn":
    return {
        "hits": [_hit(hit) for hit in answer.hits],
        "nearest": [_hit(hit) for hit in answer.nearest],
        "missing": list(answer.missing),
        "suggestions": list(answer.suggestions),
        "read_as": list(answer.read_as),
        "known": list(answer.known) if isinstance(answer, FoundAnswer) else [],
        "own": (answer.own or None) if isinstance(answer, FoundAnswer) else None,
        "emergency": emergency_form(answer.context),
        "sources": [],
    }


def _explain(answer: ExplainAnswer) -> "ExplainOwn":
    return {"terms": [_term(term) for term in answer.terms], "suggestions": list(answer.suggestions), "sources": []}


def _claims(answer: ClaimsAnswer) -> "ClaimsOwn":
    claims = [claim_form(claim) for claim in answer.claims]
    return {"claims": claims, "sources": cited_form(tuple(answer.articles.values()))}


def _sources(answer: SourcesAnswer) -> "SourcesOwn":
    unknown: list[UnknownForm] = [{"asked": asked, "suggestions": list(near)} for asked, near in answer.unknown.items()]
    return {"sources": [listed_form(item) for item in answer.sources], "unknown": unknown}


def _hit(hit: Hit) -> "HitForm":
    return {"id": hit.id, "kind": hit.kind, "section": hit.section or None, "level": hit.level, "text": hit.text}


def _term(term: Explained) -> "TermForm":
    return {"id": term.id, "group": term.group, "label": term.label, "meaning": term.meaning, "order": term.order}
