"""The numbers to call stand out wherever a page names them."""

import re

from valcli.answers.frame import Context
from valcli.output.page.document import Inline, Span


def called(context: Context, said: str) -> Inline:
    """Running text in which the numbers to call are marked, each with the country behind it."""
    numbers = sorted({part for item in context.emergency for part in (item.number, *item.number.split(" or "))}, key=len)
    found = re.split(rf"\b((?:{'|'.join(reversed(numbers))})\b(?: \([A-Z][\w ]*\))?)", said) if numbers else [said]
    return tuple(Span(part, "number" if place % 2 else "") for place, part in enumerate(found) if part)
