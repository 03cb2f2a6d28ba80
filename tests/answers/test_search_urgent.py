"""Words of an emergency, however they are put, are answered first with whom to call in every country."""

import re

import pytest

from conftest import run
from valcli.answers import search as answers_search
from valcli.answers.urgent import told
from valcli.model.facts import Facts
from valcli.store.fact_base import FactBase

# parts of signs that are none alone: words that mean much else
NOT_ALONE = (
    "or slow",
    "blue",
    "mouth or throat",
    "faint",
    "blurred or hazy sight",
    "headache or being sick with any of these",
    "any seizure",
    "if there is no seizure plan",
    "with a plan",
    "one of more than 5 minutes",
    "or one after the other",
    "or one that looks different",
    "a raised",
)
CALLS = (r"911|988|emergency room", r"999|A&E", r"112|\(Ireland\)|Ireland:")


def calls_first(base: FactBase, text: str) -> bool:
    """Whether what stands first says whom to call, in each country."""
    first = answers_search.search(base, [text], "all").first
    said = [*(item.text for item in first.records), *(item.headline for item in first.statements)] if first else []
    return all(re.search(number, " ".join(said)) for number in CALLS)


@pytest.mark.parametrize(
    "text",
    [
        # a part of the body, and what is wrong with it
        "he is breathing funny", "blue or grey lips", "his lips look purple", "turning grey", "gurgling noises", "heavy snoring",
        "pale and cold", "she is floppy", "my husband is difficult to rouse this morning", "cant breath properly after taking it",
        "my chest hurts", "I have a crushing feeling across my chest and down my arm", "heart attack",
        "his face is drooping", "mums mouth has dropped on one side", "she had a stroke", "slurred speech", "worst headache ever",
        "he is sleeping a lot and mumbling", "too drowsy to talk", "mum is very confused",
        "my eye hurts and is red", "can't feel my legs", "I have lost the feeling between my legs and cannot pass water",
        "fit lasting more than five minutes", "he had a fitt and its still goin", "my throat is closin up",
        "he hit his head and takes warfarin", "fell down the stairs", "she fainted",
        # too much of anything, by anybody
        "paracetamol overdose", "took 20 paracetamol", "can I take 20 paracetamol", "he swallowed bleach",
        "swolowed a dishwasher tab", "my son took my valium", "he took 10 tablets", "she took all her pills",
        "gf took a load of her mums pills", "i dont wanna be here anymore",
        "put him in a cold shower", "can I sleep it off", "she keeps falling over",
        # a rate, a pulse, sleepiness with something else
        "hes breathing like 5 times a minute", "only four breaths per minute", "takes a breath every ten seconds", "no pulse",
        "I cant find a pulse", "drowsy and vomiting", "he wont stop throwing up and is so sleepy", "keeps nodding off",
        "she falls asleep mid sentence", "very sleepy after an extra tablet",
        # fever, blood, swallowing, sight, urine
        "stiff neck and a temperature", "rash and fever", "he is hot and confused", "food stuck", "he cant swallow anything",
        "there is blood in his sick", "blood in her urine", "she is 8 months pregnant and bleeding", "sudden blindness",
        "cant see out of one eye", "he cant pee since yesterday", "a sudden headache out of nowhere",
        # danger to somebody
        "he has crashed the car and is hurt", "she was in a car accident and is bleeding", "he is going to jump",
        "she is standing on the bridge", "he's turned violent and has a knife", "he is hallucinating",
        "he sees spiders on the wall", "mum hears voices",
        # what else cannot wait
        "alcohol withdrawal fit", "hallucinating after stopping drinking", "stopped drinking 2 days ago seeing spiders",
        "fit while pregnant", "pregnant and bleeding", "waters broke", "cut my wrists", "slit wrists",
        "severe rash peeling skin with lamotrigine", "lamotrigine rash", "carbamazepine blisters",
        "peeling skin blisters mouth", "purple rash that doesn't fade",
        "rigid and fever after haloperidol", "very hot confused stiff muscles",
        "blood sugar low and confused", "diabetic sugar is 2 and confused", "hypo on insulin and valium", "glucose 1.9",
        "thoughts of harming my baby", "going to hurt my wife since taking it", "i might kill someone",
        "jaundice and confused", "drowsy and yellow skin", "fell and can't move hip broken", "poo black tarry warfarin",
        "bleeding on apixaban", "electric shock", "burned my hand boiling water", "carbon monoxide alarm dizzy sleepy",
        "patch stuck on child",
    ],
)  # fmt: skip
def test_an_emergency_is_told_whom_to_call(real_base: FactBase, text: str) -> None:
    """No everyday record and no "nothing here" stands before the numbers."""
    assert calls_first(real_base, text)


