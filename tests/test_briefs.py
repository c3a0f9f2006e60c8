"""The page of a theme or a problem is a brief; it is there on paper too."""

from __future__ import annotations

from io import BytesIO

from docx import Document

from casebook.catalog import Catalog
from casebook.handouts.files import Handouts
from casebook.pages.briefs import FACETS, brief_sheets
from casebook.saying.briefs import COPYING, Brief
from casebook.saying.practices import PracticeView
from casebook.saying.site import Site
from casebook.settings import SiteSettings
from html_site import HtmlSite, of_class, text
from word_files import whole_text

PUBLIC = "https://example.gov.cn/zlk/"


def told(practice: PracticeView, name: str) -> list[str]:
    return [word for part in practice.particulars if part.name == name for word in part.texts]


def test_a_brief_tells_where_and_how_far_the_numbers_what_it_takes_and_what_nobody_tells(
    site: HtmlSite, views: Site
) -> None:
    for shelf in (shelf for facet in FACETS for shelf in views.shelves.of(facet)):
        page, practices = site.page(shelf.address), views.views(shelf.practices)
        said = text(page.main)
        options, *_ = of_class(page.main, "cb-options")
        for row, practice in zip(options.findall("table/tbody/tr"), practices, strict=True):
            name, where, how = row
            assert text(name) == f"{practice.name} {practice.summary}"
            assert all(word in text(where) for pair in practice.places_and_stages[:1] for word in pair)
            assert text(how) == (f"{len(practice.steps)} 步" if practice.steps else "没有写")
        wanted = {
            *(f.address for p in practices for f in p.main_figures),
            *(f"{p.address}#particulars" for p in practices if any(told(p, name) for name in COPYING)),
            *(f"{p.address}#steps" for p in practices if p.steps),
            *(document.address for p in practices for document in p.documents),
        }
        assert wanted - {site.leads_to(page, a) for a in page.main.iter("a")} == set(), shelf.id
        assert [w for p in practices for name in COPYING for w in told(p, name) if w not in said] == [], shelf.id
        lacking = sum("经费来源" in p.unsaid for p in practices)
        assert f"经费来源 {lacking} 项" in said or not lacking, shelf.id


def test_numbers_that_must_not_be_quoted_unawares_stand_apart_with_their_marks(site: HtmlSite, views: Site) -> None:
    shelf = next(s for s in views.shelves.of("themes") if Brief(views.views(s.practices)).warned)
    page = site.page(shelf.address)
    shown = [text(li) for li in of_class(page.main, "cb-brief-list")[0].iter("li")]
    warned = Brief(views.views(shelf.practices)).warned
    for said, f in zip(shown, warned, strict=True):
        assert said.startswith(f"{f.practice_name}：{f'{f.doubt} ' if f.doubt else ''}{f.text} {f.metric}")
        assert [mark for mark in f.marks if said.count(mark) != 1] == []


def test_a_brief_is_there_on_paper_with_each_row_leading_to_its_practice(catalog: Catalog) -> None:
    site = Site.of(catalog, SiteSettings(site_url=PUBLIC, handouts=True))
    sheets = [*brief_sheets(site)]
    filled = [shelf for facet in FACETS for shelf in site.shelves.of(facet) if shelf.practices]
    assert [page.address for page, _ in sheets] == [shelf.address for shelf in filled]
    page, markdown = sheets[-1]
    assert 'class="cb-neighbours"' not in markdown
    document = Document(BytesIO(Handouts(site, lambda *_: "").brief(page, markdown)))
    said = whole_text(document)
    leads = {rel.target_ref for rel in document.part.rels.values() if rel.is_external}
    for practice in site.views(filled[-1].practices):
        assert practice.name in said
        assert [step for step in practice.steps if step not in said] == []
        assert f"{PUBLIC}{practice.address}" in leads
    assert "来源没有写的" in said
