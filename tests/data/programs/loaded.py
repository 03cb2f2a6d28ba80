"""Runs a command line and prints, in the place of its answer, the modules that it loaded: ours, then the heavy ones of others."""

import sys

before = set(sys.modules)
from valcli import __main__, stdout  # noqa: E402

HEAVY = ("typer", "rich.style", "rich.console", "yaml", "sqlite3", "json", "dataclasses", "re", "typing")
print_ = sys.stdout.write


def finish(out: object, ending: object, told: object = None) -> None:
    """Print what was loaded, and end where the program would end."""
    del ending, told
    list(out)  # type: ignore[call-overload]  # a stream is answered as it is read
    loaded = set(sys.modules) - before
    print_(" ".join(sorted(name.removeprefix("valcli.") for name in loaded if name.startswith("valcli."))) + "\n")
    print_(" ".join(sorted(loaded & {*HEAVY})) + "\n")
    sys.exit()


stdout.finish = finish  # type: ignore[assignment]
__main__._answer(sys.argv[1:])
