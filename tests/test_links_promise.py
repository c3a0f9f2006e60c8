"""The promise of the links: three releases of one knowledge base, and every address of the first is alive after the last.

Between them records are renamed, renamed again, merged, withdrawn; a figure, a term, a unit and a place's last practice go.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from casebook.checks.checking import check
from casebook.checks.ledger import publish_ledger
from casebook.problems import as_text
from casebook.project import Project
from casebook.publishing.publish import publish
from checkouts import catalog_of, make_checkout, tree, write
from html_site import HtmlSite, of_class, text
from kit import BASE, RECORD, laid_over
from static_server import serving
from test_look import DESKTOP, PHONE, axe_finds, load_axe

FIXED = ("summary", "steps", "outcomes", "sources", "related")
PROMISED = ("practices/", "browse/", "api/")
TERM = "- term: 石龙做法\n  confused_with: [乙做法]\n  note: 一个易混词的说明。\n"
IN_SHILONG = (
    "localities: [{place: 广东省/东莞市/石龙镇, stage: 已实施, document: d, anchor: 六个字的原文, lead: [某某办]}]"
)


def figure(*keys: str) -> str:
    """Return the field `outcomes` with one figure for each key."""
    rows = (
        f"{{key: {k}, metric: 甲数, value: '97', unit: 个, nature: 产出, document: d, anchor: 六个字的原文}}"
        for k in keys
    )
    return f"outcomes: [{', '.join(rows)}]"


def record(name: str, *parts: str) -> str:
    """Return a record of a name with these fields."""
    return laid_over(RECORD, "\n".join([f"name: {name}", *parts]))


FIRST = {
    "_bodies.yml": "- {id: mou-mou-ban, name: 某某办, place: 广东省/东莞市}\n",
    **BASE,
    "jia.yml": record("甲做法", figure("kept", "wrong")),
    "lao.yml": record("乙做法", figure("people")),
    "yi-ci.yml": record("丙做法", figure("twice")),
    "bing-ru.yml": record("丁做法", figure("twice", "own")),
    "che-xia.yml": record("戊做法", figure("gone", "left"), IN_SHILONG),
    "_terms.yml": TERM,
}
# What changes; an empty text takes the file away.
SECOND = {
    "lao.yml": "",
    "xin.yml": record(
        "乙做法", figure("people"), "changes: [{date: '2026-12-02', note: 更正人数, key: people}]",
        "publication: {former_ids: [lao]}",
    ),
    "yi-ci.yml": "",
    "er-ci.yml": record("丙做法", figure("twice"), "publication: {former_ids: [yi-ci]}"),
}  # fmt: skip
THIRD = {
    "jia.yml": record(
        "甲做法", figure("kept", "right"),
        "publication: {former_keys: [{key: wrong, reason: 数错了, replaced_by: right}]}",
    ),
    "er-ci.yml": "",
    "san-ci.yml": record("丙做法", figure("twice"), "publication: {former_ids: [yi-ci, er-ci]}"),
    "bing-ru.yml": record(
        "丁做法", figure("twice", "own"), "changes: [{date: '2026-12-03', note: 并入丙做法}]",
        "publication: {status: merged, replaced_by: san-ci, reason: 同一做法}",
    ),
    "che-xia.yml": record(
        "戊做法", figure("left"), "publication: {status: withdrawn, reason: 原文已废止}",
    ),
    "_terms.yml": "- term: 石龙做法\n",
    "_bodies.yml": "- {id: ling-yi-ban, name: 另一办, place: 广东省/东莞市}\n",
}  # fmt: skip
RENAMED = {"lao": ("xin", "people"), "yi-ci": ("san-ci", "twice"), "er-ci": ("san-ci", "twice")}


@dataclass(frozen=True)
class History:
    """The last site, and all that any release ever promised."""

    project: Project
    folder: Path
    files: frozenset[str]
    anchors: frozenset[tuple[str, str]]


def release(project: Project, changes: dict[str, str]) -> Path:
    """Change records, write the ledger, publish; return the site's folder."""
    for name, content in changes.items():
        path = project.practices / name
        if content:
            write(path, content)
        else:
            path.unlink()
    catalog = catalog_of(project)
    publish_ledger(project, catalog)
    publish(catalog, project, project.root / "site", None, offline=True)
    return project.root / "site"


