"""The console script, and `python -m valcli`."""

import sys

from valcli import stdout


def main() -> None:
    """Answer the command line of this process and end it, with a documented code whatever happens."""
    stdout.end_silently()
    try:
        _answer(sys.argv[1:])
    except BaseException as fault:  # noqa: BLE001  the last resort: no traceback ever reaches a patient
        stdout.fail(fault)


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
