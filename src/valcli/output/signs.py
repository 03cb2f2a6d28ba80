"""Signs for HTML that stand beside words: a shape for each level, and people in a row for how often something comes.

Each level has a shape of its own, so that they differ on a printer without colours too.
"""

_ROW = 25  # people in one line of a hundred
_WIDE, _HIGH = 10, 18

# strictest first: a filled octagon, a triangle, a diamond, a ring; then one for what has no level
_SHAPES = (
    '<path d="M5 1h6l4 4v6l-4 4H5l-4-4V5z"/><path class="on" d="M4 7h8v2H4z"/>',
    '<path d="M8 1l7.5 14H.5z"/><path class="on" d="M7 6h2l-.4 4.6H7.4zM7 11.6h2v2H7z"/>',
    '<path d="M8 .5L15.5 8 8 15.5.5 8z"/><path class="on" d="M7 4h2l-.4 5H7.4zM7 10h2v2H7z"/>',
    '<circle cx="8" cy="8" r="6" class="ring"/>',
)
_UNKNOWN = (
    '<circle cx="8" cy="8" r="7"/>'
    '<path class="on" d="M5.6 6.2a2.4 2.4 0 1 1 3.4 2.2c-.5.2-.2.4-.2 1H7.2c0-1.2.1-1.6.8-2 .5-.3.8-.6.8-1.1'
    'a.8.8 0 0 0-1.6-.1zM7.2 10.6h1.6v1.6H7.2z"/>'
)
_PERSON = '<circle cx="5" cy="4" r="2.6"/><path d="M1.5 17V11a3.5 3.5 0 0 1 7 0v6z"/>'


def level_sign(role: str) -> str:
    """The shape of a level; what has no level has a question mark."""
    _, _, place = role.partition(".")
    shape = _SHAPES[min(int(place), len(_SHAPES) - 1)] if place.isdigit() else _UNKNOWN
    return f'<svg class="shape" viewBox="0 0 16 16" aria-hidden="true" focusable="false">{shape}</svg>'


def shapes() -> str:
    """The three ways to draw a person: has it, has it in some of the counts, does not have it."""
    made = "".join(
        f'<pattern id="{kind}" width="{_WIDE}" height="{_HIGH}" patternUnits="userSpaceOnUse">'
        f'<g class="{kind}">{_PERSON}</g></pattern>'
        for kind in ("has", "may", "not")
    )
    return f'<svg class="defs" width="0" height="0" aria-hidden="true" focusable="false"><defs>{made}</defs></svg>'


def people(role: str, words: str) -> str:
    """A row of people for a role `share.low.high.all`; its text is the words beside it."""
    low, high, all_ = map(int, role.split(".")[1:])
    row = min(_ROW, all_)
    wide, high_ = row * _WIDE, -(-all_ // row) * _HIGH
    drawn = [*_rects("has", 0, low, row), *_rects("may", low, high, row), *_rects("not", high, all_, row)]
    size = f'viewBox="0 0 {wide} {high_}" width="{wide}" height="{high_}"'
    return f'<svg class="people" role="img" aria-label="{words}" {size}>{"".join(drawn)}</svg>'


def _rects(kind: str, start: int, end: int, row: int) -> list[str]:
    """Pieces of lines that hold the people from `start` to `end`."""
    made = []
    while start < end:
        stop = min(end, (start // row + 1) * row)
        x, y = start % row * _WIDE, start // row * _HIGH
        made.append(f'<rect x="{x}" y="{y}" width="{(stop - start) * _WIDE}" height="{_HIGH}" fill="url(#{kind})"/>')
        start = stop
    return made
