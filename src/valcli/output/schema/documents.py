"""What each command prints as `json`, and what stands in a line of its `jsonl`."""

from typing import Annotated, TypedDict

from valcli.output.schema.page import PartForm
from valcli.output.schema.parts import (
    AnswerForm,
    CitedSourceForm,
    ClaimForm,
    CombinedForm,
    Day,
    DuplicateForm,
    EmergencyForm,
    HitForm,
    InteractionForm,
    ListedInteractionForm,
    ListedSourceForm,
    MemberForm,
    Only,
    TermForm,
)
from valcli.output.schema.records import AnyRecord
from valcli.output.schema.reports import ChangeForm, CheckOwn, DiffOwn, FixedForm, ProblemForm


class ToolForm(TypedDict):
    """The program."""

    name: Annotated[str, Only(("valcli",)), "its name"]
    version: Annotated[str, "its version"]


class FactsForm(TypedDict):
    """The facts in use; null where they could not be read."""

    version: Annotated[str | None, "their version"]
    reviewed: Annotated[Day | None, "day of the last review"]
    medicine: Annotated[str | None, "generic name of the medicine"]
    shipped: Annotated[bool, "whether they came with the program"]


class Head(TypedDict):
    """How every document begins."""

    schema_version: Annotated[int, "version of these shapes"]
    tool: Annotated[ToolForm, "the program"]
    facts: Annotated[FactsForm, "the facts in use"]
    command: Annotated[str, "the command"]
    request: Annotated[dict[str, object], "what was asked, as it was typed"]
    notice: Annotated[str | None, "education, not advice, and numbers to call"]


class _Cited(TypedDict):
    sources: Annotated[list[CitedSourceForm], "the works cited, by id"]


class CoverageForm(TypedDict):
    """How much of what was asked could be answered."""

    asked: Annotated[int, "names"]
    answered: Annotated[int, "those of them that were answered"]
    substances_known: Annotated[int, "substances in the facts"]
    checked_with: Annotated[str, "the medicine that each name was checked with; names are not checked with each other"]


class _Answers(TypedDict):
    coverage: Annotated[CoverageForm, "how much could be answered"]
    answers: Annotated[list[AnswerForm], "one for each name, in the order asked"]
    duplicates: Annotated[list[DuplicateForm], "ingredients that several names hold"]
    combined: Annotated[CombinedForm | None, "the one warning above answers that add up"]
    joined: Annotated[list[str], "neighbouring names that make one known name"]


class NamesOwn(_Answers, _Cited):
    """`interactions NAME`."""


class _Parts(TypedDict):
    parts: Annotated[list[PartForm], "the rest of the page, in printed order"]


class LeafletOwn(_Answers, _Parts, _Cited):
    """`leaflet`."""


class _Listing(TypedDict):
    interactions: Annotated[list[ListedInteractionForm], "all, by level, then name"]


class ListingOwn(_Listing, _Cited):
    """`interactions`."""


class SectionForm(TypedDict):
    """A section of the leaflet."""

    id: Annotated[str, "permanent id"]
    title: Annotated[str, "heading"]
    records: Annotated[list[AnyRecord], "its statements"]
    interactions: Annotated[list[ListedInteractionForm], "interactions that it lists"]


class _Info(TypedDict):
    sections: Annotated[list[SectionForm], "in the order of the leaflet"]


class InfoOwn(_Info, _Cited):
    """`info`."""


class TitleForm(TypedDict):
    """A section by its names."""

    id: Annotated[str, "permanent id"]
    title: Annotated[str, "heading"]
    aliases: Annotated[list[str], "other words that find it"]


class _Titles(TypedDict):
    sections: Annotated[list[TitleForm], "in the order of the leaflet"]


class TitlesOwn(_Titles, _Cited):
    """`info --list`."""


class WhyPart(TypedDict):
    """One statement; `record` is null when no statement has the id."""

    record: Annotated[AnyRecord | InteractionForm | None, "the statement"]
    cited_by: Annotated[list[str], "ids of what leans on it"]
    section: Annotated[str | None, "section of the leaflet"]
    members: Annotated[list[MemberForm], "substances of an entry that have a level of their own"]
    suggestions: Annotated[list[str], "near ids"]


class WhyOwn(WhyPart, _Cited):
    """`why`."""


class _Search(TypedDict):
    hits: Annotated[list[HitForm], "best first"]
    nearest: Annotated[list[HitForm], "where nothing answers"]
    missing: Annotated[list[str], "words that nothing here is about"]
    suggestions: Annotated[list[str], "near words"]
    read_as: Annotated[list[str], "for words that stand nowhere: the words for which they were taken"]
    known: Annotated[list[str], "names of the question that are known without a statement"]
    own: Annotated[str | None, "another medicine of which the question asks what is not here: its own dose, use or side effects"]
    emergency: Annotated[list[EmergencyForm], "numbers to call, those of the country asked for first"]


class SearchOwn(_Search, _Cited):
    """`search`."""


class _Terms(TypedDict):
    terms: Annotated[list[TermForm], "the words"]
    suggestions: Annotated[list[str], "near words"]


class ExplainOwn(_Terms, _Cited):
    """`explain`."""


class _Claims(TypedDict):
    claims: Annotated[list[ClaimForm], "the claims"]


class ClaimsOwn(_Claims, _Cited):
    """`claims`."""


class UnknownForm(TypedDict):
    """An id that no work has."""

    asked: Annotated[str, "what was asked"]
    suggestions: Annotated[list[str], "near ids"]


class _Sources(TypedDict):
    sources: Annotated[list[ListedSourceForm], "the works, by id"]
    unknown: Annotated[list[UnknownForm], "ids that no work has"]


class SourcesOwn(_Sources):
    """`sources`."""


class Versions(TypedDict):
    """How every line of `jsonl` begins."""

    schema_version: Annotated[int, "version of these shapes"]
    facts_version: Annotated[str | None, "version of the facts"]


class LineNumber(TypedDict):
    """Of a stream of names."""

    line: Annotated[int, "number of the line, from 1"]


class Kind(TypedDict):
    """Of every line but those of tables, which have a column of that name."""

    kind: Annotated[str, "what the line is"]


class InSection(TypedDict):
    """Of a statement that is listed with its section."""

    section: Annotated[str, "section of the leaflet"]


# a command -> the documents that it prints, each behind the head
DOCUMENTS: dict[str, tuple[type, ...]] = {
    "info": (InfoOwn, TitlesOwn),
    "interactions": (NamesOwn, ListingOwn),
    "search": (SearchOwn,),
    "leaflet": (LeafletOwn,),
    "why": (WhyOwn,),
    "sources": (SourcesOwn,),
    "claims": (ClaimsOwn,),
    "explain": (ExplainOwn,),
    "check": (CheckOwn,),
    "diff": (DiffOwn,),
}
# a command -> the kinds of its lines, each with the parts of which it is made; records stand for all of their kinds
LINES: dict[str, dict[str, tuple[object, ...]]] = {
    "info": {"record": (InSection, AnyRecord), "interaction": (InSection, ListedInteractionForm), "section": (TitleForm,)},
    "interactions": {"answer": (AnswerForm,), "interaction": (ListedInteractionForm,)},
    "search": {"hit": (HitForm,)},
    "leaflet": {"answer": (AnswerForm,)},
    "why": {"why": (WhyPart,)},
    "sources": {"source": (ListedSourceForm,)},
    "claims": {"claim": (ClaimForm,)},
    "explain": {"term": (TermForm,)},
    "check": {"problem": (ProblemForm,), "fixed": (FixedForm,)},
    "diff": {"change": (ChangeForm,)},
}
