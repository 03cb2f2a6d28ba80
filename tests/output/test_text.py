"""Text for people, to the letter, on made-up facts: in a pipe, at 80 and at 40 columns, with colour."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import copy_tiny, run
from valcli.answers import interactions as answers_interactions
from valcli.output.formats import FORMATS
from valcli.output.look import Look
from valcli.output.page.document import Bullet, Document, Heading, Labelled, Paragraph, Reference, Span, text
from valcli.output.page.layout import lay_out
from valcli.store.fact_base import FactBase

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def page(base: FactBase, *names: str, width: int | None = None, colour: bool = False, clinical: bool = False) -> str:
    answer = answers_interactions.interactions(base, names, "all")
    return FORMATS["text"](answer, Look(width=width, colour=colour, clinical=clinical))


PIPED = """\
Avoid together: wine = Alcohol (everyday word)
Can happen: Both slow the brain.
What to do: Do not drink while you take calmazin.
Watch for: cannot be woken; slow breaths.
Then: Call 911 (US), 999 (UK) now.
Taking it: Do not drive.
How long: It also matters between doses.
It depends: Age makes it worse.
Why: Slows the brain and breathing, as calmazin does (seen in people).
Rests on: health service; sources [1,2,3] and 1 more: valcli why ix.alcohol
Do not stop a prescribed medicine suddenly: ask first.
[1] Example Health Service. About calmazin, 3 Feb 2025: alcohol
[2] Nobody Inc. CALMAZIN tablets, prescribing information, May 2025: section 7
[3] Journal of Examples. Calmazin and cherry juice, 1999: abstract

Facts 1.2.3 (not the shipped ones), reviewed 2026-01-31. Made-up facts for tests: education, not medical advice. Emergency: 911 (US), 999 (UK).
"""

NARROW = """\
Avoid together: wine = Alcohol (everyday
word)
Can happen: Both slow the brain.
What to do: Do not drink while you take
  calmazin.
Watch for: cannot be woken; slow
  breaths.
Then: Call 911 (US), 999 (UK) now.
Taking it: Do not drive.
How long: It also matters between doses.
It depends: Age makes it worse.
Why: Slows the brain and breathing, as
  calmazin does (seen in people).
Rests on: health service; sources
  [1,2,3] and 1 more: valcli why
  ix.alcohol
Do not stop a prescribed medicine
suddenly: ask first.
[1] Example Health Service. About
    calmazin, 3 Feb 2025: alcohol
[2] Nobody Inc. CALMAZIN tablets,
    prescribing information, May 2025:
    section 7
[3] Journal of Examples. Calmazin and
    cherry juice, 1999: abstract

Facts 1.2.3 (not the shipped ones),
reviewed 2026-01-31. Made-up facts for
tests: education, not medical advice.
Emergency: 911 (US), 999 (UK).
"""

SEVERAL = """\
Answered 2 of 4 names. Not answered: guaifenesin, methadon.
Avoid together: Codomol, wine and calmazin together
Can happen  Together these add up.
What to do  Call today, before the next dose.
Watch for   cannot be woken; slow breaths.
Then        Call 911 (US), 999 (UK) now.
Why         Slows the brain and breathing, as calmazin does (from medicines of
            the same family).
Rests on    the judgement of those who wrote these facts; sources [1a]
Our reason  Each of them adds to the others.

Each name was checked with calmazin only, not with the others. Ask a pharmacist
about them together.

Avoid together  wine with calmazin     Do not drink while you take calmazin.
Avoid together  codomol with calmazin  Do not take both unless one doctor has
                                       planned it.
No information  guaifenesin            Not checked: ask a pharmacist.
Not recognised  methadon               Not checked: ask a pharmacist.

Avoid together: wine = Alcohol (everyday word) with calmazin
Can happen  Both slow the brain.
What to do  Do not drink while you take calmazin.
Watch for   cannot be woken; slow breaths.
Then        Call 911 (US), 999 (UK) now.
Taking it   Do not drive.
How long    It also matters between doses.
It depends  Age makes it worse.
Why         Slows the brain and breathing, as calmazin does (seen in people).
Rests on    health service; sources [2,1b,3] and 1 more: valcli why ix.alcohol
Do not stop a prescribed medicine suddenly: ask first.

Avoid together: codomol = codeine + paracetamol (product with several
ingredients, UK) with calmazin (advice differs: US: Ask first; UK: Avoid
together)

Avoid together: codeine with calmazin (advice differs: US: Ask first; UK: Avoid
together)
Can happen  Slow breathing.
What to do  Do not take both unless one doctor has planned it. Do not stop
            either one suddenly.
Watch for   cannot be woken; slow breaths.
Then        Call 911 (US), 999 (UK) now.
Why         Slows the brain and breathing, as calmazin does (from medicines of
            the same family).
Rests on    product label; sources [1b]

No problem found so far: paracetamol with calmazin
Can happen  A study saw no change.
What to do  Follow the pack.
Why         No effect of it and calmazin on each other is known (seen in
            people).
