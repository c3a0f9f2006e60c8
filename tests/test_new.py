"""`new`: questions and answers become a valid record, or nothing at all."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from casebook.asking.dialogue import Dialogue, picked
from casebook.checks.checking import check
from casebook.commands.cli import main
from casebook.memory import digest
from casebook.project import Project
from checkouts import tree
from kit import BASE, HELD, ROOT, KnowledgeBase

FIRST = [
    "红色议事厅",
    "",
    "",
    "",
    "组织设置",
    "协商议事 网格化",
    "议而不决",
    "村民在议事厅里商量公共的事，把要办的事定下来。",
]
KNOWN = [*FIRST, "每月开一次会", "结果贴出来", "", "1", "1", "六个字的原文", "广东省/广州市/白云区", "试点"]
DOCUMENT = [
    "主动公开", "y", "关于议事厅的答复", "某局2021年答复", "", "答复", "发文单位自述", "某市民政局", "", "2021-03", "推算", "",
    "公开方式：主动公开", "一、做法", "",
]  # fmt: skip


def answers(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def run(base: KnowledgeBase) -> int:
    return main(["new", "--practices", str(base.project.practices)])


@pytest.fixture
def base(knowledge_base: KnowledgeBase) -> Iterator[KnowledgeBase]:
    yield knowledge_base.write({**HELD, "_sources/e.yml": BASE["_sources/e.yml"].replace("label: 答复", "label: 批复")})
    (ROOT / ".cache" / f"new-{digest(str(knowledge_base.project.practices)).hex()[:8]}.txt").unlink(missing_ok=True)


def written(base: KnowledgeBase, name: str) -> str:
    return (base.project.practices / name).read_text(encoding="utf-8")


def test_answers_become_a_record_in_canonical_form(base: KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, *KNOWN)
    assert run(base) == 0
    assert written(base, "guangzhou/hong-se-yi-shi-ting.yml") == (
        "name: 红色议事厅\nkind: 组织设置\nthemes: [协商议事, 网格化]\nproblems: [议而不决]\n"
        "summary: 村民在议事厅里商量公共的事，把要办的事定下来。\n"
        "steps:\n  - 每月开一次会\n  - 结果贴出来\n"
        "localities:\n  - {place: 广东省/广州市/白云区, stage: 试点, document: d, anchor: 六个字的原文}\n"
        "sources:\n  - {document: d, section: 一、做法, anchor: 六个字的原文}\n"
    )
    assert base.problems() == ()


def test_the_reading_that_nothing_decides_is_asked_for(
    base: KnowledgeBase, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers(monkeypatch, "长哥说事", "zhǎng", *KNOWN[1:])
    assert run(base) == 0
    assert "“长哥说事”里的“长”怎么读？（写序号或词）\n   1 cháng\n   2 zhǎng\n" in capsys.readouterr().err
    assert written(base, "guangzhou/zhang-ge-shuo-shi.yml").startswith("name: 长哥说事\npinyin: zhǎng gē shuō shì\n")
    assert base.problems() == ()


def test_printed_names_and_words_that_only_find_are_asked_for_apart(
    base: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers(
        monkeypatch,
        *FIRST[:2],
        "议事厅、村民议事厅，议事厅",
        "红色议事厅、“议事厅”、百姓议事；商量事的地方",
        *KNOWN[4:],
    )
    assert run(base) == 0
    assert written(base, "guangzhou/hong-se-yi-shi-ting.yml").startswith(
        "name: 红色议事厅\naliases: [议事厅, 村民议事厅]\nsearch_words: [百姓议事, 商量事的地方]\n"
    )
    assert base.problems() == ()


def test_a_development_zone_is_told_and_its_division_offered(
    base: KnowledgeBase, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers(monkeypatch, *KNOWN[:-2], "深圳大鹏新区", "1", "试点")
    assert run(base) == 0
    assert "“大鹏新区”是功能区，不是行政区划。" in capsys.readouterr().err
    assert "place: 广东省/深圳市/龙岗区" in written(base, "shenzhen/hong-se-yi-shi-ting.yml")


def test_a_new_document_is_described_in_the_same_run(base: KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, *FIRST, "", "新文件", *DOCUMENT, "六个字的原文", "白云区", "1", "已实施")
    assert run(base) == 0
    assert written(base, "_sources/mou-ju-2021-nian-da-fu.yml") == (
        "title: 关于议事厅的答复\nlabel: 某局2021年答复\nissuer: 某市民政局\ndate: 2021-03\ndate_basis: 推算\n"
        "kind: 答复\nopenness: 主动公开\nvoice: 发文单位自述\n"
        "sections:\n  - {path: 一、做法, starts: 一、做法}\n"
        "note: 原文印有“公开方式：主动公开”。\n"
    )
    assert "place: 广东省/广州市/白云区" in written(base, "guangzhou/hong-se-yi-shi-ting.yml")
    assert base.problems() == ()


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ([*FIRST, "", "新文件", "不公开"], "不公开的文件不能入库。什么都没有写。"),
        ([*FIRST, "", "新文件", "主动公开", ""], "请先做完信息发布审查，再来登记。什么都没有写。"),
        (FIRST, "还没有答完，输入就结束了。什么都没有写。"),
        ([], "还没有答完，输入就结束了。什么都没有写。"),
    ],
)
def test_what_is_not_finished_leaves_nothing_behind(
    base: KnowledgeBase,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    wrong: list[str],
    told: str,
) -> None:
    before = tree(base.folder)
    answers(monkeypatch, *wrong)
    assert run(base) == 2
    assert capsys.readouterr().err.endswith(f"错误：{told}\n")
    assert tree(base.folder) == before


def stopped(*_: object, **__: object) -> str:
    raise KeyboardInterrupt


def test_stopping_leaves_nothing_behind(base: KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tree(base.folder)
    monkeypatch.setattr(Dialogue, "text", stopped)
    assert run(base) == 2
    assert tree(base.folder) == before


def test_wrong_answers_are_asked_again(
    base: KnowledgeBase, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [
        "", "甲做法", "长" * 61, "待填", "红色议事厅", "大写ID", "jia", "", "甲做法", "", "词" * 61, "", "组织", "组织设置", "党建 99",
        "协商议事", "不知道", "议而不决", "请打13812345678", FIRST[-1], "", "x", "1", "1", "太短", "六个字的原文",
        "广州的白云区", "广东省/广州市/白云区", "9", "试点",
    ]  # fmt: skip
    answers(monkeypatch, *lines)
    assert run(base) == 0
    said = capsys.readouterr().err
    for sentence in (
        "这一项必填。请再写一次。", "已有“甲做法”（jia）。", "有 61 字，不超过 60 字。", "像是占位或测试的内容。",
        "编号只用小写字母、数字和单个连字符", "编号 jia 用过了。", "“甲做法”是 jia 的名称。", "每个不超过 60 字。", "没有序号 99，只有 1 到 17。",
        "像是手机号码，公开页面不登个人联系方式。", "有 2 字，要 6—20 字。", "没有“广州的白云区”", "没有序号 9",
    ):  # fmt: skip
        assert sentence in said, said
    assert "name: 红色议事厅\n" in written(base, "guangzhou/hong-se-yi-shi-ting.yml")


def test_a_near_duplicate_is_written_only_when_wanted(base: KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, *KNOWN)
    assert run(base) == 0
    before = tree(base.folder)
    again = [*KNOWN]
    again[0] = "红色议事厅机制"
    answers(monkeypatch, *again, "", "")
    assert run(base) == 0
    assert tree(base.folder) == before
    answers(monkeypatch, *again, "", "y")
    assert run(base) == 0
    assert (base.project.practices / "guangzhou/hong-se-yi-shi-ting-ji-zhi.yml").is_file()


def test_the_folder_of_a_place_is_the_one_that_is_there(base: KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    base.write({"baiyun/yi.yml": HELD["jia.yml"].replace("甲", "乙")})
    answers(monkeypatch, *KNOWN)
    assert run(base) == 0
    assert (base.project.practices / "baiyun/hong-se-yi-shi-ting.yml").is_file()


def test_what_was_answered_before_a_stop_need_not_be_answered_again(
    base: KnowledgeBase, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers(monkeypatch, *KNOWN[:6])
    assert run(base) == 2
    assert "答过的都记下了；再运行 new，第一问写“接着”，从这里接着问。\n" in capsys.readouterr().err
    answers(monkeypatch, "接着", *KNOWN[6:])
    assert run(base) == 0
    said = capsys.readouterr().err
    assert "上次答到第 6 个就停了（红色议事厅）。" in said
    assert "name: 红色议事厅\n" in written(base, "guangzhou/hong-se-yi-shi-ting.yml")
    answers(monkeypatch, "接着")
    assert run(base) == 2
    assert "上次答到" not in capsys.readouterr().err


def test_a_document_that_is_there_already_is_told_at_once(
    base: KnowledgeBase, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    document = [
        *DOCUMENT[:8],
        "某函[2020]1号",
        "2021-03",
        "推算",
        "",
        "y",
        "1",
        "六个字的原文",
        "白云区",
        "1",
        "已实施",
    ]
    answers(monkeypatch, *FIRST, "", "新文件", *document)
    assert run(base) == 0
    said = capsys.readouterr().err
    assert "_sources/d.yml）相同，是同一份文件。用那一份吗？" in said
    assert "document: d, section: 一、做法" in written(base, "guangzhou/hong-se-yi-shi-ting.yml")


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ("1", ["楼栋长"]),
        ("１", ["楼栋长"]),
        ("1 2", ["楼栋长", "网格化"]),
        ("2，1、1", ["网格化", "楼栋长"]),
        ("网格", ["网格化"]),
        ("镇街呼叫，部门响应", ["镇街呼叫，部门响应"]),
        ("4", []),
        ("网", ["网格化"]),
        ("无", []),
    ],
)
def test_words_are_picked_by_number_or_by_themselves(answer: str, found: list[str]) -> None:
    assert picked(answer, ["楼栋长", "网格化", "镇街呼叫，部门响应"])[0] == found


def test_the_nearest_words_are_named() -> None:
    assert picked("网各化", ["楼栋长", "网格化"])[1] == "没有“网各化”，是否 网格化？"


def test_a_byte_order_mark_is_no_part_of_an_answer(capsys: pytest.CaptureFixture[str]) -> None:
    assert Dialogue(io.StringIO("\ufeff楼栋长\r\n")).text("名称") == "楼栋长"
    assert capsys.readouterr().out == ""


def test_the_command_works_in_a_pipe_of_utf_8(base: KnowledgeBase) -> None:
    command = [sys.executable, "-m", "casebook", "new", "--practices", str(base.project.practices)]
    lines = "".join(f"{line}\n" for line in KNOWN).encode()
    env = {"PYTHONPATH": str(ROOT / "scripts"), "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(command, input=lines, env=env, capture_output=True, check=False, cwd=base.folder)
    assert done.returncode == 0, done.stderr.decode()
    assert check(Project.here(base.project.practices)).problems == ()
    assert Path(base.project.practices / "guangzhou/hong-se-yi-shi-ting.yml").is_file()
