"""Generated Markdown is one dialect: cmarkgfm and Python-Markdown make the same HTML of it, and every text comes out exact."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import markdown
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from casebook.catalog import Catalog
from casebook.publishing.assemble import generated_pages
from casebook.publishing.converting import body, convert, finish_tables, front_matter
from casebook.saying.site import Site
from casebook.settings import SiteSettings
from casebook.text.escaping import escape_markdown, fold
from html_parts import held, same_parts
from kit import ROOT

OTHERS = markdown.Markdown(extensions=["tables", "attr_list", "md_in_html", "toc"])
MARK = "字"

INNER = '<div class="b" id="i" data-x="1" markdown="1">\n\n- {text}\n\n</div>'
# Where a text of a record may stand: the Markdown around it, and the tag that holds it (`tag@attribute` for an attribute).
SLOTS = {
    "heading": ("## {text} {{ #top }}", "h2"),
    "heading after strong": ("### **重** {text} {{ #a-b }}", "h3"),
    "paragraph": ("{text}", "p"),
    "second paragraph": ("前一段\n\n{text}", "p"),
    "strong": ("**{text}** 后", "strong"),
    "strong before punctuation": ("前 **{text}**，后", "strong"),
    "strong at the end": ("前 **{text}**", "strong"),
    "em": ("*{text}* 后", "em"),
    "em before punctuation": ("前 *{text}*。后", "em"),
    "em in a cell": ("| 甲 |\n|---|\n| 前 *{text}* |", "em"),
    "link": ("[{text}](../x/index.md#k)", "a"),
    "link of strong": ("[**{text}**](../x/index.md)", "strong"),
    "title": ('[甲](../x/index.md "{text}") 和 [乙](../y/index.md "后")', "a#1@title"),
    "label of a cell": ("| {text} |\n|---|\n| 一 |", "td@data-label"),
    "cell": ("| 甲 | 乙 |\n|---|---|\n| 一 | {text} |", "td"),
    "first cell": ("| 甲 |\n|---|\n| {text} |", "td"),
    "head": ("| 甲 | {text} |\n|---|---|\n| 一 | 二 |", "th"),
    "bullet": ("- {text}\n- 后", "li#1"),
    "number": ("1. {text}\n2. 后", "li#1"),
    "nested bullet": ("- 前\n    - {text}", "li"),
    "bullet below a number": ("1. 前\n    - {text}", "li"),
    "number below a bullet": ("- 前\n    1. {text}", "li"),
    "item with paragraphs": ("- 前\n\n    {text}\n\n- 后", "p#2"),
    "item after a link": ("- [甲](../x/index.md) {text}", "li"),
    "link in an item": ("- [{text}](../x/index.md) 后", "a"),
    "wrapper": ('<div class="cb-x" markdown="1">\n\n{text}\n\n</div>', "p"),
    "nested wrappers": (f'<section class="a" markdown="1">\n\n## 甲 {{{{ #a }}}}\n\n{INNER}\n\n</section>', "li"),
    "cell in a wrapper": ('<div markdown="1">\n\n| 甲 |\n|---|\n| {text} |\n\n</div>', "td"),
    "heading in a wrapper": ('<nav aria-label="甲" markdown="1">\n\n## {text} {{ #k }}\n\n</nav>', "h2"),
    "details": ('<details class="d" markdown="1">\n<summary>题</summary>\n\n{text}\n\n</details>', "p"),
    "after an anchor": ('<a id="old"></a>{text}', "p"),
    "item after an anchor": ('- <a id="old"></a>{text}', "li"),
    "after a break": ("前<br>{text}", "p"),
    "several in a line": ('{text}[{text}](../x/index.md "{text}")（{text}） **{text}**，{text} *{text}*', "p"),
    "several cells": ("| {text} | 乙 |\n|---|---|\n| **{text}** {text} | {text}[{text}](../x/index.md) |", "table"),
    "after a span": ('<span data-x="1"></span> {text}', "p"),
}  # fmt: skip
NASTY = [
    "普通文字", "49.15%，1.7万人", "<script>alert(1)</script>", "{{ 7*7 }}", "a|b", "`code`", "*b* _i_ __x__", "[x](javascript:alert(1))", "![i](x)",
    "# h", "1. x", "- x", "+ x", "> q", "&amp; & &lt;", "\\", "\\\\*", "~~s~~", "http://a.b/c?d=e&f=g", "{#id .c}", "{: .x }", "***", "---", "```",
    "    code", "𠮷", "[^1]", "[x]: y", "*[HTML]: x", "<!-- c -->", "</div>", "<div markdown=1>", "]]>", "a\\", "=", "||", "1)", "8+X", "C:\\x_y_z",
    "“五员”", "（一）", "a{ #b }", "{ #b }", 'x" markdown="1" y', "' onclick='x", "x](y", "a*", "*a", "**", "5*", "_", "a_", "￥5", "×", "1.", "二、",
    "\u200b-", "\ufeff# x", "a\u00a0b", "a\u3000b", "a\u2028- b", "e\u0301", "⚠\ufe0f", "\u202ea", "&#35;", "&nbsp;", "<br>", "www.a.cn", "a@b.cn",
    "https://a.cn/_b_", ":-)", "::: x", "^上^", "==标==", "$$x$$", "\\(x\\)", "|---|", "&copy", "www.x.cn/(a)", "!", "!x", "甲!", "[ ] 待办",
    "[x] 已办", "0-9", "#39;", "&#39", "it's", "\\'", '"', "a\\\\",
]  # fmt: skip
SIGNS = "ab1 2*_`~[](){}<>#|!&;:\\/\"'+-=.,%^$@?中文，。（）“”—·"
anything = st.characters(exclude_categories=("Cs", "Cc"))
texts = st.text(st.one_of(st.sampled_from(SIGNS), anything), min_size=1, max_size=12).filter(fold)


def hostile_texts() -> list[str]:
    """Return the texts of the hostile corpus that a record may hold."""
    cases = yaml.safe_load((ROOT / "tests/cases/hostile/legal.yml").read_text(encoding="utf-8"))["cases"]
    return list(dict.fromkeys(text for case in cases for text in strings(yaml.safe_load(case["over"]))))


def strings(value: object) -> Iterator[str]:
    """Yield every text in what YAML has read."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for part in value.values() for text in strings(part))
    elif isinstance(value, list):
        yield from (text for part in value for text in strings(part))


