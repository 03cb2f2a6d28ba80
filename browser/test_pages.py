"""Pages of `--format html` in a real browser: what they load, whether they can be read, how they print.

A session of its own (`nox -s browser`), because it needs Chromium. A tool that is missing fails by its name.
"""

import importlib
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from valcli import open_facts
from valcli.cli.run import run
from valcli.store import opening

# tools in Python, and the package that each comes in
TOOLS = {"playwright.sync_api": "playwright", "axe_playwright_python.sync_playwright": "axe-playwright-python"}
CHROMIUM = "chromium"  # of Debian; Playwright fetches no browser of its own
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--no-first-run")  # fmt: skip
PAPERS = ("A4", "Letter")
SIZES = {"size-0": 1.0, "size-1": 1.33, "size-2": 1.67}
MOST_PAGES = 2  # of the page to hand over, in the usual size, with up to four names
NAMES = ["wine", "percocet", "omeprazole", "zzz"]
LEAFLETS = {
    "no name": [],
    "usual": NAMES,
    "asked back": ["pregnant", "sleeping pill", "paxlovid", "night nurse"],
    "sedatives": ["surgery", "xanax", "cough syrup", "sertraline"],
    "twice": ["percocet", "co-codamol", "night nurse", "ibuprofen"],
    "mild": ["omeprazole", "sertraline", "ibuprofen", "amlodipine"],
    "long": ["levodopa", "oxcarbazepine", "chlordiazepoxide", "mavacamten"],
}
PAGES = {
    "leaflet": ["leaflet", *NAMES],
    "leaflet of one country": ["leaflet", *NAMES, "--country", "uk"],
    "names": ["interactions", *NAMES, "sleeping pill"],
    "listing": ["interactions"],
    "sections": ["info", "danger", "side-effects", "overdose"],
    "search": ["search", "can", "I", "drive"],
    "why": ["why", "ix.alcohol"],
    "sources": ["sources", "fda-valium"],
    "claims": ["claims", "dose"],
    "explain": ["explain"],
}


@pytest.fixture(scope="session", autouse=True)
def _facts() -> Iterator[None]:
    """The facts are read once for all pages."""
    patch = pytest.MonkeyPatch()
    base = open_facts()
    patch.setattr(opening, "open_facts", lambda _, **__: base)
    yield
    patch.undo()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium, driven by Playwright."""
    missing = [package for module, package in TOOLS.items() if not is_there(module)]
    path = shutil.which(CHROMIUM)
    if missing or not path:
        pytest.fail(f"missing: {', '.join([*missing, *([] if path else [f'the package {CHROMIUM} of the system'])])}")
    with importlib.import_module("playwright.sync_api").sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield started
        started.close()


def is_there(module: str) -> bool:
    """Whether a tool can be used."""
    try:
        importlib.import_module(module)
    except ImportError:
        return False
    return True


def written(*command: str, form: str = "html") -> str:
    return run([*command, "--format", form]).whole().decode()


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Any]:
    """Opens a page of the program from a file; a request for anything but that file fails the test."""
    contexts, asked = [], []

    def opener(text: str, **screen: Any) -> Any:
        file = tmp_path / "page.html"
        file.write_text(text)
        context = browser.new_context(**{"viewport": {"width": 800, "height": 900}, **screen})
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto(file.as_uri())
        return page

    yield opener
    for context in contexts:
        context.close()
    others = [url for url in asked if url != (tmp_path / "page.html").as_uri()]
    assert others == [], f"the page asks for {others}"


def is_cut(page: Any) -> bool:
    """Whether a reader has to scroll sideways, or text leaves its box."""
    return bool(
        page.evaluate(
            "() => document.documentElement.scrollWidth > window.innerWidth"
            " || [...document.querySelectorAll('main *, footer *')].some(e => e.getBoundingClientRect().right > innerWidth + 1)"
        )
    )


def violations(page: Any) -> list[str]:
    """What axe-core finds: contrast, headings, lists, names, landmarks."""
    axe = importlib.import_module("axe_playwright_python.sync_playwright").Axe()
    return [f"{one['id']}: {[node['html'][:80] for node in one['nodes']][:3]}" for one in axe.run(page).response["violations"]]


def printed(page: Any, paper: str) -> int:
    """On how many pages of paper it prints."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper, prefer_css_page_size=False)))


