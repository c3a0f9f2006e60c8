"""The downloads for people: workbook and CSV of all published practices."""

from __future__ import annotations

import csv
import json
import zipfile
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path

import openpyxl
import pytest

from casebook import links
from casebook.catalog import Catalog
from casebook.exports.api import api_files
from casebook.saying.figures import FigureView
from casebook.saying.site import Site
from casebook.settings import SiteSettings
from casebook.text.numbers import quantity
from casebook.workbooks.csv_files import outcomes_csv, practices_csv, safe
from casebook.workbooks.files import downloads, practices_workbook
from casebook.workbooks.layout import COMPUTED, GUIDE, all_sheets
from html_site import HtmlSite
from kit import BASE, RECORD, KnowledgeBase, counted, laid_over
from workbooks_made import cells

SITE = "https://example.gov.cn/zlk/"
HOSTILE = (
    "=1+1",
    "+86",
    "-1",
    "@SUM(A1)",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://a.b","c")',
    "http://a.b/c",
    "mailto:a",
)


@pytest.fixture(scope="module")
def whole(catalog: Catalog) -> Site:
    """Return the site of the project's own records, with a public address."""
    return Site.of(catalog, SiteSettings(site_url=SITE))


@pytest.fixture(scope="module")
def data(whole: Site) -> bytes:
    """Return the workbook of the project's own records."""
    return practices_workbook(whole)


@pytest.fixture(scope="module")
def book(data: bytes) -> openpyxl.Workbook:
    """Return it as another program reads it."""
    return openpyxl.load_workbook(BytesIO(data))


def table(book: openpyxl.Workbook, name: str) -> list[dict[str, object]]:
    """Return the rows of a sheet by their headings."""
    head, *rows = cells(book, name).iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def lines(content: bytes) -> list[dict[str, str]]:
    """Return the rows of a CSV file by their headings."""
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))


def site_of(base: KnowledgeBase, fragment: str, **others: str) -> Site:
    """Return the site of a record with some fields changed. others: more of them, by id."""
    files = {f"{id_}.yml": laid_over(RECORD, told) for id_, told in others.items()}
    found = base.write({**BASE, "jia.yml": laid_over(RECORD, fragment), **files}).check().catalog
    assert found is not None, base.said()
    return Site.of(found, SiteSettings())


def test_the_site_holds_these_downloads(built_site: Path, catalog: Catalog) -> None:
    found = {path.name: path.read_bytes() for path in (built_site / "downloads").iterdir()}
    made = downloads(Site.of(catalog, SiteSettings()))
    assert found == {name.removeprefix(links.DOWNLOADS): content for name, content in made}
    assert set(found) == {"practices.xlsx", "practices.csv", "outcomes.csv", "template.xlsx"}


def test_the_page_of_all_practices_leads_to_the_downloads(site: HtmlSite) -> None:
    text = (site.folder / "practices" / "index.html").read_text(encoding="utf-8")
    assert 'href="../downloads/practices.xlsx"' in text
    assert 'href="../downloads/practices.csv"' in text


def test_two_exports_are_equal_to_the_byte(catalog: Catalog, whole: Site, data: bytes) -> None:
    assert practices_workbook(whole) == data
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        created = archive.read("docProps/core.xml").decode()
    assert f"{catalog.build_date.isoformat()}T00:00:00Z" in created


def test_each_sheet_has_frozen_headings_a_filter_and_all_its_rows(book: openpyxl.Workbook, catalog: Catalog) -> None:
    assert book.sheetnames == [GUIDE, *(sheet.name for sheet in all_sheets())]
    for sheet in all_sheets():
        found = cells(book, sheet.name)
        assert found.freeze_panes == "B2"
        assert str(found.auto_filter.ref).startswith("A1:")
    published = catalog.practices
    assert len(table(book, "做法")) == len(published)
    assert len(table(book, "地方")) == len(catalog.doings)
    assert len(table(book, "数据")) == len(catalog.figures)
    assert len(table(book, "来源")) == sum(len(p.record.sources) for p in published)
    assert len(table(book, "文件")) == len(catalog.documents)


def test_figures_have_numbers_beside_what_is_printed(book: openpyxl.Workbook, catalog: Catalog) -> None:
    for row, figure in zip(table(book, "数据"), catalog.figures, strict=True):
        amount = quantity(figure.outcome.value, figure.outcome.unit)
        assert row["数值"] == figure.outcome.value
        assert number(row["最小值"]) == amount.minimum
        assert number(row["最大值"]) == amount.maximum
        assert (row["基本单位"] or "") == amount.unit
        assert row["行政区划代码"] == figure.place.code
        assert row["网址（本站）"] == f"{SITE}practices/{figure.practice.id}/#{figure.outcome.key}"


