"""The maintainers' page: what the records still lack, and what the last check of addresses found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from casebook.checks.links_outside import Found, last_report
from casebook.links import Way
from casebook.pages.markdown import Template
from casebook.pages.page import HOME, Page
from casebook.pages.parts import Rows, parts
from casebook.saying import wording
from casebook.saying.figures import FigureView
from casebook.saying.practices import Link, PracticeView
from casebook.saying.site import Site

ADDRESS = "about/quality/"
_OPENS = "打得开"
_TEXT = "给维护人员看：哪些记录还没有核对，哪些数据缺日期或口径，哪些文件没有网址，网址还打得开没有。"
_MOST_LINES = 600
_TITLE = "记录质量"
_CRUMBS = (HOME, Link("关于", "about/"))


class Line(NamedTuple):
    """A figure, practice or document to work through. said: what the figure is, or nothing."""

    name: str
    address: str
    said: str = ""


Gap: TypeAlias = tuple[str, str, list[Line]]
_LINES = Rows[Line](500, lambda line: 50 + sum(len(text.encode()) for text in line), lambda line: line.name)


def quality_page(site: Site) -> Page:
    """Return the page of gaps: a list of contents with counts, then each gap with the list to work through, or the way to it."""
    gaps, months = [*_gaps(site)], _months(site)
    body = Template("quality.md.j2", Way(ADDRESS)).render(
        text=_TEXT, gaps=gaps, months=months, folded=_are_many(gaps, months), wording_of=_month_title, **_checked(site)
    )
    return Page(ADDRESS, _TITLE, _TEXT, body, "quality", _CRUMBS)


def gap_pages(site: Site) -> Iterator[Page]:
    """Yield the pages of each gap, where all of them together are too many for one page."""
    gaps, months = [*_gaps(site)], _months(site)
    if not _are_many(gaps, months):
        return
    checked = [
        (f"month-{month or 'none'}", _month_title(month), [Line(p.name, p.address) for p in practices])
        for month, practices in months
    ]
    for id_, title, lines in (*gaps, *checked):
        for part in parts(f"{ADDRESS}{id_}/", lines, _LINES):
            body = Template("gap.md.j2", Way(part.address)).render(id=id_, count=len(lines), part=part)
            crumbs = (*_CRUMBS, Link(_TITLE, ADDRESS))
            yield Page(
                part.address, part.titled(title), part.described(f"{_TITLE}：{title}。"), body, "quality", crumbs
            )


def _are_many(gaps: Sequence[Gap], months: Sequence[tuple[str, list[PracticeView]]]) -> bool:
    return sum(len(lines) for *_, lines in gaps) + sum(len(practices) for _, practices in months) > _MOST_LINES


def _month_title(month: str) -> str:
    return f"{wording.day(month)}核对的记录" if month else "尚未核对的记录"


def _gaps(site: Site) -> Iterator[Gap]:
    """Yield what is lacking: anchor, title, and the figures, practices or documents to work through."""
    figures = site.counted_figures
    yield "doubtful", "存疑的数据", _lines(f for f in figures if f.status == "存疑")
    yield "overdue", "期限已过的目标", _lines(f for f in figures if f.is_overdue)
    undated = (f for f in figures if not f.own_as_of and f.nature != "标准")
    yield "undated", "没有截止时间的数据（标准除外）", _lines(undated)
    yield "unscoped", "没有口径的数据", _lines(f for f in figures if not f.scope)
    yield "alone", "没有相关做法的记录", [Line(p.name, p.address) for p in site.practices if not p.related]
    yield "no-address", "没有网址的文件", [Line(d.label, d.address) for d in site.documents.values() if not d.url]


def _lines(figures: Iterable[FigureView]) -> list[Line]:
    return [Line(f"{f.practice_name}：{f.metric}", f.address, f.marked) for f in figures]


def _months(site: Site) -> list[tuple[str, list[PracticeView]]]:
    """Return the months in which second readers last held records against their sources, oldest first; empty: never."""
    months: dict[str, list[PracticeView]] = {}
    for practice in site.practices:
        months.setdefault(practice.verified[:7], []).append(practice)
    return sorted(months.items())


def _checked(site: Site) -> dict[str, object]:
    """Return what the last check of addresses found: its day, how many of what it asked, and which do not open."""
    report = last_report(site.catalog.library.project)
    found = report.found if report else ()
    documents = [one for one in found if one.field and _is_current(site, one)]
    others = [one for one in found if one.field not in {"url", "archive_url"}]
    return {
        "checked": report.checked if report else "", "documents": site.documents, "asked": documents, "others": others,
        "bad": [one for one in documents if one.result != _OPENS],
        "bad_others": [one for one in others if one.result != _OPENS],
    }  # fmt: skip


def _is_current(site: Site, found: Found) -> bool:
    """Tell whether a document still names the address that was asked."""
    document = site.catalog.documents.get(found.owner)
    return document is not None and found.url in {document.url, document.archive_url}
