"""Every rule can fail: it refuses its own bad example and lets its good one pass."""

import functools
import re
import shutil
from pathlib import Path

import pytest

from conftest import ROOT, copy_tiny
from valcli.editing.check import check
from valcli.editing.decoder import in_words
from valcli.editing.load import load_facts
from valcli.editing.problems import END, ERROR, SHAPE, WARNING, YAML, Problem
from valcli.editing.rules import LOAD, RULES, Example, Rule, find_rules
from valcli.editing.rules.every_text import PLAIN
from valcli.errors import FactsProblem
from valcli.model.frozen import is_declared, shape
from valcli.text.fold import fold

README = (ROOT / "facts" / "README.md").read_text()


def write(example: Example, folder: Path) -> None:
    """Put an example into a fact base: whole files, or records at the end of one."""
    parts = re.split(r"^# (\S+\.yaml)\n", f"# {example.file}\n{example.text}", flags=re.MULTILINE)[1:]
    for number, (file, text) in enumerate(zip(parts[::2], parts[1::2], strict=True)):
        path = folder / file
        whole = example.whole and number == 0
        before = "" if whole or not path.exists() else path.read_text().removesuffix("# end\n")
        path.write_text(before + text + "# end\n" * example.ended)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_tiny(tmp_path_factory.mktemp("rules") / "facts")


@functools.cache
def found_before(base: Path) -> set[tuple[str, str, str, str]]:
    """What the rules find in the made-up facts as they are."""
    return {(problem.rule, problem.file, problem.record, problem.message) for problem in check(base).problems}


def found(rule: Rule, example: Example, base: Path, folder: Path) -> list[Problem]:
    """What the rule finds in the made-up facts with this example and not without it."""
    shutil.copytree(base, folder)
    write(example, folder)
    after = [problem for problem in check(folder).problems if problem.rule == rule.id]
    return [item for item in after if (item.rule, item.file, item.record, item.message) not in found_before(base)]


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


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        ("a red wine", "ask: 'a red wine' has the words of 'red wine', which has a statement; take it out"),
        (
            "how much can I have",
            "ask: 'how much can I have' has the words of the question 'how much can I have', which is answered; take it out",
        ),
        ("curly toes", "ask: 'curly toes' stands twice"),
        ('"?"', "ask: '?' must be plain ASCII and hold a word"),
    ],
)
def test_what_is_answered_is_not_outside(base: Path, tmp_path: Path, ask: str, message: str) -> None:
    """A question that a statement or a question of the bank answers can't count against an answer; each stands once."""
    (rule,) = (rule for rule in RULES if rule.id == "X4")
    problems = found(rule, Example("outside.yaml", f"- about: more\n  ask: [{ask}]\n"), base, tmp_path / "facts")
    assert [problem.message for problem in problems] == [message]


def test_rules_are_told_in_full() -> None:
    """Each rule has a number, a name of its own, a level and a reason; names are unique too."""
    assert len({fold(word) for rule in RULES for word in (rule.id, rule.name)}) == 2 * len(RULES)
    for rule in RULES:
        assert rule.level in (ERROR, WARNING)
        assert rule.reason.endswith(".")
        assert rule.reason.isascii()
        assert find_rules(rule.id.lower()) == find_rules(rule.name) == (rule,)


def test_only_the_reader_and_the_check_enforce_rules_themselves() -> None:
    """Every other rule is a function, and the loader runs those about links and no others."""
    assert {rule.id for rule in RULES if rule.find is None} == {YAML, END, SHAPE, "X1", "X2", "X3"}
    assert {rule.id for rule in RULES if rule.stage == LOAD} == {rule.id for rule in RULES if rule.id[0] in "YSL"}


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.stage == LOAD], ids=lambda rule: rule.id)
def test_nothing_is_answered_against_a_rule_of_the_loader(rule: Rule, base: Path, tmp_path: Path) -> None:
    """Facts that load with the good example of a rule are refused with its bad one, for every command."""
    for name, example in (("good", rule.passes), ("bad", rule.rejects)):
        shutil.copytree(base, tmp_path / name)
        write(example, tmp_path / name)
    load_facts(tmp_path / "good")
    with pytest.raises(FactsProblem, match="so nothing was answered"):
        load_facts(tmp_path / "bad")


def test_loader_runs_no_rule_of_the_check(base: Path, tmp_path: Path) -> None:
    """Rules about what is said cost more than the reading: only `check` pays for them."""
    shutil.copytree(base, tmp_path / "facts")
    write(find_rules("H12")[0].rejects, tmp_path / "facts")
    assert load_facts(tmp_path / "facts").aids is None


