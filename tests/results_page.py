"""The results page of the search, as its tests ask it."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

DONE = '[data-search="done"]'
ROWS = f"main {DONE} [data-practice]"


def shown(page: Page) -> list[str]:
    """Return the ids of the practices that the page shows, in order, once it has done searching."""
    page.wait_for_selector(DONE)
    found: list[str] = page.eval_on_selector_all(ROWS, "all => all.map(one => one.dataset.practice)")
    return found


def opened(page: Page, filter_name: str) -> Locator:
    """Return a filter, opened."""
    details = page.locator(f'details[data-filter="{filter_name}"]')
    if details.get_attribute("open") is None:
        details.locator("summary").click()
    return details
