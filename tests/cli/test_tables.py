"""Tables: csv out, a column of a CSV or TSV in, columns passed through, and what no table is named on stderr."""

import csv
import io
import json
from pathlib import Path

import pytest

from conftest import run
from valcli.cli.batch import Batch
from valcli.cli.outcome import Streamed
from valcli.cli.tables_in import Column
from valcli.output.look import Look
from valcli.output.table import NAMES, text_of
from valcli.store.fact_base import FactBase

HEAD = ",".join(NAMES) + "\n"
OPIOID = "interaction,avoid,ask-first,avoid,ix.opioids,codeine,7001,swallowed,,generic"


def table(tiny: Path, tmp_path: Path, data: bytes, *options: str) -> tuple[str, str, int]:
    """What a table in a file gives."""
    (tmp_path / "table").write_bytes(data)
    done = run("interactions", "--from", str(tmp_path / "table"), "--facts", str(tiny), *options)
    return done.out, done.err, done.code


def test_csv_whole(tiny: Path) -> None:
    """A header, and one row a name in each state, with level and status and no advice."""
    names = [
        "wine",
        'codeine 30 mg "tabs"',
        "Codomol",
        "paracetamol",
        "guaifenesin",
        "sleeping pill",
        "calmazin",
        "codeine zz",
        "zz",
    ]
    done = run("interactions", *names, "--facts", str(tiny), "-f", "csv")
    assert (done.err, done.code) == ("valcli: answered from facts 1.2.3, not the shipped ones\n", 1)
    assert done.out == HEAD + "".join(
        f"{line}\n"
        for line in [
            "wine,interaction,avoid,avoid,avoid,ix.alcohol,,,,,patient-word",
            f'"codeine 30 mg ""tabs""",{OPIOID}',
            "Codomol,interaction,avoid,ask-first,avoid,ix.opioids;ix.paracetamol,codeine;paracetamol,7001;,,,product",
            "paracetamol,none-known,no-known-problem,no-known-problem,no-known-problem,ix.paracetamol,paracetamol,,,,generic",
            "guaifenesin,no-data,,,,,guaifenesin,7002,,,generic",
            "sleeping pill,ambiguous,avoid,ask-first,avoid,,,,,,",
            "calmazin,same-medicine,ask-first,ask-first,ask-first,ix.same-medicine,calmazin,,,,generic",
            "codeine zz,partial,avoid,ask-first,avoid,ix.opioids,codeine,7001,,zz,generic",
            "zz,not-recognised,,,,,,,,zz,",
        ]
    )


def test_csv_streams_the_same(tiny: Path, tmp_path: Path) -> None:
    """Line n of a list is row n below the header, blank lines too."""
    names = ["wine", "", "codeine", "wine", "a,b", 'say "codeine"']
    typed = run("interactions", *(name or "zzz" for name in names), "--facts", str(tiny), "-f", "csv").out
    out, err, code = table(tiny, tmp_path, "\n".join(names).encode(), "-f", "csv")
    rows, expected = out.split("\n"), typed.split("\n")
    assert rows[2] == ",not-recognised,,,,,,,,,"
    assert [*rows[:2], *rows[3:]] == [*expected[:2], *expected[3:]]
    assert (err, code) == ("valcli: 6 names, 3 answered, 3 not; from facts 1.2.3, not the shipped ones\n", 1)


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        (b"id,drug,more\r\n7,wine,x\r\n8,codeine 30 mg tabs,\r\n", ["7,x,wine", "8,,codeine 30 mg tabs"]),
        (b"\xef\xbb\xbfid\tdrug\tmore\n7\twine\tx, y\n", ['7,"x, y",wine']),
        (b'id,drug,more\n"7","wi""ne","a\nb"\n8,wine\n', ['7,"a\nb","wi""ne"', "8,,wine"]),
        (b'id,drug,more\n7,5" wine,x"y\n8,wine,z\n', ['7,"x""y","5"" wine"', "8,z,wine"]),
        (b"more,id,drug\n\nx,7,wine", [",,", "7,x,wine"]),
        (b"id,drug,more\n", []),
        (b"id,drug,more\n7,caf\xe9,x\n", ["7,x,caf\\udce9"]),
    ],
    ids=["CRLF", "TSV with a byte-order mark", "quotes and lines in cells", "a quote inside a cell", "blank and no end",
         "header alone", "bytes that are no UTF-8"],
)  # fmt: skip
def test_a_column(tiny: Path, tmp_path: Path, data: bytes, rows: list[str]) -> None:
    """Rows in, rows out; kept columns stand in front, as they came."""
    out, _, _ = table(tiny, tmp_path, data, "--column", "drug", "--keep", "id", "--keep", "more", "-f", "csv")
    assert out.startswith("id,more," + HEAD)
    read = [",".join(_quoted(cell) for cell in row[:3]) for row in csv.reader(io.StringIO(out, newline=""))][1:]
    assert read == rows


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if set(cell) & set(',"\n') else cell


