"""What a command is, and the command line's words: argparse, in Chinese."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from casebook.errors import Stopped

GOOD, BAD, WRONG = 0, 1, 2
PROG = "python3 scripts/manage.py"
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

    def __init__(self, prog: str, description: str = "") -> None:
        super().__init__(prog, None, description, formatter_class=ChineseHelp, add_help=False, allow_abbrev=False)
        self._positionals.title, self._optionals.title = "参数", "选项"
        self.add_argument("-h", "--help", action="help", help="显示这段说明")

    def error(self, message: str) -> NoReturn:
        """Raise Stopped with the message in Chinese, and where to look."""
        raise Stopped(f"{_chinese(message)}。用法见：{self.prog} --help")


def _chinese(message: str) -> str:
    for pattern, sentence in _SENTENCES:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return found.expand(sentence)
    return f"命令写得不对（{message}）"


def _nothing(_: Parser) -> None:
    """Add no arguments."""


@dataclass(frozen=True, slots=True)
class Command:
    """One command of the door.

    name: as typed. text: what it does, one short Chinese line. run: does it and returns GOOD, BAD (records have errors)
    or WRONG. add: gives the parser its arguments.
    """

    name: str
    text: str
    run: Callable[[argparse.Namespace], int]
    add: Callable[[Parser], None] = _nothing


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


def add_practices(parser: Parser) -> None:
    """Add `--practices`."""
    parser.add_argument("--practices", metavar="文件夹", type=folder, help="另一个知识库，默认是本库的 practices/")


def add_sources(parser: Parser) -> None:
    """Add `--sources`."""
    text = "原文：一个文件的全文（.txt），或放各文件全文（<文件编号>.txt）的文件夹"
    parser.add_argument("--sources", metavar="原文", type=existing, help=text)
