"""Records, citations and sources in the JSON form; the keys stand in the order of this file."""

from typing import Any

from valcli.answers.types import ListedSource, ShownPart
from valcli.model.leaflet import AdverseReaction, Claim, Dose, Question, Record, WithdrawalSign
from valcli.model.shared import Citation, Disagreement, Source

Form = dict[str, Any]
PROMISED = ("us", "uk", "ie")  # countries whose keys version 1 always has; others come when the facts have them


def record_form(record: Record) -> Form:
    """Keys that every record has, then those of its kind."""
    common: Form = {
        "id": record.id,
        "kind": record.kind,
        "group": record.group or None,
        "country": record.country,
        "audience": record.audience,
        "text": record.text,
        "clinical": record.clinical,
        "aliases": list(record.aliases),
        "disagreement": disagreement_form(record.disagreement),
        "citations": [citation_form(one) for one in record.citations],
    }
    match record:
        case Dose():
            return common | _dose(record)
        case AdverseReaction():
            return common | {"name": record.name, "occurrence": _occurrences(record), "urgency": record.urgency}
        case WithdrawalSign():
            return common | {"timing": record.timing, "when": record.when, "urgency": record.urgency}
        case Question():
            return common | {"about": list(record.about)}
        case _:
            return common


def _dose(dose: Dose) -> Form:
    steps = [{"amount": _amount(step.amount), "when": step.when} for step in dose.steps]
    often, most = dose.frequency, dose.maximum
    return {
        "indication": dose.indication,
        "population": dose.population,
        "route": dose.route,
        "form": dose.form,
        "as_printed": dose.as_printed,
        "amount": _amount(dose.amount) if dose.amount else None,
        "steps": steps,
        "relative": dose.relative or None,
        "action": dose.action or None,
        "frequency": {"low": often.low, "high": often.high, "per": often.per} if often else None,
        "maximum": {"amount": most.amount, "unit": most.unit, "per": most.per} if most else None,
        "duration": dose.duration,
    }


def _amount(amount: Any) -> Form:
    return {"low": amount.low, "high": amount.high, "unit": amount.unit, "per": amount.per}


def _occurrences(record: AdverseReaction) -> list[Form]:
    return [
        {
            "band": one.band,
            "figure": one.figure,
            "form": one.form,
            "country": one.country,
            "citations": [citation_form(citation) for citation in one.citations],
        }
        for one in record.occurrence
    ]


def claim_form(claim: Claim) -> Form:
    """A claim of a web article."""
    return {
        "id": claim.id,
        "article": claim.article,
        "claim": claim.claim,
        "verdict": claim.verdict,
        "reason": claim.reason,
        "facts": list(claim.facts),
    }


def disagreement_form(item: Disagreement | None) -> Form | None:
    """Sources that differ, or null."""
    if item is None:
        return None
    positions = [{"says": one.says, "citations": [citation_form(two) for two in one.citations]} for one in item.positions]
    return {"question": item.question, "positions": positions, "shown": item.shown, "reason": item.reason}


def citation_form(citation: Citation) -> Form:
    """A place in a source."""
    return {"source": citation.source, "locator": citation.locator, "read": citation.read}


def cited_form(sources: tuple[Source, ...]) -> list[Form]:
    """The sources that an answer cites, by id."""
    return [source_form(source) | {"note": source.note or None} for source in sources]


def source_form(source: Source) -> Form:
    """One work."""
    return {
        "id": source.id,
        "type": source.type,
        "title": source.title,
        "publisher": source.publisher,
        "issued": source.issued,
        "accessed": source.accessed,
        "identifier": source.identifier,
        "url": source.url,
        "authority": source.authority,
    }


def listed_form(item: ListedSource) -> Form:
    """One work and what leans on it."""
    return source_form(item.source) | {"cited_by": list(item.cited_by), "note": item.source.note or None}


def part_form(part: ShownPart) -> Form:
    """A part of the page to hand over."""
    signs: list[Form] = [
        {
            "id": one.id,
            "name": one.name,
            "urgency": one.urgency,
            "signs": list(one.signs),
            "act": {**dict.fromkeys(PROMISED), **one.act},
            "citations": [citation_form(cited) for cited in one.citations],
        }
        for one in part.signs
    ]
    return {"title": part.title, "signs": signs, "records": [record_form(record) for record in part.records]}
