"""Sheets under other names, and plain lists on one sheet: recognised by their headings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from casebook.text.normal import squeezed
from casebook.workbooks.columns import Column
from casebook.workbooks.layout import GUIDE, MAIN, PLACES, PRACTICES, WORDS, Sheet, all_sheets
from casebook.workbooks.stored_cells import LONGEST_TEXT, RawCell, RawSheet

_WITHIN = 10
# What people call columns of theirs.
CALLED = {
    "做法名称": "名称", "做法": "名称", "项目名称": "名称", "名字": "名称", "标题": "名称", "简介": "概要", "摘要": "概要", "内容": "概要",
    "地区": "地方", "所在地": "地方", "实施地": "地方", "来源文件": "文件", "出处": "文件", "文件名称": "文件", "原文": "原文词句",
    "步骤": "怎么做", "数据名称": "指标", "指标名称": "指标", "链接": "网址", "地址": "网址",
}  # fmt: skip
# Of a plain list: the sheets that its columns go to, and the heading without which they do not; a heading goes to each that has it.
_LISTED = {PRACTICES: "名称", "地方": "地方", "来源": "文件", "数据": "指标"}
_FEWEST = 2


@dataclass(frozen=True)
class Recognised:
    """A stored sheet and the one of ours that it is. certain: its name says so; shown: the name of its tab."""

    sheet: Sheet
    place: int
    raw: RawSheet
    certain: bool = True


def plain(text: str) -> str:
    """Return a heading as headings are compared."""
    return squeezed(text[:LONGEST_TEXT]).rstrip("*")


def _headings(raw: RawSheet) -> tuple[int, dict[str, int]]:
    """Return the row that looks most like one of headings, and its texts with their columns."""
    known = {squeezed(column.title) for sheet in all_sheets() for column in sheet.columns} | CALLED.keys()
    rows = {row: {plain(cell.text): at for at, cell in raw.rows[row].items()} for row in sorted(raw.rows)[:_WITHIN]}
    best = max(rows, key=lambda row: len(rows[row].keys() & known), default=0)
    return best, rows.get(best, {})


def by_headings(unknown: Iterable[tuple[int, RawSheet]], left: Mapping[str, Sheet]) -> Iterator[Recognised]:
    """Yield the sheets under other names that are surely one of those that are left, each once."""
    free = dict(left)
    for place, raw in unknown:
        titles = _headings(raw)[1].keys()
        counts = {
            name: len(titles & {squeezed(c.title) for c in sheet.columns}) + _FEWEST * (name in squeezed(raw.name))
            for name, sheet in free.items()
        }
        best = max(counts, key=lambda name: counts[name], default="")
        needed = {squeezed(c.title) for c in free[best].columns if c.required} if best else set()
        ranked = [*sorted(counts.values(), reverse=True), 0]
        is_like = len(needed & titles) * 2 >= len(needed) or best in squeezed(raw.name)
        if best and is_like and ranked[0] > max(ranked[1], _FEWEST - 1):
            yield Recognised(free.pop(best), place, raw, certain=False)


def plain_list(place: int, raw: RawSheet) -> tuple[list[Recognised], str]:
    """Return the sheets that a list of practices on one sheet comes to, and how its headings were taken; none for another.

    Cells stay where they are, so that what is wrong is told at the place that people see.
    """
    row, titles = _headings(raw)
    meant = {at: CALLED.get(title, title) for title, at in titles.items()}
    if (
        not {"名称"} <= {*meant.values()}
        or len({*meant.values()} & {"地方", "概要", "文件", "原文词句", "类型"}) < _FEWEST
    ):
        return [], ""
    by_name = {sheet.name: sheet for sheet in all_sheets()}
    told: dict[int, list[str]] = {}
    found: list[Recognised] = []
    for sheet in (by_name[name] for name in _LISTED):
        columns = {at: _column(sheet, title) for at, title in meant.items()}
        taken = {at: column for at, column in columns.items() if column and (column.loc or sheet.name != PRACTICES)}
        if _LISTED[sheet.name] in meant.values():
            found.append(Recognised(sheet, place, _part(raw, row, taken)))
            for at, column in taken.items():
                told.setdefault(at, []).append(f"{sheet.name}的“{column.title}”")
    lines = (f"“{raw.rows[row][at].text.strip()}”作{'、'.join(names)}" for at, names in sorted(told.items()))
    return found, f"“{raw.name}”是一张总表，照标题分到各表：{'；'.join(lines)}。"


def _column(sheet: Sheet, title: str) -> Column | None:
    """Return the column of a sheet that a heading of a plain list is; the practice's name says whose row it is."""
    if title == "名称" and not sheet.is_main:
        return next(column for column in sheet.columns if not column.loc)
    numbered = {f"{title}1", title}
    return next(
        (column for column in sheet.columns if column.title in numbered and column.title != MAIN[sheet.owner][0]), None
    )


def _part(raw: RawSheet, row: int, taken: Mapping[int, Column]) -> RawSheet:
    heads = {at: RawCell("text", column.title) for at, column in taken.items()}
    rows = {n: {at: cell for at, cell in cells.items() if at in taken} for n, cells in raw.rows.items() if n > row}
    return RawSheet(
        raw.name, raw.epoch, {row: heads, **{n: cells for n, cells in rows.items() if cells}}, links=raw.links
    )


def is_ours_to_pass(raw: RawSheet) -> bool:
    """Tell whether a sheet is for people alone."""
    return squeezed(raw.name) in {GUIDE, WORDS, PLACES} or not raw.rows
