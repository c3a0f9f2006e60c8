"""From a stored cell to the text that a person meant; what can't be known for sure is a complaint with its cure."""

from __future__ import annotations

import datetime
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from casebook.records.decoding import refused_characters
from casebook.sheets.columns import Column, Form
from casebook.sheets.layout import CUT
from casebook.sheets.stored_cells import LONGEST_TEXT, RawCell

# Formats by id that openpyxl does not list: Chinese dates, as ECMA-376 gives them for zh-cn.
_CHINESE_DATES = {
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"', 32: "h:mm", 33: "h:mm:ss", 34: "h:mm", 35: "h:mm:ss", 55: "h:mm", 56: "h:mm:ss",
}  # fmt: skip
_ASIDE = re.compile(r"\[[^\]]*\]|_.|\*.|\\ ")
_PLAIN_NUMBER = re.compile(r"General|@|[#0,.]+(?:E\+0+)?", re.IGNORECASE)
_DAY = re.compile(r"([12][0-9]{3}-[0-9]{2}-[0-9]{2})(?:T.*)?")
# As long as a record lets a text be.
_LONGEST = 2000
_MOST_DIGITS = 15
_RETYPE = "请把这一格的格式改为“文本”，再重新输入。"


@dataclass(frozen=True, slots=True)
class Told:
    """The text of a cell, and what is wrong with it (empty: nothing), and the text to put there."""

    text: str
    wrong: str = ""
    fix: str = ""


def cell_text(cell: RawCell, column: Column, *, starts_1904: bool) -> Told:
    """Return what a person meant by a cell of this column."""
    if cell.kind == "formula":
        return Told("", "这一格是公式。请复制这一格，再“选择性粘贴”为数值。")
    if cell.kind == "error":
        return Told("", f"这一格是错误值 {cell.text}。请改成要写的内容，没有就清空。")
    if cell.kind == "bool":
        return Told("", f"Excel 把这一格变成了逻辑值（TRUE 或 FALSE）。{_RETYPE}")
    if cell.kind == "day":
        found = _DAY.fullmatch(cell.text)
        return (
            Told(found[1], "" if column.form is Form.DATE else _turned(found[1])) if found else Told("", _unreadable())
        )
    if cell.kind == "number":
        return _number(cell, column, starts_1904=starts_1904)
    return _text(cell.text, column)


def _unreadable() -> str:
    return f"这一格的内容读不出来。{_RETYPE}"


def _turned(shown: str) -> str:
    return f"Excel 把这一格变成了日期（{shown}）。{_RETYPE}"


def _text(text: str, column: Column) -> Told:
    if len(text) > LONGEST_TEXT:
        return Told("", f"这一格的文字超过 {LONGEST_TEXT:,} 字。请精简，一段文字最多 2,000 字。")
    if text.endswith(CUT):
        return Told("", "这一格在下载时没有写全。请从记录文件里补全后再导入。")
    plain = "\n".join(" ".join(line.split()) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    plain = unicodedata.normalize("NFC" if column.form is Form.TEXT else "NFKC", plain).strip()
    if not column.lines and len(plain) > _LONGEST:
        return Told("", f"太长，有 {len(plain)} 字，最多 {_LONGEST:,} 字。请精简。")
    flaw = next((flaw for flaw in refused_characters(plain)), None)
    if flaw is None:
        return Told(plain)
    clean = "".join(c for c in plain if c == "\n" or not any(refused_characters(c)))
    return Told(clean, flaw.message, clean if flaw.fix else "")


def _number(cell: RawCell, column: Column, *, starts_1904: bool) -> Told:
    format_ = format_code(cell.format)
    try:
        number = Decimal(repr(float(cell.text)))
    except (ValueError, InvalidOperation):
        return Told("", _unreadable())
    if is_date_format(format_) and number.is_finite():
        return _date(float(number), format_, column, starts_1904=starts_1904)
    wrong = _odd_number(number, format_)
    return Told("" if wrong else _as_shown(number, format_), wrong)


def _odd_number(number: Decimal, format_: str) -> str:
    """Return why a number may not be what was meant; empty where it is."""
    if not number.is_finite():
        return _unreadable()
    if "%" in format_:
        shown = plain_number(number * 100)
        return f"这一格是百分比格式，显示的是 {shown}%。{_RETYPE}数据里的百分数，“数值”写 {shown}，“单位”写 %。"
    if not _PLAIN_NUMBER.fullmatch(_ASIDE.sub("", format_.split(";", maxsplit=1)[0]).strip()):
        return f"这一格存的是 {plain_number(number)}，显示的样子不同（格式 {format_}）。{_RETYPE}"
    if abs(number) >= Decimal(10) ** _MOST_DIGITS:
        return f"这个数超过 {_MOST_DIGITS} 位，Excel 已经丢失后面的数字。{_RETYPE}"
    return ""


def _as_shown(number: Decimal, format_: str) -> str:
    """Return a number with the zeros at its end that the format shows: 1029.8 as 0.00 is `1029.80`."""
    found = re.search(r"0\.(0+)", format_)
    if found and (shown := number.quantize(Decimal(1).scaleb(-len(found[1])))) == number:
        return f"{shown:f}"
    return plain_number(number)


def _date(number: float, format_: str, column: Column, *, starts_1904: bool) -> Told:
    try:
        found = from_excel(number, CALENDAR_MAC_1904 if starts_1904 else CALENDAR_WINDOWS_1900)
    except (ValueError, OverflowError):
        return Told("", _unreadable())
    if not isinstance(found, datetime.date):
        return Told("", _turned("时间"))
    code = re.sub(r'"[^"]*"|\[[^\]]*\]', "", format_).lower()
    shown = found.strftime("%Y-%m-%d") if "d" in code else found.strftime("%Y-%m" if "m" in code else "%Y")
    if column.form is not Form.DATE:
        return Told("", _turned(shown))
    if "y" not in code:
        return Told("", f"这一格没有写年份，Excel 补了 {found.year} 年。请写全，例如 {shown}。")
    return Told(shown)


def plain_number(number: Decimal) -> str:
    """Return a number in digits: `58.0` is 58, `1E+3` is 1000."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def format_code(stored: str) -> str:
    """Return a number format's code; stored: the code, or `#` and the id of one that every program knows."""
    if not stored.startswith("#") or not stored[1:].isdigit():
        return stored
    id_ = int(stored[1:])
    if id_ in _CHINESE_DATES:
        return _CHINESE_DATES[id_]
    return BUILTIN_FORMATS.get(id_, "General")
