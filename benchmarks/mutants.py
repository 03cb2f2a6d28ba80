"""Whether the tests would notice: one small change at a time in a copy, met by the tests that come by its line.

    python benchmarks/mutants.py --seed 1 --kept /tmp/kept
    python benchmarks/mutants.py --seed 1 --kept /tmp/kept --again          what nothing noticed, once more
    python benchmarks/mutants.py --only reading/parts.py:117 --kept /tmp/kept
    python benchmarks/mutants.py --seed 2 --count 150 --kept /tmp/kept --write

First every test is run once in a copy with a mark before each statement, so that it is known which tests come by which.
Then each change is put to those tests, the quickest first, in a fork of a process that has loaded what tests need; with limits
of time and memory, which notice what never ends. What is no change at all stands with its reason in `mutants_same.toml`.
By hand, since it takes an hour; it needs nothing but what the tests need.
"""

import argparse
import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from changing import MODULES, ROOT, SOURCE, Change, changes, probed, users

HERE = Path(__file__).parent
NAME = "mutants"  # of its marks on the page
# what may notice: the tests of these rooms and of what is above them; what searches, lays out pages and edits proves other things
TESTS = (
    *(
        "tests/reading",
        "tests/store",
        "tests/library",
        "tests/fast",
        "tests/answers/test_answers.py",
        "tests/answers/test_sets.py",
        "tests/answers/test_answer_tables.py",
        "tests/answers/test_statements.py",
    ),
    *(f"tests/cli/test_{name}.py" for name in ("batch", "cli", "door", "stdout")),
    *("tests/editing/test_files.py", "tests/output/test_several.py"),
    *(f"tests/facts/test_{name}.py" for name in ("countries", "facts", "names", "no_medicines", "real_sets", "traps")),
)
MOST = 60.0  # seconds of tests that come by the statement; of those that come by the function only, a sixth
PROBE = """
import os
import pathlib
FILE = pathlib.Path(__file__).with_name("hits.txt")
seen = set()
met = set()
main = 0  # the process whose `seen` is asked for; each other one writes
def hit(number):
    seen.add(number)
    if os.getpid() != main and number not in met:
        met.add(number)
        with FILE.open("ab") as file:
            file.write(b"%d\\n" % number)
"""
Told = dict[str, Any]


