"""What somebody typed, made fit to be shown: nothing invisible, nothing that moves a cursor."""

import unicodedata

_HIDDEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
_SHOWN = 60


def visible(text: str) -> str:
    """The text with every character that does not print written as its code."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_escaped(char) if _is_hidden(char) else char for char in text)


def shortened(text: str) -> str:
    """The visible text, cut with a mark where it is too long to be a name."""
    shown = visible(text)
    return shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}... ({len(text)} characters)"


def _is_hidden(char: str) -> bool:
    return unicodedata.category(char) in _HIDDEN or "\ufe00" <= char <= "\ufe0f"


def _escaped(char: str) -> str:
    code = ord(char)
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"
