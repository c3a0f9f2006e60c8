"""What a check says, in its three forms."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from casebook.problems import Problem, Severity, as_github, as_json, as_text, has_errors, relative

ERROR = Problem(
    "practices/a.yml",
    12,
    5,
    "themes[0]",
    "R201",
    Severity.ERROR,
    "没有“党建引导”，是否“党建引领”？",
    "- 党建引领",
    "主题",
)
WARNING = Problem("practices/a.yml", 9, 10, "summary", "R601", Severity.WARNING, "“首创”是来源自己的说法。", "", "概要")
WHOLE_FILE = Problem("practices/b,c:d.yml", 0, 0, "", "F101", Severity.ERROR, "50% 不对\n第二行", "")


def test_text_tells_place_field_cure_and_code_in_one_line_each() -> None:
    assert as_text([ERROR, WARNING, WHOLE_FILE]) == (
        "practices/a.yml:12:5 主题(themes[0])：没有“党建引导”，是否“党建引领”？改为：- 党建引领 [R201]\n"
        "practices/a.yml:9:10 提醒 概要(summary)：“首创”是来源自己的说法。 [R601]\n"
        "practices/b,c:d.yml 50% 不对\\x0a第二行 [F101]\n"
        "共 2 处错误、1 条提醒。请按上面的行号逐条改正后再检查。\n"
    )


@pytest.mark.parametrize(
    ("problems", "closing"),
    [([], "检查通过，没有问题。\n"), ([WARNING], "检查通过；有 1 条提醒，不影响发布。\n")],
)
def test_text_closes_with_the_result(problems: list[Problem], closing: str) -> None:
    assert as_text(problems).endswith(closing)


def test_json_has_the_promised_fields_and_no_other() -> None:
    assert json.loads(as_json([ERROR])) == {
        "problems": [
            {
                "path": "practices/a.yml",
                "line": 12,
                "column": 5,
                "field": "themes[0]",
                "code": "R201",
                "severity": "error",
                "message": "没有“党建引导”，是否“党建引领”？",
                "fix": "- 党建引领",
            }
        ]
    }
    assert json.loads(as_json([])) == {"problems": []}


def test_github_lines_escape_what_would_end_them() -> None:
    assert as_github([ERROR, WHOLE_FILE]) == (
        "::error file=practices/a.yml,line=12,col=5,title=R201 themes[0]::没有“党建引导”，是否“党建引领”？ 改为：- 党建引领\n"
        "::error file=practices/b%2Cc%3Ad.yml,title=F101::50%25 不对%0A第二行\n"
    )


def test_warnings_alone_are_no_errors() -> None:
    assert not has_errors([WARNING])
    assert has_errors([WARNING, ERROR])


def test_problems_sort_by_file_line_and_column() -> None:
    assert sorted([WHOLE_FILE, ERROR, WARNING]) == [WARNING, ERROR, WHOLE_FILE]


def test_paths_are_told_from_the_current_folder_where_possible(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert relative(tmp_path / "a" / "b.yml") == "a/b.yml"
    assert relative(tmp_path.parent / "c.yml") == (tmp_path.parent / "c.yml").as_posix()


def test_an_odd_file_name_neither_ends_a_line_nor_commands_a_terminal() -> None:
    odd = Problem("practices/a\n\x1b[31m\udcff.yml", 0, 0, "", "F102", Severity.ERROR, "文件名 \x1b[31m 不能作编号。")
    told = "practices/a\\x0a\\x1b[31m\\xff.yml 文件名 \\x1b[31m 不能作编号。 [F102]"
    assert as_text([odd]).splitlines()[0] == told
    assert json.loads(as_json([odd]))["problems"][0]["path"] == "practices/a\\x0a\\x1b[31m\\xff.yml"
    github = "::error file=practices/a%0A\\x1b[31m\\xff.yml,title=F102::文件名 \\x1b[31m 不能作编号。\n"
    assert as_github([odd]) == github
