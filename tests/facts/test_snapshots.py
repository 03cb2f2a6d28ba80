"""Whole pages of the real facts at 80 columns, so that a reviewer sees what a person sees."""

import pytest

from conftest import DATA
from valcli.answers import info as answers_info
from valcli.answers import interactions as answers_interactions
from valcli.answers import sources as answers_sources
from valcli.model.facts import Facts
from valcli.output.formats import FORMATS
from valcli.output.look import Look
from valcli.store.fact_base import FactBase

SNAPSHOTS = DATA / "snapshots"
SECTIONS = ["danger", "key-facts", "identity", "how-it-works", "uses", "evidence", "who-must-not", "dosing", "forms",
            "side-effects", "dependence", "withdrawal", "interactions", "pregnancy", "driving", "overdose", "storage",
            "alternatives", "questions"]  # fmt: skip
NAMES = {
    "alcohol": ["alcohol"],
    "wine-percocet-zzzz": ["wine", "percocet", "zzzz"],
    "xanax": ["Xanax"],
    "valium": ["valium"],
    "paracetamol": ["paracetamol"],
    "diltiazem": ["diltiazem"],
    "night-nurse": ["night nurse"],
    "sumatriptan": ["sumatriptan"],
    "paxlovid": ["Paxlovid"],
    "pregnant": ["pregnant"],
    "sleeping-pill": ["sleeping pill"],
}


def compare(name: str, made: str, request: pytest.FixtureRequest) -> None:
    path = SNAPSHOTS / f"{name}.txt"
    if request.config.getoption("--update-snapshots"):
        SNAPSHOTS.mkdir(exist_ok=True)
        path.write_text(made)
    assert made == path.read_text()


@pytest.mark.parametrize("section", SECTIONS)
def test_section(real_base: FactBase, section: str, request: pytest.FixtureRequest) -> None:
    """A section as a leaflet page."""
    compare(f"info-{section}", FORMATS["text"](answers_info.info(real_base, [section], "all"), Look(width=80)), request)


@pytest.mark.parametrize("name", NAMES)
def test_answer(real_base: FactBase, name: str, request: pytest.FixtureRequest) -> None:
    """An answer as a screen."""
    compare(
        f"interactions-{name}",
        FORMATS["text"](answers_interactions.interactions(real_base, NAMES[name], "all"), Look(width=80)),
        request,
    )


def test_clinical_answer(real_base: FactBase, request: pytest.FixtureRequest) -> None:
    """What a pharmacist gets."""
    answer = answers_interactions.interactions(real_base, ["omeprazole"], "all")
    compare("interactions-omeprazole-clinical", FORMATS["text"](answer, Look(width=80, clinical=True)), request)


def test_why(real_base: FactBase, request: pytest.FixtureRequest) -> None:
    """One statement back to its sources."""
    compare("why-dose.us-spasm", FORMATS["text"](answers_sources.why(real_base, "dose.us-spasm", "all"), Look(width=80)), request)


def test_every_section_has_a_snapshot(real: Facts) -> None:
    """A new section asks for its snapshot."""
    assert [section.section for section in real.sections] == SECTIONS
