"""The briefs: the page of a theme or a problem, and the same on paper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from casebook import links
from casebook.facets import BY_ID
from casebook.links import Way
from casebook.pages.markdown import Template, text
from casebook.pages.parts import CARDS, MOST_BYTES, Part, Rows, parts
from casebook.saying.briefs import Brief, copying, is_warned
from casebook.saying.citing import Citable
from casebook.saying.practices import PracticeView
from casebook.saying.site import Site
from casebook.shelves import Shelf

TEMPLATE: Final = "value-brief.md.j2"
FACETS: Final = ("themes", "problems")
_MOST_NODES: Final = (
    2_500  # elements of the rows of a page; frame, documents and the links to its parts come to less than 500
)


def _size(practice: PracticeView) -> int:
    """Return how much room a practice takes in all tables of a brief, in bytes; elements are turned into bytes."""
    figures, warned = practice.main_figures, [f for f in practice.counted_figures if is_warned(f)]
    told = [fact.text for facts in copying(practice) for fact in facts]
    words = (
        *told,
        *(f"{f.metric}{f.scope_said}{f.day}{f.marks}{f.practice_name}{f.place.name}" for f in (*figures, *warned)),
    )
    ways = (len(figures) + len(warned) + 2) * (len(practice.id) + 80)
    nodes = (
        12 + 3 * len(practice.places_and_stages[:3]) + 9 * len(figures) + 2 * len(warned) + 6 * bool(told) + len(told)
    )
    return max(CARDS.size(practice) + ways + len("".join(words).encode()), nodes * MOST_BYTES // _MOST_NODES)


BRIEFS: Final = Rows[PracticeView](200, _size, CARDS.mark)


def brief_parts(site: Site, shelf: Shelf) -> Iterator[tuple[Part[PracticeView], dict[str, object]]]:
    """Yield the parts of a theme's or a problem's brief, each with what its template needs."""
    practices = site.views(shelf.practices)
    whole = Brief(practices)
    for part in parts(shelf.address, practices, BRIEFS):
        word = links.word_handout(part.address) if site.settings.handouts and practices else ""
        yield part, {"whole": whole, "brief": Brief(tuple(part.rows)), "word": word}


def brief_sheets(site: Site) -> Iterator[tuple[Citable, str]]:
    """Yield the briefs on paper: what each is called and where it stands, and its Markdown."""
    for shelf in (shelf for facet in FACETS for shelf in site.shelves.of(facet) if shelf.practices):
        for part, told in brief_parts(site, shelf):
            title = part.titled(f"{BY_ID[shelf.facet].value}：{shelf.name}")
            told |= {"shelf": shelf, "count": len(shelf.practices), "part": part, "paper": True, "word": ""}
            body = Template(TEMPLATE, Way(part.address)).render(**told)
            yield Citable(title, part.address, site.catalog.build_date.isoformat()), f"# {text(title)}\n\n{body}"
