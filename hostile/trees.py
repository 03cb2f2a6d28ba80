"""Folders of facts that are cut, mistyped and torn: each is read or refused at its place, soon, and never a crash."""

import functools
import random
import re
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import world
from world import Found

from tiny import copy_tiny

SIGNS = "abz019 \n\t:-#'\"[]{},>|&*!%@`\\~?.=\u00e9\u2028\x00\ufeff"
NASTY = ("[]", "{}", "''", "null", "~", "- -", "&a x", "*a", "!!python/object x", "<<: x", ">#", "|2", "'", '"', "[", "}", "1e9",
         "x: y: z", "\t", "---", "...", "%YAML 9", "\u202e", "# end", "9" * 400, "[" * 60)  # fmt: skip
PIECES = ("a", "b", ": ", ":", ",", ",", "[", "]", "{", "}", "#", " #", "?", "? ", "- ", "-", "\n", "\n  ", "'", '"', "|", ">",
          "&a", "*a", "!", "%", "@", "=", "<<", " ", "k: [", "k: {", "~", "`", "\\")  # fmt: skip
_MANY = (
    10_000  # from here on it is no run of CI, and the real facts, which take a second each, are cut as often as they should be
)
Change = Callable[[random.Random, str], str]


def letter(chance: random.Random, text: str) -> str:
    """One sign is another, gone, or there in addition."""
    place = chance.randrange(len(text))
    sign = chance.choice(SIGNS)
    return text[:place] + chance.choice((sign, "", sign + text[place])) + text[place + 1 :]


def tree(chance: random.Random, text: str) -> str:
    """One to three lines are gone, doubled, moved, further in, or hold what YAML is asked to trip over."""
    lines = text.split("\n")
    for _ in range(chance.randint(1, 3)):
        place = chance.randrange(len(lines))
        line = lines[place]
        match chance.randrange(6):
            case 0:
                lines[place : place + chance.randint(1, 4)] = []
            case 1:
                lines.insert(chance.randrange(len(lines) + 1), line)
            case 2:
                lines[place] = " " * chance.randint(0, 30) + line.lstrip()
            case 3:
                lines[place] = line.partition(":")[0] + ": " + chance.choice(NASTY)
            case 4:
                lines.insert(place, " " * (len(line) - len(line.lstrip())) + chance.choice(NASTY))
            case _:
                other = chance.randrange(len(lines))
                lines[place], lines[other] = lines[other], lines[place]
        lines = lines or [""]
    return "\n".join(lines)


def brackets(chance: random.Random, text: str) -> str:
    """Up to three signs more inside a list in brackets."""
    found = chance.choice([*re.finditer(r"\[[^\]\n]*\]", text), None])
    if found is None:
        return letter(chance, text)
    place = chance.randint(found.start() + 1, found.end() - 1)
    return text[:place] + "".join(chance.choice(PIECES) for _ in range(chance.randint(1, 3))) + text[place:]


def scrap(chance: random.Random, _: str) -> str:
    """Up to ten pieces of what YAML is made of."""
    return "".join(chance.choice(PIECES) for _ in range(chance.randint(1, 10))) + "\n"


