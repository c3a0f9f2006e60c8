"""The page for a wrong address: it finds its way back from any depth and below any path, and says what to do without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from casebook.publishing.publish import publish
from checkouts import catalog_of, make_checkout
from static_server import SUB_PATH, serving

SITE_URL = "https://example.gov.cn/zlk/"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a small site that knows no address of its own, and one that does."""
    folder = tmp_path_factory.mktemp("not-found")
    project = make_checkout(folder / "c")
    for name, url in (("site", None), ("named", SITE_URL)):
        publish(catalog_of(project), project, folder / name, url, offline=False)
    return folder


@pytest.fixture(params=["site", "named"])
def root(made: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """Return the address of each site, below a sub-path."""
    with serving(made / str(request.param)) as address:
        yield address


def ways(page: Page) -> list[str]:
    """Return where the links lead that are seen."""
    links = page.locator("a[href]:visible").all()
    return [str(link.evaluate("link => link.href")) for link in links]


@pytest.mark.parametrize(
    "path",
    ["practices/x/", "practices/lou-dong-zhan/a/b/c", "browse/themes/x/", "api/v1/no.json", "404.html", "practices/x?q=/about/"],
)  # fmt: skip
def test_links_and_search_lead_to_the_site_from_any_depth(root: str, page: Page, path: str) -> None:
    page.goto(root + path)
    found = ways(page)
    assert found[0] == root
    assert root + "practices/" in found or root + "about/" in found
    assert all(way.startswith(root) for way in found)
    page.get_by_label("查找做法").fill("楼栋")
    page.get_by_role("button", name="查找").click()
    assert page.url == f"{root}search/?q=%E6%A5%BC%E6%A0%8B"


def test_the_words_of_a_wrong_address_are_ready_to_be_looked_for(root: str, page: Page) -> None:
    page.goto(f"{root}practices/lou-dong-zhan/")
    assert page.get_by_label("查找做法").input_value() == "lou dong zhan"
    page.goto(f"{root}practices/%3Cb%3E/")
    assert page.get_by_label("查找做法").input_value() == ""


def test_an_address_that_tells_nothing_leads_to_the_published_site_or_nowhere(made: Path, page: Page) -> None:
    with serving(made / "site") as root:
        page.goto(f"{root}mei-you/zhe-ye")
        assert ways(page) == []
        assert page.locator("form:visible, nav:visible").count() == 0
    with serving(made / "named") as root:
        page.goto(f"{root}mei-you/zhe-ye")
        assert ways(page)[0] == SITE_URL
        assert {way[: len(SITE_URL)] for way in ways(page)} == {SITE_URL}
        assert page.locator("form:visible").count() == 0


def test_two_slashes_lead_to_no_other_host(root: str, page: Page) -> None:
    host = root.removesuffix(SUB_PATH)
    page.goto(f"{host}//evil.example/practices/x/")
    assert {way[: len(host)] for way in ways(page)} == {host}
    assert all("//evil" not in way for way in ways(page))


def test_without_scripts_the_text_says_what_to_do(made: Path, root: str, browser: Browser) -> None:
    del made
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(f"{root}practices/x/")
    assert page.locator("form:visible, nav:visible").count() == 0
    assert "从地址末尾往前删" in page.locator("main").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()
