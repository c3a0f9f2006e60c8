"""QR codes lead to the address of the page, and of the figure: the site's, the browser's, and the pictures'."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from casebook.saying.qr import qr_png, qr_svg
from kit import ROOT
from pictures import read_picture, read_shown

PRACTICE = "practices/zhi-bu-jian-zai-ye-wei-hui-shang/"
LONG = f"https://zlk.example.gov.cn/a/b/practices/{'x' * 64}/"


@pytest.fixture
def context(page: Page) -> BrowserContext:
    """Return the browser's context."""
    return page.context


@pytest.mark.parametrize("address", ["https://example.gov.cn/practices/lou-dong-zhang/", LONG])
def test_the_code_drawn_by_the_generator_says_the_address(page: Page, address: str) -> None:
    page.set_content(f'<div id="code" style="width: 140px">{qr_svg(address)}</div>')
    assert read_shown(page.locator("#code")) == address


def test_the_picture_says_the_address_and_is_the_same_each_time(context: BrowserContext) -> None:
    assert read_picture(context, qr_png(LONG)) == LONG
    assert qr_png(LONG) == qr_png(LONG)


def test_a_drawn_code_costs_a_page_less_than_four_kilobytes() -> None:
    assert len(qr_svg(LONG)) < 4096


def test_without_a_public_address_the_browser_draws_the_code_of_where_the_page_is(page: Page, server: str) -> None:
    page.goto(f"{server}{PRACTICE}index.html?since=2026-01-01#steps")
    page.locator(".cb-cite summary").click()
    expect(page.locator(".cb-qr")).to_have_attribute("aria-label", "本页网址的二维码")
    assert read_shown(page.locator(".cb-qr")) == server + PRACTICE


def test_the_code_of_a_figure_leads_to_the_figure(page: Page, server: str) -> None:
    page.goto(server + PRACTICE)
    page.locator(".cb-cite summary").click()
    page.get_by_label("引用到").select_option("branches-2020")
    expect(page.locator(".cb-qr")).to_have_attribute("aria-label", "这个数据网址的二维码")
    assert read_shown(page.locator(".cb-qr")) == f"{server}{PRACTICE}#branches-2020"


def test_on_dark_pages_the_code_stays_black_on_white(page: Page, server: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(server + PRACTICE)
    page.locator(".cb-cite summary").click()
    assert read_shown(page.locator(".cb-qr")) == server + PRACTICE


def test_pages_do_not_load_the_engine_where_the_code_stands_in_them(page: Page, published: Path, served: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{served}practices/jia/")
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if "vendor" in url] == []
    assert (published / "assets/vendor/qrcode-generator/qrcode.js").is_file()


def test_the_code_in_the_page_names_the_public_address(page: Page, served: str) -> None:
    page.goto(f"{served}practices/jia/?since=2020-01-01")
    page.locator(".cb-cite summary").click()
    assert read_shown(page.locator(".cb-qr")) == "https://zlk.example.gov.cn/a/practices/jia/"
    page.get_by_label("引用到").select_option("grids")
    expect(page.locator(".cb-qr")).to_have_attribute("aria-label", "这个数据网址的二维码")
    assert read_shown(page.locator(".cb-qr")) == "https://zlk.example.gov.cn/a/practices/jia/#grids"


def test_the_pictures_of_the_site_lead_to_its_pages(context: BrowserContext, published: Path) -> None:
    found = {
        path.relative_to(published / "downloads/qr").as_posix(): read_picture(context, path.read_bytes())
        for path in sorted((published / "downloads/qr").rglob("*.png"))
    }
    assert found == {
        "courses/yi-ke.png": "https://zlk.example.gov.cn/a/courses/yi-ke/",
        "jia.png": "https://zlk.example.gov.cn/a/practices/jia/",
        "yi.png": "https://zlk.example.gov.cn/a/practices/yi/",
    }


def test_the_engine_is_as_its_authors_made_it() -> None:
    import hashlib

    folder = ROOT / "overrides/assets/vendor/qrcode-generator"
    told = (folder / "README.md").read_text(encoding="utf-8").rsplit(": ", 1)[1].strip()
    assert hashlib.sha256((folder / "qrcode.js").read_bytes()).hexdigest() == told
    assert (folder / "LICENSE").is_file()
