"""The step after the build: the policy of each page."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import pytest

from casebook.errors import Stopped
from casebook.pages.page_files import css_outside, linked_files, local_files, outside_loads
from casebook.publishing.bundles import short_hash
from casebook.publishing.postbuild import finish_pages, finish_site, finished, own_scripts
from checkouts import tree, write
from kit import ROOT

NONE: frozenset[str] = frozenset()


def page(body: str) -> str:
    return f"<!doctype html><html><head><meta charset=utf-8></head><body>{body}</body></html>"


def test_the_policy_is_the_first_element_of_the_head() -> None:
    assert finished(page(""), "x", NONE).startswith(
        '<!doctype html><html><head><meta http-equiv="Content-Security-Policy" content="default-src \'self\'; '
        "script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; "
        "object-src 'none'; base-uri 'self'; form-action 'self'\"><meta charset=utf-8>"
    )


def test_an_inline_script_of_our_templates_runs_by_its_hash() -> None:
    digest = base64.b64encode(hashlib.sha256(b"go()").digest()).decode()
    html = finished(page("<script>go()</script><script>go()</script>"), "x", frozenset({"go()"}))
    assert html.count(f" 'sha256-{digest}'") == 1


def test_under_mkdocs_serve_the_script_that_reloads_a_page_may_run(tmp_path: Path) -> None:
    write(tmp_path / "index.html", page("<script>go()</script>"))
    finish_pages(tmp_path, frozenset({"go()"}), reloads=True)
    html = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "script-src 'self' 'unsafe-inline'; style-src" in html
    with pytest.raises(Stopped, match="不认识的内嵌脚本"):
        finished(page("<script>alert(1)</script>"), "x", NONE, reloads=True)


def test_data_and_files_are_no_inline_scripts() -> None:
    body = '<script id="__config" type="application/json">{"a": 1}</script><script src="../a.js"></script>'
    assert "sha256" not in finished(page(body), "x", NONE)


@pytest.mark.parametrize(
    "script", ["<script>alert(1)</script>", "<SCRIPT\n>alert(1)</SCRIPT >", "<script type=module>alert(1)</script>"]
)
def test_any_other_inline_script_is_refused_with_page_and_text(script: str) -> None:
    with pytest.raises(Stopped, match=r"页面 a/index\.html 里有一段不认识的内嵌脚本：alert\(1\)"):
        finished(page(script), "a/index.html", frozenset({"go()"}))


def test_a_script_that_a_template_fills_in_is_not_ours(tmp_path: Path) -> None:
    write(tmp_path / "a.html", "{# <script>comment()</script> #}<script>go()</script>")
    write(tmp_path / "b.html", "<script>name = '{{ page.title }}'</script><script src='x.js'></script>")
    assert own_scripts(tmp_path) == {"go()", ""}


def test_our_templates_hold_no_script_that_is_filled_in() -> None:
    assert all("{{" not in script for script in own_scripts(ROOT / "overrides"))


@pytest.mark.parametrize(
    "body",
    [
        '<script src="https://example.org/x.js"></script>',
        '<img alt="" src=//example.org/x.png>',
        '<link rel="stylesheet" href="http://example.org/x.css">',
        '<link href="https://example.org" rel=preconnect>',
        "<iframe src='https://example.org/'></iframe>",
        '<style>@import "https://example.org/x.css";</style>',
        "<style>a { background: url( //example.org/x.png ) }</style>",
    ],
)
def test_nothing_is_loaded_from_another_host(body: str) -> None:
    with pytest.raises(Stopped, match=r"页面 x 要从别的网站加载 .*example\.org"):
        finished(page(body), "x", NONE)


def test_links_to_other_hosts_are_no_loads() -> None:
    html = page('<a href="https://example.org/">x</a><link rel="canonical" href="https://example.org/a/">')
    assert list(outside_loads(html)) == []
    assert (
        list(css_outside("a { background: url(data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>) }")) == []
    )


def test_local_files_are_found_from_the_page() -> None:
    html = page(
        '<script src="../a/b.js?v=1"></script><img src="data:,"><img src="x%20y.png"><link rel=icon href="/i.svg">'
    )
    assert list(local_files(html, "practices/jia/index.html")) == ["practices/a/b.js", "practices/jia/x y.png"]


def test_a_missing_file_is_named_with_its_page(tmp_path: Path) -> None:
    write(tmp_path / "a" / "index.html", page('<script src="../b.js"></script>'))
    with pytest.raises(Stopped, match=r"页面 a/index\.html 要加载 b\.js，网站里没有这个文件"):
        finish_pages(tmp_path, NONE)


def test_links_are_found_from_the_page() -> None:
    links = [
        "../",
        "..",
        "../x/?q=1#a",
        "#top",
        "y.json",
        "?q=1",
        "https://example.org/",
        "/z/",
        "mailto:a",
        "./",
        "a&#47;b/",
    ]
    html = page("".join(f'<a class="x" href="{link}">x</a>' for link in links))
    assert list(linked_files(html, "practices/jia/index.html")) == [
        "practices/index.html",
        "practices/index.html",
        "practices/x/index.html",
        "practices/jia/y.json",
        "practices/jia/index.html",
        "practices/jia/a/b/index.html",
    ]


def test_a_dead_link_is_named_with_its_page(tmp_path: Path) -> None:
    write(tmp_path / "a" / "index.html", page('<a href="../b/">b</a>'))
    with pytest.raises(Stopped, match=r"页面 a/index\.html 链接到 b/index\.html，网站里没有这个文件"):
        finish_pages(tmp_path, NONE)


def test_a_finished_page_stays_as_it_is(tmp_path: Path) -> None:
    write(tmp_path / "index.html", page(""))
    assert finish_pages(tmp_path, NONE).pages == 1
    once = (tmp_path / "index.html").read_bytes()
    assert finish_pages(tmp_path, NONE).pages == 0
    assert (tmp_path / "index.html").read_bytes() == once


def test_each_style_sheet_and_script_that_keeps_its_name_is_stamped_with_its_content(tmp_path: Path) -> None:
    body = '<script src="../assets/b.js" defer></script><script src="../c.js"></script><a href="../assets/b.js">x</a>'
    for name, text in (("assets/css/a.0123abcd.css", ""), ("assets/b.js", "1"), ("c.js", "")):
        write(tmp_path / name, text)
    write(tmp_path / "x" / "index.html", page(f'<link rel="stylesheet" href="../assets/css/a.0123abcd.css">{body}'))
    finish_pages(tmp_path, NONE)
    assert (
        (tmp_path / "x" / "index.html")
        .read_text(encoding="utf-8")
        .endswith(
            '<link rel="stylesheet" href="../assets/css/a.0123abcd.css">'
            f'<script src="../assets/b.js?v={short_hash(b"1")}" defer></script><script src="../c.js"></script>'
            '<a href="../assets/b.js">x</a></body></html>'
        )
    )


def unfinished(site: Path) -> None:
    """Write a site as MkDocs leaves it: one page, two style sheets of the theme, a sitemap."""
    write(site / "index.html", page('<link rel="stylesheet" href="assets/stylesheets/used.css">'))
    for name in ("used.css", "unused.css"):
        write(site / "assets/stylesheets" / name, "")
    write(site / "sitemap.xml", "<urlset/>")


def test_what_nobody_needs_goes(tmp_path: Path) -> None:
    unfinished(tmp_path)
    assert finish_site(tmp_path, ROOT, keep_sitemap=False) == 1
    assert set(tree(tmp_path)) == {"index.html", "assets/stylesheets/used.css"}


def test_after_a_partial_build_the_files_of_other_pages_stay(tmp_path: Path) -> None:
    unfinished(tmp_path)
    finish_site(tmp_path, ROOT, keep_sitemap=True, partly=True)
    assert {"assets/stylesheets/unused.css", "sitemap.xml"} <= set(tree(tmp_path))
