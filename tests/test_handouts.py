"""Word hand-outs: all that a practice's sheet or a course tells, on paper that an office has, the same bytes each time."""

from __future__ import annotations

import html
import io
import re
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument
from playwright.sync_api import BrowserContext, Page

from casebook.catalog import Catalog
from casebook.handouts.files import CourseText, Handouts
from casebook.handouts.styles import FIGURE, SMALL
from casebook.links import Way
from casebook.pages.sheet import practice_sheet
from casebook.saying import wording
from casebook.saying.citing import Citable
from casebook.saying.practices import PracticeView
from casebook.saying.site import Site
from casebook.settings import SiteSettings
from casebook.text.normal import squeezed
from kit import updated
from pictures import read_picture
from word_files import ADDRESS, SITE_URL, part_of, told, whole_text

SETTINGS = SiteSettings(site_url=SITE_URL, operator="某市民政局")
COURSE = CourseText(
    Citable("一课", "courses/yi-ke/", "2026-11-21"),
    "# 一课 { #top }\n\n老师的话，见[楼栋长](../../practices/lou-dong-zhang/index.md)。\n\n## 单元\n\n1. 先问\n2. 再答\n",
    ("lou-dong-zhang", "lou-zu-zhang"),
)


def handouts(catalog: Catalog, settings: SiteSettings = SETTINGS) -> Handouts:
    """Return the hand-outs of the project's own records."""
    site = Site.of(catalog, settings)

    def sheet(practice: PracticeView, below: int) -> str:
        return practice_sheet(site, practice, Way(practice.address), below=below)

    return Handouts(site, sheet)


def practice(made: Handouts, id_: str = "lou-dong-zhang") -> bytes:
    return made.practice(made.site.by_id[id_])


@pytest.fixture(scope="module")
def handout(catalog: Catalog) -> bytes:
    """Return the hand-out of a practice with many parts."""
    return practice(handouts(catalog))


@pytest.fixture(scope="module")
def document(handout: bytes) -> WordDocument:
    """Return it as Word reads it."""
    return Document(io.BytesIO(handout))


