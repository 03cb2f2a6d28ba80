"""The promise to scripts: keys, their order, statuses, columns and bytes of version 1."""

import json
import re
from pathlib import Path
from typing import Any, get_type_hints

import pytest

from conftest import ROOT, copy_tiny, run
from valcli import __version__
from valcli.editing.files import shipped_folder
from valcli.output.formats import FORMATS
from valcli.output.schema import documents, parts, records
from valcli.store.opening import words_of

PAGE = (ROOT / "docs" / "json.md").read_text()
HEAD = ["schema_version", "tool", "facts", "command", "request", "notice"]
ANSWER = ["asked", "status", "level", "reason", "resolved", "form", "unread", "interactions", "readings", "question",
          "lookalikes", "suggestions", "do_not_stop", "emergency", "notes"]  # fmt: skip
RESOLVED = ["interactant", "name", "matched", "via", "ingredient", "rxcui", "country", "form"]
INTERACTION = ["id", "kind", "name", "level", "basis", "headline", "effect", "management", "if_already_taking", "timing",
               "mechanism", "evidence", "clinical", "levels", "red_flags", "questions", "modifiers", "ratings", "disagreement",
               "citations", "basis_note", "note"]  # fmt: skip
RECORD = ["id", "kind", "group", "country", "audience", "text", "clinical", "aliases", "disagreement", "citations"]
KINDS = {
    "fact": [],
    "dose": ["indication", "population", "route", "form", "as_printed", "amount", "steps", "relative", "action", "frequency",
             "maximum", "duration"],
    "adverse-reaction": ["name", "occurrence", "urgency"],
    "withdrawal-sign": ["timing", "when", "urgency"],
    "question": ["about"],
}  # fmt: skip
SOURCE = ["id", "type", "title", "publisher", "issued", "accessed", "identifier", "url", "authority"]
DISAGREEMENT = ["question", "positions", "shown", "reason", "audience"]
READING = ["name", "interactant", "level", "headline"]
DUPLICATE = ["ingredient", "names", "perhaps"]
# a command line -> the keys of its document, between the head and the sources that it cites
OWN = {
    "interactions wine": ["coverage", "answers", "duplicates", "combined", "joined"],
    "interactions": ["interactions"],
    "leaflet wine": ["coverage", "answers", "duplicates", "combined", "joined", "parts"],
    "info": ["sections"],
    "info --list": ["sections"],
    "why box.stop": ["record", "cited_by", "section", "members", "suggestions"],
    "why box.nothing": ["record", "cited_by", "section", "members", "suggestions"],
    "sources": ["sources", "unknown"],
    "search sleepy": ["hits", "nearest", "missing", "suggestions", "read_as", "known", "own", "emergency"],
    "explain taper": ["terms", "suggestions"],
    "claims": ["claims"],
}


# words of closed lists that scripts compare with; new facts may add some, and none goes without a new version
ENUMS = {
    "levels": "avoid ask-first be-careful no-known-problem",
    "statuses": "interaction none-known no-data ambiguous same-medicine partial not-recognised",
    "reasons": "not-in-facts turned-round empty too-long control-characters encoding",
    "via": "generic brand patient-word slang product code",
    "read": "seen mirror second",
    "bases": "label regulator health-service guideline reference study project",
    "evidence": "observed class-effect theoretical",
    "verdicts": "confirmed corrected unsupported promotional",
    "record_kinds": "fact dose adverse-reaction withdrawal-sign question",
    "hit_kinds": "interaction term",
    "audiences": "patient professional",
    "countries": "us uk ie au eu any",
    "urgencies": "routine tell-prescriber same-day emergency",
    "per": "dose day",
    "units": "mg mg-per-kg mcg-per-kg",
}


def form(tiny: Path, *arguments: str) -> Any:
    return run(*arguments, "--facts", str(tiny), "--json").json


