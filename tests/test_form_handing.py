"""Where no address is set for reports, a report ends in a mail draft, a file, or a text, and says who takes it."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from casebook.publishing.assemble import generated_pages
from casebook.saying.site import Site
from casebook.settings import SiteSettings
from checkouts import catalog_of, make_checkout

PRACTICE = "practices/lou-dong-zhang/"


@pytest.mark.parametrize(
    ("operator", "who"), [("", "主办单位，或给您这个网址的人"), ("某市民政局", "主办单位（某市民政局）")]
)
def test_a_report_without_an_address_ends_in_a_mail_a_file_or_a_text(
    page: Page, server: str, tmp_path: Path, operator: str, who: str
) -> None:
    page.goto(server + PRACTICE)
    page.evaluate("who => { if (who) document.querySelector('.cb-reporting').dataset.operator = who; }", operator)
    page.get_by_role("button", name="本页有误").click()
    panel = page.locator(".cb-report-panel")
    expect(panel.locator(".cb-note")).to_contain_text(f"请写成邮件、存成文件或复制下来，交给{who}。")
    panel.locator("textarea").fill("应当怎么写：14 个\n")
    mail = panel.get_by_role("link", name="写成邮件")
    mail.evaluate("link => link.addEventListener('click', event => event.preventDefault())")
    mail.click()
    address = urlsplit(mail.get_attribute("href") or "")
    assert (address.scheme, address.path) == ("mailto", "")
    assert parse_qs(address.query) == {"subject": ["更正：楼栋长"], "body": ["应当怎么写：14 个\n"]}
    with page.expect_download() as waiting:
        panel.get_by_role("link", name="存成文件").click()
    waiting.value.save_as(tmp_path / "report.txt")
    assert (tmp_path / "report.txt").read_text(encoding="utf-8") == "应当怎么写：14 个\n"


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        (SiteSettings(operator="某市民政局"), 'data-operator="某市民政局"'),
        (SiteSettings(operator="某市民政局", feedback_url="mailto:a@b.cn"), 'data-mail="a@b.cn"'),
    ],
)
def test_who_takes_a_report_is_told_where_no_address_is_set(tmp_path: Path, settings: SiteSettings, told: str) -> None:
    page = str(
        dict(generated_pages(Site.of(catalog_of(make_checkout(tmp_path / "c")), settings)))["practices/jia/index.md"]
    )
    assert f'<div class="cb-reporting" data-record="practices/jia.yml" {told}></div>' in page
