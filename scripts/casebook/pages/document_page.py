"""The page of one document: what it is, how to get it, and the practices in the order of its sections."""

from __future__ import annotations

from casebook.links import Way
from casebook.pages import components as c
from casebook.pages import wording
from casebook.pages.site import Site
from casebook.records.model import Document, Section
from casebook.shelves import Shelf
from casebook.text.escaping import escape, href, is_safe_url


def document_body(site: Site, way: Way, shelf: Shelf) -> str:
    """Return the document's facts and its sections with their practices."""
    document = site.catalog.documents[shelf.id]
    parts = [_facts(document), _access(document)]
    if document.note:
        parts.append(f'<p class="cb-note">{escape(document.note)}</p>')
    parts.append(f'<p class="cb-total">共 {len(shelf.practices)} 项做法，按章节排列</p>')
    for number, cited in enumerate(site.catalog.cited(shelf.id), start=1):
        if cited.practices:
            parts.append(f'<section id="section-{number}"><h2>{_heading(cited.section)}</h2>{_speaker(cited.section)}'
                         f"{c.practice_cards(way, cited.practices)}</section>")  # fmt: skip
    return "\n\n".join(parts)


def _heading(section: Section) -> str:
    *around, own = section.path.split(" > ")
    path = f'<span class="cb-path">{escape(" › ".join(around))}</span> ' if around else ""
    return f"{path}{escape(own)}"


def _speaker(section: Section) -> str:
    parts = [escape(part) for part in (section.issuer, section.voice) if part]
    return f'<p class="cb-note">{" · ".join(dict.fromkeys(parts))}</p>' if parts else ""


def _facts(document: Document) -> str:
    date = None
    if document.date:
        date = wording.day(document.date) + ("（推算）" if document.date_basis == "推算" else "")
    rows = (
        ("发文单位", document.issuer), ("文号", document.number), ("日期", date), ("文种", document.kind),
        ("公开属性", document.openness), ("谁说的", document.voice),
    )  # fmt: skip
    cells = "".join(f"<div><dt>{name}</dt><dd>{escape(text) if text else c.unsaid()}</dd></div>" for name, text in rows)
    return f'<dl class="cb-facts">{cells}</dl>'


def _access(document: Document) -> str:
    if document.url and is_safe_url(document.url):
        return f'<p><a href="{href(document.url)}" rel="noopener external">打开原文网页</a></p>'
    return f'<p class="cb-note">{wording.how_to_get(document.openness, escape(wording.key(document)))}</p>'
