"""The compiled store as a file: where it stands, how it is opened for reading, whether it is whole.

Only the C halves of modules are imported: the rest of sqlite3 costs as much as a look-up.
"""

import os
import zlib

TYPE_CHECKING = False  # the same as typing's, whose import costs as much as the look-up
if TYPE_CHECKING:
    from collections.abc import Callable
    from sqlite3 import Connection


STORE = os.path.join(os.path.dirname(os.path.dirname(__file__)), "facts.sqlite")  # noqa: PTH118, PTH120  and so does pathlib
VERSION = 8  # of the tables: a file of another version is refused
_begun: "dict[str, Callable[[], bool]]" = {}  # checks that run already
_PIECE = 6 << 20
EARLY = 64 << 20  # bytes of a store that are checked while the command line is made, so that nobody waits for it
_BARE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-")


def opened(path: str = "") -> "Connection | None":
    """A compiled store for reading only, the shipped one without a path, or None when there is none of this version."""
    path = path or STORE
    if not os.path.exists(path):  # noqa: PTH110  as above
        return None
    from _sqlite3 import Error, connect

    try:
        store: Connection = connect(address(path), uri=True)
        return store if store.execute("PRAGMA user_version").fetchone() == (VERSION,) else None
    except (Error, OSError):
        return None


def row_crc(*cells: object) -> int:
    """CRC-32 over the cells of a row, the key among them."""
    return zlib.crc32("\0".join(map(str, cells)).encode())


def address(path: str) -> str:
    """How SQLite is told to open a file for reading only, whatever its path is made of."""
    quoted = "".join([chr(byte) if chr(byte) in _BARE else f"%{byte:02x}" for byte in os.fsencode(path)])
    return f"file:{quoted}?mode=ro&immutable=1"


def begin_check() -> None:
    """Begin to check the store beside what else has to be done; `is_whole` then waits for the result."""
    if not os.path.exists(STORE) or os.path.getsize(STORE) > EARLY:  # noqa: PTH110, PTH202  as above
        return
    import _thread  # what threading is made of, without its import

    done = _thread.allocate_lock()
    done.acquire()
    found: list[bool] = []

    def check() -> None:
        try:
            found.append(_is_whole(STORE))
        finally:
            done.release()

    _thread.start_new_thread(check, ())
    _begun[STORE] = lambda: done.acquire() and found == [True]


def is_whole(path: str) -> bool:
    """Whether a store is, byte for byte, what was built: its checksum stands in a file beside it."""
    return _begun.pop(path, lambda: _is_whole(path))()


def _is_whole(path: str) -> bool:
    try:
        with open(checksum_file(path), "rb") as file:  # noqa: PTH123  as above
            return file.read() == b"%08x\n" % checksum(path)
    except OSError:  # no file
        return False


def checksum_file(path: str) -> str:
    """Where the checksum of a store stands."""
    return path.removesuffix(".sqlite") + ".crc"


def checksum(path: str) -> int:
    """CRC-32 of a whole file."""
    value = 0
    # few large pieces: between two of them a check in the background has to wait for its turn
    buffer = memoryview(bytearray(min(os.path.getsize(path) + 1, _PIECE)))  # noqa: PTH202  as above
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123  as above
        while size := file.readinto(buffer):
            value = zlib.crc32(buffer[:size], value)
    return value
