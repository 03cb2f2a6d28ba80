"""The rows of the tables that `export` writes, as they stand in a line of jsonl."""

from typing import Annotated, TypedDict

from valcli.output.schema.parts import Code, Country, InteractantId, Level, Only, Words


class NameRow(TypedDict):
    """A row of `export names`."""

    name: Annotated[str, "the name"]
    via: Annotated[str, Words("via"), "what sort of name it is"]
    country: Annotated[Country, "where it is sold"]
    kind: Annotated[str, Only(("interactant", "product", "known", "ambiguous", "medicine")), "what it leads to"]
    interactants: Annotated[list[str], "ids of the entries"]
    substances: Annotated[list[str], "official names"]
    rxcui: Annotated[list[str], "their concept ids in RxNorm"]
    form: Annotated[list[str], "forms inside the name"]
    everyday: Annotated[bool, "no medicine's name in a longer text"]
    old: Annotated[bool, "no longer sold"]
    unread: Annotated[bool, "confirmed by no source that was read"]


class InteractionRow(TypedDict):
    """A row of `export interactions`."""

    id: Annotated[InteractantId, "permanent id of the entry"]
    name: Annotated[str, "what it is called"]
    kind: Annotated[str, Words("interactant_kinds"), "what sort of thing it is"]
    substance: Annotated[str | None, "the substance; null for the entry as a whole"]
    rxcui: Annotated[Code | None, "its concept id in RxNorm"]
    level: Annotated[Level, "the strictest level"]
    level_us: Annotated[Level | None, "the level in the US"]
    level_uk: Annotated[Level | None, "the level in the UK"]
    basis: Annotated[str, Words("bases"), "what the level rests on"]
    mechanism: Annotated[list[Annotated[str, Words("mechanisms")]], "why it happens"]
    evidence: Annotated[Annotated[str, Words("evidence")] | None, "how it is known"]
    forms: Annotated[list[str], "forms for which it holds"]
    stop_risk: Annotated[bool, "whether stopping it suddenly can do harm"]
    sources: Annotated[list[str], "ids of the works"]


class FactRow(TypedDict):
    """A row of `export facts`."""

    id: Annotated[str, "permanent id"]
    section: Annotated[str, "section of the leaflet"]
    kind: Annotated[str, Words("record_kinds"), "which kind of record"]
    country: Annotated[Country, "where it holds"]
    audience: Annotated[str, Words("audiences"), "who it is for"]
    text: Annotated[str, "plain statement"]
    clinical: Annotated[str, "the exact statement"]
    sources: Annotated[list[str], "ids of the works"]


# a table of `export` -> its row
TABLES: dict[str, type] = {"names": NameRow, "interactions": InteractionRow, "facts": FactRow}
