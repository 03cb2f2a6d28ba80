"""Records, works and claims as rows of the plain format."""

from collections.abc import Iterator

from valcli.answers.types import ListedSource
from valcli.model.leaflet import AdverseReaction, Amount, Claim, Dose, Question, Record, WithdrawalSign
from valcli.model.shared import Citation, Disagreement
from valcli.text.stated import date_of, stated, with_date

Row = tuple[str, str, str, str, str, str]
Field = tuple[str, str]


def record_rows(section: str, record: Record) -> Iterator[Row]:
    """The rows of a record of the leaflet."""
    fields: list[Field] = [("text", record.text), ("clinical", record.clinical), *_of_kind(record)]
    fields += [("audience", record.audience)] if record.audience != "patient" else []
    fields += [("group", record.group)] if record.group else []
    fields += [("alias", alias) for alias in record.aliases]
    fields += disagreement_fields(record.disagreement)
    fields += [("citation", cited(citation)) for citation in record.citations]
    yield from ((section, record.kind, record.country, record.id, field, said) for field, said in fields)
    for item in record.occurrence if isinstance(record, AdverseReaction) else ():
        said = f"{stated(item.band) or '-'}: {stated(item.figure) or '-'} ({item.form})"
        yield (section, record.kind, item.country, record.id, "occurrence", said)
        for citation in item.citations:
            yield (section, record.kind, item.country, record.id, "citation", cited(citation))


def _of_kind(record: Record) -> Iterator[Field]:
    match record:
        case Dose():
            yield from _of_dose(record)
        case AdverseReaction():
            yield from (("name", record.name), ("urgency", record.urgency))
        case WithdrawalSign():
            yield from (("timing", record.timing), ("when", stated(record.when) or "-"), ("urgency", record.urgency))
        case Question():
            yield from (("about", target) for target in record.about)


def _of_dose(dose: Dose) -> Iterator[Field]:
    yield from (("indication", dose.indication), ("population", dose.population))
    yield from (("route", dose.route), ("form", dose.form), ("as_printed", dose.as_printed))
    if dose.amount:
        yield "amount", _amount(dose.amount)
    yield from (("step", f"{_amount(step.amount)}: {step.when}") for step in dose.steps)
    yield from ((field, said) for field, said in (("relative", dose.relative), ("action", dose.action)) if said)
    if dose.frequency:
        yield "frequency", f"{_range(dose.frequency.low, dose.frequency.high)} per {dose.frequency.per}"
    if dose.maximum:
        yield "maximum", f"{dose.maximum.amount} {dose.maximum.unit} per {dose.maximum.per}"
    yield "duration", stated(dose.duration) or "-"


def _amount(amount: Amount) -> str:
    return f"{_range(amount.low, amount.high)} {amount.unit} per {amount.per}"


def _range(low: str, high: str) -> str:
    return low if low == high else f"{low} to {high}"


def source_rows(listed: ListedSource) -> Iterator[Row]:
    """The rows of a work; what is not known of it has a row too."""
    source = listed.source
    told = {"publisher": stated(source.publisher), "issued": date_of(source.issued), "accessed": stated(source.accessed)}
    told |= {"identifier": stated(source.identifier), "url": stated(source.url), "authority": str(source.authority)}
    note = with_date(source.issued, source.note)
    fields: list[Field] = [("title", source.title), *((field, said or "-") for field, said in told.items())]
    fields += [("note", note)] if note else []
    fields += [("cited_by", one) for one in listed.cited_by]
    yield from (("sources", source.type, "", source.id, field, said) for field, said in fields)


def claim_rows(claim: Claim) -> Iterator[Row]:
    """The rows of a claim."""
    fields: list[Field] = [("claim", claim.claim), ("reason", claim.reason), *(("fact", fact) for fact in claim.facts)]
    yield from ((claim.article, claim.verdict, "", claim.id, field, said) for field, said in fields)


def disagreement_fields(item: Disagreement | None) -> list[Field]:
    """Sources that differ: what about, each side, which is shown."""
    if item is None:
        return []
    said = [("disagreement", item.question)]
    for number, one in enumerate(item.positions, start=1):
        said.append(("position", f"{number}: {one.says}"))
        said += [("citation", cited(citation)) for citation in one.citations]
    return [*said, ("shown", f"{item.shown}: {item.reason}")]


def cited(citation: Citation) -> str:
    """A citation in one cell."""
    return f"{citation.source}: {citation.locator} ({citation.read})"