def test_a_column_in_every_format(tiny: Path, tmp_path: Path) -> None:
    """Text, plain and jsonl answer a column as they answer a list."""
    for form in ("text", "plain", "jsonl", "csv"):
        of_list = table(tiny, tmp_path, b"wine\ncodeine\n", "-f", form)
        assert table(tiny, tmp_path, b"drug\nwine\ncodeine\n", "--column", "drug", "-f", form) == of_list


@pytest.mark.parametrize(
    ("data", "options", "message"),
    [
        (b"id,drug\n1,wine\n", ["--column", "durg"], "the table has no column 'durg'. Did you mean drug? Columns: id, drug."),
        (b"id,drug\n1,wine\n", ["--column", "drug", "--keep", "no"], "the table has no column 'no'. Columns: id, drug."),
        (b"", ["--column", "drug"], "the table has no column 'drug'. Columns: none: there is no header."),
        (b"id;drug\n1;wine\n", ["--column", "drug"], "the table has no column 'drug'. Columns: id;drug. "
         "Its header seems to have semicolons: write it with commas or tabs."),
        ("id,drug\n1,wine\n".encode("utf-16"), ["--column", "drug"], "the table can't be read: they look like UTF-16 and were "
         "read as UTF-8; make them UTF-8 first: iconv -f UTF-16 -t UTF-8"),
        (b"wine\n", ["--keep", "id"], "--keep goes with --column and --format csv\nTry: valcli help interactions"),
    ],
)  # fmt: skip
def test_wrong_use_of_a_table(tiny: Path, tmp_path: Path, data: bytes, options: list[str], message: str) -> None:
    """A column that is not there, or no table at all, is wrong usage: nothing is answered."""
    assert table(tiny, tmp_path, data, "-f", "csv", *options) == ("", f"valcli: {message}\n", 2)


def test_column_needs_a_table(tiny: Path) -> None:
    """A column of typed names is wrong usage."""
    done = run("interactions", "wine", "--column", "drug", "--facts", str(tiny))
    assert (done.out, done.code) == ("", 2)
    assert done.err == "valcli: --column needs a table, from - or --from FILE\nTry: valcli help interactions\n"


def test_a_quote_that_is_never_closed(tiny: Path, tmp_path: Path) -> None:
    """Nothing is answered of a file that is broken, and the row is named as the rows of the table are counted."""
    for data, row in ((b'id,drug\n1,wine\n2,"codeine\n3,wine\n', 2), (b'id,drug\n"1,wine\n', 1), (b'"id,drug\n1,wine\n', 0)):
        out, err, code = table(tiny, tmp_path, data, "--column", "drug", "-f", "csv")
        assert (out, err, code) == ("", f"valcli: a quote in row {row} of the table is never closed\n", 2)
    long = b"id,drug\n" + b"1,wine\n" * 20_000 + b'2,"' + b"x" * 999 + b"\n" * 70_000 + b"3,wine\n"
    assert table(tiny, tmp_path, long, "--column", "drug", "-f", "csv")[1:] == (
        "valcli: a quote in row 20,001 of the table is never closed\n",
        2,
    )