@pytest.mark.parametrize("line", OWN)
def test_head_of_every_document(tiny: Path, line: str) -> None:
    """Every document opens with the same keys, then the command's own, then its sources."""
    document = form(tiny, *line.split())
    assert list(document) == HEAD + (OWN[line] if line == "sources" else [*OWN[line], "sources"])
    assert document["schema_version"] == 1
    assert document["tool"] == {"name": "valcli", "version": __version__}
    assert document["command"] == line.split()[0]


def test_request_is_echoed(tiny: Path) -> None:
    """What was asked comes back as it was typed."""
    assert form(tiny, "interactions", "WINE", "--country", "uk")["request"] == {"names": ["WINE"], "country": "uk"}
    assert form(tiny, "info", "dose")["request"] == {"sections": ["dose"], "country": "all"}


def test_keys_of_an_answer(tiny: Path) -> None:
    """All keys are always there, in one order, in each of the six states."""
    names = ["wine", "paracetamol", "guaifenesin", "sleeping pill", "calmazin", "zzzz"]
    document = form(tiny, "interactions", *names)
    assert document["coverage"] == {"asked": 6, "answered": 3, "substances_known": 12, "checked_with": "calmazin"}
    assert [item["asked"] for item in document["answers"]] == names
    assert [item["status"] for item in document["answers"]] == [
        "interaction",
        "none-known",
        "no-data",
        "ambiguous",
        "same-medicine",
        "not-recognised",
    ]
    for item in document["answers"]:
        assert list(item) == ANSWER
        assert all(list(one) == RESOLVED for one in item["resolved"])
        for interaction in item["interactions"]:
            assert list(interaction) == INTERACTION
            assert list(interaction["levels"]) == ["us", "uk"]
            assert list(interaction["red_flags"]) == ["signs", "act", "citations"]
            assert list(interaction["red_flags"]["act"]) == ["us", "uk", "ie"]


@pytest.mark.parametrize(
    ("asked", "interactant", "ingredient", "rxcui"),
    [("rxcui:7001", "ix.opioids", "codeine", "7001"), (" RXCUI: 7002", None, "guaifenesin", "7002")],
)
def test_a_code_is_a_name(tiny: Path, asked: str, interactant: str | None, ingredient: str, rxcui: str) -> None:
    """The RxNorm concept id of a substance leads where its name does; only how it was found differs."""
    by_code, by_name = form(tiny, "interactions", asked, ingredient)["answers"]
    assert by_code["resolved"] == [
        {"interactant": interactant, "name": by_name["resolved"][0]["name"], "matched": f"rxcui:{rxcui}", "via": "code",
         "ingredient": ingredient, "rxcui": rxcui, "country": "any", "form": None}
    ]  # fmt: skip
    assert by_name["resolved"][0]["rxcui"] == rxcui
    told = [key for key in by_code if key not in ("asked", "resolved")]
    assert [by_code[key] for key in told] == [by_name[key] for key in told]


@pytest.mark.parametrize("asked", ["rxcui:7003", "rxcui:70010", "rxcui:", "rxcui:codeine", "rxcui:07001", "rxcui:7001 codeine"])
def test_an_unknown_code_is_nothing_like_a_known_one(tiny: Path, asked: str) -> None:
    """It is not recognised, nothing is suggested for it, and a note tells which codes are known."""
    (answer,) = form(tiny, "interactions", asked)["answers"]
    assert (answer["status"], answer["reason"], answer["resolved"]) == ("not-recognised", "not-in-facts", [])
    assert (answer["suggestions"], answer["level"]) == ([], None)
    assert answer["notes"][0].startswith("Only codes of single substances are known here.")


def test_keys_of_a_set(tiny: Path) -> None:
    """What several names add up to, what stands twice in them, and what a name that asks back may mean."""
    document = form(tiny, "interactions", "wine", "codeine", "Codomol", "sleeping pill")
    assert list(document["combined"]) == ["names", *INTERACTION, "depends"]
    assert [list(item) for item in document["duplicates"]] == [DUPLICATE, DUPLICATE]
    assert [list(item) for item in document["answers"][3]["readings"]] == [READING] * 3
    assert form(tiny, "interactions", "wine")["duplicates"] == []


