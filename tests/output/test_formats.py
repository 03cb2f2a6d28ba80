"""Every format at every command: each gives something, plain loses nothing, fields can be chosen."""

import csv
import io
import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from conftest import commands, run, takes
from program import Program
from valcli.cli.options import COMPARED, EXPORTED, FORMATS, REPORTED
from valcli.output.fields import STREAM
from valcli.store.fact_base import FactBase
from valcli.text.stated import date_of, with_date

# what each command is asked; one that answers and one that does not
ASKED = {
    "info": ["", "dosing", "--list"],
    "interactions": ["", "wine Codomol zzzz", "calmazin codein"],
    "leaflet": ["", "wine Codomol zzzz"],
    "search": ["drive", "zzzz"],
    "why": ["dose.us-spasm", "ix.opioids", "se.drowsy", "zzzz"],
    "sources": ["", "label-us zzzz"],
    "claims": ["", "zzzz"],
    "explain": ["", "taper", "zzzz"],
    "export": ["names"],
    "check": [""],
    "diff": ["FACTS FACTS"],
}
OTHER_FACTS = "valcli: answered from facts 1.2.3, not the shipped ones\n"
LIMITED = {"export": EXPORTED, "check": REPORTED, "diff": COMPARED}  # commands that do not have all formats
pytestmark = pytest.mark.usefixtures("opened_tiny")
LINES = [f"{command} {words}".strip() for command, asked in ASKED.items() for words in asked]


def words_of(line: str, tiny: Path) -> list[str]:
    """The words of a command line; those that read the files anew get their folder."""
    words = [str(tiny) if word == "FACTS" else word for word in line.split()]
    return [*words, "--facts", str(tiny)] if line == "check" else words


def test_every_command_is_asked() -> None:
    """A new command with formats stands in the table."""
    assert {command for command in commands() if "format" in takes(command)} - set(ASKED) == set()


@pytest.mark.parametrize("line", LINES)
def test_every_format_at_every_command(tiny: Path, tiny_base: FactBase, line: str) -> None:
    """Exit code 0 or 1, something on stdout, on stderr that a table is of other facts; each country, `--clinical` or not."""
    command = line.split()[0]
    countries = [*sorted(set(tiny_base.asked_countries().values())), "all"] if "country" in takes(command) else [""]
    clinical = [True, False] if "clinical" in takes(command) else [False]
    for form, country, exact in itertools.product(LIMITED.get(command, FORMATS), countries, clinical):
        more = [*(["--country", country] if country else []), *(["--clinical"] if exact else [])]
        done = run(*words_of(line, tiny), "-f", form, *more)
        told = OTHER_FACTS if form in ("csv", "jsonl") and command not in ("check", "diff") else ""
        assert (done.code in (0, 1, 65), done.err) == (True, told), more
        # lines: one for each thing found, so none where nothing is
        assert done.out or form == "jsonl", more


# keys of json that plain leaves out, and why
LEFT_OUT = {
    "schema_version": "plain has no version: its six columns are the promise",
    "tool": "valcli --version",
    "command": "what was typed",
    "request": "what was typed",
    "facts": "version and day stand in the last row; the medicine in the row `checked_with`",
    "audience": "a row says so where it is not the patient",
    "order": "the order of the rows",
    "shown": "stands before the reason",
}
ENTRY = ("kind", "interaction")  # an id that begins with `ix.` says so
CITED = "sources"  # the works that an answer cites: `valcli sources ID -f plain` has each


