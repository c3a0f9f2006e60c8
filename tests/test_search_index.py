"""The index: equal bytes each time, small, and read by the browser as it was written."""

from __future__ import annotations

import gzip

import pytest
from playwright.sync_api import Page

from casebook.catalog import Catalog
from casebook.publishing.bundles import bundle_lists
from casebook.saying.site import Site
from casebook.search.data import FOLDER, search_files
from casebook.search.terms import MOST, encode, posting, terms
from casebook.settings import SiteSettings
from casebook.text.keys import keys, rounded
from casebook.text.shards import shard
from kit import ROOT

OVERRIDES = ROOT / "overrides"
FIRST_QUERY = 40 * 1024
TEXTS = (
    "村（居）务监督委员会", "云民函〔2020〕48号", "49.15%，1,145个", "3+X、8+X、1+18+36+N", "32㎡", "15分钟生活圈", "“GPS”模式",
    "全市11个区176个镇（街）", "𠮷野家", "10—20人", "a.b", "",
)  # fmt: skip
CARDS, FILES = 12, 60
BOUNDED = (
    "业委会公章管理",
    "白云区有多少个网格",
    "孤儿每个月能领多少钱",
    "loudongzhang",
    "53600万元",
    "没有业委会的小区",
    "社区",
    "党",
)
SPENT = """async queries => {
  const load = cbSearch.load, fit = cbSearch.nameFit, spent = {};
  for (const query of queries) {
    const files = new Set(), cards = new Set();
    cbSearch.load = name => { files.add(name); return load(name); };
    cbSearch.nameFit = (asked, card) => { cards.add(card.number); return fit(asked, card); };
    cbSearch.forget();
    await cbSearch.search(query);
    spent[query] = {files: files.size, cards: cards.size};
  }
  Object.assign(cbSearch, {load: load, nameFit: fit});
  return spent;
}"""
READ = {
    "5.36亿": ["#536000000"], "53600万元": ["#536000000"], "五点三六亿": ["#536000000"], "一百三十一万": ["#1310000"],
    "百分之四十九点一五": ["#49.15%"], "４９．１５%": ["#49.15%"], "14,656.69万": ["#146566900"], "两千七百个": ["#2700"],
    "二万两千零一名": ["#22001"], "一一六工作法": ["@01-16", "#116"], "三一个": [], "两委": [],
    "云民函[2020]48": ["№2020-48"], "（2019）452号": ["№2019-452"], "东民2022 132号": ["№2022-132"], "2020年第7号": ["№2020-7"],
    "2019年10月": ["@2019-10"], "2019.10 率先": ["@2019-10"], "二〇一九年十月": ["@2019-10"],
    "2020-06-17": ["@2020-06", "@2020-06-17", "@06-17"], "521疫情": ["@05-21", "#521"], "5·21": ["@05-21", "#5", "#21"],
    "1:2000": ["#1:2000"], "8+x和1/3": ["#8+x", "#1/3"], "48号": [],
    "99个百分点": ["#99%"], "2024年": ["#2024"], "": [],
}  # fmt: skip


@pytest.fixture(scope="module")
def index(catalog: Catalog) -> dict[str, str]:
    return dict(search_files(Site.of(catalog, SiteSettings())))


def size(text: str) -> int:
    return len(gzip.compress(text.encode(), 6))


def test_two_runs_give_equal_bytes(catalog: Catalog, index: dict[str, str]) -> None:
    assert dict(search_files(Site.of(catalog, SiteSettings()))) == index


def test_every_file_calls_the_loader_and_nothing_else(index: dict[str, str]) -> None:
    for path, text in index.items():
        name = path.removeprefix(FOLDER).removesuffix(".js")
        assert text.startswith(f'cbSearch.take("{name}",')
        assert text.endswith(");\n")
        assert "<" not in text


def test_a_first_query_is_small(index: dict[str, str], server: str, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.split("?")[0]))
    page.goto(f"{server}practices/lou-dong-zhang/")
    page.fill("#cb-search-input", "业委会公章管理")
    page.locator('#cb-search-list [role="option"]').first.wait_for()
    sent = sum(size(index[f"{FOLDER}{url.split(FOLDER)[1]}"]) for url in asked if FOLDER in url)
    scripts = [name for name in bundle_lists(OVERRIDES)["js"]["base"] if name.startswith("search-")]
    sent += size("".join((OVERRIDES / f"assets/js/{name}.js").read_text(encoding="utf-8") for name in scripts))
    assert len(scripts) > 5
    assert sent <= FIRST_QUERY


def test_no_query_loads_or_judges_more_than_it_may(server: str, page: Page) -> None:
    """Counts, not seconds: rounds of files one after another, files, cards judged."""
    page.goto(f"{server}search/")
    spent = page.evaluate(SPENT, [*BOUNDED, "".join(BOUNDED) * 5])
    assert {query: one for query, one in spent.items() if one["cards"] > CARDS or one["files"] > FILES} == {}


def test_the_browser_cuts_terms_as_the_index_does(server: str, page: Page) -> None:
    page.goto(f"{server}search/")
    for text in TEXTS:
        cut = page.evaluate("text => cbSearch.terms(text.normalize('NFKC').toLowerCase())", text)
        assert sorted(cut) == sorted(set(terms(text)))


def test_the_browser_finds_the_shard_that_the_index_chose(server: str, page: Page) -> None:
    page.goto(f"{server}search/")
    for term in ("楼栋", "3+x", "𠮷野", "=loudongzhang"):
        assert page.evaluate("term => cbSearch.shard(term, 256)", term) == shard(term, 256)


def test_the_browser_reads_postings_as_they_were_written(server: str, page: Page) -> None:
    page.goto(f"{server}search/")
    written = [(0, 1), (31, 15), (32, 7), (1100, 2), (40000, 15)]
    read = page.evaluate("text => cbSearch.decode(text)", encode([posting(*one) for one in written]))
    assert list(zip(read["numbers"], (round(s * 15) for s in read["strengths"]), strict=True)) == written


def test_browser_and_index_read_numbers_dates_and_document_numbers_alike(server: str, page: Page) -> None:
    page.goto(f"{server}search/")
    page.evaluate("cbSearch.start().then(() => null)")
    for text, wanted in READ.items():
        assert [*keys(text)] == wanted, text
        assert page.evaluate("text => cbSearch.keys(text)", text) == wanted, text


def test_a_number_said_less_exactly_is_found_by_what_is_said_of_it() -> None:
    assert {"#49%", "#49.1%", "#49.2%"} <= {*rounded("#49.15%")}
    assert {"#530000000", "#540000000", "#500000000"} <= {*rounded("#536000000")}
    assert [*rounded("#75")] == []


def test_of_too_many_postings_the_strongest_stay(server: str, page: Page) -> None:
    page.goto(f"{server}search/")
    many = [posting(number, 15 if number % 2 else 1) for number in range(2 * MOST)]
    read = page.evaluate("text => cbSearch.decode(text)", encode(many))
    assert read["count"] == 2 * MOST
    assert read["numbers"] == list(range(1, 2 * MOST, 2))
