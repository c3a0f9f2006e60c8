"""What makes a good answer."""

from __future__ import annotations

import re
from collections.abc import Container

from casebook.records.ids import wrong_id
from casebook.records.model import DATE_PATTERN
from casebook.rules.evidence_form import LONGEST, SHORTEST
from casebook.text.dates import iso_date
from casebook.text.escaping import is_safe_url
from casebook.text.normal import squeezed

LONGEST_NAME, LONGEST_TEXT = 60, 2000


def wrong_new_id(id_: str, taken: Container[str]) -> str:
    """Return what is wrong with the id of something new, or nothing."""
    return wrong_id(id_) or (f"编号 {id_} 用过了。" if id_ in taken else "")


def wrong_anchor(text: str) -> str:
    """Return what is wrong with the words of a document, or nothing."""
    length = len(squeezed(text))
    return "" if SHORTEST <= length <= LONGEST else f"有 {length} 字，要 {SHORTEST}—{LONGEST} 字。"


def wrong_name(text: str) -> str:
    """Return what is wrong with a name or a short phrase, or nothing."""
    return f"有 {len(text)} 字，不超过 {LONGEST_NAME} 字。" if len(text) > LONGEST_NAME else ""


def wrong_text(text: str) -> str:
    """Return what is wrong with a text, or nothing."""
    return f"有 {len(text)} 字，不超过 {LONGEST_TEXT} 字。" if len(text) > LONGEST_TEXT else ""


def wrong_date(text: str) -> str:
    """Return what is wrong with a date, or nothing."""
    return "" if re.fullmatch(DATE_PATTERN, iso_date(text)) else "日期写成 2019、2019-10 或 2019-10-28。"


def wrong_url(text: str) -> str:
    """Return what is wrong with an address, or nothing."""
    return "" if is_safe_url(text) else "网址要以 http:// 或 https:// 开头，不含空格和引号。"
