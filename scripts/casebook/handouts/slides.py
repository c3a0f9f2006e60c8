"""Slides of a practice and of a course: one figure a slide, with all that must be said with it, for trainers to restyle."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from casebook.handouts.deck import COVER, FIGURE, POINTS, Deck, template_bytes
from casebook.handouts.reading import names, pieces, read_line, read_page
from casebook.handouts.writing import read_lines
from casebook.links import PRACTICES
from casebook.saying import wording
from casebook.saying.citing import Citable, citable, document_citation, page_citation
from casebook.saying.figures import FigureView
from casebook.saying.practices import PracticeView
from casebook.saying.qr import qr_png
from casebook.saying.site import Site

_MOST_SIGNS, _MOST_POINTS = 230, 7  # of a slide that can be read from the last row
_NOWHERE = "https://casebook.invalid/"  # so that links can be read where the site has no address of its own
_NAMED = re.compile(rf"{re.escape(_NOWHERE)}{PRACTICES}([a-z0-9-]+)/(?:#([a-z0-9-]+))?")
_QUOTED = frozenset({"cb-quoted", "cb-cards"})


@dataclass(frozen=True)
class Slides:
    """The slides of one site. template: an empty presentation with our layouts."""

    site: Site
    template: bytes

    @classmethod
    def of(cls, site: Site) -> Slides:
        """Return the slides of a site."""
        return cls(site, template_bytes())

    def of_practice(self, practice: PracticeView) -> bytes:
        """Return a practice as slides: what it is, how it is done, where, its figures, where all of it stands."""
        deck = self._begun(citable(practice), practice.summary, [practice.own_word_line, practice.checked_line])
        self._points(deck, "怎么做", practice.steps, [practice.background, *practice.notes])
        self._points(deck, "谁在做，做到哪一步", [*_doings(practice)], [wording.BODIES_NOTICE])
        for figure in practice.counted_figures:  # a number that only names parts fills no slide
            self._figure(deck, figure)
        if practice.unsaid:
            self._points(deck, "来源没有写", practice.unsaid, [])
        self._points(deck, "来源", [document_citation(document).text() for document in practice.documents], [])
        return deck.file_bytes()

    def of_course(self, page: Citable, markdown: str) -> bytes:
        """Return a course as slides: each of its sections, then the practices and figures that it quotes there.

        markdown: its page after the macros. What the course says in full stands in the notes.
        """
        sections = [*_sections(read_page(markdown, _NOWHERE + page.address))]
        deck = self._begun(page, "", sections[0].notes if sections else [])
        for section in sections[1:]:
            self._points(deck, section.title, section.points or section.notes[:1], section.notes)
            for id_, key in section.named:
                self._named(deck, id_, key)
        return deck.file_bytes()

    def _begun(self, page: Citable, summary: str, notes: Sequence[str]) -> Deck:
        settings = self.site.settings
        deck = Deck.begin(self.template, page.title, settings, self.site.catalog.build_date)
        whose = settings.operator or settings.site_name
        deck.add(COVER, [page.title, [*filter(None, (summary, whose))]], [*notes, page_citation(settings, page).text()])
        return deck

    def _points(self, deck: Deck, title: str, points: Sequence[str], notes: Sequence[str]) -> None:
        for number, part in enumerate(_cut(points)):
            deck.add(POINTS, [title + ("（续）" if number else ""), part], notes)

    def _figure(self, deck: Deck, figure: FigureView) -> None:
        if figure.status == "撤回":
            return
        proof, address = figure.proof, self.site.settings.public_address(figure.address)
        *marks, scope = figure.beside
        told = [f"{figure.place.name} · {scope}", "，".join(marks)]
        source = f"{proof.document.label}（{proof.voice}）“{proof.anchor}”"
        number = f"{figure.doubt} {figure.text}".strip()
        notes = [figure.warning, figure.sentence, figure.note, address]
        texts = [f"{figure.practice_name}：{figure.metric}", number, told, source]
        deck.add(FIGURE, texts, notes, qr_png(address) if address else b"")

    def _named(self, deck: Deck, id_: str, key: str) -> None:
        practice = self.site.by_id.get(id_)
        if practice and not key:
            self._points(deck, practice.name, [practice.summary, *_doings(practice)], practice.notes)
        for figure in practice.figures if practice else ():
            if figure.key == key:
                self._figure(deck, figure)


@dataclass(frozen=True, slots=True)
class _Section:
    """A section of a course. points: its lists that count, for the slide. notes: all else. named: practices, with a figure's key."""

    title: str
    points: list[str]
    notes: list[str]
    named: list[tuple[str, str]]


def _sections(page: Element) -> Iterator[_Section]:
    """Yield the sections of a page; the first is what stands before the second heading."""
    section = _Section("", [], [], [])
    for block in (piece for piece in pieces(page) if isinstance(piece, Element)):
        if block.tag in {"h2", "h3"}:
            yield section
            section = _Section(_text(block), [], [], [])
        elif not names(block).isdisjoint(_QUOTED):
            found = (_NAMED.fullmatch(link.get("href", "")) for link in block.iter("a"))
            section.named.extend(dict.fromkeys((one[1], one[2] or "") for one in found if one))
        elif block.tag not in {"h1", "table"}:
            lines = ["".join(words for words, _ in line) for line in read_lines(block)]
            (section.points if block.tag == "ol" else section.notes).extend(lines)
    yield section


def _text(block: Element) -> str:
    return "".join(words for words, _ in read_line(pieces(block)))


def _doings(practice: PracticeView) -> Iterator[str]:
    for doing in practice.doings:
        yield f"{doing.place_said}：{doing.stage_said}{f'，{doing.spread}' if doing.spread else ''}"


def _cut(points: Sequence[str]) -> Iterator[list[str]]:
    """Yield so many points as one slide has room for."""
    part: list[str] = []
    for point in points:
        if part and (len(part) == _MOST_POINTS or sum(map(len, part)) + len(point) > _MOST_SIGNS):
            yield part
            part = []
        part.append(point)
    if part:
        yield part
