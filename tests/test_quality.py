"""The maintainers' page: each gap has its count and leads to the records."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from casebook.checks.links_outside import Found, LinkReport, save
from casebook.pages.quality_page import quality_page
from casebook.project import Project
from casebook.saying.site import Site
from casebook.settings import SiteSettings
from checkouts import catalog_of, make_checkout
from kit import BASE, RECORD, laid_over

OUTCOMES = """\
outcomes:
  - {key: a, metric: 甲数, value: '5', nature: 产出, as_of: '2020', as_of_basis: 原文, scope: 全市, document: d, anchor: 六个字的原文}
  - {key: b, metric: 乙数, value: '6', nature: 产出, status: 存疑, document: d, anchor: 六个字的原文}
  - {key: c, metric: 丙数, value: '7', nature: 目标, as_of: '2021', as_of_basis: 原文, scope: 全市, document: d, anchor: 六个字的原文}
  - {key: e, metric: 丁数, value: 三, nature: 标准, scope: 全市, document: d, anchor: 六个字的原文}
"""
URL = "https://www.gov.cn/a.html"
ADDRESSES = "| 文件 | 结果 | 网址 | 说明 |\n"
ROW = f"| [答复](../../browse/documents/d/index.md) | 打不开 | {URL} | 网页&lt;b&gt;不在了 |"
RECORDS = {
    "_sources/d.yml": BASE["_sources/d.yml"] + f"url: {URL}\n",
    "_sources/e.yml": BASE["_sources/e.yml"],
    "jia.yml": laid_over(RECORD, OUTCOMES) + "verified: '2026-11-22'\n",
    "yi.yml": laid_over(RECORD, "name: 乙做法\nverified: '2026-10-01'\nrelations: [{type: related, target: bing}]"),
    "bing.yml": laid_over(RECORD, "name: 丙做法"),
}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_checkout(tmp_path, RECORDS)


def page_of(project: Project) -> str:
    return quality_page(Site.of(catalog_of(project), SiteSettings())).body


def gap(body: str, id_: str) -> tuple[int, list[str]]:
    """Return the count of a gap and where its list leads to."""
    found = re.search(rf"^## [^*\n]* \*\*(\d+)\*\* {{ #{id_} }}$(.*?)(?=^## |\Z)", body, re.DOTALL | re.MULTILINE)
    assert found is not None, id_
    return int(found[1]), re.findall(r"^- \[[^\]]*\]\(([^)]*)\)", found[2], re.MULTILINE)


@pytest.mark.parametrize(
    ("id_", "leads_to"),
    [
        ("doubtful", ["../../practices/jia/index.md#b"]),
        ("overdue", ["../../practices/jia/index.md#c"]),
        ("undated", ["../../practices/jia/index.md#b"]),
        ("unscoped", ["../../practices/jia/index.md#b"]),
        ("alone", ["../../practices/jia/index.md"]),
        ("no-address", ["../../browse/documents/e/index.md"]),
    ],
)
def test_each_gap_leads_to_its_records(project: Project, id_: str, leads_to: list[str]) -> None:
    assert gap(page_of(project), id_) == (len(leads_to), leads_to)


def test_the_contents_count_every_gap(project: Project) -> None:
    body = page_of(project)
    contents = re.findall(r"^- \[[^\]]*\]\(#([a-z-]+)\) \*\*(\d+)\*\*$", body, re.MULTILINE)
    assert contents == [(id_, str(gap(body, id_)[0])) for id_, _ in contents]
    assert len(contents) == 6


def test_records_stand_under_the_month_of_their_check_the_oldest_first(project: Project) -> None:
    body = page_of(project)
    table = re.findall(r"\| \[(.*?)\]\(#(month-[\w-]+)\) \| (\d+) \|", body)
    assert table == [
        ("尚未核对", "month-none", "1"),
        ("2026年10月", "month-2026-10", "1"),
        ("2026年11月", "month-2026-11", "1"),
    ]
    assert [gap(body, id_) for _, id_, _ in table] == [
        (1, ["../../practices/bing/index.md"]),
        (1, ["../../practices/yi/index.md"]),
        (1, ["../../practices/jia/index.md"]),
    ]


def test_without_a_check_of_addresses_the_page_says_how_to_make_one(project: Project) -> None:
    assert "还没有查过。维护人员联网运行 `python3 scripts/manage.py check --links`，" in page_of(project)


def found(owner: str, field: str, url: str, result: str) -> Found:
    return Found(owner=owner, field=field, url=url, result=result, status=404, note="网页<b>不在了")


def test_what_the_last_check_of_addresses_found_is_told(project: Project) -> None:
    old, other = found("e", "url", "https://www.gov.cn/gone", "打不开"), found("docs/index.md", "", URL, "没有连上")
    save(project, LinkReport(version=1, checked="2026-11-23", found=(found("d", "url", URL, "打不开"), old, other)))
    body = page_of(project)
    said = "2026年11月23日查了 1 个文件网址，0 个打得开。网页和设置里的 1 个网址，1 个要人看，用同一条命令查看。"
    assert f"\n\n{said}\n\n" in body
    assert f"{ADDRESSES}|---|---|---|---|\n{ROW}\n\n" in body
    assert "gone" not in body


def test_good_addresses_make_no_table(project: Project) -> None:
    save(project, LinkReport(version=1, checked="2026-11-23", found=(found("d", "url", URL, "打得开"),)))
    body = page_of(project)
    assert "查了 1 个文件网址，1 个打得开。" in body
    assert ADDRESSES not in body
