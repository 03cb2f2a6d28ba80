"""How text may be dressed."""

TYPE_CHECKING = False  # the same as typing's, which a stream of names does not need


class Look:
    """How text may be dressed; only the format `text` looks at it.

    `width` is the number of characters in a line, or None for no wrapping; `marks` puts a sign before each level.
    """

    __slots__ = ("clinical", "colour", "marks", "width")

    def __init__(self, width: int | None = None, colour: bool = False, clinical: bool = False, marks: bool = False) -> None:
        self.width = width
        self.colour = colour
        self.clinical = clinical
        self.marks = marks
