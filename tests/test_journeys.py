"""Three clicks from the home page, in a real browser, on plain http below a sub-path."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from casebook.catalog import Catalog
from casebook.roles import Roles
from html_site import figure_css

CLICKS = 3
NOT_FOUND = 404
PATIENCE = 10_000


class Visit:
    """One visit: what was clicked, what went wrong, what was asked of other hosts."""

    def __init__(self, page: Page, server: str) -> None:
        self.page = page
        self.server = server
        self.clicks = 0
        self.elsewhere: list[str] = []
        self.failures: list[str] = []
        page.set_default_timeout(PATIENCE)
        page.on("request", lambda request: self._asked(request.url))
        page.on("response", lambda response: self._answered(response.status, response.url))
        page.on("pageerror", lambda error: self.failures.append(str(error)))
        page.on("console", lambda line: self.failures.append(line.text) if line.type == "error" else None)

    def _asked(self, url: str) -> None:
        if not url.startswith((self.server, "data:")):
            self.elsewhere.append(url)

    def _answered(self, status: int, url: str) -> None:
        if status >= NOT_FOUND:
            self.failures.append(f"{status} {url}")

    def start(self) -> Visit:
        """Open the home page."""
        self.page.goto(self.server)
        return self

    def click(self, name: str, *, inside: str = "main") -> Visit:
        """Follow the first link of a name (its text without counts) within a part of the page."""
        link = self.page.locator(inside).get_by_role("link", name=re.compile(rf"^{re.escape(name)}")).first
        address = link.evaluate("link => link.href")
        link.click()
        self.page.wait_for_url(address)
        self.clicks += 1
        return self

    def practices(self) -> set[str]:
        """Return the ids of the practices that the page leads to."""
        links = self.page.locator("main a").evaluate_all("links => links.map(link => link.href)")
        found = (re.fullmatch(rf"{re.escape(self.server)}practices/([a-z0-9-]+)/(#.*)?", link) for link in links)
        return {match[1] for match in found if match}


@pytest.fixture
def visit(page: Page, server: str) -> Iterator[Visit]:
    """Return a visit that begins at the home page; at its end nothing has failed or left the site."""
    visit = Visit(page, server).start()
    yield visit
    assert visit.failures == []
    assert visit.elsewhere == []
    assert visit.clicks <= CLICKS


def test_a_problem_leads_to_its_practices(visit: Visit, catalog: Catalog) -> None:
    visit.click("小区无物业")
    assert visit.practices() == {p.id for p in catalog.practices if "小区无物业" in p.record.problems}
    visit.click(next(p.name for p in catalog.practices if "小区无物业" in p.record.problems))
    expect(visit.page.locator("#outcomes")).to_have_count(1)


def test_a_place_leads_to_its_practices(visit: Visit, catalog: Catalog) -> None:
    visit.click("浏览", inside="header").click("按地方").click("石龙镇")
    expected = {d.practice.id for d in catalog.doings if d.place.name == "石龙镇"}
    assert expected
    assert visit.practices() == expected


def test_a_sound_leads_to_its_practices(visit: Visit, catalog: Catalog) -> None:
    visit.click("L")
    assert visit.practices() == {p.id for p in catalog.practices if p.letter == "L"}
    visit.click("楼栋长")
    expect(visit.page.locator("h1")).to_have_text("楼栋长")


def test_a_document_number_leads_to_its_practices(visit: Visit, catalog: Catalog) -> None:
    visit.click("浏览", inside="header").click("按文件")
    number = visit.page.locator("main").get_by_text("云民函〔2020〕48号").first
    expect(number).to_be_visible()
    visit.click(catalog.documents["baiyun-mzj-2020-48"].label)
    assert visit.practices() == {p.id for p in catalog.practices_of("baiyun-mzj-2020-48")}


def test_a_unit_leads_to_its_practices(visit: Visit, catalog: Catalog) -> None:
    visit.click("浏览", inside="header").click("按单位").click("中共广州市委政法委员会")
    told = {role.practice.id for role in Roles(catalog).by_body["guang-zhou-shi-wei-zheng-fa-wei"]}
    assert told
    assert visit.practices() == told


def test_the_search_page_loads_all_that_its_scripts_name(visit: Visit) -> None:
    for query in ("楼栋长", "ldz", "%E5%B0%8F%E5%8C%BA%E6%B2%A1%E6%9C%89%E7%89%A9%E4%B8%9A", "3075", "zz不存在zz"):
        visit.page.goto(f"{visit.server}search/?q={query}")
        visit.page.wait_for_selector('[data-search="done"]', state="attached")
    visit.page.goto(f"{visit.server}search/?q=楼栋长")
    visit.page.locator('[data-practice="lou-dong-zhang"]').first.get_by_role("link").first.click()
    expect(visit.page.locator("h1")).to_have_text("楼栋长")


def test_from_the_pinyin_index_to_a_figure_and_on_to_the_words_of_its_document(visit: Visit) -> None:
    visit.click("H").click("花园新村楼栋长")
    figure = visit.page.locator(figure_css("coverage"))
    expect(figure.locator("h3")).to_contain_text("接近50%")
    expect(figure).to_contain_text("“目前楼栋长的覆盖率已接近50%”")
    address = figure.get_by_role("link", name="打开原文此处").get_attribute("href")
    assert address is not None
    assert re.fullmatch(r"https://[^#]+#:~:text=%E7%9B%AE%E5%89%8D.*50%25", address)


@pytest.mark.parametrize("missing", ["practices/gone/", "browse/themes/gone/deeper/", "search/gone.html"])
def test_a_page_that_is_not_there_leads_back_at_any_depth(page: Page, server: str, missing: str) -> None:
    answer = page.goto(f"{server}{missing}")
    assert answer is not None
    assert answer.status == NOT_FOUND
    page.get_by_role("link", name="首页").click()
    expect(page).to_have_url(server)


def test_a_wrong_address_outside_every_part_of_the_site_still_tells_what_to_do(page: Page, server: str) -> None:
    answer = page.goto(f"{server}gone/")
    assert answer is not None
    assert answer.status == NOT_FOUND
    expect(page.locator("main")).to_contain_text("回到首页")


def test_a_former_address_leads_on_with_its_anchor(page: Page, server: str, catalog: Catalog) -> None:
    moved = [(old, p) for p in catalog.all for old in p.record.publication.former_ids]
    for old, practice in moved:
        page.goto(f"{server}practices/{old}/?x=1#sources")
        page.wait_for_url(f"{server}practices/{practice.id}/?x=1#sources")
