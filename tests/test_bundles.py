"""Styles and scripts in bundles: what goes into each, what a page loads, and that nothing else is needed."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Page

from casebook.publishing.bundles import Bundles, bundle_lists, short_hash
from checkouts import write
from html_site import HtmlSite
from kit import ROOT

OVERRIDES = ROOT / "overrides"
LISTS = bundle_lists(OVERRIDES)
KIND = re.compile(r'<body class="cb cb-kind-([a-z]+)">')
LOADED = re.compile(r'<(?:link rel="stylesheet"|script)[^>]* ?(?:href|src)="(?:\.\./|\./)*([^"]+)"')


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    """Return a theme of three scripts, of which the second fails."""
    write(tmp_path / "partials/files.html", '{% set files = {"js": {"base": ["a", "b", "c"], "home": ["a"]}} %}')
    for name, text in (("a", "window.a = 1 // without an end"), ("b", "throw new Error('b')"), ("c", "window.c = 3;")):
        write(tmp_path / f"assets/js/{name}.js", text)
    return tmp_path


def sources(kind: str, bundle: str) -> list[str]:
    return [f"assets/{kind}/{name}.{kind}" for name in LISTS[kind][bundle]]


def wanted(page_kind: str) -> list[str]:
    """Return the styles and scripts of a kind of page, one by one, in order."""
    css = [*sources("css", "base"), *(sources("css", page_kind) if page_kind in LISTS["css"] else [])]
    css += [*sources("css", "print"), *(sources("css", "paper") if page_kind == "compare" else [])]
    js = [*sources("js", "theme"), *sources("js", "base")]
    return css + js + (sources("js", page_kind) if page_kind in LISTS["js"] else [])


def loaded(html: str) -> list[str]:
    return [address for address in LOADED.findall(html) if address.startswith(("assets/css/", "assets/js/"))]


def test_equal_sources_give_equal_bundles_and_a_change_renames_only_those_that_hold_it(theme: Path) -> None:
    before = Bundles.of(theme)
    assert Bundles.of(theme) == before
    assert [short_hash(text.encode()) for text in before.files.values()] == [
        name.split(".")[1] for name in before.files
    ]
    write(theme / "assets/js/c.js", "window.c = 4;")
    after = Bundles.of(theme)
    assert after.names["js"]["base"] != before.names["js"]["base"]
    assert after.names["js"]["home"] == before.names["js"]["home"]


def test_a_script_that_fails_keeps_no_other_from_running(theme: Path, page: Page) -> None:
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(error.message))
    names = Bundles.of(theme).names["js"]["base"]
    page.add_script_tag(content=Bundles.of(theme).files[f"assets/js/{names[0]}.js"])
    page.wait_for_timeout(50)
    assert (page.evaluate("[window.a, window.c]"), said) == ([1, 3], ["b"])


def test_every_source_is_in_a_bundle_whole_and_in_order() -> None:
    bundles = Bundles.of(OVERRIDES)
    for kind, lists in LISTS.items():
        for bundle, parts in lists.items():
            text = bundles.files[f"assets/{kind}/{bundles.names[kind][bundle][0]}.{kind}"]
            found = [text.find(kept(OVERRIDES / f"assets/{kind}/{part}.{kind}")) for part in parts]
            assert found == sorted(found), bundle
            assert found[0] >= 0, bundle
    own = {path.relative_to(OVERRIDES).as_posix() for path in OVERRIDES.glob("assets/*/*.[cj]s*")}
    assert own == bundles.sources


def kept(path: Path) -> str:
    """Return the longest line of a style sheet; the whole of a script: both without comments, a script without indentation."""
    lines = path.read_text(encoding="utf-8").rstrip().split("\n")
    if path.suffix == ".js":
        bare = re.sub(r"(?m)^ */\*(?!!)(?:.|\n)*?\*/ *\n", "", "\n".join(lines) + "\n").split("\n")
        return "\n".join(line.strip(" ") for line in bare if not line.lstrip().startswith("//")).rstrip("\n")
    return max((line for line in lines if "/*" not in line), key=len)


def test_each_page_loads_the_bundles_of_its_kind_and_the_site_holds_nothing_else(site: HtmlSite) -> None:
    bundles = Bundles.of(OVERRIDES)
    asked = set()
    for path, page in site.pages.items():
        html = (site.folder / path).read_text(encoding="utf-8")
        kind = KIND.search(html)
        if kind is None:
            assert path == "404.html"
            continue
        names = loaded(html)
        parts = [part for name in names for part in sources(name.split("/")[1], re.split(r"[/.]", name)[2])]
        assert [part for part in parts if "figures-rows" not in part][: len(wanted(kind[1]))] == wanted(kind[1]), page
        asked |= set(names)
    assert asked <= set(bundles.files)
    assert {name for name in site.files if name.startswith(("assets/css/", "assets/js/"))} == {*bundles.files}


def test_without_our_hooks_a_page_loads_the_sources_one_by_one(tmp_path: Path) -> None:
    shutil.copytree(OVERRIDES, tmp_path / "overrides")
    write(tmp_path / "docs/index.md", "---\nkind: compare\n---\n# 首页\n")
    write(
        tmp_path / "mkdocs.yml",
        "site_name: 库\nplugins: []\ntheme: {name: material, custom_dir: overrides, font: false}\n",
    )
    build(load_config(str(tmp_path / "mkdocs.yml")))
    names = loaded((tmp_path / "site/index.html").read_text(encoding="utf-8"))
    assert names == wanted("compare")
    assert [name for name in names if not (tmp_path / "site" / name).is_file()] == []
