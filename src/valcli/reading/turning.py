"""Words that take a name away: which one waits for its name, and whether it may go for the next name too."""


class Turning:
    """The word that waits for the next name, if any. What it never meets is unread.

    `is_past`: the word speaks of what was.
    """

    __slots__ = ("_begins", "_doubt", "_text", "_unread", "is_past")

    def __init__(self, unread: list[str], *, begins: bool) -> None:
        self._unread = unread
        self._begins = begins  # the text begins with such a word, so a comma may go on with it
        self._text = self._doubt = ""
        self.is_past = False

    def opens(self, text: str, rank: str) -> None:
        """Another word begins to wait."""
        self.ends()
        self._text, self.is_past = text, rank == "past"

    @property
    def waits(self) -> bool:
        """Whether a word waits for the next name."""
        return bool(self._text)

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

    def parted(self, mark: str) -> None:
        """A comma or a semicolon."""
        if mark != "," or not self._begins:
            self._doubt = ""
