"""The published schemas, put to everything that is printed and to every fact file by a validator that is not ours."""

import copy
import functools
import json
import re
import typing
from collections.abc import Callable, Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from conftest import ROOT, commands, copy_tiny, run, takes
from valcli.editing.files import shipped_folder
from valcli.model.facts import Facts
from valcli.output.schema.documents import DOCUMENTS, LINES
from valcli.output.schema.fact_files import FACT_FILES
from valcli.output.schema.parts import InteractionForm
from valcli.output.schema.schemas import NAMES, schema
from valcli.store.fact_base import FactBase
from valcli.store.opening import words_of

EACH = 20  # of the names, one in so many
WORDS = words_of(shipped_folder())
# command lines that together print every kind of document
ASKED = [
    "info", "info danger", "info --list", "interactions", "interactions wine codeine zzzz", "interactions Codomol",
    "interactions calmazin Codomol paracetamol guaifenesin", "search sleepy", "search zzzz", "why box.stop", "why ix.opioids",
    "why zzzz", "sources", "sources label-us zzzz", "claims", "claims zzzz", "explain", "explain taper", "explain zzzz",
    "explain rules", "check",
]  # fmt: skip


def facts_of(line: str, tiny: Path) -> list[str]:
    """The option for the one command that reads the files anew."""
    return ["--facts", str(tiny)] if line.startswith("check") else []


@functools.cache
def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(schema(name, WORDS))


def faults(name: str, document: Any) -> list[str]:
    """What the schema of a name refuses, with its place."""
    return [f"{error.json_path}: {error.message[:200]}" for error in validator(name).iter_errors(document)]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("words", [WORDS, {}], ids=["words of the facts", "no facts"])
def test_a_schema_is_one(name: str, words: dict[str, list[str]]) -> None:
    """By the meta-schema of draft 2020-12; closed everywhere; each definition is used."""
    made = schema(name, words)
    Draft202012Validator.check_schema(made)
    text = json.dumps(made)
    for part in walk(made):
        if "properties" in part:
            assert part["additionalProperties"] is False
    assert [one for one in made.get("$defs", {}) if f'"#/$defs/{one}"' not in text] == []


def walk(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, dict):
        yield part
    for item in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from walk(item)


@pytest.mark.usefixtures("opened_tiny")
@pytest.mark.parametrize("line", ASKED)
def test_made_up_facts_give_valid_output(tiny: Path, line: str) -> None:
    """Every command, found and not found, as a document and line by line."""
    command = line.split()[0]
    out = run(*line.split(), *facts_of(line, tiny), "--json")
    assert faults(command, out.json) == []
    for text in run(*line.split(), *facts_of(line, tiny), "-f", "jsonl").out.splitlines():
        assert faults(f"{command}.line", json.loads(text)) == []


def test_every_command_with_json_has_a_schema() -> None:
    """A new command is asked for its shape."""
    with_json = {name for name in commands() if "json" in takes(name)}
    assert with_json == set(DOCUMENTS) == set(LINES)


def test_a_problem_is_valid(tmp_path: Path) -> None:
    """`check` of facts with a fault, and of facts that do not load."""
    folder = copy_tiny(tmp_path / "facts")
    path = folder / "sections" / "danger.yaml"
    good = path.read_text()
    for change in ("Take 5.0 mg.", "\n:"):
        path.write_text(good.replace("Ask your doctor.", f"Ask your doctor. {change}"))
        document = run("check", "--facts", str(folder), "--json").json
        assert document["problems"]
        assert faults("check", document) == []
        for text in run("check", "--facts", str(folder), "-f", "jsonl").out.splitlines():
            assert faults("check.line", json.loads(text)) == []


def test_a_comparison_is_valid(tiny: Path, tmp_path: Path) -> None:
    """`diff` of facts with a level that became milder, as a document and line by line."""
    folder = copy_tiny(tmp_path / "facts")
    path = folder / "interactions" / "alcohol.yaml"
    path.write_text(path.read_text().replace("level: avoid", "level: be-careful", 1))
    words = ["diff", str(tiny), str(folder)]
    document = run(*words, "--json").json
    assert document["changes"]
    assert faults("diff", document) == []
    for text in run(*words, "-f", "jsonl").out.splitlines():
        assert faults("diff.line", json.loads(text)) == []


@pytest.mark.usefixtures("opened_tiny")
@pytest.mark.parametrize(
    "line", ["interactions --bogus", "info nothing", "can I drink", "I took too many", "interactions wine --country mars"]
)
def test_an_error_is_valid(line: str) -> None:
    """The object at the end of stderr, for a program that reads along."""
    told = run(*line.split(), "--json").err.splitlines()[-1]
    assert faults("error", json.loads(told)) == []
    assert faults("error", json.loads(told) | {"reason": "other"})


def test_a_rule_is_valid_without_facts(tmp_path: Path) -> None:
    """What can be explained where the facts can't be read says null for what it does not know of them."""
    (tmp_path / "facts.yaml").write_text("broken")
    document = run("explain", "H12", "--facts", str(tmp_path), "--json").json
    assert document["facts"] == {"version": None, "reviewed": None, "medicine": None, "shipped": False}
    assert faults("explain", document) == []


