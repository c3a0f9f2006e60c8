"""What people type leads to the practice that they mean: measured in a real browser over the real site."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Page

from casebook.catalog import Catalog
from casebook.saying.site import Site
from casebook.search import data as search_data
from casebook.settings import SiteSettings
from search_asking import Asked, ask_again, ask_engine, ask_page, misses, share, table, written_queries
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
    asked, opened = [], set[str]()
    for kind, query, wanted in written_queries():  # the first of each class by its address, the rest typed on that page
        found = ask_again(page, query) if kind in opened else ask_page(page, server, query)
        asked.append(Asked(kind, query, wanted, found))
        opened.add(kind)
    judge(asked, capsys)


def test_the_engine_finds_queries_made_by_rule_from_every_record(
    page: Page, server: str, catalog: Catalog, capsys: pytest.CaptureFixture[str]
) -> None:
    page.goto(f"{server}search/")
    made = list(Rules(catalog).queries())
    found = ask_engine(page, [query for _, query, _ in made])
    asked = [Asked(*one, answer) for one, answer in zip(made, found, strict=True)]
    judge(asked, capsys)


def test_a_knowledge_base_too_large_for_one_list_of_names_finds_as_well(
    page: Page, built_site: Path, catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_data, "WHOLE_UP_TO", 0)
    for path, text in search_data.search_files(Site.of(catalog, SiteSettings())):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    shutil.copytree(built_site / "assets" / "js", tmp_path / "assets" / "js")
    shutil.copytree(built_site / "search", tmp_path / "search")
    page.goto((tmp_path / "search" / "index.html").as_uri())
    queries = written_queries()
    found = ask_engine(page, [query for _, query, _ in queries])
    asked = [Asked(*one, answer) for one, answer in zip(queries, found, strict=True)]
    assert share(asked, 5) >= AMONG_FIVE
    assert share(asked, 1) >= FIRST
