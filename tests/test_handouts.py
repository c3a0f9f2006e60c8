"""Word hand-outs: the print sheet's content, in styles and fonts that an office has, the same bytes each time."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.table import Table
from playwright.sync_api import BrowserContext, Page

from casebook.catalog import Catalog
from casebook.handouts.files import practice_handout
from casebook.pages.site import Site
from casebook.settings import SiteSettings
from casebook.text.normal import squeezed
from pictures import read_picture

SITE_URL = "https://zlk.example.gov.cn/a/"


@pytest.fixture(scope="module")
def handout(catalog: Catalog) -> bytes:
    """Return the hand-out of a practice with many figures."""
    return practice_handout(Site.of(catalog, SiteSettings(site_url=SITE_URL)), catalog.by_id["lou-dong-zhang"])


@pytest.fixture(scope="module")
def document(handout: bytes) -> WordDocument:
    """Return it as Word reads it."""
    return Document(io.BytesIO(handout))


def whole_text(document: WordDocument) -> str:
    parts = []
    for part in document.iter_inner_content():
        cells = [cell.text for row in part.rows for cell in row.cells] if isinstance(part, Table) else [part.text]
        parts += cells
    return "\n".join(parts)


def part_of(handout: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(handout)) as packed:
        return packed.read(name).decode()


def test_the_handout_tells_all_that_the_record_tells(document: WordDocument, catalog: Catalog) -> None:
    record = catalog.by_id["lou-dong-zhang"].record
    told = squeezed(whole_text(document))
    apart = {
        "kind",
        "document",
        "key",
        "target",
        "type",
        "nature",
        "as_of",
        "as_of_basis",
        "since",
        "verified",
        "place",
    }
    missing = [
        (loc, words)
        for loc, words in record.texts
        if not apart & {str(part) for part in loc} and squeezed(words) not in told and loc[0] != "publication"
    ]
    assert missing == []


def test_sources_stand_there_in_full(document: WordDocument) -> None:
    told = whole_text(document)
    assert (
        "东莞市民政局. 关于楼盘社区现代化管理的建议（第20230071号提案）及办理意见[EB/OL]. ([2023])[引用日期]." in told
    )
    assert (
        "数据为发文单位自述，本库只核对与原文一致，未独立核实；据 2023 年材料，现状未核。2026年11月22日已与原文核对。"
        in told
    )
    assert "[民政局答复]" not in told
    assert "［民政局答复］" in told


def test_links_can_be_followed(document: WordDocument) -> None:
    targets = {r.target_ref for r in document.part.rels.values() if r.is_external}
    assert targets == {"https://ta.sun0769.com/tian/4472.html", f"{SITE_URL}practices/lou-dong-zhang/"}
    assert len(document.element.body.findall(f".//{qn('w:hyperlink')}")) == 2


def test_chinese_and_latin_letters_have_fonts_of_their_own(handout: bytes) -> None:
    styles = part_of(handout, "word/styles.xml")
    defaults = styles[styles.index("<w:docDefaults") : styles.index("</w:docDefaults>")]
    assert re.search(r'<w:rFonts [^>]*w:ascii="Times New Roman"[^>]*w:eastAsia="宋体"', defaults)
    assert 'w:eastAsia="zh-CN"' in defaults
    for name in ("Title", "heading 1", "heading 2"):
        style = styles[styles.index(f'w:name w:val="{name}"') :].split("</w:style>", 1)[0]
        assert re.search(r'<w:rFonts [^>]*w:ascii="Arial"[^>]*w:eastAsia="黑体"', style), name
        assert "Theme=" not in re.search(r"<w:rFonts [^>]*>", style)[0]  # type: ignore[index]


def test_the_paper_is_a4_with_page_numbers(document: WordDocument, handout: bytes) -> None:
    (section,) = document.sections
    assert [round(side.mm) for side in (section.page_width, section.page_height) if side] == [210, 297]
    footer = next(name for name in zipfile.ZipFile(io.BytesIO(handout)).namelist() if "footer" in name)
    assert re.findall(r"<w:instrText[^>]*>(\w+)<", part_of(handout, footer)) == ["PAGE", "NUMPAGES"]


def test_headings_lists_and_tables_are_what_they_look_like(document: WordDocument) -> None:
    styles = {paragraph.style.name for paragraph in document.paragraphs if paragraph.style}
    assert styles >= {"Title", "Heading 1", "List Bullet", "List Number", "Normal", "做法小字"}
    headings = [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 1"]
    assert headings == ["谁在做，做到哪一步", "数据与成效", "怎么做", "照着做要知道的", "来源", "相关做法"]
    for table in document.tables:
        first = table.rows[0]._tr.trPr
        assert first is not None
        assert first.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr is not None and row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_each_numbered_list_counts_from_one(published: Path) -> None:
    course = Document(str(published / "downloads/docx/courses/yi-ke.docx"))
    lists = [p for p in course.paragraphs if p.style and p.style.name == "List Number"]
    numbers = [number for p in lists for number in p._p.xpath("./w:pPr/w:numPr/w:numId/@w:val")]
    assert len(numbers) == 4  # two questions of the course, two steps of a practice
    assert len(set(numbers)) == 2


def test_the_handout_says_whose_it_is_and_shows_nobody_elses_preview(document: WordDocument, handout: bytes) -> None:
    properties = document.core_properties
    assert (properties.title, properties.author, properties.subject) == ("楼栋长", "基层治理做法库", "基层治理做法库")
    assert not [name for name in zipfile.ZipFile(io.BytesIO(handout)).namelist() if "thumbnail" in name]


def test_the_code_on_the_handout_leads_to_the_page(page: Page, document: WordDocument) -> None:
    context: BrowserContext = page.context
    (picture,) = [r.target_part.blob for r in document.part.rels.values() if "image" in r.reltype]
    assert read_picture(context, picture) == f"{SITE_URL}practices/lou-dong-zhang/"


def test_without_a_public_address_there_is_no_code(catalog: Catalog) -> None:
    made = Document(io.BytesIO(practice_handout(Site.of(catalog, SiteSettings()), catalog.by_id["lou-dong-zhang"])))
    assert len(made.inline_shapes) == 0


def test_equal_records_give_equal_bytes(catalog: Catalog, handout: bytes) -> None:
    again = practice_handout(Site.of(catalog, SiteSettings(site_url=SITE_URL)), catalog.by_id["lou-dong-zhang"])
    assert again == handout
    with zipfile.ZipFile(io.BytesIO(handout)) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_course_becomes_one_file_with_its_practices_in_full(published: Path) -> None:
    course = Document(str(published / "downloads/docx/courses/yi-ke.docx"))
    told = [
        (p.style.name, p.text) for p in course.paragraphs if p.style and p.style.name.startswith(("Title", "Heading"))
    ]
    assert told[:2] == [("Title", "一课"), ("Heading 1", "第一单元")]
    assert [words for style, words in told if style == "Heading 2"] == ["乙做法", "甲做法"]
    text = whole_text(course)
    assert "老师的话。" in text
    assert "口径：全市" in text
    assert "这是目标，不是结果。期限已过，结果未见于来源。" in text
    assert [[cell.text for cell in row.cells] for row in course.tables[0].rows] == [["谁", "做"], ["镇", "应"]]
    for words in ("复制", "打印本页", "首页"):
        assert words not in text


def test_pages_lead_to_the_handouts_only_where_they_are(published: Path, built_site: Path) -> None:
    page = (published / "practices/jia/index.html").read_text(encoding="utf-8")
    assert 'href="../../downloads/docx/jia.docx" download>下载 Word 讲义</a>' in page
    assert 'href="../../downloads/qr/jia.png" download>' in page
    course = (published / "courses/yi-ke/index.html").read_text(encoding="utf-8")
    assert 'href="../../downloads/docx/courses/yi-ke.docx"' in course
    assert ".docx" not in (built_site / "practices/lou-dong-zhang/index.html").read_text(encoding="utf-8")
