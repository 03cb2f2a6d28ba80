"""What `check --fix` does to a folder: every list whose order has no meaning is put in order, file by file."""

from dataclasses import dataclass
from pathlib import Path

from valcli.editing.files import Folder, packaged_folder
from valcli.editing.ordering import CannotMove, has_lists, put_in_order
from valcli.editing.problems import END
from valcli.editing.save import NotSaved, save
from valcli.errors import UsageProblem


@dataclass(frozen=True, slots=True)
class Fixed:
    """What was done to one file: the lists that are in order now, or why it was left as it was."""

    file: str
    lists: tuple[str, ...]
    refused: str = ""


def fix(folder: Path) -> list[Fixed]:
    """Put the lists of a folder of facts in order.

    Raises:
        UsageProblem: for the facts of an installed package, which are no editor's.

    """
    packaged = packaged_folder()
    if packaged and folder.resolve() == packaged.resolve():
        raise UsageProblem("--fix does not write to the facts that came with valcli; copy the folder, and name the copy")
    files = Folder(folder)
    if not files.is_there():
        return []
    found = (_file(files, name) for name in files.every() if has_lists(name))
    return [made for made in found if made]


def _file(files: Folder, name: str) -> Fixed | None:
    """What was done to one file; nothing to one that can't be read, which the check tells."""
    files.problems.clear()
    data = files.bytes_of(name)
    if data is None or files.read(name, data) is None or any(problem.rule == END for problem in files.problems):
        return None
    try:
        text, lists = put_in_order(name, data.decode())
        if lists:
            save(files.path, name, data, text.encode())
    except (CannotMove, NotSaved) as reason:
        return Fixed(files.shown(name), (), str(reason))
    return Fixed(files.shown(name), tuple(lists)) if lists else None
