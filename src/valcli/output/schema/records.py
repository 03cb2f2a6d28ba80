"""The records of the leaflet in JSON output: keys that every one has, then those of its kind."""

from typing import Annotated, TypedDict

from valcli.output.schema.parts import CitationForm, Country, DisagreementForm, Number, RecordId, Words


class RecordForm(TypedDict):
    """A statement of the leaflet."""

    id: Annotated[RecordId, "permanent id"]
    kind: Annotated[str, Words("record_kinds"), "which kind of record"]
    group: Annotated[str | None, "sub-heading under which it stands"]
    country: Annotated[Country, "where it holds"]
    audience: Annotated[str, Words("audiences"), "who it is for"]
    text: Annotated[str, "plain statement"]
    clinical: Annotated[str, "the exact statement, for a pharmacist"]
    aliases: Annotated[list[str], "other words for the same thing"]
    disagreement: Annotated[DisagreementForm | None, "sources that differ on it"]
    citations: Annotated[list[CitationForm], "where it was read; the one that decides stands first"]


class AmountForm(TypedDict):
    """How much, as the source prints it."""

    low: Annotated[Number, "lowest figure"]
    high: Annotated[Number, "highest figure"]
    unit: Annotated[str, Words("units"), "unit of both"]
    per: Annotated[str, Words("per"), "what it is for"]


class StepForm(TypedDict):
    """One amount of a dose that changes with time."""

    amount: Annotated[AmountForm, "how much"]
    when: Annotated[str, "when it holds"]


class FrequencyForm(TypedDict):
    """How often."""

    low: Annotated[int, "fewest times"]
    high: Annotated[int, "most times"]
    per: Annotated[str, Words("periods"), "in which time"]


class MaximumForm(TypedDict):
    """The most that the source allows."""

    amount: Annotated[Number, "figure"]
    unit: Annotated[str, Words("units"), "its unit"]
    per: Annotated[str, Words("periods"), "in which time"]


class DoseForm(RecordForm):
    """A dose for one use, population, route, form and country; `as_printed` is what people are shown."""

    indication: Annotated[str, Words("indications"), "what it is for"]
    population: Annotated[str, Words("populations"), "for whom"]
    route: Annotated[str, Words("routes"), "how it enters the body"]
    form: Annotated[str, Words("forms"), "dosage form"]
    as_printed: Annotated[str, "the range in words, as the source gives it"]
    amount: Annotated[AmountForm | None, "the range"]
    steps: Annotated[list[StepForm], "amounts that change with time"]
    relative: Annotated[Annotated[str, Words("relative_doses")] | None, "a share of another dose"]
    action: Annotated[Annotated[str, Words("dose_actions")] | None, "an instruction in place of an amount"]
    frequency: Annotated[FrequencyForm | None, "how often"]
    maximum: Annotated[MaximumForm | None, "the most that the source states"]
    duration: Annotated[str | None, "for how long"]


class OccurrenceForm(TypedDict):
    """How often a side effect was seen, by one source."""

    band: Annotated[Annotated[str, Words("bands")] | None, "CIOMS band"]
    figure: Annotated[str | None, "the number as printed"]
    form: Annotated[str, Words("forms"), "dosage form that it is about"]
    country: Annotated[Country, "whose text says so"]
    citations: Annotated[list[CitationForm], "where it was read"]


class AdverseReactionForm(RecordForm):
    """A side effect."""

    name: Annotated[str, "what a patient calls it"]
    occurrence: Annotated[list[OccurrenceForm], "how often, by source"]
    urgency: Annotated[str, Words("urgencies"), "how soon to tell somebody"]


class WithdrawalSignForm(RecordForm):
    """A sign of withdrawal."""

    timing: Annotated[str, Words("timings"), "when it belongs"]
    when: Annotated[str | None, "the time as the source gives it"]
    urgency: Annotated[str, Words("urgencies"), "how soon to tell somebody"]


class QuestionForm(RecordForm):
    """A question to ask a doctor or pharmacist."""

    about: Annotated[list[str], "ids of the records behind it"]


# the word of `kind` -> the record
RECORDS: dict[str, type] = {
    "fact": RecordForm,
    "dose": DoseForm,
    "adverse-reaction": AdverseReactionForm,
    "withdrawal-sign": WithdrawalSignForm,
    "question": QuestionForm,
}
AnyRecord = RecordForm | DoseForm | AdverseReactionForm | WithdrawalSignForm | QuestionForm
