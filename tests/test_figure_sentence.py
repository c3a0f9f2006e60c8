"""A figure as one sentence: it never claims more than the document does."""

from __future__ import annotations

import re

import pytest

from casebook.catalog import Catalog
from casebook.saying import wording
from casebook.saying.site import Site
from casebook.settings import SiteSettings
from kit import DOCUMENT, RECORD, KnowledgeBase, laid_over

DATED = laid_over(
    DOCUMENT,
    "title: 关于某事的答复\nlabel: 某局2020年答复\ndate: '2020-06-17'\ndate_basis: 原文\nurl: http://example.cn/a",
)
SOURCE = "（《关于某事的答复》某函〔2020〕1号，http://example.cn/a）"
LATEST = "时间：来源未说明，不晚于发文（2020年6月17日）"


@pytest.fixture
def real(catalog: Catalog) -> Site:
    return Site.of(catalog, SiteSettings())


def sentence(base: KnowledgeBase, outcome: str, record: str = "", document: str = DATED) -> str:
    """Return the sentence of a record's only figure, written in YAML flow style without key, document and anchor."""
    told = f"outcomes: [{{key: k, document: d, anchor: 六个字的原文, {outcome}}}]\n{record}"
    base.write({"_sources/d.yml": document, "jia.yml": laid_over(RECORD, told)})
    report = base.check()
    assert report.catalog is not None, report.problems
    site = Site.of(report.catalog, SiteSettings())
    ((figure,),) = (practice.figures for practice in site.by_id.values() if practice.figures)
    return figure.sentence


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (
            "metric: 网格员, value: '3075', unit: 名, nature: 规模, scope: 全市",
            f"据某局2020年答复，广州市在“甲做法”方面，网格员3075名（口径：全市；{LATEST}）。",
        ),
        (
            "metric: 甲做法小组, value: '12', unit: 万名, qualifier: 余, nature: 规模",
            f"据某局2020年答复，广州市甲做法小组12万余名（口径：来源未说明；{LATEST}）。",
        ),
        (
            "metric: 甲做法覆盖率, value: '50', unit: '%', qualifier: 接近, nature: 覆盖, scope: 全市, as_of: 2019-12, as_of_basis: 原文",
            "据某局2020年答复，截至2019年12月，广州市甲做法覆盖率接近50%（口径：全市）。",
        ),
        (
            "metric: 甲做法经费, value: '5', unit: 万元, nature: 投入, scope: 全市, as_of: '2019', as_of_basis: 推算",
            "据某局2020年答复，2019年（推算），广州市甲做法经费5万元（口径：全市）。",
        ),
        (
            "metric: 甲做法的覆盖, qualifier: 全覆盖, nature: 覆盖, scope: 全市",
            f"据某局2020年答复，广州市甲做法全覆盖（口径：全市；{LATEST}）。",
        ),
        (
            "metric: 甲做法使跑动次数减少, value: '88', unit: '%', nature: 效果, scope: 全市",
            f"据某局2020年答复，广州市甲做法使跑动次数减少88%（口径：全市；{LATEST}）。",
        ),
        (
            "metric: 甲做法的排名, value: 三, nature: 评价, scope: 全省",
            f"据某局2020年答复，广州市甲做法的排名第三（性质：评价；口径：全省；{LATEST}）。",
        ),
        (
            "metric: 甲做法的层级, value: 三, unit: 级, nature: 标准, scope: 市、区、街",
            (
                "据某局2020年答复，广州市甲做法的层级为三级"
                f"（性质：标准，即做法设计里写定的数；口径：市、区、街；{LATEST}）。"
            ),
        ),
        (
            "metric: 甲做法覆盖率, value: '50', unit: '%', nature: 目标, scope: 全市, as_of: 2099-12, as_of_basis: 原文",
            "据某局2020年答复，广州市的目标是，到2099年12月，甲做法覆盖率达到50%（这是目标，不是结果；口径：全市）。",
        ),
        (
            "metric: 甲做法人才, value: '100', unit: 名, qualifier: 不少于, nature: 目标, scope: 全市, as_of: '2021', as_of_basis: 原文",
            (
                "据某局2020年答复，广州市的目标是，到2021年，甲做法人才不少于100名"
                "（这是目标，不是结果；期限已过，结果未见于来源；口径：全市）。"
            ),
        ),
        (
            "metric: 培训覆盖, qualifier: 全覆盖, nature: 目标, scope: 全市",
            (
                "据某局2020年答复，广州市在“甲做法”方面的目标是，培训实现全覆盖"
                "（这是目标，不是结果；口径：全市；期限：来源未说明）。"
            ),
        ),
        (
            "metric: 甲做法的户数, value: '400', unit: 户, qualifier: 不超过, nature: 标准, scope: 参照外地, voice: 提案人",
            (
                "据某局2020年答复，提案人提出，甲做法的户数不超过400户"
                f"（这是提案人提出的数，不是已定的标准或结果；口径：参照外地；{LATEST}）。"
            ),
        ),
        (
            "metric: 甲做法的小区, value: '14', unit: 个, nature: 覆盖, scope: 全市, status: 存疑, note: 另一处写16个。",
            f"据某局2020年答复，广州市甲做法的小区14个（本库对这个数存疑；口径：全市；{LATEST}；说明：另一处写16个）。",
        ),
    ],
)
def test_a_figure_can_be_told_as_one_sentence(knowledge_base: KnowledgeBase, outcome: str, said: str) -> None:
    assert sentence(knowledge_base, outcome) == said + SOURCE


