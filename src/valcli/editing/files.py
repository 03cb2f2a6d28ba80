"""The folder of a fact base: where it is, what stands in it, and the bytes of a file as a tree."""

import errno
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from valcli.editing.problems import END, ERROR, UNREAD, WARNING, YAML, Problem
from valcli.editing.yaml_tree import MAX_BYTES, Node, read_tree

_PACKAGE = Path(__file__).parents[1]
# a comment for YAML: a file that was cut off between two lines would read like a whole one
_END = b"# end"
_BESIDE = {"README.md"}  # the guide, which is no fact
_YAML = re.compile(r"\.ya?ml(?:\.txt)?$", re.IGNORECASE)
_BACKUP = re.compile(r"~$|\.sw[a-p]$|\.bak$|\.orig$|^\.|^#.*#$|^Thumbs\.db$|^desktop\.ini$", re.IGNORECASE)


def shipped_folder() -> Path:
    """The facts as YAML that a built package carries, or those of the checkout."""
    return packaged_folder() or checkout_folder()


def packaged_folder() -> Path | None:
    """The facts that an installed package carries; a checkout has none."""
    packaged = _PACKAGE / "facts"
    return packaged if packaged.is_dir() else None


def checkout_folder() -> Path:
    """The facts of the checkout that this module stands in; there is no such folder beside an installed package."""
    return _PACKAGE.parents[1] / "facts"


class Folder:
    """The files of one fact base, with what is wrong with each of them as a file.

    `whole` says that every file could be read to its end: what is missing is missing in the facts, then.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.seen: set[str] = set()
        self.whole = True

    def is_there(self) -> bool:
        """Whether this is a folder; a problem is noted where it is not."""
        fault = _folder_fault(self.path)
        if fault:
            self._problem(str(self.path), 1, f"the folder of facts {fault}")
        return not fault

    def shown(self, name: str) -> str:
        """How a problem names a file."""
        return f"{self.path.name or self.path}/{name}"

    def names(self, folder: str) -> list[str]:
        """The files of facts in a folder inside, sorted."""
        try:
            return sorted(f"{folder}/{path.name}" for path in (self.path / folder).iterdir() if path.suffix == ".yaml")
        except OSError as error:
            self._problem(self.shown(folder), 1, f"can't be read: {error.strerror or error}")
            self.whole = False
            return []

    def every(self) -> list[str]:
        """Every file that ends as a file of facts does, here and in the folders inside, sorted."""
        found = (*self.path.glob("*.yaml"), *self.path.glob("*/*.yaml"))
        return sorted(path.relative_to(self.path).as_posix() for path in found)

    def tree(self, name: str) -> Node | None:
        """What stands in a file; None where it can't be read."""
        data = self.bytes_of(name)
        return None if data is None else self.read(name, data)

    def bytes_of(self, name: str) -> bytes | None:
        """The bytes of a file; None where it can't be opened."""
        try:
            return _read_file(self.path / name)
        except OSError as error:
            self._problem(self.shown(name), 1, f"can't be read: {error.strerror or error}")
            self.whole = False
            return None

    def read(self, name: str, data: bytes) -> Node | None:
        """The tree of a file with these bytes."""
        shown = self.shown(name)
        self.seen.add(name)
        node, faults = read_tree(data)
        for fault in faults:
            self._problem(shown, fault.line, fault.message)
        # one that is too long was not read to its end
        missing = _end_fault(data) if len(data) <= MAX_BYTES else ""
        if missing:
            self._problem(shown, len(data.rstrip().split(b"\n")), missing, END)
        self.whole &= node is not None and not missing
        return node

    def unread(self) -> Iterator[Problem]:
        """The files that nobody read: an editor who saves under another ending would wait in vain for a new warning.

        Where no file of facts was found this is another folder, whatever its size, and what else is in it is not told.
        """
        if not self.seen:
            return
        try:
            there = sorted(self.path.rglob("*") if self.path.is_dir() else ())
        except OSError as error:
            yield Problem(self.shown(""), 1, "file", f"can't be read: {error.strerror or error}", YAML)
            return
        for path in there:
            name = path.relative_to(self.path).as_posix()
            if path.is_dir() or name in self.seen or name in _BESIDE or _BACKUP.search(path.name):
                continue
            is_yaml = _YAML.search(path.name)
            yield Problem(
                self.shown(name), 1, "file", f"this file was not read: {_cure(path)}", UNREAD, ERROR if is_yaml else WARNING
            )

    def _problem(self, file: str, line: int, message: str, rule: str = YAML) -> None:
        self.problems.append(Problem(file, line, "file", message, rule))


def _cure(path: Path) -> str:
    """What to do about a file that nobody read."""
    if path.suffix == ".yaml":
        return "a file of facts stands in sections/ or interactions/, or has a name and place of the guide; move it there"
    if _YAML.search(path.name):
        return f"a file of facts ends in .yaml; rename it to {_YAML.sub('.yaml', path.name)}"
    return "a file of facts ends in .yaml; move it elsewhere, or rename it"


def _end_fault(data: bytes) -> str:
    """What is wrong with the end of a file, or ''."""
    lines = data.rstrip().split(b"\n")
    ends = [number for number, line in enumerate(lines, start=1) if line.rstrip() == _END]
    if not ends:
        return (
            "the file does not end with the line '# end', so it may have been cut off: "
            "see whether all of its records are there, then add that line"
        )
    if ends != [len(lines)]:
        return f"the line '# end' stands on line {ends[0]} already; it is the last line, and stands once: remove it there"
    return ""


def _folder_fault(folder: Path) -> str:
    try:
        folder.stat()
    except (OSError, ValueError) as error:
        missing = isinstance(error, FileNotFoundError)
        return "does not exist" if missing else f"can't be read: {getattr(error, 'strerror', None) or error}"
    return "" if folder.is_dir() else "is not a folder"


def _read_file(path: Path) -> bytes:
    """A file's bytes, one more than allowed at most; what is no regular file is refused before it can block."""
    number = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    with open(number, "rb") as file:  # noqa: PTH123  opened by number
        if not stat.S_ISREG(os.fstat(number).st_mode):
            raise OSError(errno.EINVAL, "not a regular file")
        return file.read(MAX_BYTES + 1)
