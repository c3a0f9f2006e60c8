"""Plain Markdown beside each generated page, and the list of it."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from casebook.publishing.publish import publish
from casebook.publishing.twins import llms_list, twin, write_twins
from checkouts import catalog_of, make_checkout, write
from html_site import HtmlSite
from kit import BASE

FRONT = '---\n{"title": "页", "render_macros": false}\n---\n\n'
PAGE = f"""\
{FRONT}<nav class="cb-crumbs" aria-label="当前位置" markdown="1">

[首页](../../index.md) › 页

</nav>

# 页 {{ #top }}

<div class="cb-since" data-date="2026-11-22"></div>

<div class="cb-summary" id="summary" markdown="1">

## **甲** \\{{ #x \\}} {{ #jia }}

| 地方 | 阶段 |
|---|---|
| [乙](../yi/index.md#k "题") | 试点<br>2017年 <span data-x="1"></span> |

</div>

- <a id="old"></a>一 {"  "}
    - [编法](../../about/method/index.md?a=1#figures)、[外](https://example.org/a.md)、[件](../../api/x.json)、[上](#jia)

<svg viewBox="0 0 1 1"><title>图</title>

<path d="M0"/></svg>

<details class="cb-cite" markdown="1">
<summary>引用 *和* <b>打印</b></summary>

\\](../no/index.md) 二\\\\[三](../no/index.md)

</details>

<form hidden>
<label>不给人读的</label>
</form>
"""
PLAIN = """\
[首页](../../) › 页

# 页

## **甲** \\{ #x \\}

| 地方 | 阶段 |
|---|---|
| [乙](../yi/index.md#k "题") | 试点 2017年 |

- 一
    - [编法](../../about/method/?a=1#figures)、[外](https://example.org/a.md)、[件](../../api/x.json)、[上](#jia)

引用 \\*和\\* 打印

\\](../no/index.md) 二\\\\[三](../no/)
"""


def test_a_twin_is_the_page_without_tags_and_marks() -> None:
    assert twin(PAGE, "practices/jia/index.md", lambda name: name == "practices/yi/index.md") == PLAIN


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("[首页](index.md)", "[首页](./)"),
        ("a\n\n\n\nb\n\n\n", "a\n\nb"),
        ("### a `{ #b }` { #c }", "### a `{ #b }`"),
        ("a &lt;b&gt; &#124; \\*c\\*", "a &lt;b&gt; &#124; \\*c\\*"),
        ("<!-- 注 -->\n\na", "a"),
        ("<div data-x>\n<p>x</p>\n</div>\n\na", "a"),
        ("<details>\n<summary>空的</summary>\n<p>x</p>\n</details>\n\na", "a"),
        ('<details markdown="1">\n\n<summary>题 &amp; 目</summary>\n\na\n\n</details>', "题 & 目\n\na"),
        ("1. a\n    - b\n\n        c", "1. a\n    - b\n\n        c"),
        ("", ""),
    ],
)
def test_what_becomes_of_a_page_s_parts(markdown: str, plain: str) -> None:
    assert twin(f"{FRONT}{markdown}\n", "index.md", lambda _: False) == f"{plain}\n"


def test_only_generated_pages_have_one_and_only_new_ones_are_written(tmp_path: Path) -> None:
    docs, site = tmp_path / "docs", tmp_path / "site"
    write(docs / "about/index.md", "# 关于\n")
    write(docs / "a/index.md", f"{FRONT}[乙](../b/index.md) [关于](../about/index.md)\n")
    write(docs / "b/index.md", f"{FRONT}乙\n")
    write_twins(docs, site)
    assert (site / "a/index.md").read_text(encoding="utf-8") == "[乙](../b/index.md) [关于](../about/)\n"
    assert not (site / "about/index.md").exists()
    (site / "a/index.md").unlink()
    write(site / "b/index.md", "as it was\n")
    write_twins(docs, site)
    assert (site / "a/index.md").read_text(encoding="utf-8") == "[乙](../b/index.md) [关于](../about/)\n"
    assert (site / "b/index.md").read_text(encoding="utf-8") == "as it was\n"


def test_every_generated_page_of_the_site_has_its_twin_whose_links_lead_somewhere(site: HtmlSite) -> None:
    twins = {name for name in site.files if name.endswith(".md")}
    made = ("practices/", "browse/", "search/", "compare/", "contribute/form/", "about/quality/", "about/coverage/")
    assert twins == {re.sub("html$", "md", name) for name in site.pages if name.startswith(made)}
    for name in sorted(twins):
        path = site.folder / name
        text = path.read_text(encoding="utf-8")
        assert text.startswith(("#", "["))
        assert re.findall(r"<[a-z/!]|\{ ?#|markdown=|\n\n\n", text) == [], name
        for link in re.findall(r"(?<!\\)\]\(([^()\s]+)", text):
            way = urlsplit(link)
            if not way.scheme and way.path:
                there = path.parent / unquote(way.path)
                assert there.is_file() or (there / "index.html").is_file(), (name, link)


def test_the_list_names_every_practice_in_pinyin_order_then_the_indexes(tmp_path: Path) -> None:
    withdrawn = BASE["jia.yml"].replace("甲做法", "撤下的") + "publication: {status: withdrawn, reason: 不再使用}\n"
    records = {
        **BASE, "a.yml": BASE["jia.yml"].replace("甲做法", "八[做]法"), "che.yml": withdrawn,
    }  # fmt: skip
    catalog = catalog_of(make_checkout(tmp_path / "c", records))
    indexes = {
        "practices/index.md": {"title": "全部 &amp; 做法", "description": ""},
        "browse/index.md": {"title": "浏览", "description": "看。"},
    }
    expected = """\
# 站名

> 一句话。

## 做法

- [八\\[做\\]法]({root}practices/a/index.md): 自己的话写的概要。
- [甲做法]({root}practices/jia/index.md): 自己的话写的概要。

## 索引

- [全部 &amp; 做法]({root}practices/index.md)
- [浏览]({root}browse/index.md): 看。
"""
    for root in ("", "https://example.org/a/"):
        assert llms_list(catalog, "站名", "一句话。", root, indexes) == expected.format(root=root)


def test_the_site_and_its_offline_copy_hold_the_list_and_the_twins(tmp_path: Path) -> None:
    project = make_checkout(tmp_path / "c")
    publish(catalog_of(project), project, project.root / "site", "https://example.org/a/", offline=True)
    listed = (project.root / "site/llms.txt").read_text(encoding="utf-8")
    assert "- [甲做法](https://example.org/a/practices/jia/index.md): " in listed
    assert "- [全部做法](https://example.org/a/practices/index.md)" in listed
    for name in ("llms.txt", "practices/jia/index.md", "browse/themes/index.md"):
        assert (project.root / "site-offline" / name).read_bytes() == (project.root / "site" / name).read_bytes()
