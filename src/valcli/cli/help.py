"""What the help says: examples first, the table of exit codes last.

Words about the medicine and the examples come from facts.yaml; where no facts can be read,
help speaks in general words and leaves the examples out.
"""

from valcli.model.shared import Meta

EPILOG = """\
Exit codes: 0 answered; 1 something could not be answered (that never means that it is
harmless); 2 wrong usage; 3 a level of --fail-on was reached; 65 the facts are missing or damaged; 70 a fault in valcli;
74 the answer could not be written; 130, 141, 143 interrupted, reader left, terminated.
"""

SHORT = {
    "info": "Read the leaflet, or sections of it.",
    "interactions": "Ask what happens with another thing.",
    "search": "Find statements by words.",
    "leaflet": "Print one page to hand over.",
    "why": "Show one statement with all its sources.",
    "sources": "Show the sources and what leans on them.",
    "claims": "Show what web articles say, and what is right.",
    "explain": "Say what a word means here.",
    "check": "Check a folder of facts.",
    "export": "Write a table of the facts.",
    "schema": "Print the shape of an output, for programs.",
}

PROGRAM = "valcli"  # the word under which the examples of the program itself stand
_BARE = """\
valcli: what published sources say about {called}.
Education, not medical advice.

  valcli info                      the whole leaflet{chapter}
{another}
More: valcli --help
"""
# what each command does, and what stands behind its examples
_TEXTS = {
    PROGRAM: (
        "Look up what published sources say about {called}.",
        "Works offline. Education, not medical advice: it can't replace your own label, doctor or pharmacist.\n",
    ),
    "info": ("Read the leaflet, or chosen sections of it, always in the same order.", ""),
    "interactions": (
        "Ask what happens when {medicine} meets something else; without a name, list everything known.\n\n"
        'One argument is one name: put a name of two words in quotes. "-" reads names\nfrom standard input, one a line; '
        "with --column from a table that has a header.",
        "",
    ),
    "leaflet": (
        "Print one page to hand over: when to call, key facts, what was asked about, questions to take along.\n\n"
        "With --format html it is made for paper: open it in a browser and print.",
        "",
    ),
    "sources": ("Show the bibliography; with ids, each source and every statement that leans on it.", ""),
    "why": ("Show one statement in full: plain, clinical, every source with its place, and who disagrees.", ""),
    "search": ("Search statements, doses, side effects, interactions, questions and terms.", ""),
    "explain": ('Say what a word means here: a level, how common is "common", a medical term.', ""),
    "claims": ("Show what five web articles say about the medicine, and what is right.", ""),
    "export": (
        "Write a whole table of the facts: every name, every interaction, or every statement of the leaflet.",
        "The columns stand in docs/tables.md.",
    ),
    "schema": (
        "Print the JSON Schema of an output or of a kind of fact file; without a name, the names there are.",
        "NAME is the json of a command, NAME.line a line of its jsonl, facts.NAME a kind of fact file.\n"
        "Closed words are those of the facts in use. docs/json.md tells more.",
    ),
    "check": (
        "Put every rule to the YAML files of a folder of facts, and say what breaks one, with file and line.",
        "",
    ),
}


def help_of(command: str, meta: Meta | None) -> str:
    """The help of one command, or of the program: what it does, examples, what else to know."""
    does, behind = _TEXTS[command]
    lines = _examples(command, meta)
    shown = "\n\n\b\nExamples:\n" + "".join(f"  {line}\n" for line in lines) if lines else "\n"
    return _named(does, meta) + shown + (f"\n{behind}" if behind else "")


def bare(meta: Meta | None) -> str:
    """What stands there when nothing was asked."""
    section = next((line for line in _examples("info", meta) if " " in line.removeprefix("valcli ")), "")
    name = next(iter(_examples("interactions", meta)), "valcli interactions NAME")
    return _named(_BARE, meta).format(
        chapter=f"; one chapter: {section}" if section else "",
        another=f"  {name:<33}taking it with something else\n",
    )


def _examples(command: str, meta: Meta | None) -> tuple[str, ...]:
    return next((item.lines for item in meta.examples if item.command == command), ()) if meta else ()


def _named(text: str, meta: Meta | None) -> str:
    called, medicine = (meta.called, meta.medicine) if meta else ("one medicine", "the medicine")
    return text.replace("{called}", called).replace("{medicine}", medicine)
