"""Markdown in Word, read back: every construct has the style of its kind, and what belongs together stays together."""

from __future__ import annotations

import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from casebook.handouts.styles import ASIDE, CELL, FIGURE, LABEL, QUOTE, SMALL, TOLD
from casebook.text.escaping import escape_markdown, fold
from word_files import SITE_URL, made, packed, style, told

SHEET = """\
# 楼栋长 { #top }

<div class="cb-summary" id="summary" markdown="1">

<div class="cb-lead" markdown="1">

在居民楼里设牵头人。

</div>

- **读音** lóu dòng zhǎng
- **又称** 楼长、栋长

</div>

## 谁在做，做到哪一步 { #localities }

| 地方 | 阶段 | 出处 |
|---|---|---|
| [东莞市](../../p/4419/index.md) *各自做*<br>虎门镇 | **试点** 部分 | [答复](../../b/d/index.md)“二是探索” [打开原文](https://a.example/#:~:text=x) |

## 数据与成效 { #outcomes }

<div class="cb-figure" markdown="1">

### **14个** 推选楼栋代表人的小区 *覆盖* { #humen-estates }

- 东莞市虎门镇 · 口径：小区
- 出处：[答复](../../b/d/index.md)

</div>

## 怎么做 { #steps }

1. 先看
2. 再办

    办完再说

**须知**

- 一条

## 来源 { #sources }

1. [《某建议》](../../b/d/index.md) 2023年
    - 一、做法
        - 小一层
        - 小二层

> 引一句

<div class="cb-note" markdown="1">

数据为发文单位自述。

- 小字一条

</div>

<section class="cb-cite" markdown="1">

不上纸

</section>
"""


@pytest.fixture(scope="module")
def document() -> WordDocument:
    """Return a sheet that holds everything that a sheet may hold."""
    return made(SHEET)


def all_runs(paragraph: Paragraph) -> list[Run]:
    """Return the runs of a paragraph, those in links too."""
    return [Run(run, paragraph) for run in paragraph._p.xpath(".//w:r")]


def number_of(paragraph: Paragraph) -> str:
    (number,) = paragraph._p.xpath("./w:pPr/w:numPr/w:numId/@w:val")
    return str(number)


def test_each_construct_has_the_style_of_its_kind(document: WordDocument) -> None:
    assert told(document) == [
        ("Title", "楼栋长"),
        ("Normal", "在居民楼里设牵头人。"),
        ("List Bullet", "读音 lóu dòng zhǎng"),
        ("List Bullet", "又称 楼长、栋长"),
        ("Heading 1", "谁在做，做到哪一步"),
        ("Heading 1", "数据与成效"),
        (FIGURE, "14个\t推选楼栋代表人的小区 覆盖"),
        (TOLD, "东莞市虎门镇 · 口径：小区。出处：答复。"),
        ("Heading 1", "怎么做"),
        ("List Number", "先看"),
        ("List Number", "再办"),
        ("List Continue", "办完再说"),
        (LABEL, "须知"),
        ("List Bullet", "一条"),
        ("Heading 1", "来源"),
        ("List Number", "《某建议》 2023年"),
        ("List Bullet 2", "一、做法"),
        ("List Bullet 3", "小一层"),
        ("List Bullet 3", "小二层"),
        (QUOTE, "引一句"),
        (SMALL, "数据为发文单位自述。"),
        ("List Bullet", "小字一条"),
    ]


def test_strong_words_are_bold_but_in_headings_and_asides_are_small(document: WordDocument) -> None:
    runs = {run.text: run for paragraph in document.paragraphs for run in paragraph.runs}
    assert runs["读音"].bold
    assert not runs["14个"].bold
    assert not runs["须知"].bold
    asides = [words for words, run in runs.items() if run.style.name == ASIDE]
    assert asides == ["覆盖", "小字一条"]


def test_a_table_has_its_head_on_each_page_and_whole_rows(document: WordDocument) -> None:
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["地方", "阶段", "出处"],
        ["东莞市 各自做\n虎门镇", "试点 部分", "答复“二是探索” 打开原文"],
    ]
    assert all(style(p) == CELL for row in table.rows for cell in row.cells for p in cell.paragraphs)
    marks = [{mark.tag for mark in row._tr.xpath("./w:trPr/*")} for row in table.rows]
    assert marks == [{qn("w:cantSplit"), qn("w:tblHeader")}, {qn("w:cantSplit")}]
    widths = [column.width.mm for column in table.columns if column.width]
    assert sum(widths) == pytest.approx(166, abs=0.1)
    assert 30 < widths[1] < widths[0] < widths[2]  # the longer the text, the wider


