"""The table of all figures: sorted, filtered, and taken along as cells for WPS, as CSV, as a sentence."""

from __future__ import annotations

import csv
import io
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from casebook import links
from casebook.catalog import Catalog
from casebook.catalogued import Figure
from casebook.pages.figures_page import figures_files, figures_pages
from casebook.pages.page import HOME
from casebook.pages.parts import FIGURES as FIGURES_ON_A_PAGE
from casebook.saying import wording
from casebook.saying.site import Site
from casebook.settings import SiteSettings
from casebook.text.numbers import quantity
from casebook.workbooks.csv_files import safe
from kit import counted

FIGURES = "browse/figures/"
PRACTICE = "practices/zhi-bu-jian-zai-ye-wei-hui-shang/"
WARNING = "口径、地方、日期不同的数据不能相减，也不能连成趋势。"
HEAD = [
    "数据", "约", "数值", "单位", "指标", "口径", "做法", "地方", "时间", "性质", "状态", "标注",
    "谁说的", "文件", "章节", "原文词句", "说明", "本库网页",
]  # fmt: skip


@pytest.fixture
def real(catalog: Catalog) -> Site:
    return Site.of(catalog, SiteSettings())


def seen(page: Page) -> Locator:
    return page.locator(".cb-all-figures tbody tr:visible")


def show_all(page: Page) -> None:
    """Ask for the rows of a long table until all are there."""
    while (more := page.get_by_role("button", name="再显示")).is_visible():
        more.click()


def keys(page: Page) -> list[str]:
    """Return which figures fit, in their order: `practice#key`."""
    show_all(page)
    hrefs = page.eval_on_selector_all(
        ".cb-all-figures tbody tr:not([hidden]) td:first-child a",
        "links => links.map(link => link.getAttribute('href'))",
    )
    return [href.removeprefix("../../practices/").replace("/#", "#") for href in hrefs]


def name(figure: Figure) -> str:
    return f"{figure.practice.id}#{figure.outcome.key}"


def test_the_numbers_of_one_unit_are_sorted_the_units_one_below_the_other(
    page: Page, server: str, catalog: Catalog
) -> None:
    page.goto(server + FIGURES)
    page.get_by_role("button", name="数据", exact=True).press("Enter")
    head = page.locator(".cb-all-figures thead th").first
    expect(head).to_have_attribute("aria-sort", "ascending")
    by_name = {name(f): f for f in catalog.figures}
    order = [quantity(by_name[key].outcome.value, by_name[key].outcome.unit) for key in keys(page)]
    numbers = [amount for amount in order if amount.minimum is not None]
    assert order[: len(numbers)] == numbers
    units = list(dict.fromkeys(amount.unit for amount in numbers))
    assert len(units) == sum(a.unit != b.unit for a, b in pairwise(numbers)) + 1
    for unit in units:
        values = [amount.minimum for amount in numbers if amount.unit == unit and amount.minimum is not None]
        assert values == sorted(values), unit
    page.get_by_role("button", name="数据", exact=True).press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")
    assert page.url == f"{server}{FIGURES}?sort=-value"


def test_sorting_by_day_place_nature_and_practice_is_kept_in_the_address_with_the_filter(
    page: Page, server: str, catalog: Catalog
) -> None:
    page.goto(f"{server}{FIGURES}?nature=%E8%A6%86%E7%9B%96&sort=-place")
    wanted = [f for f in catalog.figures if f.outcome.nature == "覆盖"]
    places = sorted((f.place.code for f in wanted), reverse=True)
    by_name = {name(f): f for f in catalog.figures}
    assert [by_name[key].place.code for key in keys(page)] == places
    page.get_by_label("排列").select_option("day")
    days = {name(f): f.outcome.as_of or catalog.documents[f.outcome.document].date or "" for f in wanted}
    dated = sorted(day for day in days.values() if day)
    assert [days[key] for key in keys(page)] == [*dated, *[""] * (len(days) - len(dated))]
    page.get_by_role("button", name="做法", exact=True).click()
    assert keys(page) == [name(f) for f in wanted]
    page.get_by_role("button", name="清除筛选").click()
    page.get_by_role("button", name="性质", exact=True).click()
    natures = [by_name[key].outcome.nature for key in keys(page)]
    names = catalog.vocabularies.natures.names
    assert natures == sorted(natures, key=names.index)
    assert page.url == f"{server}{FIGURES}?sort=nature"


