"""From a stored cell to the text that a person meant; what can't be known for sure is a problem with its cure."""

from __future__ import annotations

import datetime
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from openpyxl.styles.numbers import is_date_format
from openpyxl.utils.datetime import from_excel

from casebook.records.decoding import refused_characters
from casebook.workbooks.columns import Column, Form
from casebook.workbooks.layout import CUT
from casebook.workbooks.stored_cells import LONGEST_TEXT, RawCell

_ASIDE = re.compile(r"\[[^\]]*\]|_.|\*.|\\ ")
_PLAIN_NUMBER = re.compile(r"General|@|[#0,.]+(?:E\+0+)?", re.IGNORECASE)
_DAY = re.compile(r"([12][0-9]{3}-[0-9]{2}-[0-9]{2})(?:T.*)?")
_DAY_NUMBER = re.compile("[2-6][0-9]{4}")
# As long as a record lets a text be.
_LONGEST = 2000
_MOST_DIGITS = 15
# Days as Excel counts them, 1980 to 2064: no year or month is written so.
_FIRST_DAY, _LAST_DAY = 29221, 60000
_RETYPE = "请把这一格的格式改为“文本”，再重新输入。"
_UNREADABLE = f"这一格的内容读不出来。{_RETYPE}"
_NO_TEXT = {
    "formula": "这一格是公式。请复制这一格，再“选择性粘贴”为数值。",
    "error": "这一格是错误值 {}。请改成要写的内容，没有就清空。",
    "bool": f"Excel 把这一格变成了逻辑值（TRUE 或 FALSE）。{_RETYPE}",
}


@dataclass(frozen=True, slots=True)
class Told:
    """The text of a cell, and what is wrong with it (empty: nothing), and the text to put there."""

    text: str
    wrong: str = ""
    fix: str = ""


def cell_text(cell: RawCell, column: Column, epoch: datetime.datetime) -> Told:
    """Return what a person meant by a cell of this column. epoch: from where days are counted."""
    if cell.kind in _NO_TEXT:
        return Told("", _NO_TEXT[cell.kind].format(cell.text))
    if cell.kind == "day":
        found = _DAY.fullmatch(cell.text)
        return _day(found[1], column) if found else Told("", _UNREADABLE)
    if cell.kind == "number":
        return _number(cell, column, epoch)
    return _text(cell.text, column, epoch)


def _day(shown: str, column: Column) -> Told:
    return Told(shown) if column.form is Form.DATE else Told("", f"Excel 把这一格变成了日期（{shown}）。{_RETYPE}")


def _text(text: str, column: Column, epoch: datetime.datetime) -> Told:
    if len(text) > LONGEST_TEXT:
        return Told("", f"这一格的文字超过 {LONGEST_TEXT:,} 字。请精简，一段文字最多 2,000 字。")
    if text.endswith(CUT):
        return Told("", "这一格在下载时没有写全。请从记录文件里补全后再导入。")
    plain = "\n".join(" ".join(line.split()) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    plain = unicodedata.normalize("NFC" if column.form is Form.TEXT else "NFKC", plain).strip()
    if not column.lines and len(plain) > _LONGEST:
        return Told("", f"太长，有 {len(plain)} 字，最多 {_LONGEST:,} 字。请精简。")
    if column.form is Form.DATE and _DAY_NUMBER.fullmatch(plain) and _FIRST_DAY <= int(plain) <= _LAST_DAY:
        return _date(float(plain), "yyyy-mm-dd", column, epoch)
    for problem in refused_characters(plain):
        clean = "".join(c for c in plain if c == "\n" or not any(refused_characters(c)))
        return Told(clean, problem.message, clean if problem.fix else "")
    return Told(plain)


def _number(cell: RawCell, column: Column, epoch: datetime.datetime) -> Told:
    try:
        number = Decimal(repr(float(cell.text)))
    except (ValueError, InvalidOperation):
        return Told("", _UNREADABLE)
    if is_date_format(cell.format) and number.is_finite():
        return _date(float(number), cell.format, column, epoch)
    if column.form is Form.DATE and _FIRST_DAY <= number <= _LAST_DAY and number == number.to_integral_value():
        return _date(float(number), "yyyy-mm-dd", column, epoch)
    wrong = _odd_number(number, cell.format)
    return Told("" if wrong else _as_shown(number, cell.format), wrong)


def _odd_number(number: Decimal, format_: str) -> str:
    """Return why a number may not be what was meant; empty where it is."""
    if not number.is_finite():
        return _UNREADABLE
    if "%" in format_:
        shown = f"{(number * 100).normalize():f}"
        return f"这一格是百分比格式，显示的是 {shown}%。{_RETYPE}数据里的百分数，“数值”写 {shown}，“单位”写 %。"
    if not _PLAIN_NUMBER.fullmatch(_ASIDE.sub("", format_.split(";", maxsplit=1)[0]).strip()):
        return f"这一格存的是 {number.normalize():f}，显示的样子不同（格式 {format_}）。{_RETYPE}"
    if abs(number) >= Decimal(10) ** _MOST_DIGITS:
        return f"这个数超过 {_MOST_DIGITS} 位，Excel 已经丢失后面的数字。{_RETYPE}"
    return ""


def _as_shown(number: Decimal, format_: str) -> str:
    """Return a number with the zeros at its end that the format shows: 1029.8 as 0.00 is `1029.80`."""
    found = re.search(r"0\.(0+)", format_)
    if found and (shown := number.quantize(Decimal(1).scaleb(-len(found[1])))) == number:
        return f"{shown:f}"
    return f"{number.normalize():f}"


def _date(number: float, format_: str, column: Column, epoch: datetime.datetime) -> Told:
    try:
        found = from_excel(number, epoch)
    except (ValueError, OverflowError):
        return Told("", _UNREADABLE)
    code = re.sub(r'"[^"]*"|\[[^\]]*\]', "", format_).lower()
    if not isinstance(found, datetime.date):
        return Told("", f"Excel 把这一格变成了日期（时间）。{_RETYPE}")
    shown = found.strftime("%Y-%m-%d") if "d" in code else found.strftime("%Y-%m" if "m" in code else "%Y")
    if column.form is Form.DATE and "y" not in code:
        return Told("", f"这一格没有写年份，Excel 补了 {found.year} 年。请写全，例如 {shown}。")
    return _day(shown, column)
