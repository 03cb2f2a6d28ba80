"""`valcli diff OLD NEW`: every kind of change is told, in words; what warns less ends with 1."""

import json
import shutil
from pathlib import Path

import pytest

from conftest import copy_tiny, run

ALCOHOL, OPIOIDS, PARACETAMOL = "interactions/alcohol.yaml", "interactions/opioids.yaml", "interactions/paracetamol.yaml"
KNOWN, PRODUCTS, AMBIGUOUS = "names/known.yaml", "names/products.yaml", "names/ambiguous.yaml"
DANGER, DOSING, EFFECTS = "sections/danger.yaml", "sections/dosing.yaml", "sections/side-effects.yaml"
Edit = tuple[str, str, str]


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """The made-up facts as they were."""
    return copy_tiny(tmp_path / "old")


def edited(old: Path, *edits: Edit) -> Path:
    """The made-up facts with some texts in other words; `# end` stands for what is added at the end of a file."""
    new = old.parent / "new"
    shutil.rmtree(new, ignore_errors=True)
    shutil.copytree(old, new)
    for file, before, after in edits:
        text = (new / file).read_text()
        assert before in text, f"the case no longer fits the made-up facts: {before}"
        (new / file).write_text(text.replace(before, after, 1))
    return new


def told(old: Path, *edits: Edit) -> tuple[list[str], int]:
    """The changes as text, without the head, and the exit code."""
    done = run("diff", str(old), str(edited(old, *edits)))
    assert done.err == ""
    return done.out.splitlines()[3:], done.code


def test_nothing_changed(old: Path) -> None:
    """The same facts twice; a list whose order says nothing."""
    done = run("diff", str(old), str(old))
    head = f"facts 1.2.3 (reviewed 2026-01-31) in {old}\n"
    assert (done.out, done.err, done.code) == (f"{head}{head}\nno change\n", "", 0)
    assert told(
        old, (PRODUCTS, "[{substance: codeine}, {substance: paracetamol}]", "[{substance: paracetamol}, {substance: codeine}]")
    ) == (["no change"], 0)


