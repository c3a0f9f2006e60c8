"""The results page: filters that combine, all in the address, back and forward."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, Page, expect

from casebook.catalog import Catalog
from results_page import ROWS, opened, shown

FEWEST = 20


def choice(page: Page, filter_name: str, value: str) -> Locator:
    """Return the box of a value, its filter opened."""
    return opened(page, filter_name).locator(f'input[value="{value}"]')


def test_without_a_query_all_are_listed_by_pinyin(page: Page, server: str, catalog: Catalog) -> None:
    page.goto(f"{server}search/")
    assert shown(page) == [p.id for p in catalog.practices[:FEWEST]]
    expect(page.locator(".cb-total")).to_have_text(f"共 {len(catalog.practices)} 项做法，按拼音排列")


def test_filters_of_one_kind_add_up_and_different_ones_narrow(page: Page, server: str, catalog: Catalog) -> None:
    themes = {"网格化", "诉求响应"}
    page.goto(f"{server}search/?theme=wang-ge-hua&theme=su-qiu-xiang-ying&kind=xin-xi-ping-tai")
    wanted = [p.id for p in catalog.practices if themes & set(p.record.themes) and p.record.kind == "信息平台"]
    assert shown(page) == wanted


def test_a_place_takes_in_the_places_below_it(page: Page, server: str, catalog: Catalog) -> None:
    page.goto(f"{server}search/?place=440111")
    there = [p.id for p in catalog.practices if any("白云区" in place.path for place in p.places)]
    assert shown(page) == there[:FEWEST]


def test_choosing_writes_the_address_and_back_undoes_it(page: Page, server: str) -> None:
    page.goto(f"{server}search/?q=楼")
    before = shown(page)
    choice(page, "theme", "wang-ge-hua").check()
    page.wait_for_url("**/search/?q=*&theme=wang-ge-hua")
    after = shown(page)
    assert after
    assert set(after) < set(before)
    choice(page, "stage", "shi-dian").check()
    page.wait_for_url("**&stage=shi-dian")
    page.go_back()
    page.wait_for_url(re.compile("theme=wang-ge-hua$"))
    assert shown(page) == after
    page.go_back()
    assert shown(page) == before
    page.go_forward()
    assert shown(page) == after


def test_the_count_of_a_value_is_what_choosing_it_gives(page: Page, server: str) -> None:
    page.goto(f"{server}search/?q=党支部")
    shown(page)
    box = choice(page, "kind", "zu-zhi-she-zhi")
    said = box.locator("xpath=..").locator(".cb-count").inner_text()
    box.check()
    page.wait_for_url("**kind=zu-zhi-she-zhi")
    expect(page.locator(".cb-total")).to_have_text(f"找到 {said} 项做法")


def test_a_chosen_value_can_be_taken_back(page: Page, server: str) -> None:
    page.goto(f"{server}search/?theme=wang-ge-hua")
    shown(page)
    page.get_by_role("button", name="去掉筛选：网格化").click()
    page.wait_for_url(f"{server}search/")
    assert len(shown(page)) == FEWEST


def test_the_box_in_the_header_asks_anew_without_loading_the_page(page: Page, server: str) -> None:
    page.goto(f"{server}search/?q=楼栋长")
    shown(page)
    page.evaluate("window.same = true")
    page.fill("#cb-search-input", "有呼必应")
    page.keyboard.press("Enter")
    expect(page.locator(ROWS).first).to_have_attribute("data-practice", "ling-xing-jin-zhi-you-hu-bi-ying")
    assert page.evaluate("window.same") is True


def test_shows_the_line_around_the_hit_and_the_figures(page: Page, server: str) -> None:
    page.goto(f"{server}search/?q=49.15%")
    first = page.locator(ROWS).first
    expect(first.locator(".cb-result-figures a").first).to_have_attribute("href", re.compile("#[a-z]"))
    page.goto(f"{server}search/?q=楼道灯坏了没人修怎么办")
    expect(page.locator(ROWS).first.locator("mark").first).to_have_text("楼道")


def test_more_results_come_on_request(page: Page, server: str) -> None:
    page.goto(f"{server}search/")
    assert len(shown(page)) == FEWEST
    page.locator(".cb-more").click()
    expect(page.locator(ROWS)).to_have_count(2 * FEWEST)


@pytest.mark.parametrize(
    ("query", "document"),
    [
        ("20222282", "gz-mzj-2022-20222282"),
        ("第20222282号建议", "gz-mzj-2022-20222282"),
        ("20230071号提案", "dongguan-2023-20230071"),
        ("第5046号提案", "baiyun-gov-2019-452"),
        ("云民函48号", "baiyun-mzj-2020-48"),
        ("云府函[2019]452号", "baiyun-gov-2019-452"),
    ],
)
def test_a_document_number_puts_the_practices_of_the_document_first(
    page: Page, server: str, catalog: Catalog, query: str, document: str
) -> None:
    page.goto(f"{server}search/?q={quote(query)}")
    told = {p.id for p in catalog.practices_of(document)}
    assert set(shown(page)[:10]) <= told


def test_the_page_whose_very_name_was_typed_stands_above_the_practices(page: Page, server: str) -> None:
    page.goto(f"{server}search/?q=白云区")
    shown(page)
    named = page.locator(".cb-result-named a")
    expect(named).to_have_text(["广州市白云区"])
    assert "/browse/places/440111/" in str(named.get_attribute("href"))
    assert page.evaluate(
        """() => Boolean(document.querySelector('.cb-result-named')
            .compareDocumentPosition(document.querySelector('[data-practice]')) & Node.DOCUMENT_POSITION_FOLLOWING)"""
    )


def test_a_name_that_is_only_touched_stays_below(page: Page, server: str) -> None:
    page.goto(f"{server}search/?q=白云区的网格员")
    shown(page)
    expect(page.locator(".cb-result-named")).to_have_count(0)
    expect(page.locator(".cb-result-values")).to_be_visible()