@pytest.mark.parametrize("secure", [True, False])
def test_what_is_seen_is_copied_as_cells_with_scope_source_and_warning(
    page: Page, server: str, real: Site, secure: bool
) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    if not secure:
        page.add_init_script("Object.defineProperty(window, 'isSecureContext', {value: false})")
    page.goto(f"{server}{FIGURES}?nature=%E6%8A%95%E5%85%A5")
    page.get_by_role("button", name="复制所见").click()
    wanted = [f for f in real.catalog.figures if f.outcome.nature == "投入"]
    marks = ["；".join(f.marks) for f in real.counted_figures if f.nature == "投入"]
    lines = [line.split("\t") for line in page.evaluate("navigator.clipboard.readText()").split("\r\n")]
    assert lines[0] == HEAD
    assert len(lines) == len(wanted) + 3
    first, document = wanted[0], real.catalog.documents[wanted[0].outcome.document]
    assert lines[1] == [
        wording.figure_text(first.outcome),
        first.outcome.qualifier or "",
        "10298000",
        "元",
        first.outcome.metric,
        first.outcome.scope,
        first.practice.name,
        wording.place_name(first.place),
        wording.as_of(first.outcome, document),
        "投入",
        "有效",
        marks[0],
        real.catalog.voice(first),
        f"《{document.title}》{document.number}",
        "；".join(
            {s.section for s in first.practice.record.sources if s.section and s.document == first.outcome.document}
        ),
        first.outcome.anchor,
        first.outcome.note or "",
        f"{server}practices/{first.practice.id}/#{first.outcome.key}",
    ]
    assert [line[HEAD.index("标注")] for line in lines[1:-2]] == marks
    assert lines[-2] == [WARNING]
    html = page.evaluate(
        "navigator.clipboard.read().then(items => items[0].getType('text/html')).then(blob => blob.text())"
    )
    assert html.count("<tr>") == len(lines)
    assert "<td>10298000</td>" in html


def test_what_is_seen_is_saved_as_csv_that_excel_and_wps_open(page: Page, server: str, tmp_path: Path) -> None:
    page.goto(f"{server}{FIGURES}?place=%E5%B9%BF%E5%B7%9E%E5%B8%82&nature=%E7%9B%AE%E6%A0%87")
    with page.expect_download() as download:
        page.get_by_role("button", name="下载所见").click()
    assert download.value.suggested_filename == "数据-广州市-目标.csv"
    path = tmp_path / "saved.csv"
    download.value.save_as(path)
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))
    assert rows[0] == HEAD
    assert len(rows) == seen(page).count() + 1  # nothing but data: no line of prose below
    assert {len(row) for row in rows} == {len(HEAD)}
    # A fraction would become a day.
    assert "'1/3" in [row[0] for row in rows]


def test_a_text_that_looks_like_a_formula_stays_text_as_in_the_csv_downloads(page: Page, server: str) -> None:
    cells = ["=1+1", "+1", "-1", "@a", "＝1", "\t=1", "2-3", "1/3", "1:2000", "48", "2022-06-17", "甲\n乙"]
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(server + FIGURES)
    page.evaluate("cells => cb.copyTable({head: cells, rows: [[-5]], notes: []}, '')", cells)
    assert page.evaluate("navigator.clipboard.readText()") == "\t".join(map(safe, cells)) + "\r\n-5"


