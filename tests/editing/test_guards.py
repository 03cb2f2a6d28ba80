"""Every rule between and inside records refuses a fact base that breaks it, with file and line.

Each case changes one place of the made-up facts and names the whole problem that must be
reported: `file:line: record: what is wrong, what is allowed`.
"""

from pathlib import Path

import pytest

from conftest import TINY, copy_tiny, run
from valcli.editing.load import load_facts
from valcli.errors import FactsProblem

SPASM = "facts/sections/dosing.yaml"
ALCOHOL = "interactions/alcohol.yaml"

# what is tried: (file, old text, new text, the problem)
CASES = {
    "unknown key": (
        "sections/danger.yaml",
        "    group: always\n",
        "    groop: always\n",
        "facts/sections/danger.yaml:21: box.stop: unknown key 'groop'; allowed: id, kind, group, country, audience, text, clinical, aliases, formerly, disagreement, citations; did you mean 'group'?",
    ),
    "missing key": (
        "sections/danger.yaml",
        "    clinical: >-\n      Withdrawal reactions.\n",
        "",
        "facts/sections/danger.yaml:19: box.stop: key 'clinical' is missing: the exact statement, for a pharmacist; add the line",
    ),
    "missing citation": (
        "sections/dosing.yaml",
        "    citations:\n      - {source: service-uk, locator: dose, read: seen}\n",
        "",
        "facts/sections/dosing.yaml:35: dose.uk-spasm: key 'citations' is missing: where it was read; the one that decides stands first; add the line",
    ),
    "empty citations": (
        "sections/dosing.yaml",
        "    citations:\n      - {source: service-uk, locator: dose, read: seen}\n",
        "    citations: []\n",
        "facts/sections/dosing.yaml:42: dose.uk-spasm: citations is empty: where it was read; the one that decides stands first",
    ),
    "missing locator": (
        "sections/dosing.yaml",
        "{source: service-uk, locator: dose, read: seen}",
        "{source: service-uk, read: seen}",
        "facts/sections/dosing.yaml:43: dose.uk-spasm: key 'locator' is missing: where in the source: a section, table, page or heading; add the line",
    ),
    "unknown source": (
        "sections/dosing.yaml",
        "{source: service-uk, locator: dose, read: seen}",
        "{source: service-fr, locator: dose, read: seen}",
        "facts/sections/dosing.yaml:43: dose.uk-spasm: source 'service-fr' is not in sources.yaml; add it there, or mend the id; did you mean 'service-uk'?",
    ),
    "unknown word": (
        ALCOHOL,
        "level: avoid",
        "level: avoit",
        "facts/interactions/alcohol.yaml:4: ix.alcohol: level 'avoit' is not one of avoid, ask-first, be-careful, no-known-problem; did you mean 'avoid'?",
    ),
    "unknown country of a level": (
        "interactions/opioids.yaml",
        "{us: ask-first, uk: avoid}",
        "{us: ask-first, fr: avoid}",
        "facts/interactions/opioids.yaml:4: ix.opioids: level: country 'fr' is not one of us, uk, ie, au, eu, any",
    ),
    "unknown kind": (
        "sections/danger.yaml",
        "  - id: box.stop\n    kind: fact\n",
        "  - id: box.stop\n    kind: fuct\n",
        "facts/sections/danger.yaml:20: box.stop: kind 'fuct' is not one of fact, dose, adverse-reaction, withdrawal-sign, question; did you mean 'fact'?",
    ),
    "malformed id": (
        "sections/danger.yaml",
        "id: box.stop\n",
        "id: Box_stop\n",
        "facts/sections/danger.yaml:19: Box_stop: id 'Box_stop' is not an id of small letters, one dot, then small letters, digits and single hyphens, as 'se.dry-mouth': permanent id, never reused",
    ),
    "figure that is no number": (
        "sections/dosing.yaml",
        'low: "2", high: "10"',
        'low: "two", high: "10"',
        "facts/sections/dosing.yaml:31: dose.us-spasm: low 'two' is not a plain figure without a unit, as '2' or '0.5': lowest figure, as printed",
    ),
    "unknown unit": (
        "sections/dosing.yaml",
        'high: "10", unit: mg,',
        'high: "10", unit: g,',
        "facts/sections/dosing.yaml:31: dose.us-spasm: unit 'g' is not one of mg, mg-per-kg, mcg-per-kg",
    ),
    "order that is no number": (
        "sections/danger.yaml",
        "order: 10",
        "order: x",
        "facts/sections/danger.yaml:3: danger: order 'x' is not a whole number, as '3': place in the leaflet",
    ),
    "true or false": (
        "interactions/opioids.yaml",
        "stop_risk: true",
        "stop_risk: yes",
        "facts/interactions/opioids.yaml:14: ix.opioids: stop_risk 'yes' is not one of true, false; write true, or leave the line out",
    ),
    "text where a list is expected": (
        ALCOHOL,
        "words: [beer, red wine, wine]",
        "words: beer",
        "facts/interactions/alcohol.yaml:25: ix.alcohol: words must be a list; write [one, two], or each item on a line of its own that begins with '- '",
    ),
    "list where text is expected": (
        ALCOHOL,
        "name: Alcohol",
        "name: [Alcohol]",
        "facts/interactions/alcohol.yaml:3: ix.alcohol: name must be plain text; put it in \"...\", or into a '>-' block",
    ),
    "empty text": (
        ALCOHOL,
        "name: Alcohol",
        "name: ''",
        "facts/interactions/alcohol.yaml:3: ix.alcohol: name is empty: what it is called in an answer",
    ),
    "duplicate id": (
        "sections/dosing.yaml",
        "id: dose.uk-spasm",
        "id: box.stop",
        "facts/sections/dosing.yaml:35: box.stop: id 'box.stop' stands twice, first at facts/sections/danger.yaml:19; choose another one",
    ),
    "id that another record had before": (
        "sections/dosing.yaml",
        "id: dose.uk-spasm",
        "id: box.old-stop",
        "facts/sections/dosing.yaml:35: box.old-stop: id 'box.old-stop' stands twice, first at facts/sections/danger.yaml:19; choose another one",
    ),
    "group twice in a section": (
        "sections/danger.yaml",
        "{id: always,",
        "{id: boxed,",
        "facts/sections/danger.yaml:7: boxed: group of section danger 'boxed' stands twice, first at facts/sections/danger.yaml:6; choose another one",
    ),
    "claim of a source that is no article": (
        "claims.yaml",
        "article: web-1",
        "article: label-us",
        "facts/claims.yaml:2: claim.a1-01: article 'label-us' is a source of type 'label'; a claim is one of an article: name a source of type 'article'",
    ),
    "section word twice": (
        "sections/dosing.yaml",
        "aliases: [dose]",
        "aliases: [warnings]",
        "facts/sections/dosing.yaml:1: dosing: section word 'warnings' stands twice, first at facts/sections/danger.yaml:1; choose another one",
    ),
    "section in a file of another name": (
        "sections/danger.yaml",
        "section: danger",
        "section: dangers",
        "facts/sections/danger.yaml:1: dangers: this record belongs into a file named dangers.yaml; rename the file, or mend the id",
    ),
    "interactant in a file of another name": (
        ALCOHOL,
        "id: ix.alcohol",
        "id: ix.alcohols",
        "facts/interactions/alcohol.yaml:1: ix.alcohols: this record belongs into a file named alcohols.yaml; rename the file, or mend the id",
    ),
    "unknown group": (
        "sections/danger.yaml",
        "group: always",
        "group: never",
        "facts/sections/danger.yaml:21: box.stop: group 'never' is not one of boxed, always",
    ),
    "group in a section without groups": (
        "sections/dosing.yaml",
        "  - id: dose.uk-spasm\n    kind: dose\n",
        "  - id: dose.uk-spasm\n    kind: dose\n    group: boxed\n",
        "facts/sections/dosing.yaml:37: dose.uk-spasm: group 'boxed' is not among the groups of the section, which has none: remove the line",
    ),
    "unknown record in about": (
        "sections/side-effects.yaml",
        "about: [se.sleepy]",
        "about: [se.asleep]",
        "facts/sections/side-effects.yaml:40: q.drive: about: no record has the id 'se.asleep'; name one that exists; did you mean 'se.sleepy'?",
    ),
    "unknown warning signs": (
        ALCOHOL,
        "warning_signs: breathing",
        "warning_signs: breath",
        "facts/interactions/alcohol.yaml:18: ix.alcohol: warning_signs 'breath' is not one of breathing; did you mean 'breathing'?",
    ),
    "no interactant for the medicine itself": (
        "facts.yaml",
        "same_medicine: ix.same-medicine",
        "same_medicine: ix.nothing",
        "facts/facts.yaml:1: facts: interactant 'ix.nothing' is not in interactions/",
    ),
    "medicine is no substance": (
        "facts.yaml",
        "medicine: calmazin",
        "medicine: calmazon",
        "facts/interactions/same-medicine.yaml:1: ix.same-medicine: the medicine itself, 'calmazon', is not one of its substances",
    ),
    "dose with two amounts": (
        "sections/dosing.yaml",
        "    action: prescriber-decides\n",
        '    action: prescriber-decides\n    amount: {low: "1", high: "1", unit: mg, per: day}\n',
        "facts/sections/dosing.yaml:35: dose.uk-spasm: exactly one of amount, steps, relative, action says how much; here: amount and action",
    ),
    "dose without an amount": (
        "sections/dosing.yaml",
        "    action: prescriber-decides\n",
        "",
        "facts/sections/dosing.yaml:35: dose.uk-spasm: exactly one of amount, steps, relative, action says how much; here: none",
    ),
    "dose whose text says another figure": (
        "sections/dosing.yaml",
        "adults take 2 to 10 mg 3 times a day",
        "adults take 2 to 100 mg 3 times a day",
        "facts/sections/dosing.yaml:9: dose.us-spasm: as_printed '2 to 10 mg 3 times a day' must stand word for word in text (the other one: line 30)",
    ),
    "dose without a country": (
        "sections/dosing.yaml",
        "  - id: dose.uk-spasm\n    kind: dose\n    country: uk\n",
        "  - id: dose.uk-spasm\n    kind: dose\n",
        "facts/sections/dosing.yaml:35: dose.uk-spasm: a dose names its country; add the line 'country: us' or another one",
    ),
    "band without its figure": (
        "sections/side-effects.yaml",
        "figure: more than 1 in 100",
        "figure: not-stated",
        "facts/sections/side-effects.yaml:14: se.sleepy: band 'common' needs the figure that the source prints; without one the band is 'not-stated'",
    ),
    "disagreement with one side": (
        "sections/dosing.yaml",
        "        - says: Twice a day.\n          citations:\n            - {source: study-1, locator: methods, read: second}\n",
        "",
        "facts/sections/dosing.yaml:15: dose.us-spasm: a disagreement has two positions or more; add the other side, or remove it",
    ),
    "shown side that is not there": (
        "sections/dosing.yaml",
        "shown: 1",
        "shown: 3",
        "facts/sections/dosing.yaml:22: dose.us-spasm: shown 3 is not one of the 2 positions",
    ),
    "interactant without a level": (
        "interactions/paracetamol.yaml",
        "level: no-known-problem\n",
        "",
        "facts/interactions/paracetamol.yaml:1: ix.paracetamol: key 'level' is missing: what to do: one word, or one for each country; add the line",
    ),
    "own judgement without a reason": (
        "interactions/several.yaml",
        "basis_note: >-\n  Each of them adds to the others.\n",
        "",
        "facts/interactions/several.yaml:5: ix.several: basis 'project' needs basis_note: why; add the line",
    ),
    "mildest level by own judgement": (
        "interactions/paracetamol.yaml",
        "basis: study\n",
        "basis: project\nbasis_note: >-\n  It is not listed.\n",
        "facts/interactions/paracetamol.yaml:4: ix.paracetamol: level 'no-known-problem' can't rest on basis 'project': "
        "move it to names/known.yaml",
    ),
    "level without a citation": (
        "interactions/paracetamol.yaml",
        "citations:\n  - {source: study-1, locator: abstract, read: mirror}\n",
        "",
        "facts/interactions/paracetamol.yaml:4: ix.paracetamol: a level needs a citation; say under 'citations' where it was read",
    ),
    "member with a level and no basis": (
        "interactions/opioids.yaml",
        "    level: ask-first\n    basis: label\n",
        "    level: ask-first\n",
        "facts/interactions/opioids.yaml:20: methadone: a level needs its own basis; add the line 'basis: ...'",
    ),
    "unknown ingredient": (
        "names/products.yaml",
        "{substance: codeine}",
        "{substance: codine}",
        "facts/names/products.yaml:10: Codomol: ingredient 'codine' is no substance of interactions/ or known.yaml; add it first",
    ),
    "contents read without a citation": (
        "names/products.yaml",
        "  citations:\n    - {source: service-uk, locator: pack, read: seen}\n",
        "",
        "facts/names/products.yaml:9: Codomol: contents 'read' needs a citation; add or remove it, or change contents",
    ),
    "contents unread with a citation": (
        "names/products.yaml",
        "  note: >-\n    Packs differ.\n",
        "  citations:\n    - {source: service-uk, locator: pack, read: seen}\n",
        "facts/names/products.yaml:15: Night Drink: contents 'unread' needs no citation; add or remove it, or change contents",
    ),
    "reading that leads nowhere": (
        "names/ambiguous.yaml",
        "means: [paracetamol]",
        "means: [paracetamal]",
        "facts/names/ambiguous.yaml:7: night pill: means: 'paracetamal' is no interactant, substance, product or known name; add it there first, or mend it",
    ),
    "look-alike alone": (
        "names/ambiguous.yaml",
        "[methadone, methazone]",
        "[methadone]",
        "facts/names/ambiguous.yaml:10: methadone: a look-alike group has two names or more; add the other one",
    ),
    "look-alike that is no name": (
        "names/ambiguous.yaml",
        "[methadone, methazone]",
        "[methadone, metazone]",
        "facts/names/ambiguous.yaml:10: methadone: look-alike 'metazone' is no name in the facts; add it there first, or mend it",
    ),
    "old name that is no name": (
        ALCOHOL,
        "slang: [booze]",
        "slang: [booze]\nold: [grog]",
        "facts/interactions/alcohol.yaml:27: ix.alcohol: old: 'grog' is not one of its names; list it under brands, also, words or slang too",
    ),
    "one name for two things": (
        "names/known.yaml",
        "[Mucolo]",
        "[Booze]",
        "facts/names/known.yaml:3: guaifenesin: name 'Booze' has a statement now, with ix.alcohol by 'booze' at facts/interactions/alcohol.yaml:26: delete it here, or list it in ambiguous.yaml where two things are sold under this name",
    ),
    "one name for two members": (
        "interactions/opioids.yaml",
        "  - substance: methadone\n",
        "  - substance: methadone\n    also: [Codol]\n",
        "facts/interactions/opioids.yaml:20: methadone: name 'Codol' also leads to ix.opioids (codeine) by 'Codol' at facts/interactions/opioids.yaml:18: list it in ambiguous.yaml, or remove one",
    ),
    "name that is another one written closed up": (
        "names/known.yaml",
        "[Mucolo]",
        "[Co-dol]",
        "facts/names/known.yaml:3: guaifenesin: name 'Co-dol' is read as 'codol' too, which leads to ix.opioids (codeine) by 'Codol' at facts/interactions/opioids.yaml:18: list both in ambiguous.yaml, or remove one",
    ),
    "name in two ambiguous groups": (
        "names/ambiguous.yaml",
        "lookalikes:",
        "  - names: [night pill]\n    kind: slang\n    question: Which?\n    readings:\n      - {says: no statement}\nlookalikes:",
        "facts/names/ambiguous.yaml:9: night pill: name 'night pill' stands in two ambiguous groups, first at facts/names/ambiguous.yaml:2; remove one",
    ),
    "names out of order": (
        ALCOHOL,
        "[beer, red wine, wine]",
        "[beer, wine, red wine]",
        "facts/interactions/alcohol.yaml:25: ix.alcohol: names are not sorted or stand twice; sorted: beer, red wine, wine (valcli check --fix sorts)",
    ),
    "sources out of order": (
        "sources.yaml",
        "id: label-us",
        "id: tabel-us",
        "facts/sources.yaml:10: service-uk: out of order: it stands after 'tabel-us'; move it up to its place in the alphabet (valcli check --fix sorts)",
    ),
    "letter that is not ASCII": (
        ALCOHOL,
        "Both slow the brain.",
        "Both slow the br\u00e4in.",
        "facts/interactions/alcohol.yaml:6: ix.alcohol: effect holds '\u00e4' (U+00E4); only ASCII is allowed: write ' for a curly quote, - for a dash",
    ),
    "missing word that the program speaks": (
        "vocabulary.yaml",
        "tag: not-recognised",
        "tag: not-found",
        "facts/facts.yaml:1: vocabulary: group 'statuses' of vocabulary.yaml has no word 'not-recognised'",
    ),
    "missing group of words": (
        "vocabulary.yaml",
        "evidence:\n",
        "evidences:\n",
        "facts/facts.yaml:1: vocabulary: vocabulary.yaml has no group 'evidence'",
    ),
    "word twice": (
        "vocabulary.yaml",
        "  - {tag: mcg-per-kg,",
        "  - {tag: mg, label: mg, meaning: again}\n  - {tag: mcg-per-kg,",
        "mg: stands twice in units",
    ),
    "bad date": (
        "facts.yaml",
        "reviewed: 2026-01-31",
        "reviewed: yesterday",
        "facts/facts.yaml:3: file: reviewed 'yesterday' is not a day as year, month, day, as '2026-11-24': day of the last review",
    ),
    "schema of another age": (
        "facts.yaml",
        "schema: 1",
        "schema: 2",
        "facts/facts.yaml:1: file: schema '2' is not '1': version of these shapes",
    ),
    "question that leads nowhere": (
        "questions.yaml",
        "dose.uk-spasm]",
        "dose.uk-spasms]",
        "facts/questions.yaml:1: how much can I have: find: nothing has the id 'dose.uk-spasms'; name one that exists, or take it out; did you mean 'dose.uk-spasm'?",
    ),
    "question with too many answers": (
        "questions.yaml",
        "dose.uk-spasm]",
        "dose.uk-spasm, box.stop, se.sleepy]",
        "facts/questions.yaml:1: how much can I have: find holds at most 3 ids, each once",
    ),
    "question twice": (
        "questions.yaml",
        "    - what is the most in a day\n",
        "    - what is the most in a day\n- find: [box.stop]\n  ask: [How much can I have?]\n",
        "facts/questions.yaml:6: How much can I have?: ask: 'How much can I have?' stands under 'how much can I have' too",
    ),
    "question without a word": (
        "questions.yaml",
        "what is the most in a day",
        '"?"',
        "facts/questions.yaml:2: how much can I have: ask: '?' must be plain ASCII and hold a word",
    ),
    "word in two groups": (
        "search.yaml",
        "[[sleepy, drowsy]]",
        "[[sleepy, drowsy], [tired, drowsy]]",
        "facts/search.yaml:2: tired: same: 'drowsy' stands under 'sleepy' too",
    ),
    "known names lead nowhere": (
        "search.yaml",
        "ignore:",
        "known: box.nothing\nignore:",
        "facts/search.yaml:1: search: known: nothing has the id 'box.nothing'",
    ),
    "word in two terms": (
        "glossary.yaml",
        "- id: term.taper\n",
        "- id: term.cut\n  name: cutting down\n  aliases: [tapering]\n  meaning: To take less.\n- id: term.taper\n",
        "facts/glossary.yaml:7: term.taper: aliases: 'tapering' stands under 'term.cut' too",
    ),
    "section without records": (
        "sections/interactions.yaml",
        (TINY / "sections" / "interactions.yaml").read_text().partition("records:")[2],
        " []\n# end\n",
        "facts/sections/interactions.yaml:1: interactions: a section has records; add them below the line 'records:'",
    ),
    "no number to call in a country": (
        "facts.yaml",
        "  - country: uk\n",
        "  - country: ie\n",
        "facts/facts.yaml:18: facts: there is no number to call in uk; add it with its citation, or take has_levels from this country",
    ),
    "level for a country without levels": (
        "interactions/opioids.yaml",
        "{us: ask-first, uk: avoid}",
        "{us: ask-first, ie: avoid}",
        "facts/interactions/opioids.yaml:4: ix.opioids: level: countries are us, uk and any; here: us, ie",
    ),
    "no country with levels": (
        "vocabulary.yaml",
        ", has_levels: true",
        "",
        "facts/facts.yaml:1: vocabulary: no country of vocabulary.yaml has the key has_levels; add 'has_levels: true' to one",
    ),
    "broken YAML": (
        ALCOHOL,
        "name: Alcohol",
        "name: [Alcohol",
        "facts/interactions/alcohol.yaml:4: file: not valid YAML: did not find expected ',' or ']'; close the bracket on its line, and put a value with a comma, a colon or a quote in \"...\" (it opens on line 3)",
    ),
}


