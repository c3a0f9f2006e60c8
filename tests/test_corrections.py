"""Corrections: reporting a mistake from page and figure, and no doubtful figure unawares."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from casebook.pages.site import Site
from casebook.publishing.assemble import generated_files
from casebook.publishing.publish import publish
from casebook.settings import SiteSettings
from casebook.shelves import Shelves
from checkouts import catalog_of, make_checkout, write
from html_site import HtmlSite, of_class, text
from kit import RECORD, laid_over
from revised import ADDRESS, ISSUES, make_revised
from test_look import DESKTOP, PHONE, axe_finds, load_axe


def test_a_report_on_a_figure_is_filled_in(page: Page, revised_server: str) -> None:
    page.goto(f"{revised_server}{ADDRESS}")
    page.locator("#doubted").get_by_role("button", name="数据有误").click()
    field = page.get_by_label("报告这个数据有误").locator("textarea")
    assert field.input_value() == (
        f"页面：甲做法\n网址：{revised_server}{ADDRESS}#doubted\n记录：practices/jia.yml\n数据：存疑 8642人，受训人数\n"
        "广州市 · 口径：全市\n原文词句：“六个字的原文”\n应当怎么写：\n根据哪份文件的哪句话：\n"
    )
    page.keyboard.type("8000人")
    assert "应当怎么写：8000人\n" in field.input_value()


def test_a_report_on_the_page_is_filled_in_and_goes_by_keyboard(page: Page, revised_server: str) -> None:
    page.goto(f"{revised_server}{ADDRESS}")
    opens = page.get_by_role("button", name="本页有误")
    opens.press("Enter")
    expect(opens).to_have_attribute("aria-expanded", "true")
    field = page.get_by_label("报告本页有误").locator("textarea")
    expect(field).to_be_focused()
    assert field.input_value() == (
        f"页面：甲做法\n网址：{revised_server}{ADDRESS}\n记录：practices/jia.yml\n"
        "哪一处，现在怎么写：\n应当怎么写：\n根据哪份文件的哪句话：\n"
    )
    page.keyboard.press("Escape")
    expect(field).to_be_hidden()
    expect(opens).to_be_focused()
    expect(opens).to_have_attribute("aria-expanded", "false")


def test_a_report_can_be_copied(page: Page, revised_server: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{revised_server}{ADDRESS}")
    page.get_by_role("button", name="本页有误").click()
    page.get_by_role("button", name="复制", exact=True).click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator(".cb-report-panel textarea").input_value()


@pytest.mark.parametrize(("more", "fits"), [("", True), ("长" * 900, False)])
def test_an_issue_is_filled_in_while_its_address_is_short_and_copied_in_any_case(
    page: Page, revised_server: str, more: str, fits: bool
) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.context.route(f"{ISSUES}/**", lambda route: route.fulfill(body="ok", content_type="text/plain"))
    page.goto(f"{revised_server}{ADDRESS}")
    page.locator("#good").get_by_role("button", name="数据有误").click()
    field = page.locator(".cb-report-panel textarea")
    field.fill(field.input_value() + more)
    with page.expect_popup() as opened:
        page.get_by_role("link", name="提交意见").click()
    page.bring_to_front()
    address = urlsplit(opened.value.url)
    assert f"{address.scheme}://{address.netloc}{address.path}" == f"{ISSUES}/issues/new"
    written = {"title": ["更正：甲做法，受训人数"], "body": [field.input_value()]}
    assert parse_qs(address.query) == (written if fits else {})
    assert len(opened.value.url) < 6000
    assert page.evaluate("navigator.clipboard.readText()") == field.input_value()


def test_without_scripts_the_page_leads_to_how_to_report(browser: Browser, revised_server: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{revised_server}{ADDRESS}")
    expect(page.get_by_text("复制课件链接")).to_be_hidden()
    page.get_by_role("link", name="本页有误").click()
    expect(page).to_have_url(f"{revised_server}about/corrections/")
    context.close()


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        (SiteSettings(), ""),
        (SiteSettings(feedback_url="mailto:a.b@example.gov.cn"), 'data-mail="a&#46;b&#64;example&#46;gov&#46;cn"'),
        (SiteSettings(feedback_url='mailto:a@b.cn"onclick="x'), ""),
        (SiteSettings(feedback_url="javascript:x"), ""),
        (
            SiteSettings(feedback_url="https://example.gov.cn/fk?x=1&y=2"),
            'data-open="https://example.gov.cn/fk?x=1&amp;y=2"',
        ),
        (
            SiteSettings(repo_url="https://gitee.com/a/b"),
            'data-open="https://gitee.com/a/b/issues/new" data-fields="title body"',
        ),
        (
            SiteSettings(repo_url="https://gitlab.example.cn/a/b"),
            'data-open="https://gitlab.example.cn/a/b/-/issues/new" data-fields="issue[title] issue[description]"',
        ),
        (
            SiteSettings(repo_url="https://github.com/a/b", feedback_url="mailto:a@b.cn"),
            'data-mail="a&#64;b&#46;cn" data-open="https://github.com/a/b/issues/new" data-fields="title body"',
        ),
    ],
)
def test_the_settings_say_where_a_report_goes(tmp_path: Path, settings: SiteSettings, told: str) -> None:
    catalog = catalog_of(make_checkout(tmp_path / "c"))
    page = str(dict(generated_files(Site(catalog, Shelves(catalog), settings)))["practices/jia/index.md"])
    link = re.search(
        r'<a class="cb-report" href="\.\./\.\./about/corrections/" data-record="[^"]*"([^>]*)>本页有误</a>', page
    )
    assert link is not None
    assert link[1].strip() == told


def test_a_mail_is_filled_in(page: Page, tmp_path: Path) -> None:
    project = make_revised(tmp_path / "c", feedback_url="mailto:a@example.gov.cn")
    publish(catalog_of(project), project, project.root / "site", None, offline=True)
    page.goto((project.root / "site-offline" / ADDRESS / "index.html").as_uri())
    page.get_by_role("button", name="本页有误").click()
    link = page.get_by_role("link", name="发邮件")
    link.evaluate("link => link.addEventListener('click', event => event.preventDefault())")
    link.click()
    address = urlsplit(link.get_attribute("href") or "")
    assert (address.scheme, address.path) == ("mailto", "a@example.gov.cn")
    written = page.locator(".cb-report-panel textarea").input_value()
    assert parse_qs(address.query) == {"subject": ["更正：甲做法"], "body": [written]}
    corrections = HtmlSite(project.root / "site").page("about/corrections/")
    assert [a.get("href") for a in corrections.main.iter("a") if text(a) == "提交更正"] == ["mailto:a@example.gov.cn"]


def test_a_doubtful_figure_never_stands_without_its_word(revised_site: Path) -> None:
    bare, seen = [], set()
    for path, page in HtmlSite(revised_site).pages.items():
        for number, word in (("8642", "存疑"), ("9753", "撤回")):
            for before, after in re.findall(rf"(.{{0,6}}){number}(.{{0,6}})", text(page.main)):
                seen.add(path)
                bare += [] if word in before + after else [f"{path}: {before}{number}{after}"]
    assert bare == []
    assert {"practices/jia/index.html", "browse/figures/index.html", "about/corrections/index.html"} <= seen
    data = [path.read_text(encoding="utf-8") for path in (revised_site / "assets" / "search").rglob("*.js")]
    told = {found for content in data for found in re.findall(r"(?:8642|9753)人.{4}", content)}
    assert told == {"8642人（存疑）", "9753人（撤回）"}


def test_a_figure_taken_back_is_struck_through_and_is_no_main_figure(revised_site: Path) -> None:
    page = HtmlSite(revised_site).page(ADDRESS)
    (struck,) = [text(element) for element in page.main.iter("s")]
    assert struck == "9753人"
    assert text(of_class(page.main, "cb-key-figures")[0]).startswith("4321人")
    assert len(of_class(page.main, "cb-key-figures")[0]) == 1
    assert text(of_class(page.with_id("taken-back"), "cb-warning")[0]) == "这个数据已撤回，请勿引用。"
    assert (
        text(of_class(page.with_id("doubted"), "cb-warning")[0]) == "这个数据存疑，引用前请看说明，并向发文单位核对。"
    )


def test_copying_the_link_of_a_figure_taken_back_says_so(page: Page, revised_server: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{revised_server}{ADDRESS}")
    page.locator("#taken-back .cb-permalink").click()
    expect(page.locator("#taken-back .cb-permalink")).to_have_text("已复制。数据已撤回，请勿引用")
    expect(page.locator(".cb-said")).to_have_text("已复制这个数据的链接。数据已撤回，请勿引用")


def test_the_page_of_corrections_lists_what_was_corrected_and_what_is_doubtful(revised_site: Path) -> None:
    shown = text(HtmlSite(revised_site).page("about/corrections/").main)
    for said in (
        "甲做法：受训人数 存疑 8642人。两处不一致",
        "甲做法：受训人数 撤回 9753人",
        "2026年12月5日，甲做法：标为<b>存疑</b>",
        "2026年11月22日，甲做法：第一次修订",
        "收到后 5 个工作日内答复",
    ):
        assert said in shown


def test_the_page_of_corrections_lists_what_was_taken_down(tmp_path: Path) -> None:
    project = make_revised(tmp_path / "c")
    changed = {
        "jia.yml": laid_over(RECORD, "publication: {former_keys: [{key: wrong, reason: 数错了}]}"),
        "yi.yml": laid_over(RECORD, "name: 乙做法\npublication: {status: merged, replaced_by: jia, reason: 同一做法}"),
        "bing.yml": laid_over(RECORD, "name: 丙做法\npublication: {status: withdrawn, reason: 原文已废止}"),
    }
    for name, content in changed.items():
        write(project.practices / name, content)
    publish(catalog_of(project), project, project.root / "site", None, offline=False)
    shown = text(HtmlSite(project.root / "site").page("about/corrections/").main)
    for said in (
        "丙做法 已撤下。原因：原文已废止",
        "乙做法 已并入，请看甲做法。原因：同一做法",
        "甲做法：原有的一个数据 已撤下。原因：数错了",
    ):
        assert said in shown


def test_axe_finds_nothing_where_a_panel_is_open_and_a_notice_is_told(page: Page, revised_server: str) -> None:
    page.goto(f"{revised_server}{ADDRESS}?since=2026-11-22#doubted")
    page.locator("#doubted").get_by_role("button", name="数据有误").click()
    page.get_by_role("button", name="本页有误").click()
    load_axe(page)
    assert [problem for where in (DESKTOP, PHONE) for problem in axe_finds(page, where)] == []
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
