"""What the loader refuses before any other rule is run; each is told here, and enforced there."""

from valcli.editing.problems import ERROR, SHAPE, YAML
from valcli.editing.rules.examples import dose, entry, reaction, said
from valcli.editing.rules.rule import Example, Rule, add

_KNOWN, _PRODUCTS, _AMBIGUOUS = "names/known.yaml", "names/products.yaml", "names/ambiguous.yaml"
_GOOD = said("Ask your doctor.")
_FINE_NAME = Example(_KNOWN, "- name: zz example\n")
_TYPED = "amount: {low: 2, high: 2, unit: mg, per: dose}"
_GOOD_DOSE = dose("In the US, it is 2 mg.", _TYPED)
_PACK = "- {name: Zz Example, country: us, contents: unread, ingredients: [{substance: SUBSTANCE}]}\n"


_ONE_SIDE = """\
    disagreement:
      question: Which?
      positions:
        - {says: This., citations: [{source: label-us, locator: a, read: seen}]}
"""


_TWO_SIDES = _ONE_SIDE + _ONE_SIDE.splitlines(keepends=True)[-1]
_SHOWN = "      shown: 1\n      reason: It is newer.\n"


for made in (
    Rule(YAML, "plain YAML that says one thing", ERROR,
         "Duplicate keys, anchors, tags and hidden characters read as one thing and mean another.",
         Example(_KNOWN, "- name: zz example\n  name: zz other\n"), _FINE_NAME),
    Rule(SHAPE, "known keys, known words, no gaps", ERROR,
         "A misspelled key or level would be silently left out of an answer.",
         Example(_KNOWN, "- nome: zz example\n"), _FINE_NAME),
    Rule("L-vocabulary", "every closed word is listed", ERROR,
         "A word without a meaning can't be explained to the reader.",
         Example("vocabulary.yaml", "zz:\n  - {tag: zz, label: zz, meaning: An example., routes: [zz]}\n"),
         Example("vocabulary.yaml", "zz:\n  - {tag: zz, label: zz, meaning: An example.}\n")),
    Rule("L-ids", "ids are unique for ever", ERROR,
         "An id that moves leads whoever cited it to another statement.",
         Example(_GOOD.file, _GOOD.text.replace("box.example", "box.stop")), _GOOD),
    Rule("L-sections", "records stand where they belong", ERROR,
         "A record under no heading is not printed under any.",
         Example(_GOOD.file, _GOOD.text.replace("group: always", "group: never")), _GOOD),
    Rule("L-citations", "citations lead to a source", ERROR,
         "A statement whose source can't be found can't be trusted.",
         Example(_GOOD.file, _GOOD.text.replace("label-us", "label-fr")), _GOOD),
    Rule("L-references", "ids that are pointed at exist", ERROR,
         "A pointer to nothing loses the warning behind it.",
         entry("warning_signs: zz\n"), entry("warning_signs: breathing\n")),
    Rule("L-doses", "a dose says how much, in one way, for one country", ERROR,
         "Two amounts for one dose are one too many.",
         dose("In the US, it is 2 mg.", f"{_TYPED}\n    action: reduce"), _GOOD_DOSE),
    Rule("L-occurrences", "a band has its figure", ERROR,
         "A frequency word without a number is read as far more than it means.",
         reaction("Ask.", occurrence="band: common, figure: not-stated"), reaction("Ask.")),
    Rule("L-disagreements", "a disagreement has two sides", ERROR,
         "One side alone is no disagreement, and the reader can't weigh it.",
         Example(_GOOD.file, _GOOD.text + _ONE_SIDE + _SHOWN), Example(_GOOD.file, _GOOD.text + _TWO_SIDES + _SHOWN)),
    Rule("L-statements", "a level has basis, reason and citation", ERROR,
         "A level without a source is an opinion, and the mildest one is never ours.",
         Example(entry().file, entry().text.replace("basis: label", "basis: project"), whole=True), entry()),
    Rule("L-products", "ingredients are known, contents are cited", ERROR,
         "An ingredient that leads nowhere is left out of the answer.",
         Example(_PRODUCTS, _PACK.replace("SUBSTANCE", "zz example")), Example(_PRODUCTS, _PACK.replace("SUBSTANCE", "codeine"))),
    Rule("L-ambiguous", "readings lead somewhere", ERROR,
         "A reading that leads nowhere has no level and looks harmless.",
         Example(_AMBIGUOUS, "  - {names: [methadone, zz example], question: Which?}\n"),
         Example(_AMBIGUOUS, "  - {names: [codeine, methadone], question: Which?}\n")),
    Rule("L-name-lists", "old and unread names are names", ERROR,
         "A name that is marked but not listed is not found.",
         Example(_KNOWN, "- name: zz example\n  old: [zz other]\n"),
         Example(_KNOWN, "- name: zz example\n  also: [zz other]\n  old: [zz other]\n")),
    Rule("L-names", "one name, one thing", ERROR,
         "A name that leads to two things answers for the wrong one.",
         Example(_KNOWN, "- name: zz example\n  also: [booze]\n"), _FINE_NAME),
    Rule("L-order", "lists without a meaning in their order are sorted", ERROR,
         "In a sorted list a double entry shows, and two editors do not collide.",
         Example(_KNOWN, "- name: aa example\n"), _FINE_NAME),
    Rule("L-search", "questions lead somewhere, a word means one thing", ERROR,
         "A question that leads nowhere, or a word with two meanings, sends the reader to the wrong statement.",
         Example("questions.yaml", "- find: [box.nothing]\n  ask: [zz]\n"),
         Example("questions.yaml", "- find: [box.stop]\n  ask: [zz]\n")),
    Rule("L-ascii", "plain ASCII outside the bibliography", ERROR,
         "A letter that a screen can't show is a warning that is lost.",
         said("Ask your doctor\u2026"), _GOOD),
):  # fmt: skip
    add(made)
