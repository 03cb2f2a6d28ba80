"""Exit codes and the exception tree; every module may import this one.

ValcliError
├── UsageProblem      wrong usage: unknown command, option, section, value   (2)
└── FactsProblem      the fact base is missing, invalid or damaged           (65)
"""

from enum import IntEnum

DAMAGED = "valcli: the compiled facts of this installation are damaged, so nothing was answered; install valcli again"
UNREADABLE = "valcli: the compiled facts can't be read, so nothing was answered: "
_PASSING = frozenset((7, 10, 13, 14))  # of SQLite: no memory, an I/O error, a full disk, a file that can't be opened


class ExitCode(IntEnum):
    """What a script can rely on; MEANINGS says what each stands for."""

    ANSWERED = 0
    NOT_ALL_ANSWERED = 1
    USAGE = 2
    LEVEL_REACHED = 3
    FACTS = 65
    FAULT = 70
    OUTPUT = 74
    HUNG_UP = 129
    INTERRUPTED = 130
    READER_LEFT = 141
    TERMINATED = 143


# the one table: `valcli help exit-codes` prints it, and the README is compared with it
MEANINGS = {
    ExitCode.ANSWERED: "everything asked for was answered",
    ExitCode.NOT_ALL_ANSWERED: (
        "at least one thing was not; what could be answered is printed. It never means that something is harmless. "
        "From `diff`: something warns less than before"
    ),
    ExitCode.USAGE: "wrong usage; nothing on stdout",
    ExitCode.LEVEL_REACHED: "`--fail-on LEVEL`: at least one answer has this level or a stricter one; the answers are printed",
    ExitCode.FACTS: "the facts are missing, invalid or damaged, or `check` found an error; nothing medical is printed",
    ExitCode.FAULT: "a fault in valcli itself; `--debug` shows where",
    ExitCode.OUTPUT: "the answer could not be written",
    ExitCode.HUNG_UP: "the terminal went away",
    ExitCode.INTERRUPTED: "interrupted",
    ExitCode.READER_LEFT: "the reader went away",
    ExitCode.TERMINATED: "terminated",
}


class ValcliError(Exception):
    """An expected fault: its text is the whole message for the person who typed.

    `suggestion` is a command that works; `emergency` are the numbers to call, which stand before anything else.
    """

    exit_code = ExitCode.FAULT

    def __init__(self, message: str, suggestion: str = "", emergency: str = "") -> None:
        super().__init__(message)
        self.suggestion = suggestion
        self.emergency = emergency


class UsageProblem(ValcliError):
    """The command line asks for something that does not exist."""

    exit_code = ExitCode.USAGE


class FactsProblem(ValcliError):
    """The fact base can't be trusted, so nothing medical is printed."""

    exit_code = ExitCode.FACTS


def problem_of_store(error: Exception) -> FactsProblem:
    """What a fault of SQLite says of the store: that it can't be read just now, or that it is damaged."""
    if getattr(error, "sqlite_errorcode", 0) & 0xFF in _PASSING:
        return FactsProblem(f"{UNREADABLE}{error}")
    return FactsProblem(DAMAGED)
