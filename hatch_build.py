"""Build hook: the wheel carries the facts compiled into one SQLite file.

An editable install and a checkout never have it: they read the YAML, so nothing can be stale.
"""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileFacts(BuildHookInterface):  # type: ignore[type-arg]
    """Compiles `facts/` of the tree that is being built."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the store into a folder of its own and have it packed."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from valcli.editing.load import load_facts
        from valcli.fast.build import write_store
        from valcli.store.file import STORE, checksum_file

        self._folder = tempfile.TemporaryDirectory()
        store = Path(self._folder.name) / Path(STORE).name
        write_store(store, load_facts(root / "facts"))
        for path in (store, Path(checksum_file(str(store)))):
            build_data["force_include"][str(path)] = f"valcli/{path.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Leave nothing behind."""
        if version != "editable":
            self._folder.cleanup()
