"""What a command gives back, and how that becomes bytes and an exit code."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from valcli import stream, terminal
from valcli.answer import Answer, ClaimsAnswer, ExplainAnswer, NamesAnswer, SearchAnswer, SourcesAnswer, UnknownAnswer
from valcli.batch import Batch
from valcli.clean import visible
from valcli.errors import ExitCode
from valcli.output import FORMATS

NEVER = -1  # no answer is this strict


@dataclass(frozen=True, slots=True)
class Outcome:
    """An answer, and how it was asked to be shown.

    `fail_on` is the place of a level, 0 for the strictest: an answer that strict or stricter ends with 3.
    """

    answer: Answer
    format: str
    clinical: bool
    fail_on: int = NEVER

    @property
    def code(self) -> ExitCode:
        """3 for a level that must not be reached, 0 when everything asked for was answered, else 1."""
        answer = self.answer
        if isinstance(answer, NamesAnswer) and any(_rank(answer, item.level) <= self.fail_on for item in answer.answers):
            return ExitCode.LEVEL_REACHED
        return ExitCode.NOT_ALL_ANSWERED if _missed(answer) else ExitCode.ANSWERED


@dataclass(frozen=True, slots=True)
class Streamed:
    """A batch that is still to be answered; its code is known when it ends."""

    batch: Batch
    format: str
    fail_on: int = NEVER

    @property
    def code(self) -> ExitCode:
        """The same as for names that were typed."""
        if self.batch.strictest <= self.fail_on:
            return ExitCode.LEVEL_REACHED
        return ExitCode.ANSWERED if self.batch.answered == self.batch.asked else ExitCode.NOT_ALL_ANSWERED


@dataclass(slots=True)
class Written:
    """Bytes for both streams and the exit code; the last two are final when `out` has been read to its end."""

    out: Iterable[bytes] = ()
    err: bytes = b""
    code: int = field(default=ExitCode.ANSWERED)


def write_answer(outcome: Outcome) -> Written:
    """The whole answer."""
    look = terminal.look(os.environ, terminal=stream.is_terminal(), clinical=outcome.clinical)
    text = FORMATS[outcome.format](outcome.answer, look)
    return Written((encoded(text, outcome.format),), b"", outcome.code)


def write_stream(streamed: Streamed) -> Written:
    """Answers as they are made; a fault in the middle ends with its line, after what was written."""
    written = Written()

    def pour() -> Iterator[bytes]:
        try:
            for text in streamed.batch:
                yield encoded(text, streamed.format)
                stream.progress(f"{streamed.batch.asked:,} names")
            written.err, written.code = streamed.batch.summary().encode(), streamed.code
        except OSError as error:
            reason = error.strerror or str(error)
            written.err, written.code = f"valcli: the names could not be read: {reason}\n".encode(), ExitCode.USAGE
        except Exception as fault:  # noqa: BLE001  the last resort: no traceback ever reaches a patient
            written.err, written.code = fault_line(fault), ExitCode.FAULT

    written.out = pour()
    return written


def encoded(text: str, form: str = "text") -> bytes:
    """Text in the encoding of stdout, every other format in UTF-8; what can't be shown is written as its code."""
    # the facts are ASCII but for names in the bibliography
    return text.encode(stream.encoding() if form == "text" else "utf-8", "backslashreplace")


def fault_line(fault: BaseException) -> bytes:
    """The one line about a fault of our own."""
    return encoded(f"valcli: a fault in valcli itself, this was not answered: {visible(f'{type(fault).__name__}: {fault}')}\n")


def _rank(answer: NamesAnswer, level: str | None) -> int:
    levels = list(answer.context.labels["levels"])
    return levels.index(level) if level else len(levels)


def _missed(answer: Answer) -> bool:
    match answer:
        case UnknownAnswer():
            return True
        case SourcesAnswer():
            return bool(answer.unknown)
        case SearchAnswer():
            return not answer.hits
        case ExplainAnswer():
            return not answer.terms
        case ClaimsAnswer():
            return not answer.claims
        case NamesAnswer():
            return not all(item.answered for item in answer.answers)
        case _:
            return False
