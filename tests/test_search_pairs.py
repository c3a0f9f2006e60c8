"""How far a practice is, it is at a place: cards tell pairs of both, and filters ask for pairs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Locator, Page, expect

from casebook.catalog import Catalog
from casebook.pages.markdown import environment
from casebook.saying.practices import shown_pairs
from casebook.saying.site import Site
from casebook.search.filters import filter_tables
from casebook.settings import SiteSettings
from results_page import ROWS, opened, shown

MEETING = "wu-ye-guan-li-lian-xi-hui-yi"  # 广州市白云区 已实施, 东莞市 计划
ALL_CARDS = """cbSearch.start().then(head => cbSearch.needCards([...Array(head.count).keys()], head))
  .then(() => cbSearch.cards().map(card => [card.id, card.where]))"""
DONGGUAN, DONE_STAGE, PLANNED = "4419", "yi-shi-shi", "ji-hua"


def practices_at(catalog: Catalog, place: str, stage: str) -> list[str]:
    """Return the practices that are so far at a place or in a place within, as the records tell."""

    def told(practice_places: Iterator[tuple[str, str]]) -> bool:
        return any(place in full.split("/") and stage == there for full, there in practice_places)

    return [p.id for p in catalog.practices if told((one.place, one.stage) for one in p.record.localities)]


def choice(page: Page, filter_name: str, value: str) -> Locator:
    return opened(page, filter_name).locator(f'li:has(input[value="{value}"])')


def test_a_place_and_a_stage_are_asked_of_one_pair(page: Page, server: str, catalog: Catalog) -> None:
    page.goto(f"{server}search/?place={DONGGUAN}&stage={DONE_STAGE}")
    found = shown(page)
    assert found == practices_at(catalog, "东莞市", "已实施")[:20]
    assert MEETING not in found
    page.goto(f"{server}search/?place={DONGGUAN}&stage={PLANNED}")
    assert MEETING in shown(page)
    page.goto(f"{server}search/?q=物业管理联席会议&place=440111&stage={DONE_STAGE}")
    assert shown(page)[0] == MEETING


def test_several_places_and_stages_add_up_pair_by_pair(page: Page, server: str, catalog: Catalog) -> None:
    page.goto(f"{server}search/?place={DONGGUAN}&place=440105&stage={PLANNED}&stage=shi-dian")
    wanted = {i for p in ("东莞市", "海珠区") for s in ("计划", "试点") for i in practices_at(catalog, p, s)}
    assert wanted
    assert set(shown(page)) == wanted


def test_the_counts_beside_stages_and_places_are_of_pairs(page: Page, server: str, catalog: Catalog) -> None:
    page.goto(f"{server}search/?place={DONGGUAN}")
    shown(page)
    for value, stage in ((DONE_STAGE, "已实施"), (PLANNED, "计划")):
        count = len(practices_at(catalog, "东莞市", stage))
        expect(choice(page, "stage", value).locator(".cb-count")).to_have_text(str(count))
    page.goto(f"{server}search/?stage={PLANNED}")
    shown(page)
    for value, place in ((DONGGUAN, "东莞市"), ("440111", "白云区"), ("44", "广东省")):
        count = len(practices_at(catalog, place, "计划"))
        expect(choice(page, "place", value).locator(".cb-count")).to_have_text(str(count))


def test_each_place_has_the_stages_of_itself_and_of_the_places_in_it(catalog: Catalog) -> None:
    tables = filter_tables(Site.of(catalog, SiteSettings()))
    stages = [str(row[1]) for row in tables["stage"]]
    assert len(tables["place"]) > 20
    for row in tables["place"]:
        _, name, distances, _, sums = json.loads(json.dumps(row))
        numbers = [sum(distances[: at + 1]) for at in range(len(distances))]
        for bit, stage in enumerate(stages):
            found = [catalog.practices[n].id for n, told in zip(numbers, sums, strict=True) if told >> bit & 1]
            assert found == practices_at(catalog, name, stage), (name, stage)


ALL_CARDS = """async () => {
    const head = await cbSearch.start();
    const numbers = Array.from({length: head.count}, (_, number) => number);
    await cbSearch.needCards(numbers, head);
    return numbers.map(number => [cbSearch.card(number).id, cbSearch.card(number).where]);
}"""


@pytest.mark.parametrize(
    ("practice", "where"),
    [
        (MEETING, "广州市白云区 已实施、东莞市 计划 等 3 处"),
        ("lou-dong-zhang", "东莞市 试点、东莞市东城街道 已实施 等 3 处"),
    ],
)
def test_a_row_tells_each_place_with_its_own_stage(page: Page, server: str, practice: str, where: str) -> None:
    page.goto(f"{server}search/?q={practice}")
    expect(page.locator(f'{ROWS[:-1]}="{practice}"] .cb-hit-where')).to_have_text(where)
    page.fill("#cb-search-input", practice)
    option = page.locator(f'#cb-search-list [role="option"][href*="practices/{practice}/"]')
    expect(option.locator(".cb-hit-where")).to_have_text(where)


def test_a_stage_that_all_places_share_is_said_once(page: Page, server: str, catalog: Catalog) -> None:
    page.goto(f"{server}search/")
    shown(page)
    said: dict[str, str] = dict(page.evaluate(ALL_CARDS))
    views = Site.of(catalog, SiteSettings()).practices
    same = [view for view in views if len({stage for _, stage in view.places_and_stages}) == 1]
    assert same
    for view in same:
        (place, stage), *others = view.places_and_stages
        names = "、".join([place, *(name for name, _ in others[:1])])
        more = f" 等 {len(others) + 1} 处" if len(others) > 1 else ""
        assert said[view.id] == f"{names}{more} {stage}"


def test_a_stage_that_differs_is_among_the_places_that_a_page_names_first(catalog: Catalog) -> None:
    views = [view for view in Site.of(catalog, SiteSettings()).practices if len(view.doings) > 4]
    assert any(
        {doing.stage_said for doing in view.doings[4:]} - {d.stage_said for d in view.doings[:4]} for view in views
    )
    for view in views:
        stages = {doing.stage_said for doing in view.doings}
        assert len(view.first_doings) == 4
        assert {doing.stage_said for doing in view.first_doings} == stages or len(stages) > 4
        assert [doing for doing in view.doings if doing in view.first_doings] == [*view.first_doings]


def test_no_stage_passes_for_that_of_places_that_are_not_shown() -> None:
    first, second, third = ("甲", "已实施"), ("乙", "已实施"), ("丙", "计划")
    assert shown_pairs((first,)) == (first,)
    assert shown_pairs((first, second)) == (first, second)
    assert shown_pairs((first, second, third)) == (first, third)


def test_a_card_that_cannot_show_all_places_shows_one_of_another_stage(catalog: Catalog) -> None:
    view = Site.of(catalog, SiteSettings()).by_id[MEETING]
    done, planned, *_ = view.doings
    others = (replace(done, place=replace(done.place, name=name)) for name in ("乙", "丙"))
    lists = environment().get_template("parts/lists.md.j2").make_module({"paper": True})
    told = str(lists.where(replace(view, doings=(done, *others, planned))))  # type: ignore[attr-defined]
    assert "".join(told.split()) == "广州市白云区**已实施**，东莞市**计划**等4处"
