"""The search box: by keyboard, by touch, during composition, for screen readers, from a disk, without scripts."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from casebook.catalog import Catalog
from casebook.publishing.offline import make_offline
from results_page import opened

BOX = "#cb-search-input"
OPTION = '#cb-search-list [role="option"]'
PRACTICE = "practices/lou-dong-zhang/"
AXE = (Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
VIOLATIONS = "async () => (await axe.run()).violations.map(v => [v.id, v.nodes[0].html])"


@pytest.fixture
def box(page: Page, server: str) -> Page:
    """Return a practice's page, its box focused by `/`."""
    page.goto(f"{server}practices/cai-ban-fen-li/")
    page.keyboard.press("/")
    expect(page.locator(BOX)).to_be_focused()
    return page


def test_arrows_move_and_enter_goes(box: Page, server: str) -> None:
    box.keyboard.type("loudongzhang")
    expect(box.locator(OPTION).first).to_contain_text("楼栋长")
    box.keyboard.press("ArrowDown")
    first = box.locator(OPTION).first
    expect(first).to_have_attribute("aria-selected", "true")
    assert box.get_attribute(BOX, "aria-activedescendant") == first.get_attribute("id")
    box.keyboard.press("ArrowUp")
    assert box.get_attribute(BOX, "aria-activedescendant") is None
    box.keyboard.press("ArrowDown")
    box.keyboard.press("Enter")
    box.wait_for_url(f"{server}{PRACTICE}")


def test_escape_closes_then_empties(box: Page) -> None:
    box.keyboard.type("楼栋长")
    expect(box.locator(BOX)).to_have_attribute("aria-expanded", "true")
    box.keyboard.press("Escape")
    expect(box.locator(BOX)).to_have_attribute("aria-expanded", "false")
    expect(box.locator(BOX)).to_have_value("楼栋长")
    box.keyboard.press("Escape")
    expect(box.locator(BOX)).to_have_value("")


def test_enter_without_a_choice_shows_all_results(box: Page, server: str) -> None:
    box.keyboard.type("楼栋长")
    expect(box.locator(OPTION).first).to_be_visible()
    box.keyboard.press("Enter")
    box.wait_for_url(f"{server}search/?q=*")
    expect(box.locator('[data-search="done"] [data-practice]').first).to_have_attribute(
        "data-practice", "lou-dong-zhang"
    )


def test_results_follow_uncommitted_pinyin_and_enter_commits_it(box: Page) -> None:
    composing = box.context.new_cdp_session(box)
    for text in ("l", "lou", "lou'd", "lou'dong"):
        composing.send(
            "Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)}
        )
    expect(box.locator(OPTION).first).to_contain_text("楼栋长")
    here = box.url
    box.dispatch_event(BOX, "keydown", {"key": "Enter", "isComposing": True, "keyCode": 229})
    assert box.url == here
    composing.send("Input.insertText", {"text": "楼栋"})
    expect(box.locator(OPTION).first).to_contain_text("楼栋长")


def test_tells_why_and_marks_what_it_met(box: Page) -> None:
    box.fill(BOX, "老人食堂")
    first = box.locator(OPTION).first
    expect(first).to_contain_text("长者饭堂")
    expect(first.locator(".cb-hit-why")).to_contain_text("也说：老人食堂")
    expect(first.locator("mark")).to_have_text("老人食堂")
    box.fill(BOX, "楼栋")
    expect(box.locator(OPTION).first.locator("mark").first).to_have_text("楼栋")


def test_a_figure_leads_to_its_anchor(box: Page, server: str) -> None:
    box.fill(BOX, "10.7万")
    expect(box.locator(OPTION).first).to_contain_text("10.7万多宗")
    box.locator(OPTION).first.click()
    box.wait_for_url(f"{server}practices/min-sheng-da-guan-jia/#*")
    key = box.url.rpartition("#")[2]
    expect(box.locator(f"#{key}")).to_contain_text("10.7")


@pytest.mark.parametrize(
    "number", ["云民函48号", "云民函〔2020〕48号", "云民函[2020]48号", "云民函(2020) 48 号", "〔2020〕48"]
)
def test_a_document_number_in_any_brackets_leads_to_the_document(box: Page, number: str) -> None:
    box.fill(BOX, number)
    expect(box.locator(f'{OPTION}[href$="browse/documents/baiyun-mzj-2020-48/"]')).to_have_count(1)


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("20230071", "browse/documents/dongguan-2023-20230071/"),
        ("云城街", "browse/places/440111016/"),
        ("白云", "browse/places/440111/"),
        ("网格化", "browse/themes/wang-ge-hua/"),
        ("物业纠纷", "browse/problems/wu-ye-jiu-fen/"),
    ],
)
def test_values_of_indexes_follow_the_practices(box: Page, query: str, address: str) -> None:
    box.fill(BOX, query)
    expect(box.locator(f'{OPTION}[href$="{address}"]')).to_have_count(1)


