"""Runs tests in forks of one process that has loaded what tests need, and nothing of the package: see `mutants.py`.

It is started in the environment of a copy of the project, takes requests as lines of JSON and answers each with one line.
"""

import contextlib
import functools
import gc
import io
import json
import os
import pickle
import resource
import select
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import mutants_probe  # made beside the copy: what a mark calls
import pytest

import patching

CACHES = Path(mutants_probe.__file__).parent
_MEMORY = 6 << 30
_LEAST = 10.0  # seconds of the processor that any test may take
_STORE = ("facts.sqlite", "built.py")
Told = dict[str, Any]


class _Marks:
    """Which marks were met, here and in the processes that a test starts."""

    def __init__(self) -> None:
        self._read = 0

    def taken(self) -> set[int]:
        """Those since the last time."""
        found = set(mutants_probe.seen)
        mutants_probe.seen.clear()
        with mutants_probe.FILE.open("rb") as file:
            file.seek(self._read)
            data = file.read()
        self._read += len(data)
        return found | {int(line) for line in data.split()}


@contextlib.contextmanager
def _in_time(usual: float) -> Iterator[None]:
    """A signal ends the process when a test takes, or waits, many times as long as it usually does."""
    limits = {signal.ITIMER_PROF: _LEAST + 20 * usual, signal.ITIMER_REAL: 4 * _LEAST + 60 * usual}
    for clock, limit in limits.items():
        signal.setitimer(clock, limit)
    try:
        yield
    finally:
        for clock in limits:
            signal.setitimer(clock, 0)


class Picked:
    """A plugin: runs the tests that were asked for in their order, and tells how each went."""

    def __init__(self, request: Told, tell: Any) -> None:
        self._wanted: dict[str, float] = request.get("tests", {})
        self._is_traced: bool = request.get("trace", False)
        self._fresh: bool = request.get("fresh", False)
        self._tell = tell
        self._marks = _Marks()
        self._start = time.monotonic()
        self._process = False
        self._hits: set[int] = set()
        if self._is_traced:
            sys.addaudithook(self._started)

    def _started(self, event: str, _: object) -> None:
        if event in ("subprocess.Popen", "os.fork", "os.posix_spawn", "os.exec"):
            self._process = True

    def pytest_configure(self) -> None:
        """What takes long to make is taken from where it was made before."""
        if not self._fresh:
            take_made()

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Only what was asked for, in that order."""
        if self._is_traced:
            self._tell(collected=time.monotonic() - self._start, hits=sorted(self._marks.taken()))
            return
        places = {name: place for place, name in enumerate(self._wanted)}
        items[:] = sorted((item for item in items if item.nodeid in places), key=lambda item: places[item.nodeid])

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any) -> Iterator[None]:
        """What a fixture of many tests comes by belongs to all of them."""
        if not self._is_traced or fixturedef.scope == "function":
            return (yield)
        self._hits |= self._marks.taken()
        made = yield
        self._tell(fixture=fixturedef.argname, hits=sorted(self._marks.taken()))
        return made

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """One test, with a limit."""
        self._process = False
        self._hits = set()
        if not self._is_traced:
            self._tell(began=item.nodeid)
        made = yield
        if self._is_traced:
            hits = sorted(self._hits | self._marks.taken())
            fixtures = list(getattr(item, "fixturenames", ()))
            self._tell(test=item.nodeid, hits=hits, fixtures=fixtures, process=self._process)
        return made

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Iterator[None]:
        """What is made for a test may take long, the test itself not."""
        if self._is_traced:
            return (yield)
        with _in_time(self._wanted[item.nodeid]):
            return (yield)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """How a part of a test went."""
        if self._is_traced:
            self._tell(part=report.nodeid, seconds=report.duration if report.when == "call" else 0, outcome=report.outcome)
        elif report.failed:
            self._tell(failed=report.nodeid)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A module of tests that can't be read is noticed too."""
        if report.failed:
            self._tell(failed=report.nodeid)


class _Pickler(pickle.Pickler):
    """Records that refuse every change are filled past their refusal."""

    def reducer_override(self, value: Any) -> Any:
        """How a frozen record is made again."""
        if type(value).__name__ == "Places":  # it knows things by where they lie in memory
            return _placed, (value.broken, [(thing, value.of(thing), value._keys[id(thing)]) for thing in value._alive])
        puts = getattr(type(value), "puts", None)
        if puts is None or isinstance(value, type):
            return NotImplemented
        return _filled, (type(value), {name: getattr(value, name) for name in puts})


def _filled(kind: Any, values: dict[str, Any]) -> Any:
    made = object.__new__(kind)
    for name, value in values.items():
        kind.puts[name](made, value)
    return made


