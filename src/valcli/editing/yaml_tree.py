"""YAML text -> a plain tree of nodes, read from the event stream.

Only the events of the parser are used: `yaml.load` and `yaml.compose` recurse in C and end the
process on deeply nested input. Every scalar stays text, so `no`, `1:30`, `2.50` and
dates arrive as they were typed. Whatever could read as one thing and mean another
(duplicate keys, anchors, tags, hidden characters) is a problem, not a guess.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

MAX_BYTES = 2_000_000
MAX_DEPTH = 20
MAX_EVENTS = 100_000  # five times the largest file; more of them take seconds
_CUT, _COMMENT = re.compile(r" +#"), re.compile(r"  +# ")
_GLUED = re.compile(r"(?:^ *|[:?-] +)([>|][-+\d]*)#.*$", re.MULTILINE)
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_ODD, _ENDED = re.compile(r"\?|:[,\[\]{}]"), re.compile(r" *:[,\[\]{}]")
_UNUSUAL = re.compile(r"[^\n -~]")
_KEY = re.compile(r" *(?:- +)?[\w-]+")  # what stands before the colon of a key, and not inside a value
_FURTHER_IN = "this key stands further in than the line above it: give it the same indent as its neighbours"
_LOOK_ABOVE = "indent this line with spaces, just as its neighbours, and look for an open quote or bracket above it"
# what the parser says (libyaml, then PyYAML's own), and what an editor does about it
_ADVICE = (
    ("unknown escape", "inside double quotes a backslash is special: write it twice, or use single quotes"),
    ("quoted scalar", "close the quote on the line where it opens; a ' inside '...' is written twice, or use \"...\""),
    ("mapping values", 'a colon with a space after it: put the value in "...", or, for a key, indent it as its neighbours'),
    ("flow", 'close the bracket on its line, and put a value with a comma, a colon or a quote in "..."'),
    ("cannot start any token", 'a value can\'t begin with this sign: put it in "..."'),
    ("simple key", "write 'key: value', with a colon and a space; text below '>-' is indented by two spaces more than its key"),
    ("block sequence entries", "begin a list on the line below its key, each item with '- '"),
    ("sequence entries are not allowed", "begin a list on the line below its key, each item with '- '"),
    ("block scalar", "write '>-' alone after the key, and the text on the lines below, indented by two spaces more"),
    ("block collection", _LOOK_ABOVE),
    ("block mapping", f"text after a closed quote, or a wrong indent: {_LOOK_ABOVE}"),
    ("<document start>", "the file begins with an indent: its first key stands at the very left"),
)
_SILENT = ("StreamStartEvent", "StreamEndEvent", "DocumentEndEvent")
_ENDS = ("MappingEndEvent", "SequenceEndEvent")
_LINE_SEPARATORS = {"\x85", "\u2028", "\u2029"}


@dataclass(slots=True)
class Node:
    """One YAML value: `value` is str, list[Node] or dict[str, Node]; `line` counts from 1.

    `key_lines` holds the line of every key of a mapping. Never changed; not frozen, since a fact base has
    a hundred thousand of them and a frozen one takes three times as long to make.
    """

    value: Any
    line: int
    key_lines: dict[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a text can't be read, and on which line."""

    line: int
    message: str


class _Refused(Exception):
    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.fault = Fault(line, message)


def read_tree(data: bytes) -> tuple[Node | None, list[Fault]]:
    """Parse one file's bytes; the tree is None when it can't be built at all.

    Duplicate keys and hidden characters are collected, so that an editor sees all of
    them at once; what breaks the structure ends the reading with one fault.
    """
    faults: list[Fault] = []
    text = ""
    try:
        text = _text_of(data)
        faults += [*_raw_faults(text), *_glued_comment(text)]
        tree = None if faults else _build(text, faults)
    except _Refused as refused:
        return None, [*faults, refused.fault]
    except yaml.YAMLError as error:
        told = _explained(error, text)
        # a key that stands further in makes the value above it go on: that is one mistake
        return None, [*(fault for fault in faults if _FURTHER_IN not in told.message or fault.line != told.line - 1), told]
    return tree, faults


