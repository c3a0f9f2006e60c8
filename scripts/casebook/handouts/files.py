"""The hand-outs of a site: a Word file and a QR picture for each practice and each course, from their pages' Markdown."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from docx.shared import Mm

from casebook import links
from casebook.handouts.reading import PLAIN, Form
from casebook.handouts.slides import Slides
from casebook.handouts.styles import SMALL, TEXT
from casebook.handouts.word import document_bytes, new_document
from casebook.handouts.writing import Paper
from casebook.pages.briefs import brief_sheets
from casebook.saying import wording
from casebook.saying.citing import Citable, citable, page_citation
from casebook.saying.practices import PracticeView
from casebook.saying.qr import qr_png
from casebook.saying.site import Site


@dataclass(frozen=True, slots=True)
class CourseText:
    """A course for paper. markdown: its page after macros. practices: ids of those whose full text follows, in order."""

    page: Citable
    markdown: str
    practices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Handouts:
    """The hand-outs of one site.

    sheet: tells a practice as Markdown, with links from its own page. Its second argument is added to the headings' levels;
    0 for a sheet of its own, which tells how it is cited and what is related too.
    """

    site: Site
    sheet: Callable[[PracticeView, int], str]

    def files(self, courses: Iterable[CourseText]) -> Iterator[tuple[str, bytes]]:
        """Yield every hand-out: its path in the site, and its bytes.

        Without a public address there are no QR codes: paper cannot know where the site will stand.
        """
        slides = Slides.of(self.site)
        for page, markdown in brief_sheets(self.site):
            yield links.word_handout(page.address), self.brief(page, markdown)
        for practice in self.site.practices:
            yield from self._files(practice.address, self.practice(practice))
            yield links.slides(practice.address), slides.of_practice(practice)
        for course in courses:
            yield from self._files(course.page.address, self.course(course))
            yield links.slides(course.page.address), slides.of_course(course.page, course.markdown)

    def practice(self, practice: PracticeView) -> bytes:
        """Return a practice as a Word file."""
        page = citable(practice)
        paper = self._begun(page)
        paper.page(self.sheet(practice, 0), self._public(page))
        return self._ended(paper, page)

    def brief(self, page: Citable, markdown: str) -> bytes:
        """Return the brief of a theme or a problem as a Word file."""
        paper = self._begun(page)
        paper.page(markdown, self._public(page))
        return self._ended(paper, page)

    def course(self, course: CourseText) -> bytes:
        """Return a course as a Word file: its page, then its practices in full."""
        page, paper = course.page, self._begun(course.page)
        paper.page(course.markdown, self._public(page))
        paper.line([(f"引用本课：{page_citation(self.site.settings, page).text()}", PLAIN)], SMALL)
        if course.practices:
            paper.page("## 附：本课用到的做法全文", "")
            paper.paragraphs[-1].paragraph_format.page_break_before = True
        for practice in map(self.site.by_id.__getitem__, course.practices):
            paper.page(self.sheet(practice, 2), self._public(practice))
        return self._ended(paper, page)

    def _files(self, address: str, document: bytes) -> Iterator[tuple[str, bytes]]:
        yield links.word_handout(address), document
        if public := self.site.settings.public_address(address):
            yield links.qr_picture(address), qr_png(public)

    def _public(self, page: Citable | PracticeView) -> str:
        return self.site.settings.public_address(page.address)

    def _begun(self, page: Citable) -> Paper:
        return Paper(new_document(page.title, self.site.settings, self.site.catalog.build_date))

    def _ended(self, paper: Paper, page: Citable) -> bytes:
        """Add whose it is and where; return the file."""
        settings, start = self.site.settings, len(paper.paragraphs)
        operator = f"，主办单位：{settings.operator}" if settings.operator else ""
        day = wording.day(self.site.catalog.build_date.isoformat())
        paper.line([(f"{settings.site_name}{operator}。数据更新至{day}。", PLAIN)], SMALL)
        if address := self._public(page):
            paper.line([("网址：", PLAIN), (address, Form(address=address))], SMALL)
            picture = paper.line([], TEXT).add_run().add_picture(io.BytesIO(qr_png(address)), width=Mm(22))
            picture._inline.docPr.set("descr", f"二维码：{address}")  # noqa: SLF001 (what screen readers say)
        paper.keep_together(start)
        return document_bytes(paper.document)
