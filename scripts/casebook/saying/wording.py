"""Fixed wordings of the pages, and how days, places and figures are said."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

from casebook.records.divisions import Place
from casebook.records.model import Diffusion, Document, Outcome, Recognition

UNSAID = "来源未说明"
OWN_WORD = "发文单位自述"
BODIES_NOTICE = "单位名称和职责为发文当时。"
OVERDUE = "期限已过，结果未见于来源"
UNSURE = "公开属性待确认，引用前请向发文单位核对。"
WARNINGS = {"存疑": "这个数据存疑，引用前请看说明，并向发文单位核对。", "撤回": "这个数据已撤回，请勿引用。"}
RELATION_WORDS = {
    ("part_of", False): "属于", ("part_of", True): "包含",
    ("instance_of", False): "是下面做法的一种", ("instance_of", True): "各地的具体做法",
    ("variant_of", False): "同一做法的不同形式", ("variant_of", True): "同一做法的不同形式",
    ("relies_on", False): "依靠", ("relies_on", True): "支撑",
    ("related", False): "相关", ("related", True): "相关",
}  # fmt: skip
_BEFORE = frozenset({"约", "近", "逾", "超", "超过", "不少于", "不超过", "接近"})
_MONTH, _DAY = 2, 3
_SMALL_DIGITS = 2


def day(date: str) -> str:
    """Return a date as said: `2019-10` is 2019年10月."""
    parts = date.split("-")
    said = f"{parts[0]}年"
    if len(parts) >= _MONTH:
        said += f"{int(parts[1])}月"
    if len(parts) >= _DAY:
        said += f"{int(parts[2])}日"
    return said


def is_year(date: str) -> bool:
    """Tell whether a date is a year only."""
    return "-" not in date


def last_day(date: str) -> datetime.date:
    """Return the last day that a date may mean: `2022` ends on 2022-12-31."""
    parts = [int(part) for part in date.split("-")]
    if len(parts) >= _DAY:
        return datetime.date(*parts)
    year, month = (parts[0], parts[1]) if len(parts) >= _MONTH else (parts[0], 12)
    following = datetime.date(year + month // 12, month % 12 + 1, 1)
    return following - datetime.timedelta(days=1)


def figure(outcome: Outcome) -> tuple[str, str, str]:
    """Return a figure in three parts: the words before the number, the number, the words after it."""
    qualifier = outcome.qualifier or ""
    if outcome.value is None:
        return "", qualifier, ""
    value = re.sub(r"(?<=[0-9])-(?=[0-9])", "—", outcome.value)
    if qualifier in _BEFORE:
        return qualifier, value, outcome.unit or ""
    return "", value, _with_suffix(outcome.value, outcome.unit or "", qualifier)


def _with_suffix(value: str, unit: str, qualifier: str) -> str:
    """Return unit and qualifier in the order that is said: 3060多万元, 12万余名, 14个以上."""
    if qualifier not in {"多", "余"}:
        return unit + qualifier
    scale = next((s for s in ("万亿", "亿", "万") if unit.startswith(s)), "")
    small = len(value.split(".", maxsplit=1)[0]) <= _SMALL_DIGITS
    return f"{scale}{qualifier}{unit.removeprefix(scale)}" if small else f"{qualifier}{unit}"


def figure_text(outcome: Outcome) -> str:
    """Return a figure as one text: `接近50%`."""
    return "".join(figure(outcome))


def inferred(text: str, *, is_inferred: bool) -> str:
    """Return a text with the mark of what no document says in so many words, where it needs one."""
    return f"{text}（推断）" if is_inferred else text


def marked(text: str, voice: str) -> str:
    """Return a text with who says it, where that is not the issuer: a proposer's number is not the authority's."""
    return text if voice == OWN_WORD else f"{text}（{voice}）"


def is_dated(outcome: Outcome) -> bool:
    """Tell whether the source dates a figure: a day by which the document was out is no date of it."""
    return outcome.as_of is not None and outcome.as_of_basis != "不晚于发文日"


def as_of(outcome: Outcome, document: Document) -> str:
    """Return when a figure holds, and how we know."""
    if outcome.nature == "目标":
        return f"期限：{day(outcome.as_of)}" if outcome.as_of else f"期限：{UNSAID}"
    if is_dated(outcome):
        basis = "（推算）" if outcome.as_of_basis == "推算" else ""
        # What holds for a whole year (money given, people trained) does not hold "until" it.
        until = "" if is_year(outcome.as_of or "") else "截至"
        return f"{until}{day(outcome.as_of or '')}{basis}"
    if latest := outcome.as_of or document.date:
        return f"未写日期，不晚于发文（{day(latest)}）"
    return "未写日期，文件也未注日期"


def short_day(outcome: Outcome, document: Document) -> str:
    """Return when a figure holds, in the fewest words that stay true."""
    if outcome.nature == "目标":
        return f"期限{day(outcome.as_of)}" if outcome.as_of else f"期限{UNSAID}"
    if is_dated(outcome):
        basis = "推算" if outcome.as_of_basis == "推算" else ""
        return f"{basis}{day(outcome.as_of or '')}"
    latest = outcome.as_of or document.date
    return f"不晚于{day(latest)}" if latest else "未注日期"


def is_overdue(outcome: Outcome, today: datetime.date) -> bool:
    """Tell whether a goal's day has passed."""
    return outcome.nature == "目标" and outcome.as_of is not None and last_day(outcome.as_of) < today