def promised_anchors(project: Project) -> Iterator[tuple[str, str]]:
    """Yield each practice of the ledger with each of its anchors."""
    for line in (project.practices / "_ledger.txt").read_text(encoding="utf-8").splitlines():
        kind, id_, *keys = line.split(" ")
        if kind == "practice":
            yield from ((id_, anchor) for anchor in (*FIXED, *keys))


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> History:
    """Return three releases of one knowledge base."""
    project = make_checkout(tmp_path_factory.mktemp("promise") / "c", FIRST)
    files: set[str] = set()
    anchors: set[tuple[str, str]] = set()
    for changes in ({}, SECOND, THIRD):
        folder = release(project, changes)
        files |= {name for name in tree(folder) if name.startswith(PROMISED)}
        anchors |= set(promised_anchors(project))
    return History(project, project.root / "site", frozenset(files), frozenset(anchors))


@pytest.fixture(scope="module")
def last(history: History) -> HtmlSite:
    """Return the site of the last release."""
    return HtmlSite(history.folder)


@pytest.fixture(scope="module")
def old_server(history: History) -> Iterator[str]:
    """Return the address of the last release on a server of its own."""
    with serving(history.folder) as address:
        yield f"{address}practices/"


def test_every_page_and_file_ever_published_is_still_there(history: History) -> None:
    assert history.files - tree(history.folder).keys() == set()
    assert {f"practices/{id_}/index.html" for id_, _ in history.anchors} <= history.files
    for gone in ("places/441900102", "terms/shi-long-zuo-fa", "bodies/mou-mou-ban"):
        assert f"browse/{gone}/index.html" in history.files


def test_every_anchor_ever_published_is_still_there_once(history: History, last: HtmlSite) -> None:
    assert {("lao", "people"), ("jia", "wrong"), ("che-xia", "gone"), ("bing-ru", "own")} <= history.anchors
    missing = [
        f"{id_}#{anchor}"
        for id_, anchor in sorted(history.anchors)
        if last.page(f"practices/{id_}/").ids.count(anchor) != 1
    ]
    assert missing == []


def test_every_link_of_the_last_release_leads_somewhere(last: HtmlSite) -> None:
    dead = []
    for page in last.pages.values():
        for address in page.addresses():
            path, anchor = last.target(page, address)
            there = last.pages.get(path)
            if path.startswith(PROMISED) and (path not in last.files or (anchor and there and anchor not in there.ids)):
                dead.append(f"{page.path} {address}")
    assert dead == []


def test_the_json_of_a_former_id_tells_the_record_of_today(history: History) -> None:
    for old, (new, _) in RENAMED.items():
        told = json.loads((history.folder / f"api/v1/practices/{old}.json").read_text(encoding="utf-8"))
        assert (told["id"], told["url"]) == (new, f"practices/{new}/")


def test_a_second_renaming_that_forgets_the_first_name_stops_the_release(history: History) -> None:
    path = history.project.practices / "san-ci.yml"
    good = path.read_text(encoding="utf-8")
    path.write_text(good.replace("[yi-ci, er-ci]", "[er-ci]"), encoding="utf-8")
    report = check(history.project)
    path.write_text(good, encoding="utf-8")
    assert report.catalog is None
    assert "做法 yi-ci 发布过，现在没有了。" in as_text(report.problems)


@pytest.mark.parametrize("old", sorted(RENAMED))
def test_an_old_address_leads_on_with_query_and_anchor_and_tells_what_was_revised(
    page: Page, old_server: str, old: str
) -> None:
    new, key = RENAMED[old]
    page.goto(f"{old_server}{old}/?since=2026-12-01#{key}")
    page.wait_for_url(f"{old_server}{new}/?since=2026-12-01#{key}")
    told = "自2026年12月1日以来，本页有 1 处修订：" if new == "xin" else "自2026年12月1日以来，本页没有修订。"
    expect(page.locator(".cb-since-said")).to_have_text(told)
    expect(page.locator(f"#{key}")).to_be_in_viewport()


def test_an_old_address_leads_on_in_the_offline_copy(page: Page, history: History) -> None:
    folder = history.folder.with_name("site-offline") / "practices"
    page.goto(f"{(folder / 'lao' / 'index.html').as_uri()}?since=2026-12-01#people")
    page.wait_for_url(f"{(folder / 'xin' / 'index.html').as_uri()}?since=2026-12-01#people")
    expect(page.locator(".cb-since-said")).to_have_text("自2026年12月1日以来，本页有 1 处修订：")


