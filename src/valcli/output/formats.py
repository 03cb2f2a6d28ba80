"""The formats, by name: each turns an answer into text."""

from valcli.output.look import Look

TYPE_CHECKING = False  # the same as typing's, which a stream of names does not need
if TYPE_CHECKING:
    from collections.abc import Callable

    from valcli.answers.types import Answer


def _text(answer: "Answer", look: Look) -> str:
    from valcli.output.text import write

    return write(answer, look)


def _plain(answer: "Answer", _: Look) -> str:
    from valcli.output.plain import write

    return write(answer)


def _csv(answer: "Answer", _: Look) -> str:
    from valcli.output.table import write

    return write(answer)


def _markdown(answer: "Answer", look: Look) -> str:
    from valcli.output.markdown import write

    return write(answer, look)


def _html(answer: "Answer", look: Look) -> str:
    from valcli.output.html import write

    return write(answer, look)


def _json(answer: "Answer", _: Look) -> str:
    from valcli.output.json_form import write

    return write(answer)


def _jsonl(answer: "Answer", _: Look) -> str:
    from valcli.output.json_form import write_lines

    return write_lines(answer)


# the registry: a format that stands here is offered, documented and tested
FORMATS: "dict[str, Callable[[Answer, Look], str]]" = {
    "text": _text,
    "plain": _plain,
    "csv": _csv,
    "markdown": _markdown,
    "html": _html,
    "json": _json,
    "jsonl": _jsonl,
}
TABULAR = ("csv", "jsonl")  # rows say of the facts at most their version