def fast(page: str) -> str:
    """Return a page's HTML by cmarkgfm, as our hooks make it; links stay as they are."""
    return convert(page, lambda link: link).html


def slow(page: str) -> str:
    """Return it by Python-Markdown, as other publishers make it."""
    return OTHERS.reset().convert(page)


def filled(slot: str, text: str) -> str:
    """Return a page with a record's text in a slot, below a heading of its own."""
    return f"# 页 {{ #page }}\n\n{SLOTS[slot][0].format(text=escape_markdown(text))}\n"


def assert_exact(slot: str, text: str) -> None:
    """Hold both converters to each other and to the text."""
    page, name = filled(slot, text), SLOTS[slot][1]
    html = fast(page)
    assert same_parts(html) == same_parts(slow(page))
    assert held(html, name) == around(slot).replace(MARK, fold(text))


@cache
def around(slot: str) -> str:
    """Return what the element of a slot holds with a harmless text in it."""
    return held(fast(filled(slot, MARK)), SLOTS[slot][1])


@pytest.mark.parametrize("slot", SLOTS)
@given(text=texts)
def test_any_text_comes_out_exact_from_both(slot: str, text: str) -> None:
    assert_exact(slot, text)


@pytest.mark.parametrize("slot", SLOTS)
def test_texts_that_look_like_markup_come_out_exact_from_both(slot: str) -> None:
    for text in [*NASTY, *hostile_texts()]:
        assert_exact(slot, text)


