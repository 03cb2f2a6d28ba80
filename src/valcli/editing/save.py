"""The one place in the program that writes: a file of facts, whole or not at all.

A new file beside the old one takes its name when all of it is on the disk. So a full disk, an
interruption or a lost connection leaves the old file as it was, and nobody reads half of a new one.
"""

import contextlib
import os
import tempfile
from pathlib import Path


class NotSaved(Exception):
    """Why a file was left as it was."""


def save(folder: Path, name: str, before: bytes, after: bytes) -> None:
    """Put other bytes into a file of a folder, if it still holds those that were read.

    Raises:
        NotSaved: when it lies elsewhere, was changed meanwhile, or could not be written; then nothing was changed.

    """
    path = folder.resolve() / name
    try:
        if path.resolve() != path:
            raise NotSaved("it is a link to another place; mend it there")
        if path.read_bytes() != before:
            raise NotSaved("somebody changed it meanwhile; run the command again")
        _replace(path, after)
    except OSError as error:
        raise NotSaved(error.strerror or str(error)) from error


def _replace(path: Path, data: bytes) -> None:
    kept = path.stat()
    # a name that begins with a dot is never read as facts, should it stay behind
    number, made = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    try:
        with open(number, "wb") as file:  # noqa: PTH123  opened by number
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(made).chmod(kept.st_mode & 0o7777)
        if hasattr(os, "chown"):
            with contextlib.suppress(OSError):  # the group of a shared folder; who may not give it away keeps their own
                os.chown(made, -1, kept.st_gid)
        Path(made).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(made).unlink()
        raise
    with contextlib.suppress(OSError):  # that the name is on the disk too; not every system lets a folder be opened
        number = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
