"""Read all files of a fact base and give back the facts, or every problem."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from valcli.editing.decoder import Decoder, decode_vocabulary
from valcli.editing.files import Folder
from valcli.editing.problems import Problem, report
from valcli.editing.rules import LOAD, problems_of
from valcli.errors import FactsProblem
from valcli.model.editing import Ids, ReadingAids, Suppression
from valcli.model.facts import Facts
from valcli.model.interactions import AmbiguousFile, Interactant, Known, Product
from valcli.model.leaflet import Asked, Claim, GlossaryTerm, Outside, SearchWords, Section
from valcli.model.shared import Meta, Source, Term, WarningSigns
from valcli.model.words import WordsFile

T = TypeVar("T")


def load_facts(folder: Path) -> Facts:
    """Read and check a fact base.

    Raises:
        FactsProblem: with every problem of every file, one a line.

    """
    facts, problems, _ = read_facts(folder)
    if problems or facts is None:
        raise FactsProblem(report(folder, problems))
    return facts


def load_shapes(folder: Path) -> Facts:
    """Read a fact base whose records are whole, whatever the rules about links say; for facts that are older than a rule.

    Raises:
        FactsProblem: with every problem of every file, one a line.

    """
    facts, problems, _ = read_facts(folder, with_rules=False)
    if problems or facts is None:
        raise FactsProblem(report(folder, problems))
    return facts


def load_meta(folder: Path) -> Meta:
    """What facts.yaml says, without reading the rest.

    Raises:
        FactsProblem: with every problem of the files that were read.

    """
    reader = _Reader(Folder(folder))
    meta = reader.one("facts.yaml", Meta)
    if reader.problems or meta is None:
        raise FactsProblem(report(folder, reader.problems))
    return meta


def load_words(folder: Path) -> dict[str, list[str]]:
    """The closed words of vocabulary.yaml, by group, without reading the rest.

    Raises:
        FactsProblem: with every problem of the file.

    """
    reader = _Reader(Folder(folder))
    if reader.problems:
        raise FactsProblem(report(folder, reader.problems))
    return reader.words


def read_facts(folder: Path, *, for_check: bool = False, with_rules: bool = True) -> tuple[Facts | None, list[Problem], Folder]:
    """What could be read of a fact base, every problem met, and the folder with the files that were read.

    `for_check` also reads what only the content rules need; `with_rules` asks whether it may be answered from.
    """
    files = Folder(folder)
    if not files.is_there():
        return None, files.problems, files
    with _no_collector():
        reader = _Reader(files)
        facts = reader.facts(for_check=for_check)
        problems = reader.problems
        if facts is not None and files.whole and with_rules:
            problems += problems_of(facts, LOAD)
    return facts, problems, files


@contextmanager
def _no_collector() -> Iterator[None]:
    """The collector's passes over the growing tree cost more than the reading."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class _Reader:
    """The files of a folder, decoded with the words of its vocabulary."""

    def __init__(self, files: Folder) -> None:
        self._files = files
        self._vocabulary: dict[str, list[Term]] = {}
        self._problems: list[Problem] = []
        node = files.tree("vocabulary.yaml")
        if node is not None:
            self._vocabulary, self._problems = decode_vocabulary(node, files.shown("vocabulary.yaml"))
        self.words = {group: [term.tag for term in terms] for group, terms in self._vocabulary.items()}
        self._decoder = Decoder(self.words)

    @property
    def problems(self) -> list[Problem]:
        """Every problem of the files that were read until now."""
        return [*self._files.problems, *self._problems, *self._decoder.problems]

    def facts(self, *, for_check: bool) -> Facts | None:
        """All files together; None where one that stands alone can't be read."""
        meta = self.one("facts.yaml", Meta)
        ambiguous = self.one("names/ambiguous.yaml", AmbiguousFile)
        rest: dict[str, Any] = {
            "sources": self._list("sources.yaml", Source),
            "signs": self._list("warning-signs.yaml", WarningSigns),
            "sections": self._folder("sections", Section),
            "interactants": self._folder("interactions", Interactant),
            "products": self._list("names/products.yaml", Product),
            "known": self._list("names/known.yaml", Known),
            "claims": self._list("claims.yaml", Claim),
            "glossary": self._list("glossary.yaml", GlossaryTerm),
            "asked": self._list("questions.yaml", Asked),
            "outside": self._list("outside.yaml", Outside),
        }
        search = self.one("search.yaml", SearchWords)
        words = self.one("names/words.yaml", WordsFile)
        if for_check:
            rest["aids"] = self.one("reading.yaml", ReadingAids)
            rest["suppressions"] = self._list("suppressions.yaml", Suppression)
            rest["ids"] = self.one("ids.yaml", Ids)
        if meta is None or ambiguous is None or search is None or words is None:
            return None
        rest["words"] = words
        rest["sections"].sort(key=lambda section: section.order)
        return Facts(
            meta=meta,
            vocabulary=self._vocabulary,
            ambiguous=ambiguous,
            search=search,
            files=len(self._files.seen),
            places=self._decoder.places,
            **rest,
        )

    def one(self, name: str, cls: type[T]) -> T | None:
        """A file that is one record."""
        node = self._files.tree(name)
        return self._decoder.decode(node, cls, self._files.shown(name)) if node else None

    def _list(self, name: str, cls: type[T]) -> list[T]:
        node = self._files.tree(name)
        return self._decoder.decode_list(node, cls, self._files.shown(name)) if node else []

    def _folder(self, name: str, cls: type[T]) -> list[T]:
        made = [self.one(file, cls) for file in self._files.names(name)]
        return [item for item in made if item is not None]
