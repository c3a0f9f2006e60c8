"""A page's Markdown read for paper: how words look, where they lead, what is left out, and every text exact."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown.util import BLOCK_LEVEL_ELEMENTS

from casebook.handouts.reading import Form, Line, pieces, read_line, read_page
from casebook.text.escaping import escape_markdown, fold
from word_files import made, told

HERE = "https://zlk.example.gov.cn/a/practices/jia/"
PLAIN, STRONG, ASIDE = Form(), Form(strong=True), Form(aside=True)
NASTY = [
    "普通文字", "49.15%，1.7万人", "<script>alert(1)</script>", "{{ 7*7 }}", "a|b", "`code`", "*b* _i_ __x__", "[x](javascript:alert(1))",
    "![i](x)", "# h", "1. x", "- x", "+ x", "> q", "&amp; & &lt;", "\\", "\\\\*", "~~s~~", "http://a.b/c?d=e&f=g", "{#id .c}", "{: .x }",
    "***", "---", "```", "    code", "𠮷", "[^1]", "[x]: y", "*[HTML]: x", "<!-- c -->", "</div>", "<div markdown=1>", "]]>", "a\\", "=",
    "||", "1)", "8+X", "C:\\x_y_z", "a { #b }", "<br>", "</span>", "“甲”*乙*",
]  # fmt: skip
SIGNS = "ab1 2*_`~[](){}<>#|!&;:\\/\"'+-=.,%^$@?中文，。（）“”"


def lines(page: str, address: str = HERE) -> list[Line]:
    """Return the lines of a page, in order."""
    blocks = [block for block in read_page(page, address).iter() if block.tag in BLOCK_LEVEL_ELEMENTS]
    found = [read_line(piece for piece in pieces(block) if not is_block(piece)) for block in blocks]
    return [line for line in found if line]


def is_block(piece: Element | str) -> bool:
    return isinstance(piece, Element) and piece.tag in BLOCK_LEVEL_ELEMENTS


def one(page: str, address: str = HERE) -> Line:
    (line,) = lines(page, address)
    return line


def plain(line: Line) -> str:
    return "".join(words for words, _ in line)


def wrapped(css: str, inside: str, tag: str = "div") -> str:
    return f'<{tag} class="{css}" markdown="1">\n\n{inside}\n\n</{tag}>\n'


def test_a_heading_loses_its_attributes_and_keeps_the_braces_of_its_text() -> None:
    page = "# 甲 { #top }\n\n## a \\{ #b \\} { #id .c }\n\n### 无\n\n### \\{#id\\}\n"
    assert [plain(line) for line in lines(page)] == ["甲", "a { #b }", "无", "{#id}"]


def test_strong_words_and_asides_are_told_apart() -> None:
    assert one("### **14个** 小区 *覆盖* { #key }") == [("14个", STRONG), (" 小区 ", PLAIN), ("覆盖", ASIDE)]
    assert one("*甲 **乙***") == [("甲 ", ASIDE), ("乙", Form(strong=True, aside=True))]
    assert one("甲**“乙”**丙_丁_戊 ** 己") == [("甲", PLAIN), ("“乙”", STRONG), ("丙_丁_戊 ** 己", PLAIN)]


@pytest.mark.parametrize(
    ("href", "public"),
    [
        ("../../browse/kinds/x/index.md", "https://zlk.example.gov.cn/a/browse/kinds/x/"),
        ("../../browse/kinds/x/index.md#y", "https://zlk.example.gov.cn/a/browse/kinds/x/#y"),
        (
            "../../search/index.md?q=%E7%94%B2&amp;theme=x#y",
            "https://zlk.example.gov.cn/a/search/?q=%E7%94%B2&theme=x#y",
        ),
        ("index.md", HERE),
        ("#grids", f"{HERE}#grids"),
        ("../../index.md", "https://zlk.example.gov.cn/a/"),
        ("../../api/v1/practices.json", "https://zlk.example.gov.cn/a/api/v1/practices.json"),
    ],
)
def test_links_within_the_site_lead_to_its_pages(href: str, public: str) -> None:
    assert one(f"见[甲]({href})。") == [("见", PLAIN), ("甲", Form(address=public)), ("。", PLAIN)]
    assert one(f"见[甲]({href})。", "") == [("见甲。", PLAIN)]


@pytest.mark.parametrize(
    "address", ["https://a.example/x#:~:text=%E4%BA%8C", "http://a.example/index.md", "https://a.example/?a=1&b=2"]
)
def test_links_to_elsewhere_stay_whether_or_not_the_site_has_an_address(address: str) -> None:
    for here in (HERE, ""):
        assert one(f'[**甲**]({address.replace("&", "&amp;")} "看")', here) == [("甲", Form(True, False, address))]


@pytest.mark.parametrize("href", ["http://[:]", "//[:]?/%%", "javascript:alert(1)", "mailto:a@b.example"])
def test_an_address_that_nobody_can_follow_is_left_out(href: str) -> None:
    assert one(f"[甲](<{href}>)") == [("甲", PLAIN)]


def test_a_cell_holds_words_and_breaks_where_it_says() -> None:
    page = "| 地方 |\n|---|\n| [市](../x/index.md) *注* <br> **区** |\n| a&#124;b \\| c |\n"
    place = Form(address="https://zlk.example.gov.cn/a/practices/x/")
    city = [("市", place), (" ", PLAIN), ("注", ASIDE), ("\n", PLAIN), ("区", STRONG)]
    assert lines(page) == [[("地方", PLAIN)], city, [("a|b | c", PLAIN)]]


@pytest.mark.parametrize("css", ["cb-crumbs", "cb-cite", "cb-booklet", "cb-contents"])
def test_what_is_only_for_the_screen_is_left_out(css: str) -> None:
    inside = f"甲\n\n- 乙\n\n{wrapped('cb-lead', '丙')}\n\n<details><summary>丁</summary>戊</details>\n\n| 己 |\n|---|\n| 庚 |"
    page = f"前\n\n{wrapped(f'cb-x {css}', inside, 'nav')}\n后"
    assert told(made(page)) == [("Normal", "前"), ("Normal", "后")]


@pytest.mark.parametrize(
    "html",
    [
        "<form>\n<label>甲</label>\n</form>",
        '<div class="cb-since" data-date="2026-11-22"></div>',
        "<script>\nif (a < b) { '</div>' }\n</script>",
        "<!-- 甲 -->",
        "<hr>",
        '<input name="q">',
    ],
)
def test_html_without_words_for_paper_is_left_out(html: str) -> None:
    page = f"前\n\n{wrapped('cb-x', html)}\n后"
    assert told(made(page)) == [("Normal", "前"), ("Normal", "后")]


@pytest.mark.parametrize("html", ["</div>\n\n甲", "<section>\n<div>\n\n甲\n\n</section>"])
def test_a_forgotten_tag_loses_no_words(html: str) -> None:
    assert [words for _, words in told(made(f"前\n\n{html}\n\n后"))] == ["前", "甲", "后"]


def test_tags_within_a_line_leave_their_words() -> None:
    page = '<a id="old"></a>甲 <span data-status="x">乙</span> <b>丙</b><br>丁 &lt;戊&gt; \\*  \n己'
    assert one(page) == [("甲 乙 丙\n丁 <戊> *\n己", PLAIN)]
    assert lines('<a id="old"></a>\n\n甲') == [[("甲", PLAIN)]]
    assert one("![图的文字](x.png) `x*y`") == [("图的文字 x*y", PLAIN)]


def everywhere(words: str) -> str:
    e = escape_markdown(words)
    return f"""# {e} {{ #top }}

{e}

**{e}** 说

*{e}*

<div class="cb-x" markdown="1">

| {e} | 乙 |
|---|---|
| [{e}](../a/index.md) | {e} |

</div>

- {e}
    1. {e}

- “{e}” [{e}](https://a.example/?a=1&amp;b=2 "看")
"""


def exact(words: str) -> list[str]:
    w = fold(words)
    return [w, w, f"{w} 说", w, w, "乙", w, w, w, w, f"“{w}” {w}"]


@pytest.mark.parametrize("words", NASTY)
def test_nasty_texts_are_exact_in_every_slot(words: str) -> None:
    assert [plain(line) for line in lines(everywhere(words))] == exact(words)


@given(st.text(SIGNS, min_size=1, max_size=9).filter(str.strip))
def test_any_text_is_exact_in_every_slot(words: str) -> None:
    assert [plain(line) for line in lines(everywhere(words))] == exact(words)
