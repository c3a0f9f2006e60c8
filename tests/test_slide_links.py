"""Links for slides: copied with the site's day; opened later, the page says whether and what was revised."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from casebook.publishing.publish import publish
from checkouts import catalog_of
from html_site import figure_css
from revised import ADDRESS, make_revised

NO_PERMISSION = "Object.defineProperty(window, 'isSecureContext', {value: false})"


def pasted(page: Page) -> str:
    """Return what a reader would paste now."""
    page.locator("#cb-search-input").fill("")
    page.locator("#cb-search-input").evaluate("box => box.removeAttribute('maxlength')")
    page.locator("#cb-search-input").focus()
    page.keyboard.press("Control+V")
    return page.locator("#cb-search-input").input_value()


@pytest.mark.parametrize("way", ["http", "file"])
def test_the_link_for_slides_is_the_full_address_with_the_day_of_the_site(
    page: Page, revised_server: str, revised_site: Path, way: str
) -> None:
    folder = revised_site.with_name("site-offline")
    page.add_init_script(NO_PERMISSION)
    address = f"{revised_server}{ADDRESS}" if way == "http" else (folder / ADDRESS / "index.html").as_uri()
    page.goto(f"{address}?since=2026-01-01#good")
    button = page.get_by_role("button", name="复制课件链接")
    button.click()
    expect(page.locator(".cb-slide-link")).to_have_text("已复制")
    assert pasted(page) == f"{address}?since=2026-12-05"


def test_a_copy_on_disk_gives_the_public_address_where_it_knows_one(page: Page, tmp_path: Path) -> None:
    project = make_revised(tmp_path / "c")
    publish(catalog_of(project), project, project.root / "site", "https://example.org/a/", offline=True)
    page.add_init_script(NO_PERMISSION)
    page.goto((project.root / "site-offline" / ADDRESS / "index.html").as_uri())
    page.get_by_role("button", name="复制课件链接").click()
    assert pasted(page) == "https://example.org/a/practices/jia/?since=2026-12-05"
    page.locator(".cb-permalink").first.click()
    assert pasted(page).startswith("https://example.org/a/practices/jia/#")
    page.goto((project.root / "site-offline" / "compare" / "index.html").as_uri() + "?ids=jia")
    page.get_by_role("button", name="复制本页链接").click()
    assert pasted(page) == "https://example.org/a/compare/?ids=jia"
    page.goto((project.root / "site-offline" / "browse" / "figures" / "index.html").as_uri())
    with page.expect_download() as download:
        page.get_by_role("button", name="下载所见").click()
    assert "https://example.org/a/practices/jia/#" in Path(download.value.path()).read_text(encoding="utf-8")


def test_a_copy_that_knows_no_public_address_says_that_others_cannot_open_the_link(
    page: Page, revised_site: Path
) -> None:
    page.add_init_script(NO_PERMISSION)
    page.goto((revised_site.with_name("site-offline") / ADDRESS / "index.html").as_uri())
    page.get_by_role("button", name="复制课件链接").click()
    expect(page.get_by_role("status").filter(has_text="别人打不开")).to_have_count(1)


@pytest.mark.parametrize(
    ("since", "said"),
    [
        (
            "2026-11-01",
            ["自2026年11月1日以来，本页有 3 处修订：", "2026年12月5日：标为<b>存疑</b> 看这个数据", "2026年12月5日：补写步骤",
             "2026年11月22日：第一次修订", "内容截至2026年12月5日。"],
        ),
        (
            "2026-11-22",
            ["自2026年11月22日以来，本页有 2 处修订：", "2026年12月5日：标为<b>存疑</b> 看这个数据", "2026年12月5日：补写步骤",
             "2026年11月22日当天的修订见修订记录", "内容截至2026年12月5日。"],
        ),
        (
            "2026-12-05",
            ["自2026年12月5日以来，本页没有修订。", "2026年12月5日当天的修订见修订记录", "内容截至2026年12月5日。"],
        ),
        ("2027-01-01", ["这一页的内容只到2026年12月5日，比课件链接的日期（2027年1月1日）早，看不出那以后有没有修订。"]),
        ("2026-02-30", ["网址里 since 后面的日期不对，说不出有没有修订。日期应写成 2026-11-22 的样子。"]),
        ("<b>x</b>", ["网址里 since 后面的日期不对，说不出有没有修订。日期应写成 2026-11-22 的样子。"]),
        ("", []),
    ],
)  # fmt: skip
def test_a_visitor_from_a_slide_is_told_whether_and_what_was_revised(
    page: Page, revised_server: str, since: str, said: list[str]
) -> None:
    page.goto(f"{revised_server}{ADDRESS}?since={since}")
    notice = page.locator(".cb-since")
    expect(notice).to_have_attribute("role", "status")
    expect(notice.locator("p, li")).to_have_text(said)
    assert notice.locator("b").count() == 0


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("doubted", "自2026年11月22日以来，这个数据有修订：标为<b>存疑</b>"),
        ("good", "自2026年11月22日以来，本页有修订，见页首"),
    ],
)
def test_a_visitor_to_a_figure_is_told_there(page: Page, revised_server: str, key: str, said: str) -> None:
    page.goto(f"{revised_server}{ADDRESS}?since=2026-11-22#{key}")
    expect(page.locator(".cb-since-here")).to_have_text([said])
    expect(page.locator(figure_css(key)).locator(".cb-since-here")).to_be_in_viewport()


def test_without_a_day_nothing_is_said(page: Page, revised_server: str) -> None:
    page.goto(f"{revised_server}{ADDRESS}#good")
    expect(page.locator(".cb-since")).to_be_empty()
    expect(page.locator(".cb-since-here")).to_have_count(0)