def test_the_handout_tells_all_that_the_record_tells(catalog: Catalog) -> None:
    apart = {
        "search_words",
        "basis",
        "conflicts_with",
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
    for id_ in ("lou-dong-zhang", "wang-ge-hua-fu-wu-guan-li"):
        found = squeezed(whole_text(Document(io.BytesIO(practice(handouts(catalog), id_)))))
        missing = [
            (loc, words)
            for loc, words in catalog.by_id[id_].record.texts
            if not apart & {str(part) for part in loc} and squeezed(words) not in found and loc[0] != "publication"
        ]
        assert missing == [], id_


def test_the_handout_ends_with_whose_it_is_and_where(document: WordDocument, catalog: Catalog) -> None:
    day, said = updated(catalog.by_id["lou-dong-zhang"]), wording.day(catalog.build_date.isoformat())
    assert told(document)[-2:] == [
        (SMALL, f"基层治理做法库，主办单位：某市民政局。数据更新至{said}。"),
        (SMALL, f"网址：{ADDRESS}"),
    ]
    cited = f"引用本页：某市民政局. 楼栋长：基层治理做法库[EB/OL]. （{day}）[引用日期]. {ADDRESS}"
    assert whole_text(document).count(cited) == 1


def test_links_lead_to_public_pages(document: WordDocument) -> None:
    targets = {relation.target_ref for relation in document.part.rels.values() if relation.is_external}
    assert {target for target in targets if not target.startswith((SITE_URL, "https://ta.sun0769.com/"))} == set()
    assert not [target for target in targets if target.endswith(".md") or ".md#" in target]
    assert f"{SITE_URL}browse/documents/dongguan-2023-20230071/" in targets


def test_without_a_public_address_only_links_to_elsewhere_and_no_code(catalog: Catalog) -> None:
    made = handouts(catalog, SiteSettings())
    found = Document(io.BytesIO(practice(made)))
    targets = {relation.target_ref for relation in found.part.rels.values() if relation.is_external}
    assert targets
    assert all(target.startswith("https://ta.sun0769.com/") for target in targets)
    assert len(found.inline_shapes) == 0
    assert "网址：" not in whole_text(found)


def test_chinese_and_latin_letters_have_fonts_of_their_own(handout: bytes) -> None:
    styles = part_of(handout, "word/styles.xml")
    defaults = styles[styles.index("<w:docDefaults") : styles.index("</w:docDefaults>")]
    assert re.search(r'<w:rFonts [^>]*w:ascii="Times New Roman"[^>]*w:eastAsia="宋体"', defaults)
    assert 'w:eastAsia="zh-CN"' in defaults
    for name in ("Title", "heading 1", "heading 2", "heading 5"):
        shape = styles[styles.index(f'w:name w:val="{name}"') :].split("</w:style>", 1)[0]
        assert re.search(r'<w:rFonts [^>]*w:ascii="Arial"[^>]*w:eastAsia="黑体"', shape), name
        assert "Theme=" not in re.search(r"<w:rFonts [^>]*>", shape)[0]  # type: ignore[index]


def test_word_takes_it_for_a_chinese_document(handout: bytes) -> None:
    settings = part_of(handout, "word/settings.xml")
    assert re.findall(r"<w:themeFontLang [^>]*>", settings) == ['<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>']
    assert '<w:characterSpacingControl w:val="compressPunctuation"/>' in settings
    assert "ja-JP" not in settings


def test_a_table_has_lines_between_rows_alone(handout: bytes) -> None:
    grid = part_of(handout, "word/styles.xml").split('w:styleId="TableGrid"', 1)[1].split("</w:style>", 1)[0]
    assert re.findall(r"<w:(\w+) w:val=\"single\"", grid) == ["top", "bottom", "insideH"]


def test_the_paper_is_a4_with_page_numbers(document: WordDocument, handout: bytes) -> None:
    (section,) = document.sections
    assert [round(side.mm) for side in (section.page_width, section.page_height) if side] == [210, 297]
    footer = next(name for name in zipfile.ZipFile(io.BytesIO(handout)).namelist() if "footer" in name)
    assert re.findall(r'w:instr="(\w+)"', part_of(handout, footer)) == ["PAGE", "NUMPAGES"]


def test_the_handout_says_whose_it_is_and_shows_nobody_elses_preview(document: WordDocument, handout: bytes) -> None:
    properties = document.core_properties
    assert (properties.title, properties.author, properties.subject) == ("楼栋长", "某市民政局", "基层治理做法库")
    assert not [name for name in zipfile.ZipFile(io.BytesIO(handout)).namelist() if "thumbnail" in name]


def test_the_code_on_the_handout_leads_to_the_page(page: Page, document: WordDocument) -> None:
    context: BrowserContext = page.context
    (picture,) = [r.target_part.blob for r in document.part.rels.values() if "image" in r.reltype]
    assert read_picture(context, picture) == ADDRESS


def test_equal_records_give_equal_bytes(catalog: Catalog, handout: bytes) -> None:
    assert practice(handouts(catalog)) == handout
    assert handouts(catalog).course(COURSE) == handouts(catalog).course(COURSE)
    with zipfile.ZipFile(io.BytesIO(handout)) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_course_is_followed_by_its_practices_in_full(catalog: Catalog) -> None:
    found = Document(io.BytesIO(handouts(catalog).course(COURSE)))
    headings = [(name, words) for name, words in told(found) if name.startswith(("Title", "Heading"))]
    assert headings[:3] == [("Title", "一课"), ("Heading 1", "单元"), ("Heading 1", "附：本课用到的做法全文")]
    assert [words for name, words in headings if name == "Heading 2"] == ["楼栋长", "楼组长"]
    assert (FIGURE, "14个\t推选楼栋代表人的小区 覆盖") in told(found)
    cited = (
        "引用本课：某市民政局. 一课：基层治理做法库[EB/OL]. （2026-11-21）[引用日期]. "
        "https://zlk.example.gov.cn/a/courses/yi-ke/."
    )
    assert (SMALL, cited) in told(found)
    assert told(found)[-1] == (SMALL, f"网址：{SITE_URL}courses/yi-ke/")
    assert {link.url for p in found.paragraphs[:3] for link in p.hyperlinks} == {ADDRESS}


def test_a_course_without_practices_has_no_appendix(catalog: Catalog) -> None:
    alone = CourseText(COURSE.page, COURSE.markdown)
    assert "附：" not in whole_text(Document(io.BytesIO(handouts(catalog).course(alone))))


def test_every_practice_and_course_has_its_files(published: Path) -> None:
    files = sorted(
        path.relative_to(published / "downloads").as_posix() for path in published.glob("downloads/*/**/*.*")
    )
    briefs = ["docx/browse/problems/mao-dun-nan-hua-jie.docx", "docx/browse/themes/wang-ge-hua.docx"]
    assert files == briefs + [
        f"{kind}/{name}.{'png' if kind == 'qr' else kind}"
        for kind in ("docx", "pptx", "qr")
        for name in ("courses/yi-ke", "jia", "yi")
    ]


def test_a_published_course_becomes_one_file(published: Path) -> None:
    course = Document(str(published / "downloads/docx/courses/yi-ke.docx"))
    assert told(course)[0] == ("Title", "一课")
    assert [words for name, words in told(course) if name == "Heading 2"] == ["乙做法", "甲做法"]
    found = whole_text(course)
    assert "老师的话。" in found
    assert "口径：全市" in found
    assert "这是目标，不是结果。期限已过，结果未见于来源。" in found
    assert ["镇", "应"] in [[cell.text for cell in row.cells] for table in course.tables for row in table.rows]
    for words in ("复制", "打印本页", "首页"):
        assert words not in found


def test_pages_lead_to_the_handouts_only_where_they_are(published: Path, built_site: Path) -> None:
    def leads(site: Path, page: str, there: str) -> bool:
        return f'href="../../downloads/{there}" download' in html.unescape((site / page).read_text(encoding="utf-8"))

    assert leads(published, "practices/jia/index.html", "docx/jia.docx")
    assert leads(published, "practices/jia/index.html", "qr/jia.png")
    assert leads(published, "courses/yi-ke/index.html", "docx/courses/yi-ke.docx")
    assert ".docx" not in (built_site / "practices/lou-dong-zhang/index.html").read_text(encoding="utf-8")
