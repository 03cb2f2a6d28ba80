"""Runs every command and tells on stderr of each file that is opened for writing, each socket and each process."""

import sys

from valcli.cli import run as cli
from valcli.cli.app import app


def hook(event: str, arguments: tuple[object, ...]) -> None:
    """What Python tells of itself."""
    if event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+"):
        sys.stderr.write(f"write {arguments[0]!r}\n")
    if event.split(".")[0] in ("socket", "subprocess") or event in ("os.system", "os.exec", "os.fork", "os.posix_spawn"):
        sys.stderr.write(f"{event}\n")


folder = sys.argv[1]  # facts that are small, for what reads YAML
LINES = ("info", "interactions wine zzzz", "sources", "why ix.alcohol", "search sleepy", "leaflet alcohol --format html",
         "claims", "explain avoid", "export names", "schema", f"check --facts {folder}", f"diff {folder} {folder}",
         "completion bash", "help exit-codes", "--version", "-h")  # fmt: skip
sys.addaudithook(hook)
for line in LINES:
    written = cli.run(line.split())
    assert written.whole(), line
    assert written.code in (0, 1, 65 if line.startswith("check") else 0), line
tried = {line.split()[0] for line in LINES}
assert tried >= {getattr(command.callback, "__name__", "") for command in app.registered_commands}, "a command is not tried"
if "--itself" in sys.argv:  # whether the hook sees anything
    open("touched", "w").close()  # noqa: PTH123
