"""The short way to a terminal: a kept page, laid out for this screen and coloured, without Typer."""

import os

from valcli import stream, terminal
from valcli.output.page import shown, unkept

END = "\x1d"  # between a page and its last line


def dressed(page: bytes) -> bytes:
    """What the long way would write to this terminal for the same request."""
    look = terminal.look(os.environ, terminal=stream.is_terminal(), clinical=False)
    body, closing = page.decode().split(END)
    return f"{shown(unkept(body), look)}\n{shown(unkept(closing), look)}".encode("utf-8", "backslashreplace")
