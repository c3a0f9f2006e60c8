"""Using the results page: by keyboard, on phones, back and forth, and what it says where little or nothing fits."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from casebook.saying.site import Site
from results_page import DONE, ROWS, shown

PHONE = {"width": 390, "height": 844}
SMALL = {"width": 360, "height": 640}
ACTIVE = "document.activeElement"
# Where the 31st row stands in the window, and how many there are.
PLACE = f"""() => {{ const rows = document.querySelectorAll('{ROWS}');
    return [rows.length, Math.round(rows[30].getBoundingClientRect().top), rows[30].dataset.practice]; }}"""


def asked(page: Page, server: str, query: str) -> Page:
    """Return the page, once it shows the results of a query."""
    page.goto(f"{server}search/?{query}")
    page.wait_for_selector(DONE, state="attached")
    return page


def at_first_sight(page: Page, selector: str) -> bool:
    """Tell whether the first such element begins above the window's foot, with a line to read."""
    top: float = page.locator(selector).first.evaluate("one => one.getBoundingClientRect().top")
    return top + 40 <= page.viewport_size["height"]  # type: ignore[index]


def test_a_filter_ticked_by_keyboard_keeps_the_focus(page: Page, server: str) -> None:
    asked(page, server, f"q={quote('社区')}")
    page.focus('details[data-filter="theme"] summary')
    page.keyboard.press("Enter")
    page.wait_for_selector('details[data-filter="theme"] input')
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    ticked = page.evaluate_handle(ACTIVE)
    value = page.evaluate(f"{ACTIVE}.value")
    for params in (f"&theme={value}", ""):
        page.keyboard.press("Space")
        page.wait_for_url(f"**/search/?q=*{params}")
        page.wait_for_function(
            "said => document.querySelector('.cb-sheet-open').textContent === said",
            arg=f"筛选{'（已选 1）' * bool(params)}",
        )
        assert page.evaluate(f"one => one === {ACTIVE}", ticked)


def test_back_finds_the_same_rows_at_the_same_place(page: Page, server: str) -> None:
    asked(page, server, "")
    page.locator(".cb-more").click()
    expect(page.locator(ROWS)).to_have_count(40)
    page.locator(ROWS).nth(30).evaluate("row => window.scrollBy(0, row.getBoundingClientRect().top - 200)")
    page.wait_for_function("() => document.querySelectorAll('[data-practice]')[32].querySelector('.cb-result-summary')")
    before = page.evaluate(PLACE)
    page.locator(".cb-result-name").nth(30).click()
    page.wait_for_url(f"**/practices/{before[2]}/")
    page.go_back()
    page.wait_for_selector(DONE)
    page.wait_for_function("() => window.pageYOffset > 0")
    assert page.evaluate(PLACE) == before


def test_on_a_phone_the_filters_are_a_sheet_that_keeps_the_focus(browser: Browser, server: str) -> None:
    page = asked(browser.new_page(viewport=PHONE), server, f"q={quote('社区')}&theme=wang-ge-hua")  # type: ignore[arg-type]
    opener = page.locator(".cb-sheet-open")
    expect(opener).to_have_text("筛选（已选 1）")
    expect(page.locator(".cb-result-filters")).not_to_be_visible()
    opener.click()
    expect(page.get_by_role("dialog", name="筛选")).to_be_visible()
    expect(page.locator(".cb-sheet-close")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(page.locator(".cb-sheet-done")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".cb-sheet-close")).to_be_focused()
    page.locator('input[value="wu-ye-zhi-li"]').check()
    expect(opener).to_have_text("筛选（已选 2）")
    total = page.locator(".cb-total").inner_text().removeprefix("找到 ").removesuffix(" 项做法")
    expect(page.locator(".cb-sheet-done")).to_have_text(f"看 {total} 项结果")
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.close()


def test_the_first_result_is_in_sight_and_wide_screens_have_the_filters_at_the_left(
    browser: Browser, server: str
) -> None:
    page = browser.new_page()
    for size in (PHONE, SMALL, {"width": 1024, "height": 768}):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        for query in (f"q={quote('楼栋长')}", f"q={quote('网格')}&theme=wang-ge-hua&place=440111"):
            asked(page, server, query)
            assert at_first_sight(page, ROWS), (size, query)
        asked(page, server, f"q={quote('孤儿每个月能领多少钱')}")
        assert at_first_sight(page, "[data-answer] [data-figure]"), size
    left = page.locator(".cb-result-filters").bounding_box()
    right = page.locator(ROWS).first.bounding_box()
    assert left is not None
    assert right is not None
    assert left["x"] + left["width"] < right["x"]
    page.close()


