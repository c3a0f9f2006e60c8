"""The pictures made at build: what they count and leave out, and that pages say in words all that they draw."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from xml.etree.ElementTree import tostring

import pytest

from casebook.catalog import Catalog
from casebook.pages.practice_page import practice_page
from casebook.publishing.twins import twin
from casebook.saying.figures import FigureView
from casebook.saying.flow import are_stages, stages
from casebook.saying.kin import family
from casebook.saying.pictures import Segment, bar, timeline
from casebook.saying.reach import by_theme, pictures, tree
from casebook.saying.series import series
from casebook.saying.site import Site
from casebook.settings import SiteSettings
from casebook.text.numbers import quantity
from html_site import HtmlSite, of_class, text
from kit import DOCUMENT, RECORD, KnowledgeBase, laid_over

DATED = DOCUMENT + "date: '2019-05-06'\ndate_basis: 原文\n"
LATER = DATED.replace("关于某事", "关于别事").replace("1号", "9号").replace("2019", "2023")
PLACES = (
    ("广东省/广州市", "已实施", ""),
    ("广东省/广州市/白云区/云城街道", "计划", ""),
    ("广东省/东莞市/虎门镇", "试点", "2017"),
    ("浙江省/杭州市/上城区", "已实施", ""),
    ("北京市/东城区", "已实施", ""),
    ("北京市/西城区", "已实施", ""),
)
LARGEST = 30_000  # bytes of the pictures of a page
ROW = ((2016, 10, "d"), (2018, 40, "d"), (2021, 20, "e"))
FIGURE = (
    "{{key: k{0}, metric: 调解员, value: '{1}', unit: 人, nature: 规模, as_of: '{0}', as_of_basis: 原文, "
    "scope: 全市, place: 广东省/广州市, document: {2}, anchor: {0}年{1}名调解员}}"
)
SOURCES = "sources: [{document: d, section: 一、做法, anchor: 甲做法的原文句}, {document: e, section: 一、做法, anchor: 2021年20名调解员}]"


def record(name: str, *fields: str) -> str:
    """Return a record of this name."""
    return laid_over(RECORD, "\n".join((f"name: {name}", *fields)))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return the views of made records: one in six places with a row of figures, and a family."""
    base = KnowledgeBase(tmp_path_factory.mktemp("pictures"))
    where = ", ".join(
        f"{{place: {place}, stage: {stage}, document: d, anchor: 甲做法的原文句{since and f', since: {since!r}'}}}"
        for place, stage, since in PLACES
    )
    figures = f"outcomes: [{', '.join(FIGURE.format(*figure) for figure in ROW)}]"
    below = "relations: [{type: part_of, target: jia}]"
    steps = "steps: ['流程：登记、核实，再到反馈', 另一步, '清单：水、电、气']"
    report = base.write(
        {
            "_sources/d.yml": DATED, "_sources/e.yml": LATER,
            "jia.yml": record("甲做法", f"localities: [{where}]", figures, SOURCES, steps),
            "yi.yml": record("乙做法", below, "steps: [登记, 再核实, 最后反馈]"),
            "bing.yml": record("丙做法", "relations: [{type: instance_of, target: jia}]"),
            "ding.yml": record("丁做法", "relations: [{type: part_of, target: bing}]"),
            "wu.yml": record("戊做法"),
            **{f"n{n}.yml": record(f"{c}号做法") for n, c in enumerate("一二三四五六七八九")},
        }
    ).check()  # fmt: skip
    assert report.catalog is not None, report.problems
    return Site.of(report.catalog, SiteSettings())


def plain(site: Site, id_: str) -> str:
    """Return the twin of a practice's page."""
    return twin(practice_page(site, site.by_id[id_]).markdown(), f"practices/{id_}/index.md", lambda _: True)


def test_a_bar_is_as_wide_as_what_it_counts_the_most_frequent_first() -> None:
    assert bar(["计划", "已实施", "已实施", "已实施"]) == (
        Segment("已实施", 3, 0.0, 75.0),
        Segment("计划", 1, 75.0, 25.0),
    )
    assert bar(["计划"], 4) == (Segment("计划", 1, 0.0, 25.0),)
    assert bar([]) == ()