@pytest.mark.parametrize(
    "text",
    [
        "is the blue pill stronger than the yellow one", "can I use my eye drops with it", "can I have a glass of red wine",
        "can I take it before a chest x-ray", "can it make my breath smell", "do I chew or swallow it",
        "is it ok with grey hair dye",
        "what if I wake up in the night", "can I use it as a face mask", "does it stop snoring", "will I pass out drunk",
        "can I take it with a cold", "does it help breathing exercises", "I take 5 mg twice a day", "my dad is 78 can he take it",
        "I have taken it for 30 years", "which forms of diazepam stop seizures",
        "how do I keep fit on it", "I snore and stop breathing",
        "can I cut it with a knife", "I cant swallow tablets", "can I have a hot bath", "I had a car crash last year",
        "how long does it stay in blood and urine", "stiff neck", "I keep falling asleep at work", "he is scared of spiders",
        "I have a headache and a temperature can I take paracetamol", "do I breathe in for 4 seconds in a breathing exercise",
        "I am car sick and sleepy", "can I drive over a bridge",
        "is it going to hurt my baby", "I want to stop taking it before I have a baby", "are the yellow ones sleepy",
        "alcohol withdrawal shakes", "brain zaps like electric shocks when I stop", "my poo is black since iron tablets",
        "I take warfarin and diazepam for years", "pregnant and take it for my seizures", "keep fit while pregnant",
        "I have a rash from my new cream", "can I have 2 glucose tablets with it", "low sugar drinks",
        "hot bath for stiff muscles", "I broke my leg last year can I take it", "stop smoking nicotine patch on my arm",
        "I have asthma can I take diazepam",
        "my legs turn to jelly", "mum keeps hiding her walking stick", "light hurts my eyes since I stopped",
    ],
)  # fmt: skip
def test_an_everyday_question_is_not_shouted_at(real_base: FactBase, text: str) -> None:
    """Words that an emergency has too do not make one."""
    signs = told(real_base, text)
    assert not signs.find or signs.general
    hits = answers_search.search(real_base, [text], "all").hits
    assert not hits or hits[0].id not in real_base.search_emergency()[1]


@pytest.mark.parametrize("text", ["he hit his head but feels fine", "he fell down the stairs and hit his head"])
def test_a_blow_to_the_head_is_told_first(real_base: FactBase, text: str) -> None:
    """Whatever else the question holds."""
    assert answers_search.search(real_base, [text], "all").hits[0].id == "danger.head"


def test_words_that_are_near_are_not_offered_in_an_emergency(real_base: FactBase) -> None:
    """Nobody who reads whom to call has to read about spelling."""
    assert answers_search.search(real_base, ["I think he is dying"], "all").suggestions == ()


def test_every_sign_of_the_facts_is_urgent(real: Facts, real_base: FactBase) -> None:
    """What the program itself calls a sign is never told that nothing here is about it."""
    emergencies = {"breathing", "seizure", "allergy", "mental-health", "eye", "life-at-risk"}
    texts = [part for signs in real.signs if signs.id in emergencies for sign in signs.signs for part in sign.split(", ")]
    kept = [part for part in texts if part not in NOT_ALONE]
    assert set(NOT_ALONE) <= set(texts)
    assert len(kept) > 15
    assert [part for part in kept if not calls_first(real_base, part)] == []


def test_a_question_about_a_sign_is_answered_first_and_told_whom_to_call_next(real_base: FactBase) -> None:
    """Somebody who asks what it can do is not shouted at, and not left without the numbers."""
    ids = [hit.id for hit in answers_search.search(real_base, ["can it cause slurred speech"], "all").hits]
    assert ids[:2] == ["se.speech", "danger.stroke"]


@pytest.mark.parametrize(
    ("text", "entry", "first"),
    [
        ("asthma attack can't talk", "ix.situation-asthma-attack", "Reliever inhaler now"),
        ("clozapine sore throat fever", "ix.clozapine", "Ring the clinic or a doctor at once"),
    ],
)
def test_what_is_done_first_stands_in_the_headline(real_base: FactBase, text: str, entry: str, first: str) -> None:
    """Where an entry says what to do, it is shown before everything else."""
    answer = answers_search.search(real_base, [text], "all")
    assert answer.hits[0].id == entry
    assert answer.first is not None
    assert first in answer.first.statements[0].headline


@pytest.mark.parametrize("text", ["overdose paracetamol feels fine", "took 20 paracetamol an hour ago and valium"])
def test_an_emergency_is_never_told_that_no_problem_was_found(real_base: FactBase, text: str) -> None:
    """That is about usual doses; beside an overdose it would be an all-clear."""
    asked = "can I take paracetamol"
    mildest = real_base.levels[-1]
    assert mildest in [hit.level for hit in answers_search.search(real_base, [asked], "all").hits]
    assert mildest not in [hit.level for hit in answers_search.search(real_base, [text], "all").hits]


def test_the_lists_of_signs_are_in_order(real: Facts) -> None:
    """Each list is sorted and holds an entry once; so are the groups, by name."""
    search = real.search
    lists = [search.general, search.general_anywhere, tuple(group.name for group in search.urgent_groups)]
    lists += [words for sign in search.urgent for words in (sign.words, sign.unless)]
    lists += [words for group in search.urgent_groups for words in (group.words, group.not_before, group.not_behind)]
    assert [words for words in lists if list(words) != sorted(set(words))] == []


def test_a_name_with_several_meanings_is_told(real_base: FactBase) -> None:
    """What stands first is one of them, so the command that asks which one stands before it."""
    answer = answers_search.search(real_base, ["can I take night nurse"], "all")
    assert (answer.beside, answer.asking, answer.several) == (True, ("night nurse",), False)
    page = run("search", "can", "I", "take", "it", "with", "antibiotics").out
    assert page.index("valcli interactions antibiotic") < page.index("clarithromycin")
    assert answers_search.search(real_base, ["can he have a glass of wine"], "all").asking == ()


def test_two_names_are_checked_with_the_medicine_only(real_base: FactBase) -> None:
    """Nobody takes the answer about one of them for one about the two."""
    answer = answers_search.search(real_base, ["can ramipril and ibuprofen be taken together"], "all")
    assert answer.several
    assert not answers_search.search(real_base, ["can I take it with ramipril"], "all").several


def test_the_member_that_is_named_is_answered(real_base: FactBase) -> None:
    """Of a group of medicines the one that was asked for."""
    first = answers_search.search(real_base, ["can I take it with ibuprofen"], "all").first
    assert first is not None
    assert "ibuprofen" in first.statements[0].effect