def test_answer_whole(tiny: Path) -> None:
    """One answer to the letter."""
    document = form(tiny, "interactions", "wine")
    assert document["answers"] == [
        {
            "asked": "wine",
            "status": "interaction",
            "level": "avoid",
            "reason": None,
            "resolved": [
                {
                    "interactant": "ix.alcohol",
                    "name": "Alcohol",
                    "matched": "wine",
                    "via": "patient-word",
                    "ingredient": None,
                    "rxcui": None,
                    "country": "any",
                    "form": None,
                }
            ],
            "form": None,
            "unread": [],
            "interactions": [
                {
                    "id": "ix.alcohol",
                    "kind": "interaction",
                    "name": "Alcohol",
                    "level": "avoid",
                    "basis": "health-service",
                    "headline": None,
                    "effect": "Both slow the brain.",
                    "management": "Do not drink while you take calmazin.",
                    "if_already_taking": "Do not drive.",
                    "timing": "It also matters between doses.",
                    "mechanism": ["cns-depression"],
                    "evidence": "observed",
                    "clinical": "Additive CNS depression.",
                    "levels": {"us": "avoid", "uk": "avoid"},
                    "red_flags": {
                        "signs": ["cannot be woken", "slow breaths"],
                        "act": {"us": "Call 911 now.", "uk": "Call 999 now.", "ie": None},
                        "citations": [{"source": "service-uk", "locator": "when to call", "read": "seen"}],
                    },
                    "questions": ["When may I drink again?"],
                    "modifiers": ["Age makes it worse."],
                    "ratings": [{"source": "study-1", "says": "Measured as strong"}],
                    "disagreement": None,
                    "citations": [
                        {"source": "service-uk", "locator": "alcohol", "read": "seen"},
                        {"source": "label-us", "locator": "section 7", "read": "seen"},
                        {"source": "study-1", "locator": "abstract", "read": "mirror"},
                        {"source": "study-1", "locator": "table 2", "read": "mirror"},
                    ],
                    "basis_note": None,
                    "note": None,
                }
            ],
            "readings": [],
            "question": None,
            "lookalikes": [],
            "suggestions": [],
            "do_not_stop": "Do not stop a prescribed medicine suddenly: ask first.",
            "emergency": [
                {"country": "us", "when": "emergency", "number": "911"},
                {"country": "uk", "when": "emergency", "number": "999"},
            ],
            "notes": [],
        }
    ]
    assert [source["id"] for source in document["sources"]] == ["label-us", "service-uk", "study-1"]


def test_keys_of_records(tiny: Path) -> None:
    """Every record has the common keys, then those of its kind."""
    document = form(tiny, "info")
    for section in document["sections"]:
        assert list(section) == ["id", "title", "records", "interactions"]
        for record in section["records"]:
            assert list(record) == RECORD + KINDS[record["kind"]]
    assert {record["kind"] for section in document["sections"] for record in section["records"]} == set(KINDS)


def test_dose_whole(tiny: Path) -> None:
    """A dose is typed, as the source prints it, never calculated."""
    dose = form(tiny, "info", "dosing")["sections"][0]["records"][0]
    assert {key: dose[key] for key in KINDS["dose"]} == {
        "indication": "muscle-spasm",
        "population": "adult",
        "route": "oral",
        "form": "tablet",
        "as_printed": "2 to 10 mg 3 times a day",
        "amount": {"low": 2, "high": 10, "unit": "mg", "per": "dose"},
        "steps": [],
        "relative": None,
        "action": None,
        "frequency": {"low": 3, "high": 3, "per": "day"},
        "maximum": {"amount": 30, "unit": "mg", "per": "day"},
        "duration": None,
    }


def test_keys_of_sources(tiny: Path) -> None:
    """A source says who, what, when and where; with ids also what leans on it."""
    cited = form(tiny, "interactions", "wine")["sources"][0]
    assert list(cited) == [*SOURCE, "note"]
    listed = form(tiny, "sources", "service-uk")["sources"][0]
    assert list(listed) == [*SOURCE, "cited_by", "note"]
    assert "ix.alcohol" in listed["cited_by"]


