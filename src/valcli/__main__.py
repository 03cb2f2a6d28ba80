"""The console script, and `python -m valcli`."""

import os
import sys

TYPE_CHECKING = False  # the same as typing's, whose import costs as much as a look-up
if TYPE_CHECKING:
    from typing import NoReturn

_FAULT, _INTERRUPTED = 70, 130
_FOR_PROGRAMS = frozenset(("--json", "json", "jsonl", "--format=json", "--format=jsonl", "-fjson", "-fjsonl"))


def main() -> None:
    """Answer the command line of this process and end it, with a documented code whatever happens."""
    try:
        from valcli import stdout  # in here, so that a disk that fails now is met too
    except BaseException as fault:  # noqa: BLE001  before the door is there
        _end_without_door(fault)
    try:
        stdout.end_silently()
        _answer(sys.argv[1:])
    except BaseException as fault:  # noqa: BLE001  the last resort: no traceback ever reaches a patient
        stdout.fail(fault)


def _end_without_door(fault: BaseException) -> "NoReturn":
    """The end where even the module that ends the process could not be loaded."""
    if isinstance(fault, KeyboardInterrupt):
        os._exit(_INTERRUPTED)
    message = f"a fault in valcli itself, this was not answered: {type(fault).__name__}"
    told = f'"code": {_FAULT}, "reason": "fault", "message": "{message}", "suggestion": null, "emergency": null'
    form = f'{{"kind": "error", {told}}}\n'
    try:  # nothing more may be loaded here
        os.write(2, f"valcli: {message}\n{form if _FOR_PROGRAMS.intersection(sys.argv[1:]) else ''}".encode())
    except OSError:
        pass  # nobody is there to be told
    os._exit(_FAULT)


def _answer(arguments: list[str]) -> None:
    try:
        from valcli.fast.entry import serve  # nothing but speed is lost without it
    except ModuleNotFoundError:
        pass
    else:
        serve(arguments)
    from valcli.cli.run import main as whole

    whole(arguments)


if __name__ == "__main__":
    main()
