"""Where the weights in `answers/deciding.py` come from: a logistic regression on questions that the bank does not hold.

    python benchmarks/search_fit.py

Half of the subjects of `facts/outside.yaml` stay in the bank, the other half is asked, each in a sentence that people use;
one question in so many of `facts/questions.yaml` is taken out and asked as one that is inside. Every second question of
`tests/data/search_questions.yaml` is asked too, and sets from which sum on it is an answer: two of a hundred may be lost.
Nothing of `tests/data/search_exam.yaml` is looked at.
"""

import math
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import yaml

from valcli.answers.deciding import measures
from valcli.answers.search import MOST_HITS, best_lines
from valcli.editing.load import load_facts
from valcli.model.facts import Facts
from valcli.model.leaflet import Asked, Outside
from valcli.store.opening import in_memory
from valcli.store.search_read import Shown
from valcli.text.words import Reader

ROOT = Path(__file__).resolve().parent.parent
EVERY = 11  # one question in so many is taken out of the bank
LOST = 0.02  # of questions inside
AFTER_FIRST = 3  # words; a longer entry is a whole question
FRAMES = (
    "does diazepam cause {}", "can valium help with {}", "is it good for {}", "{} and diazepam", "will it affect my {}",
    "can I take it if I have {}", "how do I deal with {}", "{}", "what is the best thing for {}", "does it make {} worse",
    "I have {} and I am worried about taking valium", "is {} a problem", "can I have {} while on it", "what causes {}",
    "tell me about {}",
)  # fmt: skip
Row = tuple[float, ...]


def rows(facts: Facts, questions: Sequence[str]) -> Iterator[Row]:
    """What the decision about each question rests on, with a 1 before it; nothing where no line was found."""
    base = in_memory(facts, shipped=True)
    reader, shown = Reader(base.search_words()), Shown("all", clinical=False)
    for text in questions:
        best = best_lines(base, reader.concepts(text), reader.features(text), MOST_HITS, shown)
        if best.lines:
            yield (1.0, *measures(best.met, [line.row for line in best.lines], best.alike))


def fitted(inside: Sequence[Row], outside: Sequence[Row]) -> list[float]:
    """The weights of a logistic regression in which both sides count alike."""
    weights = [0.0] * len(inside[0])
    data = [(row, 1.0, 1 / len(inside)) for row in inside] + [(row, 0.0, 1 / len(outside)) for row in outside]
    for _ in range(3000):
        slope = [0.0] * len(weights)
        for row, truth, share in data:
            off = truth - 1 / (1 + math.exp(-sum(map(float.__mul__, weights, row))))
            for place, value in enumerate(row):
                slope[place] += share * off * value
        weights = [weight + 2.0 * step for weight, step in zip(weights, slope, strict=True)]
    return weights


def main() -> None:
    """Print the weights, from which sum on it is an answer, and what of both sides is told that there is nothing."""
    out = sys.stdout
    facts = load_facts(ROOT / "facts")
    chance = random.Random(7)
    entries = [text for item in facts.outside for text in item.ask]
    chance.shuffle(entries)
    kept, apart = entries[: len(entries) // 2], entries[len(entries) // 2 :]
    outside = [text if len(text.split()) > AFTER_FIRST else chance.choice(FRAMES).format(text) for text in apart]
    asked = [text for item in facts.asked if item.find[0] != facts.search.known for text in item.ask]
    inside = asked[::EVERY]
    taken = set(inside)
    bank = [Asked(find=item.find, ask=tuple(text for text in item.ask if text not in taken)) for item in facts.asked]
    smaller = replace(facts, asked=bank, outside=[Outside(about="kept", ask=tuple(kept))])
    left, right = list(rows(smaller, inside)), list(rows(smaller, outside))
    others = yaml.safe_load((ROOT / "tests" / "data" / "search_questions.yaml").read_text())["questions"][::2]
    known = list(rows(facts, [item["ask"] for item in others]))
    first, *weights = fitted(left, right)
    sums = sorted(sum(map(float.__mul__, weights, row[1:])) for row in known)
    answers = sums[round(LOST * len(sums))]
    out.write(f"weights {[round(weight, 2) for weight in weights]} even at {-first:.2f} answers from {answers:.2f}\n")
    for name, some in (("inside", left), ("outside", right)):
        nothing = sum(sum(map(float.__mul__, weights, row[1:])) < answers for row in some)
        out.write(f"{name}: {nothing} of {len(some)} are told that there is nothing\n")


if __name__ == "__main__":
    main()