def test_country_filters_records(tiny: Path) -> None:
    """`--country` keeps that country's and what holds anywhere; professional records stay in JSON."""
    ids = [record["id"] for section in form(tiny, "info", "--country", "us")["sections"] for record in section["records"]]
    assert "dose.us-spasm" in ids
    assert "dose.uk-spasm" not in ids
    assert "dose.us-rectal" in ids
    assert "box.stop" in ids


def test_chosen_country_comes_first_in_emergency(tiny: Path) -> None:
    """All numbers are always there, the chosen country's first."""
    answer = form(tiny, "interactions", "wine", "--country", "uk")["answers"][0]
    assert [item["country"] for item in answer["emergency"]] == ["uk", "us"]


@pytest.mark.parametrize("arguments", [["interactions", "wine", "caf\u00e9 \u202e"], ["info"], ["sources"]])
def test_json_is_ascii_with_one_final_newline(tiny: Path, arguments: list[str]) -> None:
    """No raw control, bidirectional or other letter, in any locale."""
    for name in ("json", "jsonl"):
        out = run(*arguments, "--facts", str(tiny), "--format", name).out
        assert out.isascii()
        assert re.fullmatch(r"[ -~\n]*", out)
        assert out.endswith("\n")
        assert not out.endswith("\n\n")


@pytest.mark.parametrize(
    ("arguments", "count", "kind", "keys"),
    [
        (["interactions", "wine", "zzzz"], 2, "answer", ANSWER),
        (["interactions"], 5, "interaction", [*INTERACTION, "members"]),
        (["info", "danger"], 2, None, ["section", *RECORD]),
        (["info", "--list"], 4, "section", ["id", "title", "aliases"]),
        (["sources"], 4, "source", [*SOURCE, "cited_by", "note"]),
        (["search", "calmazin"], 0, None, ["id", "section", "level", "text"]),
        (["explain", "taper"], 1, "term", ["id", "group", "label", "meaning", "order"]),
        (["claims"], 2, "claim", ["id", "article", "claim", "verdict", "reason", "facts"]),
        (["why", "box.stop"], 1, "why", ["record", "cited_by", "section", "members", "suggestions"]),
    ],
)
def test_jsonl_is_one_item_a_line(tiny: Path, arguments: list[str], count: int, kind: str | None, keys: list[str]) -> None:
    """Each line stands alone, after the two versions and what it is: its own kind, where it has one."""
    lines = [json.loads(line) for line in run(*arguments, "--facts", str(tiny), "--format", "jsonl").out.splitlines()]
    if arguments == ["interactions"]:
        assert {line["id"] for line in lines} == {"ix.alcohol", "ix.opioids", "ix.paracetamol"}
    elif count:
        assert len(lines) == count
    assert lines
    for line in lines:
        assert list(line) == ["schema_version", "facts_version", "kind", *(key for key in keys if key != "kind")]
        assert line["kind"] == kind if kind else line["kind"] in {*KINDS, "interaction", "term"}
        assert (line["schema_version"], line["facts_version"]) == (1, "1.2.3")


@pytest.mark.parametrize(
    "arguments",
    [["interactions", "wine", "codeine", "zzzz", "a\tb", "sleeping pill"], ["interactions"], ["info"], ["info", "--list"],
     ["sources"], ["sources", "label-us", "x"], ["why", "dose.us-spasm"], ["why", "ix.opioids"], ["why", "x"]],
)  # fmt: skip
def test_plain_has_six_columns(tiny: Path, arguments: list[str]) -> None:
    """Always six columns, none empty, and the last row is the notice with the numbers."""
    rows = run(*arguments, "--facts", str(tiny), "--format", "plain").rows
    assert {len(row) for row in rows} == {6}
    assert all(cell for row in rows for cell in row)
    assert rows[-1][1] == "notice"
    assert "911 (US), 999 (UK)" in rows[-1][5]