def test_at_most_eight_are_suggested_each_with_what_it_is(page: Page, server: str) -> None:
    page.goto(f"{server}practices/cai-ban-fen-li/")
    kinds = {"做法", "数据", "主题", "问题", "地方", "文件", "类型", "阶段", "单位", "政策", "易混词", "课程"}
    for typed in (
        "社区",
        "白云区",
        "网格",
        "云民函〔2020〕48号",
        "白云区网格员有多少名",
        "有多少综合网格",
        "楼",
        "业委会选不出来怎么办",
        "老旧小区无物业",
    ):
        page.fill(BOX, typed)
        expect(page.locator(".cb-hit-all")).to_have_attribute("href", f"{server}search/?q={quote(typed)}")
        said = page.locator(OPTION).evaluate_all(
            "all => all.map(one => (one.querySelector('.cb-hit-facet') || one).textContent)"
        )
        assert 1 < len(said) <= 8
        ways = page.locator(OPTION).evaluate_all("all => all.map(one => one.getAttribute('href')).filter(Boolean)")
        assert len(ways) == len(set(ways)), typed
        assert set(said) - kinds <= {"看全部结果", "没有做法对得上全部字词，看相近的", "复制这句话", "复制这 2 句话"}, (
            typed
        )


def test_nothing_found_offers_near_names_and_a_way_to_add(page: Page, server: str) -> None:
    page.goto(f"{server}search/?q=zzqqxx")
    nothing = page.locator("[data-no-results]")
    expect(nothing).to_contain_text("没有找到“zzqqxx”")
    expect(nothing.locator('a[href*="contribute/"]')).to_have_attribute("href", f"{server}contribute/?name=zzqqxx")


def test_a_screen_reader_hears_how_many(box: Page) -> None:
    box.fill(BOX, "楼栋长")
    expect(box.locator('.cb-search [role="status"]')).to_contain_text("项做法")


def test_an_option_can_be_touched(browser: Browser, server: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{server}practices/cai-ban-fen-li/")
    page.locator(BOX).tap()
    page.keyboard.type("ldz")
    page.locator(OPTION).first.tap()
    page.wait_for_url(f"{server}{PRACTICE}")
    context.close()


def test_record_text_stays_text(box: Page) -> None:
    box.fill(BOX, '<img src=x onerror="document.title=1">')
    expect(box.locator(OPTION).last).to_be_visible()
    assert box.locator("#cb-search-list img").count() == 0


def test_works_from_a_disk(browser: Browser, built_site: Path, catalog: Catalog, tmp_path: Path) -> None:
    folder = tmp_path / "offline"
    make_offline(built_site, folder, catalog.build_date)
    context = browser.new_context()
    page = context.new_page()
    page.goto((folder / "search" / "index.html").as_uri() + "?q=樓棟長")
    first = page.locator('[data-search="done"] [data-practice]').first
    expect(first).to_have_attribute("data-practice", "lou-dong-zhang")
    page.locator(".cb-result-name").first.click()
    page.wait_for_url("**/lou-dong-zhang/index.html")
    context.close()


def test_without_scripts_the_box_leads_to_the_pinyin_index(browser: Browser, server: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server}{PRACTICE}")
    page.locator(".cb-search-button").click()
    assert page.url.startswith(f"{server}browse/pinyin/")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_in_the_open_filters_the_answers_and_the_open_box(
    browser: Browser, server: str, width: int, scheme: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{server}search/?q=白云区网格员有多少名&theme=wang-ge-hua")
    page.wait_for_selector('[data-search="done"] [data-answer]')
    if width < 1024:
        page.locator(".cb-sheet-open").click()
    opened(page, "problem")
    expect(page.locator('details[data-filter="problem"] input').first).to_be_visible()
    page.evaluate(AXE)
    assert page.evaluate(VIOLATIONS) == []
    page.keyboard.press("Escape")
    page.fill(BOX, "有多少楼组长")
    expect(page.locator(OPTION).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    assert page.evaluate(VIOLATIONS) == []
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    context.close()