def place_name(place: Place) -> str:
    """Return a place as said on a page: without the province, `广州市白云区云城街道`."""
    names = place.path[1:] or place.path
    return "".join(names)


def years_line(dates: Iterable[str]) -> str:
    """Return the fixed line that tells how old the material is. dates: of the documents, empty where there is none."""
    told = [*dates]
    years = "、".join(sorted({date[:4] for date in told if date}))
    if not years:
        return "据未注日期的材料，现状未核。"
    return f"据 {years} 年材料{'' if all(told) else '和未注日期的材料'}，现状未核。"


def titled(title: str, number: str | None) -> str:
    """Return how a document is named: `《〈某刊〉文章》某函〔2020〕1号`."""
    return f"《{title.translate(str.maketrans('《》', '〈〉'))}》{number or ''}"


def honour(told: Recognition) -> str:
    """Return an honour with who gave it and when."""
    return "，".join(filter(None, (told.title, told.grantor, told.year and f"{told.year}年")))


def way(told: Diffusion) -> str:
    """Return how a practice came from one place to another: `复制推广：从甲市，到乙市`."""
    ends = (("从", told.origins), ("到", told.targets))
    said = "，".join(f"{word}{'、'.join(map(_short_place, there))}" for word, there in ends if there)
    return f"{told.how}{f'：{said}' if said else ''}{f'（{told.note}）' if told.note else ''}"


def _short_place(path: str) -> str:
    """Return an official path as said, without its province."""
    return path.split("/", 1)[-1].replace("/", "")


def how_to_get(openness: str, keys: str) -> str:
    """Return how to get a document that is on no web page we know of. keys: what to look for it by."""
    said = {
        "主动公开": f"这类文件由发文单位主动公开，但本库没有找到网页。可凭{keys}到发文单位的网站查找；找不到的，"
        "可向发文单位提出公开申请（依申请公开），对方会告知怎样取得。",
        "依申请公开": f"这类文件不上网，要向发文单位提出公开申请（依申请公开），申请时写明{keys}。",
        "公开出版": f"已经公开出版，本库没有找到网页。可凭{keys}到图书馆或出版单位查找，"
        "也可向发文单位提出公开申请（依申请公开）。",
    }
    unsure = f"本库没有找到网页，也不能确定是否公开。可凭{keys}向发文单位提出公开申请（依申请公开），引用前请向它核对。"
    return said.get(openness, unsure)


OWN_WORD_LINE = "数据为发文单位自述，本库只核对与原文一致，未独立核实；"
NEVER_SUBTRACT = "口径、地方、日期不同的数据不能相减，也不能连成趋势。"
