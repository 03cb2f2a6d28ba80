"""The program as others start it: a process of its own, in a shell, on a terminal."""

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROGRAMS = Path(__file__).parent / "data" / "programs"
_LONGEST = 60  # seconds that a process may take


@dataclass(frozen=True)
class Program:
    """One copy of the package; without a folder the one that is installed, which is this checkout."""

    folder: Path | None = None

    def environment(self, more: dict[str, str] | None = None) -> dict[str, str]:
        """A bare environment in which `valcli` is this copy."""
        place = {"PYTHONPATH": str(self.folder)} if self.folder else {}
        return {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", **place, **(more or {})}

    def run(self, *arguments: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
        """One run of the command line; `env` adds to the environment."""
        return self._run(["-m", "valcli", *arguments], **options)

    def python(self, name: str, *arguments: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
        """Run a program of tests/data/programs with this copy of the package."""
        return self._run([str(PROGRAMS / name), *arguments], **options)

    def start(self, *arguments: str, **options: Any) -> subprocess.Popen[bytes]:
        """Start a process and do not wait: a program of tests/data/programs, or `-m valcli ...`."""
        first = str(PROGRAMS / arguments[0]) if arguments[0].endswith(".py") else arguments[0]
        command = [sys.executable, first, *arguments[1:]]
        streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
        return subprocess.Popen(command, env=self.environment(streams.pop("env", None)), **streams)

    def shell(self, script: str, **env: str) -> subprocess.CompletedProcess[bytes]:
        """Run a bash script in which `valcli` is the program."""
        lead = f'valcli() {{ "{sys.executable}" -m valcli "$@"; }}\n'
        return subprocess.run(
            ["bash", "-c", lead + script], env=self.environment(env), capture_output=True, timeout=_LONGEST, check=False
        )

    def terminal(self, arguments: Sequence[str], columns: int, **env: str) -> tuple[bytes, int]:
        """What the program writes to a terminal of this width, so tall that nothing is paged, and its exit code."""
        main, side = pty.openpty()
        fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        child = self.start(
            "-m",
            "valcli",
            *arguments,
            stdin=side,
            stdout=side,
            stderr=side,
            env={"TERM": "xterm-256color", "LINES": "9999", **env},
        )
        os.close(side)
        data = b""
        while True:
            try:
                piece = os.read(main, 65536)
            except OSError:  # the other side is closed: all is read
                break
            if not piece:
                break
            data += piece
        os.close(main)
        return data.replace(b"\r\n", b"\n"), child.wait(timeout=_LONGEST)

    def _run(self, words: list[str], **options: Any) -> subprocess.CompletedProcess[bytes]:
        streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "timeout": _LONGEST, "check": False, **options}
        return subprocess.run([sys.executable, *words], env=self.environment(streams.pop("env", None)), **streams)
