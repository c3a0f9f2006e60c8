"""What stands in an address or in the browser's storage was written by anyone: it runs nothing and breaks no page."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Dialog, Page, expect

WORDS = (
    "<img src=x onerror=window.hacked=1>",
    '"><script>window.hacked=1</script>',
    "javascript:window.hacked=1",
    "__proto__",
    "constructor",
    "hasOwnProperty",
    "../../x",
    "x" * 5000,
)
ADDRESSES = (
    "compare/?ids=", "search/?q=", "search/?theme=", "browse/figures/?sort=", "browse/figures/?theme=", "practices/?theme=",
    "practices/lou-dong-zhang/?since=", "contribute/form/?name=", "compare/#", "practices/lou-dong-zhang/#",
)  # fmt: skip
TICKED = ("{", "null", "[null]", '[{"id": "__proto__", "name": "<img src=x onerror=window.hacked=1>"}]')
DRAFTS = (
    '{"version": 1}',
    '{"version": 1, "record": null, "documents": null}',
    '{"version": 1, "record": {"name": {"a": 1}, "steps": "x", "localities": [null]}, "documents": [null]}',
    '{"version": 1, "id": 5, "record": [], "documents": [{"uid": 1, "choice": "<b>", "value": {"url": "javascript:1"}}]}',
)


@pytest.fixture
def careful(page: Page) -> Iterator[Page]:
    """Return a page that fails the test when a script throws, a window opens or anything ran."""
    wrong: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        wrong.append(dialog.message)
        dialog.dismiss()

    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", dismiss)
    yield page
    assert page.evaluate("window.hacked") is None
    assert wrong == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_address_runs_or_breaks_anything(careful: Page, server: str, address: str) -> None:
    for words in WORDS:
        careful.goto(f"{server}{address}{quote(words)}")
        assert careful.evaluate("window.hacked") is None


@pytest.mark.parametrize("kept", TICKED)
def test_nothing_that_is_kept_for_the_comparison_breaks_a_page(careful: Page, server: str, kept: str) -> None:
    careful.goto(f"{server}about/")
    careful.evaluate("kept => sessionStorage.setItem('cb-compare', kept)", kept)
    for address in ("practices/", "compare/"):
        careful.goto(server + address)
        assert careful.evaluate("window.hacked") is None


@pytest.mark.parametrize("draft", DRAFTS)
def test_a_damaged_draft_leaves_an_empty_form(careful: Page, server: str, draft: str) -> None:
    careful.goto(f"{server}about/")
    careful.evaluate("draft => localStorage.setItem('cb-form-draft', draft)", draft)
    careful.goto(f"{server}contribute/form/")
    expect(careful.locator("[data-form=ready]")).to_be_attached()
    expect(careful.locator("[data-form] textarea").first).to_have_value("")