def test_without_scripts_an_old_address_shows_where_each_part_went(browser: Browser, old_server: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{old_server}lao/#people")
    page.locator("li:has(> #people)").get_by_role("link", name="甲数").click()
    expect(page).to_have_url(f"{old_server}xin/#people")
    context.close()


def test_a_merged_page_leads_from_each_figure_to_the_same_one_of_the_new_page(last: HtmlSite) -> None:
    page = last.page("practices/bing-ru/")
    (banner,) = of_class(page.main, "cb-banner")
    assert text(banner) == "本条已并入别的做法。 请看：丙做法 原因：同一做法。 下面保留原来的内容，只供核对旧的引用。"
    assert last.leads_to(page, next(banner.iter("a"))) == "practices/san-ci/"
    for key, there in (("twice", "practices/san-ci/#twice"), ("own", "practices/san-ci/")):
        (warning,) = page.figure(key).findall("p")
        assert text(warning) == "本条已并入别的做法，请看丙做法。"
        assert last.leads_to(page, next(warning.iter("a"))) == there


def test_a_withdrawn_page_says_so_at_the_top_and_at_each_of_its_figures(last: HtmlSite) -> None:
    page = last.page("practices/che-xia/")
    (banner,) = of_class(page.main, "cb-banner")
    assert text(banner) == "本条已撤下，请不要再引用。 原因：原文已废止。 下面保留原来的内容，只供核对旧的引用。"
    assert [text(part) for part in page.with_id("left").findall("strong")] == ["撤回", "97个"]
    assert [text(part) for part in page.figure("left").findall("p")] == ["这个数据已撤回，请勿引用。"]
    assert text(page.item("gone")) == "这里原有的一个数据已随本条撤下。"
    assert of_class(page.main, "cb-key-figures") == []


def test_a_figure_that_is_gone_tells_why_and_leads_to_the_right_one(last: HtmlSite) -> None:
    page = last.page("practices/jia/")
    told = page.item("wrong")
    assert text(told) == "这里原有的一个数据已撤下：数错了。请看更正后的数据。"
    assert last.leads_to(page, told[1]) == "practices/jia/#right"


def test_a_withdrawn_or_merged_record_is_in_no_index_count_search_or_listing(history: History, last: HtmlSite) -> None:
    gone = ("practices/bing-ru/", "practices/che-xia/")
    leading = [
        page.path
        for page in last.pages.values()
        if page.path.startswith(("browse/", "practices/index"))
        for a in page.main.iter("a")
        if last.leads_to(page, a).startswith(gone)
    ]
    assert leading == []
    listing = (history.folder / "api/v1/practices.json").read_text(encoding="utf-8")
    assert [p["id"] for p in json.loads(listing)["practices"]] == ["san-ci", "jia", "xin"]
    found = "".join(p.read_text(encoding="utf-8") for p in (history.folder / "assets/search").rglob("*.js"))
    assert [id_ for id_ in ("bing-ru", "che-xia", "丁做法", "戊做法") if id_ in found] == []


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("terms/shi-long-zuo-fa/", "这里原有的一个易混词已撤下。请看全部易混词。"),
        ("places/441900102/", "目前没有做法。"),
        ("bodies/mou-mou-ban/", "这里原有的一页已撤下。"),
    ],
)
def test_the_page_of_a_value_that_is_gone_stays_and_says_so(last: HtmlSite, address: str, said: str) -> None:
    assert said in text(last.page(f"browse/{address}").main)


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("bing-ru/?since=2026-12-01", "自2026年12月1日以来，本页有 1 处修订："),
        ("bing-ru/?since=2026-12-03", "这条做法已并入别的做法，请看上面的说明。"),
        ("che-xia/?since=2026-12-01", "这条做法已撤下，请看上面的说明。"),
    ],
)
def test_an_old_link_of_a_slide_says_that_the_record_is_gone(
    page: Page, old_server: str, address: str, told: str
) -> None:
    page.goto(old_server + address)
    expect(page.locator(".cb-since-said")).to_have_text(told)
    expect(page.locator(".cb-banner")).to_be_visible()


@pytest.mark.parametrize("address", ["bing-ru/?since=2026-12-01", "che-xia/#left", "jia/#wrong"])
def test_axe_finds_nothing_on_a_page_of_what_is_gone(page: Page, old_server: str, address: str) -> None:
    page.goto(old_server + address)
    load_axe(page)
    assert [problem for where in (DESKTOP, PHONE) for problem in axe_finds(page, where)] == []