Rests on    study; sources [3]
Do not stop a prescribed medicine suddenly: ask first.

No information: guaifenesin
We know this name, but no source that we read says anything about it together
with calmazin. That does not mean that nothing can happen: ask a pharmacist.
Note        Read the box.

Not recognised: methadon
The name is not in the facts under any spelling that we know. We do not know
this name, so nothing was checked. Not finding it does not mean that you can
take it with calmazin: ask a pharmacist.
Near names  methadone, methazone. These are only suggestions and may be other
            medicines.

[1] Nobody Inc. CALMAZIN tablets, prescribing information, May 2025: a section
    5; b section 7
[2] Example Health Service. About calmazin, 3 Feb 2025: alcohol
[3] Journal of Examples. Calmazin and cherry juice, 1999: abstract

Facts 1.2.3 (not the shipped ones), reviewed 2026-01-31. Made-up facts for
tests: education, not medical advice. Emergency: 911 (US), 999 (UK).
"""

LEAFLET = """\
Calmazin (Tranquo)

Danger: read this first

Boxed warnings
- US: Calmazin with an opioid can stop your breathing. [1a]

Always
- Do not stop it suddenly. Ask your doctor. [1b,2a]

Dosing
- US, Muscle spasm, adults, by mouth: In the US, adults take 2 to 10 mg 3 times a day. [1c]
Disputed: How many times a day? (1) 3 times a day [1c]. (2) Twice a day [3a]. The text above follows (1): the label decides.
- UK, Muscle spasm, adults, by mouth: In the UK, the doctor decides: set by the doctor. [2b]

1 line for professionals: valcli info dosing --clinical

Side effects
- Feeling sleepy: Do not drive. Common: more than 1 in 100 (UK, tablet) [2c]. Tell your doctor. [1d]
- Shaking hands. When: 3 to 7 days after the last dose. Call a doctor the same day. [1e]
- When may I drive? [2d]

With other things
- Ask about each thing. [2e]

Avoid together
- Alcohol. Do not drink while you take calmazin. [2f,1f,3b]
- Opioid painkillers: codeine. Do not take both unless one doctor has planned it. Do not stop either one suddenly. [1f]

This list is not all: other things ask for care too. Ask about each one: valcli interactions NAME

Sources
[1] Nobody Inc. CALMAZIN tablets, prescribing information, May 2025: a boxed warning; b section 5; c section 2; d section 6; e section 9; f section 7
[2] Example Health Service. About calmazin, 3 Feb 2025: a stopping; b dose; c common; d driving; e other medicines; f alcohol
[3] Journal of Examples. Calmazin and cherry juice, 1999: a methods; b abstract

Facts 1.2.3 (not the shipped ones), reviewed 2026-01-31. Made-up facts for tests: education, not medical advice. Emergency: 911 (US), 999 (UK).
"""


def test_answer_in_a_pipe(tiny_base: FactBase) -> None:
    """No wrap, no box, labels with a colon."""
    assert page(tiny_base, "wine") == PIPED


def test_answer_at_40_columns(tiny_base: FactBase) -> None:
    """The narrowest screen: the label opens the line."""
    assert page(tiny_base, "wine", width=40) == NARROW


def test_several_answers_at_80_columns(tiny_base: FactBase) -> None:
    """The combined warning first, then strictest first, then what was not answered."""
    assert page(tiny_base, "wine", "guaifenesin", "codomol", "methadon", width=80) == SEVERAL


def test_leaflet_in_a_pipe(tiny: Path) -> None:
    """The leaflet in its order, every statement with the mark of its source and place."""
    assert run("info", "--facts", str(tiny)).out == LEAFLET


def test_sections_keep_the_order_of_the_leaflet(tiny: Path) -> None:
    """`info B A` prints A, then B; the closing line stays."""
    out = run("info", "side-effects", "dosing", "--facts", str(tiny)).out
    assert out.index("\nDosing\n") < out.index("\nSide effects\n")
    assert "Danger" not in out
    assert out.splitlines()[-1].startswith("Facts 1.2.3")


def test_clinical_adds_the_exact_statement(tiny: Path) -> None:
    """`--clinical` shows professionals' records, the clinical text, the id and how sources were read."""
    out = run("info", "dosing", "--clinical", "--facts", str(tiny)).out
    assert "Clinical: Adjunct in muscle spasm, 2 to 10 mg 3 times daily. (dose.us-spasm)\n" in out
    assert "Dose: tablet; 2 to 10 mg 3 times a day; at most 30 mg a day; for how long: not stated\n" in out
    assert "for professionals: Given by professionals: 5 mg." in out
    assert "methods (second-hand)" in out
    assert "Given by professionals" not in run("info", "dosing", "--facts", str(tiny)).out


def test_colour_changes_no_word(tiny_base: FactBase) -> None:
    """With the escapes taken out, the coloured page is the plain one."""
    plain = page(tiny_base, "wine", "codomol", "zzzz", width=80)
    coloured = page(tiny_base, "wine", "codomol", "zzzz", width=80, colour=True)
    assert coloured != plain
    assert ESCAPE.sub("", coloured) == plain


