"""The downloads as CSV: UTF-8 with BOM for Excel and WPS, one practice or one figure a line."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from io import StringIO
from typing import TypeAlias

from casebook import links
from casebook.catalog import Catalog, Figure, Practice
from casebook.text.escaping import fold
from casebook.text.numbers import quantity

Cell: TypeAlias = "str | Decimal | int | None"

_BOM = "\ufeff"
_STARTS_FORMULA = tuple("=+-@＝＋－＠")
_LIKE_DAY = re.compile(r"[0-9]{1,4}([-/:])[0-9]{1,4}")
_PRACTICE_HEAD = (
    "编号", "名称", "拼音", "别名", "类型", "主题", "解决什么问题", "概要", "地方", "阶段", "怎么做", "文件", "数据个数",
    "与原文核对日期", "网址",
)  # fmt: skip
_FIGURE_HEAD = (
    "做法编号", "做法", "锚点", "指标", "限定词", "数值", "单位", "最小值", "最大值", "基本单位", "性质", "截止时间", "时间依据",
    "地方", "行政区划代码", "口径", "文件编号", "文件", "文号", "文件日期", "谁说的", "原文词句", "状态", "说明", "网址",
)  # fmt: skip


def practices_csv(catalog: Catalog, site_url: str) -> bytes:
    """Return `downloads/practices.csv`: the published practices in pinyin order."""
    return _table(_PRACTICE_HEAD, (_practice(catalog, practice, site_url) for practice in catalog.practices))


def outcomes_csv(catalog: Catalog, site_url: str) -> bytes:
    """Return `downloads/outcomes.csv`: every figure of the published practices, numbers beside the printed values."""
    return _table(_FIGURE_HEAD, (_figure(catalog, figure, site_url) for figure in catalog.figures))


def _practice(catalog: Catalog, practice: Practice, site_url: str) -> tuple[Cell, ...]:
    record = practice.record
    return (
        practice.id,
        record.name,
        practice.reading,
        _list(record.aliases),
        record.kind,
        _list(record.themes),
        _list(record.problems),
        record.summary,
        _list(locality.place for locality in record.localities),
        _list(locality.stage for locality in record.localities),
        _list(record.steps),
        _list(document.label for _, document in catalog.documents_of(practice)),
        len(record.outcomes),
        record.verified,
        site_url + links.practice(practice.id),
    )


def _figure(catalog: Catalog, figure: Figure, site_url: str) -> tuple[Cell, ...]:
    practice, outcome = figure.practice, figure.outcome
    document = catalog.documents[outcome.document]
    amount = quantity(outcome.value, outcome.unit)
    return (
        practice.id,
        practice.name,
        outcome.key,
        outcome.metric,
        outcome.qualifier,
        outcome.value,
        outcome.unit,
        amount.minimum,
        amount.maximum,
        amount.unit,
        outcome.nature,
        outcome.as_of,
        outcome.as_of_basis,
        outcome.place or practice.record.localities[0].place,
        figure.place.code,
        outcome.scope,
        outcome.document,
        document.title,
        document.number,
        document.date,
        catalog.voice(figure),
        outcome.anchor,
        figure.status,
        outcome.note,
        site_url + links.practice(practice.id, outcome.key),
    )


def _list(texts: Iterable[str]) -> str:
    return "；".join(dict.fromkeys(texts))


def _table(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    file = StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows(_cells(row) for row in rows)
    return (_BOM + file.getvalue()).encode("utf-8")


def _cells(row: Sequence[Cell]) -> Iterator[str]:
    for cell in row:
        yield (
            safe(cell)
            if isinstance(cell, str)
            else ""
            if cell is None
            else f"{cell:f}"
            if isinstance(cell, Decimal)
            else str(cell)
        )


def safe(text: str) -> str:
    """Return a text on one line that Excel leaves as it is: what looks like a formula, 10-20, 1/3 or 1:20 gets a `'` before it.

    Tabs and line ends, which could hide such a beginning, are folded into spaces first.
    """
    plain = fold(text)
    return f"'{plain}" if plain.startswith(_STARTS_FORMULA) or _LIKE_DAY.fullmatch(plain) else plain
