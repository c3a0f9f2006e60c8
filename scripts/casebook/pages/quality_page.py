"""The maintainers' page: what the records still lack, and what the last check of addresses found."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.checks.links_outside import Found, last_report
from casebook.links import Way
from casebook.pages.markdown import Template
from casebook.pages.page import HOME, Page
from casebook.saying.figures import FigureView
from casebook.saying.practices import Link, PracticeView
from casebook.saying.site import Site

ADDRESS = "about/quality/"
_OPENS = "打得开"
_TEXT = "给维护人员看：哪些记录还没有核对，哪些数据缺日期或口径，哪些文件没有网址，网址还打得开没有。"


def quality_page(site: Site) -> Page:
    """Return the page of gaps: a list of contents with counts, then each gap with the list to work through."""
    body = Template("quality.md.j2", Way(ADDRESS)).render(
        text=_TEXT, gaps=[*_gaps(site)], months=_months(site), **_checked(site)
    )
    return Page(ADDRESS, "记录质量", _TEXT, body, "quality", (HOME, Link("关于", "about/")))


def _gaps(site: Site) -> Iterator[tuple[str, str, list[FigureView] | list[Link]]]:
    """Yield what is lacking: anchor, title, and the figures, practices or documents to work through."""
    figures = site.figures
    yield "doubtful", "存疑的数据", [f for f in figures if f.status == "存疑"]
    yield "overdue", "期限已过的目标", [f for f in figures if f.is_overdue]
    undated = [f for f in figures if not f.own_as_of and f.nature != "标准"]
    yield "undated", "没有截止时间的数据（标准除外）", undated
    yield "unscoped", "没有口径的数据", [f for f in figures if not f.scope]
    yield "alone", "没有相关做法的记录", [Link(p.name, p.address) for p in site.practices if not p.related]
    yield "no-address", "没有网址的文件", [Link(d.label, d.address) for d in site.documents.values() if not d.url]


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
