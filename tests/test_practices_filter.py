"""The list of all practices: narrowed in place by the filters of search, whole without scripts."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect

from casebook import links
from casebook.catalog import Catalog
from casebook.pages.frames import practices_page
from casebook.saying.site import Site
from large_site import large_site
from test_look import DESKTOP, PHONE, axe_finds, load_axe

CARDS = ".cb-cards > ul > li"
NAMES = f"{CARDS}:not([hidden]) p:first-child > a"


def names(page: Page) -> list[str]:
    return page.locator(NAMES).all_inner_texts()


def test_all_practices_are_narrowed_in_place_by_pairs_of_place_and_stage(page: Page, server: str, views: Site) -> None:
    (trial,) = (shelf for shelf in views.shelves.of("stages") if shelf.name == "试点")
    page.goto(f"{server}{links.PRACTICES}?stage={trial.id}")
    expect(page.locator(".cb-total")).to_have_text(
        f"筛选出 {len(trial.practices)} 项，共 {len(views.practices)} 项做法"
    )
    assert names(page) == [practice.name for practice in trial.practices]
    page.locator("summary", has_text="地方").click()
    page.locator("input[name=place]").nth(1).check()
    code = page.locator("input[name=place]").nth(1).input_value()
    there = [
        practice.name
        for practice in views.practices
        if any(doing.stage == "试点" and doing.place.code.startswith(code) for doing in practice.doings)
    ]
    expect(page.locator(NAMES)).to_have_count(len(there))
    assert names(page) == there
    assert page.url.endswith(f"?place={code}&stage={trial.id}")
    assert page.evaluate("document.activeElement.name") == "place"
    page.go_back()
    expect(page.locator(NAMES)).to_have_count(len(trial.practices))
    page.get_by_role("button", name="去掉筛选：试点").click()
    expect(page.locator(NAMES)).to_have_count(len(views.practices))
    expect(page.locator(".cb-total")).to_have_text("")


def test_the_list_stands_whole_without_scripts_and_its_filters_open_as_a_sheet_on_phones(
    browser: Browser, server: str, views: Site
) -> None:
    plain = browser.new_context(java_script_enabled=False)
    still = plain.new_page()
    still.goto(server + links.PRACTICES)
    assert names(still) == [practice.name for practice in views.practices]
    expect(still.locator(".cb-result-side, .cb-sheet-open").first).to_be_hidden()
    plain.close()
    small = browser.new_context(viewport={"width": 390, "height": 844})
    phone = small.new_page()
    phone.goto(server + links.PRACTICES)
    phone.get_by_role("button", name="筛选", exact=True).click()
    phone.get_by_role("dialog").locator("summary", has_text="阶段").click()
    phone.locator("input[name=stage]").first.check()
    phone.get_by_role("button", name="项结果").click()
    expect(phone.get_by_role("button", name="筛选（已选 1）")).to_be_focused()
    small.close()


def test_very_many_practices_are_narrowed_on_the_page_of_search(catalog: Catalog) -> None:
    body = practices_page(large_site(catalog, 1_000)).body
    assert "cb-all" not in body
    assert "[查找](../search/index.md)" in body


def test_axe_finds_nothing_where_filters_rows_and_sheets_are_open(page: Page, server: str) -> None:
    problems: list[str] = []
    page.goto(server + links.PRACTICES)
    for filter_ in page.locator(".cb-result-filter").all():
        filter_.locator("summary").click()
    expect(page.locator(".cb-result-filter ul:empty")).to_have_count(0)
    page.locator("input[name=stage]").first.check()
    load_axe(page)
    problems += axe_finds(page, DESKTOP)
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.locator(".cb-sheet-open").click()
    problems += axe_finds(page, PHONE)
    page.goto(f"{server}browse/figures/?nature=目标")
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.get_by_role("button", name="展开").first.click()
    load_axe(page)
    problems += axe_finds(page, PHONE)
    assert problems == []
