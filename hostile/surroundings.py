"""The same answer wherever it is asked: variables in pairs, locales, clocks, folders, limits, places of installation, streams."""

import itertools
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import world
from world import Ended, Found

ASKED = (("interactions", "alcohol", "zzzz", "--json"), ("info", "danger", "-f", "plain"))
FACTORS: dict[str, tuple[str, ...]] = {
    "HOME": ("/nonexistent", "/dev/null", ""),
    "XDG_CONFIG_HOME": ("relative", "/proc/1/root"),
    "TERM": ("", "dumb", "xterm-256color", "nonsense"),
    "NO_COLOR": ("", "1"),
    "FORCE_COLOR": ("0", "1", ""),
    "CLICOLOR_FORCE": ("1",),
    "TTY_COMPATIBLE": ("1",),
    "GITHUB_ACTIONS": ("true",),
    "PY_COLORS": ("1",),
    "COLUMNS": ("0", "1", "5", "1000000", "2000000000", "-5", "abc", ""),
    "LINES": ("0", "1", "-5", "abc"),
    "LC_ALL": ("C", "POSIX", "de_DE.UTF-8", "tr_TR.UTF-8", "xx_YY"),
    "PYTHONUTF8": ("0", "1"),
    "PYTHONIOENCODING": ("ascii", "cp1252", "latin-1", "utf-8:strict", "utf-16"),
    "PYTHONOPTIMIZE": ("1", "2"),
    "PYTHONWARNINGS": ("error",),
    "PYTHONDONTWRITEBYTECODE": ("1",),
    "PYTHONSAFEPATH": ("1",),
    "PYTHONHASHSEED": ("0", "7"),
    "TZ": ("Pacific/Kiritimati", "America/Adak", "nonsense", ":/dev/null"),
    "PAGER": ("rm -x", "", "nothing-of-that-name"),
    "LESS": ("\x1b[31m",),
    "LC_CTYPE": ("tr_TR",),
    "_VALCLI_COMPLETE": ("complete_bash", "source_zsh"),
    "MALLOC_PERTURB_": ("7",),
}
Case = tuple[str, Callable[[tuple[str, ...]], Ended]]


def count(most: int, seed: int) -> Found:
    """Ask the same in each class of surroundings."""
    found = Found(
        "surroundings",
        "The answers (JSON and plain) must be the same bytes with nothing on stderr, or, where it says so, "
        "end in a documented way without half an answer.",
        ("class", "runs", "same answer", "refused, documented"),
    )
    right: dict[tuple[str, ...], Ended] = {asked: world.run(*asked) for asked in ASKED}
    with tempfile.TemporaryDirectory() as made:
        here = Path(made)
        for what, cases in (
            ("variables in pairs", _pairs(most, seed)),
            ("clocks", _clocks()),
            ("working folders", _folders(here)),
            ("masks and limits", _limits()),
            ("places of installation", _places(here)),
            ("a link, a zip application, a module of that name beside it", _odd(here)),
            ("installed by another user", _others(here)),
            ("two at once", _together(most)),
        ):
            _class(found, what, cases, right)
        _row_of_disk(found, here, right)
    return found


def _class(found: Found, what: str, cases: Iterator[Case], right: dict[tuple[str, ...], Ended]) -> None:
    runs = same = refused = 0
    for name, ask in cases:
        for asked, good in right.items():
            done = ask(asked)
            runs += 1
            if (done.code, done.out, done.err) == (good.code, good.out, good.err):
                same += 1
            elif not done.out and done.code in {2, 65, 70, 74} and b"Traceback" not in done.err:
                refused += 1
                if name.startswith("!"):
                    found.wrong.append(f"{what}: {name}: {' '.join(asked)}: refused: {done.code} {done.err[-200:]!r}")
            else:
                found.wrong.append(f"{what}: {name}: {' '.join(asked)}: {done.code} {done.out[:80]!r} {done.err[-200:]!r}")
    found.rows.append((what, runs, same, refused))


