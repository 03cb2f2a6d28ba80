"""A stream of names is answered from kept lines with the bytes of the slow way, whatever is asked."""

import gc
import io
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import name_list
from conftest import spawn
from valcli import bulk, cli, gate, kept_lines, shelf, stream
from valcli.batch import Batch
from valcli.output import Look
from valcli.store import FactBase

ENDINGS = [
    "20 mg tablets", "5 mg caps", "500 mg", "2.5mg", "10mg/5ml", "30/500 tabs PRN", "50 micrograms nocte", "100", "1 g BD", "5%",
    "20 mg cream", "10 mg injection", "mg", "x2", "2 puffs", "7/7", "1 hour", "(20 mg)", "10mg M/R tablets", "4 times a day",
]  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def compiled(store: Path) -> Iterator[None]:
    """The kept lines are read from the compiled facts."""
    patch = pytest.MonkeyPatch()
    patch.setattr(shelf, "STORE", str(store))
    yield
    patch.undo()


def slow(base: FactBase) -> Batch:
    return Batch(base, io.BytesIO(), "jsonl", "all", Look())


def differences(base: FactBase, names: list[str]) -> list[str]:
    """The names whose two lines are not the same."""
    data = "\n".join(names).encode("utf-8", "surrogateescape") + b"\n"
    store = shelf.opened()
    assert store is not None
    made = bulk.Bulk(store, io.BytesIO(data), lambda: slow(base))
    quick = b"".join(piece for pieces in made for piece in pieces).split(b"\n")
    right = Batch(base, io.BytesIO(data), "jsonl", "all", Look())
    wanted = "".join(right).encode().split(b"\n")
    assert (made.asked, made.answered, made.summary()) == (right.asked, right.answered, right.summary())
    assert made.strictest == right.strictest or right.strictest == 4
    assert len(quick) == len(wanted) == len(names) + 1
    return [name for name, one, other in zip(names, quick, wanted, strict=False) if one != other]


def test_every_name_in_every_writing(real_base: FactBase) -> None:
    """Names as they stand in the facts, shouted, spaced, many, and before what a medication list says of them."""
    names = real_base.all_names()
    chance = random.Random(1)  # noqa: S311  nobody guesses
    asked = [*names, *map(str.upper, names), *(f"{name}s" for name in names), *(f"  {name} " for name in names[::7])]
    asked += [f"{name} {ending}" for name in names for ending in chance.sample(ENDINGS, 1)]
    asked += [
        f"{one}{joint}{other}" for one, other in zip(names[::9], names[4::9], strict=False) for joint in ("/", " + ", " and ")
    ]
    assert differences(real_base, asked) == []


def test_list_of_the_benchmark(real_base: FactBase) -> None:
    """The list whose rate is measured is answered rightly."""
    assert differences(real_base, list(name_list.lines(real_base.all_names(), 20_000, 7))) == []


WORDS = """
wine co-codamol xanax tylenol pm 3 20 mg 20mg tablets tab of a glass my and / + xr sodium twice daily at night prn take x cream
patch 30/500 5% s the 1x ( ) m/r oral solution qhs hcl zzz st john's wort grapefruit juice nurse vitamin b 12 neurontin 300
""".split()  # noqa: SIM905  read as a text


@settings(max_examples=1500, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=7).map(" ".join))
def test_any_words(real_base: FactBase, asked: str) -> None:
    """No order of the words that the ladder knows makes a difference between both ways."""
    assert differences(real_base, [asked]) == []


@settings(max_examples=500, deadline=None)
@given(st.text(st.characters(exclude_characters="\n\r", exclude_categories=["Cs"]), max_size=30))
def test_any_text(real_base: FactBase, asked: str) -> None:
    """Nor does any text."""
    assert differences(real_base, [asked]) == []


HEADS = """
stugeron, macrogol, ranfaxine xl, botulinum toxin type b, tri-vylibra, retin-a, penicillin v, wal-sleep z, vitamin b12, adcal-d3,
catapres-tts-1, ketamine (prescribed), nitrous oxide (laughing gas; gas and air), benzo, crystal, special k, e, omega-3, bd
""".replace("\n", "").split(", ")