@pytest.mark.parametrize(("file", "old", "new", "problem"), CASES.values(), ids=CASES)
def test_guard_refuses(tmp_path: Path, file: str, old: str, new: str, problem: str) -> None:
    """The problem stands in the report, at its line, and nothing is loaded."""
    folder = copy_tiny(tmp_path / "facts")
    path = folder / file
    text = path.read_text()
    assert old in text, "the case no longer fits the made-up facts"
    path.write_text(text.replace(old, new) if file == "vocabulary.yaml" else text.replace(old, new, 1))
    with pytest.raises(FactsProblem) as caught:
        load_facts(folder)
    lines = str(caught.value).splitlines()
    assert any(line == problem or line.endswith(f": {problem}") for line in lines), "\n".join(lines)


def test_made_up_facts_have_no_problem(tiny: Path) -> None:
    """What the cases change is sound before they change it."""
    assert load_facts(tiny).meta.medicine == "calmazin"


def test_every_problem_is_reported_at_once(tmp_path: Path) -> None:
    """Faults in several files come out together, sorted by file and line, with their count."""
    folder = copy_tiny(tmp_path / "facts")
    for file, old, new in (
        ("interactions/alcohol.yaml", "level: avoid", "level: avoit"),
        ("interactions/alcohol.yaml", "evidence: observed", "evidence: guessed"),
        ("sections/danger.yaml", "group: always", "group: never"),
    ):
        path = folder / file
        path.write_text(path.read_text().replace(old, new, 1))
    with pytest.raises(FactsProblem) as caught:
        load_facts(folder)
    lines = str(caught.value).splitlines()
    assert [line.split(":")[:2] for line in lines[:-1]] == [
        ["facts/interactions/alcohol.yaml", "4"],
        ["facts/interactions/alcohol.yaml", "15"],
        ["facts/sections/danger.yaml", "21"],
    ]
    assert lines[-1] == (
        f"valcli: the facts in {folder} have 3 problems, so nothing was answered; mend them and run the command again"
    )


