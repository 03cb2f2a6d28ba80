"""Build hook: the wheel carries the facts compiled into one SQLite file, and the sums of that file in code.

An editable install and a checkout never have them: they read the YAML, so nothing can be stale.
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
        from valcli.store.build import build_package

        try:
            from valcli.fast.pages_build import add_pages  # nothing but speed is lost without it
        except ModuleNotFoundError:
            add_pages = None
        self._folder = tempfile.TemporaryDirectory()
        for inside, path in build_package(Path(self._folder.name), load_facts(root / "facts"), add_pages).items():
            build_data["force_include"][str(path)] = f"valcli/{inside}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Leave nothing behind."""
        if version != "editable":
            self._folder.cleanup()
