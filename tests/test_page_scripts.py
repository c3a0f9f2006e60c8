"""The small scripts of the pages, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from casebook.catalog import Catalog
from casebook.pages import parts
from casebook.saying.wording import last_day
from html_site import figure_css
from kit import ROOT, counted

PRACTICE = "practices/zhi-bu-jian-zai-ye-wei-hui-shang/"
FIGURES = "browse/figures/"


def test_text_size_and_dark_colours_are_kept_for_the_next_page(page: Page, server: str) -> None:
    page.goto(server)
    page.get_by_role("button", name="特大").click()
    page.get_by_role("button", name="深色").click()
    page.goto(server + PRACTICE)
    expect(page.get_by_role("button", name="特大")).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(19, 25, 26)"
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") == 25


def test_the_filter_of_figures_counts_keeps_its_choice_in_the_address_and_says_the_number(
    page: Page, server: str, catalog: Catalog
) -> None:
    wanted = [f for f in catalog.figures if f.outcome.nature == "投入" and "440111" in f.place.code]
    page.goto(server + FIGURES)
    page.get_by_label("地方").select_option("广州市白云区")
    page.get_by_label("性质").select_option(label=f"投入（{len(wanted)}）")
    rows = page.locator(".cb-all-figures tbody tr:visible")
    expect(rows).to_have_count(len(wanted))
    expect(page.get_by_role("status").filter(has_text="筛选出")).to_have_text(
        f"筛选出 {len(wanted)} 个，共 {len(counted(catalog.figures))} 个数据"
    )
    page.reload()
    expect(rows).to_have_count(len(wanted))
    page.get_by_role("button", name="清除筛选").click()
    expect(rows).to_have_count(parts.FIGURES.most)
    assert page.url == server + FIGURES


@pytest.mark.parametrize("secure", [True, False])
def test_the_link_of_a_figure_is_copied_also_on_plain_http(page: Page, server: str, secure: bool) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    if not secure:
        page.add_init_script("Object.defineProperty(window, 'isSecureContext', {value: false})")
    page.goto(server + PRACTICE)
    figure = page.locator(".cb-figure").nth(1)
    figure.get_by_text("复制链接").click()
    expect(figure.get_by_text("已复制")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="已复制这个数据的链接")).to_have_count(1)
    key = figure.locator("h3").get_attribute("id")
    assert page.evaluate("navigator.clipboard.readText()") == f"{server}{PRACTICE}#{key}"


def test_a_wrong_address_below_a_known_folder_leads_home_at_any_prefix(page: Page, server: str) -> None:
    page.goto(f"{server}practices/no/such/page/")
    page.get_by_role("link", name="首页").click()
    assert page.url == server


def stand_in(page: Page, server: str, body: str, script: str) -> None:
    """Answer one address of the site with a page of these parts."""
    own = ((ROOT / f"overrides/assets/js/{name}.js").read_text(encoding="utf-8") for name in ("dom", script))
    scripts = "".join(f"<script>{text}</script>" for text in own)
    html = f'<!doctype html><meta charset="utf-8">{body}{scripts}'
    page.route(f"{server}practices/stand-in/**", lambda route: route.fulfill(body=html, content_type="text/html"))


def test_an_old_address_leads_on_with_query_and_anchor(page: Page, server: str) -> None:
    stand_in(page, server, '<p data-moved-to="../lou-dong-zhang/">已移到</p>', "moved")
    page.goto(f"{server}practices/stand-in/?since=2026-01-01#steps")
    page.wait_for_url(f"{server}practices/lou-dong-zhang/?since=2026-01-01#steps")


def test_a_goal_whose_day_has_passed_says_so(page: Page, server: str) -> None:
    days = ("2020-12-31", "9999-12-31")
    goals = (f'<div data-due="{day}"><ul><li>口径：全市</li><li>是目标。</li><li>出处</li></ul></div>' for day in days)
    stand_in(page, server, "".join(goals), "goals")
    page.goto(f"{server}practices/stand-in/")
    late, early = "是目标。期限已过，结果未见于来源。", "是目标。"
    expect(page.locator("li")).to_have_text(["口径：全市", late, "出处", "口径：全市", early, "出处"])


def test_a_goal_whose_day_is_to_come_stands_on_its_page_with_that_day(
    page: Page, server: str, catalog: Catalog
) -> None:
    today = catalog.build_date.isoformat()
    goals = [f for f in catalog.figures if f.outcome.nature == "目标" and f.outcome.as_of]
    for figure in goals:
        day = last_day(figure.outcome.as_of or "").isoformat()
        page.goto(f"{server}practices/{figure.practice.id}/")
        entry = page.locator(figure_css(figure.outcome.key))
        if day < today:
            expect(entry.locator("ul > li").nth(1)).to_contain_text("这是目标，不是结果。期限已过，结果未见于来源。")
        else:
            expect(entry).to_have_attribute("data-due", day)
            expect(entry.locator("ul > li").nth(1)).to_contain_text("这是目标，不是结果。")
    assert goals


def test_a_search_in_vain_fills_in_what_was_asked_for_on_the_contribution_page(page: Page, server: str) -> None:
    page.goto(f"{server}contribute/?name=%3Cb%3E星际'治理")
    expect(page.locator("[data-asked-for]")).to_have_text(
        "库里没有找到“<b>星际'治理”。照下面写一条记录，第一行写：name: '<b>星际''治理'"
    )
    page.goto(f"{server}contribute/")
    expect(page.locator("[data-asked-for]")).to_be_hidden()
