"""Runs the commands and tells on stderr of each file that is opened for writing, each socket and each process."""

import sys

from valcli.cli import run as cli


def hook(event: str, arguments: tuple[object, ...]) -> None:
    """What Python tells of itself."""
    if event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+"):
        sys.stderr.write(f"write {arguments[0]!r}\n")
    if event.split(".")[0] in ("socket", "subprocess") or event in ("os.system", "os.exec", "os.fork", "os.posix_spawn"):
        sys.stderr.write(f"{event}\n")


sys.addaudithook(hook)
for line in ("info", "interactions wine zzzz", "sources", "why ix.alcohol", "search sleepy", "-h"):
    written = cli.run(line.split())
    assert written.whole(), line
    assert written.code in (0, 1), line
if "--itself" in sys.argv:  # whether the hook sees anything
    open("touched", "w").close()  # noqa: PTH123
