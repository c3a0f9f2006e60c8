"""The files of `/downloads/`."""

from __future__ import annotations

from collections.abc import Iterator

from casebook import links
from casebook.catalog import Catalog
from casebook.sheets.csv_files import outcomes_csv, practices_csv
from casebook.sheets.downloads import practices_workbook
from casebook.sheets.template import template


def download_files(catalog: Catalog, site_url: str) -> Iterator[tuple[str, bytes]]:
    """Yield every download for people: its address and its bytes. site_url: the public address, or empty."""
    yield f"{links.DOWNLOADS}practices.xlsx", practices_workbook(catalog, site_url)
    yield f"{links.DOWNLOADS}practices.csv", practices_csv(catalog, site_url)
    yield f"{links.DOWNLOADS}outcomes.csv", outcomes_csv(catalog, site_url)
    yield f"{links.DOWNLOADS}template.xlsx", template(catalog.library, catalog.divisions)
