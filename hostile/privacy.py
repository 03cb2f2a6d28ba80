"""Nothing leaves and nothing stays: every command under strace, in empty folders, without and with a terminal."""

import os
import pty
import re
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import world
from world import Found

from tiny import copy_tiny

ASKED = "zebraxine"  # what is asked for: it must stand in no file afterwards
COMMANDS = {
    "info": ("info", "danger"),
    "info --list": ("info", "--list"),
    "interactions": ("interactions", "alcohol", ASKED),
    "interactions -": ("interactions", "-", "-f", "jsonl"),
    "interactions --from": ("interactions", "--from", "names.txt"),
    "search": ("search", "can I drive with", ASKED),
    "leaflet": ("leaflet", "alcohol", "--format", "html"),
    "sources": ("sources", ASKED),
    "why": ("why", "ix.alcohol"),
    "claims": ("claims", ASKED),
    "explain": ("explain", ASKED),
    "export": ("export", "names"),
    "check": ("check", "--facts", "tiny"),
    "diff": ("diff", "tiny", "tiny"),
    "schema": ("schema",),
    "help": ("help", "exit-codes"),
    "--version": ("--version",),
    "a wrong line": (ASKED, "--nothing"),
}
_TRACED = "trace=%network,%process,openat,open,creat,mkdir,mkdirat,rename,renameat,renameat2,unlink,unlinkat,link,linkat,symlink"
_CALL = re.compile(r"(\w+)\((.*)$")
_WRITES = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND")
_CHANGES = {"creat", "mkdir", "mkdirat", "rename", "renameat", "renameat2", "unlink", "unlinkat", "link", "linkat", "symlink"}
_NETWORK = {"socket", "connect", "bind", "sendto", "sendmsg", "socketpair", "accept", "listen", "recvfrom", "recvmsg"}


def count(_most: int, _seed: int) -> Found:
    """Run each command once in a pipe, and one on a terminal with a pager."""
    strace = world.needs("strace")
    world.needs("less")
    found = Found(
        "privacy",
        "Every command under strace, in empty home, temporary and working folders, which are read through afterwards. "
        "On a terminal a long page starts its pager; nothing else is started.",
        ("command", "sockets", "processes", "opened for writing", "files left", "ended"),
    )
    for name, arguments in COMMANDS.items():
        _row(found, strace, name, arguments, terminal=False)
    _row(found, strace, "info, on a terminal", ("info",), terminal=True)
    return found


def _row(found: Found, strace: str, name: str, arguments: tuple[str, ...], *, terminal: bool) -> None:
    with tempfile.TemporaryDirectory() as made:
        place = Path(made)
        for folder in ("home", "temporary", "here"):
            (place / folder).mkdir()
        (place / "here" / "names.txt").write_text(f"{ASKED}\nalcohol\n")
        copy_tiny(place / "here" / "tiny")
        before = _files(place)
        log = place / "log"
        env = world.environment(HOME=str(place / "home"), TMPDIR=str(place / "temporary"), TERM="xterm", PAGER="less -FRX")
        env["PYTHONDONTWRITEBYTECODE"] = "1"  # Python's own, which writes beside the program, and nothing of what was asked
        command = [strace, "-f", "-o", str(log), "-e", _TRACED, str(world.PROGRAM), *arguments]
        code = (_on_terminal if terminal else _in_pipe)(command, env, place / "here")
        calls = list(_calls(log.read_text(errors="replace")))
        log.unlink()
        left = sorted(path for path, data in _files(place).items() if before.get(path) != data)
    sockets = [text for call, text in calls if call in _NETWORK]
    starts = [text for call, text in calls if call == "execve" and text.rstrip().endswith("= 0")]
    writes = [text for call, text in calls if call in _CHANGES or (call.startswith("open") and _writes(text))]
    started = [text for text in starts[1:] if not (terminal and "less" in text)]
    wrong = [*sockets, *started, *writes, *left]
    if terminal and len(starts) != 2:
        wrong.append(f"{len(starts) - 1} processes instead of the pager")
    if code not in world.DOCUMENTED:
        wrong.append(f"ended with {code}")
    found.wrong += [f"{name}: {text}" for text in wrong]
    pager = "the pager" if terminal and len(starts) == 2 else len(starts) - 1
    found.rows.append((f"`{name}`" if " on " not in name else name, len(sockets), pager, len(writes), len(left), code))


def _calls(log: str) -> Iterator[tuple[str, str]]:
    """Each call and how it ended; one that was cut in two, because another process ran, as one."""
    open_calls: dict[str, str] = {}
    for line in log.splitlines():
        process, _, text = line.partition(" ")
        if text.endswith("<unfinished ...>"):
            open_calls[process] = text.strip().removesuffix("<unfinished ...>")
            continue
        text = re.sub(r"^ *<\.\.\. \w+ resumed>", lambda _: open_calls.pop(process, ""), text)  # noqa: B023  called at once
        if call := _CALL.match(text.strip()):
            yield call[1], call[2]


def _writes(text: str) -> bool:
    """Whether a file is opened to be written; a terminal is no file, and neither is nothing."""
    return bool(_WRITES.search(text)) and '"/dev/null"' not in text and '"/dev/tty"' not in text


def _files(place: Path) -> dict[str, bytes]:
    return {str(path.relative_to(place)): path.read_bytes() for path in place.rglob("*") if path.is_file()}


def _in_pipe(command: list[str], env: dict[str, str], here: Path) -> int:
    data = f"{ASKED}\nalcohol\n".encode()
    return subprocess.run(command, env=env, cwd=here, input=data, capture_output=True, timeout=120, check=False).returncode


def _on_terminal(command: list[str], env: dict[str, str], here: Path) -> int:
    main, side = pty.openpty()
    child = subprocess.Popen(command, env={**env, "LINES": "24", "COLUMNS": "80"}, cwd=here, stdin=side, stdout=side, stderr=side)
    os.close(side)
    os.write(main, b"q")  # leaves the pager
    while True:
        try:
            if not os.read(main, 65536):
                break
        except OSError:  # the other side is closed
            break
    os.close(main)
    return child.wait(timeout=60)
