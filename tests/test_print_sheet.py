"""A practice on paper: everything it tells, the way back to it, and nothing that only a screen can use."""

from __future__ import annotations

import re
import zlib

from playwright.sync_api import Page, expect

from casebook.catalog import Catalog
from casebook.saying import wording
from kit import updated

PRACTICE = "practices/zhi-bu-jian-zai-ye-wei-hui-shang/"
COURSE = "courses/xiao-qu-zhi-li-ru-men/"


def on_paper(page: Page, address: str) -> None:
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 672, "height": 985})  # A4 within its margins
    page.goto(address)


def pages_of(page: Page) -> list[int]:
    """Return how many drawing commands each printed sheet has."""
    pdf = page.pdf(prefer_css_page_size=True)
    streams = [
        zlib.decompress(data)
        for data in re.findall(rb"/FlateDecode[^>]*>>\s*stream\r?\n(.*?)endstream", pdf, re.DOTALL)
    ]
    return [stream.count(b"Tj") + stream.count(b"TJ") for stream in streams if b" Tf" in stream]


def test_the_sheet_tells_site_address_day_and_fixed_lines(page: Page, server: str, catalog: Catalog) -> None:
    day = wording.day(updated(catalog.by_id[PRACTICE.split("/")[1]]))
    on_paper(page, server + PRACTICE)
    imprint = page.locator(".cb-imprint")
    expect(imprint).to_be_visible()
    expect(imprint.locator("li")).to_have_text(["基层治理做法库", f"本页网址：{server}{PRACTICE}", f"本页更新于{day}"])
    expect(page.locator(".cb-qr svg")).to_be_visible()
    expect(page.locator(".cb-closing")).to_contain_text("数据为发文单位自述，本库只核对与原文一致，未独立核实")
    expect(page.locator(".cb-footer")).to_contain_text(f"数据更新至 {wording.day(catalog.build_date.isoformat())}")


def test_the_sheet_has_no_buttons_menus_or_folded_parts(page: Page, server: str) -> None:
    on_paper(page, server + PRACTICE)
    page.wait_for_timeout(200)
    visible = page.evaluate(
        """() => Array.from(document.querySelectorAll('button, select, input, summary, nav, details'))
            .filter(part => part.getClientRects().length).map(part => part.outerHTML.slice(0, 80))"""
    )
    assert visible == []


def test_sources_are_printed_in_full(page: Page, server: str) -> None:
    on_paper(page, f"{server}practices/lou-dong-zhang/")
    source = page.locator(".cb-sources > ol > li").first
    for words in (
        "《关于楼盘社区现代化管理的建议（第20230071号提案）及办理意见》",
        "东莞市民政局",
        "2023年",
        "二是探索推行楼栋长工作机制",
    ):
        expect(source).to_contain_text(words)
    opens = source.get_by_role("link", name="打开原文网页")
    printed = opens.evaluate("a => getComputedStyle(a, '::after').content")
    assert "https://ta.sun0769.com/tian/4472.html" in printed
    expect(page.get_by_text("打开原文此处").first).to_be_hidden()


def test_nothing_on_the_sheet_is_wider_than_the_paper(page: Page, server: str) -> None:
    for address in (PRACTICE, COURSE, "practices/wang-ge-hua-fu-wu-guan-li/"):
        on_paper(page, server + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 672, address


def test_no_sheet_is_empty(page: Page, server: str) -> None:
    for address in (PRACTICE, COURSE):
        page.goto(server + address)
        page.wait_for_load_state("networkidle")
        sheets = pages_of(page)
        assert sheets
        assert min(sheets) > 0, (address, sheets)


def test_a_course_prints_as_a_booklet_with_all_its_practices_in_full(page: Page, server: str) -> None:
    page.goto(server + COURSE)
    booklet = page.locator(".cb-booklet")
    expect(booklet).to_be_hidden()
    on_paper(page, server + COURSE)
    expect(booklet).to_be_visible()
    expect(page.locator(".cb-contents")).to_be_visible()
    names = booklet.locator("section > h3").all_inner_texts()
    assert names == page.locator(".cb-cases tbody td:first-child a").all_inner_texts()
    assert len(names) >= 8
    expect(booklet).to_contain_text("在14个已批复成立业委会的小区中")
