"""The form on the site in a real browser: from an empty page to files that `check` accepts."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pydantic import BaseModel

from casebook.catalog import Catalog
from casebook.checks.canonical import canonical
from casebook.checks.checking import check
from casebook.project import Project
from casebook.records.model import Document, Record
from form_filling import FORM, TICK, Form, fill_document, fill_known, fill_record
from kit import ROOT

DOCUMENT = "practices/_sources/ping-le-xian-min-zheng-ju-2021-nian-da-fu.yml"
PRACTICE = "practices/zhang-zhe-lin-li-xun-fang.yml"


@pytest.fixture
def form(page: Page, server: str) -> Form:
    """Return the form, empty."""
    return Form(page).open(server + FORM)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a folder with a copy of the project's own records."""
    shutil.copytree(ROOT / "practices", tmp_path / "practices")
    return tmp_path


def test_a_clerk_makes_a_record_and_its_document_that_check_accepts(form: Form, checkout: Path) -> None:
    fill_document(form)
    fill_record(form)
    form.page.get_by_label(TICK).check()
    assert form.ask() == "填好了，有 2 个文件，请一起提交。"
    assert form.download(checkout) == [DOCUMENT, PRACTICE]
    made = [(checkout / path) for path in (DOCUMENT, PRACTICE)]
    assert check(Project.here(checkout / "practices"), paths=made).problems == ()
    models: tuple[type[BaseModel], ...] = (Document, Record)
    for path, model in zip(made, models, strict=True):
        assert canonical(path.read_bytes(), model) == path.read_bytes()
    assert made[1].read_text(encoding="utf-8").splitlines()[-1] == (
        "  - {key: jie-dui-xun-fang-de-lao-ren, metric: 结对巡访的老人, value: '1.2', unit: 万人, nature: 覆盖, "
        "document: ping-le-xian-min-zheng-ju-2021-nian-da-fu, anchor: 已结对巡访1.2万人}"
    )


def test_a_record_on_a_known_document_is_one_file(form: Form, checkout: Path) -> None:
    fill_known(form)
    assert form.ask() == "填好了，有一个文件。"
    assert form.download(checkout) == [PRACTICE]
    assert check(Project.here(checkout / "practices"), paths=[checkout / PRACTICE]).problems == ()


def test_an_empty_form_says_what_is_missing_and_leads_there(form: Form) -> None:
    form.ask()
    said = form.complaints()
    assert said[:3] == ["文件：必填的字段都要写。", "编号：必填的字段都要写。", "名称：必填的字段都要写。"]
    form.page.locator(".cb-form-problems").get_by_role("button", name="概要").click()
    expect(form.page.get_by_label("概要")).to_be_focused()


def test_a_document_that_is_not_public_is_refused(form: Form) -> None:
    fill_document(form)
    part = form.part("一、根据哪份文件")
    part.locator("[data-field=openness] select").select_option("不公开")
    expect(part.locator("[data-field=openness] .cb-field-problem")).to_have_text(
        "不公开的文件不能入库。请不要往下填，已填的请清空。"
    )
    fill_record(form)
    form.page.get_by_label(TICK).check()
    assert form.ask() == "还有 1 处没有填好。按提示改好以后，再点一次。"
    assert form.files() == {}


def test_what_is_open_needs_an_address_or_the_printed_words(form: Form) -> None:
    fill_document(form)
    fill_record(form)
    form.page.get_by_label(TICK).check()
    part = form.part("一、根据哪份文件")
    part.get_by_label("文号").fill("")
    part.get_by_label("文件上印着的公开字样").fill("")
    assert form.ask() == "还有 1 处没有填好。按提示改好以后，再点一次。"
    part.get_by_label("文件上印着的公开字样").fill("公开方式：主动公开")
    assert "note: 原文印有“公开方式：主动公开”。\n" in form.files()[DOCUMENT]


def test_wrong_writing_is_told_while_typing(form: Form) -> None:
    part = form.part("四、谁在做")
    part.get_by_label("原文词句").fill("太短")
    expect(part.locator("[data-field=anchor] .cb-field-problem")).to_have_text("原文词句取 6—20 字。现在 2 字。")
    part.get_by_label("原文词句").fill("这一句正好够长")
    expect(part.locator("[data-field=anchor] .cb-field-problem")).to_have_text("")
    form.page.get_by_label("概要").fill("有事请打13812345678")
    expect(form.page.get_by_text("不写电话、证件号、邮箱、微信号和联系人。")).to_be_visible()


def test_dates_numbers_and_steps_are_set_right_on_leaving_the_field(form: Form) -> None:
    form.part("一、根据哪份文件").locator("select").first.select_option(label="登记一份新的")
    form.part("六、数据").get_by_role("button", name="加一个数据").click()
    for field, typed, kept in (
        ("date", "2023年7月18日", "2023-07-18"),
        ("as_of", "2023.6", "2023-06"),
        ("as_of", "2025年底", "2025年底"),
        ("value", "１，029", "1029"),
        ("value", "36个", "36个"),
        ("steps", "1.居民提事\n（二）商量", "居民提事\n商量"),
        ("steps", "1.5小时一班\n2人一组", "1.5小时一班\n2人一组"),
    ):
        control = form.page.locator(f"[data-field={field}]").locator("input, textarea").first
        control.fill(typed)
        control.press("Tab")
        assert control.input_value() == kept


def test_a_day_that_never_was_is_told_plainly(form: Form) -> None:
    form.part("一、根据哪份文件").locator("select").first.select_option(label="登记一份新的")
    day = form.page.locator("[data-field=date]")
    day.locator("input").fill("2023-06-31")
    expect(day.locator(".cb-field-problem")).to_contain_text("没有这一天，请核对年、月、日。")