def number(cell: object) -> Decimal | None:
    """Return a number cell as the number it stands for."""
    return None if cell is None else Decimal(str(cell))


def seen(figure: FigureView) -> dict[str, str]:
    """Return what its page says of a figure, under the headings of the tables."""
    low, high, unit = figure.amount.minimum, figure.amount.maximum, figure.amount.unit
    return {
        "做法编号": figure.practice_id, "锚点": figure.key, "指标": figure.metric, "限定词": figure.qualifier,
        "数值": figure.value, "单位": figure.unit, "最小值": plain(low), "最大值": plain(high), "基本单位": unit,
        "性质": figure.nature, "截止时间": figure.as_of, "时间依据": figure.as_of_basis, "地方": figure.place.full,
        "行政区划代码": figure.place.code, "口径": figure.scope, "文件编号": figure.proof.document.id,
        "谁说的": figure.proof.voice, "原文词句": figure.proof.anchor, "状态": figure.status, "说明": figure.note,
        "标注": "；".join(figure.marks), "网址": SITE + figure.address,
    }  # fmt: skip


def plain(value: object) -> str:
    """Return a number as it is written without a point where it is whole, a text as it is; empty for None."""
    if value is None or isinstance(value, str):
        return value or ""
    return f"{Decimal(str(value)).normalize():f}"


FIELDS = {
    "practice": "做法编号", "key": "锚点", "metric": "指标", "qualifier": "限定词", "value": "数值", "unit": "单位",
    "value_min": "最小值", "value_max": "最大值", "unit_base": "基本单位", "nature": "性质", "as_of": "截止时间",
    "as_of_basis": "时间依据", "place": "地方", "place_code": "行政区划代码", "scope": "口径", "document": "文件编号",
    "voice": "谁说的", "anchor": "原文词句", "status": "状态", "note": "说明",
}  # fmt: skip
COMPLETED = {"截止时间": "时间（补全）", **{name: f"{name}（补全）" for name in ("时间依据", "地方", "谁说的", "状态")}}


def test_every_figure_is_the_same_on_its_page_in_the_api_and_in_the_csv(whole: Site) -> None:
    told = [seen(figure) for figure in whole.figures]
    rows = json.loads(dict(api_files(whole))[f"{links.API}outcomes.json"])["outcomes"]
    api = [{name: plain(row.get(field)) for field, name in FIELDS.items()} for row in rows]
    for one, row in zip(api, rows, strict=True):
        one |= {"标注": "；".join(row["marks"]), "网址": SITE + row["url"]}
    assert api == told
    table = lines(outcomes_csv(whole))
    assert [{name: row[name].removeprefix("'") for name in told[0]} for row in table] == told
    assert {mark for row in table for mark in row["标注"].split("；")} > {"", "存疑", "提案人", "目标", "未注日期"}


def test_the_workbook_completes_every_figure_as_its_page_does(book: openpyxl.Workbook, whole: Site) -> None:
    for row, figure in zip(table(book, "数据"), whole.figures, strict=True):
        told = seen(figure)
        completed = {name: plain(row[title]) for name, title in COMPLETED.items()}
        assert completed == {name: told[name] for name in COMPLETED}
        assert plain(row["标注"]) == told["标注"]
        assert plain(row["截止时间"]) == figure.own_as_of
    doings = [doing for practice in whole.practices for doing in practice.doings]
    assert [row["谁说的（补全）"] for row in table(book, "地方")] == [doing.proof.voice for doing in doings]


def test_computed_columns_are_set_apart(book: openpyxl.Workbook) -> None:
    titles = [str(cell.value) for cell in cells(book, "数据")[1] if cell.font.italic]
    assert set(titles) == set(COMPUTED)


def test_no_cell_is_a_formula_or_a_link_whatever_it_begins_with(knowledge_base: KnowledgeBase) -> None:
    notes = "".join(f"  - {text!r}\n" for text in HOSTILE)
    listed = ", ".join(f"'{text}甲'" for text in HOSTILE if "'" not in text)
    content = practices_workbook(site_of(knowledge_base, f"notes:\n{notes}aliases: [{listed}]"))
    found = openpyxl.load_workbook(BytesIO(content))
    for sheet in found.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", cell.value
                assert cell.hyperlink is None, cell.value
    assert table(found, "做法")[0]["须知"] == "\n".join(HOSTILE)
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert not [name for name in archive.namelist() if "worksheets/_rels" in name]


