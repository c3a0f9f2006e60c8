"""The way in: good workbooks become canonical records, wrong ones are told cell by cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from casebook.commands.cli import main
from kit import HELD, laid_over
from workbooks_made import (
    DOCUMENT,
    FIGURE,
    FILE,
    GOOD,
    PLACE,
    PRACTICE,
    SECTION,
    SOURCE,
    WRITTEN,
    Desk,
    Rows,
    but,
    saved,
    workbook,
)


def test_rows_become_a_record_with_its_id_and_keys_made_of_the_pinyin(desk: Desk) -> None:
    done = desk.bring(GOOD)
    assert done.problems == ()
    assert [path.name for path in done.written] == ["lou-xia-yi-shi.yml"]
    assert desk.files()["lou-xia-yi-shi.yml"] == WRITTEN


def test_a_reading_that_nothing_decides_is_asked_for_with_the_one_taken(desk: Desk) -> None:
    rows = {
        sheet: [{**row, **{k: "长哥说事" for k in ("名称", "做法") if k in row}} for row in GOOD[sheet]]
        for sheet in GOOD
    }
    told = "“长”有 zhǎng、cháng 几种读法，这里读作 cháng。读得对，也请把“拼音”写上；不对，改成对的。改为：cháng gē shuō shì"
    assert desk.said(rows) == [f"“做法”第 2 行 A 列“名称”：提醒：{told}"]
    assert "chang-ge-shuo-shi.yml" in desk.files()


def test_the_pinyin_that_a_row_tells_makes_the_id(desk: Desk) -> None:
    rows = {**GOOD, "做法": [{**PRACTICE, "拼音": "lóu xià yì sì"}]}
    assert desk.said(rows) == []
    assert "lou-xia-yi-si.yml" in desk.files()


def test_a_new_document_comes_in_the_same_step(desk: Desk) -> None:
    label = str(DOCUMENT["简称"])
    rows = {
        **GOOD, "文件": [DOCUMENT], "章节": [SECTION],
        "来源": [SOURCE, {"做法": "楼下议事", "文件": label, "章节": "一、做法", "原文词句": "另外六个字的"}],
    }  # fmt: skip
    assert desk.said(rows) == []
    files = desk.files()
    assert "title: 关于另一件事的答复" in files["_sources/mou-qu-2024-nian-da-fu.yml"]
    assert "document: mou-qu-2024-nian-da-fu" in files["lou-xia-yi-shi.yml"]


NEW_FIELDS = """\
name: 楼下议事
aliases: [楼下会]
search_words: [楼下聊天]
includes:
  - {key: yi-shi-ci-shu-2, name: 议事次数, document: d, anchor: 六个字的原文}
kind: 制度流程
themes: [网格化]
problems: [矛盾难化解]
summary: 自己的话写的概要。
localities:
  - {place: 广东省/广州市, stage: 已实施, document: d, anchor: 六个字的原文, note: 原文写“继续”, stage_basis: 推断}
sources:
  - {document: d, section: 一、做法, anchor: 六个字的原文}
outcomes:
  - {key: yi-shi-ci-shu, metric: 议事次数, value: '21', unit: 次, nature: 产出, document: d, anchor: 六个字的原文, conflicts_with: [zong-shu]}
  - {key: zong-shu, metric: 总数, value: '42', unit: 次, nature: 产出, document: d, anchor: 六个字的原文}
  - {key: bi-lv, metric: 比率, value: '50', unit: '%', nature: 产出, document: d, anchor: 六个字的原文, ratio: {part: yi-shi-ci-shu, whole: zong-shu}}
basis: [guang-zhou-wu-ye-guan-li-tiao-li]
diffusion:
  - {how: 复制推广, from: [广东省/东莞市], to: [广东省/广州市/白云区, 广东省/广州市/天河区], document: d, anchor: 六个字的原文}