def _text_of(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise _Refused(1, f"file has {len(data)} bytes, at most {MAX_BYTES} are allowed")
    if data.startswith(b"\xef\xbb\xbf"):
        raise _Refused(1, "file starts with a byte-order mark; save it as plain UTF-8")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _Refused(line, f"byte 0x{data[error.start]:02x} is not UTF-8") from error


def _explained(error: "yaml.YAMLError", text: str) -> Fault:
    """What the parser found, on the line where the editor has to look, and what to do about it."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return Fault(1, f"not valid YAML: {str(error).splitlines()[0]}")
    what = f"{error.context or ''} {error.problem or ''}"
    # these begin where the parser's own line is not: at the quote, or at the word without a colon
    begins = "quoted scalar" in what or "simple key" in what
    mark: Any = (error.context_mark if begins else None) or error.problem_mark or error.context_mark
    advice = next((advice for sign, advice in _ADVICE if sign in what), _LOOK_ABOVE)
    if "flow" in what and error.context_mark:
        advice = f"{advice} (it opens on line {error.context_mark.line + 1})"
    if "mapping values" in what and _KEY.fullmatch(text.split("\n")[mark.line][: mark.column]):
        advice = _FURTHER_IN
    line = min(mark.line, text.count("\n")) if mark else 0  # libyaml ends one line too late where the last one is open
    return Fault(line + 1, f"not valid YAML: {error.problem or error.context}; {advice}")


def hidden_character(text: str) -> str | None:
    """Name the first control, bidirectional, zero-width or line-separator character."""
    for char in _UNUSUAL.findall(text):
        if char in _LINE_SEPARATORS or unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn"):
            return f"U+{ord(char):04X}"
        if "\ufe00" <= char <= "\ufe0f":
            return f"U+{ord(char):04X}"
    return None


def _hidden(found: str) -> str:
    if found == "U+0009":
        return "a tab is not allowed: use spaces"
    return f"hidden or control character {found} is not allowed"


def _raw_faults(text: str) -> Iterator[Fault]:
    # yaml folds U+0085 to a space and treats U+2028 as a line end: look before it does
    if text.isascii() and text.replace("\n", "").isprintable():
        return
    for number, line in enumerate(text.split("\n"), start=1):
        found = hidden_character(line.removesuffix("\r"))
        if found:
            yield Fault(number, _hidden(found))


def _glued_comment(text: str) -> Iterator[Fault]:
    """What one parser takes for a comment behind `>` or `|`, and another refuses."""
    if ">" not in text and "|" not in text:
        return
    for found in _GLUED.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        yield Fault(line, f"'{found[1]}' must end its line, or have a space before the #")


def _build(text: str, faults: list[Fault]) -> Node:
    """Fold the events into nodes with an explicit stack; nothing here recurses."""
    stack: list[_Open] = []
    root: Node | None = None
    rows = text.split("\n")
    commented = {number: line for number, line in enumerate(rows) if " #" in line} if " #" in text else {}
    odd = {number for number, line in enumerate(rows) if _ODD.search(line)} if _ODD.search(text) else ()
    for number, (kind, event) in enumerate(events(text)):
        line = event.start_mark.line + 1
        if number > MAX_EVENTS:
            raise _Refused(line, f"more than {MAX_EVENTS} values: make two files of it")
        if kind in ("MappingStartEvent", "SequenceStartEvent"):
            if len(stack) >= MAX_DEPTH:
                raise _Refused(line, f"nested more than {MAX_DEPTH} levels deep")
            stack.append(_opened(kind, event, rows[line - 1]))
            continue
        if kind == "ScalarEvent":
            # the raw text has no hidden character; only escapes in double quotes can bring one in
            node = _scalar(event.value, line) if event.style == '"' else Node(event.value, line)
            end = event.end_mark.line
            if event.style not in (">", "|") and (end + 1 != line or end in commented):
                faults += _lost(event, commented)
            if stack and stack[-1].is_apart(event):
                raise _Refused(line, "a key with a ? of its own is not allowed: write 'key: value'")
            if end in odd and not event.style and stack and stack[-1].in_brackets:
                faults += _read_in_two_ways(event, rows[end])
        else:
            node = stack.pop().close()
        if stack:
            stack[-1].add(node, faults)
        else:
            root = node
    if root is None or root.value == "":
        raise _Refused(1, "file is empty")
    return root


def events(text: str) -> Iterator[tuple[str, Any]]:
    """The events of values, lists and mappings, each with its kind; what could mean another thing is refused."""
    documents = 0
    loader = _LOADER(text)
    for event in iter(loader.get_event, None):
        kind = type(event).__name__
        if kind in _ENDS:
            yield kind, event
            continue
        line = event.start_mark.line + 1
        if kind == "DocumentStartEvent":
            documents += 1
            if documents > 1:
                raise _Refused(line, "a second document is not allowed")
        elif kind == "AliasEvent" or getattr(event, "anchor", None):
            raise _Refused(line, "anchors and aliases are not allowed")
        elif getattr(event, "tag", None):
            raise _Refused(line, f"tag {event.tag} is not allowed")
        elif kind not in _SILENT:
            yield kind, event


def _scalar(value: str, line: int) -> Node:
    found = hidden_character(value)
    if found:
        raise _Refused(line, _hidden(found))
    return Node(value, line)


def _lost(event: Any, commented: dict[int, str]) -> Iterator[Fault]:
    """A value that YAML ends or joins where its writer did not mean it: at ` #`, and at the end of a line."""
    end = event.end_mark
    if end.line != event.start_mark.line:
        wanted = "close the quote on this line." if event.style else "is a colon or an indent missing?"
        yield Fault(event.start_mark.line + 1, f"a value goes on in the next line; {wanted} A longer text goes into a '>-' block")
    rest = commented.get(end.line, "")[end.column :]
    # a comment that is meant stands apart, as the guide shows it
    if _CUT.match(rest) and not _COMMENT.match(rest):
        advice = 'put the value in "..."; a comment that is meant has two spaces before its # and one after it'
        yield Fault(end.line + 1, f"'{rest.strip()[:40]}' is lost, because a space and # start a comment; {advice}")


def _opened(kind: str, event: Any, row: str) -> "_Open":
    """A new mapping or list; one that has no sign of its own is read in two ways."""
    line = event.start_mark.line + 1
    is_mapping = kind == "MappingStartEvent"
    if is_mapping and event.flow_style and row[event.start_mark.column :][:1] != "{":
        raise _Refused(line, 'a key in a list in brackets: put it and its value in {...}, or in "..."')
    return _Open(line, is_mapping, column=-1 if event.flow_style else event.start_mark.column)


def _read_in_two_ways(event: Any, line: str) -> Iterator[Fault]:
    """A bare value in brackets that only one of the two parsers of PyYAML accepts."""
    sign = "?" if "?" in event.value else ":" if _ENDED.match(line, event.end_mark.column) else ""
    if sign:
        yield Fault(event.end_mark.line + 1, f'a value in brackets with a {sign} in it: put it in "..."')


class _Open:
    """A mapping or list that is still being filled."""

    def __init__(self, line: int, mapping: bool, column: int) -> None:
        self.line = line
        self.column = column  # where its keys stand; -1 for one in brackets
        self.in_brackets = column < 0
        self.mapping = mapping
        self.items: list[Node] = []
        self.pairs: dict[str, Node] = {}
        self.key_lines: dict[str, int] = {}
        self.key: str | None = None

    def add(self, node: Node, faults: list[Fault]) -> None:
        if not self.mapping:
            self.items.append(node)
        elif self.key is None:
            self._open_key(node, faults)
        else:
            self.pairs.setdefault(self.key, node)
            self.key = None

    def is_apart(self, event: Any) -> bool:
        """Whether a key does not stand below its neighbours, or is a block: both are so behind a question mark alone."""
        if not self.mapping or self.key is not None or self.in_brackets:
            return False
        return event.start_mark.column != self.column or event.style in (">", "|")

    def _open_key(self, node: Node, faults: list[Fault]) -> None:
        if not isinstance(node.value, str) or not node.value:
            raise _Refused(node.line, "a key must be a plain word")
        if node.value == "<<":
            raise _Refused(node.line, "merge key '<<' is not allowed")
        if node.value in self.key_lines:
            first = self.key_lines[node.value]
            faults.append(Fault(node.line, f"key '{node.value}' stands twice, first on line {first}"))
        self.key_lines.setdefault(node.value, node.line)
        self.key = node.value

    def close(self) -> Node:
        if self.mapping:
            return Node(self.pairs, self.line, self.key_lines)
        return Node(self.items, self.line)
