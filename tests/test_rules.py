"""Every rule can fail: it refuses its own bad example and lets its good one pass."""

import re
import shutil
from pathlib import Path

import pytest

from conftest import ROOT, copy_tiny
from valcli.check import check
from valcli.fold import fold
from valcli.frozen import is_declared, shape
from valcli.links import LINK_RULES
from valcli.rules import RULES, Example, Rule, find_rules
from valcli.rules.base import PLAIN
from valcli.schema import ERROR, SHAPE, WARNING, YAML, Problem

README = (ROOT / "facts" / "README.md").read_text()


def write(example: Example, folder: Path) -> None:
    """Put an example into a fact base: whole files, or records at the end of one."""
    parts = re.split(r"^# (\S+\.yaml)\n", f"# {example.file}\n{example.text}", flags=re.MULTILINE)[1:]
    for number, (file, text) in enumerate(zip(parts[::2], parts[1::2], strict=True)):
        path = folder / file
        whole = example.whole and number == 0
        path.write_text(text if whole or not path.exists() else path.read_text() + text)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_tiny(tmp_path_factory.mktemp("rules") / "facts")


def found(rule: Rule, example: Example, base: Path, folder: Path) -> list[Problem]:
    """What the rule finds in the made-up facts with this example and not without it."""
    shutil.copytree(base, folder)
    before = {(problem.file, problem.record, problem.message) for problem in check(folder).problems if problem.rule == rule.id}
    write(example, folder)
    after = [problem for problem in check(folder).problems if problem.rule == rule.id]
    return [problem for problem in after if (problem.file, problem.record, problem.message) not in before]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_refuses_its_bad_example(rule: Rule, base: Path, tmp_path: Path) -> None:
    """A rule that can't fail protects nobody; what it finds stands in a file of the example."""
    problems = found(rule, rule.rejects, base, tmp_path / "facts")
    assert problems
    assert {problem.level for problem in problems} == {rule.level}
    for problem in problems:
        lines = (tmp_path / problem.file).read_text().splitlines()
        assert 1 <= problem.line <= len(lines)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_passes_its_good_example(rule: Rule, base: Path, tmp_path: Path) -> None:
    """What is right is let through, in facts that load."""
    assert found(rule, rule.passes, base, tmp_path / "facts") == []
    assert check(tmp_path / "facts").complete


def test_rules_are_told_in_full() -> None:
    """Each rule has a number, a name of its own, a level and a reason; names are unique too."""
    assert len({fold(word) for rule in RULES for word in (rule.id, rule.name)}) == 2 * len(RULES)
    for rule in RULES:
        assert rule.level in (ERROR, WARNING)
        assert rule.reason.endswith(".")
        assert rule.reason.isascii()
        assert find_rules(rule.id.lower()) == find_rules(rule.name) == (rule,)


def test_every_check_of_the_loader_is_a_rule() -> None:
    """What the loader refuses is told like any other rule, and nothing else is without a function."""
    enforced = {rule.id for rule in RULES if rule.find is None} - {"X1", "X2"}
    assert enforced == {YAML, SHAPE, *LINK_RULES}


def test_guide_lists_the_rules() -> None:
    """facts/README.md names each rule, in order, with its level."""
    part = README[README.index("## Rules that are checked") :]
    told = re.findall(r"^\| `([\w-]+)` \| (.+?) \| (error|warning) \|$", part, re.MULTILINE)
    assert told == [(rule.id, rule.name, rule.level) for rule in RULES]


def test_no_text_escapes_the_rules() -> None:
    """Each field of free text is either read by the rules of patient text, or named here with its reason."""
    not_prose = {
        "clinical", "locator", "aliases", "formerly", "about", "facts", "citations",  # pointers and the exact statement
        "also", "words", "slang", "old", "unread", "brands", "names", "name", "substance", "means",  # names, as they are
        "title", "publisher", "issued", "accessed", "identifier", "url", "note",  # of a source, as printed
        "claim",  # what a web article says
        "group", "section", "number", "label", "meaning", "advice", "said", "ignore", "same", "low", "high", "amount",
        "find", "ask",  # ids, and what people type
    }  # fmt: skip
    from valcli import model

    for cls in vars(model).values():
        if not is_declared(cls):
            continue
        if cls.__name__ in ("Term", "SearchWords", "Meta"):
            continue
        read = {field for parent, fields in PLAIN.items() if issubclass(cls, parent) for field in fields}
        for name, field in shape(cls).items():
            is_text = field.hint in (str, tuple[str, ...], dict[str, str]) and not field.words and not field.pattern
            assert not is_text or name in read | not_prose, f"{cls.__name__}.{name}"
