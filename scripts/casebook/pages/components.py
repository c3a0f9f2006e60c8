"""Parts that several pages share, as HTML in which all record text is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from casebook.catalog import Doing, Figure, Practice
from casebook.links import Way
from casebook.pages import wording
from casebook.records.model import Document
from casebook.shelves import LETTERS, Shelf, Shelves
from casebook.text.escaping import escape, href, is_safe_url, text_fragment


def link(there: str, text: str, css: str = "") -> str:
    """Return a link within the site."""
    kind = f' class="{css}"' if css else ""
    return f'<a href="{there}"{kind}>{escape(text)}</a>'


def unsaid() -> str:
    """Return the mark of a part that the source does not tell."""
    return f'<span class="cb-unsaid">{wording.UNSAID}</span>'


def items(texts: Iterable[str]) -> str:
    """Return a bulleted list of HTML parts."""
    return '<ul class="cb-list">' + "".join(f"<li>{text}</li>" for text in texts) + "</ul>"


def table(head: Sequence[str], rows: Iterable[tuple[str, Sequence[str]]], css: str) -> str:
    """Return a table that folds into cards on phones. rows: (attributes of the row, its cells in HTML)."""
    heads = "".join(f'<th scope="col">{name}</th>' for name in head)
    lines = [f'<table class="cb-table {css}">', f"<thead><tr>{heads}</tr></thead>", "<tbody>"]
    for attributes, cells in rows:
        body = "".join(_cell(name, cell, first=i == 0) for i, (name, cell) in enumerate(zip(head, cells, strict=True)))
        lines.append(f"<tr{attributes}>{body}</tr>")
    return "\n".join([*lines, "</tbody></table>"])


def _cell(name: str, cell: str, *, first: bool) -> str:
    return f'<th scope="row">{cell}</th>' if first else f'<td data-label="{name}">{cell}</td>'


def breadcrumb(way: Way, steps: Sequence[tuple[str, str]], here: str) -> str:
    """Return the way back. steps: (address, name) from the outside in."""
    links = [link(way.to(address), name) for address, name in steps]
    inside = "".join(f"<li>{part}</li>" for part in [*links, f'<span aria-current="page">{escape(here)}</span>'])
    return f'<nav class="cb-crumbs" aria-label="当前位置"><ol>{inside}</ol></nav>'


def stage_badge(stage: str) -> str:
    """Return a stage as a badge."""
    return f'<span class="cb-stage" data-stage="{escape(stage)}">{escape(stage)}</span>'


def place_and_stage(doing: Doing) -> str:
    """Return where something is done, and how far it is there."""
    return f"{escape(wording.place_name(doing.place))} {stage_badge(doing.locality.stage)}"


def practice_card(way: Way, practice: Practice) -> str:
    """Return a practice in a list: name, where, how far, what."""
    doing = " ".join(f"<span>{part}</span>" for part in _where(practice))
    return (
        f'<li class="cb-card" data-id="{practice.id}"><a class="cb-card-name" href="{way.practice(practice.id)}">'
        f'{escape(practice.name)}</a><p class="cb-card-where">{doing}</p><p>{escape(practice.record.summary)}</p></li>'
    )


def _where(practice: Practice) -> list[str]:
    shown = list(dict.fromkeys(map(place_and_stage, practice.doings)))
    return [*shown[:2], f"等 {len(shown)} 处"] if len(shown) > 3 else shown  # noqa: PLR2004 (three fit on a line)


def practice_cards(way: Way, practices: Iterable[Practice]) -> str:
    """Return a list of practices."""
    cards = [practice_card(way, p) for p in practices]
    return f'<ul class="cb-cards">{"".join(cards)}</ul>' if cards else '<p class="cb-empty">目前没有做法。</p>'


def practice_lines(way: Way, practices: Iterable[Practice]) -> str:
    """Return practices in the least space: names with their readings."""
    lines = (
        f'<li><a href="{way.practice(p.id)}">{escape(p.name)}</a><span class="cb-reading">{escape(p.reading)}</span></li>'
        for p in practices
    )
    return f'<ul class="cb-names">{"".join(lines)}</ul>'


def shelf_list(way: Way, shelves: Iterable[Shelf], *, introduced: bool = False) -> str:
    """Return the values of an index with their counts."""
    rows = []
    for shelf in shelves:
        text = f"<p>{escape(shelf.introduction)}</p>" if introduced and shelf.introduction else ""
        name = link(way.shelf(shelf.facet, shelf.id), shelf.name)
        rows.append(f'<li>{name} <span class="cb-count">{len(shelf.practices)}</span>{text}</li>')
    return f'<ul class="cb-shelves{" cb-introduced" if introduced else ""}">{"".join(rows)}</ul>'


def letter_bar(way: Way, shelves: Shelves, here: str = "") -> str:
    """Return the letters A-Z; those without practices are no links. here: the letter whose page it is."""
    filled = {shelf.id: shelf for shelf in shelves.of("pinyin")}
    letters = []
    for name in LETTERS:
        letter = name.lower()
        shelf = filled.get(letter)
        if shelf is None:
            letters.append(f"<li><span>{name}</span></li>")
        else:
            title = f"{name}：{len(shelf.practices)} 项"
            current = ' aria-current="page"' if letter == here else ""
            letters.append(f'<li><a href="{way.shelf("pinyin", letter)}" title="{title}"{current}>{name}</a></li>')
    return f'<nav class="cb-letters" aria-label="拼音首字母"><ul>{"".join(letters)}</ul></nav>'


def neighbours(way: Way, shelves: Sequence[Shelf], shelf: Shelf) -> str:
    """Return the links to the values before and after."""
    position = next(i for i, other in enumerate(shelves) if other is shelf)
    before = shelves[position - 1] if position else None
    after = shelves[position + 1] if position + 1 < len(shelves) else None
    parts = []
    if before:
        parts.append(f'<a rel="prev" href="{way.shelf(before.facet, before.id)}">← {escape(before.name)}</a>')
    if after:
        parts.append(f'<a rel="next" href="{way.shelf(after.facet, after.id)}">{escape(after.name)} →</a>')
    return f'<nav class="cb-neighbours" aria-label="前后">{"".join(parts)}</nav>' if parts else ""


def document_link(way: Way, id_: str, document: Document) -> str:
    """Return the link to a document's page."""
    return link(way.shelf("documents", id_), document.label)


