"""How a document, and the place of a statement in it, are said."""

from __future__ import annotations

from dataclasses import dataclass

from casebook import links
from casebook.records.model import Document, Section
from casebook.saying import wording
from casebook.text.escaping import is_safe_url, text_fragment


@dataclass(frozen=True, slots=True)
class DocumentView:
    """One document.

    titled: `《标题》文号`. day: as said, with 推算 where the date was inferred; empty where there is none.
    date: the record's own form. is_excerpt: only its opening was seen. url: empty where there is none that may be linked.
    full: for quoting, with what the document lacks or leaves open.
    """

    id: str
    label: str
    title: str
    titled: str
    issuer: str
    number: str
    date: str
    day: str
    is_dated_by_inference: bool
    kind: str
    openness: str
    voice: str
    url: str
    note: str
    full: str
    is_excerpt: bool = False

    @property
    def address(self) -> str:
        """Its page, from the site's root."""
        return links.shelf("documents", self.id)

    @property
    def is_unsure(self) -> bool:
        """Tell whether one must ask the issuer before quoting it."""
        return self.openness == "待确认"

    @property
    def named_on(self) -> str:
        """Its title and its day."""
        return f"{self.titled}，{self.day}" if self.day else self.titled

    @property
    def facts(self) -> str:
        """Issuer, number and day in one line."""
        return "，".join(filter(None, (self.issuer, self.number, wording.day(self.date) if self.date else "")))

    def how_to_get(self, *, with_place: bool) -> str:
        """Return how to get it where no web page of it is known. with_place: section and words are told beside."""
        asked_by = f"文号{self.number}" if self.number else "标题"
        return wording.how_to_get(self.openness, f"{asked_by}、章节和引号里的词句" if with_place else asked_by)


def document_view(id_: str, document: Document) -> DocumentView:
    """Return how a document is said."""
    url = document.url if document.url and is_safe_url(document.url) else ""
    inferred = document.date_basis == "推算"
    day = wording.day(document.date) + ("（推算）" if inferred else "") if document.date else ""
    titled = wording.titled(document.title, document.number)
    return DocumentView(
        id_, document.label, document.title, titled, document.issuer or "", document.number or "", document.date or "",
        day, inferred, document.kind, document.openness, document.voice, url,
        document.note or "", _full(document, titled, url), document.extent == "节录",
    )  # fmt: skip


def _full(document: Document, titled: str, url: str) -> str:
    missing = "和".join(name for name, part in (("文号", document.number), ("日期", document.date)) if not part)
    unsure = "公开属性待确认" if document.openness == "待确认" else ""
    return "，".join(filter(None, (titled, "" if document.date else f"未注{missing}", url, unsure)))


@dataclass(frozen=True, slots=True)
class ProofView:
    """Where a statement stands: the document, who says it there, the very words. open: the address that shows them, or empty."""

    document: DocumentView
    voice: str
    anchor: str
    open: str

    @property
    def is_others_word(self) -> bool:
        """Tell whether another than the issuer says it."""
        return self.voice != wording.OWN_WORD


def opened_at(document: DocumentView, anchor: str) -> str:
    """Return the address that opens a document at these words; empty where it has none."""
    return text_fragment(document.url, anchor) if document.url and anchor else ""


def proof_view(document: DocumentView, voice: str, anchor: str) -> ProofView:
    """Return how a statement's place is said."""
    return ProofView(document, voice, anchor, opened_at(document, anchor))


@dataclass(frozen=True, slots=True)
class CitedPlace:
    """A place in a document that a practice cites. section, anchor: empty where it is not told."""

    section: str
    anchor: str
    open: str


@dataclass(frozen=True, slots=True)
class SourceView:
    """A document that a practice rests on, with the places cited. number: its place among the sources, from 1."""

    number: int
    document: DocumentView
    places: tuple[CitedPlace, ...]


@dataclass(frozen=True, slots=True)
class SectionView:
    """A part of a document. around: the headings above it. speaker: who says it, where that is told for the part."""

    around: tuple[str, ...]
    name: str
    speaker: str


def section_view(section: Section) -> SectionView:
    """Return how a part of a document is said."""
    *around, own = section.path.split(" > ")
    speaker = " · ".join(dict.fromkeys(filter(None, (section.issuer, section.voice))))
    return SectionView(tuple(around), own, speaker)