def words(said: str) -> list[str]:
    return re.findall(r"[^\W_]+", said)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(opened: Any, name: str, scheme: str) -> None:
    """Contrast and structure are right on a light and on a dark screen."""
    assert violations(opened(written(*PAGES[name]), color_scheme=scheme)) == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_cut(opened: Any, name: str) -> None:
    """At 320 pixels, and at 200 % zoom of a small window, in each size of print, nobody scrolls sideways."""
    page = opened(written(*PAGES[name]), viewport={"width": 320, "height": 640})
    for size in SIZES:
        page.locator(f"#{size}").check()
        assert not is_cut(page), size
    assert not is_cut(opened(written(*PAGES[name]), viewport={"width": 640, "height": 400}, device_scale_factor=2))


@pytest.mark.parametrize("name", PAGES)
def test_says_what_the_text_says(opened: Any, name: str) -> None:
    """The words that are seen are those of the text form, in its order; a page without a title of its own has one."""
    page = opened(written(*PAGES[name]))
    said, seen = words(written(*PAGES[name], form="text")), words(page.inner_text("main") + "\n" + page.inner_text("footer"))
    title = words(page.inner_text("h1"))
    assert seen[: len(title)] == title
    assert seen in (said, title + said)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("names", LEAFLETS.values(), ids=LEAFLETS)
def test_leaflet_prints_on_two_pages(opened: Any, names: list[str], paper: str) -> None:
    """With up to four names, in the usual size."""
    assert printed(opened(written("leaflet", *names)), paper) <= MOST_PAGES


def test_three_sizes_on_screen_and_paper(opened: Any) -> None:
    """The size that is chosen is that of the screen and of the paper, where the choice itself is not printed."""
    page = opened(written("leaflet", *NAMES))
    shown, pages = [], []
    for size in SIZES:
        page.locator(f"#{size}").check()
        shown.append(page.evaluate("parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)"))
        pages.append(printed(page, PAPERS[0]))
    assert [round(one / shown[0], 2) for one in shown] == list(SIZES.values())
    assert sorted(set(pages)) == pages
    page.emulate_media(media="print")
    assert not page.is_visible("fieldset")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_is_white(opened: Any, scheme: str) -> None:
    """Who reads on a dark screen prints dark letters on white paper."""
    page = opened(written("leaflet", *NAMES), color_scheme=scheme)
    page.emulate_media(media="print", color_scheme=scheme)
    colours = "[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]"
    assert page.evaluate(colours) == ["rgb(27, 31, 36)", "rgb(255, 255, 255)"]


def test_levels_differ_without_colour(opened: Any) -> None:
    """Each level has a shape of its own beside its word."""
    page = opened(written("interactions"))
    shapes = page.evaluate(
        "[...document.querySelectorAll('h2 .level')].map(e => [e.className, e.querySelector('svg').innerHTML])"
    )
    by_level = dict(shapes)
    assert len(by_level) == len(set(by_level.values())) == 4


# a page with one fault, and what finds it
FAULTS = {
    "request": '<img src="http://127.0.0.1:9/x.png" alt="x">',
    "contrast": '<p style="color:#bbb;background:#fff">faint</p>',
    "level left out": "<h4>too deep</h4>",
    "too wide": '<p style="width:900px">wide</p>',
}


@pytest.mark.parametrize("fault", ["contrast", "level left out"])
def test_axe_can_find(opened: Any, fault: str) -> None:
    """A page with a fault is found out."""
    assert violations(opened(written("leaflet").replace("</h1>", f"</h1>{FAULTS[fault]}")))


def test_cut_text_is_seen(opened: Any) -> None:
    """A line that is too wide is found out."""
    page = written("leaflet").replace("</main>", f"{FAULTS['too wide']}</main>")
    assert is_cut(opened(page, viewport={"width": 320, "height": 640}))


def test_a_request_is_seen_and_refused(browser: Any, tmp_path: Path) -> None:
    """Whatever got into a page, the browser is told to load nothing; that it tried is seen."""
    (tmp_path / "page.html").write_text(written("leaflet").replace("</main>", f"{FAULTS['request']}</main>"))
    page = browser.new_page()
    refused: list[tuple[str, str]] = []
    page.on("requestfailed", lambda request: refused.append((request.url, request.failure)))
    page.goto((tmp_path / "page.html").as_uri())
    page.close()
    assert refused == [("http://127.0.0.1:9/x.png", "csp")]


def test_many_names_need_more_paper(opened: Any) -> None:
    """The count of pages is one that can be too high."""
    assert printed(opened(written("leaflet", *LEAFLETS["long"], *LEAFLETS["sedatives"], *LEAFLETS["usual"])), "A4") > MOST_PAGES