def proof(way: Way, id_: str, document: Document, anchor: str, voice: str) -> str:
    """Return where a statement stands: document, who says it, the very words, and the way to them."""
    return f"{document_link(way, id_, document)}（{escape(voice)}）{quotation(document, anchor)}"


def quotation(document: Document, anchor: str) -> str:
    """Return the very words of a document, and the link that opens it there where it has an address."""
    words = f'<q class="cb-anchor">{escape(anchor)}</q>'
    if document.url and is_safe_url(document.url):
        there = href(text_fragment(document.url, anchor))
        words += f' <a class="cb-open" href="{there}" rel="noopener external">打开原文此处</a>'
    return words


def figure_value(figure: Figure) -> str:
    """Return a figure's number with the words around it; the word that forbids to quote it stands before the number."""
    before, number, after = (escape(part) for part in wording.figure(figure.outcome))
    value = f'{before}<b class="cb-number">{number}</b>{after}'
    if figure.status == "有效":
        return value
    mark = f'<strong class="cb-status">{figure.status}</strong> '
    return f"{mark}<s>{value}</s>" if figure.status == "撤回" else f'{mark}<span class="cb-doubted">{value}</span>'


def doing_rows(way: Way, doings: Iterable[Doing]) -> Iterable[tuple[str, Sequence[str]]]:
    """Yield the rows of a table of who does it and how far, by practice."""
    for doing in doings:
        locality = doing.locality
        yield (
            "",
            (
                link(way.practice(doing.practice.id), doing.practice.name),
                link(way.shelf("places", doing.place.code), wording.place_name(doing.place)),
                stage_badge(locality.stage),
                escape(locality.spread) if locality.spread else unsaid(),
                escape(wording.day(locality.since)) if locality.since else unsaid(),
            ),
        )
