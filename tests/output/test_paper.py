"""Markdown and HTML, whole on made-up facts; what was typed is text in both, and their words are those of the text form."""

import re
import string
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from conftest import DATA, run
from valcli.answers import interactions as answers_interactions
from valcli.answers.leaflet import leaflet
from valcli.output import html, markdown
from valcli.output.formats import FORMATS
from valcli.output.look import Look
from valcli.output.page.document import Bullet, Heading, Labelled, Paragraph, Reference, Span, Table, text
from valcli.output.page.marks import marked
from valcli.output.page.outline import Levelled, outlined
from valcli.output.page.records import share_role
from valcli.output.signs import people
from valcli.store import opening
from valcli.store.fact_base import FactBase

EVERY = {
    "info": ["info"],
    "info-section": ["info", "dosing", "--clinical"],
    "info-list": ["info", "--list"],
    "interactions": ["interactions"],
    "names": ["interactions", "wine", "codomol", "<b>*x*</b>", "night pill", "guaifenesin and zzz"],
    "leaflet": ["leaflet"],
    "leaflet-names": ["leaflet", "wine", "codomol", "<b>*x*</b>", "night pill", "guaifenesin and zzz"],
    "leaflet-uk": ["leaflet", "methadone", "--country", "uk"],
    "search": ["search", "sleepy"],
    "search-none": ["search", "qqqq"],
    "why": ["why", "se.sleepy"],
    "why-pair": ["why", "ix.alcohol"],
    "why-none": ["why", "box.nothing"],
    "sources": ["sources"],
    "source": ["sources", "label-us", "nothing"],
    "claims": ["claims"],
    "explain": ["explain"],
}
HOSTILE = ["<script>alert(1)</script>", "</style><img src=x onerror=y>", "&amp; & &#60;", "[x](y)", "![x](y)", "**b**",
           "_i_ `c` ~~s~~", "# h", "1. one", "- item", "+ item", "> quote", "===", "---", "    code", "<!-- x", "a\\b", "x|y",
           "\"'", "`" * 3]  # fmt: skip