@pytest.mark.parametrize("css", ["cb-figure", "cb-quoted"])
def test_a_figure_is_one_block_that_no_page_tears_apart(css: str) -> None:
    page = f'<div class="{css}" markdown="1">\n\n**存疑** **14个** 小区 *覆盖*\n\n**引用前请核对。**\n\n- 甲\n- 乙。\n\n</div>\n\n丙'
    document = made(page)
    assert told(document) == [(FIGURE, "存疑 14个\t小区 覆盖"), (TOLD, "引用前请核对。甲。乙。"), ("Normal", "丙")]
    forms = [document.styles[name].paragraph_format for name in (FIGURE, TOLD)]
    assert [(form.keep_with_next, form.keep_together) for form in forms] == [
        (True, True),
        (None, True),
    ]


def test_chinese_runs_tell_word_that_they_are_chinese_and_pinyin_does_not() -> None:
    (paragraph,) = made("“甲”—乙*lóu dòng*[丙](https://a.example/)100%").paragraphs
    hints = {run.text: run._r.xpath("./w:rPr/w:rFonts/@w:hint") for run in all_runs(paragraph)}
    assert hints == {"“甲”—乙": ["eastAsia"], "lóu dòng": [], "丙": ["eastAsia"], "100%": []}


def test_each_numbered_list_counts_from_one() -> None:
    lists = made("1. 甲\n    1. 乙\n2. 丙\n    1. 丁\n\n文\n\n5. 戊\n6. 己\n").paragraphs
    numbers = {p.text: number_of(p) for p in lists if style(p).startswith("List Number")}
    assert numbers["甲"] == numbers["丙"]
    assert numbers["戊"] == numbers["己"]
    assert len(set(numbers.values())) == 4


def test_lists_keep_their_depth_and_kind_and_leave_out_items_without_words() -> None:
    page = '1. 甲\n    - 乙\n        1. 丙\n    - <a id="old"></a>\n    - 丁\n2. 戊\n\n    己\n\n    庚\n'
    assert told(made(page)) == [
        ("List Number", "甲"),
        ("List Bullet 2", "乙"),
        ("List Number 3", "丙"),
        ("List Bullet 2", "丁"),
        ("List Number", "戊"),
        ("List Continue", "己"),
        ("List Continue", "庚"),
    ]


def test_wrappers_and_tags_written_by_hand_say_how_paragraphs_look() -> None:
    page = (
        '<p class="cb-lead">从“甲”讲到 &amp; 乙</p>\n\n<details markdown="1">\n<summary>怎样取得 &lt;原文&gt;</summary>\n\n正文\n\n</details>\n\n'
        '<div class="cb-note" markdown="1">\n甲\n</div>\n乙\n\n**讨论**\n'
    )
    assert told(made(page)) == [
        ("Normal", "从“甲”讲到 & 乙"),
        (LABEL, "怎样取得 <原文>"),
        ("Normal", "正文"),
        (SMALL, "甲"),
        ("Normal", "乙"),
        (LABEL, "讨论"),
    ]


def test_links_can_be_followed(document: WordDocument) -> None:
    links = [
        (link.text, link.url)
        for paragraph in [*document.paragraphs, *(p for c in document.tables[0]._cells for p in c.paragraphs)]
        for link in paragraph.hyperlinks
    ]
    document_page = f"{SITE_URL}b/d/"
    assert links == [
        ("答复", document_page),
        ("《某建议》", document_page),
        ("东莞市", f"{SITE_URL}p/4419/"),
        ("答复", document_page),
        ("打开原文", "https://a.example/#:~:text=x"),
    ]


@pytest.mark.parametrize(
    "words", ["<w:t>&amp;</w:t>", "a\\nb \\ * _ ` |", "&#1; &#x0;", "𠮷 “甲”*乙*", "]]>", "{% raw %}"]
)
def test_texts_are_exact_in_word(words: str) -> None:
    (paragraph,) = made(escape_markdown(words)).paragraphs
    assert paragraph.text == fold(words)


def test_equal_markdown_gives_equal_bytes() -> None:
    assert packed(SHEET) == packed(SHEET)
