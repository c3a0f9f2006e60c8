"""Where a reader's report goes: by mail, to the repository's issues, or to the operator's own page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from casebook.saying.practices import PracticeView
from casebook.settings import SiteSettings
from casebook.text.escaping import is_safe_url, mail_address

_NEW_ISSUE = "/issues/new"


@dataclass(frozen=True, slots=True)
class Reporting:
    """edit: where a record can be changed, or empty. ways: for `report.js`, by name; `fields`: what a page for new issues calls title and text."""

    edit: str
    ways: tuple[tuple[str, str], ...]


def reporting(settings: SiteSettings, practice: PracticeView) -> Reporting:
    """Return the ways that the settings give."""
    edit = f"{settings.repo_url}/edit/{quote(settings.repo_branch)}/{quote(practice.path)}"
    return Reporting(edit if settings.repo_url and is_safe_url(edit) else "", tuple(_ways(settings)))


def _ways(settings: SiteSettings) -> Iterator[tuple[str, str]]:
    if mail := mail_address(settings.feedback_url):
        yield "mail", mail
    if is_safe_url(settings.feedback_url):
        yield from _page(settings.feedback_url)
    elif is_safe_url(settings.repo_url):
        # GitLab keeps its own pages below `/-/`.
        gitlab = "gitlab" in (urlsplit(settings.repo_url).hostname or "")
        yield from _page(f"{settings.repo_url}{'/-' if gitlab else ''}{_NEW_ISSUE}")


def _page(url: str) -> Iterator[tuple[str, str]]:
    yield "open", url
    if urlsplit(url).path.endswith(f"/-{_NEW_ISSUE}"):
        yield "fields", "issue[title] issue[description]"
    elif urlsplit(url).path.endswith(_NEW_ISSUE):
        yield "fields", "title body"
