"""The maintainers' page: what the records still lack, and what the last check of addresses found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from casebook.catalog import Figure, Practice
from casebook.checks.links_outside import Found, LinkReport, last_report
from casebook.links import Way
from casebook.pages import components as c
from casebook.pages import wording
from casebook.pages.site import Page, Site
from casebook.text.escaping import escape

ADDRESS = "about/quality/"
_TEXT = "给维护人员看：哪些记录还没有核对，哪些数据缺日期或口径，哪些文件没有网址，网址还打得开没有。"
_NONE = '<p class="cb-empty">没有。</p>'


def quality_page(site: Site) -> Page:
    """Return the page of gaps: a list of contents with counts, then each gap with the list to work through."""
    way, catalog = Way(ADDRESS), site.catalog
    figures = catalog.figures
    undated = [f for f in figures if f.outcome.as_of is None and f.outcome.nature != "标准"]
    overdue = [f for f in figures if wording.is_overdue(f.outcome, catalog.build_date)]
    alone = [p for p in catalog.practices if not catalog.related(p)]
    months = _months(catalog.practices)
    gaps = (
        ("doubtful", "存疑的数据", _figures(way, [f for f in figures if f.outcome.status == "存疑"])),
        ("overdue", "期限已过的目标", _figures(way, overdue)),
        ("undated", "没有截止时间的数据（标准除外）", _figures(way, undated)),
        ("unscoped", "没有口径的数据", _figures(way, [f for f in figures if f.outcome.scope is None])),
        ("alone", "没有相关做法的记录", [c.link(way.practice(p.id), p.name) for p in alone]),
        ("no-address", "没有网址的文件", _documents(site, way)),
    )
    parts = [
        f"<p>{_TEXT}</p>",
        c.items(
            f'<a href="#{id_}">{title}</a> <span class="cb-count">{len(lines)}</span>' for id_, title, lines in gaps
        ),
        _verified(months),
        *(_gap(*gap) for gap in gaps),
        _addresses(site, way),
        *_by_month(way, months),
    ]
    crumbs = c.breadcrumb(way, [("", "首页"), ("about/", "关于")], "记录质量")
    return Page(ADDRESS, "记录质量", _TEXT, "\n\n".join(parts), "quality", crumbs=crumbs)


def _months(practices: Iterable[Practice]) -> dict[str, list[Practice]]:
    """Return the records by the month in which a second reader last held them against their sources, oldest first."""
    months: dict[str, list[Practice]] = {}
    for practice in practices:
        months.setdefault((practice.record.verified or "")[:7], []).append(practice)
    return {month: months[month] for month in sorted(months)}


def _month_name(month: str) -> str:
    return wording.day(month) if month else "尚未核对"


def _month_id(month: str) -> str:
    return f"month-{month or 'none'}"


def _verified(months: Mapping[str, Sequence[Practice]]) -> str:
    rows = [
        ("", (f'<a href="#{_month_id(month)}">{_month_name(month)}</a>', str(len(practices))))
        for month, practices in months.items()
    ]
    return '<h2 id="verified">与原文核对的月份</h2>' + c.table(("月份", "记录数"), rows, "cb-months")


def _by_month(way: Way, months: Mapping[str, Sequence[Practice]]) -> Iterator[str]:
    for month, practices in months.items():
        title = f"{_month_name(month)}核对的记录" if month else "尚未核对的记录"
        count = f'<span class="cb-count">{len(practices)}</span>'
        yield f'<h2 id="{_month_id(month)}">{title} {count}</h2>{c.practice_lines(way, practices)}'


def _gap(id_: str, title: str, lines: Sequence[str]) -> str:
    heading = f'<h2 id="{id_}">{title} <span class="cb-count">{len(lines)}</span></h2>'
    return heading + (c.items(lines) if lines else _NONE)


def _figures(way: Way, figures: Iterable[Figure]) -> list[str]:
    return [_figure(way, figure) for figure in figures]


def _figure(way: Way, figure: Figure) -> str:
    outcome = figure.outcome
    name = escape(f"{figure.practice.name}：{outcome.metric}")
    return f'<a href="{way.practice(figure.practice.id, outcome.key)}">{name} {c.figure_value(figure)}</a>'


def _documents(site: Site, way: Way) -> list[str]:
    documents = site.catalog.documents.items()
    return [c.document_link(way, id_, document) for id_, document in documents if document.url is None]


def _addresses(site: Site, way: Way) -> str:
    report = last_report(site.catalog.library.project)
    heading = '<h2 id="addresses">网址还打得开没有</h2>'
    if report is None:
        return f"{heading}<p>还没有查过。维护人员联网运行 <code>python3 scripts/manage.py check --links</code>，再提交结果。</p>"
    shown = [found for found in report.found if found.field and _is_current(site, found)]
    bad = [found for found in shown if found.result != "打得开"]
    said = f"{wording.day(report.checked)}查了 {len(shown)} 个文件网址，{len(shown) - len(bad)} 个打得开。"
    rows = (("", _address_row(site, way, found)) for found in bad)
    table = c.table(("文件", "结果", "网址", "说明"), rows, "cb-addresses") if bad else ""
    return f"{heading}<p>{said}{_others(report)}</p>{table}"


def _is_current(site: Site, found: Found) -> bool:
    """Tell whether a document still names the address that was asked."""
    documents = site.catalog.documents
    return found.owner in documents and found.url in {documents[found.owner].url, documents[found.owner].archive_url}


def _address_row(site: Site, way: Way, found: Found) -> tuple[str, ...]:
    document = c.document_link(way, found.owner, site.catalog.documents[found.owner])
    kind = "（存档）" if found.field == "archive_url" else ""
    return document + kind, escape(found.result), f"<code>{escape(found.url)}</code>", escape(found.note)


def _others(report: LinkReport) -> str:
    others = [found for found in report.found if found.field not in {"url", "archive_url"}]
    bad = sum(found.result != "打得开" for found in others)
    return f"网页和设置里的 {len(others)} 个网址，{bad} 个要人看，用同一条命令查看。" if others else ""
