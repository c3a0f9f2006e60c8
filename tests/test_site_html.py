"""The built site as HTML: well-formed, complete, nothing leads nowhere, nothing comes from elsewhere."""

from __future__ import annotations

import re
from collections import Counter

from html_site import LOADING, HtmlSite, is_outside
from kit import ROOT

CHILDREN = {
    "ul": {"li"}, "ol": {"li"}, "dl": {"div", "dt", "dd"}, "table": {"caption", "thead", "tbody", "colgroup"},
    "thead": {"tr"}, "tbody": {"tr"}, "tr": {"th", "td"}, "select": {"option", "optgroup"},
}  # fmt: skip
BLOCKS = {
    "div", "p", "ul", "ol", "dl", "table", "section", "article", "nav", "main", "header", "footer", "h1", "h2", "h3", "form",
    "aside", "figure", "blockquote",
}  # fmt: skip
INLINE = {"p", "span", "b", "strong", "em", "q", "code", "small", "h1", "h2", "h3", "dt", "label"}
CSS_ADDRESS = re.compile(r"url\(\s*['\"]?([^'\")]+)|@import\s+['\"]([^'\"]+)")


def test_every_page_is_well_formed(site: HtmlSite) -> None:
    assert {path: page.errors for path, page in site.pages.items() if page.errors} == {}


def test_every_element_stands_where_it_may(site: HtmlSite) -> None:
    wrong = set()
    for path, page in site.pages.items():
        for element in page.root.iter():
            allowed = CHILDREN.get(str(element.tag))
            for child in element:
                if (allowed and child.tag not in allowed) or (element.tag in INLINE and child.tag in BLOCKS):
                    wrong.add(f"{path}: {child.tag} in {element.tag}")
    assert sorted(wrong) == []


def test_ids_are_unique_on_each_page(site: HtmlSite) -> None:
    doubled = {path: [i for i, n in Counter(page.ids).items() if n > 1] for path, page in site.pages.items()}
    assert {path: ids for path, ids in doubled.items() if ids} == {}


def test_every_page_has_language_title_description_one_heading_and_one_main(site: HtmlSite) -> None:
    for path, page in site.pages.items():
        assert page.root.get("lang", "").startswith("zh"), path
        assert (page.one(".//title").text or "").strip(), path
        assert len(page.root.findall(".//h1")) == 1, path
        if path != "404.html":
            assert page.one(".//meta[@name='description']").get("content"), path
            assert page.main is not None, path


def test_titles_are_unique(site: HtmlSite) -> None:
    titles = Counter(page.one(".//title").text for page in site.pages.values())
    assert [title for title, count in titles.items() if count > 1] == []


def test_every_internal_link_and_anchor_leads_somewhere(site: HtmlSite) -> None:
    lost = set()
    for path, page in site.pages.items():
        for address in page.addresses():
            if is_outside(address) or address.startswith("data:"):
                continue
            file, anchor = site.target(page, address)
            known = file in site.files and (not anchor or anchor in site.pages[file].ids)
            if not known:
                lost.add(f"{path} -> {address}")
    assert sorted(lost) == []


def test_what_a_page_names_by_id_is_on_it(site: HtmlSite) -> None:
    names = ("for", "aria-labelledby", "aria-controls", "aria-describedby")
    lost = [
        f"{path}: {name}={word}"
        for path, page in site.pages.items()
        for element in page.root.iter()
        for name in names
        for word in element.get(name, "").split()
        if word not in page.ids
    ]
    assert lost == []


def test_no_page_loads_anything_from_another_host(site: HtmlSite) -> None:
    loaded = set()
    for path, page in site.pages.items():
        for element in page.root.iter():
            name = LOADING.get(str(element.tag))
            if name and is_outside(element.get(name, "")):
                loaded.add(f"{path}: {element.get(name)}")
            if element.tag == "link" and is_outside(element.get("href", "")) and element.get("rel") != "canonical":
                loaded.add(f"{path}: {element.get('href')}")
    assert sorted(loaded) == []


def test_no_style_sheet_loads_anything_that_is_not_there(site: HtmlSite) -> None:
    lost = []
    for name in sorted(name for name in site.files if name.endswith(".css")):
        source = (site.folder / name).read_text(encoding="utf-8")
        for groups in CSS_ADDRESS.findall(source):
            address = "".join(groups)
            file = (site.folder / name).parent / address.split("#")[0].split("?")[0]
            if not address.startswith(("data:", "#")) and not file.is_file():
                lost.append(f"{name}: {address}")
    assert lost == []


def test_no_page_carries_an_inline_handler_or_a_javascript_address(site: HtmlSite) -> None:
    found = [
        f"{path}: {element.tag} {name}"
        for path, page in site.pages.items()
        for element in page.root.iter()
        for name, value in element.attrib.items()
        if name.startswith("on") or value.strip().lower().startswith("javascript:")
    ]
    assert found == []


def test_no_path_holds_chinese(site: HtmlSite) -> None:
    assert [name for name in sorted(site.files) if not name.isascii()] == []


def test_the_site_names_no_folder_of_the_machine_that_built_it(site: HtmlSite) -> None:
    folders = (str(site.folder.parent), str(ROOT))
    assert [path for path, page in site.pages.items() if any(folder in page.source for folder in folders)] == []
