"""What stands in a text: its parts, brackets, forms, and what is left unread.

Plain classes, because a miss must not wait for the import of dataclasses.
"""

from valcli.text.around import Word


class Part:
    """One name in a text and what belongs to it.

    `alone`: nothing else stands in its part. `pair`: two weights or more on it, as they are written. `bare`: a number
    directly behind it, without a unit. `extra`: words that make another pack of a brand. `short`: it was cut short.
    `reason`: it stands behind "for". `forms`: the words for a form in its own part. `measures`: the strengths in it that
    say how much is in how much. `joined`: what stands between it and the part before. `is_purpose`: it stands directly
    behind "for" and a name. `is_edge`: nothing stands behind it in its part and nothing unknown before it, or it begins
    the text and a name follows.
    """

    __slots__ = (
        "alone",
        "bare",
        "extra",
        "forms",
        "is_edge",
        "is_purpose",
        "joined",
        "key",
        "measures",
        "pair",
        "reason",
        "short",
    )

    def __init__(self, key: str, *, alone: bool, short: str, reason: bool) -> None:
        self.key = key
        self.alone = alone
        self.short = short
        self.reason = reason
        self.pair = ""
        self.bare = ""
        self.extra: tuple[str, ...] = ()
        self.forms: list[Word] = []
        self.measures: set[str] = set()
        self.joined = ""
        self.is_purpose = self.is_edge = False


class Group:
    """What one text, or one pair of brackets in it, holds.

    `loose`: forms in a part without a name behind a word that joins, each with its word. `codes`: the forms that are written
    as the code of a record system. `salted`: a salt stands here. `is_salt`: it says nothing but a salt. `packed`: a form, a
    strength or a release stands here. `turned`: names that were taken away; `past`: those of them that were taken away as
    something of the past. `alarms`: the words that speak of an emergency; `illicit`: those
    that say that no prescriber stands behind it. `doubts`: names in a list of reasons behind its first one, which may be what
    happens now.
    """

    __slots__ = (
        *(
            "alarms",
            "asides",
            "codes",
            "doubts",
            "forms",
            "illicit",
            "is_salt",
            "loose",
            "packed",
            "parts",
            "past",
            "salted",
            "turned",
            "unread",
        ),
    )

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.asides: list[Aside] = []
        self.forms: list[Word] = []
        self.loose: list[tuple[Word, str]] = []
        self.codes: list[str] = []
        self.unread: list[str] = []
        self.turned: list[str] = []
        self.alarms: list[str] = []
        self.illicit: list[str] = []
        self.doubts: list[str] = []
        self.past: list[str] = []
        self.salted = False
        self.is_salt = False
        self.packed = False

    def takes_over(self, inside: "Group") -> None:
        """What counts for the whole text wherever it stands, such as in brackets."""
        self.forms += inside.forms
        self.turned += inside.turned
        self.alarms += inside.alarms
        self.illicit += inside.illicit
        self.past += inside.past


class Aside:
    """What a pair of brackets behind a name holds: its mark, its words as one key, and what stands in it."""

    __slots__ = ("group", "key", "mark")

    def __init__(self, mark: str, key: str, group: Group) -> None:
        self.mark = mark
        self.key = key
        self.group = group
