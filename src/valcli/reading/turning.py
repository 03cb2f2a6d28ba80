"""Words that take a name away: which one waits for its name, and whether it may go for the next name too.

Where that is not sure the name stays: a name too many is seen, and one that is gone is not.
"""

_NO_DOUBLE = ("past", "measured")  # no second such word turns these round: a history of an allergy is no cure of it


class Turning:
    """The word that waits for the next name, if any. What it never meets is unread.

    `is_past`: the word speaks of what was. `asks`: the text is a question. `asked`: a word of this part says that nothing
    was stopped yet.
    """

    __slots__ = ("_begins", "_doubt", "_in_part", "_rank", "_text", "_unread", "_used", "asked", "asks")

    def __init__(self, unread: list[str], *, begins: bool, asks: bool) -> None:
        self._unread = unread
        self._begins = begins  # the text begins with such a word, so a comma may go on with it
        self._text = self._doubt = self._rank = ""
        self._used = self._in_part = self.asked = False
        self.asks = asks

    def opens(self, text: str, rank: str) -> None:
        """Another word begins to wait, unless it turns round what another one says."""
        if (rank == "but" and (self._used or self._unread)) or (rank == "instead" and self._in_part):
            self._text = self._doubt = ""
            return
        is_double = self.waits and self._rank not in _NO_DOUBLE and rank != "past"
        if is_double or self.asks or (rank == "stop" and self.asked):
            self.unsure(text)
            return
        self.ends()
        self._text, self._rank = text, rank
        self.used()

    def used(self) -> None:
        """Something was taken away, or is about to be."""
        self._used = self._in_part = True

    def unsure(self, text: str) -> None:
        """A word makes it unsure that the next name is taken away."""
        self._unread.append(f"{self._text} {text}".strip())
        self._text = ""

    @property
    def waits(self) -> bool:
        """Whether a word waits for the next name."""
        return bool(self._text)

    @property
    def is_past(self) -> bool:
        """Whether the word speaks of what was."""
        return self._rank == "past"

    @property
    def is_measured(self) -> bool:
        """Whether the word speaks of a level in the blood."""
        return self._rank == "measured"

    def takes(self) -> bool:
        """Whether the name at hand is taken away."""
        if not self._text:
            return False
        self._doubt, self._text = self._text, ""
        return True

    def ends(self) -> None:
        """No name came."""
        if self._text:
            self._unread.append(self._text)
            self._text = ""

    def meets(self, *, joined: bool) -> None:
        """A name that stays: whether the word before went for it too can't be told where it is joined to that one."""
        if self._doubt and joined:
            self._unread.append(self._doubt)
        self._doubt = ""

    def joins(self) -> None:
        """The next part begins."""
        self.ends()
        self._in_part = self.asked = False

    def parted(self, mark: str) -> None:
        """A comma or a semicolon."""
        if mark != "," or not self._begins:
            self._doubt = ""