def test_years_stand_in_their_order_and_one_year_alone_is_no_picture() -> None:
    drawn = timeline(
        ("数据", "个", ["2021-03", "2019", "2021", ""]), ("文件", "份", ["2023-05-06"]), ("目标", "个", [])
    )
    assert drawn is not None
    assert (drawn.first, drawn.last) == ("2019", "2023")
    assert drawn.lanes == (
        (
            "数据",
            "2019年 1 个、2021年 2 个",
            (Segment("2019", 1, 0.0, 20.0, 50.0), Segment("2021", 2, 40.0, 20.0, 100.0)),
        ),
        ("文件", "2023年 1 份", (Segment("2023", 1, 80.0, 20.0, 100.0),)),
    )
    assert timeline(("数据", "个", ["2021", "2021-05"]), ("文件", "份", [])) is None


def test_a_tree_counts_what_is_below_and_goes_as_deep_as_there_is_room(made: Site) -> None:
    doings = made.by_id["jia"].doings
    assert [(branch.depth, branch.name, ", ".join(part.said for part in branch.parts)) for branch in tree(made, doings, 16)] == [
        (0, "北京市", "已实施 2 处"),
        (1, "东城区", "已实施 1 处"),
        (1, "西城区", "已实施 1 处"),
        (0, "浙江省杭州市上城区", "已实施 1 处"),
        (0, "广东省", "已实施 1 处, 计划 1 处, 试点 1 处"),
        (1, "广州市", "已实施 1 处, 计划 1 处"),
        (2, "白云区云城街道", "计划 1 处"),
        (1, "东莞市虎门镇", "试点 1 处"),
    ]  # fmt: skip
    assert [branch.parts for branch in tree(made, doings[::-1])][4:6] == [b.parts for b in tree(made, doings)][4:6]
    assert [branch.name for branch in tree(made, doings, 3)] == ["北京市", "浙江省", "广东省"]
    assert tree(made, doings[4:], 16)[0].parts[0].width == 100.0
    assert tree(made, doings[5:], 16) == ()


def test_each_theme_is_as_long_as_its_practices_are_many(made: Site) -> None:
    (theme,) = by_theme(made)
    assert (theme.name, theme.depth, [part.said for part in theme.parts][:2]) == (
        "网格化",
        0,
        ["已实施 17 处", "计划 1 处"],
    )


def test_what_is_inferred_is_marked_where_it_is_not_only_counted(made: Site) -> None:
    doings = [replace(doing, is_place_inferred=True, is_stage_inferred=True) for doing in made.by_id["jia"].doings[3:]]
    marked, counted = tree(made, doings, 16, marked=True), tree(made, doings, 16)
    names = ["北京市", "东城区（推断）", "西城区（推断）", "浙江省杭州市上城区（推断）"]
    assert [(branch.name, branch.parts[0].name) for branch in marked] == [(name, "已实施（推断）") for name in names]
    assert {branch.parts[0].name for branch in counted} == {"已实施"}


