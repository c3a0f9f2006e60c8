"""`new` beside a document's text: figures, sections, anchors, days, and the numbers that are left."""

from __future__ import annotations

import pytest

from casebook.commands.cli import main
from kit import KnowledgeBase
from test_new import DOCUMENT, FIRST, answers, base, written

__all__ = ["base"]

TEXT = """\
某市民政局关于议事厅的答复
某委员：
您提出的《关于推广议事厅的提案》收悉，现答复如下：
一、做法
我市探索红色议事厅，截至2021年2月底，建成议事厅21个。共议事1,302次，投入3.5万元，经费见某财〔2020〕8号。
二、下一步
继续完善。
"""
FIGURES = [
    "我市探索红色议事厅的做法", "我市探索红色议事厅", "广东省/广州市/白云区", "试点",
    "红色议事厅", "21个", "21", "", "没有", "产出", "2021-02", "原文", "全市", "",
    "议事次数", "1,302", "", "没有", "产出", "", "", "共议事1,302次", "", "",
]  # fmt: skip


def test_figures_are_asked_for_beside_the_text_of_the_document(
    base: KnowledgeBase, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = base.folder / "答复.txt"
    text.write_bytes(TEXT.encode("gb18030"))
    document = [*DOCUMENT[:-2], "一、做法"]
    answers(monkeypatch, *FIRST, "", "新文件", *document, *FIGURES)
    assert main(["new", "--practices", str(base.project.practices), "--sources", str(text)]) == 0
    said = capsys.readouterr().err
    for sentence in (
        "原文里没有。可以用“我市探索红色议事厅", "原文里还没有收的数：21个、1302次、3.5万元、2020、8", "原文写的是“2021年2月”，可以写 2021-02",
        "时间依据？（2021年2月，是原文）", "（按回车用 议事厅21个）", "原文里还没有收的数：1302次、3.5万元", "这些数不收：3.5万元（",
    ):  # fmt: skip
        assert sentence in said, said
    assert (
        "outcomes:\n"
        "  - {key: hong-se-yi-shi-ting, metric: 红色议事厅, value: '21', unit: 个, nature: 产出, as_of: 2021-02, "
        "as_of_basis: 原文, scope: 全市, document: mou-ju-2021-nian-da-fu, anchor: 议事厅21个}\n"
    ) in written(base, "guangzhou/hong-se-yi-shi-ting.yml")
    described = written(base, "_sources/mou-ju-2021-nian-da-fu.yml")
    assert "reason: 不是这项做法的数据}" in described
    assert "reason: 文号}" in described
    (base.folder / "sources").mkdir()
    (base.folder / "sources/mou-ju-2021-nian-da-fu.txt").write_text(TEXT, encoding="utf-8")
    assert base.problems() == ()
