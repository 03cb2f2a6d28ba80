"""Command lines put together at random: a documented code, one door, and what a program reads can be read."""

import io
import json
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import world
from world import Found

from tiny import copy_tiny

WORDS = (
    *("alcohol", "zzzz", "", " ", "-", "--", "-x", "--bogus", "dosing", "danger", "ix.alcohol", "fda-valium", "names", "facts"),
    *("\udcff", "a\tb", "\x1b[31m", "9" * 300, "a" * 5_000, "rxcui:7052", "interactions", "avoid", "\u202eabc", "wine, beer"),
    *(
        "can I drive?",
        "bash",
        "'",
        "$(x)",
        "overdose",
        "us",
        "\u201cwine\u201d",
        "\u2014json",
        "INFO",
        "--json=1",
        "-fjson",
        "-f",
    ),
    *("help", "=", "--help", "-h"),
)
VALUES = {
    "--format": ("json", "jsonl", "csv", "text", "plain", "markdown", "html"),
    "-f": ("json", "jsonl", "csv", "plain"),
    "--country": ("us", "UK", "ie", "all", "gb"),
    "--color": ("auto", "always", "never"),
    "--width": ("0", "1", "80", "99999999999999999999", "-5"),
    "--fields": ("id,text", "asked,level", "id", "level,,", " "),
    "--fail-on": ("avoid", "ask-first", "no-known-problem"),
    "--column": ("drug", "id", "nothing-of-that-name"),
    "--keep": ("drug", "id"),
}
DATA = b"alcohol\r\nzzzz\n\n\xff\xfe\nid,drug\n1,wine\n"
NEVER = ("--fix",)  # it writes, which is tried where it belongs


Offered = dict[str, list[str]]


def count(most: int, seed: int) -> Found:
    """So many command lines in this process."""
    from valcli.cli import lines, run
    from valcli.cli.app import app

    found = Found(
        "options",
        "Commands, options, values and words, put together at random. Each ends with a documented code, and none with 70; "
        "behind 2 stands nothing on stdout; with `json` and `jsonl` answers and the last line about an error are JSON.",
        ("code", "command lines", "for programs", "slowest, s"),
    )
    chance = random.Random(seed)
    offered = lines.offered_by(app.registered_commands)
    codes: Counter[int] = Counter()
    programs: Counter[int] = Counter()
    slowest: dict[int, float] = {}
    with tempfile.TemporaryDirectory() as made:
        here = Path(made)
        copy_tiny(here / "tiny")
        (here / "names.csv").write_bytes(DATA)
        paths = [str(here / "tiny"), str(here / "names.csv"), str(here), str(here / "none"), "/dev/null", "/proc/self/mem", ""]
        os.environ["COLUMNS"] = "80"
        for _ in range(most):
            line = _line(chance, offered, paths)
            sys.stdin = io.TextIOWrapper(io.BytesIO(DATA))
            start = time.perf_counter()
            try:
                written = run.run(line)
                out = written.whole()
            except BaseException as fault:  # noqa: BLE001  what is looked for
                found.wrong.append(f"{line!r}: {type(fault).__name__}: {fault}")
                continue
            took, code = time.perf_counter() - start, int(written.code)
            codes[code] += 1
            slowest[code] = max(slowest.get(code, 0.0), took)
            form = _form(line)
            programs[code] += bool(form)
            if why := _wrong(code, out, written.err, form):
                found.wrong.append(f"{line!r}: {why}: {code} {out[:80]!r} {written.err[-300:]!r}")
    for code, times in sorted(codes.items()):
        found.rows.append((code, times, programs[code], f"{slowest[code]:.3f}"))
    return found


def _line(chance: random.Random, offered: Offered, paths: Sequence[str]) -> list[str]:
    """A command, and up to five words, options and values behind it; most of them are its own."""
    every = [option for option in offered if option not in NEVER]
    commands = sorted({owner for owners in offered.values() for owner in owners})
    command = chance.choice(commands) if chance.random() < 0.9 else chance.choice((*WORDS, *every))
    own = [option for option in every if command in offered[option]] or every
    line = [command]
    for _ in range(chance.randint(0, 5)):
        if chance.random() < 0.5:
            line.append(chance.choice(WORDS[:16] if chance.random() < 0.7 else WORDS))
            continue
        option = chance.choice(own if chance.random() < 0.9 else every)
        values = paths if option in ("--facts", "--from") else VALUES.get(option, ())
        value = chance.choice(values) if values else ""
        line += (
            [option]
            if not values or chance.random() < 0.05
            else [f"{option}={value}"]
            if chance.random() < 0.3
            else [option, value]
        )
    return [*line, "--facts", paths[0]] if command == "check" else line  # the facts of the package take seconds to read


def _is_json(out: bytes) -> bool:
    """Whether it is one document, or one a line."""
    for pieces in ([out], out.splitlines()):
        try:
            _ = [json.loads(piece) for piece in pieces]
        except ValueError:
            continue
        return True
    return False


def _form(line: Sequence[str]) -> str:
    from valcli.stdout import wants_json

    return "json" if wants_json(line) else ""


def _wrong(code: int, out: bytes, err: bytes, form: str) -> str:
    """What is wrong with the end of a command line, or ''."""
    if code not in world.DOCUMENTED or code == 70:
        return "not a documented end"
    if b"Traceback" in out + err:
        return "a traceback"
    if code == 2 and out:
        return "an answer beside wrong usage"
    if b"\x1b" in err:
        return "a control character on stderr"
    if not form:
        return ""
    if out[:1] == b"{" and not _is_json(out):
        return "no JSON"
    told = err.splitlines()[-1:] if not out and code in (2, 65) else []
    if not out and code in (2, 65) and not told:
        return "silent"
    try:
        for line in told:
            assert json.loads(line)["code"] == code
    except (ValueError, KeyError, AssertionError):
        return "no object on stderr"
    return ""
