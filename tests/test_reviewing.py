"""The pages of a contribution, built for a look, with the lines where it differs."""

from __future__ import annotations

from pathlib import Path

import pytest

from casebook.errors import Stopped
from casebook.keeping.reviewing import build_review
from checkouts import make_checkout, write
from kit import BASE, RECORD, laid_over
from workflows import Request

NEW = laid_over(RECORD, "name: 新做法\nchanges: [{date: '2026-11-28', note: 收入本库}]")


def test_the_pages_of_a_good_request_are_built_for_a_look(tmp_path: Path) -> None:
    request_ = Request(tmp_path)
    figure = "{key: n, metric: 甲数, value: '5', nature: 产出, document: d, anchor: 六个字的原文}"
    new = laid_over(NEW, f"name: 新<b>做法\noutcomes: [{figure}]")
    write(request_.origin / "practices" / "guangzhou" / "xin.yml", new)
    write(request_.origin / "practices" / "jia.yml", laid_over(RECORD, "summary: 改过的话写的概要。"))
    request_.commit("add")
    request_.clone()
    status, _, shown = request_.run(pages=True)
    assert status == 0
    assert "内容改了，请在 changes 里写一行改了什么" in shown
    review = (request_.folder / "pages" / "review.html").read_text(encoding="utf-8")
    there = "https://example.org/o/r/blob/abc/practices/guangzhou/xin.yml"
    assert f'<h2><a href="practices/xin/index.html">新&lt;b&gt;做法</a>（新）</h2>\n<p><a href="{there}">' in review
    assert (
        f'<li>数据与成效：<a href="practices/xin/index.html#n">甲数</a>，<a href="{there}#L9">第 9 行</a></li>'
        in review
    )
    assert '<h2><a href="practices/jia/index.html">甲做法</a>（有改动）</h2>' in review
    assert (request_.folder / "pages" / "practices" / "xin" / "index.html").is_file()


@pytest.mark.parametrize(
    ("record", "lines_at", "sentence"),
    [
        ("name: x", "", "记录里有错误，没有做网页。请先改好。"),
        (RECORD, "javascript:x", "--lines-at 后面要写 http 或 https 的网址。"),
    ],
)
def test_nothing_is_built_of_wrong_records_or_with_an_address_that_is_none(
    tmp_path: Path, record: str, lines_at: str, sentence: str
) -> None:
    theirs = make_checkout(tmp_path / "theirs", {**BASE, "jia.yml": record})
    with pytest.raises(Stopped, match=sentence):
        build_review(make_checkout(tmp_path / "ours"), theirs.root, tmp_path / "pages", lines_at)
    assert not (tmp_path / "pages").exists()


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    write(tmp_path / "pages" / "own.txt", "x")
    with pytest.raises(Stopped, match="里已有东西。请写一个新的文件夹。"):
        build_review(make_checkout(tmp_path / "ours"), tmp_path, tmp_path / "pages")
    assert [path.name for path in (tmp_path / "pages").iterdir()] == ["own.txt"]
