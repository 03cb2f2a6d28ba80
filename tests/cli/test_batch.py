"""Names from a stream: line n is answer n, in every streaming format, in constant memory; and `--fail-on`."""

import io
import json
import os
import re
import threading
import time
from itertools import chain, repeat
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from conftest import run
from program import Program
from valcli.answers.context import context_of
from valcli.answers.names import Names
from valcli.cli.batch import Batch
from valcli.cli.names_in import ENDLESS, Lines, name_of, read_lines
from valcli.cli.outcome import Streamed
from valcli.cli.tables_in import Column
from valcli.errors import DAMAGED, FactsProblem, UsageProblem
from valcli.output.json_names import answer_form
from valcli.output.look import Look
from valcli.store.fact_base import FactBase

NAMES = "wine\r\n\nparacetamol\nzzzz\nsleeping pill\nCodomol 30/500 tabs PRN\n"


def batch(base: FactBase, data: bytes, form: str) -> tuple[str, Batch]:
    made = Batch(base, Lines(io.BytesIO(data)), form, "all", Look())
    return "".join(made), made


def test_line_n_is_answer_n(tiny_base: FactBase) -> None:
    """Blank lines, misses and repeats keep their place; carriage returns and a first byte-order mark are dropped."""
    out, made = batch(tiny_base, b"\xef\xbb\xbf" + NAMES.encode(), "jsonl")
    lines = [json.loads(line) for line in out.splitlines()]
    assert [(line["line"], line["asked"], line["status"]) for line in lines] == [
        (1, "wine", "interaction"),
        (2, "", "not-recognised"),
        (3, "paracetamol", "none-known"),
        (4, "zzzz", "not-recognised"),
        (5, "sleeping pill", "ambiguous"),
        (6, "Codomol 30/500 tabs PRN", "interaction"),
    ]
    assert lines[1]["reason"] == "empty"
    assert (made.asked, made.answered) == (6, 3)
    assert made.summary() == "valcli: 6 names, 3 answered, 3 not; from facts 1.2.3, not the shipped ones\n"


@pytest.mark.parametrize("blocking", [True, False])
def test_names_that_come_in_pieces(blocking: bool) -> None:
    """A mark or a name that comes byte by byte is one, also from a stream that somebody else made non-blocking."""
    theirs, ours = os.pipe()
    os.set_blocking(theirs, blocking)

    def write() -> None:
        for piece in (b"\xef", b"\xbb", b"\xbfwine\nco", b"deine", b"\n"):
            time.sleep(0.02)
            os.write(ours, piece)
        os.close(ours)

    writer = threading.Thread(target=write)
    writer.start()
    with open(theirs, "rb") as stream:  # noqa: PTH123  a number
        assert [line for lines in read_lines(stream) for line in lines] == [b"wine", b"codeine"]
    writer.join()


def test_damage_in_the_middle_of_a_stream_says_so(tiny_base: FactBase, monkeypatch: pytest.MonkeyPatch) -> None:
    """Facts that turn out to be damaged end with their own line and code."""

    def damaged(*_: object, **__: object) -> None:
        raise FactsProblem(DAMAGED)

    monkeypatch.setattr(FactBase, "interactant", damaged)
    written = Streamed(Batch(tiny_base, Lines(io.BytesIO(b"wine\n")), "plain", "all", Look()), "plain").written()
    assert (written.whole(), written.err, written.code) == (b"", f"{DAMAGED}\n".encode(), 65)


def test_same_answer_as_on_the_command_line(tiny: Path, tiny_base: FactBase) -> None:
    """A line is the answer of `interactions NAME`, with its number, without suggestions."""
    for name in ("wine", "Codomol", "sleeping pill", "guaifenesin"):
        alone = json.loads(run("interactions", name, "--facts", str(tiny), "-f", "jsonl").out)
        line = json.loads(batch(tiny_base, name.encode(), "jsonl")[0])
        assert line.pop("line") == 1
        assert line == alone
    assert json.loads(batch(tiny_base, b"methadon", "jsonl")[0])["suggestions"] == []


def test_repeats_are_the_same_bytes(tiny_base: FactBase) -> None:
    """What is kept for a name that comes again is the answer itself."""
    first, again = batch(tiny_base, b"wine\nwine\n", "jsonl")[0].splitlines()
    assert first.replace('"line":1', '"line":2') == again