def test_every_page_of_our_records_is_the_same_from_both(catalog: Catalog) -> None:
    pages = dict(generated_pages(Site.of(catalog, SiteSettings())))
    assert len(pages) > len(catalog.practices)
    for name, text in pages.items():
        assert front_matter(text)["title"], name
        assert same_parts(fast(body(text))) == same_parts(slow(body(text))), name


PAGE = """\
---
{"title": "页", "render_macros": false}
---

# 页 { #top }

<div class="cb-x" id="box" markdown="1">

## [甲](../a/index.md) **1** { #jia }

| 做法 | *数* |
|---|--:|
| [甲](../../p/jia/index.md?q=1&amp;r=2#k "题") | 5 |

</div>

### 乙 { #yi }

<a id="old"></a>见[外](https://example.org/x.md)、[上](#jia)、[件](../../api/x.json)。
"""
HTML = """\
<h1 id="top">页</h1>
<div class="cb-x" id="box">
<h2 id="jia"><a href="/../a/index.md">甲</a> <strong>1</strong></h2>
<table>
<thead>
<tr>
<th scope="col">做法</th>
<th scope="col" style="text-align: right"><em>数</em></th>
</tr>
</thead>
<tbody>
<tr>
<td data-label="做法"><a href="/../../p/jia/index.md?q=1&amp;r=2#k" title="题">甲</a></td>
<td data-label="数" style="text-align: right">5</td>
</tr>
</tbody>
</table>
</div>
<h3 id="yi">乙</h3>
<p><a id="old"></a>见<a href="/https://example.org/x.md">外</a>、<a href="/#jia">上</a>、<a href="/../../api/x.json">件</a>。</p>
"""


def test_a_page_becomes_html_with_what_a_publisher_must_know_of_it() -> None:
    made = convert(body(PAGE), lambda link: f"/{link}")
    assert made.html == HTML
    assert made.contents == (("jia", "甲 1"),)
    assert made.ids == {"top", "box", "jia", "yi", "old"}


@pytest.mark.parametrize(
    "text",
    ["# 手写 { #top }\n", "---\ntitle: 手写\n---\n# 手写\n", '---\n{"title": "x", "render_macros": true}\n---\n'],
)
def test_a_hand_written_page_is_none_of_ours(text: str) -> None:
    assert front_matter(text) == {}
    assert front_matter(PAGE) == {"title": "页", "render_macros": False}


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("<tr><td>1</td><td>2</td></tr>", '<tr><td data-label="甲 1">1</td><td data-label="乙&quot;">2</td></tr>'),
        ('<tr><td data-label="x">1</td></tr>', '<tr><td data-label="x">1</td></tr>'),
        ('<tr><th scope="row">1</th><td>2</td></tr>', '<tr><th scope="row">1</th><td data-label="乙&quot;">2</td></tr>'),
        ('<tr><td colspan="2">1</td><td>2</td></tr>', '<tr><td data-label="甲 1" colspan="2">1</td><td>2</td></tr>'),
        ("<tr><td>1</td></tr><tr><td>2</td></tr>", '<tr><td data-label="甲 1">1</td></tr><tr><td data-label="甲 1">2</td></tr>'),
        ("<tr><td>1<td>2<td>3<td>4</tr>", '<tr><td data-label="甲 1">1<td data-label="乙&quot;">2<td>3<td>4</tr>'),
    ],
)  # fmt: skip
def test_each_cell_tells_the_head_of_its_column(rows: str, told: str) -> None:
    head = '<table class="x"><thead><tr><th><a href="y">甲</a>\n1</th><th id="t">乙"</th><th></th></tr></thead>'
    finished = head.replace("<th>", '<th scope="col">').replace('<th id="t">', '<th scope="col" id="t">')
    assert (
        finish_tables(f"<p>x</p>{head}<tbody>{rows}</tbody></table>y")
        == f"<p>x</p>{finished}<tbody>{told}</tbody></table>y"
    )


def test_a_table_without_a_head_stays_as_it_is() -> None:
    table = "<table><tr><td>1</td></tr></table>"
    assert finish_tables(table) == table
