"""Practices side by side: what may stand in one row, what the address says, and how practices are chosen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from casebook.publishing.publish import publish
from checkouts import catalog_of, make_checkout
from kit import BASE, RECORD, laid_over
from static_server import serving

COMPARE = "compare/"
FOUR = (
    "wang-ge-hua-fu-wu-guan-li", "wu-ye-wei-hui-xiao-qu-dang-zu-zhi-zu-jian", "lou-dong-zhang", "zhi-bu-jian-zai-ye-wei-hui-shang",
)  # fmt: skip
LINE = "{{key: {key}, metric: 网格, value: '{value}', unit: 个, nature: {nature}, document: d, anchor: 六个字的原文{more}}}"


def figure(key: str, value: str, *, scope: str = "全市", nature: str = "规模", more: str = "") -> str:
    told = f", scope: {scope}{more}" if scope else more
    return LINE.format(key=key, value=value, nature=nature, more=told)


def record(name: str, *figures: str, more: str = "") -> str:
    return laid_over(RECORD, f"name: {name}\noutcomes: [{', '.join(figures)}]\n{more}")


RECORDS = {
    **BASE,
    "jia.yml": record("甲做法", figure("a", "14"), figure("b", "3", scope="小区"), figure("c", "9", scope="")),
    "yi.yml": record("乙做法", figure("a", "16"), figure("c", "8", scope=""), more="publication: {former_ids: [yi-jiu]}"),
    "bing.yml": record(
        "丙做法",
        figure("a", "20", nature="目标"),
        figure("b", "4", scope="街道", more=", voice: 提案人"),
        figure("d", "5", more=", status: 撤回"),
        figure("e", "17", more=", voice: 媒体"),
    ),
    "ding.yml": laid_over(RECORD, "name: 丁做法\npublication: {status: merged, replaced_by: jia, reason: 同一做法}"),
    "wu.yml": laid_over(RECORD, "name: 戊做法\npublication: {status: withdrawn, reason: 原文已废止}"),
    "geng.yml": record(
        "庚做法",
        figure("a", "30", nature="目标", more=", place: 广东省/广州市, as_of: '2021'"),
        figure("b", "31", scope="街道", more=", place: 广东省/广州市, voice: 提案人, status: 存疑"),
        figure("c", "32", scope="社区", more=", place: 广东省/东莞市, as_of: '2020-04', note: 算法不同；与甲做法的不可相比"),
        more="localities: [{place: 广东省/广州市, stage: 试点, since: '2020', voice: 提案人, document: d, anchor: 六个字的原文},"
        " {place: 广东省/东莞市, stage: 计划, document: d, anchor: 六个字的原文}]",
    ),
    "ji.yml": laid_over(RECORD, "name: 己做法\nsteps: ['<b>粗</b>']"),
}  # fmt: skip


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a checkout with seven small practices, published with its offline copy."""
    project = make_checkout(tmp_path_factory.mktemp("compare"), RECORDS)
    publish(catalog_of(project), project, project.root / "site", None, offline=True)
    return project.root


@pytest.fixture(scope="module")
def few(small: Path) -> Iterator[str]:
    """Return the address of the small site."""
    with serving(small / "site") as address:
        yield address


def compare(page: Page, server: str, *ids: str) -> None:
    page.goto(f"{server}{COMPARE}?ids={','.join(ids)}")
    expect(page.locator("[data-compare=done]")).to_have_count(1)


def heads(page: Page) -> Locator:
    return page.locator(".cb-compare-table thead th > a")


def rows(page: Page) -> dict[str, list[str]]:
    """Return the rows of the table: the label, and what stands in each column."""
    found = {}
    for row in page.locator(".cb-compare-table tbody tr").all():
        found[row.locator("th").inner_text().split("\n")[0]] = [cell.inner_text() for cell in row.locator("td").all()]
    return found


def test_figures_of_one_metric_place_and_scope_stand_in_one_row(page: Page, few: str) -> None:
    compare(page, few, "jia", "yi")
    shared = rows(page)["网格"]
    assert [cell.split("（")[0] for cell in shared] == ["14个", "16个"]
    expect(page.locator(".cb-compare-table tbody tr", has_text="14个").locator("th")).to_contain_text(
        "广州市；口径：全市"
    )
    page.locator(".cb-compare-table").get_by_role("link", name="14个").click()
    assert page.url == f"{few}practices/jia/#a"


@pytest.mark.parametrize(("one", "other"), [("jia", "bing"), ("yi", "bing")])
def test_other_figures_never_stand_side_by_side(page: Page, few: str, one: str, other: str) -> None:
    compare(page, few, one, other)
    assert rows(page)["数据"] == [
        "这几项做法没有指标、地方、口径和说话人都相同的数据：有一样不同，就不并列。各自的数据列在表的下面。"
    ]
    assert not re.search("[0-9]+个", page.locator(".cb-compare-table").inner_text())
    lists = page.locator(".cb-compare-own > div")
    expect(lists).to_have_count(2)
    boxes = [box for part in lists.all() if (box := part.bounding_box())]
    assert boxes[0]["y"] + boxes[0]["height"] <= boxes[1]["y"]


