"""What the classes of this suite share: the installed program, what a class found, and the page with the counts."""

import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "tests"))  # the made-up facts
PAGE = ROOT / "docs" / "reliability.md"
PROGRAM = Path(sys.executable).with_name("valcli")
DOCUMENTED = {0, 1, 2, 3, 65, 70, 74, 141}
LONGEST = 60  # seconds that a process may take
MOST_SECONDS = 2.0  # that any one input may take inside a process


@dataclass
class Found:
    """What one class of this suite counted: a table for the page, and each thing that must not be."""

    title: str
    told: str
    head: tuple[str, ...]
    rows: list[tuple[object, ...]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def table(self) -> str:
        """The section of the page."""
        lines = [self.head, tuple("---" for _ in self.head), *self.rows]
        shown = ["| " + " | ".join(f"{cell:,}" if isinstance(cell, int) else str(cell) for cell in line) + " |" for line in lines]
        return f"{self.told}\n\n" + "\n".join(shown) + "\n"


@dataclass(frozen=True)
class Ended:
    """How one run of the program ended."""

    code: int
    out: bytes
    err: bytes


def environment(**more: str) -> dict[str, str]:
    """A bare environment."""
    return {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": "/nonexistent", **more}


def run(*arguments: str, before: tuple[str, ...] = (), data: bytes = b"", **options: object) -> Ended:
    """One run of the installed program, behind the words of another command if there are any."""
    env = options.pop("env", None) or environment()
    done = subprocess.run(  # type: ignore[call-overload]
        [*before, str(PROGRAM), *arguments], env=env, input=data, capture_output=True, timeout=LONGEST, check=False, **options
    )
    return Ended(done.returncode, done.stdout, done.stderr)


def later(seconds: float, act: Callable[[], object]) -> threading.Timer:
    """Do something after a while, beside what is done now."""
    timer = threading.Timer(seconds, act)
    timer.start()
    return timer


def needs(program: str) -> str:
    """The path of a program of the system.

    Raises:
        SystemExit: with the name of its package, where it is missing: nothing is passed over in silence.

    """
    found = shutil.which(program)
    if not found:
        raise SystemExit(f"{program} is missing; on Debian it is in the package '{program}'")
    return found


def short_words(folder: Path) -> None:
    """Leave a few words of each class: tens of thousands of loads are no test of one long file."""
    file = folder / "names" / "words.yaml"
    listed = r"^    names: \[([^\]]*)\]\n    words: \[([^\]]*)\]"
    bare = re.sub(listed, lambda found: f"    words: [{_without(found[2], found[1])}]", file.read_text(), flags=re.MULTILINE)
    short = re.sub(r"(?<=words: \[)[^\]]*", lambda found: ",".join(found[0].split(",")[:4]).strip(), bare)
    file.write_text(short)


def _without(words: str, names: str) -> str:
    """Words without those that are names of the facts too."""
    left_out = {name.strip() for name in names.split(",")}
    return ", ".join(word.strip() for word in words.split(",") if word.strip() not in left_out)


def write_page(name: str, text: str) -> None:
    """Put what a class counted between its marks on the page."""
    start, end = f"<!-- counted: {name} -->\n", f"<!-- end: {name} -->"
    page = PAGE.read_text()
    made = re.sub(f"{re.escape(start)}.*?{re.escape(end)}", lambda _: f"{start}{text}{end}", page, flags=re.DOTALL)
    if start not in page:
        raise SystemExit(f"docs/reliability.md has no mark for {name}")
    PAGE.write_text(made)
