"""The command line: words, results, exit statuses."""

from __future__ import annotations

import errno
import json
import tempfile
from pathlib import Path

import pytest

from casebook.commands.cli import COMMANDS, main
from casebook.errors import Stopped
from casebook.failures import failure_sentence
from kit import BASE, KnowledgeBase

BAD = {**BASE, "jia.yml": BASE["jia.yml"].replace("summary:", "sumary:")}


def practices(base: KnowledgeBase) -> str:
    return str(base.project.practices)


@pytest.mark.parametrize("name", ["news", "downloads", "Build", ""])
def test_an_unknown_command_is_refused(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([name]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(f"错误：没有 {name} 这个命令。")
    assert "、".join(COMMANDS) in said.err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["build", "--draft"], "不认识 --draft。用法见：python3 scripts/manage.py build --help"),
        (["build", "--out"], "--out 后面缺少内容"),
        (["build", "--off"], "不认识 --off"),
        (["build", "--offline=1"], "--offline 后面不能写“1”"),
        (["build", "--site-url", "example.org"], "--site-url 不能是“example.org”，应以 http:// 或 https:// 开头"),
        (["build", "--practices", "/nowhere"], "没有 /nowhere 这个文件夹"),
        (["check", "/nowhere.yml"], "没有 /nowhere.yml 这个文件或文件夹"),
        (["check", "--format", "xml"], "--format 不能是“xml”"),
        (["check", "--sources", "/nowhere"], "没有 /nowhere 这个文件夹"),
        (["serve", "--port", "http"], "--port 不能是“http”，应是 1 到 65535 之间的整数"),
        (["serve", "--port", "65536"], "--port 不能是“65536”"),
        (["serve", "x"], "不认识 x"),
        (["buidl"], "没有 buidl 这个命令。是不是 build？"),
    ],
)
def test_wrong_words_are_told_in_chinese(words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(f"错误：{sentence}")
    assert said.err.count("\n") == 1


def test_help_is_chinese_and_good(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    assert capsys.readouterr().out.startswith("用法：python3 scripts/manage.py 命令 [选项]\n")
    for name in COMMANDS:
        assert main([name, "--help"]) == 0
        said = capsys.readouterr().out
        assert said.startswith(f"用法：python3 scripts/manage.py {name} [-h]")
        assert "显示这段说明" in said


def test_no_command_shows_the_commands_and_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "publish-ledger" in capsys.readouterr().out


def test_good_records_are_0(knowledge_base: KnowledgeBase, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--practices", practices(knowledge_base.write(BASE))]) == 0
    assert capsys.readouterr().out.startswith("检查通过")


def test_wrong_records_are_1_in_every_format(knowledge_base: KnowledgeBase, capsys: pytest.CaptureFixture[str]) -> None:
    folder = practices(knowledge_base.write(BAD))
    assert main(["check", "--practices", folder]) == 1
    assert f"{folder}/jia.yml:" in capsys.readouterr().out
    assert main(["check", "--practices", folder, "--format", "json"]) == 1
    problems = json.loads(capsys.readouterr().out)["problems"]
    assert {tuple(problem) for problem in problems} == {
        ("path", "line", "column", "field", "code", "severity", "message", "fix")
    }
    assert main(["check", "--practices", folder, "--format", "github"]) == 1
    assert all(line.startswith("::") for line in capsys.readouterr().out.splitlines())


def test_paths_limit_what_is_reported(knowledge_base: KnowledgeBase, capsys: pytest.CaptureFixture[str]) -> None:
    knowledge_base.write({**BAD, "yi.yml": BAD["jia.yml"].replace("甲", "乙")})
    folder = practices(knowledge_base)
    assert main(["check", f"{folder}/yi.yml", "--practices", folder, "--format", "json"]) == 1
    assert {problem["path"] for problem in json.loads(capsys.readouterr().out)["problems"]} == {f"{folder}/yi.yml"}


def test_wrong_records_are_not_published(
    knowledge_base: KnowledgeBase, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = practices(knowledge_base.write(BAD))
    assert main(["build", "--practices", folder, "--out", str(tmp_path / "site")]) == 1
    said = capsys.readouterr().err
    assert f"{folder}/jia.yml:" in said
    assert said.endswith("没有发布；原来的网站保持不变。\n")
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (Stopped("一句话。"), "一句话。"),
        (OSError(errno.ENOSPC, "x"), "磁盘满了。请腾出空间，再运行同一条命令。"),
        (PermissionError(errno.EACCES, "x", "/a"), "没有权限读写 /a。"),
        (OSError(errno.EIO, "Input/output error", "/a"), "读写 /a 时系统报错：Input/output error。"),
        (MemoryError(), "内存不够。"),
    ],
)
def test_known_failures_are_one_chinese_sentence(error: BaseException, sentence: str) -> None:
    assert failure_sentence(error).startswith(sentence)


def test_an_unknown_failure_leaves_its_traceback_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    said = failure_sentence(ZeroDivisionError("x"))
    log = next(tmp_path.glob("casebook-*.log"))
    assert said == f"程序自身出错（ZeroDivisionError），不是您的错。详细记录在 {log}，请把它交给维护者。"
    assert "ZeroDivisionError: x" in log.read_text(encoding="utf-8")
