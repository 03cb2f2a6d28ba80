"""The part at hand: it is opened, named, closed, and its name is taken away again."""

from valcli.reading.group import Group, Part
from valcli.reading.lexicon import Lexicon
from valcli.reading.place import Place
from valcli.reading.scan import Piece
from valcli.reading.turning import Turning
from valcli.text.around import Word

_BESIDE = ("joiner", "mark", "or")  # what stands between two names that one word may take away


class Naming(Place):
    """The pieces of one text, and the part of it that is being read."""

    def __init__(self, lexicon: Lexicon, pieces: list[Piece], *, in_brackets: bool = False, asks: bool = False) -> None:
        self.lexicon = lexicon
        super().__init__(pieces)
        self.group = Group()
        self._in_brackets = in_brackets
        self._open()
        self._reason = False
        self._joined = False  # a joiner or a comma stands behind the word that began the reason
        begins = bool(pieces) and pieces[0].word.kind == "turns-next"
        self._turning = Turning(self.group.unread, begins=begins, asks=asks)
        self._taken = False  # the last name was taken away by a word before it
        self._last = ""  # the class of the piece before
        self._lost_at = -1  # the place of the last piece that is unread

    def _open(self) -> None:
        self._part: Part | None = None
        self._salts: list[str] = []
        self._dual = self._between = ""  # a salt that is a name too; what ended the part before
        self._measures: set[str] = set()
        self._more = False  # something else than a name stands in this part
        self._is_lost = False  # a word that nobody knows stands in it
        self._forms: list[tuple[Word, str]] = []  # forms before the name of this part

    def _close(self) -> None:
        if self._part is None and self._dual and not self._is_lost:  # the salt of a word that nobody knows is none
            dual, alone = self._dual, not self._more and len(self._salts) < 2
            self._dual, self._salts = "", []
            self._named(dual, alone=alone)
        if self._part is None:
            self.group.is_salt = len(self._salts) == 1 and not self.group.parts
            self.group.unread += [" ".join(self._salts)] if self._salts else []
            self.group.loose += self._forms if self._between == "joiner" else []
        elif self._more:
            self._part.alone = False
        self._open()

    def _is_behind(self, word: Word) -> bool:
        if word.rank == "past":
            return self._part is not None
        if word.kind == "turns-last":
            return self._last in ("name", "salt")
        return self._last in ("name", "other-pack", "release") and not self._reason

    def _behind(self, piece: Piece) -> None:
        """A word that directly behind a name makes another pack of it, or takes it away."""
        word = piece.behind or piece.word
        if word.rank == "past" and (self._turning.waits or self._turning.asks or self._turning.asked):
            self._turning.unsure(piece.text)  # it may not be stopped
        elif word.rank == "past" and (self._taken or not self._is_over()):
            self._unknown(piece.text)  # it may be another name that was stopped
        elif word.kind == "turns-last":
            self._turns_last()
        elif self.group.parts:
            part = self.group.parts[-1]
            part.extra = (*part.extra, piece.text)
            part.alone = False
        self._last = word.kind

    def _turns_last(self) -> None:
        """Takes away the name directly before, and none else; one that was taken away before stays: not free of it."""
        if self._part is None and self._dual:  # a level of a salt that is a name too
            self.group.turned.append(self._dual)
            self._open()
        elif self._taken:
            if not self._turning.is_measured:
                self._named(self._away.pop())
        elif self._part is not None:
            self.group.turned.append(self.group.parts.pop().key)
            self._open()
        self._turning.used()

    @property
    def _away(self) -> list[str]:
        """Where the names go that the last turning word takes away."""
        return self.group.past if self._turning.is_past else self.group.turned

    def _named(self, key: str, *, alone: bool = True, short: str = "") -> None:
        if self._turning.takes():
            self._away.append(key)
            self._more = self._taken = True
            return
        if self._part is None and self._dual and len(self._salts) > 1:  # a salt of two words, and then a name
            self._close()
        self._taken = False
        self._turning.meets(joined=self._last in _BESIDE)
        if self._part is not None:  # names beside each other share one part
            self._part.alone = alone = False
            self._close()
        self._part = Part(key, alone=alone, short=short, reason=self._reason)
        self._part.forms = [word for word, _ in self._forms]
        self._part.joined, self._part.measures = self._between, self._measures
        self._part.is_purpose = self._last == "opener" and bool(self.group.parts)
        self._part.is_edge = self._is_edge() and self._last != "unknown" and len(key) > 1
        self.group.parts.append(self._part)

    def joiner(self, _: Piece | None) -> None:
        """A word that joins two parts."""
        self._close()
        self._turning.joins()
        self._between = "joiner"
        self._joined = True

    def _unknown(self, text: str) -> None:
        self._turning.ends()
        self._turning.asked = True  # it may say that nothing was stopped
        if self.group.unread and self._lost_at == self._place - 1:
            text = f"{self.group.unread.pop()} {text}"  # words beside each other are one thing
        self.group.unread.append(text)
        self._lost_at = self._place
        self._more = self._is_lost = True
