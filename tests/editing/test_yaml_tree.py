"""The reader of YAML: what it refuses, and that scalars stay as they were typed."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from valcli.editing import yaml_tree
from valcli.editing.yaml_tree import MAX_BYTES, MAX_DEPTH, MAX_EVENTS, Node, read_tree

REFUSED = {
    "duplicate key": (b"a: 1\nb: 2\na: 3\n", 3, "key 'a' stands twice, first on line 1"),
    "duplicate key, nested flow": (b"x: {a: 1, a: 2}\n", 1, "key 'a' stands twice, first on line 1"),
    "anchor": (b"a: &x 1\n", 1, "anchors and aliases are not allowed"),
    "alias": (b"a: 1\nb: *x\n", 2, "anchors and aliases are not allowed"),
    "merge key": (b"a: 1\n<<: 2\n", 2, "merge key '<<' is not allowed"),
    "tag": (b"a: !!binary aGk=\n", 1, "tag tag:yaml.org,2002:binary is not allowed"),
    "python tag": (b"a: !!python/object:os.system x\n", 1, "tag tag:yaml.org,2002:python/object:os.system is not allowed"),
    "byte-order mark": (b"\xef\xbb\xbfa: 1\n", 1, "file starts with a byte-order mark; save it as plain UTF-8"),
    "next line character": ("a: b\u0085c\n".encode(), 1, "hidden or control character U+0085 is not allowed"),
    "line separator": ("a: 1\nb: x\u2028y\n".encode(), 2, "hidden or control character U+2028 is not allowed"),
    "paragraph separator": ("a: x\u2029y\n".encode(), 1, "hidden or control character U+2029 is not allowed"),
    "raw escape": (b"a: x\x1b[31m\n", 1, "hidden or control character U+001B is not allowed"),
    "escaped escape": (b'a: "x\\e[31m"\n', 1, "hidden or control character U+001B is not allowed"),
    "right-to-left override": (b'a: 1\nb: "\\u202e"\n', 2, "hidden or control character U+202E is not allowed"),
    "zero-width space": ("a: x\u200by\n".encode(), 1, "hidden or control character U+200B is not allowed"),
    "variation selector": ("a: x\ufe0f\n".encode(), 1, "hidden or control character U+FE0F is not allowed"),
    "NUL by escape": (b'a: "\\0"\n', 1, "hidden or control character U+0000 is not allowed"),
    "tab in the indent": (b"a:\n\tb: 1\n", 2, "a tab is not allowed: use spaces"),
    "not UTF-8": (b"a: 1\nb: \xff\n", 2, "byte 0xff is not UTF-8"),
    "too deep": (b"a: " + b"[" * MAX_DEPTH + b"]" * MAX_DEPTH + b"\n", 1, f"nested more than {MAX_DEPTH} levels deep"),
    "100 nested maps": (b"{a: " * 100, 1, f"nested more than {MAX_DEPTH} levels deep"),
    "nothing as key": (b"a: {?\n  }\n", 2, "a key must be a plain word"),
    "nothing but a mark": (b"---\n", 1, "file is empty"),
    "list as key": (b"[a]: 1\n", 1, "a key must be a plain word"),
    "two documents": (b"a: 1\n---\nb: 2\n", 2, "a second document is not allowed"),
    "empty": (b"", 1, "file is empty"),
    "only a comment": (b"# nothing\n", 1, "file is empty"),
    "comment close behind a block": (b"a: 1\nb: >-#x\n  text\n", 2, "'>-' must end its line, or have a space before the #"),
    "comment close behind a block in a list": (b"- |#x\n  text\n", 1, "'|' must end its line, or have a space before the #"),
    "question mark in brackets": (b"a: [b, c?d]\n", 1, 'a value in brackets with a ? in it: put it in "..."'),
    "question mark in braces": (b"a: {b: c?}\n", 1, 'a value in brackets with a ? in it: put it in "..."'),
    "pair in brackets": (b"a: [b: c]\n", 1, 'a key in a list in brackets: put it and its value in {...}, or in "..."'),
    "key without a value in brackets": (
        b"a: [b&:\n]\n",
        1,
        'a key in a list in brackets: put it and its value in {...}, or in "..."',
    ),
    "comment close behind a block as a key": (b"? |#x\n", 1, "'|' must end its line, or have a space before the #"),
    "key with a question mark": (b"a: 1\n? b\n: 2\n", 2, "a key with a ? of its own is not allowed: write 'key: value'"),
    "key below its question mark": (b"a: 1\n?\n  b\n: 2\n", 3, "a key with a ? of its own is not allowed: write 'key: value'"),
    "too many values": (b"a: [" + b"b," * MAX_EVENTS + b"]\n", 1, f"more than {MAX_EVENTS} values: make two files of it"),
    "too large": (b"#" * (MAX_BYTES + 1), 1, f"file has {MAX_BYTES + 1} bytes, at most {MAX_BYTES} are allowed"),
}


def test_what_stays_open_is_told_on_a_line_that_is_there() -> None:
    """Without a line end the parser names the line after the last."""
    _, faults = read_tree(b"a: 1\nb: {x: 1")
    assert [fault.line for fault in faults] == [2]


@pytest.mark.parametrize(("data", "line", "message"), REFUSED.values(), ids=REFUSED)
def test_guard_refuses(data: bytes, line: int, message: str) -> None:
    """Every guard names the fault and its line."""
    _, faults = read_tree(data)
    assert [(fault.line, fault.message) for fault in faults] == [(line, message)]


_INDENT = "indent this line with spaces, just as its neighbours, and look for an open quote or bracket above it"
_QUOTE = "close the quote on the line where it opens; a ' inside '...' is written twice, or use \"...\""
_KEY = f"did not find expected key; text after a closed quote, or a wrong indent: {_INDENT}"
_COLON = 'a colon with a space after it: put the value in "...", or, for a key, indent it as its neighbours'
_BRACKET = 'close the bracket on its line, and put a value with a comma, a colon or a quote in "..."'
# what breaks the structure: the line where the editor has to look, and what to do there
BROKEN = {
    "open bracket": ("a: [b, {c: d}\ne: f\n", 2, f"did not find expected ',' or ']'; {_BRACKET} (it opens on line 1)"),
    "colon in brackets": ("a: {b: c: d}\n", 1, f"did not find expected ',' or '}}'; {_BRACKET} (it opens on line 1)"),
    "key further in than its neighbours": (
        "- x: y\n   b: c\n",
        2,
        "mapping values are not allowed in this context; this key stands further in than the line above it: "
        "give it the same indent as its neighbours",
    ),
    "colon in a plain value": ("x: y\na: b: c\n", 2, f"mapping values are not allowed in this context; {_COLON}"),
    "open quote": ('x: y\na: "b\nc: d\n', 2, f"found unexpected end of stream; {_QUOTE}"),
    "quote inside quotes": ("a: 'it's'\n", 1, _KEY),
    "wrong indent": ("a:\n  b: 1\n c: 2\n", 3, _KEY),
    "wrong indent in a list": ("a:\n  - b: 1\n   c: 2\n", 3, f"did not find expected '-' indicator; {_INDENT}"),
    "list on the line of its key": (
        "a: - b\n",
        1,
        "block sequence entries are not allowed in this context; begin a list on the line below its key, each item with '- '",
    ),
    "list below a value": ("a: b\n- c\n", 2, _KEY),
    "text that is not indented": (
        "a: >-\nb\nc: d\n",
        2,
        "could not find expected ':'; write 'key: value', with a colon and a space; "
        "text below '>-' is indented by two spaces more than its key",
    ),
    "text beside >-": (
        "a: >- b\n",
        1,
        "did not find expected comment or line break; write '>-' alone after the key, and the text on the lines below, "
        "indented by two spaces more",
    ),
    "sign that opens no value": (
        "a: @b\n",
        1,
        'found character that cannot start any token; a value can\'t begin with this sign: put it in "..."',
    ),
    "backslash": (
        'a: "x\\q"\n',
        1,
        "found unknown escape character; inside double quotes a backslash is special: write it twice, or use single quotes",
    ),
    "indent at the start": (
        "  a: 1\nb: 2\n",
        2,
        "did not find expected <document start>; the file begins with an indent: its first key stands at the very left",
    ),
}


@pytest.mark.parametrize(("text", "line", "message"), BROKEN.values(), ids=BROKEN)
def test_what_is_broken_is_told_with_its_cure(text: str, line: int, message: str) -> None:
    """The parser's own words say where it gave up; the rest says what an editor does about it."""
    tree, faults = read_tree(text.encode())
    assert tree is None
    assert [(fault.line, fault.message) for fault in faults] == [(line, f"not valid YAML: {message}")]


