"""The ledger as published: every address that this site and those before it promise, for whoever holds another site against it."""

from __future__ import annotations

from collections.abc import Iterator

from casebook import links
from casebook.checks.ledger import ledger_lines, merged_lines
from casebook.saying.site import Site


def ledger_files(site: Site) -> Iterator[tuple[str, str]]:
    """Yield the file of the ledger: what is registered, and what this site adds to it."""
    lines = merged_lines(site.catalog.library.ledger, ledger_lines(site.catalog, site.shelves))
    yield links.LEDGER, "".join(f"{line}\n" for line in lines)
