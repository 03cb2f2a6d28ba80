"""Whole pages about several names: what was checked, what adds up, what stands twice, and labels that fit."""

from pathlib import Path

import pytest

from conftest import run

CHECKED = "Each name was checked with calmazin only, not with the others. Ask a pharmacist about them together.\n"
STOP = "Do not stop a prescribed medicine suddenly: ask first.\n"
CLOSING = (
    "\nFacts 1.2.3 (not the shipped ones), reviewed 2026-01-31. "
    "Made-up facts for tests: education, not medical advice. Emergency: 911 (US), 999 (UK).\n"
)
SLOWS = """\
What to do: Ask first, and do not stop any of them suddenly.
Watch for: cannot be woken; slow breaths.
Then: Call 911 (US), 999 (UK) now.
Why: Slows the brain and breathing, as calmazin does (from medicines of the same family).
Rests on: product label; sources [1]
"""

MAYBE = f"""\
Answered 1 of 2 names. Which one is meant has to be asked first: calm tea.
Depending on which one you mean, these may add up.
These add up a little.
Ask first before: calm tea, mildflower and calmazin together
Can happen: About one strong and some mild things.
{SLOWS}
{CHECKED}
- Be careful: mildflower with calmazin: Ask first, and do not stop any of them suddenly.
- Which one do you mean: calm tea: What is in it?

Both hold mildflower: mildflower, calm tea (if it is the one with mildflower). \
Is that planned? Ask your pharmacist or prescriber today.
{STOP}
Be careful: mildflower with calmazin
Can happen: About mild teas.
{SLOWS}
Which one do you mean: calm tea
What is in it?
- Ask first: a downer
- Be careful: a tea of mildflower
{STOP}
[1] Nobody Inc. CALMAZIN tablets, prescribing information, May 2025: section 7
{CLOSING}"""

PREGNANT = f"""\
Not usually used in: pregnant = Pregnancy (everyday word)
Can happen: It reaches the baby.
What to do: Ask first, and do not stop any of them suddenly.
Taking calmazin already: Call the midwife today, and do not stop suddenly.
Why: Calmazin can do more harm then (seen in people).
Rests on: product label; sources [1]
{STOP}[1] Nobody Inc. CALMAZIN tablets, prescribing information, May 2025: section 8
{CLOSING}"""

RESCUE = f"""\
Which one do you mean: rescue spray
Which one?
- Ask first: rescuezam or calmazin. Give it just as the plan says.
{STOP}{CLOSING}"""


@pytest.mark.parametrize(
    ("names", "page"), [(["mildflower", "calm tea"], MAYBE), (["pregnant"], PREGNANT), (["rescue spray"], RESCUE)]
)
def test_page(sets_folder: Path, names: list[str], page: str) -> None:
    """The whole page, as it is printed into a pipe."""
    assert run("interactions", *names, "--facts", str(sets_folder)).out == page


def test_joined_names_get_no_level_as_a_pair(sets_folder: Path) -> None:
    """What is joined in one text was checked thing by thing, so the line that names both has no level."""
    lines = run("interactions", "fitol and paracetamol", "--facts", str(sets_folder)).out.splitlines()
    assert lines[0] + "\n" == CHECKED
    assert lines[2] == "fitol + paracetamol"
    assert [line for line in lines if line.startswith(("Ask first:", "No problem found so far:"))] == [
        "Ask first: fitol with calmazin",
        "No problem found so far: paracetamol with calmazin",
    ]


def test_torn_names_come_first(sets_folder: Path) -> None:
    """The name that was meant is told before any level."""
    out = run("interactions", "downazine", "calm", "tea", "--facts", str(sets_folder)).out
    assert out.startswith(
        'Did you mean one name? valcli interactions "calm tea"\nAnswered 1 of 3 names. Not answered: calm, tea.\n' + CHECKED
    )


def test_the_listing_names_conditions_apart(sets_folder: Path) -> None:
    """A pregnancy is not a thing to avoid: under its level it has a heading of its own."""
    lines = run("interactions", "--facts", str(sets_folder)).out.splitlines()
    headings = ["Avoid together", "Not usually used in", "Ask first", "Be careful", "No problem found so far"]
    assert [line for line in lines if line in headings] == headings
    assert lines[lines.index("Not usually used in") + 2].startswith("- Pregnancy: pregnant")


def test_json_and_plain_say_as_much(sets_folder: Path) -> None:
    """What stands above the answers is in every format."""
    names = ["mildflower", "calm tea"]
    document = run("interactions", *names, "--json", "--facts", str(sets_folder)).json
    assert document["coverage"] == {"asked": 2, "answered": 1, "substances_known": 36, "checked_with": "calmazin"}
    assert document["duplicates"] == [{"ingredient": "mildflower", "names": ["calm tea", "mildflower"], "perhaps": ["calm tea"]}]
    assert [document["combined"][key] for key in ("names", "level", "depends")] == [names[::-1], "ask-first", True]
    rows = run("interactions", *names, "-f", "plain", "--facts", str(sets_folder)).rows
    told = [row for row in rows if row[1] in ("duplicate", "coverage") or row[4] == "depends"]
    assert told == [
        ["calm tea + mildflower", "combined", "ask-first", "ix.several-mild", "depends", MAYBE.splitlines()[1]],
        ["mildflower", "duplicate", "-", "-", "perhaps", "calm tea"],
        ["mildflower", "duplicate", "-", "-", "name", "mildflower"],
        ["mildflower", "duplicate", "-", "-", "question", "Is that planned? Ask your pharmacist or prescriber today."],
        ["mildflower", "duplicate", "-", "-", "do_not_stop", STOP.strip()],
        ["-", "coverage", "-", "-", "asked", "2"],
        ["-", "coverage", "-", "-", "answered", "1"],
        ["-", "coverage", "-", "-", "substances_known", "36"],
        ["-", "coverage", "-", "-", "checked_with", "calmazin"],
        ["-", "coverage", "-", "-", "note", CHECKED.strip()],
    ]


def test_plain_names_the_members_of_a_row(sets_folder: Path) -> None:
    """An entry with two levels has two rows in a listing, and each names whose it is."""
    rows = run("interactions", "-f", "plain", "--facts", str(sets_folder)).rows
    members = [(row[2], row[5]) for row in rows if row[3] == "ix.sleepers" and row[4] == "member"]
    assert members == [("avoid", "sleepazam"), ("ask-first", "rescuezam")]
