"""Very many places: the filter opens level by level, and each level comes in a small file of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from casebook.catalog import Catalog
from casebook.saying.site import Site
from casebook.search import filters
from casebook.search.data import FOLDER, search_files
from casebook.search.filters import filter_files, filter_tables
from casebook.settings import SiteSettings
from large_site import large_site
from results_page import opened, shown

BAIYUN = "440111"


@pytest.fixture
def opening(page: Page, server: str, catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Return the address of the results page of a site that takes its places for very many."""
    monkeypatch.setattr(filters, "MOST_PLACES", 10)
    files = dict(search_files(Site.of(catalog, SiteSettings())))

    def give(route: Route) -> None:
        name = route.request.url.split(FOLDER)[1].split("?")[0]
        route.fulfill(body=files[FOLDER + name], content_type="text/javascript; charset=utf-8")

    page.route(f"**/{FOLDER}**", give)
    yield f"{server}search/"
    page.unroute(f"**/{FOLDER}**")


def names(place: Locator) -> list[str]:
    return [text.split()[0] for text in place.locator("label").all_inner_texts()]


def test_the_files_together_tell_every_place_and_none_is_large(catalog: Catalog) -> None:
    site = large_site(catalog, 2_000)
    files = filter_files(site)
    told = sorted(tuple(row[:5]) for name, rows in files.items() if name.startswith("place") for row in rows)
    assert told == sorted(map(tuple, filter_tables(site)["place"]))
    assert max(len(rows) for rows in files.values()) < 1_000
    assert max(len(text) for path, text in search_files(site) if "facets/" in path) < 100_000


def test_few_places_stay_in_one_file(catalog: Catalog) -> None:
    site = Site.of(catalog, SiteSettings())
    assert filter_files(site) == filter_tables(site)


def test_places_open_level_by_level(page: Page, opening: str, views: Site) -> None:
    page.goto(opening)
    shown(page)
    place = opened(page, "place")
    provinces = [shelf.name for shelf in views.shelves.within("") if shelf.practices]
    expect(place.locator("label")).to_have_count(len(provinces))
    assert names(place) == provinces
    page.get_by_role("button", name="广东省的下属地方").click()
    expect(page.get_by_role("button", name="广州市的下属地方")).to_be_visible()
    assert "广州市" in names(place)
    assert "白云区" not in names(place)
    page.get_by_role("button", name="广州市的下属地方").click()
    place.locator(f'input[value="{BAIYUN}"]').check()
    expect(page).to_have_url(f"{opening}?place={BAIYUN}")
    expect(place.locator(f'input[value="{BAIYUN}"]')).to_be_checked()
    page.get_by_role("button", name="广东省的下属地方").click()
    expect(place.locator(f'input[value="{BAIYUN}"]')).to_be_checked()
    expect(place.locator("label")).to_have_count(len(provinces) + 1)


def test_an_address_with_a_deep_place_finds_what_it_found_before(page: Page, server: str, opening: str) -> None:
    page.goto(f"{opening}?place={BAIYUN}")
    found = shown(page)
    assert page.get_by_role("button", name="去掉筛选：白云区").count() == 1
    page.unroute(f"**/{FOLDER}**")
    page.goto("about:blank")
    page.goto(f"{server}search/?place={BAIYUN}")
    assert shown(page) == found
