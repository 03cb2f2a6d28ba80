"""`valcli check --fix`: lists in order, nothing else changed, nothing lost; and the one module that writes."""

import ast
import os
import re
import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import ROOT, copy_tiny, run
from valcli.editing import files, save
from valcli.editing.check import check
from valcli.editing.fix import Fixed, fix
from valcli.editing.load import read_facts
from valcli.editing.ordering import CannotMove, put_in_order
from valcli.editing.save import NotSaved

KNOWN = "names/known.yaml"
UNSORTED = """\
# Names, sorted.
# about zz
- name: zz
  brands: {us: [Zb, 'Za'], uk: [Same]}  # checked

# above mm
# and again
- name: mm
  also:
    - yy
    # above xx
    - xx  # behind xx
  note: >-
    A # that is no comment.
    - nor a record

- name: Aa
# end
"""
SORTED = """\
# Names, sorted.
# about zz
- name: Aa

# above mm
# and again
- name: mm
  also:
    # above xx
    - xx  # behind xx
    - yy
  note: >-
    A # that is no comment.
    - nor a record

- name: zz
  brands: {us: ['Za', Zb], uk: [Same]}  # checked
# end
"""


def content(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, with its bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_lines_move_with_what_belongs_to_them() -> None:
    """A record takes the comments right above it along, a word its quotes; comments at the top and empty lines stay."""
    made, lists = put_in_order(KNOWN, UNSORTED)
    assert made == SORTED
    assert lists == ["the records", "brands (us) of zz", "also of mm"]
    assert put_in_order(KNOWN, made) == (made, [])


@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_line_ends_are_kept(end: str) -> None:
    """A file of Windows stays one."""
    assert put_in_order(KNOWN, UNSORTED.replace("\n", end))[0] == SORTED.replace("\n", end)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("-\n  name: b\n- name: a\n# end\n", "the records: begin each item with '- ' on a line of its own"),
        (
            "- name: a\n  also: [c,  # why\n    b]\n# end\n",
            "also of a: a comment stands inside the brackets; put it above the list",
        ),
    ],
)
def test_what_can_not_be_moved_is_left(tmp_path: Path, text: str, message: str) -> None:
    """It is told, and the file stays as it is."""
    with pytest.raises(CannotMove, match=re.escape(message)):
        put_in_order(KNOWN, text)
    folder = copy_tiny(tmp_path / "facts")
    (folder / KNOWN).write_text(text)
    assert fix(folder) == [Fixed(f"facts/{KNOWN}", (), message)]
    assert (folder / KNOWN).read_text() == text


def test_report_of_a_fix(tmp_path: Path) -> None:
    """File by file what was done, then the check of what is there now; a second run has nothing to do."""
    folder = copy_tiny(tmp_path / "facts")
    before = run("check", "--facts", str(folder)).out
    scramble(folder)
    assert "L-order" in run("check", "--facts", str(folder)).out
    done = run("check", "--fix", "--facts", str(folder))
    assert done.out == "".join(f"facts/{line}\n" for line in DONE) + before
    assert (done.err, done.code) == ("", 65)  # for what the made-up facts say besides
    assert run("check", "--fix", "--facts", str(folder)).out == f"nothing to put in order\n{before}"
    assert run("check", "--fix", "--json", "--facts", str(folder)).json["fixed"] == []
    scramble(folder)
    form = run("check", "--fix", "--json", "--facts", str(folder)).json
    assert form["fixed"][0] == {"file": "facts/ids.yaml", "lists": ["published"], "refused": None}


DONE = [
    "ids.yaml: put in order: published",
    "interactions/alcohol.yaml: put in order: words of ix.alcohol, everyday of ix.alcohol",
    "interactions/opioids.yaml: put in order: members of ix.opioids",
    "names/known.yaml: put in order: the records",
    "names/products.yaml: put in order: the records",
    "sources.yaml: put in order: the records",
]