def test_guide_lists_the_rules() -> None:
    """facts/README.md names each rule, in order, with its level."""
    part = README[README.index("## Rules that are checked") :]
    told = re.findall(r"^\| `([\w-]+)` \| (.+?) \| (error|warning) \|$", part, re.MULTILINE)
    assert told == [(rule.id, rule.name, rule.level) for rule in RULES]


def test_no_text_escapes_the_rules() -> None:
    """Each field of free text is either read by the rules of patient text, or named here with its reason."""
    not_prose = {
        "clinical", "locator", "aliases", "formerly", "about", "facts", "citations",  # pointers and the exact statement
        "also", "words", "slang", "everyday", "old", "unread", "brands", "names", "name", "substance",  # names, as they are
        "means",
        "title", "publisher", "issued", "accessed", "identifier", "url", "note",  # of a source, as printed
        "claim",  # what a web article says
        "group", "section", "number", "label", "meaning", "advice", "said", "ignore", "same", "low", "high", "amount",
        "find", "ask", "lines", "forms", "of", "not_before", "not_behind", "unless",  # ids, and what people type
        "sign",  # which sign of an emergency it is, for the reader of the file
    }  # fmt: skip
    from valcli.model import interactions, leaflet, shared

    for cls in {**vars(shared), **vars(leaflet), **vars(interactions)}.values():
        if not is_declared(cls):
            continue
        if cls.__name__ in ("Term", "SearchWords", "Meta", "Example"):
            continue
        read = {field for parent, fields in PLAIN.items() if issubclass(cls, parent) for field in fields}
        for name, field in shape(cls).items():
            is_text = field.hint in (str, tuple[str, ...], dict[str, str]) and not field.words and not field.pattern
            assert not is_text or name in read | not_prose, f"{cls.__name__}.{name}"


_CITED = "    citations: [{source: label-us, locator: section 5, read: seen}]\n"


def _box(text: str, clinical: str = "Example.") -> Example:
    lines = "".join(f"      {line}\n" for line in text.split("|"))
    head = "  - id: box.example\n    kind: fact\n    group: always\n    text: >-\n"
    return Example("sections/danger.yaml", f"{head}{lines}    clinical: >-\n      {clinical}\n{_CITED}")


def _pair(more: str) -> Example:
    head = "id: ix.example\nkind: drug\nname: Example\nlevel: be-careful\nbasis: label\neffect: >-\n  More sleepiness.\n"
    return Example(
        "interactions/example.yaml",
        f"{head}mechanism: [unclear]\nevidence: not-stated\n{more}{_CITED.strip()}\n",
        whole=True,
    )


_REFUSED = {
    "frequency word, its number in another sentence": ("H19", _box("It is common.|It was seen in 5 in 100 people.")),
    "frequency word at the start of a sentence": ("H19", _box("Common effects are many.")),
    "stop, and only another field says whom to ask": (
        "H32",
        _pair("management: >-\n  Stop taking it.\nif_already_taking: >-\n  Call your doctor.\n"),
    ),
    "stop, and the medicine by its name": ("H32", _box("Stop calmazin when you feel better.")),
    "stop, and the medicine by its brand": ("H32", _box("Quit Tranquo (US) when you feel better.")),
    "stop it, without 'taking'": ("H32", _box("Stop it when you feel better.")),
    "trailing zero before 'or'": ("H12", _box("It holds 2.0, 5 or 10 mg.", "It holds 2, 5 or 10 mg.")),
    "unit that is none": ("H11", _box("It holds 2 mgs.", "It holds 2 mgs.")),
    "amount in the text alone": ("D13", _box("It holds 20 mg.")),
    "amount in both texts, raised together": ("D13", _box("It holds 200 mg.", "It holds 200 mg.")),
    "amount in the clinical text alone": ("D13", _box("It holds some.", "It holds 20 mg.")),
    "grams for milligrams": ("D13", _box("It holds 20 g.", "It holds 20 mg.")),
    "range that runs backwards": ("D6", _box("It holds 20 to 10 mg.")),
    "age in the text alone": ("D12", _box("It is for people of 65 and older.", "For older people.")),
    "amount of an interaction": ("D13", _pair("management: >-\n  Ask before you take 70 mg.\n")),
    "locator that says nothing": ("C2", Example(_box("Ask.").file, _box("Ask.").text.replace("section 5", "todo"))),
    "promise in the reason of a claim": (
        "H28",
        Example(
            "claims.yaml",
            "- id: claim.zz-01\n  article: web-1\n  claim: >-\n    It is safe.\n  verdict: confirmed\n"
            "  reason: >-\n    It is safe to take.\n",
        ),
    ),
}
_PASSED = {
    "frequency word with its number": ("H19", _box("It is common: more than 1 in 100 people.")),
    "stop, and whom to ask": ("H32", _pair("management: >-\n  Stop taking it only when your doctor says so.\n")),
    "after you stop it": ("H32", _box("It stays for days after you stop it.")),
    "stop another medicine": ("H32", _box("Stop diazepam when you feel better.")),
    "do not stop it": ("H32", _box("Do not stop it.")),
    "number in both texts": ("D12", _box("It takes 2 to 3 weeks.", "2-3 weeks.")),
    "number as a word": ("D12", _box("It takes 2 weeks.", "After two weeks.")),
    "year, and number to call": ("D12", _box("Since 2025, call 911 (US) or 999 (UK).")),
}


