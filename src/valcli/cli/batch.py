"""Names from a stream: name n of the input is answer n, in constant memory."""

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from valcli.answers.context import context_of, sources_of
from valcli.answers.frame import Context
from valcli.answers.names import Names
from valcli.answers.statements import rank
from valcli.answers.types import NameAnswer, NamesAnswer
from valcli.cli import hints
from valcli.cli.names_in import summary_of
from valcli.output.formats import TABULAR
from valcli.output.json_form import SCHEMA_VERSION
from valcli.output.json_lines import AnswerLines
from valcli.output.look import Look
from valcli.output.plain import answer_rows, coverage_rows, lines_of, notice_row
from valcli.output.table import END, NAMES, joined, line_of, name_row
from valcli.output.text import checked_with, pieces
from valcli.store.fact_base import FactBase
from valcli.text.printable import visible, without_controls

_CHUNK = 65_536
_MEMO = 8_000_000  # characters of answers that are kept for names that come again
_EACH = 400  # characters that keeping one answer costs besides its own


class Source(Protocol):
    """Where names come from: lists of them, each with the cells that are passed through in front of its answer."""

    kept: tuple[str, ...]
    notes: list[str]

    def __iter__(self) -> Iterator[list[tuple[str, tuple[str, ...]]]]:
        """Names as they come."""


class Made(NamedTuple):
    """One answer as it is written, and what it counts as."""

    text: str
    answered: bool
    strictness: int
    is_encoded: bool  # in another encoding than UTF-8


class Batch:
    """Answers a stream of names: iterate over the pieces of text once, then read `code` and `summary`.

    No suggestions and no combined warning: each line stands alone.
    """

    def __init__(self, facts: FactBase, source: Source, form: str, country: str, look: Look) -> None:
        self.asked = 0
        self.answered = 0
        self.fields: tuple[str, ...] = ()  # those alone, in csv and jsonl; all of them without any
        self.strictest = rank(facts, None)  # beyond the mildest level: nothing was graded yet
        self._facts = facts
        self._source = source
        self._other_encoding = 0  # the first name that is no UTF-8
        self._form = form
        self._ranks = {level: rank(facts, level) for level in (*(term.tag for term in facts.terms("levels")), None)}
        self._look = look
        self._names = Names(facts, country, suggest=False)
        self._context = context_of(facts, "interactions", {"names": [], "country": country}, country)
        self._json = AnswerLines(self._context)
        self._memo: dict[str, Made] = {}
        self._kept = 0

    def __iter__(self) -> Iterator[str]:
        kept_names = map(without_controls, self._source.kept)
        yield line_of((*kept_names, *(self.fields or NAMES))) if self._form == "csv" else ""
        for names in self._source:
            waiting: list[str] = []
            size = 0
            for name, kept in names:
                piece = self._next(name)
                if kept:
                    piece = f"{joined([*map(without_controls, kept)])},{piece}"
                waiting.append(piece)
                size += len(piece)
                if size > _CHUNK:
                    yield "".join(waiting)
                    waiting, size = [], 0
            # whoever waits for an answer gets it, also when the next name is long in coming
            yield "".join(waiting)
        yield self._end()

    def summary(self) -> str:
        """One line about the whole run, after what looked wrong with the names."""
        notes = list(self._source.notes)
        if self._other_encoding and not notes:
            notes.append(hints.of_line(self._other_encoding))
        said = [f"valcli: of the names: {visible(note)}\n" for note in notes]
        summary = summary_of(self.asked, self.answered)
        if self._form in TABULAR and not self._context.shipped:
            summary = f"{summary.rstrip()}; from facts {visible(self._context.version)}, not the shipped ones\n"
        return "".join(said) + summary

    def _next(self, name: str) -> str:
        made = self.made(name)
        self.asked += 1
        if made.is_encoded and not self._other_encoding:
            self._other_encoding = self.asked
        self.answered += made.answered
        self.strictest = min(self.strictest, made.strictness)
        if self._form != "jsonl":
            return made.text
        if self.fields:
            from valcli.output.fields import picked

            return picked(f"{line_start(self._context)}{self.asked},{made.text}", self.fields)
        return f"{line_start(self._context)}{self.asked},{made.text}"

    def made(self, name: str) -> Made:
        """The answer about one name, without what stands before it in a line of its own."""
        if name in self._memo:
            return self._memo[name]
        answer = self._names.answer(name)
        made = Made(self._written(answer), answer.answered, self._ranks[answer.level], answer.reason == "encoding")
        self._kept += len(made.text) + len(name) + _EACH
        if self._kept > _MEMO:
            self._memo.clear()
            self._kept = len(made.text) + len(name) + _EACH
        self._memo[name] = made
        return made

    def _written(self, answer: NameAnswer) -> str:
        if self._form == "jsonl":
            # without its brace: the line number comes before it
            return f'"kind":"answer",{self._json.line(answer)[1:]}\n'
        if self._form == "csv":
            row = name_row(answer)
            return joined([row[NAMES.index(field)] for field in self.fields] if self.fields else row) + END
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
        if self._form in ("csv", "jsonl"):
            return ""
        if self._form == "plain":
            return lines_of([*coverage_rows(self._context, several=self.asked > 1), notice_row(self._context)])
        nothing = NamesAnswer(context=self._context, answers=(), combined=None, substances_known=0, joined=(), sources=())
        said = checked_with(self._context, self._look) if self.asked > 1 else ""
        return said + pieces(nothing, self._look).closing


def offered(form: str) -> tuple[str, ...]:
    """The fields of a row or line of a stream; of other formats none."""
    from valcli.output.fields import STREAM

    return NAMES if form == "csv" else STREAM


def line_start(context: Context) -> str:
    """How every JSON line starts, up to its number."""
    return f'{{"schema_version":{SCHEMA_VERSION},"facts_version":"{context.version}","line":'
