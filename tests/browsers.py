"""The browser of a worker, and its windows: what costs a second to open is opened once, and swept between the tests."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

# The first is Chromium without its windows' own frame: a page costs two thirds of the processor time.
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
OPTIONS = (
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
)  # fmt: skip
NO_CHROMIUM = "没有 Chromium，浏览器测试没有运行。Debian 上运行 apt-get install chromium 后再试。"


@contextmanager
def running_browser() -> Iterator[Browser]:
    """Run a real browser; without one the test is skipped, and fails in CI."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        if os.environ.get("CI") == "true":
            pytest.fail(NO_CHROMIUM)
        pytest.skip(NO_CHROMIUM)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, chromium_sandbox=False, args=list(OPTIONS))
        yield running
        running.close()


@contextmanager
def kept_window(context: BrowserContext) -> Iterator[BrowserContext]:
    """Keep a window for many tests. Its first page stays open and empty: so does the process that draws the others."""
    context.new_page()
    yield context
    context.close()


@contextmanager
def fresh_page(window: BrowserContext) -> Iterator[Page]:
    """Open a page of its own for one test; afterwards leave nothing of it: pages, routes, rights, stored or cached data."""
    yield window.new_page()
    first, *others = window.pages
    for page in others:
        page.close()
    window.unroute_all()
    window.clear_permissions()
    window.clear_cookies()
    broom = window.new_cdp_session(first)
    broom.send("Storage.clearDataForOrigin", {"origin": "*", "storageTypes": "all"})
    broom.send("Network.clearBrowserCache")
    broom.detach()