def test_figures_without_a_scope_are_no_pair(page: Page, few: str) -> None:
    compare(page, few, "jia", "yi")
    assert not re.search("[89]个", page.locator(".cb-compare-table").inner_text())
    expect(page.locator(".cb-compare-own li", has_text="来源未说明")).to_have_count(2)


def test_no_figure_stands_without_its_marks(page: Page, few: str) -> None:
    compare(page, few, "bing", "geng")
    expect(page.locator(".cb-compare-own li", has_text="5个")).to_contain_text("5个（撤回；未注日期）")
    goals = page.locator(".cb-compare-table tbody tr", has_text="20个").locator("td")
    expect(goals).to_have_text(
        ["20个（目标；期限来源未说明；答复）", "30个（目标；期限2021年；期限已过，结果未见于来源；答复）"]
    )
    doubtful = page.locator(".cb-compare-table tbody tr", has_text="31个").locator("td")
    expect(doubtful).to_have_text(["4个（提案人；未注日期；答复）", "31个（存疑；提案人；未注日期；答复）"])
    alone = page.locator(".cb-compare-own > div").last
    expect(alone.locator("p").first).to_have_text("答复；截至2020年4月")
    expect(alone.locator("li")).to_have_text(["网格 32个（与甲做法的不可相比）（东莞市；口径：社区）"])


def test_each_place_stands_with_its_own_stage(page: Page, few: str) -> None:
    compare(page, few, "geng")
    assert rows(page)["在哪里，做到哪一步"] == ["广州市 试点 2020年起，提案人称\n\n东莞市 计划"]


def test_every_part_that_the_source_does_not_tell_says_so(page: Page, few: str) -> None:
    compare(page, few, "jia", "ji")
    found = rows(page)
    assert found["牵头单位"] == found["所需条件"] == found["经费来源"] == ["来源未说明", "来源未说明"]


def test_record_text_never_becomes_markup(page: Page, few: str) -> None:
    compare(page, few, "ji")
    assert rows(page)["怎么做"] == ["1. <b>粗</b>"]


def test_an_id_of_old_resolves_and_the_address_takes_the_new_one(page: Page, few: str) -> None:
    compare(page, few, "yi-jiu", "jia")
    expect(heads(page)).to_have_text(["乙做法", "甲做法"])
    assert page.url == f"{few}{COMPARE}?ids=yi,jia"


def test_what_is_gone_or_unknown_says_so(page: Page, few: str) -> None:
    compare(page, few, "ding", "wu", "no-such", "../x")
    notices = page.locator(".cb-compare-notices p")
    expect(notices).to_have_text(
        [
            "“丁做法”已并入别的做法：同一做法。改为比较“甲做法”",
            "“戊做法”已撤下，请不要再引用：原文已废止。",
            "没有编号为“no-such”的做法。查一查。",
            "没有编号为“../x”的做法。查一查。",
        ]
    )
    page.get_by_role("button", name="改为比较“甲做法”").click()
    expect(heads(page)).to_have_text(["甲做法"])
    expect(notices).to_have_count(3)


def test_columns_can_be_moved_and_taken_out_by_keyboard(page: Page, server: str) -> None:
    compare(page, server, *FOUR)
    before = heads(page).all_inner_texts()
    page.get_by_role("button", name=f"右移：{before[0]}").press("Enter")
    expect(heads(page)).to_have_text([before[1], before[0], *before[2:]])
    expect(page.get_by_role("button", name=f"右移：{before[0]}")).to_be_focused()
    page.get_by_role("button", name=f"移去：{before[1]}").press("Enter")
    expect(heads(page)).to_have_text([before[0], *before[2:]])
    assert page.url == f"{server}{COMPARE}?ids={FOUR[0]},{FOUR[2]},{FOUR[3]}"
    page.reload()
    expect(heads(page)).to_have_text([before[0], *before[2:]])


def test_a_practice_is_added_by_typing_its_name(page: Page, server: str) -> None:
    compare(page, server, "lou-dong-zhang")
    field = page.get_by_label("再加一项做法")
    field.press_sequentially("louzuzhang")
    expect(page.locator(".cb-compare-found button").first).to_contain_text("楼组长")
    field.press("Enter")
    expect(heads(page)).to_have_text(["楼栋长", "楼组长"])
    expect(field).to_be_focused()
    assert page.url.endswith("?ids=lou-dong-zhang,lou-zu-zhang")


def test_never_more_than_four(page: Page, server: str) -> None:
    compare(page, server, *FOUR, "lou-zu-zhang")
    expect(heads(page)).to_have_count(4)
    expect(page.locator(".cb-compare-notices")).to_have_text("一次最多比较 4 项，没有列出“楼组长”。请先移去一项。")


