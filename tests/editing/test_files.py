"""The files of a fact base: a file that ends too soon is refused, wherever it was cut."""

import gc
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import ROOT, TINY, copy_tiny
from valcli.editing import load
from valcli.editing.check import check
from valcli.editing.files import Folder
from valcli.editing.load import load_facts
from valcli.editing.rules import find_rules
from valcli.errors import FactsProblem

FILES = sorted(str(path.relative_to(TINY)) for path in TINY.rglob("*.yaml"))
# these say nothing that is answered, and only `check` reads them
UNREAD = {"ids.yaml", "reading.yaml", "suppressions.yaml"}
_CUTS = 300


def refuses(folder: Path, file: str, data: bytes) -> bool:
    """Whether a file with these bytes alone is refused for its end, told at its last line."""
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    files = Folder(folder)
    files.tree(file)
    ends = [problem for problem in files.problems if problem.rule == "Y-end"]
    assert all(problem.line == max(1, len(data.rstrip().splitlines())) for problem in ends)
    return bool(ends) and not files.whole


@pytest.mark.parametrize("file", FILES)
def test_file_that_was_cut_is_refused(tmp_path: Path, file: str) -> None:
    """Cut at each of its lines, and inside the last one."""
    data = (TINY / file).read_bytes()
    lines = data.splitlines(keepends=True)
    assert not refuses(tmp_path, file, data)
    for count in range(len(lines)):
        assert refuses(tmp_path, file, b"".join(lines[:count])), count
    for left in range(len(data) - len(lines[-1]), len(data) - 1):
        assert refuses(tmp_path, file, data[:left]), left


