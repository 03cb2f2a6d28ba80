"""Signs before the words of levels on a terminal, so that levels differ without colour; a screen reader hears the words alone."""

from valcli.output.page.document import Block, Inline, Span, Table

# strictest first; plain characters, which every screen has
_SIGNS = ("[!!!]", "[!!]", "[!]", "[ ]")
_LEVEL = "strictness."


def marked(block: Block) -> Block:
    """A block with a sign before each level in it."""
    if isinstance(block, Table):
        return Table(tuple([tuple(map(_spans, row)) for row in block.rows]))
    spans = getattr(block, "spans", ())
    if any(role.startswith(_LEVEL) for _, role in spans):
        return block._replace(spans=_spans(spans))  # type: ignore[call-arg]  # it has spans
    return block


def _spans(spans: Inline) -> Inline:
    return tuple([_signed(text, role) if role.startswith(_LEVEL) else Span(text, role) for text, role in spans])


def _signed(text: str, role: str) -> Span:
    place = min(int(role.removeprefix(_LEVEL)), len(_SIGNS) - 1)
    return Span(f"{_SIGNS[place]} {text}", role)
