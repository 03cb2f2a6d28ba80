"""What bash, zsh and fish fill in at a Tab: typed into each of them, on a terminal, far from the checkout.

The session `shells` installs the wheel into an environment of its own, whose `share` holds what packagers want.
The shells come with the system: Debian packages of these names.
"""

import fcntl
import os
import pty
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

SHARE = Path(sys.prefix) / "share"
PACKAGED = {
    "bash": SHARE / "bash-completion" / "completions" / "valcli",
    "zsh": SHARE / "zsh" / "site-functions" / "_valcli",
    "fish": SHARE / "fish" / "vendor_completions.d" / "valcli.fish",
}
STARTED = {
    "bash": ["bash", "--noprofile", "--norc", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "fish": ["fish", "--private", "-i"],
}
# how each is told of the script: by the line that help gives, and as a package puts it in its place
PREPARED = {
    "bash": {"printed": 'eval "$(valcli completion bash)"', "packaged": f"source {PACKAGED['bash']}"},
    "zsh": {
        "printed": 'autoload -Uz compinit; compinit -D; eval "$(valcli completion zsh)"',
        "packaged": f"fpath=({PACKAGED['zsh'].parent} $fpath); autoload -Uz compinit; compinit -D",
    },
    "fish": {"printed": "valcli completion fish | source", "packaged": "true"},  # XDG_DATA_DIRS leads there
}
WAYS = [(shell, way) for shell in PACKAGED for way in ("printed", "packaged")]
# what is typed before the Tab, and the arguments that stand there after it
COMPLETED = [
    ("interac", ["interactions"]),
    ("info key-f", ["info", "key-facts"]),
    ("info overdose withdr", ["info", "overdose", "withdrawal"]),
    ("why ix.alcohol-re", ["why", "ix.alcohol-reaction-drugs"]),
    ("sources fda-valiu", ["sources", "fda-valium"]),
    ("info --clin", ["info", "--clinical"]),
    ("info --country i", ["info", "--country", "ie"]),
    ("info --country=i", ["info", "--country=ie"]),
    ("info --format=markd", ["info", "--format=markdown"]),
    ("interactions wine --fail-on avo", ["interactions", "wine", "--fail-on", "avoid"]),
    ("schema facts.sect", ["schema", "facts.section"]),
    ("export nam", ["export", "names"]),
    ("completion fi", ["completion", "fish"]),
    ("help exit", ["help", "exit-codes"]),
    ("interactions --from lis", ["interactions", "--from", "list of names.txt"]),
    ("diff ol", ["diff", "older"]),
    # a name is never filled in, and neither is what no command takes
    ("interactions alcoho", ["interactions", "alcoho"]),
    ("leaflet alcoho", ["leaflet", "alcoho"]),
    ("search alcoho", ["search", "alcoho"]),
    ("info lis", ["info", "lis"]),
    ("why ix.alcohol-re -- --clin", ["why", "ix.alcohol-re", "--", "--clin"]),
]
_A_FEW = 4  # show that a packaged script is the one that is asked
_LONGEST = 30.0  # seconds until an answer must be there
_BEGINNING, _END, _TAB = "\x01", "\x05", "\t"


class Shell:
    """A shell on a terminal."""

    def __init__(self, shell: str, way: str, folder: Path) -> None:
        self.shell = shell
        self.cases = COMPLETED if way == "printed" else COMPLETED[:_A_FEW]
        self.home, place, own = folder / "home", folder / "place", folder / "own"
        for made in (self.home, place, own):
            made.mkdir()
        (self.home / ".bashrc").write_text("# somebody's\n")
        (self.home / ".config").mkdir()
        self.before = everything(self.home)
        (place / "list of names.txt").write_text("wine\n")
        (place / "older").mkdir()
        path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
        environment = {"PATH": path, "HOME": str(self.home), "TERM": "xterm", "LC_ALL": "C.UTF-8", "HISTFILE": ""}
        # what fish keeps of its own
        environment |= {f"XDG_{name}_HOME": str(own) for name in ("CONFIG", "DATA", "CACHE", "STATE")}
        environment |= {"XDG_RUNTIME_DIR": str(own), "XDG_DATA_DIRS": f"{SHARE}:/usr/local/share:/usr/share"}
        self.seen = ""
        self._child, self._main = pty.fork()  # its terminal, as fish wants it
        if not self._child:
            os.chdir(place)
            os.execvpe(STARTED[shell][0], STARTED[shell], environment)
        fcntl.ioctl(self._main, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))

    def type(self, keys: str) -> None:
        """Type these keys."""
        os.write(self._main, keys.encode())

    def until(self, pattern: str) -> re.Match[str]:
        """Wait until this stands on the screen, and forget what was there before."""
        end = time.monotonic() + _LONGEST
        while time.monotonic() < end:
            found = re.search(pattern, self.seen)
            if found:
                self.seen = self.seen[found.end() :]
                return found
            if select.select([self._main], [], [], 0.1)[0]:
                self.seen += re.sub(r"\x1b(\[[0-9;?]*[A-Za-z]|\(B)", "", os.read(self._main, 65536).decode("utf-8", "replace"))
        pytest.fail(f"{self.shell}: no {pattern!r} within {_LONGEST:g} s, but {self.seen!r}")

    def completed(self, typed: str) -> list[str]:
        """The arguments of valcli after a Tab behind these words."""
        self.type(f"valcli {typed}{_TAB}{_BEGINNING}printf '<%s>' {_END} ended\n")
        words = re.findall("<([^<>]*)>", self.until(r"<valcli>(<[^<>%]*>)*<ended>")[0])[1:-1]
        return [word.removesuffix("/") for word in words]  # zsh takes it away again behind a folder

    def ask(self, line: str) -> None:
        """Run a line and wait for its end."""
        self.type(f"{line}; printf '<%s>' ended\n")
        self.until("<ended>")

    def close(self) -> None:
        """End the shell."""
        os.kill(self._child, signal.SIGKILL)
        os.waitpid(self._child, 0)
        os.close(self._main)