def scramble(folder: Path) -> None:
    """Put lists of the made-up facts out of order."""
    changes = (
        ("interactions/alcohol.yaml", "[beer, red wine, wine]", "[wine, beer, red wine]"),
        ("ids.yaml", "[box.old-stop, box.stop]", "[box.stop, box.old-stop]"),
        ("interactions/opioids.yaml", "members:\n", "members:\n  - substance: tramadol\n"),
    )
    for file, old, new in changes:
        path = folder / file
        path.write_text(path.read_text().replace(old, new))
    for file in ("names/known.yaml", "names/products.yaml", "sources.yaml"):
        path = folder / file
        first, *others = re.split(r"(?m)^(?=- )", path.read_text().removesuffix("# end\n"))[1:]
        path.write_text("".join([*others, first]) + "# end\n")


words = st.text("abcXYZ- ", min_size=1, max_size=6).map(str.strip).filter(lambda word: word and word[0] not in "-")
records = st.lists(st.tuples(words, st.lists(words, max_size=4), st.booleans(), st.booleans()), min_size=1, max_size=6)


@given(records)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_value_ever_changes(made: list[tuple[str, list[str], bool, bool]]) -> None:
    """Whatever names, comments and empty lines: every line is there still, in order, with nothing put in or taken out."""
    text = ""
    for name, also, remark, gap in made:
        text += f"# on {name}\n" * remark + f"- name: '{name}'\n"
        text += f"  also: {[*also]}\n" if also and not gap else ""
        text += "  also:\n" + "".join(f"    - '{word}'\n" for word in also) if also and gap else ""
        text += "\n" * gap
    text += "# end\n"
    after, _ = put_in_order(KNOWN, text)
    assert sorted(after) == sorted(text)
    # a list in brackets changes inside its line; of all others each line is what it was
    assert sorted(line for line in after.split("\n") if "[" not in line) == sorted(
        line for line in text.split("\n") if "[" not in line
    )
    assert put_in_order(KNOWN, after) == (after, [])
    lines = [line.removeprefix("- name: ").strip("'").casefold() for line in after.split("\n") if line.startswith("- name")]
    names = [" ".join(line.split()) for line in lines]  # two that differ in white space alone stand as they came
    assert names == sorted(names)


def test_decoded_facts_are_the_same(tmp_path: Path) -> None:
    """The records that are read before and after are the same, as sets; and then nothing is out of order."""
    folder = copy_tiny(tmp_path / "facts")
    scramble(folder)
    before = decoded(folder)
    fix(folder)
    assert decoded(folder) == before
    assert {item.rule for item in check(folder).problems}.isdisjoint({"L-order", "X2"})


def decoded(folder: Path) -> dict[str, object]:
    """What is read of a folder, with the order of records and of names taken away."""
    facts, _, _ = read_facts(folder, for_check=True)
    assert facts
    assert facts.ids
    lists = {
        name: getattr(facts, name)
        for name in ("sources", "claims", "glossary", "products", "known", "interactants", "suppressions")
    }
    made: dict[str, object] = {name: sorted(map(unordered, items)) for name, items in lists.items()}
    return made | {"ids": sorted(facts.ids.published)}


def unordered(thing: object) -> str:
    """A record in words, with the words of each list sorted."""
    return " ".join(sorted(re.findall(r"[\w'=-]+", repr(thing))))


def test_real_facts_are_in_order_already() -> None:
    """Whatever is sorted in this checkout stays byte for byte."""
    for path in sorted((ROOT / "facts").rglob("*.yaml")):
        text = path.read_bytes().decode()
        assert put_in_order(path.relative_to(ROOT / "facts").as_posix(), text) == (text, []), path.name


# --- what is written, and where


def test_no_folder_no_fix() -> None:
    """The facts that came with valcli are nobody's to change: a folder has to be named."""
    done = run("check", "--fix")
    assert (done.out, done.code) == ("", 2)
    assert done.err == "valcli: --fix writes to a folder of your own only: name it, as in valcli check --fix --facts facts\n"