def test_plain_whole(tiny: Path) -> None:
    """One answer to the letter."""
    assert run("interactions", "paracetamol", "--facts", str(tiny), "--format", "plain").out == (
        "paracetamol\tnone-known\tno-known-problem\t-\tstatus\tA source that we read looked at it together with "
        "calmazin, or lists the two as used together, and found no problem. That is no promise for you.\n"
        "paracetamol\tnone-known\tno-known-problem\tix.paracetamol\tresolved\tparacetamol\n"
        "paracetamol\tnone-known\tany\tix.paracetamol\tmatched\tparacetamol\n"
        "paracetamol\tnone-known\tany\tix.paracetamol\tvia\tgeneric\n"
        "paracetamol\tnone-known\tany\tix.paracetamol\trxcui\t-\n"
        "paracetamol\tnone-known\tno-known-problem\tix.paracetamol\tname\tParacetamol\n"
        "paracetamol\tnone-known\tno-known-problem\tix.paracetamol\teffect\tA study saw no change.\n"
        "paracetamol\tnone-known\tno-known-problem\tix.paracetamol\tmanagement\tFollow the pack.\n"
        "paracetamol\tnone-known\tno-known-problem\tix.paracetamol\tbasis\tstudy\n"
        "paracetamol\tnone-known\tno-known-problem\tix.paracetamol\tmechanism\tnone-known\n"
        "paracetamol\tnone-known\tno-known-problem\tix.paracetamol\tevidence\tobserved\n"
        "paracetamol\tnone-known\tus\tix.paracetamol\tlevel\tno-known-problem\n"
        "paracetamol\tnone-known\tuk\tix.paracetamol\tlevel\tno-known-problem\n"
        "paracetamol\tnone-known\tno-known-problem\tix.paracetamol\tcitation\tstudy-1: abstract (mirror)\n"
        "paracetamol\tnone-known\tus\t-\temergency\t911\n"
        "paracetamol\tnone-known\tuk\t-\temergency\t999\n"
        "-\tcoverage\t-\t-\tasked\t1\n"
        "-\tcoverage\t-\t-\tanswered\t1\n"
        "-\tcoverage\t-\t-\tsubstances_known\t12\n"
        "-\tcoverage\t-\t-\tchecked_with\tcalmazin\n"
        "-\tnotice\t-\t-\tnotice\tFacts 1.2.3 (not the shipped ones), reviewed 2026-01-31. "
        "Made-up facts for tests: education, not medical advice. "
        "Emergency: 911 (US), 999 (UK).\n"
    )


def test_no_format_loses_a_sign_or_a_number(tiny: Path) -> None:
    """Danger signs and emergency numbers stand in every format."""
    for name in set(FORMATS) - {"csv"}:  # a table for data, with level and status and no advice
        out = run("interactions", "wine", "--facts", str(tiny), "--format", name).out
        for needed in ("cannot be woken", "slow breaths", "911", "999"):
            assert needed in out, name


def test_clinical_changes_text_only(tiny: Path) -> None:
    """JSON and plain are the same bytes with and without `--clinical`."""
    for name in ("json", "jsonl", "plain"):
        bare = run("info", "--facts", str(tiny), "--format", name).out
        assert run("info", "--clinical", "--facts", str(tiny), "--format", name).out == bare
    assert run("info", "--clinical", "--facts", str(tiny)).out != run("info", "--facts", str(tiny)).out


def test_words_that_scripts_compare_with_stay() -> None:
    """Every word of version 1 is still there."""
    words = words_of(shipped_folder())
    gone = {group: sorted(set(told.split()) - set(words[group])) for group, told in ENUMS.items()}
    assert {group: some for group, some in gone.items() if some} == {}


