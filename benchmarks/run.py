"""Measures the installed program and writes the tables of docs/performance.md.

Needs hyperfine and script (Debian: hyperfine, bsdutils); tldr (Debian: tealdeer), man and sqlite3
are measured where they are installed. Builds a wheel, installs it into
a virtual environment of its own, and starts every command there many times, each in one
run of hyperfine with its reference, bare Python. Run it on a quiet machine:

    .venv/bin/python benchmarks/run.py            about 10 minutes
    .venv/bin/python benchmarks/run.py --quick    without the grown fact bases; what lists take, lists.py measures
"""

import argparse
import json
import os
import platform
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
ROOT = HERE.parent
PAGE = ROOT / "docs" / "performance.md"
START, END = "<!-- measured -->\n", "<!-- /measured -->\n"
PEERS = ("tldr", "sqlite-utils", "rich-cli")
RUNS, ROUNDS = 26, 13  # hyperfine wants two runs at least in each round
PAGE_OF_TLDR = "# alcohol\n\n> {}\n\n- {}:\n\n`valcli interactions alcohol`\n"
# runs in a small process: what a child may use at most is never less than what its parent uses
PEAK = (
    "import os, sys; child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ);"
    "print(os.wait4(child, 0)[2].ru_maxrss, file=sys.stderr)"
)


class Case(NamedTuple):
    """One thing to measure. `most` is the target; `of` what it is a multiple of."""

    name: str
    command: str
    most: float | None = None
    of: str = "bare"
    terminal: bool = False


class Figure(NamedTuple):
    """What was measured: as a multiple of bare Python and of a Typer hello, and the peak in KiB."""

    case: Case
    ratio: float
    hello: float
    peak: int


