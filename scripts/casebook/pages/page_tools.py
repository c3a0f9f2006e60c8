"""What one can do with the page of a practice: a row of tools below its main facts."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.catalog import Catalog, Practice


def page_tools(practice: Practice) -> str:
    """Return the row of tools; they need scripts, and show only with them."""
    return f'<div class="cb-page-tools">{"".join(_tools(practice))}</div>'


def _tools(practice: Practice) -> Iterator[str]:
    if practice.is_published:
        yield '<button type="button" class="cb-slide-link">复制课件链接</button>'


def since_notice(catalog: Catalog, practice: Practice) -> str:
    """Return the place where `since.js` tells a visitor from a slide (`?since=…`) what was revised."""
    status = practice.record.publication.status
    return f'<div class="cb-since" role="status" data-date="{catalog.build_date.isoformat()}" data-status="{status}"></div>'