def count(most: int, seed: int) -> Found:
    """Every cut of the small facts, and so many changes of each kind."""
    from valcli.editing import files, yaml_tree

    # of all files but the changed one the tree is the same each time, and nothing changes a tree
    setattr(files, "read_tree", functools.lru_cache(4096)(yaml_tree.read_tree))  # noqa: B010  a name that it only uses
    found = Found(
        "trees",
        "The small facts of the tests, with one file changed. A place is a file and a line in it. "
        "A changed letter inside a text can't be noticed: no claim is made on it.",
        ("change", "folders", "read", "refused at a place", "faults", "slowest, s"),
    )
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as made:
        folder = copy_tiny(Path(made) / "facts")
        world.short_words(folder)
        paths = sorted(folder.rglob("*.yaml"))
        small = [path for path in paths if path.name not in ("words.yaml", "vocabulary.yaml")]
        assert _problems(folder) == []
        _count(found, folder, "cut behind a line", ((path, cut) for path in small for cut in _cuts(path.read_text())))
        for what, change in (("one sign", letter), ("lines", tree)):
            _count(found, folder, what, _changed(chance, paths, small, change, most))
        _compare(found, chance, small, most // 2)
        _cut_real(found, chance, Path(made) / "real", 300 if most >= _MANY else 10)
    return found


def _cuts(text: str) -> Iterator[str]:
    lines = text.splitlines(keepends=True)
    return ("".join(lines[:number]) for number in range(len(lines)))


def _changed(
    chance: random.Random, paths: list[Path], small: list[Path], change: Change, most: int
) -> Iterator[tuple[Path, str]]:
    for number in range(most):
        path = chance.choice(paths if number % 10 == 0 else small)
        yield path, change(chance, path.read_text())


def _problems(folder: Path) -> list[object]:
    from valcli.editing.load import read_facts

    return [*read_facts(folder, for_check=True)[1]]


def _count(found: Found, folder: Path, what: str, changed: Iterator[tuple[Path, str]], usual: float = 0) -> None:
    """Read the folder with each change; the file is put back."""
    ends: Counter[str] = Counter()
    slowest = 0.0
    for path, text in changed:
        before = path.read_bytes()
        start = time.perf_counter()
        try:
            path.write_bytes(text.encode("utf-8", "surrogatepass"))
            end = _end(found, folder, path, text, cut="cut" in what)
        finally:
            path.write_bytes(before)
        ends[end] += 1
        took = time.perf_counter() - start
        slowest = max(slowest, took)
        if took > usual + world.MOST_SECONDS:
            found.wrong.append(f"{path.name}: {what}: {took:.1f} s")
    found.rows.append((what, ends.total(), ends["read"], ends["refused"], ends["fault"], f"{slowest:.3f}"))


def _end(found: Found, folder: Path, path: Path, text: str, *, cut: bool) -> str:
    from valcli.editing.load import read_facts
    from valcli.store.opening import in_memory

    try:
        facts, problems, _ = read_facts(folder, for_check=True)
        if facts and not problems and len(text) % 20 == 0:
            in_memory(facts, shipped=False)
    except Exception as fault:  # noqa: BLE001  what is looked for
        found.wrong.append(f"{path.name}: {type(fault).__name__}: {fault}: {text[-60:]!r}")
        return "fault"
    if not problems:
        if cut:
            found.wrong.append(f"{path.name}: a cut is read: {text[-60:]!r}")
        return "read"
    for problem in problems:
        name = problem.file.removeprefix(f"{folder.name}/")
        lines = (folder / name).read_bytes().count(b"\n") + 1 if (folder / name).is_file() else 1
        if not 1 <= problem.line <= lines or not (folder / name).exists():
            found.wrong.append(f"{path.name}: no place: {problem}")
    return "refused"


def _cut_real(found: Found, chance: random.Random, folder: Path, most: int) -> None:
    """The real facts, one file of which ends too soon: refused where it ends, or what is gone is told by a published count."""
    shutil.copytree(world.ROOT / "facts", folder)
    start = time.perf_counter()
    assert _problems(folder) == []
    usual = time.perf_counter() - start
    paths = sorted(folder.rglob("*.yaml"))
    cuts = []
    for _ in range(most):
        path = chance.choice(paths)
        lines = path.read_text().splitlines(keepends=True)
        cuts.append((path, "".join(lines[: chance.randrange(len(lines))])))
    _count(found, folder, "the real facts, cut behind a line", iter(cuts), usual)


def _compare(found: Found, chance: random.Random, small: list[Path], most: int) -> None:
    """What one parser of PyYAML accepts the other accepts too, and reads as the same."""
    import yaml

    from valcli.editing import yaml_tree

    quick = yaml_tree._LOADER  # noqa: SLF001  there is one on each machine, and two in the world
    both = 0
    for _ in range(most):
        change = chance.choice((letter, tree, brackets, scrap))
        data = change(chance, chance.choice(small).read_text()).encode("utf-8", "surrogatepass")
        read = []
        for loader in (quick, yaml.SafeLoader):
            yaml_tree._LOADER = loader  # noqa: SLF001
            made, faults = yaml_tree.read_tree(data)
            read.append(None if faults else made)
        yaml_tree._LOADER = quick  # noqa: SLF001
        both += None not in read
        if read[0] != read[1]:
            found.wrong.append(f"the parsers differ: {data!r}")
    found.rows.append(("read by both parsers of PyYAML alike", most, both, most - both, 0, "-"))
