"""Find a fact base, read all of its files and give back the facts or every problem."""

import errno
import gc
import os
import stat
from pathlib import Path
from typing import Any, TypeVar

from valcli.editing.decoder import Decoder, decode_vocabulary
from valcli.editing.problems import YAML, Problem, report
from valcli.editing.rules.links import check_links
from valcli.editing.yaml_tree import MAX_BYTES, Node, read_tree
from valcli.errors import FactsProblem
from valcli.model.facts import Facts
from valcli.model.interactions import AmbiguousFile, Interactant, Known, Product
from valcli.model.leaflet import Asked, Claim, GlossaryTerm, SearchWords, Section
from valcli.model.shared import Meta, Source, Term, WarningSigns
from valcli.model.words import WordsFile

T = TypeVar("T")
_PACKAGE = Path(__file__).parents[1]


def shipped_folder() -> Path:
    """Where the facts of this installation stand: in the package, or in the checkout beside it."""
    packaged = _PACKAGE / "facts"
    return packaged if packaged.is_dir() else _PACKAGE.parents[1] / "facts"


def load_facts(folder: Path) -> Facts:
    """Read and check a fact base.

    Raises:
        FactsProblem: with every problem of every file, one a line.

    """
    facts, problems, _ = read_facts(folder)
    if problems or facts is None:
        raise FactsProblem(report(folder, problems))
    return facts


def read_facts(folder: Path, *, for_check: bool = False) -> tuple[Facts | None, list[Problem], int]:
    """What could be read of a fact base, every problem met, and the number of files read.

    `for_check` also reads what only the content rules need.
    """
    enabled = gc.isenabled()
    gc.disable()  # the collector's passes over the growing tree cost more than the reading
    try:
        reader = _Reader(folder, for_check=for_check)
        facts, problems = reader.read()
    finally:
        if enabled:
            gc.enable()
    return facts, problems, reader.files


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


class _Reader:
    def __init__(self, folder: Path, *, for_check: bool) -> None:
        self.folder = folder
        self.for_check = for_check
        self.problems: list[Problem] = []
        self.files = 0
        self.unread = False

    def read(self) -> tuple[Facts | None, list[Problem]]:
        fault = _folder_fault(self.folder)
        if fault:
            self._problem(str(self.folder), 1, f"the folder of facts {fault}")
            return None, self.problems
        vocabulary = self._vocabulary()
        decoder = Decoder({group: [term.tag for term in terms] for group, terms in vocabulary.items()})
        facts = self._all(decoder, vocabulary)
        self.problems += decoder.problems
        if facts is not None and not self.unread:
            self.problems += check_links(facts)
        return facts, self.problems

    def _all(self, decoder: Decoder, vocabulary: dict[str, list[Term]]) -> Facts | None:
        meta = self._one(decoder, "facts.yaml", Meta)
        ambiguous = self._one(decoder, "names/ambiguous.yaml", AmbiguousFile)
        rest: dict[str, Any] = {
            "sources": self._list(decoder, "sources.yaml", Source),
            "signs": self._list(decoder, "warning-signs.yaml", WarningSigns),
            "sections": self._folder(decoder, "sections", Section),
            "interactants": self._folder(decoder, "interactions", Interactant),
            "products": self._list(decoder, "names/products.yaml", Product),
            "known": self._list(decoder, "names/known.yaml", Known),
            "claims": self._list(decoder, "claims.yaml", Claim),
            "glossary": self._list(decoder, "glossary.yaml", GlossaryTerm),
            "asked": self._list(decoder, "questions.yaml", Asked),
        }
        search = self._one(decoder, "search.yaml", SearchWords)
        words = self._one(decoder, "names/words.yaml", WordsFile)
        if self.for_check:
            from valcli.model.editing import Ids, ReadingAids, Suppression

            rest["aids"] = self._one(decoder, "reading.yaml", ReadingAids)
            rest["suppressions"] = self._list(decoder, "suppressions.yaml", Suppression)
            rest["ids"] = self._one(decoder, "ids.yaml", Ids)
        if meta is None or ambiguous is None or search is None or words is None:
            return None
        rest["words"] = words
        rest["sections"].sort(key=lambda section: section.order)
        return Facts(
            meta=meta, vocabulary=vocabulary, ambiguous=ambiguous, search=search, files=self.files, places=decoder.places, **rest
        )

    def _vocabulary(self) -> dict[str, list[Term]]:
        node = self._tree("vocabulary.yaml")
        if node is None:
            return {}
        vocabulary, problems = decode_vocabulary(node, self._shown("vocabulary.yaml"))
        self.problems += problems
        return vocabulary

    def _one(self, decoder: Decoder, name: str, cls: type[T]) -> T | None:
        node = self._tree(name)
        return decoder.decode(node, cls, self._shown(name)) if node else None

    def _list(self, decoder: Decoder, name: str, cls: type[T]) -> list[T]:
        node = self._tree(name)
        return decoder.decode_list(node, cls, self._shown(name)) if node else []

    def _folder(self, decoder: Decoder, name: str, cls: type[T]) -> list[T]:
        try:
            names = sorted(path.name for path in (self.folder / name).iterdir() if path.suffix == ".yaml")
        except OSError as error:
            self._problem(self._shown(name), 1, f"can't be read: {error.strerror or error}")
            return []
        made = [self._one(decoder, f"{name}/{file}", cls) for file in names]
        return [item for item in made if item is not None]

    def _tree(self, name: str) -> Node | None:
        shown = self._shown(name)
        try:
            data = _read_file(self.folder / name)
        except OSError as error:
            self._problem(shown, 1, f"can't be read: {error.strerror or error}")
            self.unread = True
            return None
        self.files += 1
        node, faults = read_tree(data)
        for fault in faults:
            self._problem(shown, fault.line, fault.message)
        self.unread |= node is None
        return node

    def _shown(self, name: str) -> str:
        return f"{self.folder.name or self.folder}/{name}"

    def _problem(self, file: str, line: int, message: str) -> None:
        self.problems.append(Problem(file, line, "file", message, YAML))