def test_a_pipe_is_answered_up_to_a_broken_row(tiny_base: FactBase) -> None:
    """A pipe can't be looked at first: what came before is answered, and the rest is not passed over in silence."""
    column = Column(Pipe(b'id,drug\n1,wine\n2,"codeine\n3,wine\n'), "drug")
    batch = Batch(tiny_base, column, "csv", "all", Look())
    written = Streamed(batch, "csv").written()
    assert written.whole().count(b"\n") == 2
    assert (written.err, written.code) == (b"valcli: a quote in row 2 of the table is never closed\n", 2)


def test_a_stream_that_breaks_tells_programs_too(tiny_base: FactBase) -> None:
    """With jsonl the last line of stderr is an object, as for any other error."""
    column = Column(Pipe(b'drug\nwine\n"codeine\n'), "drug")
    streamed = Streamed(Batch(tiny_base, column, "jsonl", "all", Look()), "jsonl")
    streamed.typed = ("interactions", "-", "--format", "jsonl")
    written = streamed.written()
    assert written.whole().count(b"\n") == 1
    message = "a quote in row 2 of the table is never closed"
    line, told = written.err.decode().splitlines()
    assert line == f"valcli: {message}"
    assert json.loads(told) == {
        "kind": "error", "code": 2, "reason": "usage", "message": message, "suggestion": None, "emergency": None,
    }  # fmt: skip


class Pipe(io.BytesIO):
    """Bytes that come once."""

    def seekable(self) -> bool:
        """Never."""
        return False


@pytest.mark.parametrize(
    ("options", "column"),
    [
        (["--keep", "level"], "level"),
        (["--keep", "id", "--keep", "id"], "id"),
        (["--keep", "asked", "--fields", "asked"], "asked"),
    ],
)
def test_a_column_that_would_stand_twice(tiny: Path, tmp_path: Path, options: list[str], column: str) -> None:
    """Two columns of one name are read as one, so it is refused."""
    assert table(tiny, tmp_path, b"id,drug,level,asked\n1,wine,x,y\n", "--column", "drug", "-f", "csv", *options) == (
        "",
        f"valcli: the column '{column}' would stand twice: call it otherwise in the table\nTry: valcli help interactions\n",
        2,
    )


def test_a_kept_column_beside_fields(tiny: Path, tmp_path: Path) -> None:
    """A column of the table that is called as one of ours can be kept where ours is left out."""
    out, _, code = table(
        tiny, tmp_path, b"drug,level\nwine,high\n", "--column", "drug", "-f", "csv", "--keep", "level", "--fields", "asked,status"
    )
    assert (out, code) == ("level,asked,status\nhigh,wine,interaction\n", 0)


RETURNS = "their lines seem to end with a carriage return alone; end them with a newline first: tr '\\r' '\\n'"


def test_lines_that_end_with_a_carriage_return_alone(tiny: Path, tmp_path: Path) -> None:
    """The lines of an old Mac are one line here: that is said, of a list and of a table."""
    out, err, _ = table(tiny, tmp_path, b"wine\rcodeine\r", "-f", "csv")
    assert out.count("\n") == 2
    assert err.splitlines()[0] == f"valcli: of the names: {RETURNS}"
    assert table(tiny, tmp_path, b"id,drug\r1,wine\r", "--column", "drug", "-f", "csv") == (
        "",
        f"valcli: the table can't be read: {RETURNS}\n",
        2,
    )


UTF_16 = "they look like UTF-16 and were read as UTF-8; make them UTF-8 first: iconv -f UTF-16 -t UTF-8"
WESTERN = "is no UTF-8, perhaps Windows-1252; make them UTF-8 first: iconv -f WINDOWS-1252 -t UTF-8"