@pytest.mark.usefixtures("opened_tiny")
@pytest.mark.parametrize("name", ["names", "interactions", "facts"])
def test_tables_are_valid(name: str) -> None:
    """Every row of every table."""
    rows = run("export", name, "-f", "jsonl").out.splitlines()
    assert rows
    check = validator("export.line")
    assert [error.message for row in rows for error in check.iter_errors(json.loads(row))] == []


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize("command", ["info", "interactions", "sources", "claims", "explain", "search can I drive"])
@pytest.mark.parametrize("country", ["all", "us"])
def test_real_facts_give_valid_output(command: str, country: str) -> None:
    """All that is known, as a document; its lines hold the same."""
    words = command.split()
    document = run(*words, *(["--country", country] if "country" in takes(words[0]) else []), "--json").json
    assert faults(words[0], document) == []


@pytest.mark.usefixtures("shipped")
def test_answers_to_interactants_and_names_are_valid(real: Facts, real_base: FactBase, tmp_path: Path) -> None:
    """Every interactant by its name, and one in twenty of all names, as a document and as a stream."""
    names = [item.name for item in real.interactants] + sorted(set(real_base.all_names()))[::EACH]
    assert faults("interactions", run("interactions", *names, "--json").json) == []
    (tmp_path / "names").write_text("\n".join(names), encoding="utf-8")
    check = validator("interactions.line")
    lines = run("interactions", "--from", str(tmp_path / "names"), "-f", "jsonl").out.splitlines()
    assert [line["line"] for line in map(json.loads, lines)] == list(range(1, len(names) + 1))
    assert [error.message for line in lines[::5] for error in check.iter_errors(json.loads(line))] == []


def doctored(change: Callable[[Any], None], document: Any) -> Any:
    changed = copy.deepcopy(document)
    change(changed)
    return changed


def put(*path: str | int, value: object) -> Callable[[Any], None]:
    """A change: another value in a place."""

    def change(document: Any) -> None:
        *way, last = path
        for step in way:
            document = document[step]
        document[last] = value

    return change


def drop(*path: str | int) -> Callable[[Any], None]:
    """A change: a key that is gone."""

    def change(document: Any) -> None:
        *way, last = path
        for step in way:
            document = document[step]
        del document[last]

    return change


ANSWER, SAID = ("answers", 0), ("answers", 0, "interactions", 0)
# a command line, and what is changed in its document
DOCTORED: list[tuple[str, Callable[[Any], None]]] = [
    ("interactions wine", put("schema_version", value=2)),
    ("interactions wine", put("schema_version", value="1")),
    ("interactions wine", put("command", value="info")),
    ("interactions wine", put("tool", "name", value="other")),
    ("interactions wine", put("facts", "reviewed", value="30 Nov 2026")),
    ("interactions wine", drop("facts", "shipped")),
    ("interactions wine", put("extra", value=1)),
    ("interactions wine", drop("notice")),
    ("interactions wine", put("coverage", "asked", value="1")),
    ("interactions wine", put(*ANSWER, "status", value="safe")),
    ("interactions wine", put(*ANSWER, "status", value=None)),
    ("interactions wine", put(*ANSWER, "level", value="fine")),
    ("interactions wine", put(*ANSWER, "level", value="")),
    ("interactions wine", put(*ANSWER, "advice", value="")),
    ("interactions wine", drop(*ANSWER, "emergency")),
    ("interactions wine", put(*ANSWER, "unread", value="x")),
    ("interactions wine", put(*ANSWER, "reason", value="other")),
    ("interactions wine", put(*ANSWER, "resolved", 0, "rxcui", value=7052)),
    ("interactions wine", put(*ANSWER, "resolved", 0, "via", value="guess")),
    ("interactions wine", put(*SAID, "id", value="alcohol")),
    ("interactions wine", put(*SAID, "kind", value="substance")),
    ("interactions wine", put(*SAID, "levels", "mars", value="avoid")),
    ("interactions wine", put(*SAID, "levels", "us", value="severe")),
    ("interactions wine", put(*SAID, "evidence", value="not known")),
    ("interactions wine", put(*SAID, "citations", 0, "read", value="guessed")),
    ("interactions wine", drop(*SAID, "citations", 0, "locator")),
    ("interactions wine", put("sources", 0, "issued", value="3 Feb 2022")),
    ("interactions wine", put("sources", 0, "issued", value="2022-13")),
    ("interactions wine", put("sources", 0, "accessed", value="2022-02")),
    ("interactions wine", put("sources", 0, "authority", value="1")),
    ("info dosing", put("sections", 0, "records", 0, "amount", "low", value="2")),
    ("info dosing", put("sections", 0, "records", 0, "kind", value="fact")),
    ("info dosing", drop("sections", 0, "records", 0, "as_printed")),
    ("info dosing", put("sections", 0, "records", 0, "frequency", "low", value=1.5)),
    ("info --list", put("sections", 0, "records", value=[])),
    ("search calmazin", put("hits", 0, "kind", value="advert")),
    ("why box.stop", put("record", value={})),
    ("explain taper", put("terms", 0, "order", value=None)),
    ("claims", put("claims", 0, "verdict", value="true")),
    ("claims", put("claims", 0, "id", value="s2-54")),
]