def test_types_of_the_output_are_the_keys() -> None:
    """The types, of which the schemas are made, name the keys that are pinned here, in their order."""
    pinned: dict[type, list[str]] = {
        parts.AnswerForm: ANSWER,
        parts.ResolvedForm: RESOLVED,
        parts.InteractionForm: INTERACTION,
        parts.ReadingForm: READING,
        parts.DuplicateForm: DUPLICATE,
        parts.ListedSourceForm: [*SOURCE, "cited_by", "note"],
        documents.Head: HEAD,
        **{form: RECORD + KINDS[kind] for kind, form in records.RECORDS.items()},
    }
    assert [(form, list(get_type_hints(form))) for form in pinned] == list(pinned.items())


def documented() -> dict[str, tuple[list[str], dict[str, list[str]]]]:
    """What the table of keys in docs/json.md says of each thing: its keys, and the keys within those, where it names them."""
    part = PAGE[PAGE.index("| of | keys |") : PAGE.index("\n`fixed` of `check --fix`")]
    rows = re.findall(r"^\| (.+?) \| (.+) \|$", part, re.MULTILINE)[1:]
    inner = {of: re.findall(r"`(\w+)` \((\w+(?:, \w+)*)\)", cell) for of, cell in rows}
    keys = {of: re.findall(r"`(\w+)`", re.sub(r"\(.*?\)", "", cell)) for of, cell in rows}
    return {of: (keys[of], {key: names.split(", ") for key, names in inner[of]}) for of in keys}


def test_the_page_documents_every_key(tiny: Path) -> None:
    """Each row of the table in docs/json.md holds the keys of that thing, all of them, in their order."""
    told = {of: keys for of, (keys, _) in documented().items()}
    checked = list(form(tiny, "check"))
    compared = run("diff", str(tiny), str(tiny), "--json").json
    assert told == {
        "`interactions NAME`": OWN["interactions wine"],
        "`interactions`": OWN["interactions"],
        "`leaflet`": OWN["leaflet wine"],
        "signs of a part": list(form(tiny, "leaflet")["parts"][0]["signs"][0]),
        "a reading": READING,
        "a duplicate": DUPLICATE,
        "`combined`": ["names", "depends"],
        "a listed interaction also": ["members"],
        "an answer": ANSWER,
        "a resolved name": RESOLVED,
        "an interaction": INTERACTION,
        "`info`": OWN["info"],
        "a record": RECORD,
        **{f"of kind `{kind}` also": keys for kind, keys in KINDS.items() if keys},
        "a disagreement": DISAGREEMENT,
        "a citation": ["source", "locator", "read"],
        "a source": [*SOURCE, "cited_by", "note"],
        "`sources`": OWN["sources"],
        "`why`": OWN["why box.stop"],
        "`search`": OWN["search sleepy"],
        "`explain`": OWN["explain taper"],
        "`claims`": OWN["claims"],
        "`check`": checked[len(HEAD) : -1],
        "`diff`": [*compared][len(HEAD) : -1],
    }
    head = re.search(r"It starts with (.*), then the command's own keys, then `sources`", PAGE)
    assert head
    assert re.findall(r"`(\w+)`", head[1]) == HEAD
    assert re.findall(r"\((.*?)\)", head[1]) == [", ".join(form(tiny, "info")["facts"])]


@pytest.mark.parametrize(
    ("of", "line"),
    [
        ("`interactions NAME`", "interactions wine"),
        ("`leaflet`", "leaflet"),
        ("`info`", "info"),
        ("`search`", "search dose"),
        ("`explain`", "explain taper"),
        ("`claims`", "claims"),
        ("`check`", "check"),
    ],
)
def test_the_page_documents_the_keys_within(tiny: Path, tmp_path: Path, of: str, line: str) -> None:
    """What stands in brackets behind a key is what its value holds."""
    folder = tiny
    if line == "check":  # that something is found
        folder = copy_tiny(tmp_path / "facts")
        path = folder / "sections" / "danger.yaml"
        path.write_text(path.read_text().replace("Ask your doctor.", "Ask your doctor. Take 5.0 mg."))
    document = form(folder, *line.split())
    inner = documented()[of][1]
    assert inner
    for key, names in inner.items():
        first = document[key][0] if isinstance(document[key], list) else document[key]
        assert list(first) == names, key
