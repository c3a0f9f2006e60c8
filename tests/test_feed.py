"""The Atom feed of new and changed practices."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from casebook.exports.feed import MOST_ENTRIES, feed_files
from casebook.publishing.assemble import assemble
from casebook.publishing.publish import publish
from casebook.saying.site import Site
from casebook.settings import SiteSettings
from checkouts import YI, catalog_of, make_checkout
from kit import BASE, RECORD, KnowledgeBase, laid_over

ATOM = "{http://www.w3.org/2005/Atom}"
URL = "https://example.gov.cn/zlk/"
CHANGES = """\
changes:
  - {date: 2026-11-02, note: 收入本库}
  - {date: 2026-11-20, note: 改了口径, key: a}
outcomes: [{key: a, metric: 甲, value: '3', unit: 个, nature: 产出, document: d, anchor: 六个字的原文}]
"""


def feed(knowledge_base: KnowledgeBase, *, operator: str = "") -> Element:
    """Return the feed of a knowledge base."""
    catalog = knowledge_base.check().catalog
    assert catalog is not None, knowledge_base.said()
    files = dict(feed_files(Site.of(catalog, SiteSettings(site_url=URL, operator=operator))))
    return fromstring(files["feed.xml"])


def texts(element: Element, *names: str) -> list[str | None]:
    """Return the texts of an element's parts."""
    return [element.findtext(ATOM + name) for name in names]


def link(element: Element, rel: str = "alternate") -> str:
    """Return a link of a feed or an entry."""
    return next(part.attrib["href"] for part in element.findall(f"{ATOM}link") if part.attrib["rel"] == rel)


def test_a_feed_says_what_it_is_and_whose(knowledge_base: KnowledgeBase) -> None:
    told = feed(knowledge_base.write({**BASE, "jia.yml": laid_over(RECORD, CHANGES)}), operator="某市民政局")
    assert texts(told, "title", "id", "updated", "rights") == [
        "基层治理做法库：新增和修订",
        f"{URL}feed.xml",
        "2026-11-20T00:00:00+08:00",
        "CC BY 4.0",
    ]
    assert told.findtext(f"{ATOM}author/{ATOM}name") == "某市民政局"
    assert (link(told), link(told, "self")) == (URL, f"{URL}feed.xml")


def test_each_change_is_an_entry_newest_first(knowledge_base: KnowledgeBase) -> None:
    told = feed(knowledge_base.write({**BASE, "jia.yml": laid_over(RECORD, CHANGES)}))
    entries = told.findall(f"{ATOM}entry")
    assert [texts(entry, "title", "id", "updated", "summary") for entry in entries] == [
        [
            "甲做法：改了口径",
            "tag:example.gov.cn,2026-11-20:/zlk/practices/jia/",
            "2026-11-20T00:00:00+08:00",
            "改了口径",
        ],
        [
            "甲做法：收入本库",
            "tag:example.gov.cn,2026-11-02:/zlk/practices/jia/",
            "2026-11-02T00:00:00+08:00",
            "收入本库",
        ],
    ]
    assert [link(entry) for entry in entries] == [f"{URL}practices/jia/#a", f"{URL}practices/jia/"]


def test_changes_of_one_day_are_one_entry(knowledge_base: KnowledgeBase) -> None:
    changes = "changes: [{date: 2026-11-02, note: 改了概要}, {date: 2026-11-02, note: 改了口径}]"
    told = feed(knowledge_base.write({**BASE, "jia.yml": laid_over(RECORD, changes)}))
    entries = told.findall(f"{ATOM}entry")
    assert [texts(entry, "title", "summary") for entry in entries] == [["甲做法：2 处修订", "改了概要；改了口径"]]


def test_a_record_without_changes_makes_no_entry(knowledge_base: KnowledgeBase) -> None:
    told = feed(knowledge_base.write({**BASE, "jia.yml": laid_over(RECORD, "verified: 2026-11-22")}))
    assert told.findall(f"{ATOM}entry") == []
    assert texts(told, "updated") == ["2026-11-22T00:00:00+08:00"]


def test_a_withdrawal_is_told(knowledge_base: KnowledgeBase) -> None:
    gone = "publication: {status: withdrawn, reason: 原文已废止}\nchanges: [{date: 2026-11-02, note: 撤下}]"
    told = feed(knowledge_base.write({**BASE, "yi.yml": laid_over(YI, gone)}))
    assert [texts(entry, "title", "summary") for entry in told.findall(f"{ATOM}entry")] == [["乙做法：撤下", "撤下"]]


def test_markup_in_a_record_stays_text(knowledge_base: KnowledgeBase) -> None:
    nasty = laid_over(RECORD, "name: '<b>甲</b>&amp;]]>'\nchanges: [{date: 2026-11-02, note: '<script>x</script>'}]")
    entry = feed(knowledge_base.write({**BASE, "jia.yml": nasty})).find(f"{ATOM}entry")
    assert entry is not None
    assert texts(entry, "title", "summary") == ["<b>甲</b>&amp;]]>：<script>x</script>", "<script>x</script>"]


def test_only_the_newest_entries_stand_in_it(knowledge_base: KnowledgeBase) -> None:
    days = [f"2026-0{1 + i // 28}-{1 + i % 28:02}" for i in range(MOST_ENTRIES + 5)]
    changes = "\n".join(["changes:", *(f"  - {{date: {day}, note: 改了概要}}" for day in days)])
    entries = feed(knowledge_base.write({**BASE, "jia.yml": laid_over(RECORD, changes)})).findall(f"{ATOM}entry")
    assert [str(entry.findtext(f"{ATOM}updated"))[:10] for entry in entries] == days[:4:-1]
    assert len(entries) == MOST_ENTRIES


def test_two_builds_give_the_same_feed(knowledge_base: KnowledgeBase) -> None:
    catalog = knowledge_base.write({**BASE, "jia.yml": laid_over(RECORD, CHANGES)}).check().catalog
    assert catalog is not None
    site = Site.of(catalog, SiteSettings(site_url=URL))
    assert dict(feed_files(site))["feed.xml"] == dict(feed_files(site))["feed.xml"]


def test_a_site_without_an_address_has_no_feed_and_drops_an_old_one(
    knowledge_base: KnowledgeBase, tmp_path: Path
) -> None:
    catalog = knowledge_base.write(BASE).check().catalog
    assert catalog is not None
    assemble(Site.of(catalog, SiteSettings(site_url=URL)), tmp_path / "docs")
    assert (tmp_path / "docs" / "feed.xml").is_file()
    done = assemble(Site.of(catalog, SiteSettings()), tmp_path / "docs")
    assert done.removed == ("feed.xml",)
    assert not (tmp_path / "docs" / "feed.xml").exists()


@pytest.mark.parametrize("url", [URL, ""])
def test_every_page_names_the_feed_where_there_is_one(tmp_path: Path, url: str) -> None:
    project = make_checkout(tmp_path / "c", {**BASE, "jia.yml": laid_over(RECORD, CHANGES)})
    (project.root / "docs" / "feed.xml").write_text("left over", encoding="utf-8")
    site, *_ = publish(catalog_of(project), project, project.root / "site", url, offline=False).places
    assert (site / "feed.xml").is_file() == bool(url)
    page = (site / "practices" / "jia" / "index.html").read_text(encoding="utf-8")
    named = f'<link rel="alternate" type="application/atom+xml" title="新增和修订" href="{URL}feed.xml">'
    assert page.count(named) == (1 if url else 0)
    assert page.count("feed.xml") == (2 if url else 0)