@pytest.mark.parametrize(
    ("address", "tick"),
    [
        ("practices/", ".cb-cards .cb-tick"),
        ("browse/pinyin/", ".cb-names .cb-tick"),
        ("browse/places/440111/", ".cb-doings .cb-tick"),
        ("search/?q=楼", "[data-practice] .cb-tick"),
    ],
)
def test_practices_are_ticked_in_every_list_and_the_tray_leads_on(
    page: Page, server: str, address: str, tick: str
) -> None:
    page.goto(server + address)
    boxes = page.locator(tick).locator("input")
    expect(boxes.nth(1)).to_be_attached()
    chosen = list(dict.fromkeys(str(box.get_attribute("value")) for box in boxes.all()[:6]))[:2]
    for id_ in chosen:
        page.locator(f'{tick} input[value="{id_}"]').first.check()
    tray = page.get_by_role("region", name="选来比较的做法")
    expect(tray.get_by_role("status")).to_contain_text("比较 2 项：")
    tray.get_by_role("link", name="去比较").click()
    expect(heads(page)).to_have_count(2)
    assert page.url == f"{server}{COMPARE}?ids={','.join(chosen)}"


def test_the_choice_lasts_from_page_to_page_and_can_be_dropped(page: Page, server: str) -> None:
    page.goto(f"{server}practices/lou-dong-zhang/")
    page.get_by_role("button", name="加入比较").click()
    expect(page.get_by_role("button", name="已加入比较")).to_be_visible()
    page.goto(f"{server}browse/pinyin/")
    expect(page.get_by_label("比较：楼栋长")).to_be_checked()
    page.get_by_role("button", name="清空").click()
    expect(page.get_by_label("比较：楼栋长")).not_to_be_checked()
    expect(page.locator(".cb-tray")).to_be_hidden()


def test_a_fifth_tick_is_refused_with_a_sentence(page: Page, server: str) -> None:
    page.goto(f"{server}practices/")
    boxes = page.locator(".cb-tick input")
    for number in range(4):
        boxes.nth(number).check()
    boxes.nth(4).click()
    expect(boxes.nth(4)).not_to_be_checked()
    expect(page.locator(".cb-tray [role=status]")).to_contain_text("一次最多比较 4 项")


def test_without_scripts_the_page_says_where_else_to_go(browser: Browser, server: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server}{COMPARE}")
    assert "比较要用到浏览器的脚本功能。也可以按拼音、按主题、按地方找到做法" in page.locator("main").inner_text()
    context.close()


def test_it_works_from_a_disk(page: Page, small: Path) -> None:
    index = small / "site-offline" / "practices" / "index.html"
    page.goto(index.as_uri())
    page.get_by_label("比较：甲做法").check()
    page.get_by_label("比较：乙做法").check()
    page.get_by_role("link", name="去比较").click()
    expect(heads(page)).to_have_text(["甲做法", "乙做法"])
    page.get_by_role("button", name="移去：甲做法").click()
    expect(heads(page)).to_have_text(["乙做法"])
    heads(page).click()
    expect(page.locator("h1")).to_have_text("乙做法")


def test_it_prints_on_one_sheet_of_a4_on_its_side(page: Page, server: str) -> None:
    for ids in (("lou-dong-zhang", "lou-zu-zhang"), FOUR):
        compare(page, server, *ids)
        sheets = re.findall(rb"/MediaBox\s*\[([^]]+)\]", page.pdf(prefer_css_page_size=True))
        assert [[round(float(side)) for side in sheet.split()] for sheet in sheets] == [[0, 0, 842, 595]], ids
    expect(page.locator(".cb-compare-warning")).to_contain_text("单位名称和职责为发文当时。")
    origin = page.locator(".cb-compare-origin")
    expect(origin).to_be_hidden()
    page.emulate_media(media="print")
    expect(origin).to_be_visible()
    expect(origin).to_contain_text(f"本表网址：{server}{COMPARE}?ids={','.join(FOUR)}，")


def test_two_practices_fit_side_by_side_on_a_phone(page: Page, server: str) -> None:
    page.set_viewport_size({"width": 360, "height": 780})
    compare(page, server, *FOUR[:2])
    assert page.locator(".cb-compare-scroll").evaluate("box => box.scrollWidth - box.clientWidth") == 0
    tops = {cell.evaluate("cell => cell.offsetTop") for cell in page.locator("tbody tr:first-child td").all()}
    assert len(tops) == 1


def test_the_table_is_copied_as_cells_with_the_warning(page: Page, few: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    compare(page, few, "jia", "yi")
    page.get_by_role("button", name="复制为表格").click()
    expect(page.get_by_role("status").filter(has_text="已复制比较表")).to_have_count(1)
    lines = page.evaluate("navigator.clipboard.readText()").split("\r\n")
    assert lines[0] == "\t甲做法\t乙做法"
    assert [line.split("（")[0] for line in lines if line.startswith("网格（广州市；口径：全市）")] == ["网格"]
    alone = [line.split("\t") for line in lines if "口径：小区" in line]
    assert [(bool(cells[1]), bool(cells[2])) for cells in alone] == [(True, False)]
    assert lines[-2:] == ["口径、地方、日期不同的数据不能相减，也不能连成趋势。", f"来源：{few}{COMPARE}?ids=jia,yi"]
