"""Records, citations and sources in the JSON form; the keys stand in the order of this file."""

from valcli.answers.types import ListedSource
from valcli.model.leaflet import AdverseReaction, Amount, Claim, Dose, Question, Record, WithdrawalSign
from valcli.model.shared import Citation, Disagreement, Source
from valcli.text.stated import date_of, stated, with_date

TYPE_CHECKING = False  # the same as typing's, which a stream of names does not need
if TYPE_CHECKING:
    from valcli.output.schema.parts import (
        CitationForm,
        CitedSourceForm,
        ClaimForm,
        DisagreementForm,
        ListedSourceForm,
        PositionForm,
        SourceForm,
    )
    from valcli.output.schema.records import AmountForm, AnyRecord, DoseForm, OccurrenceForm, RecordForm, StepForm


def record_form(record: Record) -> "AnyRecord":
    """Keys that every record has, then those of its kind."""
    common: RecordForm = {
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
            return _dose(common, record)
        case AdverseReaction():
            return {**common, "name": record.name, "occurrence": _occurrences(record), "urgency": record.urgency}
        case WithdrawalSign():
            return {**common, "timing": record.timing, "when": stated(record.when), "urgency": record.urgency}
        case Question():
            return {**common, "about": list(record.about)}
        case _:
            return common


def _dose(common: "RecordForm", dose: Dose) -> "DoseForm":
    steps: list[StepForm] = [{"amount": _amount(step.amount), "when": step.when} for step in dose.steps]
    often, most = dose.frequency, dose.maximum
    return {
        **common,
        "indication": dose.indication,
        "population": dose.population,
        "route": dose.route,
        "form": dose.form,
        "as_printed": dose.as_printed,
        "amount": _amount(dose.amount) if dose.amount else None,
        "steps": steps,
        "relative": dose.relative or None,
        "action": dose.action or None,
        "frequency": {"low": int(often.low), "high": int(often.high), "per": often.per} if often else None,
        "maximum": {"amount": _number(most.amount), "unit": most.unit, "per": most.per} if most else None,
        "duration": stated(dose.duration),
    }


def _amount(amount: Amount) -> "AmountForm":
    return {"low": _number(amount.low), "high": _number(amount.high), "unit": amount.unit, "per": amount.per}


def _number(figure: str) -> int | float:
    """A figure as a number; how the source prints it stands in `as_printed`."""
    return int(figure) if figure.isdecimal() else float(figure)


def _occurrences(record: AdverseReaction) -> "list[OccurrenceForm]":
    return [
        {
            "band": stated(one.band),
            "figure": stated(one.figure),
            "form": one.form,
            "country": one.country,
            "citations": [citation_form(citation) for citation in one.citations],
        }
        for one in record.occurrence
    ]


def claim_form(claim: Claim) -> "ClaimForm":
    """A claim of a web article."""
    return {
        "id": claim.id,
        "article": claim.article,
        "claim": claim.claim,
        "verdict": claim.verdict,
        "reason": claim.reason,
        "facts": list(claim.facts),
    }


def disagreement_form(item: Disagreement | None) -> "DisagreementForm | None":
    """Sources that differ, or null."""
    if item is None:
        return None
    positions: list[PositionForm] = [
        {"says": one.says, "citations": [citation_form(two) for two in one.citations]} for one in item.positions
    ]
    return {
        "question": item.question,
        "positions": positions,
        "shown": item.shown,
        "reason": item.reason,
        "audience": item.audience,
    }


def citation_form(citation: Citation) -> "CitationForm":
    """A place in a source."""
    return {"source": citation.source, "locator": citation.locator, "read": citation.read}


def cited_form(sources: tuple[Source, ...]) -> "list[CitedSourceForm]":
    """The sources that an answer cites, by id."""
    return [{**source_form(source), "note": with_date(source.issued, source.note)} for source in sources]


def source_form(source: Source) -> "SourceForm":
    """One work."""
    return {
        "id": source.id,
        "type": source.type,
        "title": source.title,
        "publisher": stated(source.publisher),
        "issued": date_of(source.issued),
        "accessed": stated(source.accessed),
        "identifier": stated(source.identifier),
        "url": stated(source.url),
        "authority": source.authority,
    }


def listed_form(item: ListedSource) -> "ListedSourceForm":
    """One work and what leans on it."""
    source = item.source
    return {**source_form(source), "cited_by": list(item.cited_by), "note": with_date(source.issued, source.note)}
