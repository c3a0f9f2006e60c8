"""Search shows no figure without the marks that its view gives it, in the data, in the box and on the page."""

from __future__ import annotations

import json
import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from casebook.catalog import Catalog
from casebook.saying.figures import FigureView
from casebook.saying.site import Site
from casebook.search.data import FOLDER, TEXTS_IN_A_PART, search_files
from casebook.search.weights import TELLING

OPTION = '#cb-search-list [role="option"]'
ROW = 'main [data-search="done"] [data-practice]'
CALL = re.compile(r'cbSearch\.take\("(.+?)",(.*),"[0-9a-f]{8}"\);\n', re.DOTALL)
# What is typed, and the figure that it must show with these words: a goal, a doubtful one, others' words, two not to be compared.
SHOWN = [
    ("1/3", "she-qu-ci-shan-ji-jin#coverage-goal-2022", ("目标", "期限2022年12月", "期限已过", "口径：")),
    ("2805个", "liu-ji-ji-ceng-zu-zhi-jia-gou#villages", ("存疑", "不晚于2022年6月17日", "口径：来源未说明")),
    ("1:2000", "she-qu-gong-zuo-zhe-zhi-ye-ti-xi#ratio-survey", ("提案人", "口径：部分社区")),
    (
        "319个",
        "zhi-bu-jian-zai-ye-wei-hui-shang#branches-newsletter",
        ("未注日期", "不可相比", "口径：全区341个住宅小区"),
    ),
    ("58个", "zhi-bu-jian-zai-ye-wei-hui-shang#branches-2020", ("不可相比", "推算2020年4月", "口径：全区118个")),
]


@pytest.fixture(scope="module")
def data(views: Site) -> dict[str, object]:
    found = (CALL.fullmatch(text) for path, text in search_files(views) if path.startswith(FOLDER))
    return {call[1]: json.loads(call[2]) for call in found if call}


@pytest.fixture(scope="module")
def rows(views: Site, data: dict[str, object]) -> dict[str, list[list[str]]]:
    """Return every row of every figure by the figure's id: from the texts of the practices, and from the answers with their rivals."""
    found: dict[str, list[list[str]]] = {}
    for number, practice in enumerate(views.practices):
        for row in data[f"text/{number // TEXTS_IN_A_PART}"][number % TEXTS_IN_A_PART][2]:  # type: ignore[index]
            found.setdefault(f"{practice.id}#{row[0]}", []).append(row)
    for part in (part for name, part in data.items() if name.startswith("figures/")):
        for answer in (one for figure in part for one in (figure, *figure[4])):  # type: ignore[attr-defined]
            found.setdefault(f"{answer[1]}#{answer[3][0]}", []).append(answer[3])
    return found


def assert_carries(row: list[str], figure: FigureView) -> None:
    _, doubt, text, metric, said = row[:5]
    assert (text, metric) == (figure.text, figure.metric)
    assert doubt == ("" if figure.is_good else figure.status)
    assert [mark for mark in (*figure.marks, figure.short_day) if mark not in f"{doubt}；{said}"] == []
    assert said.endswith(f"；口径：{figure.scope or '来源未说明'}")
    assert row[5:] or figure.place.name in said.split("；")
    document = figure.proof.document
    assert row[5:] in ([], [figure.place.name, document.label, document.id])


def test_every_row_of_every_figure_carries_its_marks_its_day_and_its_scope(
    views: Site, rows: dict[str, list[list[str]]]
) -> None:
    assert rows.keys() == {figure.id for figure in views.figures}
    assert all({len(row) for row in its} == {5, 8} for its in rows.values())
    for figure in views.figures:
        for row in rows[figure.id]:
            assert_carries(row, figure)


@pytest.mark.parametrize("mark", ["目标", "存疑", "提案人", "会办单位", "未注日期", "期限已过，结果未见于来源"])
def test_what_the_views_mark_is_marked_in_the_rows(views: Site, rows: dict[str, list[list[str]]], mark: str) -> None:
    told = {figure.id for figure in views.figures if mark in figure.marks}
    assert told
    assert all(mark in f"{row[1]}；{row[4]}".split("；") for id_ in told for row in rows[id_])


def test_the_goals_and_doubtful_ones_of_the_records_are_all_there(
    catalog: Catalog, rows: dict[str, list[list[str]]]
) -> None:
    goals = {f"{f.practice.id}#{f.outcome.key}": f.outcome for f in catalog.figures if f.outcome.nature == "目标"}
    assert goals
    for id_, goal in goals.items():
        assert all(row[4].startswith("目标；期限") for row in rows[id_]), id_
        assert goal.as_of is None or all(f"期限{goal.as_of[:4]}年" in row[4] for row in rows[id_])
    doubtful = {f"{f.practice.id}#{f.outcome.key}" for f in catalog.figures if f.outcome.status == "存疑"}
    assert {id_ for id_, its in rows.items() if any(row[1] == "存疑" for row in its)} == doubtful


