"""What the form takes from a register or from the record itself: policies, parts, shares; and a draft of the first edition."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from casebook.catalog import Catalog
from form_filling import FORM, TICK, Form, fill_document, fill_known, fill_record

PRACTICE = "practices/zhang-zhe-lin-li-xun-fang.yml"
TITLE, ID = "广州市物业管理条例", "guang-zhou-wu-ye-guan-li-tiao-li"
NUMBER, NUMBERS_ID = "东民〔2022〕132号", "dong-guan-cheng-xiang-she-qu-fu-wu-ti-xi-fang-an"
ANCHOR = "组织低龄老人结对巡访高龄老人"
# As the form of the first edition kept it in a browser.
OLD_DRAFT = """localStorage.setItem('cb-form-draft', JSON.stringify({
    version: 1, id: '', ownId: false, sameName: false, reviewed: false, asked: false,
    record: {name: '长者邻里巡访', adoption: '2022年在全市推开\\n\\n写入工作报告',
             basis: [{title: '%s'}, {title: '某个意见', number: '某发〔2020〕1号'}, {number: '%s'}, {}]},
    documents: [{uid: '1', choice: '', id: '', ownId: false, printed: '', value: {}}],
}))"""


@pytest.fixture
def form(page: Page, server: str) -> Form:
    """Return the form, empty."""
    return Form(page).open(server + FORM)


def more(form: Form) -> Form:
    """Unfold the last part."""
    form.page.get_by_text("展开填写").click()
    return form


def test_the_form_offers_every_policy_by_title_and_number(form: Form, catalog: Catalog) -> None:
    offered = form.page.locator("[data-field=basis] option").evaluate_all("all => all.map(one => one.value)")
    assert offered == [
        f"{policy.title}（{policy.number}）" if policy.number else policy.title
        for policy in catalog.vocabularies.policies.all
    ]


def test_policies_are_typed_by_title_or_number_and_written_by_id(form: Form) -> None:
    fill_known(form)
    basis = more(form).page.locator("[data-field=basis]")
    for typed in (TITLE, NUMBER, TITLE):
        basis.locator("input").fill(typed)
    expect(basis.locator("input")).to_have_value("")
    form.ask()
    assert f"basis: [{NUMBERS_ID}, {ID}]\n" in form.files()[PRACTICE]
    basis.get_by_role("button", name=f"删去 {TITLE}").click()
    assert f"basis: [{NUMBERS_ID}]\n" in form.files()[PRACTICE]


def test_a_policy_that_is_not_registered_is_kept_before_the_eyes_and_told(form: Form, server: str) -> None:
    basis = more(form).page.locator("[data-field=basis]")
    form.page.get_by_label("名称").first.fill("长者邻里巡访")
    basis.locator("input").fill("某个意见")
    expect(basis.get_by_role("status")).to_contain_text("没有登记的政策写不进文件。")
    form.page.wait_for_timeout(400)
    form.open(server + FORM)
    expect(basis.locator("input")).to_have_value("某个意见")


def test_parts_spreading_and_shares_come_out_as_fmt_writes_them(form: Form) -> None:
    fill_document(form)
    fill_record(form)
    page = form.page
    names = form.part("二、名称")
    form.write(names, {"别名": "邻里巡访", "查找用词": "看望老人\n串门"})
    figures = form.part("六、数据")
    figures.get_by_role("button", name="加一个数据").click()
    second = figures.locator(".cb-entry").nth(1)
    second.get_by_text("更多（可以不写）").click()
    form.write(second, {"指标": "巡访率", "数值": "100", "单位": "%", "性质": "覆盖", "原文词句": "巡访率达到100%了"})
    second.locator("[data-field=part] select").select_option(label="结对巡访的老人：1.2万人")
    page.get_by_label(TICK).check()
    assert form.ask() == "还有 1 处没有填好。按提示改好以后，再点一次。"
    assert form.complaints() == ["总数的锚点：必填的字段都要写。"]
    second.locator("[data-field=whole] select").select_option(label="结对巡访的老人：1.2万人")
    more(form)
    page.get_by_role("button", name="加一项其中包括的做法").click()
    form.write(page.locator("[data-field=includes]"), {"名称": "结对巡访的老人", "原文词句": ANCHOR})
    page.get_by_role("button", name="加一件推广或借鉴").click()
    form.write(
        page.locator("[data-field=diffusion]"),
        {"怎样推广": "参照外地", "从哪里": "广东省/东莞市", "原文词句": "学习东莞市巡访老人的做法"},
    )
    form.ask()
    text = next(text for path, text in form.files().items() if path == PRACTICE)
    document = "document: ping-le-xian-min-zheng-ju-2021-nian-da-fu"
    parts = f"{{key: jie-dui-xun-fang-de-lao-ren-2, name: 结对巡访的老人, {document}, anchor: {ANCHOR}}}"
    for line in (
        f"aliases: [邻里巡访]\nsearch_words: [看望老人, 串门]\nincludes:\n  - {parts}\n",
        "ratio: {part: jie-dui-xun-fang-de-lao-ren, whole: jie-dui-xun-fang-de-lao-ren}}\n",
        f"diffusion:\n  - {{how: 参照外地, from: [广东省/东莞市], {document}, anchor: 学习东莞市巡访老人的做法}}\n",
    ):
        assert line in text


def test_a_stage_that_is_inferred_asks_for_the_words(form: Form) -> None:
    fill_known(form)
    who = form.part("四、谁在做")
    who.get_by_text("更多（可以不写）").click()
    who.locator("[data-field=stage_basis] select").select_option("推断")
    form.ask()
    note = who.locator("[data-field=note]")
    expect(note.locator(".cb-field-problem")).to_have_text("选了推断的，在这里写明据原文哪些词句推断。")
    note.locator("textarea").fill("原文写“继续推行”")
    expect(note.locator(".cb-field-problem")).to_have_text("")


def test_a_draft_of_the_first_edition_loses_nothing(page: Page, server: str) -> None:
    page.add_init_script(OLD_DRAFT % (TITLE, NUMBER))
    form = Form(page).open(server + FORM)
    expect(form.page.get_by_label("名称").first).to_have_value("长者邻里巡访")
    record = form.page.evaluate("cb.form.state.record")
    assert record["basis"] == f"{ID}\n{NUMBERS_ID}"
    assert record["basisTyped"] == "某个意见 某发〔2020〕1号"
    assert [one["note"] for one in record["diffusion"]] == ["2022年在全市推开", "写入工作报告"]
    assert form.page.locator("[data-field=basis] input").input_value() == "某个意见 某发〔2020〕1号"
