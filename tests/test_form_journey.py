"""A new contributor with a fresh text: two figures, no round of complaints, and what is there already said at once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from casebook.checks.checking import check
from casebook.project import Project
from form_filling import FORM, TICK, Form, fill_document
from kit import ROOT, SHARED_TEXTS

TEXT = "zhuhai-2020"
HANDING = """files => {
    const part = cb.form.handingPart(files);
    return [cb.form.handingWords(), part.querySelector('a').href, part.querySelector('button').textContent];
}"""


@pytest.fixture
def form(page: Page, server: str) -> Form:
    """Return the form, empty."""
    return Form(page).open(server + FORM)


def paste(form: Form, text: str) -> None:
    """Paste a text into the card of the first document."""
    form.page.get_by_text("贴上原文，边填边核对").first.click()
    form.page.get_by_label("文件原文").first.fill(text)


def select(form: Form, words: str) -> None:
    """Select words in the pasted text."""
    form.page.get_by_label("文件原文").first.evaluate(
        "(area, words) => { const at = area.value.indexOf(words); area.focus(); area.setSelectionRange(at, at + words.length); }",
        words,
    )
    form.page.get_by_label("文件原文").first.dispatch_event("mouseup")


@pytest.mark.needs_shared
def test_a_record_of_two_figures_comes_about_from_a_fresh_text_without_a_complaint(form: Form, tmp_path: Path) -> None:
    text = (SHARED_TEXTS / f"{TEXT}.txt").read_text(encoding="utf-8")
    page, document = form.page, form.part("一、根据哪份文件")
    document.locator("select").first.select_option(label="登记一份新的")
    paste(form, text)
    document.get_by_role("button", name="全部写入").click()
    form.write(
        document,
        {
            "标题": "珠海：党建领航红色物业",
            "简称": "珠海市2020年红色物业报道",
            "文种": "报道",
            "公开属性": "主动公开",
            "谁说的": "媒体",
        },
    )
    form.write(document, {"网址": "https://www.example.gov.cn/zhuhai/2020.html"})
    name = form.part("二、名称和分类")
    form.write(name, {"名称": "小区业委会党组织示范点", "类型": "组织设置"})
    form.tick(name, "党建引领", "物业治理", "业委会缺监督")
    form.write(form.part("三、是什么，怎么做"), {"概要": "在业主委员会里建党组织，评出示范点带动别的小区。"})
    who = form.part("四、谁在做")
    form.place(who, "广东省", "珠海市")
    form.write(who, {"阶段": "已实施"})
    sentence = "全市共成立业委会党组织92个"
    select(form, sentence)
    page.locator(".cb-picked").get_by_role("button", name="第 1 条地方").click()
    select(form, sentence + " ")
    select(form, sentence)
    page.locator(".cb-picked").get_by_role("button", name="第 1 条出处").click()
    form.write(form.part("五、出处"), {"章节": "［导语］"})
    for number, metric in (("92个", "业委会党组织"), ("8个", "市级示范点")):
        page.get_by_role("button", name=f"还没录，记成数据：{number}", exact=True).click()
        expect(page.locator(":focus")).to_have_value("")
        page.keyboard.type(metric)
        form.part("六、数据").locator("[data-field=nature] select").last.select_option("产出")
    expect(page.get_by_text("原文里的数字：11 个，还没录 9 个")).to_be_visible()
    page.get_by_label(TICK).check()
    assert form.ask() == "填好了，有 2 个文件，请一起提交。"
    shutil.copytree(ROOT / "practices", tmp_path / "practices")
    files = form.download(tmp_path)
    assert not any(sentence in line for path in files for line in (tmp_path / path).read_text("utf-8").splitlines()[:3])
    (tmp_path / "sources").mkdir()
    shutil.copy(SHARED_TEXTS / f"{TEXT}.txt", tmp_path / "sources" / f"{Path(files[0]).stem}.txt")
    project = Project.here(tmp_path / "practices")
    assert check(project, paths=[tmp_path / path for path in files]).problems == ()
    told = check(project, paths=[tmp_path / path for path in files], sources=tmp_path / "sources").problems
    assert [problem for problem in told if problem.code != "E105"] == []
    assert len(told) == 9  # the numbers that the form lists as not carried yet


def test_an_anchor_is_held_against_the_text_while_it_is_typed(form: Form) -> None:
    fill_document(form)
    paste(form, "一、主要做法\n组织低龄老人结对巡访高龄老人，已结对巡访1.2万人。\n")
    anchor = form.part("四、谁在做").locator("[data-field=anchor]")
    anchor.locator("textarea, input").fill("组织低龄老人结对寻访高龄老人")
    expect(anchor.locator(".cb-field-problem")).to_contain_text("原文里找不到。是否“组织低龄老人结对巡访高龄老人”？")
    anchor.get_by_role("button", name="改用“组织低龄老人结对巡访高龄老人”").click()
    expect(anchor.locator(".cb-field-problem")).to_be_empty()
    form.page.get_by_label("概要").fill("做法是组织低龄老人结对巡访高龄老人已结对巡访")
    expect(form.page.locator("[data-field=summary] .cb-field-problem")).to_be_empty()
    assert "组织低龄" not in str(
        form.page.evaluate("cb.form.files().filter(f => f.folder.endsWith('_sources'))[0].text")
    )


def test_a_document_that_is_there_is_chosen_by_one_button(form: Form) -> None:
    part = form.part("一、根据哪份文件")
    part.locator("select").first.select_option(label="登记一份新的")
    number = form.page.evaluate("cb.form.have('documents')['baiyun-mzj-2020-48'].number")
    part.get_by_label("文号").fill(number.replace("〔", "[").replace("〕", "]"))
    field = part.locator("[data-field=number]")
    expect(field.locator(".cb-field-problem")).to_contain_text("一份文件只登记一次。")
    field.get_by_role("button", name="选它").click()
    expect(part.locator("select").first).to_have_value("baiyun-mzj-2020-48")


def test_a_figure_and_a_sentence_of_another_record_are_told_with_the_way_there(form: Form) -> None:
    figure = form.page.evaluate("cb.form.asked('f:dongguan-2023-20230071').then(all => all[0])")
    form.part("一、根据哪份文件").locator("select").first.select_option("dongguan-2023-20230071")
    figures = form.part("六、数据")
    figures.get_by_role("button", name="加一个数据").click()
    form.write(figures, {"数值": figure[1], "原文词句": figure[0]})
    told = figures.locator("[data-field=anchor] .cb-field-problem")
    expect(told).to_contain_text("一个数据只归一条做法。")
    id_, key = figure[2].split("#")
    expect(told.get_by_role("link")).to_have_attribute("href", form.page.url.replace(FORM, f"practices/{id_}/#{key}"))


@pytest.mark.parametrize(
    ("operator", "who"), [("", "主办单位，或给您这个网址的人"), ("某市民政局", "主办单位（某市民政局）")]
)
def test_without_a_repository_the_form_ends_in_a_mail_a_file_or_a_text(form: Form, operator: str, who: str) -> None:
    form.page.evaluate("operator => { cb.form.have('model').handing.operator = operator; }", operator)
    files = [{"path": "practices/a.yml", "name": "a.yml", "text": "name: 甲\n"}]
    shown = form.page.evaluate(HANDING, files)
    assert shown[0] == f"下载这些文件，交给{who}；也可以写成邮件，或复制下来。维护的人会再检查，并与原文核对。"
    assert shown[1].startswith("mailto:?subject=")
    assert "name%3A%20%E7%94%B2" in shown[1]
    assert shown[2] == "复制全部"
