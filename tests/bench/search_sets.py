"""Asks the engine all written sets of queries: `python tests/bench/search_sets.py [main]`.

With a branch or commit, the engine as it was there is asked the same, and each query that was gained or lost by the change is told.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import cast

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "tests"), str(Path(__file__).parent)]

from playwright.sync_api import Page, sync_playwright  # noqa: E402 (the paths above come first)
from search_browser import OPTIONS  # noqa: E402

from casebook.catalog import Catalog  # noqa: E402
from casebook.checks.checking import check  # noqa: E402
from casebook.project import Project  # noqa: E402
from search_asking import TELL as IN_ALL  # noqa: E402
from search_asking import written_queries  # noqa: E402
from search_held import (  # noqa: E402
    figure_questions,
    given_queries,
    held_queries,
    held_words,
    mended_queries,
    named_pages,
)

SITE = (
    "import sys; sys.path[:0] = ['tests/bench', 'scripts', 'tests']\n"
    "import search_bench, pathlib; search_bench.write_real(pathlib.Path(sys.argv[1]))"
)
TELL = """answer => ({
  practices: answer.practices.filter(r => r.card).slice(0, 5).map(r => r.card.id),
  figures: answer.answers.map(a => a.id), pages: answer.others.filter(o => o.exact).map(o => o.id),
  whole: answer.whole.length > 0,
})"""
Ranks = Mapping[tuple[str, str], int]


def main(base: str) -> None:
    """Print the table of all sets and, beside an older state, what was gained and lost."""
    with tempfile.TemporaryDirectory() as name:
        now = ranks(ROOT, Path(name) / "site")
        say(now)
        if base:
            old = Path(name) / "old"
            command = ["/usr/bin/env", "git", "archive", base]
            packed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout
            with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
                archive.extractall(old, filter="data")
            compare(ranks(old, Path(name) / "site-before"), now)


def ranks(project: Path, site: Path) -> Ranks:
    """Return by set and query the place of the right answer, from 1; 0 where it is missing or a wrong one is shown."""
    subprocess.run([sys.executable, "-c", SITE, str(site)], cwd=project, check=True)
    catalog = check(Project.here()).catalog
    assert catalog
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", chromium_sandbox=False, args=list(OPTIONS)
        )
        page = browser.new_page()
        page.goto((site / "index.html").as_uri())
        found = dict(judged(page, catalog))
        browser.close()
    return found


def judged(page: Page, catalog: Catalog) -> list[tuple[tuple[str, str], int]]:
    wanted = {
        "practices": [*written_queries(), *given_queries(catalog), *held_queries(), *mended()],
        "figures": [("figures", query, right) for query, right in figure_questions().items()],
        "pages": [("pages", query, frozenset([id_])) for query, id_ in named_pages().items()],
    }
    lists: dict[str, tuple[str, object]] = {
        "没有数据": ("figures", []),
        "没有": ("whole", False),
        "有": ("whole", True),
    }
    queries = {query for asked in wanted.values() for _, query, _ in asked} | {q for k in lists for q in held_words(k)}
    order = sorted(queries)
    answers: list[dict[str, object]] = page.evaluate(IN_ALL % TELL, order)
    told = dict(zip(order, answers, strict=True))
    found = []
    for part, asked in wanted.items():
        for kind, query, right in asked:
            shown = cast("list[str]", told[query][part])
            found.append(((kind, query), next((i for i, id_ in enumerate(shown, 1) if id_ in right), 0)))
    for kind, (part, only) in lists.items():
        found.extend(((kind, query), int(told[query][part] == only)) for query in held_words(kind))
    return found


def mended() -> list[tuple[str, str, frozenset[str]]]:
    return [("everyday words", query, right) for query, right in mended_queries().items()]


def say(found: Ranks) -> None:
    for kind in dict.fromkeys(kind for kind, _ in found):
        own = {query: rank for (of, query), rank in found.items() if of == kind}
        first, five = (100 * sum(0 < rank <= most for rank in own.values()) / len(own) for most in (1, 5))
        missed = "、".join(f"{query} {rank}" for query, rank in own.items() if rank != 1)
        sys.stdout.write(f"{len(own):5} {first:6.1f} {five:6.1f} {kind}: {missed}\n")


def compare(before: Ranks, now: Ranks) -> None:
    for name, better in (("gained", 1), ("lost", -1)):
        for key in now:
            old, new = (rank or 99 for rank in (before.get(key, 0), now[key]))
            if (old - new) * better > 0:
                sys.stdout.write(f"{name}: {key[0]}: {key[1]} {before.get(key, 0)} -> {now[key]}\n")


if __name__ == "__main__":
    main(*(sys.argv[1:2] or [""]))
