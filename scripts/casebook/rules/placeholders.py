"""Records that were only tried out: test words, words to be filled in, nothing but punctuation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from casebook.records.model import Document, Record
from casebook.rule import Finding, Loc
from casebook.rules.base import PROSE, Context, document_rule, record_rule
from casebook.text.normal import folded

_FIELDS = PROSE | {
    "name", "aliases", "search_words", "called", "title", "label", "issuer", "grantor", "lead", "support", "kind",
}  # fmt: skip
_REPEATED = re.compile(r"(?![零〇一二三四五六七八九十])(.)\1{3,9}")
_THING = r"(?:用|的|一下|记录|做法|数据|条目|条|名称|名字|标题|概要|内容|文本|文字|案例|样本|文件|字段|指标)"
_TRIED = re.compile(
    rf"(?:(?:这是|这|一个|一条|本条|仅供|仅为)*(?:测试|试验|示例|样例|演示|范例|demo|test|example|sample|测试test)+{_THING}*"
    r"|(?:请|待|未|此处|这里|在此)(?:填|填写|补|补充|完善|定|输入|写)(?:写|充|入|内容|名称)?"
    r"|暂无|无|没有|同上|略|占位|占位符|待核|名称|做法名称|做法名|名字|标题|概要|指标|指标名称|未命名|新建|新建做法|无标题"
    r"|todo|tbd|fixme|na|none|null|undefined|untitled|foo|bar|foobar|asdf[a-z]*|qwer[a-z]*|abc|abcd|aaa|xx+|yy+|zz+"
    r")[0-9一二三四五六七八九十甲乙丙丁a-z]{0,3}"
)
_NEVER = re.compile(
    r"(?<![A-Za-z])(?:TODO|FIXME|TBD)(?![A-Za-z])|(?<![A-Za-z])(?i:lorem\s+ipsum)|待(?:填写|补充内容|填内容)|请在此|请填写|此处填写"
    r"|(?:某某|××|(?<![A-Za-z])[Xx]{2,3})(?:省|市|区|县|镇|乡|街道|社区|村|小区|单位|局|部门|做法|机制)|[Xx]{4,}|某某某"
)

_TITLE = "不留占位和测试的内容。"


def _found(texts_in: Iterable[tuple[Loc, str]]) -> Iterator[Finding]:
    for loc, text in texts_in:
        field = next((step for step in reversed(loc) if isinstance(step, str)), "")
        if field in _FIELDS and (words := placeholder(text)):
            yield Finding(loc, f"“{words}”像是占位或测试的内容。请写真实的内容；来源没有说的，把这一行删去。")


def placeholder(text: str) -> str:
    """Return what in a text only holds a place, or nothing."""
    plain = unicodedata.normalize("NFKC", text)
    kernel = folded(plain)
    if not kernel or _TRIED.fullmatch(kernel) or _REPEATED.fullmatch(kernel):
        return text[:20]
    found = _NEVER.search(plain)
    return found[0] if found else ""


@record_rule("R606", _TITLE, "summary: 待填写", "summary: 每栋楼推选一名牵头人。")
def _placeholders(record: Record, _: Context) -> Iterator[Finding]:
    yield from _found(record.texts)


@document_rule("D107", _TITLE, "title: 测试文件", "title: 关于楼栋长的答复")
def _document_placeholders(document: Document) -> Iterator[Finding]:
    yield from _found((loc, text) for loc, text in document.texts if loc[0] in {"title", "label", "issuer", "kind"})