@pytest.mark.usefixtures("opened_tiny")
@pytest.mark.parametrize(("line", "change"), DOCTORED, ids=range(len(DOCTORED)))
def test_a_doctored_document_is_refused(tiny: Path, line: str, change: Callable[[Any], None]) -> None:
    """One wrong value, one key too many or one too few."""
    document = run(*line.split(), *facts_of(line, tiny), "--json").json
    assert faults(line.split()[0], document) == []
    changed = doctored(change, document)
    assert changed != document
    assert faults(line.split()[0], changed)


@pytest.mark.usefixtures("opened_tiny")
def test_a_doctored_line_is_refused() -> None:
    """A line without its kind, of another kind, with a key of a document."""
    line = json.loads(run("interactions", "wine", "-f", "jsonl").out)
    assert list(line)[:3] == ["schema_version", "facts_version", "kind"]
    assert faults("interactions.line", line) == []
    for change in (drop("kind"), put("kind", value="interaction"), put("coverage", value={}), put("line", value="1")):
        assert faults("interactions.line", doctored(change, line))
    assert faults("interactions.line", doctored(put("line", value=1), line)) == []


@pytest.mark.usefixtures("opened_tiny")
def test_keys_are_written_in_the_order_of_the_schema() -> None:
    """What a person reads in the schema stands in that order in the answer."""
    document = run("interactions", "wine", "--json").json
    assert list(document["answers"][0]["interactions"][0]) == list(typing.get_type_hints(InteractionForm))
    ordered = schema("interactions", WORDS)["anyOf"]
    assert isinstance(ordered, list)
    assert list(document) == list(ordered[0]["properties"])


class CoreLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML as editors read it (1.2, core schema): dates and `on` are texts."""


CoreLoader.yaml_implicit_resolvers = {
    key: [(tag, pattern) for tag, pattern in pairs if tag.rsplit(":")[-1] in ("int", "float", "null")]
    for key, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
CoreLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


def fact_files() -> list[Path]:
    return sorted((ROOT / "facts").rglob("*.yaml"))


@pytest.mark.parametrize("kind", FACT_FILES)
def test_fact_files_are_valid(kind: str) -> None:
    """The shipped files of each kind, read as an editor reads them."""
    files = [path for path in fact_files() if fnmatch(str(path.relative_to(ROOT / "facts")), FACT_FILES[kind].files)]
    assert files
    check = validator(f"facts.{kind}")
    for path in files:
        read = yaml.load(path.read_text(encoding="utf-8"), CoreLoader)  # noqa: S506  of our own
        assert [f"{path.name} {error.json_path}: {error.message[:200]}" for error in check.iter_errors(read)] == []


def test_every_fact_file_is_of_one_kind() -> None:
    """None is left out, and none has two schemas."""
    for path in fact_files():
        name = str(path.relative_to(ROOT / "facts"))
        assert len([kind for kind, file in FACT_FILES.items() if fnmatch(name, file.files)]) == 1, name


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("section", put("records", 0, "kind", value="opinion")),
        ("section", put("records", 0, "country", value="mars")),
        ("section", drop("records", 0, "citations")),
        ("section", put("records", 0, "citations", value=[])),
        ("section", put("headline", value="x")),
        ("interaction", put("level", value="severe")),
        ("interaction", put("level", value={"mars": "avoid"})),
        ("interaction", put("id", value="alcohol")),
        ("interaction", put("stop_risk", value="yes")),
        ("sources", put(0, "authority", value=7)),
        ("sources", put(0, "accessed", value="yesterday")),
        ("vocabulary", put("levels", 0, "colour", value="red")),
    ],
)
def test_a_doctored_fact_file_is_refused(kind: str, change: Callable[[Any], None]) -> None:
    """As `check` would, while it is typed."""
    path = next(path for path in fact_files() if fnmatch(str(path.relative_to(ROOT / "facts")), FACT_FILES[kind].files))
    read = yaml.load(path.read_text(encoding="utf-8"), CoreLoader)  # noqa: S506  of our own
    assert faults(f"facts.{kind}", read) == []
    assert faults(f"facts.{kind}", doctored(change, read))


def test_schema_command(tiny: Path, tmp_path: Path) -> None:
    """Names without a name; a schema with the words of the facts in use, and with any word where there are none."""
    assert run("schema").out.splitlines() == list(NAMES)
    made = run("schema", "interactions.line", "--facts", str(tiny))
    assert (made.json, made.code, made.err) == (schema("interactions.line", WORDS), 0, "")
    assert made.out.isascii()
    assert run("schema", "interactions.line", "--facts", str(tmp_path)).json == schema("interactions.line", {})
    wrong = run("schema", "interaction")
    assert (wrong.code, wrong.out) == (2, "")
    assert wrong.err.startswith("valcli: no schema 'interaction'. Did you mean interactions? Schemas: check, ")
