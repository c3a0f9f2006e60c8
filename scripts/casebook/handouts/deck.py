"""A deck of slides with a template that a trainer can restyle: layouts with placeholders, fonts named by the theme alone."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as PowerPoint
from pptx.shapes.placeholder import PicturePlaceholder
from pptx.slide import SlideLayout, SlideMaster
from pptx.util import Mm

from casebook.handouts.word import repacked
from casebook.settings import SiteSettings

COVER, POINTS, FIGURE = "封面", "要点", "一个数据"
_NAMES = {"Title Slide": COVER, "Title and Content": POINTS, "Comparison": FIGURE}
_WIDTH, _HEIGHT = Mm(338.7), Mm(190.5)  # 16:9
# Where each placeholder of a layout stands (mm: left, top, width, height) and the size of its letters (points), by its number.
_PLACES = {
    COVER: {0: (25, 45, 288, 38, 44), 1: (25, 88, 288, 62, 22)},
    POINTS: {0: (25, 12, 288, 26, 32), 1: (25, 44, 288, 124, 26)},
    FIGURE: {
        0: (25, 12, 288, 26, 30), 1: (25, 42, 205, 42, 66), 2: (25, 88, 205, 42, 22), 3: (25, 132, 205, 38, 18),
        4: (249, 88, 64, 64, 14),
    },
}  # fmt: skip
_FOOT = {10: (25, 176, 60, 9, 11), 11: (95, 176, 148, 9, 11), 12: (253, 176, 60, 9, 11)}
_MASTER = {0: _PLACES[POINTS][0], 1: _PLACES[POINTS][1], 2: _FOOT[10], 3: _FOOT[11], 4: _FOOT[12]}
_AT_FOOT = {(COVER, 0), (POINTS, 0), (FIGURE, 0), (FIGURE, 1)}
_QR = 4
_FONTS = re.compile(rb'(<a:latin typeface=")[^"]*("[^>]*/>\s*<a:ea typeface=")[^"]*(")')
_CHINESE = "微软雅黑".encode()


@dataclass(frozen=True, slots=True)
class Deck:
    """Slides while they are made."""

    file: PowerPoint

    @classmethod
    def begin(cls, template: bytes, title: str, settings: SiteSettings, day: datetime.date) -> Deck:
        """Return an empty deck of a site. template: as `template_bytes` makes it. day: of its content."""
        file = Presentation(io.BytesIO(template))
        properties, author = file.core_properties, settings.operator or settings.site_name
        properties.title, properties.author, properties.last_modified_by = title, author, author
        properties.created = properties.modified = datetime.datetime.combine(day, datetime.time())
        properties.subject, properties.language, properties.revision = settings.site_name, "zh-CN", 1
        return cls(file)

    def add(self, layout: str, texts: Sequence[str | Sequence[str]], notes: Iterable[str], qr: bytes = b"") -> None:
        """Add a slide. texts: of its placeholders, each one text or a paragraph each. qr: a picture; without it its place goes."""
        slide = self.file.slides.add_slide(next(one for one in self.file.slide_layouts if one.name == layout))
        for place, text in zip([*slide.placeholders], texts, strict=False):
            place.text_frame.text = text if isinstance(text, str) else "\n".join(text)
        for place in [*slide.placeholders]:
            if place.placeholder_format.idx == _QR:
                _fill(place, qr)
        notes_frame = slide.notes_slide.notes_text_frame
        assert notes_frame is not None
        notes_frame.text = "\n".join(filter(None, notes))
        for run in [*slide.element.iter(qn("a:r")), *slide.notes_slide.element.iter(qn("a:r"))]:
            run.get_or_add_rPr().set("lang", "zh-CN")  # else “ ” — … are taken for Latin, and narrow

    def file_bytes(self) -> bytes:
        """Return the deck as a file; equal decks give equal bytes."""
        written = io.BytesIO()
        self.file.save(written)
        return repacked(written)


def _fill(place: object, qr: bytes) -> None:
    assert isinstance(place, PicturePlaceholder)
    if not qr:
        place.element.getparent().remove(place.element)
        return
    picture = place.insert_picture(io.BytesIO(qr))  # type: ignore[no-untyped-call]
    picture._element.nvPicPr.cNvPr.set("descr", "二维码：这个数据的网址")  # noqa: SLF001 (what screen readers say)


def template_bytes() -> bytes:
    """Return an empty presentation with our layouts alone."""
    file = Presentation()
    file.slide_width, file.slide_height = _WIDTH, _HEIGHT
    for layout in [*file.slide_layouts]:
        if layout.name in _NAMES:
            _shape(layout, _NAMES[layout.name])
        else:
            file.slide_layouts.remove(layout)
    _set_places(file.slide_master, _MASTER)
    for relation in file.slide_master.part.rels.values():
        if relation.reltype.endswith("/theme"):
            theme = relation.target_part
            theme._blob = _FONTS.sub(rb"\g<1>Arial\g<2>" + _CHINESE + rb"\g<3>", theme.blob)  # noqa: SLF001
    written = io.BytesIO()
    file.save(written)
    return written.getvalue()


def _shape(layout: SlideLayout, name: str) -> None:
    layout.element.cSld.set("name", name)
    places = _PLACES[name]
    for place in [*layout.placeholders]:
        if place.placeholder_format.idx == _QR:
            place.element.ph.set("type", "pic")
    _set_places(layout, places | _FOOT)


def _set_places(layout: SlideLayout | SlideMaster, places: dict[int, tuple[int, int, int, int, int]]) -> None:
    """Put the placeholders where they belong, with letters of their size; what the theme decides is left to it."""
    for place in [*iter(layout.placeholders)]:
        number = place.placeholder_format.idx
        left, top, width, height, points = places[number]
        place.left, place.top, place.width, place.height = Mm(left), Mm(top), Mm(width), Mm(height)
        if isinstance(layout, SlideLayout):
            body = place.element.get_or_add_txBody()
            for old in body.findall(qn("a:lstStyle")):
                body.replace(old, parse_xml(_list_style(layout.name, number, points)))
            body.bodyPr.set("anchor", "b" if (layout.name, number) in _AT_FOOT else "t")


def _list_style(layout: str, number: int, points: int) -> str:
    bullets = (layout, number) == (POINTS, 1)
    colour = '<a:solidFill><a:schemeClr val="accent1"/></a:solidFill>' if (layout, number) == (FIGURE, 1) else ""
    shape = "" if bullets else ' marL="0" indent="0"'
    return (
        f'<a:lstStyle {nsdecls("a")}><a:lvl1pPr{shape} algn="l"><a:spcBef><a:spcPts val="600"/></a:spcBef>'
        f'{"" if bullets else "<a:buNone/>"}<a:defRPr sz="{points * 100}" b="0">{colour}</a:defRPr></a:lvl1pPr></a:lstStyle>'
    )