def test_plain_and_text(tiny_base: FactBase) -> None:
    """Plain keeps six columns; text ends with the one closing line; both keep the emergency numbers."""
    rows = [line.split("\t") for line in batch(tiny_base, NAMES.encode(), "plain")[0].splitlines()]
    assert {len(row) for row in rows} == {6}
    assert rows[-1][1] == "notice"
    text = batch(tiny_base, NAMES.encode(), "text")[0]
    assert text.splitlines()[-1].startswith("Facts 1.2.3")
    assert text.count("Emergency: 911 (US), 999 (UK).") == 1
    assert text.index("wine = Alcohol") < text.index("Not recognised: zzzz")


@pytest.mark.parametrize(
    ("data", "names"),
    [
        (b"", []),
        (b"wine", ["wine"]),
        (b"wine\n", ["wine"]),
        (b"\n\n", ["", ""]),
        (b"\xef\xbb\xbfwine\n\xef\xbb\xbfbeer", ["wine", "\ufeffbeer"]),
        (b"\xff\n", ["\udcff"]),
        (b"a\x00b\n", ["a\x00b"]),
        (b"x" * 200_000 + b"\nwine\n", ["x" * 65_536, "wine"]),
    ],
    ids=["nothing", "no end", "one", "blank", "byte-order mark", "not UTF-8", "NUL", "very long"],
)
def test_lines_as_they_come(data: bytes, names: list[str]) -> None:
    """Any bytes make lines; one that is far too long is cut, and the next one is the next."""
    assert [name_of(line) for lines in read_lines(io.BytesIO(data)) for line in lines] == names


def endless(start: bytes) -> io.BufferedIOBase:
    """A device that never ends, in a test that must: who reads far too much of it is stopped."""
    pieces = chain((start,), repeat(b"x" * 50_000, ENDLESS // 50_000 + 2))
    return cast("io.BufferedIOBase", SimpleNamespace(read1=lambda _: next(pieces), fileno=io.BytesIO().fileno,
                                                     seekable=lambda: False, close=lambda: None))  # fmt: skip


@pytest.mark.parametrize(("start", "line"), [(b"wine\nbeer\nx", "3"), (b"x", "1")])
def test_a_line_that_never_ends_is_refused(start: bytes, line: str) -> None:
    """The lines before it are given; of it little is kept, and then it is named."""
    given = read_lines(endless(start))
    if before := start.split(b"\n")[:-1]:
        assert next(given) == before
    with pytest.raises(UsageProblem, match=rf"^line {line} of the input does not end within 16,777,216 bytes"):
        next(given)


def test_a_table_that_never_ends_is_refused() -> None:
    """Its header is a line too."""
    with pytest.raises(UsageProblem, match=r"^line 1 of the input does not end"):
        Column(endless(b"drug,"), "drug")


@pytest.mark.parametrize("options", [(), ("--column", "drug"), ("--format", "csv")])
def test_a_device_that_never_ends(tiny: Path, options: tuple[str, ...]) -> None:
    """It ends with 2, at once, and nothing is answered."""
    done = run("interactions", "--from", "/dev/zero", *options, "--facts", str(tiny))
    assert (done.code, done.out.count("wine")) == (2, 0)
    assert done.err.startswith("valcli: line 1 of the input does not end within 16,777,216 bytes")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["wine", "--fail-on", "avoid"], 3),
        (["wine", "--fail-on", "be-careful"], 3),
        (["methadone", "--fail-on", "avoid"], 0),
        (["methadone", "--fail-on", "ask-first"], 3),
        (["paracetamol", "--fail-on", "be-careful"], 0),
        (["zzzz", "--fail-on", "avoid"], 1),
        (["zzzz", "wine", "--fail-on", "avoid"], 3),
        (["--fail-on", "avoid"], 2),
        (["wine", "--fail-on", "never"], 2),
    ],
)
def test_fail_on(tiny: Path, arguments: list[str], code: int) -> None:
    """3 goes before 1, and the answers are printed all the same."""
    done = run("interactions", *arguments, "--facts", str(tiny))
    assert done.code == code
    assert bool(done.out) is (code != 2)