@pytest.mark.parametrize(("rule", "example"), _REFUSED.values(), ids=_REFUSED)
def test_hole_is_mended(rule: str, example: Example, base: Path, tmp_path: Path) -> None:
    """What got through once is refused by its rule."""
    assert found(find_rules(rule)[0], example, base, tmp_path / "facts")


@pytest.mark.parametrize(("rule", "example"), _PASSED.values(), ids=_PASSED)
def test_right_text_is_let_through(rule: str, example: Example, base: Path, tmp_path: Path) -> None:
    """A rule that cries wolf is not read."""
    assert found(find_rules(rule)[0], example, base, tmp_path / "facts") == []
    assert check(tmp_path / "facts").complete


def test_figure_that_is_listed_stands_alone(base: Path, tmp_path: Path) -> None:
    """A figure of one place may be entered in reading.yaml; changed in the record, both lines are named."""
    shutil.copytree(base, tmp_path / "facts")
    write(_box("Take care.", "It holds 20 mg."), tmp_path / "facts")
    aids = tmp_path / "facts" / "reading.yaml"
    write(Example("reading.yaml", "figures:\n  - {record: box.example, figures: [20 mg]}\n"), tmp_path / "facts")
    assert [problem for problem in check(tmp_path / "facts").problems if problem.record == "box.example"] == []
    listed = aids.read_text()
    aids.write_text(listed.replace("[20 mg]", "[20 mg, 20 mg]"))  # as often as it stands, and no more
    assert [problem.rule for problem in check(tmp_path / "facts").problems if problem.record == "box.example"] == ["D13"]
    aids.write_text(listed)
    path = tmp_path / "facts" / "sections" / "danger.yaml"
    path.write_text(path.read_text().replace("20 mg", "200 mg"))
    wrong = [problem for problem in check(tmp_path / "facts").problems if problem.record == "box.example"]
    assert [(problem.rule, problem.file) for problem in wrong] == [
        ("D13", "facts/reading.yaml"),
        ("D13", "facts/sections/danger.yaml"),
    ]


def test_line_is_that_of_the_words_at_fault(base: Path, tmp_path: Path) -> None:
    """In a text of several lines the very line is named."""
    shutil.copytree(base, tmp_path / "facts")
    write(_box("Ask your doctor.|Take 5.0 mg.|Ask again."), tmp_path / "facts")
    lines = (tmp_path / "facts" / "sections" / "danger.yaml").read_text().splitlines()
    wrong = [problem.line for problem in check(tmp_path / "facts").problems if problem.rule == "H12"]
    assert [lines[number - 1].strip() for number in wrong] == ["Take 5.0 mg."]


def test_every_pattern_is_told_in_words() -> None:
    """No editor is shown a regular expression."""
    from valcli.model import editing, interactions, leaflet, shared

    kinds = [item for module in (shared, leaflet, interactions, editing) for item in vars(module).values() if is_declared(item)]
    patterns = {field.pattern for kind in kinds for field in shape(kind).values() if field.pattern}
    assert patterns
    assert [pattern for pattern in patterns if pattern in in_words(pattern)] == ["1"]


def test_ids_are_taken_once() -> None:
    """A number stands for one rule: suppressions and reports name rules by it."""
    ids = [rule.id for rule in RULES]
    assert sorted(set(ids)) == sorted(ids)
