"""The command line's words, and what is said of wrong ones: argparse, in Chinese."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import NoReturn

from casebook.errors import Stopped

_SENTENCES = (
    (r"unrecognized arguments: (.+)", r"不认识 \1"),
    (r"the following arguments are required: (.+)", r"缺少 \1"),
    (r"argument (.+?): invalid choice: '?(.*?)'? \(.*", r"\1 不能是“\2”"),
    (r"argument (.+?): expected one argument", r"\1 后面缺少内容"),
    (r"argument (.+?): expected .*", r"\1 后面的内容个数不对"),
    (r"argument (.+?): invalid \w+ value: '(.*)'", r"\1 不能是“\2”"),
    (r"argument (.+?): ignored explicit argument '(.*)'", r"\1 后面不能写“\2”"),
    (r"ambiguous option: (.+?) could match .*", r"\1 不明确，请写全"),
)


class ChineseHelp(argparse.RawDescriptionHelpFormatter):
    """Help with Chinese headings."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """Put 用法 before the usage line."""
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser that speaks Chinese and raises Stopped where argparse would leave the program."""

    def __init__(self, prog: str, description: str = "", usage: str | None = None) -> None:
        super().__init__(
            prog=prog,
            usage=usage,
            description=description,
            add_help=False,
            allow_abbrev=False,
            formatter_class=ChineseHelp,
        )
        self._positionals.title, self._optionals.title = "参数", "选项"
        self.add_argument("-h", "--help", action="help", help="显示这段说明")

    def error(self, message: str) -> NoReturn:
        """Raise Stopped with the message in Chinese, and where to look."""
        raise Stopped(f"{_chinese(message)}。用法见：{self.prog} --help")


def _chinese(message: str) -> str:
    for pattern, sentence in _SENTENCES:
        if re.fullmatch(pattern, message, re.DOTALL):
            return re.sub(pattern, sentence, message, count=1, flags=re.DOTALL)
    return f"命令写得不对（{message}）"


def nearest(word: str, words: Iterable[str]) -> str:
    """Return “是不是 … ？” with the most similar word, or nothing."""
    found = get_close_matches(word, list(words), n=1)
    return f"是不是 {found[0]}？" if found else ""


def existing(path: str) -> Path:
    """Return a path given on the command line. Raises Stopped where nothing is there."""
    if not Path(path).exists():
        raise Stopped(f"没有 {path} 这个文件或文件夹，请核对路径。")
    return Path(path)


def folder(path: str) -> Path:
    """Return a folder given on the command line. Raises Stopped where there is none."""
    if not Path(path).is_dir():
        raise Stopped(f"没有 {path} 这个文件夹，请核对路径。")
    return Path(path)


def port(text: str) -> int:
    """Return a port number given on the command line. Raises Stopped for any other text."""
    if not re.fullmatch(r"[0-9]{1,5}", text) or not 1 <= int(text) < 1 << 16:
        raise Stopped(f"--port 不能是“{text}”，应是 1 到 65535 之间的整数，例如 8000。")
    return int(text)


def site_url(text: str) -> str:
    """Return a public address given on the command line. Raises Stopped unless it is one."""
    if text and not re.fullmatch(r"https?://[^\s/?#\"'<>@]+(/[^\s?#\"'<>]*)?", text):
        raise Stopped(f"--site-url 不能是“{text}”，应以 http:// 或 https:// 开头，例如 https://example.gov.cn/zlk/。")
    return text


def add_practices(parser: Parser) -> None:
    """Add `--practices`."""
    parser.add_argument("--practices", metavar="文件夹", type=folder, help="另一个知识库，默认是本库的 practices/")
