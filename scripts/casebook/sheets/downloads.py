"""The downloads for people: all published practices as one workbook, in the form that can be imported again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from casebook import links
from casebook.catalog import Catalog, Practice
from casebook.records.model import Document, Record
from casebook.records.reader import Value
from casebook.sheets.flat import Flat
from casebook.sheets.layout import COMPUTED, Owner, Sheet, all_sheets
from casebook.sheets.names import Names
from casebook.sheets.workbook import GREY, Cell, Writer, colour
from casebook.text.numbers import quantity

Values: TypeAlias = dict[tuple[Owner, str], Value]

_MINIMUM, _MAXIMUM, _UNIT, _ADDRESS, _CODE = COMPUTED
_ADDED = {"做法": (_ADDRESS,), "地方": (_CODE,), "数据": (_MINIMUM, _MAXIMUM, _UNIT, _CODE, _ADDRESS)}
_ADDED_WIDTH = 16
_GUIDE = (
    "基层治理做法库：全部做法",
    "“做法”一行一条；“地方”“数据”“来源”等表用做法的名称（重名的用编号）对应到“做法”，“文件”表是各份文件的说明。",
    "灰色斜体标题的列由程序算出：数值换算成基本单位（1.7 万人是 17000 人），比值、算式没有换算。",
    "数据为发文单位自述，本库只核对与原文一致，未独立核实。性质为“目标”的是目标，不是结果；状态为“存疑”的，引用前请看说明并向发文单位核对，“撤回”的不要引用。",
    "口径、地方、日期不同的数据不能相减，也不能连成趋势。",
    "改了内容可以用 import 命令导回来。已并入、已撤下的做法不在这里。",
    "许可：CC BY 4.0，使用时注明出处。",
)


def practices_workbook(catalog: Catalog, site_url: str) -> bytes:
    """Return `downloads/practices.xlsx`: published records and their documents; the same bytes for the same records."""
    writer = Writer(catalog.build_date)
    lines = (*_GUIDE, f"更新到 {catalog.build_date.isoformat()}。")
    writer.guide(((line, writer.prose) for line in lines), GREY)
    flat, values = flat_of(catalog), values_of(catalog)
    for sheet in all_sheets():
        added = _ADDED.get(sheet.name, ())
        page = writer.sheet(sheet, colour(sheet))
        for place, title in enumerate(added, start=len(sheet.columns)):
            page.set_column(place, place, _ADDED_WIDTH, writer.number)
            page.write_string(0, place, title, writer.computed)
        formats = [*map(writer.body, sheet.columns), *(writer.number for _ in added)]
        last = writer.fill(page, _rows(catalog, flat, values, sheet, site_url), formats)
        page.autofilter(0, 0, max(last, 1), len(formats) - 1)
    return writer.finished()


def flat_of(catalog: Catalog) -> Flat:
    """Return the way in which a catalog's records become rows."""
    documents = [(id_, name) for id_, d in catalog.documents.items() for name in (d.label, d.title)]
    return Flat(Names.of((p.id, p.name) for p in catalog.all), Names.of(documents))


def values_of(catalog: Catalog) -> Values:
    """Return records and documents as their files tell them, by kind and id."""
    records: Values = {(Record, r.id): r.reading.value for r in catalog.library.records if r.reading.value}
    documents: Values = {(Document, d.id): d.reading.value for d in catalog.library.documents if d.reading.value}
    return records | documents


def _rows(catalog: Catalog, flat: Flat, values: Values, sheet: Sheet, site_url: str) -> Iterator[tuple[Cell, ...]]:
    if sheet.owner is not Record:
        for id_ in catalog.documents:
            yield from flat.rows(sheet, id_, values[sheet.owner, id_])
        return
    for practice in catalog.practices:
        rows = flat.rows(sheet, practice.id, values[Record, practice.id])
        for index, row in enumerate(rows):
            yield (*row, *_added(practice, sheet, index, site_url))


def _added(practice: Practice, sheet: Sheet, index: int, site_url: str) -> tuple[Cell, ...]:
    if sheet.name == "做法":
        return (site_url + links.practice(practice.id),)
    if sheet.name == "地方":
        return (practice.places[index].code,)
    if sheet.name != "数据":
        return ()
    outcome = practice.record.outcomes[index]
    amount = quantity(outcome.value, outcome.unit)
    address = site_url + links.practice(practice.id, outcome.key)
    return amount.minimum, amount.maximum, amount.unit, practice.outcome_places[index].code, address
