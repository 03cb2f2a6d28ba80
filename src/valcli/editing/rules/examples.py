"""Records to show what a rule refuses, built on the made-up facts of tests/data/tiny."""

from valcli.editing.rules.rule import Example

_CITED = "citations: [{source: label-us, locator: section 5, read: seen}]"


def said(text: str, *, clinical: str = "Example.", country: str = "any") -> Example:
    """A plain statement with this text."""
    return Example(
        "sections/danger.yaml",
        f"""\
  - id: box.example
    kind: fact
    group: always
    country: {country}
    text: >-
      {text}
    clinical: >-
      {clinical}
    {_CITED}
""",
    )


def dose(
    text: str,
    typed: str,
    *,
    clinical: str = "",
    printed: str = "",
    read: str = "seen",
    more: str = "form: tablet",
    population: str = "adult",
) -> Example:
    """A dose with this text and these typed figures; the clinical text repeats the plain one."""
    return Example(
        "sections/dosing.yaml",
        f"""\
  - id: dose.example
    kind: dose
    country: us
    text: >-
      {text}
    clinical: >-
      {clinical or text}
    indication: muscle-spasm
    population: {population}
    route: oral
    {more}
    as_printed: {printed or "2 mg"}
    {typed}
    duration: not-stated
    citations: [{{source: label-us, locator: section 5, read: {read}}}]
""",
    )


def highest(most: str) -> Example:
    """The highest dose that the made-up facts print for a child."""
    return Example(
        "reading.yaml",
        f"  - {{route: oral, populations: [child], unit: mg, per: dose, most: {most}, dose: dose.us-spasm}}\n",
    )


def reaction(text: str, *, urgency: str = "routine", occurrence: str = "band: not-stated, figure: not-stated") -> Example:
    """A side effect with this text."""
    return Example(
        "sections/side-effects.yaml",
        f"""\
  - id: se.example
    kind: adverse-reaction
    name: Example
    text: >-
      {text}
    clinical: >-
      Example.
    occurrence:
      - {{{occurrence}, form: tablet, country: uk, {_CITED}}}
    urgency: {urgency}
    {_CITED}
""",
    )


def entry(
    more: str = "",
    *,
    level: str = "be-careful",
    mechanism: str = "unclear",
    management: str = "Ask your pharmacist.",
    read: str = "seen",
    kind: str = "drug",
) -> Example:
    """An interactant with these keys."""
    return Example(
        "interactions/example.yaml",
        f"""\
id: ix.example
kind: {kind}
name: Example
level: {level}
basis: label
effect: >-
  More sleepiness.
management: >-
  {management}
mechanism: [{mechanism}]
evidence: not-stated
{more}citations: [{{source: label-us, locator: section 7, read: {read}}}]
""",
        whole=True,
    )


def strict_entry(more: str = "", *, read: str = "seen") -> Example:
    """An interactant of the strictest level, with these keys."""
    return entry(f"warning_signs: breathing\n{more}", level="avoid", read=read)


def located(place: str) -> Example:
    """A statement whose citation points at this place."""
    made = said("Ask your doctor.")
    return Example(made.file, made.text.replace("section 5", place))


def source(title: str, *, cited: bool, accessed: str = "not-stated", issued: str = "not-stated") -> Example:
    """A source, and a statement that cites it or another one."""
    shown = "zz-example" if cited else "label-us"
    return Example(
        "sources.yaml",
        f"""\
- id: zz-example
  type: study
  title: {title}
  publisher: Example
  issued: {issued}
  accessed: {accessed}
  identifier: not-stated
  url: not-stated
  authority: 4
# sections/danger.yaml
  - id: box.example
    kind: fact
    group: always
    text: >-
      Ask your doctor.
    clinical: >-
      Example.
    citations: [{{source: {shown}, locator: all, read: seen}}]
""",
    )


def asked_back(name: str, reading: str, means: str) -> Example:
    """A name that asks back, with one reading."""
    return Example(
        "names/ambiguous.yaml",
        f"""\
ambiguous:
  - names: [{name}]
    kind: umbrella
    question: Which one?
    readings:
      - {{says: {reading}, means: [{means}]}}
""",
        whole=True,
    )


def pack(more: str) -> Example:
    """A product with several ingredients."""
    return Example("names/products.yaml", f"- {{name: Zz Example, country: us, {more}}}\n")


def numbers(*countries: str) -> Example:
    """facts.yaml with a number to call for each of these countries."""
    called = "".join(
        f'  - {{country: {country}, when: emergency, number: "{number}", {_CITED}}}\n'
        for country, number in (("us", "911"), ("uk", "999"))
        if country in countries
    )
    return Example(
        "facts.yaml",
        f"""\
schema: 1
version: 1.2.3
reviewed: 2026-01-31
medicine: calmazin
called: Tranquo (calmazin)
title: Calmazin (Tranquo)
notice: Education, not advice.
do_not_stop: Do not stop it suddenly.
same_medicine: ix.same-medicine
combined: ix.several
emergency:
{called}""",
        whole=True,
    )


def words_file(words: str) -> Example:
    """A file of words around names, with these as notes."""
    return Example(
        "names/words.yaml",
        f"""\
sites: [{{tag: swallowed, label: swallowed, whole_body: true}}]
words:
  - {{kind: form, site: swallowed, rank: shape, does: Tells., why: It does., words: [tablet]}}
  - {{kind: note, does: Nothing., why: It is., words: [{words}]}}
""",
        whole=True,
    )


def shortened(name: str) -> Example:
    """A part that is cut short and stands for this name."""
    return Example("names/words.yaml", f"  - {{short: zzex, name: {name}}}\n")


def joining(whole: str = "", forms: str = "") -> Example:
    """An entry for two names together."""
    return entry(f"{forms}members:\n  - {{substance: codeine with paracetamol{whole}}}\n")
