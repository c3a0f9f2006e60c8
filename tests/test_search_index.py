"""The index: equal bytes each time, small, and read by the browser as it was written."""

from __future__ import annotations

import gzip

import pytest
from playwright.sync_api import Page

from casebook.catalog import Catalog
from casebook.publishing.bundles import Bundles
from casebook.saying.site import Site
from casebook.search.data import FOLDER, search_files
from casebook.search.terms import MOST, encode, posting, terms
from casebook.settings import SiteSettings
from casebook.text.keys import TABLES, keys, rounded
from casebook.text.shards import shard
from kit import ROOT

OVERRIDES = ROOT / "overrides"
FIRST_QUERY, LONG_QUERY, LONG = 40 * 1024, 42 * 1024, 100  # bytes; of a pasted text of so many characters
TEXTS = (
    "村（居）务监督委员会", "云民函〔2020〕48号", "49.15%，1,145个", "3+X、8+X、1+18+36+N", "32㎡", "15分钟生活圈", "“GPS”模式",
    "全市11个区176个镇（街）", "𠮷野家", "10—20人", "a.b", "",
)  # fmt: skip
CARDS = 10
# Kinds of queries, and how many files the first of a visit may ask for, in how many rounds.
BOUNDS = {
    "name": (9, 2, ("楼栋长", "穗智管", "社区")),
    "long name": (
        12,
        2,
        ("业委会公章管理", "长者饭堂", "楼嫂模式", "业委会一肩挑", "东莞市民政局", "没有业委会的小区怎么办"),
    ),
    "figure": (
        12,
        2,
        ("白云区有多少个网格", "孤儿每个月能领多少钱", "综合网格有多少个", "下沉党员多少人", "低保金去年发了多少"),
    ),
    "long figure": (14, 2, ("业委会党支部覆盖率是多少", "2021年调解了多少纠纷")),
    "number": (16, 2, ("53600万元", "百分之四十九点一五", "云民函[2020]48", "2019年10月")),
    "pinyin": (8, 2, ("loudongzhang", "loudong", "dongzhang", "ldz")),
    "typo": (16, 2, ("楼洞长", "长者饭常")),
    "absent": (14, 3, ("停车难", "养犬")),
    "traditional": (16, 3, ("樓棟長", "業委會公章")),
    "pasted": (20, 2, ("业委会公章管理白云区有多少个网格没有业委会的小区" * 5,)),
}
SPENT = """async query => {
  const load = cbSearch.load, fit = cbSearch.nameFit, files = new Map(), arrived = [0], cards = new Set();
  cbSearch.load = name => {
    if (!files.has(name)) files.set(name, 1 + Math.max(...arrived));
    return load(name).then(data => { arrived.push(files.get(name)); return data; });
  };
  cbSearch.nameFit = (asked, card) => { cards.add(card.number); return fit(asked, card); };
  await cbSearch.search(query);
  Object.assign(cbSearch, {load: load, nameFit: fit});
  return {files: [...files.keys()], rounds: Math.max(...files.values()), cards: cards.size};
}"""
READ = {
    "5.36亿": ["#536000000"], "53600万元": ["#536000000"], "五点三六亿": ["#536000000"], "一百三十一万": ["#1310000"],
    "百分之四十九点一五": ["#49.15%"], "４９．１５%": ["#49.15%"], "14,656.69万": ["#146566900"], "两千七百个": ["#2700"],
    "二万两千零一名": ["#22001"], "一一六工作法": ["@01-16", "#116"], "三一个": [], "两委": [],
    "云民函[2020]48": ["№2020-48"], "（2019）452号": ["№2019-452"], "东民2022 132号": ["№2022-132"], "2020年第7号": ["№2020-7"],
    "2019年10月": ["@2019-10"], "2019.10 率先": ["@2019-10"], "二〇一九年十月": ["@2019-10"],
    "2020-06-17": ["@2020-06", "@2020-06-17", "@06-17"], "521疫情": ["@05-21", "#521"], "5·21": ["@05-21", "#5", "#21"],
    "1:2000": ["#1:2000"], "8+x和1/3": ["#8+x", "#1/3"], "48号": [], "5月21日": ["@05-21"],
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


def test_the_first_query_of_a_visit_asks_for_few_files_in_two_rounds(
    index: dict[str, str], server: str, page: Page
) -> None:
    """Counts, not seconds. Bytes: what the bundles of the search page's scripts and the files of the index come to, as they are sent."""
    scripts = [text for name, text in Bundles.of(OVERRIDES).files.items() if "/js/base." in name]
    over, kinds = {}, {query: bounds for *bounds, queries in BOUNDS.values() for query in queries}
    for query, (files, rounds) in kinds.items():
        page.goto(f"{server}search/")
        spent = page.evaluate(SPENT, query)
        sent = sum(size(text) for text in (*scripts, *(index[f"{FOLDER}{name}.js"] for name in spent["files"])))
        found = (len(spent["files"]), spent["rounds"], spent["cards"], sent)
        most_sent = FIRST_QUERY if len(query) < LONG else LONG_QUERY
        if any(one > most for one, most in zip(found, (files, rounds, CARDS, most_sent), strict=True)):
            over[query] = found
    assert over == {}


def test_a_visitor_who_types_a_name_is_sent_little(server: str, page: Page) -> None:
    """All that the published page asks for in scripts, counted as it comes over the line, from the first key on."""
    sent: dict[str, int] = {}
    page.on("response", lambda answer: sent.update({answer.url: size(answer.text())}) if ".js" in answer.url else None)
    page.goto(f"{server}practices/lou-dong-zhang/")
    page.fill("#cb-search-input", "业委会公章管理")
    page.locator('#cb-search-list [role="option"]').first.wait_for()
    counted = {url: count for url, count in sent.items() if FOLDER in url or "/base." in url}
    assert any("/base." in url for url in counted)
    assert sum(counted.values()) <= FIRST_QUERY


def test_the_tables_of_numbers_are_those_of_the_index(server: str, page: Page) -> None:
    page.goto(f"{server}search/")
    assert page.evaluate("cbSearch.KEYS") == TABLES


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
