"""What a page tells of how to cite it and the documents behind it, and of what was made of it for taking along."""

from __future__ import annotations

from collections.abc import Iterable

from casebook import links
from casebook.links import Way
from casebook.saying.citing import STANDARD, Citable, document_citation, page_citation
from casebook.saying.documents import DocumentView
from casebook.settings import SiteSettings


def citing(settings: SiteSettings, way: Way, page: Citable, documents: Iterable[DocumentView]) -> dict[str, object]:
    """Return what the template `cite` needs; documents: each with whether its issuer must be asked first."""
    made, address = settings.handouts, settings.public_address(page.address)
    return {
        "standard": STANDARD,
        "references": [
            ("本页", page_citation(settings, page), False),
            *(("原文", document_citation(document), document.is_unsure) for document in documents),
        ],
        "word": way.to(links.word_handout(page.address)) if made else "",
        "slides": way.to(links.slides(page.address)) if made else "",
        "picture": way.to(links.qr_picture(page.address)) if made and address else "",
        "address": address,
        "site_name": settings.site_name,
        "day": page.day,
    }
