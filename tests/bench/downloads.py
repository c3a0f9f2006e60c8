"""How long the downloads of many records take, and how large they are: `python tests/bench/downloads.py [1000]`.

Needs `scripts` and `tests` on PYTHONPATH. The records are those of `made_records.py`; they are read, not checked.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from made_records import write_made_records

from casebook.catalog import build_catalog
from casebook.project import Project
from casebook.records.divisions import Divisions
from casebook.records.loading import load_library
from casebook.saying.site import Site
from casebook.settings import SiteSettings
from casebook.workbooks.files import downloads
from kit import ROOT


def main(number: int) -> None:
    """Make the records in a folder that goes away; print seconds and KB of each download."""
    with tempfile.TemporaryDirectory() as folder:
        practices = Path(folder) / "practices"
        write_made_records(ROOT / "practices", practices, number)
        catalog = build_catalog(load_library(Project.here(practices)), Divisions.load())
        site = Site.of(catalog, SiteSettings(site_url="https://example.gov.cn/"))
        wall, own = time.perf_counter(), time.process_time()
        for name, content in downloads(site):
            seconds, cpu = time.perf_counter() - wall, time.process_time() - own
            print(f"{number} records, {name}: {seconds:.1f} s, CPU {cpu:.1f} s, {len(content) / 1024:.0f} KB")  # noqa: T201
            wall, own = time.perf_counter(), time.process_time()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
