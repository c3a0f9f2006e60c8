"""The page of one practice."""

from __future__ import annotations

from casebook import links
from casebook.links import Way
from casebook.pages.citing import citing
from casebook.pages.markdown import Template, headings
from casebook.pages.page import HOME, Page
from casebook.pages.reporting import reporting
from casebook.saying.citing import citable
from casebook.saying.practices import Link, PracticeView
from casebook.saying.site import Site

ALL = Link("全部做法", links.PRACTICES)


def practice_page(site: Site, practice: PracticeView) -> Page:
    """Return the page of a practice with its fixed anchors: summary, steps, outcomes, sources, related."""
    way = Way(practice.address)
    body = Template("practice.md.j2", way).render(
        practice=practice, **headings(0, ""), paper=False, day=site.catalog.build_date.isoformat(),
        citing=citing(site.settings, way, citable(practice), practice.documents),
        reporting=reporting(site.settings, practice),
    )  # fmt: skip
    return Page(way.here, practice.name, practice.description, body, "practice", (HOME, ALL), wide=False)
