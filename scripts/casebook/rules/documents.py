"""The description of a document."""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import urlsplit

from casebook.problems import Severity
from casebook.records.model import Document
from casebook.rule import Finding
from casebook.rules.base import document_rule
from casebook.text.escaping import is_safe_url
from casebook.text.normal import squeezed

_PRINTED = "note: 原文印有“公开方式：主动公开”。"
# What public offices print on a document that is open.
OPEN_WORDS = re.compile(r"主动公开|公开发布|公开方式|公报|公开出版")

# What is an address and no sentence: 点这里看原文 is the text of a link.
_HOST = re.compile(r"https?://(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}(?=[/:?#]|$)")
_AROUND = " 。，、；：！？…“”‘’（）《》〈〉【】「」『』〔〕·—,;<>\"'"
_BEHIND = "。，、；：！？…"
WRONG_URL = "网址要以 http:// 或 https:// 开头，不含空格、引号、尖括号和用户名，后面不带标点。"
_URL = "url: https://www.example.gov.cn/a.html"


@document_rule("D101", "只收可以公开的文件。", "openness: 不公开", "openness: 主动公开")
def _not_public(document: Document) -> Iterator[Finding]:
    if document.openness == "不公开":
        yield Finding(("openness",), "不公开的文件不能入库。请删去这个文件和据它写的内容。")


def _has_proof(document: Document) -> bool:
    return bool(document.url or document.archive_url or OPEN_WORDS.search(document.note or ""))


@document_rule(
    "D108",
    "主动公开的，写得出网址或原文印的公开字样。",
    "openness: 主动公开（没有网址，note 也没有说）",
    f"openness: 主动公开\n{_PRINTED}",
)
def _open_without_proof(document: Document) -> Iterator[Finding]:
    if document.openness == "主动公开" and not _has_proof(document) and not document.number:
        message = "写了主动公开，却没有可查的根据。请写网址；没有网址的，把原文印的公开字样抄进 note。"
        yield Finding(("openness",), message, _PRINTED)


@document_rule(
    "D110",
    "主动公开的，只有文号还不够。",
    "openness: 主动公开\nnumber: 甲民函〔2020〕1号（没有网址，note 也没有说）",
    f"openness: 主动公开\n{_PRINTED}",
    Severity.WARNING,
)
def _open_by_number_alone(document: Document) -> Iterator[Finding]:
    if document.openness == "主动公开" and not _has_proof(document) and document.number:
        message = "写了主动公开，只有文号可查。请补网址，或把原文印的公开字样抄进 note。"
        yield Finding(("openness",), message, _PRINTED)


@document_rule("D102", "网址是完整的 http 或 https 地址。", "url: javascript:alert(1)", _URL)
def _unsafe_urls(document: Document) -> Iterator[Finding]:
    for field, url in _urls(document):
        if not is_safe_url(url):
            meant = meant_url(url)
            yield Finding((field,), WRONG_URL, f"{field}: {meant}" if meant else "")


def meant_url(url: str) -> str:
    """Return the address that was meant: without the marks around it, signs in half width; nothing where that is none."""
    bare = url.strip(_AROUND)
    plain = unicodedata.normalize("NFKC", bare).strip(_AROUND).replace("。", ".")
    # A bracket that the address opened itself is a part of it.
    tried = (url.rstrip(_BEHIND), bare, plain if "://" in plain else f"http://{plain}")
    return next((one for one in tried if is_safe_url(one) and _HOST.match(one)), "")


@document_rule("D109", "网址人人能打开。", "url: http://10.1.2.3/a.html", _URL)
def _closed_hosts(document: Document) -> Iterator[Finding]:
    for field, url in _urls(document):
        if is_safe_url(url) and not is_public_host(urlsplit(url).hostname or ""):
            yield Finding((field,), "这是内网或本机的地址，读者打不开。请写公开的网址，或整行删去。")


def is_public_host(host: str) -> bool:
    """Tell whether a host's name may be open to all: no name of one word, none of a closed network, no private address."""
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        name = host.rstrip(".").lower()
        return "." in name and not name.endswith((".local", ".localhost", ".internal", ".lan", ".intranet", ".test"))


def _urls(document: Document) -> Iterator[tuple[str, str]]:
    if document.url:
        yield "url", document.url
    if document.archive_url:
        yield "archive_url", document.archive_url


@document_rule(
    "D103",
    "章节不重复。",
    "sections: [{path: 一、做法, starts: 一、做法}, {path: 一、做法, starts: 二、做法}]",
    "sections: [{path: 一、做法, starts: 一、做法}]",
)
def _repeated_sections(document: Document) -> Iterator[Finding]:
    seen: set[str] = set()
    for index, section in enumerate(document.sections):
        if squeezed(section.path) in seen:
            yield Finding(("sections", index, "path"), f"章节“{section.path}”写了两次。")
        seen.add(squeezed(section.path))


@document_rule("D104", "日期和日期依据一起写。", "date: '2020'", "date: '2020'\ndate_basis: 推算")
def _date_without_basis(document: Document) -> Iterator[Finding]:
    if (document.date is None) != (document.date_basis is None):
        yield Finding(("date_basis",), "date 和 date_basis 要么都写，要么都不写。")
