"""Runs the command line with an `info` that says so on stderr and then never ends."""

import runpy
import sys
import time

from valcli.answers import info as answers_info


def wait(*_: object, **__: object) -> None:
    """In the place of the answer."""
    assert sys.__stderr__
    sys.__stderr__.write("ready\n")
    sys.__stderr__.flush()
    time.sleep(30)


setattr(answers_info, "info", wait)  # noqa: B010  mypy knows that this is another function
sys.argv = ["valcli", "info", "danger", "--clinical"]
runpy.run_module("valcli", run_name="__main__")