def _placed(broken: set[str], noted: list[tuple[Any, Any, dict[str, int]]]) -> Any:
    from valcli.model.facts import Places

    made = Places()
    made.broken = broken
    for one in noted:
        made.note(*one)
    return made


def make(tell: Any) -> None:
    """Read the real facts and build what a wheel carries, once; tells which marks that came by."""
    import conftest
    from valcli.store.opening import in_memory
    from valcli.store.write import fill

    marks = _Marks()
    facts = conftest.real_facts()
    in_memory(facts, shipped=True)
    package = CACHES / "package"
    (package / "store").mkdir(parents=True)
    conftest.make_whole(package, facts)
    tell(fixture="made", hits=sorted(marks.taken()))
    kept = io.BytesIO()
    _Pickler(kept).dump(facts)
    (CACHES / "facts.pickle").write_bytes(kept.getvalue())
    import sqlite3

    connection = sqlite3.connect(":memory:")
    fill(connection, facts, True)
    (CACHES / "filled.sqlite").write_bytes(connection.serialize())


def take_made() -> None:
    """Let the tests take what `make` made."""
    import conftest
    from valcli.store import write

    facts = functools.cache(lambda: pickle.loads((CACHES / "facts.pickle").read_bytes()))  # noqa: S301  made here
    fill = write.fill

    def filled(connection: Any, some: Any, shipped: bool) -> None:
        if facts.cache_info().currsize and some is facts() and shipped:
            connection.deserialize((CACHES / "filled.sqlite").read_bytes())
        else:
            fill(connection, some, shipped)

    def whole(package: Path, _: object) -> None:
        shutil.copy(CACHES / "package" / "facts.sqlite", package / "facts.sqlite")
        shutil.copy(CACHES / "package" / "store" / "built.py", package / "store" / "built.py")

    for module, name, one in ((conftest, "real_facts", facts), (write, "fill", filled), (conftest, "make_whole", whole)):
        setattr(module, name, one)