def test_fail_on_for_a_stream(tiny: Path, tmp_path: Path) -> None:
    """The code of a stream is known at its end."""
    names = tmp_path / "names"
    names.write_text("paracetamol\nwine\n")
    for level, code in (("avoid", 3), ("", 0)):
        done = run(
            "interactions", "--from", str(names), "--facts", str(tiny), "-f", "jsonl", *(["--fail-on", level] if level else [])
        )
        assert done.code == code
        assert done.err == "valcli: 2 names, 2 answered, 0 not; from facts 1.2.3, not the shipped ones\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-", "--json"], "a list of names can't be printed as json. Formats: text, plain, csv, jsonl."),
        (
            ["-", "wine"],
            "names come from the command line, from - or from --from FILE: give one of the three\nTry: valcli help interactions",
        ),
        (
            ["wine", "--from", "x"],
            "names come from the command line, from - or from --from FILE: give one of the three\nTry: valcli help interactions",
        ),
        (["--from", "/nope"], "the names in '/nope' can't be read: No such file or directory"),
        (
            ["wine", "--fail-on", "avoit"],
            "no level 'avoit'. Did you mean avoid? Levels: avoid, ask-first, be-careful, no-known-problem.",
        ),
        (["--fail-on", "avoid"], "--fail-on needs a name\nTry: valcli help interactions"),
    ],
)
def test_wrong_usage(tiny: Path, arguments: list[str], message: str) -> None:
    """One line that helps, and nothing on stdout."""
    done = run("interactions", *arguments, "--facts", str(tiny))
    assert (done.out, done.err.partition("{")[0], done.code) == ("", f"valcli: {message}\n", 2)


def test_standard_input_of_a_process(installed: Program) -> None:
    """`-` reads standard input; the summary goes to stderr; a folder as input is wrong usage."""
    done = installed.run("interactions", "-", "-f", "jsonl", input=b"alcohol\n\n")
    assert [json.loads(line)["status"] for line in done.stdout.splitlines()] == ["interaction", "not-recognised"]
    assert (done.stderr, done.returncode) == (b"valcli: 2 names, 1 answered, 1 not\n", 1)
    assert installed.run("interactions", "--from", "/").returncode == 2


def test_memory_does_not_grow(installed: Program) -> None:
    """Sixteen times the names cost no more memory: answers stream, and little is kept."""
    (wrote, few), (more, many) = (
        map(int, installed.python("peak_of_a_stream.py", count).stdout.split()) for count in ("500", "8000")
    )
    assert more > 15 * wrote
    assert many - few < 16_000 < (more - wrote) // 2048  # KiB, less than half of what was written in between


def test_lines_are_the_whole_answer(tiny_base: FactBase) -> None:
    """A line that was put together of kept pieces is that of the whole form, also where a name looks like a piece."""
    names = ["wine", "Codomol", 'x "interactions":[] y', "zzzz", "wine, codeine", "Codomol"]
    context = context_of(tiny_base, "interactions", {"names": [], "country": "all"}, "all")
    whole = [answer_form(context, Names(tiny_base, "all", suggest=False).answer(name)) for name in names]
    lines = [json.loads(line) for line in batch(tiny_base, "\n".join(names).encode(), "jsonl")[0].splitlines()]
    assert [{key: value for key, value in line.items() if key in whole[0]} for line in lines] == whole
    assert [list(line)[4:] for line in lines] == [list(item) for item in whole]


def test_bytes_that_are_no_text_make_json_all_the_same(tiny_base: FactBase) -> None:
    """JSON holds characters alone: a byte that is none is the replacement character, a pair and a stroke stay."""
    out, stream = batch(tiny_base, b"wine\xff\n\xf0\x9f\x92\x80\n\\udcff\n", "jsonl")
    assert [json.loads(line)["asked"] for line in out.splitlines()] == ["wine\ufffd", "\U0001f480", "\\udcff"]
    assert "number 1 is no UTF-8" in stream.summary()


def test_arguments_that_are_no_text_make_json_all_the_same(tiny: Path) -> None:
    """The same for what was typed."""
    document = run("interactions", "wine\udcff", "--json", "--facts", str(tiny)).out
    assert json.loads(document)["answers"][0]["asked"] == "wine\ufffd"
    assert not re.search("[\ud800-\udfff]", str(json.loads(document)))
