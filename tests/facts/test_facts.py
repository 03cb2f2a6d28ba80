"""The real facts: every record, one by one, against the rules that protect people."""

import re

import pytest

from conftest import ROOT, real_facts
from valcli.answers import context as answers_context
from valcli.answers.names import Names
from valcli.answers.statements import statement_of
from valcli.editing.check import check
from valcli.model.interactions import Interactant
from valcli.model.leaflet import Dose, Record
from valcli.store.codec import decode, encode
from valcli.store.fact_base import FactBase
from valcli.text.fold import fold

FACTS = real_facts()
RECORDS = [record for section in FACTS.sections for record in section.records]

SECTIONS = ["danger", "key-facts", "identity", "how-it-works", "uses", "evidence", "who-must-not", "dosing", "forms",
            "side-effects", "dependence", "withdrawal", "interactions", "pregnancy", "driving", "overdose", "storage",
            "alternatives", "questions"]  # fmt: skip


def test_no_rule_is_broken() -> None:
    """What is shipped breaks no rule; what is accepted says why."""
    report = check(None)
    assert [str(problem) for problem in report.problems if problem.level == "error"] == []
    assert [str(problem) for problem in report.problems if problem.rule == "H29"] == []  # blame is no matter of taste here
    assert report.complete
    assert report.facts
    assert all(len(item.reason) > 40 for item in report.facts.suppressions)


def test_sections_are_those_that_were_promised() -> None:
    """Ids and order of the sections are a promise."""
    assert [section.section for section in FACTS.sections] == SECTIONS


@pytest.mark.parametrize("word", ["mechanism", "precautions", "contraindications", "taper", "breastfeeding", "pain", "studies",
                                  "missed-dose", "metabolism", "onset"])  # fmt: skip
def test_other_words_find_their_section(real_base: FactBase, word: str) -> None:
    """The other words that were promised lead to a section."""
    assert real_base.section_of(word) in SECTIONS


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.id)
def test_record_is_cited(real_base: FactBase, record: Record) -> None:
    """Every citation of a record leads to a source with title, publisher, date and a place in it."""
    for citation in answers_context.record_citations(record):
        source = real_base.source(citation.source)
        assert source is not None
        assert source.title
        assert source.publisher
        assert source.issued
        assert citation.locator


@pytest.mark.parametrize("interactant", FACTS.interactants, ids=lambda item: item.id)
def test_interactant_is_cited_and_complete(real_base: FactBase, interactant: Interactant) -> None:
    """Every entry answers with a level, what to do, why, and sources that exist; strict ones with signs."""
    for substance in ["", *(member.substance for member in interactant.members)]:
        statement = statement_of(real_base, interactant, substance, "all")
        assert statement.citations
        assert all(real_base.source(citation.source) for citation in answers_context.statement_citations(statement))
        assert statement.effect
        assert statement.management
        if statement.level == FACTS.vocabulary["levels"][0].tag:
            assert statement.signs, f"{interactant.id} {substance}: an entry to avoid names the signs that ask for help"


@pytest.mark.parametrize("dose", [record for record in RECORDS if isinstance(record, Dose)], ids=lambda record: record.id)
def test_figures_of_a_dose_stand_in_its_text(dose: Dose) -> None:
    """The typed figures are those that a patient reads, and the country is named."""
    figures = [dose.amount.low, dose.amount.high] if dose.amount else []
    figures += [figure for step in dose.steps for figure in (step.amount.low, step.amount.high)]
    for figure in figures:
        assert re.search(rf"(?<![\d.]){re.escape(figure)}(?![\d.]*\d)", dose.text + dose.clinical), figure
    assert dose.country in ("us", "uk", "ie", "au", "eu")


@pytest.mark.parametrize("thing", [*RECORDS, *FACTS.interactants], ids=lambda thing: thing.id)
def test_store_gives_back_what_it_was_given(thing: Record | Interactant) -> None:
    """Nothing is lost between the files and an answer, a 0 neither."""
    kind = Record if isinstance(thing, Record) else type(thing)
    assert decode(kind, encode(thing)) == thing


def test_no_source_is_an_orphan(real_base: FactBase) -> None:
    """Every source is cited by something."""
    assert [source.id for source in FACTS.sources if not real_base.cited_by(source.id)] == []


