"""The form asks for the reading of a name where nothing decides it, and makes the id of what was chosen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect


@pytest.fixture
def name(page: Page, server: str) -> Locator:
    """Return the field of the name in an empty form."""
    page.goto(f"{server}contribute/form/")
    page.wait_for_selector('[data-form="ready"]')
    return page.locator('[data-field="name"] .cb-input').first


def said(page: Page) -> list[str | None]:
    found: list[str | None] = page.evaluate("[cb.form.state.id, cb.form.record().pinyin || null]")
    return found


def test_the_reading_taken_is_shown_and_the_other_can_be_chosen(name: Locator, page: Page) -> None:
    name.fill("长哥说事")
    expect(page.get_by_text("“长”有几种读法，现在读 cháng。")).to_be_visible()
    assert said(page) == ["chang-ge-shuo-shi", None]
    page.get_by_role("button", name="zhǎng").click()
    expect(page.get_by_role("button", name="zhǎng")).to_have_attribute("aria-pressed", "true")
    assert said(page) == ["zhang-ge-shuo-shi", "zhǎng gē shuō shì"]


def test_another_name_forgets_what_was_chosen(name: Locator, page: Page) -> None:
    name.fill("长哥说事")
    page.get_by_role("button", name="zhǎng").click()
    name.fill("朝阳社区议事")
    expect(page.get_by_text("有几种读法")).to_have_count(0)
    assert said(page) == ["chao-yang-she-qu-yi-shi", None]