def limited(most: float) -> None:
    """Of its own session, with limits, and with no streams but a log."""
    os.setsid()
    for kind, limit in ((resource.RLIMIT_AS, _MEMORY), (resource.RLIMIT_CPU, most)):
        resource.setrlimit(kind, (int(limit), int(limit)))
    null = os.open(os.devnull, os.O_RDWR)
    log = os.open(CACHES / "log.txt", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for number, target in ((0, null), (1, log), (2, log)):
        os.dup2(target, number)
    mutants_probe.main = os.getpid()


def child(request: Told, tell: Any) -> None:
    """Answer one request in a process that has loaded nothing of the package."""
    limited(request.get("most", 3_600))
    if request.get("make"):
        sys.path[:0] = ["tests"]
        make(tell)
        return
    plain()
    options = [*OPTIONS, *([] if request.get("trace") else ["-x"])]
    code = pytest.main([*options, *request["files"]], plugins=[Picked(request, tell)])
    tell(ended=int(code))


OPTIONS = ["-q", "--tb=short", "-W", "ignore:Module already imported", "-p", "no:cacheprovider", "-p", "no:xdist"]


def plain() -> None:
    """Hypothesis tries the same examples each time, and does not look for the smallest."""
    phases = [hypothesis.Phase.explicit, hypothesis.Phase.generate]
    hypothesis.settings.register_profile("changes", database=None, derandomize=True, deadline=None, phases=phases)
    hypothesis.settings.load_profile("changes")


class Warm:
    """A plugin: collects all tests, makes what many of them share, and then answers each request in a fork."""

    def __init__(self, read: int, write: int) -> None:
        self._requests = os.fdopen(read)
        self._write = write
        self._tell: Any = None
        self._failed = False
        self._items: dict[str, pytest.Item] = {}
        self._session: pytest.Session | None = None
        self._installed = Path()

    def pytest_configure(self) -> None:
        """What takes long to make is taken from where it was made before."""
        take_made()

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """In place of the usual loop."""
        self._session = session
        self._items = {item.nodeid: item for item in session.items}
        warm = self._items[WARM]
        warm.config.hook.pytest_runtest_protocol(item=warm, nextitem=session.items[0])
        if self._failed:
            raise RuntimeError("what the tests share can't be made")
        self._installed = Path(os.environ["INSTALLED"])
        patching.remember()
        gc.freeze()
        os.write(self._write, b"ready\n")  # no module may be changed before this one has loaded it
        for line in self._requests:
            request = json.loads(line)
            said = answer(request, self._act)
            if request.get("module"):  # the copy that a change was put into as well
                shutil.copy(Path("src/valcli") / request["module"], self._installed / "valcli" / request["module"])
            shutil.rmtree(CACHES / "temporary", ignore_errors=True)
            os.write(self._write, json.dumps(said).encode() + b"\n")
        return True

    def _act(self, request: Told, tell: Any) -> None:
        limited(request["most"])
        self._tell = tell
        assert self._session
        (CACHES / "temporary").mkdir()
        self._session.config._tmp_path_factory._basetemp = CACHES / "temporary"  # type: ignore[attr-defined]
        count = patching.patched(request["module"], request["source"])
        tell(patched=count)
        if not count and not request.get("unchanged"):
            return
        names = self._shared()["names"]
        facts = names.facts
        names.__dict__.clear()
        names.__init__(facts, "all", suggest=False)  # what it has kept was answered without the change
        (self._installed / "valcli" / request["module"]).write_text(request["source"])
        items = [self._items[test] for test in request["tests"] if test in self._items]
        behind = [item for item in items if not self._is_plain(item)]
        self._session._setupstate.teardown_exact(behind[0] if behind else None)
        for item in items:
            tell(began=item.nodeid)
            with _in_time(request["tests"][item.nodeid]):
                if behind and item is behind[0]:
                    del behind[0]
                    after = behind[0] if behind else self._items[WARM]
                    item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
                else:
                    self._call(item)
            if self._failed:
                return
        tell(ended=0)

    def _is_plain(self, item: pytest.Item) -> bool:
        """Whether a test needs nothing but what is shared; then it is called, since pytest takes as long for it again."""
        if not isinstance(item, pytest.Function) or hasattr(item.obj, "hypothesis"):
            return False
        given = set(item.callspec.params) if hasattr(item, "callspec") else set()
        made, own = (one._fixtureinfo.name2fixturedefs for one in (self._items[WARM], item))  # type: ignore[attr-defined]
        others = set(item.fixturenames) - given - {"_quiet_environment", "monkeypatch", "request"}
        wanted = set(item._fixtureinfo.argnames)
        return all(made.get(name) == own.get(name) for name in others) and wanted <= given | set(self._shared())

    def _shared(self) -> Told:
        shared: Told = sys.modules["test_warm"].KEPT
        return shared

    def _call(self, item: Any) -> None:
        given = dict(item.callspec.params) if hasattr(item, "callspec") else {}
        values = self._shared() | given
        try:
            item.obj(**{name: values[name] for name in item._fixtureinfo.argnames})
        except BaseException as fault:
            if not isinstance(fault, pytest.skip.Exception):
                self._failed = True
                (CACHES / "warm.txt").write_text("".join(traceback.format_exception(fault)))
                self._tell(failed=item.nodeid)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """How a part of a test went."""
        if report.failed:
            self._failed = True
            (CACHES / "warm.txt").write_text(report.longreprtext)
            if self._tell:
                self._tell(failed=report.nodeid)


WARM = "tests/test_warm.py::test_what_is_shared"
WARM_TEST = """
import os
KEPT = {}
def test_what_is_shared(tiny, tiny_base, real, real_base, installed, store, names, sets_folder):
    for base in (tiny_base, real_base, names.facts):
        base.table
    KEPT.update(locals())
    os.environ["INSTALLED"] = str(installed.folder)
"""


def answer(request: Told, act: Callable[[Told, Any], None]) -> Told:
    """Fork, wait, and give back every line that was told."""
    read, write = os.pipe()
    start = time.monotonic()
    number = os.fork()
    if number == 0:
        code = 0
        try:
            os.close(read)
            act(request, lambda **said: os.write(write, json.dumps(said).encode() + b"\n"))
        except BaseException:
            traceback.print_exc()
            code = 1
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    os.close(write)
    data, until, is_late = b"", start + request.get("wall", 3_600), False
    while True:
        ready, _, _ = select.select([read], [], [], max(0, until - time.monotonic()))
        if not ready:
            is_late = True
            break
        piece = os.read(read, 1 << 20)
        if not piece:
            break
        data += piece
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(number, signal.SIGKILL)
    _, status, usage = os.wait4(number, 0)
    os.close(read)
    lines = [json.loads(line) for line in data.splitlines() if line.endswith(b"}")]
    seconds = usage.ru_utime + usage.ru_stime
    return {"lines": lines, "status": status, "late": is_late, "seconds": seconds}


def main() -> None:
    """Answer request by request: with two descriptors from a process that has collected all tests, else from an empty one."""
    import _pytest.pytester_assertions  # noqa: F401  what pytest loads late
    import rich.console
    import typer
    import yaml

    assert [rich.console, typer, yaml]  # loaded once for all forks
    if len(sys.argv) > 1:
        read, write, *files = sys.argv[1:]
        Path(WARM.partition("::")[0]).write_text(WARM_TEST)
        plain()
        sys.exit(pytest.main([*OPTIONS, WARM.partition("::")[0], *files], plugins=[Warm(int(read), int(write))]))
    assert not [name for name in sys.modules if name.startswith("valcli")]
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line), child)), flush=True)


if __name__ == "__main__":
    main()
