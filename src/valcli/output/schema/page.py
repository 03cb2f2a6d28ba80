"""The parts of the page to hand over."""

from typing import Annotated, TypedDict

from valcli.model.shared import _ID
from valcli.output.schema.parts import CitationForm, Country, Of, Words
from valcli.output.schema.records import AnyRecord


class SignsForm(TypedDict):
    """A set of signs that ask for help, and what to do then."""

    id: Annotated[Annotated[str, Of(_ID)], "permanent id"]
    name: Annotated[str, "heading"]
    urgency: Annotated[str, Words("urgencies"), "how soon"]
    signs: Annotated[list[str], "what to look for"]
    act: Annotated[dict[Country, str | None], "what to do, by country"]
    citations: Annotated[list[CitationForm], "where it was read"]


class PartForm(TypedDict):
    """A part of the page."""

    title: Annotated[str, "heading"]
    signs: Annotated[list[SignsForm], "signs and whom to call"]
    records: Annotated[list[AnyRecord], "its statements"]
