"""How a page and its documents are cited: GB/T 7714—2015, electronic resources; and what a printed page says of itself."""

from __future__ import annotations

from dataclasses import dataclass

from casebook.saying.documents import DocumentView
from casebook.saying.practices import PracticeView
from casebook.settings import SiteSettings

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


def citable(practice: PracticeView) -> Citable:
    """Return a practice's page as a thing to cite."""
    return Citable(practice.name, practice.address, practice.updated)


def page_citation(settings: SiteSettings, page: Citable) -> Citation:
    """Return how a page of this site is cited: by its operator, or where none is named by the site itself."""
    title = f"{settings.operator or settings.site_name}. {page.title}"
    within = f": {settings.site_name}" if settings.operator else ""
    address = settings.public_address(page.address)
    return Citation(title, f"{within}{_ONLINE}. ({page.day})", address, online=True)


def document_citation(document: DocumentView) -> Citation:
    """Return how a source document is cited. A year that was inferred stands in brackets, as the standard asks."""
    title = f"{document.issuer}. " if document.issuer else ""
    title += f"{document.title}: {document.number}" if document.number else document.title
    day = f"[{document.date}]" if document.date and document.is_dated_by_inference else document.date
    if document.url:
        return Citation(title, f"{_ONLINE}. {f'({day})' if day else ''}", document.url, online=True)
    return Citation(title, f"{_ON_PAPER}{f'. {day}' if day else ''}", "", online=False)