def _pairs(most: int, seed: int) -> Iterator[Case]:
    """Every two values of two variables, or so many of them, spread evenly."""
    values = [(name, value) for name, some in FACTORS.items() for value in some]
    pairs = [pair for pair in itertools.combinations(values, 2) if pair[0][0] != pair[1][0]]
    step = max(1, len(pairs) // most)
    for pair in pairs[seed % step :: step]:
        env = world.environment(**dict(pair))
        yield f"!{dict(pair)}", lambda asked, env=env: world.run(*asked, env=env)  # type: ignore[misc]


def _clocks() -> Iterator[Case]:
    faketime = world.needs("faketime")
    for date in ("1970-01-02", "2001-09-09", "2038-01-20", "2099-12-31"):
        yield f"!{date}", lambda asked, date=date: world.run(*asked, before=(faketime, date))  # type: ignore[misc]


def _folders(here: Path) -> Iterator[Case]:
    """Folders with odd names, without rights, and one that is gone."""
    for name in ("with space", "[brackets]", "\u00e9\u4e2d", "-h", "--json", "x" * 200):
        (here / name).mkdir()
        yield f"!{name}", lambda asked, place=here / name: world.run(*asked, cwd=place)  # type: ignore[misc]
    odd = os.fsencode(here) + b"/\xff\xfe"
    os.mkdir(odd)  # noqa: PTH102  its name is no text
    yield "!no text", lambda asked: world.run(*asked, cwd=odd)
    gone = f"cd $(mktemp -d) && rmdir $PWD && exec {world.PROGRAM} "
    yield "!gone", lambda asked: _shell(gone, asked)


def _shell(lead: str, asked: tuple[str, ...]) -> Ended:
    done = subprocess.run(
        ["bash", "-c", f"{lead} {' '.join(asked)}"], env=world.environment(), capture_output=True, timeout=60, check=False
    )
    return Ended(done.returncode, done.stdout, done.stderr)


def _limits() -> Iterator[Case]:
    for mask in ("0777", "0000"):
        yield f"!umask {mask}", lambda asked, mask=mask: _shell(f"umask {mask}; exec {world.PROGRAM}", asked)  # type: ignore[misc]
    for kind, values in (
        (resource.RLIMIT_NOFILE, (5, 6, 8, 16)),
        (resource.RLIMIT_AS, (20 << 20, 24 << 20, 28 << 20, 32 << 20, 40 << 20, 64 << 20)),
        (resource.RLIMIT_NPROC, (0, 1)),
        (resource.RLIMIT_FSIZE, (0,)),
        (resource.RLIMIT_STACK, (256 << 10,)),
        (resource.RLIMIT_DATA, (16 << 20, 32 << 20)),  # with 8 MB Python itself seldom comes to our first line
    ):
        for value in values:

            def limited(kind: int = kind, value: int = value) -> None:
                resource.setrlimit(kind, (value, value))

            yield f"limit {kind} {value}", lambda asked, limited=limited: world.run(*asked, preexec_fn=limited)  # type: ignore[misc]


def _package() -> Path:
    (package,) = world.PROGRAM.parents[1].glob("lib/python*/site-packages/valcli")
    return package


def _module(place: Path | str, asked: tuple[str, ...], cwd: Path | None = None) -> Ended:
    """The copy of the package that stands in a place."""
    python = str(world.PROGRAM.with_name("python"))
    env = world.environment(PYTHONPATH=str(place))
    done = subprocess.run(
        [python, "-m", "valcli", *asked], env=env, cwd=cwd, capture_output=True, stdin=subprocess.DEVNULL, timeout=60, check=False
    )
    return Ended(done.returncode, done.stdout, done.stderr)


def _places(here: Path) -> Iterator[Case]:
    """Copies of the installation where paths are odd, and one that nobody may write to."""
    for name in ("a b", "[c]", "q?x=1#y%20z", "\u00e9", "it's"):
        shutil.copytree(_package(), here / "places" / name / "valcli")
        yield f"!{name}", lambda asked, place=here / "places" / name: _module(place, asked)  # type: ignore[misc]
    bare = here / "places" / "a b"
    for path in bare.rglob("*"):
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield "!read-only", lambda asked: _module(bare, asked)
    for path in bare.rglob("*"):
        path.chmod(0o755)


def _odd(here: Path) -> Iterator[Case]:
    (here / "linked").mkdir()
    (here / "linked" / "valcli").symlink_to(_package())
    yield "!link", lambda asked: _module(here / "linked", asked)
    archive = here / "valcli.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for path in _package().rglob("*"):
            packed.write(path, path.relative_to(_package().parent))
    yield "a zip", lambda asked: _module(archive, asked)
    (here / "beside").mkdir()
    for name in ("yaml", "rich", "typer", "json", "sqlite3", "re", "valcli"):
        (here / "beside" / f"{name}.py").write_text("raise SystemExit('hijacked')\n")
    yield "!modules beside it", lambda asked: world.run(*asked, cwd=here / "beside")


def _others(here: Path) -> Iterator[Case]:
    """Installed by one user and run by another, who may write nothing there, and not read all of it either."""
    here.chmod(0o755)
    shared = here / "shared"
    shutil.copytree(_package().parent, shared, ignore=shutil.ignore_patterns("__pycache__"))
    places = [shared, *shared.rglob("*")]
    for path in places:
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield "!readable", lambda asked: _by_another(shared, asked)
    for inside in ("facts", "facts.sqlite", "cli/ask.py", "store", "answers/names.py", "stdout.py"):
        path = shared / "valcli" / inside
        mode = path.stat().st_mode
        path.chmod(0)
        yield f"{'!' if inside == 'facts' else ''}{inside} not to be read", lambda asked: _by_another(shared, asked)
        path.chmod(mode)
    for path in places:
        path.chmod(0o755)


def _by_another(place: Path, asked: tuple[str, ...]) -> Ended:
    """A run by somebody who owns nothing: by nobody where root tries this, else by whoever does, for whom all is closed too.

    Where nobody can't reach Python, root gives up the right to read what is closed.
    """
    python = os.path.realpath(sys.executable)
    user: dict[str, object] = {}
    before: list[str] = []
    if not os.geteuid():
        is_open = all(folder.stat().st_mode & 0o001 for folder in Path(python).parents)
        user = {"user": 65534, "group": 65534, "extra_groups": []} if is_open else {}
        before = [] if is_open else [world.needs("setpriv"), "--bounding-set", "-dac_override,-dac_read_search"]
    done = subprocess.run(  # type: ignore[call-overload]
        [*before, python, "-m", "valcli", *asked], env=world.environment(PYTHONPATH=str(place)), cwd="/",
        capture_output=True, stdin=subprocess.DEVNULL, timeout=60, check=False, **user,
    )  # fmt: skip
    return Ended(done.returncode, done.stdout, done.stderr)


def _together(most: int) -> Iterator[Case]:
    """Two processes at the same time; each has the whole answer."""

    def both(asked: tuple[str, ...]) -> Ended:
        children = [
            subprocess.Popen(
                [str(world.PROGRAM), *asked], env=world.environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
            )
            for _ in range(2)
        ]
        ends = [Ended(child.returncode, *streams) for child in children if (streams := child.communicate(timeout=60))]
        return ends[0] if ends[0] == ends[1] else Ended(-1, b"", b"the two differ")

    for number in range(max(2, most // 20)):
        yield f"!{number}", both


def _row_of_disk(found: Found, here: Path, right: dict[tuple[str, ...], Ended]) -> None:
    """A disk that is full in the middle of an answer: a file that may not grow further stands in for it."""
    runs = told = 0
    for asked, good in right.items():
        for size in (0, 1, 100, 1000):

            def limited(size: int = size) -> None:
                resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

            out = here / "out"
            with out.open("wb") as file:
                done = subprocess.run(
                    [str(world.PROGRAM), *asked], env=world.environment(), stdout=file, stderr=subprocess.PIPE,
                    preexec_fn=limited, timeout=60, check=False,
                )  # fmt: skip
            runs += 1
            beginning = good.out.startswith(out.read_bytes())
            told += done.returncode == 74 and beginning
            lines = 2 if "--json" in asked else 1  # for a program an object behind the line for people
            if done.returncode != 74 or not beginning or done.stderr.count(b"\n") != lines:
                found.wrong.append(f"disk full behind {size} bytes: {done.returncode} {done.stderr!r}")
    found.rows.append(("a disk that is full in the middle", runs, 0, told))