@pytest.mark.parametrize("address", [FIGURES, PRACTICE])
@pytest.mark.parametrize("secure", [True, False])
def test_a_figure_is_copied_as_one_sentence_with_its_source(
    page: Page, server: str, real: Site, address: str, secure: bool
) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    if not secure:
        page.add_init_script("Object.defineProperty(window, 'isSecureContext', {value: false})")
    figures = [f for f in real.counted_figures if links.practice(f.practice_id) == address or address == FIGURES]
    page.goto(server + address)
    page.get_by_role("button", name="复制这句话").nth(1).click()
    expect(page.get_by_role("status").filter(has_text="已复制这句话和它的来源")).to_have_count(1)
    assert page.evaluate("navigator.clipboard.readText()") == figures[1].sentence


def test_the_table_is_two_clicks_away_and_leads_to_the_whole_as_csv(page: Page, server: str) -> None:
    page.goto(server)
    page.get_by_role("navigation", name="主导航").get_by_role("link", name="全部数据").click()
    expect(page.get_by_role("button", name="复制所见")).to_be_visible()
    there = page.get_by_role("link", name="下载全部数据（CSV）")
    expect(there).to_have_attribute("href", "../../downloads/outcomes.csv")


def test_each_page_of_the_table_says_which_figures_it_holds(real: Site) -> None:
    pages = list(figures_pages(real, (HOME,)))
    count = len(real.counted_figures)
    assert [page.address for page in pages] == [FIGURES, f"{FIGURES}2/"]
    assert [page.part for page in pages] == [1, 2]
    assert [path for path, _ in figures_files(real)] == ["assets/figures/1.js", "assets/figures/2.js"]
    assert f"共 {count} 个数据，本页是第 151—{count} 个" in pages[1].body


def test_choices_act_on_the_rows_of_all_pages_whichever_is_open(page: Page, server: str, catalog: Catalog) -> None:
    wanted = [name(f) for f in catalog.figures if f.outcome.nature == "覆盖"]
    for part in ("", "2/"):
        page.goto(f"{server}{FIGURES}{part}?nature=%E8%A6%86%E7%9B%96")
        shown = page.eval_on_selector_all(
            ".cb-all-figures tbody td:first-child a",
            "links => links.map(link => new URL(link.href).pathname.split('/practices/')[1] + link.hash)",
        )
        assert [one.replace("/#", "#") for one in shown] == wanted
        said = f"筛选出 {len(wanted)} 个，共 {len(counted(catalog.figures))} 个数据"
        expect(page.locator("[data-count-of] > p")).to_have_text(said)
        expect(page.get_by_role("navigation", name="分页")).to_be_hidden()
        page.get_by_role("button", name="清除筛选").click()
        expect(page.get_by_role("navigation", name="分页")).to_be_visible()


def test_a_row_of_another_page_is_drawn_as_that_page_has_it(page: Page, server: str) -> None:
    rows = """rows => rows.map(row => [...row.cells].map(cell => [
        cell.dataset.label, cell.textContent, ...[...cell.querySelectorAll('strong, em, button')].map(part => part.outerHTML),
        ...[...cell.querySelectorAll('a')].map(link => link.href),
    ]))"""
    page.goto(f"{server}{FIGURES}2/")
    expect(page.get_by_role("button", name="清除筛选")).to_be_visible()
    built = page.eval_on_selector_all(".cb-all-figures tbody tr", rows)
    page.goto(f"{server}{FIGURES}?sort=-practice")
    show_all(page)
    drawn = page.eval_on_selector_all(".cb-all-figures tbody tr", rows)
    assert built == drawn[: len(built)][::-1]


