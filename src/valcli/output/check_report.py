"""What a check found, as text and as JSON. No medical text but what a message quotes."""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from valcli import __version__
from valcli.editing.check import Report
from valcli.editing.problems import Problem
from valcli.output.json_form import SCHEMA_VERSION
from valcli.text.printable import visible

if TYPE_CHECKING:
    from valcli.output.schema.parts import ProblemForm


def _text(report: Report, _: str) -> str:
    lines = [f"{item.file}:{item.line}: {item.rule} {item.level} {item.record}: {item.message}" for item in report.problems]
    lines.append(
        f"checked {_counted(report.files, 'file')}, {_counted(report.records, 'record')}: "
        f"{_counted(report.errors, 'error')}, {_counted(report.warnings, 'warning')}"
    )
    if not report.complete:
        lines[-1] += "; the facts do not load, so the rules about their content were not run"
    return "".join(f"{visible(line)}\n" for line in lines)


def _json(report: Report, facts: str) -> str:
    meta = report.facts.meta if report.facts else None
    form: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "valcli", "version": __version__},
        "facts": {
            "version": meta.version if meta else None,
            "reviewed": meta.reviewed if meta else None,
            "medicine": meta.medicine if meta else None,
            "shipped": report.shipped,
        },
        "command": "check",
        "request": {"facts": facts or None},
        "notice": meta.notice if meta else None,
        "problems": [_problem(item) for item in report.problems],
        "checked": {"files": report.files, "records": report.records, "complete": report.complete},
        "sources": [],
    }
    return json.dumps(form, ensure_ascii=True, allow_nan=False, indent=2) + "\n"


def _jsonl(report: Report, _: str) -> str:
    head = {
        "schema_version": SCHEMA_VERSION,
        "facts_version": report.facts.meta.version if report.facts else None,
        "kind": "problem",
    }
    lines = (json.dumps({**head, **_problem(item)}, ensure_ascii=True, separators=(",", ":")) for item in report.problems)
    return "".join(f"{line}\n" for line in lines)


# the formats of a report; `facts` is the folder as it was typed, for the echo of the request
REPORTS: dict[str, Callable[[Report, str], str]] = {"text": _text, "json": _json, "jsonl": _jsonl}


def _problem(item: Problem) -> "ProblemForm":
    return {
        "rule": item.rule,
        "level": item.level,
        "file": item.file,
        "line": item.line,
        "record": item.record,
        "message": item.message,
    }


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"