class Copy:
    """A copy of the project with an environment of its own, in which every process writes no byte code."""

    def __init__(self, folder: Path) -> None:
        self.tree = folder / "tree"
        left_out = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".hypothesis", ".nox", "dist", "build")
        shutil.copytree(ROOT, self.tree, ignore=left_out)
        (self.tree / "src" / "valcli" / "store" / "built.py").unlink(missing_ok=True)
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder / "venv")], check=True)
        self.packages = next((folder / "venv" / "lib").glob("python*")) / "site-packages"
        places = [str(self.tree / "src"), *(place for place in sys.path if place.endswith("site-packages"))]
        (self.packages / "copy.pth").write_text("import sys; sys.dont_write_bytecode = True\n" + "\n".join(places) + "\n")
        (self.packages / "mutants_probe.py").write_text(PROBE)
        (self.packages / "hits.txt").touch()
        python = folder / "venv" / "bin" / "python"
        subprocess.run([python, "-m", "compileall", "-q", "src", "tests"], cwd=self.tree, check=True)
        for module in MODULES:  # a change of the same length in the same second would not be seen
            for made in (self.tree / SOURCE / module).parent.glob(f"__pycache__/{Path(module).stem}.*"):
                made.unlink()
        for module in MODULES:
            (self.tree / "originals" / module).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / SOURCE / module, self.tree / "originals" / module)
        self._command = [str(python), str(self.tree / "benchmarks" / "proving.py")]
        self._process = self._started()
        self._warm: tuple[subprocess.Popen[str], IO[str], IO[str]] | None = None

    def _started(self, *more: str, keeps: tuple[int, ...] = ()) -> subprocess.Popen[str]:
        env = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ} | {
            "LC_ALL": "C.UTF-8",
            "PYTHONHASHSEED": "0",
        }
        return subprocess.Popen(
            [*self._command, *more],
            cwd=self.tree,
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL if keeps else subprocess.PIPE,
            text=True,
            bufsize=1,
            pass_fds=keeps,
        )

    def warm(self, files: Iterable[str]) -> None:
        """Start the process that has collected these tests."""
        (their_read, write), (read, their_write) = os.pipe(), os.pipe()
        process = self._started(str(their_read), str(their_write), *files, keeps=(their_read, their_write))
        os.close(their_read)
        os.close(their_write)
        self._warm = process, os.fdopen(write, "w"), os.fdopen(read)
        if not self._warm[2].readline():
            raise SystemExit(f"the tests can't be collected:\n{(self.packages / 'log.txt').read_text()}")

    def ask_warm(self, **request: Any) -> Told:
        """One request to that process."""
        assert self._warm
        self._warm[1].write(json.dumps(request) + "\n")
        self._warm[1].flush()
        line = self._warm[2].readline()
        if not line:
            raise SystemExit((self.packages / "warm.txt").read_text() if (self.packages / "warm.txt").exists() else "it ended")
        said: Told = json.loads(line)
        return said

    def ask(self, **request: Any) -> Told:
        """One request to the process that has loaded nothing of the package."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        said: Told = json.loads(self._process.stdout.readline())
        return said

    def close(self) -> None:
        """End both."""
        self._process.communicate()
        if self._warm:
            self._warm[1].close()
            self._warm[0].communicate()


class Cover:
    """Which tests come by which statement, and how long each takes; kept by test file until that file changes."""

    def __init__(self, copy: Copy, kept: Path, most: float) -> None:
        self._most = most
        self.is_quick = False
        self.seconds: dict[str, float] = {}
        self.collecting: dict[str, float] = {}
        self.starts_process: set[str] = set()
        self.good: set[str] = set()  # tests that noticed a change and pass without one; and those that do not pass then
        self.bad: set[str] = set()
        self.by: dict[str, set[str]] = {}  # the name of a statement -> tests
        names: list[str] = []
        for module in MODULES:
            (copy.tree / SOURCE / module).write_text(probed(module, names))
        self._of_made = set(self._made(copy, kept, names))
        for place in TESTS:
            for file in sorted((ROOT / place).glob("test_*.py")) or [ROOT / place]:
                self._take(str(file.relative_to(ROOT)), self._told(copy, kept, file, names))
        for module in MODULES:
            (copy.tree / SOURCE / module).write_bytes((ROOT / SOURCE / module).read_bytes())

    def is_made_by(self, statement: str) -> bool:
        """Whether what is made once for all tests came by it, so that it must be made anew."""
        whole = f"{statement}|" if statement in MODULES else ""
        return statement in self._of_made or bool(whole and any(name.startswith(whole) for name in self._of_made))

    def _made(self, copy: Copy, kept: Path, names: list[str]) -> list[str]:
        """The real facts and what a wheel carries, made once, until facts or code that is not changed here changes."""
        files = [
            path for top in ("facts", "src") for path in sorted((ROOT / top).rglob("*.*")) if path.suffix in (".yaml", ".py")
        ]
        data = b"".join(path.read_bytes() for path in files if not str(path).endswith(MODULES))
        store = kept / f"made-{hashlib.sha256(data).hexdigest()[:16]}"
        if not store.exists():
            hits = [names[hit] for hit in _of(copy.ask(make=True), "fixture", "made")[0]["hits"]]
            part = kept / "part"
            shutil.rmtree(part, ignore_errors=True)
            part.mkdir()
            for one in ("facts.pickle", "filled.sqlite"):
                shutil.copy(copy.packages / one, part)
            shutil.copytree(copy.packages / "package", part / "package")
            (part / "hits.json").write_text(json.dumps(hits))
            part.rename(store)
        shutil.copytree(store, copy.packages, dirs_exist_ok=True)
        found: list[str] = json.loads((store / "hits.json").read_text())
        return found

    def _told(self, copy: Copy, kept: Path, file: Path, names: list[str]) -> Told:
        store = kept / f"{file.stem}-{hashlib.sha256(file.read_bytes()).hexdigest()[:16]}.json"
        if store.exists():
            found: Told = json.loads(store.read_text())
            return found
        said = copy.ask(files=[str(file.relative_to(ROOT))], trace=True)
        parts = _of(said, "part")
        bad = {line["part"] for line in parts if line["outcome"] != "passed"}
        seconds: dict[str, float] = defaultdict(float)
        for line in parts:
            seconds[line["part"]] += line["seconds"]
        first = _of(said, "collected")
        if not first:
            raise SystemExit(f"{file} can't be read:\n{(copy.packages / 'log.txt').read_text()}")
        found = {
            "collecting": first[0]["collected"],
            "all": [names[hit] for hit in first[0]["hits"]],
            "fixtures": {line["fixture"]: [names[hit] for hit in line["hits"]] for line in _of(said, "fixture")},
            "tests": [
                {**line, "hits": [names[hit] for hit in line["hits"]], "seconds": seconds[line["test"]]}
                for line in _of(said, "test")
                if line["test"] not in bad
            ],
        }
        print(f"{file.relative_to(ROOT)}: {len(found['tests'])} tests, {len(bad)} left out, {said['seconds']:.0f} s", flush=True)
        store.write_text(json.dumps(found))
        return found

    def _take(self, file: str, found: Told) -> None:
        self.collecting[file] = found["collecting"]
        for test in found["tests"]:
            name = test["test"]
            self.seconds[name] = test["seconds"]
            if test["process"]:
                self.starts_process.add(name)
            hits = {*test["hits"], *found["all"]}
            hits.update(hit for fixture in test["fixtures"] for hit in found["fixtures"].get(fixture, ()))
            for hit in hits:
                self.by.setdefault(hit, set()).add(name)

    def rounds(self, change: Change) -> Iterator[dict[str, float]]:
        """The tests of a change in three rounds: of its room, the others, and those that start a process."""
        wanted = self._wanted(change)
        near = _near(change)
        here = [test for test in wanted if test not in self.starts_process]
        first = [test for test in here if test.startswith(near)]
        yield self._ordered(first)
        yield self._ordered([test for test in here if test not in set(first)])
        yield self._ordered([test for test in wanted if test in self.starts_process])

    def _wanted(self, change: Change) -> list[str]:
        by_statement = self.by.get(change.statement, set())
        function = change.statement.rpartition("|")[0]
        start = f"{function}|" if function else f"{change.module}|"
        names = (not function and users(change.module, change.text)) or [name for name in self.by if name.startswith(start)]
        by_function: set[str] = set().union(*(self.by.get(name, ()) for name in names))
        near = _near(change)
        chosen = self._first(by_statement, near, self._most if function else 0)
        return [*chosen, *self._first(by_function - by_statement, near, self._most / 6 if function else self._most)]

    def _first(self, tests: Iterable[str], near: tuple[str, ...], most: float) -> list[str]:
        found: list[str] = []
        spent = 0.0
        for test in sorted(
            tests, key=lambda test: (not test.startswith(near) or self.seconds[test] > most / 3, self.seconds[test], test)
        ):
            spent += self.seconds[test] + 0.001
            if spent > most:
                break
            found.append(test)
        return found

    def _ordered(self, tests: list[str]) -> dict[str, float]:
        """File by file, the quickest file first."""
        cost: dict[str, float] = defaultdict(float)
        for test in tests:
            cost[_file(test)] += self.seconds[test]
        for file in cost:
            cost[file] += self.collecting[file]
        tests.sort(key=lambda test: (cost[_file(test)], _file(test), self.seconds[test], test))
        return {test: self.seconds[test] for test in tests}


def _near(change: Change) -> tuple[str, ...]:
    """The tests of its room, and what puts whole texts to it."""
    room = change.module.split("/", maxsplit=1)[0].removesuffix(".py")
    read = ("tests/reading", "tests/answers", "tests/facts/test_traps")
    more = {"reading": read, "answers": read, "stdout": ("tests/cli/test_stdout",), "editing": ("tests/editing", "tests/store")}
    return more.get(room, (f"tests/{room}",))


def _file(test: str) -> str:
    return test.partition("::")[0]


def _of(said: Told, key: str, value: str = "") -> list[Told]:
    return [line for line in said["lines"] if key in line and (not value or line[key] == value)]


def noticed(copy: Copy, cover: Cover, change: Change) -> tuple[str, float]:
    """What noticed a change, or ''; and the seconds of the processor that it took.

    First in a fork of the process that has all tests; what it can't do, or what comes by what that process has made already,
    is done once more in one that has loaded nothing.
    """
    change.put(copy.tree)
    made_by = not cover.is_quick and (cover.is_made_by(change.statement) or change.module.startswith(("editing", "store")))
    try:
        by, spent, is_done = _in_warm(copy, cover, change)
        if is_done and by and not (made_by and by.startswith("tests/fast")):
            return by, spent
        if is_done and not by and not made_by:
            return "", spent
        for tests in cover.rounds(change):
            by, seconds = _round(copy, tests, fresh=made_by) if tests else ("", 0.0)
            spent += seconds
            if by in cover.starts_process:  # such a test depends on the machine too: it must fail twice
                by, seconds = _round(copy, {by: tests[by]}, fresh=made_by)
                spent += seconds
            if by:
                return by, spent
        return "", spent
    finally:
        change.take(copy.tree)


def _in_warm(copy: Copy, cover: Cover, change: Change) -> tuple[str, float, bool]:
    """What noticed it, the seconds, and whether it could be done there. Who notices must pass without the change."""
    tests = {test: seconds for some in cover.rounds(change) for test, seconds in some.items()}
    source = (copy.tree / SOURCE / change.module).read_text()
    spent, by, is_again = 0.0, "", False
    while True:
        tests = {test: seconds for test, seconds in tests.items() if test not in cover.bad}
        by, seconds, is_done = _asked(copy, tests, change.module, source)
        spent += seconds
        if not is_done or not by:
            return by, spent, is_done
        test = by.rpartition(" in ")[2] if by.startswith("a limit in ") else by
        if test in tests and test not in cover.good:
            change.take(copy.tree)
            failed, seconds, _ = _asked(copy, {test: tests[test]}, change.module, "")
            change.put(copy.tree)
            spent += seconds
            (cover.bad if failed else cover.good).add(test)
            if failed:
                print(f"  {test} can't be run there", flush=True)
                continue
        if by not in cover.starts_process or is_again:
            return by, spent, True
        tests, is_again = {by: tests[by]}, True  # such a test depends on the machine too: it must fail twice


def _asked(copy: Copy, tests: dict[str, float], module: str, source: str) -> tuple[str, float, bool]:
    most = 60 + 10 * sum(tests.values())
    is_unchanged = not source
    source = source or (ROOT / SOURCE / module).read_text()
    said = copy.ask_warm(tests=tests, module=module, source=source, unchanged=is_unchanged, most=most, wall=60 + 3 * most)
    if not is_unchanged and not any(line["patched"] for line in _of(said, "patched")):
        return "", said["seconds"], False
    return _by(said), said["seconds"], True


def _round(copy: Copy, tests: dict[str, float], *, fresh: bool) -> tuple[str, float]:
    most = 60 + 10 * sum(tests.values())
    said = copy.ask(tests=tests, files=list(dict.fromkeys(map(_file, tests))), fresh=fresh, most=most, wall=60 + 3 * most)
    return _by(said), said["seconds"]


def _by(said: Told) -> str:
    failed = _of(said, "failed")
    if failed:
        return str(failed[0]["failed"])
    ended = _of(said, "ended")
    if ended and ended[0]["ended"] == 0:
        return ""
    began = [line["began"] for line in _of(said, "began")]
    return f"{'a limit' if began and not ended else 'the start'}{f' in {began[-1]}' if began else ''}"


def same(change: Change) -> str:
    """Why a change changes nothing, where somebody looked at it; or ''."""
    for item in tomllib.loads((HERE / "mutants_same.toml").read_text())["same"]:
        if item["module"] == change.module and item["line"] == change.text and item["change"] == change.told:
            return str(item["why"])
    return ""


def table(told: str, tried: list[tuple[Change, str]], possible: Counter[str]) -> str:
    """The section of the page."""
    rows = ["| module | changes | tried | change nothing | noticed | not noticed | noticed of those that change something |",
            "| --- | --- | --- | --- | --- | --- | --- |"]  # fmt: skip
    sums: Counter[str] = Counter()
    for module in MODULES:
        own = [(change, by) for change, by in tried if change.module == module]
        none = sum(not by and bool(same(change)) for change, by in own)
        found = sum(bool(by) for _, by in own)
        rows.append(_row(module, possible[module], len(own), none, found))
        sums.update(possible=possible[module], tried=len(own), none=none, found=found)
    rows.append(_row("together", sums["possible"], sums["tried"], sums["none"], sums["found"]))
    quiet = [change for change, by in tried if not by]
    reasons: dict[str, list[str]] = {}
    for change in sorted(quiet, key=lambda change: (change.module, change.line)):
        reasons.setdefault(same(change), []).append(f"`{change.module}`: `` {change.text[:110]} `` | `` {change.told} ``")
    lines = [told, "", *rows, "", "Not noticed:", "", *(f"- {line}" for line in reasons.pop("", ["nothing"]))]
    lines += ["", "What changes nothing:", ""]
    for why, some in reasons.items():
        lines += [f"- {why}", *(f"  - {line}" for line in some)]
    return "\n".join(lines) + "\n"


def _row(name: str, possible: int, tried: int, none: int, found: int) -> str:
    real = tried - none
    return f"| {name} | {possible:,} | {tried} | {none} | {found} | {real - found} | {f'{found / real:.1%}' if real else '-'} |"


def write_page(text: str, name: str) -> None:
    """Put the section between its marks."""
    sys.path.append(str(ROOT / "hostile"))
    import world

    world.write_page(name, text)


def options() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--seed", type=int, nargs="+", default=[1], help="a sample of this count with each of them")
    parser.add_argument("--only", nargs="*", default=[], metavar="FILE:LINE", help="every change of these lines, no sample")
    parser.add_argument(
        "--again", action="store_true", help="only what nothing noticed before, of the same seed; the rest is kept"
    )
    parser.add_argument("--most", type=float, default=MOST, help="seconds of tests that one change is put to")
    parser.add_argument(
        "--quick", action="store_true", help="nothing is made anew: what it lists may yet be noticed without this"
    )
    parser.add_argument("--kept", type=Path, help="a folder for what is known of tests and changes")
    parser.add_argument("--write", action="store_true", help="put the table into docs/reliability.md")
    parser.add_argument("--told", default="", help="what else is said before the table")
    return parser.parse_args()


def main() -> None:
    """Change, test and list."""
    asked = options()
    every = [change for module in MODULES for change in changes(module)]
    if asked.only:
        sample = [change for change in every if change.place in asked.only]
    else:
        count = min(asked.count, len(every))
        sample = list(dict.fromkeys(change for seed in asked.seed for change in random.Random(seed).sample(every, count)))
    with tempfile.TemporaryDirectory() as folder:
        kept = asked.kept or Path(folder) / "kept"
        kept.mkdir(exist_ok=True)
        log = kept / f"seed-{'-'.join(map(str, asked.seed))}.jsonl"
        before = _before(log) if asked.again else {}
        tried = []
        with log.open("w") if not asked.only else Path(os.devnull).open("w") as file:
            for change, by in _tried(Path(folder), asked, kept, sample, before):
                tried.append((change, by))
                file.write(json.dumps([_name(change), by]) + "\n")
                file.flush()
    possible = Counter(change.module for change in every)
    told = f"{len(tried)} of {len(every):,} changes, by chance with seed {' and '.join(map(str, asked.seed))}. {asked.told}"
    made = table(told.strip(), tried, possible)
    print(made)
    if asked.write:
        write_page(made, NAME)


def _name(change: Change) -> list[str]:
    return [change.statement, change.text, change.told]


def _before(log: Path) -> dict[str, str]:
    return {json.dumps(name): by for name, by in map(json.loads, log.read_text().splitlines())}


def _tried(
    folder: Path, asked: argparse.Namespace, kept: Path, sample: list[Change], before: dict[str, str]
) -> Iterator[tuple[Change, str]]:
    copy = Copy(folder)
    cover = Cover(copy, kept, asked.most)
    cover.is_quick = asked.quick
    copy.warm(sorted(cover.collecting))
    start, spent = time.monotonic(), 0.0
    for number, change in enumerate(sample, 1):
        by, seconds = before.get(json.dumps(_name(change)), ""), 0.0
        if not by:
            by, seconds = noticed(copy, cover, change)
        spent += seconds
        told = "known" if by and not seconds else "noticed" if by else "same" if same(change) else "NOT NOTICED"
        print(f"{number} {told} {change.place}: {change.told} [{seconds:.1f} s] {by}", flush=True)
        yield change, by
    print(f"{spent:.0f} s of the processor, {time.monotonic() - start:.0f} s", flush=True)
    copy.close()


if __name__ == "__main__":
    main()
