"""The reader: the tokens of a text -> its parts."""

from valcli.reading.group import Group
from valcli.reading.lexicon import Lexicon
from valcli.reading.parts import Builder
from valcli.reading.scan import pieces_of


def read(lexicon: Lexicon, tokens: list[str], *, asks: bool = False) -> Group:
    """What stands in the tokens of a text, which may ask a question."""
    return Builder(lexicon, pieces_of(lexicon, tokens), asks=asks).build()


_KEPT = frozenset(("name", "unknown"))


def cores(lexicon: Lexicon, tokens: list[str]) -> list[str]:
    """The parts of a text without the words that stand around names: what may be a name, spelled wrong."""
    parts: list[list[str]] = [[]]
    for piece in pieces_of(lexicon, tokens):
        kind = piece.word.kind
        if kind == "joiner" or (kind == "mark" and piece.text != "-"):
            parts.append([])
        elif kind in _KEPT or piece.name or piece.behind is not None:
            parts[-1].append(piece.text)
    return [" ".join(part) for part in parts if part]