def test_figures_are_filtered_by_words_together_with_a_place(page: Page, server: str, catalog: Catalog) -> None:
    page.goto(f"{server}{FIGURES}?place=%E5%B9%BF%E5%B7%9E%E5%B8%82%E7%99%BD%E4%BA%91%E5%8C%BA")
    page.get_by_label("含有这些字").fill("党支部 覆盖率")
    assert keys(page) == [f"{PRACTICE.split('/')[1]}#share-2020"]
    page.get_by_role("button", name="清除筛选").click()
    assert keys(page) == [name(f) for f in counted(catalog.figures)][: FIGURES_ON_A_PAGE.most]
    page.goto(f"{server}{FIGURES}?q=49.15%25")
    assert keys(page) == [f"{PRACTICE.split('/')[1]}#share-2020"]


def test_figures_are_filtered_by_the_year_that_they_hold_for(page: Page, server: str, real: Site) -> None:
    page.goto(f"{server}{FIGURES}?year=2022")
    assert keys(page) == [f.id for f in real.counted_figures if f.as_of.startswith("2022")]
    page.get_by_label("年份").select_option("未注日期")
    assert keys(page) == [f.id for f in real.counted_figures if not f.as_of]


def test_a_sum_is_said_only_of_one_metric_scope_unit_year_and_voice_at_places_apart(page: Page, server: str) -> None:
    page.goto(server + FIGURES)
    expect(page.get_by_role("button", name="清除筛选")).to_be_visible()
    said = page.evaluate("""() => {
        const one = {metric: '网格', scope: '白云区的网格', unit: '个', nature: '规模', voice: '自述', day: '2022-06', status: '有效', marks: '',
                     value: '12', about: '', code: '440111', places: ['广州市白云区', '广州市', '广东省']};
        const other = {...one, scope: '天河区的网格', value: '30.5', code: '440106', places: ['广州市天河区', '广州市', '广东省']};
        const sum = change => cb.figures.sumSaid([{data: one}, {data: {...other, ...change}}]);
        const unlike = [
            {metric: '网格员'}, {unit: '名'}, {nature: '目标'}, {scope: '天河区的楼栋'}, {day: '2021'}, {day: ''}, {status: '存疑'},
            {unscoped: 1}, {most: '40'}, {voice: '提案人'}, {marks: '另有一数31个'}, {code: '440111002'}, {code: '440111'},
        ];
        return [sum({}), sum({about: '余'}), ...unlike.map(sum)];
    }""")
    told = "（2 个互不包含的地方，指标、口径、单位、年份相同）"
    assert said == [f"合计 42.5 个{told}", f"合计约 42.5 个{told}", *[""] * 13]


def test_on_a_phone_a_figure_is_one_line_that_opens_and_a_goal_is_named_in_it(browser: Browser, server: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    phone = context.new_page()
    phone.goto(f"{server}{FIGURES}?nature=目标")
    rows = phone.locator(".cb-all-figures tbody tr")
    expect(rows.first.get_by_role("button", name="展开")).to_be_visible()
    heights = rows.evaluate_all("rows => rows.map(row => row.getBoundingClientRect().height)")
    assert [height for height in heights if not 44 <= height <= 60] == []
    marks = rows.evaluate_all("rows => rows.map(row => getComputedStyle(row.cells[1], '::before').content)")
    assert all("目标" in mark for mark in marks)
    assert not rows.first.locator("td").nth(5).is_visible()
    rows.first.get_by_role("button", name="展开").click()
    assert rows.first.locator("td").nth(5).is_visible()
    assert rows.first.get_by_role("button", name="复制这句话").evaluate("one => one.offsetHeight") >= 44
    expect(rows.first.get_by_role("button", name="收起")).to_have_attribute("aria-expanded", "true")
    context.close()


def test_wechat_is_not_told_that_a_file_was_saved(browser: Browser, server: str) -> None:
    context = browser.new_context(user_agent="Mozilla/5.0 (Linux; Android 12) Chrome/86.0 MicroMessenger/8.0.28")
    page = context.new_page()
    page.goto(server + FIGURES)
    page.get_by_role("button", name="下载所见").click()
    expect(page.get_by_role("status").filter(has_text="微信里不能下载")).to_have_count(1)
    context.close()