@pytest.mark.parametrize("file", ["facts.yaml", "sources.yaml", "vocabulary.yaml", "names/known.yaml", "warning-signs.yaml"])
def test_missing_file(tmp_path: Path, file: str) -> None:
    """A file that is not there is one problem, and 65."""
    folder = copy_tiny(tmp_path / "facts")
    (folder / file).unlink()
    done = run("interactions", "alcohol", "--facts", str(folder))
    assert (done.out, done.code) == ("", 65)
    assert f"facts/{file}:1: file: can't be read: No such file or directory" in done.err


def test_missing_folder(tmp_path: Path) -> None:
    """A folder that is not there is named."""
    done = run("info", "--facts", str(tmp_path / "nowhere"))
    assert (done.out, done.code) == ("", 65)
    assert "the folder of facts does not exist" in done.err


def test_folder_that_is_a_file(tmp_path: Path) -> None:
    """A file in place of the folder is named."""
    (tmp_path / "facts").write_text("x")
    done = run("info", "--facts", str(tmp_path / "facts"))
    assert (done.out, done.code) == ("", 65)
    assert "the folder of facts is not a folder" in done.err


def test_broken_facts_print_nothing_medical(tmp_path: Path) -> None:
    """With one fault anywhere, no command answers: 65, stdout empty, the problem on stderr."""
    folder = copy_tiny(tmp_path / "facts")
    path = folder / "interactions" / "alcohol.yaml"
    path.write_text(path.read_text().replace("level: avoid", "level: avoit"))
    for arguments in (["info"], ["info", "--list"], ["interactions", "wine"], ["interactions"], ["sources"], ["why", "box.stop"]):
        for form in ("text", "json", "jsonl", "plain"):
            done = run(*arguments, "--facts", str(folder), "--format", form)
            assert (done.out, done.code) == ("", 65)
            assert done.err.startswith("facts/interactions/alcohol.yaml:4: ix.alcohol: level 'avoit' is not one of avoid")


def test_new_country_touches_the_vocabulary_alone(tmp_path: Path) -> None:
    """A country that may have levels needs no line of code: levels are taken, a number to call is asked for."""
    folder = copy_tiny(tmp_path / "facts")
    words = folder / "vocabulary.yaml"
    words.write_text(words.read_text().replace("said: [Irish]}", "said: [Irish], has_levels: true}"))
    opioids = folder / "interactions" / "opioids.yaml"
    opioids.write_text(opioids.read_text().replace("{us: ask-first, uk: avoid}", "{us: ask-first, ie: avoid}"))
    with pytest.raises(FactsProblem) as caught:
        load_facts(folder)
    assert "level: countries" not in str(caught.value)
    assert "facts: there is no number to call in ie; " in str(caught.value)
    facts = folder / "facts.yaml"
    facts.write_text(facts.read_text().replace("  - country: uk\n", "  - country: ie\n") + "")
    with pytest.raises(FactsProblem, match="there is no number to call in uk"):
        load_facts(folder)