def test_installed_facts_are_refused_by_name_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever names the folder of the package, or a link to it."""
    folder = copy_tiny(tmp_path / "facts")
    scramble(folder)
    before = content(folder)
    monkeypatch.setattr(files, "_PACKAGE", tmp_path)
    (tmp_path / "link").symlink_to(folder)
    for name in ("facts", "link"):
        done = run("check", "--fix", "--facts", str(tmp_path / name))
        assert (done.out, done.code) == ("", 2)
        assert done.err == "valcli: --fix does not write to the facts that came with valcli; copy the folder, and name the copy\n"
    assert content(folder) == before


def test_only_the_named_folder_is_written(tmp_path: Path) -> None:
    """A file or folder that is a link leads elsewhere: it is left, and told."""
    folder, outside = copy_tiny(tmp_path / "facts"), tmp_path / "outside"
    scramble(folder)
    outside.mkdir()
    (folder / "sources.yaml").rename(outside / "sources.yaml")
    (folder / "sources.yaml").symlink_to(outside / "sources.yaml")
    (folder / "names").rename(outside / "names")
    (folder / "names").symlink_to(outside / "names")
    before = content(outside)
    done = run("check", "--fix", "--facts", str(folder))
    assert "facts/sources.yaml: left as it is: it is a link to another place; mend it there\n" in done.out
    assert done.code == 65
    assert content(outside) == before
    assert (folder / "sources.yaml").is_symlink()


def test_rights_of_a_file_are_kept(tmp_path: Path) -> None:
    """Who could read and write it can still do so; no other file is touched, and none is left behind."""
    folder = copy_tiny(tmp_path / "facts")
    scramble(folder)
    path = folder / "sources.yaml"
    path.chmod(0o640)
    before, times = content(folder), {name: (folder / name).stat().st_mtime_ns for name in content(folder)}
    changed = {item.file.removeprefix("facts/") for item in fix(folder)}
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert set(content(folder)) == set(before)
    assert {name for name, time in times.items() if (folder / name).stat().st_mtime_ns != time} == changed


@pytest.mark.parametrize("call", ["fsync", "chmod", "replace"])
def test_nothing_is_lost_when_writing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    """A disk that is full, or an interruption, at each step: the old file is there, whole, and no other one."""
    folder = copy_tiny(tmp_path / "facts")
    scramble(folder)
    before = content(folder)

    def fails(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    place: object = os if call == "fsync" else Path
    monkeypatch.setattr(place, call, fails)
    done = run("check", "--fix", "--facts", str(folder))
    assert "facts/sources.yaml: left as it is: No space left on device\n" in done.out
    assert done.code == 65
    assert content(folder) == before


def test_an_interruption_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C between the writing and the name."""
    (tmp_path / "a.yaml").write_bytes(b"old")

    def stops(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", stops)
    with pytest.raises(KeyboardInterrupt):
        save.save(tmp_path, "a.yaml", b"old", b"new")
    assert content(tmp_path) == {"a.yaml": b"old"}


def test_what_somebody_else_saved_is_not_overwritten(tmp_path: Path) -> None:
    """The file is no longer the one that was read."""
    (tmp_path / "a.yaml").write_bytes(b"theirs")
    with pytest.raises(NotSaved, match="somebody changed it meanwhile"):
        save.save(tmp_path, "a.yaml", b"old", b"new")
    assert content(tmp_path) == {"a.yaml": b"theirs"}


def test_a_file_that_was_cut_is_left(tmp_path: Path) -> None:
    """What may have lost its end is not made to look whole."""
    folder = copy_tiny(tmp_path / "facts")
    scramble(folder)
    path = folder / "sources.yaml"
    path.write_text(path.read_text().removesuffix("# end\n"))
    before = path.read_bytes()
    assert "facts/sources.yaml" not in {item.file for item in fix(folder)}
    assert path.read_bytes() == before


WRITES = {"write_text", "write_bytes", "replace", "rename", "unlink", "mkstemp", "NamedTemporaryFile", "chmod", "mkdir", "touch"}
# what building a package writes, into a folder that the build gives
BUILDS = {"store/build.py"}


def test_one_module_writes() -> None:
    """No other part of the program changes a file, and nothing but `fix` calls that one."""
    source = ROOT / "src" / "valcli"
    found = set()
    for path in sorted(source.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and writes(node):
                found.add(path.relative_to(source).as_posix())
    assert found - BUILDS == {"editing/save.py"}


def writes(node: ast.Call) -> bool:
    """Whether a call changes files: a method of a path or of `os`, or `open` for writing."""
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name == "open":
        return any(isinstance(item, ast.Constant) and str(item.value)[:1] in "wax" for item in node.args[1:2])
    if name == "replace":  # that of a text has two arguments
        return len(node.args) == 1 and not node.keywords
    return name in WRITES