def test_figures_of_one_metric_scope_place_and_voice_are_a_line(made: Site) -> None:
    (line,) = series(made.by_id["jia"].figures)
    assert [(figure.own_as_of, left, top) for figure, left, top in line] == [
        ("2016", 0.0, 75.0), ("2018", 40.0, 0.0), ("2021", 100.0, 50.0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "changed",
    [
        lambda figure: replace(figure, row="别的指标、口径、地方或性质"),
        lambda figure: replace(figure, row=""),
        lambda figure: replace(figure, proof=replace(figure.proof, voice="提案人所述")),
        lambda figure: replace(figure, amount=quantity("20", "处")),
        lambda figure: replace(figure, amount=quantity("10-20", "人")),
        lambda figure: replace(figure, status="存疑"),
        lambda figure: replace(figure, nature="目标"),
        lambda figure: replace(figure, qualifier="约"),
        lambda figure: replace(figure, incomparable="与前一数不可相比"),
        lambda figure: replace(figure, as_of_basis="不晚于发文日"),
        lambda figure: replace(figure, own_as_of=""),
        lambda figure: replace(figure, own_as_of="2016"),
    ],
)
def test_a_figure_that_differs_in_one_thing_is_on_no_line(
    made: Site, changed: Callable[[FigureView], FigureView]
) -> None:
    *before, last = made.by_id["jia"].figures
    assert [*series([*before, changed(last)])] == []


def test_a_family_is_drawn_where_its_own_relations_do_not_tell_it(made: Site) -> None:
    by_id = made.catalog.by_id
    told = [(one.id, depth) for one, depth in family(made.catalog, by_id["yi"])]
    assert told == [("jia", 0), ("bing", 1), ("ding", 2), ("yi", 1)]
    assert family(made.catalog, by_id["ding"]) == family(made.catalog, by_id["yi"])
    assert family(made.catalog, by_id["bing"])[0][0].id == "jia"
    assert family(made.catalog, by_id["wu"]) == ()


def test_steps_are_stages_only_where_their_words_say_so() -> None:
    assert stages("健全流程：登记、核实，再到反馈") == (
        "健全流程：",
        (("", "登记"), ("、", "核实"), ("，再到", "反馈")),
    )
    for step in ("清单：水、电、气", "流程：登记、核实", "流程：登记、核实、反馈，另有督办"):
        assert stages(step) == (step, ())
    assert are_stages(["登记", "再核实", "最后反馈"])
    assert not are_stages(["登记", "核实", "最后反馈"])
    assert not are_stages(["登记"])


def test_a_page_says_in_words_what_its_pictures_draw(made: Site) -> None:
    said = plain(made, "jia")
    assert (
        "- [北京市](../../browse/places/11/index.md) 已实施 2\n    - [东城区](../../browse/places/110101/index.md) 已实施\n"
        in said
    )
    assert "- **年份** *2016* 到 *2023*\n- **开始做** *2017年 1 处*\n" in said
    assert (
        "- **数据写明的日期** *2016年 1 个、2018年 1 个、2021年 1 个*\n- **文件** *2019年 1 份、2023年 1 份*\n" in said
    )
    assert (
        "**调解员**（广州市，口径：全市，发文单位自述）\n\n- [10人](#k2016) 2016年\n- [40人](#k2018) 2018年\n" in said
    )
    assert "1. 流程：登记、核实，再到反馈\n2. 另一步\n3. 清单：水、电、气\n" in said
    assert (
        "- [甲做法](../jia/index.md)\n    - [丙做法](../bing/index.md)\n        - [丁做法](../ding/index.md)\n    - **乙做法**\n"
        in plain(made, "yi")
    )
    assert "cb-picture" not in practice_page(made, made.by_id["wu"]).body


def test_a_page_draws_what_is_its_own(made: Site) -> None:
    shelves = made.shelves
    (theme, _), (place, _), (_, drawn), few = (
        pictures(made, shelves.get(*names))
        for names in (("themes", "wang-ge-hua"), ("places", "44"), ("documents", "d"), ("documents", "e"))
    )
    assert (theme[0].name, place[0].name, few) == ("北京市", "广东省", ((), None))
    assert drawn is not None
    assert [(name, said) for name, said, _ in drawn.lanes] == [
        ("开始做", "2017年 1 处"),
        ("数据写明的日期", "2016年 1 个、2018年 1 个"),
        ("文件", "2019年 1 份"),
    ]


def test_every_picture_is_small_and_beside_its_words(site: HtmlSite, catalog: Catalog) -> None:
    """The home page: all stages in one bar, then the places; every drawing has a list beside it that says it."""
    counted = Counter(doing.locality.stage for practice in catalog.practices for doing in practice.doings)
    home = site.page("").main
    (whole,) = of_class(home, "cb-whole")
    said = [f"{stage} {count} 处" for stage, count in counted.most_common()]
    assert [text(li) for li in whole.iter("li")] == said
    (drawn,) = [part for part in whole.iter() if part.tag.endswith("svg")]
    assert drawn.get("aria-label") == "，".join(said)
    assert [rect.get("data-stage") for rect in drawn] == [stage for stage, _ in counted.most_common()]
    for page in site.pages.values():
        for picture in of_class(page.main, "cb-reach-bars"):
            for li in picture.iter("li"):
                svg = next(part for part in li if part.tag.endswith("svg"))
                words = next(part for part in li if part.tag == "em")
                assert [part.partition(" ")[0] for part in text(words).split("，")] == [
                    rect.get("data-stage") for rect in svg
                ]
        svgs = [
            part for picture in of_class(page.main, "cb-picture") for part in picture.iter() if part.tag.endswith("svg")
        ]
        assert sum(len(tostring(svg)) for svg in svgs) <= LARGEST, page.path