def leaves(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Every text and figure, with its key."""
    if isinstance(value, dict):
        for name, item in value.items():
            if name not in LEFT_OUT:
                yield from leaves(item, name)
    elif isinstance(value, list):
        for item in value:
            yield from leaves(item, key)
    elif isinstance(value, (str, int, float)) and not isinstance(value, bool) and str(value).strip():
        yield key, " ".join(str(value).split())


@pytest.mark.parametrize("line", [line for line in LINES if not line.startswith(("export", "check", "diff"))])
def test_plain_loses_nothing(tiny: Path, line: str) -> None:
    """Whatever json says stands in a cell of plain."""
    words = [*words_of(line, tiny)]
    document = run(*words, "--json").json
    if not line.startswith(CITED):
        del document[CITED]
    rows = run(*words, "-f", "plain").rows
    assert {len(row) for row in rows} == {6}
    told = "\n".join(cell for row in rows for cell in row)
    assert [(key, said) for key, said in leaves(document) if said not in told and (key, said) != ENTRY] == []


def test_plain_misses_what_is_not_there() -> None:
    """The comparison can fail."""
    document = run("interactions", "wine", "--json").json
    told = run("interactions", "codeine", "-f", "plain").out
    assert [said for _, said in leaves(document["answers"]) if said not in told]


@pytest.mark.parametrize(
    ("line", "fields", "rows"),
    [
        ("interactions zzzz wine", "level,asked", [["", "zzzz"], ["avoid", "wine"]]),
        ("info danger", "id,level", [["box.opioids", ""], ["box.stop", ""]]),
        ("sources label-us", "issued, id", [["2025-05", "label-us"]]),
        ("explain taper", "id", [["term.taper"]]),
        ("why zzzz", "status,asked", [["unknown", "zzzz"]]),
    ],
)
def test_columns_can_be_chosen(tiny: Path, line: str, fields: str, rows: list[list[str]]) -> None:
    """In the order asked for, with their header."""
    out = run(*words_of(line, tiny), "-f", "csv", "--fields", fields).out
    assert list(csv.reader(io.StringIO(out, newline=""))) == [[field.strip() for field in fields.split(",")], *rows]


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_all_fields_are_the_whole(tiny: Path, line: str, form: str) -> None:
    """The fields that an error lists, asked for by name, are what is printed without being asked; a wrong one is refused."""
    command = line.split()[0]
    if form not in LIMITED.get(command, FORMATS) or "fields" not in takes(command):
        return
    words = [*words_of(line, tiny), "-f", form]
    wrong = run(*words, "--fields", "nothing")
    assert (wrong.code, wrong.out) == (2, "")
    said, listed = wrong.err.split("\n")[0].removesuffix(".").split(" Fields: ")
    assert said.startswith("valcli: no field 'nothing'.")
    whole, chosen = run(*words).out, run(*words, "--fields", listed.replace(", ", ",")).out
    if form == "csv":
        assert chosen == whole
        return
    for mine, theirs in zip(chosen.splitlines(), whole.splitlines(), strict=True):
        told = json.loads(mine)
        assert list(told) == listed.split(", ")
        assert {key: value for key, value in told.items() if value is not None} == {
            key: value for key, value in json.loads(theirs).items() if value is not None
        }


def test_fields_of_a_stream(tmp_path: Path) -> None:
    """The same in a list and in a column of a table, whose columns that are passed through stay in front."""
    (tmp_path / "list").write_text("wine\nzzzz\n")
    (tmp_path / "table").write_text("id,drug\n7,wine\n8,zzzz\n")
    listed = ["interactions", "--from", str(tmp_path / "list")]
    assert run(*listed, "-f", "csv", "--fields", "status,asked").out == ("status,asked\ninteraction,wine\nnot-recognised,zzzz\n")
    assert run(*listed, "-f", "jsonl", "--fields", "line,level").out == '{"line":1,"level":"avoid"}\n{"line":2,"level":null}\n'
    column = ["interactions", "--from", str(tmp_path / "table"), "--column", "drug", "--keep", "id"]
    assert run(*column, "-f", "csv", "--fields", "level").out == "id,level\n7,avoid\n8,\n"
    wrong = run(*listed, "-f", "jsonl", "--fields", "levels")
    assert (wrong.code, wrong.out) == (2, "")
    assert wrong.err.split("\n")[0] == f"valcli: no field 'levels'. Did you mean level? Fields: {', '.join(STREAM)}."
    assert run(*listed, "-f", "jsonl", "--fields", ",".join(STREAM)).out == run(*listed, "-f", "jsonl").out


def test_fields_of_other_formats_change_nothing() -> None:
    """An option that a format does not touch is accepted; one that names nothing is wrong usage."""
    words = ["interactions", "wine"]
    for form in ("text", "plain", "json"):
        assert run(*words, "-f", form, "--fields", "asked") == run(*words, "-f", form)
    assert run(*words, "-f", "csv", "--fields", " ").err.startswith("valcli: --fields needs names, such as id,text\n")


@pytest.mark.parametrize(
    ("text", "date", "note"),
    [
        ("not-stated", None, None),
        ("15 Sep 2017", "2017-09-15", None),
        ("9 March 2023", "2023-03-09", None),
        ("Nov 6, 2023", "2023-11-06", None),
        ("May 1983", "1983-05", None),
        ("2015", "2015", None),
        ("2020-11-01", "2020-11-01", None),
        ("3 Feb 2022 (reviewed)", "2022-02-03", "Date as stated: 3 Feb 2022 (reviewed)."),
        ("updated 3 December 2020", "2020-12-03", "Date as stated: updated 3 December 2020."),
        ("24 January 2023, updated 9 July 2024", "2023-01-24", "Date as stated: 24 January 2023, updated 9 July 2024."),
        ("01/2018 (reviewed)", "2018-01", "Date as stated: 01/2018 (reviewed)."),
        ("last reviewed 12/29/2016", "2016-12-29", "Date as stated: last reviewed 12/29/2016."),
        ("04/12/2011", "2011", "Date as stated: 04/12/2011."),
        ("13/2011", None, "Date as stated: 13/2011."),
        ("2018 to 2019", None, "Date as stated: 2018 to 2019."),
        ("7 to 8 Jul 2021", None, "Date as stated: 7 to 8 Jul 2021."),
        ("after 1 Oct 2024 (page)", None, "Date as stated: after 1 Oct 2024 (page)."),
        ("2013 (about)", "2013", "Date as stated: 2013 (about)."),
        ("40 May 2011", None, "Date as stated: 40 May 2011."),
    ],
)
def test_dates_are_as_exact_as_they_are_known(text: str, date: str | None, note: str | None) -> None:
    """One date gives ISO 8601; what may be two dates, or another one, gives none; what else was said is kept."""
    assert (date_of(text), with_date(text, "")) == (date, note)
    assert with_date(text, "Read in a copy.") == (f"{note} Read in a copy." if note else "Read in a copy.")


# one request of each kind
SAME = [
    "interactions wine percocet zzzz --json", "interactions wine -f plain", "interactions -f csv", "info dosing -f jsonl",
    "search can I drive -f plain", "sources fda-valium --json", "explain taper -f csv",
]  # fmt: skip
# what may stand around a program and must change nothing: variables, and how the arguments are encoded
AROUND: list[dict[str, str]] = [
    {"LC_ALL": "C"},
    {"LC_ALL": "en_US.ISO-8859-1", "PYTHONIOENCODING": "latin-1"},
    {"LANG": "tr_TR.UTF-8", "LC_ALL": "", "TZ": "Pacific/Kiritimati"},
    {"NO_COLOR": "1", "COLUMNS": "40", "PYTHONHASHSEED": "1"},
    {"FORCE_COLOR": "1", "CLICOLOR_FORCE": "1", "COLUMNS": "200", "PYTHONHASHSEED": "4242"},
    {"TERM": "dumb", "CLICOLOR": "0", "PYTHONUTF8": "0", "TZ": "America/New_York"},
    {"VALCLI_ACCESSIBLE": "1", "PYTHONOPTIMIZE": "1"},
]


@pytest.mark.parametrize("line", SAME)
def test_same_bytes_everywhere(installed: Program, tmp_path: Path, line: str) -> None:
    """In a pipe and on a terminal of any width, in any locale, colour setting, hash seed, folder and time zone."""
    words = line.split()
    first = installed.run(*words)
    assert first.stdout
    for around in AROUND:
        other = installed.run(*words, env=around, cwd=tmp_path)
        assert (other.stdout, other.returncode) == (first.stdout, first.returncode), around
    for columns, around in ((40, {}), (132, {"FORCE_COLOR": "1"})):
        shown, code = installed.terminal(words, columns, **around)
        assert (shown.replace(b"\r", b""), code) == (first.stdout.replace(b"\r", b""), first.returncode), around


def test_arguments_in_any_encoding(installed: Program) -> None:
    """The same bytes are one name in every locale; those that are no UTF-8 are told as such, in the same bytes too."""
    for asked in ("caf\u00e9 wine".encode(), "caf\u00e9 wine".encode("latin-1")):
        outs = {
            installed.run("interactions", asked, "--json", env=around).stdout  # type: ignore[arg-type]
            for around in ({"LC_ALL": "C.UTF-8"}, {"LC_ALL": "C"}, {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0"})
        }
        assert len(outs) == 1