# what is changed, and the lines that tell of it
CASES: dict[str, tuple[list[Edit], list[str]]] = {
    "level, stricter": (
        [(PARACETAMOL, "level: no-known-problem", "level: be-careful")],
        ["Levels (1)", "  ix.paracetamol: level: no-known-problem -> be-careful"],
    ),
    "level of one country, stricter": (
        [(OPIOIDS, "{us: ask-first, uk: avoid}", "avoid")],
        ["Levels (1)", "  ix.opioids: level (us): ask-first -> avoid"],
    ),
    "level of a member, stricter": (
        [(OPIOIDS, "    level: ask-first\n", "    level: avoid\n")],
        ["Levels (1)", "  methadone: level: ask-first -> avoid"],
    ),
    "holds for more forms": (
        [(PARACETAMOL, "basis: study", "basis: study\nforms: [any]")],
        ["Levels (1)", "  ix.paracetamol: forms: whole-body -> any"],
    ),
    "dose, typed figures": (
        [(DOSING, 'maximum: {amount: "30"', 'maximum: {amount: "40"'), (DOSING, 'high: "10", unit: mg', 'high: "15", unit: mg')],
        [
            "Doses (2)",
            "  dose.us-spasm: amount: 2 to 10 mg per dose -> 2 to 15 mg per dose",
            "  dose.us-spasm: maximum: 30 mg per day -> 40 mg per day",
        ],
    ),
    "dose, a maximum that is gone": (
        [(DOSING, '    maximum: {amount: "30", unit: mg, per: day}\n', "")],
        ["Doses (1)", "  dose.us-spasm: maximum", "    - 30 mg per day"],
    ),
    "dose, new": (
        [
            (
                DOSING,
                "# end",
                "  - {id: dose.new, kind: dose, country: us, text: As the doctor says., clinical: No figure., indication: seizures,\n"
                "     population: adult, route: oral, form: tablet, as_printed: As the doctor says, action: prescriber-decides,\n"
                "     duration: not-stated, citations: [{source: label-us, locator: section 2, read: seen}]}\n# end",
            )
        ],
        ["Doses (1)", "  new: dose.new", "    + As the doctor says."],
    ),
    "statement, one sentence of two": (
        [(DANGER, "      Ask your doctor.\n", "      Ask your nurse.\n")],
        ["Statements (1)", "  box.stop: text: Ask your doctor. -> Ask your nurse."],
    ),
    "statement, renamed": (
        [(DANGER, "  - id: box.opioids\n    kind: fact\n", "  - id: box.opiates\n    kind: fact\n    formerly: [box.opioids]\n")],
        ["Statements (1)", "  box.opiates: id: box.opioids -> box.opiates"],
    ),
    "statement, citations": (
        [(DANGER, "      - {source: service-uk, locator: stopping, read: mirror}\n", "")],
        ["Statements (1)", "  box.stop: citations", "    - service-uk, stopping (mirror)"],
    ),
    "statement, the citation that decides": (
        [
            (
                DANGER,
                "      - {source: label-us, locator: section 5, read: seen}\n"
                "      - {source: service-uk, locator: stopping, read: mirror}\n",
                "      - {source: service-uk, locator: stopping, read: mirror}\n"
                "      - {source: label-us, locator: section 5, read: seen}\n",
            )
        ],
        [
            "Statements (1)",
            "  box.stop: order of citations",
            "    - label-us, section 5 (seen); service-uk, stopping (mirror)",
            "    + service-uk, stopping (mirror); label-us, section 5 (seen)",
        ],
    ),
    "side effect, how often and how urgent": (
        [(EFFECTS, "band: common", "band: very-common"), (EFFECTS, "urgency: tell-prescriber", "urgency: routine")],
        [
            "Statements (2)",
            "  se.sleepy: occurrence (uk, tablet) band: common -> very-common",
            "  se.sleepy: urgency: tell-prescriber -> routine",
        ],
    ),
    "interaction, what to do": (
        [(ALCOHOL, "Do not drink while", "Drink nothing while")],
        [
            "Statements (1)",
            "  ix.alcohol: management",
            "    - Do not drink while you take calmazin.",
            "    + Drink nothing while you take calmazin.",
        ],
    ),
    "warning signs and numbers to call": (
        [("warning-signs.yaml", "Call 999 now", "Call 112 now"), ("facts.yaml", 'number: "999"', 'number: "112"')],
        [
            "Warning signs and numbers to call (2)",
            "  emergency number (uk, emergency): number: 999 -> 112",
            "  breathing: act (uk): Call 999 now. -> Call 112 now.",
        ],
    ),
    "names, new, in one line for each thing": (
        [(OPIOIDS, "{uk: [Codol]}", "{us: [Codus], uk: [Codol, Coduk]}")],
        ["Names (2)", "  new for codeine (us: ask-first, uk: avoid): brand (us) 'Codus', brand (uk) 'Coduk'"],
    ),
    "name, moved to a stricter entry": (
        [(PARACETAMOL, "    brands: {us: [Tylex-US]}\n", ""), (OPIOIDS, "{uk: [Codol]}", "{us: [Tylex-US], uk: [Codol]}")],
        [
            "Names (1)",
            "  Tylex-US: leads to",
            "    - paracetamol (no-known-problem)",
            "    + codeine (us: ask-first, uk: avoid)",
        ],
    ),
    "name, got a statement": (
        [
            (KNOWN, "- name: guaifenesin\n  rxcui: 7002\n  brands: {us: [Mucolo]}\n  note: >-\n    Read the box.\n", ""),
            (PARACETAMOL, "members:\n", "members:\n  - {substance: guaifenesin, brands: {us: [Mucolo]}}\n"),
        ],
        [
            "Levels (1)",
            "  guaifenesin: level: no statement -> no-known-problem",
            "",
            "Names (2)",
            "  guaifenesin: leads to",
            "    - the known name guaifenesin (no statement)",
            "    + guaifenesin (no-known-problem)",
            "  Mucolo: leads to",
            "    - the known name guaifenesin (no statement)",
            "    + guaifenesin (no-known-problem)",
        ],
    ),
    "name, no longer sold": (
        [(KNOWN, "  brands: {us: [Mucolo]}\n", "  brands: {us: [Mucolo]}\n  old: [Mucolo]\n")],
        ["Names (1)", "  Mucolo: marks: brand (us) -> brand (us), old"],
    ),
    "source": (
        [("sources.yaml", "issued: May 2025", "issued: June 2026")],
        ["Sources (1)", "  label-us: issued: May 2025 -> June 2026"],
    ),
    "words, claims, questions": (
        [
            ("glossary.yaml", "To lower a dose in small steps.", "To go down in small steps."),
            ("claims.yaml", "verdict: corrected", "verdict: unsupported"),
            ("questions.yaml", "    - how much can I have\n", ""),
            (KNOWN, "    Read the box.\n", "    Read the label.\n"),
            (AMBIGUOUS, "What is the name on the box?", "What is the name on the pack?"),
        ],
        [
            "Words, claims and search (5)",
            "  term.taper: meaning: To lower a dose in small steps. -> To go down in small steps.",
            "  claim.a1-01: verdict: corrected -> unsupported",
            "  guaifenesin: note: Read the box. -> Read the label.",
            "  night pill: question: What is the name on the box? -> What is the name on the pack?",
            "  search and names: questions of the bank: 1 gone -> 0 new",
        ],
    ),
}


