"""Fixtures that all tests share."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, BrowserContext, Page

from browsers import fresh_page, kept_window, running_browser
from casebook.catalog import Catalog
from casebook.checks.checking import check
from casebook.project import Project
from casebook.publishing.publish import publish
from casebook.saying.site import Site
from casebook.settings import SiteSettings
from checkouts import catalog_of
from html_site import HtmlSite
from kit import SHARED_TEXTS, KnowledgeBase
from made_once import made_once
from published import make_project, publish_all
from revised import ISSUES, make_revised
from static_server import serving
from workbooks_made import Desk

_KIND = re.compile(r'<body class="cb cb-kind-([a-z]+)">')
settings.register_profile("steady", derandomize=True, deadline=None, database=None)
settings.register_profile("search", max_examples=3000, deadline=None, database=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the slow tests run by hand too."""
    parser.addoption("--slow", action="store_true", help="也运行慢的测试（CI 总是运行）")


def pytest_configure(config: pytest.Config) -> None:
    """Tell what the marks mean; hear Ctrl+C, and let the programs that tests run hear it, in the background too."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as a shell sets it for `.ci/run &`
        signal.signal(signal.SIGINT, signal.default_int_handler)
    config.addinivalue_line("markers", "slow: 慢的测试；CI=true 或 --slow 时才运行")
    config.addinivalue_line("markers", "needs_shared: 要用 ../shared 里的文件原文")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip what can't or need not run here, each with its reason."""
    in_ci = os.environ.get("CI") == "true"
    for item in items:
        if "slow" in item.keywords and not in_ci and not config.getoption("--slow"):
            item.add_marker(pytest.mark.skip(reason="慢的测试，只在 CI 里或加 --slow 时运行"))
        if "needs_shared" in item.keywords and not SHARED_TEXTS.is_dir():
            item.add_marker(pytest.mark.skip(reason="没有 ../shared/sources，文件原文没有核对"))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Hand the tests out in our own way."""
    from scheduling import LongestFirst

    return LongestFirst(config, log)


@pytest.fixture
def knowledge_base(tmp_path: Path) -> KnowledgeBase:
    """Return an empty knowledge base in a folder of its own."""
    return KnowledgeBase(tmp_path)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a desk with a small knowledge base, to which workbooks are brought."""
    return Desk.at(tmp_path)


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """Return the Catalog of the project's own records."""
    found = check(Project.here()).catalog
    assert found is not None, "the project's own records have errors: run `python3 scripts/manage.py check`"
    return found


@pytest.fixture(scope="session")
def views(catalog: Catalog) -> Site:
    """Return the views of the project's own records."""
    return Site.of(catalog, SiteSettings())


@pytest.fixture(scope="session")
def built_site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the site, published from the project's own records."""

    def make(folder: Path) -> None:
        publish(request.getfixturevalue("catalog"), Project.here(), folder / "site", None, offline=False)

    return made_once(tmp_path_factory, "built", make) / "site"


@pytest.fixture(scope="session")
def site(built_site: Path) -> HtmlSite:
    """Return the built site, each page parsed once."""
    return HtmlSite(built_site)


@pytest.fixture(scope="session")
def kinds(built_site: Path) -> dict[str, str]:
    """Return one page of each kind by its address (neither a short nor a long one), and one for wrong addresses."""
    found: dict[str, list[tuple[int, str]]] = {}
    for path in sorted(built_site.rglob("index.html")):
        source = path.read_text(encoding="utf-8")
        match = _KIND.search(source)
        if match and "data-moved-to" not in source:
            folder = path.parent.relative_to(built_site).as_posix()
            address = "" if folder == "." else f"{folder}/"
            found.setdefault(match[1], []).append((len(source), address))
    assert {"home", "practice", "practices", "pinyin", "places", "documents", "figures", "browse"} <= found.keys()
    pages = {kind: sorted(some)[len(some) // 2][1] for kind, some in found.items()}
    # A few rows of the long table say the same as all of it.
    return pages | {
        "figures": "browse/figures/?nature=评价",
        "tree": "browse/places/",
        "compare": "compare/?ids=wang-ge-hua-fu-wu-guan-li,lou-dong-zhang,lou-zu-zhang,no-such",
        "longest": max(found["practice"])[1],
        "404": "practices/no-such-page/",
    }


@pytest.fixture(scope="session")
def server(built_site: Path) -> Iterator[str]:
    """Return the address of the site on a server of its own, below a sub-path."""
    with serving(built_site) as address:
        yield address


@pytest.fixture(scope="session")
def revised_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a small site on which something was revised, doubted and taken back; offline copy beside it."""

    def make(folder: Path) -> None:
        project = make_revised(folder / "c", repo_url=ISSUES)
        publish(catalog_of(project), project, folder / "site", None, offline=True)

    return made_once(tmp_path_factory, "revised", make) / "site"


@pytest.fixture(scope="session")
def revised_server(revised_site: Path) -> Iterator[str]:
    """Return its address on a server of its own."""
    with serving(revised_site) as address:
        yield address


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a small site with a public address, a course, hand-outs and QR pictures."""

    def make(folder: Path) -> None:
        publish_all(make_project(folder / "c"), folder / "site")

    return made_once(tmp_path_factory, "published", make) / "site"


@pytest.fixture(scope="session")
def served(published: Path) -> Iterator[str]:
    """Return its address on a server of its own, which is not its public one."""
    with serving(published) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a real browser."""
    with running_browser() as running:
        yield running


@pytest.fixture(scope="session")
def office_window(browser: Browser) -> Iterator[BrowserContext]:
    """Return a window as wide as a small office screen."""
    with kept_window(browser.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN")) as window:
        yield window


@pytest.fixture
def page(office_window: BrowserContext) -> Iterator[Page]:
    """Return a fresh page as wide as a small office screen."""
    with fresh_page(office_window) as fresh:
        yield fresh
