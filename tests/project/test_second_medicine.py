"""Nothing but YAML knows which medicine this is about."""

import re
import shutil
from pathlib import Path

import pytest

from conftest import ROOT, run

HOME, OTHERS = "interactions/same-medicine.yaml", "interactions/other-benzodiazepines.yaml"


def member(text: str, substance: str) -> str:
    """The lines of one member of an interactant."""
    found = re.search(rf"^  - substance: {substance}\n(?:    .*\n|\n)*", text, re.MULTILINE)
    assert found
    return found[0]


@pytest.fixture(scope="module")
def lorazepam(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped facts with another medicine: facts.yaml names it, and the two substances change places."""
    folder = tmp_path_factory.mktemp("second") / "facts"
    shutil.copytree(ROOT / "facts", folder)
    meta = (folder / "facts.yaml").read_text()
    meta = meta.replace("medicine: diazepam", "medicine: lorazepam").replace("Valium (diazepam)", "Ativan (lorazepam)")
    (folder / "facts.yaml").write_text(meta.replace("title: Diazepam (Valium)", "title: Lorazepam (Ativan)"))
    home, others = (folder / HOME).read_text(), (folder / OTHERS).read_text()
    ours, theirs = member(home, "diazepam"), member(others, "lorazepam")
    (folder / HOME).write_text(home.replace(ours, theirs))
    (folder / OTHERS).write_text(_sorted(others.replace(theirs, ""), ours))
    return folder


def _sorted(text: str, new: str) -> str:
    """The file with one more member, in its place by name."""
    head, *members = re.split(r"(?=^  - substance: )", text, flags=re.MULTILINE)
    return head + "".join(sorted([*members, new], key=lambda one: one.split("\n")[0].casefold()))


def test_the_other_medicine_answers(lorazepam: Path) -> None:
    """`Ativan` is the medicine itself and `Valium` is another one, to be avoided."""
    done = run("interactions", "ativan", "valium", "--json", "--facts", str(lorazepam))
    assert done.json["facts"]["medicine"] == "lorazepam"
    assert [(item["asked"], item["status"], item["level"]) for item in done.json["answers"]] == [
        ("ativan", "same-medicine", "ask-first"),
        ("valium", "interaction", "avoid"),
    ]


def test_help_speaks_of_the_other_medicine(lorazepam: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Help, and what stands there when nothing was asked, take their words from facts.yaml."""
    monkeypatch.setenv("VALCLI_FACTS", str(lorazepam))
    for line in ("-h", "interactions -h"):
        done = run(*line.split())
        assert "orazepam" in done.out
        assert "diazepam" not in done.out
    assert "Ativan (lorazepam)" in run().err


def test_no_source_file_names_the_medicine() -> None:
    """Neither the medicine nor its brand stands in the program, in no letter case."""
    named = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "src").rglob("*.py")
        if re.search(r"diazepam|valium", path.read_text(), re.IGNORECASE)
    }
    assert named == set()