def test_what_fits_only_in_part_is_folded_below_and_said(page: Page, server: str) -> None:
    asked(page, server, f"q={quote('2027年')}")
    weak = page.locator("details[data-weak]")
    count = int(weak.locator("summary").inner_text().removeprefix("只有部分字词对得上（").removesuffix(" 项）"))
    expect(page.locator(".cb-nothing")).to_contain_text("没有做法对得上“2027年”的全部字词。")
    expect(page.locator(ROWS).first).not_to_be_visible()
    assert page.locator("[data-no-results]").count() == 0
    assert len(shown(page)) == min(20, count)
    assert page.locator(f"{ROWS}").evaluate_all("all => all.every(one => one.closest('[data-weak]'))")
    weak.locator("summary").click()
    expect(page.locator(ROWS).first.locator(".cb-result-summary")).to_be_visible()
    page.locator("[data-weak] .cb-more").click()
    expect(page.locator(ROWS)).to_have_count(40)


@pytest.mark.parametrize("typed", ["停车难", "量子计算机"])
def test_what_is_absent_is_said_and_can_be_handed_over(page: Page, revised_server: str, typed: str) -> None:
    asked(page, revised_server, f"q={quote(typed)}&kind=zhi-du-liu-cheng")
    nothing = page.locator("[data-no-results]")
    expect(nothing).to_contain_text(f"没有找到“{typed}”")
    assert page.locator("[data-weak], [data-answer]").count() == 0
    expect(nothing.get_by_role("link", name="补一条")).to_have_attribute(
        "href", f"{revised_server}contribute/?name={quote(typed)}"
    )
    nothing.get_by_role("button", name="告诉我们").click()
    text = page.locator(".cb-report-panel textarea")
    expect(text).to_be_focused()
    said = text.input_value().splitlines()
    assert said[:2] == ["查找没有找到想要的", f"查的是：{typed}"]
    assert said[-1] == "我想找的是："
    assert f"网址：{page.url}" in said
    link = page.get_by_role("link", name="提交意见")
    link.evaluate("one => one.addEventListener('click', event => event.preventDefault())")
    link.click()
    assert quote(typed) in str(link.get_attribute("href"))


def test_place_and_stage_are_asked_of_one_pair_in_rows_filters_and_counts(page: Page, server: str, views: Site) -> None:
    """Every place and stage of the records, in one visit: what passes, and what the counts say would remain."""
    stages = {shelf.name: shelf.id for shelf in views.shelves.of("stages")}
    wanted: dict[str, set[str]] = {}
    for doing in views.doings:
        code = doing.place.code
        while code:
            wanted.setdefault(f"{code} {stages[doing.stage]}", set()).add(doing.practice_id)
            code = views.catalog.divisions.parent(code) or ""
    asked(page, server, "")
    found = page.evaluate(
        """async ([pairs, ids]) => {
            await Promise.all([cbSearch.needFilter('place', []), cbSearch.needFilter('stage', [])]);
            const all = ids.map((id, number) => ({number}));
            const none = {theme: [], problem: [], kind: [], place: [], stage: []};
            return pairs.map(pair => {
                const [place, stage] = pair.split(' ');
                const passing = cbSearch.filtered(all, {...none, place: [place], stage: [stage]}).map(one => ids[one.number]);
                const counted = cbSearch.countedIn('stage', all, {...none, place: [place]}).find(row => row[0].id === stage)[1];
                return [pair, passing, counted];
            });
        }""",
        [sorted(wanted), [practice.id for practice in views.practices]],
    )
    assert {pair: set(passing) for pair, passing, _ in found} == wanted
    assert {pair: counted for pair, _, counted in found} == {pair: len(ids) for pair, ids in wanted.items()}


def test_a_row_shows_the_places_and_stages_that_the_filters_ask_for(page: Page, server: str, views: Site) -> None:
    practice = next(p for p in views.practices if len(p.places_and_stages) > 2)
    doing = next(d for d in practice.doings if d.place_and_stage not in practice.shown_places_and_stages)
    asked(page, server, f"q={quote(practice.name)}&place={doing.place.code}")
    where = page.locator(f'{ROWS}[data-practice="{practice.id}"] .cb-hit-where')
    expect(where).to_contain_text(" ".join(doing.place_and_stage))
    for pair in practice.shown_places_and_stages:
        expect(where).not_to_contain_text(" ".join(pair) + "，")