_COMMENT = 'put the value in "..."; a comment that is meant has two spaces before its # and one after it'


@pytest.mark.parametrize(
    ("text", "line", "lost"),
    [
        ("a: Box #1\n", 1, "#1"),
        ("a: Box # 1\n", 1, "# 1"),
        ("a: Box  #1\n", 1, "#1"),
        ("x: y\na: #1 in the row\n", 2, "#1 in the row"),
        ('a: "Box" #1\n', 1, "#1"),
        ("a: {b: c #d, e: f\n  , g: h}\n", 1, "#d, e: f"),
        ("a:\n  - Box #1\n", 2, "#1"),
        ("a: Box #1\r\nb: c\r\n", 1, "#1"),
    ],
)
def test_value_that_a_comment_cuts_is_refused(text: str, line: int, lost: str) -> None:
    """YAML would drop the rest of the line without a word."""
    _, faults = read_tree(text.encode())
    assert [(fault.line, fault.message) for fault in faults] == [
        (line, f"'{lost}' is lost, because a space and # start a comment; {_COMMENT}")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "a: 1  # why\n",
        "# why\na: 1\n",
        "a:  # why\n  - b\n",
        "a: 1\n # why\nb: 2\n",
        'a: "Box #1"\n',
        "a: >-\n  Box #1\n",
        "a: b#1\n",
    ],
)
def test_comment_that_is_meant_is_let_through(text: str) -> None:
    """On a line of its own, or apart from the value, as the guide shows it."""
    assert read_tree(text.encode())[1] == []


