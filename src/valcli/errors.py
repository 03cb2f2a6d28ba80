"""Exit codes and the exception tree; every module may import this one.

ValcliError
├── UsageProblem      wrong usage: unknown command, option, section, value   (2)
└── FactsProblem      the fact base is missing, invalid or damaged           (65)
"""

from enum import IntEnum

DAMAGED = "valcli: the compiled facts of this installation are damaged, so nothing was answered; install valcli again"


class ExitCode(IntEnum):
    """What a script can rely on; README.md and `valcli --help` print the same table."""

    ANSWERED = 0
    NOT_ALL_ANSWERED = 1
    USAGE = 2
    LEVEL_REACHED = 3
    FACTS = 65
    FAULT = 70
    OUTPUT = 74
    INTERRUPTED = 130
    READER_LEFT = 141
    TERMINATED = 143


class ValcliError(Exception):
    """An expected fault: its text is the whole message for the person who typed."""

    exit_code = ExitCode.FAULT


class UsageProblem(ValcliError):
    """The command line asks for something that does not exist."""

    exit_code = ExitCode.USAGE


class FactsProblem(ValcliError):
    """The fact base can't be trusted, so nothing medical is printed."""

    exit_code = ExitCode.FACTS
