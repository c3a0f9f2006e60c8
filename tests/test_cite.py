"""References by GB/T 7714—2015: of documents with and without address and day, of pages and single figures."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from casebook.catalog import Catalog
from casebook.records.model import Document
from casebook.saying.citing import Citable, citable, document_citation, page_citation
from casebook.saying.documents import DocumentView, document_view
from casebook.saying.site import Site
from casebook.settings import SiteSettings
from kit import updated

PRACTICE = "practices/zhi-bu-jian-zai-ye-wei-hui-shang/"
PAGE = Citable("楼栋长", "practices/lou-dong-zhang/", "2026-11-22")


def document(**fields: str) -> DocumentView:
    plain = {
        "title": "关于某事的答复",
        "label": "答复",
        "kind": "答复",
        "openness": "主动公开",
        "voice": "发文单位自述",
    }
    told = Document.model_validate({**plain, "sections": ({"path": "一", "starts": "一"},), **fields})
    return document_view("d", told)


@pytest.mark.parametrize(
    ("fields", "reference"),
    [
        (
            {"issuer": "某局", "date": "2022-06-17", "date_basis": "原文", "url": "http://a.gov.cn/x.html"},
            "某局. 关于某事的答复[EB/OL]. (2022-06-17)[引用日期]. http://a.gov.cn/x.html.",
        ),
        (
            {"issuer": "某局", "date": "2023", "date_basis": "推算", "url": "http://a.gov.cn/x.html"},
            "某局. 关于某事的答复[EB/OL]. ([2023])[引用日期]. http://a.gov.cn/x.html.",
        ),
        (
            {"issuer": "某局", "number": "某函〔2019〕4号", "date": "2019-08-28", "date_basis": "原文"},
            "某局. 关于某事的答复: 某函〔2019〕4号[Z]. 2019-08-28.",
        ),
        ({"issuer": "某局", "date": "2020", "date_basis": "推算"}, "某局. 关于某事的答复[Z]. [2020]."),
        ({}, "关于某事的答复[Z]."),
        ({"url": "javascript:alert(1)"}, "关于某事的答复[Z]."),
    ],
)
def test_a_document_is_cited_by_what_is_known_of_it(fields: dict[str, str], reference: str) -> None:
    assert document_citation(document(**fields)).text() == reference


@pytest.mark.parametrize(
    ("settings", "reference"),
    [
        (SiteSettings(), "基层治理做法库. 楼栋长[EB/OL]. (2026-11-22)[引用日期]."),
        (
            SiteSettings(operator="某局", site_url="https://a.gov.cn/k/"),
            "某局. 楼栋长: 基层治理做法库[EB/OL]. (2026-11-22)[引用日期]. https://a.gov.cn/k/practices/lou-dong-zhang/.",
        ),
    ],
)
def test_a_page_is_cited_by_its_operator_or_else_by_the_site(settings: SiteSettings, reference: str) -> None:
    assert page_citation(settings, PAGE).text() == reference


def test_the_day_of_a_page_is_that_of_its_newest_change_or_check(catalog: Catalog) -> None:
    site = Site.of(catalog, SiteSettings())
    for practice in catalog.practices:
        record = practice.record
        days = [change.date for change in record.changes] + ([record.verified] if record.verified else [])
        assert citable(site.by_id[practice.id]).day == max(days, default=catalog.build_date.isoformat())


def references(page: Page) -> Locator:
    """Return the lines of the references: that of the page, then those of its documents."""
    return page.locator(".cb-cite details > ul > li")


def opened(page: Page, address: str) -> None:
    page.goto(address)
    page.locator(".cb-cite summary").click()


def test_the_browser_fills_in_the_readers_day_and_the_pages_address(page: Page, server: str, catalog: Catalog) -> None:
    day = updated(catalog.by_id[PRACTICE.split("/")[1]])
    opened(page, f"{server}{PRACTICE}?since=2020-01-01#steps")
    today = datetime.datetime.now().astimezone().date().isoformat()
    expect(references(page).first).to_have_text(
        f"本页 基层治理做法库. 支部建在业委会上[EB/OL]. ({day})[{today}]. {server}{PRACTICE}.复制"
    )
    expect(references(page).nth(1)).to_have_text(
        "原文 广州市白云区民政局. 广州市白云区民政局关于区十六届人大六次会议第20号代表建议的答复意见: 云民函〔2020〕48号[Z]. [2020].复制"
    )


def test_a_reference_can_be_copied(page: Page, server: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened(page, server + PRACTICE)
    for number, label in ((0, "本页"), (1, "原文")):
        line = references(page).nth(number)
        shown = line.inner_text().removeprefix(label).removesuffix("复制").strip()
        line.get_by_role("button", name="复制").click()
        expect(page.get_by_role("status").filter(has_text="已复制引文")).to_have_count(1)
        assert page.evaluate("navigator.clipboard.readText()") == shown
        assert shown.endswith(".")


def test_a_figure_can_be_cited_by_its_own_address(page: Page, server: str) -> None:
    opened(page, server + PRACTICE)
    page.get_by_label("引用到").select_option("share-2020")
    expect(references(page).first).to_contain_text("支部建在业委会上: 业委会党支部覆盖率[EB/OL].")
    expect(references(page).first).to_contain_text(f". {server}{PRACTICE}#share-2020.")
    page.get_by_label("引用到").select_option("")
    expect(references(page).first).to_contain_text(f". {server}{PRACTICE}.")


def test_who_comes_to_a_figure_cites_the_figure(page: Page, server: str) -> None:
    opened(page, f"{server}{PRACTICE}#branches-2020")
    expect(page.get_by_label("引用到")).to_have_value("branches-2020")
    expect(references(page).first).to_contain_text("#branches-2020.")


def test_a_public_address_is_cited_wherever_the_page_is_opened(page: Page, served: str, published: Path) -> None:
    for address in (f"{served}practices/jia/", (published / "practices/jia/index.html").as_uri()):
        opened(page, address)
        expect(references(page).first).to_contain_text(". https://zlk.example.gov.cn/a/practices/jia/.")


def test_a_copy_without_a_public_address_says_so(page: Page, revised_site: Path) -> None:
    folder = revised_site.with_name(f"{revised_site.name}-offline")
    opened(page, next(folder.glob("practices/*/index.html")).as_uri())
    expect(references(page).first).to_contain_text("这份离线副本没有公开网址")
    expect(page.locator(".cb-imprint")).to_contain_text("这份离线副本没有公开网址")
    expect(page.locator(".cb-qr")).to_have_count(0)
    assert "file:" not in page.locator(".cb-cite").inner_text()


def test_without_scripts_the_references_stand_there_with_the_day_left_open(
    site_of_practice: str, catalog: Catalog
) -> None:
    assert f"({updated(catalog.by_id[PRACTICE.split('/')[1]])})[引用日期].</li>" in site_of_practice


@pytest.fixture
def site_of_practice(built_site: Path) -> str:
    """Return the HTML of a practice's page."""
    return (built_site / PRACTICE / "index.html").read_text(encoding="utf-8")
