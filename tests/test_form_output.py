"""What comes out at the end of the form: files, and the ways to hand them in."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from form_filling import FORM, TICK, Form, fill_document, fill_known, fill_record

PRACTICE = "practices/zhang-zhe-lin-li-xun-fang.yml"


@pytest.fixture
def form(page: Page, server: str) -> Form:
    """Return the form, empty."""
    return Form(page).open(server + FORM)


def test_nothing_comes_out_before_the_review_is_ticked(form: Form) -> None:
    fill_known(form)
    form.page.get_by_label(TICK).uncheck()
    assert form.ask() == "还有 1 处没有填好。按提示改好以后，再点一次。"
    assert form.complaints() == ["还没有勾选“已履行信息发布审查”。"]
    assert form.files() == {}


ADDRESSES = [
    ("https://github.com/a/b", "甲", "https://github.com/a/b/new/main/practices?filename=x.yml&value=%E7%94%B2", True),
    (
        "https://gitea.example.gov.cn/a/b",
        "甲",
        "https://gitea.example.gov.cn/a/b/_new/main/practices?filename=x.yml&value=%E7%94%B2",
        True,
    ),
    ("https://github.com/a/b", "甲" * 700, "https://github.com/a/b/new/main/practices?filename=x.yml", False),
    ("https://gitee.com/a/b", "甲", "https://gitee.com/a/b", False),
]


@pytest.mark.parametrize(("url", "text", "address", "filled"), ADDRESSES)
def test_the_repository_opens_a_new_file_as_far_as_it_can_be_filled_in(
    form: Form, url: str, text: str, address: str, filled: bool
) -> None:
    file = {"name": "x.yml", "folder": "practices", "text": text}
    said = form.page.evaluate("([f, r]) => cb.form.newFileAddress(f, r)", [file, {"url": url, "branch": "main"}])
    assert said == {"address": address, "filled": filled}
    assert len(address.encode()) < 6000


def test_without_a_repository_there_is_no_way_to_one(form: Form) -> None:
    for url in ("", "javascript:alert(1)"):
        assert form.page.evaluate("u => cb.form.newFileAddress({}, {url: u, branch: 'main'})", url) is None


def test_a_file_can_be_copied(form: Form) -> None:
    form.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    fill_known(form)
    form.ask()
    form.page.get_by_role("button", name="复制 zhang-zhe-lin-li-xun-fang.yml").click()
    expect(form.page.get_by_role("status").filter(has_text="已复制文件")).to_have_count(1)
    assert form.page.evaluate("navigator.clipboard.readText()") == form.files()[PRACTICE]


def test_record_text_in_the_form_is_text_and_runs_nothing(form: Form) -> None:
    said: list[str] = []
    form.page.on("pageerror", lambda error: said.append(str(error)))
    form.page.on("dialog", lambda dialog: said.append(dialog.message))
    form.page.on("dialog", lambda dialog: dialog.dismiss())
    fill_known(form)
    form.page.get_by_label("概要").fill("<img src=x onerror=alert(1)></code><script>alert(2)</script>")
    form.ask()
    assert "summary: <img src=x onerror=alert(1)></code><script>alert(2)</script>\n" in form.files()[PRACTICE]
    assert form.page.locator(".cb-file img, .cb-file script").count() == 0
    assert said == []


def test_with_a_repository_each_file_has_its_way_there(form: Form) -> None:
    form.page.evaluate("cb.form.have('model').repository = {url: 'https://github.com/a/b', branch: 'main'}")
    fill_document(form)
    fill_record(form)
    form.page.get_by_label(TICK).check()
    form.ask()
    ways = form.page.locator(".cb-file").get_by_role("link", name="在仓库里新建这个文件")
    starts = [
        "https://github.com/a/b/new/main/practices/_sources?filename=ping-le-",
        "https://github.com/a/b/new/main/practices?filename=zhang-zhe-",
    ]
    assert [
        (way.get_attribute("href") or "").startswith(start) for way, start in zip(ways.all(), starts, strict=True)
    ] == [True, True]


def test_in_wechat_the_downloads_say_to_open_a_browser(browser: Browser, server: str) -> None:
    context = browser.new_context(user_agent="Mozilla/5.0 MicroMessenger/8.0")
    form = Form(context.new_page()).open(server + FORM)
    fill_known(form)
    form.ask()
    expect(form.page.locator(".cb-file .cb-hint")).to_have_text("（微信里不能下载：请点右上角“…”，选“在浏览器打开”）")
    context.close()
