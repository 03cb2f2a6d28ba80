"""Where the reading of a text stands, and what stands around that place."""

from valcli.reading.scan import Piece


class Place:
    """The pieces of a text and the place of the next one."""

    def __init__(self, pieces: list[Piece]) -> None:
        self.pieces = pieces
        self._place = 0

    def _follows(self) -> str:
        """The class of the next piece."""
        return self.pieces[self._place].word.kind if self._place < len(self.pieces) else ""

    def _ends_part(self) -> bool:
        following = self.pieces[self._place] if self._place < len(self.pieces) else None
        return following is None or following.word.kind in ("mark", "joiner")

    def _is_edge(self) -> bool:
        """Whether nothing goes on behind a name, not even behind a stroke; or it begins the text and another name follows."""
        following = self.pieces[self._place] if self._place < len(self.pieces) else None
        if self._place == 1 and following is not None and following.word.kind == "name":
            return True
        return self._ends_part() and (following is None or following.text not in "/-")

    def _is_over(self) -> bool:
        """Whether a part ends here and nothing goes on with it that nobody knows."""
        behind = self.pieces[self._place + 1] if self._place + 1 < len(self.pieces) else None
        return self._ends_part() and (behind is None or behind.word.kind != "unknown")

    def _is_joined(self) -> bool:
        """Whether the piece at hand stands beside a mark or a word that joins parts."""
        around = [self.pieces[place] for place in (self._place - 2, self._place) if 0 <= place < len(self.pieces)]
        return any(piece.word.kind == "joiner" or (piece.word.kind == "mark" and piece.text in "/,-") for piece in around)
