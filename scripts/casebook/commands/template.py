"""`template`: the workbook to fill in."""

from __future__ import annotations

import argparse
from pathlib import Path

from casebook.commands import arguments
from casebook.commands.arguments import Parser
from casebook.commands.command import GOOD, PROG, Command
from casebook.errors import Stopped
from casebook.problems import relative
from casebook.project import Project
from casebook.telling import say


def _arguments(parser: Parser) -> None:
    parser.add_argument("file", metavar="文件.xlsx", type=Path, help="模板写到哪里")
    arguments.add_practices(parser)
    parser.add_argument("--replace", action="store_true", help="已有同名文件时替换它")


def _run(options: argparse.Namespace) -> int:
    from casebook.file_writing import write_all
    from casebook.records.divisions import Divisions
    from casebook.records.loading import load_library
    from casebook.sheets.template import template

    path: Path = options.file
    if path.suffix.lower() != ".xlsx":
        raise Stopped(f"{path} 要以 .xlsx 结尾，例如 模板.xlsx。")
    if path.is_dir() or not path.parent.is_dir():
        raise Stopped(f"写不了 {path}：它是文件夹，或所在的文件夹不存在。请换一个路径。")
    if path.exists() and not options.replace:
        raise Stopped(f"已有 {path}，没有覆盖。请换一个名字，或加 --replace。")
    project = Project.here(options.practices)
    write_all({path: template(load_library(project), Divisions.load())})
    say(f"模板写好了：{relative(path)}。用 Excel 或 WPS 打开，照“填写说明”填好，再运行：{PROG} import {relative(path)}")
    return GOOD


TEMPLATE = Command("template", "写一个 Excel 模板，填好后用 import 导入", _run, _arguments)
