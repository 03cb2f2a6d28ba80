"""The formats, by name: each turns an answer into text."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from valcli.answer import Answer


class Look(NamedTuple):
    """How text may be dressed; only the format `text` looks at it.

    `width` is the number of characters in a line, or None for no wrapping.
    """

    width: int | None = None
    colour: bool = False
    clinical: bool = False


Writer = Callable[["Answer", Look], str]


def _text(answer: "Answer", look: Look) -> str:
    from valcli.output.text import write

    return write(answer, look)


def _plain(answer: "Answer", _: Look) -> str:
    from valcli.output.plain import write

    return write(answer)


def _json(answer: "Answer", _: Look) -> str:
    from valcli.output.json_form import write

    return write(answer)


def _jsonl(answer: "Answer", _: Look) -> str:
    from valcli.output.json_form import write_lines

    return write_lines(answer)


# the registry: a format that stands here is offered, documented and tested
FORMATS: dict[str, Writer] = {"text": _text, "plain": _plain, "json": _json, "jsonl": _jsonl}
