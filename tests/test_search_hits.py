"""What people type leads to the practice that they mean: measured in a real browser over the real site."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import pytest
from playwright.sync_api import Page

from casebook.catalog import Catalog
from search_asking import Asked, ask_engine, ask_page, misses, share, table, written_queries
from search_made import Rules

FIRST, AMONG_FIVE = 95.0, 99.0
FEWEST = 150


@pytest.fixture(scope="session")
def known(catalog: Catalog) -> frozenset[str]:
    return frozenset(p.id for p in catalog.practices)


def judge(asked: Sequence[Asked], capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        sys.stdout.write(f"\n{table(asked)}\n{misses(asked)}\n")
    assert [one.query for one in asked if not one.found] == []
    assert share(asked, 5) >= AMONG_FIVE
    assert share(asked, 1) >= FIRST


def test_every_written_query_names_published_practices(known: frozenset[str]) -> None:
    queries = written_queries()
    assert len(queries) >= FEWEST
    assert [(query, sorted(wanted - known)) for _, query, wanted in queries if not wanted <= known] == []


def test_the_results_page_finds_what_people_type(page: Page, server: str, capsys: pytest.CaptureFixture[str]) -> None:
    asked = [Asked(kind, query, wanted, ask_page(page, server, query)) for kind, query, wanted in written_queries()]
    judge(asked, capsys)


def test_the_engine_finds_queries_made_by_rule_from_every_record(
    page: Page, server: str, catalog: Catalog, capsys: pytest.CaptureFixture[str]
) -> None:
    page.goto(f"{server}search/")
    made = list(Rules(catalog).queries())
    found = ask_engine(page, [query for _, query, _ in made])
    asked = [Asked(*one, answer) for one, answer in zip(made, found, strict=True)]
    judge(asked, capsys)