@pytest.fixture(autouse=True)
def _read_once(tiny_base: FactBase, monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands of this module answer from the made-up facts, which are read once."""
    monkeypatch.setattr(opening, "open_facts", lambda _, **__: tiny_base)


class Page(HTMLParser):
    """The elements of a page, and the words that a reader sees in its main part."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.seen: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element, and that it is open."""
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "input", "path", "circle", "rect") and not self.get_starttag_text().endswith("/>"):  # type: ignore[union-attr]
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """What is closed is what was opened last."""
        if tag in ("path", "circle", "rect"):
            return
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note words that are seen."""
        if "main" in self.open or "footer" in self.open:
            self.seen.append(data)

    @property
    def headings(self) -> list[int]:
        """The levels of the headings, in their order."""
        return [int(tag[1]) for tag, _ in self.tags if re.fullmatch(r"h[1-6]", tag)]


def words(shown: str) -> list[str]:
    """What is said, without the signs that a form adds: colons of labels, marks of items, lines to write on."""
    return re.findall(r"[^\W_]+", shown)


def of_markdown(page: str) -> list[str]:
    """The words that a reader of CommonMark sees; nothing in the page is HTML, a link or an image."""
    seen: list[str] = []
    for token in MarkdownIt("commonmark").parse(page):
        assert token.type not in ("html_block", "code_block", "fence", "hr", "blockquote_open", "ordered_list_open"), token
        for inner in token.children or ():
            assert inner.type in ("text", "softbreak", "strong_open", "strong_close", "text_special"), inner
            seen.append(inner.content if inner.content else "\n" if inner.type == "softbreak" else "")
        seen.append("\n")
    return words("".join(seen))


def without_title(found: list[str], title: str) -> list[str]:
    """A document has a title also where the screen has none."""
    lead = words(title)
    return found[len(lead) :] if found[: len(lead)] == lead else found


@pytest.mark.parametrize("page", ["<b>x</b>", "> x", "[x](y)", "1. x", "    x", "`x`", "***"])
def test_markup_of_others_is_seen(page: str) -> None:
    """What these tests read pages with refuses what must not stand in one."""
    with pytest.raises(AssertionError):
        of_markdown(page)


@pytest.mark.parametrize("page", ["<main><p></main>", "<ul><li></ul></li>"])
def test_unsound_html_is_seen(page: str) -> None:
    """Elements that are not closed in their order are refused."""
    with pytest.raises(AssertionError):
        Page(page)


@pytest.mark.parametrize("name", EVERY)
def test_words_are_those_of_the_text(name: str) -> None:
    """Nothing is lost and nothing is added, in Markdown as a real reader of it sees it, and in HTML."""
    command = EVERY[name]
    said = without_title(words(run(*command).out), "Calmazin (Tranquo)")
    made = {form: run(*command, "-f", form).out for form in ("markdown", "html")}
    assert without_title(of_markdown(made["markdown"]), "Calmazin (Tranquo)") == said
    assert without_title(words("".join(Page(made["html"]).seen)), "Calmazin (Tranquo)") == said


@pytest.mark.parametrize("name", EVERY)
def test_html_is_one_sound_page(name: str) -> None:
    """One title, no level of a heading left out, nothing that is run, loaded or leads away; every link has its place."""
    out = run(*EVERY[name], "-f", "html").out
    page = Page(out)
    assert page.open == []
    levels = page.headings
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    for tag, attrs in page.tags:
        assert tag not in ("script", "link", "img", "iframe", "object", "embed", "base", "form", "style ")
        assert not {name for name in attrs if name.startswith("on") or name in ("src", "style", "srcset", "action")}
        if "href" in attrs:
            assert (attrs["href"] or "").removeprefix("#") in ids
    assert not re.search(r"@import|url\((?!#)|//[a-z]", out.partition("<main>")[0])
    assert dict(page.tags)["html"] == {"lang": "en"}
    assert [tag for tag, _ in page.tags if tag in ("header", "main", "footer")] == ["header", "main", "footer"]


@pytest.mark.parametrize("name", EVERY)
def test_markdown_headings_leave_no_level_out(name: str) -> None:
    """The same levels as in HTML."""
    command = EVERY[name]
    tokens = MarkdownIt("commonmark").parse(run(*command, "-f", "markdown").out)
    levels = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
    assert levels == Page(run(*command, "-f", "html").out).headings


@pytest.mark.parametrize("command", ["interactions", "leaflet"])
@pytest.mark.parametrize("typed", HOSTILE)
def test_what_was_typed_is_text(command: str, typed: str) -> None:
    """No sign in a name becomes markup, in either form."""
    for form in ("html", "markdown"):
        out = run(command, "-f", form, "--", "wine", typed).out
        seen = words("".join(Page(out).seen)) if form == "html" else of_markdown(out)
        assert " ".join(words(typed)) in " ".join(seen)


@given(st.text(st.sampled_from(string.punctuation + string.digits + "ab \u00e9\u200b"), min_size=1, max_size=12))
def test_any_name_is_text(tiny_base: FactBase, typed: str) -> None:
    """Whatever signs a name is made of, both forms show the words of the text form."""
    if not typed.strip():
        return
    answer = answers_interactions.interactions(tiny_base, [typed], "all")
    said = words(FORMATS["text"](answer, Look()))
    assert without_title(of_markdown(FORMATS["markdown"](answer, Look())), "Calmazin (Tranquo)") == said
    assert without_title(words("".join(Page(FORMATS["html"](answer, Look())).seen)), "Calmazin (Tranquo)") == said


@pytest.mark.parametrize(("form", "end"), [("markdown", "md"), ("html", "html"), ("text", "txt"), ("json", "json")])
def test_leaflet_whole(form: str, end: str, request: pytest.FixtureRequest) -> None:
    """The page to hand over, to the letter."""
    names = ["wine", "codomol", "<b>x", "night pill", "guaifenesin and zzz"]
    out = run("leaflet", *names, "-f", form).out
    path = DATA / "paper" / f"leaflet.{end}"
    if request.config.getoption("--update-snapshots"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(out)
    assert out == path.read_text()


def test_what_was_not_answered_stands_above_every_level(tiny_base: FactBase) -> None:
    """A name that was not checked is read first; on the page of one country its number alone is told."""
    out = FORMATS["text"](leaflet(tiny_base, ["wine", "zzz"], "uk"), Look())
    assert out.index("Not recognised: zzz.") < out.index("Avoid together")
    body = out.rpartition("Facts 1.2.3")[0]
    assert "Call 999 now." in body
    assert "911" not in body


@pytest.mark.parametrize(
    ("names", "code"), [([], 0), (["wine"], 0), (["wine", "zzz"], 1), (["night pill"], 1), ([" "], 2), (["-"], 2)]
)
def test_leaflet_ends_as_interactions_do(names: list[str], code: int) -> None:
    """1 when a name was not answered, 2 for an empty name or a stream; `--fail-on` is no option of it."""
    assert run("leaflet", *names).code == code
    assert run("leaflet", "wine", "--fail-on", "avoid").code == 2


@pytest.mark.parametrize("form", ["markdown", "html", "json"])
def test_no_stream_in_a_page(form: str) -> None:
    """A list whose end nobody knows is no page."""
    done = run("interactions", "-", "-f", form)
    assert (done.out, done.code) == ("", 2)
    assert f"can't be printed as {form}" in done.err


def test_one_title_and_no_level_left_out() -> None:
    """Headings of any depths become levels of a document; a page without a title of its own gets one."""
    deep = [Heading((Span(name),), depth) for name, depth in (("a", 1), ("b", 3), ("c", 1), ("d", 2))]
    assert [level for _, level in outlined(deep, "T")] == [1, 2, 3, 2, 3]
    assert [level for _, level in outlined(deep[:2], "T")] == [1, 2]
    assert [level for _, level in outlined([Paragraph((Span("x"),))], "T")] == [1, 0]


@pytest.mark.parametrize(
    ("figure", "role"),
    [
        ("more than 1 in 10 people", "share.1.1.10"),
        ("about 2 to 5 in 100 people in trials", "share.2.5.100"),
        ("23 in 100 people", "share.23.23.100"),
        ("1 to 10 in 1,000 people", ""),
        ("fewer than 1 in 100,000", ""),
        ("often", ""),
    ],
)
def test_of_how_many_people(figure: str, role: str) -> None:
    """A row is drawn for ten or a hundred people, never for more: it would show something else."""
    assert share_role(figure) == role


def test_as_many_people_as_the_figure_says() -> None:
    """The widths of the pieces are the people: those who have it, those who may, the others."""
    drawn = people("share.2.30.100", "2 to 30 in 100")
    counts = dict.fromkeys(("has", "may", "not"), 0)
    for width, kind in re.findall(r'width="(\d+)" height="18" fill="url\(#(\w+)\)"', drawn):
        counts[kind] += int(width) // 10
    assert counts == {"has": 2, "may": 28, "not": 70}
    assert 'role="img" aria-label="2 to 30 in 100"' in drawn


def test_figures_stand_in_every_page() -> None:
    """How often stands beside its word with its source, also where a picture shows it."""
    for form in ("text", "markdown", "html"):
        out = run("info", "side-effects", "-f", form).out
        assert "Common: more than 1 in 100 (UK, tablet)" in out
    assert 'aria-label="Common: more than 1 in 100 (UK, tablet)"' in out


def test_levels_differ_without_colour() -> None:
    """On a terminal a sign stands before each level; other words have none."""
    made = [marked(Bullet(text(Span("Level", f"strictness.{place}"), ": x"))) for place in range(5)]
    assert [block.spans[0].text for block in made if isinstance(block, Bullet)] == [
        "[!!!] Level",
        "[!!] Level",
        "[!] Level",
        "[ ] Level",
        "[ ] Level",
    ]
    table = Table(((text(Span("Level", "strictness.0")), text("x")),))
    assert marked(table) == Table(((text(Span("[!!!] Level", "strictness.0")), text("x")),))
    for block in (Labelled("a", text("b")), Reference("[1]", text("c"))):
        assert marked(block) == block


def test_signs_only_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe and a screen reader get the words alone."""
    from valcli.cli import terminal

    assert terminal.look({}, terminal=True, clinical=False).marks
    assert not terminal.look({}, terminal=False, clinical=False).marks
    assert not terminal.look({"VALCLI_ACCESSIBLE": "1"}, terminal=True, clinical=False).marks
    assert "[!!!]" not in run("interactions", "wine").out
    monkeypatch.setattr("valcli.stdout.is_terminal", lambda _=1: True)
    assert run("interactions", "wine").out.replace("\x1b[1;37;41m", "").startswith("[!!!] Avoid together")


def test_rows_are_headed_by_their_thing() -> None:
    """In HTML a row has a heading for a screen reader; Markdown without tables has a line for each row."""
    table = Table(((text(Span("Avoid", "strictness.0")), text(Span("<wine>", "label")), text("Do not drink.")),))
    rows = "".join(html._Body([Levelled(table, 0)]).lines())
    assert re.sub(r"<svg.*?</svg>", "", rows) == (
        '<table><tr><td><span class="strictness-0 level">Avoid</span></td>'
        ' <th scope="row"><strong class="label">&lt;wine&gt;</strong></th> <td>Do not drink.</td></tr></table>'
    )
    assert markdown._line(table, 0) == "- **Avoid**: **\\<wine\\>**: Do not drink."
