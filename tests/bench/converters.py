"""How long a page takes from Markdown to HTML, ours and Python-Markdown: `python tests/bench/converters.py`.

Needs `scripts` and `tests` on PYTHONPATH. All generated pages of the project; milliseconds of CPU a page, the least of three rounds.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from casebook.checks.checking import check
from casebook.project import Project
from casebook.publishing.assemble import generated_pages
from casebook.publishing.converting import body
from casebook.saying.site import Site
from casebook.settings import SiteSettings
from kit import ROOT
from test_converters import fast, slow

ROUNDS = 3


def milliseconds(convert: Callable[[str], str], pages: list[str]) -> float:
    """Return how long a page takes on the average."""
    rounds = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        for page in pages:
            convert(page)
        rounds.append(time.process_time() - begun)
    return 1000 * min(rounds) / len(pages)


def main() -> None:
    """Convert all generated pages by both."""
    report = check(Project.here(ROOT / "practices"))
    assert report.catalog is not None, report.problems[:3]
    pages = [body(text) for _, text in generated_pages(Site.of(report.catalog, SiteSettings()))]
    ours, others = (milliseconds(convert, pages) for convert in (fast, slow))
    print(f"{len(pages)} pages: ours {ours:.2f} ms, Python-Markdown {others:.1f} ms, {others / ours:.0f} times")  # noqa: T201


if __name__ == "__main__":
    main()
