"""Pieces -> parts: which names stand in a text, what belongs to each, and what is left unread.

A part holds at most one name. It ends at a joiner, at a comma, at a bracket, and where the
next name begins. What stands in a part without a name is explained only when it says nothing
about a substance: a salt alone is unread.
"""

from collections.abc import Callable

from valcli.reading.group import Aside, Group, Part
from valcli.reading.naming import Naming
from valcli.reading.scan import Piece

_OPENED, _CLOSED = frozenset("(["), frozenset(")]")
_SALT = frozenset(("as", "salt"))  # which salt it is: as potassium salt
_REASONS = ("reason", "opener", "joiner", "or")  # a bracket of these says what it is taken for
_TIMES = frozenset(("frequency", "direction", "number", "or"))  # a symptom behind one of these is a reason
_COUNTED = ("frequency", "direction", "form")  # what a bare number before it counts
_DOUBTS = ("asks", "undoes")  # between a word that takes a name away and the name
_USED, _TOO_MANY = ("form", "direction"), 5  # for oral use; took 5 of them
_JOINED = ("name", "salt", "unknown")  # what a word such as plus joins, where it ends no name


class Builder(Naming):
    """Puts the pieces of one text together."""

    def build(self) -> Group:
        """The parts of all pieces."""
        while self._place < len(self.pieces):
            piece = self.pieces[self._place]
            self._place += 1
            self._take(piece)
        self._close()
        self._turning.ends()
        return self.group

    def _take(self, piece: Piece) -> None:
        kind = piece.word.kind
        if kind == "mark":
            if piece.text != "-":
                self._mark(piece.text)
            return
        if piece.behind is not None and self._is_behind(piece.behind) and not (kind == "joiner" and self._follows() in _JOINED):
            self._behind(piece)
            return
        handle = _HANDLERS.get(kind)
        if kind == "measure":
            return  # a glass of it is it
        if handle:
            handle(self, piece)
        else:
            self._more = True
            self.group.packed = self.group.packed or kind in ("release",)
        self._last = kind

    def _mark(self, mark: str) -> None:
        if mark in _OPENED and not self._in_brackets:
            self._brackets(mark)
        elif mark == "/" or mark in _OPENED or mark in _CLOSED:  # brackets in brackets only end a part
            self._close()
            self._turning.ends()
        elif mark in ",;":
            self.joiner(None)
            self._reason = self._reason and mark == ","
            self._turning.parted(mark)
        self._between = self._between if mark in _OPENED else mark  # brackets behind a name go on with its part
        self._last = "mark"

    def _brackets(self, mark: str) -> None:
        """What stands in brackets: part of the text where no name stands before it or it begins with a joiner."""
        depth, start = 1, self._place
        while self._place < len(self.pieces) and depth:
            piece = self.pieces[self._place]
            self._place += 1
            if piece.word.kind == "mark":
                depth += (piece.text in _OPENED) - (piece.text in _CLOSED)
        inside = self.pieces[start : self._place - (depth == 0)]
        if not inside:
            return
        self._turning.ends()
        group = Builder(self.lexicon, inside, in_brackets=True, asks=self._turning.asks).build()
        if any(piece.word.kind == "firm" for piece in inside) and not group.parts:
            group.unread = []  # who made it, whatever the name
        self._as_salt(inside, group)
        if self.group.parts and all(piece.word.kind in _REASONS for piece in inside):
            self.group.doubts += [piece.text for piece in inside if piece.name]
            return
        joined = inside[0].word.kind == "joiner" or self._last == "joiner"
        if joined or not (self._part or self.group.parts):
            self._close()
            self.group.parts += group.parts
            self.group.asides += group.asides
            self.group.unread += group.unread
        else:
            words = " ".join(piece.text for piece in inside if piece.text not in ",;/")
            self.group.asides.append(Aside(mark, words, group))
        self.group.takes_over(group)

    def _as_salt(self, inside: list[Piece], group: Group) -> None:
        """Brackets that say which salt it is say nothing else, unless a word stands there that nobody knows."""
        kinds = {piece.word.kind for piece in inside}
        is_said = bool(_SALT.intersection(piece.text for piece in inside))
        if "unknown" not in kinds and (is_said or (self.group.parts and group.is_salt)):
            group.unread = []
            group.parts = group.parts if "name" in kinds else []  # potassium salt: no potassium

    def name(self, piece: Piece) -> None:
        """A name of the facts."""
        before = self._more and self._part is None
        self._named(piece.text)
        self._more = self._more or before
        if " " in piece.text:
            self._inside(piece.text.split(" "))

    def _inside(self, words: list[str]) -> None:
        """What the words in a name say: a reason goes on behind "... for pain", a patch stays one on the skin."""
        said = self.lexicon.words.anywhere.words
        known = [said[word] for word in words if word in said]
        self._reason = self._reason or any(word.kind == "opener" for word in known)
        self.group.forms += [word for word in known if word.rank == "narrow"]

    def salt(self, piece: Piece) -> None:
        """A salt belongs to the name of its part; one that is a name as well may be that name."""
        self.group.salted = True
        if self._part is None:
            self._salts.append(piece.text)
            if piece.name and not self._dual:
                self._dual = piece.name
        else:
            self._more = True

    def form(self, piece: Piece) -> None:
        """A form counts for the whole text, and belongs to its own part; behind "for" a part of the body is a reason."""
        self._more = True
        follows, is_one_word = self._follows(), " " not in piece.text
        if self._reason and ((self._last == "opener" and is_one_word and follows not in _USED) or follows == "reason"):
            return
        if piece.word.rank == "code":
            if piece.name and (not self.group.parts or self._last in ("joiner", "mark")):
                self._named(piece.name)  # INH, which is isoniazid where it stands for itself
                return
            if not self.group.parts:  # ex fentanyl: record systems write it behind the name
                self._unknown(piece.text)
                return
            self.group.codes.append(piece.text)
        self.group.forms.append(piece.word)
        self.group.packed = True
        if self._part is not None:
            self._part.forms.append(piece.word)
        else:
            self._forms.append((piece.word, piece.text))

    def number(self, piece: Piece) -> None:
        """Numbers belong to the name before them."""
        if self._follows() == "measure":
            return
        self._more = self._more or self._part is not None or not piece.is_count
        self._measures.add(piece.per)
        self.group.packed = self.group.packed or piece.unit or piece.pair
        if self._last == "taking" and piece.text.isdigit() and int(piece.text) >= _TOO_MANY:
            self.group.alarms.append(piece.text)
        if not self.group.parts:
            return
        part = self._part or self.group.parts[-1]
        if piece.pair:
            part.pair = piece.text
        elif self._last in ("name", "release") and self._follows() not in _COUNTED:
            part.bare = part.bare or piece.text

    def note(self, piece: Piece) -> None:
        """What says nothing of the medicine; some of these words stand for another one behind a word that joins."""
        if piece.word.rank == "another" and self._last == "joiner":
            self._unknown(piece.text)
        self._more = True

    def direction(self, piece: Piece) -> None:
        """What to do with it; some of these words make it unsure that a name is taken away."""
        self._more = True
        self._turning.asked = self._turning.asked or piece.word.rank == "asks"
        if piece.word.rank in _DOUBTS and self._turning.waits:
            self._turning.unsure(piece.text)

    def again(self, piece: Piece) -> None:
        """What was taken away is back, unless this is about another name."""
        if self._turning.waits:
            self._turning.unsure(piece.text)
        if self._part is None and self._follows() != "name":
            back = [*self.group.turned, *self.group.past]
            self.group.parts[:0] = [Part(key, alone=True, short="", reason=False) for key in back]
            self.group.turned.clear()
            self.group.past.clear()
        self._more = True

    def opener(self, _: Piece) -> None:
        """Begins a reason."""
        self._reason = self._more = True
        self._joined = False
        self._turning.ends()

    def reason(self, piece: Piece) -> None:
        """A symptom: explained behind "for" and behind a direction; a name where it fills its part."""
        if self._reason or self._last in _TIMES:
            self.group.doubts += [piece.text] if self._joined and piece.name else []
            self._reason = True
        elif piece.name and (self._turning.waits or (self._part is None and not self._more and self._ends_part())):
            self._named(piece.name)
        else:
            self._unknown(piece.text)
        self._more = True

    def person(self, piece: Piece) -> None:
        """A person beside a medicine; a name where it fills its part."""
        if piece.name and self._part is None and not self._more and not self._reason and self._ends_part():
            self._named(piece.name)
        else:
            self._more = True

    def turns_next(self, piece: Piece) -> None:
        """A word that takes the next name away; before a note it says nothing."""
        beside = [item for item in self.pieces[self._place : self._place + 2] if item.text != "-"]
        if beside and beside[0].word.kind in ("note", "firm"):
            self._turning.used()  # no other medicines except one
        else:
            self._turning.opens(piece.text, piece.word.rank)

    def emergency(self, piece: Piece) -> None:
        """Words for an emergency, or for what nobody prescribed, unless somebody says that there was none."""
        if not self._turning.takes():
            (self.group.illicit if piece.word.kind == "illicit" else self.group.alarms).append(piece.text)
        self._more = True

    illicit = emergency

    def unknown(self, piece: Piece) -> None:
        """A word that nothing explains, unless it is a shortened part."""
        word = self.lexicon.words.part.get(piece.text)
        name = (word.name if word else self.lexicon.cut_short(piece.text)) if self._is_joined() else ""
        if name:
            self._named(name, short=piece.text)
        else:
            self._unknown(piece.text)

    def firm(self, _: Piece) -> None:
        """What stands directly before a word for a firm, beside a name, is who made it."""
        if self._part is not None and self.group.unread and self._lost_at >= self._place - 2:
            self.group.unread.pop()
        self._more = True


_TAKEN = (
    *("again", "direction", "emergency", "firm", "form", "illicit", "joiner", "name", "note", "number"),
    *("opener", "person", "reason", "salt", "turns-next", "unknown"),
)
_HANDLERS: dict[str, Callable[[Builder, Piece], None]] = {kind: getattr(Builder, kind.replace("-", "_")) for kind in _TAKEN}
