"""What the help says: examples first, the table of exit codes last."""

BARE = """\
valcli: what published sources say about Valium (diazepam).
Education, not medical advice.

  valcli info                      the whole leaflet; one chapter: valcli info dosing
  valcli interactions alcohol      taking it with something else

More: valcli --help
"""


EPILOG = """\
Exit codes: 0 answered; 1 something could not be answered (that never means that it is
harmless); 2 wrong usage; 3 a level of --fail-on was reached; 65 the facts are missing or damaged; 70 a fault in valcli;
74 the answer could not be written; 130, 141, 143 interrupted, reader left, terminated.
"""


SHORT = {
    "info": "Read the leaflet, or sections of it.",
    "interactions": "Ask what happens with another thing.",
    "sources": "Show the sources and what leans on them.",
    "why": "Show one statement with all its sources.",
    "search": "Find statements by words.",
    "explain": "Say what a word means here.",
    "claims": "Show what web articles say, and what is right.",
    "check": "Check a folder of facts.",
}


# not in docstrings: those are gone when Python runs with -OO
HELP = {
    "_valcli": """Look up what published sources say about Valium (diazepam).

\b
Examples:
  valcli info
  valcli info dosing side-effects --country uk
  valcli interactions alcohol
  valcli interactions "night nurse" omeprazole --json
  valcli why dose.us-spasm

Works offline. Education, not medical advice: it can't replace your own label, doctor or pharmacist.
""",
    "info": """Read the leaflet, or chosen sections of it, always in the same order.

\b
Examples:
  valcli info
  valcli info dosing
  valcli info withdrawal overdose --country uk
  valcli info --list
""",
    "interactions": """Ask what happens when diazepam meets something else; without a name, list everything known.

One argument is one name: put a name of two words in quotes. "-" reads names
from standard input, one a line.

\b
Examples:
  valcli interactions alcohol
  valcli interactions wine percocet "night nurse"
  valcli interactions omeprazole --clinical
  valcli interactions - --format jsonl < names.txt
""",
    "sources": """Show the bibliography; with ids, each source and every statement that leans on it.

\b
Examples:
  valcli sources
  valcli sources fda-valium
""",
    "why": """Show one statement in full: plain, clinical, every source with its place, and who disagrees.

\b
Examples:
  valcli why dose.us-spasm
  valcli why ix.alcohol
""",
    "search": """Search statements, doses, side effects, interactions, questions and terms.

\b
Examples:
  valcli search can I drive
  valcli search missed dose
  valcli search "how long does it stay in my body"
""",
    "explain": """Say what a word means here: a level, how common is "common", a medical term.

\b
Examples:
  valcli explain ask-first
  valcli explain half-life
""",
    "claims": """Show what five web articles say about the medicine, and what is right.

\b
Examples:
  valcli claims dose
  valcli claims corrected
""",
    "check": """Put every rule to the YAML files of a folder of facts, and say what breaks one, with file and line.

\b
Examples:
  valcli check
  valcli check --facts facts
  valcli explain H12
""",
}
