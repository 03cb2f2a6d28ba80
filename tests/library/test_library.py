"""valcli as a library: the same answers as the command line, lazily, in constant memory."""

import ast
import csv
import io
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

import valcli
from conftest import ROOT, run
from program import Program
from valcli import library
from valcli.answers.names import Names
from valcli.store.fact_base import FactBase

# three hundred texts, made of what lists are made of: names, strengths, forms, joiners, codes, slips, blanks, other scripts
_NAMES = [
    "wine",
    "Codomol",
    "CODEINE",
    "methadone",
    "paracetamol",
    "guaifenesin",
    "sleeping pill",
    "calmazin",
    "zzzz",
    "rxcui:7001",
]
_AROUND = [
    "{}", "{} 30 mg", "{} 10 MG Oral Tablet", " {} ", '"{}"', "{} cream", "no {}", "{} / paracetamol", "{}, wine", "{} (Sandoz)",
    "{} 300-30 mg", "{}-free", "({}", "{} zz", "{};{}", "{}\u00e9", "{} \u00bd", "\u00ab{}\u00bb", "{},{}", "{}\u200b",
    "caf\u00e9 {}", "{} PRN", "{} 5%", "{} w/ codeine", "{}\x07", "{} tabs\t", "{}?", "{}!", "{}'s", "{} x",
]  # fmt: skip
TEXTS = [around.format(name, name) for around in _AROUND for name in _NAMES]


@pytest.fixture
def facts(tiny: Path) -> FactBase:
    return valcli.open_facts(tiny)


def rows_of(out: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(out, newline="")))[1:]


def test_one_answer_in_four_ways(tiny: Path, tmp_path: Path, facts: FactBase) -> None:
    """Typed, streamed, as a column of a table and through the library: 300 texts have one answer each."""
    assert len(set(TEXTS)) == 300
    options = ["--facts", str(tiny), "-f", "csv"]
    typed = rows_of(run("interactions", *TEXTS, *options).out)
    (tmp_path / "list").write_text("\n".join(TEXTS) + "\n", newline="")
    streamed = rows_of(run("interactions", "--from", str(tmp_path / "list"), *options).out)
    with (tmp_path / "table").open("w", newline="") as file:
        csv.writer(file).writerows([("id", "drug"), *enumerate(TEXTS)])
    column = rows_of(run("interactions", "--from", str(tmp_path / "table"), "--column", "drug", "--keep", "id", *options).out)
    asked = [list(valcli.row_of(answer).values()) for answer in valcli.answer_many(facts, TEXTS)]
    assert len(typed) == 300
    assert streamed == typed
    assert [row[1:] for row in column] == typed
    assert [row[0] for row in column] == [str(number) for number in range(300)]
    assert asked == typed
    assert [list(valcli.row_of(valcli.answer(facts, text)).values()) for text in TEXTS] == typed
    lines = [json.loads(line) for line in run("interactions", *TEXTS, "--facts", str(tiny), "-f", "jsonl").out.splitlines()]
    assert [(line["status"], line["level"] or "") for line in lines] == [(row[1], row[2]) for row in typed]


def test_an_answer_has_its_shape(facts: FactBase) -> None:
    """What the documentation promises of an answer."""
    answer = valcli.answer(facts, "Codomol 30/500 tabs PRN")
    assert isinstance(answer, valcli.NameAnswer)
    assert (answer.status, answer.level, answer.levels) == ("interaction", "avoid", {"us": "ask-first", "uk": "avoid"})
    assert [(one.ingredient, one.rxcui) for one in answer.resolved] == [("codeine", "7001"), ("paracetamol", None)]
    assert valcli.answer(facts, "codeine", country="us").level == "ask-first"
    assert valcli.answer(facts, "codein").suggestions == ("codeine",)
    assert valcli.search(facts, "may I drive").hits == valcli.search(facts, ["may", "I", "drive"]).hits
    assert [section.id for section in valcli.info(facts, "dosing", country="uk").sections] == ["dosing"]


def test_repeats_are_read_once(facts: FactBase, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text that comes again is not read again, and what is kept does not grow without end."""
    read: list[str] = []
    answer = Names.answer

    def counted(self: Names, asked: str) -> valcli.NameAnswer:
        read.append(asked)
        return answer(self, asked)

    monkeypatch.setattr(Names, "answer", counted)
    monkeypatch.setattr(library, "_MOST_KEPT", 3)
    statuses = [item.status for item in valcli.answer_many(facts, ["wine", None, "wine", "zzz", "wine", "codeine", "wine"])]
    assert statuses == [
        "interaction", "not-recognised", "interaction", "not-recognised", "interaction", "interaction", "interaction"
    ]  # fmt: skip
    assert read == ["wine", "", "zzz", "codeine", "wine"]


def test_answers_come_as_they_are_asked_for(facts: FactBase) -> None:
    """Names without end are answered one by one."""

    def names() -> Iterator[str]:
        while True:
            yield "wine"

    answers = valcli.answer_many(facts, names())
    assert [next(answers).status for _ in range(3)] == ["interaction"] * 3


def test_wrong_use(facts: FactBase, tmp_path: Path) -> None:
    """Errors have classes that can be caught, and come at once."""
    with pytest.raises(valcli.UsageProblem, match=r"no country 'mars'\. Countries: all, us, uk"):
        valcli.answer_many(facts, [], country="mars")
    with pytest.raises(TypeError, match="a name is a text, not int: 7"):
        list(valcli.answer_many(facts, [7]))
    missing = type("NAType", (), {})()
    assert [item.reason for item in valcli.answer_many(facts, [None, float("nan"), missing])] == ["empty"] * 3
    with pytest.raises(valcli.UsageProblem, match="no section 'nothing'"):
        valcli.info(facts, "nothing")
    with pytest.raises(valcli.FactsProblem):
        valcli.open_facts(tmp_path / "nothing")
    with pytest.raises(AttributeError, match="module 'valcli' has no attribute 'nothing'"):
        valcli.nothing  # type: ignore[attr-defined]  # noqa: B018


def test_facts_of_another_thread_are_not_called_damaged(tiny: Path) -> None:
    """Whoever asks from another thread than the one that opened the facts is told so, and what to do."""
    facts, told = valcli.open_facts(tiny), list[str]()

    def ask() -> None:
        with pytest.raises(valcli.FactsProblem) as problem:
            valcli.answer(facts, "wine")
        told.append(str(problem.value))

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert "open them in each thread" in told[0]
    assert "damaged" not in told[0]


def test_what_is_promised_is_there() -> None:
    """Each name that the library promises can be had."""
    assert all(hasattr(valcli, name) for name in valcli.__all__)
    assert set(valcli.__all__) == set(dir(valcli)) - {"__version__"}


def test_names_are_offered_alike() -> None:
    """The package, its stub for type checkers and the module name the same things."""
    stub = ast.parse((ROOT / "src" / "valcli" / "__init__.pyi").read_text())
    told = {alias.asname for node in stub.body if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert told == set(library.__all__) == set(dir(valcli)) - {"__version__"}
    for name in library.__all__:
        assert getattr(valcli, name) is getattr(library, name)
        assert getattr(valcli, name).__doc__


def test_only_what_is_used_is_loaded(installed: Program) -> None:
    """The library answers without Typer, Rich and, with the shipped facts, YAML."""
    done = installed.python("library.py")
    assert done.returncode == 0, done.stderr
    status, *loaded = done.stdout.decode().split()
    assert status == "interaction"
    assert loaded == []
