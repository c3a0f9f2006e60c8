"""The generated Markdown is plain: another publisher makes the same pages of it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from copy import deepcopy
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import pytest

from casebook.catalog import Catalog
from casebook.publishing.assemble import assemble
from casebook.saying.site import Site
from casebook.settings import SiteSettings
from html_site import Html, HtmlSite, is_outside, of_class, text

CONFIG = """\
site_name: 做法库
docs_dir: docs
site_dir: site
use_directory_urls: true
theme: {name: material, language: zh}
markdown_extensions: [attr_list, md_in_html, tables, {toc: {permalink: false}}]
nav: [index.md]
"""
FOLDERS = ("practices", "browse")


@pytest.fixture(scope="module")
def elsewhere(catalog: Catalog, tmp_path_factory: pytest.TempPathFactory) -> HtmlSite:
    """Return the generated pages as Zensical publishes them."""
    folder = tmp_path_factory.mktemp("portable")
    assemble(Site.of(catalog, SiteSettings()), folder / "docs")
    (folder / "docs" / "index.md").write_text("# 首页\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    subprocess.run([sys.executable, "-m", "zensical", "build", "-f", "mkdocs.yml"], cwd=folder, check=True)
    return HtmlSite(folder / "site")


def generated(site: HtmlSite) -> list[str]:
    """Return the files of the generated pages."""
    return sorted(path for path in site.pages if path.startswith(FOLDERS))


def article(page: Html) -> Element:
    """Return what the Markdown of a page has become, without the link to it that our theme sets below."""
    whole = deepcopy(page.one(".//article"))
    for link in of_class(whole, "cb-plain"):
        whole.remove(link)
    return whole


def linked(site: HtmlSite, path: str) -> Iterator[str]:
    """Yield where the links of a page's text lead, and what they ask for there."""
    page = site.pages[path]
    for a in article(page).iter("a"):
        address = a.get("href")
        if address is not None:
            there = address if is_outside(address) else site.leads_to(page, a)
            yield f"{there}?{urlsplit(address).query}"


@pytest.mark.slow
def test_zensical_publishes_the_same_pages_with_the_same_texts_and_anchors(site: HtmlSite, elsewhere: HtmlSite) -> None:
    assert generated(elsewhere) == generated(site)
    for path in generated(site):
        ours, theirs = article(site.pages[path]), elsewhere.pages[path]
        assert text(ours) in text(theirs.one(".//article")), path
        wanted = {element.attrib["id"] for element in ours.iter() if "id" in element.attrib}
        assert wanted <= set(theirs.ids), path


@pytest.mark.slow
def test_zensical_keeps_every_internal_link_and_the_api(elsewhere: HtmlSite, site: HtmlSite) -> None:
    for path in generated(site):
        assert set(linked(site, path)) - set(linked(elsewhere, path)) == set(), path
    api = {name for name in site.files if name.startswith("api/")}
    assert api
    assert api <= elsewhere.files
