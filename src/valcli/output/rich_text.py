"""The only module that knows Rich: lines -> text with colours."""

import io
from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from valcli.clean import visible
from valcli.document import Span

# Readable on a dark and on a light screen: bold, or a fixed pair of front and back.
_STYLES = {
    "title": "bold",
    "heading": "bold underline",
    "subheading": "bold",
    "label": "bold",
    "headline": "bold",
    "strictness.0": "bold white on red",
    "strictness.1": "bold black on yellow",
    "strictness.2": "bold black on cyan",
    "strictness.3": "bold reverse",
    "unanswered": "bold reverse",
    "urgency.emergency": "bold red",
    "mark": "dim",
    "closing": "dim",
}


def coloured(lines: Sequence[Sequence[Span]]) -> str:
    """The lines with escapes for colour; Rich neither wraps nor reads markup in them."""
    page = io.StringIO()
    # the decision for colour is made already, so Rich must not look at the environment again
    console = Console(file=page, force_terminal=True, color_system="standard", width=10_000, legacy_windows=False, _environ={})
    console.print(Text("\n").join(_line(line) for line in lines), soft_wrap=True, highlight=False, markup=False, emoji=False)
    return page.getvalue()


def _line(line: Sequence[Span]) -> Text:
    made = Text(end="")
    for span in line:
        made.append(visible(span.text), _STYLES.get(span.role, ""))
    return made
