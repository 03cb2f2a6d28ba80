"""Answers as in a pipe and prints the top packages that were loaded."""

import sys

from valcli.cli import run as cli

for arguments in (["interactions", "alcohol"], ["-h"]):
    assert cli.run(arguments).whole()
print(*sorted({name.partition(".")[0] for name in sys.modules}))
