"""The description of a document."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.records.model import Document
from casebook.rules.base import Complaint, DocumentRule
from casebook.rules.privacy import PRIVACY_DOCUMENT_RULES
from casebook.text.escaping import is_safe_url
from casebook.text.normal import squeezed


def _not_public(document: Document) -> Iterator[Complaint]:
    if document.openness == "不公开":
        yield Complaint(("openness",), "不公开的文件不能入库。请删去这个文件和据它写的内容。")


def _unsafe_urls(document: Document) -> Iterator[Complaint]:
    for field in ("url", "archive_url"):
        url = getattr(document, field)
        if url is not None and not is_safe_url(url):
            yield Complaint((field,), "网址要以 http:// 或 https:// 开头，不含空格、引号、尖括号和用户名。")


def _repeated_sections(document: Document) -> Iterator[Complaint]:
    seen: set[str] = set()
    for index, section in enumerate(document.sections):
        if squeezed(section.path) in seen:
            yield Complaint(("sections", index, "path"), f"章节“{section.path}”写了两次。")
        seen.add(squeezed(section.path))


def _date_without_basis(document: Document) -> Iterator[Complaint]:
    if (document.date is None) != (document.date_basis is None):
        yield Complaint(("date_basis",), "date 和 date_basis 要么都写，要么都不写。")


_URL = "url: https://www.example.gov.cn/a.html"
DOCUMENT_RULES = (
    DocumentRule("D101", "只收可以公开的文件。", "openness: 不公开", "openness: 主动公开", check=_not_public),
    DocumentRule("D102", "网址是完整的 http 或 https 地址。", "url: javascript:alert(1)", _URL, check=_unsafe_urls),
    DocumentRule(
        "D103",
        "章节不重复。",
        "sections: [{path: 一、做法, starts: 一、做法}, {path: 一、做法, starts: 二、做法}]",
        "sections: [{path: 一、做法, starts: 一、做法}]",
        check=_repeated_sections,
    ),
    DocumentRule(
        "D104", "日期和日期依据一起写。", "date: '2020'", "date: '2020'\ndate_basis: 推算", check=_date_without_basis
    ),
    *PRIVACY_DOCUMENT_RULES,
)
