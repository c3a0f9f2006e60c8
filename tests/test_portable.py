"""The generated Markdown is plain: another publisher makes the same pages of it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from casebook.catalog import Catalog
from casebook.publishing.assemble import assemble
from casebook.settings import SiteSettings
from html_site import HtmlSite, text

CONFIG = """\
site_name: 做法库
docs_dir: docs
site_dir: site
use_directory_urls: true
theme: {name: material, language: zh}
markdown_extensions: [attr_list, {toc: {permalink: false}}]
nav: [index.md]
"""
FOLDERS = ("practices", "browse")


@pytest.fixture(scope="module")
def elsewhere(catalog: Catalog, tmp_path_factory: pytest.TempPathFactory) -> HtmlSite:
    """Return the generated pages as Zensical publishes them."""
    folder = tmp_path_factory.mktemp("portable")
    assemble(catalog, folder / "docs", SiteSettings())
    (folder / "docs" / "index.md").write_text("# 首页\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    subprocess.run([sys.executable, "-m", "zensical", "build", "-f", "mkdocs.yml"], cwd=folder, check=True)
    return HtmlSite(folder / "site")


def generated(site: HtmlSite) -> list[str]:
    """Return the files of the generated pages."""
    return sorted(path for path in site.pages if path.startswith(FOLDERS))


@pytest.mark.slow
def test_zensical_publishes_the_same_pages_with_the_same_texts_and_anchors(site: HtmlSite, elsewhere: HtmlSite) -> None:
    assert generated(elsewhere) == generated(site)
    for path in generated(site):
        ours, theirs = site.pages[path], elsewhere.pages[path]
        article = ours.one(".//article")
        assert text(article) in text(theirs.one(".//article")), path
        wanted = {element.attrib["id"] for element in article.iter() if "id" in element.attrib}
        assert wanted <= set(theirs.ids), path


@pytest.mark.slow
def test_zensical_keeps_every_internal_link_and_the_api(elsewhere: HtmlSite, site: HtmlSite) -> None:
    for path in generated(site):
        ours, theirs = site.pages[path], elsewhere.pages[path]
        wanted = {a.attrib["href"] for a in ours.one(".//article").iter("a")}
        found = {a.attrib["href"] for a in theirs.one(".//article").iter("a") if "href" in a.attrib}
        assert wanted - found == set(), path
    api = {name for name in site.files if name.startswith("api/")}
    assert api
    assert api <= elsewhere.files
