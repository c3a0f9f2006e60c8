"""Slides: one figure a slide with all that must be said with it, in layouts that a trainer can restyle."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.presentation import Presentation as PowerPoint
from pptx.slide import Slide

from casebook.catalog import Catalog
from casebook.handouts.deck import COVER, FIGURE, POINTS
from casebook.handouts.slides import Slides
from casebook.saying.citing import Citable
from casebook.saying.qr import qr_png
from casebook.saying.site import Site
from casebook.settings import SiteSettings
from checkouts import catalog_of
from revised import make_revised
from word_files import ADDRESS, SITE_URL

ID = "lou-dong-zhang"
COURSE = Citable("一课", "courses/yi-ke/", "2026-11-21")
TEXT = f"""\
# 一课 {{ #top }}

老师的话。

## 第一单元 {{ #one }}

**问题**：谁来管？

<div class="cb-cards" markdown="1">

- [楼栋长](../../practices/{ID}/index.md)

    别的话

</div>

<div class="cb-quoted" markdown="1">

**14个** [楼栋长](../../practices/{ID}/index.md#humen-estates)

- [答复](../../browse/documents/d/index.md)

</div>

1. 先问
2. 再答

## 只有话的单元 {{ #two }}

只有这一句。

见[不认识的](../../practices/no-such/index.md)。
"""


def site(catalog: Catalog, url: str = SITE_URL) -> Site:
    return Site.of(catalog, SiteSettings(site_url=url, operator="某市民政局"))


def opened(made: bytes) -> PowerPoint:
    return Presentation(io.BytesIO(made))


def texts(slide: Slide) -> list[str]:
    return [shape.text_frame.text for shape in slide.placeholders if shape.has_text_frame]


def notes(slide: Slide) -> str:
    frame = slide.notes_slide.notes_text_frame
    return frame.text if frame else ""


@pytest.fixture(scope="module")
def deck(catalog: Catalog) -> bytes:
    """Return the slides of a practice."""
    here = site(catalog)
    return Slides.of(here).of_practice(here.by_id[ID])


def test_a_practice_has_its_figures_one_a_slide(deck: bytes, catalog: Catalog) -> None:
    practice, slides = site(catalog).by_id[ID], [*opened(deck).slides]
    assert texts(slides[0]) == ["楼栋长", f"{practice.summary}\n某市民政局"]
    titles = [
        "楼栋长",
        "怎么做",
        "谁在做，做到哪一步",
        *(f"楼栋长：{f.metric}" for f in practice.counted_figures),
        "来源没有写",
        "来源",
    ]
    assert [texts(slide)[0] for slide in slides] == titles
    assert texts(slides[1])[1] == "\n".join(practice.steps)
    assert texts(slides[3]) == [
        "楼栋长：推选楼栋代表人的小区",
        "14个",
        "东莞市虎门镇 · 口径：已批复成立业委会的小区\n不晚于2023年",
        "东莞市2023年提案及办理意见（发文单位自述）“在14个已批复成立业委会的小区中”",
    ]
    assert practice.counted_figures[0].sentence in notes(slides[3])
    assert f"{ADDRESS}#humen-estates" in notes(slides[3])


def test_a_slide_is_made_of_placeholders_alone_and_says_that_it_is_chinese(deck: bytes) -> None:
    file = opened(deck)
    assert [layout.name for layout in file.slide_layouts] == [COVER, POINTS, FIGURE]
    assert all(shape.is_placeholder for slide in file.slides for shape in slide.shapes)
    with zipfile.ZipFile(io.BytesIO(deck)) as packed:
        written = {name: packed.read(name).decode() for name in packed.namelist() if name.endswith(".xml")}
    slides = "".join(text for name, text in written.items() if name.startswith("ppt/slides/"))
    assert slides.count("<a:r>") == slides.count('<a:rPr lang="zh-CN"')
    assert '<a:ea typeface="微软雅黑"/>' in written["ppt/theme/theme1.xml"]


def test_the_code_leads_to_the_figure_and_is_left_out_without_an_address(deck: bytes, catalog: Catalog) -> None:
    pictures = [
        shape.image.blob for slide in opened(deck).slides for shape in slide.placeholders if hasattr(shape, "image")
    ]
    assert pictures[0] == qr_png(f"{ADDRESS}#humen-estates")
    nowhere = site(catalog, "")
    bare = opened(Slides.of(nowhere).of_practice(nowhere.by_id[ID]))
    assert not [shape for slide in bare.slides for shape in slide.placeholders if shape.placeholder_format.idx == 4]


@pytest.mark.parametrize("url", [SITE_URL, ""])
def test_a_course_goes_section_by_section(catalog: Catalog, url: str) -> None:
    slides = [*opened(Slides.of(site(catalog, url)).of_course(COURSE, TEXT)).slides]
    assert [texts(slide)[0] for slide in slides] == [
        "一课",
        "第一单元",
        "楼栋长",
        "楼栋长：推选楼栋代表人的小区",
        "只有话的单元",
    ]
    assert texts(slides[1])[1] == "先问\n再答"
    assert notes(slides[1]) == "问题：谁来管？"
    assert texts(slides[4])[1] == "只有这一句。"
    assert notes(slides[0]).startswith("老师的话。\n某市民政局. 一课：基层治理做法库[EB/OL]. （2026-11-21）")


def test_equal_records_give_equal_slides(deck: bytes, catalog: Catalog) -> None:
    here = site(catalog)
    assert Slides.of(here).of_practice(here.by_id[ID]) == deck


def test_a_figure_taken_back_has_no_slide_and_a_doubted_one_says_so(tmp_path: Path) -> None:
    here = site(catalog_of(make_revised(tmp_path)))
    slides = opened(Slides.of(here).of_practice(here.by_id["jia"])).slides
    assert [texts(slide)[1] for slide in slides if len(texts(slide)) > 2] == ["4321人", "存疑 8642人"]


def test_pages_lead_to_the_slides(published: Path) -> None:
    for page, file in (("practices/jia", "jia"), ("courses/yi-ke", "courses/yi-ke")):
        assert f'href="../../downloads/pptx/{file}.pptx" download' in (published / page / "index.html").read_text(
            "utf-8"
        )
        assert len(Presentation(str(published / f"downloads/pptx/{file}.pptx")).slides) > 3