@pytest.mark.parametrize(("edits", "lines"), CASES.values(), ids=CASES)
def test_each_kind_of_change(old: Path, edits: list[Edit], lines: list[str]) -> None:
    """One change, told in words under its heading, and nothing beside it; none of these warns less."""
    found, code = told(old, *edits)
    assert found[:-2] == lines
    assert found[-1].endswith("; nothing became milder")
    assert code == 0


# what warns less, and the line that tells of it
MILDER: dict[str, tuple[list[Edit], list[str]]] = {
    "entry": (
        [(ALCOHOL, "level: avoid", "level: ask-first")],
        ["  ix.alcohol: level: avoid -> ask-first"],
    ),
    "one country": (
        [(OPIOIDS, "{us: ask-first, uk: avoid}", "{us: ask-first, uk: ask-first}")],
        ["  ix.opioids: level (uk): avoid -> ask-first"],
    ),
    "stricter in one country, milder in another": (
        [(OPIOIDS, "{us: ask-first, uk: avoid}", "{us: avoid, uk: ask-first}")],
        ["  ix.opioids: level (uk): avoid -> ask-first"],
    ),
    "member": (
        [(OPIOIDS, "    level: ask-first\n", "    level: be-careful\n")],
        ["  methadone: level: ask-first -> be-careful"],
    ),
    "member that gets a level of its own": (
        [
            (
                OPIOIDS,
                "    rxcui: 7001\n",
                "    rxcui: 7001\n    level: be-careful\n    basis: label\n"
                "    citations: [{source: label-us, locator: section 7, read: seen}]\n",
            )
        ],
        ["  codeine: level (us): ask-first -> be-careful", "  codeine: level (uk): avoid -> be-careful"],
    ),
    "member that moved to a milder entry": (
        [
            (OPIOIDS, "  - substance: codeine\n    rxcui: 7001\n    brands: {uk: [Codol]}\n", ""),
            (PARACETAMOL, "members:\n", "members:\n  - {substance: codeine, rxcui: 7001, brands: {uk: [Codol]}}\n"),
        ],
        ["  codeine: level (us): ask-first -> no-known-problem", "  codeine: level (uk): avoid -> no-known-problem"],
    ),
    "brand that moved to a milder entry": (
        [(OPIOIDS, "    brands: {uk: [Codol]}\n", ""), (PARACETAMOL, "{us: [Tylex-US]}", "{us: [Tylex-US], uk: [Codol]}")],
        ["  Codol: leads to", "    - codeine (us: ask-first, uk: avoid)", "    + paracetamol (no-known-problem)"],
    ),
    "name that is gone": (
        [(OPIOIDS, "    brands: {uk: [Codol]}\n", "")],
        ["  gone from codeine (us: ask-first, uk: avoid): brand (uk) 'Codol'"],
    ),
    "name that has no statement any more": (
        [(ALCOHOL, "slang: [booze]\n", ""), (KNOWN, "- name: guaifenesin\n", "- name: booze\n- name: guaifenesin\n")],
        ["  booze: leads to: ix.alcohol (avoid) -> the known name booze (no statement)"],
    ),
    "reading": (
        [(AMBIGUOUS, "means: [codeine]", "means: [paracetamol]")],
        ["  night pill: leads to", "    - one of codeine, paracetamol (us: ask-first, uk: avoid)", "    + one of paracetamol (no-known-problem)"],
    ),
    "reading beside one that is as strict as before": (
        [(AMBIGUOUS, "means: [codeine]", "means: [paracetamol]"), (AMBIGUOUS, "paracetamol, means: [paracetamol]", "paracetamol, means: [codeine]")],
        [
            "  night pill: leads to",
            "    - one of codeine, paracetamol (us: ask-first, uk: avoid)",
            "    + one of paracetamol, codeine (us: ask-first, uk: avoid)",
        ],
    ),
    "ingredient that does not count any more": (
        [(PRODUCTS, "[{substance: codeine}, {substance: paracetamol}]", "[{substance: codeine, trace: true}, {substance: paracetamol}]")],
        ["  Codomol: leads to", "    - codeine, paracetamol (us: ask-first, uk: avoid)", "    + paracetamol (no-known-problem)"],
    ),
    "statement for fewer forms": (
        [(ALCOHOL, "basis: health-service", "basis: health-service\nforms: [skin]")],
        ["  ix.alcohol: forms: whole-body -> skin"],
    ),
    "order of the levels": (
        [("vocabulary.yaml", "- tag: avoid\n", "- tag: zz-avoid\n"), ("vocabulary.yaml", "- tag: ask-first\n", "- tag: avoid\n"),
         ("vocabulary.yaml", "- tag: zz-avoid\n", "- tag: ask-first\n")],
        [
            "  vocabulary: order of levels",
            "    - avoid, ask-first, be-careful, no-known-problem",
            "    + ask-first, avoid, be-careful, no-known-problem",
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("edits", "lines"), MILDER.values(), ids=MILDER)
def test_each_kind_of_milder(old: Path, edits: list[Edit], lines: list[str]) -> None:
    """It stands first, under a heading of its own, is named in the last line, and ends with 1."""
    found, code = told(old, *edits)
    assert code == 1
    assert found[0].startswith("Milder than before: look at each of these (")
    assert [line for line in lines if line not in found[1 : len(lines) + 5]] == []
    assert "; milder than before: " in found[-1]


def test_an_entry_that_was_renamed_is_the_same(old: Path) -> None:
    """By the id that it had before; its names lead where they did."""
    new = edited(old, (PARACETAMOL, "id: ix.paracetamol\n", "id: ix.acetaminophen\nformerly: [ix.paracetamol]\n"))
    (new / PARACETAMOL).rename(new / "interactions" / "acetaminophen.yaml")
    done = run("diff", str(old), str(new))
    assert done.out.splitlines()[3:] == [
        "Statements (1)",
        "  ix.acetaminophen: id: ix.paracetamol -> ix.acetaminophen",
        "",
        "1 change (1 in statements); nothing became milder",
    ]
    assert done.code == 0


@pytest.mark.parametrize("place", [0, 1])
@pytest.mark.parametrize("form", ["text", "markdown", "json", "jsonl"])
def test_facts_that_do_not_load(old: Path, place: int, form: str) -> None:
    """65, the problems on stderr, and nothing on stdout, whichever of the two it is."""
    broken = edited(old, (ALCOHOL, "level: avoid", "level: avoit"))
    folders = [str(old), str(old)]
    folders[place] = str(broken)
    done = run("diff", *folders, "-f", form)
    assert (done.out, done.code) == ("", 65)
    assert "new/interactions/alcohol.yaml:4: ix.alcohol: level 'avoit' is not one of" in done.err
    folders[place] = str(old / "nowhere")
    assert run("diff", *folders).code == 65


def test_older_facts_need_not_keep_newer_rules(old: Path) -> None:
    """What was answered from by an older program can still be compared; the newer facts must keep every rule."""
    broken = edited(old, (AMBIGUOUS, "means: [codeine]", "means: [codeine, nowhere]"))
    assert run("diff", str(broken), str(old)).code == 0
    assert run("diff", str(old), str(broken)).code == 65


def test_every_format_tells_the_same(old: Path) -> None:
    """JSON, its lines and Markdown, whole; the folders stand in no line that goes into a list of changes."""
    new = edited(
        old,
        (ALCOHOL, "level: avoid", "level: ask-first"),
        (DANGER, "      Ask your doctor.\n", "      Ask *your* nurse.\n"),
        ("facts.yaml", "version: 1.2.3", "version: 1.3.0"),
    )
    level = {"group": "levels", "change": "changed", "record": "ix.alcohol", "what": "level",
             "before": "avoid", "after": "ask-first", "milder": True}  # fmt: skip
    text = {"group": "statements", "change": "changed", "record": "box.stop", "what": "text",
            "before": "Do not stop it suddenly. Ask your doctor.", "after": "Do not stop it suddenly. Ask *your* nurse.",
            "milder": False}  # fmt: skip
    done = run("diff", str(old), str(new), "--json")
    form = done.json
    assert list(form) == [
        "schema_version",
        "tool",
        "facts",
        "command",
        "request",
        "notice",
        "before",
        "changes",
        "milder",
        "sources",
    ]
    assert form["facts"] == {"version": "1.3.0", "reviewed": "2026-01-31", "medicine": "calmazin", "shipped": False}
    assert form["before"] == {"version": "1.2.3", "reviewed": "2026-01-31"}
    assert form["request"] == {"old": str(old), "new": str(new)}
    assert form["changes"] == [level, text]
    assert form["milder"] == 1
    lines = run("diff", str(old), str(new), "-f", "jsonl").out.splitlines()
    head = {"schema_version": 1, "facts_version": "1.3.0", "kind": "change"}
    assert [json.loads(line) for line in lines] == [head | level, head | text]
    marked = run("diff", str(old), str(new), "-f", "markdown")
    assert marked.code == 1
    assert (
        marked.out
        == """\
## 1.3.0 (reviewed 2026-01-31)

Since facts 1.2.3 (reviewed 2026-01-31): 2 changes (1 in levels, 1 in statements); milder than before: ix.alcohol

### Milder than before: look at each of these (1)

- ix.alcohol: level: avoid -> ask-first

### Statements (1)

- box.stop: text: Ask your doctor. -> Ask \\*your\\* nurse.
"""
    )
    assert run("diff", str(old), str(new), "-f", "markdown").out == marked.out


@pytest.mark.parametrize(
    "arguments", [[], ["one"], ["a", "b", "c"], ["a", "b", "-f", "csv"], ["a", "b", "--facts", "c"], ["a", "b", "--clinical"]]
)
def test_wrong_usage(arguments: list[str]) -> None:
    """Two folders, and a format that there is."""
    done = run("diff", *arguments)
    assert (done.out, done.code) == ("", 2)
