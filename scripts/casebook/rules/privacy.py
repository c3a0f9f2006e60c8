"""No person's number, address or name as contact: found, told, and masked in what is told."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from casebook.records.model import Document, Record
from casebook.rule import Loc
from casebook.rules.base import Complaint, Context, DocumentRule, RecordRule

# Bounded patterns only: an unbounded one took 28 s on 60 KB.
_FORBIDDEN = (
    ("手机号码", re.compile(r"(?<![0-9.])1[3-9][0-9][ -]?[0-9]{4}[ -]?[0-9]{4}(?![0-9])")),
    ("身份证号", re.compile(r"(?<![0-9])[1-9][0-9]{5}(?:19|20)[0-9]{9}[0-9Xx](?![0-9])")),
    ("银行卡号", re.compile(r"(?<![0-9])[3-6][0-9]{3}(?:[ -]?[0-9]{4}){3}(?:[ -]?[0-9]{1,3})?(?![0-9])")),
    ("电话号码", re.compile(r"(?<![0-9.])\(?0[1-9][0-9]{1,2}\)?[ -]?[2-8][0-9]{6,7}(?![0-9])")),
    ("电话号码", re.compile(r"(?:电话|手机|热线|座机|传真|致电|拨打|Tel|TEL)[^0-9]{0,6}[2-8][0-9]{6,7}(?![0-9])")),
    ("电话号码", re.compile(r"(?<![0-9.第〔\[-])(?!20[0-3][0-9])[2-8][0-9]{7}(?![0-9.号]|-[0-9])")),
    ("电子邮箱", re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,64}(?:\.[A-Za-z0-9-]{1,64}){1,4}")),
    ("微信或QQ号", re.compile(r"(?:微信|QQ|WeChat|wechat)(?:号|ID|id)?[:：]? ?[A-Za-z0-9][A-Za-z0-9_-]{4,19}")),
    ("联系人", re.compile(r"联系人")),
)
_NOT_PROSE = frozenset({"document", "target", "key", "value", "former_ids", "url", "archive_url"})


def _found(texts_in: Iterable[tuple[Loc, str]]) -> Iterator[Complaint]:
    for loc, text in texts_in:
        field = next((step for step in reversed(loc) if isinstance(step, str)), "")
        if field in _NOT_PROSE:
            continue
        plain = unicodedata.normalize("NFKC", text)
        told: list[tuple[int, int]] = []
        for what, pattern in _FORBIDDEN:
            for found in pattern.finditer(plain):
                if all(found.end() <= start or end <= found.start() for start, end in told):
                    told.append(found.span())
                    yield Complaint(loc, f"像是{what}（{masked(found[0])}）。公开页面不登个人联系方式，请删去。")


def masked(text: str) -> str:
    """Return text with all but its first two characters hidden."""
    return text if text == "联系人" else text[:2] + "*" * min(len(text) - 2, 10)


def _private(record: Record, _: Context) -> Iterator[Complaint]:
    yield from _found(record.texts)


def _private_in_document(document: Document) -> Iterator[Complaint]:
    yield from _found((loc, text) for loc, text in document.texts if loc[0] != "uncarried")


_TITLE = "不写电话、证件号、邮箱、微信号和联系人。"
PRIVACY_RULES = (
    RecordRule("R701", _TITLE, "notes: [可拨打电话81234567咨询]", "notes: [可拨打12345咨询]", check=_private),
)
PRIVACY_DOCUMENT_RULES = (
    DocumentRule("D105", _TITLE, "note: 联系人某某", "note: 原网址未知", check=_private_in_document),
)
