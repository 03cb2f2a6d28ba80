"""What changed between two fact bases, as text, Markdown and JSON."""

import itertools
import json
import re
import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from valcli import __version__
from valcli.editing.compare.change import ADDED, GONE, GROUPS, NAMES, Change
from valcli.editing.compare.facts import Comparison
from valcli.model.shared import Meta
from valcli.output.json_form import SCHEMA_VERSION
from valcli.output.look import Look
from valcli.text.printable import visible

if TYPE_CHECKING:
    from valcli.output.schema.reports import ChangeForm

_TITLES = {
    "levels": "Levels",
    "doses": "Doses",
    "statements": "Statements",
    "signs": "Warning signs and numbers to call",
    "names": "Names",
    "sources": "Sources",
    "words": "Words, claims and search",
}
_MILDER = "Milder than before: look at each of these"
_SHORT = 60  # two values that stand in one line


def _text(found: Comparison, old: str, new: str, look: Look) -> str:
    lines = [f"{_version(found.old)} in {old}", f"{_version(found.new)} in {new}"]
    for title, changes in _parts(found):
        lines += ["", f"{title} ({len(changes):,})"]
        for said, below in _lines(changes):
            lines.append(f"  {said}")
            lines += [f"    {line}" for line in below]
    lines += ["", _counted(found)]
    if look.width:
        lines = [piece for line in lines for piece in _wrapped(line, look.width)]
    return "".join(f"{visible(line)}\n" for line in lines)


def _wrapped(line: str, width: int) -> list[str]:
    indent = " " * (len(line) - len(line.lstrip()) + 2)
    return textwrap.wrap(line, width, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False) or [""]


def _markdown(found: Comparison, old: str, new: str, look: Look) -> str:  # noqa: ARG001  the same wherever the folders are
    lines = [f"## {found.new.version} (reviewed {found.new.reviewed})", "", f"Since {_version(found.old)}: {_counted(found)}"]
    for title, changes in _parts(found):
        lines += ["", f"### {title} ({len(changes):,})", ""]
        for said, below in _lines(changes):
            lines.append(f"- {_escaped(said)}")
            lines += [f"  - {_WENT[line[0]]}: {_escaped(line[2:])}" for line in below]
    return "".join(f"{visible(line)}\n" for line in lines)


_WENT = {"-": "was", "+": "is"}


def _escaped(text: str) -> str:
    """Text as it is, whatever signs of Markdown are in it."""
    return re.sub(r"([\\`*_\[\]<])", r"\\\1", text)


def _parts(found: Comparison) -> Iterator[tuple[str, list[Change]]]:
    """What is milder, then the rest by group; a part without changes is left out."""
    if found.milder:
        yield _MILDER, list(found.milder)
    for group in GROUPS:
        changes = [item for item in found.changes if item.group == group and not item.milder]
        if changes:
            yield _TITLES[group], changes


def _lines(changes: Iterable[Change]) -> Iterator[tuple[str, list[str]]]:
    for (group, kind, record), some in itertools.groupby(changes, key=lambda item: (item.group, item.kind, item.record)):
        if group == NAMES and kind in (ADDED, GONE):
            yield _names(kind, record, list(some)), []
        else:
            yield from map(_line, some)


def _names(kind: str, record: str, changes: list[Change]) -> str:
    """Names that came to one thing, or went from it, in one line."""
    levels = dict.fromkeys(item.before or item.after for item in changes)
    word = "new for" if kind == ADDED else "gone from"
    return f"{word} {record} ({', '.join(levels)}): {', '.join(item.what for item in changes)}"


def _line(item: Change) -> tuple[str, list[str]]:
    where = f"{item.record}: {item.what}" if item.what else item.record
    if item.kind == ADDED and not item.what:
        where = f"new: {where}"
    elif item.kind == GONE and not item.what:
        where = f"gone: {where}"
    before, after = _differing(item.before, item.after)
    if len(before) + len(after) <= _SHORT and before and after:
        return f"{where}: {before} -> {after}", []
    return where, [f"{sign} {text}" for sign, text in (("-", before), ("+", after)) if text]


def _differing(before: str, after: str) -> tuple[str, str]:
    """Of two longer texts the sentences that are not in both."""
    left, right = (re.split(r"(?<=[.!?]) ", text) for text in (before, after))
    gone = [sentence for sentence in left if sentence not in right]
    come = [sentence for sentence in right if sentence not in left]
    if not gone and not come:  # only their order differs
        return before, after
    return " ".join(gone), " ".join(come)


def _version(meta: Meta) -> str:
    return f"facts {meta.version} (reviewed {meta.reviewed})"


def _counted(found: Comparison) -> str:
    if not found.changes:
        return "no change"
    count = Counter(item.group for item in found.changes)
    told = ", ".join(f"{count[group]:,} in {group}" for group in GROUPS if count[group])
    total = "1 change" if len(found.changes) == 1 else f"{len(found.changes):,} changes"
    if not found.milder:
        return f"{total} ({told}); nothing became milder"
    names = ", ".join(dict.fromkeys(_called(item) for item in found.milder))
    return f"{total} ({told}); milder than before: {names}"


def _called(item: Change) -> str:
    return item.what if item.group == NAMES and item.kind == GONE else item.record


def _json(found: Comparison, old: str, new: str, _: Look) -> str:
    meta = found.new
    form: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "valcli", "version": __version__},
        "facts": {"version": meta.version, "reviewed": meta.reviewed, "medicine": meta.medicine, "shipped": False},
        "command": "diff",
        "request": {"old": old, "new": new},
        "notice": meta.notice,
        "before": {"version": found.old.version, "reviewed": found.old.reviewed},
        "changes": [_change(item) for item in found.changes],
        "milder": len(found.milder),
        "sources": [],
    }
    return json.dumps(form, ensure_ascii=True, allow_nan=False, indent=2) + "\n"


def _jsonl(found: Comparison, old: str, new: str, _: Look) -> str:  # noqa: ARG001  a line has no echo of the request
    head = {"schema_version": SCHEMA_VERSION, "facts_version": found.new.version, "kind": "change"}
    lines = (json.dumps({**head, **_change(item)}, ensure_ascii=True, separators=(",", ":")) for item in found.changes)
    return "".join(f"{line}\n" for line in lines)


def _change(item: Change) -> "ChangeForm":
    return {
        "group": item.group,
        "change": item.kind,
        "record": item.record,
        "what": item.what or None,
        "before": item.before or None,
        "after": item.after or None,
        "milder": item.milder,
    }


# the formats of a comparison; the folders stand there as they were typed
DIFFS: dict[str, Callable[[Comparison, str, str, Look], str]] = {
    "text": _text,
    "markdown": _markdown,
    "json": _json,
    "jsonl": _jsonl,
}
