"""Whether the tests would notice: one small change at a time in a copy, met by the tests of its room.

    python benchmarks/mutants.py --count 400 --seed 1

What no test noticed is listed. By hand, since a change costs some seconds; `docs/reliability.md` says what came out.
"""

import argparse
import ast
import copy
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCE = Path("src") / "valcli"
LONGEST = 180  # seconds: a change that never ends is noticed too
_NAMES = ("tests/facts/test_traps.py", "tests/answers/test_sets.py", "tests/reading", "tests/answers/test_answers.py",
          "tests/facts/test_real_sets.py", "tests/facts/test_names.py")  # fmt: skip
# which modules, and the tests of their room: the quickest first, since most changes fall at once
ROOMS: dict[str, tuple[str, ...]] = {
    "reading/*.py": _NAMES,
    **{f"answers/{name}.py": _NAMES for name in ("resolve", "together", "covering", "names", "sets", "statements")},
    "stdout.py": ("tests/cli/test_batch.py", "tests/cli/test_door.py", "tests/cli/test_streams.py", "tests/cli/test_pager.py"),
    "store/file.py": ("tests/store", "tests/cli/test_door.py", "tests/fast"),
    "store/opening.py": ("tests/store", "tests/library", "tests/cli/test_door.py", "tests/fast"),
    "editing/load.py": ("tests/editing", "tests/store", "tests/cli/test_hostile.py"),
}
_FLIPPED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip


@dataclass(frozen=True)
class Change:
    """One change: where it stands, and what stands there before and after."""

    path: Path
    line: int
    start: int
    stop: int
    before: str
    after: str

    def __str__(self) -> str:
        """As it is listed."""
        return f"{self.path.relative_to(SOURCE)}:{self.line}: {_short(self.before)} -> {_short(self.after)}"


def _short(text: str) -> str:
    return " ".join(text.split())[:90]


def changes(path: Path) -> Iterator[Change]:
    """Every change that is tried in a module."""
    data = (ROOT / path).read_bytes()
    starts = [0]
    for line in data.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for node in _tried(ast.parse(data)):
        start = starts[node.lineno - 1] + node.col_offset
        stop = starts[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or 0)
        before = data[start:stop].decode()
        for other in _others(node):
            yield Change(path, node.lineno, start, stop, before, other)


def _tried(tree: ast.AST) -> Iterator[ast.expr | ast.stmt]:
    """Expressions and statements that run: no types, no docstrings, no texts of errors."""
    stack: list[ast.AST] = [tree]
    while stack:
        node = stack.pop()
        if isinstance(node, ast.Import | ast.ImportFrom | ast.Raise | ast.JoinedStr) or _is_text(node) or _is_for_types(node):
            continue
        if isinstance(node, ast.expr | ast.stmt):
            yield node
        skipped = {"annotation", "returns", "decorator_list"}
        for name, value in ast.iter_fields(node):
            if name not in skipped:
                stack += [child for child in (value if isinstance(value, list) else [value]) if isinstance(child, ast.AST)]


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _is_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def _others(node: ast.expr | ast.stmt) -> Iterator[str]:
    """What can stand in the place of a node."""
    match node:
        case ast.Compare(ops=[op]) | ast.BoolOp(op=op) | ast.BinOp(op=op) if type(op) in _FLIPPED:
            other = copy.copy(node)
            flipped = _FLIPPED[type(op)]()
            if isinstance(other, ast.Compare):
                other.ops = [flipped]  # type: ignore[list-item]
            else:
                other.op = flipped  # type: ignore[assignment]
            yield f"({ast.unparse(other)})"
        case ast.UnaryOp(op=ast.Not(), operand=inner):
            yield f"bool({ast.unparse(inner)})"
        case ast.Constant(value=bool(value)):
            yield str(not value)
        case ast.Constant(value=int(number)):
            yield str(number + 1)
        case ast.Constant(value=str(word)) if word.isascii() and word.isprintable() and 0 < len(word) < 25:
            yield repr(f"{word}~")
        case ast.IfExp(test=test, body=body, orelse=orelse):
            yield f"({ast.unparse(orelse)} if {ast.unparse(test)} else {ast.unparse(body)})"
        case ast.Continue() | ast.Break() | ast.AugAssign() | ast.Expr():
            yield "pass"
        case ast.comprehension() | ast.Return(value=None):
            return
        case ast.Return(value=value) if value and not isinstance(value, ast.Constant):
            yield f"return type({ast.unparse(value)})()"


def files() -> dict[Path, tuple[str, ...]]:
    """Each module that is changed, with its tests."""
    return {
        path.relative_to(ROOT): tests
        for pattern, tests in ROOMS.items()
        for path in sorted((ROOT / SOURCE).glob(pattern))
        if path.name != "__init__.py"
    }


def noticed(tree: Path, change: Change, tests: tuple[str, ...]) -> bool:
    """Whether a test fails in this copy with the change."""
    path = tree / change.path
    data = path.read_bytes()
    path.write_bytes(data[: change.start] + change.after.encode() + data[change.stop :])
    try:
        return any(not passes(tree, test) for test in tests)
    finally:
        path.write_bytes(data)


def passes(tree: Path, test: str) -> bool:
    """Whether the tests of one file or folder pass in this copy."""
    env = {**os.environ, "PYTHONPATH": str(tree / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", test]
    try:
        done = subprocess.run(command, cwd=tree, env=env, capture_output=True, timeout=LONGEST, check=False)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def main() -> None:
    """Change, test and list."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=600, help="begin no further change after so long")
    asked = parser.parse_args()
    rooms = files()
    every = [change for path in rooms for change in changes(path)]
    sample = random.Random(asked.seed).sample(every, min(asked.count, len(every)))
    until = time.monotonic() + asked.minutes * 60
    killed = tried = 0
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        shutil.copytree(ROOT, tree, ignore=shutil.ignore_patterns(".git", ".venv", "__pycache__", ".hypothesis"))
        for test in sorted({test for tests in rooms.values() for test in tests}):
            if not passes(tree, test):  # else every change would seem to be noticed
                raise SystemExit(f"{test} fails without any change")
        for change in sample:
            if time.monotonic() > until:
                break
            tried += 1
            dead = noticed(tree, change, rooms[change.path])
            killed += dead
            print(f"{tried} {'noticed ' if dead else 'SURVIVED'} {change}", flush=True)
    print(f"{killed} of {tried} noticed ({killed / max(1, tried):.1%}); {len(every):,} changes can be tried")


if __name__ == "__main__":
    main()
