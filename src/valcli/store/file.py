"""The compiled store as a file: where it stands, whether it is the one that was built, how it is opened.

A built package carries the module `built` beside this one. It names the store that belongs to it:
`BUILD`, which the store carries too, and `SUM`, a CRC-32 over the whole file. A checkout has neither,
and reads the YAML. Only the C halves of modules are imported: the rest of sqlite3 costs as much as a look-up.
"""

import os
import stat
import zlib

from valcli.errors import DAMAGED, UNREADABLE, FactsProblem, problem_of_store

TYPE_CHECKING = False  # the same as typing's, whose import costs as much as the look-up
if TYPE_CHECKING:
    from sqlite3 import Connection

try:
    from valcli.store.built import BUILD, SUM  # type: ignore[import-not-found,import-untyped,unused-ignore]  # made when the package is built
except ModuleNotFoundError:
    BUILD, SUM = "", 0

__all__ = ["BUILD", "STORE", "SUM", "checksum", "is_built", "opened", "verify"]

STORE = os.path.join(os.path.dirname(os.path.dirname(__file__)), "facts.sqlite")  # noqa: PTH118, PTH120  and so does pathlib
_PIECE = 1 << 20
_SIZES = range(512, 1 << 30)  # bytes: from one page of SQLite to far more than facts will ever take
_ARCHIVE = "this copy of valcli stands inside an archive; install it with pip, or unpack it"
_BARE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-")


def is_built() -> bool:
    """Whether this is a built package, which answers from its store and from nothing else."""
    return bool(BUILD)


def opened() -> "Connection":
    """The store for reading only, not yet checked: who reads it checks what was read, or calls `verify` first.

    Raises:
        FactsProblem: when there is none that can be opened.

    """
    from _sqlite3 import Error, connect

    _look()
    try:
        store: Connection = connect(_address(STORE), uri=True)
    except Error as error:
        raise problem_of_store(error) from error
    return store


def verify() -> None:
    """Make sure that the store is, byte for byte, the one that was built with this package.

    Raises:
        FactsProblem: when it is another one, is missing, or can't be read.

    """
    _look()
    try:
        whole = checksum(STORE) == SUM
    except OSError as error:
        raise FactsProblem(f"{UNREADABLE}{error.strerror or error}") from error
    if not whole:
        raise FactsProblem(DAMAGED)


def checksum(path: str) -> int:
    """CRC-32 of a regular file."""
    value = 0
    number = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))  # a fifo would wait for ever
    try:
        while piece := os.read(number, _PIECE):
            value = zlib.crc32(piece, value)
    finally:
        os.close(number)
    return value


def _look() -> None:
    """Refuse what is no file of a store before it is opened: a fifo would wait for ever, and a device never end."""
    try:
        found = os.stat(STORE)  # noqa: PTH116  pathlib costs too much here
    except FileNotFoundError as error:
        raise FactsProblem(DAMAGED) from error
    except NotADirectoryError as error:  # what should be the folder of the package is a file
        raise FactsProblem(f"{UNREADABLE}{_ARCHIVE}") from error
    except OSError as error:
        raise FactsProblem(f"{UNREADABLE}{error.strerror or error}") from error
    if not stat.S_ISREG(found.st_mode) or found.st_size not in _SIZES:
        raise FactsProblem(DAMAGED)


def _address(path: str) -> str:
    """How SQLite is told to open a file for reading only, whatever its path is made of."""
    quoted = "".join([chr(byte) if chr(byte) in _BARE else f"%{byte:02x}" for byte in os.fsencode(path)])
    return f"file:{quoted}?mode=ro&immutable=1"