def test_a_withdrawn_record_is_in_no_download(knowledge_base: KnowledgeBase) -> None:
    found = site_of(knowledge_base, "", yi="name: 乙做法\npublication: {status: withdrawn, reason: 原文已废止}")
    for _, content in downloads(found):
        book = openpyxl.load_workbook(BytesIO(content)) if content[:2] == b"PK" else None
        text = str(table(book, "做法")) if book else content.decode("utf-8-sig")
        assert ("乙做法" in text, "原文已废止" in text) == (False, False)


def test_the_csv_files_open_in_excel(whole: Site) -> None:
    for content in (practices_csv(whole), outcomes_csv(whole)):
        assert content.startswith(b"\xef\xbb\xbf")
        assert content.count(b"\n") == content.count(b"\r\n") == len(lines(content)) + 1


def test_a_line_of_the_csv_tells_a_practice(catalog: Catalog, whole: Site) -> None:
    rows = {row["编号"]: row for row in lines(practices_csv(whole))}
    assert list(rows) == [p.id for p in catalog.practices]
    row = rows["lou-dong-zhang"]
    assert (row["名称"], row["拼音"], row["类型"]) == ("楼栋长", "lóu dòng zhǎng", "队伍岗位")
    assert row["主题"] == "网格化；物业治理；社会组织与多元参与"
    assert row["地方和阶段"] == "广东省/东莞市：试点；广东省/东莞市/东城街道：已实施；广东省/东莞市/虎门镇：已实施"
    assert (row["地方"], row["阶段"]) == ("广东省/东莞市；广东省/东莞市/东城街道；广东省/东莞市/虎门镇", "试点；已实施")
    assert row["网址"] == f"{SITE}practices/lou-dong-zhang/"
    assert row["数据个数"] == str(len(counted(catalog.by_id["lou-dong-zhang"].figures)))


def test_a_line_of_the_csv_tells_a_figure_with_its_scope_day_and_document(catalog: Catalog, whole: Site) -> None:
    rows = {(row["做法编号"], row["锚点"]): row for row in lines(outcomes_csv(whole))}
    assert list(rows) == [(f.practice.id, f.outcome.key) for f in catalog.figures]
    row = rows["hua-yuan-xin-cun-lou-dong-zhang", "coverage"]
    assert (row["限定词"], row["数值"], row["单位"]) == ("接近", "50", "%")
    assert (row["最小值"], row["最大值"], row["基本单位"]) == ("50", "50", "%")
    assert row["口径"] == "花园新村社区；原文未说明分母"
    assert row["地方"] == "广东省/东莞市/东城街道"
    assert row["文件"] == "关于楼盘社区现代化管理的建议（第20230071号提案）及办理意见"
    assert (row["截止时间"], row["时间依据"]) == ("2023", "不晚于发文日")
    assert row["状态"] == "有效"
    assert row["网址"] == f"{SITE}practices/hua-yuan-xin-cun-lou-dong-zhang/#coverage"


def test_ten_thousands_are_counted_out(whole: Site) -> None:
    rows = [row for row in lines(outcomes_csv(whole)) if row["单位"].startswith("万")]
    assert rows
    for row in rows:
        if row["数值"].replace(".", "").isdigit() and row["数值"].isascii():
            assert Decimal(row["最小值"]) == Decimal(row["数值"]) * 10_000
        assert row["基本单位"] == row["单位"].removeprefix("万")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("楼栋长", "楼栋长"),
        ("=1+1", "'=1+1"),
        ("+86", "'+86"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'=1"),
        ("\r=1", "'=1"),
        ("  =1", "'=1"),
        ("＝1", "'＝1"),
        ("10-20", "'10-20"),
        ("1/3", "'1/3"),
        ("1:2000", "'1:2000"),
        ("3075", "3075"),
        ("2022-06-17", "2022-06-17"),
        ("甲\n乙", "甲 乙"),
    ],
)
def test_a_text_stays_a_text_in_csv(text: str, expected: str) -> None:
    assert safe(text) == expected


def test_hostile_texts_are_guarded_in_every_cell_of_the_csv(knowledge_base: KnowledgeBase) -> None:
    outcome = "outcomes: [{key: a, metric: '=1+1', value: 10-20, unit: '@x', nature: 产出, document: d, anchor: 六个字的原文, note: '-1'}]"
    found = site_of(knowledge_base, f"summary: '=1+1'\n{outcome}")
    for content in (practices_csv(found), outcomes_csv(found)):
        for row in csv.reader(StringIO(content.decode("utf-8-sig"), newline="")):
            assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
