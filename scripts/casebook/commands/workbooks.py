"""The commands about workbooks: `template`, the one to fill in; `import`, records and documents out of a filled one."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from casebook.commands.arguments import BAD, GOOD, PROG, Command, Parser, add_practices, add_sources, existing
from casebook.errors import Stopped, Unusable
from casebook.problems import Severity, has_errors, relative
from casebook.project import Project
from casebook.telling import answer, say

if TYPE_CHECKING:
    from casebook.workbooks.importing import Imported


def _template_arguments(parser: Parser) -> None:
    parser.add_argument("file", metavar="文件.xlsx", type=Path, help="模板写到哪里")
    add_practices(parser)
    parser.add_argument("--replace", action="store_true", help="已有同名文件时替换它")


def _template(options: argparse.Namespace) -> int:
    from casebook.file_writing import write_all
    from casebook.records.divisions import Divisions
    from casebook.records.loading import load_library
    from casebook.workbooks.template import template

    path: Path = options.file
    if path.suffix.lower() != ".xlsx":
        raise Stopped(f"{path} 要以 .xlsx 结尾，例如 模板.xlsx。")
    if path.is_dir() or not path.parent.is_dir():
        raise Stopped(f"写不了 {path}：它是文件夹，或所在的文件夹不存在。请换一个路径。")
    if path.exists() and not options.replace:
        raise Stopped(f"已有 {path}，没有覆盖。请换一个名字，或加 --replace。")
    project = Project.here(options.practices)
    library = load_library(project)
    write_all({path: template(library, Divisions.load(library.vocabularies.places))})
    say(f"模板写好了：{relative(path)}。用 Excel 或 WPS 打开，照“填写说明”填好，再运行：{PROG} import {relative(path)}")
    return GOOD


TEMPLATE = Command("template", "写一个 Excel 模板，填好后用 import 导入", _template, _template_arguments)


def _import_arguments(parser: Parser) -> None:
    parser.add_argument("file", metavar="文件.xlsx", type=existing, help="填好的工作簿")
    add_practices(parser)
    parser.add_argument("--replace", action="store_true", help="库里已有而内容不同的，用工作簿里的替换")
    add_sources(parser)


def _import(options: argparse.Namespace) -> int:
    from casebook.asking.dialogue import Dialogue
    from casebook.workbooks.cell_problems import as_lines
    from casebook.workbooks.importing import import_workbook

    if options.file.is_dir():
        raise Stopped(f"{options.file} 是文件夹。请写工作簿的路径，例如 做法.xlsx。")
    project, path = Project.here(options.practices), options.file
    ask = Dialogue(sys.stdin).agrees if sys.stdin is not None and sys.stdin.isatty() else None
    try:
        done = import_workbook(project, path, replace=options.replace, ask=ask, sources=options.sources)
    except Unusable as error:
        say(f"错误：{error}")
        return BAD
    answer(as_lines(path.name, done.problems))
    for line in (*done.notes, *done.account):
        say(line)
    if has_errors(done.problems):
        errors = sum(problem.severity is Severity.ERROR for problem in done.problems)
        reminders = f"（另有 {rest} 条提醒，可以不改）" if (rest := len(done.problems) - errors) else ""
        back = _give_back(project, path, done)
        say(
            f"共 {errors} 处要改{reminders}，什么都没有写。要改的写在格子旁边：{relative(back)}。改好保存，再导入这一份。"
        )
        return BAD
    for written in done.written:
        say(f"写入 {relative(written)}")
    same = f"，另有 {done.unchanged} 个与库里相同，没有动" if done.unchanged else ""
    say(f"导入完成：写入 {len(done.written)} 个文件{same}。")
    if done.written:
        say(f"下一步：运行 {PROG} serve 看网页；没有问题就提交，或把这些文件交给维护者。")
    return GOOD


def _give_back(project: Project, path: Path, done: Imported) -> Path:
    """Write the workbook beside the one that came, with what is wrong beside the cells; never over another file."""
    from casebook.file_writing import write_all
    from casebook.records.divisions import Divisions
    from casebook.records.loading import load_library
    from casebook.workbooks.template import returned

    library = load_library(project)
    names = (path.with_name(f"{path.stem}-要改{number}.xlsx") for number in ("", *range(2, 1000)))
    back = next(name for name in names if not name.exists())
    write_all({back: returned(library, Divisions.load(library.vocabularies.places), done, path.name)})
    return back


IMPORT = Command("import", "从 Excel 工作簿导入做法和文件，要么全写，要么不动", _import, _import_arguments)