def test_the_finished_form_leads_to_how_to_hand_in(form: Form, server: str) -> None:
    fill_known(form)
    form.ask()
    there = form.page.get_by_role("link", name="怎样提交")
    expect(there).to_have_attribute("href", f"{server}contribute/#submit")


def test_the_id_comes_from_the_pinyin_until_someone_writes_another(form: Form) -> None:
    name, id_ = form.page.get_by_label("名称").first, form.page.get_by_label("编号").first
    name.fill("网格长效服务")
    expect(id_).to_have_value("wang-ge-chang-xiao-fu-wu")
    id_.fill("my-own")
    name.fill("网格长效服务队")
    expect(id_).to_have_value("my-own")
    id_.fill("lou-dong-zhang")
    expect(form.part("二、名称").locator("[data-field=id] .cb-field-problem")).to_have_text("编号全库唯一。")


def test_a_name_like_an_existing_one_is_pointed_out_and_the_same_one_refused(form: Form) -> None:
    form.page.get_by_label("名称").first.fill("楼栋长")
    near = form.part("二、名称").locator(".cb-near")
    expect(near.get_by_role("link", name="楼栋长", exact=True)).to_have_attribute(
        "href", form.page.url.replace(FORM, "practices/lou-dong-zhang/")
    )
    expect(form.page.get_by_label("编号").first).to_have_value("lou-dong-zhang-2")
    expect(form.page.get_by_text("名称不与别的名称、别名相同。")).to_be_visible()
    form.page.get_by_label("名称").first.fill("楼栋掌")
    expect(near.get_by_role("link", name="楼栋长", exact=True)).to_be_visible()
    form.page.get_by_label("名称").first.fill("海岛接驳船")
    expect(near).to_be_empty()


def test_the_draft_is_there_after_a_reload_and_gone_after_clearing(form: Form, server: str) -> None:
    fill_document(form)
    fill_record(form)
    form.page.get_by_label(TICK).check()
    form.ask()
    files = form.files()
    form.page.reload()
    form.page.wait_for_selector("[data-form=ready]")
    expect(form.page.get_by_text("接着上次没有填完的填")).to_be_visible()
    assert form.ask() == "填好了，有 2 个文件，请一起提交。"
    assert form.files() == files
    form.page.on("dialog", lambda dialog: dialog.accept())
    form.page.get_by_role("button", name="清空").click()
    expect(form.page.get_by_label("名称").first).to_have_value("")
    form.open(server + FORM)
    expect(form.page.get_by_text("接着上次没有填完的填")).to_have_count(0)
    expect(form.page.get_by_label("概要")).to_have_value("")


def test_a_name_searched_for_in_vain_is_there_already(page: Page, server: str) -> None:
    page.goto(f"{server}contribute/?name=%3Cb%3E星际'治理")
    page.locator("[data-form-link]").first.click()
    expect(page.get_by_label("名称").first).to_have_value("<b>星际'治理")


def test_a_second_place_asks_where_each_figure_belongs(form: Form) -> None:
    fill_document(form)
    fill_record(form)
    who = form.part("四、谁在做")
    who.get_by_role("button", name="再加一处").click()
    second = who.locator(".cb-entry").nth(1)
    form.place(second, "广西壮族自治区", "桂林市", "平乐县", "二塘镇")
    form.write(second, {"阶段": "试点", "原文词句": "在二塘镇先行试点巡访"})
    form.page.get_by_label(TICK).check()
    assert form.ask() == "还有 1 处没有填好。按提示改好以后，再点一次。"
    assert form.complaints() == ["地方：上面写了几个地方，这个数据是哪里的，请选一个。"]
    form.part("六、数据").locator("[data-field=place] select").select_option("广西壮族自治区/桂林市/平乐县/二塘镇")
    assert list(form.files()) == [DOCUMENT, PRACTICE]


def test_a_street_that_is_not_listed_can_be_written(form: Form) -> None:
    who = form.part("四、谁在做")
    form.place(who, "广东省", "东莞市", "没有列出，自己填")
    who.get_by_label("街道、镇的正式名称").fill("新设街道")
    assert form.page.evaluate("cb.form.state.record.localities[0].place") == "广东省/东莞市/新设街道"


def test_the_form_is_filled_by_keyboard_alone(form: Form) -> None:
    page = form.page
    page.get_by_label("名称").first.focus()
    page.keyboard.type("长者邻里巡访")
    page.keyboard.press("Tab")
    expect(page.get_by_label("编号").first).to_be_focused()
    page.get_by_role("checkbox", name="民生服务", exact=True).focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="加一个数据").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("指标")).to_be_focused()
    page.keyboard.type("户数")
    page.get_by_label(TICK).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".cb-form-status")).to_be_focused()
    assert page.evaluate("[cb.form.state.record.name, cb.form.state.record.themes, cb.form.state.record.outcomes[0].metric]") == [
        "长者邻里巡访", "民生服务", "户数",
    ]  # fmt: skip


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """Return a page of a browser without scripts."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_without_scripts_the_page_leads_to_the_other_ways(plain: Page, server: str) -> None:
    plain.goto(server + FORM)
    plain.get_by_role("link", name="怎样提供记录").last.click()
    assert plain.url == f"{server}contribute/"


def test_the_form_works_from_a_local_disk(page: Page, built_site: Path, catalog: Catalog) -> None:
    form = Form(page).open((built_site / FORM / "index.html").as_uri())
    form.page.get_by_label("名称").first.fill(catalog.practices[0].name)
    expect(form.part("二、名称").locator(".cb-near a").first).to_be_visible()
    form.place(form.part("四、谁在做"), "广东省", "广州市", "白云区", "云城街道")
    assert page.evaluate("cb.form.state.record.localities[0].place") == "广东省/广州市/白云区/云城街道"