def test_a_withdrawn_figure_is_refused_without_its_number(knowledge_base: KnowledgeBase) -> None:
    said = sentence(knowledge_base, "metric: 网格员, value: '3075', unit: 名, nature: 规模, scope: 全市, status: 撤回")
    assert said == "这个数据已撤回，请勿引用：“甲做法”的“网格员”。"


@pytest.mark.parametrize(
    ("publication", "said"),
    [
        ("{status: withdrawn, reason: 原文已废止}", "这条做法的记录已撤下，请勿引用：“甲做法”的“网格员”。"),
        (
            "{status: merged, replaced_by: yi, reason: 同一做法}",
            "这条做法的记录已并入另一条记录，请勿引用：“甲做法”的“网格员”。",
        ),
    ],
)
def test_a_figure_of_a_record_that_is_gone_is_refused(
    knowledge_base: KnowledgeBase, publication: str, said: str
) -> None:
    knowledge_base.write({"yi.yml": laid_over(RECORD, "name: 乙做法")})
    outcome = "metric: 网格员, value: '3075', unit: 名, nature: 规模, scope: 全市"
    assert sentence(knowledge_base, outcome, f"publication: {publication}") == said


def test_a_document_without_day_number_and_openness_says_so(knowledge_base: KnowledgeBase) -> None:
    lines = [line for line in DOCUMENT.splitlines() if not line.startswith("number")]
    document = laid_over("\n".join(lines) + "\n", "title: 《某刊》文章\nopenness: 待确认")
    said = sentence(knowledge_base, "metric: 甲做法小组, value: '3', unit: 个, nature: 规模, scope: 全市", "", document)
    assert said == (
        "据答复，广州市甲做法小组3个（口径：全市；时间：来源未说明，文件也未注日期）。"
        "（《〈某刊〉文章》，未注文号和日期，公开属性待确认）"
    )


def test_in_a_document_of_several_voices_the_issuer_is_named_as_well(knowledge_base: KnowledgeBase) -> None:
    sections = "sections: [{path: 一、做法, starts: 一、做法}, {path: 二、建议, starts: 二、建议, voice: 提案人}]"
    document = laid_over(DATED, f"issuer: 广州市民政局\n{sections}")
    said = sentence(knowledge_base, "metric: 甲做法小组, value: '3', unit: 个, nature: 规模, scope: 全市", "", document)
    assert said == f"据某局2020年答复，广州市民政局称，广州市甲做法小组3个（口径：全市；{LATEST}）。{SOURCE}"


def test_a_metric_that_is_a_count_does_not_run_into_its_number(knowledge_base: KnowledgeBase) -> None:
    said = sentence(knowledge_base, "metric: 甲做法培训人次, value: '32.6', unit: 万人次, nature: 产出, scope: 全市")
    assert said == f"据某局2020年答复，广州市甲做法培训人次为32.6万人次（口径：全市；{LATEST}）。{SOURCE}"


def test_what_was_reached_for_a_start_is_not_told_as_reached(real: Site) -> None:
    (figure,) = (f for f in real.figures if f.key == "system-coverage")
    assert "，初步实现城乡社区组织动员体系全覆盖（" in figure.sentence


def test_every_figure_is_told_with_its_number_scope_document_and_place(real: Site) -> None:
    for figure, view in zip(real.catalog.figures, real.figures, strict=True):
        outcome, said = figure.outcome, view.sentence
        document = real.catalog.documents[outcome.document]
        shown = [wording.figure_text(outcome), f"口径：{outcome.scope or '来源未说明'}", document.label]
        shown.append(wording.titled(document.title, None))
        if real.catalog.voice(figure) != "提案人":
            shown.append(wording.place_name(figure.place))
        assert [part for part in shown if part not in said] == [], said


def test_no_goal_is_told_as_a_result(real: Site) -> None:
    goals = [f for f in real.figures if f.nature == "目标"]
    assert goals
    for figure in goals:
        assert "目标是，" in figure.sentence
        assert "这是目标，不是结果" in figure.sentence


def test_no_sentence_of_a_proposer_speaks_for_the_place(real: Site) -> None:
    asked = [f for f in real.figures if f.proof.voice == "提案人"]
    assert asked
    for figure in asked:
        assert re.match(r"据[^，]+，提案人(称|提出)，(在“|[^“]*)", figure.sentence)
        assert f"，{figure.place.name}" not in figure.sentence


def test_no_sentence_stumbles(real: Site) -> None:
    for figure in real.figures:
        said = figure.sentence
        assert not re.search(r"，，|。。|；；|：；|（；|None|为为|的的|  |约约|覆盖全覆盖|次数为", said), said
        assert said.count("（") == said.count("）"), said
        assert said.count("“") == said.count("”"), said
