"""What once could have done harm, each with the words that must stand in its answer now."""

import re

import pytest

from valcli.answers import interactions as answers_interactions
from valcli.answers import search as answers_search
from valcli.answers.names import Names
from valcli.answers.types import NamesAnswer
from valcli.store.fact_base import FactBase

# names, the status of the first, and what its statements, notes or readings say
SAID = [
    ("covid pill", "ambiguous", "Paxlovid has to start within 5 days"),
    ("restless legs tablet", "ambiguous", "Part of a seizure plan?"),
    ("surgery", "ambiguous", "Hospital staff give this"),
    ("alfentanil", "interaction", "Hospital staff give this"),
    ("remifentanil", "interaction", "Hospital staff give this"),
    ("propofol", "interaction", "Staff give this"),
    ("palliative care", "interaction", "Planned by a hospice or palliative team?"),
    ("suboxone", "interaction", "The naloxone in this product is not a rescue dose"),
    ("plan b", "interaction", "Do not put off emergency contraception"),
    ("levonelle", "interaction", "Do not put off emergency contraception"),
    ("mifepristone", "interaction", "Do not put off the appointment"),
    ("abortion pill", "no-data", "Do not put off the appointment"),
    ("flu jab", "no-data", "Do not put off a vaccine"),
    ("vaccination", "no-data", "Do not put off a vaccine"),
    ("ventolin", "no-data", "never hold it back"),
    ("glucagon", "no-data", "Give it at once"),
    ("insulin", "no-data", "Never stop insulin"),
    ("levothyroxine", "no-data", "Never stop a thyroid medicine"),
    ("clopixol acuphase", "interaction", "Staff decide this one"),
    ("geodon im", "interaction", "Staff decide this one"),
    ("lorazepam injection", "interaction", "Hospital staff give this"),
    ("allergic to diazepam", "interaction", "take no more of it. Call 911 (US), 999 (UK)"),
    ("opioid withdrawal", "interaction", "get medical help first"),
]
FOUND = [
    ("how long does it take to wear off", "hour|day"),
    ("glaucoma", "Call 911|999|A&E|emergency"),
    ("my cat ate my valium", "vet"),
    ("can I take diazepam for fear of flying", "fl(y|ight)"),
    ("the seizure did not stop after the nasal spray", "911"),
    ("he is still fitting after the diazepam gel", "911"),
    ("what should I do if I have a fit", "911"),
    ("can my dentist give me diazepam", "dent"),
    ("back pain and I cannot pee", "911|A&E|emergency"),
    ("thoughts of suicide", "988"),
]


def ask(base: FactBase, *names: str) -> NamesAnswer:
    answer = answers_interactions.interactions(base, names, "all")
    assert isinstance(answer, NamesAnswer)
    return answer


@pytest.mark.parametrize(("name", "status", "said"), SAID, ids=[row[0] for row in SAID])
def test_an_answer_says_what_keeps_from_harm(real_base: FactBase, name: str, status: str, said: str) -> None:
    """A rescue, a plan, a treatment that cannot wait and what staff give each say so."""
    answer = ask(real_base, name).answers[0]
    statements = [f"{one.headline} {one.management} {one.if_already_taking} {one.note}" for one in answer.interactions]
    told = " ".join([*statements, *answer.notes, *(reading.headline for reading in answer.readings)])
    assert answer.status == status
    assert said in told


@pytest.mark.parametrize("names", [["sertraline", "chamomile tea"], ["trimbow", "sertraline"], ["brimonidine", "sertraline"]])
def test_what_adds_little_is_quiet(real_base: FactBase, names: list[str]) -> None:
    """Tea, an inhaler and eye drops make no set to avoid."""
    assert ask(real_base, *names).combined is None


@pytest.mark.parametrize(
    ("asked", "level"),
    [("alcohol and olanzapine", "avoid"), ("omeprazole and benzos", "avoid")],
)
def test_one_doubtful_part_hides_nothing(real_base: FactBase, asked: str, level: str) -> None:
    """What is certain of a text is answered beside the part that asks back."""
    answer = Names(real_base, "all", suggest=False).answer(asked)
    assert (answer.status, answer.level) == ("ambiguous", level)
    one, other = (ask(real_base, name).answers[0] for name in ("fluoxetine/olanzapine", "olanzapine/fluoxetine"))
    assert (one.status, one.level) == (other.status, other.level) == ("interaction", "ask-first")


@pytest.mark.parametrize(
    ("names", "joined"), [(["Naproxen", "PM"], "Naproxen PM"), (["milk", "of", "magnesia"], "milk of magnesia"),
                          (["street", "valium"], "street valium")]
)  # fmt: skip
def test_a_torn_name_is_offered(real_base: FactBase, names: list[str], joined: str) -> None:
    """A harmless part of a name does not answer for the pack that was meant."""
    assert ask(real_base, *names).joined == (joined,)


@pytest.mark.parametrize("name", ["BZD", "PPI", "ASA", "TMP-SMX", "OCP", "MTX", "CCB", "AED", "DOAC", "NTG"])
def test_short_forms_of_clinicians_are_known(real_base: FactBase, name: str) -> None:
    """What stands so in a note is not unknown here."""
    assert Names(real_base, "all").answer(name).status != "not-recognised"


@pytest.mark.parametrize(("question", "said"), FOUND, ids=[row[0] for row in FOUND])
def test_a_question_leads_to_what_keeps_from_harm(real_base: FactBase, question: str, said: str) -> None:
    """Whatever stands first, what must be read is among the five that a page shows; no line speaks of what stands elsewhere."""
    hits = answers_search.search(real_base, question.split(), "all").hits[:5]
    assert any(re.search(said, hit.text) for hit in hits), [hit.id for hit in hits]
    assert not any(hit.text.startswith(("It wears", "These come", "The same ")) for hit in hits)
