"""What a command gives back, and how that becomes bytes and an exit code."""

import os

from valcli import stdout
from valcli.cli import terminal
from valcli.errors import ExitCode, FactsProblem, ValcliError
from valcli.output.formats import FORMATS, TABULAR
from valcli.text.printable import visible

TYPE_CHECKING = False  # the same as typing's, which a stream of names does not need
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import NoReturn

    from valcli.answers.types import Answer
    from valcli.cli.batch import Batch
    from valcli.output.look import Look


NEVER = -1  # no answer is this strict


class Written:
    """Bytes for both streams and the exit code; the last two are final when `out` has been read to its end."""

    def __init__(self, out: "Iterable[bytes]" = (), err: bytes = b"", code: int = ExitCode.ANSWERED, pager: str = "") -> None:
        self.out = out
        self.err = err
        self.code = code
        self.pager = pager  # the command that shows it, because it is longer than the screen

    def whole(self) -> bytes:
        """All of the answer at once."""
        return b"".join(self.out)


class Outcome:
    """An answer, and how it was asked to be shown.

    `fail_on` is the place of a level, 0 for the strictest: an answer that strict or stricter ends with 3.
    """

    def __init__(self, answer: "Answer", form: str, clinical: bool, fail_on: int = NEVER) -> None:
        self.answer = answer
        self.format = form
        self.clinical = clinical
        self.fail_on = fail_on
        self.fields: tuple[str, ...] = ()
        self.wished = terminal.USUAL
        self.typed: Sequence[str] = ()  # the command line, where a page names it

    def offered(self) -> "tuple[str, ...]":
        """The fields that a row or line of it has."""
        from valcli.output.fields import offered

        return offered(self.answer, self.format)

    def choose(self, fields: "tuple[str, ...]") -> None:
        """Show these fields alone."""
        self.fields = fields

    @property
    def code(self) -> ExitCode:
        """3 for a level that must not be reached, 0 when everything asked for was answered, else 1."""
        if self.fail_on > NEVER and self.answer.strictest <= self.fail_on:
            return ExitCode.LEVEL_REACHED
        return ExitCode.ANSWERED if self.answer.is_complete else ExitCode.NOT_ALL_ANSWERED

    def written(self) -> Written:
        """The whole answer; a page that is longer than the screen has its pager, or ends in what matters most."""
        if self.fields:
            from valcli.output import fields

            picked = encoded(fields.write(self.answer, self.format, self.fields), self.format)
            return Written((picked,), self._facts_told(), self.code)
        look = terminal.look(os.environ, terminal=stdout.is_terminal(), clinical=self.clinical, wished=self.wished)
        made = self._made(look)
        if self.format != "text" or not stdout.is_terminal() or terminal.is_accessible(os.environ) or terminal.fits(made):
            return Written((made,), self._facts_told(), self.code)
        from valcli.cli import pager

        chosen = pager.command(os.environ) if self.wished.pager else ""
        if not chosen and self.typed:
            import shlex

            again = shlex.join(word for word in self.typed if word != "--no-pager")
            look.sources = visible(f"valcli {again} | more")
            made = self._made(look)
        return Written((made,), b"", self.code, chosen)

    def _facts_told(self) -> bytes:
        context = self.answer.context
        if self.format not in TABULAR or context.shipped:
            return b""
        from valcli.text.stated import UNKNOWN  # a table of other facts alone needs it

        return b"" if context.version in UNKNOWN else other_facts(context.version)

    def _made(self, look: "Look") -> bytes:
        return encoded(FORMATS[self.format](self.answer, look), self.format)


class Streamed:
    """A batch that is still to be answered; its code is known when it ends."""

    def __init__(self, batch: "Batch", form: str, fail_on: int = NEVER) -> None:
        self.batch = batch
        self.format = form
        self.fail_on = fail_on
        self.typed: Sequence[str] = ()

    def choose(self, fields: "tuple[str, ...]") -> None:
        """Show these fields alone, which the command has checked before it opened the names."""
        self.batch.fields = fields

    @property
    def code(self) -> ExitCode:
        """The same as for names that were typed."""
        if self.batch.strictest <= self.fail_on:
            return ExitCode.LEVEL_REACHED
        return ExitCode.ANSWERED if self.batch.answered == self.batch.asked else ExitCode.NOT_ALL_ANSWERED

    def written(self) -> Written:
        """Answers as they are made; a fault in the middle ends with its line, after what was written."""
        written = Written()
        written.out = self._pour(written)
        return written

    def _pour(self, written: Written) -> "Iterator[bytes]":
        try:
            for text in self.batch:
                yield encoded(text, self.format)
                stdout.progress(f"{self.batch.asked:,} names")
            written.err, written.code = self.batch.summary().encode(), self.code
        except OSError as error:
            self._stop(written, f"the names could not be read: {error.strerror or error}", ExitCode.USAGE, "usage")
        except FactsProblem as problem:
            self._stop(written, str(problem), problem.exit_code, "facts")
        except ValcliError as problem:
            self._stop(written, str(problem), problem.exit_code, "usage")
        except Exception as fault:  # noqa: BLE001  the last resort: no traceback ever reaches a patient
            written.err, written.code = stdout.fault_told(fault, self.typed), ExitCode.FAULT

    def _stop(self, written: Written, message: str, code: int, reason: str) -> None:
        """End in the middle, with a line about why, for people and for programs."""
        message = message.removeprefix("valcli: ")
        written.err = encoded(f"valcli: {visible(message)}\n") + stdout.for_programs(self.typed, code, reason, message)
        written.code = code


def other_facts(version: str) -> bytes:
    """What is said on stderr where rows come from other facts than those of the installation, and no row can tell."""
    return encoded(f"valcli: answered from facts {visible(version)}, not the shipped ones\n")


def leave(written: Written) -> "NoReturn":
    """Show what was written, in its pager if it has one, and end the process."""
    out = written.out
    if written.pager:
        from valcli.cli.pager import through

        out = through(written.whole(), written.pager)
    stdout.finish(out, lambda: (written.err, written.code))


def encoded(text: str, form: str = "text") -> bytes:
    """Text in the encoding of stdout, every other format in UTF-8; what can't be shown is written as its code."""
    # the facts are ASCII but for names in the bibliography
    return text.encode(stdout.encoding() if form == "text" else "utf-8", "backslashreplace")
