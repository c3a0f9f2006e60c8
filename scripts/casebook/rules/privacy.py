"""No person's number, address or name as contact: found, told, and masked in what is told."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from casebook.records.model import Document, Record
from casebook.rule import Finding, Loc
from casebook.rules.base import Context, document_rule, record_rule
from casebook.rules.private_numbers import Private, private_numbers
from casebook.text.escaping import fold
from casebook.text.numerals import with_arabic_digits

# Bounded patterns only: an unbounded one took 28 s on 60 KB.
_AT = r"\s?(?:@|[(\[{<#]\s?(?:at|AT|艾特)\s?[)\]}>#])\s?"
_WORDS = (
    (
        "电子邮箱",
        re.compile(rf"[A-Za-z0-9._%+-]{{1,64}}{_AT}[A-Za-z0-9-]{{1,64}}(?:\s?\.\s?[A-Za-z0-9-]{{1,64}}){{1,4}}"),
    ),
    (
        "微信或QQ号",
        re.compile(
            r"(?:微\s?信|薇\s?信|[Vv]信|QQ|qq|扣扣|[Ww]e\s?[Cc]hat)\s?(?:群|帐号|账号|号码?|ID|id)?\s?[:：是为]?\s?"
            r"[A-Za-z0-9][A-Za-z0-9_-]{4,19}"
        ),
    ),
    (
        "联系人",
        re.compile(r"[联聯]\s?[系繫]\s?人(?![民大群才口们社心员])|联系人员\s?[:：]|(?:经办人|承办人|联络人)\s?[:：]"),
    ),
)
_NOT_PROSE = frozenset({"document", "target", "url", "archive_url"})
_FIGURES = frozenset({"key", "value", "former_ids"})
_SURE = frozenset({"手机号码", "身份证号"})
_TITLE = "不写电话、证件号、邮箱、微信号和联系人。"


def private_parts(text: str) -> Iterator[Private]:
    """Yield what should not be published of a text in NFKC."""
    plain = with_arabic_digits(text)
    told = [Private(kind, found.start(), found.end()) for kind, words in _WORDS for found in words.finditer(plain)]
    yield from told
    for number in private_numbers(plain):
        if all(number.end <= other.start or other.end <= number.start for other in told):
            yield number


def hidden(text: str) -> str:
    """Return text with every private part masked: for messages that repeat what a record says."""
    plain = unicodedata.normalize("NFKC", text)
    parts = [part for part in private_parts(plain) if part.kind != "联系人"]
    if not parts:
        return text
    shown = text if len(text) == len(plain) else plain
    for part in sorted(parts, key=lambda part: -part.start):
        shown = shown[: part.start] + masked(shown[part.start : part.end]) + shown[part.end :]
    return shown


def masked(text: str) -> str:
    """Return text with all but its first two characters hidden."""
    return text if text[0] in "联聯" else text[:2] + "*" * min(len(text) - 2, 10)


def _found(texts_in: Iterable[tuple[Loc, str]]) -> Iterator[Finding]:
    for loc, text in texts_in:
        field = next((step for step in reversed(loc) if isinstance(step, str)), "")
        if field in _NOT_PROSE:
            continue
        # On one line, as readers see it: a number may be cut by the end of a line.
        plain = unicodedata.normalize("NFKC", fold(text))
        for part in private_parts(plain):
            if field not in _FIGURES or part.kind in _SURE:
                words = masked(plain[part.start : part.end])
                yield Finding(loc, f"像是{part.kind}（{words}）。公开页面不登个人联系方式，请删去。")


@record_rule("R701", _TITLE, "notes: [可拨打电话81234567咨询]", "notes: [可拨打12345咨询]")
def _private(record: Record, _: Context) -> Iterator[Finding]:
    yield from _found(record.texts)


@document_rule("D105", _TITLE, "label: 答复（联系人某某）", "label: 答复")
def _private_in_document(document: Document) -> Iterator[Finding]:
    for finding in _found(document.texts):
        # Why a number stays out may name what it is: “落款和联系人，不收”.
        if finding.loc[0] != "uncarried" or "像是联系人" not in finding.message:
            yield finding