@pytest.mark.parametrize("name", ["[bold]x[/]", "a[/]", ":pill:", "[link=https://x]y[/link]"])
def test_colour_reads_no_markup(tiny_base: FactBase, name: str) -> None:
    """Brackets and colons of a typed name reach the screen as they are."""
    assert name in ESCAPE.sub("", page(tiny_base, name, width=80, colour=True))


def test_piped_text_is_bare(tiny: Path) -> None:
    """No escape byte and no box character in any command's text."""
    for arguments in (
        ["info"],
        ["info", "--list"],
        ["interactions"],
        ["interactions", "wine", "zzzz"],
        ["sources"],
        ["why", "ix.alcohol"],
    ):
        out = run(*arguments, "--facts", str(tiny)).out
        assert "\x1b" not in out
        assert not re.search(r"[\u2500-\u259f]", out)


@given(
    st.lists(
        st.text(alphabet=st.characters(codec="ascii", categories=["L", "N", "P", "Zs"]), min_size=1, max_size=60), max_size=8
    ),
    st.integers(min_value=40, max_value=100),
)
def test_layout_loses_nothing_and_stays_within_the_width(words: list[str], width: int) -> None:
    """Every character that is not a space comes out, in order, on lines that fit."""
    said = " ".join(words)
    for block in (
        Paragraph(text(said)),
        Bullet(text(said)),
        Heading(text(said), 1),
        Labelled("Label", text(said)),
        Reference("[1]", text(said)),
    ):
        lines = lay_out(Document((block,)), width)
        shown = ["".join(span.text for span in line) for line in lines]
        assert all(len(line) <= width for line in shown)
        lead = {"Bullet": "-", "Labelled": "Label:" if width < 60 else "Label", "Reference": "[1]"}.get(type(block).__name__, "")
        assert "".join("".join(shown).split()) == lead + "".join(said.split())


@pytest.mark.parametrize("width", range(40, 101))
def test_not_stays_with_its_verb(width: int) -> None:
    """'do not' is never broken over two lines, and a figure keeps its unit."""
    said = "Take it as it says, and do not stop it, do not add 10 mg, do not drive, and do not drink. " * 4
    lines = ["".join(span.text for span in line) for line in lay_out(Document((Paragraph(text(said)),)), width)]
    assert not any(line.startswith(("not ", "mg")) for line in lines)


def test_roles_follow_the_text_over_lines() -> None:
    """A span that is wrapped keeps its role on every line."""
    lines = lay_out(Document((Paragraph((Span("word " * 30, "headline"),)),)), 40)
    assert len(lines) > 2
    assert {span.role for line in lines for span in line if span.text.strip()} == {"headline"}


def test_a_disagreement_for_professionals_stands_with_clinical_only(tmp_path: Path) -> None:
    """It is no line of the patient's page, nor are its sources; the page for professionals and JSON have it."""
    folder = copy_tiny(tmp_path / "facts")
    dosing = folder / "sections" / "dosing.yaml"
    arguments = ("info", "dosing", "--facts", str(folder))
    assert "How many times a day?" in run(*arguments).out
    assert "cherry juice" in run(*arguments).out
    dosing.write_text(dosing.read_text().replace("    disagreement:\n", "    disagreement:\n      audience: professional\n"))
    assert "How many times a day?" not in run(*arguments).out
    assert "cherry juice" not in run(*arguments).out
    assert "How many times a day?" in run(*arguments, "--clinical").out
    assert "How many times a day?" in run("why", "dose.us-spasm", "--facts", str(folder)).out
    record = next(one for one in run(*arguments, "--json").json["sections"][0]["records"] if one["disagreement"])
    assert list(record["disagreement"]) == ["question", "positions", "shown", "reason", "audience"]
    assert record["disagreement"]["audience"] == "professional"


def test_a_page_for_one_country_leaves_out_what_is_for_another(tmp_path: Path) -> None:
    """A list of numbers, a sentence and a bracket of another country go."""
    folder = copy_tiny(tmp_path / "facts")
    danger = folder / "sections" / "danger.yaml"
    said = "Call 911 (US) or 999 (UK) now (UK: or ask). US: a number. UK: a place. It is the same (Ireland: too)."
    danger.write_text(danger.read_text().replace("Do not stop it suddenly.", said))
    lines = {country: run("info", "danger", "--country", country, "--facts", str(folder)).out for country in ("us", "uk")}
    assert "- Call 911 (US) now. US: a number. It is the same. Ask your doctor." in lines["us"]
    assert "- Call 999 (UK) now (UK: or ask). UK: a place. It is the same. Ask your doctor." in lines["uk"]
    assert lines["us"].splitlines()[-1].endswith("Emergency: 911 (US).")
    assert lines["uk"].splitlines()[-1].endswith("Emergency: 999 (UK).")
