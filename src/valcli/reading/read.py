"""The reader: a folded text -> its parts."""

from valcli.reading.lexicon import Lexicon
from valcli.reading.parts import Group, parts_of
from valcli.reading.scan import pieces_of
from valcli.text.tokens import cut


def read(lexicon: Lexicon, folded: str) -> Group:
    """What stands in a folded text."""
    return parts_of(lexicon, pieces_of(lexicon, cut(folded)))


_KEPT = frozenset(("name", "unknown"))


def cores(lexicon: Lexicon, folded: str) -> list[str]:
    """The parts of a text without the words that stand around names: what may be a name, spelled wrong."""
    parts: list[list[str]] = [[]]
    for piece in pieces_of(lexicon, cut(folded)):
        kind = piece.word.kind
        if kind == "joiner" or (kind == "mark" and piece.text != "-"):
            parts.append([])
        elif kind in _KEPT or piece.name or piece.behind is not None:
            parts[-1].append(piece.text)
    return [" ".join(part) for part in parts if part]
