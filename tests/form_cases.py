"""Good and bad values for the form: the same table goes through `check` and through the form in a browser."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

Json: TypeAlias = "str | Sequence[Json] | Mapping[str, Json]"

PLACE = {"place": "广东省/广州市", "stage": "已实施", "document": "d", "anchor": "六个字的原文"}
OTHER_PLACE = {**PLACE, "place": "广东省/东莞市", "anchor": "另外六字原文"}
FIGURE = {"key": "a", "metric": "甲", "value": "5", "nature": "产出", "document": "d", "anchor": "六个字的原文"}
PART = {"key": "b", "name": "乙", "document": "d", "anchor": "六个字的原文"}
SPREAD: dict[str, Json] = {"how": "复制推广", "to": ["广东省/广州市"], "document": "d", "anchor": "六个字的原文"}
RECORD: dict[str, Json] = {
    "name": "甲做法",
    "kind": "制度流程",
    "themes": ["网格化"],
    "problems": ["矛盾难化解"],
    "summary": "自己的话写的概要。",
    "localities": [PLACE],
    "sources": [{"document": "d", "section": "一、做法", "anchor": "六个字的原文"}],
}
DOCUMENT: dict[str, Json] = {
    "title": "关于某事的答复",
    "label": "答复",
    "number": "某函〔2020〕1号",
    "kind": "答复",
    "openness": "依申请公开",
    "voice": "发文单位自述",
    "sections": [{"path": "一、做法", "starts": "一、做法"}, {"path": "二、成效", "starts": "二、成效"}],
}

OPEN: dict[str, Json] = {**DOCUMENT, "openness": "主动公开"}


def _with(**fields: Json) -> dict[str, Json]:
    return {**RECORD, **fields}


def _without(name: str, whole: Mapping[str, Json] = RECORD) -> dict[str, Json]:
    return {field: value for field, value in whole.items() if field != name}


def _figure(**fields: Json) -> dict[str, Json]:
    return _with(outcomes=[{**FIGURE, **fields}])


def _no_figure(name: str, **fields: Json) -> dict[str, Json]:
    return _with(outcomes=[{**_without(name, FIGURE), **fields}])


def _place(**fields: Json) -> dict[str, Json]:
    return _with(localities=[{**PLACE, **fields}])


def _source(**fields: Json) -> dict[str, Json]:
    return _with(sources=[{"document": "d", **fields}])


VALUES = (
    "5", "3075", "49.15", "三", "两", "千", "10-20", "20-10", "10-10", "1:2000", "1/3", "8+X", "A+B", "1.7万", "3,075", "５",
    "05", "约5", "5%", "5-", "-5", "1.5-2.5", "2.5-1.5", "十二", "5 个", "5+", ".5", "5.", "1:2:3", "一二三", "甲",
)  # fmt: skip
DATES = (
    "2019", "2019-10", "2019-10-28", "2019-13", "2019-00", "2019-02-29", "2020-02-29", "2019/10", "19", "2019-1", "1899", "2100",
    "2019年", "1899-12-31", "2019-10-32", "2019-04-31",
)  # fmt: skip
ANCHORS = (
    "五个字原文", "六个字的原文", "正好二十个字的原文词句用来量一量长短字", "二十一个字的原文词句用来量一量长短的字字",
    "六 个 字 的 原 文", "𠮷𠮷𠮷𠮷𠮷𠮷", "𠮷𠮷𠮷𠮷𠮷", "①②③④⑤⑥", "㈠㈡㈢",
)  # fmt: skip
KEYS = ("a", "coverage-2020", "summary", "related", "A", "1a", "a_b", "甲", "a" * 40, "a" * 41, "-a", "a-")
URLS = (
    "https://www.gov.cn/a.html", "http://www.gov.cn", "www.gov.cn/a", "javascript:alert(1)", "https://a b.cn", "https:///a",
    "https://u:p@gov.cn/", "ftp://gov.cn/a", "https://gov.cn/a?b=<c>", "HTTPS://gov.cn/", "https://gov.cn/a?mail=a@b",
    "https://:80/", "https://gov.cn:80/a", "//gov.cn/a", "https://www.gov.cn/a.html。", "https://www.gov.cn/a.html，",
    "https://www.gov.cn/附件（1）", "https://www.gov.cn/a）", "https://www.gov.cn/a？", "https://www.gov.cn/a”",
)  # fmt: skip


def record_cases() -> Iterator[Mapping[str, Json]]:
    """Yield records, each with one thing in it that may be wrong."""
    yield RECORD
    yield from (_without(name) for name in RECORD)
    yield from (_figure(value=value) for value in VALUES)
    yield from (_figure(as_of=date) for date in DATES)
    yield from (_place(since=date) for date in DATES)
    yield from (_place(anchor=anchor) for anchor in ANCHORS)
    yield from (_source(anchor=anchor) for anchor in ANCHORS)
    yield from (_figure(key=key) for key in KEYS)
    yield from (_no_figure(name) for name in FIGURE)
    yield _no_figure("value", qualifier="全覆盖")
    yield _no_figure("value", qualifier="近")
    yield _figure(qualifier="左右")
    yield from (
        _figure(nature=word, as_of_basis=basis)
        for word in ("产出", "收成")
        for basis in ("原文", "推算", "不晚于发文日")
    )
    yield _figure(as_of="2019", as_of_basis="原文")
    yield _with(outcomes=[FIGURE, FIGURE])
    yield _with(outcomes=[FIGURE, {**FIGURE, "key": "b"}])
    yield _with(outcomes=[FIGURE], localities=[PLACE, OTHER_PLACE])
    yield _with(outcomes=[{**FIGURE, "place": "广东省/广州市"}], localities=[PLACE, OTHER_PLACE])
    yield _with(localities=[PLACE, PLACE])
    yield _with(localities=[PLACE, {**PLACE, "stage": "试点"}])
    yield _place(stage="完成")
    yield _place(spread="全部")
    yield _place(voice="本人")
    yield _place(document="e")
    yield _place(document="x")
    yield {**_place(document="e"), "sources": [{"document": "D"}]}
    yield _place(document="D")
    yield _source(section="九、其他")
    yield _source(section="一、 做法")
    yield _with(themes=["网格化", "党建引领", "物业治理"])
    yield _with(themes=["网格化", "党建引领", "物业治理", "民生服务"])
    yield _with(themes=["网格化", "网格化"])
    yield _with(themes=["党建引导"])
    yield _with(kind="机制")
    yield _with(problems=["矛盾难化解", "没有钱"])
    yield _with(aliases=["甲做法"])
    yield _with(aliases=["乙", "丙", "“乙”"])
    yield _with(aliases=["甲 做 法", "A", "a"])
    yield from (_with(name="甲" * length) for length in (60, 61))
    yield from (_with(summary="概" * length) for length in (2000, 2001))
    yield _with(aliases=["乙" * 61])
    yield _with(name="Аlpha做法")
    yield from (
        _with(pinyin=said) for said in ("jiǎ zuò fǎ", "jiǎ zuò", "jiǎ zuò f0", "jiǎ zuò 法", "jia zuo fa", "Jiǎ zuò fǎ")
    )
    yield _with(funding=["市财政", "区财政"])
    yield _with(funding=["市里出钱"])
    yield from _second_edition()
    yield from (_with(recognition=[{"title": "先进", "year": year}]) for year in ("2021", "21", "二〇二一", "2100"))
    yield _with(relations=[{"type": "related"}])
    yield _with(actors=[{"name": "居委会", "role": "牵头"}, {"role": "配合"}])


def _second_edition() -> Iterator[Mapping[str, Json]]:
    """Yield records with the fields that the second edition added."""
    yield from (_with(basis=ids) for ids in (["mou-yi-jian"], ["mou-yi-jian", "mou-yi-jian"], ["某意见"]))
    yield from (_with(search_words=words) for words in (["甲做法"], ["丙", "丙"], ["Аlpha"], ["丙" * 61]))
    yield _with(aliases=["乙"], search_words=["“乙”", "丙"])
    yield from (_with(includes=[{**PART, "key": key}]) for key in ("b", "steps", "B"))
    yield from (_with(includes=[_without(name, PART)]) for name in PART)
    yield _with(includes=[PART, {**PART, "key": "c"}, PART])
    yield _with(includes=[{**PART, "key": "a", "document": "e"}], outcomes=[FIGURE])
    yield from (_with(diffusion=[{**SPREAD, "how": how}]) for how in ("写入法规或文件", "推开"))
    yield from (_with(diffusion=[_without(name, SPREAD)]) for name in SPREAD)
    yield _with(diffusion=[{**SPREAD, "document": "e", "anchor": "太短"}])
    yield from (_place(stage_basis=basis) for basis in ("原文", "推断", "猜测"))
    yield _place(place_basis="推断")
    yield _place(stage_basis="推断", note="原文写“继续推行”")
    yield from (
        _figure(ratio=ratio) for ratio in ({"part": "b", "whole": "c"}, {"part": "b"}, {"part": "B", "whole": "c"})
    )
    yield from (
        _share(value, unit)
        for value, unit in (("三", "成"), ("10-20", "%"), ("1/3", ""), ("33.3", "%"), ("3.3", "成"), ("1.5", "万人"))
    )
    yield from (_figure(nature="目标", result=result) for result in ("b", "yi#b", "Yi#b", "yi#"))
    yield from (_figure(conflicts_with=names) for names in (["b", "yi#b"], ["甲"]))


def _share(value: str, unit: str) -> dict[str, Json]:
    parts = [{**FIGURE, "key": "b", "value": "1"}, {**FIGURE, "key": "c", "value": "3"}]
    return _with(outcomes=[{**FIGURE, "value": value, "unit": unit, "ratio": {"part": "b", "whole": "c"}}, *parts])


def document_cases() -> Iterator[Mapping[str, Json]]:
    """Yield descriptions of documents, each with one thing in it that may be wrong."""
    yield DOCUMENT
    yield from (_without(name, DOCUMENT) for name in DOCUMENT)
    yield from ({**DOCUMENT, "openness": word} for word in ("主动公开", "公开出版", "待确认", "不公开", "公开"))
    yield from ({**DOCUMENT, "date": date, "date_basis": "原文"} for date in DATES)
    yield {**DOCUMENT, "date": "2020"}
    yield {**DOCUMENT, "date_basis": "原文"}
    yield from ({**DOCUMENT, "url": url} for url in URLS)
    yield {**DOCUMENT, "archive_url": "www.gov.cn"}
    yield {**DOCUMENT, "sections": [*_sections(), {"path": "一、 做法", "starts": "又一处"}]}
    yield {**DOCUMENT, "sections": [{"path": "一、做法"}]}
    yield {**DOCUMENT, "label": "简" * 61}
    yield from ({**DOCUMENT, "extent": extent} for extent in ("全文", "节录", "一半"))
    yield {**_without("number", OPEN), "url": "https://www.gov.cn/a.html"}
    yield {**_without("number", OPEN), "note": "原文印有“公开方式：主动公开”。"}
    yield {**_without("number", OPEN), "note": "没有别的。"}


def _sections() -> list[Mapping[str, Json]]:
    return [{"path": "一、做法", "starts": "一、做法"}, {"path": "二、成效", "starts": "二、成效"}]


def file_of(value: Mapping[str, Json]) -> str:
    """Return a value as a file that `check` reads: JSON is YAML."""
    return json.dumps(value, ensure_ascii=False) + "\n"