class Bench:
    """One installation of the program, and how to measure commands in it."""

    def __init__(self, folder: Path) -> None:
        self.bin = folder / "bin"
        self.python = self.bin / "python"
        self.env = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VALCLI_"))}
        self.env |= {"LC_ALL": "C.UTF-8", "TERM": "xterm-256color", "PAGER": "cat", "PATH": f"{self.bin}:{os.environ['PATH']}"}

    def measure(self, case: Case) -> Figure:
        """The median of the command, over those of bare Python and of a Typer hello, measured in turns with it."""
        hello = f"{self.python} {HERE / 'hello.py'}"
        commands = [f"{self.python} -c pass", hello, case.command]
        if case.terminal:
            commands = [*commands[:2], _on_terminal("true"), _on_terminal(case.command)]
        medians = self._medians(commands)
        # what it costs to make a terminal is not the program's
        seconds = medians[-1] - (medians[2] if case.terminal else 0.0)
        return Figure(case, seconds / medians[0], seconds / medians[1], self._peak(case))

    def _medians(self, commands: list[str]) -> list[float]:
        times: list[list[float]] = [[] for _ in commands]
        for _ in range(ROUNDS):  # in turns, because a machine is not equally fast all the time
            with tempfile.NamedTemporaryFile(suffix=".json") as out:
                runs = str(RUNS // ROUNDS)
                subprocess.run(
                    ["hyperfine", "-N", "-i", "-w", "1", "-r", runs, "--export-json", out.name, *commands],
                    env=self.env, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                )  # fmt: skip
                for some, result in zip(times, json.loads(Path(out.name).read_text())["results"], strict=True):
                    some += result["times"]
        return [statistics.median(some) for some in times]

    def _peak(self, case: Case) -> int:
        first, *rest = shlex.split(case.command)
        done = subprocess.run(
            [self.python, "-I", "-S", "-c", PEAK, shutil.which(first, path=self.env["PATH"]) or first, *rest],
            env=self.env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=True,
        )  # fmt: skip
        return int(done.stderr.split()[-1])


def _on_terminal(command: str) -> str:
    return shlex.join(["script", "-qec", command, os.devnull])


def cases(bench: Bench) -> Iterator[Case]:
    """What is measured on the shipped facts."""
    valcli = bench.bin / "valcli"
    python = bench.python
    yield Case("bare Python", f"{python} -c pass", 1.0)
    yield Case("interactions alcohol", f"{valcli} interactions alcohol", 4.6)
    yield Case("interactions alcohol --json", f"{valcli} interactions alcohol --json", 4.6)
    yield Case("info dosing", f"{valcli} info dosing", 2.0)
    yield Case("info: the whole leaflet", f"{valcli} info", 2.0)
    yield Case("interactions alcohol, on a terminal", f"{valcli} interactions alcohol", 7, terminal=True)
    yield Case("info: the whole leaflet, on a terminal", f"{valcli} info", 11, terminal=True)
    yield Case("Typer hello", f"{python} {HERE / 'hello.py'}")
    yield Case("Typer hello with Rich, on a terminal", f"{python} {HERE / 'hello_rich.py'}", terminal=True)
    yield Case("why dose.us-spasm", f"{valcli} why dose.us-spasm", 1.2, "hello")
    yield Case("search can I drive", f"{valcli} search can I drive", 1.35, "hello")
    yield Case("interactions zzzz: a miss", f"{valcli} interactions zzzz", 1.2, "hello")
    yield Case("interactions alcohool: a miss with suggestions", f"{valcli} interactions alcohool", 1.2, "hello")
    yield Case("completion: a Tab", f"{valcli} completion words -- why ix.", 1.3, "hello")
    yield Case("check --help", f"{valcli} check --help", 1.2, "hello")


def peers(bench: Bench, folder: Path) -> Iterator[Case]:
    """What others need to start, look one thing up and print it: where they can, our answer about alcohol."""
    store = next(bench.bin.parent.rglob("valcli/facts.sqlite"))
    query = f"{store} \"select json from interactant where id = 'ix.alcohol'\""
    bin_ = with_peers(folder)
    answer = pages_of_tldr(bench, folder)
    if shutil.which("sqlite3"):
        yield Case("sqlite3: our answer out of the store", f"sqlite3 {query}")
    if shutil.which("tldr"):
        yield Case("tldr (tealdeer): our answer as its page", "tldr alcohol")
    if shutil.which("man"):
        yield Case("man: the page about ls", "man -P cat ls")
    for peer, name, command in (
        ("tldr", "tldr (Python client): our answer as its page", "alcohol"),
        ("sqlite-utils", "sqlite-utils: our answer out of the store", f"query {query}"),
        ("rich", "rich-cli: our answer as a text", str(answer)),
    ):
        if (bin_ / peer).exists():
            yield Case(name, f"{bin_ / peer} {command}")


def pages_of_tldr(bench: Bench, folder: Path) -> Path:
    """Our answer about alcohol, and the same as a page in the caches of both clients of tldr; they are told of these."""
    cache = folder / "cache"
    answer = subprocess.run([bench.bin / "valcli", "interactions", "alcohol"], capture_output=True, text=True, check=True).stdout
    first, *_, last = answer.strip().splitlines()
    for place in ("tldr/pages/linux", "tealdeer/tldr-pages/pages/common"):
        (cache / place).mkdir(parents=True)
        (cache / place / "alcohol.md").write_text(PAGE_OF_TLDR.format(first, last))
    bench.env["XDG_CACHE_HOME"] = str(cache)
    (folder / "answer.txt").write_text(answer)
    return folder / "answer.txt"


def growth(bench: Bench) -> Iterator[tuple[int, Figure]]:
    """The same look-ups in fact bases ten and a hundred times as large, put in the place of the shipped one."""
    store = next(bench.bin.parent.rglob("valcli/facts.sqlite"))
    valcli = bench.bin / "valcli"
    for factor in (1, 10, 100):
        if factor > 1:
            subprocess.run([sys.executable, HERE / "grow.py", str(factor), store.parent], check=True)
        for case in (
            Case("interactions alcohol", f"{valcli} interactions alcohol"),
            Case("info dosing", f"{valcli} info dosing", 2.0),
            Case("search can I drive", f"{valcli} search can I drive"),
        ):
            yield factor, bench.measure(case)


def table(figures: list[Figure]) -> Iterator[str]:
    """The rows, with the target of each and whether it is met."""
    bare = figures[0]
    yield "| command | x bare Python | x Typer hello | target | peak memory |"
    yield "|---|---|---|---|---|"
    for figure in figures:
        case = figure.case
        said = "" if case.most is None else f"{case.most:g} x {'Typer hello' if case.of == 'hello' else 'bare'}"
        peak = f"{figure.peak / 1024:.1f} MiB" + ("" if figure is bare else f" ({(figure.peak - bare.peak) / 1024:+.1f})")
        yield f"| {case.name} | {figure.ratio:.2f} | {figure.hello:.2f} | {said} | {peak} |"


def grown_table(rows: list[tuple[int, Figure]]) -> Iterator[str]:
    """Each look-up, at each size."""
    yield "| command | facts | x bare Python | target | peak memory |"
    yield "|---|---|---|---|---|"
    for factor, figure in sorted(rows, key=lambda row: row[1].case.name):
        said = "" if figure.case.most is None else f"{figure.case.most:g} x {figure.case.of}"
        yield f"| {figure.case.name} | x{factor} | {figure.ratio:.2f} | {said} | {figure.peak / 1024:.1f} MiB |"


def installed(folder: Path) -> Bench:
    """The wheel of this tree in a virtual environment of its own, with what can be had of the peers."""
    subprocess.run([sys.executable, "-m", "build", "--outdir", folder / "dist", ROOT], check=True, stdout=subprocess.DEVNULL)
    subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
    pip: list[str | Path] = [folder / "venv" / "bin" / "python", "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    subprocess.run([*pip, *(folder / "dist").glob("*.whl")], check=True)
    return Bench(folder / "venv")


def with_peers(folder: Path) -> Path:
    """A virtual environment with those of the peers that can be had; theirs is another Rich than ours."""
    subprocess.run([sys.executable, "-m", "venv", folder / "peers"], check=True)
    for peer in PEERS:
        pip: list[str | Path] = [folder / "peers" / "bin" / "python", "-m", "pip", "install", "-q", peer]
        subprocess.run(pip, check=False, stderr=subprocess.DEVNULL)
    return folder / "peers" / "bin"


def main() -> None:
    """Measure everything and put the tables into docs/performance.md."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args().quick
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        bench = installed(folder)
        figures = [bench.measure(case) for case in cases(bench)]
        others = [figures[0], *(bench.measure(case) for case in peers(bench, folder))]
        rows = [] if quick else list(growth(bench))
    machine = f"{platform.python_implementation()} {platform.python_version()}, {platform.system()} {platform.machine()}"
    lines = [f"Measured with {machine}, {os.cpu_count()} processors; medians of {RUNS} runs.", ""]
    lines += [*table(figures), "", "Others, on the same work: start, look one thing up, print it.", "", *table(others), ""]
    if rows:
        lines += ["Fact bases made by `benchmarks/grow.py`:", "", *grown_table(rows), ""]
    before, _, rest = PAGE.read_text().partition(START)
    PAGE.write_text(before + START + "\n".join(lines) + END + rest.partition(END)[2])
    print("\n".join(lines))  # noqa: T201  a script for people


if __name__ == "__main__":
    main()
