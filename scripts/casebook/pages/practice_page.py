"""The page of one practice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from urllib.parse import quote, urlsplit

from casebook import links
from casebook.links import Way
from casebook.pages.citing import citing
from casebook.pages.markdown import Template, headings
from casebook.pages.page import HOME, Page
from casebook.pages.parts import RELATED, Part, parts
from casebook.saying import reach
from casebook.saying.citing import citable
from casebook.saying.kin import family
from casebook.saying.practices import Link, PracticeView, RelatedView
from casebook.saying.series import series
from casebook.saying.site import Site
from casebook.settings import SiteSettings
from casebook.text.escaping import is_safe_url, mail_address

_FROM = 6  # from how many places on the table alone would be hard to take in
ALL = Link("全部做法", links.PRACTICES)
_NEW_ISSUE = "/issues/new"


def practice_page(site: Site, practice: PracticeView) -> Page:
    """Return the page of a practice with its fixed anchors: summary, steps, outcomes, sources, related."""
    way, related = Way(practice.address), _related(practice)
    body = Template("practice.md.j2", way).render(
        practice=practice, **headings(0, ""), paper=False, passages=site.passages, day=site.catalog.build_date.isoformat(),
        citing=citing(site.settings, way, citable(practice), practice.documents),
        related_groups=_grouped(related[0].rows), more_related=len(related) > 1,
        family=family(site.catalog, site.catalog.by_id[practice.id]), lines=[*series(practice.figures)],
        tree=reach.tree(site, practice.doings if len(practice.doings) >= _FROM else (), marked=True),
        years=reach.years(practice.doings, practice.counted_figures, practice.documents),
        edit=_edit(site.settings, practice), ways=[*report_ways(site.settings)],
    )  # fmt: skip
    return Page(way.here, practice.name, practice.description, body, "practice", (HOME, ALL), wide=False)


def related_pages(practice: PracticeView) -> Iterator[Page]:
    """Yield the pages that list all related practices of one that has more than its own page has room for."""
    made = _related(practice)
    for part in made if len(made) > 1 else ():
        body = Template("related.md.j2", Way(part.address)).render(
            practice=practice, part=part, related_groups=_grouped(part.rows)
        )
        title = part.titled(f"{practice.name}的相关做法")
        crumbs = (HOME, ALL, Link(practice.name, practice.address))
        yield Page(part.address, title, part.described(f"与“{practice.name}”相关的做法。"), body, "related", crumbs)


def _related(practice: PracticeView) -> tuple[Part[RelatedView], ...]:
    ordered = [related for _, group in practice.related_groups for related in group]
    return parts(f"{practice.address}related/", ordered, RELATED)


def _grouped(rows: Sequence[RelatedView]) -> list[tuple[str, list[RelatedView]]]:
    return [(words, [*group]) for words, group in groupby(rows, key=lambda related: related.words)]


def _edit(settings: SiteSettings, practice: PracticeView) -> str:
    """Return where the record can be changed; empty where no repository is named."""
    edit = f"{settings.repo_url}/edit/{quote(settings.repo_branch)}/{quote(practice.path)}"
    return edit if settings.repo_url and is_safe_url(edit) else ""


def report_ways(settings: SiteSettings) -> Iterator[tuple[str, str]]:
    """Yield where a reader's report goes, for `report.js`; `fields`: what a page for new issues calls title and text."""
    if mail := mail_address(settings.feedback_url):
        yield "mail", mail
    if is_safe_url(settings.feedback_url):
        yield from _page(settings.feedback_url)
    elif is_safe_url(settings.repo_url):
        # GitLab keeps its own pages below `/-/`.
        gitlab = "gitlab" in (urlsplit(settings.repo_url).hostname or "")
        yield from _page(f"{settings.repo_url}{'/-' if gitlab else ''}{_NEW_ISSUE}")
    elif not mail and settings.operator:
        yield "operator", settings.operator


def _page(url: str) -> Iterator[tuple[str, str]]:
    yield "open", url
    if urlsplit(url).path.endswith(f"/-{_NEW_ISSUE}"):
        yield "fields", "issue[title] issue[description]"
    elif urlsplit(url).path.endswith(_NEW_ISSUE):
        yield "fields", "title body"
