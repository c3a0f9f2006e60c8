"""The downloads as CSV: UTF-8 with BOM for Excel and WPS, one practice or one figure a line."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from io import StringIO
from typing import TypeAlias, TypeVar

from casebook.saying.figures import FigureView
from casebook.saying.practices import PracticeView
from casebook.saying.site import Site
from casebook.text.escaping import fold
from casebook.workbooks.writer import Cell

V = TypeVar("V")
# The columns of a table by their titles: what a view says there.
Columns: TypeAlias = Mapping[str, Callable[[V], Cell]]

_BOM = "\ufeff"
_STARTS_FORMULA = tuple("=+-@＝＋－＠")
_LIKE_DAY = re.compile(r"[0-9]{1,4}([-/:])[0-9]{1,4}")


def practices_csv(site: Site) -> bytes:
    """Return `downloads/practices.csv`: the published practices in pinyin order."""
    root = site.settings.site_url
    columns: Columns[PracticeView] = {
        "编号": lambda p: p.id, "名称": lambda p: p.name, "拼音": lambda p: p.reading, "别名": lambda p: _list(p.aliases),
        "类型": lambda p: p.kind.name, "主题": lambda p: _list(theme.name for theme in p.themes),
        "解决什么问题": lambda p: _list(problem.name for problem in p.problems), "概要": lambda p: p.summary,
        "地方": lambda p: _list(doing.place.full for doing in p.doings),
        "阶段": lambda p: _list(doing.stage_said for doing in p.doings),
        "地方和阶段": lambda p: _list(f"{doing.place.full}：{doing.stage_said}" for doing in p.doings),
        "怎么做": lambda p: _list(p.steps), "文件": lambda p: _list(document.label for document in p.documents),
        "数据个数": lambda p: Decimal(len(p.counted_figures)), "与原文核对日期": lambda p: p.verified,
        "网址": lambda p: root + p.address,
    }  # fmt: skip
    return _table(columns, site.practices)


def outcomes_csv(site: Site) -> bytes:
    """Return `downloads/outcomes.csv`: every figure of the published practices, numbers beside the printed values."""
    return _table(figure_columns(site.settings.site_url), site.figures)


def figure_columns(root: str) -> Columns[FigureView]:
    """Return the columns of a table of figures. root: the public address of the site, or empty."""
    return {
        "做法编号": lambda f: f.practice_id, "做法": lambda f: f.practice_name, "锚点": lambda f: f.key,
        "指标": lambda f: f.metric, "限定词": lambda f: f.qualifier, "数值": lambda f: f.value, "单位": lambda f: f.unit,
        "最小值": lambda f: f.amount.minimum, "最大值": lambda f: f.amount.maximum, "基本单位": lambda f: f.amount.unit,
        "性质": lambda f: f.nature, "截止时间": lambda f: f.as_of, "时间依据": lambda f: f.as_of_basis,
        "地方": lambda f: f.place.full, "行政区划代码": lambda f: f.place.code, "口径": lambda f: f.scope,
        "文件编号": lambda f: f.proof.document.id, "文件": lambda f: f.proof.document.title,
        "文号": lambda f: f.proof.document.number, "文件日期": lambda f: f.proof.document.date,
        "谁说的": lambda f: f.proof.voice, "原文词句": lambda f: f.proof.anchor, "状态": lambda f: f.status,
        "说明": lambda f: f.note, "标注": lambda f: _list(f.marks), "网址": lambda f: root + f.address,
    }  # fmt: skip


def _list(texts: Iterable[str]) -> str:
    return "；".join(dict.fromkeys(texts))


def _table(columns: Columns[V], views: Iterable[V]) -> bytes:
    file = StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_written(cell(view)) for cell in columns.values()] for view in views)
    return (_BOM + file.getvalue()).encode("utf-8")


def _written(cell: Cell) -> str:
    return f"{cell:f}" if isinstance(cell, Decimal) else safe(cell or "")


def safe(text: str) -> str:
    """Return a text on one line that Excel leaves as it is: what looks like a formula, 10-20, 1/3 or 1:20 gets a `'` before it.

    Tabs and line ends, which could hide such a beginning, are folded into spaces first.
    """
    plain = fold(text)
    return f"'{plain}" if plain.startswith(_STARTS_FORMULA) or _LIKE_DAY.fullmatch(plain) else plain