def everything(folder: Path) -> dict[str, bytes | None]:
    """Each file with its bytes, each folder with none."""
    return {str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None for path in sorted(folder.rglob("*"))}


@pytest.fixture(scope="module", params=WAYS, ids="-".join)
def shell(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    """A shell that completes valcli; one that is missing is a failure, because then nothing was proved."""
    name, way = request.param
    if not shutil.which(name):
        pytest.fail(f"no {name}: apt-get install {name}")
    opened = Shell(name, way, tmp_path_factory.mktemp(name))
    try:
        opened.ask(PREPARED[name][way])
        yield opened
    finally:
        opened.close()


def test_each_place_is_completed(shell: Shell) -> None:
    """What is typed becomes what was meant, and a name stays as it was typed; the home folder stays as it is."""
    assert [(typed, shell.completed(typed)) for typed, _ in shell.cases] == shell.cases
    assert everything(shell.home) == shell.before


def test_a_change_at_home_is_seen(tmp_path: Path) -> None:
    """The comparison above can fail: by a new file, a new folder, another byte."""
    (tmp_path / "kept").write_text("a")
    before = everything(tmp_path)
    for change in (lambda: (tmp_path / "new").touch(), (tmp_path / ".cache").mkdir, lambda: (tmp_path / "kept").write_text("b")):
        change()
        assert everything(tmp_path) != before
        before = everything(tmp_path)


def test_what_there_is_is_shown(shell: Shell) -> None:
    """Where several words fit, a Tab shows them."""
    shell.type(f"valcli info --format j{_TAB}{_TAB}{_TAB}")
    shell.until(r"jsonl")
    shell.type("\x03")  # interrupted: the line is given up
    shell.ask("true")


@pytest.mark.parametrize("name", PACKAGED)
def test_packages_find_the_printed_script(name: str) -> None:
    """What the wheel puts where the shell looks is what the command prints."""
    printed = subprocess.run([Path(sys.executable).with_name("valcli"), "completion", name], capture_output=True, check=True)
    assert PACKAGED[name].read_bytes() == printed.stdout


def test_packages_find_the_manual() -> None:
    """The page stands where man looks, and groff has nothing to say against it."""
    page = SHARE / "man" / "man1" / "valcli.1"
    if not shutil.which("groff"):
        pytest.fail("no groff: apt-get install groff")
    done = subprocess.run(["groff", "-man", "-ww", "-Tutf8", page], capture_output=True, check=True)
    assert done.stderr == b""
    assert b"EXIT STATUS" in re.sub(rb".\x08", b"", done.stdout)  # bold is printed twice