@pytest.mark.parametrize(
    ("data", "note"),
    [
        ("wine\ncodeine\n".encode("utf-16"), UTF_16),
        ("wine\ncodeine\n".encode("utf-16-le"), UTF_16),
        (b"wine\nros\xe9\ncaf\xe9\n", f"number 2 {WESTERN}"),
        (b"id,drug\n1,wine\n2,codeine\n", "they look like a table with the columns id, drug; give it with --column NAME"),
        (b"id\tdrug\n1\twine\n2\tcodeine\n", "they look like a table with the columns id, drug; give it with --column NAME"),
        (b"id;drug\n1;wine\n2;codeine\n", "they look like a table with the columns id, drug; give it with commas or tabs instead "
         "of semicolons, and with --column NAME"),
        (b"wine\ncodeine\nparacetamol\n", ""),
        (b"codeine, 30 mg\nwine, red\nparacetamol, 500 mg\n", ""),
        ("caf\u00e9\nwine\n".encode(), ""),
    ],
)  # fmt: skip
def test_what_is_no_list_is_named_once(tiny: Path, tmp_path: Path, data: bytes, note: str) -> None:
    """Every line is answered all the same; one line on stderr says what looked wrong, and what to do."""
    out, err, _ = table(tiny, tmp_path, data, "-f", "csv")
    lines = err.splitlines()
    assert lines[:-1] == ([f"valcli: of the names: {note}"] if note else [])
    assert lines[-1].startswith("valcli: ")
    assert out.count("\n") == len(data.splitlines()) + 1 if b"\x00" not in data else out


@pytest.mark.parametrize("asked", ["wi\x1b[31mne", "wi\u202ene"])
def test_what_moves_a_cursor_is_written_out(tiny: Path, asked: str) -> None:
    """A name that was refused for its characters is shown by their codes."""
    out = run("interactions", asked, "--facts", str(tiny), "-f", "csv").out
    assert not set(out) & set("\x1b\u202e")


@pytest.mark.parametrize("line", ["interactions", "info", "info --list", "why box.stop", "why ix.opioids", "why box.nothing",
                                  "sources", "sources label-us nothing", "search sleepy", "explain", "claims"])  # fmt: skip
def test_every_command_has_a_table(tiny: Path, line: str) -> None:
    """Each row has the columns of the header, and nothing is said to be not stated."""
    out = run(*line.split(), "--facts", str(tiny), "-f", "csv").out
    header, *rows = csv.reader(io.StringIO(out, newline=""))
    assert rows
    assert {len(row) for row in rows} == {len(header)}
    assert len(set(header)) == len(header)


@pytest.mark.parametrize("table", ["names", "interactions", "facts"])
def test_export(tiny: Path, table: str) -> None:
    """Both formats hold the same rows; a missing text is null and an empty cell."""
    lines = [run("export", table, "--facts", str(tiny), "-f", form).out for form in ("csv", "jsonl")]
    header, *rows = csv.reader(io.StringIO(lines[0], newline=""))
    told = [json.loads(line) for line in lines[1].splitlines()]
    assert [list(item) for item in told] == [["schema_version", "facts_version", *header]] * len(rows)
    made = [[text_of(tuple(cell) if isinstance(cell, list) else cell) for cell in list(item.values())[2:]] for item in told]
    assert made == rows
    assert lines[0] == run("export", table, "--facts", str(tiny)).out


def test_exported_rows(tiny: Path) -> None:
    """One row of each table to the letter."""
    rows = {name: run("export", name, "--facts", str(tiny)).out.split("\n") for name in ("names", "interactions", "facts")}
    assert "Codol,brand,uk,interactant,ix.opioids,codeine,7001,,false,false,false" in rows["names"]
    codeine = next(row for row in rows["interactions"] if ",codeine," in row)
    assert codeine == (
        "ix.opioids,Opioid painkillers,drug-class,codeine,7001,avoid,ask-first,avoid,label,cns-depression,class-effect,"
        "whole-body,true,label-us;service-uk"
    )
    assert rows["facts"][1] == (
        "box.opioids,danger,fact,us,patient,Calmazin with an opioid can stop your breathing.,"
        "Respiratory depression with opioids.,label-us"
    )


