"""The commands about workbooks: `template`, the one to fill in; `import`, records and documents out of a filled one."""

from __future__ import annotations

import argparse
from pathlib import Path

from casebook.commands.arguments import BAD, GOOD, PROG, Command, Parser, add_practices, existing
from casebook.errors import Stopped, Unusable
from casebook.problems import Severity, has_errors, relative
from casebook.project import Project
from casebook.telling import answer, say


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


def _import(options: argparse.Namespace) -> int:
    from casebook.workbooks.cell_problems import as_lines
    from casebook.workbooks.importing import import_workbook

    if options.file.is_dir():
        raise Stopped(f"{options.file} 是文件夹。请写工作簿的路径，例如 做法.xlsx。")
    try:
        done = import_workbook(Project.here(options.practices), options.file, replace=options.replace)
    except Unusable as error:
        say(f"错误：{error}")
        return BAD
    answer(as_lines(options.file.name, done.problems))
    for note in done.notes:
        say(note)
    if has_errors(done.problems):
        errors = sum(problem.severity is Severity.ERROR for problem in done.problems)
        reminders = f"（另有 {rest} 条提醒，可以不改）" if (rest := len(done.problems) - errors) else ""
        say(f"共 {errors} 处要改{reminders}，什么都没有写。请在工作簿里逐条改好，保存后再导入。")
        return BAD
    for path in done.written:
        say(f"写入 {relative(path)}")
    same = f"，另有 {done.unchanged} 个与库里相同，没有动" if done.unchanged else ""
    say(f"导入完成：写入 {len(done.written)} 个文件{same}。")
    if done.written:
        say(f"下一步：运行 {PROG} serve 看网页；没有问题就提交，或把这些文件交给维护者。")
    return GOOD


IMPORT = Command("import", "从 Excel 工作簿导入做法和文件，要么全写，要么不动", _import, _import_arguments)