@pytest.mark.slow
def test_every_name_finds_its_thing(real_base: FactBase, some_names: list[str]) -> None:
    """Each name in the facts, in any letter case, leads to its own entry, or asks back."""
    asker = Names(real_base, "all", suggest=False)
    wanted = {*some_names}
    entries = [entry for entry in FACTS.names() if entry.name in wanted]
    assert len(entries) >= len(wanted) > 500
    for entry in entries:
        for spelling in (entry.name, entry.name.upper()):
            answer = asker.answer(spelling)
            assert answer.status != "not-recognised", spelling
            if answer.status != "ambiguous" and entry.kind == "interactant":
                assert entry.target in [item.id for item in answer.interactions], spelling


def level_of(base: FactBase, substance: str) -> str | None:
    """The level of a substance itself, also where its bare name asks back."""
    hit = next(hit for hit in base.names(fold(substance), bare=False) if hit.kind in ("interactant", "known"))
    interactant = base.interactant(hit.target) if hit.kind == "interactant" else None
    return statement_of(base, interactant, substance, "all").level if interactant else None


def test_no_product_is_milder_than_its_ingredients(real_base: FactBase) -> None:
    """A product is never milder than the strictest of what it holds, nor loses one."""
    asker = Names(real_base, "all", suggest=False)
    order = [term.tag for term in FACTS.vocabulary["levels"]]
    for product in FACTS.products:
        counted = [item.substance for item in product.ingredients if not item.trace]
        answer = asker.answer(product.name)
        if answer.status == "ambiguous" or FACTS.meta.medicine in counted:
            continue
        levels = [level for substance in counted if (level := level_of(real_base, substance))]
        strictest = min(levels, key=order.index) if levels else None
        if answer.status == "no-data":
            assert strictest in (None, order[-1]), product.name
        else:
            assert answer.level == strictest, product.name
        assert {fold(item.ingredient or item.name) for item in answer.resolved} == {fold(name) for name in counted}


def test_no_reading_is_milder_than_what_it_means(real_base: FactBase) -> None:
    """A reading takes the strictest level of all that it leads to."""
    asker = Names(real_base, "all", suggest=False)
    order = [term.tag for term in FACTS.vocabulary["levels"]]
    for group in FACTS.ambiguous.ambiguous:
        levels = {item.name: item.level for item in asker.answer(group.names[0]).readings}
        for reading in group.readings:
            for target in reading.means:
                hits = real_base.names(fold(target), bare=False)
                if any(hit.kind in ("interactant", "known") and hit.substance for hit in hits):
                    own = level_of(real_base, target)
                    shown = levels[reading.says]
                    assert own is None or own == order[-1] or (shown and order.index(shown) <= order.index(own)), reading.says


def test_breathing_before_position() -> None:
    """Whoever does not breathe gets CPR before anybody is turned on a side."""
    breathing = next(sign for sign in FACTS.signs if sign.id == "breathing")
    for act in breathing.act.values():
        assert act.index("CPR") < act.index("on their side")


def test_no_american_is_sent_to_112() -> None:
    """112 is never offered for the US."""
    assert not any("112" in sign.act.get("us", "") for sign in FACTS.signs)
    assert all("112" not in item.number for item in FACTS.meta.emergency if item.country == "us")


def test_lorazepam_is_no_metabolite() -> None:
    """The articles' worst errors stand nowhere."""
    for record in RECORDS:
        said = f"{record.text} {record.clinical}"
        assert not re.search(r"3 to 10 mg|60 to 85|60-85", said), record.id
        assert not re.search(r"metabolite\w* [^.]*lorazepam|lorazepam[^.]*metabolite", said), record.id


def best_read(record: Record) -> str:
    """How the best of a record's citations was read."""
    order = [term.tag for term in FACTS.vocabulary["read"]]
    return min((citation.read for citation in record.citations), key=order.index)


def test_open_list_of_the_guide_is_complete(request: pytest.FixtureRequest) -> None:
    """Every statement that nobody read at its source stands in the editors' list of what is open, with a figure or without."""
    guide = ROOT / "facts" / "README.md"
    wanted: dict[str, list[str]] = {}
    for record in RECORDS:
        if best_read(record) != "seen":
            has_figure = isinstance(record, Dose) or re.search(r"\d", record.text)
            kind = f"`{best_read(record)}`" if has_figure else f"`{best_read(record)}`, without a figure"
            wanted.setdefault(kind, []).append(record.id)
    lines = [f"- {read}: {', '.join(f'`{name}`' for name in sorted(names))}" for read, names in sorted(wanted.items())]
    made = re.sub(r"<!-- open -->\n(- .*\n)*", "<!-- open -->\n" + "".join(f"{line}\n" for line in lines), guide.read_text())
    if request.config.getoption("--update-snapshots"):
        guide.write_text(made)
    assert guide.read_text() == made
