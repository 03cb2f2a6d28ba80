"""One small change in a module: which there are, and where a mark tells that a test comes by."""

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCE = Path("src") / "valcli"
# the reader of names, what resolves and combines and gives states, the door out, the store's guards, the loader
MODULES = (
    *("reading/group.py", "reading/lexicon.py", "reading/parts.py", "reading/read.py", "reading/scan.py", "reading/strength.py"),
    *(
        "reading/turning.py",
        "answers/resolve.py",
        "answers/together.py",
        "answers/brackets.py",
        "answers/covering.py",
        "answers/names.py",
    ),
    *("answers/sets.py", "answers/statements.py", "stdout.py", "store/file.py", "store/opening.py", "editing/load.py"),
)
PROBE = "from mutants_probe import hit as _probe_hit\n"
_FLIPPED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip


@dataclass(frozen=True)
class Change:
    """One change: where it stands, what stands there before and after, and the statement that it is in."""

    module: str
    line: int
    start: int
    stop: int
    before: str
    after: str
    text: str  # the whole line
    statement: str  # the name of the innermost statement of a function, or of the module

    @property
    def place(self) -> str:
        """Where it stands."""
        return f"{self.module}:{self.line}"

    @property
    def told(self) -> str:
        """What is changed."""
        return f"{_short(self.before)} -> {_short(self.after)}"

    def put(self, tree: Path) -> None:
        """Make it in a copy."""
        data = (ROOT / SOURCE / self.module).read_bytes()
        (tree / SOURCE / self.module).write_bytes(data[: self.start] + self.after.encode() + data[self.stop :])

    def take(self, tree: Path) -> None:
        """Unmake it."""
        (tree / SOURCE / self.module).write_bytes((ROOT / SOURCE / self.module).read_bytes())


def _short(text: str) -> str:
    return " ".join(text.split())[:90]


def changes(module: str) -> Iterator[Change]:
    """Every change that is tried in a module."""
    data = (ROOT / SOURCE / module).read_bytes()
    lines = data.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    tree = ast.parse(data)
    named = list(statements(module, tree))
    for node in _tried(tree):
        begin, end = (node.lineno, node.col_offset), (node.end_lineno or node.lineno, node.end_col_offset or 0)
        start, stop = starts[begin[0] - 1] + begin[1], starts[end[0] - 1] + end[1]
        around = [name for name, item, _ in named if _place(item)[0] <= begin and end <= _place(item)[1]]
        for other in _others(node):
            text = lines[node.lineno - 1].decode().strip()
            before = data[start:stop].decode()
            yield Change(module, node.lineno, start, stop, before, other, text, around[-1] if around else module)


def _place(node: ast.stmt) -> tuple[tuple[int, int], tuple[int, int]]:
    return (node.lineno, node.col_offset), (node.end_lineno or 0, node.end_col_offset or 0)


def statements(module: str, tree: ast.AST) -> Iterator[tuple[str, ast.stmt, list[ast.stmt]]]:
    """Every statement inside a function with a name that outlives changes elsewhere, and the block that it stands in."""
    yield from _statements(tree, module, inside=False)


def _statements(node: ast.AST, name: str, *, inside: bool) -> Iterator[tuple[str, ast.stmt, list[ast.stmt]]]:
    blocks = [block for field in ("body", "orelse", "finalbody") if isinstance(block := getattr(node, field, None), list)]
    for block in blocks:
        for item in [item for item in block if not _is_text(item)]:
            if inside:
                yield f"{name}|{_short(ast.unparse(item))}", item, block
            is_function = isinstance(item, ast.FunctionDef)
            deeper = f"{name}|{item.name}" if isinstance(item, ast.FunctionDef | ast.ClassDef) else name
            yield from _statements(item, deeper, inside=inside or is_function)
    for inner in (*getattr(node, "handlers", ()), *getattr(node, "cases", ())):
        yield from _statements(inner, name, inside=inside)


def users(module: str, line: str) -> set[str]:
    """The statements that name a constant, by the line that makes it; none where a line makes no constant."""
    tree = ast.parse((ROOT / SOURCE / module).read_text())
    made = {item.strip() for item in line.partition(" = ")[0].partition(":")[0].split(",")}
    return {
        name
        for name, item, _ in statements(module, tree)
        if any(isinstance(node, ast.Name) and node.id in made for node in ast.walk(item))
    }


def probed(module: str, names: list[str]) -> str:
    """The module with a mark before each statement; a mark is the place of its name in `names`, which grows."""
    tree = ast.parse((ROOT / SOURCE / module).read_text())
    for name, item, block in list(statements(module, tree)):
        mark = ast.parse(f"_probe_hit({len(names)})").body[0]
        block.insert(next(place for place, one in enumerate(block) if one is item), mark)
        names.append(name)
    after_text = 1 if tree.body and _is_text(tree.body[0]) else 0
    tree.body[after_text:after_text] = ast.parse(PROBE).body
    return ast.unparse(ast.fix_missing_locations(tree))


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
        case ast.Return(value=None | ast.List(elts=[]) | ast.Tuple(elts=[]) | ast.Dict(keys=[])):
            return
        case ast.Return(value=value) if value and not isinstance(value, ast.Constant):
            yield f"return type({ast.unparse(value)})()"