@pytest.mark.parametrize("file", [file for file in FILES if file not in UNREAD])
def test_cut_facts_do_not_load(tmp_path: Path, file: str) -> None:
    """A cut behind a whole record, after which everything that is left is well formed: nothing is answered."""
    folder = copy_tiny(tmp_path / "facts")
    path = folder / file
    lines = path.read_text().splitlines(keepends=True)
    for count in range(1, len(lines), max(1, len(lines) // 8)):
        path.write_text("".join(lines[:count]))
        with pytest.raises(FactsProblem, match="does not end with the line '# end', so it may have been cut off"):
            load_facts(folder)


@pytest.mark.parametrize("file", sorted(UNREAD))
def test_cut_lists_of_the_check_are_reported(tmp_path: Path, file: str) -> None:
    """What only `check` reads, only `check` misses."""
    folder = copy_tiny(tmp_path / "facts")
    (folder / file).write_text((folder / file).read_text().removesuffix("# end\n"))
    assert [problem.rule for problem in check(folder).problems] == ["Y-end"]


def test_real_facts_cut_anywhere_are_refused(tmp_path: Path) -> None:
    """Of all lines of the real facts, some hundred spread over all files."""
    paths = sorted((ROOT / "facts").rglob("*.yaml"))
    cuts = [(path, number) for path in paths for number in range(path.read_bytes().count(b"\n"))]
    for path, number in cuts[:: max(1, len(cuts) // _CUTS)]:
        lines = path.read_bytes().splitlines(keepends=True)
        assert refuses(tmp_path, str(path.relative_to(ROOT)), b"".join(lines[:number])), (path.name, number)


def test_problem_says_what_to_do(tmp_path: Path) -> None:
    """The last line that is left is named; the links between files, which the cut broke, are not reported as well."""
    folder = copy_tiny(tmp_path / "facts")
    path = folder / "names" / "known.yaml"
    path.write_text("".join(path.read_text().splitlines(keepends=True)[:2]))
    with pytest.raises(FactsProblem) as caught:
        load_facts(folder)
    assert str(caught.value).splitlines()[:-1] == [
        "facts/names/known.yaml:2: file: the file does not end with the line '# end', so it may have been cut off: "
        "see whether all of its records are there, then add that line"
    ]


@pytest.mark.parametrize(
    ("data", "line"),
    [(b"- name: a\n# end\n- name: b\n# end\n", 4), (b"- name: a\n# end\n- name: b\n", 3)],
    ids=["twice", "in the middle"],
)
def test_end_stands_once_and_last(tmp_path: Path, data: bytes, line: int) -> None:
    """A line in the middle would let a cut there go unseen."""
    (tmp_path / "a.yaml").write_bytes(data)
    files = Folder(tmp_path)
    files.tree("a.yaml")
    assert [(problem.line, problem.message) for problem in files.problems] == [
        (line, "the line '# end' stands on line 2 already; it is the last line, and stands once: remove it there")
    ]


@pytest.mark.parametrize("data", [b"- a\n# end", b"- a\n# end\n\n\n", b"- a\r\n# end\r\n", b"- a\n# end  \n"])
def test_editors_may_end_lines_as_they_do(tmp_path: Path, data: bytes) -> None:
    """A missing or a further line end, and blanks at an end, are no cut."""
    (tmp_path / "a.yaml").write_bytes(data)
    files = Folder(tmp_path)
    assert files.tree("a.yaml")
    assert (files.problems, files.whole) == ([], True)


def test_rule_tells_of_the_end() -> None:
    """`explain` shows the line; elsewhere it is left out of the examples."""
    (rule,) = find_rules("Y-end")
    assert "# end" in rule.passes.text
    assert "# end" not in rule.rejects.text
    assert "# end" not in find_rules("Y")[0].passes.text


def test_a_lost_file_of_the_facts_is_reported_by_check(tmp_path: Path) -> None:
    """A whole file that is gone can't say so: ids.yaml does, for what was published."""
    folder = copy_tiny(tmp_path / "facts")
    (folder / "ids.yaml").write_text("published: [interact.ask]\n# end\n")
    (folder / "sections" / "interactions.yaml").unlink()
    assert "id 'interact.ask' was published and is gone" in " ".join(str(problem) for problem in check(folder).problems)


def test_list_in_the_place_of_a_kind_is_refused(tmp_path: Path) -> None:
    """What is no word can't be compared with words."""
    folder = copy_tiny(tmp_path / "facts")
    file = folder / "sections" / "interactions.yaml"
    file.write_text(re.sub(r"kind: .*", "kind: []", file.read_text(), count=1))
    assert any("kind 'no word' is not one of" in problem.message for problem in check(folder).problems)


def test_sections_stand_in_their_order(tmp_path: Path) -> None:
    """That of the leaflet, whatever their files are called."""
    folder = copy_tiny(tmp_path / "facts")
    orders = [section.order for section in load_facts(folder).sections]
    last = max((folder / "sections").iterdir())
    last.write_text(re.sub(r"^order: .*", "order: 0", last.read_text(), flags=re.MULTILINE))
    moved = load_facts(folder).sections
    assert orders == sorted(orders)
    assert [section.order for section in moved] == sorted(section.order for section in moved)
    assert moved[0].section == last.stem


@pytest.mark.parametrize("enabled", [True, False])
def test_reading_leaves_the_collector_as_it_was(tmp_path: Path, enabled: bool) -> None:
    """It is off only while facts are read, also when reading ends in a fault."""
    was = gc.isenabled()
    (gc.enable if enabled else gc.disable)()
    try:
        with load._no_collector():
            assert not gc.isenabled()
        assert gc.isenabled() is enabled
        with pytest.raises(RuntimeError), load._no_collector():
            raise RuntimeError
        assert gc.isenabled() is enabled
        load_facts(copy_tiny(tmp_path / "facts"))
        assert gc.isenabled() is enabled
    finally:
        (gc.enable if was else gc.disable)()


@pytest.mark.parametrize(
    ("file", "loads"),
    [("facts.yaml", (load.load_facts, load.load_meta, load.load_shapes)), ("vocabulary.yaml", (load.load_facts, load.load_words)),
     ("names/words.yaml", (load.load_facts, load.load_shapes)), ("search.yaml", (load.load_facts, load.load_shapes)),
     ("names/ambiguous.yaml", (load.load_facts, load.load_shapes))],
)  # fmt: skip
def test_a_file_that_can_not_be_read_is_a_problem_for_who_reads_it(
    tmp_path: Path, file: str, loads: tuple[Callable[[Path], object], ...]
) -> None:
    """Broken or gone; who does not read it gets what was asked for."""
    for broken in (True, False):
        folder = copy_tiny(tmp_path / f"facts-{broken}")
        if broken:
            (folder / file).write_text("[\n# end\n")
        else:
            (folder / file).unlink()
        for one in (load.load_facts, load.load_meta, load.load_shapes, load.load_words):
            if one in loads:
                with pytest.raises(FactsProblem, match=file):
                    one(folder)
            elif file != "vocabulary.yaml":
                assert one(folder)


def test_links_are_no_matter_of_shapes(tmp_path: Path) -> None:
    """Facts that are older than a rule about links can be compared, and not answered from."""
    folder = copy_tiny(tmp_path / "facts")
    path = folder / "facts.yaml"
    path.write_text(path.read_text().replace("combined: ix.several\n", "combined: ix.nothing\n"))
    assert load.load_shapes(folder).meta.combined == "ix.nothing"
    with pytest.raises(FactsProblem, match=r"ix\.nothing"):
        load_facts(folder)


def test_what_only_the_check_reads(tmp_path: Path) -> None:
    """It is there for the check alone; how many files were read is counted."""
    folder = copy_tiny(tmp_path / "facts")
    plain, problems, files = load.read_facts(folder)
    every, more, _ = load.read_facts(folder, for_check=True)
    assert plain
    assert every
    assert (problems, more, plain.files) == ([], [], len(files.seen))
    assert (plain.aids, plain.ids, plain.suppressions) == (None, None, [])
    assert every.aids
    assert every.ids
    assert every.files == plain.files + len(UNREAD)
    assert load.read_facts(tmp_path / "nowhere")[0] is None


def test_folder_without_facts_is_not_searched(tmp_path: Path) -> None:
    """Somebody else's folder may hold any number of files: they are not told, and those far inside are never touched."""
    (tmp_path / "letters" / "names").mkdir(parents=True)
    (tmp_path / "letters" / "names" / "known.yaml").write_text("# end\n")
    (tmp_path / "notes.txt").write_text("")
    found = Folder(tmp_path)
    assert list(found.unread()) == []
    assert found.every() == []
