"""The answer that we post is made of codes, places and counts; whatever else is handed over is refused, never repeated."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from casebook.checks.answering import MAX_BYTES, answer_to, counted
from casebook.checks.contribution import Contribution
from casebook.commands.cli import main
from casebook.errors import Unusable
from casebook.problems import Problem, Severity
from casebook.rules import all_rules
from checkouts import write
from workflows import BASH, workflow

PLACE = {"code": "R201", "path": "practices/guangzhou/xin.yml", "line": 2}
GOOD = {"version": 1, "places": [PLACE], "total": 1, "outside": 0}
NASTY = "@all [点我](http://x.cn) <script>"


def problem(path: str, code: str = "R201") -> Problem:
    return Problem(path, 2, 7, NASTY, code, Severity.ERROR, NASTY, NASTY, NASTY)


def answered(tmp_path: Path, told: object) -> str:
    file = tmp_path / "report.json"
    file.write_text(told if isinstance(told, str) else json.dumps(told), encoding="utf-8")
    return answer_to(file)


def test_an_answer_names_rules_and_places(tmp_path: Path) -> None:
    rule = next(rule for rule in all_rules() if rule.code == "R201")
    said = answered(tmp_path, {**GOOD, "outside": 3})
    assert said.startswith("## 检查结果：有 1 处要改\n\n谢谢您提供记录。")
    assert f"- **R201** {rule.title}" in said
    assert "\n    - `practices/guangzhou/xin.yml` 第 2 行\n" in said
    assert said.endswith("这次还改了记录以外的 3 个文件。自动检查没有用到它们，由维护的人审看。\n")


def test_a_good_contribution_is_thanked_for(tmp_path: Path) -> None:
    assert answered(tmp_path, {**GOOD, "places": [], "total": 0}) == (
        "## 检查结果：通过\n\n谢谢您提供记录。写法上没有错误。接着由维护的人对照原文审校，审校通过后收入。\n"
    )


def test_what_a_check_hands_over_holds_no_words_of_the_records(tmp_path: Path) -> None:
    odd = [problem(f"practices/{NASTY}.yml"), problem("practices/../x.yml"), problem("practices/x.yml")]
    report = counted(Contribution(tuple(odd), (NASTY,)))
    assert "script" not in report
    assert [place["path"] for place in json.loads(report)["places"]] == ["", "", "practices/x.yml"]
    said = answered(tmp_path, report)
    assert "名称不合规定的文件" in said
    assert "@all" not in said


def test_many_problems_are_told_in_a_short_answer(tmp_path: Path) -> None:
    found = [problem(f"practices/x{number}.yml", rule.code) for rule in all_rules() for number in range(40)]
    report = counted(Contribution(tuple(found), ()))
    assert len(report) < MAX_BYTES
    said = answered(tmp_path, report)
    assert "处等要改" in said
    assert "    - 还有 30 处\n" in said
    assert len(said.encode()) < 60_000


def test_every_rule_can_be_told(tmp_path: Path) -> None:
    for rule in all_rules():
        said = answered(tmp_path, {**GOOD, "places": [{**PLACE, "code": rule.code}]})
        assert rule.title in said
        assert len(said.splitlines()) <= 9


@pytest.mark.parametrize(
    "told",
    [
        "", "[]", "null", "{", "{}", NASTY, json.dumps({**GOOD, "note": NASTY}), json.dumps({**GOOD, "version": 2}),
        json.dumps({**GOOD, "total": 0}), json.dumps({**GOOD, "total": -1}), json.dumps({**GOOD, "outside": NASTY}),
        json.dumps({**GOOD, "outside": "3"}), json.dumps({**GOOD, "outside": 10**9}), json.dumps({**GOOD, "places": NASTY}),
        json.dumps({**GOOD, "places": [PLACE] * 501, "total": 501}),
        json.dumps(GOOD) + " " * MAX_BYTES,
        "[" * 100_000,
    ],
)  # fmt: skip
def test_a_report_of_another_form_is_refused(tmp_path: Path, told: str) -> None:
    with pytest.raises(Unusable, match="检查结果不是规定的样子，没有写答复"):
        answered(tmp_path, told)


@pytest.mark.parametrize(
    "change",
    [
        {"code": "R999"}, {"code": NASTY}, {"code": "R201\n"}, {"line": "2"}, {"line": -1}, {"line": 1.5}, {"line": True},
        {"path": NASTY}, {"path": "practices/a`b.yml"}, {"path": "practices/x.yml\n"}, {"path": "practices/../x.yml"},
        {"path": "practices/x.com"}, {"path": "/etc/passwd"}, {"path": "practices/" + "a/" * 5 + "x.yml"},
        {"path": "practices/" + "a" * 65 + ".yml"}, {"message": NASTY},
    ],
)  # fmt: skip
def test_a_place_of_another_form_is_refused(tmp_path: Path, change: dict[str, str | int | float]) -> None:
    with pytest.raises(Unusable):
        answered(tmp_path, {**GOOD, "places": [{**PLACE, **change}]})


def test_the_command_writes_the_answer_or_says_why_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report, out = tmp_path / "report.json", tmp_path / "answer.md"
    report.write_text(json.dumps(GOOD), encoding="utf-8")
    assert main(["check", "--answer", str(report), "--summary", str(out)]) == 0
    assert out.read_text(encoding="utf-8") == answer_to(report)
    report.write_text(NASTY, encoding="utf-8")
    assert main(["check", "--answer", str(report)]) == 1
    assert capsys.readouterr().err == "错误：检查结果不是规定的样子，没有写答复。\n"


@pytest.mark.parametrize(
    ("names", "is_ours"),
    [
        ("practices/a.yml\nscripts/x.py\n", True),
        ("practices/a.yml\n.github/workflows/check.yml\n", False),
        ("practices/.github/a.yml\n", True),
    ],
)
def test_a_request_that_changes_the_workflows_is_told_so(names: str, is_ours: bool, tmp_path: Path) -> None:
    run = next(step.run for step in workflow("answer.yml").jobs["write"].steps if "files.txt" in step.run)
    write(tmp_path / "report" / "report.json", "{}")
    told = "gh() { if [ \"$1\" = api ]; then printf '%s' \"$NAMES\"; fi; }; python3() { echo 'made of the report' > answer.md; }\n"
    env = {"PATH": os.environ["PATH"], "NAMES": names, "GH_REPO": "a/b", "NUMBER": "1", "RUN_ID": "1"}
    subprocess.run([BASH, "-c", told + run], cwd=tmp_path, env=env, check=True)
    said = (tmp_path / "answer.md").read_text(encoding="utf-8")
    assert (said == "made of the report\n") is is_ours
    assert is_ours or "自动检查的结果不作数" in said
