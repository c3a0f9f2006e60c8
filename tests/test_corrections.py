"""Corrections: reporting a mistake from page and figure, and no doubtful figure unawares."""

from __future__ import annotations

import re
from functools import reduce
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from casebook.publishing.assemble import generated_pages
from casebook.publishing.publish import publish
from casebook.saying.site import Site
from casebook.settings import SiteSettings
from checkouts import catalog_of, make_checkout, write
from html_site import Html, HtmlSite, figure_css, of_class, text
from kit import RECORD, laid_over
from revised import ADDRESS, ISSUES, make_revised
from test_look import DESKTOP, PHONE, axe_finds, load_axe


def test_a_report_on_a_figure_is_filled_in(page: Page, revised_server: str) -> None:
    page.goto(f"{revised_server}{ADDRESS}")
    page.locator(figure_css("doubted")).get_by_role("button", name="数据有误").click()
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
    page.locator(figure_css("good")).get_by_role("button", name="数据有误").click()
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
        (SiteSettings(feedback_url="mailto:a.b@example.gov.cn"), 'data-mail="a.b@example.gov.cn"'),
        (SiteSettings(feedback_url='mailto:a@b.cn"onclick="x'), ""),
        (SiteSettings(feedback_url="javascript:x"), ""),
        (
            SiteSettings(feedback_url="https://example.gov.cn/fk?x=1&y=2"),
            'data-open="https://example.gov.cn/fk?x=1&#38;y=2"',
        ),
        (
            SiteSettings(repo_url="https://gitee.com/a/b"),
            'data-open="https://gitee.com/a/b/issues/new" data-fields="title body"',
        ),
        (
            SiteSettings(repo_url="https://gitlab.example.cn/a/b"),
            'data-open="https://gitlab.example.cn/a/b/-/issues/new" data-fields="issue&#91;title&#93; issue&#91;description&#93;"',
        ),
        (
            SiteSettings(repo_url="https://github.com/a/b", feedback_url="mailto:a@b.cn"),
            'data-mail="a@b.cn" data-open="https://github.com/a/b/issues/new" data-fields="title body"',
        ),
    ],
)
def test_the_settings_say_where_a_report_goes(tmp_path: Path, settings: SiteSettings, told: str) -> None:
    catalog = catalog_of(make_checkout(tmp_path / "c"))
    page = str(dict(generated_pages(Site.of(catalog, settings)))["practices/jia/index.md"])
    assert "\n- [本页有误](../../about/corrections/index.md)\n" in page
    place = re.search(r'\n<div class="cb-reporting" data-record="practices/jia.yml"([^>]*)></div>\n', page)
    assert place is not None
    assert place[1].strip() == told


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
            sentences = [text(part) for part in of_class(page.main, "cb-sentence")]
            bare += [f"{path}: {said}" for said in sentences if number in said and word not in said]
            shown = reduce(lambda rest, said: rest.replace(said, ""), sentences, text(page.main))
            for before, after in re.findall(rf"(.{{0,6}}){number}(.{{0,6}})", shown):
                seen.add(path)
                bare += [] if word in before + after else [f"{path}: {before}{number}{after}"]
    assert bare == []
    assert {"practices/jia/index.html", "browse/figures/index.html", "about/corrections/index.html"} <= seen
    data = [path.read_text(encoding="utf-8") for path in (revised_site / "assets" / "search").rglob("*.js")]
    told = {found for content in data for found in re.findall(r'"([^"]*)","([^"]*(?:8642|9753)人[^"]*)"', content)}
    assert told == {("存疑", "8642人"), ("撤回", "9753人")}


STRUCK = """[...document.querySelectorAll("main *")]
  .filter(e => getComputedStyle(e).textDecorationLine === "line-through").map(e => e.textContent)"""


def test_a_figure_taken_back_is_struck_through(page: Page, revised_server: str) -> None:
    page.goto(f"{revised_server}{ADDRESS}")
    assert page.evaluate(STRUCK) == ["9753人"]


def test_a_figure_taken_back_warns_and_is_no_main_figure(revised_site: Path) -> None:
    page = HtmlSite(revised_site).page(ADDRESS)
    main, more = of_class(page.main, "cb-key-figures")[0].findall("ul/li")
    assert (text(main[0]), text(more)) == ("4321人", "全部 3 个数据")
    assert warnings(page, "taken-back") == ["这个数据已撤回，请勿引用。"]
    assert warnings(page, "doubted") == ["这个数据存疑，引用前请看说明，并向发文单位核对。"]
    assert warnings(page, "good") == []


def warnings(page: Html, key: str) -> list[str]:
    """Return what stands between a figure's heading and what is said of it: strong paragraphs."""
    return [text(part) for part in page.figure(key).findall("p/strong")]


def test_copying_the_link_of_a_figure_taken_back_says_so(page: Page, revised_server: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{revised_server}{ADDRESS}")
    link = page.locator(figure_css("taken-back")).locator(".cb-permalink")
    link.click()
    expect(link).to_have_text("已复制。数据已撤回，请勿引用")
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
    page.locator(figure_css("doubted")).get_by_role("button", name="数据有误").click()
    page.get_by_role("button", name="本页有误").click()
    load_axe(page)
    assert [problem for where in (DESKTOP, PHONE) for problem in axe_finds(page, where)] == []
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


def test_a_page_is_copied_as_plain_text_also_from_a_disk(page: Page, revised_server: str, revised_site: Path) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    twin = (revised_site / ADDRESS / "index.md").read_text(encoding="utf-8")
    copy = revised_site.with_name("site-offline") / ADDRESS / "index.html"
    for address in (copy.as_uri(), f"{revised_server}{ADDRESS}"):
        page.goto(address)
        page.get_by_role("button", name="复制全文").click()
        expect(page.locator(".cb-said")).to_have_text("已复制本页的纯文本")
    assert page.evaluate("navigator.clipboard.readText()") == twin
