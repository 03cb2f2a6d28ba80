"""What a check found, as text and as JSON. No medical text but what a message quotes."""

import itertools
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from valcli import __version__
from valcli.editing.check import Report
from valcli.editing.fix import Fixed
from valcli.editing.problems import ERROR, UNREAD, WARNING, Problem
from valcli.editing.rules import RULES, Rule
from valcli.editing.rules.ids import PUBLISHED
from valcli.output.json_form import SCHEMA_VERSION
from valcli.output.look import Look
from valcli.output.page.document import Inline, Paragraph, Span, text
from valcli.output.text import shown

# a file that nobody read and an id that is gone: whatever points there is reported as well
_ROOTS = (UNREAD, PUBLISHED)
_MOST_PLACES = 5  # of the warnings of one rule, and of the lists of one file
_MOST_ERRORS = 50  # of one file

if TYPE_CHECKING:
    from valcli.output.schema.reports import FixedForm, ProblemForm


def _text(report: Report, _: str, look: Look) -> str:
    """What was put in order, warnings by rule, errors one by one, the count: what matters most stands last."""
    lines = [
        *(text(line) for line in _fixed(report)),
        *(text(_warned(rule, list(some))) for rule, some in _by_rule(report)),
        *_errors(report),
        text(Span(_counted_all(report), "label")),
    ]
    return shown([Paragraph(line) for line in lines], look)


def _fixed(report: Report) -> Iterator[str]:
    for item in report.fixed:
        done = f"left as it is: {item.refused}" if item.refused else f"put in order: {_several(item.lists)}"
        yield f"{item.file}: {done}"
    if report.fixing and not report.fixed:
        yield "nothing to put in order"


def _several(lists: Sequence[str]) -> str:
    left = len(lists) - _MOST_PLACES
    return ", ".join(lists[:_MOST_PLACES]) + (f" and {left:,} more" if left > 0 else "")


def _by_rule(report: Report) -> Iterator[tuple[Rule, Iterator[Problem]]]:
    """Warnings by rule, in the order of the rules."""
    rules = {rule.id: rule for rule in RULES}
    place = {name: number for number, name in enumerate(rules)}
    warnings = sorted((item for item in report.problems if item.level == WARNING), key=lambda item: place[item.rule])
    for name, some in itertools.groupby(warnings, key=lambda item: item.rule):
        yield rules[name], some


def _warned(rule: Rule, problems: list[Problem]) -> str:
    """One line for all warnings of a rule; what each of them says is in the other formats."""
    places = ", ".join(f"{item.file.partition('/')[2]}:{item.line}" for item in problems[:_MOST_PLACES])
    left = len(problems) - _MOST_PLACES
    more = f" and {left:,} more" if left > 0 else ""
    return f"{rule.id} warning: {rule.name}: {_counted(len(problems), 'time')} (valcli explain {rule.id}): {places}{more}"


def _errors(report: Report) -> Iterator[Inline]:
    """Errors by file and line, of a file with very many the first ones; those that bring others along stand last."""
    errors = [item for item in report.problems if item.level == ERROR]
    roots = [item for item in errors if item.rule in _ROOTS]
    others = [item for item in errors if item.rule not in _ROOTS]
    for file, some in itertools.groupby(others, key=lambda item: item.file):
        of_file = list(some)
        yield from map(_error, of_file[:_MOST_ERRORS])
        if len(of_file) > _MOST_ERRORS:
            yield text(f"{file}: and {_counted(len(of_file) - _MOST_ERRORS, 'more error')} in this file")
    yield from map(_error, roots)
    if roots and others and not report.complete:
        yield text(f"mend {'this one' if len(roots) == 1 else f'these {len(roots):,}'} first: others may come from there")


def _error(item: Problem) -> Inline:
    place, word = Span(f"{item.file}:{item.line}:", "label"), Span(f"{item.rule} {item.level}", "fault")
    return text(place, " ", word, f" {item.record}: {item.message}")


def _counted_all(report: Report) -> str:
    line = (
        f"checked {_counted(report.files, 'file')}, {_counted(report.records, 'record')}: "
        f"{_counted(report.errors, 'error')}, {_counted(report.warnings, 'warning')}"
    )
    if not report.complete:
        line += "; the facts do not load, so the rules about their content were not run"
    return line


def _json(report: Report, facts: str, _: Look) -> str:
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
        "fixed": [_fixed_form(item) for item in report.fixed],
        "problems": [_problem(item) for item in report.problems],
        "checked": {"files": report.files, "records": report.records, "complete": report.complete},
        "sources": [],
    }
    return json.dumps(form, ensure_ascii=True, allow_nan=False, indent=2) + "\n"


def _jsonl(report: Report, _: str, __: Look) -> str:
    version = report.facts.meta.version if report.facts else None
    fixed = [_line(version, "fixed", _fixed_form(item)) for item in report.fixed]
    return "".join([*fixed, *(_line(version, "problem", _problem(item)) for item in report.problems)])


def _line(version: str | None, kind: str, item: Mapping[str, object]) -> str:
    head = {"schema_version": SCHEMA_VERSION, "facts_version": version, "kind": kind}
    return json.dumps({**head, **item}, ensure_ascii=True, separators=(",", ":")) + "\n"


# the formats of a report; `facts` is the folder as it was typed, for the echo of the request
REPORTS: dict[str, Callable[[Report, str, Look], str]] = {"text": _text, "json": _json, "jsonl": _jsonl}


def _fixed_form(item: Fixed) -> "FixedForm":
    return {"file": item.file, "lists": list(item.lists), "refused": item.refused or None}


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
