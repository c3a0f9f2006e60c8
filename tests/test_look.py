"""How the site looks in a real browser: for everyone, on every width, in both colours."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Response, ViewportSize, expect

from browsers import fresh_page, kept_window

AXE = Path(__file__).parent / "vendor" / "axe-core"
PRACTICE = "practices/zhi-bu-jian-zai-ye-wei-hui-shang/"
FIGURES = "browse/figures/"
DESKTOP, PHONE = (1280, 900), (390, 844)
TARGET = 44
SHIFT = 0.01
LAYOUT_SHIFT = """() => new Promise(done => {
    let sum = 0;
    new PerformanceObserver(list => list.getEntries().forEach(e => { sum += e.value; }))
        .observe({type: 'layout-shift', buffered: true});
    setTimeout(() => done(sum), 300);
})"""
HEIGHTS = "parts => parts.map(part => part.getBoundingClientRect().height)"
FIRST_VISIT, ONE_PRACTICE = 150 * 1024, 10 * 1024
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# What depends on colours alone; everything else is the same in the dark.
COLOUR_RULES = ("color-contrast", "link-in-text-block")
RUN_AXE = """async only => (await axe.run(document, {runOnly: only, resultTypes: ['violations'], preload: false,
    rules: {'label-content-name-mismatch': {enabled: true}}})).violations
    .map(v => v.id + ' ' + v.help + ' ' + v.nodes.map(n => n.html.slice(0, 120)).join(' | '))"""


OPEN_ALL = """pressed => {
    document.querySelectorAll('details').forEach(part => { part.open = true; });
    [...document.querySelectorAll(pressed)].slice(-6).forEach(button => button.click());
}"""


@pytest.fixture(scope="module")
def phone_window(browser: Browser) -> Iterator[BrowserContext]:
    """Return a window as wide as a phone."""
    with kept_window(browser.new_context(viewport=size(PHONE), has_touch=True, locale="zh-CN")) as window:
        yield window


@pytest.fixture
def phone(phone_window: BrowserContext) -> Iterator[Page]:
    """Return a fresh page as wide as a phone."""
    with fresh_page(phone_window) as fresh:
        yield fresh


def size(width_height: tuple[int, int]) -> ViewportSize:
    return ViewportSize(width=width_height[0], height=width_height[1])


def sideways(page: Page) -> int:
    """Return by how many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


def load_axe(page: Page) -> None:
    locale = json.loads((AXE / "zh_CN.json").read_text(encoding="utf-8"))
    page.evaluate((AXE / "axe.min.js").read_text(encoding="utf-8"))
    page.evaluate("locale => axe.configure({locale})", locale)


def axe_finds(page: Page, where: tuple[int, int]) -> Iterator[str]:
    page.set_viewport_size(size(where))
    for scheme, only in (
        ("light", {"type": "tag", "values": TAGS}),
        ("dark", {"type": "rule", "values": COLOUR_RULES}),
    ):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        for problem in page.evaluate(RUN_AXE, only):
            yield f"{page.url} {where[0]} {scheme}: {problem}"


@pytest.mark.parametrize("where", [DESKTOP, PHONE])
def test_axe_finds_nothing_on_any_kind_of_page_in_both_colours(
    page: Page, server: str, kinds: dict[str, str], where: tuple[int, int]
) -> None:
    problems: list[str] = []
    for address in kinds.values():
        page.goto(server + address)
        load_axe(page)
        problems += axe_finds(page, where)
    assert problems == []


def test_axe_finds_nothing_where_all_is_open_and_ticked(page: Page, server: str, kinds: dict[str, str]) -> None:
    problems: list[str] = []
    for address, pressed in (
        ("", ".cb-tick input"),
        (kinds["longest"], ".cb-figure-tools > *, .cb-report, .cb-page-tools > *"),
    ):
        page.goto(server + address)
        load_axe(page)
        page.locator(pressed).last.wait_for()
        page.evaluate(OPEN_ALL, pressed)
        problems += axe_finds(page, DESKTOP)
    assert problems == []


def test_no_page_asks_another_host_or_complains(page: Page, server: str, kinds: dict[str, str]) -> None:
    asked: set[str] = set()
    said: list[str] = []
    page.on("request", lambda request: asked.add(request.url))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    for kind, address in kinds.items():
        page.goto(server + address)
        if kind == "404":
            said = [text for text in said if "status of 404" not in text]
    assert [url for url in sorted(asked) if not url.startswith(server) and not url.startswith("data:")] == []
    assert said == []


@pytest.mark.parametrize("letters", ["standard", "larger"])
def test_no_page_scrolls_sideways_on_a_phone(phone: Page, server: str, kinds: dict[str, str], letters: str) -> None:
    phone.add_init_script(f"localStorage.setItem('cb-size', '{letters}')")
    wide = []
    for address in kinds.values():
        phone.goto(server + address)
        wide += [address] if sideways(phone) > 0 else []
    assert wide == []


def test_no_page_scrolls_sideways_at_twice_the_size(page: Page, server: str, kinds: dict[str, str]) -> None:
    page.set_viewport_size({"width": 640, "height": 450})
    wide = []
    for address in kinds.values():
        page.goto(server + address)
        wide += [address] if sideways(page) > 0 else []
    assert wide == []


