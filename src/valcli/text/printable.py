"""What somebody typed, made fit to be shown: nothing invisible, nothing that moves a cursor."""

import re
import unicodedata
from collections.abc import Iterable

_HIDDEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
_SHOWN = 60
# lines and tabs are part of a cell; what turns the direction of a text would show other cells in another order
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


# letters and marks that print nothing: joiners, fillers, variation selectors, the empty braille cell
_BLANK = "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"


def visible(text: str) -> str:
    """The text with every character that does not print written as its code."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_escaped(char) if _is_hidden(char) else char for char in text)


def without_controls(text: str) -> str:
    """A cell of somebody's own table: all of it, but what controls a terminal or turns a line is written as its code."""
    return text if text.isprintable() else _CONTROLS.sub(lambda found: _escaped(found[0]), text)


def shortened(text: str) -> str:
    """The visible text, cut with a mark where it is too long to be a name."""
    shown = visible(text)
    return shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}... ({len(text)} characters)"


def typed(name: str) -> str:
    """A name as it can be pasted into a shell: bare, in double quotes, or with everything escaped."""
    shown = shortened(name)
    if re.fullmatch(r"[\w .,%+-]*", shown):
        return f'"{shown}"' if " " in shown else shown
    import shlex  # seldom needed

    return shlex.quote(shown)


def typed_words(words: Iterable[str]) -> str:
    """Words as they can be pasted into a shell: bare where that works, else all of them as one; a long text is cut."""
    shown = visible(" ".join(" ".join(words).split()))
    if len(shown) > _SHOWN:
        shown = shown[:_SHOWN].rpartition(" ")[0] or shown[:_SHOWN]
    if re.fullmatch(r"\w[\w.,%+-]*(?: \w[\w.,%+-]*)*", shown):
        return shown
    import shlex  # seldom needed

    return shlex.quote(shown)


def _is_hidden(char: str) -> bool:
    return unicodedata.category(char) in _HIDDEN or bool(re.match(_BLANK, char))


def _escaped(char: str) -> str:
    code = ord(char)
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"