def test_the_weights_name_parts_that_practices_have(views: Site) -> None:
    assert {part.name for practice in views.practices for part in practice.particulars} >= TELLING


@pytest.mark.parametrize(("typed", "id_", "words"), SHOWN)
def test_the_box_shows_a_figure_with_its_marks(
    page: Page, server: str, typed: str, id_: str, words: tuple[str, ...]
) -> None:
    page.goto(f"{server}practices/cai-ban-fen-li/")
    page.fill("#cb-search-input", typed)
    shown = page.locator(f'{OPTION} [data-figure="{id_}"]')
    for word in words:
        expect(shown).to_contain_text(word)


@pytest.mark.parametrize(("typed", "id_", "words"), SHOWN)
def test_the_page_shows_a_figure_with_its_marks(
    page: Page, server: str, typed: str, id_: str, words: tuple[str, ...]
) -> None:
    page.goto(f"{server}search/?q={quote(typed)}")
    practice, key = id_.split("#")
    shown = page.locator(f'{ROW}[data-practice="{practice}"] [data-figure="{id_}"]')
    for word in words:
        expect(shown).to_contain_text(word)
    assert str(shown.locator("a").get_attribute("href")).endswith(f"practices/{practice}/#{key}")


@pytest.mark.parametrize(("typed", "begins"), [("8642", "存疑 8642人 受训人数"), ("9753", "撤回 9753人 受训人数")])
def test_a_doubt_stands_before_the_number(page: Page, revised_server: str, typed: str, begins: str) -> None:
    page.goto(f"{revised_server}search/?q={typed}")
    expect(page.locator(f"{ROW} [data-figure]").first).to_have_text(re.compile(f"^{begins}"))
    page.fill("#cb-search-input", typed)
    expect(page.locator(f"{OPTION} [data-figure]").first).to_have_text(re.compile(f"^{begins}"))


def test_two_figures_side_by_side_tell_scope_and_day(page: Page, server: str) -> None:
    page.goto(f"{server}search/?q={quote('支部建在业委会上 业委会党支部')}")
    row = page.locator(f'{ROW}[data-practice="zhi-bu-jian-zai-ye-wei-hui-shang"]')
    expect(row.locator("[data-figure]")).to_have_count(3)
    for said in row.locator("[data-figure] .cb-hit-said").all_inner_texts():
        assert re.fullmatch("（.*(?:[0-9]{4}年|未注日期).*；口径：.+）", said), said


def marked(figure: FigureView) -> list[str]:
    """Return the words that must stand with a figure wherever it answers."""
    return [figure.text, figure.metric, *figure.marks, figure.short_day, figure.scope_said]


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("广州有多少个综合网格", ["wang-ge-hua-fu-wu-guan-li#grids-city", "liu-ji-ji-ceng-zu-zhi-jia-gou#grids"]),
        ("有多少楼组长", ["lou-zu-zhang#leaders"]),
    ],
)
def test_a_question_for_a_figure_is_answered_with_all_that_rivals_it(
    page: Page, server: str, views: Site, typed: str, ids: list[str]
) -> None:
    figures = {figure.id: figure for figure in views.figures}
    page.goto(f"{server}search/?q={quote(typed)}")
    first = page.locator('[data-search="done"] > *').first
    expect(first).to_have_attribute("data-answer", "")
    assert sorted(first.locator("[data-figure]").evaluate_all("all => all.map(one => one.dataset.figure)")) == sorted(
        ids
    )
    for id_ in ids:
        shown, figure = first.locator(f'[data-figure="{id_}"]'), figures[id_]
        said = shown.inner_text()
        assert f"{figure.place.name}；" in said
        assert [
            word for word in (*marked(figure), figure.practice_name, figure.proof.document.label) if word not in said
        ] == []
        hrefs = shown.locator("a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
        wanted = (figure.address, figure.practice_address, figure.proof.document.address)
        assert [href.removeprefix(server) for href in hrefs] == [*wanted]
        page.evaluate("cb.copy = (text, what) => { window.copied = text; return Promise.resolve(true); }")
        shown.get_by_role("button", name="复制这句话").click()
        page.wait_for_function("() => window.copied")
        assert (
            page.evaluate("() => { const text = window.copied; window.copied = ''; return text; }") == figure.sentence
        )
    page.fill("#cb-search-input", typed)
    box = page.locator("#cb-search-list [data-answer]")
    assert sorted(box.locator("[data-figure]").evaluate_all("all => all.map(one => one.dataset.figure)")) == sorted(ids)
    for id_ in ids:
        said = box.locator(f'[data-figure="{id_}"]').inner_text()
        assert f"{figures[id_].place.name} · " in said
        assert [word for word in marked(figures[id_]) if word not in said] == []
    box.get_by_role("option", name="复制").click()
    page.wait_for_function("() => window.copied")
    assert sorted(str(page.evaluate("window.copied")).split("\n")) == sorted(figures[id_].sentence for id_ in ids)
    page.keyboard.press("Escape")
    expect(page.locator("#cb-search-list [data-answer]")).to_have_count(0)
