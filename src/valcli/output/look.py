"""How text may be dressed."""

TYPE_CHECKING = False  # the same as typing's, which a stream of names does not need


class Look:
    """How text may be dressed; only the format `text` looks at it.

    `width` is the number of characters in a line, or None for no wrapping. `sources` is a command
    line that prints the list of sources: where it is given it stands in the place of the list.
    """

    __slots__ = ("clinical", "colour", "sources", "width")

    def __init__(self, width: int | None = None, colour: bool = False, clinical: bool = False, sources: str = "") -> None:
        self.width = width
        self.colour = colour
        self.clinical = clinical
        self.sources = sources