@pytest.mark.parametrize("text", ["a: b\n  - c\n", "a: b\n  c d\n", 'a: "b\n  c"\n'])
def test_value_that_runs_into_the_next_line_is_refused(text: str) -> None:
    """A key whose colon is missing, or a list below a value, would be read as part of the value above it."""
    _, faults = read_tree(text.encode())
    assert [fault.line for fault in faults] == [1]
    assert "a value goes on in the next line; " in faults[0].message
    assert faults[0].message.endswith("A longer text goes into a '>-' block")


@pytest.mark.parametrize(
    "data", [b"[" * 40_000, b"{a: " * 40_000, b"- " * 40_000, b"? " * 40_000], ids=["list", "map", "dash", "key"]
)
def test_deep_nesting_ends_in_one_fault(data: bytes) -> None:
    """What ends the process with `yaml.load` is one line here, whether libyaml or we refuse it."""
    tree, faults = read_tree(data)
    assert tree is None
    assert len(faults) == 1


def test_faults_are_collected() -> None:
    """Two duplicate keys are two faults, so that an editor mends both at once."""
    _, faults = read_tree(b"a: 1\na: 2\nb: 3\nb: 4\n")
    assert [fault.line for fault in faults] == [2, 4]


@pytest.mark.parametrize(
    "typed",
    [
        "no",
        "NO",
        "on",
        "yes",
        "1:30",
        "22:30",
        "010",
        "1_000",
        "0x1F",
        "2.50",
        "1.10",
        "2024-01-05",
        "2024-13-45",
        ".nan",
        "~",
        "null",
        "=",
    ],
)
def test_scalar_stays_as_typed(typed: str) -> None:
    """YAML's own ideas about booleans, times, octals, floats and dates never reach a dose."""
    tree, faults = read_tree(f"a: {typed}\n".encode())
    assert faults == []
    assert tree is not None
    assert tree.value["a"] == Node(typed, 1)


def test_lines_are_those_of_the_file() -> None:
    """Each value and each key knows its line, below a folded block too."""
    tree, _ = read_tree(b"a: >-\n  one\n  two\nb:\n  - x\n  - y\n")
    assert tree is not None
    assert tree.key_lines == {"a": 1, "b": 4}
    assert [item.line for item in tree.value["b"].value] == [5, 6]


@given(st.binary(max_size=300))
def test_any_bytes_give_a_tree_or_faults(data: bytes) -> None:
    """No bytes make the reader raise: the result is a tree, or at least one fault."""
    tree, faults = read_tree(data)
    assert tree is not None or faults


@given(st.text(max_size=200))
def test_any_text_gives_a_tree_or_faults(text: str) -> None:
    """The same for text that is close to YAML."""
    tree, faults = read_tree(text.encode("utf-8", "surrogatepass"))
    assert tree is not None or faults


PARSERS = [yaml.SafeLoader, yaml.CSafeLoader]
PIECES = (*"ab:,[]{}#?-'\"|>&*!%@= ~`\\", ": ", " #", "? ", "- ", "\n", "\n  ", "<<", "k: [", "k: {")


@pytest.mark.parametrize("text", ["a: [b:]\n", "a: [b:, c]\n", "a: {b:[c]}\n", "a: [b :, c]\n", "a: [b?]\n", "[a?b]\n", "? >#\n"])
@pytest.mark.parametrize("loader", PARSERS)
def test_what_one_parser_refuses_is_refused(monkeypatch: pytest.MonkeyPatch, text: str, loader: type) -> None:
    """Which of the two parsers of PyYAML a machine has does not matter."""
    monkeypatch.setattr(yaml_tree, "_LOADER", loader)
    assert read_tree(text.encode())[1]


@pytest.mark.parametrize("text", ["a: ['b?', \"c:\", d:e]\n", "a: b?\n", 'a: {"b": c}\n', "a:\n  - {b: [c]}\n", "- a? [b]\n"])
@pytest.mark.parametrize("loader", PARSERS)
def test_what_both_accept_is_read(monkeypatch: pytest.MonkeyPatch, text: str, loader: type) -> None:
    """Quotes hold any sign, and outside of brackets none is special."""
    monkeypatch.setattr(yaml_tree, "_LOADER", loader)
    assert read_tree(text.encode())[1] == []


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_both_parsers_read_the_same(text: str) -> None:
    """What one accepts the other accepts too, and it is the same tree."""
    read = []
    for loader in PARSERS:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(yaml_tree, "_LOADER", loader)
            tree, faults = read_tree(text.encode())
            read.append(None if faults else tree)
    assert read[0] == read[1]
