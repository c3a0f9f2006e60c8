"""How a page and its documents are cited: GB/T 7714—2025, electronic resources; and what a printed page says of itself."""

from __future__ import annotations

from dataclasses import dataclass

from casebook.saying.documents import DocumentView
from casebook.saying.practices import PracticeView
from casebook.settings import SiteSettings

STANDARD = "GB/T 7714—2025"
DAY_OF_CITING = "引用日期"
_ONLINE, _ON_PAPER = "[EB/OL]", "[Z]"  # Z: other; A is for what an archive keeps
_MOST_AUTHORS = 3


@dataclass(frozen=True, slots=True)
class Citation:
    """One reference, in the parts of which the browser makes it in other forms too.

    id: of its entry in a list of references. number: the document's. site: that holds a page, where it is not the author.
    date: ISO; is_inferred: the source does not print it. online: it has a day of citing and an address, which may be empty.
    """

    id: str
    authors: tuple[str, ...]
    title: str
    number: str
    site: str
    date: str
    is_inferred: bool
    address: str
    online: bool

    def text(self) -> str:
        """Return the reference as plain text, the day of citing left open.

        In a Chinese reference `.` and `[ ]` are half as wide as a character, all other marks as wide as one.
        """
        more = "，等" if len(self.authors) > _MOST_AUTHORS else ""
        author = "，".join(self.authors[:_MOST_AUTHORS]) + more
        title = "：".join(filter(None, (self.title, self.number, self.site)))
        told = f"{author}. {title}" if author else title
        day = f"[{self.date}]" if self.is_inferred else self.date
        if not self.online:
            return f"{told}{_ON_PAPER}{f'. {day}' if day else ''}."
        made = f"（{day}）" if day else ""
        return f"{told}{_ONLINE}. {made}[{DAY_OF_CITING}].{f' {self.address}.' if self.address else ''}"


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
    author, site = (settings.operator, settings.site_name) if settings.operator else (settings.site_name, "")
    name, address = page.address.rstrip("/").rpartition("/")[2], settings.public_address(page.address)
    return Citation(name, (author,), page.title, "", site, page.day, is_inferred=False, address=address, online=True)


def document_citation(document: DocumentView) -> Citation:
    """Return how a source document is cited. A year that was inferred stands in brackets, as the standard asks."""
    authors = tuple(filter(None, document.issuer.split("、")))
    inferred = bool(document.date) and document.is_dated_by_inference
    return Citation(
        document.id, authors, document.title, document.number, "", document.date, inferred, document.url, bool(document.url)
    )  # fmt: skip
