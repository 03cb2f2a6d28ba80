"""Builds the store of a folder of facts into another folder, with the pages where those can be made."""

import sys
from pathlib import Path

from valcli.editing.load import load_facts
from valcli.store.build import build_package

try:
    from valcli.fast.pages_build import add_pages
except ModuleNotFoundError:
    add_pages = None  # type: ignore[assignment]

build_package(Path(sys.argv[2]), load_facts(Path(sys.argv[1])), add_pages)
