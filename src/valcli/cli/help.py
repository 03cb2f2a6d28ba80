"""What the help says: examples first.

Words about the medicine and the examples come from facts.yaml; where no facts can be read,
help speaks in general words and leaves the examples out.
"""

from valcli.model.shared import Meta

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
    "diff": "Compare two folders of facts.",
    "export": "Write a table of the facts.",
    "schema": "Print the shape of an output, for programs.",
    "completion": "Print a completion script for a shell.",
}

ENVIRONMENT = {
    "VALCLI_FACTS": "Another folder of facts, where --facts names none.",
    "VALCLI_COUNTRY": "A country, where --country names none.",
    "VALCLI_ACCESSIBLE": "If 1, text on a terminal is that of a pipe: bare lines, for screen readers.",
    "PAGER": "What shows a long page on a terminal; usually less -FRX, none where it is empty or cat.",
    "NO_COLOR": "If set, no colour, unless --color asks for it.",
    "FORCE_COLOR, CLICOLOR_FORCE": "If set and not 0, colour in a pipe too.",
    "CLICOLOR": "If 0, no colour; TERM=dumb likewise.",
    "COLUMNS, LINES": "How large the terminal is; what is no terminal is not wrapped by them.",
}
PROGRAM = "valcli"  # the word under which the examples of the program itself stand
# what each command does, and what stands behind its examples
_TEXTS = {
    PROGRAM: (
        "Look up what published sources say about {called}.",
        "Works offline. Education, not medical advice: your own label, doctor and pharmacist come first.",
    ),
    "info": ("Read the leaflet, or chosen sections of it, always in the same order.", ""),
    "interactions": (
        "Ask what happens when {medicine} meets something else; without a name, list everything known.",
        'One argument is one name: put a name of two words in quotes. "-" reads names from standard input, one a line.',
    ),
    "leaflet": (
        "Print one page to hand over: when to call, key facts, what was asked about, questions to take along.\n\n"
        "With --format html it is made for paper: open it in a browser and print.",
        "",
    ),
    "sources": ("Show the bibliography; with ids, each source and every statement that leans on it.", ""),
    "why": ("Show one statement in full: plain, clinical, every source with its place, and who disagrees.", ""),
    "search": (
        "Search statements, doses, side effects, interactions, questions and terms.",
        "A question with ? or * goes in quotes, so that your shell leaves it alone.",
    ),
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
    "completion": (
        "Print a script with which bash, zsh or fish completes commands, options, sections and ids; no file is changed.",
        'Bash and zsh, in the file that they read first (zsh: behind compinit): eval "$(valcli completion bash)". '
        "Names of medicines are not completed. A package may have put the script in its place already.",
    ),
    "check": (
        "Put every rule to the YAML files of a folder of facts, and say what breaks one, with file and line.",
        "",
    ),
    "diff": (
        "Say what changed from one folder of facts to another: levels, doses, statements, names, sources.",
        "Ends with 1 when a level became milder, or a name lost its statement.",
    ),
}


def does(command: str, meta: Meta | None) -> tuple[str, str]:
    """What a command, or the program, does, and what else to know of it."""
    first, behind = _TEXTS[command]
    return _named(first, meta), behind


def examples(command: str, meta: Meta | None) -> tuple[str, ...]:
    """Lines that work, the plainest first; none where no facts can be read."""
    return next((item.lines for item in meta.examples if item.command == command), ()) if meta else ()


def numbers(meta: Meta | None) -> str:
    """Whom to call in an emergency, with a blank before it, or ''."""
    told = ", ".join(f"{item.number} ({item.country.upper()})" for item in meta.emergency) if meta else ""
    return f" Emergency: {told}." if told else ""


def _named(text: str, meta: Meta | None) -> str:
    called, medicine = (meta.called, meta.medicine) if meta else ("one medicine", "the medicine")
    return text.replace("{called}", called).replace("{medicine}", medicine)
