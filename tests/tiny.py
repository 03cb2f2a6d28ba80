"""The made-up fact base, for tests and for `hostile/`, which runs without pytest."""

import shutil
from pathlib import Path

ROOT = Path(__file__).parents[1]
TINY = Path(__file__).parent / "data" / "tiny"


def copy_tiny(folder: Path) -> Path:
    """Put the made-up fact base into a new folder."""
    shutil.copytree(TINY, folder)
    shutil.copy(ROOT / "facts" / "vocabulary.yaml", folder)
    words = (ROOT / "facts" / "names" / "words.yaml").read_text()
    short = "shortened:\n  - {short: apap, name: paracetamol}\n# end\n"  # the others stand for substances that are not here
    (folder / "names" / "words.yaml").write_text(words.partition("shortened:\n")[0] + short)
    return folder