"""


def test_every_field_of_the_second_edition_comes_in_by_its_column(desk: Desk) -> None:
    rows: Rows = {
        **GOOD,
        "做法": [but(PRACTICE, 别名="楼下会", 查找用词="楼下聊天", 政策依据="广州市物业管理条例")],
        "地方": [but(PLACE, 说明="原文写“继续”", 阶段依据="推断")],
        "其中包括": [{"做法": "楼下议事", "名称": "议事次数", "文件": "d", "原文词句": "六个字的原文"}],
        "数据": [
            but(FIGURE, 对不上的数据="zong-shu"),
            but(FIGURE, 指标="总数", 数值="42"),
            but(FIGURE, 指标="比率", 数值="50", 单位="%", 部分的锚点="yi-shi-ci-shu", 总数的锚点="zong-shu"),
        ],
        "推广与借鉴": [
            {
                "做法": "楼下议事", "怎样推广": "复制推广", "从哪里": "广东省/东莞市",
                "到哪里": "广东省/广州市/白云区\n广东省/广州市/天河区", "文件": "d", "原文词句": "六个字的原文",
            }
        ],
    }  # fmt: skip
    assert desk.said(rows) == []
    assert desk.files()["lou-xia-yi-shi.yml"] == NEW_FIELDS


def test_a_policy_is_told_by_its_line_with_the_nearest(desk: Desk) -> None:
    rows: Rows = {**GOOD, "做法": [but(PRACTICE, 政策依据="东民〔2022〕132号\n广州物业管理条例\n某某意见")]}
    start = "“做法”第 2 行 Q 列“政策依据”第 {} 条："
    assert desk.said(rows) == [
        start.format(2) + "没有“广州物业管理条例”，是否“广州市物业管理条例”？改为：广州市物业管理条例",
        start.format(3)
        + "政策登记表里没有“某某意见”。请核对名称；没有登记的，先在 practices/_policies.yml 里加一条：编号、标题、文号。",
    ]


def test_half_a_ratio_is_told_at_the_cell_that_lacks(desk: Desk) -> None:
    (said,) = desk.said({**GOOD, "数据": [but(FIGURE, 部分的锚点="yi-shi-ci-shu")]})
    assert said == "“数据”第 2 行 R 列“总数的锚点”：这一格必填，请补上。"


def test_the_same_workbook_again_changes_nothing(desk: Desk) -> None:
    desk.bring(GOOD)
    before = desk.files()
    done = desk.bring(GOOD)
    assert (done.problems, done.written, done.unchanged) == ((), (), 1)
    assert desk.files() == before


def test_an_existing_record_is_not_overwritten_without_being_told(desk: Desk) -> None:
    desk.bring(GOOD)
    before = desk.files()
    changed = {**GOOD, "做法": [but(PRACTICE, 概要="改过的概要。")]}
    assert desk.said(changed) == [
        "“做法”第 2 行 A 列“名称”：库里已有 lou-xia-yi-shi，概要不同。要用这里的替换它，命令里加 --replace；不动它，请删去各表里它的行。"
    ]
    assert desk.files() == before
    assert desk.said(changed, replace=True) == []
    assert desk.files() == {**before, "lou-xia-yi-shi.yml": WRITTEN.replace("自己的话写的概要", "改过的概要")}


def test_a_replaced_record_stays_in_its_folder(desk: Desk) -> None:
    desk.base.write({"guangzhou/lou-xia-yi-shi.yml": WRITTEN})
    desk.bring({**GOOD, "做法": [but(PRACTICE, 概要="改过的概要。")]}, replace=True)
    assert "改过的概要" in desk.files()["guangzhou/lou-xia-yi-shi.yml"]
    assert "lou-xia-yi-shi.yml" not in desk.files()


def test_every_problem_is_told_with_sheet_row_column_and_cure_and_nothing_is_written(desk: Desk) -> None:
    before = desk.files()
    rows: Rows = {
        "做法": [but(PRACTICE, 类型="制度", 主题1="网格"), {"名称": "没有别的"}],
        "地方": [but(PLACE, 阶段="做了", 范围="全", 起始时间="去年"), but(PLACE, 做法="楼下议")],
        "来源": [but(SOURCE, 文件="dd")],
        "数据": [
            but(FIGURE, 性质="产岀"),
            {"做法": "楼下议事", "指标": "楼数", "数值": "3"},
            but(FIGURE, 指标="户数", 锚点="A"),
        ],
        "关系": [{"做法": "楼下议事", "关系": "属", "对方": "丙"}],
    }
    said = desk.said(rows)
    for line in (
        "“做法”第 2 行 C 列“类型”：没有“制度”，是否“制度流程”？改为：制度流程",
        "“做法”第 2 行 D 列“主题1”：没有“网格”，是否“网格化”？改为：网格化",
        "“做法”第 3 行 A 列“名称”：“地方”表里没有“没有别的”的内容，至少要写一行。",
        "“做法”第 3 行 D 列“主题1”：这一格必填，请补上。",
        "“做法”第 3 行 J 列“概要”：这一格必填，请补上。",
        "“地方”第 2 行 F 列“范围”：没有“全”，是否“全域”？改为：全域",
        "“地方”第 2 行 G 列“起始时间”：“去年”写法不对。日期写成 2019、2019-10 或 2019-10-28。",
        "“地方”第 3 行 A 列“做法”：没有“楼下议”，是否“楼下议事”？改为：楼下议事",
        "“数据”第 2 行 F 列“性质”：没有“产岀”，是否“产出”？改为：产出",
        "“数据”第 3 行 F 列“性质”：这一格必填，请补上。",
        "“来源”第 2 行 B 列“文件”：“文件”表和库里都没有“dd”。请核对名称，或先在“文件”表里写一行。",
        "“关系”第 2 行 C 列“对方”：“做法”表和库里都没有“丙”。请核对名称，或先在“做法”表里写一行。",
    ):
        assert line in said
    assert any(line.startswith("“地方”第 2 行 C 列“阶段”：没有“做了”。") for line in said)
    assert any(line.startswith("“数据”第 4 行 I 列“锚点”：“A”写法不对。") for line in said)
    assert desk.files() == before


def test_a_rule_over_the_whole_set_is_told_at_its_cell(desk: Desk) -> None:
    rows = {**GOOD, "做法": [but(PRACTICE, 编号="yi", 名称="楼下议事", 别名="甲做法")]}
    assert desk.said(rows) == ["“做法”第 2 行 K 列“别名”：别名“甲做法”是 jia 的名称。请删去，或换一个叫法。"]


def test_a_line_of_a_cell_is_told_by_its_number(desk: Desk) -> None:
    said = desk.said({**GOOD, "做法": [but(PRACTICE, 别名="议事角\n甲做法")]})
    assert said == ["“做法”第 2 行 K 列“别名”第 2 条：别名“甲做法”是 jia 的名称。请删去，或换一个叫法。"]


def test_a_name_that_is_an_alias_elsewhere_is_told_once_at_its_cell(desk: Desk) -> None:
    desk.base.write(
        {
            "yi.yml": laid_over(
                HELD["jia.yml"], "name: 乙做法\naliases: [楼下议事]\nrelations: [{type: related, target: jia}]"
            )
        }
    )
    said = desk.said(GOOD)
    assert len(said) == 1
    assert "“做法”第 2 行 A 列“名称”：名称“楼下议事”是 yi 的别名。" in said[0]


def test_what_was_wrong_before_does_not_stand_in_the_way(desk: Desk) -> None:
    desk.base.write({"yi.yml": HELD["jia.yml"].replace("甲做法", "乙做法").replace("summary", "sumary")})
    assert desk.said(GOOD) == []


def test_two_rows_of_one_id_are_told(desk: Desk) -> None:
    rows = {**GOOD, "做法": [but(PRACTICE, 编号="yi"), but(PRACTICE, 编号="yi", 名称="另一条")]}
    assert "“做法”第 3 行 B 列“编号”：编号 yi 在第 2 行已经用过。请换一个，或合并成一行。" in desk.said(rows)


def test_a_figure_of_a_record_that_is_not_in_the_workbook_is_told(desk: Desk) -> None:
    said = desk.said({**GOOD, "数据": [FIGURE, but(FIGURE, 做法="甲做法")]})
    assert said == [
        "“数据”第 3 行 A 列“做法”：“做法”表里没有“甲做法”。一条做法要整条导入：请先下载它的各行，一起放进来。"
    ]


def test_all_files_are_written_or_none(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.base.write({"lou-xia-yi-shi.yml": WRITTEN})
    before = desk.files()
    rows: Rows = {
        "做法": [but(PRACTICE, 概要="改过的概要。"), but(PRACTICE, 名称="楼上议事")],
        "地方": [PLACE, but(PLACE, 做法="楼上议事")],
        "来源": [SOURCE, but(SOURCE, 做法="楼上议事")],
    }
    real = Path.replace

    def full(self: Path, target: Path) -> Path:
        if target.name == "lou-shang-yi-shi.yml":
            raise OSError(28, "No space left on device", str(target))
        return real(self, target)

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        desk.bring(rows, replace=True)
    assert desk.files() == before


def test_the_command_tells_what_it_did_and_what_comes_next(
    desk: Desk, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / FILE
    file.write_bytes(saved(workbook(GOOD)))
    words = ["import", str(file), "--practices", str(desk.base.project.practices)]
    assert main(words) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert "“做法”表：读到 1 行 5 格，用了 1 行 5 格。\n" in said.err
    assert "lou-xia-yi-shi.yml\n导入完成：写入 1 个文件。\n下一步：运行 " in said.err
    assert main(words) == 0
    assert capsys.readouterr().err.endswith("\n导入完成：写入 0 个文件，另有 1 个与库里相同，没有动。\n")
    file.write_bytes(saved(workbook({**GOOD, "数据": [but(FIGURE, 性质="结果")]})))
    assert main([*words, "--replace"]) == 1
    said = capsys.readouterr()
    assert said.out.startswith(f"{FILE} “数据”第 2 行 F 列“性质”：没有“结果”")
    assert "\n共 1 处要改，什么都没有写。要改的写在格子旁边：" in said.err
    assert (tmp_path / "做法-要改.xlsx").is_file()
