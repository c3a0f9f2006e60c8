"""The page that tells what was read and what was not."""

from __future__ import annotations

from casebook import links
from casebook.catalog import Catalog
from html_site import HtmlSite, text


def test_the_page_of_coverage_names_every_place_and_document_that_was_read_and_the_provinces_that_were_not(
    site: HtmlSite, catalog: Catalog
) -> None:
    page = site.page("about/coverage/")
    goes = {site.leads_to(page, a) for a in page.main.iter("a") if not a.get("href", "").startswith("http")}
    codes = {doing.place.code[:4] for doing in catalog.doings}
    assert {links.shelf("places", code) for code in codes} <= goes
    assert {links.shelf("documents", id_) for id_ in catalog.documents} <= goes
    read = {catalog.divisions.place(code[:2]).name for code in codes}
    [missing] = [text(one) for one in page.main.iter("li") if text(one).startswith("省级地方")]
    assert {*missing.split("：")[1].split("、")} == {*catalog.divisions.children("")} - read
