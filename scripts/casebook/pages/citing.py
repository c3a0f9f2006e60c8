"""How a page and its documents are cited: GB/T 7714—2015, electronic resources; and what a printed page says of itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from casebook import links
from casebook.catalog import Practice
from casebook.links import Way
from casebook.pages import wording
from casebook.pages.qr import qr_svg
from casebook.pages.site import Site
from casebook.records.model import Document
from casebook.text.escaping import escape, is_safe_url

STANDARD = "GB/T 7714—2015"
DAY_OF_CITING = "引用日期"
_ONLINE, _ON_PAPER = "[EB/OL]", "[Z]"  # Z: other; A is for what an archive keeps


@dataclass(frozen=True, slots=True)
class Citation:
    """One reference. title: with its author. rest: from there to the day of citing. address: empty where there is none.

    online: it has a day of citing and a way of access, which the reader's browser may fill in.
    """

    title: str
    rest: str
    address: str
    online: bool

    def text(self) -> str:
        """Return the reference as plain text, the day of citing left open."""
        cited = f"[{DAY_OF_CITING}]" if self.online else ""
        return f"{self.title}{self.rest}{cited}.{f' {self.address}.' if self.address else ''}"


@dataclass(frozen=True, slots=True)
class Citable:
    """A page that can be cited. address: from the site's root. day: when it was last changed, `2026-11-22`."""

    title: str
    address: str
    day: str


def citable(site: Site, practice: Practice) -> Citable:
    """Return a practice's page as a thing to cite."""
    return Citable(practice.name, links.practice(practice.id), updated(site, practice))


def updated(site: Site, practice: Practice) -> str:
    """Return the day of a practice's newest change or check: never later than what its page says."""
    days = [change.date for change in practice.changes[:1]]
    return max(filter(None, [*days, practice.record.verified]), default=site.catalog.build_date.isoformat())


def page_citation(site: Site, page: Citable) -> Citation:
    """Return how a page of this site is cited: by its operator, or where none is named by the site itself."""
    settings = site.settings
    title = f"{settings.operator or settings.site_name}. {page.title}"
    within = f": {settings.site_name}" if settings.operator else ""
    return Citation(title, f"{within}{_ONLINE}. ({page.day})", public_address(site, page.address), online=True)


def public_address(site: Site, address: str) -> str:
    """Return the address for other people: empty where the site knows no public one."""
    return f"{site.settings.site_url}{address}" if site.settings.site_url else ""


def document_citation(document: Document) -> Citation:
    """Return how a source document is cited. A year that was inferred stands in brackets, as the standard asks."""
    url = document.url if document.url and is_safe_url(document.url) else ""
    title = f"{document.issuer}. " if document.issuer else ""
    title += f"{document.title}: {document.number}" if document.number else document.title
    day = f"[{document.date}]" if document.date and document.date_basis == "推算" else document.date
    if url:
        return Citation(title, f"{_ONLINE}. {f'({day})' if day else ''}", url, online=True)
    return Citation(title, f"{_ON_PAPER}{f'. {day}' if day else ''}", "", online=False)


def cite_block(site: Site, way: Way, page: Citable, documents: Iterable[Document], taken: Iterable[str]) -> str:
    """Return the folded part of a page that gives its references, and what paper shows of the page: address and QR code.

    taken: further things to take along, as HTML list items' insides.
    """
    lines = [_line(page_citation(site, page), "page", "本页", of_page=True)]
    lines += [
        _line(document_citation(document), f"document-{number}", "原文", openness=document.openness)
        for number, document in enumerate(documents, start=1)
    ]
    return (
        '<section class="cb-cite"><details><summary>引用、打印、二维码</summary>\n'
        f'<p class="cb-note">参考文献按 {STANDARD} 著录，引用日期是您打开本页的日子。'
        f'引用数字时，请连同口径和日期，见<a href="{way.to("about/method/")}#figures">这些数据说的是什么</a>。</p>\n'
        f'<ul class="cb-cite-lines">{"".join(lines)}</ul>\n'
        f'<ul class="cb-actions"><li><button type="button" class="cb-button" data-cb-print hidden>打印本页</button></li>'
        f"{''.join(f'<li>{item}</li>' for item in taken)}</ul>"
        f"</details>\n{_imprint(site, page)}</section>"
    )


def takings(site: Site, way: Way, page: Citable) -> Iterator[str]:
    """Yield the links to what was made of a page for taking along: Word hand-out, QR picture."""
    if not site.settings.handouts:
        return
    yield f'<a href="{way.to(links.word_handout(page.address))}" download>下载 Word 讲义</a>'
    if site.settings.site_url:
        yield f'<a href="{way.to(links.qr_picture(page.address))}" download>下载二维码图片（PNG）</a>'


def practice_citing(site: Site, way: Way, practice: Practice) -> str:
    """Return how to cite a practice and its documents; nothing for a record that is not to be cited any more."""
    if not practice.is_published:
        return ""
    page = citable(site, practice)
    documents = (document for _, document in site.catalog.documents_of(practice))
    return cite_block(site, way, page, documents, takings(site, way, page))


def _line(citation: Citation, id_: str, what: str, *, of_page: bool = False, openness: str = "") -> str:
    figure = '<span data-cb-of=""></span>' if of_page else ""  # the browser names the figure that is cited
    body = f"{escape(citation.title)}{figure}{escape(citation.rest)}"
    if citation.online:
        mark = ' data-cb-address=""' if of_page else ""
        address = f"<span{mark}>{escape(citation.address)}</span>"
        body += f'[<span data-cb-today="">{DAY_OF_CITING}</span>]. {address}'
    doubt = f'<p class="cb-note">{wording.UNSURE}</p>' if openness == "待确认" else ""
    return (
        f'<li><p class="cb-cite-text"><b>{what}</b> <span id="cb-cite-{id_}">{body}.</span></p>{doubt}'
        f'<button type="button" class="cb-button" data-cb-copies="cb-cite-{id_}" hidden>复制</button></li>'
    )


def _imprint(site: Site, page: Citable) -> str:
    """Return what a printed page tells of itself: whose it is, of which day, and the way back to it."""
    address = public_address(site, page.address)
    code = f'<div class="cb-qr" role="img" aria-label="本页网址的二维码">{qr_svg(address)}</div>' if address else ""
    return (
        f'<div class="cb-imprint"><div class="cb-qr-place">{code}</div><div><p>{escape(site.settings.site_name)}</p>'
        f'<p>本页网址：<span data-cb-address="">{escape(address)}</span></p><p>本页更新于{wording.day(page.day)}</p></div></div>'
    )
