"""Names from a stream, one a line: line n of the input is answer n, in constant memory."""

import codecs
import io
import json
from collections.abc import Iterator
from typing import NamedTuple

from valcli.answer import NameAnswer, NamesAnswer
from valcli.interactions import Names
from valcli.output import Look
from valcli.output.json_form import SCHEMA_VERSION, answer_form
from valcli.output.plain import answer_rows, lines_of, notice_row
from valcli.output.text import pieces
from valcli.query import context_of, sources_of
from valcli.statements import rank
from valcli.store import FactBase

_LONGEST_LINE = 65_536  # far beyond any name; the rest of such a line is read and dropped
_CHUNK = 65_536
_MEMO = 8_000_000  # characters of answers that are kept for names that come again


class _Made(NamedTuple):
    text: str
    answered: bool
    strictness: int


class Batch:
    """Answers a stream of names: iterate over the bytes once, then read `code` and `summary`.

    No suggestions and no combined warning: each line stands alone.
    """

    def __init__(self, facts: FactBase, lines: io.BufferedIOBase, form: str, country: str, look: Look) -> None:
        self.asked = 0
        self.answered = 0
        self.strictest = rank(facts, None)  # beyond the mildest level: nothing was graded yet
        self._facts = facts
        self._lines = lines
        self._form = form
        self._look = look
        self._names = Names(facts, country, suggest=False)
        self._context = context_of(facts, "interactions", {"names": [], "country": country}, country)
        self._memo: dict[str, _Made] = {}
        self._kept = 0

    def __iter__(self) -> Iterator[str]:
        waiting: list[str] = []
        size = 0
        with self._lines:
            for name in read_names(self._lines):
                if name is not None:
                    piece = self._next(name)
                    waiting.append(piece)
                    size += len(piece)
                if size > _CHUNK or (name is None and waiting):
                    yield "".join(waiting)
                    waiting, size = [], 0
        yield "".join(waiting) + self._end()

    def summary(self) -> str:
        """One line about the whole run."""
        names = "1 name" if self.asked == 1 else f"{self.asked:,} names"
        return f"valcli: {names}, {self.answered:,} answered, {self.asked - self.answered:,} not\n"

    def _next(self, name: str) -> str:
        made = self._memo.get(name) or self._make(name)
        self.asked += 1
        self.answered += made.answered
        self.strictest = min(self.strictest, made.strictness)
        if self._form == "jsonl":
            return (
                f'{{"schema_version":{SCHEMA_VERSION},"facts_version":"{self._context.version}","line":{self.asked},{made.text}'
            )
        return made.text

    def _make(self, name: str) -> _Made:
        answer = self._names.answer(name)
        made = _Made(self._written(answer), answer.answered, rank(self._facts, answer.level))
        self._kept += len(made.text)
        if self._kept > _MEMO:
            self._memo.clear()
            self._kept = len(made.text)
        self._memo[name] = made
        return made

    def _written(self, answer: NameAnswer) -> str:
        if self._form == "jsonl":
            # without its brace: the line number comes before it
            return json.dumps(answer_form(self._context, answer), ensure_ascii=True, separators=(",", ":"))[1:] + "\n"
        if self._form == "plain":
            return lines_of(answer_rows(self._context, answer))
        alone = NamesAnswer(
            context=self._context,
            answers=(answer,),
            combined=None,
            substances_known=0,
            joined=(),
            sources=sources_of(self._facts, answer),
        )
        return pieces(alone, self._look).body + "\n"

    def _end(self) -> str:
        """What closes the whole run: the facts, the notice and the emergency numbers."""
        if self._form == "jsonl":
            return ""
        if self._form == "plain":
            return lines_of([notice_row(self._context)])
        nothing = NamesAnswer(context=self._context, answers=(), combined=None, substances_known=0, joined=(), sources=())
        return pieces(nothing, self._look).closing


def read_names(lines: io.BufferedIOBase) -> Iterator[str | None]:
    """The lines without their ends, and None whenever all that has come so far is read.

    A first byte-order mark is dropped, bytes that are no UTF-8 stay visible, and a line
    that is far too long is cut.
    """
    pending = b""
    is_first, is_open = True, False
    while chunk := lines.read1(_CHUNK):
        if is_first:
            chunk = chunk.removeprefix(codecs.BOM_UTF8)
            is_first = False
        *whole, last = chunk.split(b"\n")
        for part in whole:
            yield _name(pending + part)
            pending = b""
        pending = (pending + last)[:_LONGEST_LINE]
        is_open = bool(pending)
        yield None
    if is_open:
        yield _name(pending)


def _name(line: bytes) -> str:
    return line[:_LONGEST_LINE].decode("utf-8", "surrogateescape").rstrip("\r")