def test_no_such_table(tiny: Path) -> None:
    """The tables are named, and so are the formats."""
    done = run("export", "nothing", "--facts", str(tiny))
    assert (done.out, done.code) == ("", 2)
    assert done.err == "valcli: no table 'nothing'. Tables: names, interactions, facts.\n"
    assert run("export", "names", "--facts", str(tiny), "-f", "text").code == 2


def test_kept_cells_control_no_terminal(tiny: Path, tmp_path: Path) -> None:
    """What is passed through stays as it is, lines and tabs too, but for escapes, bells and the like."""
    data = 'id,\x1b[2J,drug\r\n"\x1b]0;x\x07\u009b1\n2\t\u200c",a,wine\r\n=1+1,\x7f,wine\r\n'
    out, _, _ = table(tiny, tmp_path, data.encode(), "--column", "drug", "--keep", "id", "--keep", "\x1b[2J", "-f", "csv")
    wine = "wine,interaction,avoid,avoid,avoid,ix.alcohol,,,,,patient-word"
    assert out.replace(wine, "WINE") == ("id,\\x1b[2J," + HEAD + '"\\x1b]0;x\\x07\\x9b1\n2\t\u200c",a,WINE\n=1+1,\\x7f,WINE\n')


def test_kept_cells_turn_no_line(tiny: Path, tmp_path: Path) -> None:
    """Bidirectional controls are written as codes, in the header too; letters that run from the right stay."""
    data = "id\u202e,drug\n\u2067\u05d0\u200f1\u2069,wine\n"
    out, _, _ = table(tiny, tmp_path, data.encode(), "--column", "drug", "--keep", "id\u202e", "--fields", "asked", "-f", "csv")
    assert out == "id\\u202e,asked\n\\u2067\u05d0\\u200f1\\u2069,wine\n"


LONG = b"x" * 65_536


@pytest.mark.parametrize(
    ("data", "place"),
    [(b"note,drug\n" + LONG + b",wine\n", "row 1"), (b"drug," + LONG + b"\nwine,1\n", "the header"),
     (b"note,drug\na,wine\n" + LONG + b",wine\n", "row 2")],
)  # fmt: skip
def test_a_row_that_is_too_long_is_refused(tiny: Path, tmp_path: Path, data: bytes, place: str) -> None:
    """What was cut off would pass for an empty cell."""
    out, err, code = table(tiny, tmp_path, data, "--column", "drug", "-f", "csv")
    assert (out, code) == ("", 2)
    assert err.startswith(f"valcli: {place} of the table has a line of 65,536 bytes or more\n")


def test_two_files_are_refused(tiny: Path) -> None:
    """Of two lists none is passed over in silence."""
    for option in ("--from", "--column"):
        done = run("interactions", option, "a", option, "b", "--facts", str(tiny))
        assert (done.out, done.code) == ("", 2)
        assert done.err.startswith(f"valcli: {option} stands twice, and one list is read at a time\n")


def test_a_column_that_stands_twice_is_not_guessed(tiny: Path, tmp_path: Path) -> None:
    """Which of two columns of one name is meant nobody can tell; the others may stand as often as they like."""
    out, err, code = table(tiny, tmp_path, b"drug,drug\nwine,zzzz\n", "--column", "drug", "-f", "csv")
    assert (out, code) == ("", 2)
    assert err.startswith("valcli: the table has 2 columns 'drug'; give them names of their own\n")
    assert table(tiny, tmp_path, b"drug,x,x\nwine,1,2\n", "--column", "drug", "-f", "csv")[2] == 0
