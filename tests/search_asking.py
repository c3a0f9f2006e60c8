"""Asking the built site in a real browser, and counting the hits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import yaml
from playwright.sync_api import Page

QUERIES = Path(__file__).parent / "search" / "queries.yml"
WAIT = 15_000
Query = tuple[str, str, frozenset[str]]
TELL = """async queries => {
  await cbSearch.start();
  const told = [];
  for (const query of queries) told.push((%s)(await cbSearch.search(query)));
  return told;
}"""
IN_ENGINE = """async queries => {
  await cbSearch.start();
  const found = [];
  for (const query of queries) {
    const answer = await cbSearch.search(query);
    found.push(answer.practices.filter(r => r.card).slice(0, 5).map(r => r.card.id));
  }
  return found;
}"""

# Chromium leaves out new addresses when there are more than 200 in 10 seconds: then it is asked again a little later.
ON_PAGE = """async query => {
  const form = document.querySelector('form.cb-search');
  const list = document.querySelector('[data-search]');
  const pause = milliseconds => new Promise(done => setTimeout(done, milliseconds));
  const isAsked = () => new URLSearchParams(location.search).get('q') === query;
  if (isAsked()) throw new Error('the same query twice: ' + query);
  for (let turn = 0; !isAsked() || list.dataset.search !== 'done'; turn++) {
    if (!isAsked() && turn % 200 === 0) {
      form.querySelector('input').value = query;
      form.requestSubmit();
    }
    await pause(5);
  }
}"""


@dataclass(frozen=True)
class Asked:
    """One query, the practices of which one must come first, and what came."""

    kind: str
    query: str
    wanted: frozenset[str]
    found: tuple[str, ...]

    @property
    def rank(self) -> int:
        """Return the place of the first wanted practice, from 1; 0 if it is not there."""
        return next((i for i, id_ in enumerate(self.found, start=1) if id_ in self.wanted), 0)

    def is_hit(self, within: int) -> bool:
        return 0 < self.rank <= within


def written_queries() -> list[tuple[str, str, frozenset[str]]]:
    """Return the queries of `queries.yml`: class, query, practices."""
    told: dict[str, dict[object, str | list[str]]] = yaml.safe_load(QUERIES.read_text(encoding="utf-8"))
    return [
        (kind, str(query), frozenset([wanted] if isinstance(wanted, str) else wanted))
        for kind, queries in told.items()
        for query, wanted in queries.items()
    ]


def ask_page(page: Page, server: str, query: str) -> tuple[str, ...]:
    """Return the practices that the results page shows for a query, in rank order."""
    page.goto(f"{server}search/?q={quote(query)}")
    page.wait_for_selector('[data-search="done"]', timeout=WAIT)
    return _shown(page)


def _shown(page: Page) -> tuple[str, ...]:
    shown: list[str] = page.eval_on_selector_all("main [data-practice]", "all => all.map(one => one.dataset.practice)")
    return tuple(shown)


def ask_again(page: Page, query: str) -> tuple[str, ...]:
    """Return the same for another query, typed on the results page that is open: it is not loaded again."""
    page.evaluate(ON_PAGE, query)
    return _shown(page)


def ask_engine(page: Page, queries: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the first five practices for each query, from the engine of an open page."""
    return [tuple(found) for found in page.evaluate(IN_ENGINE, list(queries))]


def tell_engine(page: Page, queries: Sequence[str], tell: str) -> list[list[str]]:
    """Return what a script makes of the engine's answer to each query, on an open page."""
    told: list[list[str]] = page.evaluate(TELL % tell, list(queries))
    return told


def share(asked: Iterable[Asked], within: int) -> float:
    """Return how many of 100 queries have a wanted practice among the first."""
    hits = [one.is_hit(within) for one in asked]
    return 100 * sum(hits) / len(hits)


def table(asked: Sequence[Asked]) -> str:
    """Return the hits by class: count, hit@1, hit@5, no result."""
    by_kind: Mapping[str, list[Asked]] = {kind: [] for kind in dict.fromkeys(one.kind for one in asked)}
    for one in asked:
        by_kind[one.kind].append(one)
    rows = [*by_kind.items(), ("all", list(asked))]
    return "\n".join(
        f"{len(group):5} {share(group, 1):6.1f} {share(group, 5):6.1f} {sum(not one.found for one in group):3} {kind}"
        for kind, group in rows
    )


def misses(asked: Iterable[Asked]) -> str:
    """Return the queries whose first result is not a wanted one."""
    return "\n".join(f"{one.kind}: {one.query}: {one.rank} {one.found[:3]}" for one in asked if one.rank != 1)
