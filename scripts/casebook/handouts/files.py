"""The hand-outs of a site: a Word file and a QR picture for each practice and each course."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from casebook import links
from casebook.catalog import Practice
from casebook.handouts.article import read_article, shifted
from casebook.handouts.word import Imprint, document_bytes, new_document
from casebook.handouts.writing import write_blocks
from casebook.pages import wording
from casebook.pages.blocks import Block, Code, Heading, Paragraph, Run, text
from casebook.pages.citing import Citable, citable, page_citation, public_address
from casebook.pages.courses import Course, find_courses
from casebook.pages.qr import qr_png
from casebook.pages.sheet import practice_sheet
from casebook.pages.site import Site


def handout_files(site: Site, docs: Path, built: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every hand-out: its path in the site, and its bytes.

    docs: the Markdown, where courses are found. built: the site, from which their text is read.
    Without a public address there are no QR codes: paper cannot know where the site will stand.
    """
    for practice in site.catalog.practices:
        yield links.word_handout(links.practice(practice.id)), practice_handout(site, practice)
    for course in find_courses(docs):
        html = (built / links.course(course.id) / "index.html").read_text(encoding="utf-8")
        yield links.word_handout(links.course(course.id)), course_handout(site, course, html)
    if site.settings.site_url:
        addresses = [links.practice(practice.id) for practice in site.catalog.practices]
        addresses += [links.course(course.id) for course in find_courses(docs)]
        for address in addresses:
            yield links.qr_picture(address), qr_png(public_address(site, address))


def practice_handout(site: Site, practice: Practice) -> bytes:
    """Return a practice as a Word file."""
    return _file(site, citable(site, practice), practice_sheet(site, practice))


def course_handout(site: Site, course: Course, html: str) -> bytes:
    """Return a course as a Word file: its page, then each of its practices in full. html: the built page."""
    page = Citable(course.title, links.course(course.id), course.day)
    blocks, practices = read_article(html, public_address(site, page.address))
    return _file(site, page, _course(site, blocks, practices, page))


def _course(site: Site, blocks: tuple[Block, ...], practices: tuple[str, ...], page: Citable) -> Iterator[Block]:
    yield from blocks
    yield text(f"引用本课：{page_citation(site, page).text()}", "note")
    if practices:
        yield Heading("附：本课用到的做法全文", 2)
    for id_ in practices:
        yield from shifted(practice_sheet(site, site.catalog.by_id[id_]), 2)


def _file(site: Site, page: Citable, blocks: Iterator[Block]) -> bytes:
    settings, day = site.settings, site.catalog.build_date
    document = new_document(Imprint(page.title, settings.site_name, settings.operator or settings.site_name, day))
    write_blocks(document, blocks)
    write_blocks(document, _imprint(site, page))
    return document_bytes(document)


def _imprint(site: Site, page: Citable) -> Iterator[Block]:
    settings, day = site.settings, wording.day(site.catalog.build_date.isoformat())
    operator = f"，主办单位：{settings.operator}" if settings.operator else ""
    yield text(f"{settings.site_name}{operator}。数据更新至{day}。", "note")
    address = public_address(site, page.address)
    if address:
        yield Paragraph((Run("网址："), Run(address, address=address)), "note")
        yield Code(address)