def test_titles_are_unique_and_every_page_describes_itself(built_site: Path) -> None:
    sources = [p.read_text(encoding="utf-8") for p in built_site.rglob("index.html")]
    pages = [source for source in sources if "data-moved-to" not in source]
    titles = Counter(re.findall(r"<title>(.*?)</title>", "".join(pages)))
    assert [title for title, times in titles.items() if times > 1] == []
    assert sum(titles.values()) == len(pages)
    assert [
        source[:200] for source in pages if not re.search(r'<meta name="description" content="[^"]{6,}"', source)
    ] == []


def weight(response: Response) -> dict[str, int]:
    """Return what is sent with gzip; nothing for what the browser has already."""
    return {response.url: len(gzip.compress(response.body(), 6))} if response.status == HTTPStatus.OK else {}


def test_a_first_visit_and_each_practice_page_are_light(page: Page, server: str, built_site: Path) -> None:
    got: dict[str, int] = {}
    page.on("response", lambda response: got.update(weight(response)))
    for address in ("", PRACTICE):
        page.goto(server + address, wait_until="networkidle")
    assert sum(got.values()) <= FIRST_VISIT, got
    pages = built_site.glob("practices/*/index.html")
    assert [p.parent.name for p in pages if len(gzip.compress(p.read_bytes(), 9)) > ONE_PRACTICE] == []


def test_nothing_jumps_while_a_page_loads(page: Page, phone: Page, server: str, kinds: dict[str, str]) -> None:
    jumping = []
    for view in (page, phone):
        for address in (kinds["practice"], kinds["home"], FIGURES, "browse/pinyin/"):
            view.goto(server + address)
            shift = view.evaluate(LAYOUT_SHIFT)
            jumping += [f"{address} {shift}"] if shift > SHIFT else []
    assert jumping == []


@pytest.mark.parametrize(
    "name", ["lou-dong-zhang", "zhi-bu-jian-zai-ye-wei-hui-shang", "liu-ji-ji-ceng-zu-zhi-jia-gou"]
)
def test_a_phone_shows_what_where_how_far_and_with_which_result_before_the_first_scroll(
    phone: Page, server: str, name: str
) -> None:
    phone.goto(f"{server}practices/{name}/")
    for part in (
        phone.locator(".cb-lead"),
        phone.locator(".cb-glance > p", has_text="在哪里做"),
        phone.locator(".cb-key-figures li").first,
    ):
        assert bottom(part) <= PHONE[1]


def bottom(part: Locator) -> float:
    box = part.bounding_box()
    assert box is not None
    return box["y"] + box["height"]


def test_what_is_touched_on_a_phone_is_large_enough(phone: Page, server: str) -> None:
    small = []
    for address, css in (
        ("", ".cb-header button:visible"),
        ("browse/pinyin/", ".cb-letters a"),
        ("browse/pinyin/", ".cb-names li"),
        ("browse/places/", ".cb-tree a"),
        ("browse/problems/", ".cb-shelves a"),
        ("browse/", ".cb-overview td a"),
        (PRACTICE, ".cb-figure-tools > *"),
        (PRACTICE, ".cb-page-tools > *"),
        (FIGURES, ".cb-filters-open"),
        (f"{FIGURES}?nature=评价", ".cb-filters.cb-open select"),
        (FIGURES, ".cb-row-open"),
        ("practices/", ".cb-tick"),
        ("compare/?ids=lou-dong-zhang,lou-zu-zhang", ".cb-compare button"),
    ):
        phone.goto(server + address)
        if "cb-open" in css:
            phone.locator(".cb-filters-open").click()
        heights = phone.locator(css).evaluate_all(HEIGHTS)
        assert heights, css
        small += [f"{address} {css}" for height in heights[:40] if height < TARGET]
    assert small == []


def test_a_long_name_wraps_beside_its_tick_and_leaves_no_empty_line(phone: Page, server: str) -> None:
    phone.goto(server + "practices/")
    cards = phone.locator(".cb-cards > ul > li")
    expect(cards.locator(".cb-tick").first).to_be_visible()
    gaps = cards.evaluate_all(
        "cards => cards.map(c => c.querySelector('a').offsetTop - c.querySelector('.cb-tick').offsetTop)"
    )
    assert max(gaps) < 10


def test_the_menu_of_a_phone_opens_and_closes_by_keyboard(phone: Page, server: str) -> None:
    phone.goto(server + PRACTICE)
    button, nav = phone.get_by_role("button", name="菜单"), phone.get_by_role("navigation", name="主导航")
    expect(nav).to_be_hidden()
    button.press("Enter")
    expect(nav).to_be_visible()
    expect(button).to_have_attribute("aria-expanded", "true")
    phone.keyboard.press("Escape")
    expect(nav).to_be_hidden()
    expect(button).to_be_focused()


def test_without_scripts_the_menu_stands_open(browser: Browser, server: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=size(PHONE))
    page = context.new_page()
    page.goto(server + PRACTICE)
    expect(page.get_by_role("navigation", name="主导航")).to_be_visible()
    expect(page.get_by_role("button", name="菜单")).to_be_hidden()
    context.close()


def test_the_first_key_jumps_to_the_text(page: Page, server: str) -> None:
    page.goto(server + PRACTICE)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_paper_shows_the_text_without_the_frame(page: Page, server: str) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(server + PRACTICE)
    for css in (".cb-header", ".cb-toc", ".cb-crumbs", '.cb-text a[href*=":~:"] >> nth=0'):
        expect(page.locator(css)).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