@pytest.mark.parametrize("head", HEADS)
def test_every_shape_of_head(real_base: FactBase, head: str) -> None:
    """Whatever a name ends with, what stands behind it is read as the ladder reads it."""
    asked = [f"{head} {first} {second}" for first in ENDINGS for second in ("", *ENDINGS)]
    assert differences(real_base, [name.strip() for name in asked]) == []


@pytest.mark.parametrize(
    "asked", ["", " ", "a" * 201, "wine\x07", "wi\u200bne", "\ufeffwine", '"wine"', "wine\\", "`wine`", "caf\u00e9"]
)
def test_what_is_not_plain(real_base: FactBase, asked: str) -> None:
    """What JSON escapes, or what is no name, is answered by the slow way."""
    assert differences(real_base, ["wine", asked, "zzzz"]) == []


def test_memory_that_is_full_changes_nothing(real_base: FactBase, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is pushed out is made again."""
    monkeypatch.setattr(kept_lines, "_REMEMBERED", 3)
    names = [*real_base.all_names()[::50], "Omeprazole 20 mg caps"] * 2
    assert differences(real_base, names) == []


def test_very_many_names_are_read_one_by_one(real_base: FactBase, monkeypatch: pytest.MonkeyPatch) -> None:
    """A base that is too large for the memory gives the same lines."""
    monkeypatch.setattr(kept_lines, "_MANY", 10)
    names = real_base.all_names()[::20]
    assert differences(real_base, [*names, *(f"{name} 20 mg tablets" for name in names), "zzzz", "xanaxs"]) == []


def test_served_without_typer(tmp_path: Path) -> None:
    """The two shapes that are served, what is left to the long way, and the code at the end."""
    file = tmp_path / "names"
    file.write_text("wine\nzzzz\n")
    written = bulk.serve(["interactions", "--from", str(file), "--format", "jsonl"])
    assert written is not None
    assert written.whole().count(b"\n") == 2
    assert (written.err, written.code) == (b"valcli: 2 names, 1 answered, 1 not\n", 1)
    for line in ("--from {} -f jsonl", "wine -f jsonl", "- --country uk -f jsonl", "- --country jsonl", "- -f json"):
        assert bulk.serve(["interactions", *line.format(tmp_path).split()]) is None


@pytest.mark.parametrize("variable", [None, "VALCLI_FACTS"])
def test_stream_is_served_by_the_gate(monkeypatch: pytest.MonkeyPatch, variable: str | None) -> None:
    """The gate hands a stream over, unless somebody wants other facts."""
    served: list[list[str]] = []
    monkeypatch.setattr(stream, "encoding", lambda: "utf-8")
    monkeypatch.setattr(bulk, "serve", served.append)
    monkeypatch.setattr(cli, "main", lambda: None)
    monkeypatch.setattr(gc, "disable", lambda: None)
    words = ["interactions", "-", "-f", "jsonl"]
    monkeypatch.setattr("sys.argv", ["valcli", *words])
    if variable:
        monkeypatch.setenv(variable, "x")
    gate.main()
    assert served == ([] if variable else [words])


def test_damaged_store_answers_nothing(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Any flipped byte is seen before the first line."""
    data = bytearray(store.read_bytes())
    data[len(data) // 2] ^= 1
    path = tmp_path / "facts.sqlite"
    path.write_bytes(data)
    path.with_suffix(".crc").write_text(store.with_suffix(".crc").read_text())
    monkeypatch.setattr(shelf, "STORE", str(path))
    monkeypatch.setattr("valcli.store.STORE", path)
    names = tmp_path / "names"
    names.write_text("wine\n")
    assert bulk.serve(["interactions", "--from", str(names), "-f", "jsonl"]) is None
    done = cli.run(["interactions", "--from", str(names), "-f", "jsonl"])
    assert (done.whole(), done.code) == (b"", 65)


def test_checkout_keeps_no_lines(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without a compiled store the slow way answers."""
    monkeypatch.setattr(shelf, "STORE", str(tmp_path / "none"))
    assert bulk.open_bulk(lambda: io.BytesIO(b"wine\n")) is None
    assert spawn("interactions", "-", "-f", "jsonl", input=b"wine\n").stdout.count(b"\n") == 1
