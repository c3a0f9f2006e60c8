"""The maintainers' page: what the records still lack."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from casebook.catalog import Figure, Practice
from casebook.links import Way
from casebook.pages import components as c
from casebook.pages import wording
from casebook.pages.site import Page, Site
from casebook.text.escaping import escape

ADDRESS = "about/quality/"
_TEXT = "给维护人员看：哪些记录还缺相关做法，哪些数据缺日期或口径，哪些文件没有网址。"


def quality_page(site: Site) -> Page:
    """Return the page of gaps: each with its count and the list to work through."""
    way, catalog = Way(ADDRESS), site.catalog
    figures = catalog.figures
    alone = [p for p in catalog.practices if not catalog.related(p)]
    undated = [f for f in figures if f.outcome.as_of is None and f.outcome.nature != "标准"]
    overdue = [f for f in figures if wording.is_overdue(f.outcome, catalog.build_date)]
    parts = [
        c.breadcrumb(way, [("", "首页"), ("about/", "关于")], "记录质量"),
        f"<p>{_TEXT}</p>",
        _verified(catalog.practices),
        _practices(way, "没有相关做法的记录", alone),
        _figures(way, "存疑的数据", [f for f in figures if f.outcome.status == "存疑"]),
        _figures(way, "期限已过的目标", overdue),
        _figures(way, "没有截止时间的数据（标准除外）", undated),
        _figures(way, "没有口径的数据", [f for f in figures if f.outcome.scope is None]),
        _documents(site, way),
    ]
    return Page(ADDRESS, "记录质量", _TEXT, "\n\n".join(parts), "quality")


def _verified(practices: Sequence[Practice]) -> str:
    months = Counter((p.record.verified or "")[:7] for p in practices)
    rows = (
        ("", (wording.day(month) if month else "尚未核对", str(count)))
        for month, count in sorted(months.items(), reverse=True)
    )
    return "<h2>与原文核对的月份</h2>" + c.table(("月份", "记录数"), rows, "cb-months")


def _heading(title: str, count: int) -> str:
    return f'<h2>{title} <span class="cb-count">{count}</span></h2>'


def _practices(way: Way, title: str, practices: Sequence[Practice]) -> str:
    return _heading(title, len(practices)) + (c.practice_lines(way, practices) if practices else "<p>没有。</p>")


def _figures(way: Way, title: str, figures: Sequence[Figure]) -> str:
    lines = [_figure(way, figure) for figure in figures]
    return _heading(title, len(lines)) + (c.items(lines) if lines else "<p>没有。</p>")


def _figure(way: Way, figure: Figure) -> str:
    outcome = figure.outcome
    text = f"{figure.practice.name}：{outcome.metric} {wording.figure_text(outcome)}"
    return f'<a href="{way.practice(figure.practice.id, outcome.key)}">{escape(text)}</a>'


def _documents(site: Site, way: Way) -> str:
    lacking: Iterable[str] = [
        c.document_link(way, id_, document) for id_, document in site.catalog.documents.items() if document.url is None
    ]
    lines = list(lacking)
    return _heading("没有网址的文件", len(lines)) + (c.items(lines) if lines else "<p>没有。</p>")
