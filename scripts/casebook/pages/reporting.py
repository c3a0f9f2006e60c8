"""Where a reader's report goes: by mail, to the repository's issues, or to the operator's own page."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from casebook.catalog import Practice
from casebook.links import Way
from casebook.pages.site import Site
from casebook.settings import SiteSettings
from casebook.text.escaping import escape, href, is_safe_url, mail_address

CORRECTIONS = "about/corrections/"
_NEW_ISSUE = "/issues/new"


def report_link(site: Site, way: Way, practice: Practice) -> str:
    """Return the link 本页有误. `report.js` makes a panel of it; without scripts it leads to the page that says how."""
    there = "".join(f' data-{name}="{value}"' for name, value in _ways(site.settings))
    return (
        f'<a class="cb-report" href="{way.to(CORRECTIONS)}" data-record="{escape(practice.path)}"{there}>本页有误</a>'
    )


def _ways(settings: SiteSettings) -> Iterator[tuple[str, str]]:
    """Yield the ways that the settings give. `fields`: what a page for new issues calls title and text."""
    if mail := mail_address(settings.feedback_url):
        yield "mail", escape(mail)
    if is_safe_url(settings.feedback_url):
        yield from _page(settings.feedback_url)
    elif is_safe_url(settings.repo_url):
        # GitLab keeps its own pages below `/-/`.
        gitlab = "gitlab" in (urlsplit(settings.repo_url).hostname or "")
        yield from _page(f"{settings.repo_url}{'/-' if gitlab else ''}{_NEW_ISSUE}")


def _page(url: str) -> Iterator[tuple[str, str]]:
    yield "open", href(url)
    if urlsplit(url).path.endswith(f"/-{_NEW_ISSUE}"):
        yield "fields", "issue[title] issue[description]"
    elif urlsplit(url).path.endswith(_NEW_ISSUE):
        yield "fields", "title body"
